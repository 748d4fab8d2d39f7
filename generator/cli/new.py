"""Commands that start a file of content or a candidate's: `rehearse new`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.base import CONTENT, TODAY, rehearse

if TYPE_CHECKING:
    from generator.model import Level
    from generator.scaffold import Answers

#: Kind → what is asked, in this order: the option's name and the words of the question.
ASKED: Mapping[str, Mapping[str, str]] = {
    "question": {
        "round": "Its round, such as coding",
        "title": "Its title, which the candidate sees",
        "topic": "Its topic, such as graphs",
    },
    "round": {
        "title": "Its title, such as Debugging",
        "minutes": "Minutes of a session with scoring and feedback",
        "help-by": "Help by hints or, in conversation, by probes",
    },
    "role": {
        "title": "Its title, such as Data engineer",
        "family": "Its family, such as engineering",
    },
    "candidate": {
        "name": "Name, as on the plan",
        "role": "Role, such as backend",
        "level": "Level, such as senior",
        "interview": "Day of the interview, such as 2027-01-20",
    },
}
#: What Enter takes.
_DEFAULTS = {"minutes": "60"}


@rehearse.group()
def new() -> None:
    """Start a question, round, role or candidate's file.

    What you leave out is asked. The file has the right shape, and WRITE marks what only you can write; `rehearse check`
    names the places that are left. Nothing that exists is overwritten.
    """


def _asks(kind: str) -> Callable[[Any], Any]:
    """Make an option of everything that is asked for a kind."""

    def add(command: Any) -> Any:
        for option, words in reversed([*ASKED[kind].items()]):
            command = click.option(f"--{option}", metavar="TEXT", help=f"{words}.")(command)
        return command

    return add


_LEVELS = click.option(
    "--level",
    "levels",
    type=click.Choice(["junior", "mid", "senior", "staff"]),
    multiple=True,
    default=["mid", "senior"],
    show_default=True,
    help="A level it fits. Repeatable.",
)


@new.command("question")
@_asks("question")
@_LEVELS
@click.option("--difficulty", type=click.Choice(["easy", "medium", "hard"]), default="medium", show_default=True)
@click.option("--author", default="WRITE", metavar="TEXT", help="Who writes it; for a new file.")
@CONTENT
@TODAY
def new_question(
    content: Path, today: datetime.date, levels: tuple[Level, ...], difficulty: str, author: str, **given: str | None
) -> None:
    """Add a question to the content."""
    from generator import scaffold

    answers = scaffold.Answers("question", content, today)
    known = _answered(answers, given)
    _started(scaffold.new_question(answers, known["round"], known["title"], known["topic"], levels, difficulty, author))
    named = answers.handbook.named_topics
    if named and answers.handbook.topic_of(known["topic"], known["round"]) not in named:
        click.echo(f"then       give the topic {known['topic']} a title in topics.yml, or make it an alias there")


@new.command("round")
@_asks("round")
@CONTENT
@TODAY
def new_round(content: Path, today: datetime.date, **given: str | None) -> None:
    """Add a round to the content."""
    from generator import scaffold

    answers = scaffold.Answers("round", content, today)
    known = _answered(answers, given)
    _started(scaffold.new_round(answers, known["title"], known["minutes"], known["help-by"]))
    click.echo(
        "then       add questions (rehearse new question), its floor in floors.yml, a step in the roles that have it"
    )


@new.command("role")
@_asks("role")
@click.option(
    "--round", "rounds", multiple=True, metavar="TEXT", help="A round of its loop. Repeatable. [default: all]"
)
@_LEVELS
@CONTENT
@TODAY
def new_role(
    content: Path, today: datetime.date, rounds: tuple[str, ...], levels: tuple[Level, ...], **given: str | None
) -> None:
    """Add a role to the content."""
    from generator import scaffold

    answers = scaffold.Answers("role", content, today)
    meant = [answers.read("round", each, {}) for each in rounds]
    known = _answered(answers, given)
    _started(scaffold.new_role(answers, known["title"], known["family"], levels, meant))


@new.command("candidate")
@_asks("candidate")
@click.option("--out", metavar="FILE", help="Where to write.  [default: NAME.yml in the current folder]")
@CONTENT
@TODAY
def new_candidate(content: Path, today: datetime.date, out: str | None, **given: str | None) -> None:
    """Start your own file for `rehearse plan`, outside the content."""
    from generator import scaffold

    answers = scaffold.Answers("candidate", content, today)
    known = _answered(answers, {"out": out, **given})
    path = scaffold.new_candidate(answers, **known)
    click.echo(f"new        {path.as_posix()}")
    if missing := scaffold.undrawable(content, known["name"]):
        advice = "plan with --fonts DIR, a folder with a font that has them, or write the name in Latin letters"
        click.echo(f"note       no available font has {' '.join(missing)}: {advice}")
    shown = f'"{path.as_posix()}"' if " " in path.as_posix() else path.as_posix()
    click.echo(f"next       edit its days and confidence, then: rehearse plan {shown}")


def _answered(answers: Answers, given: Mapping[str, str | None]) -> dict[str, Any]:
    """Read what was given, then ask for the rest, each until it is understood.

    Raises ContentError with all that is wrong with what was given, before anything is asked.
    """
    from generator.problem import ContentError, Problem

    known: dict[str, Any] = {}
    problems: list[Problem] = []
    texts = {option.replace("_", "-"): text for option, text in given.items() if text is not None}
    for option in ("out", *ASKED[answers.kind]):
        try:
            known |= {option: answers.read(option, texts[option], known)} if option in texts else {}
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    try:
        for option, words in ASKED[answers.kind].items():
            if option not in known:
                known[option] = _ask(answers, option, words, known)
    except click.Abort:
        click.echo()  # ends the line of the question
        click.echo("nothing written", err=True)
        raise
    return known


def _ask(answers: Answers, option: str, words: str, known: Mapping[str, Any]) -> Any:
    from generator.problem import ContentError

    if choices := answers.choices(option, known):
        click.echo(f"{option.capitalize()}s: {', '.join(choices)}")
    while True:
        text = click.prompt(words, _DEFAULTS.get(option))
        try:
            return answers.read(option, text, known)
        except ContentError as error:
            click.echo(f"  {error.problems[0].message}")


def _started(path: Path) -> None:
    click.echo(f"new        {path.as_posix()}")
    click.echo("next       replace each WRITE; rehearse check names what is left")

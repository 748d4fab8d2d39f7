"""Commands that start a file of content or a candidate's: `rehearse new`."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.base import CONTENT, rehearse

if TYPE_CHECKING:
    from generator.model import Level


@rehearse.group()
def new() -> None:
    """Start a question, round, role or candidate's file.

    What you leave out is asked. The file has the right shape, and WRITE stands where only you can; `rehearse check`
    names the places that are left. Nothing that exists is overwritten.
    """


def _asked(option: str, words: str, **more: Any) -> Callable[[Any], Any]:
    return click.option(option, prompt=words, help=f"{words}.", **more)


_LEVEL = click.Choice(["junior", "mid", "senior", "staff"])
_LEVELS = click.option(
    "--level",
    "levels",
    type=_LEVEL,
    multiple=True,
    default=["mid", "senior"],
    show_default=True,
    help="A level it fits.",
)


@new.command("question")
@_asked("--round", "Its round, such as coding", metavar="ID")
@_asked("--title", "Its title, which the candidate sees", metavar="TEXT")
@_asked("--topic", "Its topic, such as graphs", metavar="ID")
@_LEVELS
@click.option("--difficulty", type=click.Choice(["easy", "medium", "hard"]), default="medium", show_default=True)
@click.option("--author", default="WRITE", metavar="TEXT", help="Who writes it; for a new file.")
@CONTENT
def new_question(
    round: str, title: str, topic: str, levels: tuple[Level, ...], difficulty: str, author: str, content: Path
) -> None:
    """Add a question to the content."""
    from generator import scaffold

    today = datetime.date.today()
    _started(scaffold.new_question(content, round, title, topic, levels, difficulty, author, today))


@new.command("round")
@_asked("--title", "Its title, such as Debugging", metavar="TEXT")
@_asked("--minutes", "Minutes of a session with scoring and feedback", type=int, default=60)
@_asked("--help-by", "Help by hints or, in conversation, by probes", type=click.Choice(["hints", "probes"]))
@CONTENT
def new_round(title: str, minutes: int, help_by: str, content: Path) -> None:
    """Add a round to the content."""
    from generator import scaffold

    _started(scaffold.new_round(content, title, minutes, help_by, datetime.date.today()))


@new.command("role")
@_asked("--title", "Its title, such as Data engineer", metavar="TEXT")
@_asked("--family", "Its family, such as engineering", metavar="ID")
@click.option("--round", "rounds", multiple=True, metavar="ID", help="A round of its loop.  [default: all]")
@_LEVELS
@CONTENT
def new_role(title: str, family: str, rounds: tuple[str, ...], levels: tuple[Level, ...], content: Path) -> None:
    """Add a role to the content."""
    from generator import scaffold

    _started(scaffold.new_role(content, title, family, levels, rounds))


@new.command("candidate")
@_asked("--name", "Name, as on the plan", metavar="TEXT")
@_asked("--role", "Role, such as backend", metavar="ID")
@_asked("--level", "Level", type=_LEVEL)
@_asked("--interview", "Day of the interview", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write.  [default: ID.yml]")
@CONTENT
def new_candidate(
    name: str, role: str, level: Level, interview: datetime.datetime, out: Path | None, content: Path
) -> None:
    """Start your own file for `rehearse plan`, outside the content."""
    from generator import scaffold

    path = scaffold.new_candidate(content, name, role, level, interview.date(), out)
    click.echo(f"new        {path.as_posix()}")
    click.echo(f"next       make its days and confidence yours, then: rehearse plan {path.as_posix()}")


def _started(path: Path) -> None:
    click.echo(f"new        {path.as_posix()}")
    click.echo("next       write where WRITE stands; rehearse check names what is left")

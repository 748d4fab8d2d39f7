"""The command that writes a mock down: five things, asked or given, and the rest with --full."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.base import CONTENT, TODAY, rehearse

if TYPE_CHECKING:
    from generator.publish import Logbook


@rehearse.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--date", metavar="DATE", help="Day of the mock.")
@click.option("--round", metavar="ID", help="Its round, such as coding.")
@click.option("--before", metavar="1-5", help="Confidence before.")
@click.option("--after", metavar="1-5", help="Confidence after.")
@click.option("--fix", metavar="TEXT", help="The single biggest thing to fix.")
@click.option("--full", is_flag=True, help="Ask the rest too: rater, scores, debrief, micro-goal.")
@click.option("--rater", metavar="WHO", help="Who scored: peer, expert, friend, llm or self.")
@click.option("--session", metavar="ID", help="Its id in the plan.  [default: the one planned for that day]")
@click.option("--score", "scores", multiple=True, metavar="DIMENSION=1-4", help="A rater's score; n: not seen.")
@click.option("--self", "own", multiple=True, metavar="DIMENSION=1-4", help="The candidate's own score.")
@click.option("--question", "questions", multiple=True, metavar="ID", help="A question that was asked.")
@click.option("--from", "table", metavar="CSV", type=click.Path(path_type=Path), help="Add the mocks of a spreadsheet.")
@CONTENT
@TODAY
def log(
    file: Path,
    full: bool,
    table: Path | None,
    content: Path,
    today: datetime.date,
    scores: tuple[str, ...],
    own: tuple[str, ...],
    questions: tuple[str, ...],
    **words: str | None,
) -> None:
    """Write a mock down in the log beside a candidate's FILE.

    What of the five things is not given is asked. --from takes a CSV with the columns date, round, before, after, fix;
    what is in the log already is not added again.
    """
    from generator import publish
    from generator.load import load_log_csv

    given: dict[str, Any] = {key: _typed(key, value) for key, value in words.items() if value is not None}
    given |= {"scores": _scores(scores), "self": _scores(own), "questions": list(questions)}
    if table and (full or any(given.values())):
        raise click.UsageError("--from takes everything from the CSV: leave the other options out.")
    book = publish.open_log(content, file)
    for note in book.notes:
        click.echo(f"note       {note}")
    if table:
        rows = load_log_csv(table, book.handbook, today)
        added = publish.append(book.path, rows, once=True)
        known = f"; {len(rows) - len(added)} stood there already" if len(rows) > len(added) else ""
        click.echo(f"logged     {book.path.as_posix()}: {len(added)} of {len(rows)} mocks{known}")
        return
    book.hold(given, today)
    try:
        _ask(_Asked(book, given, today), full)
    except click.Abort:
        click.echo()  # ends the line of the question
        click.echo("nothing logged", err=True)
        raise
    for entry in publish.append(book.path, [book.entry(given, today)]):
        click.echo(f"logged     {book.path.as_posix()}: {entry.date} {entry.round} {entry.before} → {entry.after}")


class _Asked:
    """Asks for what is not given yet, again and again until it can be read."""

    def __init__(self, book: Logbook, given: dict[str, Any], today: datetime.date) -> None:
        self.book, self.given, self.today = book, given, today

    def one(self, key: str, words: str, default: str | None = None) -> None:
        """Ask for a value; with a default, which may be nothing, Enter takes it."""
        while not self.given.get(key):
            answer = click.prompt(words, default, show_default=bool(default)).strip()
            if not answer and default == "":
                return
            if key == "round" and answer in (numbers := dict(self.book.numbered(self.today))):
                answer = numbers[answer]
            self._take(key, _typed(key, answer))

    def each(self, key: str, parts: Sequence[tuple[str, str]]) -> None:
        """Ask for the parts of a value by their names and words; Enter leaves one out."""
        for name, words in parts:
            while name not in (known := self.given.get(key) or {}):
                answer = click.prompt(words, "", show_default=False).strip()
                if not answer:
                    break
                self._take(key, known | {name: answer if key == "debrief" else _score(answer)})

    def _take(self, key: str, value: Any) -> None:
        before = self.given.get(key)
        self.given[key] = value
        if wrong := self.book.wrong(key, self.given, self.today):
            click.echo(f"  {wrong}")
            self.given[key] = before


def _ask(asked: _Asked, full: bool) -> None:
    book, given = asked.book, asked.given
    asked.one("date", "Day of the mock", asked.today.isoformat())
    if not given.get("round"):
        click.echo("Rounds: " + ", ".join(map(" ".join, book.numbered(asked.today))))
    asked.one("round", "Round, by number or name")
    asked.one("before", "Confidence before, 1-5")
    asked.one("after", "Confidence after, 1-5")
    asked.one("fix", "The single biggest thing to fix")
    if not full:
        return
    click.echo("The rest may be left out: Enter skips.")
    planned = book.planned(datetime.date.fromisoformat(given["date"]), given["round"])
    asked.one("session", "Its id in the plan, such as coding-2", planned.id if planned else "")
    asked.one("rater", "Who scored: peer, expert, friend, llm or self", "")
    dimensions = book.handbook.rounds[given["round"]].rubric.dimensions
    if given.get("rater"):
        asked.each("scores", [(each.id, f"Score, {each.title}, 1-4 or n for not seen") for each in dimensions])
    asked.each("self", [(each.id, f"Own score, {each.title}, 1-4 or n") for each in dimensions])
    asked.each("debrief", _DEBRIEF)
    asked.one("micro_goal", "Micro-goal (By the next mock I will …)", "")
    asked.one("questions", "Ids of the questions that were asked", "")


_DEBRIEF = (
    ("lost_confidence", "Where confidence was lost"),
    ("assumed", "What was assumed"),
    ("one_level_stronger", "What would have been one level stronger"),
)


def _typed(key: str, text: str) -> Any:
    if key == "questions":
        return text.split()
    return _number(text) if key in ("before", "after") else text


def _number(text: str) -> int | str:
    """Read a whole number; what is none is left for the log to refuse."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text.strip()) else text


def _score(text: str) -> int | str:
    return "not seen" if text.strip() in ("n", "not seen") else _number(text)


def _scores(given: Sequence[str]) -> dict[str, Any]:
    """Read `dimension=3`."""
    pairs = (each.partition("=") for each in given)
    return {name.strip(): _score(value) for name, _, value in pairs}

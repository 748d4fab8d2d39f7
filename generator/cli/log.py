"""The command that writes a mock down: five things, asked or given, and the rest with --full."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.base import CONTENT, TODAY, rehearse

if TYPE_CHECKING:
    from generator.jobs.log import Logbook
    from generator.model.typed import Order


@rehearse.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--date", metavar="DATE", help="Day of the mock.")
@click.option("--round", metavar="ROUND", help="Its round, such as coding.")
@click.option("--before", metavar="1-5", help="Confidence before.")
@click.option("--after", metavar="1-5", help="Confidence after.")
@click.option("--fix", metavar="TEXT", help="The single biggest thing to fix.")
@click.option("--full", is_flag=True, help="Ask the rest too: rater, scores, debrief, micro-goal.")
@click.option("--rater", metavar="WHO", help="Who scored: peer, expert, friend, llm or self.")
@click.option("--session", metavar="ID", help="Its id in the plan.  [default: the one planned for that day]")
@click.option("--score", "scores", multiple=True, metavar="DIMENSION=1-4", help="A rater's score; n: not seen.")
@click.option("--self", "own", multiple=True, metavar="DIMENSION=1-4", help="The candidate's own score.")
@click.option("--question", "questions", multiple=True, metavar="ID", help="A question that was asked.")
@click.option(
    "--from",
    "table",
    metavar="TABLE",
    type=click.Path(path_type=Path),
    help="Add the mocks of a spreadsheet or a log in JSON.",
)
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), help="With --from: day or month first in 2/12/2026.")
@click.option("--skip", is_flag=True, help="With --from: leave out the rows that can't be read.")
@click.option("--json", "whole", is_flag=True, help="Print the log as JSON instead, for the plan page.")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="With --json: write a new file instead.")
@CONTENT
@TODAY
def log(
    file: Path,
    full: bool,
    table: Path | None,
    dates: Order | None,
    skip: bool,
    whole: bool,
    out: Path | None,
    content: Path,
    today: datetime.date,
    scores: tuple[str, ...],
    own: tuple[str, ...],
    questions: tuple[str, ...],
    **words: str | None,
) -> None:
    """Write a mock down in the log next to a candidate's FILE.

    What of the five things is not given is asked. --from takes a CSV or an Excel workbook with the columns date, round,
    before, after and fix, in any order, or a log in JSON; what is in the log already is not added again. --json prints
    the log as it is, for the plan page of the handbook or another program. A log may itself be in JSON: <id>-log.json.
    """
    from generator.jobs.log import open_log
    from generator.load import is_json
    from generator.scaffold.log import append_entries

    given: dict[str, Any] = {key: _typed(key, value) for key, value in words.items() if value is not None}
    given |= {"scores": _scores(scores), "self": _scores(own), "questions": list(questions)}
    if table and (full or any(given.values())):
        raise click.UsageError("--from takes everything from the spreadsheet: leave the other options out.")
    if not table and (dates or skip):
        raise click.UsageError("--dates and --skip go with --from.")
    if table and is_json(table.name) and (dates or skip):
        raise click.UsageError("--dates and --skip go with a spreadsheet.")
    if whole and (table or full or any(given.values())):
        raise click.UsageError("--json only prints the log: leave the other options out.")
    if out and not whole:
        raise click.UsageError("--out goes with --json.")
    logbook = open_log(content, file)
    if whole:
        _print(logbook, file, out)
        return
    for note in logbook.notes:
        click.echo(f"note       {note}")
    if table:
        _import(logbook, table, today, dates, skip)
        return
    if given.get("round"):
        given["round"] = _round(logbook, given, given["round"])
    logbook.check(given, today)
    try:
        _ask(_Asked(logbook, given, today), full)
    except click.Abort:
        click.echo()  # ends the line of the question
        click.echo("nothing logged", err=True)
        raise
    for entry in append_entries(logbook.path, [logbook.entry(given, today)]):
        click.echo(f"logged     {logbook.path.as_posix()}: {entry.date} {entry.round} {entry.before} → {entry.after}")


def _print(logbook: Logbook, file: Path, out: Path | None) -> None:
    """Print the log as JSON and nothing else, or write it to a new file."""
    from generator.problem import refused, refused_by_disk
    from generator.publish.atomic import write_file
    from generator.scaffold.log import as_json

    for note in logbook.notes:
        click.echo(f"note       {note}", err=True)
    text = as_json(logbook.entries).encode()  # UTF-8 wherever it is sent
    if not out:
        click.echo(text, nl=False)
        return
    if out.stem.endswith("-log") and out.resolve().parent == file.resolve().parent:
        raise refused(
            out.as_posix(), "would be a log next to the candidate's file; choose another name, such as mocks.json"
        )
    if out.exists():
        raise refused(out.as_posix(), "already exists, and is left as it is")
    try:
        write_file(out, text)
    except OSError as error:
        raise refused_by_disk(error, out) from error
    click.echo(f"new        {out.as_posix()}")


def _import(logbook: Logbook, table: Path, today: datetime.date, order: Order | None, skip: bool) -> None:
    """Add the mocks of a spreadsheet, or, if rows can't be read, name them all; only with `skip` add the others."""
    from generator.load import is_json, load_log_csv, load_log_json
    from generator.problem import ContentError, Problem
    from generator.scaffold.log import append_entries

    load = load_log_json if is_json(table.name) else load_log_csv
    read = load(table, logbook.handbook, today, order)
    if read.question and sys.stdin.isatty():
        try:
            order = click.prompt(f"{read.question} Day first or month first", type=click.Choice(["dmy", "mdy"]))
        except click.Abort:
            click.echo()  # ends the line of the question
            click.echo("nothing logged", err=True)
            raise
        read = load_log_csv(table, logbook.handbook, today, order)
    for note in read.notes:
        click.echo(f"note       {note}")
    lines = sorted({each.line for each in read.problems})
    if read.unclear:
        raise ContentError([read.unclear, *read.problems])
    if lines and not skip:
        count = f"{len(lines):,} row{'s' if len(lines) > 1 else ''} can't be read"
        message = f"{count}, so nothing was logged: correct the list below, or add --skip to log the others"
        raise ContentError([Problem(table.as_posix(), 0, 0, message), *read.problems])
    for each in ContentError(read.problems).lines:
        click.echo(f"skipped    {each}")
    added = append_entries(logbook.path, read.entries, once=True, handbook=logbook.handbook)
    count = f"{len(added)} of {len(read.entries)} mocks"
    known = f"; {len(read.entries) - len(added)} stood there already" if len(read.entries) > len(added) else ""
    left = f"; skipped {_ranges(lines)}" if lines else ""
    click.echo(f"logged     {logbook.path.as_posix()}: {count}{known}{left}")


def _ranges(lines: Sequence[int]) -> str:
    """Format line numbers in short form: lines 3, 5–7."""
    spans: list[tuple[int, int]] = []
    for line in lines:
        if spans and spans[-1][1] == line - 1:
            spans[-1] = spans[-1][0], line
        else:
            spans.append((line, line))
    shown = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
    return f"line{'s' if len(lines) > 1 else ''} {shown}"


class _Asked:
    """Asks for what is not given yet, again and again until it can be read."""

    def __init__(self, logbook: Logbook, given: dict[str, Any], today: datetime.date) -> None:
        self.logbook, self.given, self.today = logbook, given, today

    def one(self, key: str, words: str, default: str | None = None) -> None:
        """Ask for a value; with a default, which may be nothing, Enter takes it."""
        while not self.given.get(key):
            answer = click.prompt(words, default, show_default=bool(default)).strip()
            if not answer and default == "":
                return
            if key == "round":
                answer = _round(self.logbook, self.given, dict(self.logbook.numbered(self.today)).get(answer, answer))
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
        if wrong := self.logbook.wrong(key, self.given, self.today):
            click.echo(f"  {wrong}")
            self.given[key] = before


def _ask(asked: _Asked, full: bool) -> None:
    from generator.say import confidence_lines, say

    logbook, given = asked.logbook, asked.given
    asked.one("date", "Day of the mock", asked.today.isoformat())
    if not given.get("round"):
        click.echo("Rounds: " + ", ".join(map(" ".join, logbook.numbered(asked.today))))
    asked.one("round", "Round, by number or name, or the session's code")
    if not (given.get("before") and given.get("after")):
        for line in (say("confidence.log"), *(f"  {line}" for line in confidence_lines())):
            click.echo(line)
    asked.one("before", say("confidence.ask-before"))
    asked.one("after", say("confidence.ask-after"))
    asked.one("fix", "The single biggest thing to fix")
    if not full:
        return
    click.echo("The rest is optional: Enter skips.")
    planned = logbook.planned(datetime.date.fromisoformat(given["date"]), given["round"])
    asked.one("session", "Its id in the plan, such as coding-2", planned.id if planned else "")
    asked.one("rater", "Who scored: peer, expert, friend, llm or self", "")
    dimensions = logbook.handbook.rounds[given["round"]].rubric.dimensions
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


def _round(logbook: Logbook, given: dict[str, Any], name: str) -> str:
    """Return the round that a name means; a session's code, such as coding-2, gives the session too."""
    if logbook.of_code(name):
        given.setdefault("session", name)
    return logbook.named(name)


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

"""Load a log from a spreadsheet with one mock in each row. Every row becomes an entry or a list of problems."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator.load.headings import Columns, columns
from generator.load.local_dates import Dates, read_dates
from generator.load.log import NEEDED, mistakes
from generator.load.spreadsheet import HEAD, MAX_COLUMNS, Cell, Row, Table, read_table
from generator.model import Handbook
from generator.model.log import Log
from generator.model.typed import Order
from generator.names import resolve, unknown
from generator.problem import SHOWN_OF_A_FILE, ContentError, Problem, did_you_mean, refused
from generator.yamlfile import Places

#: 3, 3.0, 3/5, 3 of 5, 3 - fairly confident
_NUMBER = re.compile(r"([0-9]{1,9})(?:[.,]0+)?(?:\s*(?:/|of|out of)\s*5|\s*[-–—:=)]\s*[^\W\d][^\d]*)?")
_SESSION = re.compile(r"([a-z][a-z0-9-]*)-[0-9]+")


class Imported(NamedTuple):
    """The mocks of a spreadsheet, the problems of its rows, and notes on how it was read.

    If it is unclear whether the day or the month comes first, `question` is what to ask, and there are no entries.
    """

    entries: Log
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    unclear: Problem | None = None
    question: str = ""


def load_log_csv(path: Path, handbook: Handbook, today: datetime.date, order: Order | None = None) -> Imported:
    """Return the mocks of a CSV file or a workbook with the columns date, round, before, after and fix.

    `order` is the order of day and month in dates without letters. Raise ContentError if the file can't be read at all.
    """
    shown = path.as_posix()
    table = read_table(path, shown, _fit)
    head = max(table.rows[:HEAD], key=lambda row: _fit(row.cells), default=Row(1, ()))
    names = [_text(cell) for cell in head.cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MAX_COLUMNS:
        message = f"expected at most {MAX_COLUMNS} columns; got {len(names)}"
        raise refused(shown, message, head.line)
    rows = [row for row in table.rows if row.line > head.line and (row.wrong or any(map(_text, row.cells)))]
    matched = columns(names)
    if matched.twice:  # one of the two columns may be empty
        matched = columns([name if _is_used(place, rows) else "" for place, name in enumerate(names)])
    if problems := _wrong_columns(matched, names, head, shown):
        raise ContentError(problems)
    return _Rows(shown, handbook, today, table, matched, names).imported(rows, order)


class _Rows:
    """Converts the rows below the headings to entries."""

    def __init__(
        self, shown: str, handbook: Handbook, today: datetime.date, table: Table, matched: Columns, names: Sequence[str]
    ) -> None:
        self.shown, self.handbook, self.today = shown, handbook, today
        self.table, self.names, self.at = table, names, matched.places
        self.rounds: dict[str, str | None] = {}

    def imported(self, rows: Sequence[Row], order: Order | None) -> Imported:
        wide = {row.line: self._too_wide(row) for row in rows}
        dated = {row.line: day for row in rows if not row.wrong and (day := self._date(row)) != ""}
        dates = read_dates(dated, self.today, order)
        entries, problems = [], []
        for row in rows:
            if row.wrong or wide[row.line]:
                problems.append(Problem(self.shown, row.line, 1, row.wrong or wide[row.line]))
                continue
            data = self._data(row, dates)
            entry, wrong = mistakes(data, Places(self.shown), None)
            messages = [each.message for each in wrong if row.line not in dated or each.message != "date: missing"]
            messages += [f"date: {dates.wrong[row.line]}"] if row.line in dates.wrong else []
            messages += self._unknown_round(data, len(problems) < SHOWN_OF_A_FILE)
            problems += [Problem(self.shown, row.line, 1, message) for message in messages]
            entries += [entry] if entry and not messages else []
        unclear = dates.unclear
        return Imported(
            tuple(entries) if not unclear else (),
            tuple(problems),
            tuple(Problem(self.shown, 0, 0, note) for note in self._notes(rows, dates)),
            Problem(self.shown, unclear.row, 1, f"date: {unclear.message}") if unclear else None,
            unclear.question if unclear else "",
        )

    def _too_wide(self, row: Row) -> str:
        """Return the error message for a row with more filled cells than headings, or an empty string."""
        filled = max((place for place, cell in enumerate(row.cells, start=1) if _text(cell)), default=0)
        if filled <= len(self.names):
            return ""
        mark = "a tab" if self.table.separator == "\t" else f'"{self.table.separator}"'
        return f"expected {len(self.names)} cells, one for each column; got {filled}: put a text with {mark} in quotes"

    def _cell(self, row: Row, column: str) -> Cell:
        place = self.at.get(column)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def _date(self, row: Row) -> str | datetime.date:
        cell = self._cell(row, "date")
        return cell if isinstance(cell, datetime.date) else _typed(cell)

    def _data(self, row: Row, dates: Dates) -> dict[str, Any]:
        """Return a row as the plain data of a log entry."""
        data: dict[str, Any] = {key: _text(self._cell(row, key)) for key in ("fix", "micro_goal")}
        data |= {key: _number(self._cell(row, key)) for key in ("before", "after")}
        data["date"] = dates.days[row.line].isoformat() if row.line in dates.days else ""
        name = _typed(self._cell(row, "round"))
        round_ = self._round(name)
        session = _SESSION.fullmatch(_typed(self._cell(row, "session")).lower())
        data["round"] = round_ or name
        data["session"] = session[0] if session and session[1] == round_ else ""
        return {key: value for key, value in data.items() if value != ""}

    def _round(self, name: str) -> str | None:
        """Return the id of the round that a name or a session id means, or None."""
        if name not in self.rounds:
            numbered = _SESSION.fullmatch(name.lower())
            of_session = numbered[1] if numbered and numbered[1] in self.handbook.rounds else None
            self.rounds[name] = resolve(name, self.handbook.rounds) or of_session
        return self.rounds[name]

    def _unknown_round(self, data: dict[str, Any], near: bool) -> Iterator[str]:
        """Yield the error message for an unknown round; with `near`, it suggests the most similar one and lists all."""
        name = data.get("round")
        if name and name not in self.handbook.rounds:
            yield f"round: {unknown('round', name, self.handbook.rounds)}" if near else f'round: no round "{name}"'

    def _notes(self, rows: Sequence[Row], dates: Dates) -> Iterator[str]:
        yield from self.table.notes
        known = set(self.at.values())
        unknown = [place for place in range(len(self.names)) if place not in known and _is_used(place, rows)]
        if unknown:
            named = ", ".join(
                f'"{self.names[place]}"' if self.names[place] else f"number {place + 1}" for place in unknown
            )
            yield f"not read: the column{'s' if len(unknown) > 1 else ''} {named}"
        if dates.note:
            yield dates.note


def _is_used(place: int, rows: Sequence[Row]) -> bool:
    """Return whether a column has a filled cell below its heading; True if there are no rows."""
    return not rows or any(_text(cell) for row in rows for cell in row.cells[place : place + 1])


def _fit(cells: Sequence[Cell]) -> int:
    """Return how well a row fits as the row of headings: 2 for each required column, 1 for each other known one."""
    matched = columns([_text(cell) for cell in cells[:MAX_COLUMNS]]).places
    return sum(2 if column in NEEDED else 1 for column in matched)


def _wrong_columns(matched: Columns, names: Sequence[str], head: Row, shown: str) -> list[Problem]:
    missing = [name for name in NEEDED if name not in matched.places]
    listed = ", ".join(NEEDED)
    if len(missing) == len(NEEDED):
        got = ", ".join(f'"{name}"' for name in names if name)[:200] or "nothing"
        messages = [f"expected a row of headings with the columns {listed}; got {got}"]
    else:
        unknown = [name for place, name in enumerate(names) if name and place not in matched.places.values()]
        messages = []
        for name in missing:
            near = next((each for each in unknown if did_you_mean(each, [name])), "")
            meant = f' (is it "{near}"?)' if near else ""
            messages.append(f"{name}: missing; expected the columns {listed}{meant}")
    messages += [f"{name}: this column appears twice" for name in NEEDED if name in matched.twice]
    return [Problem(shown, head.line, 1, message) for message in messages]


def _text(cell: Cell) -> str:
    """Return a cell as text, a whole number without a decimal point."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _typed(cell: Cell) -> str:
    """Return a cell as text with plain spaces and digits."""
    return " ".join(unicodedata.normalize("NFKC", _text(cell)).split())


def _number(cell: Cell) -> int | str:
    """Parse a whole number as spreadsheets write it. Return the text if it isn't one, for validation to refuse."""
    text = _typed(cell)
    number = _NUMBER.fullmatch(text)
    return int(number[1]) if number else text

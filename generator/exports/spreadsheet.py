"""A plan as a table for a spreadsheet: one row per session.

UTF-8 with a byte order mark, without which Excel assumes another encoding. Commas and line ends as in RFC 4180.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping

from generator.exports.export import Export
from generator.exports.rows import Row, rows
from generator.model import Handbook, Plan
from generator.say import date, say

#: What a spreadsheet takes for the start of a formula; the wide characters if it runs in Chinese or Japanese.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_COLUMNS: Mapping[str, Callable[[Row], str]] = {
    "date": lambda row: row.date.isoformat(),
    "day": lambda row: date(row.date, "weekday"),
    "start": lambda row: f"{row.start:%H:%M}" if row.start else "",
    "minutes": lambda row: str(row.minutes),
    "code": lambda row: row.code,
    "kind": lambda row: row.kind,
    "round": lambda row: row.round,
    "form": lambda row: row.form,
    "partner": lambda row: row.partner,
    "goal": lambda row: row.goal,
    "exercise": lambda row: row.exercise,
    "phase": lambda row: row.phase,
    "week": lambda row: str(row.week),
}


def table(handbook: Handbook, plan: Plan, _before: bytes) -> bytes:
    """Return the sessions below a header row. A cell that would be a formula is preceded by an apostrophe."""
    found = io.StringIO(newline="")
    writer = csv.writer(found, lineterminator="\r\n")
    writer.writerow([say(f"table.{name}") for name in _COLUMNS])
    writer.writerows([_guarded(cell(row)) for cell in _COLUMNS.values()] for row in rows(handbook, plan))
    return b"\xef\xbb\xbf" + found.getvalue().encode()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


EXPORT = Export(ending="csv", title="table", path="candidate/plan.csv", make=table, place=2)

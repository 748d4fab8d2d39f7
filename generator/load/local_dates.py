"""Parse a column of dates, day first or month first, if only one order is possible for all of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal, NamedTuple

from generator.model.typed import MONTHS, ORDERS, Order, TypedDay, typed_day

#: A date such as 26-11-25 can be read year first if it is at most this long ago.
_LOGGED_SINCE = datetime.timedelta(days=3 * 366)
_Way = Literal["dmy", "mdy", "ymd"]
_WAYS: tuple[_Way, ...] = (*ORDERS, "ymd")
_SAID: Mapping[_Way, str] = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}
_CHOOSE: Mapping[_Way, str] = {
    "dmy": "--dates dmy says day first",
    "mdy": "--dates mdy says month first",
    "ymd": "write a year that comes first with four digits",
}


class Unclear(NamedTuple):
    """Dates whose order is unclear: a row, a message on what to do, and a question to ask if its answer is enough."""

    row: int
    message: str
    question: str = ""


class Dates(NamedTuple):
    """The day of each row, or its error message; a note on how dates were read; and what is unclear, if anything."""

    days: Mapping[int, datetime.date]
    wrong: Mapping[int, str]
    note: str = ""
    unclear: Unclear | None = None


class _Local(NamedTuple):
    """A date with several readings: its text, the day for each order, and the orders that are plausible."""

    text: str
    days: Mapping[_Way, datetime.date]
    possible: frozenset[_Way]


def read_dates(cells: Mapping[int, str | datetime.date], today: datetime.date, order: Order | None = None) -> Dates:
    """Return the dates of a column, by row. Cells that a workbook stores as dates are taken as they are.

    A text without letters is read day first or month first, the same for all rows: in the given `order`, else in the
    only order in which every day exists and none is in the future.
    """
    days: dict[int, datetime.date] = {}
    wrong: dict[int, str] = {}
    local: dict[int, _Local] = {}
    for row, cell in cells.items():
        typed = TypedDay(cell) if isinstance(cell, datetime.date) else typed_day(cell)
        if typed is None:
            wrong[row] = f'expected a date like 2026-11-21; got "{cell}"'
        elif typed.sure:
            days[row] = typed.sure
        elif typed.readings:
            local[row] = _local(str(cell), typed, today)
        else:
            wrong[row] = f'there is no such day; got "{cell}"'
    if local:
        wrong |= {row: _doubt(day) for row, day in days.items() if _is_doubtful(cells[row], today)}
    way, unclear = (order, None) if order else _way(local)
    for row, each in local.items() if way else ():
        day = each.days.get(way) if way else None
        if day:
            days[row] = day
        else:
            wrong[row] = f'there is no such day, {_SAID[way or "ymd"]}; got "{each.text}"'
    for row, each in local.items() if not way else ():
        if not each.possible:
            wrong[row] = _later(today, each.text)
    wrong |= {row: _later(today, str(cells[row])) for row, day in days.items() if day > today}
    days = {row: day for row, day in days.items() if row not in wrong}
    example = next((f"{each.text} is {_long(days[row])}" for row, each in local.items() if row in days), "")
    note = f"dates are read {_SAID[way]}: {example}" if way and example else ""
    return Dates(days, wrong, note, unclear)


def _local(text: str, typed: TypedDay, today: datetime.date) -> _Local:
    days: dict[_Way, datetime.date] = {way: typed.readings[way] for way in ORDERS if way in typed.readings}
    possible = {way for way, day in days.items() if day <= today}
    if "." in text and "dmy" in days:  # nobody writes the month first with dots, so a future day is a typing error
        possible.add("dmy")
    if typed.year_first and today - _LOGGED_SINCE <= typed.year_first <= today:
        days["ymd"] = typed.year_first
        possible.add("ymd")
    return _Local(text, days, frozenset(possible))


def _way(local: Mapping[int, _Local]) -> tuple[_Way | None, Unclear | None]:
    """Return the only order for all dates, or what is unclear. Return neither if no date is plausible."""
    left = {row: each for row, each in local.items() if each.possible}
    if not left:
        return None, None
    ways = [way for way in _WAYS if all(way in each.possible for each in left.values())]
    if not ways:
        return None, _mixed(left)
    answers = {tuple(each.days[way] for each in left.values()) for way in ways}
    if len(answers) == 1:
        return ways[0], None
    row = next(row for row, each in left.items() if len({each.days[way] for way in ways}) > 1)
    meant = " or ".join(_long(left[row].days[way]) for way in ways)
    text = left[row].text
    choices = "; ".join(_CHOOSE[way] for way in ways)
    return None, Unclear(row, f'"{text}" may be {meant}: {choices}', f"Is {text} {meant}?")


def _mixed(left: Mapping[int, _Local]) -> Unclear:
    """Report two rows that can't have the same order."""
    first, *others = left.items()
    row, each = next((other for other in others if not other[1].possible & first[1].possible), others[-1])
    message = (
        f'"{each.text}" can\'t be read in the same way as "{first[1].text}" on line {first[0]}: write all dates like '
        "2026-11-21, or choose one way with --dates dmy or --dates mdy"
    )
    return Unclear(row, message)


def _is_doubtful(cell: str | datetime.date, today: datetime.date) -> bool:
    """Return whether a spreadsheet may have swapped day and month when it converted a text to a date."""
    if not isinstance(cell, datetime.date) or cell.day > len(MONTHS) or cell.day == cell.month:
        return False
    return datetime.date(cell.year, cell.day, cell.month) <= today


def _doubt(day: datetime.date) -> str:
    other = datetime.date(day.year, day.day, day.month)
    return (
        f"this cell is a date and others are text, so it may be {_long(day)} or {_long(other)}: write it as text, "
        f"{day} or {other}"
    )


def _later(today: datetime.date, text: str) -> str:
    return f'expected today, {today}, or an earlier day; got "{text}"'


def _long(day: datetime.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

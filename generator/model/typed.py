"""Read dates, times of day, durations and weekdays as people type them.

Nothing is guessed: a date that can be read in two ways has two readings.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

#: Which comes first in a date without letters: the day or the month.
Order = Literal["dmy", "mdy"]
ORDERS: tuple[Order, ...] = get_args(Order)

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

#: The longest text that can be a date, in characters.
_LONGEST = 60
_DAY_NAME = re.compile(r"[^\W\d_]{2,12}\.?,?\s+(?=[0-9])")
_TIME = re.compile(
    r"(?:,?\s+|T)(?:at\s+)?[0-9]{1,2}(?:[:.][0-9]{2}){0,2}(?:[.,][0-9]+)?\s*(?:[AaPp]\.?[Mm]\.?)?"
    r"\s*(?:Z|UTC|(?:GMT|UTC)?[+-][0-9]{1,2}(?::?[0-9]{2})?|GMT)?"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})\.?")
_LOCAL = re.compile(r"([0-9]{1,2})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{4}|[0-9]{2})\.?")
_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[-\s.]{1,2}([^\W\d_]{3,9})[-\s.,]{1,2}([0-9]{4}|[0-9]{2})")
_NAME_FIRST = re.compile(r"([^\W\d_]{3,9})\.?\s([0-9]{1,2})(?:st|nd|rd|th)?,?\s([0-9]{4})")


@dataclass(frozen=True)
class TypedDay:
    """A date as someone typed it: `sure` if it has a single reading, else one reading for each possible order.

    With neither, it looks like a date but no such day exists. `year_first` is a third reading, for a date such as
    26-11-25.
    """

    sure: datetime.date | None = None
    readings: Mapping[Order, datetime.date] = field(default_factory=dict)
    year_first: datetime.date | None = None

    @property
    def only(self) -> datetime.date | None:
        """The day if it has a single reading, else None."""
        days = {*self.readings.values(), *([self.year_first] if self.year_first else [])}
        return self.sure or (days.pop() if len(days) == 1 else None)


def typed_day(text: str) -> TypedDay | None:
    """Parse a date as people and spreadsheets write it, ignoring a time after it. Return None if it isn't a date."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    for rest in (text, _DAY_NAME.sub("", text, count=1)):
        ends = [match.start() for match in _TIME.finditer(rest) if match.start() and match.end() == len(rest)]
        for end in (len(rest), *ends):
            if (day := _day(rest[:end])) is not None:
                return day
    return None


def _day(text: str) -> TypedDay | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return TypedDay(_date(match[1], match[3], match[4]))
    if match := _LOCAL.fullmatch(text):
        first, second, year = match[1], match[3], match[4]
        both: dict[Order, datetime.date | None] = {"dmy": _date(year, second, first), "mdy": _date(year, first, second)}
        readings = {order: day for order, day in both.items() if day}
        short = match[2] == "-" and len(first) == len(second) == len(year) == 2
        return TypedDay(None, readings, _date(first, second, year) if short else None)
    if match := _NAMED.fullmatch(text):
        month = month_of(match[2])
        return TypedDay(_date(match[3], month, match[1])) if month else None
    if match := _NAME_FIRST.fullmatch(text):
        month = month_of(match[1])
        return TypedDay(_date(match[3], month, match[2])) if month else None
    return None


def month_of(name: str) -> str:
    """Return the number of a month for its English name or abbreviation, or an empty string."""
    name = name.lower()
    fits = (number for number, month in enumerate(MONTHS, 1) if month.lower() == name or month[:3].lower() == name)
    return str(next(fits, 9 if name == "sept" else ""))


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        date = datetime.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
    return date if date.year >= 2000 else None


def no_such_day(year: int, month: int, day: int) -> str:
    """Return the error message for a date in ISO form that doesn't exist."""
    if not 1 <= month <= len(MONTHS):
        return f"there is no month {month:02}"
    in_year = f" in {year}" if (month, day) == (2, 29) else ""
    return f"there is no {day} {MONTHS[month - 1]}{in_year}"


def clock_of(value: object) -> str:
    """Return a time of day such as 9:00, 6.30 pm or 18h as HH:MM, or an empty string if it isn't one."""
    text = f"{value:.2f}" if isinstance(value, float) else str(value).strip().lower()
    match = re.fullmatch(r"([0-9]{1,2})(?:\s?[:.h]\s?([0-9]{2}))?(?::[0-9]{2})?\s*(h|a\.?m\.?|p\.?m\.?)?", text)
    match = match or re.fullmatch(r"([0-9]{1,2})([0-9]{2})(h)?", text)
    if not match:
        return ""
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "")[:1]
    if half in ("a", "p"):
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def minutes_of(text: str) -> int | None:
    """Return the minutes of a duration such as 2h, 1:30, 1h 30, 1.5 hours or 90 min, or None if it isn't one."""
    text = text.strip().lower()
    if match := re.fullmatch(r"([0-9]{1,3})\s*(?:m|mins?|minutes?)\.?", text):
        return int(match[1])
    if match := re.fullmatch(
        r"([0-9]{1,2})\s*(?::|h|hrs?|hours?)\s*(?:and\s*)?([0-5][0-9])\s*(?:m|min|minutes)?", text
    ):
        return 60 * int(match[1]) + int(match[2])
    if match := re.fullmatch(r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))?\s*(?:h|hrs?|hours?)\.?", text):
        return round(60 * float(f"{match[1]}.{match[2] or 0}"))
    return None


def weekday_of(word: str) -> str:
    """Return the three-letter code of a weekday for its English name or the start of it, or an empty string."""
    word = word.strip(" .").lower()
    for name in _WEEKDAYS:
        if len(word) >= 2 and (name.startswith(word) or word == name + "s"):
            return name[:3]
    return ""

"""Look up and fill in the sentences of a plan, which are in the catalogue `templates/words/en.yml`.

A key is the path to a text in the catalogue: `note.bank.none`. If a text has plural forms, Babel chooses by the rules
of the catalogue's language (CLDR). Babel also formats dates and lists. The file is read once.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, Literal, get_args

from generator import yamlfile
from generator.model.candidate import Adjustment
from generator.places import bundled

if TYPE_CHECKING:
    from babel import Locale

CATALOGUE = bundled("templates") / "words" / "en.yml"
#: The plural categories of CLDR. A mapping with such keys, one of them `other`, is one text with plural forms.
CATEGORIES = frozenset(("zero", "one", "two", "few", "many", "other"))
#: Formats of a date; the patterns are in the catalogue, under `format`.
Style = Literal["short", "full", "day", "day-short", "weekday"]
#: The keys that were looked up so far, for the test that none is unused.
used: set[str] = set()


@dataclass(frozen=True)
class Text:
    """A text: its form for each CLDR category (only `other` without plural forms), and all its placeholders."""

    forms: Mapping[str, str]
    names: frozenset[str]
    plural: bool


class Catalogue:
    """All texts of a language, by key."""

    def __init__(self, path: Path) -> None:
        """Read a catalogue. Raise ContentError, MachineError or, for an invalid placeholder, ValueError."""
        data, _ = yamlfile.read(path, path.as_posix())
        self.texts: dict[str, Text] = dict(_texts(data, ""))

    @cached_property
    def locale(self) -> Locale:
        """The language whose rules apply to plurals and lists."""
        return self._locale("format.locale")

    @cached_property
    def dates(self) -> Locale:
        """The language of the names of days and months."""
        return self._locale("format.dates")

    def _locale(self, key: str) -> Locale:
        from babel import Locale

        return Locale.parse(_plain(self, key))


def _texts(node: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Text]]:
    for name, each in node.items():
        key = f"{prefix}{name}"
        if not isinstance(each, Mapping):
            yield key, _text(key, {"other": str(each)}, plural=False)
        elif "other" in each and CATEGORIES.issuperset(each):
            yield key, _text(key, each, plural=True)
        else:
            yield from _texts(each, f"{key}.")


def _text(key: str, forms: Mapping[str, str], *, plural: bool) -> Text:
    names = {field for form in forms.values() for _, field, *_ in Formatter().parse(form) if field is not None}
    if wrong := sorted(name for name in names if not name.isidentifier()):
        raise ValueError(f"{key}: {{{wrong[0]}}} is not the name of a placeholder")
    return Text(dict(forms), frozenset(names), plural)


_catalogue: Catalogue | None = None


def _current() -> Catalogue:
    global _catalogue
    if _catalogue is None:
        _catalogue = Catalogue(CATALOGUE)
    return _catalogue


@contextmanager
def use(path: Path) -> Iterator[Catalogue]:
    """Use another catalogue, such as a translation, within a `with` block."""
    global _catalogue
    before, _catalogue = _catalogue, Catalogue(path)
    try:
        yield _catalogue
    finally:
        _catalogue = before


def say(key: str, **values: Any) -> str:
    """Return a text with its placeholders filled in; `count` chooses the plural form.

    Raise KeyError if there is no such text, and ValueError if the values aren't exactly its placeholders. A text with
    plural forms doesn't need `count` as a placeholder.
    """
    catalogue = _current()
    text = catalogue.texts[key]
    used.add(key)
    if text.plural:
        if "count" not in values:
            raise ValueError(f"{key}: has forms for several counts, and no count is given")
        wrong = text.names.symmetric_difference(values) - {"count"}
        form = text.forms.get(catalogue.locale.plural_form(values["count"]), text.forms["other"])
    else:
        wrong, form = text.names.symmetric_difference(values), text.forms["other"]
    if wrong:
        named, given = ", ".join(sorted(text.names)) or "none", ", ".join(sorted(values)) or "none"
        raise ValueError(f"{key}: expected the values {named}; got {given}")
    return form.format_map(values) if text.names else form.format()


def has(key: str) -> bool:
    """Return whether there is a text with this key."""
    return key in _current().texts


def labels(*sections: str) -> dict[str, str]:
    """Return the headings and labels of a document, name → text, from these sections of `label`."""
    starts = tuple(f"label.{each}." for each in sections)
    texts = {key: text for key, text in _current().texts.items() if key.startswith(starts)}
    return {key.rpartition(".")[2]: text.forms["other"] for key, text in texts.items()}


def for_scripts(starts: Sequence[str], without: Sequence[str] = ()) -> dict[str, Any]:
    """Return what a script needs to speak as this module does, ready for JSON.

    `texts` are the texts whose keys begin with one of `starts`, except those that match a pattern of `without`: a text,
    or its form for each plural category. The names of days (from Monday) and months, and the patterns of lists, are
    Babel's.
    """
    catalogue = _current()
    days, months = catalogue.dates.days["format"], catalogue.dates.months["format"]
    return {
        "locale": str(catalogue.locale).replace("_", "-"),
        "days": {width: [days[width][n] for n in range(7)] for width in ("wide", "abbreviated")},
        "months": {width: [months[width][n] for n in range(1, 13)] for width in ("wide", "abbreviated")},
        "list": dict(catalogue.locale.list_patterns["standard"]),
        "texts": {
            key: text.forms if text.plural else text.forms["other"]
            for key, text in catalogue.texts.items()
            if key.startswith(tuple(starts)) and not any(fnmatchcase(key, pattern) for pattern in without)
        },
    }


def _plain(catalogue: Catalogue, key: str) -> str:
    used.add(key)
    return catalogue.texts[key].forms["other"]


# Dates, lists and numbers


def date(day: datetime.date | str, style: Style = "short") -> str:
    """Format a day or an ISO date: Sat 26 Dec, or in full Wednesday 20 January 2027."""
    from babel.dates import format_date

    parsed = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    catalogue = _current()
    return format_date(parsed, _plain(catalogue, f"format.{style}"), catalogue.dates)


def dates(days: Sequence[datetime.date | str]) -> str:
    """Format days as a list, in short form."""
    return listed([date(day) for day in days])


def weekdays(width: Literal["wide", "abbreviated"] = "wide") -> tuple[str, ...]:
    """Return the names of the weekdays, from Monday."""
    names = _current().dates.days["stand-alone"][width]
    return tuple(str(names[day]) for day in range(7))


def span(first: datetime.date | str, last: datetime.date | str) -> str:
    """Format a range of days: 21–27 December, 28 December – 3 January, 3 January."""
    begin, end = (datetime.date.fromisoformat(day) if isinstance(day, str) else day for day in (first, last))
    if begin == end:
        return date(begin, "day")
    if (begin.year, begin.month) == (end.year, end.month):
        return say("span.in-a-month", first=begin.day, last=date(end, "day"))
    return say("span.across-months", first=date(begin, "day"), last=date(end, "day"))


def listed(parts: Sequence[str]) -> str:
    """Format a list with commas and a final “and”."""
    from babel.lists import format_list

    return format_list([*parts], locale=_current().locale) if parts else ""


def number(count: int) -> str:
    """Format a number: up to twelve as a word, others in figures."""
    key = f"number.{count}"
    return say(key) if has(key) else str(count)


def ordinal(place: int) -> str:
    """Format a place: first, second, third."""
    key = f"ordinal.{place}"
    return say(key) if has(key) else say("ordinal.more", place=place)


def counted(thing: str, count: int) -> str:
    """Format a count of things that the catalogue knows: 1 day, 3 mocks."""
    return say(f"count.{thing}", count=count)


def hours(minutes: int) -> str:
    """Format minutes in hours, rounded up to half hours: half an hour, 1 hour, 11.5 hours."""
    halves = -(-minutes // 30)
    if halves == 1:
        return say("hours.half")
    return say("hours.whole", count=halves // 2) if halves % 2 == 0 else say("hours.and-a-half", hours=halves // 2)


# Parts of a plan


def minutes(count: int, *, full: bool = False) -> str:
    """Format minutes: 45 min, or in full 45 minutes."""
    return counted("minute", count) if full else say("session.minutes", minutes=count)


def week(number: int) -> str:
    """Format the name of a week of a plan."""
    return say("session.week", week=number)


def kind(kind: str, loop: int = 0, drill: str = "") -> str:
    """Format a kind of session: Baseline, Loop 2, Drill (again)."""
    if drill:
        return say(f"drill.{drill}")
    name = say(f"kind.{kind}.name")
    return say("kind.numbered", kind=name, number=loop) if loop else name


def partner(kind: str, name: str = "") -> str:
    """Return who runs a session: their name, or a word for the kind of partner."""
    return name or say(f"partner.{kind}")


def adjustment(code: str, *, sheet: bool = False) -> str:
    """Return the name of an adjustment for a candidate; with `sheet`, the instruction for their interviewer."""
    return say(f"adjustment.{code}.{'sheet' if sheet else 'name'}")


def adjustments(codes: Sequence[str], *, sheet: bool = False) -> tuple[str, ...]:
    """Return the candidate's adjustments as `adjustment` does, in the order of the model."""
    return tuple(adjustment(code, sheet=sheet) for code in get_args(Adjustment) if code in codes)


def confidence() -> tuple[str, ...]:
    """Return a sentence for each level of confidence, 1 to 5."""
    return tuple(say(f"confidence.{value}") for value in range(1, 6))


def confidence_lines() -> tuple[str, ...]:
    """Return a line with number and sentence for each level of confidence, 1 to 5."""
    return tuple(say("confidence.line", value=value, text=text) for value, text in enumerate(confidence(), 1))

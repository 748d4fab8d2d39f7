"""The base class and the field types of all models: frozen, no unknown keys, a description for every field.

Every field has a visibility: *candidate* (may be read before a mock), *solo* (folded on the candidate's page) or the
default, *interviewer*. `visible` filters by it.
"""

from __future__ import annotations

import datetime
import re
import zoneinfo
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator import text
from generator.model.typed import clock_of, no_such_day, typed_day
from generator.yamlfile import Doubtful

Visibility = Literal["candidate", "solo", "interviewer"]
Level = Literal["junior", "mid", "senior", "staff"]
LEVELS: tuple[Level, ...] = get_args(Level)
Paper = Literal["a4", "letter"]

#: Field markers. A field without one is for the interviewer only.
CANDIDATE: dict[str, Any] = {"x-visibility": "candidate"}
SOLO: dict[str, Any] = {"x-visibility": "solo"}

#: The placeholder that `rehearse new` writes for a text that only a person can write.
WRITE = "WRITE"

_RANK: dict[str, int] = {"candidate": 0, "solo": 1, "interviewer": 2}


class Node(BaseModel):
    """A part of the content. Instances are frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def visible(node: Any, upto: Visibility) -> Any:
    """Return `node` as plain data with only the fields that `upto` may see.

    `candidate` means what may be known before the session; `solo` adds what is folded on the candidate's page. Keys
    are attribute names. The marker of each field decides, at every depth.
    """
    if isinstance(node, Node):
        return {
            name: visible(getattr(node, name), upto)
            for name, field in type(node).model_fields.items()
            if _RANK[_mark(field.json_schema_extra)] <= _RANK[upto]
        }
    if isinstance(node, Mapping):
        return {key: visible(value, upto) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [visible(item, upto) for item in node]
    return node


def _mark(extra: Any) -> str:
    mark = extra.get("x-visibility", "interviewer") if isinstance(extra, dict) else "interviewer"
    return str(mark)


#: Names that no id may have, because ids name files: each folder's index page, and Windows' device names.
RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)


_SLUG = "^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$"
_SLUG_LENGTH = 80


@lru_cache(maxsize=4096)  # the same ids of rounds, dimensions and topics are in every file
def not_a_slug(value: str) -> str:
    """Return what was expected of an id or a file name, or an empty string if it is a valid slug."""
    if not re.fullmatch(_SLUG, value) or "\n" in value:
        return "expected a slug (a-z, 0-9, single hyphens, at least one letter)"
    if len(value) > _SLUG_LENGTH:
        return f"expected at most {_SLUG_LENGTH} characters"
    if value in RESERVED:
        return "expected a name that is not reserved for files"
    return ""


def _slug(value: str) -> str:
    if expected := not_a_slug(value):
        raise PydanticCustomError("slug", expected)
    return value


def not_a_line(value: str) -> str:
    """Return what was expected of a line of text, or an empty string if it is valid."""
    if len(value.strip().splitlines()) != 1:
        return "expected one line of text"
    return "expected at most 300 characters" if len(value.strip()) > 300 else ""


def _line(value: str) -> text.Verbatim:
    if expected := not_a_line(value):
        raise PydanticCustomError("line", expected)
    return text.Verbatim(value.strip())


def _note(value: str) -> text.Verbatim:
    if not value.strip():
        raise PydanticCustomError("note", "expected some text")
    if len(value.encode("utf-8", "replace")) > text.MAX_BYTES:
        raise PydanticCustomError("note", "expected at most {most} bytes of text", {"most": text.MAX_BYTES})
    return text.Verbatim(value)


def _refuse_doubtful(value: Any) -> Any:
    """Return a value unless YAML reads it differently from how it looks: cut by a comment, or in typographic quotes."""
    if isinstance(value, Doubtful):
        raise PydanticCustomError("doubtful", "{why}", {"why": value.why})
    return value


def _refuse_cut_short(value: Any) -> Any:
    """Return a value unless a comment cut it short."""
    return _refuse_doubtful(value) if isinstance(value, Doubtful) and value.rest else value


class Markdown:
    """Marks a field as CommonMark, so that `texts` finds it."""


def texts(node: Node) -> list[tuple[tuple[str | int, ...], str]]:
    """Return every CommonMark text of a node with the keys that lead to it, as an author writes them."""
    collected: list[tuple[tuple[str | int, ...], str]] = []
    _find_texts(node, False, (), collected)
    return collected


def _find_texts(value: object, marked: bool, keys: tuple[str | int, ...], collected: list[Any]) -> None:
    parts: Iterable[tuple[str | int, object, bool]] = ()
    if isinstance(value, Node):
        parts = ((alias, getattr(value, name), mark) for name, alias, mark in _text_fields(type(value)))
    elif isinstance(value, tuple | dict):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        parts = ((key, item, marked) for key, item in items)
    for key, part, mark in parts:
        if isinstance(part, str):
            if mark:
                collected.append(((*keys, key), part))
        elif part:
            _find_texts(part, mark, (*keys, key), collected)


@lru_cache(maxsize=256)
def _text_fields(model: type[Node]) -> tuple[tuple[str, str, bool], ...]:
    """Return (name, alias, whether it is CommonMark itself) of every field that is or may contain a CommonMark text."""
    fields = (
        (name, field.alias or name, _contains(field.annotation, Markdown) or _contains(tuple(field.metadata), Markdown))
        for name, field in model.model_fields.items()
    )
    return tuple(each for each in fields if each[2] or _contains(model.model_fields[each[0]].annotation, Node))


def _contains(annotation: Any, kind: type) -> bool:
    """Return whether a type is of a kind or contains it, as `tuple[Prose, ...]` and `Prose | None` contain Markdown."""
    if isinstance(annotation, kind) or (isinstance(annotation, type) and issubclass(annotation, kind)):
        return True
    parts = annotation if isinstance(annotation, tuple) else get_args(annotation)
    return any(_contains(part, kind) for part in parts)


#: The validation context for data that was validated before and is unchanged: its texts are not parsed again.
VALIDATED = "validated"


def _prose(value: str, info: ValidationInfo) -> str:
    if info.context == VALIDATED:
        return value
    if not text.is_surely_valid(value) and (found := list(text.problems(value))):
        raise PydanticCustomError("prose", "expected plain CommonMark", {"found": found})
    if not value.strip():
        raise PydanticCustomError("prose", "expected some text")
    return value


def _date(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and (match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value, re.ASCII)):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("no_such_day", "{why}", {"why": no_such_day(*map(int, match.groups()))}) from None
    typed = typed_day(re.sub(r"(\d{4})(\d{2})(\d{2})", r"\1-\2-\3", str(value)))
    meant = str(typed.only) if typed and typed.only else ""
    raise PydanticCustomError("iso_date", "expected a date like 2026-11-21", {"write": meant})


_CLOCK = "^([01][0-9]|2[0-3]):[0-5][0-9]$"


def _clock(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(_CLOCK, value):
        raise PydanticCustomError("clock", "expected a time of day like 18:30", {"write": clock_of(value)})
    return value


def _zone(value: str) -> str:
    """Return a time zone given by its full name. Short names such as CET or localtime depend on the machine."""
    if re.fullmatch(r"UTC|[A-Z]\w+(/[A-Z][\w+-]*)+", value, re.ASCII):
        try:
            return zoneinfo.ZoneInfo(value).key
        except (zoneinfo.ZoneInfoNotFoundError, OSError):  # OSError for a folder of zones, such as America/Argentina
            pass
    raise PydanticCustomError("zone", "expected a time zone like Europe/Berlin")


#: An id: unique within its kind, stable, part of URLs.
Slug = Annotated[
    str, AfterValidator(_slug), WithJsonSchema({"type": "string", "pattern": _SLUG, "maxLength": _SLUG_LENGTH})
]
#: One line, shown as written, such as a title or a name. It is a `Verbatim`, so that no renderer parses it.
Line = Annotated[str, AfterValidator(_line), BeforeValidator(_refuse_doubtful)]
#: What someone notes about a mock of their own, shown as written: a `<` or a `*` in it means nothing.
Note = Annotated[str, AfterValidator(_note), BeforeValidator(_refuse_cut_short)]
#: CommonMark with tables, without raw HTML or images; links to http, https, mailto or relative.
Prose = Annotated[str, AfterValidator(_prose), BeforeValidator(_refuse_cut_short), Markdown()]
#: A whole number; `true` is not one.
Whole = Annotated[int, Field(strict=True)]
#: Minutes of a person's time, 1 to 480.
Minutes = Annotated[int, Field(strict=True, ge=1, le=480)]
#: A time of day in hours and minutes.
Clock = Annotated[str, BeforeValidator(_clock), WithJsonSchema({"type": "string", "pattern": _CLOCK})]
#: A time zone by its name in the IANA database.
Zone = Annotated[str, AfterValidator(_zone)]
#: A calendar day, ISO 8601.
Date = Annotated[datetime.date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Flag = Annotated[bool, Field(strict=True)]

"""Turn pydantic's errors into problems for authors: the place, what was expected, what was found, what to type.

One mistake is one problem, even if pydantic reports two errors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, get_args

import pydantic

from generator.model import WEEKDAYS, Node
from generator.model.older import OLDER, PRESENT, AlsoRead
from generator.model.typed import minutes_of, weekday_of
from generator.problem import SHOWN_OF_A_FILE, Problem, nearest
from generator.yamlfile import Doubtful, Keys, Places, odd_space

N = TypeVar("N", bound=Node)

_KEY = "[key]"


def validate(model: type[N], data: Any, places: Places) -> tuple[N | None, list[Problem]]:
    """Return an instance of a model made from plain data, or None, and its problems."""
    if not isinstance(data, dict):
        return None, [places.problem((), f"expected a mapping of fields; got {found_as(data)}")]
    try:
        return model.model_validate(data), []
    except pydantic.ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _only_follows(detail)]
        return None, list(_Problems(model, places, details))


def _only_follows(detail: Any) -> bool:
    """Return whether pydantic calls a list too short only because it doesn't count invalid items."""
    return detail["type"] == "too_short" and bool(len(detail["input"]) >= detail["ctx"]["min_length"])


def _keys(detail: Any) -> Keys:
    """Return the keys that lead to an invalid value, as the author wrote them."""
    keys: Keys = detail["loc"][:-1] if detail["loc"][-1:] == (_KEY,) else detail["loc"]
    return tuple(key for key in keys if key not in (OLDER, PRESENT))


class _Problems:
    """The errors of one instance as problems. Only as many as are printed suggest a similar word, which is slow."""

    def __init__(self, model: type[Node], places: Places, details: Sequence[Any]) -> None:
        self.model, self.places = model, places
        self.details = sorted(details, key=lambda detail: self._position(_keys(detail)))
        wrong_keys = {_keys(detail) for detail in details if detail["loc"][-1:] == (_KEY,)}
        self.under = {detail["loc"]: detail for detail in details if detail["loc"] in wrong_keys}
        unknown = [detail for detail in self.details if detail["type"] == "extra_forbidden"]
        self.meant = {_keys(each): self._meant(each["loc"]) for each in unknown[:SHOWN_OF_A_FILE]}
        self.misspelt = {(*keys[:-1], meant) for keys, meant in self.meant.items()}

    def __iter__(self) -> Iterator[Problem]:
        count = 0
        for detail in self.details:
            keys = _keys(detail)
            if detail["type"] == "missing" and keys in self.misspelt:
                continue
            if detail["loc"] in self.under:  # reported together with its key
                continue
            yield from self._problems(detail, keys, count < SHOWN_OF_A_FILE)
            count += 1

    def _position(self, keys: Keys) -> tuple[int, int]:
        place = self.places.at(keys)
        return place.line, place.column

    def _meant(self, loc: Keys) -> str:
        return nearest(str(loc[-1]), _siblings(self.model, loc[:-1]))

    def _problems(self, detail: Any, keys: Keys, near: bool) -> Iterator[Problem]:
        names = [key for key in keys if isinstance(key, str)]
        field = f"{names[-1]}: " if names else ""
        if names and isinstance(keys[-1], int):
            field += f"item {keys[-1] + 1}: "
        in_text = detail["type"] == "prose" and detail.get("ctx", {}).get("found")
        for line, message in in_text or [(0, self._message(detail, keys, near))]:
            yield self.places.problem(keys, field + message, line)

    def _message(self, detail: Any, keys: Keys, near: bool) -> str:
        if detail["type"] == "extra_forbidden":
            meant = self.meant.get(keys)
            return "unknown field" + (f" (did you mean {meant}?)" if meant else "")
        value = self.under.get(keys) if detail["loc"] != keys else None
        return _message(detail, near) + (f"; and {_message(value, near)}" if value else "")


def _message(detail: Any, near: bool) -> str:
    kind, context, given = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind == "missing":
        return "missing"
    if kind == "doubtful" or (isinstance(given, Doubtful) and not given.rest):
        return str(context.get("why") or given.why)
    if isinstance(given, str) and kind not in _OF_TEXT and (space := odd_space(given)):
        return space
    if kind == "literal_error":
        return _literal(re.findall(r"'([^']*)'", context["expected"]), given, near)
    expected = _EXPECTED.get(kind, "").format(**context)
    if not expected:
        message = str(detail["msg"])
        known = message.startswith(("expected", "there is"))
        expected = message if known else "expected: " + message[0].lower() + message[1:]
    write = context.get("write") or _write(kind, given)
    return f"{expected}; got {found_as(given)}" + (f": write {write}" if write else "")


def _literal(words: Sequence[str], given: Any, near: bool) -> str:
    weekday = weekday_of(str(given)) if set(words) == {*WEEKDAYS} else ""
    meant = weekday or (nearest(str(given), words) if near else "")
    return f"expected {_either(words)}; got {found_as(given)}" + (f" (did you mean {meant}?)" if meant else "")


def _write(kind: str, given: Any) -> str:
    """Return what to type instead of an invalid value, or an empty string if that isn't clear."""
    if not isinstance(given, str) or "\n" in given or not 0 < len(given) <= _SHORT:
        return ""
    if kind in ("int_type", "int_parsing"):
        minutes = minutes_of(given)
        return f"{given} without quotes" if re.fullmatch("[0-9]{1,3}", given) else str(minutes or "")
    return f"[{given}]" if kind in ("tuple_type", "list_type") else ""


_SHORT = 60
#: Errors of free text, in which an unusual space is allowed.
_OF_TEXT = ("line", "note", "prose", "names")
_EXPECTED = {
    "string_type": "expected text (quote it if it is meant as text)",
    "int_type": "expected a whole number",
    "int_parsing": "expected a whole number",
    "bool_type": "expected true or false",
    "tuple_type": "expected a list",
    "list_type": "expected a list",
    "dict_type": "expected a mapping of fields",
    "model_type": "expected a mapping of fields",
    "greater_than_equal": "expected {ge} or more",
    "less_than_equal": "expected {le} or less",
    "too_short": "expected at least {min_length} of them",
    "too_long": "expected at most {max_length} of them",
    "string_too_short": "expected some text",
    "string_too_long": "expected at most {max_length} characters",
}


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def found_as(value: Any) -> str:
    """Return a short description of a value for "; got …"."""
    if isinstance(value, list | tuple | dict):
        size = len(value)
        noun = "a list" if isinstance(value, list | tuple) else "a mapping"
        return f"{noun} of {size}" if size else f"{noun} of nothing"
    if value is None:
        return "nothing"
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= 60 else shown[:58] + '…"'


def _siblings(model: type[Node], keys: tuple[str | int, ...]) -> list[str]:
    """Return the field names, as an author writes them, of the model at `keys`, which say if it is an older form."""
    here: type[Node] = model
    older: object = None
    for key in keys:
        if key == OLDER:
            here = _node_in(older) or here
        fields = {field.alias or name: field for name, field in here.model_fields.items()}
        if field := fields.get(str(key)):
            here = _node_in(field.annotation) or here
            older = next((each.form for each in field.metadata if isinstance(each, AlsoRead)), None)
    return [field.alias or name for name, field in here.model_fields.items()]


def _node_in(annotation: Any) -> type[Node] | None:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return annotation
    return next(filter(None, map(_node_in, get_args(annotation))), None)

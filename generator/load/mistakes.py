"""pydantic's errors in the author's words: where a value stands, what was expected, what stood there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, get_args

import pydantic

from generator.model import Node
from generator.problem import Problem, did_you_mean
from generator.yamlfile import Places

N = TypeVar("N", bound=Node)


def validate(model: type[N], data: Any, places: Places) -> tuple[N | None, list[Problem]]:
    """Make a noun of plain data, or say what is wrong with it."""
    if not isinstance(data, dict):
        return None, [missing_in(places, f"expected a mapping of fields; got {found_as(data)}")]
    try:
        return model.model_validate(data), []
    except pydantic.ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _only_follows(detail)]
        return None, [problem for detail in details for problem in _problems(model, detail, places)]


def _only_follows(detail: Any) -> bool:
    """Whether a list is called too short just because items in it are wrong, which pydantic doesn't count."""
    return detail["type"] == "too_short" and bool(len(detail["input"]) >= detail["ctx"]["min_length"])


def _problems(model: type[Node], detail: Any, places: Places) -> Iterator[Problem]:
    keys = detail["loc"][:-1] if detail["loc"][-1:] == ("[key]",) else detail["loc"]
    names = [key for key in keys if isinstance(key, str)]
    field = f"{names[-1]}: " if names else ""
    if names and isinstance(keys[-1], int):
        field += f"item {keys[-1] + 1}: "
    in_text = detail["type"] == "prose" and detail["ctx"].get("found")
    for line, message in in_text or [(0, _message(model, detail, keys))]:
        place = places.at(keys, line)
        yield Problem(place.path, place.line, place.column, field + message)


def _message(model: type[Node], detail: Any, keys: tuple[str | int, ...]) -> str:
    kind, context, found = detail["type"], detail.get("ctx", {}), found_as(detail["input"])
    if kind == "missing":
        return "missing"
    if kind == "extra_forbidden":
        return "unknown field" + did_you_mean(str(keys[-1]), _siblings(model, keys[:-1]))
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", context["expected"])
        hint = did_you_mean(str(detail["input"]), words)
        return f"expected {_either(words)}; got {found}{hint}"
    expected = _EXPECTED.get(kind, "")
    if not expected:
        message = str(detail["msg"])
        expected = message if message.startswith("expected") else "expected: " + message[0].lower() + message[1:]
    return f"{expected.format(**context)}; got {found}"


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
    """Show what was found, shortly."""
    if isinstance(value, list | tuple | dict):
        size = len(value)
        noun = "a list" if isinstance(value, list | tuple) else "a mapping"
        return f"{noun} of {size}" if size else f"{noun} of nothing"
    if value is None:
        return "nothing"
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= 60 else shown[:58] + '…"'


def _siblings(model: type[Node], keys: tuple[str | int, ...]) -> list[str]:
    """Field names, as an author writes them, of the model that stands at `keys`."""
    here: type[Node] = model
    for key in keys:
        fields = {field.alias or name: field.annotation for name, field in here.model_fields.items()}
        here = _node_in(fields.get(str(key))) or here
    return [field.alias or name for name, field in here.model_fields.items()]


def _node_in(annotation: Any) -> type[Node] | None:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return annotation
    return next(filter(None, map(_node_in, get_args(annotation))), None)


def missing_in(places: Places, message: str) -> Problem:
    """Make a problem at the start of a noun."""
    here = places.at(())
    return Problem(here.path, here.line, here.column, message)

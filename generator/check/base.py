"""Types and messages that the rules share."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator
from types import ModuleType

from generator.model import Handbook
from generator.model.base import Node
from generator.problem import Problem, did_you_mean

#: A rule: reads the handbook and yields a problem for each violation.
Check = Callable[[Handbook], Iterator[Problem]]
Keys = tuple[str | int, ...]


def rules_of(module: ModuleType) -> list[Check]:
    """Return the rules that a module defines: its public functions with `handbook` as their only parameter."""
    return [
        function
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
        if [*inspect.signature(function).parameters] == ["handbook"]
    ]


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Return the error message for an unknown name, with the most similar known one."""
    return f'no {kind} "{name}"{did_you_mean(name, known)}'


def texts(value: object, without: Collection[str] = (), keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield every text of a node with its keys, except what is in the fields `without`."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, Node):
        for name, field in type(value).model_fields.items():
            if name not in without:
                yield from texts(getattr(value, name), without, (*keys, field.alias or name))
    elif isinstance(value, tuple | dict):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(item, without, (*keys, key))

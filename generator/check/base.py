"""Types and messages that the rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.model import Handbook
from generator.problem import Problem, did_you_mean

#: A rule: reads the handbook and yields a problem for each violation.
Check = Callable[[Handbook], Iterator[Problem]]
Keys = tuple[str | int, ...]


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Return the error message for an unknown name, with the most similar known one."""
    return f'no {kind} "{name}"{did_you_mean(name, known)}'

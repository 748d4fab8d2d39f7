"""What the rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.model import Handbook
from generator.problem import Problem, did_you_mean

#: A rule: reads the handbook and yields what breaks it.
Check = Callable[[Handbook], Iterator[Problem]]
Keys = tuple[str | int, ...]


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Say that a name is none of those known, and which was meant."""
    return f'no {kind} "{name}"{did_you_mean(name, known)}'

"""What is wrong with an input, where it stands, and how to say so.

A `Problem` is a value: rules yield them, the command line prints them, nobody raises one.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

_MAX_MESSAGE = 400
_MAX_WORD = 60


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one file. Lines and columns count from 1; 0 stands for the file as a whole.

    As text it is one line, printable and of bearable length, whatever the file holds.
    """

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        message = self.message if len(self.message) <= _MAX_MESSAGE else self.message[: _MAX_MESSAGE - 1] + "…"
        # What a file or its name holds must not steer the terminal or break the line.
        return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in f"{place}: {message}")


class ContentError(Exception):
    """The input can't be used. `problems` holds every mistake found, sorted and without repeats."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[object, ...]:
        """Let it pass from one process to another."""
        return type(self), (self.problems,)


class MachineError(Exception):
    """The machine lacks something: a font, space, a permission. One line says what and what to do."""


class BusyError(Exception):
    """Another build holds the folder. One line names it."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say ` (did you mean coding?)` when `word` looks like one of `known`, else nothing."""
    if len(word) > _MAX_WORD:  # nobody meant a slug, and comparing is slow
        return ""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f" (did you mean {close[0]}?)" if close else ""

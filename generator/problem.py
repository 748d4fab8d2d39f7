"""Errors in an input, where they are, and how to print them.

A `Problem` is a value: rules yield them, the command line prints them, nobody raises one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

#: How many problems of one file are printed, and of all files together; the rest is counted.
SHOWN_OF_A_FILE = 20
SHOWN = 200
_MAX_MESSAGE = 400
_MAX_WORD = 60
#: Per cent of their characters, in order, that two words share at least if one is taken for the other.
_ALIKE = 60


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
        return _printable(f"{place}: {message}")


def _printable(line: str) -> str:
    """Escape what must not steer the terminal or break the line, whatever a file or its name holds."""
    return line if line.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)


class ContentError(Exception):
    """The input can't be used. `problems` holds every mistake found, sorted and without repeats; as text, what fits."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=attrgetter("path", "line", "column", "message")))
        self.lines = tuple(_lines(self.problems))
        super().__init__("\n".join(self.lines))

    def __reduce__(self) -> tuple[object, ...]:
        """Let it pass from one process to another."""
        return type(self), (self.problems,)


def _lines(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield the problems to print, and how many more there are of each file and of files not named at all."""
    left, files, unnamed = SHOWN, 0, 0
    for path, group in groupby(problems, attrgetter("path")):
        here = list(group)
        printed = here[: min(left, SHOWN_OF_A_FILE)]
        left -= len(printed)
        yield from map(str, printed)
        more = len(here) - len(printed)
        if more and printed:
            yield _printable(f"{path}: … and {more:,} more")
        elif more:
            files, unnamed = files + 1, unnamed + more
    if files:
        yield f"… and {unnamed:,} more in {files:,} {'file' if files == 1 else 'files'}"


class MachineError(Exception):
    """The machine lacks something: a font, space, a permission. One line says what and what to do."""


class BusyError(Exception):
    """Another build holds the folder. One line names it."""


def refused_by_disk(error: OSError, place: object) -> MachineError:
    """Say what the disk refused, and where: at the file that was to be written, not the one it was copied from."""
    return MachineError(f"{error.filename2 or error.filename or place}: {error.strerror or error}")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say ` (did you mean coding?)` when `word` looks like one of `known`, else nothing."""
    close = nearest(word, known)
    return f" (did you mean {close}?)" if close else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the one of `known` that looks most like `word`, or an empty string if none does.

    Words that both have in common say nothing: "data-engineer" isn't near "staff-engineer".
    """
    if len(word) > _MAX_WORD:  # nobody meant a slug, and comparing is slow
        return ""
    from rapidfuzz import fuzz, process

    names = sorted(known)
    close = process.extract(word, names, scorer=fuzz.ratio, processor=_spaced, score_cutoff=_ALIKE, limit=5)
    return next((name for name, _, _ in close if _rest_is_alike(word, name)), "")


def _spaced(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _rest_is_alike(word: str, name: str) -> bool:
    from rapidfuzz import fuzz

    ours, theirs = _spaced(word).split(), _spaced(name).split()
    left = " ".join(each for each in ours if each not in theirs), " ".join(each for each in theirs if each not in ours)
    return not all(left) or fuzz.ratio(*left) >= _ALIKE

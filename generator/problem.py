"""Errors in an input: where they are, and how to print them.

A `Problem` is a value. Rules yield problems and the command line prints them; a `ContentError` carries them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

#: The most problems that are printed of one file, and of all files together. The rest are only counted.
SHOWN_OF_A_FILE = 20
SHOWN = 200
_MAX_MESSAGE = 400
_MAX_WORD = 60
#: The similarity, in per cent, from which on one word is suggested for another.
_ALIKE = 60


@dataclass(frozen=True, order=True)
class Problem:
    """One error in one file. Lines and columns count from 1; line 0 means the file as a whole.

    Converted to a string, it is a single printable line of limited length, whatever the file contains.
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
    """Escape control characters, so that a file or its name can neither steer the terminal nor break the line."""
    return line if line.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)


class ContentError(Exception):
    """The input can't be used. `problems` are all errors, sorted, without duplicates; `lines` are those to print."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=attrgetter("path", "line", "column", "message")))
        self.lines = tuple(_lines(self.problems))
        super().__init__("\n".join(self.lines))

    def __reduce__(self) -> tuple[object, ...]:
        """Support pickling, so that a worker process can raise it."""
        return type(self), (self.problems,)


def refused(path: str, message: str, line: int = 0, column: int = 1) -> ContentError:
    """Return a ContentError with a single problem: at a line, from 1, or about a file or an option as a whole."""
    return ContentError([Problem(path, line, column if line else 0, message)])


def _lines(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield the problems to print, then for each file, and for files not shown at all, how many more there are."""
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
    """The machine lacks a font, disk space or a permission. The message is one line: what is missing and what to do."""


class BusyError(Exception):
    """Another build is using the folder. The message is one line that names the folder."""


def refused_by_disk(error: OSError, place: object) -> MachineError:
    """Return a MachineError for a failed write. It names the file to be written, not the one it was copied from."""
    return MachineError(f"{error.filename2 or error.filename or place}: {error.strerror or error}")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean coding?)` if `word` looks like one of `known`, else an empty string."""
    close = nearest(word, known)
    return f" (did you mean {close}?)" if close else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the entry of `known` that is most similar to `word`, or an empty string if none is similar.

    Words that both contain don't count: "data-engineer" isn't close to "staff-engineer".
    """
    if len(word) > _MAX_WORD:  # too long for a slug, and comparing would be slow
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
    left = " ".join(part for part in ours if part not in theirs), " ".join(part for part in theirs if part not in ours)
    return not all(left) or fuzz.ratio(*left) >= _ALIKE

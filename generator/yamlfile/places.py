"""Where each value of a file is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from generator.problem import Problem
from generator.yamlfile.source import decode

Keys = tuple[str | int, ...]


def events(source: str) -> Iterator[Any]:
    """Yield the events of a YAML text. Raise YAMLError at the first that is no YAML."""
    return iter(yaml.CSafeLoader(source).get_event, None)


@dataclass(frozen=True)
class Place:
    """A spot in a file; line and column count from 1."""

    path: str
    line: int
    column: int


class Places:
    """Where each value of one valid file is. A value in a mapping is where its key is.

    They are asked for where something is wrong, and by links to edit a page: the source is parsed again when the first
    one is.
    """

    def __init__(self, path: str, source: str | bytes = "") -> None:
        self.path = path
        self._source = source
        self._marks: dict[Keys, tuple[int, int]] = {}
        self._literal: dict[Keys, int] = {}
        self._under: Keys = ()

    def at(self, keys: Sequence[str | int], text_line: int = 0) -> Place:
        """Return the place of a value, or of the deepest part of `keys` that exists.

        `text_line` is a line inside a block of text, from 1, where one is meant; it counts only where the block is
        literal, for the lines of other texts can't be told apart.
        """
        if not self._marks:
            self._look()
        full = self._under + tuple(keys)
        while full not in self._marks:
            full = full[:-1]
        line, column = self._marks[full]
        if text_line and full in self._literal:
            line = self._literal[full] + text_line
            lines = self._text().splitlines()
            inside = lines[line - 1] if line <= len(lines) else ""
            column = len(inside) - len(inside.lstrip()) + 1
        return Place(self.path, line, column)

    def problem(self, keys: Sequence[str | int], message: str, text_line: int = 1) -> Problem:
        """Make a problem at a value, or at the deepest part of `keys` that exists."""
        place = self.at(keys, text_line)
        return Problem(place.path, place.line, place.column, message)

    def under(self, *keys: str | int) -> Places:
        """Return the places of a part of the same file."""
        view = Places(self.path)
        view._source, view._marks, view._literal = self._source, self._marks, self._literal
        view._under = self._under + keys
        return view

    def _text(self) -> str:
        return self._source if isinstance(self._source, str) else decode(self._source, self.path)

    def _look(self) -> None:
        self._marks[()] = 1, 1
        found = events(self._text())
        for event in found:
            if isinstance(event, yaml.NodeEvent):
                self._mark(event, event, found, ())

    def _mark(self, spot: Any, event: Any, found: Iterator[Any], keys: Keys) -> None:
        """Note that the value that starts with `event` is at `spot`, and where all that is in it is."""
        self._marks[keys] = spot.start_mark.line + 1, spot.start_mark.column + 1
        start = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            if event.style == "|":
                self._literal[keys] = start.line + 1
        elif isinstance(event, yaml.SequenceStartEvent):
            index = 0
            while not isinstance(item := next(found), yaml.SequenceEndEvent):
                self._mark(item, item, found, (*keys, index))
                index += 1
        else:
            while not isinstance(key := next(found), yaml.MappingEndEvent):
                self._mark(key, next(found), found, (*keys, key.value))

"""Find the line and column of each value in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from generator.problem import Problem
from generator.yamlfile.source import decode

Keys = tuple[str | int, ...]


def events(source: str) -> Iterator[Any]:
    """Return an iterator over the events of a YAML text. It raises YAMLError where the text isn't YAML."""
    return iter(yaml.CSafeLoader(source).get_event, None)


@dataclass(frozen=True)
class Place:
    """A position in a file; line and column count from 1."""

    path: str
    line: int
    column: int


class Places:
    """The position of each value in one valid file. A value in a mapping has the position of its key.

    Positions are needed only for errors and for links to edit a page, so the source is parsed again on first use.
    """

    def __init__(self, path: str, source: str | bytes = "") -> None:
        self.path = path
        self._source = source
        self._marks: dict[Keys, tuple[int, int]] = {}
        self._literal: dict[Keys, int] = {}
        self._under: Keys = ()

    def at(self, keys: Sequence[str | int], text_line: int = 0) -> Place:
        """Return the place of a value, or of the deepest part of `keys` that exists.

        `text_line` is a line inside a block of text, from 1, or 0 for the value itself. It is used only if the block
        is literal (`|`), because YAML folds the lines of all other texts.
        """
        if not self._marks:
            self._find_all()
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

    def problem(self, keys: Sequence[str | int], message: str, text_line: int = 0) -> Problem:
        """Return a problem at a value, or at the deepest part of `keys` that exists. `text_line` is as in `at`."""
        place = self.at(keys, text_line)
        return Problem(place.path, place.line, place.column, message)

    def under(self, *keys: str | int) -> Places:
        """Return the places of a part of the file: its keys are relative to `keys`."""
        view = Places(self.path)
        view._source, view._marks, view._literal = self._source, self._marks, self._literal
        view._under = self._under + keys
        return view

    def _text(self) -> str:
        return self._source if isinstance(self._source, str) else decode(self._source, self.path)

    def _find_all(self) -> None:
        self._marks[()] = 1, 1
        stream = events(self._text())
        for event in stream:
            if isinstance(event, yaml.NodeEvent):
                self._mark(event, event, stream, ())

    def _mark(self, position: Any, event: Any, stream: Iterator[Any], keys: Keys) -> None:
        """Record the position of the value that starts with `event`, and of every value inside it."""
        self._marks[keys] = position.start_mark.line + 1, position.start_mark.column + 1
        start = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            if event.style == "|":
                self._literal[keys] = start.line + 1
        elif isinstance(event, yaml.SequenceStartEvent):
            index = 0
            while not isinstance(item := next(stream), yaml.SequenceEndEvent):
                self._mark(item, item, stream, (*keys, index))
                index += 1
        else:
            while not isinstance(key := next(stream), yaml.MappingEndEvent):
                self._mark(key, next(stream), stream, (*keys, key.value))

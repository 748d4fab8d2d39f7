"""A YAML file as plain data, plus the place of every value.

YAML is untrusted: what is unsafe or silently misread is refused with its line and column before a tree is built.
Only true/false, whole numbers, decimals and null are typed; all else, keys included, is text as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.problem import ContentError, Problem

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20

# C0 and C1 controls but tab and line ends; line separators; direction overrides and isolates; a stray BOM; lone surrogates.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """A spot in a file; line and column count from 1."""

    path: str
    line: int
    column: int


class Places:
    """Where each value of one file stands. A value in a mapping stands where its key does."""

    def __init__(self, path: str, lines: Sequence[str] = ()) -> None:
        self.path = path
        self._lines = lines
        self._marks: dict[Keys, tuple[int, int]] = {(): (1, 1)}
        self._literal: dict[Keys, int] = {}
        self._under: Keys = ()

    def record(self, keys: Keys, mark: Any) -> None:
        """Note where a value stands."""
        self._marks[keys] = (mark.line + 1, mark.column + 1)

    def record_literal(self, keys: Keys, mark: Any) -> None:
        """Note that a value is a literal block, whose lines can be told apart."""
        self._literal[keys] = mark.line + 1

    def at(self, keys: Sequence[str | int], text_line: int = 1) -> Place:
        """Give the place of a value, or of the deepest part of `keys` that exists.

        `text_line` is a line inside a block of text, from 1; it counts only where the block is literal.
        """
        full = self._under + tuple(keys)
        while full not in self._marks:
            full = full[:-1]
        line, column = self._marks[full]
        if text_line > 1 and full in self._literal:
            line = self._literal[full] + text_line
            inside = self._lines[line - 1] if line <= len(self._lines) else ""
            column = len(inside) - len(inside.lstrip()) + 1
        return Place(self.path, line, column)

    def under(self, *keys: str | int) -> Places:
        """See the same file from a part of it."""
        view = Places(self.path, self._lines)
        view._marks, view._literal, view._under = self._marks, self._literal, self._under + keys
        return view


def read(path: Path, shown: str | None = None) -> tuple[Any, Places]:
    """Read one file. `shown` is the path as problems name it.

    Raises ContentError with one problem: a parser stops at the first.
    """
    shown = shown or path.as_posix()
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refused(shown, 0, 0, f"expected at most {MAX_BYTES} bytes; got {path.stat().st_size}")
        source = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _refused(shown, 0, 0, f"can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before.count(b"\n") + 1
        message = f"expected UTF-8; got byte 0x{error.object[error.start]:02x}"
        raise _refused(shown, line, error.start - before.rfind(b"\n"), message) from error
    return parse(source.replace("\r\n", "\n"), shown)


def parse(source: str, shown: str) -> tuple[Any, Places]:
    """Turn YAML text into data and places. Raises ContentError with the first problem."""
    if match := _CONTROL.search(source):
        line = source.count("\n", 0, match.start()) + 1
        column = match.start() - source.rfind("\n", 0, match.start())
        raise _refused(shown, line, column, f"expected no control characters; got U+{ord(match[0]):04X}")
    try:
        _guard(source, shown)
        node = yaml.CSafeLoader(source).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _refused(shown, line, column, f"not YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise _refused(shown, 1, 1, f"not YAML: {' '.join(str(error).split())}") from error
    places = Places(shown, source.split("\n"))
    if node is None:
        raise _refused(shown, 1, 1, "expected content; got an empty file")
    wrong: list[Problem] = []
    data = _build(node, (), places, wrong)
    if wrong:
        raise ContentError(wrong)
    return data, places


def _refused(path: str, line: int, column: int, message: str) -> ContentError:
    return ContentError([Problem(path, line, column, message)])


def _guard(source: str, shown: str) -> None:
    """Walk the event stream, which is safe at any depth, and stop at the first thing that the loader must not see."""
    depth = documents = 0
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        refuse = ""
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                refuse = f"expected at most {MAX_DEPTH} levels of nesting"
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                refuse = "expected one document; got a second one"
        if isinstance(event, yaml.AliasEvent):
            refuse = f"expected no aliases; got *{event.anchor}"
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            refuse = f"expected no anchors; got &{event.anchor}"
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            refuse = f"expected no tags; got {event.tag}"
        elif isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.style is None:
            refuse = "expected no merge keys; got <<"
        if refuse:
            mark = event.start_mark
            raise _refused(shown, mark.line + 1, mark.column + 1, refuse)


def _build(node: yaml.Node, keys: Keys, places: Places, wrong: list[Problem]) -> Any:
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            mark = key_node.start_mark
            if not isinstance(key_node, yaml.ScalarNode):
                wrong.append(Problem(places.path, mark.line + 1, mark.column + 1, "expected a key of text"))
                continue
            key = key_node.value
            if key in mapping:
                first = places.at((*keys, key)).line
                message = f"{key}: the same key stands at line {first} already"
                wrong.append(Problem(places.path, mark.line + 1, mark.column + 1, message))
                continue
            places.record((*keys, key), mark)
            mapping[key] = _build(value_node, (*keys, key), places, wrong)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        items = []
        for index, item in enumerate(node.value):
            places.record((*keys, index), item.start_mark)
            items.append(_build(item, (*keys, index), places, wrong))
        return items
    if match := _CONTROL.search(node.value):  # from an escape such as "\u202e"
        mark = node.start_mark
        message = f"expected no control characters; got U+{ord(match[0]):04X}"
        wrong.append(Problem(places.path, mark.line + 1, mark.column + 1, message))
    if node.style == "|":
        places.record_literal(keys, node.start_mark)
    return node.value if node.style else _scalar(node.value)


def _scalar(word: str) -> Any:
    if word in _WORDS:
        return _WORDS[word]
    if _WHOLE.fullmatch(word):
        return int(word)
    if _DECIMAL.fullmatch(word):
        return float(word)
    return word


def files(folder: Path) -> Iterator[Path]:
    """Give the files under a folder, sorted, hidden ones left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path

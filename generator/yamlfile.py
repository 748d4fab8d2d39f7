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

from generator.problem import ContentError, MachineError, Problem

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20

# C0 and C1 controls but tab and newline; line separators; direction overrides and isolates; a stray BOM; lone
# surrogates; what YAML itself knows as no character.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
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

    def at(self, keys: Sequence[str | int], text_line: int = 0) -> Place:
        """Give the place of a value, or of the deepest part of `keys` that exists.

        `text_line` is a line inside a block of text, from 1, where one is meant; it counts only where the block is
        literal, for the lines of other texts can't be told apart.
        """
        full = self._under + tuple(keys)
        while full not in self._marks:
            full = full[:-1]
        line, column = self._marks[full]
        if text_line and full in self._literal:
            line = self._literal[full] + text_line
            inside = self._lines[line - 1] if line <= len(self._lines) else ""
            column = len(inside) - len(inside.lstrip()) + 1
        return Place(self.path, line, column)

    def problem(self, keys: Sequence[str | int], message: str, text_line: int = 1) -> Problem:
        """Make a problem at a value, or at the deepest part of `keys` that exists."""
        place = self.at(keys, text_line)
        return Problem(place.path, place.line, place.column, message)

    def under(self, *keys: str | int) -> Places:
        """See the same file from a part of it."""
        view = Places(self.path, self._lines)
        view._marks, view._literal, view._under = self._marks, self._literal, self._under + keys
        return view


def read(path: Path, shown: str) -> tuple[Any, Places]:
    """Read one YAML file. `shown` is the path as problems name it. Raises ContentError and MachineError."""
    return parse(_decoded(path, shown), shown)


def read_text(path: Path, shown: str) -> str:
    """Read one file of other text, held to the same size, encoding and characters. Raises ContentError."""
    return _cleaned(_decoded(path, shown), shown)


def parse(source: str, shown: str) -> tuple[Any, Places]:
    """Turn YAML text into data and places.

    Raises ContentError: with the first problem where the text is not YAML or unsafe, else with all that are found.
    Raises MachineError where PyYAML came without its C loader, which is the fast one.
    """
    if not yaml.__with_libyaml__:
        raise MachineError("PyYAML lacks its C loader: install it as a wheel, or with libyaml's headers at hand")
    source = _cleaned(source, shown)
    try:
        _guard(source, shown)
        node = yaml.CSafeLoader(source).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _refused(shown, line, column, f"not YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise _refused(shown, 1, 1, f"not YAML: {' '.join(str(error).split())}") from error
    if node is None:
        raise _refused(shown, 1, 1, "expected content; got an empty file")
    places = Places(shown, source.split("\n"))
    places.record((), node.start_mark)
    wrong: list[Problem] = []
    data = _build(node, (), places, wrong)
    if wrong:
        raise ContentError(wrong)
    return data, places


def _decoded(path: Path, shown: str) -> str:
    try:
        with path.open("rb") as file:  # not by stat: a pipe or device has no size
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refused(shown, 0, 0, f"can't be read: {error.strerror}") from error
    if len(raw) > MAX_BYTES:
        raise _refused(shown, 0, 0, f"expected at most {MAX_BYTES} bytes; got more")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        message = f"expected UTF-8; got byte 0x{error.object[error.start]:02x}"
        raise _refused(shown, *_spot(before, len(before)), message) from error


def _cleaned(source: str, shown: str) -> str:
    source = source.replace("\r\n", "\n")
    if match := _CONTROL.search(source):
        raise _refused(shown, *_spot(source, match.start()), _no_control(match[0]))
    return source


def _refused(path: str, line: int, column: int, message: str) -> ContentError:
    return ContentError([Problem(path, line, column, message)])


def _spot(source: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a character of the source."""
    return source.count("\n", 0, index) + 1, index - source.rfind("\n", 0, index)


def _no_control(found: str) -> str:
    return f"expected no control characters; got U+{ord(found):04X}"


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
        elif isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
            refuse = "expected no merge keys; got <<"
        if refuse:
            raise ContentError([_at(event, shown, refuse)])


def _build(node: yaml.Node, keys: Keys, places: Places, wrong: list[Problem]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        if match := _CONTROL.search(node.value):  # from an escape such as "\u202e"
            wrong.append(_at(node, places.path, _no_control(match[0])))
        if node.style == "|":
            places.record_literal(keys, node.start_mark)
        return node.value if node.style else _scalar(node.value)
    if isinstance(node, yaml.SequenceNode):
        items = []
        for index, item in enumerate(node.value):
            places.record((*keys, index), item.start_mark)
            items.append(_build(item, (*keys, index), places, wrong))
        return items
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if message := _wrong_key(key_node, keys, mapping, places):
            wrong.append(_at(key_node, places.path, message))
        else:
            places.record((*keys, key), key_node.start_mark)
            mapping[key] = _build(value_node, (*keys, key), places, wrong)
    return mapping


def _wrong_key(node: yaml.Node, keys: Keys, mapping: dict[str, Any], places: Places) -> str:
    if not isinstance(node, yaml.ScalarNode):
        return "expected a key of text"
    if match := _CONTROL.search(node.value):
        return _no_control(match[0])
    if node.value in mapping:
        return f"{node.value}: the same key stands at line {places.at((*keys, node.value)).line} already"
    return ""


def _at(node: Any, path: str, message: str) -> Problem:
    return Problem(path, node.start_mark.line + 1, node.start_mark.column + 1, message)


def _scalar(word: str) -> Any:
    if word in _WORDS:
        return _WORDS[word]
    if _WHOLE.fullmatch(word):
        return int(word)
    if _DECIMAL.fullmatch(word):
        return float(word)
    return word


def files(folder: Path) -> Iterator[Path]:
    """Give the files under a folder, sorted, hidden ones left out; a broken link too, for reading it says so."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and (path.is_file() or path.is_symlink()):
            yield path

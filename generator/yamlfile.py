"""A YAML file as plain data, plus the place of every value.

YAML is untrusted: what is unsafe or silently misread is refused with its line and column before a tree is built.
Only true/false, whole numbers, decimals and null are typed; all else, keys included, is text as written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.problem import ContentError, MachineError, Problem

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
#: Bytes read at first: room for a whole megabyte takes longer to get than most files to read.
_FIRST = 1 << 16

# C0 and C1 controls but tab and newline; line separators; direction overrides and isolates; a stray BOM; lone
# surrogates; what YAML itself knows as no character.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Bytes of the many characters that are taken out of a source, for it is quicker to search the few that are left.
_USUAL = bytes([*b"\t\n", *range(0x20, 0x7F)])
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
    """Where each value of one sound file stands. A value in a mapping stands where its key does.

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
        """Give the place of a value, or of the deepest part of `keys` that exists.

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
        """See the same file from a part of it."""
        view = Places(self.path)
        view._source, view._marks, view._literal = self._source, self._marks, self._literal
        view._under = self._under + keys
        return view

    def _text(self) -> str:
        return self._source if isinstance(self._source, str) else decode(self._source, self.path)

    def _look(self) -> None:
        self._marks[()] = 1, 1
        events = _events(self._text())
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                self._mark(event, event, events, ())

    def _mark(self, spot: Any, event: Any, events: Iterator[Any], keys: Keys) -> None:
        """Note where the value that starts with `event` stands: at `spot`; and so for all that is in it."""
        self._marks[keys] = spot.start_mark.line + 1, spot.start_mark.column + 1
        start = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            if event.style == "|":
                self._literal[keys] = start.line + 1
        elif isinstance(event, yaml.SequenceStartEvent):
            index = 0
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                self._mark(item, item, events, (*keys, index))
                index += 1
        else:
            while not isinstance(key := next(events), yaml.MappingEndEvent):
                self._mark(key, next(events), events, (*keys, key.value))


def read(path: Path, shown: str) -> tuple[Any, Places]:
    """Read one YAML file. `shown` is the path as problems name it. Raises ContentError and MachineError."""
    return parse(decode(raw(path, shown), shown), shown)


def read_text(path: Path, shown: str) -> str:
    """Read one file of other text, held to the same size, encoding and characters. Raises ContentError."""
    return cleaned(decode(raw(path, shown), shown), shown)


def parse(source: str, shown: str) -> tuple[Any, Places]:
    """Turn YAML text into data and places.

    Raises ContentError: with the first problem where the text is not YAML or unsafe, else with all that are found.
    Raises MachineError where PyYAML came without its C loader, which is the fast one.
    """
    if not yaml.__with_libyaml__:
        raise MachineError("PyYAML lacks its C loader: install it as a wheel, or with libyaml's headers at hand")
    source = cleaned(source, shown)
    wrong: list[Problem] = []
    try:
        data = _document(_events(source), shown, wrong)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _refused(shown, line, column, f"not YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise _refused(shown, 1, 1, f"not YAML: {' '.join(str(error).split())}") from error
    if wrong:
        raise ContentError(wrong)
    return data, Places(shown, source)


def _events(source: str) -> Iterator[Any]:
    return iter(yaml.CSafeLoader(source).get_event, None)


def raw(path: Path, shown: str) -> bytes:
    """Give the bytes of a file, held to its size. Raises ContentError."""
    try:
        with path.open("rb") as file:  # not by stat: a pipe or device has no size
            found = file.read(_FIRST)
            if len(found) == _FIRST:
                found += file.read(MAX_BYTES + 1 - _FIRST)
    except OSError as error:
        raise _refused(shown, 0, 0, f"can't be read: {error.strerror}") from error
    if len(found) > MAX_BYTES:
        raise _refused(shown, 0, 0, f"expected at most {MAX_BYTES} bytes; got more")
    return found


def decode(found: bytes, shown: str) -> str:
    """Give the text that these bytes of a file are. Raises ContentError."""
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        message = f"expected UTF-8; got byte 0x{error.object[error.start]:02x}"
        raise _refused(shown, *_spot(before, len(before)), message) from error


def cleaned(source: str, shown: str) -> str:
    """Give a text with its lines ended as here. Raises ContentError where it holds control characters."""
    source = source.replace("\r\n", "\n")
    unusual = source.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")
    if _CONTROL.search(unusual) and (match := _CONTROL.search(source)):
        raise _refused(shown, *_spot(source, match.start()), _no_control(match[0]))
    return source


def _refused(path: str, line: int, column: int, message: str) -> ContentError:
    return ContentError([Problem(path, line, column, message)])


def _spot(source: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a character of the source."""
    return source.count("\n", 0, index) + 1, index - source.rfind("\n", 0, index)


def _no_control(found: str) -> str:
    return f"expected no control characters; got U+{ord(found):04X}"


def _document(events: Iterator[Any], path: str, wrong: list[Problem]) -> Any:
    """Build the data of the only document from the event stream, which is safe at any depth.

    Stops at the first thing that must not be read at all; what else is wrong is added to `wrong`.
    """
    data: Any = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise ContentError([_at(event, path, "expected one document; got a second one")])
        elif isinstance(event, yaml.NodeEvent):
            data = _build(event, events, 0, path, wrong)
    if not documents:
        raise _refused(path, 1, 1, "expected content; got an empty file")
    return data


def _build(event: Any, events: Iterator[Any], depth: int, path: str, wrong: list[Problem]) -> Any:
    """Build the value that starts with `event`, `depth` levels down, and take the rest of it from `events`."""
    kind = type(event)
    if kind is not yaml.ScalarEvent or event.anchor or event.tag or event.value == "<<":
        _refuse_unsafe(event, depth, path)
    if kind is yaml.ScalarEvent:
        if event.style == '"' and (match := _CONTROL.search(event.value)):  # from an escape such as "\u202e"
            wrong.append(_at(event, path, _no_control(match[0])))
        return event.value if event.style else _scalar(event.value)
    if kind is yaml.SequenceStartEvent:
        items: list[Any] = []
        while type(event := next(events)) is not yaml.SequenceEndEvent:
            items.append(_build(event, events, depth + 1, path, wrong))
        return items
    mapping: dict[str, Any] = {}
    keys: dict[str, Any] = {}
    while type(event := next(events)) is not yaml.MappingEndEvent:
        if type(event) is not yaml.ScalarEvent or event.anchor or event.tag or event.value == "<<":
            _refuse_unsafe(event, depth + 1, path)
        if message := _wrong_key(event, keys):
            wrong.append(_at(event, path, message))
            if not isinstance(event, yaml.ScalarEvent):
                _build(event, events, depth + 1, path, [])
            _build(next(events), events, depth + 1, path, [])
        else:
            keys[event.value] = event
            mapping[event.value] = _build(next(events), events, depth + 1, path, wrong)
    return mapping


def _refuse_unsafe(event: Any, depth: int, path: str) -> None:
    """Stop at a value that must not be read at all, and say what of it."""
    unsafe = ""
    if isinstance(event, yaml.AliasEvent):
        unsafe = f"expected no aliases; got *{event.anchor}"
    elif event.anchor:
        unsafe = f"expected no anchors; got &{event.anchor}"
    elif event.tag:
        unsafe = f"expected no tags; got {event.tag}"
    elif isinstance(event, yaml.ScalarEvent):
        unsafe = "" if event.style else "expected no merge keys; got <<"
    elif depth >= MAX_DEPTH:
        unsafe = f"expected at most {MAX_DEPTH} levels of nesting"
    if unsafe:
        raise ContentError([_at(event, path, unsafe)])


def _wrong_key(event: Any, keys: Mapping[str, Any]) -> str:
    """Say what is wrong with a key, or nothing; `keys` are those before it in its mapping."""
    if type(event) is not yaml.ScalarEvent:
        return "expected a key of text"
    if event.style == '"' and (match := _CONTROL.search(event.value)):
        return _no_control(match[0])
    if event.value in keys:
        return f"{event.value}: the same key stands at line {keys[event.value].start_mark.line + 1} already"
    return ""


def _at(node: Any, path: str, message: str) -> Problem:
    return Problem(path, node.start_mark.line + 1, node.start_mark.column + 1, message)


def _scalar(word: str) -> Any:
    if word in _WORDS:
        return _WORDS[word]
    if word[0] not in "-0123456789":
        return word
    if _WHOLE.fullmatch(word):
        return int(word)
    if _DECIMAL.fullmatch(word):
        return float(word)
    return word


def written(value: Any) -> str:
    """Write a text, number, date or true/false so that it is read back exactly."""
    plain = isinstance(value, str) and re.fullmatch(r"[A-Za-z][\w ./-]*[\w.]", value, re.ASCII)
    if isinstance(value, bool) or (isinstance(value, str) and (not plain or value in _WORDS)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def files(folder: Path) -> Iterator[Path]:
    """Give the files under a folder, sorted, hidden ones left out; a broken link too, for reading it says so."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and (path.is_file() or path.is_symlink()):
            yield path

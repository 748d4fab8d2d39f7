"""A YAML file as plain data, plus the place of every value.

YAML is untrusted: what is unsafe or silently misread is refused with its line and column before a tree is built.
Only true/false, whole numbers, decimals and null are typed; all else, keys included, is text as written.
"""

from __future__ import annotations

import json
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

    def __init__(self, path: str, source: str = "") -> None:
        self.path = path
        self._source = source
        self._marks: dict[Keys, tuple[int, int]] = {(): (1, 1)}
        self._literal: dict[Keys, int] = {}
        self._under: Keys = ()
        self._known = True

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
        if not self._known:
            self._look()
        full = self._under + tuple(keys)
        while full not in self._marks:
            full = full[:-1]
        line, column = self._marks[full]
        if text_line and full in self._literal:
            line = self._literal[full] + text_line
            lines = self._source.split("\n")
            inside = lines[line - 1] if line <= len(lines) else ""
            column = len(inside) - len(inside.lstrip()) + 1
        return Place(self.path, line, column)

    def problem(self, keys: Sequence[str | int], message: str, text_line: int = 1) -> Problem:
        """Make a problem at a value, or at the deepest part of `keys` that exists."""
        place = self.at(keys, text_line)
        return Problem(place.path, place.line, place.column, message)

    def under(self, *keys: str | int) -> Places:
        """See the same file from a part of it."""
        view = Places(self.path, self._source)
        view._marks, view._literal, view._under = self._marks, self._literal, self._under + keys
        view._known = self._known
        return view

    @classmethod
    def later(cls, path: str, source: str) -> Places:
        """Know where the values of a sound file stand once one of them is asked for: it is parsed again then."""
        places = cls(path, source)
        places._known = False
        return places

    def _look(self) -> None:
        self._known = True
        if len(self._marks) == 1:  # the views of a file share what the first of them finds
            _, found = parse(self._source, self.path)
            self._marks.update(found._marks)
            self._literal.update(found._literal)


def read(path: Path, shown: str) -> tuple[Any, Places]:
    """Read one YAML file. `shown` is the path as problems name it. Raises ContentError and MachineError."""
    return parse(decoded(path, shown), shown)


def read_text(path: Path, shown: str) -> str:
    """Read one file of other text, held to the same size, encoding and characters. Raises ContentError."""
    return _cleaned(decoded(path, shown), shown)


def parse(source: str, shown: str) -> tuple[Any, Places]:
    """Turn YAML text into data and places.

    Raises ContentError: with the first problem where the text is not YAML or unsafe, else with all that are found.
    Raises MachineError where PyYAML came without its C loader, which is the fast one.
    """
    if not yaml.__with_libyaml__:
        raise MachineError("PyYAML lacks its C loader: install it as a wheel, or with libyaml's headers at hand")
    source = _cleaned(source, shown)
    places = Places(shown, source)
    wrong: list[Problem] = []
    try:
        data = _document(iter(yaml.CSafeLoader(source).get_event, None), places, wrong)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _refused(shown, line, column, f"not YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise _refused(shown, 1, 1, f"not YAML: {' '.join(str(error).split())}") from error
    if wrong:
        raise ContentError(wrong)
    return data, places


def decoded(path: Path, shown: str) -> str:
    """Give the text of a file as it stands, held to size and encoding. Raises ContentError."""
    return decode(raw(path, shown), shown)


def raw(path: Path, shown: str) -> bytes:
    """Give the bytes of a file, held to its size. Raises ContentError."""
    try:
        with path.open("rb") as file:  # not by stat: a pipe or device has no size
            found = file.read(MAX_BYTES + 1)
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


def _document(events: Iterator[Any], places: Places, wrong: list[Problem]) -> Any:
    """Build the data of the only document from the event stream, which is safe at any depth.

    Stops at the first thing that must not be read at all; what else is wrong is added to `wrong`.
    """
    data: Any = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise ContentError([_at(event, places.path, "expected one document; got a second one")])
        elif isinstance(event, yaml.NodeEvent):
            places.record((), event.start_mark)
            data = _build(event, events, (), places, wrong)
    if not documents:
        raise _refused(places.path, 1, 1, "expected content; got an empty file")
    return data


def _build(event: Any, events: Iterator[Any], keys: Keys, places: Places, wrong: list[Problem]) -> Any:
    """Build the value that starts with `event`, and take the rest of it from `events`."""
    if unsafe := _unsafe(event, len(keys)):
        raise ContentError([_at(event, places.path, unsafe)])
    kind = type(event)
    if kind is yaml.ScalarEvent:
        style = event.style
        if style == '"' and (match := _CONTROL.search(event.value)):  # from an escape such as "\u202e"
            wrong.append(_at(event, places.path, _no_control(match[0])))
        if style == "|":
            places.record_literal(keys, event.start_mark)
        return event.value if style else _scalar(event.value)
    if kind is yaml.SequenceStartEvent:
        items: list[Any] = []
        while type(event := next(events)) is not yaml.SequenceEndEvent:
            here = (*keys, len(items))
            places.record(here, event.start_mark)
            items.append(_build(event, events, here, places, wrong))
        return items
    mapping: dict[str, Any] = {}
    while type(event := next(events)) is not yaml.MappingEndEvent:
        if unsafe := _unsafe(event, len(keys) + 1):
            raise ContentError([_at(event, places.path, unsafe)])
        if message := _wrong_key(event, keys, mapping, places):
            wrong.append(_at(event, places.path, message))
            if not isinstance(event, yaml.ScalarEvent):
                _read_past(event, events, keys, places.path)
            _read_past(next(events), events, keys, places.path)
        else:
            key = event.value
            here = (*keys, key)
            places.record(here, event.start_mark)
            mapping[key] = _build(next(events), events, here, places, wrong)
    return mapping


def _read_past(event: Any, events: Iterator[Any], keys: Keys, path: str) -> None:
    _build(event, events, (*keys, ""), Places(path), [])


def _unsafe(event: Any, depth: int) -> str:
    """Say what of a value must not be read at all, or nothing."""
    if type(event) is yaml.ScalarEvent and not event.anchor and not event.tag:  # as nearly all are
        return "expected no merge keys; got <<" if event.value == "<<" and not event.style else ""
    if isinstance(event, yaml.AliasEvent):
        return f"expected no aliases; got *{event.anchor}"
    if event.anchor:
        return f"expected no anchors; got &{event.anchor}"
    if event.tag:
        return f"expected no tags; got {event.tag}"
    return f"expected at most {MAX_DEPTH} levels of nesting" if depth >= MAX_DEPTH else ""


def _wrong_key(node: Any, keys: Keys, mapping: dict[str, Any], places: Places) -> str:
    if type(node) is not yaml.ScalarEvent:
        return "expected a key of text"
    if node.style == '"' and (match := _CONTROL.search(node.value)):
        return _no_control(match[0])
    if node.value in mapping:
        return f"{node.value}: the same key stands at line {places.at((*keys, node.value)).line} already"
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

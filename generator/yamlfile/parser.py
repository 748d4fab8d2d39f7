"""Parse YAML text into plain data, and refuse unsafe constructs on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.problem import ContentError, MachineError, Problem, refused
from generator.yamlfile.places import Places, events
from generator.yamlfile.plain import Comment, odd_space, scalar, swallowed
from generator.yamlfile.slips import explain
from generator.yamlfile.source import CONTROL, cleaned, decode, no_control, raw, refuse_conflicts

MAX_DEPTH = 20
#: A key and its value without a space after the colon, as in `{mon:90}`.
_TIGHT = re.compile(r"([\w-]+):([^\s/].*)")


class _Reading(NamedTuple):
    """The state of parsing one file: its path, comments that may be meant as text (by line), and errors so far."""

    path: str
    comments: Mapping[int, Comment]
    problems: list[Problem]


def read(path: Path, shown: str) -> tuple[Any, Places]:
    """Return the data of a YAML file and its places. `shown` is the path in error messages. Raises as `parse` does."""
    return parse(decode(raw(path, shown), shown), shown)


def parse(source: str, shown: str) -> tuple[Any, Places]:
    """Return the data of a YAML text and the places of its values.

    Raise ContentError with the first error if the text isn't YAML or is unsafe, else with all errors found. Raise
    MachineError if PyYAML was installed without its fast C loader.
    """
    if not yaml.__with_libyaml__:
        raise MachineError("PyYAML lacks its C loader: install it as a wheel, or with libyaml's headers available")
    source = cleaned(source, shown)
    refuse_conflicts(source, shown)
    reading = _Reading(shown, swallowed(source) if " #" in source else {}, [])
    try:
        data = _document(events(source), reading)
    except yaml.YAMLError as error:
        line, column, message = explain(source, error)
        raise refused(shown, message, line, column) from error
    if reading.problems:
        raise ContentError(reading.problems)
    return data, Places(shown, source)


def _document(stream: Iterator[Any], reading: _Reading) -> Any:
    """Return the data of the only document in an event stream.

    Raise ContentError at the first unsafe construct. Other errors are added to `reading.problems`.
    """
    data: Any = None
    documents = 0
    for event in stream:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise ContentError([_at(event, reading.path, "expected one document; got a second one")])
        elif isinstance(event, yaml.NodeEvent):
            data = _build(event, stream, 0, reading)
            plain = isinstance(event, yaml.ScalarEvent) and not event.style
            if plain and isinstance(data, str) and (space := odd_space(data)):  # such a space hides a list or a mapping
                reading.problems.append(_at(event, reading.path, space))
    if not documents:
        raise refused(reading.path, "expected content; got an empty file", 1)
    return data


def _build(event: Any, stream: Iterator[Any], depth: int, reading: _Reading) -> Any:
    """Return the value that starts with `event`, `depth` levels down, and consume its other events from `stream`."""
    kind = type(event)
    if kind is not yaml.ScalarEvent or event.anchor or event.tag or event.value == "<<":
        _refuse_unsafe(event, depth, reading.path)
    if kind is yaml.ScalarEvent:
        if event.style == '"' and (match := CONTROL.search(event.value)):  # from an escape such as "\u202e"
            reading.problems.append(_at(event, reading.path, no_control(match[0])))
        return event.value if event.style else scalar(event, reading.comments)
    if kind is yaml.SequenceStartEvent:
        items: list[Any] = []
        while type(event := next(stream)) is not yaml.SequenceEndEvent:
            items.append(_build(event, stream, depth + 1, reading))
        return items
    mapping: dict[str, Any] = {}
    keys: dict[str, Any] = {}
    while type(event := next(stream)) is not yaml.MappingEndEvent:
        if type(event) is not yaml.ScalarEvent or event.anchor or event.tag or event.value == "<<":
            _refuse_unsafe(event, depth + 1, reading.path)
        if message := _wrong_key(event, keys):
            reading.problems.append(_at(event, reading.path, message))
            passed_over = reading._replace(problems=[])
            if not isinstance(event, yaml.ScalarEvent):
                _build(event, stream, depth + 1, passed_over)
            _build(next(stream), stream, depth + 1, passed_over)
        else:
            keys[event.value] = event
            value = mapping[event.value] = _build(next(stream), stream, depth + 1, reading)
            if value is None and not event.style and (pair := _TIGHT.fullmatch(event.value)):
                message = f"expected a space after the colon; write {pair[1]}: {pair[2]}"
                reading.problems.append(_at(event, reading.path, message))
    return mapping


def _refuse_unsafe(event: Any, depth: int, path: str) -> None:
    """Raise ContentError if an event is unsafe: an alias, anchor, tag or merge key, or nesting that is too deep."""
    unsafe = ""
    if isinstance(event, yaml.AliasEvent):
        unsafe = f"expected no aliases; got *{event.anchor} (a text that begins with * needs quotes)"
    elif event.anchor:
        unsafe = f"expected no anchors; got &{event.anchor} (a text that begins with & needs quotes)"
    elif event.tag:
        unsafe = f"expected no tags; got {event.tag} (a text that begins with ! needs quotes)"
    elif isinstance(event, yaml.ScalarEvent):
        unsafe = "" if event.style else "expected no merge keys; got <<"
    elif depth >= MAX_DEPTH:
        unsafe = f"expected at most {MAX_DEPTH} levels of nesting"
    if unsafe:
        raise ContentError([_at(event, path, unsafe)])


def _wrong_key(event: Any, keys: Mapping[str, Any]) -> str:
    """Return the error message for a key, or an empty string. `keys` are the earlier keys of its mapping."""
    if type(event) is not yaml.ScalarEvent:
        return "expected a key of text"
    if event.style == '"' and (match := CONTROL.search(event.value)):
        return no_control(match[0])
    if not event.style and not event.value.isascii() and (message := odd_space(event.value)):
        return message
    if event.value in keys:
        return f"{event.value}: the same key is already at line {keys[event.value].start_mark.line + 1}"
    return ""


def _at(node: Any, path: str, message: str) -> Problem:
    return Problem(path, node.start_mark.line + 1, node.start_mark.column + 1, message)

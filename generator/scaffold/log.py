"""Add entries to a candidate's log. What a person wrote stays, comments and style included.

An entry that was left unfinished at the end of the file becomes a comment. JSON has none: there it is refused.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator import yamlfile
from generator.load.log import NEEDED, indent, last_entry, read_log
from generator.load.log_json import is_json, items
from generator.model import Handbook, LogEntry
from generator.model.base import Node
from generator.model.log import Log
from generator.problem import ContentError, refused
from generator.scaffold.extending import extend_file, line_end

#: Values that are not written.
EMPTY: tuple[Any, ...] = (None, "", (), [], {})
_EMPTY_LIST = re.compile(rb"^[ \t]*\[\s*\][ \t]*(\r?\n)?", re.MULTILINE)
_NOT_CLOSED = (
    "the file ends in the middle of its list: finish it, or delete what follows the last whole entry and add ]"
)
_ADD_BY_HAND = 'expected a list of lines, each entry beginning with "- date:"; add this entry by hand'


def append_entries(
    path: Path, entries: Iterable[LogEntry], *, once: bool = False, handbook: Handbook | None = None
) -> tuple[LogEntry, ...]:
    """Add entries at the end of a log, and return those that were added, when they are on the disk.

    With `once`, entries that the log already has are left out; with a handbook, a round's title and id are the same.
    Raises ContentError if the file has a form to which nothing can be added, MachineError if the disk refuses, and
    BusyError if another program keeps writing. The file is then as it was.
    """
    shown = path.as_posix()
    added: tuple[LogEntry, ...] = ()

    def extended(old: bytes) -> bytes:
        nonlocal added
        logged, whole = read_log(old, shown)
        known = read_log(old, shown, handbook)[0].entries if once else ()
        added = _unknown(entries, known) if once else tuple(entries)
        if not added:
            return old
        if is_json(shown):
            if logged.notes:
                raise refused(shown, _NOT_CLOSED, logged.notes[0].line, logged.notes[0].column)
            new = _extended_json(old, added)
        else:
            new = _extended(old, whole, added)
        _check(new, (*logged.entries, *added), shown)
        return new

    extend_file(path, extended, "nothing was logged")
    return added


def _unknown(entries: Iterable[LogEntry], known: Log) -> tuple[LogEntry, ...]:
    """Return the entries that aren't known; one that is given twice and known once is returned once."""
    left = Counter(map(_core, known))
    unknown = []
    for entry in entries:
        left[_core(entry)] -= 1
        unknown += [entry] if left[_core(entry)] < 0 else []
    return tuple(unknown)


def _core(entry: LogEntry) -> tuple[Any, ...]:
    return tuple(getattr(entry, key) for key in NEEDED)


def _extended(old: bytes, whole: int, entries: Sequence[LogEntry]) -> bytes:
    """Return a log with entries added after its first `whole` bytes.

    The rest, an unfinished entry, becomes a comment; an empty list `[]`, which nothing can follow, is removed.
    """
    end = line_end(old)
    kept, torn = old[:whole], old[whole:].decode(errors="replace")
    if last_entry(kept) is None:
        kept = _EMPTY_LIST.sub(b"", kept, count=1)
    lines = [f"# {_printable(line)}" for line in torn.splitlines()]
    for entry in entries:
        lines += _lines(entry, indent(old))
    if kept.endswith(b"\r"):
        kept += b"\n"
    elif kept.strip(b"\xef\xbb\xbf") and not kept.endswith(b"\n"):
        kept += end
    return kept + b"".join(line.encode() + end for line in lines)


def _extended_json(old: bytes, entries: Sequence[LogEntry]) -> bytes:
    """Return a log in JSON with entries added after its last one, each on lines of its own if the first one is."""
    text, end = old.decode(), line_end(old).decode()
    if not text.strip("\ufeff \t\r\n"):
        text = f"{text.strip()}[]{end}"
    spans = items(text).spans
    data = [entry_data(entry) for entry in entries]
    if not spans:
        return (text[: text.index("[") + 1] + _on_lines(data, "  ", end) + end + text[text.rindex("]") :]).encode()
    (first, _), (_, last) = spans[0], spans[-1]
    line = text.rfind("\n", 0, first) + 1
    if line and not text[line:first].strip():
        added = "," + _on_lines(data, text[line:first], end)
    else:
        added = "".join(f", {json.dumps(each, ensure_ascii=False)}" for each in data)
    return (text[:last] + added + text[last:]).encode()


def _on_lines(data: Iterable[dict[str, Any]], indent: str, end: str) -> str:
    """Return entries as JSON, each beginning on a line of its own."""
    texts = (json.dumps(each, ensure_ascii=False, indent=2) for each in data)
    return ",".join(f"{end}{indent}" + text.replace("\n", f"{end}{indent}") for text in texts)


def entry_data(entry: LogEntry) -> dict[str, Any]:
    """Return an entry as data for JSON: the keys that it has, in the order of the model."""
    data = entry.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {key: value for key, value in data.items() if value not in EMPTY}


def as_json(log: Log) -> str:
    """Return a log in JSON, as it is read again."""
    return json.dumps([entry_data(entry) for entry in log], ensure_ascii=False, indent=2) + "\n"


def _printable(line: str) -> str:
    return "".join(each if each.isprintable() else "\ufffd" for each in line)


def _check(new: bytes, expected: Log, shown: str) -> None:
    """Raise ContentError unless a log reads as these entries."""
    try:
        logged, _ = read_log(new, shown)
    except ContentError as error:
        raise refused(shown, _ADD_BY_HAND) from error
    if len(new) > yamlfile.MAX_BYTES:
        raise refused(shown, f"expected at most {yamlfile.MAX_BYTES} bytes; start another file")
    if logged.entries != expected:
        raise refused(shown, _ADD_BY_HAND)


def _lines(entry: LogEntry, indent: str) -> Iterator[str]:
    """Yield the lines of an entry. The fix comes last: without it, an entry is unfinished."""
    fields = {field.alias or name: getattr(entry, name) for name, field in LogEntry.model_fields.items()}
    fields["fix"] = fields.pop("fix")
    dash = "- "
    for key, value in fields.items():
        if value in EMPTY:
            continue
        if isinstance(value, Node):
            yield f"{indent}{dash}{key}:"
            yield from (f"{indent}    {name}: {flow(text)}" for name, text in value if text is not None)
        else:
            yield f"{indent}{dash}{key}: {json.dumps(value, ensure_ascii=False) if key == 'fix' else flow(value)}"
        dash = "  "


def flow(value: Any) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{flow(key)}: {flow(each)}' for key, each in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(flow, value))}]"
    return yamlfile.written(value)

"""A candidate's log, and how it grows: what was acknowledged stays, and what stood there is not harmed.

One writer at a time sets new entries at the end of what stands there and lets the whole take the file's place when
all of it is on disk. So a kill, a full disk or a power cut leaves the old file or the new one. What a person wrote, its
comments and its style stay byte for byte; an unfinished last entry stays as a comment.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import yamlfile
from generator.load import load_candidate, load_log, log_left_behind, log_path
from generator.load.log import NEEDED, indent, last_entry, mistakes, read_log
from generator.model import Candidate, Handbook, LogEntry, Session
from generator.model.base import Node
from generator.model.log import Log
from generator.names import resolve, settled
from generator.problem import BusyError, ContentError, MachineError, Problem
from generator.publish.checked import load_checked
from generator.publish.lock import alone, aside

#: Seconds that a second writer waits for the first.
PATIENCE = 20.0
#: Key of an entry → its option, where they differ.
_OPTIONS = {"scores": "score", "questions": "question"}
_NOTHING: tuple[Any, ...] = (None, "", (), [], {})
_EMPTY_LIST = re.compile(rb"^[ \t]*\[\s*\][ \t]*(\r?\n)?", re.MULTILINE)
_ADD_BY_HAND = 'expected a list of lines, each entry beginning with "- date:"; add this entry by hand'


@dataclass(frozen=True)
class Logbook:
    """A candidate with their log, opened to write in."""

    handbook: Handbook
    candidate: Candidate
    path: Path
    entries: Log
    notes: tuple[Problem, ...]

    def named(self, name: str) -> str:
        """Return the id of the round that a name or a session's code means, or the name where it's not understood."""
        return resolve(name, self.handbook.rounds) or self.of_code(name) or name

    def of_code(self, name: str) -> str:
        """Return the round of a session's code, such as coding-2, or an empty string where the name isn't one."""
        round_id, _, number = name.rpartition("-")
        return round_id if round_id in self.handbook.rounds and number.isdecimal() else ""

    def numbered(self, today: datetime.date) -> list[tuple[str, str]]:
        """Return the rounds that the candidate practises as of today, with the numbers to choose them by."""
        from generator.planner import candidate_rounds

        rounds = candidate_rounds(self.handbook, self.candidate, today)
        return [(str(number), name) for number, name in enumerate(rounds, start=1)]

    def planned(self, day: datetime.date, round_id: str) -> Session | None:
        """Give the mock of the round that was planned for that day, the first that is not logged yet.

        The plan is the one as of that day, with what was logged before it.
        """
        from generator.planner import PlanRefused, make_plan
        from generator.results import in_order

        before = in_order(entry for entry in self.entries if entry.date < day)
        try:
            plan = make_plan(self.handbook, self.candidate, day, before)
        except PlanRefused:
            return None
        done = {entry.session for entry in self.entries if entry.date == day}
        here = (each for each in plan.sessions if each.date == day and each.round == round_id and each.kind != "micro")
        return next((each for each in here if each.id not in done), None)

    def hold(self, data: Mapping[str, Any], today: datetime.date) -> None:
        """Raise ContentError where something that was given is wrong; what is missing may come yet."""
        if wrong := [each for each in self._read(data, today)[1] if each[1] != "missing"]:
            raise _refused(wrong)

    def entry(self, data: Mapping[str, Any], today: datetime.date) -> LogEntry:
        """Make an entry of what was given, with `session` and `kind` from the plan where they are left out.

        Raises ContentError with all that is wrong or missing.
        """
        entry, wrong = self._read(data, today)
        if wrong or entry is None:
            raise _refused(wrong)
        session = self.planned(entry.date, entry.round)
        if session and entry.session in (None, session.id):
            entry = entry.model_copy(update={"session": session.id, "kind": session.kind})
        return entry

    def wrong(self, key: str, data: Mapping[str, Any], today: datetime.date) -> str:
        """Say what is wrong with the value of a key, or nothing; others may be missing yet."""
        return next((message for other, message in self._read(data, today)[1] if other == key), "")

    def _read(self, data: Mapping[str, Any], today: datetime.date) -> tuple[LogEntry | None, list[tuple[str, str]]]:
        """Read what was given as the file will be read: each key stands on a line of its own."""
        keys = [key for key, value in data.items() if value not in _NOTHING]
        source = "\n".join(f"{key}: {_flow(data[key])}" for key in keys) or "{}"
        try:
            read, places = yamlfile.parse(source, "")
            entry, problems = mistakes(read, places, self.handbook, today)
        except ContentError as error:
            entry, problems = None, list(error.problems)
        found = []
        for each in problems:
            key, _, rest = each.message.partition(": ")
            if rest != "missing":
                key = keys[each.line - 1]
            found.append((key, each.message.removeprefix(f"{key}: ")))
        if entry and entry.session and self.of_code(entry.session) != entry.round:
            message = f'expected a session\'s code, such as {entry.round}-2; got "{entry.session}"'
            entry, found = None, [*found, ("session", message)]
        return entry, found


def _refused(wrong: Iterable[tuple[str, str]]) -> ContentError:
    return ContentError(Problem(f"--{_OPTIONS.get(key, key)}", 0, 0, message) for key, message in wrong)


def open_log(content: Path, file: Path) -> Logbook:
    """Open the log of the candidate in this file. Raises ContentError with the problems of content, file or log."""
    handbook = load_checked(content)
    candidate, _ = settled(handbook, load_candidate(file)[0])  # a name that isn't understood is a plan's matter
    path = log_path(file, candidate)
    logged = load_log(path, handbook)
    left_behind = log_left_behind(file, candidate)
    notes = (*logged.notes, left_behind) if left_behind else logged.notes
    return Logbook(handbook, candidate, path, logged.entries, notes)


def append(
    path: Path, entries: Iterable[LogEntry], *, once: bool = False, handbook: Handbook | None = None
) -> tuple[LogEntry, ...]:
    """Set entries at the end of a log, and give them when they are on disk; with `once`, but those that stand there.

    With a handbook, a round that stands there by its title is the same as by its id.

    Raises ContentError where none can be added to what stands there, MachineError when the disk refuses, BusyError
    when another program keeps writing. Then the file is as it was.
    """
    shown = path.as_posix()
    try:
        target = path.resolve()
        if target.exists() and not (target.stat().st_mode & 0o222 and os.access(target, os.W_OK)):
            raise MachineError(f"{shown}: is read-only; nothing was logged")
        with alone(target, PATIENCE):
            old = yamlfile.raw(target, shown) if target.exists() else b""
            logged, sound = read_log(old, shown)
            known = read_log(old, shown, handbook)[0].entries if once else ()
            added = _new(entries, known) if once else tuple(entries)
            if added:
                new = _extended(old, sound, added)
                _hold(new, (*logged.entries, *added), shown)
                take_place(target, old, new, shown)
            return added
    except (OSError, RuntimeError) as error:  # a loop of links is a RuntimeError
        raise MachineError(f"{shown}: {getattr(error, 'strerror', None) or error}; nothing was logged") from error


def _new(entries: Iterable[LogEntry], known: Log) -> tuple[LogEntry, ...]:
    """Leave out what is known; a mock that is listed twice and known once is new once."""
    left = Counter(map(_core, known))
    new = []
    for entry in entries:
        left[_core(entry)] -= 1
        new += [entry] if left[_core(entry)] < 0 else []
    return tuple(new)


def _core(entry: LogEntry) -> tuple[Any, ...]:
    return tuple(getattr(entry, key) for key in NEEDED)


def _extended(old: bytes, sound: int, entries: Sequence[LogEntry]) -> bytes:
    """Set entries after what is sound; what is torn becomes a comment, and `[]`, which nothing can follow, goes."""
    end = b"\r\n" if b"\r\n" in old else b"\n"
    kept, torn = old[:sound], old[sound:].decode(errors="replace")
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


def _printable(line: str) -> str:
    return "".join(each if each.isprintable() else "\ufffd" for each in line)


def _hold(new: bytes, expected: Log, shown: str) -> None:
    """Read what is to be written; where it doesn't say what was meant, nothing is."""
    try:
        logged, _ = read_log(new, shown)
    except ContentError as error:
        raise ContentError([Problem(shown, 0, 0, _ADD_BY_HAND)]) from error
    if len(new) > yamlfile.MAX_BYTES:
        raise ContentError([Problem(shown, 0, 0, f"expected at most {yamlfile.MAX_BYTES} bytes; start another file")])
    if logged.entries != expected:
        raise ContentError([Problem(shown, 0, 0, _ADD_BY_HAND)])


def take_place(target: Path, old: bytes, new: bytes, shown: str) -> None:
    """Let `new` take the place of a file, when all of it is on disk, and return when it has."""
    beside = aside(target) / "new"
    try:
        with beside.open("wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        there = target.exists()
        if there:
            shutil.copymode(target, beside)
            with suppress(OSError, AttributeError):  # only root may, and Windows has no owners
                os.chown(beside, target.stat().st_uid, target.stat().st_gid)
        if (target.read_bytes() if there else b"") != old:
            raise BusyError(f"{shown}: another program has just changed it; nothing was written, so try again")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    with suppress(PermissionError):  # Windows opens no folder
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


# ── how an entry is written ──────────────────────────────────────────────────────────────────────


def _lines(entry: LogEntry, indent: str) -> Iterator[str]:
    """The lines of an entry. The fix comes last: an entry without it is not finished."""
    fields = {field.alias or name: getattr(entry, name) for name, field in LogEntry.model_fields.items()}
    fields["fix"] = fields.pop("fix")
    dash = "- "
    for key, value in fields.items():
        if value in _NOTHING:
            continue
        if isinstance(value, Node):
            yield f"{indent}{dash}{key}:"
            yield from (f"{indent}    {name}: {_flow(text)}" for name, text in value if text is not None)
        else:
            yield f"{indent}{dash}{key}: {json.dumps(value, ensure_ascii=False) if key == 'fix' else _flow(value)}"
        dash = "  "


def _flow(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_flow(key)}: {_flow(each)}' for key, each in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    return yamlfile.written(value)

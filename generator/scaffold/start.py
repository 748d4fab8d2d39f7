"""The `start:` line of a candidate's file: the only line that is ever added to it, and only on request (rule 31)."""

from __future__ import annotations

import datetime
from pathlib import Path

from generator.load.candidate import read_candidate
from generator.problem import ContentError
from generator.scaffold.extending import extend_file, line_end


def start_line(start: datetime.date) -> str:
    """Return the line that keeps the weeks of a plan."""
    return f"start: {start}"


def add_start(path: Path, start: datetime.date) -> bool:
    """Add the line at the end of a candidate's file, and return whether it could be added.

    It can't be added where the file would then have another meaning, for example because it is written in braces.
    Raises MachineError or BusyError if the file can't be written, ContentError if it can't be read.
    """
    added = False

    def extended(old: bytes) -> bytes:
        nonlocal added
        before, _ = read_candidate(old, path)
        end = line_end(old)
        new = old + (b"" if old.endswith(b"\n") else end) + start_line(start).encode() + end
        try:
            after, _ = read_candidate(new, path)
        except ContentError:
            return old
        added = after == before.model_copy(update={"start": start})
        return new if added else old

    extend_file(path, extended, "nothing was added")
    return added

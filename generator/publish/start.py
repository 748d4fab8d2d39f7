"""The `start:` line of a candidate's file: the one line that anything adds to it, and only when told (rule 31)."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from generator import yamlfile
from generator.load.candidate import load_candidate, read_candidate
from generator.problem import ContentError, MachineError
from generator.publish.lock import alone
from generator.publish.log import PATIENCE, take_place


def start_line(start: datetime.date) -> str:
    """Return the line that keeps the weeks of a plan."""
    return f"start: {start}"


def add_start(path: Path, start: datetime.date) -> bool:
    """Add the line at the end of a candidate's file, and return whether it could be added.

    It can't be where the file would then say anything else than before, for example because it is written in braces.
    Raises MachineError or BusyError where the file can't be written; then it is as it was.
    """
    shown = path.as_posix()
    try:
        target = path.resolve()
        if not os.access(target, os.W_OK):
            raise MachineError(f"{shown}: is read-only; nothing was added")
        with alone(target, PATIENCE):
            old = yamlfile.raw(target, shown)
            end = b"\r\n" if b"\r\n" in old else b"\n"
            new = old + (b"" if old.endswith(b"\n") else end) + start_line(start).encode() + end
            before, _ = load_candidate(path)
            try:
                after, _ = read_candidate(new, path)
            except ContentError:
                return False
            if after != before.model_copy(update={"start": start}):
                return False
            take_place(target, old, new, shown)
            return True
    except OSError as error:
        raise MachineError(f"{shown}: {error.strerror or error}; nothing was added") from error

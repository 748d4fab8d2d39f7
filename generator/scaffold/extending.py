"""Add something to a file that a person writes: what was in it stays, byte for byte, and two programs don't collide."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from generator import yamlfile
from generator.problem import BusyError, MachineError
from generator.publish.atomic import write_file
from generator.publish.lock import locked, staging

#: Seconds to wait for another process that writes the same file.
PATIENCE = 20.0


def extend_file(path: Path, extended: Callable[[bytes], bytes], refusal: str) -> None:
    """Replace the bytes of a file by what `extended` returns for them; a missing file has no bytes.

    A kill, a full disk or a power cut leaves the old file or the new one. Raises MachineError if the file can't be
    written (`refusal` is what didn't happen, such as "nothing was added"), and BusyError if another program keeps the
    file or changes it meanwhile. The file is then as it was.
    """
    shown = path.as_posix()
    try:
        target = path.resolve()
        if target.exists() and not (target.stat().st_mode & 0o222 and os.access(target, os.W_OK)):
            raise MachineError(f"{shown}: is read-only; {refusal}")
        with locked(target, PATIENCE):
            old = yamlfile.raw(target, shown) if target.exists() else b""

            def check() -> None:
                if (target.read_bytes() if target.exists() else b"") != old:
                    message = "another program has just changed it; nothing was written, so try again"
                    raise BusyError(f"{shown}: {message}")

            new = extended(old)
            if new != old:
                write_file(target, new, temporary=staging(target) / "new", check=check, durable=True)
    except (OSError, RuntimeError) as error:  # a loop of links is a RuntimeError
        raise MachineError(f"{shown}: {getattr(error, 'strerror', None) or error}; {refusal}") from error


def line_end(content: bytes) -> bytes:
    """Return how the lines of a file end: as on Windows, if any does."""
    return b"\r\n" if b"\r\n" in content else b"\n"

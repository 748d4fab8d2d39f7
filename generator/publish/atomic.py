"""Write a file so that a reader, and a killed run, finds the old one or the new one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def write_file(
    target: Path, content: bytes, *, temporary: Path | None = None, check: Callable[[], None] | None = None,
    durable: bool = False,
) -> None:  # fmt: skip
    """Create or replace a file in one step, and the folders above it if need be.

    A file that was there passes on its mode and, where possible, its owner. The bytes are first written to `temporary`,
    by default next to the target. `check` is called just before the file is replaced, and may raise. With `durable`,
    the file is on the disk when this returns. Raises OSError; the target is then as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary or target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
            with suppress(OSError, AttributeError):  # only root may, and Windows has no owners
                os.chown(temporary, target.stat().st_uid, target.stat().st_gid)
        if check:
            check()
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    if durable:
        _sync(target.parent)


def _sync(folder: Path) -> None:
    with suppress(PermissionError):  # Windows opens no folder
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)

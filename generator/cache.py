"""What was read from a file before, by the hash of what the file holds: an unchanged file is not read again.

Safe to delete. An entry that is missing, damaged or made by other code of ours is as if it were not there, and a folder
that can't be written costs time, nothing else. Whoever puts something in answers for it that it is nobody's secret.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

#: Entries kept besides those of the last run: other content folders, and edits that may be taken back.
SPARE = 2000

_HERE = Path(__file__).parent
_READERS = ("markdown-it-py", "pydantic", "pydantic-core", "pyyaml")


class Cache:
    """A folder of entries; each is a few lines, such as JSON."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def holds(self, key: str) -> bool:
        """Whether there is an entry, sound or not."""
        return (self.folder / key).exists()

    def get(self, key: str) -> list[bytes] | None:
        """Give the lines of an entry, or nothing where there is none or a damaged one."""
        try:
            seal, _, entry = (self.folder / key).read_bytes().partition(b"\n")
        except OSError:
            return None
        return entry.split(b"\n") if seal == _seal(entry) else None

    def put(self, key: str, lines: Sequence[bytes]) -> None:
        """Keep an entry. A reader sees it whole or, by its seal, not at all."""
        entry = b"\n".join(lines)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.folder / key).write_bytes(_seal(entry) + b"\n" + entry)
        except OSError:
            return

    def tidy(self, used: Collection[str], spare: int = SPARE) -> None:
        """Drop the oldest entries beyond those just used and `spare` others."""
        try:
            with os.scandir(self.folder) as entries:
                others = [entry for entry in entries if entry.name not in used]
            if len(others) > spare:
                for entry in sorted(others, key=lambda each: each.stat().st_mtime)[: len(others) - spare]:
                    Path(entry).unlink(missing_ok=True)
        except OSError:
            return


def key_of(kind: str, found: bytes) -> str:
    """Name an entry: all that it depends on, the bytes and what they are read as, and not where the file stands."""
    name = hashlib.sha256(f"{code()} {kind} ".encode())
    name.update(found)
    return name.hexdigest()


def _seal(entry: bytes) -> bytes:
    return b"%08x" % zlib.crc32(entry)


@lru_cache(maxsize=8)
def code(*parts: str) -> str:
    """Name Python, the libraries that read, and our code: whatever is kept depends on them.

    Of our code all of it, or the named parts alone: modules and folders by their paths (`words.py`, `paper/`).
    """
    found = hashlib.sha256(f"{sys.version_info} {[version(name) for name in _READERS]}".encode())
    for path in sorted(_HERE.rglob("*.py")):
        if path.relative_to(_HERE).as_posix().startswith(parts or ""):
            found.update(path.read_bytes())
    return found.hexdigest()

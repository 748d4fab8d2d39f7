"""A cache of parsed files, by the hash of their content: an unchanged file is not parsed again.

The folder is safe to delete. Entries that are missing, damaged or made by other code are ignored, and a folder that
can't be written only costs time. Callers must not cache private data.
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

#: How many entries to keep beyond those of the last run: for other content folders, and edits that are undone.
SPARE = 5000

_HERE = Path(__file__).parent
_READERS = ("markdown-it-py", "pydantic", "pydantic-core", "pyyaml")


class Cache:
    """A folder of entries. An entry is a list of lines of bytes, such as JSON."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, key: str) -> bool:
        """Return whether there is an entry, valid or damaged."""
        return (self.folder / key).exists()

    def get(self, key: str) -> list[bytes] | None:
        """Return the lines of an entry, or None if it is missing or damaged."""
        try:
            checksum, _, entry = (self.folder / key).read_bytes().partition(b"\n")
        except OSError:
            return None
        return entry.split(b"\n") if checksum == _checksum(entry) else None

    def put(self, key: str, lines: Sequence[bytes]) -> None:
        """Write an entry. Its checksum protects readers from one that is incomplete."""
        entry = b"\n".join(lines)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.folder / key).write_bytes(_checksum(entry) + b"\n" + entry)
        except OSError:
            return

    def tidy(self, used: Collection[str], spare: int = SPARE) -> None:
        """Delete the oldest entries, except those in `used` and `spare` others."""
        try:
            with os.scandir(self.folder) as entries:
                others = [entry for entry in entries if entry.name not in used]
            if len(others) > spare:
                for entry in sorted(others, key=lambda each: each.stat().st_mtime)[: len(others) - spare]:
                    Path(entry).unlink(missing_ok=True)
        except OSError:
            return


def key_of(kind: str, source: bytes) -> str:
    """Return the key of an entry: a hash of the code, the kind of file and its bytes, whatever its path is."""
    name = hashlib.sha256(f"{code()} {kind} ".encode())
    name.update(source)
    return name.hexdigest()


def _checksum(entry: bytes) -> bytes:
    return b"%08x" % zlib.crc32(entry)


@lru_cache(maxsize=8)
def code(*parts: str) -> str:
    """Return a hash of everything that cached results depend on: Python, the parsing libraries and this package's code.

    With `parts`, only the code of these modules and folders counts, given by path: `wording.py`, `paper/`.
    """
    found = hashlib.sha256(f"{sys.version_info} {[version(name) for name in _READERS]}".encode())
    for path in sorted(_HERE.rglob("*.py")):
        if path.relative_to(_HERE).as_posix().startswith(parts or ""):
            found.update(path.read_bytes())
    return found.hexdigest()

"""A content folder that is sound, loaded: held against every rule once, and again when anything in it changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.cache import Cache
from generator.check import check
from generator.load import CACHE, Memory, load_handbook
from generator.model import Handbook


def load_sound(content: Path, memory: Memory | None = None) -> Handbook:
    """Load a content folder, with a `memory` as there, and hold it against every rule.

    That it was sound is kept, by the hash of all its files and of our code. Raises ContentError with all problems.
    """
    before = _saved(content)
    found = hashlib.sha256()
    for path, *_ in before:
        source = path.read_bytes()
        found.update(f"{path.relative_to(content).as_posix()}\0{len(source)}\0".encode() + source)
    handbook = load_handbook(content, memory=memory)
    cache = Cache(CACHE)
    key = cache.key("sound", found.hexdigest())
    same = _saved(content) == before  # nobody saved a file while it was read
    if not same or cache.get(key) is None:
        check(handbook)
        if same:
            cache.put(key, ())
    return handbook


def _saved(content: Path) -> list[tuple[Path, int, int]]:
    """Give the files of a folder, when each was saved, and its size."""
    files = sorted(path for path in content.rglob("*") if path.is_file())
    return [(path, found.st_mtime_ns, found.st_size) for path in files for found in (path.stat(),)]

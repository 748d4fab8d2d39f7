"""A content folder that is sound, loaded: held against every rule once, and again when anything in it changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.cache import Cache
from generator.check import check
from generator.load import CACHE, load_handbook
from generator.model import Handbook


def load_sound(content: Path) -> Handbook:
    """Load a content folder and hold it against every rule. Raises ContentError with all problems.

    That it was sound is kept, by the hash of all its files and of our code.
    """
    before = _digest(content)
    handbook = load_handbook(content)
    cache = Cache(CACHE)
    key = cache.key("sound", before)
    same = _digest(content) == before  # nobody saved a file while it was read
    if not same or cache.get(key) is None:
        check(handbook)
        if same:
            cache.put(key, ())
    return handbook


def _digest(content: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(path for path in content.rglob("*") if path.is_file()):
        source = path.read_bytes()
        found.update(f"{path.relative_to(content).as_posix()}\0{len(source)}\0".encode() + source)
    return found.hexdigest()

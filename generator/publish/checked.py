"""A content folder that is sound, loaded: held against every rule once, and again when anything in it changed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.cache import Cache, key_of
from generator.check import check
from generator.load import CACHE, Memory, load_handbook
from generator.model import Handbook


def load_checked(content: Path, memory: Memory | None = None) -> Handbook:
    """Load a content folder, with a `memory` as there, and hold it against every rule.

    That it was sound is kept, by the hash of all that was read and of our code. Raises ContentError with all problems.
    """
    with _uncollected():
        handbook = load_handbook(content, memory=memory)
        cache = Cache(CACHE)
        key = key_of("sound", handbook.digest.encode())
        if cache.get(key) is None:
            check(handbook)
            cache.put(key, ())
    return handbook


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the garbage collector to look again and again at content, of which nothing becomes garbage."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()

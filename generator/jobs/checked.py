"""Load a content folder and check it against every rule: what every job begins with."""

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
    """Load a content folder and check it against every rule. Raises ContentError with all problems.

    That it passed is cached, by a hash of everything that was read and of our code. For `memory` see `load_handbook`.
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
    """Stop the garbage collector while content is loaded: none of it becomes garbage, and looking takes long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()

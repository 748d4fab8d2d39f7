"""Material's search while a site is built in parts: it keeps what it knew and adds what is built anew."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def forget(search: Any, site: Path, paths: Iterable[str] | None) -> None:
    """Take what is built anew or gone out of the site and out of search, which would know it twice; None: all of it.

    `paths` are those of the docs folder.
    """
    search.on_startup(command="serve", dirty=True)
    if paths is None:
        search.search_index_prev = None
        return
    gone = {re.sub(r"\.md$", ".html", path) for path in paths}
    for path in gone:
        (site / path).unlink(missing_ok=True)
    entries = search.search_index_prev.entries
    entries[:] = [entry for entry in entries if entry["location"].partition("#")[0] not in gone]

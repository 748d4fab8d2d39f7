"""Material's search while a site is built in parts: it keeps its index and adds the pages that are built again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def forget(search: Any, site: Path, paths: Iterable[str] | None) -> None:
    """Remove pages that are built again or gone from the site and from search, which would list them twice.

    `paths` are those of the docs folder; None stands for all pages.
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

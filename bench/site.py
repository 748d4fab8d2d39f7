"""Build one site in a process of its own, so that the whole process is what is timed.

`python -m bench.site ours CONTENT FOLDER` runs our chain without sheets: load, check, pages, MkDocs.
`python -m bench.site plain PAGES FOLDER` lets MkDocs with Material build ordinary Markdown, with the same settings.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
_KEPT_OUT = ("rehearse_passthrough",)


def config(docs: Path, out: Path, *, ours: bool) -> Any:
    """Load our mkdocs.yml for a docs folder that is there already."""
    from mkdocs.config import load_config

    plugins = [] if ours else ["search"]
    settings: dict[str, Any] = {"docs_dir": docs.as_posix(), "site_dir": out.as_posix(), "plugins": plugins}
    if not ours:
        extensions = ["attr_list", "tables", {"toc": {"permalink": True}}, "pymdownx.superfences"]
        settings |= {"markdown_extensions": extensions, "strict": False}
    loaded = load_config((ROOT / "mkdocs.yml").as_posix(), **settings)
    if not ours:
        loaded.theme.dirs = [each for each in loaded.theme.dirs if Path(each) != ROOT / "templates" / "site"]
        loaded.extra_css = []
    return loaded


def main(kind: str, source: Path, folder: Path) -> None:
    """Build `folder`/site from content (ours) or from a docs folder (plain)."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build

    docs = source
    if kind == "ours":
        from generator import pages
        from generator.jobs.site import read
        from generator.pages.all_questions import data_files
        from generator.pages.search import search_files
        from generator.publish.files import write

        docs = folder / "docs"
        site = read(source)
        made = pages.render(site)
        written = made | data_files(site) | search_files(site, made)
        write(docs, {path: each.encode() for path, each in written.items()})
    build(config(docs, folder / "site", ours=kind == "ours"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve())

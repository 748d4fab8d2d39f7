"""Build one site in a process of its own, so that the whole process is what is timed.

`python -m bench.site ours CONTENT FOLDER` runs our chain without sheets: load, check, pages, MkDocs.
`python -m bench.site plain PAGES FOLDER` lets MkDocs with Material build ordinary Markdown, with the same settings.
`python -m bench.site zensical PAGES FOLDER` lets Zensical build it; both folders are next to each other, or deeper.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
_EXTENSIONS = ["attr_list", "tables", {"toc": {"permalink": True}}, "pymdownx.superfences"]


def config(docs: Path, out: Path, *, ours: bool) -> Any:
    """Load our mkdocs.yml for a docs folder that is there already."""
    from mkdocs.config import load_config

    plugins = [] if ours else ["search"]
    settings: dict[str, Any] = {"docs_dir": docs.as_posix(), "site_dir": out.as_posix(), "plugins": plugins}
    settings["strict"] = False  # guides lead to topics that a small bank of made-up questions doesn't have
    if not ours:
        settings["markdown_extensions"] = _EXTENSIONS
    loaded = load_config((ROOT / "mkdocs.yml").as_posix(), **settings)
    if not ours:
        loaded.theme.dirs = [each for each in loaded.theme.dirs if Path(each) != ROOT / "templates" / "site"]
        loaded.extra_css = loaded.extra_javascript = []
    return loaded


def zensical(pages: Path, out: Path) -> list[str]:
    """Write the same settings for Zensical, and return the command that builds with them, without its cache."""
    from generator import yamlfile

    root = pages.parent
    settings, _ = yamlfile.read(ROOT / "mkdocs.yml", "mkdocs.yml")
    del settings["theme"]["custom_dir"]
    settings |= {
        "docs_dir": pages.name, "site_dir": out.relative_to(root).as_posix(), "plugins": ["search"], "strict": False,
        "markdown_extensions": _EXTENSIONS, "extra_css": [], "extra_javascript": [],
    }  # fmt: skip
    (root / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    shutil.rmtree(root / ".cache", ignore_errors=True)
    return [sys.executable, "-m", "zensical", "build", "-f", str(root / "mkdocs.yml")]


def _write(source: Path, docs: Path) -> None:
    """Write our pages and data; none of it is in memory when MkDocs starts."""
    from generator import pages
    from generator.jobs.site import read
    from generator.pages.beside import files_beside
    from generator.publish.files import write

    site = read(source)
    made = pages.render(site)
    write(docs, {path: page.encode() for path, page in made.items()} | files_beside(site, made))


def main(kind: str, source: Path, folder: Path) -> None:
    """Build `folder`/site from content (ours) or from a docs folder (plain)."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    if kind == "zensical":
        command = zensical(source, folder / "site")
        os.execv(command[0], command)  # noqa: S606 — so that it alone is measured
    from mkdocs.commands.build import build

    docs = source
    if kind == "ours":
        docs = folder / "docs"
        _write(source, docs)
    build(config(docs, folder / "site", ours=kind == "ours"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve())

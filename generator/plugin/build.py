"""Runs MkDocs over our mkdocs.yml."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from generator import publish
from generator.problem import ContentError, Problem


class _Heard(logging.Handler):
    """Keeps what MkDocs warns of: under `strict` each of these ends the build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(Problem("site", 0, 0, record.getMessage()))


def build_site(
    content: Path, out: Path, docs: Path | None = None, progress: publish.Progress | None = None,
    edition: publish.Edition | None = None,
) -> Path:  # fmt: skip
    """Build the site, or a private edition of it, by our mkdocs.yml, swap it in whole and give its front page.

    Raises ContentError, MachineError or BusyError; `out` is then as it was. A private edition keeps away from all that
    is public: its docs folder stands hidden beside `out`.
    """
    config = load_config((publish.PROJECT / "mkdocs.yml").as_posix())
    if docs:
        config.docs_dir = docs.absolute().as_posix()
    if edition:
        public = (config.site_dir, config.docs_dir, "build/site", "build/docs", content)
        publish.keep_apart(out, [Path(folder) for folder in public])
        config.docs_dir = (publish.aside(out) / "docs").as_posix()
        config.nav.insert(1, {"Private": "private/index.md"})
        config.extra["robots"] = "noindex"
    ours = config.plugins["rehearse"]
    ours.edition = edition
    ours.config["content"] = content.absolute().as_posix()
    ours.progress = progress or ours.progress
    heard = _Heard()
    logging.getLogger("mkdocs").addHandler(heard)
    try:
        with publish.new_site(out, Path(config.docs_dir)) as config.site_dir:
            build(config)
    except Abort as error:
        raise error.__cause__ or ContentError(heard.problems or [Problem("site", 0, 0, str(error))]) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(heard)
    return out / "index.html"

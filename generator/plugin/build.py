"""Runs MkDocs over our mkdocs.yml."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from generator import publish
from generator.places import output_folder
from generator.plugin.others import failed, may_come_from, others
from generator.plugin.settings import load_settings
from generator.problem import ContentError, Problem
from generator.publish.finish import UnfitSiteError


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
    heard = _Heard()
    logging.getLogger("mkdocs").addHandler(heard)
    try:
        return _built(content, out, docs, progress, edition)
    except Abort as error:
        raise error.__cause__ or ContentError(heard.problems or [Problem("site", 0, 0, str(error))]) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(heard)


def _built(
    content: Path, out: Path, docs: Path | None, progress: publish.Progress | None, edition: publish.Edition | None
) -> Path:
    # a private edition has pages of its own, and makes no folder before it is known to be apart from what is public
    config = load_settings(content, **({"docs_dir": content.absolute().as_posix()} if edition else {}))
    built = output_folder(content) / "build"
    public = [Path(folder) for folder in (config.site_dir, config.docs_dir, built / "site", built / "docs", content)]
    if docs:
        config.docs_dir = docs.absolute().as_posix()
    if edition:
        publish.keep_apart(out, public)
        config.docs_dir = (publish.aside(out) / "docs").as_posix()
        config.nav.insert(1, {"Private": "private/index.md"})
        config.extra["robots"] = "noindex"
    ours = config.plugins["rehearse"]
    ours.edition = edition
    ours.config["content"] = content.absolute().as_posix()
    ours.progress = progress or ours.progress
    try:
        with publish.new_site(out, Path(config.docs_dir), private=edition is not None) as config.site_dir:
            _run(config)
    except UnfitSiteError as error:
        raise ContentError(may_come_from(each, others(config)) for each in error.problems) from error
    return out / "index.html"


def _run(config: MkDocsConfig) -> None:
    """Let MkDocs build. Raises Abort, and ContentError where a plugin that is not ours fails, whatever it raises."""
    try:
        build(config)
    except Exception as error:
        found = error.__context__ if isinstance(error, Abort) and error.__context__ else error
        if name := failed(found, config):
            message = f'the plugin "{name}" failed: {type(found).__name__}: {found}'
            raise ContentError([Problem("mkdocs.yml", 0, 0, " ".join(message.split()))]) from error
        raise

"""Run MkDocs with the mkdocs.yml of the handbook."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from generator.jobs.edition import Edition, keep_apart
from generator.pieces import OnMade
from generator.places import output_folder
from generator.plugin.others import failed, may_come_from, others
from generator.plugin.settings import load_settings
from generator.problem import ContentError, Problem, refused
from generator.publish.gate import UnfitSiteError
from generator.publish.lock import staging
from generator.publish.swap import new_site


class _Heard(logging.Handler):
    """Collects the warnings of MkDocs: with `strict` each of them ends the build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(Problem("site", 0, 0, record.getMessage()))


def build_site(
    content: Path, out: Path, docs: Path | None = None, on_made: OnMade | None = None,
    edition: Edition | None = None,
) -> Path:  # fmt: skip
    """Build the site, or a private edition of it, and swap it in; return the path of its front page.

    The docs folder of a private edition is hidden next to `out`, away from everything public. Raises ContentError,
    MachineError or BusyError; `out` is then as it was.
    """
    heard = _Heard()
    logging.getLogger("mkdocs").addHandler(heard)
    try:
        return _built(content, out, docs, on_made, edition)
    except Abort as error:
        raise error.__cause__ or ContentError(heard.problems or [Problem("site", 0, 0, str(error))]) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(heard)


def _built(content: Path, out: Path, docs: Path | None, on_made: OnMade | None, edition: Edition | None) -> Path:
    # a private edition has pages of its own, and makes no folder before it is known to be apart from what is public
    config = load_settings(content, **({"docs_dir": content.absolute().as_posix()} if edition else {}))
    built = output_folder(content) / "build"
    public = [Path(folder) for folder in (config.site_dir, config.docs_dir, built / "site", built / "docs", content)]
    if docs:
        config.docs_dir = docs.absolute().as_posix()
    if edition:
        keep_apart(out, public)
        config.docs_dir = (staging(out) / "docs").as_posix()
        config.nav.insert(1, {"Private": "private/index.md"})
        config.extra["robots"] = "noindex"
    ours = config.plugins["rehearse"]
    ours.edition = edition
    ours.config["content"] = content.absolute().as_posix()
    ours.progress = on_made or ours.progress  # MkDocs takes every on_… for an event
    try:
        with new_site(out, Path(config.docs_dir), private=edition is not None) as config.site_dir:
            _run(config)
    except UnfitSiteError as error:
        raise ContentError(may_come_from(each, others(config)) for each in error.problems) from error
    return out / "index.html"


def _run(config: MkDocsConfig) -> None:
    """Run MkDocs. Raises Abort, and ContentError if another plugin fails, whatever that plugin raises."""
    try:
        build(config)
    except Exception as error:
        found = error.__context__ if isinstance(error, Abort) and error.__context__ else error
        if name := failed(found, config):
            message = f'the plugin "{name}" failed: {type(found).__name__}: {found}'
            raise refused("mkdocs.yml", " ".join(message.split())) from error
        raise

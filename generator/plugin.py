"""The MkDocs adapter, and all that knows MkDocs: makes the docs folder before a build, watches what it is made from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

from generator import pages, publish
from generator.problem import ContentError, MachineError


class _Options(Config):
    content = config_options.Type(str, default="content")


class RehearsePlugin(BasePlugin[_Options]):
    """Name it `rehearse` under `plugins`."""

    progress: publish.Progress = staticmethod(lambda path: None)

    def _content(self, config: MkDocsConfig) -> Path:
        content: Path = (Path(config.config_file_path).parent / self.config.content).resolve()
        here = Path.cwd()
        return content.relative_to(here) if content.is_relative_to(here) else content

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Write the docs folder, or print every problem and stop."""
        try:
            publish.write_docs(self._content(config), Path(config.docs_dir), self.progress)
        except (ContentError, MachineError) as error:
            raise Abort(str(error)) from error

    def on_serve(self, server: Any, *, config: MkDocsConfig, **kwargs: Any) -> Any:
        """Follow the content and the templates rather than what is made of them."""
        server.unwatch(config.docs_dir)
        for folder in (self._content(config), pages.TEMPLATES, publish.PAPER_TEMPLATES):
            server.watch(str(folder))
        return server


def build_site(content: Path, out: Path, docs: Path | None = None, progress: publish.Progress | None = None) -> Path:
    """Build the site by our mkdocs.yml and give its front page. Raises ContentError or MachineError."""
    paths = {name: path.absolute().as_posix() for name, path in (("site_dir", out), ("docs_dir", docs)) if path}
    config = load_config((publish.PROJECT / "mkdocs.yml").as_posix(), **paths)
    ours = config.plugins["rehearse"]
    ours.config["content"] = content.absolute().as_posix()
    ours.progress = progress or ours.progress
    try:
        build(config)
    except Abort as error:
        raise error.__cause__ or MachineError(f"MkDocs: {error}") from error
    return out / "index.html"

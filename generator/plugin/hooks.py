"""The MkDocs plugin: write the docs folder before a build, and watch the content."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator import pages, paper
from generator.jobs.edition import Edition
from generator.jobs.site import write_docs
from generator.pieces import OnMade
from generator.places import kept
from generator.problem import ContentError, MachineError
from generator.site_data import Published


class _Options(Config):
    content = config_options.Type(str, default="content")


class RehearsePlugin(BasePlugin[_Options]):
    """The plugin `rehearse` of mkdocs.yml."""

    progress: OnMade = staticmethod(lambda path: None)
    edition: Edition | None = None
    newest = ""
    ready = False  #: whether the docs folder is written already

    def _content(self, config: MkDocsConfig) -> Path:
        content: Path = (Path(config.config_file_path).parent / self.config.content).resolve()
        here = Path.cwd()
        return content.relative_to(here) if content.is_relative_to(here) else content

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Write the docs folder, or print every problem and stop."""
        if self.ready:
            return
        try:
            content, docs = self._content(config), Path(config.docs_dir)
            place = Published(config.site_name, config.site_url or "", config.repo_url or "")
            self.newest = write_docs(content, docs, self.progress, self.edition, place=place).newest
        except (ContentError, MachineError) as error:
            raise Abort(str(error)) from error

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep in the footer what this handbook has."""
        config.extra["footer"] = kept(config.extra.get("footer"), {file.url for file in files})
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Date the pages by the newest review instead of today: the same content gives the same bytes."""
        if self.newest and "SOURCE_DATE_EPOCH" not in os.environ:
            page.update_date = self.newest
        return page

    def on_serve(self, server: Any, *, config: MkDocsConfig, **kwargs: Any) -> Any:
        """Watch the content and the templates instead of the docs folder."""
        server.unwatch(config.docs_dir)
        for folder in (self._content(config), pages.TEMPLATES, paper.TEMPLATES):
            server.watch(str(folder))
        return server

"""The MkDocs adapter: makes the docs folder before a build and watches what it is made from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

from generator import pages, publish
from generator.problem import ContentError, MachineError


class _Options(Config):
    content = config_options.Type(str, default="content")
    write = config_options.Type(bool, default=True)


class RehearsePlugin(BasePlugin[_Options]):
    """Name it `rehearse` under `plugins`."""

    def _content(self, config: MkDocsConfig) -> Path:
        root = Path(config.config_file_path).parent / self.config.content
        return Path(os.path.relpath(root))

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Write the docs folder, or print every problem and stop."""
        if not self.config.write:
            return
        try:
            publish.write_docs(self._content(config), Path(config.docs_dir))
        except (ContentError, MachineError) as error:
            raise Abort(str(error)) from error

    def on_serve(self, server: Any, *, config: MkDocsConfig, **kwargs: Any) -> Any:
        """Follow the content and the templates rather than what is made of them."""
        server.unwatch(config.docs_dir)
        server.watch(str(self._content(config)))
        server.watch(str(pages.TEMPLATES))
        return server

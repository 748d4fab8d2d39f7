"""The site as its author sees it while writing: as it was without errors, and the errors of the last edit.

Sheets are made when someone opens them, so that an edit costs its pages only.
"""

from __future__ import annotations

import re
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.exceptions import Abort

from generator import pages
from generator.jobs.sheets import public_sheets
from generator.jobs.site import read
from generator.load import Memory
from generator.pages.all_questions import data_files
from generator.pages.search import search_files
from generator.pieces import Piece
from generator.plugin.settings import load_settings, settings_file, theme_folder
from generator.problem import ContentError, MachineError
from generator.publish.files import write
from generator.site_data import SiteData


class Preview:
    """A site that is rebuilt after every edit, where it changed. `say` gets every error and what was written."""

    def __init__(self, content: Path, out: Path, say: Callable[[str], None]) -> None:
        self.content, self.docs, self.site, self.say = content, out / "docs", out / "site", say
        self.problems: tuple[str, ...] = ()
        self._files: Memory = {}
        self._pages: pages.Memory = {}
        self._site_data: SiteData | None = None  # what the pages were made from
        self._sheets: dict[str, Piece] = {}
        self._alone = threading.Lock()  # requests come in threads, and Typst is for one of them
        self._theme = 0.0  # when the theme that is built was changed; 0: nothing is built

    def build(self) -> None:
        """Build what changed. If there are errors, report and keep them, and leave the pages as they were."""
        before, self.problems = self.problems, ()
        try:
            self._build()
        except ContentError as error:
            self.problems = error.lines
        except (MachineError, Abort) as error:
            self.problems = (str(error),)
        except Exception as error:  # in a template that is being edited, say: the server outlives it
            *_, last = traceback.extract_tb(error.__traceback__)
            self.problems = (f"{last.filename}:{last.lineno}: {type(error).__name__}: {error}",)
        for line in self.problems or (("no errors any more",) if before else ()):
            self.say(line)

    def sheet(self, path: str) -> bytes | None:
        """Return a PDF or a picture of the site, or None if the site has none at this path."""
        with self._alone:
            if self._site_data and not self._sheets:
                self._sheets = public_sheets(self._site_data)
            return self._sheets[path].make() if path in self._sheets else None

    def _build(self) -> None:
        self.docs.mkdir(parents=True, exist_ok=True)
        site = read(self.content, self._files)
        made = pages.render(site, self._pages)
        texts = made | data_files(site) | search_files(site, made)
        written = write(self.docs, {path: each.encode() for path, each in texts.items()})
        files = settings_file(self.content), *theme_folder(self.content).rglob("*")
        theme = max(path.stat().st_mtime for path in files)
        paths = {"docs_dir": self.docs.as_posix(), "site_dir": self.site.as_posix()}
        config = load_settings(self.content, strict=False, **paths)  # what isn't built again would warn
        config.plugins["rehearse"].ready = True
        same, self._theme = self._theme == theme, 0.0
        for path in (*written.changed, *written.removed):
            (self.site / re.sub(r"\.md$", ".html", path)).unlink(missing_ok=True)
        build(config, serve_url="/", dirty=same)
        self._theme = theme
        with self._alone:
            self._site_data, self._sheets = site, {}
        self.say(f"{len(written.changed)} files written, {len(written.removed)} removed")

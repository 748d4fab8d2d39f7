"""The docs folder outlives MkDocs: Zensical, which runs no plugins, builds the same pages from it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = pytest.mark.slow

PAGES = (
    "bank.html",
    "candidates/kofi.html",
    "guides/run-a-mock-as-candidate.html",
    "index.html",
    "interviewer/merge-booking-windows.html",
    "plans/four-week.html",
    "questions/merge-booking-windows.html",
    "roles/staff-engineer.html",
    "rounds/candour.html",
    "sheets/index.html",
    "topics/conflict.html",
)


class Article(HTMLParser):
    """The words of a page's article."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.inside = False
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside |= tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "article"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words += data.split()


def words(path: Path) -> list[str]:
    return Article(path.read_text("utf-8")).words


def files(folder: Path, ending: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob(f"*{ending}")}


@pytest.fixture
def zensical(folder: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Build a copy of the docs folder with our mkdocs.yml, or what a test makes of it."""

    def run(config: str) -> Path:
        shutil.copytree(folder / "docs", tmp_path / "docs")
        shutil.copytree(ROOT / "templates" / "site", tmp_path / "templates" / "site")
        config = config.replace("docs_dir: build/docs", "docs_dir: docs").replace(
            "site_dir: build/site", "site_dir: site"
        )
        (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
        command = [sys.executable, "-m", "zensical", "build", "--strict"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return tmp_path / "site"

    return run


def test_zensical_builds_the_same_pages_and_sheets_with_the_same_words(
    site: Path, zensical: Callable[[str], Path]
) -> None:
    """From our mkdocs.yml as it is."""
    built = zensical((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert len(files(site, ".html")) > 90
    for ending in (".html", ".pdf", ".png", ".svg"):
        assert {path for path in files(site, ending) if not path.startswith("assets/")} <= files(built, ending)
    assert len(files(built, ".html")) == len(files(site, ".html"))
    for path in PAGES:
        assert len(words(site / path)) > 20
        assert words(built / path) == words(site / path), path


def test_zensical_needs_our_extension_for_speed_only(site: Path, zensical: Callable[[str], Path]) -> None:
    """Where this package is not installed, the line in mkdocs.yml goes and the words stay."""
    config, lines = re.subn(r"\n *- rehearse_passthrough(?=\n)", "", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert lines == 1
    built = zensical(config)
    for path in PAGES:
        assert words(built / path) == words(site / path), path

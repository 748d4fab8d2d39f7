"""What `check` accepts, `site` builds: whatever titles and names say, they're words, no link and no script."""

from __future__ import annotations

import datetime
import html
import json
import re
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path

import pytest
from conftest import ROOT
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator import pages
from generator.jobs.edition import Edition, edition_files
from generator.jobs.sheets import public_sheets
from generator.jobs.site import read
from generator.pages.all_questions import data_files
from generator.publish.files import write
from generator.publish.markup import Markup
from generator.publish.swap import new_site

HOSTILE = (
    "A link with href=top",
    "An image with src=x", "\" href=\"top", "' src='x", "A <script>count()</script>", "</title><p>",
    "<a href=nothing.html>", "--> ]]> <!--", "&quot; href=&quot;top", "[x](nothing.md)", "onerror=x style=y", "{{ x }}",
)  # fmt: skip
#: Lines of a content file that name something.
NAMED = re.compile(r"^((?: *- | *)(?:title|name|label|about)): (?!\||>).*$", re.MULTILINE)


@pytest.fixture(scope="module")
def content(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which everything that has a title or a name has a hostile one, and the links of its guides stay."""
    copy = tmp_path_factory.mktemp("titles") / "content"
    numbers, words = count(), cycle(HOSTILE)

    def renamed(line: re.Match[str]) -> str:
        return f"{line[1]}: {json.dumps(f'{next(numbers)} {next(words)}')}"

    for path in sorted(small.rglob("*")):
        target = copy / path.relative_to(small)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        source = path.read_text("utf-8")
        if path.suffix == ".yml" and "log" not in path.name:
            source = NAMED.sub(renamed, source)
        elif path.parent.name == "guides":
            source = re.sub(r"^# .*", f"# {next(numbers)} A link with href=top", source, count=1)
        target.write_text(source, "utf-8")
    return copy


@pytest.mark.parametrize("who", ["", "candidate", "interviewer"])
def test_titles_and_names_with_marks_of_html_are_built_and_shown(who: str, content: Path, tmp_path: Path) -> None:
    """The site and both private editions, with empty sheets, since these are printed elsewhere."""
    site_data = read(content)
    assert len(site_data.handbook.questions) > 40
    if who:
        edition = Edition(
            (content / "candidates" / "ada.yml",), "candidate" if who == "candidate" else "interviewer",
            datetime.date(2026, 11, 30),
        )  # fmt: skip
        made, _ = edition_files(site_data.handbook, content, edition)
        site_data = replace(site_data, answers=who == "interviewer")
    else:
        made = {}
    files = {path: page.encode() for path, page in (pages.render(site_data) | data_files(site_data)).items()}
    files |= dict.fromkeys(public_sheets(site_data), b"")
    files |= {path: page if isinstance(page, bytes) else b"" for path, page in made.items()}
    write(tmp_path / "docs", files)
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(tmp_path / "docs"))
    config.plugins["rehearse"].ready = True
    if who:
        config.nav.insert(1, {"Private": "private/index.md"})
    with new_site(tmp_path / "site", tmp_path / "docs") as config.site_dir:
        build(config)
    shown = 0
    for path in (tmp_path / "site").rglob("*.html"):
        page = path.read_text("utf-8")
        assert not [script for script in Markup(page).scripts if "count" in script]
        title = re.search(r"<h1[^>]*>(.*?)<", page)
        shown += bool(title) and html.unescape(title[1]).partition(" ")[2].startswith(HOSTILE)
    assert shown > 60
    if who:
        page = (tmp_path / "site" / "private" / "ada.html").read_text("utf-8")
        name = next(iter(site_data.plans.values())).candidate.name
        assert html.escape(name, quote=False) in page or html.escape(name) in page

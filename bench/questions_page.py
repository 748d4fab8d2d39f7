"""The page of all questions for a bank of any size, without the rest of its site, and how long its filters take.

`python -m bench.questions_page SIZE` makes a bank of the bench, and says the longest task of any filter in Chromium, at
full speed and slowed down four times.
"""

from __future__ import annotations

import gzip
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.content import ROOT, make_content
from generator import pages
from generator.pages.all_questions import data_files
from generator.site_data import SiteData

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>{styles}</head><body data-md-color-scheme="default"><main class="md-main__inner md-grid">
<article class="md-content__inner md-typeset"><h1>{title}</h1>{body}</article></main>{scripts}</body></html>"""
_STYLES = ("material", "frame", "type", "parts", "questions", "small")
_WATCH = """var longest = 0
new PerformanceObserver(list => list.getEntries().forEach(each => { longest = Math.max(longest, each.duration) }))
  .observe({type: "longtask"})"""


class Filters(NamedTuple):
    """The longest task of a filter in milliseconds (0: none had 50), and the kilobytes that come compressed."""

    longest: float
    slowed: float
    page: float
    titles: float


def write_page(site: SiteData, folder: Path) -> Path:
    """Write the page with its data, pages per round, styles and scripts into a folder; return the page's path."""
    import material

    assets = Path(shutil.copytree(ROOT / "templates" / "site" / "assets", folder / "assets"))
    theme = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    shutil.copy(next(theme.glob("main.*.min.css")), assets / "material.css")
    styles = "".join(f'<link rel="stylesheet" href="../assets/{name}.css">' for name in _STYLES)
    for path, made in (pages.render_kind("questions", site) | data_files(site)).items():
        target = (folder / path).with_suffix(".html" if path.endswith(".md") else ".js")
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(".md"):
            named = re.search(r'^scripts: \["(.*)"\]$', made, re.MULTILINE)
            scripts = "".join(
                f'<script src="../{each}" defer></script>' for each in (named[1].split('", "') if named else ())
            )
            title = re.search("^# (.*)", made, re.MULTILINE)
            body = "\n".join(re.findall("^<div class=.*", made, re.MULTILINE))
            made = _PAGE.format(title=title[1] if title else "", styles=styles, body=body, scripts=scripts)
        target.write_text(made, "utf-8")
    return folder / "questions" / "index.html"


def measure(browser: Browser, page: Path) -> Filters:
    """Use every filter of a page, at full speed and slowed down; say the longest task and what is transferred."""
    folder = page.parent

    def size(*paths: Path) -> float:
        return sum(len(gzip.compress(path.read_bytes())) for path in paths) / 1000

    return Filters(
        _longest(browser, page, 1), _longest(browser, page, 4), size(page, folder / "rows.js"),
        size(*folder.glob("titles-*.js")),
    )  # fmt: skip


def _longest(browser: Browser, path: Path, slower: int) -> float:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.wait_for_timeout(500)
    page.evaluate(_WATCH)
    words = page.locator("[name=words]")

    def then(act: Any) -> None:
        act()
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")

    for name in ("round", "round", "unseen"):
        for box in page.locator(f"[name={name}]").all()[:3]:
            then(box.click)
    for name in ("level", "difficulty", "minutes"):
        for radio in page.locator(f"[name={name}]").all():
            then(lambda radio=radio: radio.click(force=True))
        then(lambda name=name: page.locator(f"[name={name}]").first.click(force=True))
    topic = page.locator("[name=topic]")
    then(lambda: topic.select_option(index=1))
    then(lambda: topic.select_option(index=0))
    then(words.focus)
    for letter in "re a":
        then(lambda letter=letter: page.keyboard.type(letter))
        page.wait_for_timeout(300)  # titles may be coming
    then(page.locator(".clear-all").click)
    then(page.go_back)
    page.wait_for_timeout(500)
    found: float = page.evaluate("longest")
    page.close()
    return found


def main(size: int) -> None:
    """Print what was measured with a bank of the bench."""
    from generator.load import load_handbook

    sys.path.insert(0, str(ROOT / "tests"))
    from browser import chromium

    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        handbook = load_handbook(make_content(Path(name) / "content", size))
        print(measure(browser, write_page(SiteData(handbook, {}), Path(name) / "site")))


if __name__ == "__main__":
    main(int(sys.argv[1]))

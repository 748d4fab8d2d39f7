"""What a reader waits for: what a page transfers, when it is painted, whether it moves, what search and filters take.

`python -m bench.reading` prints these lines alone.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.content import make_content
from bench.plan_page import loaded, packed
from bench.rows import ROOT, Row, checkout, compared, kb
from bench.sheets import CONTENT
from generator import pages
from generator.jobs.sheets import public_sheets
from generator.jobs.site import read
from generator.pages.kinds import PAGES as KINDS
from generator.pages.search import search_files
from generator.pieces import make_all

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

    from generator.site_data import SiteData

#: The last commit before the site's new frame, search and bank.
OLD = "9667121"
BUDGET = 200_000
SLOWER, TIMES = 4, 9
OPENED = {"home": "index.html", "a question": "questions/merge-booking-windows.html"}
_CODE = ("search-engine.js", "find-search.js", "find-panel.js")
#: Paint and shift, noted from the start; what a reader does not cause is all that moves here.
_WATCH = """globalThis.shifted = 0
new PerformanceObserver(list => list.getEntries().forEach(each => { shifted += each.value }))
  .observe({type: "layout-shift", buffered: true})"""
_PAINTED = "performance.getEntriesByName('first-contentful-paint').map(each => each.startTime)[0]"


class Seen(NamedTuple):
    """A page in a browser with nothing stored: bytes compressed, milliseconds until the first paint, layout shift."""

    transferred: float
    painted: float
    shifted: float


def reading_rows(folder: Path, many: Path, size: int) -> Iterator[Row]:
    """Yield all lines; `many` is a content folder of `size` questions."""
    today, site = read(CONTENT), read(many)
    for which, when in ((today, "today"), (site, f"with {size:,} questions")):
        yield from search_rows(which, when)
        yield from plan_rows(which, when)
    sys.path.insert(0, str(ROOT / "tests"))
    from browser import NAMES, chromium

    if not any(map(shutil.which, NAMES)):
        yield Row("pages in a browser", "no Chromium on this machine")
        return
    with chromium() as browser:
        yield from filter_rows(browser, site, folder / "filtered", size)
        yield from page_rows(browser, folder / "read")


def search_rows(site: SiteData, when: str) -> Iterator[Row]:
    """Say what a first search transfers; of a large bank, the questions of a round come when it is about that round."""
    searched = KINDS.keys() - {"question", "interviewer"}  # found by their rows, or not at all
    made = {path: page for kind in searched for path, page in pages.render_kind(kind, site).items()}
    sizes = {path: packed(text.encode()) for path, text in search_files(site, made).items()}
    index = sizes.pop("find/index.js")
    code = sum(packed((ROOT / "templates" / "site" / "assets" / name).read_bytes()) for name in _CODE)
    few = len(site.handbook.questions) <= 500
    what = f"a first search transfers, compressed, {when}"
    total = kb(index + code + sum(sizes.values()))
    yield Row(f"{what}: {'all' if few else 'rounds, guides and topics'}", total if few else kb(index + code))
    if not few:
        yield Row("… the questions of its largest round, on demand", kb(max(sizes.values())))
        yield Row("… all questions, when a search is about no round", total)


def plan_rows(site: SiteData, when: str) -> Iterator[Row]:
    """Say what the page that makes a plan transfers of ours: scripts, data and the questions of its rounds."""
    found = loaded(site)
    yield Row(f"the plan page transfers of ours, compressed, {when}: the largest plan", kb(found.largest))
    yield Row("… with every round, when a log names a question of another", kb(found.everything))
    yield Row("… on top for an advertisement, a log, a link, a refusal and files, all together", kb(found.later))


def filter_rows(browser: Browser, site: SiteData, folder: Path, size: int) -> Iterator[Row]:
    """Use every filter of the page of all questions."""
    from bench.questions_page import measure, write_page

    found = measure(browser, write_page(site, folder))
    what = f"longest task of any filter, {size:,} questions"
    yield Row(what, f"{found.longest:.0f} ms" if found.longest else "under 50 ms")
    yield Row("… slowed down four times", f"{found.slowed:.0f} ms" if found.slowed else "under 50 ms")
    yield Row("… the page and its rows, compressed", f"{found.page:.1f} kB")


def page_rows(browser: Browser, folder: Path) -> Iterator[Row]:
    """Open pages of this checkout's site and of the old commit's in turn, cold, at a quarter of the speed."""
    from browser import served

    ours = built(ROOT, folder / "ours")
    before = checkout(folder, OLD)
    theirs = built(before, folder / "theirs") if before else None
    with served(ours) as here, served(theirs or ours) as there:
        for name, path in OPENED.items():
            one: list[Seen] = []
            other: list[Seen] = []
            for _ in range(TIMES):
                one.append(seen(browser, here + path))
                if theirs:
                    other.append(seen(browser, there + path))
            yield from _page_lines(name, _middle(one), _middle(other) if other else None)


def _page_lines(name: str, one: Seen, other: Seen | None) -> Iterator[Row]:
    without = "not in this clone"
    what = f"{name}, cold: all that it transfers, compressed (at most {BUDGET // 1000} kB)"
    yield compared(what, one.transferred, other and other.transferred, kb, without)
    what = f"… first paint, processor slowed down {SLOWER} times"
    yield compared(what, one.painted, other and other.painted, lambda each: f"{each:.0f} ms", without)
    yield compared("… layout shift", one.shifted, other and other.shifted, lambda each: f"{each:.3f}", without)


def _middle(runs: list[Seen]) -> Seen:
    return Seen(*(statistics.median(each) for each in zip(*runs, strict=True)))


def built(root: Path, folder: Path) -> Path:
    """Build the site of a checkout with the pictures that the pages have, and no other sheets; return its folder."""
    content = root / "content"
    command = [sys.executable, "-m", "bench.site", "ours", content, folder]
    env = os.environ | {"PYTHONPATH": str(root)}
    subprocess.run(list(map(str, command)), check=True, cwd=root, env=env, capture_output=True)
    site = folder / "site"
    shown = {
        os.path.normpath(Path(path).parent / picture)
        for path in OPENED.values()
        for picture in re.findall(r'<img src="([^"]+)"', (site / path).read_text("utf-8"))
    }
    sheets = {path: piece for path, piece in public_sheets(read(CONTENT)).items() if path in shown}
    for path, content_ in make_all(sheets).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content_)
    return site


def seen(browser: Browser, address: str) -> Seen:
    """Open a page in a fresh profile, until it asks for nothing more."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(_WATCH)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    lost = [answer.url for answer in answers if not answer.ok]
    if lost:
        raise AssertionError(f"expected a page with all its files; got none at {lost}")
    found = Seen(
        sum(packed(answer.body()) for answer in answers), page.evaluate(_PAINTED), page.evaluate("shifted")
    )  # fmt: skip
    context.close()
    return found


def main(size: int) -> None:
    """Print the lines, with a bank of `size` questions for those that ask for many."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for row in reading_rows(folder, make_content(folder / "many" / "content", size), size):
            print(" | ".join(row), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

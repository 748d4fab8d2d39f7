"""The look of the built site, measured in a real browser: for everyone, by keyboard, without a jump."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from browser import served
from playwright.sync_api import Browser, Page

from generator import pages
from generator.jobs.site import read

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
WIDTHS = (360, 1280)
#: Kind → the page that is looked at; the last is none of ours. Of other kinds it is the first page.
KINDS = {
    "home": "index.html",
    "index": "rounds/index.html",
    "round": "rounds/knitting.html",
    "role": "roles/backend.html",
    "question": "questions/merge-booking-windows.html",
    "interviewer": "interviewer/merge-booking-windows.html",
    "topic": "topics/conflict.html",
    "plan": "plans/four-week.html",
    "replaced": "plans/short-days.html",
    "candidate": "candidates/ada.html",
    "stories": "candidates/ada/stories.html",
    "sheets": "sheets/index.html",
    "round-sheets": "sheets/knitting.html",
    "guide": "guides/run-a-mock-as-interviewer.html",
    "bank": "bank.html",
    "": "404.html",
}
#: Numbers what can be used on a page; of radio buttons the checked one, from which arrows lead to the others.
NUMBER = """() => [...document.querySelectorAll("a[href], summary, input:not(.md-toggle), select")]
  .filter(each => each.checkVisibility({visibilityProperty: true}) && (each.type !== "radio" || each.checked))
  .map((each, n) => { each.dataset.number = n; return each.outerHTML.slice(0, 120) })"""
#: Where the focus is, and whether that shows: on it, on what stands for it, or on the line of the search.
FOCUSED = """() => {
  const at = document.activeElement
  const shown = [at, at.nextElementSibling, at.closest(".find-field")].filter(Boolean)
  return [at.dataset.number, at === document.body || shown.some(each => getComputedStyle(each).outlineStyle !== "none")]
}"""
SHIFT = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => list.getEntries().forEach(each => { sum += each.value }))
    .observe({type: "layout-shift", buffered: true})
  setTimeout(() => done(sum), 300)
})"""


#: What is too small to touch outside running text, too small to type into, or a value in a block without its label.
TOO_SMALL = """() => {
  const found = []
  for (const each of document.querySelectorAll("a[href], button, summary, select, main input")) {
    if (!each.checkVisibility({visibilityProperty: true}) || each.matches(".md-skip, .headerlink")) continue
    const {width, height} = (each.matches("input") && each.closest("label") || each).getBoundingClientRect()
    const row = getComputedStyle(each, "::after").position === "absolute"
    const alone = each.parentElement.innerText.trim() === each.innerText.trim()
    const inText = getComputedStyle(each).display === "inline" && !alone
    if (width && !row && !inText && Math.min(width, height) < 24) found.push(each.outerHTML.slice(0, 90))
  }
  for (const each of document.querySelectorAll("input:not([type=radio], [type=checkbox]), select, textarea"))
    if (parseFloat(getComputedStyle(each).fontSize) < 16) found.push(each.outerHTML.slice(0, 90))
  for (const each of document.querySelectorAll("main table:has(thead) tbody td:not(:first-child)"))
    if (getComputedStyle(each).display !== "table-cell" && !each.dataset.of && !each.closest(".rubric"))
      found.push(each.outerHTML.slice(0, 90))
  return found
}"""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


def opened(browser: Browser, width: int, scheme: str = "light") -> Page:
    """A page in a profile that remembers nothing."""
    return browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    ).new_page()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    found: Any = page.evaluate("() => axe.run({resultTypes: ['violations']})")
    return [f"{each['id']}: {node['html'][:100]}" for each in found["violations"] for node in each["nodes"]]


def settled(page: Page) -> list[str]:
    """What axe finds once the theme has made the code focusable that scrolls now: it watches sizes, a moment later."""
    found = violations(page)
    end = time.monotonic() + 120
    while found and time.monotonic() < end:
        page.wait_for_timeout(150)
        found = violations(page)
    return found


@pytest.fixture(scope="module")
def paths(small: Path) -> list[str]:
    """Return a page of each kind: the one that is named, else the first."""
    site = read(small)
    firsts = {kind: next(iter(make(site)))[0].replace(".md", ".html") for kind, make in pages.PAGES.items()}
    return [*(firsts | KINDS).values()]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, address: str, width: int, scheme: str, paths: list[str]
) -> None:
    """As it comes, then, once in each mode and at each width, all unfolded; the mode is the one asked for."""
    page = opened(browser, width, scheme)
    page.add_init_script(AXE)
    wrong = []
    for path in paths:
        page.goto(address + path)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == {"light": "rgb(251, 250, 247)", "dark": "rgb(24, 23, 21)"}[scheme]
        wrong += [f"{path}: {each}" for each in settled(page)]
        if (width == 360) == (scheme == "light") and page.locator("main details").count():
            page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
            wrong += [f"{path} unfolded: {each}" for each in settled(page)]
    page.context.close()
    assert not wrong


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_search_or_menu_open(browser: Browser, address: str, width: int, scheme: str) -> None:
    page = opened(browser, width, scheme)
    page.add_init_script(AXE)
    page.goto(address + KINDS["interviewer"])
    page.keyboard.press("/")
    wrong = []
    for words in ("intervals", "crochet", "no such word"):
        page.locator(".find input").fill(words)
        page.locator(".find .hits a").first.wait_for()
        wrong += settled(page)
    page.keyboard.press("Escape")
    if width == 360:
        page.locator(".menu summary").focus()
        page.keyboard.press("Enter")
        assert page.locator(".menu a", has_text="Plan").is_visible()
        wrong += settled(page)
    page.context.close()
    assert not wrong


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_after_it_is_drawn(browser: Browser, address: str, width: int, paths: list[str]) -> None:
    """Fonts, pictures and scripts arrive without pushing anything."""
    for path in paths:
        page = opened(browser, width)
        page.goto(address + path)
        assert page.evaluate(SHIFT) == 0, path
        page.context.close()


@pytest.mark.parametrize("path", ["rounds/knitting.html", "questions/merge-booking-windows.html", "index.html"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_tab_key_reaches_all_that_can_be_used_and_shows_where_it_is(
    browser: Browser, address: str, path: str, width: int
) -> None:
    page = opened(browser, width)
    page.goto(address + path)
    wanted = page.evaluate(NUMBER)
    assert len(wanted) > 8
    reached = set()
    for _ in range(len(wanted) + 12):  # code and prompts that scroll take the focus too
        page.keyboard.press("Tab")
        number, ring = page.evaluate(FOCUSED)
        assert ring, f"no focus to be seen after {sorted(reached)}"
        reached.add(number)
    page.context.close()
    assert [each for n, each in enumerate(wanted) if str(n) not in reached] == []


def test_the_switch_turns_the_mode_by_keyboard_and_the_next_page_keeps_it(browser: Browser, address: str) -> None:
    page = opened(browser, 1280)
    page.goto(address)
    page.locator(".switch input").first.focus()
    page.keyboard.press("ArrowRight")
    page.goto(address + "rounds/index.html")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.context.close()


def test_the_interviewers_page_closes_again(browser: Browser, address: str) -> None:
    page = opened(browser, 1280)
    page.goto(address + KINDS["interviewer"])
    shown = page.locator("article h2, .rh-contents a")
    assert not any(shown.nth(n).is_visible() for n in range(shown.count()))
    page.get_by_text("I’m the interviewer").click()
    assert shown.first.is_visible()
    page.locator("main").get_by_text("Close", exact=True).click()
    assert not any(shown.nth(n).is_visible() for n in range(shown.count()))
    page.context.close()


def test_printed_from_the_browser_opened_answers_stand_there_without_frame_or_gate(
    browser: Browser, address: str
) -> None:
    """In black on white, also from the dark mode."""
    page = opened(browser, 800, "dark")
    page.goto(address + KINDS["interviewer"])
    page.get_by_text("I’m the interviewer").click()
    page.emulate_media(media="print")
    assert page.get_by_text("Merge half-open time windows").is_visible()
    assert not page.locator(".md-header, .rh.gate, .rh.warn").filter(visible=True).count()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".fold pre").bounding_box()
    page.context.close()


def test_every_sheet_that_is_offered_has_its_picture(site: Path) -> None:
    page = (site / "sheets" / "index.html").read_text("utf-8")
    pictures = re.findall(r'<img src="\.\./(sheets/[^"]+\.png)"', page)
    assert len(pictures) == len(set(re.findall(r'href="\.\./(sheets/[^"]+)-a4\.pdf"', page)))
    assert all((site / each).read_bytes().startswith(b"\x89PNG") for each in pictures)


@pytest.mark.parametrize("width", [700, 960, 1600])
def test_no_page_scrolls_sideways_at_any_width(browser: Browser, address: str, width: int, paths: list[str]) -> None:
    page = opened(browser, width)
    wide = []
    for path in paths:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    page.context.close()
    assert not wide


def test_on_a_narrow_phone_all_can_be_touched_and_every_value_has_its_label(
    browser: Browser, address: str, paths: list[str]
) -> None:
    page = opened(browser, 320)
    wrong = []
    for path in paths:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        wrong += [f"{path}: {each}" for each in page.evaluate(TOO_SMALL)]
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wrong.append(f"{path} is wide")
    page.context.close()
    assert not wrong

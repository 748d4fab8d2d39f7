"""Long pages in a real browser: where one is, the way to the other sections, and the way back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page
from test_look import AXE, KINDS, settled

LONG = "rounds/knitting.html"
#: What is at the very top of the window: the header, and the line if it is there.
COVERED = """() => Math.max(...[...document.querySelectorAll(".md-header, .rh-here")]
  .filter(each => each.checkVisibility()).map(each => each.getBoundingClientRect().bottom))"""


@pytest.fixture
def at(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A long page at a width, in a window of its own."""
    context = browser.new_context(viewport={"width": getattr(request, "param", 390), "height": 844})
    page = context.new_page()
    page.goto(address + LONG)
    yield page
    context.close()


def position(page: Page) -> float:
    """Return how far a page is scrolled, once it rests."""
    before, now = -1.0, page.evaluate("scrollY")
    while now != before:
        page.wait_for_timeout(60)
        before, now = now, page.evaluate("scrollY")
    return float(now)


def links(page: Page) -> Locator:
    """The links of the list that is there at this width."""
    return page.locator(".rh-contents a, .rh-here a").filter(visible=True)


def jumped(page: Page, n: int) -> None:
    """Open the list, if it has to be opened, and follow its link `n`."""
    summary = page.locator(".rh-here summary")
    if summary.is_visible():
        summary.click()
    links(page).nth(n).click()
    position(page)


@pytest.mark.parametrize("at", [390, 820, 1280], indirect=True)
def test_no_heading_to_which_the_contents_lead_is_covered(at: Page) -> None:
    headings = at.locator("article > h2")
    count = headings.count()
    assert count > 5
    for n in range(count):
        jumped(at, n)
        box = headings.nth(n).bounding_box()
        assert box
        assert at.evaluate(COVERED) - 1 <= box["y"] < 844


@pytest.mark.parametrize("at", [390, 820], indirect=True)
def test_the_line_says_where_one_is_and_opens_to_the_sections_by_keyboard(at: Page) -> None:
    line = at.locator(".rh-here")
    count = at.locator("article > h2").count()
    assert not at.locator(".rh-contents").is_visible()
    assert line.locator("summary").inner_text().split("\n") == ["On this page", f"{count} sections"]
    third = at.locator("article > h2").nth(2)
    title = third.evaluate("each => each.firstChild.textContent.trim()")
    third.evaluate("each => scrollTo({top: each.getBoundingClientRect().top + scrollY - 100, behavior: 'instant'})")
    line.locator(".name", has_text=title).wait_for()
    assert line.locator(".place").inner_text() == f"3 of {count}"
    assert line.bounding_box()["y"] == at.locator(".md-header").bounding_box()["height"]  # type: ignore[index]
    before = position(at)
    line.locator("summary").focus()
    at.keyboard.press("Enter")
    assert links(at).count() == count
    assert at.locator(".rh-here [aria-current]").inner_text() == title
    assert position(at) == before  # nothing was pushed
    at.keyboard.press("Escape")
    assert not links(at).count()
    assert line.locator("summary").evaluate("each => each === document.activeElement")
    at.keyboard.press("Enter")
    at.keyboard.press("Tab")
    at.keyboard.press("Enter")
    line.locator(".place", has_text=f"1 of {count}").wait_for(state="attached")  # hidden where it is narrow
    assert not links(at).count()  # used, it closes


@pytest.mark.parametrize("at", [390, 1280], indirect=True)
def test_after_a_jump_a_button_and_the_browsers_back_lead_to_where_one_was(at: Page) -> None:
    back = at.get_by_role("button", name="Back to where I was")
    assert not back.count()
    at.evaluate("scrollTo({top: 700, behavior: 'instant'})")
    assert position(at) == 700
    jumped(at, 5)
    assert position(at) > 1000
    back.focus()
    at.keyboard.press("Enter")
    assert position(at) == 700
    assert not back.count()
    assert at.evaluate("document.activeElement !== document.body")
    jumped(at, 4)
    assert back.count() == 1
    at.go_back()
    back.wait_for(state="detached")
    assert position(at) == 700


@pytest.mark.parametrize("at", [1280], indirect=True)
def test_where_there_is_room_the_column_marks_the_section(at: Page) -> None:
    assert not at.locator(".rh-here").is_visible()
    column = at.locator(".rh-contents a")
    assert column.count() == at.locator("article > h2").count()
    column.nth(3).click()
    at.locator(".rh-contents [aria-current]").wait_for()
    assert at.locator(".rh-contents [aria-current]").inner_text() == column.nth(3).inner_text()


@pytest.mark.parametrize("at", [390], indirect=True)
def test_what_has_the_focus_is_not_covered(at: Page) -> None:
    at.locator(".rh-here summary").focus()
    for _ in range(40):
        at.keyboard.press("Tab")
        top = at.evaluate(
            "() => document.activeElement.closest('article') ? "
            "document.activeElement.getBoundingClientRect().bottom : Infinity"
        )
        assert top > at.evaluate(COVERED)
    for _ in range(20):
        at.keyboard.press("Shift+Tab")
        top = at.evaluate(
            "() => document.activeElement.closest('article') ? "
            "document.activeElement.getBoundingClientRect().top : Infinity"
        )
        assert top >= at.evaluate(COVERED) - 1


def test_without_scripts_the_list_folds_and_what_it_leads_to_is_seen(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + LONG)
    assert page.locator(".rh-here summary").inner_text().startswith("On this page")
    assert not links(page).count()
    page.locator(".rh-here summary").click()
    links(page).nth(3).click()
    heading, header = page.locator("article > h2").nth(3).bounding_box(), page.locator(".md-header").bounding_box()
    assert heading
    assert header
    assert header["height"] - 1 <= heading["y"] < 300
    assert not page.locator(".rh-here").evaluate("each => each.getBoundingClientRect().bottom > 0")
    context.close()


def test_short_pages_have_no_contents_and_long_ones_of_every_kind_do(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for path, is_long in {
        "topics/conflict.html": False,
        "roles/staff-engineer.html": False,
        "rounds/index.html": False,
        "topics/index.html": True,
        "bank.html": True,
        "sheets/index.html": True,
        "candidates/ada.html": True,
        "candidates/ada/stories.html": True,
        "questions/merge-booking-windows.html": True,
        KINDS["guide"]: True,
    }.items():
        page.goto(address + path)
        assert page.locator(".rh-here").is_visible() == is_long, path
    page.close()


def test_a_closed_interviewers_page_has_no_line_either(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address + KINDS["interviewer"])
    assert not page.locator(".rh-here").is_visible()
    page.get_by_text("I’m the interviewer").click()
    assert page.locator(".rh-here").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".rh-here").is_visible()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_list_open_and_after_a_jump(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.add_init_script(AXE)
    page.goto(address + LONG)
    page.locator(".rh-here summary").click()
    wrong = settled(page)
    links(page).nth(2).click()
    wrong += settled(page)
    context.close()
    assert not wrong

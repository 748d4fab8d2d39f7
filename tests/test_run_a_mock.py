"""The page "Run a mock for someone" in Chromium: by mouse, by keyboard, on a phone, from a folder, without scripts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from test_look import AXE, settled

from generator.model import Handbook
from generator.tonight import STEPS, all_mocks, drawn
from generator.tonight.mocks import NEEDS

DAY = datetime.date(2026, 11, 30)
#: Opens a page of the site as on a day of a device.
Open = Callable[..., Page]


@pytest.fixture
def open_(browser: Browser, address: str) -> Iterator[Open]:
    contexts = []

    def opened(
        query: str = "", *, day: datetime.date = DAY, root: str = address, width: int = 1280, **more: object
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **more)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.errors = []  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.errors.append(str(error)))  # type: ignore[attr-defined]
        page.clock.set_fixed_time(datetime.datetime.combine(day, datetime.time(21, 30)))
        page.goto(f"{root}run-a-mock.html{query}")
        return page

    yield opened
    for context in contexts:
        assert not [error for page in context.pages for error in page.errors]  # type: ignore[attr-defined]
        context.close()


def code(page: Page) -> str:
    """The code of the mock that the page shows."""
    page.locator(".rh.mock .drawn").wait_for()
    return page.locator(".rh.mock .said b").inner_text()


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f".rh.mock label:has([name={name}][value='{value}'])").click()


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


# ── what is drawn ──


@pytest.mark.parametrize("days", [0, 1, 40])
def test_the_page_draws_the_same_as_the_command_on_the_same_day(open_: Open, handbook: Handbook, days: int) -> None:
    day = DAY + datetime.timedelta(days)
    every = all_mocks(handbook)
    for name in ("candour", "knitting")[: 1 if days else 2]:
        mocks = every[name]
        page = open_(f"?round={name}", day=day)
        first, *more = (mock.code for mock in drawn(day, mocks))
        assert code(page) == first
        for following in [*more[:3]]:
            page.locator(".another").click()
            assert code(page) == following


def test_level_and_partner_narrow_the_draw(open_: Open, handbook: Handbook) -> None:
    page = open_()
    choose(page, "round", "knitting")
    for level in ("junior", "staff"):
        choose(page, "level", level)
        for partner in NEEDS:
            choose(page, "partner", partner)
            fitting = [
                mock.code
                for mock in drawn(DAY, all_mocks(handbook)["knitting"])
                if level in mock.levels and NEEDS.index(mock.needs) <= NEEDS.index(partner)
            ]
            if fitting:
                assert code(page) == fitting[0]
                assert page.locator(".said").inner_text().count(level) == 1
            else:
                assert not page.locator(".drawn").is_visible()
        choose(page, "partner", "")


def test_both_sides_have_pdfs_on_both_papers_and_the_files_that_exist(
    open_: Open, handbook: Handbook, site: Path
) -> None:
    page = open_("?round=mending")
    found = code(page)
    for side in ("partner", "sealed"):
        links = page.locator(f".get[data-side={side}] a").evaluate_all(
            "all => all.map(each => each.getAttribute('href'))"
        )
        assert links[:2] == [f"tonight/{found}-{side}-{size}.pdf" for size in ("a4", "letter")]
        assert all((site / path).is_file() for path in links)
    assert page.locator(".get[data-side=sealed] a[download]").count() == 3
    assert page.locator(".get a").last.get_attribute("href") == f"tonight/{found}-files.zip"


def test_which_question_it_is_stays_hidden_until_asked(open_: Open, handbook: Handbook) -> None:
    page = open_("?round=candour")
    mock = next(mock for mock in all_mocks(handbook)["candour"] if mock.code == code(page))
    titles = [handbook.questions[name].title for name in mock.questions]
    assert len(titles) == 3
    shown = page.locator("main").inner_text() + page.title() + page.url
    assert not [each for each in (*titles, *mock.questions) if each in shown]
    page.get_by_text("Show which question").click()
    assert page.locator(".then li").all_inner_texts() == titles
    page.locator(".another").click()
    assert not page.locator(".then li").first.is_visible()  # another one is hidden again
    page.get_by_text("Show which question").click()
    page.locator(".then li a").first.click()
    assert "/questions/" in page.url


# ── the address ──


def test_the_address_keeps_what_is_chosen_and_leads_to_the_same(open_: Open) -> None:
    page = open_()
    assert query(page) == {}
    choose(page, "round", "knitting")
    code(page)
    choose(page, "level", "mid")
    page.wait_for_url("**/*level=mid")
    assert query(page) == {"round": "knitting", "level": "mid"}
    page.locator(".another").click()
    second = code(page)
    assert query(page) == {"round": "knitting", "level": "mid", "mock": second}
    other_day = open_(f"?{urlsplit(page.url).query}", day=DAY + datetime.timedelta(7))
    assert code(other_day) == second  # whoever gets the link sees the same
    assert other_day.locator("[name=level][value=mid]").is_checked()


@pytest.mark.parametrize(
    "given", ["?round=none", "?round=%3Cb%3E&level=x", "?level=boss&partner=%00", "?mock=knitting-x"]
)
def test_an_address_that_names_nothing_known_is_as_if_empty(open_: Open, given: str) -> None:
    page = open_(given)
    assert page.locator(".said").inner_text().startswith("Choose a round")
    assert not page.locator(".drawn").is_visible()
    choose(page, "round", "knitting")
    assert code(page).startswith("knitting-")


def test_where_nothing_fits_it_says_so_and_offers_what_to_drop(open_: Open) -> None:
    page = open_("?round=wall-build&level=staff")
    assert "No mock fits" in page.locator(".said").inner_text()
    assert not page.locator(".drawn").is_visible()
    page.get_by_role("button", name="Any level: 2").click()
    assert code(page).startswith("wall-build-")
    assert query(page) == {"round": "wall-build"}
    assert page.evaluate("document.activeElement.name") == "level"


# ── how people get there ──


def test_nothing_is_fetched_before_a_round_is_chosen_and_then_its_list_alone(open_: Open, address: str) -> None:
    page = open_()
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    choose(page, "level", "mid")
    assert asked == []
    choose(page, "round", "knitting")
    code(page)
    choose(page, "round", "mending")
    page.wait_for_function("document.querySelector('.said b').textContent.startsWith('mending')")
    choose(page, "round", "knitting")
    page.wait_for_function("document.querySelector('.said b').textContent.startsWith('knitting')")
    assert asked == ["tonight/knitting.js", "tonight/mending.js"]


def test_by_mouse_it_takes_two_clicks_to_a_sheet(open_: Open, address: str) -> None:
    """With the one from home that makes three."""
    page = open_()
    page.evaluate("presses = 0; addEventListener('pointerdown', () => { presses += 1 })")
    choose(page, "round", "knitting")
    code(page)
    page.evaluate("addEventListener('click', event => event.preventDefault())")
    page.locator(".get a").first.click()
    assert page.evaluate("presses") == 2
    assert page.request.get(address + str(page.locator(".get a").first.get_attribute("href"))).ok


def test_by_keyboard_all_can_be_chosen_drawn_and_shown(open_: Open) -> None:
    page = open_()
    page.locator("[name=round]").first.focus()
    page.keyboard.press("Space")
    first = code(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_function("first => document.querySelector('.said b').textContent !== first", arg=first)
    for _ in range(2):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement.nextElementSibling).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "PDF, A4"
    while page.evaluate("document.activeElement.textContent") != "Another one":
        page.keyboard.press("Tab")
    before = code(page)
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelectorAll('.said b').length") == 1
    assert code(page) != before or "only one" in page.locator(".said").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".then li").first.is_visible()


def test_opened_from_the_folder_it_draws_too(open_: Open, site: Path) -> None:
    page = open_(root=f"{site.as_uri()}/")
    choose(page, "round", "knitting")
    first = code(page)
    page.locator(".another").click()
    assert code(page) != first


def test_without_javascript_the_lists_of_every_round_are_there(open_: Open, handbook: Handbook) -> None:
    page = open_(java_script_enabled=False)
    assert not page.locator(".rh.mock form").is_visible()
    assert page.locator(".rh.mock noscript p").is_visible()  # found by its text it is not: Playwright leaves it out
    for name in all_mocks(handbook):
        assert page.locator(f"main a[href='sheets/{name}.html']").is_visible()
    for label, _ in STEPS:
        assert page.locator("dt", has_text=label).first.is_visible()


def test_the_five_minutes_are_on_the_page_in_full(open_: Open) -> None:
    page = open_()
    assert page.locator(".rh.todo dt").all_inner_texts() == [label.upper() for label, _ in STEPS]
    said = page.locator(".rh.todo").inner_text()
    assert "When did you lose confidence?" in said
    assert "count to twenty" in said


def test_a_list_that_does_not_come_is_told(open_: Open) -> None:
    page = open_()
    page.route("**/tonight/*.js", lambda route: route.abort())
    choose(page, "round", "knitting")
    page.get_by_text("can’t be loaded").wait_for()
    page.unroute("**/tonight/*.js")
    choose(page, "level", "mid")  # tries again
    assert code(page).startswith("knitting-")


# ── the look ──


@pytest.mark.parametrize("width", [320, 390, 820, 1280, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_a_mock_drawn_axe_finds_nothing_and_nothing_scrolls_sideways(open_: Open, width: int, scheme: str) -> None:
    page = open_("?round=mending&level=junior", width=width, color_scheme=scheme)
    code(page)
    page.get_by_text("Show which question").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    small = page.locator(".rh.mock :is(label, button, summary, .get a)").evaluate_all(
        "all => all.filter(each => each.checkVisibility() && each.offsetHeight < 24).map(each => each.outerHTML)"
    )
    assert not small
    if width in (390, 820, 1280):
        page.evaluate(AXE)
        assert not settled(page)


def test_printed_it_is_the_five_minutes_without_the_form(open_: Open) -> None:
    page = open_("?round=mending")
    code(page)
    page.emulate_media(media="print")
    assert not page.locator(".rh.mock").is_visible()
    assert page.locator(".rh.todo").is_visible()

"""The page of all questions in a real browser: filters, counts, Back, one at random, what was seen, and 10,000 rows."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from browser import served
from playwright.sync_api import Browser, Page
from test_look import AXE, opened, settled

from bench.questions_page import write_page
from generator.model import DIFFICULTIES, LEVELS, Handbook, Question
from generator.site_data import SiteData

PAGE = "questions/index.html"
MANY = 10_000
#: Makes the storage of a browser throw: whenever it is looked at, or when something is to be kept.
THROWN = "storage is blocked"
BLOCKED = f"Object.defineProperty(window, 'localStorage', {{get() {{ throw new DOMException('{THROWN}') }}}})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a profile that remembers nothing; what goes wrong in it fails the test."""
    made = opened(browser, 1280)
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    made.context.close()
    assert not [each for each in errors if each != THROWN]  # the theme's own scripts need storage


def many_questions(handbook: Handbook) -> dict[str, Question]:
    """Return copies of the questions under other names, all rounds and marks as they are."""
    real = [*handbook.questions.values()]
    copies = (
        (f"made-{n}", real[n % len(real)].model_copy(update={"id": f"made-{n}", "title": f"<b>No {n}</b> & more"}))
        for n in range(MANY)
    )
    return dict(sorted(copies))


@pytest.fixture(scope="module")
def many(handbook: Handbook) -> Handbook:
    return dataclasses.replace(handbook, questions=many_questions(handbook))


@pytest.fixture(scope="module")
def large(many: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("many")
    write_page(SiteData(many, {}), folder / "site")
    with served(folder / "site") as found:
        yield found


def fitting(handbook: Handbook, **wanted: str) -> list[Question]:
    """Return the questions that filters leave, counted from the content instead of the page."""
    return [
        each
        for each in handbook.questions.values()
        if wanted.get("round", each.round) == each.round
        and wanted.get("level", each.levels[0]) in each.levels
        and wanted.get("difficulty", each.difficulty) == each.difficulty
        and handbook.minutes(each) <= int(wanted.get("minutes", "999"))
    ]


def shown(page: Page) -> list[str]:
    """Return the ids of the questions that are shown, as their links have them."""
    links: list[str] = page.locator(".q:visible a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    return [each.removesuffix(".html").rpartition("/")[2] for each in links]


def ids(questions: Iterable[Question]) -> set[str]:
    return {each.id for each in questions}


def total(page: Page) -> int:
    """Return how many questions the page says that it shows."""
    return int(page.locator(".chips output").inner_text().split(" of ")[0].replace(",", ""))


def count(page: Page, name: str, value: str) -> int:
    """Return what a choice would leave, as the page says."""
    field = page.locator(f"[name={name}][value='{value}']")
    return int(field.locator("xpath=..").locator(".n").inner_text().replace(",", ""))


def tab_to(page: Page, selector: str) -> None:
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def empty(handbook: Handbook) -> dict[str, str]:
    """Return a round, a level and a difficulty that no question has together."""
    return next(
        wanted
        for round_ in handbook.rounds
        for level in LEVELS
        for difficulty in DIFFICULTIES
        if not fitting(handbook, **(wanted := {"round": round_, "level": level, "difficulty": difficulty}))
        and all(fitting(handbook, **{k: v for k, v in wanted.items() if k != name}) for name in wanted)
    )


def test_every_question_is_there_with_what_is_asked_and_counts_of_every_choice(
    address: str, page: Page, handbook: Handbook
) -> None:
    page.goto(address + PAGE)
    assert sorted(shown(page)) == sorted(handbook.questions)
    rounds = [each.title for each in handbook.rounds_as_met if handbook.of_round(each.id)]
    assert page.locator(".group h2").all_inner_texts() == rounds
    for row in page.locator(".q").all()[::9]:
        found = handbook.questions[(row.locator("a").get_attribute("href") or "").removesuffix(".html")]
        said = row.text_content() or ""
        assert all(word in said for word in (found.title, found.about or "", found.difficulty))
        assert f"{handbook.minutes(found)} min" in said
    for level in LEVELS:
        assert count(page, "level", level) == len(fitting(handbook, level=level))
    for difficulty in DIFFICULTIES:
        assert count(page, "difficulty", difficulty) == len(fitting(handbook, difficulty=difficulty))


def test_filters_combine_go_into_the_address_and_come_back_by_keyboard_alone(
    address: str, page: Page, handbook: Handbook
) -> None:
    page.goto(address + PAGE)
    tab_to(page, "[name=round][value=knitting]")
    page.keyboard.press("Space")
    assert ids(fitting(handbook, round="knitting")) == set(shown(page))
    tab_to(page, "[name=level]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    mid = fitting(handbook, round="knitting", level="mid")
    assert ids(mid) == set(shown(page))
    assert page.url.endswith("?round=knitting&level=mid")
    for difficulty in DIFFICULTIES:  # each says what it would leave
        assert count(page, "difficulty", difficulty) == sum(each.difficulty == difficulty for each in mid)
    other = "candour"  # another tick would add
    assert count(page, "round", other) == len(fitting(handbook, round=other, level="mid"))
    tab_to(page, "[name=topic]")
    page.keyboard.type("interv")
    assert shown(page) == sorted(each.id for each in mid if "intervals" in each.topics)
    page.go_back()  # a headless browser has no key for it
    assert page.url.endswith("?round=knitting&level=mid")
    assert ids(mid) == set(shown(page))
    page.go_back()
    assert page.url.endswith("?round=knitting")
    assert page.locator("[name=level][value='']").is_checked()
    page.go_back()
    assert page.url == address + PAGE
    assert total(page) == len(handbook.questions)


def test_words_find_titles_lines_and_topics_and_typing_is_one_step_back(
    address: str, page: Page, handbook: Handbook
) -> None:
    page.goto(address + PAGE)
    page.locator("[name=words]").focus()
    page.keyboard.type("Mérge wind")
    assert shown(page) == ["merge-booking-windows"]
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("intervals")
    assert "merge-booking-windows" in shown(page)
    page.go_back()
    assert total(page) == len(handbook.questions)
    assert page.locator("[name=words]").input_value() == ""


def test_a_chip_takes_its_filter_away_and_clear_all_takes_all(address: str, page: Page, handbook: Handbook) -> None:
    page.goto(f"{address}{PAGE}?round=knitting&round=candour&level=mid&minutes=30&nothing=1&difficulty=odd")
    assert page.locator(".chip").all_inner_texts() == [
        *(f"Remove\n{handbook.rounds[each].title}" for each in ("knitting", "candour")),
        "Remove\nMid",
        "Remove\nAt most 30 min",
    ]
    assert total(page) == sum(
        len(fitting(handbook, round=each, level="mid", minutes="30")) for each in ("knitting", "candour")
    )
    page.locator(".chip", has_text="Mid").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Remove At most 30 min"
    assert page.locator("[name=level][value='']").is_checked()
    page.get_by_text("Clear all").click()
    assert total(page) == len(handbook.questions)
    assert page.url == address + PAGE


def test_where_nothing_fits_each_filter_says_what_dropping_it_gives(
    address: str, page: Page, handbook: Handbook
) -> None:
    wanted = empty(handbook)
    page.goto(f"{address}{PAGE}?{'&'.join(f'{name}={value}' for name, value in wanted.items())}")
    assert page.get_by_text("Nothing fits all three.").is_visible()
    assert page.locator(".random").is_disabled()
    for name in wanted:
        left = fitting(handbook, **{key: value for key, value in wanted.items() if key != name})
        assert re.search(rf"Any {name}\s+{len(left)} question", page.locator(".none").inner_text())
    page.get_by_text("Any level").click()
    assert ids(fitting(handbook, round=wanted["round"], difficulty=wanted["difficulty"])) == set(shown(page))
    assert not page.locator(".none").is_visible()


def test_a_round_leads_to_its_questions_at_a_level(address: str, page: Page, handbook: Handbook) -> None:
    page.goto(address + "rounds/knitting.html")
    found = fitting(handbook, round="knitting", level="mid")
    page.get_by_role("link", name=f"Questions at mid: {len(found)}").click()
    page.locator(".chip").nth(1).wait_for()
    assert ids(found) == set(shown(page))
    assert page.locator(".chip").count() == 2


def test_a_question_is_marked_by_a_hint_by_printing_or_by_saying_so_and_never_by_a_visit(
    address: str, page: Page
) -> None:
    mark = page.get_by_role("button", name="I’ve seen this one")
    first, second, third = (
        f"{address}questions/{name}.html" for name in ("merge-booking-windows", "hard-to-say", "charged-twice")
    )
    page.goto(first)
    assert mark.get_attribute("aria-pressed") == "false"
    page.locator(".rh.steps summary").first.focus()
    page.keyboard.press("Enter")
    assert mark.get_attribute("aria-pressed") == "true"
    page.goto(second)
    assert mark.get_attribute("aria-pressed") == "false"
    page.pdf()
    assert mark.get_attribute("aria-pressed") == "true"
    page.goto(third)
    mark.click()
    page.goto(address + PAGE)
    seen = page.locator(".q.is-seen")
    assert {each.locator("a").get_attribute("href") for each in seen.all()} == {
        "merge-booking-windows.html", "hard-to-say.html", "charged-twice.html",
    }  # fmt: skip
    assert "Seen" in (seen.first.locator("a").text_content() or "")
    assert seen.first.locator("a").evaluate("each => getComputedStyle(each).fontWeight") == "400"
    page.goto(third)
    mark.click()  # not so
    page.go_back()
    seen.nth(1).wait_for()
    assert seen.count() == 2
    page.get_by_label("Not seen yet").check()
    assert "merge-booking-windows" not in shown(page)
    assert "charged-twice" in shown(page)


def test_one_at_random_is_one_of_those_shown_and_unseen_first(address: str, page: Page, handbook: Handbook) -> None:
    fresh, *others = sorted(ids(fitting(handbook, round="knitting", level="mid")))
    page.goto(address + PAGE)
    page.evaluate("ids => ids.forEach(id => rehearsalSeen.mark(id, true))", others)
    for _ in range(3):
        page.goto(f"{address}{PAGE}?round=knitting&level=mid")
        page.get_by_role("button", name="at random").click()
        page.wait_for_url(f"**/questions/{fresh}.html")
    page.evaluate("id => rehearsalSeen.mark(id, true)", fresh)
    page.goto(f"{address}{PAGE}?round=knitting&level=mid&random=1")  # as a link
    page.locator(".rh.seen").wait_for()
    assert page.url.rpartition("/")[2].removesuffix(".html") in {fresh, *others}


@pytest.mark.parametrize("broken", [BLOCKED, FULL])
def test_where_storage_is_blocked_or_full_the_pages_say_so_and_work(
    address: str, page: Page, handbook: Handbook, broken: str
) -> None:
    page.add_init_script(broken)
    page.goto(f"{address}{PAGE}?unseen=1&round=knitting")
    assert "isn’t kept" in page.locator(".filters .why").inner_text()
    assert page.get_by_label("Not seen yet").is_disabled()
    assert ids(fitting(handbook, round="knitting")) == set(shown(page))
    page.goto(address + "questions/merge-booking-windows.html")
    page.get_by_role("button", name="I’ve seen this one").click()
    assert "Not kept" in page.locator(".rh.seen").inner_text()


def test_without_scripts_it_is_a_plain_list_by_round(address: str, browser: Browser, handbook: Handbook) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    assert sorted(shown(page)) == sorted(handbook.questions)
    assert not page.locator(".filters, .bar, .chips, .none").filter(visible=True).count()
    assert page.locator(".to-rounds a").count() == page.locator(".group h2").count()
    page.goto(address + "questions/merge-booking-windows.html")
    assert not page.locator(".rh.seen").is_visible()
    context.close()


@pytest.mark.parametrize("width", [390, 820, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_filters_open_and_where_nothing_fits(
    browser: Browser, address: str, handbook: Handbook, width: int, scheme: str
) -> None:
    page = opened(browser, width, scheme)
    page.add_init_script(AXE)
    page.goto(f"{address}{PAGE}?round=knitting&level=mid&words=e")
    filters, fold = page.locator(".filters"), page.locator(".fold")
    assert filters.is_visible() == (width == 1280)
    if width < 960:
        assert fold.inner_text().split() == ["Filter", "2"]
        fold.focus()
        page.keyboard.press("Enter")
        assert filters.is_visible()
        assert fold.get_attribute("aria-expanded") == "true"
    page.evaluate("rehearsalSeen.mark('merge-booking-windows', true)")
    wrong = settled(page)
    if width < 960:
        page.get_by_role("button", name=re.compile("^Show")).click()
        assert not filters.is_visible()
    page.goto(f"{address}{PAGE}?{'&'.join(f'{name}={value}' for name, value in empty(handbook).items())}")
    wrong += settled(page)
    small = page.locator(".bank :is(button, label, select, .rest a):visible").evaluate_all(
        "all => all.filter(each => each.getBoundingClientRect().height < 24).map(each => each.outerHTML)"
    )
    page.context.close()
    assert not wrong
    assert not small


def test_nothing_scrolls_sideways_from_320_to_1920(browser: Browser, address: str) -> None:
    page = opened(browser, 320)
    wide = []
    for path in (PAGE, "questions/merge-booking-windows.html", "rounds/knitting.html"):
        page.goto(address + path)
        page.evaluate("document.querySelector('.filters')?.classList.add('open')")
        for width in (320, 390, 600, 719, 720, 959, 960, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((path, width))
    page.context.close()
    assert not wide


def test_of_10_000_only_what_is_shown_is_in_the_page_and_titles_come_when_they_are_needed(
    large: str, page: Page, many: Handbook
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(large + PAGE)
    assert total(page) == MANY
    assert not [url for url in asked if "titles-" in url]
    assert page.locator(".q").count() <= 200
    tab_to(page, "[name=round][value=knitting]")
    page.keyboard.press("Space")
    knitting = fitting(many, round="knitting")
    assert total(page) == len(knitting) > 1000
    page.wait_for_function("document.querySelectorAll('.q').length === 200")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    tab_to(page, "[name=difficulty]")
    page.keyboard.press("ArrowRight")
    easy = fitting(many, round="knitting", difficulty="easy")
    assert total(page) == len(easy)
    for level in LEVELS:
        assert count(page, "level", level) == sum(level in each.levels for each in easy)
    more = page.get_by_role("button", name=re.compile("^Show 100 more"))
    more.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('.q:nth-child(201) a')")
    assert page.locator(".q:visible").count() == 300
    assert set(shown(page)) <= ids(easy)
    assert all(each.startswith("<b>No ") for each in page.locator(".q a").all_text_contents())
    page.go_back()
    assert page.url.endswith("?round=knitting")
    page.go_back()
    assert page.url == large + PAGE
    assert total(page) == MANY
    page.locator("[name=words]").focus()
    page.keyboard.type("9999")
    page.locator(".q:visible").nth(1).wait_for(state="detached")
    assert shown(page) == ["made-9999"]


def test_of_10_000_all_can_be_read_without_scripts(large: str, browser: Browser, many: Handbook) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(large + PAGE)
    page.locator("[data-round=knitting] .rest a").click()
    found = shown(page)
    for number in range(2, page.locator(".pages a").count() + 1):
        page.locator(".pages").get_by_role("link", name=str(number), exact=True).click()
        found += shown(page)
    assert found == [each.id for each in many.of_round("knitting")]
    context.close()


def test_titles_that_fail_to_load_are_said_and_can_be_asked_for_again(large: str, page: Page) -> None:
    page.route("**/titles-*.js", lambda route: route.abort())
    page.goto(large + PAGE)
    words = page.locator("[name=words]")
    words.fill("9999")
    page.get_by_text("didn’t load").wait_for()
    page.unroute("**/titles-*.js")
    words.fill("9998")
    page.get_by_text(re.compile("No 9998")).wait_for()
    assert shown(page) == ["made-9998"]


def test_the_data_says_the_same_as_the_content(site: Path, handbook: Handbook) -> None:
    told = (site / "questions" / "rows.js").read_text("utf-8")
    rows = json.loads(told.removeprefix("var rehearsalQuestions = "))
    assert rows["id"].split() == [each.id for round_ in handbook.rounds_as_met for each in handbook.of_round(round_.id)]
    assert [int(each) for each in rows["minutes"].split()] == [
        handbook.minutes(handbook.questions[each]) for each in rows["id"].split()
    ]
    assert not list((site / "questions").glob("titles-*"))  # the page has them

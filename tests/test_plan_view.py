"""The plan on the plan page: what stays where it is when it changes, what is said aloud, its states, hostile words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from browser import served
from playwright.sync_api import Browser, Dialog, Page
from shown_plan import CASES, show

from generator.model import Handbook
from generator.say import say

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
VIEW = "plan-view[data-test]"
OPEN = "[{field: 'a-field', message: 'Give the day of the interview.'}, {field: 'days', message: 'Give a day.'}]"
#: What is done to the view to bring it into a state.
STATES = {
    "plan": "",
    "last good plan": f"stale({OPEN})",
    "refused": "refused(['expected at least one weekday with minutes to practise; got none'])",
    "empty": "empty()",
    "empty with lines open": f"empty({OPEN})",
}


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


def opened(browser: Browser, address: str, **how: Any) -> Page:
    page = browser.new_page(**{"viewport": {"width": 1280, "height": 800}, **how})
    page.goto(address + "plans/index.html", wait_until="networkidle")
    return page


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = opened(browser, address)
    yield page
    page.close()


def do(page: Page, call: str) -> None:
    page.evaluate(f"document.querySelector('{VIEW}').{call}")


def test_what_is_open_stays_open_and_the_focus_and_the_page_stay_where_they_are(page: Page, handbook: Handbook) -> None:
    show(page, handbook, CASES["four weeks"])
    week = page.locator(f"{VIEW} .week summary").nth(2)
    week.click()
    week.evaluate("each => each.focus()")
    week.evaluate("each => each.scrollIntoView({block: 'center'})")
    before = week.bounding_box()
    rows = page.locator(f"{VIEW} .week[open] li").all_inner_texts()
    show(page, handbook, CASES["four weeks"], days={"tue": 90, "thu": 120, "sat": 240}, partners={"peer": "Alex"})
    assert page.locator(f"{VIEW} .week[open] li").all_inner_texts() != rows
    focused = page.locator(":focus")
    assert focused.inner_text().startswith(week.inner_text().split(" ")[0])
    assert focused.get_attribute("data-key") == week.get_attribute("data-key")
    assert page.locator(f"{VIEW} .week").nth(2).get_attribute("open") is not None
    after = focused.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 120  # as far as what is above it grew


def test_of_many_changes_the_last_is_said_once(page: Page, handbook: Handbook) -> None:
    show(page, handbook, CASES["four weeks"])
    live = page.locator(f"{VIEW} > [role=status]")
    live.get_by_text("Plan of 4 weeks, ").wait_for()
    page.evaluate(f"""() => {{
      const view = document.querySelector("{VIEW}"), live = view.querySelector(":scope > [role=status]")
      window.said = []
      new MutationObserver(() => live.textContent && said.push(live.textContent)).observe(live, {{childList: true}})
      for (const count of [1, 2, 1, 2]) view.stale({OPEN}.slice(0, count))
    }}""")
    live.get_by_text(say("view.stale.aloud", count=2, lines="Two")).wait_for()
    assert page.evaluate("said") == [say("view.stale.aloud", count=2, lines="Two")]
    assert live.get_attribute("aria-live") in (None, "polite")


def test_a_plan_that_no_longer_follows_stays_and_leads_to_the_open_lines(page: Page, handbook: Handbook) -> None:
    show(page, handbook, CASES["four weeks"])
    page.evaluate("""() => {
      const field = document.createElement("input")
      field.id = "a-field"
      document.querySelector("article").append(field)
    }""")
    sessions = page.locator(f"{VIEW} .week li").count()
    do(page, STATES["last good plan"])
    assert page.locator(f"{VIEW} .week li").count() == sessions > 10
    buttons = page.locator(f"{VIEW} .take button, {VIEW} .of-people button")
    assert buttons.count() > 4
    assert all(each.is_disabled() for each in buttons.all())
    address = page.url
    page.locator(f"{VIEW} .of-open a").first.click()
    assert page.locator(":focus").get_attribute("id") == "a-field"
    assert page.url == address  # the fragment is for the form's state
    show(page, handbook, CASES["four weeks"])
    assert not any(each.is_disabled() for each in buttons.all())
    assert page.locator(f"{VIEW} .of-open a").count() == 0


def test_every_button_says_what_it_is_for(page: Page, handbook: Handbook) -> None:
    show(page, handbook, CASES["four weeks"])
    page.evaluate(f"""() => {{
      window.fired = []
      for (const name of ["download", "print", "keep"])
        document.querySelector("{VIEW}").addEventListener(name, event => {{
          event.stopPropagation()
          window.fired.push([name, event.detail ?? null])
        }})
    }}""")
    view = page.locator(VIEW)
    view.get_by_role("button", name=say("view.print")).click()
    view.get_by_role("button", name=say("view.calendar")).click()
    view.get_by_role("button", name=say("view.download")).click()
    view.get_by_role("button", name="plan.json").click()
    view.get_by_role("button", name="candidate.yml").click()
    view.get_by_label(say("view.keep")).check()
    view.get_by_label(say("view.keep")).uncheck()
    assert page.evaluate("window.fired") == [
        ["print", None], ["download", "ics"], ["download", "plan.json"], ["download", "candidate.yml"], ["keep", True],
        ["keep", False],
    ]  # fmt: skip


def test_a_message_is_copied_whole(browser: Browser, address: str, handbook: Handbook) -> None:
    page = opened(browser, address, permissions=["clipboard-read", "clipboard-write"])
    show(page, handbook, CASES["four weeks"])
    first = page.locator(f"{VIEW} .asked details").first
    first.locator("summary").click()
    first.get_by_role("button").click()
    first.get_by_text(say("view.copied")).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Hello Sam,\n\n")
    assert copied.endswith("\n\nAda Okafor")
    shown = first.locator(".message").inner_text()
    assert copied.split() == shown.split()
    page.close()


@pytest.mark.parametrize(
    "name", ['<img src=x onerror="alert(1)">', '"; } @page { size: 9cm } \\', "</script><b>Ada</b>"]
)
def test_a_name_is_never_more_than_text(page: Page, handbook: Handbook, tmp_path: Path, name: str) -> None:
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    show(page, handbook, CASES["four weeks"], name=name, partners={"peer": name, "llm": True})
    assert name in page.locator(f"{VIEW} .of-people").inner_text()
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    paper = page.locator(".plan-paper")
    assert paper.locator(".name").text_content() == name
    assert page.locator(f":is({VIEW}, .plan-paper) :is(img, script)").count() == 0
    assert dialogs == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 820, 1280])
def test_axe_finds_nothing_in_any_state_and_nothing_scrolls_sideways(
    browser: Browser, address: str, handbook: Handbook, width: int, scheme: str
) -> None:
    page = opened(browser, address, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.evaluate(AXE)
    found = {}
    for case in ("four weeks", "with a log", "notes", "nothing fits"):
        for state, call in STATES.items():
            if call and case != "four weeks":
                continue
            show(page, handbook, CASES[case])
            if call:
                do(page, call)
            page.evaluate(f"for (const each of document.querySelectorAll('{VIEW} details')) each.open = true")
            violations: Any = page.evaluate(f"() => axe.run('{VIEW}', {{resultTypes: ['violations']}})")
            for each in violations["violations"]:
                found[case, state, each["id"]] = [node["html"][:120] for node in each["nodes"]]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found[case, state, "sideways"] = []
    page.close()
    assert found == {}

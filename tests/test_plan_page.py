"""The plan page in a browser: from an advertisement to files by keyboard, its states, what it keeps, hostile texts."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from browser import served
from payloads import PAYLOADS
from playwright.sync_api import Browser, ConsoleMessage, Page
from test_look import TOO_SMALL
from test_plan_candidate import state, typed
from test_questions_page import tab_to

from generator.jobs.planning import plan_files
from generator.model import Handbook
from generator.say import say

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TODAY = datetime.date(2026, 12, 1)
PAGE = "plans/index.html"
#: Tells of what the policy stopped, and counts what was printed, since no test can look at a printer's dialog.
TELL = """
addEventListener("securitypolicyviolation", event => console.error("policy: " + event.violatedDirective))
window.printed = 0
window.print = () => { window.printed += 1 }
"""
#: Roles and rounds are those of tests/content.
ADVERT = """Senior backend engineer

You keep our services running and mentor others. Interview process: a call with a recruiter, then knitting.
"""


class Watched:
    """A page on the first of December, with all that must not happen on it: dialogs, requests elsewhere, complaints."""

    def __init__(self, browser: Browser, address: str, **given: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **given})
        self.address = address
        self.wrong: list[str] = []
        self.page = self.open()

    def open(self) -> Page:
        page = self.context.new_page()
        page.clock.set_fixed_time(datetime.datetime(2026, 12, 1, 12))
        page.add_init_script(TELL)
        page.on("dialog", lambda dialog: (self.wrong.append(f"dialog: {dialog.message}"), dialog.accept()))
        page.on("console", self.said)
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("request", self.asked)
        return page

    def said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(message.text)

    def asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "blob:", "data:")):
            self.wrong.append(f"asked for {request.url}")

    def go(self, fragment: str = "") -> Page:
        self.page.goto(f"{self.address}{PAGE}{fragment}")
        self.page.locator("plan-form form").wait_for()
        return self.page


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    made = Watched(browser, address)
    yield made
    made.context.close()
    assert made.wrong == []


def fill(page: Page, **fields: str) -> None:
    """Fill in as much as a plan needs, and more fields by their ids."""
    page.locator("#role").select_option("backend")
    page.locator("#level").get_by_label("Senior").check()
    for name, value in {"interview": "2027-01-20", "days-mon": "90", "days-sat": "240", **fields}.items():
        page.locator(f"#{name}").fill(value)


def planned(page: Page) -> None:
    """Wait for a plan that follows from the form."""
    page.locator("plan-view:not(.stale) table.calendar").wait_for()


def until(page: Page, script: str, given: Any = None) -> None:
    """Wait until a script gives something true. The policy forbids Playwright's own way."""
    while not page.evaluate(script, given):
        page.wait_for_timeout(20)


def kept(page: Page) -> list[str]:
    """Return what is kept of plans on this device."""
    keys: list[str] = page.evaluate("Object.keys(localStorage).filter(each => each.startsWith('rehearsal-plan'))")
    return keys


def open_lines(page: Page) -> list[str]:
    page.locator("plan-view.stale").wait_for()
    return page.locator("plan-view .of-open a, plan-view .open a").all_inner_texts()


def fragment_of(page: Page, state: dict[str, Any]) -> str:
    script = "async state => (await import('../assets/plan/candidate.js')).toFragment(state)"
    fragment: str = page.evaluate(script, state)
    return fragment


def told(key: str, **values: Any) -> str:
    """A sentence of the catalogue."""
    return say(key, **values)


# ── one way through ──


def test_by_keyboard_alone_an_advertisement_becomes_a_plan_that_is_changed_printed_and_taken_away(
    watched: Watched, content: Path, handbook: Handbook, tmp_path: Path
) -> None:
    page = watched.go()
    keys = page.keyboard
    tab_to(page, "[name=plan-job]")
    keys.press("ArrowRight")
    keys.press("Tab")
    assert page.evaluate("document.activeElement.id") == "advert"
    keys.insert_text(ADVERT)
    until(page, "document.querySelector('#role').value === 'backend'")
    assert page.locator("#level input:checked").input_value() == "senior"
    assert "“knitting”" in page.locator("#rounds .sure").first.inner_text()
    tab_to(page, "#interview")
    keys.type("01202027")
    for day, minutes in (("tue", "90"), ("sat", "240")):
        tab_to(page, f"#days-{day}")
        keys.type(minutes)
    planned(page)
    before = page.locator("plan-view").inner_text()
    tab_to(page, "plan-form .five input")
    keys.press("Space")
    keys.press("ArrowRight")
    tab_to(page, "#name")
    keys.type("Zoë Okafor")
    until(page, "before => document.querySelector('plan-view').innerText !== before", before)
    planned(page)

    tab_to(page, "plan-view button[data-act=print]")
    keys.press("Enter")
    until(page, "window.printed === 1")
    files: dict[str, Path] = {}
    for act in ("ics", "plan.json", "candidate.yml"):
        if not page.locator(f"plan-view button[data-act='{act}']").is_visible():
            tab_to(page, "plan-view button[data-act=more], plan-view details.more > summary")
            keys.press("Enter")
        tab_to(page, f"plan-view button[data-act='{act}']")
        with page.expect_download() as saved:
            keys.press("Enter")
        files[act] = tmp_path / saved.value.suggested_filename
        saved.value.save_as(files[act])
    assert [path.name for path in files.values()] == ["zoe-okafor.ics", "zoe-okafor-plan.json", "zoe-okafor.yml"]
    plan = json.loads(files["plan.json"].read_text("utf-8"))
    (made,) = plan_files(handbook, content, [files["candidate.yml"]], TODAY)
    assert plan == made.plan.model_dump(mode="json", by_alias=True)
    assert plan["fingerprint"] == made.plan.fingerprint
    assert plan["candidate"]["name"] == "Zoë Okafor"
    assert 2 in [each["confidence"] for each in plan["ranked"]]
    assert "BEGIN:VCALENDAR" in files["ics"].read_text("utf-8")


# ── what is open ──


def test_what_is_wrong_is_said_under_its_field_with_what_would_be_right_and_the_last_good_plan_stays(
    watched: Watched,
) -> None:
    page = watched.go()
    assert not page.locator("[aria-invalid]").count()  # what nobody has said yet is no mistake
    fill(page)
    planned(page)
    weeks = page.locator("plan-view table.calendar").inner_text()
    page.locator("#interview").fill("2026-01-20")
    page.locator("#days-mon").fill("2h")
    assert len(open_lines(page)) == 2
    for name in ("interview", "days-mon"):
        field = page.locator(f"#{name}")
        assert field.get_attribute("aria-invalid") == "true"
        assert page.locator(f"#{field.get_attribute('aria-describedby')}").is_visible()
    assert page.locator("plan-view table.calendar").inner_text() == weeks
    assert page.locator("plan-view button[data-act=print]").is_disabled()
    assert page.locator("#days-mon").input_value() == "2h"  # nothing typed is cleared
    page.locator("plan-form [role=status].sr").filter(has_text="2 lines are open.").wait_for(state="attached")

    page.locator("plan-view a[data-field=days-mon]").click()
    assert page.evaluate("document.activeElement.id") == "days-mon"
    page.get_by_role("button", name="Did you mean 120?").click()
    assert page.locator("#days-mon").input_value() == "120"
    assert page.evaluate("document.activeElement.id") == "days-mon"
    page.get_by_role("button", name="Did you mean Wednesday 20 January 2027?").click()
    planned(page)
    assert page.locator("#interview").input_value() == "2027-01-20"
    assert not page.locator("[aria-invalid]").count()


def test_rounds_are_rated_cleared_left_out_and_added_and_the_focus_stays(watched: Watched) -> None:
    page = watched.go()
    fill(page)
    planned(page)
    rows = page.locator("#rounds .sure").first.locator("li")
    first = rows.first
    first.locator(".five").get_by_text("4", exact=True).click(force=True)
    assert first.locator("input[value='4']").is_checked()
    assert "counts as 3" not in first.inner_text()
    first.locator("input[value='4']").press("ArrowLeft")
    assert first.locator("input[value='3']").is_checked()
    first.locator("input[value='3']").press("Backspace")
    assert not first.locator(".five input:checked").count()
    first.locator(".five input").first.press("Space")
    first.locator("input[value='1']").press("Space")
    assert not first.locator(".five input:checked").count()
    count = rows.count()
    page.locator("#rounds details > summary").press("Enter")
    other = page.locator("#rounds details li").first
    title = other.locator(".tick").inner_text().splitlines()[0]
    other.locator("[type=checkbox]").press("Space")
    assert rows.count() == count + 1
    assert rows.filter(has_text=title).locator("[type=checkbox]").evaluate("each => each === document.activeElement")
    for row in rows.all()[:count]:
        row.locator("[type=checkbox]").uncheck()
    rows.filter(has_text=title).locator("[type=checkbox]").uncheck()
    page.locator("#rounds-why").wait_for()
    page.get_by_role("button", name=told("form.fix.all-rounds")).click()
    planned(page)
    assert page.locator("#rounds .sure").first.locator(":checked[type=checkbox]").count() == count


def test_a_second_interview_and_days_away_are_added_and_removed_by_keyboard(watched: Watched) -> None:
    page = watched.go()
    fill(page)
    planned(page)
    page.get_by_role("button", name=told("form.dates.another")).press("Enter")
    assert page.evaluate("document.activeElement.id") == "interviews-1-date"
    page.locator("#interviews-1-date").fill("2026-12-20")
    page.locator("#interviews-1-label").fill("Screen")
    page.locator(".several summary").nth(1).press("Enter")
    page.locator(".several").nth(1).locator("[type=checkbox]").first.press("Space")
    planned(page)
    page.locator("plan-view table.calendar").get_by_text("Screen").wait_for()
    page.get_by_role("button", name=told("form.dates.remove")).last.press("Enter")
    assert page.locator(".several").count() == 0
    assert page.evaluate("document.activeElement.textContent") == told("form.dates.another")

    page.get_by_text(told("form.away.more")).press("Enter")
    first, last = page.locator("plan-form details input[type=date]").all()[-2:]
    first.fill("2026-12-24")
    last.fill("2026-12-27")
    page.get_by_role("button", name=told("form.away.add"), exact=True).press("Enter")
    chip = page.locator("plan-form .chip")
    assert chip.inner_text() == "24 Dec – 27 Dec"
    chip.press("Enter")
    assert chip.count() == 0


# ── links, this device, logs ──


def test_a_link_moves_the_form_to_another_device_and_never_reaches_the_server(
    watched: Watched, browser: Browser, address: str
) -> None:
    page = watched.go()
    fill(page)
    planned(page)
    until(page, "document.querySelector('plan-view input.link').value.includes('#plan=')")
    nameless = page.locator("plan-view input.link").input_value()
    page.locator("#name").fill("Ada <b>")
    until(page, f"document.querySelector('plan-view input.link').value !== {json.dumps(nameless)}")
    link = page.locator("plan-view input.link").input_value()
    other = Watched(browser, address)
    asked: list[str] = []
    other.page.on("request", lambda request: asked.append(request.url))
    other.page.goto(link)
    planned(other.page)
    assert other.page.locator("#name").input_value() == "Ada <b>"
    assert other.page.locator("plan-view").inner_text() != ""
    assert not [url for url in asked if "plan=" in url]
    assert kept(other.page) == []
    other.context.close()
    assert other.wrong == []


@pytest.mark.parametrize(
    ("fragment", "code"),
    [("#plan=1.x", "broken"), ("#plan=", "broken"), ("#plan=7.abc", "foreign"), ("#plan=1." + "A" * 250_000, "long")],
)
def test_a_link_that_is_broken_foreign_or_too_long_is_refused_and_the_form_stays(
    fragment: str, code: str, watched: Watched
) -> None:
    page = watched.go()
    fill(page, name="Ada")
    planned(page)
    page.evaluate("fragment => { location.hash = fragment }", fragment)
    page.get_by_text(told(f"form.page.{code}")).wait_for()
    assert page.locator("#name").input_value() == "Ada"
    planned(page)


def test_a_link_of_another_handbook_is_refused_and_one_never_overwrites_what_is_being_written(watched: Watched) -> None:
    page = watched.go()
    foreign = fragment_of(page, state(role="astronaut"))
    page.goto(f"{watched.address}{PAGE}?{foreign}")
    page.locator("plan-form form").wait_for()
    page.evaluate("fragment => { location.hash = fragment }", foreign)
    page.get_by_text(told("form.page.unknown", name="astronaut")).wait_for()
    fill(page, name="Mine")
    planned(page)
    page.evaluate("fragment => { location.hash = fragment }", fragment_of(page, state(name="Theirs")))
    page.get_by_role("button", name=told("form.page.stay")).click()
    assert page.locator("#name").input_value() == "Mine"
    page.evaluate("fragment => { location.hash = fragment }", fragment_of(page, state(name="Others")))
    page.get_by_role("button", name=told("form.page.take")).click()
    assert page.locator("#name").input_value() == "Others"


def test_a_plan_is_kept_only_if_that_is_ticked_and_forgotten_when_unticked(watched: Watched) -> None:
    page = watched.go()
    fill(page, name="Ada")
    planned(page)
    assert kept(page) == []
    keep = page.locator("plan-view input[name=keep]")
    keep.check()
    page.locator("#name").fill("Ada Okafor")
    page = watched.go()
    planned(page)
    assert page.locator("#name").input_value() == "Ada Okafor"
    assert keep.is_checked()
    keep.uncheck()
    assert kept(page) == []
    page.get_by_text(told("form.page.forgotten")).wait_for()


def test_storage_that_fails_says_so_in_words(watched: Watched) -> None:
    watched.page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page = watched.go()
    fill(page)
    planned(page)
    page.locator("plan-view input[name=keep]").click()
    page.get_by_text(told("form.page.not-kept")).wait_for()
    assert not page.locator("plan-view input[name=keep]").is_checked()


def test_a_log_in_json_changes_the_plan_as_it_does_for_the_command(
    watched: Watched, content: Path, handbook: Handbook, tmp_path: Path
) -> None:
    page = watched.go()
    fill(page, name="Ada", start="2026-11-20")
    planned(page)
    round_ = page.locator("#rounds .sure li").first.locator(".five input").first.get_attribute("name") or ""
    entry = {
        "date": "2026-11-28", "round": round_.removeprefix("plan-sure-"), "before": 2, "after": 2, "fix": "<b>Talk</b>",
    }  # fmt: skip
    log = tmp_path / "ada-log.json"
    wrong = [entry, entry | {"before": 9, "afte": 3}]
    log.write_text(json.dumps(wrong), "utf-8")
    page.locator("#log").set_input_files(log)
    page.locator("plan-form .problems").wait_for()
    problems = page.locator("plan-form .problems li").all_inner_texts()
    assert [each.split(":")[0] for each in problems] == ["Entry 2, afte", "Entry 2, before"]
    planned(page)

    log.write_text(json.dumps([entry]), "utf-8")
    page.locator("#log").set_input_files(log)
    page.get_by_text(told("form.log.opened", count=1, name="ada-log.json")).wait_for()
    page.locator("plan-view").get_by_text(told("label.both.changes")).wait_for()
    page.locator("plan-view button[data-act=more], plan-view details.more > summary").click()
    files = {}
    for act in ("plan.json", "candidate.yml"):
        with page.expect_download() as saved:
            page.locator(f"plan-view button[data-act='{act}']").click()
        files[act] = tmp_path / saved.value.suggested_filename
        saved.value.save_as(files[act])
    assert 'log: "ada-log.json"\n' in files["candidate.yml"].read_text("utf-8")
    (made,) = plan_files(handbook, content, [files["candidate.yml"]], TODAY)
    assert json.loads(files["plan.json"].read_text("utf-8")) == made.plan.model_dump(mode="json", by_alias=True)
    assert made.plan.changes
    page.get_by_role("button", name=told("form.log.close")).click()
    page.locator("plan-view").get_by_text(told("label.both.changes")).wait_for(state="hidden")


# ── for everyone ──


def empty_form(page: Page) -> None:
    page.locator("plan-view").get_by_text(told("view.empty.title")).wait_for()


def two_errors(page: Page) -> None:
    fill(page)
    planned(page)
    page.locator("#interview").fill("2026-01-20")
    page.locator("#days-mon").fill("2h")
    open_lines(page)


def a_plan(page: Page) -> None:
    fill(page, **{"partners-peer": "Sam, Noor", "name": "Ada"})
    page.get_by_role("button", name=told("form.dates.another")).click()
    page.locator("#interviews-1-date").fill("2026-12-20")
    planned(page)
    for each in page.locator(".rh.own summary:visible").all():
        each.click()


def nothing_fits(page: Page) -> None:
    fill(page, interview="2026-12-02", **{"days-sat": "", "days-mon": "5"})
    page.locator("plan-view:not(.stale) table.calendar").wait_for()


STATES = {each.__name__: each for each in (empty_form, two_errors, a_plan, nothing_fits)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_in_any_state_and_nothing_scrolls_sideways(
    name: str, scheme: str, browser: Browser, address: str
) -> None:
    watched = Watched(browser, address, color_scheme=scheme, reduced_motion="reduce")
    page = watched.go()
    STATES[name](page)
    page.evaluate(AXE)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    for width in (1280, 820, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        if page.locator("plan-view table.calendar").count():  # where no bar lies over what is below it
            page.evaluate("document.querySelector('plan-view').scrollIntoView()")
            until(page, "!document.querySelector('plan-view .below')")
        if width != 320:
            found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
            assert [(each["id"], each["nodes"][0]["html"][:150]) for each in found["violations"]] == [], width
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(TOO_SMALL) == [], width
    assert page.evaluate("document.getAnimations().length") == 0
    watched.context.close()
    assert watched.wrong == []


def test_without_scripts_everything_readable_stays_and_one_sentence_says_what_needs_them(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    said = page.locator(".rh.own p:visible").all_inner_texts()
    assert len(said) == 1
    assert "JavaScript" in said[0]
    page.locator(".rh.own p:visible a").click()
    assert page.url.endswith("#the-file-to-copy")
    assert "rehearse plan candidate.yml" in page.locator("main").inner_text()
    assert page.locator(".rh.take code").is_visible()
    context.close()


def test_from_a_folder_one_sentence_says_what_needs_a_server_and_the_rest_works(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / PAGE).as_uri())
    page.locator(".rh.own .folder").wait_for()
    assert "http.server" in page.locator(".rh.own .folder").inner_text()
    assert page.locator(".rh.take code").is_visible()
    page.close()


# ── hostile texts ──

#: What is typed has no line ends, since a field of one line takes none.
#: Every third of them; all go through the file in test_plan_candidate.
HOSTILE = tuple(" ".join(each.splitlines()) for each in PAYLOADS)[::3]
TEXTS = (
    "name", "partners-peer", "partners-friend", "partners-expert", "days-mon", "interviews-0-label",
    "interviews-1-label", "advert",
)  # fmt: skip


#: Types a text into fields as keys would, lets the page plan, and gives back what is in them.
TYPE = """async ([fields, text]) => {
  for (const name of fields) {
    const field = document.getElementById(name)
    field.focus()
    field.select()
    document.execCommand("insertText", false, text)
  }
  await new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)))
  return fields.map(name => [name, document.getElementById(name).value])
}"""


def test_texts_that_try_to_run_are_shown_as_typed_in_every_field(watched: Watched) -> None:
    assert len(HOSTILE) >= 60
    page = watched.go()
    fill(page)
    page.locator("[name=plan-job][value=advert]").check()
    page.get_by_role("button", name=told("form.dates.another")).click()
    page.locator("#interviews-1-date").fill("2027-01-10")
    for text in HOSTILE:
        typed_in = page.evaluate(TYPE, [TEXTS, text])
        assert typed_in == [[name, text] for name in TEXTS]
    assert not page.locator(".rh.own :is(img, script, iframe, svg, object, style, form form)").count()


def test_texts_that_try_to_run_come_with_a_link_as_text(watched: Watched) -> None:
    page = watched.go()
    assert len(HOSTILE) >= 60
    for n, text in enumerate(HOSTILE):
        given = state(
            name=text,
            partners={"peer": text.replace(",", " "), "friend": "", "expert": ""},
            interviews=[
                {"date": "2027-01-20", "label": text, "rounds": []},
                {"date": "2027-01-10", "label": "", "rounds": []},
            ],
        )
        page = watched.go(f"?{n}{fragment_of(page, given)}")
        assert typed(page.locator("#name").input_value()) == typed(text)
        page.locator("plan-view table.calendar, plan-form [aria-invalid]").first.wait_for()
        if not page.locator("[aria-invalid]").count():
            assert " ".join(typed(text).split())[:40] in " ".join(page.locator("plan-view").inner_text().split())

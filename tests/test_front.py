"""The front door: home, the page about plans, and what a page says of itself to searches, link previews and readers."""

from __future__ import annotations

import datetime
import re
import shutil
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import BANK, ROOT, copied
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from visibility import fives, plain, public, secret, strings

from generator.jobs.candidate import write_plans
from generator.jobs.edition import Edition
from generator.load import load_handbook
from generator.model import Handbook
from generator.model.handbook import Guide
from generator.pages import SiteData
from generator.pages.beside import files_beside
from generator.pages.feed import MOST, atom
from generator.pages.home import when_met, worries
from generator.pages.own_plan import FILE_PATH, example_file
from generator.paper import find_documents
from generator.paper.session_sheets import candidate_pack
from generator.plugin import build_site
from generator.printing import Printing
from generator.site_data import published

ADDRESS = "https://example.org/book/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with content and settings that name an address."""
    base = tmp_path_factory.mktemp("known")
    copied(base)
    settings = (
        (ROOT / "mkdocs.yml").read_text("utf-8").replace("# site_url: https://example.org/", f"site_url: {ADDRESS}")
    )
    (base / "mkdocs.yml").write_text(settings, "utf-8")
    return base


@pytest.fixture(scope="module")
def at_address(known: Path) -> Path:
    """A site whose address is known."""
    build_site(known / "content", known / "site", known / "docs")
    return known / "site"


def pages_of(site: Path) -> dict[str, str]:
    """Path → page, without the one for wrong addresses."""
    found = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    del found["404.html"]
    return found


def meta(page: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page)
    return {name: unescape(content) for name, content in found}


def title(page: str) -> str:
    return unescape(re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1])  # type: ignore[index]


# ── what a page says of itself ──


def test_every_page_that_may_be_found_has_a_title_and_a_description_of_its_own(site: Path) -> None:
    shown = {path: page for path, page in pages_of(site).items() if "robots" not in meta(page)}
    assert len(shown) > 50
    for of in (title, lambda page: meta(page)["description"]):
        twice = [words for words, count in Counter(map(of, shown.values())).items() if count > 1 or not words.strip()]
        assert not twice
    assert not [path for path in shown if path.startswith("interviewer/")]


def test_without_an_address_nothing_is_said_that_needs_one(site: Path) -> None:
    for path, page in pages_of(site).items():
        assert 'property="og:' not in page, path
        assert 'rel="alternate"' not in page, path
    assert not [name for name in ("sitemap.xml", "feed.xml", "preview.png") if (site / name).exists()]


def test_with_an_address_a_link_to_a_page_has_its_words_and_a_picture(at_address: Path) -> None:
    for path, page in pages_of(at_address).items():
        said = meta(page)
        if "robots" in said:
            assert not [name for name in said if name.startswith(("og:", "twitter:"))], path
            continue
        assert said["og:url"].removesuffix("index.html") == (ADDRESS + path).removesuffix("index.html")
        assert said["og:description"] == said["description"]
        assert title(page) == f"{said['og:title']} - {said['og:site_name']}"
        assert said["og:type"] == ("website" if path == "index.html" else "article")
        assert said["twitter:card"] == "summary_large_image"
        picture = (at_address / said["og:image"].removeprefix(ADDRESS)).read_bytes()
        assert struct.unpack(">II", picture[16:24]) == (1200, 630)
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert f'type="application/atom+xml" title="New and changed questions" href="{ADDRESS}feed.xml"' in page


def test_the_feed_has_the_newest_questions_first_and_nothing_of_the_interviewers(
    at_address: Path, handbook: Handbook
) -> None:
    source = (at_address / "feed.xml").read_bytes()
    feed = ElementTree.fromstring(source)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == min(MOST, len(handbook.questions))
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == days[0]
    for entry in entries:
        place = entry.find(f"{ATOM}link").get("href", "")  # type: ignore[union-attr]
        assert place == entry.findtext(f"{ATOM}id")
        question = handbook.questions[place.removeprefix(f"{ADDRESS}questions/").removesuffix(".html")]
        assert (at_address / place.removeprefix(ADDRESS)).is_file()
        assert entry.findtext(f"{ATOM}title") == question.title
        assert entry.findtext(f"{ATOM}updated") == f"{handbook.origins[question.id].reviewed}T00:00:00Z"
        assert entry.findtext(f"{ATOM}summary")
    shown = fives(plain(source.decode())) - set().union(*map(fives, public(handbook)))
    assert not [question.id for question in handbook.questions.values() if secret(question) & shown]


def test_a_feed_of_hostile_titles_is_xml_and_has_as_many_entries_as_it_may(site_data: SiteData) -> None:
    one = next(iter(site_data.handbook.questions.values()))
    named = {
        f"q{n}": one.model_copy(update={"id": f"q{n}", "title": f'<b>&{n}]]>"\u000b'}) for n in range(MOST + 5)
    }  # fmt: skip
    origins = {
        name: site_data.handbook.origins[one.id].model_copy(
            update={"reviewed": datetime.date(2026, 1, 1) + datetime.timedelta(days=n)}
        )
        for n, name in enumerate(named)
    }
    handbook = replace(site_data.handbook, questions=named, origins=origins)
    feed = ElementTree.fromstring(atom(replace(site_data, handbook=handbook)))
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert titles == [f'<b>&{n}]]>"' for n in range(MOST + 4, 4, -1)]


def test_the_sitemap_lists_what_may_be_found(at_address: Path, known: Path) -> None:
    listed = [
        each.text or "" for each in ElementTree.parse(at_address / "sitemap.xml").iter() if each.tag.endswith("loc")
    ]
    shown = {ADDRESS + path for path, page in pages_of(at_address).items() if "robots" not in meta(page)}
    assert {each.removesuffix("index.html") for each in listed} == {each.removesuffix("index.html") for each in shown}
    assert len(listed) == len(shown)
    newest = max(origin.reviewed for origin in load_handbook(known / "content").origins.values())
    reviewed = int(datetime.datetime.combine(newest, datetime.time(), datetime.UTC).timestamp())
    dated = (at_address / "sitemap.xml.gz").read_bytes()[4:8]
    assert dated == reviewed.to_bytes(4, "little"), "dated by the day it was built"


def test_a_private_edition_tells_nobody_where_it_is(known: Path, at_address: Path) -> None:
    """Even if its settings name an address, and with the docs of the site made before."""
    file = Path(shutil.copy(known / "content" / "candidates" / "ada.yml", known / "quux.yml"))
    file.write_text(file.read_text("utf-8").replace("Ada Okafor", "Quux Abara"), "utf-8")
    edition = Edition((file,), "candidate", datetime.date(2026, 11, 30))
    build_site(known / "content", known / "own", edition=edition)
    assert not [
        name for name in ("sitemap.xml", "sitemap.xml.gz", "feed.xml", "preview.png") if (known / "own" / name).exists()
    ]
    for path, page in pages_of(known / "own").items():
        assert 'property="og:' not in page, path
        assert meta(page)["robots"] == "noindex", path


def test_where_the_site_is_comes_from_its_settings(known: Path, handbook: Handbook) -> None:
    found = published(replace(handbook, root=known.as_posix()))
    assert (found.name, found.address, found.repository) == ("Dress Rehearsal", ADDRESS, "")


def test_the_foot_of_a_page_names_no_file_if_there_is_no_repository(site: Path) -> None:
    assert not [path for path, page in pages_of(site).items() if "Made from" in page]


# ── home ──


def test_the_first_screen_of_a_phone_says_what_this_is_for_whom_and_has_an_action(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address)
    for shown in ("h1", ".rh.lead", ".rh.ways .btn >> nth=0"):
        box = page.locator(shown).bounding_box()
        assert box
        assert box["y"] + box["height"] < 844
    lead = page.locator(".rh.lead").inner_text()
    assert "Mock interviews" in lead
    assert "for people" in lead
    context.close()


def test_a_whole_card_is_one_link_and_takes_along_what_was_chosen(address: str, page: Page) -> None:
    cards = page.locator(".rh.ways li")
    page.goto(address)
    assert [card.locator("a").count() for card in cards.all()] == [1, 1, 1]
    for n, place in enumerate(("questions/index.html", "run-a-mock.html", "plans/index.html")):
        page.goto(address)
        box = cards.nth(n).bounding_box()
        assert box
        page.mouse.click(box["x"] + box["width"] - 6, box["y"] + 6)
        page.wait_for_url(address + place)
    for n, place in enumerate(("questions/index.html", "run-a-mock.html")):
        page.goto(address)
        cards.nth(n).get_by_label("Round").select_option(index=2)
        chosen = cards.nth(n).get_by_label("Round").input_value()
        assert cards.nth(n).locator("a").get_attribute("href", timeout=0).endswith(f"?round={chosen}")  # type: ignore[union-attr]
        cards.nth(n).get_by_label("evel").select_option("senior")
        cards.nth(n).locator(".btn").click(force=True)  # the link lies above it
        page.wait_for_url(f"{address}{place}?round={chosen}&level=senior")
        page.go_back()
        page.wait_for_url(address)
        chosen_again = cards.nth(n).get_by_label("Round").input_value()
        href = cards.nth(n).locator("a").get_attribute("href")
        assert href
        assert (f"round={chosen}" in href) == (chosen_again == chosen)


def test_without_scripts_a_card_is_a_plain_link_and_has_no_field(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert not [each for each in page.locator(".rh.ways select").all() if each.is_visible()]
    page.locator(".rh.ways a").first.click()
    page.wait_for_url(f"{address}questions/index.html")
    context.close()


def test_rounds_are_grouped_by_when_most_roles_meet_them_if_that_divides_them(handbook: Handbook) -> None:
    met = when_met(handbook)
    order = [met[each.id] for each in handbook.rounds_as_met]
    assert [*dict.fromkeys(order)] == ["First call", "Second call", "On the day"]
    assert order == sorted(order, key=["First call", "Second call", "On the day"].index)
    every = {name: role.levels[0] for name, role in handbook.roles.items()}
    no_call = {
        name: role.model_copy(update={"levels": (every[name].model_copy(update={"screen": ()}),)})
        for name, role in handbook.roles.items()
    }
    assert when_met(replace(handbook, roles=no_call)) == {}
    assert when_met(replace(handbook, roles={})) == {}


def test_worries_come_from_the_guide_that_lists_them_and_another_bank_has_none(handbook: Handbook) -> None:
    assert worries(handbook) == []
    known = next(iter(handbook.guides))
    body = (
        "Begin.\n\n## By worry\n\n"
        f'- **I can\'t say "no".** [A guide]({known}.md)\n- **Gone.** [Not here](nowhere.md)\n'
        f"- **It's long,\n  over two lines.** [A\n  guide]({known}.md)\n\n## Next\n\n- **Not this.** [A]({known}.md)\n"
    )
    guide = Guide(known, "Begin", body, "x.md")
    found = worries(replace(handbook, guides={**handbook.guides, known: guide}))
    assert [each.words for each in found] == ["I can’t say “no”.", "It’s long, over two lines."]


# ── plans ──


@pytest.fixture(scope="module")
def may_copy(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


def test_one_key_from_home_are_the_file_to_copy_and_the_command(
    address: str, site: Path, may_copy: BrowserContext, handbook: Handbook
) -> None:
    page = may_copy.new_page()
    page.goto(address)
    page.get_by_role("link", name="Make my plan", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}plans/index.html")
    file = (site / FILE_PATH).read_text("utf-8")
    assert file == example_file(handbook)
    assert page.locator(".rh.take code").inner_text().strip() == file.strip()
    assert "rehearse plan candidate.yml" in page.locator("pre").all_inner_texts()[1]
    page.get_by_role("button", name="Copy the file").click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").strip() == file.strip()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download candidate.yml").click()
    assert saved.value.suggested_filename == "candidate.yml"
    assert Path(saved.value.path()).read_text("utf-8") == file


@pytest.mark.parametrize("content", [BANK, ROOT / "tests" / "content"], ids=["bank", "tests"])
def test_the_file_to_copy_makes_a_plan_as_it_is(content: Path, tmp_path: Path) -> None:
    handbook = load_handbook(content)
    file = tmp_path / "candidate.yml"
    file.write_text(example_file(handbook), "utf-8")
    today = max(origin.reviewed for origin in handbook.origins.values())
    (written,) = write_plans(content, [file], tmp_path / "out", today, Printing())
    assert (written.folder / "candidate" / "plan.pdf").is_file()
    assert len([line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]) <= 10


def test_the_example_plans_come_as_calendar_table_and_pack(
    site: Path, site_data: SiteData, made: dict[str, str]
) -> None:
    page = (site / "plans" / "index.html").read_text("utf-8")
    for name in site_data.plans:
        for file in ("plan.ics", "plan.csv", "pack-a4.pdf", "pack-letter.pdf"):
            assert f'href="../candidates/{name}/{file}"' in page
            assert (site / "candidates" / name / file).stat().st_size > 500
    assert files_beside(site_data, made) == files_beside(site_data, made)


def test_the_pack_on_the_site_holds_only_what_its_candidate_may_see(site_data: SiteData) -> None:
    known = set().union(*map(fives, public(site_data.handbook)))
    for plan in site_data.plans.values():
        pack = candidate_pack(site_data.handbook, plan, "")
        parts = [part for group in pack.pack for part in group.parts]  # type: ignore[attr-defined]
        assert len(parts) > 10
        assert not [part.document for part in parts if find_documents()[part.document].interviewer_only]
        shown = set().union(*map(fives, strings(pack.model_dump(mode="json")))) - known
        assert not [each.id for each in site_data.handbook.questions.values() if secret(each) & shown]


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_three_presses_lead_from_home_to_a_question_at_my_level_on_a_topic_and_to_a_sheet(
    by: str, address: str, page: Page, handbook: Handbook
) -> None:
    """Everything that is clicked or entered is a press. The list of a topic says for which levels each question is."""
    presses = 0

    def press(what: Locator) -> None:
        nonlocal presses
        presses += 1
        if by == "mouse":
            what.click()
        else:
            what.focus()
            page.keyboard.press("Space" if what.get_attribute("type") == "radio" else "Enter")

    asked = next(each for each in handbook.questions.values() if "mid" in each.levels and each.topics)
    topic = handbook.topics_of(asked)[0]
    page.goto(f"{address}index.html")
    press(page.locator('footer a[href="topics/index.html"]'))
    press(page.locator(f'a[href="{topic}.html"]'))
    press(page.locator(f'a[href$="questions/{asked.id}.html"]').first)
    page.wait_for_url(f"**/questions/{asked.id}.html")
    assert presses == 3
    presses = 0
    page.goto(f"{address}index.html")
    press(page.get_by_role("link", name="Run a mock for someone tonight", exact=True))
    page.wait_for_url("**/run-a-mock.html")
    press(page.locator(f'input[name="round"][value="{asked.round}"]'))
    sheet = page.locator('[data-side="partner"] a').first
    sheet.wait_for()
    assert presses == 2
    href = sheet.get_attribute("href") or ""
    assert page.request.get(f"{address}{href}").ok

"""The built site, walked in a real browser and read back from disk."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
import yaml
from browser import served
from conftest import ROOT
from playwright.sync_api import Browser, Page
from searched import addresses, parts
from visibility import fives, plain, public, secret, strings

from generator.model import Handbook

PHONE_PAGES = (
    "index.html",
    "candidates/ada.html",
    "guides/how-to-use-this.html",
    "interviewer/merge-booking-windows.html",
    "questions/merge-booking-windows.html",
    "roles/backend.html",
    "rounds/knitting.html",
    "sheets/knitting.html",
    "sheets/index.html",
)


class Links(HTMLParser):
    """Collects the addresses that a page leads to and the anchors it has."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.addresses.append(value)
            elif name in ("id", "name") and value:
                self.anchors.add(value)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


def test_no_page_asks_another_host_logs_an_error_or_breaks_its_policy(site: Path, address: str, page: Page) -> None:
    """Every page of a kind that has few; of the others one in ten: they come from one template."""
    asked: set[str] = set()
    errors: list[str] = []
    page.on("request", lambda request: asked.add(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))")
    for folder in sorted({path.parent for path in site.rglob("*.html")}):
        found = sorted(folder.glob("*.html"))
        for path in found[:: 10 if len(found) > 40 else 1]:
            page.goto(address + path.relative_to(site).as_posix())
    assert not [url for url in asked if not url.startswith((address, "data:"))]
    assert not errors


@pytest.fixture(scope="module")
def parsed(site: Path) -> dict[Path, Links]:
    """Every page's links and anchors."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        found[path.resolve()] = links = Links()
        links.feed(path.read_text("utf-8"))
    return found


def test_every_link_leads_to_a_page_and_an_anchor_that_exist(parsed: dict[Path, Links]) -> None:
    for path, links in parsed.items():
        if path.name == "404.html":
            continue  # its links start at the root of wherever the site is published
        for link in links.addresses:
            if re.match(r"[a-z]+:", link):
                assert link.startswith("data:"), f"{path} leads to {link}"
                continue
            target, anchor = urldefrag(unquote(link))
            target = target.partition("?")[0]  # what a page shall show first
            there = (path.parent / target).resolve() if target else path
            assert there.is_file(), f"{path} leads to {link}"
            if anchor and there in parsed:
                assert anchor in parsed[there].anchors, f"{path} leads to {link}"


def test_search_leads_to_pages_and_anchors_that_exist(site: Path, parsed: dict[Path, Links]) -> None:
    found = addresses(site)
    assert len(found) == len(set(found)) > 100
    assert not [path for path in found if (site / path).resolve() not in parsed]
    anchors = [(page["u"], name) for page in parts(site)["index"]["pages"] for name, _ in page.get("h", ()) if name]
    assert len(anchors) > 20
    for path, name in anchors:
        assert name in parsed[(site / f"{path}.html").resolve()].anchors, f"search leads to {path}.html#{name}"


def test_search_holds_of_a_question_what_lists_show_and_no_interviewers_page_or_words(
    site: Path, handbook: Handbook
) -> None:
    found = parts(site)
    assert not [path for path in addresses(site) if path.startswith(("interviewer/", "private/"))]
    rows = [row for name, rows in found.items() if name != "index" for row in rows]
    assert {row[0] for row in rows} == {*handbook.questions}
    for name, title, about, *_ in rows:
        assert (title, about) == (handbook.questions[name].title, handbook.questions[name].about or "")
    shown = fives(plain(" . ".join(strings(found))))
    known = set().union(*map(fives, public(handbook)))
    for question in handbook.questions.values():
        leaked = (secret(question) - known) & shown
        assert not leaked, f"search shows words of {question.id}: {sorted(leaked)[:3]}"


def test_hints_are_folded_and_the_next_appears_when_one_is_open(address: str, page: Page) -> None:
    page.goto(address + "questions/merge-booking-windows.html")
    steps = page.locator(".rh.steps").first.locator("details")
    assert [steps.nth(n).is_visible() for n in range(3)] == [True, False, False]
    assert not steps.first.locator("p").is_visible()
    steps.first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert steps.first.locator("p").is_visible()
    assert [steps.nth(n).is_visible() for n in range(3)] == [True, True, False]


def test_the_interviewers_page_shows_nothing_until_asked_by_keyboard(address: str, page: Page) -> None:
    page.goto(address + "interviewer/merge-booking-windows.html")
    assert not page.get_by_text("Merge half-open time windows").is_visible()
    assert not page.locator("h2").first.is_visible()
    page.locator(".rh.gate summary").focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("Merge half-open time windows").is_visible()
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"


def test_opened_from_the_folder_pages_and_links_work(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())
    page.locator(".md-content a[href='rounds/knitting.html']").first.click()
    assert page.locator("h1").inner_text().startswith("Knitting")
    page.locator(".md-content a", has_text="Merge booking windows").first.click()
    assert page.locator("h1").inner_text().startswith("Merge booking windows")
    page.locator(".md-content a", has_text="interviewer’s page").click()
    assert page.url.endswith("interviewer/merge-booking-windows.html")


def test_a_phone_never_scrolls_sideways(site: Path, address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    wide = []
    for path in PHONE_PAGES:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(path)
    context.close()
    assert not wide


def build(config: dict[str, object], base: Path) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build` on a copy of our configuration, as a user's shell would."""
    path = base / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config), "utf-8")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(path)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=base, check=False)


@pytest.fixture
def config(folder: Path, tmp_path: Path) -> dict[str, object]:
    """Our configuration with every path made absolute."""
    found: dict[str, object] = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    found["docs_dir"] = str(folder / "docs")
    found["site_dir"] = str(tmp_path / "site")
    found["theme"]["custom_dir"] = str(ROOT / "templates" / "site")  # type: ignore[index]
    return found


def test_plain_mkdocs_without_our_plugin_builds_as_many_pages_and_with_an_address_lists_them(
    site: Path, config: dict[str, object], tmp_path: Path
) -> None:
    config |= {"plugins": [], "site_url": "https://example.org/book/"}
    done = build(config, tmp_path)
    assert done.returncode == 0, done.stderr
    count = len(list(site.rglob("*.html")))
    assert count > 90
    assert len(list((tmp_path / "site").rglob("*.html"))) == count
    listed = re.findall(r"<loc>https://example.org/book/(.*?)</loc>", (tmp_path / "site" / "sitemap.xml").read_text())
    pages = {path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html")}
    assert {each.removesuffix("index.html") for each in listed} == pages - {"404.html"}


def test_with_a_repository_named_the_edit_link_leads_to_the_yaml(config: dict[str, object], tmp_path: Path) -> None:
    config |= {"plugins": [], "repo_url": "https://example.org/us/book", "edit_uri": "edit/main/"}
    done = build(config, tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site" / "questions" / "merge-booking-windows.html").read_text("utf-8")
    link = re.search(r'<a href="([^"]*)" rel="edit">', page)
    assert link
    assert link[1] == "https://example.org/us/book/edit/main/content/questions/knitting/intervals.yml#L8"


def test_mkdocs_prints_the_same_problems_and_fails(content: Path, config: dict[str, object], tmp_path: Path) -> None:
    path = content / "questions" / "knitting" / "intervals.yml"
    path.write_text(path.read_text("utf-8").replace("difficulty: medium", "difficulty: meduim"), "utf-8")
    config["plugins"] = [{"rehearse": {"content": "content"}}]
    config["docs_dir"] = str(tmp_path / "docs")
    (tmp_path / "docs").mkdir()
    done = build(config, tmp_path)
    command = [sys.executable, "-m", "generator.cli", "check"]
    checked = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert checked.returncode == 2
    assert done.returncode != 0
    assert checked.stderr.strip()
    assert checked.stderr.strip() in done.stderr + done.stdout
    assert not list((tmp_path / "docs").iterdir())

"""What a browser may do on a page: the policy, held against a real browser."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import served
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from generator.publish.markup import Markup
from generator.publish.policy import same_anywhere, with_policy

TELL = "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective))"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.add_init_script(TELL)
    yield context.new_page()
    context.close()


@pytest.fixture
def errors(page: Page) -> list[str]:
    """What the browser complains about, violations of the policy included."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


def test_every_page_has_one_policy_before_its_first_script(site: Path) -> None:
    for path in site.rglob("*.html"):
        found = path.read_text("utf-8")
        assert found.count("Content-Security-Policy") == 1, path
        assert found.index("Content-Security-Policy") < found.index("<script"), path


def test_a_policy_lets_the_inline_scripts_of_its_page_run_and_no_other() -> None:
    head = '<meta charset="utf-8">'
    found = ruled(
        f'{head}<script>a()</script><script type="application/json">{{}}</script><script src="b.js"></script>'
    )
    assert re.findall(r"'sha256-[^']*'", found) == ["'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"]
    assert "script-src 'self';" in ruled(head)
    assert "unsafe" not in ruled(head).replace("style-src 'self' 'unsafe-inline'", "")


def ruled(source: str) -> str:
    return with_policy(source, Markup(source))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<!doctype html>\n<html lang="en"><head>\n<meta charset="utf-8">', "<title>A</title>"),
        ("<!DOCTYPE HTML><HTML><HEAD><META CHARSET=utf-8>", "<script src=a.js></script>"),
        ("<html><head><meta charset='UTF-8' />", "<link rel=stylesheet href=a.css>"),
        ('<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">', "<body>"),
        ("<head><title>1 > 0</title><meta name=a content='>'><meta charset=utf-8>", "<p>"),
    ],
)
def test_a_policy_goes_in_behind_the_encoding_however_that_is_spelled(before: str, after: str) -> None:
    found = ruled(before + after)
    assert found.startswith(f"{before}\n      <meta http-equiv=")
    assert found.endswith(f">{after}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!doctype html><html><head data-x='>'>", "<script src=a.js></script><meta charset=utf-8>"),
        ("<!doctype html>", "<title>A</title><p>no head at all</p>"),
        ("", "<p>nothing but a body</p>"),
        ("<html>", "<!-- <head> --><body><head>"),
        ("<head>", "<title>&lt;meta charset=utf-8&gt;</title>"),
    ],
)
def test_without_an_encoding_first_a_policy_goes_in_at_the_start_of_the_head(before: str, after: str) -> None:
    found = ruled(before + after)
    assert found.startswith(f'{before}<meta charset="utf-8">\n      <meta http-equiv=')
    assert found.endswith(f">{after}")


HOSTILE = st.text("ab =<>/'\"&;\n\t`" + "\u00a0") | st.sampled_from(
    [
        " href=top",
        " src=x",
        "' href='top",
        '" src="x',
        "<script",
        "<script>a()</script>",
        "</title>",
        "<!--",
        "]]>",
        "-->",
    ]
)


@given(HOSTILE, HOSTILE)
@settings(derandomize=True, deadline=None)
def test_words_in_a_title_or_an_attribute_are_never_taken_for_an_address_or_a_script(one: str, other: str) -> None:
    """And an address is what a browser reads, whatever stands beside it."""
    title, quoted = html.escape(one, quote=False), html.escape(other)
    page = (
        f'<!doctype html><html><head><title>{title}</title></head><body><img alt="{quoted}" src="x.png">'
        f"<p>{title}</p><a title='{quoted}' href=\"{quoted}\">{title}</a><script src=y.js></script>"
    )
    found = Markup(page)
    assert list(found.addresses) == [("img", "src", "x.png"), ("a", "href", other), ("script", "src", "y.js")]
    assert found.scripts == []
    assert ruled(page).replace(found_policy(page), "", 1) == page


def found_policy(page: str) -> str:
    added = re.search(r'<meta charset="utf-8">\n      <meta http-equiv="[^>]*>', ruled(page))
    assert added
    return added[0]


def test_a_script_is_read_as_a_browser_reads_it() -> None:
    assert Markup("<SCRIPT>a<b</ScRiPt >").scripts == ["a<b"]
    assert Markup("<script/>a()</script>").scripts == ["a()"]
    assert len(Markup("<script>a()").scripts) == 1, "none that a browser runs, but none of ours either"
    assert Markup("<p><!-- <script>a()</script> --><p title='<script>b()</script>'>").scripts == []
    assert Markup("<script type=application/json>{}</script><script src=a.js>b()</script>").scripts == []


def test_the_themes_script_is_known_at_any_depth_and_no_other_is() -> None:
    one, other = (f'<script>a=new URL("{depth}",location)</script>' for depth in (".", "../.."))
    assert [*map(same_anywhere, Markup(one).scripts)] == [*map(same_anywhere, Markup(other).scripts)]
    assert same_anywhere('a=new URL("x",location);alert()') != same_anywhere('a=new URL("x",location)')


@pytest.mark.parametrize("start", ["", "404.html"])
def test_search_and_the_light_switch_work_under_the_policy(
    start: str, address: str, page: Page, errors: list[str]
) -> None:
    page.goto(address + start)
    page.keyboard.press("/")
    page.locator(".find input").fill("intervals")
    page.locator(".find .hits a").first.wait_for()
    page.keyboard.press("Escape")
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator("label[for^=__palette]:visible").click()
    after = page.locator("body").get_attribute("data-md-color-scheme")
    assert {before, after} == {"default", "slate"}
    page.goto(address + "questions/merge-booking-windows.html")
    assert page.locator("body").get_attribute("data-md-color-scheme") == after
    assert errors == []


@pytest.mark.parametrize(
    ("added", "directive"),
    [
        ("<script>document.title = 'owned'</script>", "script-src-elem"),
        ("<img src=x.png onerror=\"document.title = 'owned'\">", "script-src-attr"),
        ('<iframe src="javascript:parent.document.title = 1"></iframe>', "script-src-elem"),
        ('<iframe src="https://example.org/"></iframe>', "frame-src"),
        ('<img src="https://example.org/a.png">', "img-src"),
        ('<link rel="stylesheet" href="https://example.org/a.css">', "style-src-elem"),
        ('<base href="https://example.org/">', "base-uri"),
    ],
)
def test_what_slipped_into_a_page_can_do_nothing(
    added: str, directive: str, site: Path, tmp_path: Path, page: Page, errors: list[str]
) -> None:
    source = (site / "404.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(re.sub(r"<body[^>]*>", lambda body: body[0] + added, source), "utf-8")
    with served(tmp_path) as address:
        page.goto(address)
    assert f"policy: {directive}" in errors
    assert page.title() != "owned"


def test_opened_from_the_folder_a_page_has_its_styles(site: Path, page: Page, errors: list[str]) -> None:
    page.goto((site / "index.html").as_uri())
    assert page.evaluate("document.styleSheets.length") >= 3
    assert not [error for error in errors if error.startswith("policy")]


def test_the_headers_file_says_what_only_a_header_can(site: Path) -> None:
    headers = (site / "_headers").read_text("utf-8")
    assert headers.startswith("/*\n  ")
    assert "frame-ancestors 'none'" in headers
    assert "X-Content-Type-Options: nosniff" in headers

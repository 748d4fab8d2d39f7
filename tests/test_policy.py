"""What a browser may do on a page: the policy, held against a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import served
from playwright.sync_api import Browser, Page

from generator.publish.policy import inline_scripts, same_anywhere, with_policy

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
def address(small_site: Path) -> Iterator[str]:
    with served(small_site) as found:
        yield found


def test_every_page_has_one_policy_before_its_first_script(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        assert html.count("Content-Security-Policy") == 1, path
        assert html.index("Content-Security-Policy") < html.index("<script"), path


def test_a_policy_lets_the_inline_scripts_of_its_page_run_and_no_other() -> None:
    head = '<meta charset="utf-8">'
    html = with_policy(
        f'{head}<script>a()</script><script type="application/json">{{}}</script><script src="b.js"></script>'
    )
    assert re.findall(r"'sha256-[^']*'", html) == ["'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"]
    assert "script-src 'self';" in with_policy(head)
    assert "unsafe" not in with_policy(head).replace("style-src 'self' 'unsafe-inline'", "")
    with pytest.raises(ValueError, match="no <meta"):
        with_policy("<p>")


def test_the_themes_script_is_known_at_any_depth_and_no_other_is() -> None:
    one, other = (f'<script>a=new URL("{depth}",location)</script>' for depth in (".", "../.."))
    assert [*map(same_anywhere, inline_scripts(one))] == [*map(same_anywhere, inline_scripts(other))]
    assert same_anywhere('a=new URL("x",location);alert()') != same_anywhere('a=new URL("x",location)')


@pytest.mark.parametrize("start", ["", "404.html"])
def test_search_and_the_light_switch_work_under_the_policy(
    start: str, address: str, page: Page, errors: list[str]
) -> None:
    page.goto(address + start)
    page.keyboard.press("/")
    page.locator(".md-search__input").press_sequentially("intervals")
    page.locator(".md-search-result__link").first.wait_for()
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
    added: str, directive: str, small_site: Path, tmp_path: Path, page: Page, errors: list[str]
) -> None:
    html = (small_site / "404.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(re.sub(r"<body[^>]*>", lambda body: body[0] + added, html), "utf-8")
    with served(tmp_path) as address:
        page.goto(address)
    assert f"policy: {directive}" in errors
    assert page.title() != "owned"


def test_opened_from_the_folder_a_page_has_its_styles(small_site: Path, page: Page, errors: list[str]) -> None:
    page.goto((small_site / "index.html").as_uri())
    assert page.evaluate("document.styleSheets.length") >= 3
    assert not [error for error in errors if error.startswith("policy")]


def test_the_headers_file_says_what_only_a_header_can(small_site: Path) -> None:
    headers = (small_site / "_headers").read_text("utf-8")
    assert headers.startswith("/*\n  ")
    assert "frame-ancestors 'none'" in headers
    assert "X-Content-Type-Options: nosniff" in headers

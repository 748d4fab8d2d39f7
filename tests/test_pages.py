"""The docs folder: what a page holds, and what it must never hold."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

import pytest
from conftest import CONTENT

from generator import pages, text
from generator.jobs.site import read
from generator.model import Handbook
from generator.pages import SiteData

GOLDEN_PAGES = (
    "bank.md",
    "candidates/ada/stories.md",
    "candidates/kofi.md",
    "guides/run-a-mock-as-candidate.md",
    "index.md",
    "interviewer/merge-booking-windows.md",
    "plans/four-week.md",
    "plans/short-days.md",
    "questions/argued-against-and-it-went-ahead.md",
    "roles/staff-engineer.md",
    "rounds/index.md",
    "rounds/candour.md",
    "sheets/knitting.md",
    "sheets/index.md",
    "topics/conflict.md",
)


@pytest.mark.parametrize("path", GOLDEN_PAGES)
def test_a_page_of_each_kind_reads_as_before(
    path: str, made: dict[str, str], golden: Callable[[str, str], None]
) -> None:
    golden(f"page-{path.replace('/', '-')}", made[path])


def test_the_first_page_of_each_other_kind_reads_as_before(
    site_data: SiteData, made: dict[str, str], golden: Callable[[str, str], None]
) -> None:
    for make in pages.PAGES.values():
        paths = [path for path, _ in make(site_data)]
        if not set(paths) & set(GOLDEN_PAGES):
            golden(f"page-{paths[0].replace('/', '-')}", made[paths[0]])


def test_every_noun_has_its_page_at_the_address_people_keep(handbook: Handbook, made: dict[str, str]) -> None:
    assert {path.replace(".md", ".html") for path in made} >= handbook.addresses


def test_pages_are_the_same_bytes_again(site_data: SiteData, made: dict[str, str]) -> None:
    assert pages.render(read(CONTENT)) == made


def test_a_page_names_the_file_and_line_it_is_made_from(made: dict[str, str]) -> None:
    page = made["questions/charged-twice.md"]
    path = re.search(r'source: "(.*)"', page)
    line = re.search(r"source_line: (\d+)", page)
    assert path
    assert line
    source = (CONTENT.parent / path[1]).read_text("utf-8").splitlines()
    assert source[int(line[1]) - 1].strip() == "- id: charged-twice"


def test_a_hostile_title_and_prompt_stay_text(site_data: SiteData) -> None:
    """Neither HTML, Markdown nor Jinja in a field becomes anything but words on the page."""
    hostile = "<script>x()</script> [a](javascript:x) `b` {{ 7*7 }} # *c* | d"
    one = site_data.handbook.questions["charged-twice"]
    changed = one.model_copy(update={"title": hostile, "prompt": "{{ 7*7 }} {% raw %} & \t~~~\n\n~~~\nfence\n~~~"})
    handbook = dataclasses.replace(site_data.handbook, questions={one.id: changed})
    made = pages.render(SiteData(handbook, {}))
    page = made["questions/charged-twice.md"]
    assert "<script" not in "".join(made.values())
    assert "{{ 7*7 }} {% raw %}" in page
    assert f"# {text.escape(hostile)}" in page

"""The plan of the plan page, printed from the browser: read back, it says what plan.pdf says of the same file."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from browser import served
from playwright.sync_api import Browser, Page
from shown_plan import CASES, DAY, case_of, show

from generator import paper
from generator.load import load_candidate
from generator.model import Handbook
from generator.paper.plan_view import PlanDocument
from generator.planner import make_plan
from generator.say import say

#: The sizes of the two papers, in points.
SIZES = {"a4": (595, 842), "letter": (612, 792)}


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address + "plans/index.html", wait_until="networkidle")
    yield page
    page.close()


def read(pdf: Path, *, layout: bool = False) -> list[str]:
    """The text of each page. Without spaces and hyphens at ends of lines, two printers write the same."""
    how = "-layout" if layout else "-raw"
    text = subprocess.run(["pdftotext", how, pdf, "-"], check=True, capture_output=True, text=True).stdout
    return [each if layout else bare(each) for each in text.removesuffix("\f").split("\f")]


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("\u00ad", "")


def rows(document: PlanDocument) -> Iterator[str]:
    """The rows of the document's tables, each as one text: none may be on two pages."""
    for each in document.done:
        yield f"{each.date} {each.session} {each.what}, {each.round} {each.step}"
    for week in document.sessions:
        yield f"{week.label} {week.dates}"
        for row in week.sessions:
            goal = "".join(str(getattr(span, "text", "")) for span in row.goal)
            yield f"{row.date} {row.id} {row.kind}, {row.round} {goal} {row.remark} {row.time}"
    for asked in document.asked:
        for slot in asked.slots:
            yield f"{slot.date} {slot.what} {slot.minutes} {slot.id}"
    for criterion in document.criteria:
        yield f"{criterion.label} {criterion.text} {criterion.evidence} {criterion.next} {criterion.when}"
    for phase in document.phases:
        yield f"{phase.title} {phase.dates} {phase.days} {phase.idea}"
    for standing in document.standings:
        why = f"{standing.place} {standing.title} {standing.why}"
        yield f"{why} {standing.minutes} {standing.confidence} {standing.note}"


def sentences(document: PlanDocument) -> Iterator[str]:
    """What else the document says, each as one text."""
    yield from (document.template, document.heading, document.name, document.footer, document.weakest)
    for fact in document.facts:
        yield from (fact.label, *fact.lines)
    yield from (*document.confidence, *document.changes, *document.advice, *document.to_know, *document.alone)
    for each in document.legend:
        yield from (each.label, each.meaning)
    for asked in document.asked:
        yield f"{asked.name}, {asked.role}" if asked.role else asked.name
        yield from (asked.hours, *asked.opening, *asked.close)
    for day in document.last_days:
        yield f"{day.date} {day.what}"
    for checklist in document.checklists:
        yield from (checklist.title, *checklist.items)
    yield from document.stories
    yield from (row.fix for row in document.log)


def missing(wanted: Iterable[str], text: Sequence[str] | str) -> list[str]:
    """What is on none of the pages."""
    pages = [text] if isinstance(text, str) else text
    return [each for each in wanted if not any(bare(each) in page for page in pages)]


@pytest.mark.parametrize("name", CASES)
def test_the_printed_plan_says_what_plan_pdf_says(page: Page, handbook: Handbook, tmp_path: Path, name: str) -> None:
    case = CASES[name]
    candidate, log = case_of(handbook, case)
    text, fingerprint = show(page, handbook, case)
    file = tmp_path / "candidate.yml"
    file.write_text(text, "utf-8")
    plan = make_plan(handbook, load_candidate(file)[0], case.today, log)
    assert plan.fingerprint == fingerprint

    document = paper.plan_document(handbook, plan)
    plan_pdf, printed_pdf = tmp_path / "plan.pdf", tmp_path / "printed.pdf"
    plan_pdf.write_bytes(paper.to_pdf("plan", document, candidate.paper))
    page.pdf(path=printed_pdf, prefer_css_page_size=True)
    pages = read(printed_pdf)
    wanted = [*rows(document), *sentences(document)]
    assert len(wanted) > 20
    assert missing(wanted, "".join(read(plan_pdf))) == []
    assert missing(wanted, "".join(pages)) == []
    assert missing(rows(document), pages) == []  # each on one page as a whole

    # no page is blank, and none ends with a heading
    foot = bare(document.footer)
    headings = [bare(each) for each in document.labels.values()] + [bare(each.label) for each in document.sessions]
    log_head = bare("".join(document.labels[name] for name in ("date", "session", "before", "after", "fix")))
    for n, each in enumerate(pages, 1):
        body = re.sub(rf"{n}/{len(pages)}", "", each.replace(foot, ""))
        if body == log_head:  # rows to write in, and nothing else
            continue
        assert len(body) > 40, f"page {n} is blank"
        assert [head for head in headings if len(head) > 4 and body.endswith(head)] == [], (
            f"page {n} ends with a heading"
        )
    assert f"{len(pages)}/{len(pages)}" in pages[-1]
    for size in sizes(printed_pdf):
        assert size == (SIZES[candidate.paper][::-1] if document.large else SIZES[candidate.paper])


def sizes(pdf: Path) -> set[tuple[int, int]]:
    told = subprocess.run(["pdfinfo", "-l", "-1", pdf], check=True, capture_output=True, text=True).stdout
    return {(round(float(wide)), round(float(high))) for wide, high in re.findall(r"size:\s+([\d.]+) x ([\d.]+)", told)}


def test_heads_are_repeated_on_every_page_of_the_sessions(page: Page, handbook: Handbook, tmp_path: Path) -> None:
    candidate, _ = case_of(handbook, CASES["twelve weeks"])
    show(page, handbook, CASES["twelve weeks"])
    file = tmp_path / "printed.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    pages = read(file)
    document = paper.plan_document(handbook, make_plan(handbook, candidate, DAY))
    ids = [(row.date, row.id, row.kind) for week in document.sessions for row in week.sessions]
    head = bare(say("label.plan.what") + say("label.plan.time"))
    with_rows = [each for each in pages if any(bare(" ".join(row)) in each for row in ids)]
    assert len(with_rows) > 2
    assert [each for each in with_rows if head not in each] == []


def test_only_the_plan_is_printed_and_without_a_plan_the_page_as_ever(
    page: Page, handbook: Handbook, tmp_path: Path
) -> None:
    show(page, handbook, CASES["four weeks"])
    file = tmp_path / "printed.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    text = "".join(read(file))
    shown = page.locator("h1").first.inner_text().removesuffix("¶")
    buttons = page.locator("plan-view[data-test] button").all_inner_texts()
    assert len(buttons) > 4
    for words in (*filter(None, buttons), "Skip to content", "rehearse plan candidate.yml Install"):
        assert bare(words) not in text
    assert not text.startswith(bare(shown))
    page.evaluate("document.querySelector('plan-view[data-test]').empty()")
    page.pdf(path=file, prefer_css_page_size=True)
    without = "".join(read(file))
    assert without.startswith(bare(shown))
    assert bare(handbook.candidates["ada"].name) + bare(say("label.cover.interviews", count=1)) not in without


def test_a_plan_that_no_longer_follows_from_the_form_says_so_on_paper(
    page: Page, handbook: Handbook, tmp_path: Path
) -> None:
    show(page, handbook, CASES["four weeks"])
    file = tmp_path / "printed.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    assert bare(say("view.stale.paper")) not in "".join(read(file))
    page.evaluate("document.querySelector('plan-view[data-test]').stale([{field: 'days', message: 'Give a day.'}])")
    page.pdf(path=file, prefer_css_page_size=True)
    assert bare(say("view.stale.paper")) in "".join(read(file))

"""Progress as people see it: on a terminal, on paper, on the private page; and what a plan with a log says."""

from __future__ import annotations

import datetime
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from browser import chromium
from conftest import CONTENT
from forked import rehearse
from halfway import BOXES, TODAY, entry, first, halfway, log
from hypothesis import given, settings
from hypothesis import strategies as st
from test_look import AXE, opened, settled
from visibility import plain, strings

from generator import pages, paper, report, say
from generator.model import Handbook, Plan
from generator.pages import SiteData
from generator.planner import make_plan


@pytest.fixture(scope="module")
def plan(handbook: Handbook) -> Plan:
    return halfway(handbook)


def facts(handbook: Handbook, made: Plan) -> report.Progress:
    return report.progress(report.spoken(handbook, made))


def read(pdf: bytes, tmp_path: Path) -> str:
    """The words of a PDF in the order of the content, blanks collapsed."""
    (tmp_path / "read.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", tmp_path / "read.pdf", "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def private(handbook: Handbook, made: Plan) -> dict[str, str]:
    return pages.render_private(SiteData(handbook, {"ada": made}), "candidate")


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return rehearse(*arguments)


# ── what it says ──


def test_every_mock_of_the_log_stands_in_the_table_with_its_numbers(plan: Plan, handbook: Handbook) -> None:
    """On paper and on the page, in the order of the log."""
    shown = facts(handbook, plan)
    expected = [(each.before, each.after, each.fix) for each in log(handbook)]
    assert [(mock.before, mock.after, mock.fix) for mock in shown.mocks] == expected
    rows = re.findall(r"(\d) → (\d) of 5</td><td[^>]*>([^<]*)</td>", private(handbook, plan)["private/ada/progress.md"])
    assert [(int(before), int(after), fix) for before, after, fix in rows] == expected


def test_the_table_on_paper_equals_the_log(plan: Plan, handbook: Handbook, tmp_path: Path) -> None:
    text = read(paper.to_pdf("progress", paper.progress_document(handbook, plan)), tmp_path)
    at = text.index("The log Day Session")
    for mock in facts(handbook, plan).mocks:
        row = f"{mock.date} {mock.session} {mock.what} {mock.before} {mock.after} {mock.fix}"
        assert row in text[at:]
        at = text.index(row, at)


def test_each_round_has_a_picture_that_says_its_numbers_to_those_who_can_t_see_it(
    plan: Plan, handbook: Handbook
) -> None:
    page = private(handbook, plan)["private/ada/progress.md"]
    said = re.findall(r'<svg [^>]*role="img" aria-label="([^"]+)"', page)
    assert len(said) == len(plan.rounds)
    assert said[0] == (
        "Confidence in Knitting, before and after each mock: Mon 28 Dec from 3 to 3; Thu 31 Dec from 3 to 4; "
        "Thu 7 Jan from 4 to 5."
    )
    assert said[2] == "Candour: no mock yet."
    assert page.count('class="after"') == page.count('class="before"') == len(plan.done)


def test_scores_by_a_model_and_by_oneself_stand_apart(plan: Plan, handbook: Handbook) -> None:
    shown = facts(handbook, plan)
    people = " ".join(strings([each.mocks for each in shown.scores]))
    assert "language model" not in people
    assert "yourself" not in people
    assert [each.mocks for each in shown.apart] == [("Thu 31 Dec, language model", "Sat 2 Jan, yourself")]


def test_own_scores_stand_beside_the_partners_and_are_counted_not_averaged(plan: Plan, handbook: Handbook) -> None:
    knitting = facts(handbook, plan).scores[0]
    assert knitting.mocks == ("Mon 28 Dec, peer", "Thu 31 Dec, friend", "Thu 7 Jan, expert")
    assert knitting.rows[0] == ("Reasoning aloud", ("2, you 3", "3", "4, you 3"))
    assert knitting.rows[3] == ("Testing", ("2, you 3", "not seen", "3, you 3"))
    assert knitting.said == "Of 10 scores your own was higher twice, lower twice and the same six times."


def test_what_is_not_met_is_said_with_its_evidence_and_the_session_that_tests_it_next(
    plan: Plan, tmp_path: Path, handbook: Handbook
) -> None:
    text = read(paper.to_pdf("progress", paper.progress_document(handbook, plan)), tmp_path)
    shown = facts(handbook, plan).criteria
    for each in shown:
        assert each.text in text
        assert each.evidence in text
    dates = {each.id: each.date for each in plan.sessions}
    for each, criterion in zip(shown, plan.criteria, strict=True):
        assert each.next == criterion.session
        assert each.next in dates
    assert f"{shown[1].next} {shown[1].when}" in text


def test_a_stubborn_round_comes_with_advice_and_a_fix_that_comes_back_is_said(
    plan: Plan, tmp_path: Path, handbook: Handbook
) -> None:
    for text in (
        read(paper.to_pdf("progress", paper.progress_document(handbook, plan)), tmp_path),
        " ".join(report.summary(facts(handbook, plan)).split()),
    ):
        assert "Stuck, and what may help Skyline design hasn’t improved" in text
        assert "career centre" in text
        assert "You’ve written down the same fix three times" in text


def test_a_fix_that_came_twice_is_said_before_it_is_a_habit(handbook: Handbook) -> None:
    made = make_plan(handbook, handbook.candidates["ada"].model_copy(update={"start": None}), TODAY, log(handbook)[:3])
    assert facts(handbook, made).fixes == (f"Twice so far: {BOXES}",)


def test_all_met_is_said_as_such_and_promises_nothing(plan: Plan, handbook: Handbook) -> None:
    met = [each.model_copy(update={"state": "met"}) for each in plan.criteria]
    shown = facts(handbook, plan.model_copy(update={"criteria": met}))
    assert shown.met == "Every criterion is met. That is what the log shows; it promises nothing about the day."
    assert facts(handbook, plan).met == "Criteria: 2 met, 2 not met, 3 without enough evidence yet."


def test_nobody_is_called_ready_or_ranked(plan: Plan, handbook: Handbook) -> None:
    """The texts for a model are the handbook's, and contain the questions."""
    pages = [re.sub(r'<div class="rh unseen".*', "", page) for page in private(handbook, plan).values()]
    text = " ".join([*strings(paper.progress_document(handbook, plan).model_dump(mode="json")), *pages])
    assert not re.search(r"\b(ready|average|percentile|rank\w*|score of)\b", text, re.IGNORECASE)


def test_without_a_log_it_says_what_to_do(handbook: Handbook, tmp_path: Path) -> None:
    made = first(handbook)
    line = "Run a mock, then: rehearse log FILE"
    assert line in read(paper.to_pdf("progress", paper.progress_document(handbook, made)), tmp_path)
    assert line in report.summary(facts(handbook, made))
    page = private(handbook, made)["private/ada/progress.md"]
    assert line in page
    assert "<svg" not in page
    assert "progress.pdf" not in page


# ── on a terminal ──


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 17), st.sampled_from(["knitting", "skyline-design", "candour"]), st.integers(1, 5),
            st.integers(1, 5), st.text(st.sampled_from("abc defgh"), min_size=1, max_size=150).filter(str.strip),
        ),
        max_size=40,
    )
)  # fmt: skip
def test_a_summary_has_60_lines_of_80_columns_at_most(handbook: Handbook, mocks: list[Any]) -> None:
    start = datetime.date(2026, 12, 23)
    logged = [
        entry((start + datetime.timedelta(days=days)).isoformat(), round_, before, after, fix.strip())
        for days, round_, before, after, fix in sorted(mocks, key=lambda each: each[0])
    ]
    made = make_plan(handbook, handbook.candidates["ada"].model_copy(update={"start": None}), TODAY, logged)
    lines = report.summary(facts(handbook, made)).splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 80


def test_the_command_says_it_and_writes_the_pdf_beside_the_plan(tmp_path: Path) -> None:
    source = (CONTENT / "candidates" / "ada.yml").read_text("utf-8").replace("start: 2026-12-23\n", "")
    (tmp_path / "ada.yml").write_text(source, "utf-8")
    (tmp_path / "ada-log.yml").write_text(
        "- date: 2026-12-28\n  round: knitting\n  before: 3\n  after: 4\n  fix: Said nothing.\n", "utf-8"
    )
    given_ = (tmp_path / "ada.yml", "--today", "2026-12-29", "--out", tmp_path / "out")
    for name in ("plan", "progress"):
        done = command(name, *given_)
        assert done.returncode == 0, done.stderr
    assert "1 mock done" in done.stdout
    assert "3 → 4" in done.stdout
    folder = tmp_path / "out" / "ada" / "candidate"
    assert done.stdout.endswith(f"progress   {folder.as_posix()}/progress.pdf\n")
    assert (folder / "progress.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "plan.pdf").exists(), "progress takes nothing away"


# ── what a plan with a log says ──


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_a_plan_half_way_shows_what_changed_what_is_done_and_the_log_and_has_nine_pages_at_most(
    plan: Plan, size: Any, tmp_path: Path, handbook: Handbook
) -> None:
    pdf = paper.to_pdf("plan", paper.plan_document(handbook, plan), size)
    assert 6 <= paper.page_count(pdf) <= 9
    text = read(pdf, tmp_path)
    at = 0
    for part in (
        "What changed, and why", *report.spoken(handbook, plan)["changes"], "Stuck, and what may help",
        "What to know about this plan", "Sessions", "So far", "What to ask each partner for", "What you can do alone",
        "Log", "Criteria", "The last two days", "Stories to tell",
    ):  # fmt: skip
        assert part in text[at:], part
        at = text.index(part, at)


def test_the_log_of_a_plan_holds_what_is_logged_then_room_to_write(plan: Plan, handbook: Handbook) -> None:
    rows = paper.plan_document(handbook, plan).log
    logged = [(each.before, each.after, each.fix) for each in rows if each.date]
    assert logged == [(str(each.before), str(each.after), each.fix) for each in plan.done]
    blank = rows[len(logged) :]
    ahead = [each.id for each in plan.sessions if each.kind != "micro"]
    assert [each.session for each in blank if each.session] == ahead
    assert not any(each.date or each.before or each.after or each.fix for each in blank)


def test_the_message_holds_every_date_with_its_minutes_and_the_hours_asked_for(plan: Plan, handbook: Handbook) -> None:
    """Ready to copy from the paper and from the private page, one for each person, in the order of the plan."""
    page = plain(private(handbook, plan)["private/ada.md"])
    requests = paper.plan_document(handbook, plan).asked
    assert [asked.called for asked in requests] == [person.name for person in plan.people] == ["Sam", "Ines"]
    for asked, person in zip(requests, plan.people, strict=True):
        here = [each for each in plan.sessions if (each.partner, each.person) == (person.kind, person.name)]
        assert len(here) == person.sessions
        assert [(slot.id, slot.minutes) for slot in asked.slots] == [(each.id, f"{each.minutes} min") for each in here]
        hours = say.hours(person.minutes)
        assert (f"{hours} in all" if len(here) > 1 else f"It takes {hours}.") in asked.opening[1]
        assert f"Hello {person.name}," in page
        for slot in asked.slots:
            assert f"{slot.date}, {slot.what}, {slot.minutes} ({slot.id})" in page


def test_people_who_take_turns_each_get_their_own_dates_and_no_other(handbook: Handbook) -> None:
    made = halfway(handbook, partners={"peer": ["Sam", "Kim"], "expert": []})
    requests = {each.called: each for each in paper.plan_document(handbook, made).asked}
    assert {"Sam", "Kim", "an expert"} == set(requests)
    dates = {name: {slot.id for slot in asked.slots} for name, asked in requests.items()}
    for session in made.sessions:
        who = {name for name, ids in dates.items() if session.id in ids}
        assert who == ({session.person or "an expert"} if session.partner in ("peer", "expert") else set())
    assert requests["an expert"].opening[0] == "Hello,"
    assert "Hello Kim," in private(handbook, made)["private/ada.md"]


def test_with_swap_the_message_offers_the_same_hours_in_return_and_says_so(plan: Plan, handbook: Handbook) -> None:
    swapped = halfway(handbook, swap=True)
    document = paper.plan_document(handbook, swapped)
    hours = say.hours(sum(each.minutes for each in swapped.sessions if each.partner == "peer"))
    assert f"{hours} in all? In return I’ll interview you for {hours}." in document.asked[0].opening[1]
    assert f"and {hours} from you in return" in document.asked[0].hours
    assert f"{hours} for Sam" in [line for fact in document.facts for line in fact.lines]
    assert "return" not in paper.plan_document(handbook, plan).asked[0].hours


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 hours"), (20, "half an hour"), (60, "1 hour"), (61, "1.5 hours"), (690, "11.5 hours"), (720, "12 hours")],
)
def test_hours_are_rounded_up_to_the_half_hour(minutes: int, said: str) -> None:
    assert say.hours(minutes) == said


def test_no_question_stands_in_what_a_candidate_gets_of_a_log(handbook: Handbook, tmp_path: Path) -> None:
    """Not even one that the log names: its sheet may still be sealed for the partner."""
    named = [each.model_copy(update={"questions": ("merge-booking-windows",)}) for each in log(handbook)]
    named = [each if each.round == "knitting" else each.model_copy(update={"questions": ()}) for each in named]
    made = make_plan(handbook, handbook.candidates["ada"].model_copy(update={"start": None}), TODAY, named)
    assert any(each.questions for each in made.done)
    documents = (paper.progress_document(handbook, made), paper.plan_document(handbook, made))
    texts = [
        *(each for document in documents for each in strings(document.model_dump(mode="json"))),
        *private(handbook, made).values(),
        report.summary(facts(handbook, made)),
    ]
    everything = "\n".join(texts)
    for question in handbook.questions.values():
        assert question.id not in everything
        assert question.title not in everything


# ── in a browser ──


@pytest.fixture(scope="module")
def edition(handbook: Handbook, small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A candidate's private edition, half way: from their file and their log."""
    base = tmp_path_factory.mktemp("edition")
    source = (CONTENT / "candidates" / "ada.yml").read_text("utf-8").replace("start: 2026-12-23\n", "")
    (base / "ada.yml").write_text(source, "utf-8")
    rows = [each.model_dump(mode="json", by_alias=True, exclude_defaults=True) for each in log(handbook)]
    (base / "ada-log.yml").write_text(yaml.safe_dump(rows, sort_keys=False), "utf-8")
    done = command(
        "site", "--content", small, "--candidate", base / "ada.yml", "--who", "candidate",
        "--today", TODAY.isoformat(), "--out", base / "out",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return base / "out" / "private"


def test_the_page_offers_the_pdf_and_the_way_to_the_plan_and_back(edition: Path) -> None:
    page = (edition / "ada" / "progress.html").read_text("utf-8")
    assert (edition / "ada" / "candidate" / "progress.pdf").exists()
    assert 'href="../../private/ada/candidate/progress.pdf"' in page
    assert 'href="../ada.html"' in page
    assert 'href="ada/progress.html"' in (edition / "ada.html").read_text("utf-8")


def test_axe_finds_nothing_on_the_page_of_progress_or_of_the_plan(edition: Path) -> None:
    """Light and dark, wide and narrow; nothing runs out of the page."""
    with chromium() as browser:
        for width in (360, 1280):
            for scheme in ("light", "dark"):
                page = opened(browser, width, scheme)
                page.add_init_script(AXE)
                for path in (edition / "ada.html", edition / "ada" / "progress.html"):
                    page.goto(path.as_uri())
                    assert settled(page) == [], (path.name, width, scheme)
                    assert page.evaluate("document.documentElement.scrollWidth") <= width
                page.context.close()

"""What is printed: pages, words, order, and what must never stand on a sheet."""

from __future__ import annotations

import dataclasses
import datetime
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from halfway import halfway
from printed import MORE
from visibility import seen, strings

from generator import paper
from generator.jobs.sheets import overlong
from generator.model import LEVELS, Handbook, Plan
from generator.pages import SiteData
from generator.planner import make_plan
from generator.problem import ContentError

PAPERS = ("a4", "letter")
THREE = ("argued-against-and-it-went-ahead", "two-wishes-one-work", "popular-idea-put-aside")


@pytest.fixture(scope="module")
def plans(handbook: Handbook) -> dict[str, Plan]:
    return {name: make_plan(handbook, each, each.start) for name, each in handbook.candidates.items() if each.start}


@pytest.fixture(scope="module")
def views(handbook: Handbook, plans: dict[str, Plan]) -> dict[str, paper.Document]:
    """One document of each kind."""
    return {
        "plan": paper.plan_document(handbook, plans["ada"]),
        "session": paper.session_sheet(handbook, "knitting", ["merge-booking-windows"], "senior"),
        "candidate": paper.candidate_sheet(handbook, "merge-booking-windows"),
        "progress": paper.progress_document(handbook, halfway(handbook)),
        "rubric": paper.rubric_sheet(handbook, "knitting"),
        "stories": paper.story_worksheet(handbook, handbook.candidates["ada"], datetime.date(2026, 12, 23)),
        "pack": paper.pack_document(
            handbook,
            plans["ada"],
            "candidate",
            [paper.Sheet("rubric", paper.rubric_sheet(handbook, "knitting"), "knitting-1", "knitting-1")],
        ),
        **{name: make(handbook) for name, make in MORE.items()},
    }


def words(pdf: bytes, tmp_path: Path) -> str:
    """Read the text back in the order of the content, blanks collapsed."""
    file = tmp_path / "read.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def in_order(text: str, *parts: str) -> None:
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"{part!r} does not follow: {text[at : at + 300]!r}"
        at = found


def font_sizes(pdf: bytes, tmp_path: Path) -> set[float]:
    """Every size of type in a PDF, in points, transformations included."""
    file = tmp_path / "sizes.pdf"
    file.write_bytes(pdf)
    found: set[float] = set()
    with pikepdf.open(file) as opened:
        for page in opened.pages:
            stack, scale, size, text_scale = [], 1.0, 0.0, 1.0
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name == "q":
                    stack.append(scale)
                elif name == "Q":
                    scale = stack.pop()
                elif name == "cm":
                    scale *= abs(float(operands[3]))
                elif name == "Tf":
                    size = float(operands[1])
                elif name == "Tm":
                    text_scale = abs(float(operands[3]))
                elif name in ("Tj", "TJ"):
                    found.add(round(size * scale * text_scale, 2))
    return found


# ── pages ──


@pytest.mark.parametrize("size", PAPERS)
def test_a_session_sheet_of_any_question_has_two_pages(
    bank: Handbook, bank_sheets: dict[str, bytes], size: Any
) -> None:
    for question in bank.questions:
        assert paper.page_count(bank_sheets[f"sheets/{question}-session-{size}.pdf"]) == 2, question


def test_the_longest_questions_of_the_bank_share_a_sheet_of_two_pages(bank: Handbook) -> None:
    """In every round with several questions, the longest first, so that each question is in one; on the lower paper."""
    for round_ in bank.rounds.values():
        by_length = sorted(bank.of_round(round_.id), key=lambda each: (-len(each.model_dump_json()), each.id))
        for level in LEVELS if round_.questions > 1 else ():
            names = [each.id for each in by_length if level in each.levels]
            for start in range(0, len(names) - round_.questions + 1, round_.questions):
                together = names[start : start + round_.questions]
                sheet = paper.session_sheet(bank, round_.id, together, level)
                assert paper.page_count(paper.to_pdf("session", sheet, "letter")) == 2, together


def test_sheets_with_as_many_questions_as_their_round_asks_keep_to_their_pages(site_data: SiteData) -> None:
    """Every question, among others, at every level, on both papers; what `rehearse check --sheets` says."""
    assert overlong(site_data) == []


def test_a_sheet_that_takes_a_page_more_is_named_with_its_place_and_papers(site_data: SiteData) -> None:
    long = site_data.handbook.questions["merge-booking-windows"]
    long = long.model_copy(update={"id": "long", "prompt": f"{long.prompt}\n\n" + "One more line.\n\n" * 40})
    alone = dataclasses.replace(
        site_data.handbook, questions={"long": long},
        origins={"long": site_data.handbook.origins["merge-booking-windows"]},
        places={("question", "long"): site_data.handbook.places["question", "merge-booking-windows"]},
    )  # fmt: skip
    (said,) = overlong(SiteData(alone, {}))
    assert str(said).endswith(
        "content/questions/knitting/intervals.yml:8:5: long: the candidate sheet takes more pages than it should: "
        "2 on a4 and 2 on letter"
    )


@pytest.mark.parametrize("size", PAPERS)
def test_three_behavioural_questions_with_probes_fit_two_pages(handbook: Handbook, size: Any) -> None:
    sheet = paper.session_sheet(handbook, "candour", THREE, "senior")
    assert paper.page_count(paper.to_pdf("session", sheet, size)) == 2


@pytest.mark.parametrize("size", PAPERS)
def test_a_short_session_and_one_with_extra_time_and_a_surprise_have_two_pages(handbook: Handbook, size: Any) -> None:
    short = paper.session_sheet(handbook, "candour", ["nobodys-job"], short=True)
    extra = paper.session_sheet(
        handbook, "knitting", ["ballot-papers"], code="knitting-4", date=datetime.date(2027, 1, 9),
        minutes=75, adjustments=["time+25", "breaks"], surprises=["charged-twice"],
    )  # fmt: skip
    assert [paper.page_count(paper.to_pdf("session", sheet, size)) for sheet in (short, extra)] == [2, 2]


@pytest.mark.parametrize("size", PAPERS)
def test_the_sheet_of_a_drill_says_its_kind_and_goal_first_and_keeps_to_two_pages(
    handbook: Handbook, size: Any, tmp_path: Path
) -> None:
    """On the fullest sheet of each round, with its longest goal."""
    watch = "Watch for this goal only, and leave the rest unscored."
    for round_ in handbook.rounds.values():
        fullest = max(handbook.of_round(round_.id), key=lambda each: len(each.model_dump_json()))
        goal = max(round_.micro_goals, key=len)
        sheet = paper.session_sheet(handbook, round_.id, [fullest.id], drill="Drill (again)", goal=goal, watch=watch)
        pdf = paper.to_pdf("session", sheet, size)
        assert paper.page_count(pdf) == 2, fullest.id
        in_order(words(pdf, tmp_path), "Drill (again)", *goal.split()[:6], watch.split()[0], "If you read", "Clock")


def test_what_does_not_fit_takes_a_third_page_and_the_count_says_so(handbook: Handbook) -> None:
    question = handbook.questions["merge-booking-windows"]
    longer = question.model_copy(update={"clarifications": question.clarifications * 9})
    asked = dataclasses.replace(handbook, questions={**handbook.questions, question.id: longer})
    assert paper.page_count(paper.to_pdf("session", paper.session_sheet(asked, "knitting", [question.id]))) >= 3


@pytest.mark.parametrize("size", PAPERS)
def test_a_candidate_sheet_is_one_page_and_so_is_a_rubric(
    bank: Handbook, bank_sheets: dict[str, bytes], size: Any
) -> None:
    for name in bank.questions:
        assert paper.page_count(bank_sheets[f"sheets/{name}-candidate-{size}.pdf"]) == 1, name
    for round_ in bank.rounds:
        assert paper.page_count(bank_sheets[f"sheets/{round_}-rubric-{size}.pdf"]) == 1, round_


@pytest.mark.parametrize("size", PAPERS)
def test_a_plan_of_four_weeks_has_six_to_nine_pages(handbook: Handbook, plans: dict[str, Plan], size: Any) -> None:
    for made in plans.values():
        assert 6 <= paper.page_count(paper.to_pdf("plan", paper.plan_document(handbook, made), size)) <= 9


def test_a_crowded_day_and_a_plan_of_three_months_stay_on_their_pages(
    plans: dict[str, Plan], handbook: Handbook
) -> None:
    made = plans["ada"]
    crowd = [
        made.sessions[0].model_copy(update={"id": f"knitting-{place}", "kind": kind, "loop": 0})
        for place, kind in enumerate(["baseline", "drill", "final", "paid", "easy", "micro"] * 2, 90)
    ]
    weeks = [made.weeks[0].model_copy(update={"n": n}) for n in range(10)]
    crowded = made.model_copy(update={"sessions": [*crowd, *made.sessions], "weeks": [*weeks, *made.weeks]})
    document = paper.plan_document(handbook, crowded)
    assert len(document.weeks) == 15
    assert paper.page_count(paper.to_pdf("plan", document)) >= 9


@pytest.mark.parametrize("document", sorted(paper.find_documents()))
def test_the_count_of_pages_is_that_of_the_file(views: dict[str, Any], document: str, tmp_path: Path) -> None:
    pdf = paper.to_pdf(document, views[document])
    (tmp_path / "a.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "a.pdf") as opened:
        assert paper.page_count(pdf) == len(opened.pages)


@pytest.mark.parametrize(("size", "points"), [("a4", (595.28, 841.89)), ("letter", (612, 792))])
def test_paper_has_its_size(views: dict[str, Any], size: Any, points: tuple[float, float], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(paper.to_pdf("rubric", views["rubric"], size))
    with pikepdf.open(tmp_path / "a.pdf") as opened:
        box = [float(each) for each in opened.pages[0].mediabox]
    assert box[2:] == pytest.approx(points, abs=0.1)


# ── type ──


@pytest.mark.parametrize("document", sorted(paper.find_documents()))
def test_no_type_is_smaller_than_nine_and_a_half_points(views: dict[str, Any], document: str, tmp_path: Path) -> None:
    sizes = font_sizes(paper.to_pdf(document, views[document]), tmp_path)
    assert min(sizes) >= 9.5


def test_the_densest_sheet_keeps_its_size_of_type(handbook: Handbook, tmp_path: Path) -> None:
    pdf = paper.to_pdf("session", paper.session_sheet(handbook, "candour", THREE, "senior"), "letter")
    assert min(font_sizes(pdf, tmp_path)) >= 9.5


def test_a_candidate_reads_eleven_points(views: dict[str, Any], tmp_path: Path) -> None:
    sizes = font_sizes(paper.to_pdf("candidate", views["candidate"]), tmp_path)
    assert min(sizes - {9.5, 9.68}) >= 11, "only the footer and code are smaller, whose letters are as high"


# ── order and words ──


def test_the_session_sheet_reads_in_order(views: dict[str, Any], tmp_path: Path) -> None:
    in_order(
        words(paper.to_pdf("session", views["session"]), tmp_path),
        "Merge booking windows", "Round Knitting", "Level senior", "60 min, no model", "Can judge anyone",
        "Good", "A plan without a pointer", "Stuck", "Right if", "Five given cases",
        "Clock", "0–5′", "Open with", "We have 32 minutes.", "The task", "Merge half-open",
        "If they know it", "By then", "6′", "Asked, say", "Are the windows sorted?", "They come in any order",
        "Hints", "Nudge", "Pointer", "caps Problem solving at 3", "Reveal", "caps Problem solving at 2",
        "caps Testing at 3",
        "Push back", "If they sort:", "Follow up", "Curveball", "Stop", "At minute 37 of the session", "Notes",
        "Judge", "Evidence first", "Four of five at 3 or better, Problem solving and Code among them",
        "Reasoning aloud", "Evidence", "Not seen.", "Strong:", "Weak:", "Problem solving", "core", "Taking input",
        "Passes", "Recommendation", "Strong no", "Feedback: they speak first", "Keep", "you saw",
        "The one fix", "Next date",
    )  # fmt: skip


def test_a_spoken_question_is_printed_in_full_with_boxes_for_its_probes(handbook: Handbook, tmp_path: Path) -> None:
    text = words(paper.to_pdf("session", paper.session_sheet(handbook, "candour", THREE, "senior")), tmp_path)
    prompt = " ".join(handbook.questions[THREE[1]].prompt.split())
    in_order(
        text,
        "1 A decision",
        "minute 3 to 15",
        "2 Two wishes",
        "minute 15 to 27",
        prompt,
        "unprompted asked absent",
        "3 A popular",
    )


def test_signals_are_taken_in_turn_over_the_questions(handbook: Handbook) -> None:
    sheet = paper.session_sheet(handbook, "candour", THREE, "senior")
    assert [each.strong.number for each in sheet.dimensions] == ["1", "2", "3", "1", "2"]
    assert [each.weak.number for each in sheet.dimensions] == ["2", "3", "1", "2", "3"]


def test_the_clock_adds_up_with_extra_time(handbook: Handbook) -> None:
    for minutes in (0, 10, 30, 37, 75, 90):
        for short in (False, True):
            sheet = paper.session_sheet(handbook, "knitting", ["merge-booking-windows"], short=short, minutes=minutes)
            usual = 30 if short else 60
            assert sheet.clock.minutes == sum(each.minutes for each in sheet.clock.segments) == (minutes or usual)


def test_not_one_word_of_the_interviewer_stands_on_a_candidates_sheet(handbook: Handbook, tmp_path: Path) -> None:
    for question in handbook.questions.values():
        mine = " ".join(seen(question, "candidate"))
        theirs = [each for each in seen(question, "interviewer") if len(each) > 12 and each not in mine]
        sheet = paper.candidate_sheet(handbook, question.id)
        text = " ".join(strings(sheet.model_dump(mode="json")))
        assert theirs
        assert not [each for each in theirs if " ".join(each.split()) in " ".join(text.split())]
        shown = set(strings(sheet.model_dump(mode="json"))) - {"text"}  # which is a kind of span as well
        assert not set(question.topics) & shown, "a topic is a hint"


def test_no_question_stands_in_a_plan(handbook: Handbook, plans: dict[str, Plan]) -> None:
    for made in plans.values():
        text = "\n".join(strings(paper.plan_document(handbook, made).model_dump(mode="json")))
        assert any(session.questions for session in made.sessions)
        for question in handbook.questions.values():
            assert question.id not in text
            assert question.title not in text


def test_a_plan_says_in_words_what_its_marks_show(views: dict[str, Any], tmp_path: Path) -> None:
    text = words(paper.to_pdf("plan", views["plan"]), tmp_path)
    in_order(
        text, "Senior backend engineer", "Ada Okafor", "Wednesday 20 January 2027", "Where you are now",
        "Skyline design", "2 of 5",
        "work on this first", "Calendar", "Baseline", "Drill", "Loop 1", "Easy mock", "Interview", "Sessions",
        "skyline-design-1", "Drill (again)", "Drill (check)", "Final",
        "What to ask each partner for", "Sam", "11.5 hours", "Ines", "2 hours", "Log", "The last two days",
        "Nothing new",
    )  # fmt: skip
    for session in views["plan"].sessions[0].sessions:
        assert session.id in text


def test_a_sheet_refuses_questions_that_do_not_go_together(handbook: Handbook) -> None:
    for round_, questions, level in (
        ("knittng", ["merge-booking-windows"], None),
        ("knitting", ["merge-boking-windows"], None),
        ("knitting", ["nobodys-job"], None),
        ("knitting", ["merge-booking-windows"], "staff"),
        ("knitting", [], None),
        ("knitting", ["merge-booking-windows"] * 2, None),
    ):
        with pytest.raises(ContentError):
            paper.session_sheet(handbook, round_, questions, level)  # type: ignore[arg-type]


# ── the JSON that templates get ──


@pytest.mark.parametrize("document", sorted(paper.find_documents()))
def test_the_view_of_a_document_is_as_it_was(
    views: dict[str, Any], document: str, golden: Callable[[str, str], None]
) -> None:
    golden(f"paper-{document}.json", views[document].model_dump_json(indent=1) + "\n")


def test_the_view_of_three_questions_is_as_it_was(handbook: Handbook, golden: Callable[[str, str], None]) -> None:
    sheet = paper.session_sheet(handbook, "candour", THREE, "senior")
    golden("paper-session-three.json", sheet.model_dump_json(indent=1) + "\n")

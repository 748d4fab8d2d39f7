"""What is printed beside the session sheet: answers, forms, a panel's sheets, the prompt for a model."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from halfway import halfway
from printed import FORMS, MORE
from test_paper import font_sizes, in_order, words
from visibility import fives, secret, strings

from generator import paper, prompt
from generator.jobs.sheets import public_sheets
from generator.model import SCORE_NAMES, Handbook, Plan, Question
from generator.model.question import Fault
from generator.model.round import Single
from generator.pages import SiteData
from generator.paper.documents.panel import panel_form
from generator.paper.documents.prompt import interviewer_prompt
from generator.paper.form import Form
from generator.planner import make_plan
from generator.wording import DEBRIEF, RECOMMENDATIONS

PAPERS = ("a4", "letter")


def structure(pdf: bytes, tmp_path: Path) -> list[tuple[str, Any]]:
    """The tags of a PDF in their order: each with its name, and the names of those in it or a figure's own words."""
    file = tmp_path / "tags.pdf"
    file.write_bytes(pdf)
    with pikepdf.open(file) as opened:
        return [
            (tag, str(node.get("/Alt", "")) if tag == "Figure" else {name for name, _ in _elements(node.get("/K"))})
            for tag, node in _elements(opened.Root.StructTreeRoot)
        ]


def _elements(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _elements(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S).lstrip("/"), node
        if "/K" in node:
            yield from _elements(node.K)


def bookmarks(pdf: bytes, tmp_path: Path) -> list[str]:
    file = tmp_path / "outline.pdf"
    file.write_bytes(pdf)
    with pikepdf.open(file) as opened, opened.open_outline() as outline:
        return [each.title for each in outline.root]


def faulty(handbook: Handbook) -> Handbook:
    """The same bank with two faults planted in a question."""
    question = handbook.questions["merge-booking-windows"]
    faults = (
        Fault(where="line 9", what="The later end wins, so a long window shrinks.", weight="must"),
        Fault(where="the name `m`", what="It says nothing.", weight="taste"),
    )
    planted = question.model_copy(update={"faults": faults})
    return dataclasses.replace(handbook, questions={**handbook.questions, question.id: planted})


# ── pages ──


@pytest.mark.parametrize("size", PAPERS)
@pytest.mark.parametrize("name", [*FORMS, "takehome"])
def test_a_form_is_one_page(handbook: Handbook, name: str, size: Any) -> None:
    assert paper.page_count(paper.to_pdf(name, MORE[name](handbook), size)) == 1


@pytest.mark.parametrize("size", PAPERS)
def test_a_sheet_to_take_home_is_one_page_for_every_round(handbook: Handbook, size: Any) -> None:
    for round_ in handbook.rounds:
        assert paper.page_count(paper.to_pdf("takehome", paper.takehome_form(handbook, round_), size)) == 1, round_


@pytest.mark.parametrize("size", PAPERS)
def test_a_panel_has_a_page_for_each_interviewer_and_one_for_all(handbook: Handbook, size: Any) -> None:
    for count in (2, 3, 5):
        assert paper.page_count(paper.to_pdf("panel", panel_form(handbook, "knitting", count), size)) == count + 1
    for round_ in handbook.rounds.values():
        usual = max(2, round_.setting.interviewers)
        assert len(panel_form(handbook, round_.id).sheets) == usual + 1


@pytest.mark.parametrize("count", [1, 6])
def test_a_panel_of_one_or_of_six_is_refused(handbook: Handbook, count: int) -> None:
    with pytest.raises(ValueError, match="2 to 5"):
        panel_form(handbook, "knitting", count)


@pytest.mark.parametrize("size", PAPERS)
def test_the_answers_of_a_coding_question_are_a_leaf_at_most_and_mostly_a_page(handbook: Handbook, size: Any) -> None:
    cards = [paper.answer_card(handbook, question.id) for question in handbook.of_round("knitting")]
    pages = [paper.page_count(paper.to_pdf("answers", card, size)) for card in cards]
    assert max(pages) <= 2
    assert pages.count(1) > pages.count(2)


def test_no_answer_card_needs_more_than_a_page_beside_its_code(bank: Handbook) -> None:
    """A program of a page or more runs on; what to look for stands before it."""
    for question in bank.questions.values():
        if question.has_answers:
            card = paper.answer_card(bank, question.id)
            lines = sum(1 + len(line) // 76 for line in card.solution.code.splitlines())
            assert paper.page_count(paper.to_pdf("answers", card)) <= 2 + lines // 50, question.id


# ── answers ──


def test_an_answer_card_reads_from_what_matters_to_the_code(handbook: Handbook, tmp_path: Path) -> None:
    card = paper.answer_card(faulty(handbook), "merge-booking-windows")
    in_order(
        words(paper.to_pdf("answers", card), tmp_path),
        "Merge booking windows, answers", "In short", "half-open", "Right if", "Five given cases",
        "Planted", "Found Where What goes wrong Weight", "line 9", "a long window shrinks", "must change", "taste",
        "How", "Sort by start", "Cases", "Agrees Call Gives", "merge([])", "[]",
        "Solution", "Time: O(n log n)", "Space: O(n)", "def merge(windows):", "return merged",
    )  # fmt: skip


def test_a_question_without_solution_and_faults_has_no_answer_card(handbook: Handbook) -> None:
    spoken = handbook.of_round("candour")[0]
    assert not spoken.has_answers
    with pytest.raises(ValueError, match="neither a solution, faults, a design nor a twin"):
        paper.answer_card(handbook, spoken.id)
    bare = handbook.questions["merge-booking-windows"].model_copy(update={"solution": None, "cases": ()})
    assert not bare.has_answers
    assert bare.model_copy(update={"faults": (Fault(where="1", what="x", weight="should"),)}).has_answers


# ── forms ──


def test_scores_and_confidence_never_stand_on_the_same_boxes(handbook: Handbook) -> None:
    for name in ("takehome", "panel"):
        text = list(strings(MORE[name](handbook).model_dump(mode="json")))
        assert f"1 {SCORE_NAMES[0]}" in text
        assert "5" not in text
        assert not [each for each in text if "onfidence" in each]
    boxes = [each for each in strings(MORE["debrief"](handbook).model_dump(mode="json")) if each.isdigit()]
    assert boxes == ["1", "2", "3", "4", "5"]


def test_what_goes_home_holds_evidence_and_levels_and_no_recommendation(handbook: Handbook, tmp_path: Path) -> None:
    text = words(paper.to_pdf("takehome", MORE["takehome"](handbook)), tmp_path)
    titles = [each.title for each in handbook.rounds["knitting"].rubric.dimensions]
    in_order(text, "To take home, Knitting", "Session knitting-2", *titles, "One thing to keep", "you saw",
             "Why it matters", "Do instead", "next score up", "Micro-goal", "Next date")  # fmt: skip
    assert text.count("Seen and heard") == text.count("not seen") == 5
    assert "ecommend" not in text
    assert not set(RECOMMENDATIONS[::3]) & set(re.findall(r"Strong \w+", text))


def test_a_panel_scores_apart_and_averages_nothing(handbook: Handbook, tmp_path: Path) -> None:
    text = words(paper.to_pdf("panel", MORE["panel"](handbook)), tmp_path)
    in_order(text, "Knitting, Interviewer A", "alone", "Recommendation", "Knitting, Interviewer B",
             "Knitting, Interviewer C", "Knitting, consensus", "not averaged", "Dimension A B C Agreed",
             "Four of five", "The panel")  # fmt: skip


def test_the_candidate_speaks_first_on_every_sheet_with_feedback(handbook: Handbook, tmp_path: Path) -> None:
    for name in ("debrief", "partner-card"):
        in_order(words(paper.to_pdf(name, MORE[name](handbook)), tmp_path), "speak first", *DEBRIEF, "thing to keep")


def test_two_copies_of_the_half_page_stand_on_one(handbook: Handbook, tmp_path: Path) -> None:
    text = words(paper.to_pdf("interviewer-rating", MORE["interviewer-rating"](handbook)), tmp_path)
    assert text.count("How was your interviewer?") == 2


# ── who may read what ──


@pytest.mark.parametrize("name", [*FORMS, "story-worksheet", "takehome", "panel"])
def test_a_form_is_the_same_without_a_bank_so_it_tells_of_no_question(handbook: Handbook, name: str) -> None:
    assert MORE[name](dataclasses.replace(handbook, questions={}, origins={})) == MORE[name](handbook)


def test_what_holds_answers_says_for_whose_eyes_it_is(handbook: Handbook, tmp_path: Path) -> None:
    for name in ("answers", "prompt"):
        view = MORE[name](handbook)
        assert secret(handbook.questions["merge-booking-windows"]) & set().union(
            *map(fives, strings(view.model_dump(mode="json")))
        )
        assert "interviewer only" in words(paper.to_pdf(name, view), tmp_path)


def test_the_prompt_is_printed_word_for_word(handbook: Handbook, tmp_path: Path) -> None:
    question: Question = handbook.questions["merge-booking-windows"]
    file = tmp_path / "read.pdf"
    file.write_bytes(paper.to_pdf("prompt", interviewer_prompt(handbook, question.id)))
    done = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True)
    footers = re.sub(r"Knitting · interviewer prompt.*\n\f?|\d+ / \d+\n\f?", "", done.stdout)
    assert "".join(prompt.for_interviewer(handbook, question).split()) in "".join(footers.split())


# ── the file ──


@pytest.mark.parametrize("name", sorted(MORE))
def test_headings_come_in_order_and_every_table_has_a_head(handbook: Handbook, name: str, tmp_path: Path) -> None:
    found = structure(paper.to_pdf(name, MORE[name](handbook)), tmp_path)
    levels = [int(tag[1]) for tag, _ in found if re.fullmatch(r"H\d", tag)]
    assert levels
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all("TH" in within for tag, within in found if tag == "Table")
    assert all(words for tag, words in found if tag == "Figure")


@pytest.mark.parametrize("name", sorted(MORE))
def test_each_sheet_is_found_by_its_bookmark(handbook: Handbook, name: str, tmp_path: Path) -> None:
    view = MORE[name](handbook)
    found = bookmarks(paper.to_pdf(name, view), tmp_path)
    if isinstance(view, Form):
        headings = [sheet.heading + sheet.aside for sheet in view.sheets for _ in range(view.copies)]
        assert found == headings
    else:
        parts = [part for group in getattr(view, "pack", ()) for part in group.parts]
        assert len(found) == 1 + len(getattr(view, "stories", ())) + len(parts)


@pytest.mark.parametrize("size", PAPERS)
@pytest.mark.parametrize("name", sorted(MORE))
def test_nothing_stands_outside_the_page_or_below_nine_and_a_half_points(
    handbook: Handbook, name: str, size: Any, tmp_path: Path
) -> None:
    pdf = paper.to_pdf(name, MORE[name](handbook), size)
    assert min(font_sizes(pdf, tmp_path)) >= 9.5
    (tmp_path / "box.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-bbox", tmp_path / "box.pdf", "-"], capture_output=True, text=True, check=True)
    width, height = (595.3, 841.9) if size == "a4" else (612, 792)
    for edge, most in (("xMax", width - 30), ("yMax", height - 18)):
        assert max(float(each) for each in re.findall(edge + r'="([\d.]+)"', done.stdout)) <= most


@pytest.mark.parametrize("wrong", [{"copies": 3}, {"points": 9}, {"sheets": ()}])
def test_a_wrong_form_is_refused_before_typst(handbook: Handbook, wrong: dict[str, Any]) -> None:
    with pytest.raises(paper.PaperError, match=r"^debrief: "):
        paper.to_pdf("debrief", MORE["debrief"](handbook).model_copy(update=wrong))


# ── large print ──


def enlargeable(handbook: Handbook) -> dict[str, Any]:
    """Every document that can be had in large print."""
    return {
        **{name: make(handbook) for name, make in MORE.items()},
        "session": paper.session_sheet(handbook, "knitting", ["merge-booking-windows"]),
        "candidate": paper.candidate_sheet(handbook, "merge-booking-windows"),
        "rubric": paper.rubric_sheet(handbook, "knitting"),
        "stories": paper.story_worksheet(handbook, handbook.candidates["ada"], datetime.date(2026, 12, 23)),
        "progress": paper.progress_document(handbook, halfway(handbook)),
    }


@pytest.mark.parametrize("name", [*sorted(MORE), "session", "candidate", "rubric", "stories", "progress"])
def test_large_print_is_eighteen_points_and_says_the_same(handbook: Handbook, name: str, tmp_path: Path) -> None:
    view = enlargeable(handbook)[name]
    large = paper.to_pdf(name, view.enlarged(), "letter")
    assert min(font_sizes(large, tmp_path)) >= 18
    plain, shown = (words(pdf, tmp_path) for pdf in (paper.to_pdf(name, view, "letter"), large))
    assert set(re.findall(r"[^\W\d_]{4,}", plain)) <= set(re.findall(r"[^\W\d_]{4,}", shown))
    levels = [int(tag[1]) for tag, _ in structure(large, tmp_path) if re.fullmatch(r"H\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def clashes(pdf: bytes, tmp_path: Path) -> list[tuple[int, str, str]]:
    """Pairs of words that stand on each other, with their page: more than a third as high as the lower of the two."""
    file = tmp_path / "boxes.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True).stdout
    pattern = r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>'
    found = []
    for number, page in enumerate(said.split("<page ")[1:], 1):
        boxes = sorted((*map(float, each[:4]), each[4]) for each in re.findall(pattern, page))
        for place, (_, top, right, bottom, word) in enumerate(boxes):
            for other_left, other_top, other_right, other_bottom, other in boxes[place + 1 :]:
                if other_left > right - 1:
                    break
                lower = min(bottom - top, other_bottom - other_top)
                across = min(right, other_right) - other_left
                if across > 1 and min(bottom, other_bottom) - max(top, other_top) > lower / 3:
                    found.append((number, word, other))
    return found


@pytest.mark.parametrize("large", [False, True], ids=["as usual", "large"])
def test_no_word_stands_on_another(handbook: Handbook, large: bool, tmp_path: Path) -> None:
    coded = paper.session_sheet(handbook, "knitting", ["nine-diaries"], code="knitting-1")
    views = [
        *enlargeable(handbook).items(),
        ("session", coded),
        ("answers", paper.answer_card(handbook, "nine-diaries")),
    ]
    for name, view in views:
        assert clashes(paper.to_pdf(name, view.enlarged() if large else view), tmp_path) == [], name


def test_who_has_large_print_arranged_gets_stories_and_progress_in_it(handbook: Handbook) -> None:
    ada = handbook.candidates["ada"].model_copy(update={"adjustments": ("large-print",)})
    assert paper.story_worksheet(handbook, ada, datetime.date(2026, 12, 23)).large
    made = halfway(handbook)
    arranged = made.candidate.model_copy(update={"adjustments": ["large-print"]})
    assert paper.progress_document(handbook, made.model_copy(update={"candidate": arranged})).large
    assert not paper.progress_document(handbook, made).large


def test_several_questions_in_large_print_stay_whole(handbook: Handbook, tmp_path: Path) -> None:
    names = ["argued-against-and-it-went-ahead", "two-wishes-one-work", "popular-idea-put-aside"]
    sheet = paper.session_sheet(handbook, "candour", names, "senior")
    pdf = paper.to_pdf("session", sheet.enlarged())
    assert paper.page_count(pdf) > 2
    text = words(pdf, tmp_path)
    for question in sheet.questions:
        assert question.title in text


# ── the address on a plan ──


@pytest.fixture(scope="module")
def planned(handbook: Handbook) -> Plan:
    ada = handbook.candidates["ada"]
    assert ada.start
    return make_plan(handbook, ada, ada.start)


def test_a_plan_shows_where_the_handbook_is_in_words_and_as_a_code(
    handbook: Handbook, planned: Plan, tmp_path: Path
) -> None:
    url = "https://example.org/practice/"
    pdf = paper.to_pdf("plan", paper.plan_document(handbook, planned, url))
    assert url in words(pdf, tmp_path)
    assert [said for tag, said in structure(pdf, tmp_path) if tag == "Figure"] == [f"QR code of the address {url}"]
    assert paper.page_count(pdf) == paper.page_count(paper.to_pdf("plan", paper.plan_document(handbook, planned)))


def test_a_plan_without_an_address_has_no_code(handbook: Handbook, planned: Plan, tmp_path: Path) -> None:
    pdf = paper.to_pdf("plan", paper.plan_document(handbook, planned))
    assert "The handbook:" not in words(pdf, tmp_path)
    assert not [tag for tag, _ in structure(pdf, tmp_path) if tag == "Figure"]


def test_who_has_large_print_arranged_gets_the_plan_in_it(handbook: Handbook, planned: Plan, tmp_path: Path) -> None:
    arranged = planned.candidate.model_copy(update={"adjustments": ["large-print"]})
    assert not paper.plan_document(handbook, planned).large
    view = paper.plan_document(handbook, planned.model_copy(update={"candidate": arranged}), "https://example.org/")
    pdf = paper.to_pdf("plan", view)
    assert min(font_sizes(pdf, tmp_path)) >= 18
    text = words(pdf, tmp_path)
    for session in planned.sessions:
        assert session.id in text
    (tmp_path / "box.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-bbox", tmp_path / "box.pdf", "-"], capture_output=True, text=True, check=True)
    assert max(float(each) for each in re.findall(r'xMax="([\d.]+)"', done.stdout)) <= 842 - 40


# ── what the site offers ──


def test_the_site_offers_no_sheet_that_is_not_made(site_data: SiteData, made: dict[str, str]) -> None:
    paths = set(public_sheets(site_data))
    pages = [made["sheets/index.md"], made["interviewer/merge-booking-windows.md"]]
    named = {each for page in pages for each in re.findall(r"(sheets/[\w-]+\.(?:pdf|png))", page)}
    assert {f"sheets/{name}-a4.pdf" for name in (*FORMS, "story-worksheet")} <= named
    assert "sheets/merge-booking-windows-answers-letter.pdf" in named
    assert named <= paths


# ── the new fields ──


def with_follow_ups(handbook: Handbook, name: str, strengths: str) -> Handbook:
    """The handbook with these strengths of a question's follow-ups, by their initials: u for struggling."""
    words: dict[str, Any] = {"u": "struggling", "o": "solid", "s": "strong"}
    question = handbook.questions[name]
    given = tuple(
        each.model_copy(update={"strength": words[initial]})
        for each, initial in zip(question.follow_ups, strengths, strict=True)
    )
    asked = question.model_copy(update={"follow_ups": given})
    return dataclasses.replace(handbook, questions={**handbook.questions, name: asked})


def strengths(handbook: Handbook, round_id: str, *names: str) -> list[str]:
    sheet = paper.session_sheet(handbook, round_id, names)
    return [each.strength for each in sheet.questions[0].follow_ups]


def test_follow_ups_are_grouped_by_strength(handbook: Handbook) -> None:
    name = "merge-booking-windows"
    assert strengths(handbook, "knitting", name) == ["", "", ""]
    mixed = with_follow_ups(handbook, name, "sou")
    assert strengths(mixed, "knitting", name) == ["Struggling", "Solid", "Strong"]


def test_where_only_one_follow_up_has_room_it_is_a_solid_candidates(handbook: Handbook) -> None:
    first, second, third = (each.id for each in handbook.of_round("candour")[:3])
    mixed = with_follow_ups(handbook, first, "uos")
    assert strengths(mixed, "candour", first, second, third) == ["Solid"]


def test_a_session_with_fewer_questions_has_the_words_and_the_clock_for_so_many(handbook: Handbook) -> None:
    round_ = handbook.rounds["candour"]
    agenda = [
        {"minutes": 2, "segment": "Settle in", "lead": "interviewer"},
        {"minutes": 14, "segment": "One story", "lead": "candidate"},
        {"minutes": 3, "segment": "Score in silence", "lead": "interviewer"},
        {"minutes": 9, "segment": "Feedback", "lead": "both"},
    ]
    single = Single.model_validate({"questions": 1, "open": "One story today.", "agenda": agenda})
    asked = dataclasses.replace(
        handbook, rounds={**handbook.rounds, "candour": round_.model_copy(update={"single": single})}
    )
    one, two = (each.id for each in handbook.of_round("candour")[:2])
    alone = paper.session_sheet(asked, "candour", [one])
    assert "One story today." in json.dumps([each.model_dump() for each in alone.opening])
    assert [each.label for each in alone.clock.segments][:2] == ["Settle in", "One story"]
    assert alone.clock.minutes == sum(each["minutes"] for each in agenda)
    for names, short in (([one, two], False), ([one], True)):
        usual = paper.session_sheet(handbook, "candour", names, short=short)
        assert paper.session_sheet(asked, "candour", names, short=short).clock == usual.clock


@pytest.mark.parametrize("size", PAPERS)
def test_no_answer_card_of_the_bank_takes_more_than_a_leaf(bank: Handbook, size: Any) -> None:
    """Except where the solution is a whole page of HTML."""
    for question in bank.questions.values():
        if question.has_answers and not (question.solution and question.solution.language == "html"):
            card = paper.answer_card(bank, question.id)
            assert paper.page_count(paper.to_pdf("answers", card, size)) <= 2, question.id

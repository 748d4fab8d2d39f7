"""A word that nobody writes is planted in each field for the interviewer: it is in no candidate's or public output."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from visibility import FIELDS, strings

from generator import pages, paper, prompt
from generator.materials import question_files
from generator.model import Handbook, Node, Question, visible
from generator.pages import SiteData

#: Fields whose values are chosen from a few words, name something else, or are figures.
FIXED = {
    "id", "needs", "gives", "kind", "language", "weight", "strength", "level", "by", "start", "end", "date", "minute",
    "expr", "value", "score", "minutes", "row", "column",
}  # fmt: skip
#: Every new field, as in the examples.
NEW: dict[str, Any] = {
    "about": "Merge overlapping intervals",
    "known_as": "Merge Intervals",
    "curveball": {"ask": "What if the clocks change?", "listen_for": "A rule."},
    "they_may_say": [{"they": "sweep line", "means": "one pass over sorted starts"}],
    "in_operation": "Watch the queue.",
    "sums": [{"what": "Pairs", "expr": "4 * 3 / 2", "value": "6", "unit": "pairs"}],
    "diagram": {
        "parts": [
            {"id": "a", "label": "Form", "row": 1, "column": 1},
            {"id": "b", "label": "Table", "row": 1, "column": 2},
        ],
        "arrows": [{"from": "a", "to": "b", "label": "saves"}],
    },
    "twin": {
        "prompt": "Count the windows.",
        "materials": [{"name": "windows.py", "language": "python", "text": "x = 1"}],
        "listen_for": "A counter.",
        "hints": [{"kind": "pointer", "gives": "testing", "when": "minute 6", "text": "Try one window."}],
        "probes": [{"ask": "Why?", "if": "they stop"}],
        "milestones": [{"minute": 5, "state": "has a plan"}],
        "solution": {"language": "python", "time": "O(n)", "space": "O(1)", "code": "def count(): pass"},
        "cases": [{"call": "count()", "returns": "None"}],
    },
    "faults": [{"where": "line 9", "what": "It shrinks.", "weight": "must"}],
    "red_flags": ["Guesses."],
    "mistakes": ["Sorts twice."],
    "sample_answers": [{"score": 3, "minutes": 2.5, "level": "mid", "text": "I sort.", "why": "It is a plan."}],
    "culture_note": "Some pause.",
    "not_seen": "Design.",
    "ai": "It is quicker.",
    "cold_reads": [{"date": "2026-11-30", "by": "person", "changed": "One hint."}],
}


def planted(node: Any, *, secret: bool, count: Iterator[int]) -> Any:
    """The same node with a word of its own after each text that only the interviewer may see."""
    if isinstance(node, Node):
        kept = FIELDS[type(node).__name__].get("interviewer", ())
        return node.model_copy(
            update={
                name: planted(getattr(node, name), secret=secret or name in kept, count=count)
                for name in type(node).model_fields
                if name not in FIXED
            }
        )
    if isinstance(node, tuple):
        return tuple(planted(each, secret=secret, count=count) for each in node)
    if isinstance(node, dict):
        return {key: planted(each, secret=secret, count=count) for key, each in node.items()}
    return f"{node.rstrip()} canary{next(count)}bird" if secret and isinstance(node, str) else node


def birds(*texts: str) -> set[str]:
    """Every planted word in some texts."""
    return {bird for text in texts for bird in re.findall(r"canary\d+bird", text)}


@pytest.fixture(scope="module")
def told(handbook: Handbook) -> Handbook:
    """A handbook with one question, which has every field, and every word of the interviewer's is marked."""
    plain = handbook.questions["merge-booking-windows"]
    probes = [{"ask": "Why so?", "if": "they sort"}]
    given = json.loads(plain.model_dump_json(by_alias=True, exclude_unset=True)) | NEW | {"probes": probes}
    question = planted(Question.model_validate(given), secret=False, count=itertools.count(1))
    return dataclasses.replace(
        handbook, questions={question.id: question}, origins={question.id: handbook.origins[question.id]}
    )


@pytest.fixture(scope="module")
def question(told: Handbook) -> Question:
    return next(iter(told.questions.values()))


def test_every_field_of_a_question_is_filled(question: Question) -> None:
    """A new field must get a value here, or no canary would sing for it."""
    empty = [name for name in Question.model_fields if not getattr(question, name) and name != "minutes"]
    assert empty == ["materials"] if not question.materials else empty == []
    assert question.twin
    assert all(getattr(question.twin, name) for name in type(question.twin).model_fields)


def test_the_interviewers_page_and_paper_show_every_planted_word(told: Handbook, question: Question) -> None:
    every = birds(*strings(visible(question, "interviewer")))
    page = pages.render(SiteData(told, {}))[f"interviewer/{question.id}.md"]
    assert len(every) > 60
    assert every - birds(page) == set()
    sheet = paper.session_sheet(told, question.round, [question.id]).model_dump(mode="json")
    card = paper.answer_card(told, question.id).model_dump(mode="json")
    printed = birds(*strings(sheet), *strings(card))
    new = {name: birds(*strings(visible(getattr(question, name), "interviewer"))) for name in NEW}
    unprinted = {name for name, found in new.items() if found - printed}
    assert unprinted == {
        "red_flags", "mistakes", "sample_answers", "culture_note", "not_seen", "ai", "cold_reads",
    }  # fmt: skip


def test_no_public_page_and_no_candidates_text_shows_a_planted_word(
    told: Handbook, question: Question, tmp_path: Path
) -> None:
    shown = {
        path: page for path, page in pages.render(SiteData(told, {})).items() if not path.startswith("interviewer/")
    }
    assert f"questions/{question.id}.md" in shown
    shown["prompt"] = prompt.for_candidate(told, question)
    alone = paper.self_run_form(told, question.round, [question.id], code="x-1")
    shown["alone"] = json.dumps(alone.model_dump(mode="json"), ensure_ascii=False)
    shown["files"] = " ".join(f"{path} {text.decode()}" for path, text in question_files(question, "f").items())
    shown["visible"] = " ".join(strings(visible(question, "solo")))
    pdf = tmp_path / "candidate.pdf"
    pdf.write_bytes(paper.to_pdf("candidate", paper.candidate_sheet(told, question.id)))
    for tool in (["pdftotext", str(pdf), "-"], ["pdfinfo", str(pdf)], ["pdfinfo", "-meta", str(pdf)]):
        shown[" ".join(tool)] = subprocess.run(tool, capture_output=True, text=True, check=True).stdout
    assert {name: birds(text) for name, text in shown.items() if birds(text)} == {}


def test_the_candidates_page_and_the_lists_show_what_a_question_is_about(told: Handbook, question: Question) -> None:
    made = pages.render(SiteData(told, {}))
    for path in (f"questions/{question.id}.md", "questions/index.md", f"topics/{told.topics_of(question)[0]}.md"):
        assert "Merge overlapping intervals" in made[path], path
    page = made[f"questions/{question.id}.md"]
    assert 'description: "Merge overlapping intervals"' in page
    assert "What if the clocks change?" in page

"""What a question keeps for the interviewer reaches nobody else: not a page, not search, not paper."""

from __future__ import annotations

import dataclasses
import subprocess
from pathlib import Path

from visibility import fives, plain, public, runs, secret, strings

from generator import paper
from generator.model import Handbook, Question, visible
from generator.pages import Book

ROOT = Path(__file__).parent.parent


def printed(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def test_a_question_has_words_that_only_the_interviewer_may_see(handbook: Handbook) -> None:
    """The other tests would pass on nothing otherwise."""
    for question in handbook.questions.values():
        assert len(secret(question)) > 100
        assert len(secret(question, "candidate")) > len(secret(question))


def test_no_page_but_the_interviewers_shows_their_words(handbook: Handbook, made: dict[str, str]) -> None:
    """Every other page, against every question."""
    known = set().union(*map(fives, public(handbook)))
    secrets = {name: secret(question) - known for name, question in handbook.questions.items()}
    for path, page in made.items():
        if not path.startswith("interviewer/"):
            shown = fives(plain(page))
            for name, kept in secrets.items():
                assert not kept & shown, f"{path} shows words of {name}: {sorted(kept & shown)[:3]}"


def test_no_candidates_sheet_prints_words_of_interviewer_or_help(handbook: Handbook, sheets: dict[str, bytes]) -> None:
    """Help that is folded on the page never reaches the sheet."""
    for name, question in handbook.questions.items():
        shown = fives(printed(sheets[f"sheets/{name}-candidate-a4.pdf"]))
        assert fives(question.title) <= shown
        leaked = secret(question, "candidate") & shown
        assert not leaked, f"{name}: {sorted(leaked)[:3]}"


def test_no_plan_prints_words_of_any_question(book: Book) -> None:
    known = set().union(*map(fives, public(book.handbook)))
    secrets = {name: secret(question) - known for name, question in book.handbook.questions.items()}
    for plan in book.plans.values():
        text = printed(paper.render("plan", paper.plan(book.handbook, plan)))
        shown = fives(text)
        assert plan.sessions[0].id in text
        for name, kept in secrets.items():
            assert not kept & shown, f"the plan shows words of {name}: {sorted(kept & shown)[:3]}"


def test_nothing_written_for_everybody_repeats_eight_words_that_are_the_interviewers(handbook: Handbook) -> None:
    """Five common words meet by chance; eight are copied."""
    texts = [f"{guide.title}\n{guide.body}" for guide in handbook.guides.values()]
    for question in handbook.questions.values():
        texts += strings(visible(question, "solo"))
    everything = set().union(*(runs(words, 8) for words in texts))
    for name, question in handbook.questions.items():
        own = set().union(*(runs(words, 8) for words in strings(visible(question, "solo"))))
        kept = set().union(*(runs(words, 8) for words in strings(visible(question, "interviewer")))) - own
        assert not kept & everything, f"{name}: {sorted(kept & everything)[:3]}"


def test_a_planted_leak_is_found(handbook: Handbook, made: dict[str, str]) -> None:
    """On a page, and help on a sheet."""
    question = handbook.questions["merge-booking-windows"]
    page = made["questions/merge-booking-windows.md"]
    known = set().union(*map(fives, public(handbook)))
    assert not (secret(question) - known) & fives(plain(page))
    solution = question.solution.code if question.solution else ""
    for field in (question.right_if, question.pushback[0].listen_for, question.bar["senior"], solution):
        assert (secret(question) - known) & fives(plain(page + field))
    planted = question.model_copy(update={"prompt": question.prompt + "\n\n" + question.hints[0].text})
    leaky = dataclasses.replace(handbook, questions={question.id: planted})
    shown = fives(printed(paper.render("candidate", paper.candidate(leaky, question.id))))
    assert secret(question, "candidate") & shown


def test_the_plan_page_of_a_candidate_names_no_question(book: Book, made: dict[str, str]) -> None:
    for name in book.plans:
        page = made[f"candidates/{name}.md"]
        for question in book.handbook.questions.values():
            assert question.id not in page
            assert question.title not in page


def test_what_a_candidate_may_see_is_a_list_that_somebody_has_read() -> None:
    """A new field of a question is the interviewer's until it is marked, and described."""
    seen = {name for name, field in Question.model_fields.items() if field.json_schema_extra}
    assert seen == {
        "id", "title", "round", "levels", "difficulty", "topics", "minutes", "prompt", "materials",
        "hints", "probes", "follow_ups", "curveball",
    }  # fmt: skip
    assert all(field.description for field in Question.model_fields.values())

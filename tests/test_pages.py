"""The docs folder: what a page holds, and what it must never hold."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import pages, text
from generator.model import Handbook, Question, visible
from generator.pages import Book
from generator.publish import read

ROOT = Path(__file__).parent.parent

GOLDEN_PAGES = (
    "candidates/kofi.md",
    "guides/run-a-mock-as-candidate.md",
    "index.md",
    "interviewer/merge-booking-windows.md",
    "plans/four-week.md",
    "questions/argued-against-and-it-went-ahead.md",
    "roles/staff-engineer.md",
    "rounds/index.md",
    "rounds/behavioural.md",
    "sheets/index.md",
    "topics/conflict.md",
)


@pytest.fixture(scope="module")
def book() -> Book:
    return read(ROOT / "content")


@pytest.fixture(scope="module")
def made(book: Book) -> dict[str, str]:
    return pages.render(book)


@pytest.mark.parametrize("path", GOLDEN_PAGES)
def test_a_page_of_each_kind_reads_as_before(
    path: str, made: dict[str, str], golden: Callable[[str, str], None]
) -> None:
    golden(f"page-{path.replace('/', '-')}", made[path])


def test_the_golden_pages_show_every_kind_of_page(book: Book) -> None:
    kinds = {kind for kind, make in pages.PAGES.items() for path, _ in make(book) if path in GOLDEN_PAGES}
    assert kinds == set(pages.PAGES)


def test_every_noun_has_its_page_at_the_address_people_keep(handbook: Handbook, made: dict[str, str]) -> None:
    assert {path.replace(".md", ".html") for path in made} >= handbook.addresses


def test_pages_are_the_same_bytes_again(book: Book, made: dict[str, str]) -> None:
    assert pages.render(read(ROOT / "content")) == made


def test_a_page_names_the_file_and_line_it_is_made_from(made: dict[str, str]) -> None:
    page = made["questions/charged-twice.md"]
    path = re.search(r'source: "(.*)"', page)
    line = re.search(r"source_line: (\d+)", page)
    assert path
    assert line
    source = (ROOT / path[1]).read_text("utf-8").splitlines()
    assert source[int(line[1]) - 1].strip() == "- id: charged-twice"


def test_a_hostile_title_and_prompt_stay_text(book: Book) -> None:
    """Neither HTML, Markdown nor Jinja in a field becomes anything but words on the page."""
    hostile = "<script>x()</script> [a](javascript:x) `b` {{ 7*7 }} # *c* | d"
    one = book.handbook.questions["charged-twice"]
    changed = one.model_copy(update={"title": hostile, "prompt": "{{ 7*7 }} {% raw %} & \t~~~\n\n~~~\nfence\n~~~"})
    handbook = Handbook(
        **{
            **{name: getattr(book.handbook, name) for name in book.handbook.__dataclass_fields__},
            "questions": {one.id: changed},
        }
    )
    made = pages.render(Book(handbook, {}))
    page = made["questions/charged-twice.md"]
    assert "<script" not in "".join(made.values())
    assert "{{ 7*7 }} {% raw %}" in page
    assert f"# {text.escape(hostile)}" in page


# ── visibility ───────────────────────────────────────────────────────────────────────────────────


def words(source: str) -> list[str]:
    return re.findall(r"[\w']+", source.lower().replace("’", "'"))


def fives(source: str) -> set[tuple[str, ...]]:
    found = words(source)
    return {tuple(found[i : i + 5]) for i in range(len(found) - 4)}


def strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from strings(value)


def secret(question: Question) -> set[tuple[str, ...]]:
    """Runs of five words from the interviewer's fields of a question that stand in none the candidate may see."""
    allowed = set().union(*map(fives, strings(visible(question, "solo"))))
    everything = set().union(*map(fives, strings(question.model_dump())))
    return everything - allowed


def plain(page: str) -> str:
    """The words of a page without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", " ", page))


def leaks(questions: Iterator[Question] | list[Question], page: str) -> set[tuple[str, ...]]:
    shown = fives(plain(page))
    return set().union(*(secret(question) & shown for question in questions))


def test_a_question_has_words_that_only_the_interviewer_may_see(handbook: Handbook) -> None:
    """The leak tests would pass on nothing otherwise."""
    assert all(len(secret(question)) > 100 for question in handbook.questions.values())


def test_no_candidate_page_holds_an_interviewers_words(handbook: Handbook, made: dict[str, str]) -> None:
    """Every page but the interviewers' own, against every question."""
    questions = list(handbook.questions.values())
    secrets = {question.id: secret(question) for question in questions}
    for path, page in made.items():
        if not path.startswith("interviewer/"):
            shown = fives(plain(page))
            for name, runs in secrets.items():
                assert not runs & shown, f"{path} shows words of {name}: {sorted(runs & shown)[:3]}"


def test_a_planted_leak_is_found(handbook: Handbook, made: dict[str, str]) -> None:
    question = handbook.questions["merge-booking-windows"]
    page = made["questions/merge-booking-windows.md"]
    assert not leaks([question], page)
    for field in (
        question.right_if,
        question.pushback[0].listen_for,
        question.bar["senior"],
        question.solution.code if question.solution else "",
    ):
        assert leaks([question], page + field)


def test_the_plan_page_of_a_candidate_names_no_question(book: Book, made: dict[str, str]) -> None:
    for name in book.plans:
        page = made[f"candidates/{name}.md"]
        for question in book.handbook.questions.values():
            assert question.id not in page
            assert question.title not in page


def test_every_field_of_the_model_is_described_and_marked_on_purpose() -> None:
    """What a candidate may see of a question is a list that somebody has read; a new field is the interviewer's."""
    seen = {name for name, field in Question.model_fields.items() if field.json_schema_extra}
    assert seen == {
        "id", "title", "round", "levels", "difficulty", "topics", "minutes", "prompt", "materials",
        "hints", "probes", "follow_ups", "curveball",
    }  # fmt: skip
    assert all(field.description for field in Question.model_fields.values())

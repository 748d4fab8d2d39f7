"""What a question keeps for the interviewer reaches nobody else: not a page, not search, not paper."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from conftest import CONTENT, ROOT
from visibility import FIELDS, fives, plain, public, runs, secret, seen, strings

from generator import paper
from generator.model import Handbook, Node, Question, visible
from generator.pages import SiteData


def printed(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def test_a_question_has_words_that_only_the_interviewer_may_see(bank: Handbook) -> None:
    """The other tests would pass on nothing otherwise."""
    for question in bank.questions.values():
        assert len(secret(question)) > 100
        assert len(secret(question, "candidate")) > len(secret(question))


def test_no_page_but_the_interviewers_shows_their_words(bank: Handbook, bank_pages: dict[str, str]) -> None:
    """Every other page, against every question."""
    known = set().union(*map(fives, public(bank)))
    secrets = {name: secret(question) - known for name, question in bank.questions.items()}
    for path, page in bank_pages.items():
        if not path.startswith("interviewer/"):
            shown = fives(plain(page))
            for name, kept in secrets.items():
                assert not kept & shown, f"{path} shows words of {name}: {sorted(kept & shown)[:3]}"


def test_no_candidates_sheet_prints_words_of_interviewer_or_help(bank: Handbook, bank_sheets: dict[str, bytes]) -> None:
    """Help that is folded on the page never reaches the sheet."""
    for name, question in bank.questions.items():
        shown = fives(printed(bank_sheets[f"sheets/{name}-candidate-a4.pdf"]))
        assert fives(question.title) <= shown
        leaked = secret(question, "candidate") & shown
        assert not leaked, f"{name}: {sorted(leaked)[:3]}"


def test_no_sheet_of_a_session_alone_holds_words_of_the_interviewers(bank: Handbook) -> None:
    """Hints, probes and follow-ups are opened one by one; what to listen for is on none."""
    known = set().union(*map(fives, public(bank)))
    for name, question in bank.questions.items():
        sheets = paper.self_run_form(bank, question.round, [name], code="x-1").model_dump(mode="json")
        shown = set().union(*map(fives, strings(sheets)))
        assert any(fives(each.ask) & shown for each in question.follow_ups)
        leaked = (secret(question) - known) & shown
        assert not leaked, f"{name}: {sorted(leaked)[:3]}"


def test_no_plan_prints_words_of_any_question(bank_data: SiteData) -> None:
    known = set().union(*map(fives, public(bank_data.handbook)))
    secrets = {name: secret(question) - known for name, question in bank_data.handbook.questions.items()}
    for plan in bank_data.plans.values():
        text = printed(paper.to_pdf("plan", paper.plan_document(bank_data.handbook, plan)))
        shown = fives(text)
        assert plan.sessions[0].id in text
        for name, kept in secrets.items():
            assert not kept & shown, f"the plan shows words of {name}: {sorted(kept & shown)[:3]}"


def test_nothing_written_for_everybody_repeats_eight_words_that_are_the_interviewers(bank: Handbook) -> None:
    """Five common words meet by chance; eight are copied."""
    texts = [f"{guide.title}\n{guide.body}" for guide in bank.guides.values()]
    for question in bank.questions.values():
        texts += seen(question, "solo")
    everything = set().union(*(runs(words, 8) for words in texts))
    for name, question in bank.questions.items():
        own = set().union(*(runs(words, 8) for words in seen(question, "solo")))
        kept = set().union(*(runs(words, 8) for words in seen(question, "interviewer"))) - own
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
    shown = fives(printed(paper.to_pdf("candidate", paper.candidate_sheet(leaky, question.id))))
    assert secret(question, "candidate") & shown


def test_the_plan_page_of_a_candidate_names_no_question(bank_data: SiteData, bank_pages: dict[str, str]) -> None:
    for name in bank_data.plans:
        page = bank_pages[f"candidates/{name}.md"]
        for question in bank_data.handbook.questions.values():
            assert question.id not in page
            assert question.title not in page


def test_the_list_has_every_field_of_a_question_and_of_its_parts_once() -> None:
    """A new one must be added by a person, who says who may see it."""
    for node in parts(Question):
        assert sorted(name for fields in FIELDS[node.__name__].values() for name in fields) == sorted(node.model_fields)
        assert all(field.description for field in node.model_fields.values())
    assert set(FIELDS) == {node.__name__ for node in parts(Question)}


def test_the_model_s_marks_are_those_of_the_list() -> None:
    for node in parts(Question):
        marked: dict[str, set[str]] = {}
        for name, field in node.model_fields.items():
            extra = field.json_schema_extra or {}
            assert isinstance(extra, dict)
            marked.setdefault(str(extra.get("x-visibility", "interviewer")), set()).add(name)
        assert marked == {who: {*fields} for who, fields in FIELDS[node.__name__].items()}, node.__name__


def test_what_the_code_shows_is_what_the_list_allows(bank: Handbook) -> None:
    for question in bank.questions.values():
        for who in ("candidate", "solo", "interviewer"):
            assert {*strings(visible(question, who))} == {*seen(question, who)}


def parts(node: type[Node]) -> list[type[Node]]:
    """A node's class, and the classes of all that it is made of."""
    found = [node]
    waiting: list[object] = [field.annotation for field in node.model_fields.values()]
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, Node):
            found += [part for part in parts(annotation) if part not in found]
        waiting += get_args(annotation)
    return found


#: A mark and a line that together print on a page, or on the sheets of a session alone, what to listen for.
MARK = (
    "generator/model/question.py",
    """
    ask: Prose = Field(description="The words to say.", json_schema_extra=SOLO)
    listen_for: Prose = Field(description="What a good answer holds.")
""",
    """
    ask: Prose = Field(description="The words to say.", json_schema_extra=SOLO)
    listen_for: Prose = Field(description="What a good answer holds.", json_schema_extra=SOLO)
""",
)
PRINTED = {
    "page": ("generator/pages/questions.py", '"body": each["ask"]}', '"body": each["ask"] + each["listen_for"]}'),
    "sheet": (
        "generator/paper/documents/self_run.py", "[each.ask for each in question.follow_ups]",
        "[each.ask + each.listen_for for each in question.follow_ups]",
    ),
}  # fmt: skip
SHOWN = """
import dataclasses, json, sys
from pathlib import Path
from visibility import strings
from generator import pages, paper
from generator.load import load_handbook
from generator.pages import SiteData
handbook = load_handbook(Path(sys.argv[1]))
question = handbook.questions["merge-booking-windows"]
origins = {question.id: handbook.origins[question.id]}
alone = dataclasses.replace(handbook, questions={question.id: question}, origins=origins)
page = pages.render(SiteData(alone, {}))[f"questions/{question.id}.md"]
sheet = paper.self_run_form(handbook, question.round, [question.id], code="x-1")
print(json.dumps({"page": [page], "sheet": [*strings(sheet.model_dump(mode="json"))]}))
"""


def shown_by(code: Path) -> dict[str, set[tuple[str, ...]]]:
    """What a page and a sheet show of a question, made by the code of a folder: runs of five words."""
    done = subprocess.run(
        [sys.executable, "-c", SHOWN, CONTENT], capture_output=True, text=True, cwd=code, check=False,
        env={**os.environ, "PYTHONPATH": f"{code}{os.pathsep}{ROOT / 'tests'}"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made: dict[str, list[str]] = json.loads(done.stdout)
    return {kind: set().union(*(fives(plain(text)) for text in texts)) for kind, texts in made.items()}


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, to be spoilt."""
    base = tmp_path_factory.mktemp("code")
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, base / name, ignore=shutil.ignore_patterns("__pycache__"))
    return base


@pytest.mark.parametrize("kind", [None, "page", "sheet"])
def test_a_wrong_mark_and_a_line_that_prints_the_field_are_found(
    kind: str | None, code: Path, handbook: Handbook
) -> None:
    """`FollowUp.listen_for` marked as solo and printed, in a copy of the code: the list knows better than the mark."""
    spoilt = [] if kind is None else [MARK, PRINTED[kind]]
    sources = {path: (ROOT / path).read_text("utf-8") for path, *_ in spoilt}
    try:
        for path, line, wrong in spoilt:
            assert sources[path].count(line) == 1, path
            (code / path).write_text(sources[path].replace(line, wrong), "utf-8")
        question = handbook.questions["merge-booking-windows"]
        kept = secret(question) - set().union(*map(fives, public(handbook)))
        assert [each for each, shown in shown_by(code).items() if shown & kept] == ([kind] if kind else [])
    finally:
        for path, source in sources.items():
            (code / path).write_text(source, "utf-8")

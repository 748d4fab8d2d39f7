"""How far the bank reaches: floors, near-copies, what no role asks, second loops."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CONTENT

from generator import coverage
from generator.check import check
from generator.cli import rehearse
from generator.load import load_handbook
from generator.model import Floors, Handbook, Question, RoundFloors
from generator.problem import ContentError


def with_questions(handbook: Handbook, *more: Question) -> Handbook:
    origin = next(iter(handbook.origins.values()))
    return replace(
        handbook,
        questions={**handbook.questions, **{each.id: each for each in more}},
        origins={**handbook.origins, **{each.id: origin for each in more}},
    )


def problems(content: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        check(load_handbook(content))
    return [str(each) for each in caught.value.problems]


def with_other_nouns(question: Question) -> Question:
    """The same question in another setting: every longer word that comes often is another one."""
    source = question.model_dump_json(by_alias=True)
    often = sorted(set(re.findall(r"(?<![\w\"-])(window|calendar|meeting|booking|sort|line|end)(?=s?\b)", source)))
    assert len(often) > 4
    for number, word in enumerate(often):
        source = re.sub(rf"\b{word}(?=s?\b)", f"kettle{'abcdefgh'[number]}", source)
    return Question.model_validate_json(source).model_copy(update={"id": "a-copy"})


@pytest.mark.parametrize("many", [coverage.MANY, 10], ids=["a bank like ours", "a large bank"])
def test_a_copy_with_other_nouns_is_found(handbook: Handbook, many: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(coverage, "MANY", many)
    copied = with_questions(handbook, with_other_nouns(handbook.questions["merge-booking-windows"]))
    found = coverage.alike(copied, handbook.floors.similarity)
    assert [each[1:] for each in found] == [("merge-booking-windows", "a-copy")]


@pytest.mark.parametrize("many", [coverage.MANY, 10], ids=["a bank like ours", "a large bank"])
def test_no_two_questions_of_the_bank_are_alike(bank: Handbook, many: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(coverage, "MANY", many)
    assert bank.floors.similarity <= 30
    assert coverage.alike(bank, bank.floors.similarity) == []


def test_the_bank_reaches_its_floors_and_every_round_has_one(bank: Handbook):
    assert set(bank.floors.rounds) == set(bank.rounds)
    assert [each for each in coverage.counts(bank) if each.missing] == []


def test_every_question_counts_once_at_each_of_its_levels_and_topics(handbook: Handbook):
    counts = coverage.counts(handbook)
    for kind, of in (("level", "levels"), ("topic", "topics")):
        found = sum(each.found for each in counts if each.kind == kind)
        assert found == sum(len(getattr(question, of)) for question in handbook.questions.values())
    for kind in ("questions", "difficulty"):
        assert sum(each.found for each in counts if each.kind == kind) == len(handbook.questions)


def test_a_floor_that_is_not_reached_is_a_problem_at_its_line(content: Path):
    path = content / "floors.yml"
    path.write_text("rounds:\n  knitting:\n    questions: 900\n    topics:\n      juggling: 1\n", "utf-8")
    lines = problems(content)
    assert any(line.startswith(f"{path.as_posix()}:3:5: questions: expected 900 or more; got ") for line in lines)
    assert f"{path.as_posix()}:5:7: juggling: expected 1 or more; got 0" in lines


def test_a_near_copy_is_a_problem_at_the_question(content: Path):
    """Only the id and the title differ."""
    path = content / "questions" / "knitting" / "copied.yml"
    source = (content / "questions" / "knitting" / "intervals.yml").read_text("utf-8")
    path.write_text(source.replace("merge-booking-windows", "merge-other-windows"), "utf-8")
    (problem,) = problems(content)
    assert re.search(r"intervals\.yml:\d+:5: .*at most \d+ % of .* with merge-other-windows; got \d\d+ %", problem)


def test_content_without_floors_is_held_to_none(content: Path):
    (content / "floors.yml").unlink()
    assert CliRunner().invoke(rehearse, ["check", "--content", str(content)]).exit_code == 0


def test_a_question_that_no_role_asks_is_named(handbook: Handbook):
    asked_at = {
        (step.round, level.id) for role in handbook.roles.values() for level in role.levels for step in level.loop
    }
    for name in coverage.never_drawn(handbook):
        question = handbook.questions[name]
        assert not [level for level in question.levels if (question.round, level) in asked_at]
    assert len(coverage.never_drawn(handbook)) < 5
    roles = {name: role for name, role in handbook.roles.items() if name == "any-field"}
    left = coverage.never_drawn(replace(handbook, roles=roles))
    assert "merge-booking-windows" in left
    asked = [question.id for question in handbook.of_round("candour") if "junior" in question.levels]
    assert not {*asked} & {*left}


def test_a_role_without_a_second_loop_is_named(handbook: Handbook):
    fewer = {name: question for name, question in handbook.questions.items() if question.round != "mending"}
    short = coverage.without_second_loop(replace(handbook, questions=fewer))
    assert {each.round for each in {*short} - {*coverage.without_second_loop(handbook)}} == {"mending"}
    assert ("graduate", "junior", "mending", 0, 4) in short


def test_the_bank_has_a_second_loop_for_every_role(bank: Handbook):
    short = coverage.without_second_loop(bank)
    assert short == [], f"write these questions, or take the step out of the loop: {short}"


def test_the_command_says_the_figures(handbook: Handbook):
    result = CliRunner().invoke(rehearse, ["coverage", "--content", str(CONTENT)])
    assert result.exit_code == 0
    for round_ in handbook.rounds.values():
        total = len(handbook.of_round(round_.id))
        assert re.search(rf"^{re.escape(round_.title)} .*\b{total}$", result.stdout, re.MULTILINE)
    assert coverage.oldest_review(handbook) in result.stdout
    assert "every floor is reached" in result.stdout


def test_floors_of_an_unknown_round_are_a_problem(content: Path):
    (content / "floors.yml").write_text("rounds:\n  knittng:\n    questions: 1\n", "utf-8")
    assert any(each.endswith('no round "knittng" (did you mean knitting?)') for each in problems(content))


def test_the_cached_handbook_has_the_same_floors(content: Path, tmp_path: Path):
    shutil.copy(CONTENT / "floors.yml", content)
    cold, warm = (load_handbook(content, tmp_path / "cache") for _ in range(2))
    assert cold.floors == warm.floors != Floors()
    assert isinstance(warm.floors.rounds["knitting"], RoundFloors)

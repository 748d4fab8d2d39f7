"""The real content does what it says: solutions solve their cases, materials fail them, texts can be shown."""

from __future__ import annotations

import builtins
from typing import Any

import pytest
from conftest import ROOT

from generator.check import check
from generator.load import load_handbook
from generator.model import Question, QuestionFile
from generator.yamlfile import read

QUESTIONS = load_handbook(ROOT / "content").questions
CODED = {name: question for name, question in QUESTIONS.items() if question.solution}
#: What a solution may import: the standard library that people know in an interview.
MODULES = {"bisect", "collections", "functools", "heapq", "itertools", "math", "re", "string"}
#: What it may call: nothing that reads, writes or runs.
NAMES = set(dir(builtins)) - {"breakpoint", "compile", "eval", "exec", "exit", "help", "input", "open", "print", "quit"}


def allowed_import(name: str, *more: Any) -> Any:
    if name.partition(".")[0] not in MODULES:
        raise ImportError(f"a solution may not import {name}")
    return __import__(name, *more)


def failing(code: str, question: Question) -> list[str]:
    """Run code against the cases, each in a namespace of its own, and give the calls that don't agree."""
    allowed = {name: getattr(builtins, name) for name in NAMES} | {"__import__": allowed_import}
    failed = []
    for case in question.cases:
        namespace: dict[str, Any] = {"__builtins__": allowed, "__name__": question.id}
        exec(code, namespace)
        try:
            agrees = eval(case.call, namespace) == eval(case.returns, namespace)
        except Exception as error:
            failed.append(f"{case.call}: {error!r}")
            continue
        if not agrees:
            failed.append(case.call)
    return failed


def material(question: Question) -> str:
    return "\n".join(each.text for each in question.materials if each.language == "python")


def test_every_question_of_the_bank_passes_the_gate(handbook):
    assert handbook.questions
    check(handbook)


@pytest.mark.parametrize("name", CODED)
def test_a_solution_solves_each_of_its_cases(name: str):
    question = CODED[name]
    assert question.solution
    assert len(question.cases) >= 3
    assert failing(question.solution.code, question) == []


def test_every_coding_question_has_a_solution():
    assert {name for name, question in QUESTIONS.items() if question.round == "coding"} <= set(CODED)


@pytest.mark.parametrize("name", CODED)
def test_the_cases_tell_a_solution_from_one_that_gives_nothing(name: str):
    """A case that any code passes would prove nothing."""
    question = CODED[name]
    function = question.cases[0].call.partition("(")[0]
    assert failing(f"def {function}(*given): return None", question)


def test_materials_fail_a_case_and_their_repair_solves_all():
    """The design's example of a debugging question, and every question of the bank that hands out code to repair."""
    example, _ = read(ROOT / "tests" / "examples" / "debugging-question.yml", "f.yml")
    questions = [*QUESTIONS.values(), *QuestionFile.model_validate(example).questions]
    broken = [question for question in questions if question.cases and material(question)]
    assert "night-shift-pay" in {question.id for question in broken}
    for question in broken:
        assert question.solution
        assert failing(material(question), question)
        assert failing(question.solution.code, question) == []


@pytest.mark.parametrize("code", ["import os", "open('x')", "eval('1')", "__import__('os')"])
def test_code_of_the_content_reaches_no_file_and_no_system(code: str):
    question = CODED["merge-booking-windows"]
    with pytest.raises((ImportError, NameError)):
        failing(code, question)

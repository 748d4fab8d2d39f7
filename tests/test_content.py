"""The real content does what it says: solutions solve their cases, materials fail them, texts can be shown."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
from conftest import BANK, TESTS
from playwright.sync_api import Browser
from solutions import MINUTES, SECONDS, cases, coded, failing, failing_page, fares, handed_out

from generator.check import check
from generator.load import load_handbook
from generator.model import LEVELS, Question, QuestionFile
from generator.model.question import Twin
from generator.yamlfile import read

HANDBOOK = load_handbook(BANK)
QUESTIONS = HANDBOOK.questions
CODED = coded(QUESTIONS)


def lacking(has: Callable[[Question], bool]) -> list[str]:
    """Name the questions that lack what most of their round have: so a round itself says what its questions need."""
    found = []
    for round_id in HANDBOOK.rounds:
        questions = HANDBOOK.of_round(round_id)
        without = [question.id for question in questions if not has(question)]
        if 2 * len(without) < len(questions):
            found += without
    return found


#: What is the same wherever it appears: what a prompt about a bug ends with, and the heads of an approach.
FIXED = re.compile(
    r"Find out (?:when it goes wrong and )?why(?: it goes wrong)?, and fix it\.\s+"
    r"As you go, tell me what you look at and what it tells you\.|\*\*[^*]+\.?\*\*"
)
#: Fields that aren't prose, or that two questions share with their materials.
NOT_PROSE = {"id", "round", "topics", "materials", "code", "cases", "expr", "author", "licence"}


def prose(value: object) -> Iterator[str]:
    """Every text of a question that someone wrote."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            if key not in NOT_PROSE:
                yield from prose(item)


def sixes(question: Question) -> set[str]:
    """Each six words in a row of a question."""
    found = set()
    for each in prose(question.model_dump()):
        words = re.findall(r"[\w’'-]+", FIXED.sub("\n", each).lower())
        found |= {" ".join(words[start : start + 6]) for start in range(len(words) - 5)}
    return found


def test_no_six_words_in_a_row_are_in_more_than_four_questions():
    """A phrase in five questions is a pattern that was filled in."""
    questions = defaultdict(set)
    for question in load_handbook(BANK).questions.values():
        for words in sixes(question):
            questions[words].add(question.id)
    assert {words: sorted(names) for words, names in questions.items() if len(names) > 4} == {}


def test_six_words_are_counted_over_the_ends_of_lines_but_not_in_fixed_labels():
    (question, *_) = load_handbook(BANK).questions.values()
    text = "**First answer.** One two three four\nfive six. Find out why it goes wrong, and fix it. As you go, tell me "
    text += "what you look at and what it tells you."
    found = sixes(question.model_copy(update={"approach": text})) - sixes(question)
    assert "one two three four five six" in found
    assert not [each for each in found if "fix it" in each or "answer" in each]


def test_every_question_of_the_bank_passes_the_gate():
    assert QUESTIONS
    check(HANDBOOK)


@pytest.mark.parametrize("name", CODED)
def test_a_solution_solves_each_of_its_cases_and_what_is_handed_out_does_not(name: str, browser: Browser):
    question = CODED[name]
    assert len(question.cases) >= (2 if isinstance(question, Twin) else 3)  # a twin tries several values in one
    bad, broken = fares(question, browser)
    assert bad == []
    assert broken or not handed_out(question)


def test_every_question_of_a_round_with_answers_has_a_solution_or_names_its_faults():
    assert lacking(lambda question: question.has_answers) == []


def test_every_repair_starts_from_something_broken():
    assert lacking(lambda question: not question.solution or bool(handed_out(question))) == []


def test_rounds_about_faults_name_those_that_were_planted_gravest_first():
    order = ("must", "should", "taste")
    assert lacking(lambda question: bool(question.faults)) == []
    for name, question in QUESTIONS.items():
        weights = [fault.weight for fault in question.faults]
        assert len(weights) >= 3 or not weights, name
        assert weights == sorted(weights, key=order.index), name
        assert weights[:1] in ([], ["must"]), name


@pytest.mark.parametrize("name", CODED)
def test_the_cases_tell_a_solution_from_one_that_gives_nothing(name: str, browser: Browser):
    """A case that any code passes would prove nothing."""
    question = CODED[name]
    assert question.solution
    if question.solution.language == "html":
        # "every" holds of nothing, so not all of them
        assert (
            len(failing_page(browser, "<!doctype html><title>Empty</title>", cases(question))) > len(question.cases) / 2
        )
        return
    names = {call.partition("(")[0].split(".")[0].split("=")[0].strip() for call, _ in cases(question)}
    nothing = "\n".join(f"def {each}(*given, **more): return None" for each in names if each.isidentifier())
    assert failing({"solution.py": nothing}, cases(question))


def test_the_example_of_a_repair_is_one():
    example, _ = read(TESTS / "examples" / "mending-question.yml", "f.yml")
    for question in QuestionFile.model_validate(example).questions:
        bad, broken = fares(question, None)
        assert bad == []
        assert broken


@pytest.mark.parametrize("code", ["import os", "open('x')", "eval('1')", "__import__('os')", "x = [0] * 10**10"])
def test_code_of_the_content_reaches_no_file_and_no_system_and_has_little_memory(code: str):
    assert len(failing({"solution.py": code}, [("1", "1")])) == 1


def test_code_that_never_ends_is_stopped():
    """Here after a second of the processor; a solution has minutes, so that a busy machine fails none."""
    assert SECONDS >= 60
    assert failing({"solution.py": "while True: pass"}, [("1", "1")], seconds=1) == [
        "took more than 1 seconds of the processor"
    ]


@pytest.mark.parametrize(
    ("script", "call"), [("for (;;);", "1"), ("", "(() => { for (;;); })()"), ("", "new Promise(() => {})")]
)
def test_a_page_that_never_ends_is_given_up(script: str, call: str, browser: Browser):
    assert MINUTES >= 5
    html = f"<!doctype html><title>Loop</title><script>{script}</script>"
    assert failing_page(browser, html, [(call, "1"), ("1", "1")], minutes=1 / 60) == [f"{call}: took too long"]


def test_what_a_page_does_by_its_timers_is_the_same_on_a_slow_machine(browser: Browser):
    """Time passes only while a case waits, and every timer goes off at its own moment, those that timers set too."""
    html = """<!doctype html><title>Timers</title><p></p><script>
      const seen = [], start = Date.now(), note = what => seen.push(what + (Date.now() - start));
      setTimeout(() => { note('a'); setTimeout(note, 10, 'b') }, 50);
      const every = setInterval(() => note('c'), 40); setTimeout(clearInterval, 100, every);
      for (let n = 0; n < 1e7; n++);  // a slow machine
      Promise.resolve().then(() => setTimeout(note, 55, 'd'));
    </script>"""
    calls = {
        "seen": [],
        "(await wait(49), seen)": ["c40"],
        "(await wait(500), seen)": ["c40", "a50", "d55", "b60", "c80"],
    }
    assert failing_page(browser, html, [(call, json.dumps(returns)) for call, returns in calls.items()]) == []


def two_loops(question_counts: dict[str, int], steps: list[str], rounds: dict[str, int]) -> list[str]:
    """Rounds that run short of questions for two full loops and a surprise for each of a loop's three weakest steps."""
    return [
        round_id
        for round_id in dict.fromkeys(steps)
        if question_counts.get(round_id, 0)
        < 2 * steps.count(round_id) * rounds[round_id] + 2 * min(steps.count(round_id), 3)
    ]


def fitting(level: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for question in QUESTIONS.values():
        if level in question.levels:
            found[question.round] = found.get(question.round, 0) + 1
    return found


@pytest.mark.parametrize(
    ("role", "level"), [(role.id, level.id) for role in HANDBOOK.roles.values() for level in role.levels]
)
def test_the_bank_holds_two_full_loops_and_their_surprises_for_every_role_and_level(role: str, level: str):
    of_level = next(each for each in HANDBOOK.roles[role].levels if each.id == level)
    assert level in LEVELS
    loop = [step for step in of_level.loop if HANDBOOK.rounds[step.round].in_loop]
    steps = [step.round for step in loop for _ in range(step.times)]
    per_session = {round_id: HANDBOOK.rounds[round_id].questions for round_id in steps}
    assert two_loops(fitting(level), steps, per_session) == []


def test_a_bank_that_runs_short_is_found_out():
    assert two_loops({"knitting": 5}, ["knitting", "knitting"], {"knitting": 1}) == ["knitting"]
    assert two_loops({"knitting": 8}, ["knitting", "knitting"], {"knitting": 1}) == []

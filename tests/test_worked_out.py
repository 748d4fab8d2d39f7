"""What a question is worked out with: calculations are evaluated, diagrams are placed, older forms are still read."""

from __future__ import annotations

import itertools
import math

import pytest
from conftest import BANK, CONTENT

from generator import diagram, yamlfile
from generator.check.rewritten import find_unfinished
from generator.load import load_handbook
from generator.load.mistakes import validate
from generator.model import Handbook, Question, QuestionFile
from generator.model.base import VALIDATED
from generator.model.working import Diagram, Sum, evaluate

DESIGN = Diagram.model_validate(
    {
        "parts": [
            {"id": "a", "label": "Form and API", "row": 1, "column": 1},
            {"id": "b", "label": "Bank, backup and statements services", "row": 1, "column": 2},
            {"id": "c", "label": "Queue", "row": 2, "column": 1},
            {"id": "d", "label": "Workers", "row": 2, "column": 2},
        ],
        "arrows": [
            {"from": "a", "to": "b", "label": "saves"},
            {"from": "b", "to": "a", "label": "answers"},
            {"from": "a", "to": "d"},
            {"from": "c", "to": "b", "label": "calls"},
        ],
    }
)


@pytest.mark.parametrize(
    ("expr", "result"),
    [
        ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("-3 - -2", -1), ("600_000 / 2", 300_000), ("10**9", 1e9),
        ("round(86_400 / 7)", 12343), ("round(2.456, 2)", 2.46), ("min(3, 2, 5)", 2), ("max(3, 2)", 3),
        ("sqrt(16)", 4), ("1e3", 1000),
    ],
)  # fmt: skip
def test_a_calculation_has_its_value(expr: str, result: float) -> None:
    assert math.isclose(evaluate(expr), result)


@pytest.mark.parametrize(
    "expr",
    [
        "", "1 +", "1, 2", "x", "True", "'1'", "1 / 0", "sqrt(-1)", "(-1) ** 0.5", "9**9**9", "abs(1)", "round()",
        "min()", "__import__('os')", "(1).real", "[1][0]", "1 if 1 else 2", "1 < 2", "5 // 2", "5 % 2", "1j", "~1",
        "round(number=1)", "lambda: 1", "(" * 500 + "1" + ")" * 500, "f'{1}'", "1 @ 2", "(a := 1)",
    ],
)  # fmt: skip
def test_anything_else_is_no_calculation(expr: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        evaluate(expr)


@pytest.mark.parametrize(
    ("expr", "value", "right"),
    [("1 / 3", "0.333", False), ("round(1 / 3, 3)", "0.333", True), ("9.2", "9.2", True), ("3 * 0.1", "0.3", True)],
)
def test_a_value_is_the_result_as_it_is_written(expr: str, value: str, right: bool) -> None:
    assert Sum(what="x", expr=expr, value=value, unit="y").is_right is right


@pytest.mark.parametrize("value", ["1,000", "nan", "inf", "1e3", "", "two", "１"])
def test_a_value_is_a_plain_number(value: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        assert Sum.model_construct(what="x", expr="1", value=value, unit="y").is_right


@pytest.mark.parametrize(
    ("value", "shown"), [("1080000", "1,080,000"), ("9.25", "9.25"), ("-1234.5", "-1,234.5"), ("-0.5", "-0.5")]
)
def test_a_result_is_shown_with_commas(value: str, shown: str) -> None:
    assert Sum(what="x", expr="1", value=value, unit="y").shown == shown


def test_every_calculation_of_the_bank_is_right() -> None:
    bank = load_handbook(BANK)
    wrong = [(name, each) for name, question in bank.questions.items() for each in question.sums if not each.is_right]
    assert wrong == []


def inside(point: diagram.Point, box: diagram.Box) -> bool:
    """Whether a point is inside a box."""
    return box.x < point[0] < box.x + diagram.WIDTH and box.y < point[1] < box.y + diagram.HEIGHT


def test_a_diagram_has_its_boxes_apart_and_its_arrows_between_them() -> None:
    drawn = diagram.draw(DESIGN)
    for one, other in itertools.combinations(drawn.boxes, 2):
        assert abs(one.x - other.x) >= diagram.WIDTH or abs(one.y - other.y) >= diagram.HEIGHT
    for box in drawn.boxes:
        assert 0 < box.x <= drawn.width - diagram.WIDTH
        assert 0 < box.y <= drawn.height - diagram.HEIGHT
        for line, share in itertools.product(drawn.lines, range(11)):
            at = [a + share / 10 * (b - a) for a, b in zip(line.start, line.head[0], strict=True)]
            assert not inside((at[0], at[1]), box), (line.said, box.label)


def test_numbers_of_arrows_that_cross_or_run_beside_each_other_are_apart() -> None:
    middles = [each.middle for each in diagram.draw(DESIGN).lines]
    assert all(math.dist(one, other) > 18 for one, other in itertools.combinations(middles, 2))


def test_the_list_of_a_diagram_says_each_arrow() -> None:
    said = [each.said for each in diagram.draw(DESIGN).lines]
    assert said[0] == "Form and API → Bank, backup and statements services: saves"
    assert said[2] == "Form and API → Workers"
    assert diagram.lines_of("Bank, backup and statements services") == ("Bank, backup and", "statements services")


def test_an_arrow_through_a_box_is_found() -> None:
    assert list(diagram.crossed(DESIGN)) == []
    through = DESIGN.model_copy(
        update={
            "parts": tuple(each.model_copy(update={"row": 1, "column": n}) for n, each in enumerate(DESIGN.parts, 1))
        }
    )
    assert [(index, part.id) for index, part in diagram.crossed(through)] == [(2, "b"), (2, "c")]


# ── older forms ──

SOURCE = (CONTENT / "questions" / "candour" / "failure.yml").read_text("utf-8")


def read(source: str) -> tuple[QuestionFile | None, list[str]]:
    """A file of questions, and what is wrong with it."""
    data, places = yamlfile.parse(source, "f.yml")
    node, problems = validate(QuestionFile, data, places)
    return node, [f"{each.line}:{each.column}: {each.message}" for each in problems]


def line_of(words: str) -> int:
    """The line of the source that contains these words first."""
    return SOURCE[: SOURCE.index(words)].count("\n") + 1


def test_the_older_forms_are_read_as_the_present_ones_and_kept_in_the_cache() -> None:
    node, problems = read(SOURCE)
    assert problems == []
    assert node
    question = node.questions[0]
    assert question.curveball
    assert question.curveball.ask.startswith("The one who must hear it")
    assert question.curveball.listen_for is None
    assert [(each.score, each.name, bool(each.why)) for each in question.sample_answers] == [
        (1, "Weak", False), (4, "Strong", True),
    ]  # fmt: skip
    dumped = node.model_dump_json(by_alias=True, exclude_unset=True)
    assert QuestionFile.model_validate_json(dumped, context=VALIDATED) == node


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    curveball: The", "    curveball: <b>The", '5: curveball: expected no raw HTML; got "<b>"'),
        (
            "    curveball: The one",
            "    curveball: {aks: The one}\n    ai: x",
            "17: aks: unknown field (did you mean ask?)",
        ),
        ("      weak: |", "      waek: |", "7: waek: unknown field (did you mean weak?)"),
        ("    title:", f"    about: {'x' * 91}\n    title:", "5: about: expected at most 90 characters; got"),
    ],
)
def test_an_error_in_either_form_has_the_place_of_what_was_written(old: str, new: str, message: str) -> None:
    _, problems = read(SOURCE.replace(old, new, 1))
    assert problems[0].startswith(f"{line_of(old)}:{message}"), problems


# ── what a rewritten question has ──


def test_what_is_missing_is_said_of_the_rounds_that_are_named(handbook: Handbook) -> None:
    assert list(find_unfinished(handbook, ())) == []
    found = [(round_id, each.message) for round_id, each in find_unfinished(handbook, ["knitting"])]
    assert {round_id for round_id, _ in found} == {"knitting"}
    for start in ("about: missing", "curveball: expected what", "follow_ups: expected one", "they_may_say: missing"):
        assert sum(message.startswith(start) for _, message in found) == len(handbook.of_round("knitting")), start
    told = [each.message for _, each in find_unfinished(handbook, ["candour"])]
    assert not any(message.startswith("they_may_say") for message in told)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"bar": {"junior": "As mid, and more.", "mid": "x"}}, "bar: expected a line that can be read alone"),
        ({"about": "Merge intervals"}, ""),
    ],
)
def test_a_bar_can_be_read_alone(handbook: Handbook, changed: dict[str, object], message: str) -> None:
    import dataclasses

    question: Question = handbook.questions["merge-booking-windows"].model_copy(update=changed)
    asked = dataclasses.replace(handbook, questions={question.id: question})
    found = [each.message for _, each in find_unfinished(asked, ["knitting"])]
    assert any(each.startswith(message or "curveball") for each in found)
    assert ("about: missing; say in one line what the question asks" in found) == ("about" not in changed)

"""Rules about the bank: each round has questions and a floor, floors are reached, no question is a copy."""

from __future__ import annotations

from collections.abc import Iterator

from generator import coverage
from generator.check.base import unknown
from generator.model import Handbook
from generator.problem import Problem

#: Kind of count → the key of its floors under a round.
_FIELDS = {"level": "levels", "difficulty": "difficulty", "topic": "topics"}


def floors_name_rounds(handbook: Handbook) -> Iterator[Problem]:
    """Floors are set for rounds of the handbook."""
    for round_id in handbook.floors.rounds:
        if round_id not in handbook.rounds:
            message = f"{round_id}: {unknown('round', round_id, handbook.rounds)}"
            yield handbook.problem("floors", "", "rounds", round_id, message=message)


def every_round_has_a_question(handbook: Handbook) -> Iterator[Problem]:
    """Every round has a question: without one there is nothing to practise."""
    asked = {question.round for question in handbook.questions.values()}
    for round_id in handbook.rounds:
        if round_id not in asked:
            message = f'id: round "{round_id}" has no question; add one in questions/{round_id}, or remove the round'
            yield handbook.problem("round", round_id, "id", message=message)


def every_round_has_a_floor(handbook: Handbook) -> Iterator[Problem]:
    """Where any round has a floor, every round has one; content without floors is held to none."""
    for round_id in handbook.rounds if handbook.floors.rounds else ():
        if round_id not in handbook.floors.rounds:
            message = f'rounds: round "{round_id}" has no floor; add one, such as {round_id}: {{questions: 1}}'
            yield handbook.problem("floors", "", "rounds", message=message)


def bank_reaches_its_floors(handbook: Handbook) -> Iterator[Problem]:
    """Every round has as many questions as its floors require: in all, by level, difficulty and topic."""
    for each in coverage.counts(handbook):
        if each.missing and each.round in handbook.rounds:
            keys = (_FIELDS[each.kind], each.name) if each.name else (each.kind,)
            message = f"{keys[-1]}: expected {each.floor} or more; got {each.found}"
            yield handbook.problem("floors", "", "rounds", each.round, *keys, message=message)


def no_question_is_a_copy(handbook: Handbook) -> Iterator[Problem]:
    """No two questions share more three-word sequences than the floors allow."""
    limit = handbook.floors.similarity
    if limit < coverage.WHOLE:
        for pair in coverage.alike(handbook, limit + 1):
            expected = f"expected at most {limit} % of three-word sequences in common with"
            message = f"{pair.one}: {expected} {pair.other}; got {pair.percent} %"
            yield handbook.problem("question", pair.one, message=message)

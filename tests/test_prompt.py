"""What people paste into a chat model: everything for the interviewer, the candidate's own fields for the candidate."""

from __future__ import annotations

import re

import pytest
from visibility import fives, secret

from generator import prompt
from generator.model import HINT_CAP, Handbook


def flat(words: str) -> str:
    return " ".join(words.split())


def test_the_interviewers_prompt_holds_all_that_a_partner_has(handbook: Handbook):
    for question in handbook.questions.values():
        said = flat(prompt.for_interviewer(handbook, question))
        round_ = handbook.rounds[question.round]
        fields = [
            question.prompt, question.right_if, question.if_known, *(m.text for m in question.materials),
            *(each.ask for each in question.clarifications), *(each.say for each in question.clarifications),
            *(each.text for each in question.hints), *(each.when for each in question.hints),
            *(each.ask for each in question.probes), *(each.say for each in question.pushback),
            *(each.ask for each in question.follow_ups), *(each.listen_for for each in question.follow_ups),
            *(anchor for dimension in round_.rubric.dimensions for anchor in dimension.anchors),
            *(each.what for each in question.faults), *question.bar.values(), *round_.llm.rules,
        ]  # fmt: skip
        for field in fields:
            assert flat(field) in said, question.id


def test_it_asks_for_evidence_in_quotation_marks_before_a_score_and_for_one_pushback(handbook: Handbook):
    for question in handbook.questions.values():
        said = prompt.for_interviewer(handbook, question)
        assert said.index("evidence, in quotation marks") < said.index("only then a score")
        assert "Push back once" in said
        assert said.index("## The problem") < said.index("## If I ask") < said.index("## For your eyes only")
        assert "They don’t count as evidence" in said


def test_a_hint_is_given_with_what_it_costs(handbook: Handbook):
    question = handbook.questions["merge-booking-windows"]
    round_ = handbook.rounds[question.round]
    said = prompt.for_interviewer(handbook, question)
    for hint in question.hints:
        if hint.gives:
            assert (
                f"{hint.kind}, after which {round_.dimension(hint.gives).title} is {HINT_CAP[hint.kind]} at most"
                in said
            )


def test_the_candidates_prompt_has_no_word_of_the_interviewer(handbook: Handbook):
    first, second, *_ = handbook.questions.values()
    same = fives(prompt.for_candidate(handbook, first)) & fives(prompt.for_candidate(handbook, second))
    for question in handbook.questions.values():
        said = prompt.for_candidate(handbook, question)
        assert flat(question.prompt) in flat(said)
        for dimension in handbook.rounds[question.round].rubric.dimensions:
            assert dimension.title.lower() in said
        assert not (fives(said) - same) & secret(question, "candidate")


@pytest.mark.parametrize("made", [prompt.for_interviewer, prompt.for_candidate])
def test_a_prompt_is_plain_text_without_an_empty_part(handbook: Handbook, made):
    for question in handbook.questions.values():
        said = made(handbook, question)
        assert not re.search(r"^## .*\n+(## |\Z)", said, re.MULTILINE)
        assert said.endswith("\n")

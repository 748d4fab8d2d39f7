"""Rules about questions: what each must have before it is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.base import unknown
from generator.model import HINT_CAP, LEVELS, Handbook, Question, Round
from generator.problem import Problem


def _questions(handbook: Handbook) -> Iterator[tuple[Question, Round]]:
    for question in handbook.questions.values():
        if question.round in handbook.rounds:
            yield question, handbook.rounds[question.round]


def question_has_a_round(handbook: Handbook) -> Iterator[Problem]:
    """A question belongs to a round of the handbook."""
    for question in handbook.questions.values():
        if question.round not in handbook.rounds:
            message = f"round: {unknown('round', question.round, handbook.rounds)}"
            yield handbook.problem("question", question.id, "round", message=message)


def question_has_help(handbook: Handbook) -> Iterator[Problem]:
    """A question has at least three hints or, in rounds that use them, probes, and none of the other kind."""
    for question, round_ in _questions(handbook):
        other = "probes" if round_.help == "hints" else "hints"
        if len(getattr(question, round_.help)) < 3:
            message = f"{round_.help}: expected three or more; got {len(getattr(question, round_.help))}"
            yield handbook.problem("question", question.id, round_.help, message=message)
        if getattr(question, other):
            message = f"{other}: expected none in a round with {round_.help}"
            yield handbook.problem("question", question.id, other, message=message)


def hints_rise(handbook: Handbook) -> Iterator[Problem]:
    """A nudge gives nothing away. Pointers and reveals name a dimension and get stronger within it."""
    kinds = list(HINT_CAP)
    for question in handbook.questions.values():
        reached = dict.fromkeys((hint.gives for hint in question.hints), -1)
        for index, hint in enumerate(question.hints):
            strength = kinds.index(hint.kind)
            if (hint.kind == "nudge") != (hint.gives is None):
                expected = "nothing given by a nudge" if hint.gives else f"the dimension that the {hint.kind} gives"
                yield handbook.problem(
                    "question", question.id, "hints", index, "gives", message=f"gives: expected {expected}"
                )
            elif strength < reached[hint.gives]:
                message = f"kind: expected hints that rise; got a {hint.kind} after a {kinds[reached[hint.gives]]}"
                yield handbook.problem("question", question.id, "hints", index, "kind", message=message)
            reached[hint.gives] = max(reached[hint.gives], strength)


def help_names_a_dimension(handbook: Handbook) -> Iterator[Problem]:
    """Hints and probes give away a dimension of the round's rubric."""
    for question, round_ in _questions(handbook):
        known = [dimension.id for dimension in round_.rubric.dimensions]
        for field in ("hints", "probes"):
            for index, each in enumerate(getattr(question, field)):
                if each.gives and each.gives not in known:
                    message = f"gives: {unknown('dimension', each.gives, known)}"
                    yield handbook.problem("question", question.id, field, index, "gives", message=message)


def question_can_be_pushed(handbook: Handbook) -> Iterator[Problem]:
    """A question has at least three follow-ups, and pushback for at least two cases."""
    for question in handbook.questions.values():
        for field, least in (("follow_ups", 3), ("pushback", 2)):
            number = len(getattr(question, field))
            if number < least:
                message = f"{field}: expected {least} or more; got {number}"
                yield handbook.problem("question", question.id, field, message=message)


def signals_cover_the_rubric(handbook: Handbook) -> Iterator[Problem]:
    """A question has signals for all five dimensions of its round, and for no other."""
    for question, round_ in _questions(handbook):
        known = [dimension.id for dimension in round_.rubric.dimensions]
        for dimension in known:
            if dimension not in question.signals:
                message = f"signals: expected some for {dimension}"
                yield handbook.problem("question", question.id, "signals", message=message)
        for name in question.signals:
            if name not in known:
                message = f"signals: {unknown('dimension', name, known)}"
                yield handbook.problem("question", question.id, "signals", name, message=message)


def bar_fits_the_levels(handbook: Handbook) -> Iterator[Problem]:
    """A question has a bar for each of its levels, at least two, and for no other."""
    for question in handbook.questions.values():
        if len(question.bar) < 2:
            message = f"bar: expected two levels or more; got {len(question.bar)}"
            yield handbook.problem("question", question.id, "bar", message=message)
        for level in LEVELS:
            if level in question.levels and level not in question.bar:
                yield handbook.problem("question", question.id, "bar", message=f"bar: expected one for {level}")
            elif level in question.bar and level not in question.levels:
                message = f"bar: {level} is not among the question's levels"
                yield handbook.problem("question", question.id, "bar", level, message=message)


def milestones_fit_the_time(handbook: Handbook) -> Iterator[Problem]:
    """Milestones are in order and within the question's minutes, which fit into its share of the main segment."""
    for question, round_ in _questions(handbook):
        minutes, most = handbook.minutes(question), round_.question_minutes
        if minutes > most:
            divided = f" divided by its {round_.questions} questions" if round_.questions > 1 else ""
            message = f"minutes: expected at most {most}, the main segment{divided}; got {minutes}"
            yield handbook.problem("question", question.id, "minutes", message=message)
        last = 0
        for index, milestone in enumerate(question.milestones):
            if not last < milestone.minute <= minutes:
                message = f"minute: expected more than {last} and at most {minutes}; got {milestone.minute}"
                yield handbook.problem("question", question.id, "milestones", index, "minute", message=message)
            last = milestone.minute


#: Minutes in any form but "minute 6": after 5 minutes, at 5 min, ten minutes in, minute five, minutes 6 to 8.
_NUMBER = (
    r"(?:\d+|(?:twenty|thirty|forty|fifty)-\w+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|forty|fifty)"
)
_OTHER_MINUTE = re.compile(
    rf"\b(?:after|at|by) (?:about |the first )?{_NUMBER} (?:min\b|minutes?\b(?! of))"
    rf"|\b{_NUMBER} minutes? (?:in|gone|left|have passed)\b|\bminutes? (?!\d){_NUMBER}\b|\bminutes \d+"
    r"|\bminute(?:: *| {2,})\d+|\bmin\.? \d+|\bafter (?:a quarter of|half) an hour\b",
    re.IGNORECASE,
)


def hints_follow_the_clock(handbook: Handbook) -> Iterator[Problem]:
    """Hints are in the order of their minutes, which are written as "minute 6" and are before the question's end."""
    for question, _ in _questions(handbook):
        minutes, last = handbook.minutes(question), 0
        for index, hint in enumerate(question.hints):
            other, message = _OTHER_MINUTE.search(hint.when), ""
            if other:
                message = f'when: expected a minute written as "minute 6"; got "{other[0]}"'
            elif hint.minute is not None and not last < hint.minute < minutes:
                message = f"when: expected a minute after {last} and before {minutes}; got minute {hint.minute}"
            if message:
                yield handbook.problem("question", question.id, "hints", index, "when", message=message)
            last = max(last, hint.minute or 0)


def solution_has_cases(handbook: Handbook) -> Iterator[Problem]:
    """A question with a solution has cases for the tests to run, and the reverse."""
    for question in handbook.questions.values():
        if bool(question.solution) != bool(question.cases):
            missing = "cases" if question.solution else "solution"
            message = f"{missing}: expected, because the other one is given"
            yield handbook.problem("question", question.id, missing, message=message)


def values_are_unique(handbook: Handbook) -> Iterator[Problem]:
    """A question names each of its levels and topics once."""
    for question in handbook.questions.values():
        for field in ("levels", "topics"):
            values = getattr(question, field)
            for index, value in enumerate(values):
                if value in values[:index]:
                    message = f"{field}: {value} appears twice"
                    yield handbook.problem("question", question.id, field, index, message=message)

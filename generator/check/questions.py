"""Rules about questions: what each must have before it is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.check.base import Keys, unknown
from generator.model import HINT_CAP, LEVELS, Handbook, Question, Round
from generator.model.question import Hint, Probe, Twin
from generator.problem import Problem


def _questions(handbook: Handbook) -> Iterator[tuple[Question, Round]]:
    for question in handbook.questions.values():
        if question.round in handbook.rounds:
            yield question, handbook.rounds[question.round]


def _asked(question: Question) -> Iterator[tuple[Keys, Question | Twin]]:
    """Yield what is asked, with its keys: the question, and its twin if it has one."""
    yield (), question
    if question.twin:
        yield ("twin",), question.twin


def question_has_a_round(handbook: Handbook) -> Iterator[Problem]:
    """A question belongs to a round of the handbook."""
    for question in handbook.questions.values():
        if question.round not in handbook.rounds:
            message = f"round: {unknown('round', question.round, handbook.rounds)}"
            yield handbook.problem("question", question.id, "round", message=message)


def question_has_help(handbook: Handbook) -> Iterator[Problem]:
    """A question and its twin have at least three hints or, in rounds that use them, probes, and none of the other."""
    for question, round_ in _questions(handbook):
        other = "probes" if round_.help == "hints" else "hints"
        for keys, asked in _asked(question):
            if len(getattr(asked, round_.help)) < 3:
                message = f"{round_.help}: expected three or more; got {len(getattr(asked, round_.help))}"
                yield handbook.problem("question", question.id, *keys, round_.help, message=message)
            if getattr(asked, other):
                message = f"{other}: expected none in a round with {round_.help}"
                yield handbook.problem("question", question.id, *keys, other, message=message)


def hints_rise(handbook: Handbook) -> Iterator[Problem]:
    """A nudge gives nothing away. Pointers and reveals name a dimension and get stronger within it."""
    for question in handbook.questions.values():
        for keys, asked in _asked(question):
            for index, field, message in _not_rising(asked.hints):
                yield handbook.problem("question", question.id, *keys, "hints", index, field, message=message)


def _not_rising(hints: Sequence[Hint]) -> Iterator[tuple[int, str, str]]:
    """Yield the index of each hint that is wrong, its field and the message."""
    kinds = list(HINT_CAP)
    reached = dict.fromkeys((hint.gives for hint in hints), -1)
    for index, hint in enumerate(hints):
        strength = kinds.index(hint.kind)
        if (hint.kind == "nudge") != (hint.gives is None):
            expected = "nothing given by a nudge" if hint.gives else f"the dimension that the {hint.kind} gives"
            yield index, "gives", f"gives: expected {expected}"
        elif strength < reached[hint.gives]:
            yield (
                index,
                "kind",
                f"kind: expected hints that rise; got a {hint.kind} after a {kinds[reached[hint.gives]]}",
            )
        reached[hint.gives] = max(reached[hint.gives], strength)


def help_names_a_dimension(handbook: Handbook) -> Iterator[Problem]:
    """Hints and probes give away a dimension of the round's rubric."""
    for question, round_ in _questions(handbook):
        known = [dimension.id for dimension in round_.rubric.dimensions]
        for keys, asked in _asked(question):
            helps: dict[str, Sequence[Hint | Probe]] = {"hints": asked.hints, "probes": asked.probes}
            for field, given in helps.items():
                for index, each in enumerate(given):
                    if each.gives and each.gives not in known:
                        message = f"gives: {unknown('dimension', each.gives, known)}"
                        yield handbook.problem("question", question.id, *keys, field, index, "gives", message=message)


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
        for keys, asked in _asked(question):
            last = 0
            for index, milestone in enumerate(asked.milestones):
                if not last < milestone.minute <= minutes:
                    message = f"minute: expected more than {last} and at most {minutes}; got {milestone.minute}"
                    place = (*keys, "milestones", index, "minute")
                    yield handbook.problem("question", question.id, *place, message=message)
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
        for keys, asked in _asked(question):
            for index, message in _off_the_clock(asked.hints, handbook.minutes(question)):
                yield handbook.problem("question", question.id, *keys, "hints", index, "when", message=message)


def _off_the_clock(hints: Sequence[Hint], minutes: int) -> Iterator[tuple[int, str]]:
    """Yield the index of each hint whose minute is wrong, and the message."""
    last = 0
    for index, hint in enumerate(hints):
        if other := _OTHER_MINUTE.search(hint.when):
            yield index, f'when: expected a minute written as "minute 6"; got "{other[0]}"'
        elif hint.minute is not None and not last < hint.minute < minutes:
            yield index, f"when: expected a minute after {last} and before {minutes}; got minute {hint.minute}"
        last = max(last, hint.minute or 0)


def solution_has_cases(handbook: Handbook) -> Iterator[Problem]:
    """A question or twin with a solution has cases for the tests to run, and the reverse."""
    for question in handbook.questions.values():
        for keys, asked in _asked(question):
            if bool(asked.solution) != bool(asked.cases):
                missing = "cases" if asked.solution else "solution"
                message = f"{missing}: expected, because the other one is given"
                yield handbook.problem("question", question.id, *keys, missing, message=message)


def values_are_unique(handbook: Handbook) -> Iterator[Problem]:
    """A question names each of its levels and topics once."""
    for question in handbook.questions.values():
        for field in ("levels", "topics"):
            values = getattr(question, field)
            for index, value in enumerate(values):
                if value in values[:index]:
                    message = f"{field}: {value} stands twice"
                    yield handbook.problem("question", question.id, field, index, message=message)

"""Make a case that breaks a rule smaller, as Hypothesis would if the case came from its own draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from read_plan import Case

from generator.model import Candidate, Partners
from generator.planner import PlanRefused

Check = Callable[[Case], None]


def breaks(check: Check, case: Case) -> bool:
    """Whether a case can be planned and breaks a rule."""
    try:
        check(case)
    except AssertionError:
        return True
    except (PlanRefused, ValueError):
        return False
    return False


def smaller(check: Check, case: Case) -> Case:
    """Give a case that breaks the same rule, from which nothing more can be left out."""
    while found := next((each for each in _without_something(case) if breaks(check, each)), None):
        case = found
    return case


def _without_something(case: Case) -> Iterator[Case]:
    for n in range(len(case.log)):
        yield replace(case, log=case.log[:n] + case.log[n + 1 :])
    for changed in _candidates(case.candidate):
        yield replace(case, candidate=changed)
    for n, entry in enumerate(case.log):
        if entry.scores or entry.questions:
            plain = entry.model_copy(update={"scores": {}, "questions": ()})
            yield replace(case, log=(*case.log[:n], plain, *case.log[n + 1 :]))


def _candidates(who: Candidate) -> Iterator[Candidate]:
    """Give the candidate without one thing that they may leave out."""
    plain: dict[str, Any] = {
        "away": (), "seen": (), "adjustments": (), "swap": False, "rounds": (), "plan": None, "confidence": {},
        "partners": Partners(),
    }  # fmt: skip
    for key, value in plain.items():
        if getattr(who, key) != value:
            yield who.model_copy(update={key: value})
    for kind in ("peer", "friend", "expert"):
        if names := getattr(who.partners, kind):
            fewer = who.partners.model_copy(update={kind: names[:-1]})
            yield who.model_copy(update={"partners": fewer})
    for n in range(len(who.interviews) - 1):
        yield who.model_copy(update={"interviews": who.interviews[:n] + who.interviews[n + 1 :]})
    for n, interview in enumerate(who.interviews):
        if interview.rounds:
            bare = interview.model_copy(update={"rounds": interview.rounds[:-1]})
            yield who.model_copy(update={"interviews": (*who.interviews[:n], bare, *who.interviews[n + 1 :])})
    for day in who.days:
        if sum(1 for minutes in who.days.values() if minutes) > 1 or not who.days[day]:
            yield who.model_copy(update={"days": {each: n for each, n in who.days.items() if each != day}})
    for r in who.confidence:
        yield who.model_copy(update={"confidence": {each: n for each, n in who.confidence.items() if each != r}})

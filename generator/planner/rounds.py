"""Work out which rounds a candidate practises, how they rank, and until when (rules 1 to 4)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator import results
from generator.model import Candidate, Handbook, Interview, LogEntry
from generator.model.facts import Failed, Logged, Rated, Reason, UnratedReason, Weight
from generator.model.plan import RankedRound
from generator.planner.days import first_day

#: The confidence of a round without a rating (rule 4).
UNRATED = 3


@dataclass(frozen=True)
class Rounds:
    """The rounds of a plan."""

    #: Round ids without duplicates, in the order of rule 1.
    planned: tuple[str, ...]
    #: Round ids of a loop, in the order of the day. A round may be repeated, and there may be none (rule 2).
    steps: tuple[str, ...]
    #: The rounds that the last interview means, steps or not; if there are none, all rounds of the plan.
    of_last: tuple[str, ...]
    #: Rounds of the candidate's list whose interviews are over.
    over: tuple[str, ...]
    #: Round → the day of the first interview ahead that means it, and of the last (rule 3).
    due: dict[str, datetime.date]
    until: dict[str, datetime.date]
    #: Days of earlier interviews ahead that mean all the steps.
    also_loops: tuple[datetime.date, ...]


def interviews_of(candidate: Candidate) -> tuple[Interview, ...]:
    """Return the candidate's interviews by date."""
    if candidate.interviews:
        return tuple(sorted(candidate.interviews, key=lambda each: each.date))
    return (Interview(date=candidate.last_interview),)


def base_rounds(handbook: Handbook, candidate: Candidate) -> tuple[str, ...]:
    """Return the candidate's own rounds, else the role's loop with each round as often as it comes (rule 1)."""
    if candidate.rounds:
        return candidate.rounds
    role = handbook.roles.get(candidate.role)
    level = role.level(candidate.level) if role else None
    return tuple(place.round for place in level.loop for _ in range(place.times)) if level else ()


def meant_on(handbook: Handbook, candidate: Candidate, day: datetime.date) -> tuple[str, ...]:
    """Return the rounds that the interviews of a day mean together, in the order of the file (rule 1).

    An interview means the rounds it names. If it names none, it means the base rounds that are in a loop or that no
    interview names, without those that the other interviews of that day mean already.
    """
    named = {name for each in candidate.interviews for name in each.rounds}
    of_day = [each for each in interviews_of(candidate) if each.date == day]
    named_that_day = {name for each in of_day for name in each.rounds}
    rounds: list[str] = []
    for interview in of_day:
        rounds += interview.rounds
        if not interview.rounds:
            base = [each for each in base_rounds(handbook, candidate) if each not in {*named_that_day, *rounds}]
            rounds += [each for each in base if each not in named or handbook.rounds[each].in_loop]
    return tuple(rounds)


def settle_rounds(handbook: Handbook, candidate: Candidate, begin: datetime.date) -> Rounds:
    """Return which rounds are practised from `begin` on, and until when (rules 1 to 3)."""
    days = sorted({each.date for each in interviews_of(candidate)})
    last = days[-1]
    meant = {day: meant_on(handbook, candidate, day) for day in days}
    ahead = [day for day in days if day > begin]
    named = {name for each in candidate.interviews for name in each.rounds}
    still_meant = {name for day in ahead for name in meant[day]}

    over = [each for each in dict.fromkeys(candidate.rounds) if each in named and each not in still_meant]
    practised = [each for each in candidate.rounds if each not in over]
    practised += meant[last]
    for day in ahead:
        if day != last:
            practised += meant[day]
    practised += [each for each in _screen(handbook, candidate) if each in candidate.confidence and each not in named]
    planned, of_last = tuple(dict.fromkeys(practised)), meant[last]
    if not planned:
        planned, over = tuple(dict.fromkeys(base_rounds(handbook, candidate))), []
        of_last = planned

    due, until = {}, {}
    for round_id in planned:
        dates = [day for day in ahead if round_id in meant[day]]
        due[round_id] = min(dates, default=last)
        until[round_id] = max(dates, default=last)
    steps = tuple(each for each in meant[last] if handbook.rounds[each].in_loop)
    also_loops = tuple(day for day in ahead if steps and day != last and set(steps) <= set(meant[day]))
    return Rounds(planned, steps, of_last, tuple(over), due, until, also_loops)


def _screen(handbook: Handbook, candidate: Candidate) -> tuple[str, ...]:
    level = handbook.roles[candidate.role].level(candidate.level) if candidate.role in handbook.roles else None
    return tuple(place.round for place in level.screen) if level else ()


def candidate_rounds(handbook: Handbook, candidate: Candidate, today: datetime.date) -> tuple[str, ...]:
    """Return the rounds of the handbook that a candidate practises as of today, in the order of rule 1."""
    named = {*base_rounds(handbook, candidate), *(name for each in candidate.interviews for name in each.rounds)}
    if not named <= set(handbook.rounds):
        return tuple(each for each in dict.fromkeys(base_rounds(handbook, candidate)) if each in handbook.rounds)
    return settle_rounds(handbook, candidate, max(first_day(candidate, today), today)).planned


def weights(handbook: Handbook, candidate: Candidate, rounds: Rounds) -> dict[str, int]:
    """Return round → the role's weight times the number of steps, both at least 1 (rule 2).

    The role's weight is the greatest in its loop and its screen.
    """
    level = handbook.roles[candidate.role].level(candidate.level)
    of_role: dict[str, int] = {}
    for place in (*level.loop, *level.screen) if level else ():
        of_role[place.round] = max(place.weight, of_role.get(place.round, 1))
    return {each: of_role.get(each, 1) * max(1, rounds.steps.count(each)) for each in rounds.planned}


def rank_rounds(
    handbook: Handbook, candidate: Candidate, rounds: Rounds, log: Sequence[LogEntry]
) -> tuple[RankedRound, ...]:
    """Rank the rounds of a plan: by need ascending, weight descending, then the order of rule 1 (rules 2 and 4)."""
    confidence = dict.fromkeys(rounds.planned, UNRATED) | results.confidence_now(candidate.confidence, log)
    need = results.needs(handbook.rounds, candidate.level, confidence, log)
    weight = weights(handbook, candidate, rounds)
    order = sorted(rounds.planned, key=lambda each: (need[each], -weight[each], rounds.planned.index(each)))
    return tuple(
        RankedRound(
            round=each,
            confidence=confidence[each],
            need=need[each],
            weight=weight[each],
            due=rounds.due[each],
            until=rounds.until[each],
            stubborn=results.is_stubborn(log, each, need[each]),
            why=[_rating(candidate, each, need[each], log), _compared(weight[each], list(weight.values()))],
        )
        for each in order
    )


def _rating(candidate: Candidate, round_id: str, need: int, log: Sequence[LogEntry]) -> Reason:
    mocks = results.of_round(log, round_id)
    if not mocks and round_id in candidate.confidence:
        return Rated(confidence=candidate.confidence[round_id])
    if not mocks:
        return UnratedReason(confidence=UNRATED)
    now = mocks[-1].after
    if need < now:
        return Failed(mocks=len(mocks), confidence=now, need=need)
    return Logged(mocks=len(mocks), confidence=now)


def _compared(weight: int, others: Sequence[int]) -> Reason:
    unique = others.count(weight) == 1
    compared: Literal["only", "same", "heaviest", "among-heaviest", "lightest", "among-lightest", "between"]
    if len(others) == 1:
        compared = "only"
    elif min(others) == max(others):
        compared = "same"
    elif weight == max(others):
        compared = "heaviest" if unique else "among-heaviest"
    elif weight == min(others):
        compared = "lightest" if unique else "among-lightest"
    else:
        compared = "between"
    return Weight(compared=compared)

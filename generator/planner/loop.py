"""The loop a candidate practises for, and the need of its rounds (design.md, section 4, rules 1 and 2)."""

from __future__ import annotations

from collections.abc import Sequence

from generator import progress
from generator.model import Candidate, Handbook, LogEntry
from generator.model.plan import RankedRound
from generator.model.role import NOT_REHEARSED
from generator.words import number

#: Confidence of a round for which none is given.
UNRATED = 1


def loop_of(handbook: Handbook, candidate: Candidate) -> tuple[str, ...]:
    """Give the steps, as round ids in the order of the day (rule 1).

    They are the candidate's own list, else the role's. Empty when nothing is left to rehearse, or the role
    has no such level.
    """
    steps = candidate.rounds
    if not steps and candidate.role in handbook.roles:
        level = handbook.roles[candidate.role].level(candidate.level)
        steps = tuple(place.round for place in level.loop for _ in range(place.times)) if level else ()
    return tuple(step for step in steps if step not in NOT_REHEARSED)


def weights(handbook: Handbook, candidate: Candidate, steps: Sequence[str]) -> dict[str, int]:
    """Map round → the role's weight times its steps; a round the role's loop lacks weighs 1 a step (rule 1).

    Where the role lists a round in several places, the heaviest counts.
    """
    level = handbook.roles[candidate.role].level(candidate.level)
    of_role: dict[str, int] = {}
    for place in level.loop if level else ():
        of_role[place.round] = max(place.weight, of_role.get(place.round, 1))
    return {round_id: of_role.get(round_id, 1) * steps.count(round_id) for round_id in steps}


def rank_rounds(
    handbook: Handbook, candidate: Candidate, steps: Sequence[str], log: Sequence[LogEntry]
) -> tuple[RankedRound, ...]:
    """Order the rounds of a loop from most to least in need of practice (rule 2).

    Need is confidence now, 1-5, at most 3 after a failed mock; a round without either counts as 1. Ties go to the
    heavier round, then to the earlier one in the loop.
    """
    rounds = dict.fromkeys(steps)
    confidence = dict.fromkeys(rounds, UNRATED) | progress.confidence_now(candidate.confidence, log)
    need = progress.needs(handbook.rounds, candidate.level, confidence, log)
    weight = weights(handbook, candidate, steps)
    order = sorted(rounds, key=lambda each: (need[each], -weight[each], steps.index(each)))
    return tuple(
        RankedRound(
            round=each,
            confidence=confidence[each],
            need=need[each],
            weight=weight[each],
            stubborn=progress.is_stubborn(log, each, need[each]),
            why=f"{_rating(candidate, each, need[each], log)}; {_counts(weight[each], [weight[r] for r in rounds])}.",
        )
        for each in order
    )


def _rating(candidate: Candidate, round_id: str, need: int, log: Sequence[LogEntry]) -> str:
    mocks = progress.of_round(log, round_id)
    given = candidate.confidence.get(round_id)
    if not mocks:
        return f"You rate it {given} of 5" if given else f"You have not rated it, so it counts as {UNRATED} of 5"
    now = mocks[-1].after
    rated = f"After {number(len(mocks))} mock{'s' * (len(mocks) > 1)} you rate it {now} of 5"
    return f"{rated}, but the last one scored was not passed, so it counts as {need}" if need < now else rated


def _counts(weight: int, weights_of_loop: Sequence[int]) -> str:
    if len(weights_of_loop) == 1:
        return "it is the only round of this loop"
    if min(weights_of_loop) == max(weights_of_loop):
        return "every round of this loop counts the same"
    alone = weights_of_loop.count(weight) == 1
    if weight == max(weights_of_loop):
        return f"{'it counts most' if alone else 'nothing counts more'} in this loop"
    if weight == min(weights_of_loop):
        return f"{'it counts least' if alone else 'nothing counts less'} in this loop"
    return "others in this loop count more"

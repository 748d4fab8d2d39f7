"""The loop a candidate practises for, and the need of its rounds (design.md, section 4, rules 1 and 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.model import Candidate, Handbook
from generator.model.plan import RankedRound

#: Rounds of real loops that are not rehearsed here.
NOT_REHEARSED = ("recruiter-screen", "offer-and-mobility")
#: Confidence of a round for which none is given.
UNRATED = 1
#: Need below this asks for drills in full form.
STRONG = 4


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


def rank(steps: Sequence[str], confidence: Mapping[str, int], weight: Mapping[str, int]) -> tuple[RankedRound, ...]:
    """Order the rounds of a loop from most to least in need of practice (rule 2).

    Confidence is 1-5 per round id; a round without one counts as 1. Ties go to the heavier round, then to
    the earlier one in the loop.
    """
    rounds = dict.fromkeys(steps)
    order = sorted(rounds, key=lambda each: (confidence.get(each, UNRATED), -weight[each], steps.index(each)))
    return tuple(
        RankedRound(
            round=round_id,
            confidence=confidence.get(round_id, UNRATED),
            need=confidence.get(round_id, UNRATED),
            weight=weight[round_id],
            stubborn=False,
            why=_why(confidence.get(round_id), weight[round_id], [weight[each] for each in rounds]),
        )
        for round_id in order
    )


def _why(confidence: int | None, weight: int, weights_of_loop: Sequence[int]) -> str:
    rated = f"You rate it {confidence} of 5" if confidence else f"You have not rated it, so it counts as {UNRATED} of 5"
    if len(weights_of_loop) == 1:
        return f"{rated}; it is the only round of this loop."
    if min(weights_of_loop) == max(weights_of_loop):
        return f"{rated}; every round of this loop counts the same."
    if weight == max(weights_of_loop):
        alone = weights_of_loop.count(weight) == 1
        return f"{rated}; {'it counts most' if alone else 'nothing counts more'} in this loop."
    if weight == min(weights_of_loop):
        alone = weights_of_loop.count(weight) == 1
        return f"{rated}; {'it counts least' if alone else 'nothing counts less'} in this loop."
    return f"{rated}; others in this loop count more."

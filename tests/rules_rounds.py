"""Rules 1 to 4: which rounds are in the plan, in which order of need, and until when."""

from __future__ import annotations

from typing import Any

from placing_drills import first_drills, wanting_first_drills
from read_plan import Case, holds, rule, same

# Rule 1


@rule
def the_plan_has_the_rounds_that_the_candidate_and_the_interviews_ahead_mean(case: Case) -> None:
    """Rule 1: the candidate's own, what the interviews ahead mean, and what is rated of the role's screen."""
    f, rounds = case.facts, case.handbook.rounds
    same(list(case.plan.rounds), f.rounds, "rounds")
    for r, each in case.plan.rounds.items():
        same((each.minutes, each.short), (rounds[r].minutes, rounds[r].short.minutes), f"minutes of {r}, without extra")


@rule
def rounds_left_out_are_named(case: Case) -> None:
    """Rule 1: a round whose interviews are over gets note over, any other that is rated or logged not-planned."""
    f = case.facts
    over = [r for r in f.over if r not in f.rounds]
    same(sorted(notes(case, "over", "round")), sorted(over), "rounds that are over")
    known = {*case.candidate.confidence, *(each.round for each in case.log)}
    same(sorted(notes(case, "not-planned", "round")), sorted(known - {*f.rounds, *over}), "rounds not planned")


def notes(case: Case, code: str, key: str) -> list[Any]:
    """Give a value of the notes with a code, in their order."""
    return [each.model_dump()[key] for each in case.plan.notes if each.code == code]


# Rule 2


@rule
def the_steps_are_what_the_last_interview_means_and_is_in_a_loop(case: Case) -> None:
    """Rule 2: as written, so that a round may be two steps."""
    same(case.plan.steps, case.facts.steps, "steps")


@rule
def rounds_are_ranked_by_need_then_weight_then_place(case: Case) -> None:
    """Rules 2 and 33: a round weighs what the role says, times its steps; need is confidence, 3 after a failed mock."""
    f = case.facts
    found = [(each.round, each.confidence, each.need, each.weight) for each in case.plan.ranked]
    same(found, [(r, f.confidence[r], f.need[r], f.weight[r]) for r in f.ranked], "round, confidence, need, weight")


@rule
def the_reasons_for_a_place_are_those_that_ranked_it(case: Case) -> None:
    """Rule 2: what confidence comes from, and how the weight compares."""
    f = case.facts
    for each in case.plan.ranked:
        r, mocks = each.round, len(f.logged(each.round))
        reason: dict[str, Any] = {"code": "rated" if f.rated(r) else "unrated", "confidence": f.confidence[r]}
        if f.need[r] < f.confidence[r]:
            reason |= {"code": "failed", "mocks": mocks, "need": f.need[r]}
        elif mocks:
            reason |= {"code": "logged", "mocks": mocks}
        why = [reason, {"code": "weight", "compared": compared(f.weight, r)}]
        same([reason.model_dump() for reason in each.why], why, f"reasons of {r}")


def compared(weight: dict[str, int], round_id: str) -> str:
    """Say how a round's weight compares with the others'."""
    mine, others = weight[round_id], [each for r, each in weight.items() if r != round_id]
    if not others:
        return "only"
    if {*others} == {mine}:
        return "same"
    for name, extreme in (("heaviest", max(weight.values())), ("lightest", min(weight.values()))):
        if mine == extreme:
            return f"among-{name}" if mine in others else name
    return "between"


# Rule 3


@rule
def each_round_has_the_days_of_its_interviews(case: Case) -> None:
    """Rule 3: due on the first interview ahead that means it, until the last; without one, the last interview."""
    f = case.facts
    found = [(each.round, each.due, each.until) for each in case.plan.ranked]
    same(found, [(r, f.due(r), f.until(r)) for r in f.ranked], "round, due, until")


@rule
def no_mock_is_placed_when_its_round_is_over(case: Case) -> None:
    """Rule 3: every session of a round is before its until."""
    for each in case.plan.sessions:
        holds(
            each.date < case.facts.until(each.round), f"{each.id} on {each.date}, until {case.facts.until(each.round)}"
        )


@rule
def a_round_due_early_has_its_first_drill_on_the_earliest_day(case: Case) -> None:
    """Rule 3: under 4 and not drilled; after its baseline, before it is due, beside baselines and drills only."""
    f, p = case.facts, case.placed
    wanted = first_drills(f, p.before("first drills"))
    same(p.first_drills, wanted, f"first drills, of all drills {p.of('drill')}")
    missing = [r for r in wanting_first_drills(f) if r not in [each.round for each in wanted]]
    same(p.unplaced("drill"), sorted((r, f.minutes(r, "short")) for r in missing), "unplaced first drills")


@rule
def an_earlier_interview_that_means_all_the_steps_is_noted(case: Case) -> None:
    """Rule 3: note aims-at-last, with one such interview at least."""
    f = case.facts
    earlier = [each for each in f.ahead if each.date < f.last and f.steps and {*f.steps} <= {*f.meant(each)}]
    days = notes(case, "aims-at-last", "date")
    holds(bool(days) == bool(earlier), f"aims-at-last {days}, but such interviews are {earlier}")
    holds({*days} <= {each.date for each in earlier}, f"aims-at-last {days}, but such interviews are {earlier}")


# Rule 4


@rule
def rounds_without_a_rating_are_noted_until_they_are_logged(case: Case) -> None:
    """Rule 4: and count as 3, which rule 2 checks."""
    f = case.facts
    unrated = [r for r in f.rounds if not f.rated(r) and not f.logged(r)]
    same(sorted(notes(case, "unrated", "round")), sorted(unrated), "notes unrated")

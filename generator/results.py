"""Evaluate a log: confidence now, stubborn rounds, recurring fixes, and criteria with their evidence.

Pure. A log is a sequence of entries by date, those of one day in the order of the file. Nobody is called ready or
ranked. Scores by a language model or by the candidate never count here.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from generator.model import Level, LogEntry, Plan, Round, Session
from generator.model.facts import (
    ConfidenceCriterion,
    Criterion,
    FullMocksCriterion,
    Judged,
    PassedCriterion,
    Span,
    State,
)
from generator.model.log import HUMAN, NOT_SEEN

#: The confidence from which on a round is strong.
STRONG = 4
#: The highest need of a round whose last scored mock wasn't passed.
AFTER_A_FAIL = 3
#: How many of the last mocks decide whether a round is stubborn, and whether a criterion is met.
LAST = 3
#: How many of the last mocks must be passed for a criterion.
PASSES = 2
#: How often a fix must be written down to count as recurring.
AGAIN = 3


class Verdict(NamedTuple):
    """A mock compared with the pass line of a level."""

    state: Literal["passed", "failed", "unscored"]
    core_failed: bool


def in_order(log: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """Return entries sorted by date, those of one day in the order of the file."""
    return tuple(sorted(log, key=lambda entry: entry.date))


def of_round(log: Sequence[LogEntry], round_id: str) -> tuple[LogEntry, ...]:
    """Return the entries of a round."""
    return tuple(entry for entry in log if entry.round == round_id)


def confidence_now(given: Mapping[str, int], log: Sequence[LogEntry]) -> dict[str, int]:
    """Return round → confidence 1-5: the last `after` in the log, else the candidate's own rating (rule 4)."""
    return {**given, **{entry.round: entry.after for entry in log}}


def judge(round_: Round, level: Level, entry: LogEntry) -> Verdict:
    """Compare a mock's scores with the pass line. A dimension without a score counts as not seen.

    The mock is unscored if two dimensions, or a core one, were not seen. It is passed if every core dimension is at 3
    or better, none is at 1, and as many are at 3 or better as the level requires, or all that were seen.
    """
    seen: dict[str, int] = {}
    for dimension in round_.rubric.dimensions:
        score = entry.scores.get(dimension.id, NOT_SEEN)
        if isinstance(score, int):
            seen[dimension.id] = score
    core = [each.id for each in round_.rubric.dimensions if each.core]
    if len(seen) < len(round_.rubric.dimensions) - 1 or any(each not in seen for each in core):
        return Verdict("unscored", False)
    needed = min(getattr(round_.rubric.pass_line, level), len(seen))
    core_failed = any(seen[each] < 3 for each in core)
    passed = not core_failed and min(seen.values()) > 1 and sum(score >= 3 for score in seen.values()) >= needed
    return Verdict("passed" if passed else "failed", core_failed)


def judged(round_: Round, level: Level, log: Sequence[LogEntry]) -> list[tuple[LogEntry, Verdict]]:
    """Return the mocks of a round that a person scored, with their verdicts, without unscored ones."""
    verdicts = [(entry, judge(round_, level, entry)) for entry in of_round(log, round_.id) if entry.by_human]
    return [(entry, verdict) for entry, verdict in verdicts if verdict.state != "unscored"]


def needs(
    rounds: Mapping[str, Round], level: Level, confidence: Mapping[str, int], log: Sequence[LogEntry]
) -> dict[str, int]:
    """Return round → need: its confidence, but at most 3 if the last mock that a person scored wasn't passed."""
    need = dict(confidence)
    for round_id in {entry.round for entry in log} & set(rounds):
        verdicts = judged(rounds[round_id], level, log)
        if verdicts and verdicts[-1][1].state == "failed":
            need[round_id] = min(need[round_id], AFTER_A_FAIL)
    return need


def is_stubborn(log: Sequence[LogEntry], round_id: str, need: int) -> bool:
    """Return whether a round is stubborn (rule 12).

    It is if it has three entries or more, its need is under 4, the last `after` is no higher than the `before` of the
    first of the last three, and none of these three was with an expert.
    """
    last = of_round(log, round_id)[-LAST:]
    gained = len(last) == LAST and last[-1].after > last[0].before
    return len(last) == LAST and need < STRONG and not gained and not any(entry.with_expert for entry in last)


def same_fix(fix: str) -> str:
    """Return a fix in the form for comparing, without differences in case, spaces and final punctuation."""
    return " ".join(fix.casefold().split()).rstrip(".! ")


def fixes_that_come_back(log: Sequence[LogEntry]) -> list[tuple[str, int]]:
    """Return each fix that was written three times or more, as first written, and its count, most frequent first."""
    first: dict[str, str] = {}
    count: Counter[str] = Counter()
    for entry in log:
        same = same_fix(entry.fix)
        first.setdefault(same, entry.fix)
        count[same] += 1
    return [(first[same], times) for same, times in count.most_common() if times >= AGAIN]


def criteria(
    rounds: Mapping[str, Round],
    level: Level,
    log: Sequence[LogEntry],
    loops: Sequence[tuple[datetime.date, datetime.date]],
    plan: Plan,
) -> list[Criterion]:
    """Return the criteria before the interview, with the evidence in the log (rule 36).

    They are the confidence of each round of the plan, the scores of each, and the full mocks. `loops` are the first
    and last days of the full mocks in the log; `plan` has the sessions that test a criterion next.
    """
    planned = [rounds[round_id] for round_id in plan.rounds]
    return [
        *(_confidence(each, log, plan) for each in planned),
        *(_passed(each, level, log, plan) for each in planned),
        _full_mocks(loops, plan),
    ]


def _confidence(round_: Round, log: Sequence[LogEntry], plan: Plan) -> Criterion:
    mocks = of_round(log, round_.id)
    state: State = "too-little-seen"
    if mocks:
        state = "met" if mocks[-1].after >= STRONG else "not-met"
    return ConfidenceCriterion(
        id=f"{round_.id}-confidence",
        state=state,
        session=next((each.id for each in _tests(plan, round_.id)), ""),
        round=round_.id,
        wanted=STRONG,
        mocks=len(mocks),
        first=mocks[0].date if mocks else "",
        before=mocks[0].before if mocks else 0,
        last=mocks[-1].date if mocks else "",
        after=mocks[-1].after if mocks else 0,
    )


def _passed(round_: Round, level: Level, log: Sequence[LogEntry], plan: Plan) -> Criterion:
    scored = judged(round_, level, log)[-LAST:]
    passes = sum(verdict.state == "passed" for _, verdict in scored)
    state: State = "too-little-seen"
    if len(scored) >= PASSES:
        state = "met" if passes >= PASSES and not scored[-1][1].core_failed else "not-met"
    tests = [each for each in _tests(plan, round_.id) if each.drill != "again"]
    return PassedCriterion(
        id=f"{round_.id}-passed",
        state=state,
        session=next((each.id for each in tests if each.partner in HUMAN), ""),
        round=round_.id,
        wanted=PASSES,
        of=LAST,
        scored=[
            Judged(date=entry.date, passed=verdict.state == "passed", core_failed=verdict.core_failed)
            for entry, verdict in scored
        ],
        ahead=len(tests),
    )


def _full_mocks(loops: Sequence[tuple[datetime.date, datetime.date]], plan: Plan) -> Criterion:
    full = {loop.id for loop in plan.loops if loop.full}
    return FullMocksCriterion(
        id="full-mocks",
        state="met" if plan.full_mocks.done >= plan.full_mocks.wanted else "not-met",
        session=next((each.id for each in plan.sessions if each.loop in full), ""),
        wanted=plan.full_mocks.wanted,
        loops=[Span(first=first, last=last) for first, last in loops],
    )


def _tests(plan: Plan, round_id: str) -> list[Session]:
    """Return the planned mocks of a round by date, without the easy one."""
    return [each for each in plan.mocks if each.round == round_id and each.kind != "easy"]

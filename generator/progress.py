"""What a log says: confidence now, rounds that refuse to improve, criteria with their evidence.

Pure. A log is a sequence of entries by date, those of one day in the order of the file. Nobody is called ready or
ranked; scores by a language model or by oneself never count here.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from generator.model import Level, LogEntry, Plan, Round
from generator.model.log import HUMAN, NOT_SEEN
from generator.model.plan import Criterion
from generator.words import capital, listed, number, stretch, weekday

#: Confidence from which a round is strong (design.md, section 4).
STRONG = 4
#: The highest need after a mock that was not passed.
AFTER_A_FAIL = 3
#: Entries in which a round must have gained nothing to be stubborn, and mocks that a criterion looks back on.
LAST = 3
#: Passes among the last mocks that a criterion asks for.
PASSES = 2
#: How often a fix comes back before it is said.
AGAIN = 3


class Verdict(NamedTuple):
    """A mock held against the pass line of a level (design.md, section 3)."""

    state: Literal["passed", "failed", "not scored"]
    core_failed: bool


def in_order(log: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """Sort entries by date; those of one day stay in the order of the file (rule 11)."""
    return tuple(sorted(log, key=lambda entry: entry.date))


def of_round(log: Sequence[LogEntry], round_id: str) -> tuple[LogEntry, ...]:
    """Give the entries of a round."""
    return tuple(entry for entry in log if entry.round == round_id)


def confidence_now(given: Mapping[str, int], log: Sequence[LogEntry]) -> dict[str, int]:
    """Map round → confidence 1-5: the last `after` of the log, else what the candidate gave (rule 11)."""
    return {**given, **{entry.round: entry.after for entry in log}}


def judge(round_: Round, level: Level, entry: LogEntry) -> Verdict:
    """Hold a mock's scores against the pass line: a dimension without a score was not seen.

    With two dimensions not seen, or a core one, the session is not scored. Else it is passed with every core dimension
    at 3 or better, no 1, and as many at 3 or better as the level asks for, of those that were seen.
    """
    seen: dict[str, int] = {}
    for dimension in round_.rubric.dimensions:
        score = entry.scores.get(dimension.id, NOT_SEEN)
        if isinstance(score, int):
            seen[dimension.id] = score
    core = [each.id for each in round_.rubric.dimensions if each.core]
    if len(seen) < len(round_.rubric.dimensions) - 1 or any(each not in seen for each in core):
        return Verdict("not scored", False)
    needed = min(getattr(round_.rubric.pass_line, level), len(seen))
    core_failed = any(seen[each] < 3 for each in core)
    passed = not core_failed and min(seen.values()) > 1 and sum(score >= 3 for score in seen.values()) >= needed
    return Verdict("passed" if passed else "failed", core_failed)


def judged(round_: Round, level: Level, log: Sequence[LogEntry]) -> list[tuple[LogEntry, Verdict]]:
    """Give the mocks of a round that a person scored, with what the scores come to; what is not scored is left out."""
    verdicts = [(entry, judge(round_, level, entry)) for entry in of_round(log, round_.id) if entry.by_human]
    return [(entry, verdict) for entry, verdict in verdicts if verdict.state != "not scored"]


def needs(
    rounds: Mapping[str, Round], level: Level, confidence: Mapping[str, int], log: Sequence[LogEntry]
) -> dict[str, int]:
    """Map round → need: its confidence, but at most 3 where the last mock a person scored was not passed."""
    need = dict(confidence)
    for round_id in {entry.round for entry in log} & set(rounds):
        verdicts = judged(rounds[round_id], level, log)
        if verdicts and verdicts[-1][1].state == "failed":
            need[round_id] = min(need[round_id], AFTER_A_FAIL)
    return need


def is_stubborn(log: Sequence[LogEntry], round_id: str, need: int) -> bool:
    """Whether a round refuses to improve (rule 12).

    Three entries or more, need under 4, and the last `after` no higher than `before` of the first of the last three,
    none of which was with an expert.
    """
    last = of_round(log, round_id)[-LAST:]
    gained = len(last) == LAST and last[-1].after > last[0].before
    return len(last) == LAST and need < STRONG and not gained and not any(entry.with_expert for entry in last)


def same_fix(fix: str) -> str:
    """Bring a fix into the form by which it is known again: upper case, spaces and a full stop make no difference."""
    return " ".join(fix.casefold().split()).rstrip(".! ")


def fixes_that_come_back(log: Sequence[LogEntry]) -> list[tuple[str, int]]:
    """Give each fix written three times or more with its count, as first written, most often first."""
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
    """Hold the log against what is to be reached before the interview (rule 13).

    Per round of the loop its confidence, then its scores, then the full mocks. `loops` are the first and last days of
    the loops done; `plan` says which session tests what next.
    """
    of_loop = [rounds[round_id] for round_id in plan.rounds]
    return [
        *(_confidence(each, log, plan) for each in of_loop),
        *(_passed(each, level, log, plan) for each in of_loop),
        _full_mocks(loops, plan),
    ]


def _confidence(round_: Round, log: Sequence[LogEntry], plan: Plan) -> Criterion:
    mocks = of_round(log, round_.id)
    evidence = "No mock of it is logged yet."
    if mocks:
        first, last = mocks[0], mocks[-1]
        evidence = f"After the mock on {weekday(last.date)} you rate it {last.after} of 5; "
        before = "before it" if first is last else f"before the first of {number(len(mocks))}, on {weekday(first.date)}"
        evidence += f"{before}, it was {first.before}."
    return Criterion(
        id=f"{round_.id}-confidence",
        text=f"{round_.title}: confidence at {STRONG} of 5 or more",
        state="too little seen" if not mocks else "met" if mocks[-1].after >= STRONG else "not met",
        evidence=evidence,
        session=next(_tests(plan, round_.id), ""),
    )


def _passed(round_: Round, level: Level, log: Sequence[LogEntry], plan: Plan) -> Criterion:
    scored = judged(round_, level, log)[-LAST:]
    passes = sum(verdict.state == "passed" for _, verdict in scored)
    said = listed([f"{weekday(entry.date)} {_OUTCOME[verdict.state]}" for entry, verdict in scored])
    met = passes >= PASSES and not scored[-1][1].core_failed
    if not scored:
        evidence = f"No mock that a person scored in full is logged yet; it takes {number(PASSES)}."
    elif len(scored) < PASSES:
        evidence = f"One mock was scored by a person so far: {said}. It takes {number(PASSES)}."
    else:
        count = capital(number(passes)) if passes else "None"
        evidence = f"{count} of the last {number(len(scored))} that a person scored: {said}."
        if scored[-1][1].core_failed:
            evidence += " The latest was below 3 in a core dimension."
    session = next(_tests(plan, round_.id, HUMAN), "")
    if not (met or session) and any(_tests(plan, round_.id)):
        evidence += " No mock of it ahead is with a person: ask a peer or a friend for one."
    return Criterion(
        id=f"{round_.id}-passed",
        text=f"{round_.title}: two of the last three scored mocks passed, the latest not failed in a core dimension",
        state="too little seen" if len(scored) < PASSES else "met" if met else "not met",
        evidence=evidence,
        session=session,
    )


_OUTCOME = {"passed": "was passed", "failed": "was not passed"}


def _full_mocks(loops: Sequence[tuple[datetime.date, datetime.date]], plan: Plan) -> Criterion:
    wanted, done = plan.full_mocks.wanted, plan.full_mocks.done
    full = {loop.id for loop in plan.loops if loop.full}
    if loops:
        evidence = f"{capital(number(done))} done: {listed([stretch(*days) for days in loops])}."
    else:
        evidence = "None is done yet." if wanted else "This plan holds no loops, so none is asked for."
    return Criterion(
        id="full-mocks",
        text=f"{capital(number(wanted))} full mock{'s' * (wanted != 1)}: every round in full, within ten days",
        state="met" if done >= wanted else "not met",
        evidence=evidence,
        session=next((each.id for each in plan.sessions if each.loop in full), ""),
    )


def _tests(plan: Plan, round_id: str, partners: Sequence[str] = ()) -> Iterator[str]:
    """Give the planned mocks of a round but the easy one, by id; with `partners`, those that one of them runs."""
    for session in plan.sessions:
        tests = session.round == round_id and session.kind not in ("easy", "micro")
        if tests and (not partners or session.partner in partners):
            yield session.id

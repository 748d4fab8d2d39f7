"""What a log says: confidence now, rounds that refuse to improve, criteria with their evidence.

Pure. A log is a sequence of entries by date, those of one day in the order of the file. Nobody is called ready or
ranked; scores by a language model or by oneself never count here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from generator.model import Level, LogEntry, Round
from generator.model.log import NOT_SEEN

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


def fixes_that_come_back(log: Sequence[LogEntry]) -> list[tuple[str, int]]:
    """Give each fix written three times or more with its count, as first written, most often first.

    Upper case, spaces and a full stop at the end make no difference.
    """
    first: dict[str, str] = {}
    count: Counter[str] = Counter()
    for entry in log:
        same = " ".join(entry.fix.casefold().split()).rstrip(".! ")
        first.setdefault(same, entry.fix)
        count[same] += 1
    return [(first[same], times) for same, times in count.most_common() if times >= AGAIN]

"""Reasons why there can be no plan, as codes with values (rule 34)."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model import Candidate, Handbook, LogEntry
from generator.planner.days import first_day, weekday_minutes

#: The most days from the first day to the interview. More is likely a typing error.
HORIZON = 731

#: Code → the names of its values.
REFUSALS: Mapping[str, tuple[str, ...]] = {
    "unknown": ("kind", "name", "known"),
    "replaced": ("name", "by", "why"),
    "no-level": ("role", "level", "levels"),
    "not-after": ("date", "after", "by"),
    "too-far": ("date", "first"),
    "no-days": (),
    "future": ("date", "round", "today"),
    "log-round": ("date", "name", "known"),
    "log-question": ("date", "name", "known"),
}


@dataclass(frozen=True)
class Refusal:
    """A reason why there can be no plan: the key to change in the candidate's file, a code, and its values."""

    key: str
    code: str
    values: Mapping[str, Any]


class PlanRefused(ValueError):  # noqa: N818 — not an error in the program: the candidate's file asks for the impossible
    """No plan can be made; `reasons` are all reasons."""

    def __init__(self, reasons: tuple[Refusal, ...]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(f"{each.key}: {each.code} {dict(each.values)}" for each in reasons))


def refuse_what_cannot_be_planned(
    handbook: Handbook, candidate: Candidate, today: datetime.date, log: Sequence[LogEntry]
) -> None:
    """Raise PlanRefused with all reasons if there can be no plan."""
    reasons = (
        *_unknown_names(handbook, candidate),
        *_no_time(candidate, today, log),
        *_impossible_entries(handbook, today, log),
    )
    if reasons:
        raise PlanRefused(reasons)


def _refusal(key: str, code: str, *values: Any) -> Refusal:
    return Refusal(key, code, dict(zip(REFUSALS[code], values, strict=True)))


def _unknown_names(handbook: Handbook, candidate: Candidate) -> Iterator[Refusal]:
    role = handbook.roles.get(candidate.role)
    if role is None:
        yield _refusal("role", "unknown", "role", candidate.role, [*handbook.roles])
    elif role.level(candidate.level) is None:
        yield _refusal("level", "no-level", role.id, candidate.level, [level.id for level in role.levels])
    yield from _template(handbook, candidate)
    for interview in candidate.interviews:
        yield from _each_unknown("interviews", "round", interview.rounds, handbook.rounds)
    yield from _each_unknown("confidence", "round", candidate.confidence, handbook.rounds)
    yield from _each_unknown("rounds", "round", candidate.rounds, handbook.rounds)
    yield from _each_unknown("seen", "question", candidate.seen, handbook.questions)


def _template(handbook: Handbook, candidate: Candidate) -> Iterator[Refusal]:
    if not candidate.plan or candidate.plan in handbook.templates:
        return
    for plan in handbook.templates.values():
        if candidate.plan in plan.replaces:
            yield _refusal("plan", "replaced", candidate.plan, plan.id, plan.replaces[candidate.plan])
            return
    yield _refusal("plan", "unknown", "plan", candidate.plan, [*handbook.templates])


def _each_unknown(key: str, kind: str, names: Collection[str], known: Collection[str]) -> Iterator[Refusal]:
    for name in dict.fromkeys(names):
        if name not in known:
            yield _refusal(key, "unknown", kind, name, [*known])


def _no_time(candidate: Candidate, today: datetime.date, log: Sequence[LogEntry]) -> Iterator[Refusal]:
    first = first_day(candidate, today, [entry.date for entry in log])
    interview, begin = candidate.last_interview, max(first, today)
    key = "interview" if candidate.interview else "interviews"
    if interview <= begin:
        yield _refusal(key, "not-after", interview, begin, "today" if begin == today else "start")
    elif (interview - first).days > HORIZON:
        near = candidate.start and abs((interview - today).days) <= HORIZON
        yield _refusal("start" if near else key, "too-far", interview, first)
    if not weekday_minutes(candidate):
        yield _refusal("days", "no-days")


def _impossible_entries(handbook: Handbook, today: datetime.date, log: Sequence[LogEntry]) -> Iterator[Refusal]:
    for entry in log:
        if entry.date > today:
            yield _refusal("log", "future", entry.date, entry.round, today)
    for entry in log:
        if entry.round not in handbook.rounds:
            yield _refusal("log", "log-round", entry.date, entry.round, [*handbook.rounds])
        for question in entry.questions:
            if question not in handbook.questions:
                yield _refusal("log", "log-question", entry.date, question, [*handbook.questions])

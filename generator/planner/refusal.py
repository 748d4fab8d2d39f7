"""What can't be planned, said to the person who wrote the candidate's file. All else plans and warns."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence

from generator.model import Candidate, Handbook, LogEntry
from generator.model.role import NOT_REHEARSED
from generator.planner.calendar import first_day, free_weekdays
from generator.planner.loop import loop_of
from generator.problem import did_you_mean

#: Days. A day further off is taken for a slip of the pen: nobody plans practice for it.
HORIZON = 731

#: The key of the candidate's file that is to be mended, and what is wrong with it.
Reason = tuple[str, str]


class PlanRefused(ValueError):  # noqa: N818 — no error of ours: the candidate's file asks for what can't be
    """No plan can be made. `reasons` holds every (key of the candidate's file, message)."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(f"{key}: {message}" for key, message in reasons))


def refuse_what_cannot_be_planned(
    handbook: Handbook, candidate: Candidate, today: datetime.date, log: Sequence[LogEntry]
) -> None:
    """Raise PlanRefused with all reasons at once, or do nothing."""
    reasons = (
        *_unknown_names(handbook, candidate),
        *_no_time(candidate, today, log),
        *_empty_loop(handbook, candidate),
        *_impossible_entries(handbook, today, log),
    )
    if reasons:
        raise PlanRefused(reasons)


def _unknown_names(handbook: Handbook, candidate: Candidate) -> Iterator[Reason]:
    role = handbook.roles.get(candidate.role)
    if role is None:
        yield "role", _unknown("role", candidate.role, handbook.roles)
    elif role.level(candidate.level) is None:
        levels = ", ".join(level.id for level in role.levels)
        yield "level", f'role "{role.id}" has no level "{candidate.level}"; it has {levels}'
    rounds = {*handbook.rounds, *NOT_REHEARSED}
    for interview in candidate.interviews:
        yield from _unknown_each("interviews", "round", interview.rounds, rounds)
    yield from _unknown_each("confidence", "round", candidate.confidence, rounds)
    if candidate.plan and candidate.plan not in handbook.plans:
        yield "plan", _unknown("plan template", candidate.plan, handbook.plans)
    yield from _unknown_each("rounds", "round", candidate.rounds, rounds)
    yield from _unknown_each("seen", "question", candidate.seen, handbook.questions)


def _unknown_each(key: str, kind: str, names: Collection[str], known: Collection[str]) -> Iterator[Reason]:
    for name in dict.fromkeys(names):
        if name not in known:
            yield key, _unknown(kind, name, known)


def _unknown(kind: str, name: str, known: Collection[str]) -> str:
    return f'no {kind} "{name}"{did_you_mean(name, known)}'


def _no_time(candidate: Candidate, today: datetime.date, log: Sequence[LogEntry]) -> Iterator[Reason]:
    first = first_day(candidate, today, {entry.date for entry in log})
    interview, earliest = candidate.last_interview, max(first, today)
    key = "interview" if candidate.interview else "interviews"
    if interview <= earliest:
        after = f"today, {today}, such as your next interview" if earliest == today else f"the start, {earliest}"
        yield key, f"expected a day after {after}; got {interview}"
    elif (interview - earliest).days > HORIZON:
        yield key, f"expected a day within two years of {earliest}; got {interview}"
    if not free_weekdays(candidate):
        yield "days", "expected at least one weekday with minutes to practise; got none"


def _empty_loop(handbook: Handbook, candidate: Candidate) -> Iterator[Reason]:
    role = handbook.roles.get(candidate.role)
    if (candidate.rounds or (role and role.level(candidate.level))) and not loop_of(handbook, candidate):
        left_out = " and ".join(NOT_REHEARSED)
        if candidate.rounds:
            yield "rounds", f"no round is left to practise: add one, since {left_out} are not rehearsed"
        else:
            yield "role", f"no round is left to practise: name some under rounds, since {left_out} are not rehearsed"


def _impossible_entries(handbook: Handbook, today: datetime.date, log: Sequence[LogEntry]) -> Iterator[Reason]:
    for entry in log:
        if entry.date > today:
            yield "log", f"expected no mock after today, {today}; got one of {entry.round} on {entry.date}"
    for entry in log:
        if entry.round not in handbook.rounds:
            yield "log", f"{entry.date}: {_unknown('round', entry.round, handbook.rounds)}"
        for question in entry.questions:
            if question not in handbook.questions:
                yield "log", f"{entry.date}: {_unknown('question', question, handbook.questions)}"

"""Make the notes of a plan: what the candidate should know about it (rules 1, 3, 4, 9, 12, 19, 23 and 30)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Literal

from generator import results
from generator.model.facts import (
    AimsAtLast,
    BankOut,
    FixAgain,
    FullMocksMissing,
    Much,
    NoRoom,
    Note,
    NotPlanned,
    Over,
    SessionKind,
    Start,
    Stubborn,
    Unrated,
)
from generator.model.plan import FullMocks, Person
from generator.planner.days import DAY, LAST_DAYS
from generator.planner.loops import could_be_full
from generator.planner.questions import Shortage
from generator.planner.schedule import PlacedLoop, Schedule
from generator.planner.situation import Situation

#: Full mocks wanted before an interview, if the template has as many loops (rule 30).
FULL_MOCKS = 2
#: More minutes a week than this are a lot to ask of one person (rule 23).
MUCH = 180


def count_full_mocks(situation: Situation, schedule: Schedule) -> FullMocks:
    """Return the numbers of full mocks wanted, done and planned (rule 30)."""
    return FullMocks(
        wanted=min(FULL_MOCKS, len(situation.template.loops)) if situation.rounds.steps else 0,
        done=sum(loop.full for loop in situation.history.loops),
        planned=sum(loop.full for loop in schedule.loops),
    )


def make_notes(
    situation: Situation, schedule: Schedule, shortages: Sequence[Shortage], people: Sequence[Person]
) -> list[Note]:
    """Return the notes of a plan, in the order of their rules."""
    candidate, history = situation.candidate, situation.history
    rated = [each for each in situation.rank if each in candidate.confidence or history.count[each]]
    return [
        *(Over(round=each) for each in situation.rounds.over),
        *(NotPlanned(round=each) for each in _not_planned(situation)),
        *(AimsAtLast(date=date) for date in situation.rounds.also_loops),
        *(Unrated(round=each) for each in situation.rank if each not in rated),
        *([] if candidate.start or history.mocks else [Start(date=situation.days.first)]),
        *(_no_room(situation, schedule, kind) for kind in dict.fromkeys(each.kind for each in schedule.unplaced)),
        *_full_mocks(situation, schedule),
        *(_bank(situation, each) for each in shortages),
        *(_stubborn(situation, schedule, each.round) for each in situation.ranked if each.stubborn),
        *(FixAgain(fix=fix, times=times) for fix, times in results.fixes_that_come_back(history.log)),
        *(_much(each) for each in people if _minutes(each) > MUCH * _weeks(situation)),
    ]


def _not_planned(situation: Situation) -> list[str]:
    """Return the rounds that the candidate rated or logged but that are not in the plan, by id (rule 1)."""
    known = {*situation.candidate.confidence, *situation.history.count}
    return sorted(known - {*situation.rounds.planned, *situation.rounds.over})


def _no_room(situation: Situation, schedule: Schedule, kind: SessionKind) -> NoRoom:
    """Return the note on the unplaced sessions of a kind, with the reason."""
    missing = [each for each in schedule.unplaced if each.kind == kind]
    reason: Literal["no-day", "too-near", "no-question"] = "no-day"
    if kind == "drill" and all(each.round in schedule.without_question for each in missing):
        reason = "no-question"
    elif kind != "loop" and all(_too_near(situation, schedule, kind, each.round) for each in missing):
        reason = "too-near"
    return NoRoom(kind=kind, minutes=sum(each.minutes for each in missing), reason=reason)


def _too_near(situation: Situation, schedule: Schedule, kind: SessionKind, round_id: str) -> bool:
    """Return whether no day is left that could be freed for a round's baseline, paid mock or first drill."""
    days = situation.days
    first, last = max(days.begin, days.opening), days.interview - (LAST_DAYS + 1) * DAY
    if kind == "paid":
        first = max(first, days.notice, schedule.last_baseline() + DAY)
        last = min(last, situation.rounds.until[round_id] - DAY)
    else:
        measured = [each.day for each in schedule.placed if each.kind == "baseline" and each.round == round_id]
        first = max([first, *(day + DAY for day in measured if kind == "drill")])
        last = min(last, situation.rounds.due[round_id] - DAY)
    return first > last


def _full_mocks(situation: Situation, schedule: Schedule) -> Iterator[Note]:
    """Yield a note if full mocks are missing. Its minutes don't include those of incomplete loops, longest first."""
    count = count_full_mocks(situation, schedule)
    missing = count.wanted - count.done - count.planned
    if missing <= 0:
        return
    whole = sum(situation.full[step] for step in situation.rounds.steps)
    incomplete = [loop for loop in schedule.loops if not loop.full]
    longest = sorted((_loop_minutes(situation, schedule, loop) for loop in incomplete), reverse=True)
    limit = situation.days.interview - situation.template.loops[-1].by * DAY
    reason: Literal["too-near", "too-short", "taken"] = "too-short"
    if max(situation.days.begin, situation.days.opening) > limit:
        reason = "too-near"
    elif could_be_full(situation, limit):
        reason = "taken"
    yield FullMocksMissing(
        wanted=count.wanted,
        done=count.done,
        planned=count.planned,
        minutes=missing * whole - sum(min(each, whole) for each in longest[:missing]),
        reason=reason,
    )


def _loop_minutes(situation: Situation, schedule: Schedule, loop: PlacedLoop) -> int:
    """Return a loop's minutes. Log entries have no form, so logged steps count in full."""
    logged = sum(situation.full[mock.round] for mock in loop.finishes.mocks) if loop.finishes else 0
    return logged + sum(each.minutes for each in schedule.sessions() if each.loop == loop.number)


def _bank(situation: Situation, shortage: Shortage) -> Note:
    questions, level = situation.handbook.questions.values(), situation.candidate.level
    return BankOut(
        round=shortage.round,
        fitting=sum(each.fits(shortage.round, level) for each in questions),
        missing=shortage.missing,
        without=shortage.without,
        surprises=shortage.surprises,
    )


def _stubborn(situation: Situation, schedule: Schedule, round_id: str) -> Note:
    last = results.of_round(situation.history.log, round_id)[-results.LAST :]
    day: datetime.date | Literal[""] = schedule.paid.get(round_id, "")
    return Stubborn(
        round=round_id,
        dates=[entry.date for entry in last],
        before=last[0].before,
        after=last[-1].after,
        paid=day,
    )


def _weeks(situation: Situation) -> int:
    """Return the number of weeks of the plan, up to the day before the last interview (rule 23)."""
    return situation.days.week(situation.days.interview - DAY)


def _minutes(person: Person) -> int:
    return person.minutes + person.swap_minutes


def _much(person: Person) -> Note:
    return Much(name=person.name, kind=person.kind, minutes=_minutes(person))

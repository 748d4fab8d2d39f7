"""How a plan differs from the plan before, and because of which log entries (rule 27)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from generator.model import LogEntry, Plan, Session
from generator.model.facts import (
    Change,
    Listed,
    LoopsChanged,
    Nothing,
    PaidMock,
    QuestionsChanged,
    RoundMoved,
    RoundsChanged,
    SessionChanged,
    SessionKind,
    SessionMoved,
    SessionsGone,
    SessionsNew,
    TemplateChanged,
)

#: A session is the same one in two plans if it has the same id and kind.
_Key = tuple[str, str]


def day_before(log: Sequence[LogEntry], first: datetime.date) -> tuple[datetime.date, tuple[LogEntry, ...]]:
    """Return as of which day the plan before was made, and the log it was made from. Expects a log.

    The last day with an entry before the newest such day, else the first day without a log.
    """
    newest = max(entry.date for entry in log)
    older = tuple(entry for entry in log if entry.date < newest)
    return (max(entry.date for entry in older) if older else first), older


def compare(before: Plan, after: Plan, loops_before: int, loops_after: int) -> list[Change]:
    """Return how a plan differs from the plan before; `nothing` alone where it doesn't.

    `loops_before` and `loops_after` count the loops done and ahead.
    """
    changes: list[Change] = [
        *_template(before, after),
        *_rounds(before, after),
        *_ranks(before, after),
        *([] if loops_before == loops_after else [LoopsChanged(before=loops_before, after=loops_after)]),
        *_sessions(before, after),
    ]
    return changes or [Nothing()]


def _template(before: Plan, after: Plan) -> Iterator[Change]:
    if before.template != after.template:
        yield TemplateChanged(before=before.template, after=after.template)


def _rounds(before: Plan, after: Plan) -> Iterator[Change]:
    added = [each for each in after.rounds if each not in before.rounds]
    removed = [each for each in before.rounds if each not in after.rounds]
    if added or removed:
        yield RoundsChanged(added=added, removed=removed)


def _ranks(before: Plan, after: Plan) -> Iterator[Change]:
    """Yield the rounds that have another place, with the days of their new entries."""
    new_entries = after.done[len(before.done) :]
    places = {each.round: (place, each.need) for place, each in enumerate(before.ranked, 1)}
    for place, each in enumerate(after.ranked, 1):
        place_before, need_before = places.get(each.round, (place, each.need))
        if place != place_before:
            yield RoundMoved(
                round=each.round,
                before=place_before,
                after=place,
                entries=[entry.date for entry in new_entries if entry.round == each.round],
                need_before=need_before,
                need_after=each.need,
            )


def _sessions(before: Plan, after: Plan) -> Iterator[Change]:
    """Yield the sessions that moved, came, went or changed, but for those done and the micro-practice gone by."""
    done = {entry.session for entry in after.done} | _counted(after)
    old = {
        (each.id, each.kind): each
        for each in before.sessions
        if each.id not in done and not (each.kind == "micro" and each.date < after.today)
    }
    new = {(each.id, each.kind): each for each in after.sessions}
    moved = [key for key in new if key in old and old[key].date != new[key].date]
    for key in moved:
        yield SessionMoved(
            session=new[key].id, kind=new[key].kind, round=new[key].round, before=old[key].date, after=new[key].date
        )  # fmt: skip
    for kind, gone in _by_kind([old[key] for key in old if key not in new]).items():
        yield SessionsGone(kind=kind, sessions=[_listed(each) for each in gone])
    for kind, come in _by_kind([new[key] for key in new if key not in old]).items():
        if kind == "paid":
            yield from (PaidMock(round=each.round, session=each.id, date=each.date) for each in come)
        else:
            yield SessionsNew(kind=kind, sessions=[_listed(each) for each in come])
    yield from _changed(old, new, [key for key in new if key in old and key not in moved])


def _counted(after: Plan) -> set[str]:
    """Return the ids that the logged mocks have by count, whatever the log calls them."""
    count: dict[str, int] = {}
    for entry in after.done:
        count[entry.round] = count.get(entry.round, 0) + 1
    return {f"{round_id}-{n}" for round_id, total in count.items() for n in range(1, total + 1)}


def _by_kind(sessions: Sequence[Session]) -> dict[SessionKind, list[Session]]:
    found: dict[SessionKind, list[Session]] = {}
    for each in sessions:
        found.setdefault(each.kind, []).append(each)
    return found


def _listed(session: Session) -> Listed:
    return Listed(session=session.id, round=session.round, date=session.date)


def _changed(
    old: Mapping[_Key, Session], new: Mapping[_Key, Session], same_day: Sequence[_Key]
) -> Iterator[Change]:  # fmt: skip
    """Yield the sessions on the same day with another length or person, then those that ask something else."""
    other_questions = []
    for key in same_day:
        was, now = old[key], new[key]
        if (was.minutes, was.partner, was.person) != (now.minutes, now.partner, now.person):
            yield SessionChanged(
                session=now.id,
                round=now.round,
                date=now.date,
                minutes_before=was.minutes,
                minutes_after=now.minutes,
                partner_before=was.partner,
                partner_after=now.partner,
                with_before=was.person,
                with_after=now.person,
            )
        elif _content(was) != _content(now):
            other_questions.append(now.id)
    if other_questions:
        yield QuestionsChanged(sessions=other_questions)


def _content(session: Session) -> tuple[object, ...]:
    return session.questions, session.surprises, session.drill, session.goal, session.exercise

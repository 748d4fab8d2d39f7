"""How a plan differs from the plan before, and because of which log entries (rule 27)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from generator.model import LogEntry, Plan, Session
from generator.model.facts import (
    Change,
    Listed,
    LoopsChanged,
    Nothing,
    PaidMock,
    QuestionsChanged,
    Renamed,
    RoundMoved,
    RoundsChanged,
    SessionChanged,
    SessionKind,
    SessionMoved,
    SessionsGone,
    SessionsNew,
    SessionsRenamed,
    TemplateChanged,
)

#: A session of the plan before, and the same one now.
_Pair = tuple[Session, Session]


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
    """Yield the sessions that moved, went, came, have another id or another content."""
    pairs, gone, come = _match(_still_ahead(before, after), after.sessions)
    for was, now in pairs:
        if was.date != now.date:
            yield SessionMoved(session=now.id, kind=now.kind, round=now.round, before=was.date, after=now.date)
    for kind, sessions in _by_kind(gone).items():
        yield SessionsGone(kind=kind, sessions=[_listed(each) for each in sessions])
    for kind, sessions in _by_kind(come).items():
        if kind == "paid":
            yield from (PaidMock(round=each.round, session=each.id, date=each.date) for each in sessions)
        else:
            yield SessionsNew(kind=kind, sessions=[_listed(each) for each in sessions])
    same_day = [(was, now) for was, now in pairs if was.date == now.date]
    renamed = [Renamed(before=was.id, after=now.id, date=now.date) for was, now in same_day if was.id != now.id]
    if renamed:
        yield SessionsRenamed(sessions=renamed)
    yield from _changed(same_day)


def _still_ahead(before: Plan, after: Plan) -> list[Session]:
    """Return the sessions of the plan before that are not done, without the micro-practice that has gone by."""
    done = {entry.session for entry in after.done[len(before.done) :]}
    return [
        each
        for each in before.sessions
        if each.id not in done and (each.kind != "micro" or each.date >= after.today)
    ]  # fmt: skip


def _match(
    before: Sequence[Session], after: Sequence[Session]
) -> tuple[list[_Pair], list[Session], list[Session]]:  # fmt: skip
    """Pair the sessions of two plans, and return the pairs by their day now, what went and what came.

    Of the same kind and round, first those on the same day, then the others in the order of date.
    """
    gone, come = list(before), list(after)
    pairs: list[_Pair] = []
    for same_day in (True, False):
        for now in list(come):
            for was in gone:
                alike = (was.kind, was.round) == (now.kind, now.round)
                if alike and (was.date == now.date or not same_day):
                    pairs.append((was, now))
                    gone.remove(was)
                    come.remove(now)
                    break
    place = {each.id: n for n, each in enumerate(after)}
    return sorted(pairs, key=lambda pair: place[pair[1].id]), gone, come


def _by_kind(sessions: Sequence[Session]) -> dict[SessionKind, list[Session]]:
    found: dict[SessionKind, list[Session]] = {}
    for each in sessions:
        found.setdefault(each.kind, []).append(each)
    return found


def _listed(session: Session) -> Listed:
    return Listed(session=session.id, round=session.round, date=session.date)


def _changed(pairs: Sequence[_Pair]) -> Iterator[Change]:
    """Yield the sessions on the same day with another length or person, then those that ask something else."""
    other_questions = []
    for was, now in pairs:
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

"""Compare a plan with the one before, and name the log entries that changed it (rule 27)."""

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

#: A session in the plan before, and the same session now.
_Pair = tuple[Session, Session]


def day_before(log: Sequence[LogEntry], first: datetime.date) -> tuple[datetime.date, tuple[LogEntry, ...]]:
    """Return the day on which the plan before was made, and its log. `log` must not be empty.

    It is the second-latest day with an entry; if there is only one, it is the first day, with an empty log.
    """
    newest = max(entry.date for entry in log)
    older = tuple(entry for entry in log if entry.date < newest)
    return (max(entry.date for entry in older) if older else first), older


def compare(before: Plan, after: Plan, loops_before: int, loops_after: int) -> list[Change]:
    """Return the changes from one plan to the next; a single `Nothing` if there are none.

    `loops_before` and `loops_after` are the numbers of loops done and ahead.
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
    """Yield the rounds whose rank changed, with the days of their new log entries."""
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
    """Yield the sessions that were moved, removed, added, renamed or changed."""
    pairs, gone, added = _match(_still_ahead(before, after), after.sessions)
    for was, now in pairs:
        if was.date != now.date:
            yield SessionMoved(session=now.id, kind=now.kind, round=now.round, before=was.date, after=now.date)
    for kind, sessions in _by_kind(gone).items():
        yield SessionsGone(kind=kind, sessions=[_listed(each) for each in sessions])
    for kind, sessions in _by_kind(added).items():
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
    """Return the sessions of the plan before that aren't done, without micro-practice on past days."""
    done = {entry.session for entry in after.done[len(before.done) :]}
    return [
        each
        for each in before.sessions
        if each.id not in done and (each.is_mock or each.date >= after.today)
    ]  # fmt: skip


def _match(
    before: Sequence[Session], after: Sequence[Session]
) -> tuple[list[_Pair], list[Session], list[Session]]:  # fmt: skip
    """Match the sessions of two plans. Return the pairs in the order of `after`, those removed, and those added.

    Sessions match if they have the same kind and round: first those on the same day, then the others by date.
    """
    gone, added = list(before), list(after)
    pairs: list[_Pair] = []
    for same_day in (True, False):
        for now in list(added):
            for was in gone:
                alike = (was.kind, was.round) == (now.kind, now.round)
                if alike and (was.date == now.date or not same_day):
                    pairs.append((was, now))
                    gone.remove(was)
                    added.remove(now)
                    break
    place = {each.id: n for n, each in enumerate(after)}
    return sorted(pairs, key=lambda pair: place[pair[1].id]), gone, added


def _by_kind(sessions: Sequence[Session]) -> dict[SessionKind, list[Session]]:
    kinds: dict[SessionKind, list[Session]] = {}
    for each in sessions:
        kinds.setdefault(each.kind, []).append(each)
    return kinds


def _listed(session: Session) -> Listed:
    return Listed(session=session.id, round=session.round, date=session.date)


def _changed(pairs: Sequence[_Pair]) -> Iterator[Change]:
    """Yield the sessions on the same day whose length or person changed, then those whose content changed."""
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

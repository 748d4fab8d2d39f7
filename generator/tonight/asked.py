"""Choose the mock that fits what someone asks for, and say why in sentences that give no question away."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import names
from generator.model import LEVELS, Handbook, Level
from generator.problem import refused
from generator.say import date, listed
from generator.tonight.mocks import NEEDS, Mock, Needs, all_mocks, drawn, mock_of, mocks_of
from generator.wording import several

#: Who can run a mock, in a sentence.
_RUNS: Mapping[Needs, str] = {
    "anyone": "anyone can run it",
    "practitioner": "someone who does this work can run it",
    "specialist": "a specialist can run it",
}
#: Round → its mocks.
_ByRound = Mapping[str, Sequence[Mock]]


@dataclass(frozen=True)
class Asked:
    """What someone asks for: a round by any of its names, a level, the most minutes it may take, and who runs it."""

    round: str | None = None
    level: Level | None = None
    minutes: int | None = None
    partner: Needs | None = None


@dataclass(frozen=True)
class Choice:
    """The mock that was drawn, and why: for each thing that was decided its name and a sentence."""

    mock: Mock
    why: tuple[tuple[str, str], ...]


def choose(handbook: Handbook, asked: Asked, day: datetime.date) -> Choice:
    """Draw the mock of a day among those that fit. Raises ContentError if the round is unknown or nothing fits."""
    fitting = _fitting(handbook, _of_round(handbook, asked.round), asked)
    # of several rounds the first, as people meet them
    name = max(fitting, key=lambda each: _loops(handbook, each, asked.level))
    found = drawn(day, fitting[name])
    return Choice(
        found[0],
        (
            ("round", _why_round(handbook, name, asked)),
            ("level", _why_level(found[0], asked)),
            ("minutes", _why_minutes(handbook, found[0], asked)),
            ("questions", f"{len(found[0].questions)}; {_RUNS[found[0].needs]}"),
            ("drawn", f"{found[0].code}: {_why_drawn(len(found), day)}"),
        ),
    )


# ── what fits ────────────────────────────────────────────────────────────────────────────────────


def _of_round(handbook: Handbook, asked: str | None) -> _ByRound:
    if asked is None:
        if every := all_mocks(handbook):
            return every
        raise refused("ROUND", "there are no questions yet")
    name = names.resolve(asked, handbook.rounds)
    if name is None:
        raise refused("ROUND", names.unknown("round", asked, handbook.rounds))
    if not (mocks := mocks_of(handbook, handbook.rounds[name])):
        others = names.some_of([*all_mocks(handbook)], 12)
        raise refused("ROUND", f"{name} has no questions yet; there are some for {others}")
    return {name: mocks}


def _fitting(handbook: Handbook, mocks: _ByRound, asked: Asked) -> _ByRound:
    """Return the mocks that fit. Raises ContentError with the first thing asked for that leaves none."""
    where = f" for {next(iter(mocks))}" if len(mocks) == 1 else ""
    if level := asked.level:
        have = [each for each in LEVELS if any(each in mock.levels for mock in _all(mocks))]
        mocks = _kept(mocks, lambda mock: replace(mock, level=level, others=()) if level in mock.levels else None)
        if not mocks:
            raise refused("--level", f"expected {names.some_of(have, 4)}{where}; got {level}")
    if partner := asked.partner:
        least = min(NEEDS.index(mock.needs) for mock in _all(mocks))
        mocks = _kept(mocks, lambda mock: mock if NEEDS.index(mock.needs) <= NEEDS.index(partner) else None)
        if not mocks:
            level_too = f" at {asked.level}" if asked.level else ""
            raise refused("--partner", f"expected {' or '.join(NEEDS[least:])}{where}{level_too}; got {partner}")
    if minutes := asked.minutes:
        shortest = min(_shortest(handbook, name) for name in mocks)
        mocks = _kept(mocks, lambda mock: _in_time(handbook, mock, minutes))
        if not mocks:
            raise refused("--minutes", f"expected at least {shortest}{where}; got {minutes}")
    return mocks


def _all(mocks: _ByRound) -> list[Mock]:
    return [mock for each in mocks.values() for mock in each]


def _kept(mocks: _ByRound, change: Callable[[Mock], Mock | None]) -> _ByRound:
    """Return the mocks as `change` returns them, without those for which it returns None."""
    kept = {name: [new for mock in each if (new := change(mock))] for name, each in mocks.items()}
    return {name: each for name, each in kept.items() if each}


def _in_time(handbook: Handbook, mock: Mock, minutes: int) -> Mock | None:
    """Return a mock that takes at most these minutes: in full, with fewer questions, or in the round's short form."""
    round_ = handbook.rounds[mock.round]
    for count in range(len(mock.questions), 0, -1):
        fewer = mock
        if count < len(mock.questions):
            fewer = mock_of(handbook, round_, [handbook.questions[name] for name in mock.questions[:count]])
            fewer = replace(fewer, level=mock.level, others=mock.others)
        if fewer.minutes <= minutes:
            return fewer
    return replace(fewer, short=True, minutes=round_.short.minutes) if round_.short.minutes <= minutes else None


def _shortest(handbook: Handbook, round_id: str) -> int:
    return handbook.rounds[round_id].short.minutes


def _loops(handbook: Handbook, round_id: str, level: Level | None) -> int:
    """Count the roles that have a round in a loop, at this level or at any."""
    return sum(
        any(step.round == round_id for each in role.levels if level in (None, each.id) for step in each.loop)
        for role in handbook.roles.values()
    )


# ── why ──────────────────────────────────────────────────────────────────────────────────────────


def _why_round(handbook: Handbook, name: str, asked: Asked) -> str:
    title = handbook.rounds[name].title
    if asked.round:
        return f"{title}, as asked"
    count = _loops(handbook, name, asked.level)
    at_level = f" at {asked.level}" if asked.level else ""
    return f"{title}, since {count} of {several(len(handbook.roles), 'role')}{at_level} have it in their loop, the most"


def _why_level(mock: Mock, asked: Asked) -> str:
    if asked.level:
        return f"{mock.level}, as asked"
    others = f"; page 1 has the line for {listed(list(mock.others))}" if mock.others else ""
    return f"{mock.level}, the lowest that fits{others}"


def _why_minutes(handbook: Handbook, mock: Mock, asked: Asked) -> str:
    full = handbook.rounds[mock.round].minutes
    if mock.short:
        return f"{mock.minutes}, the round’s short form: a full session takes {full}"
    if asked.minutes and mock.minutes < full:
        return f"{mock.minutes}, with fewer questions: a full session takes {full}"
    return f"{mock.minutes}, a full session"


def _why_drawn(count: int, day: datetime.date) -> str:
    if count == 1:
        return "the only one that fits"
    return f"the first of {count:,} that fit, in the order of {date(day, 'full')}"

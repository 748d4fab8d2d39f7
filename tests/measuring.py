"""Rule 10 worked out anew: the three ways to place baselines, and the one to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan_parts import Date, Mock

if TYPE_CHECKING:
    from plan_facts import Facts


@dataclass(frozen=True)
class Measuring:
    """What baselines are placed from: rounds in order with their forms, and days with their minutes and mocks."""

    rounds: Sequence[str]
    form: dict[str, str]
    minutes: dict[Date, int]
    mocks: dict[Date, int]


def measure(f: Facts, m: Measuring, way: str) -> list[Mock]:
    """Place what a way places. The first phase is the template's, which may have no days."""
    days = f.baseline_days
    third = set(days[: -(-len(days) // 3)])
    if way == "a":
        third &= {day for each in f.phases if each.id == f.numbers.phases[0].id for day in days if day <= each.last}
    allowed = [*m.minutes] if way == "c" else [day for day in m.minutes if day in third]
    most = {"a": 1, "b": f.numbers.mocks_a_day, "c": 10_000}[way]
    left, count, found = dict(m.minutes), dict(m.mocks), list[Mock]()
    for r in m.rounds:
        form = "short" if way == "c" else m.form[r]
        minutes = f.minutes(r, form)
        day = next((d for d in allowed if d < f.due(r) and minutes <= left[d] and count[d] < most), None)
        if day:
            left[day] -= minutes
            count[day] += 1
            found.append(Mock(day, r, "baseline", form, minutes))
    return found


def first_way(f: Facts, m: Measuring, ways: str) -> str:
    """Give the first way that places every round which some day can hold in short form; (c) if none does."""
    days = m.minutes.items()
    placeable = [r for r in m.rounds if any(d < f.due(r) and f.minutes(r, "short") <= n for d, n in days)]
    return next((way for way in ways if len(measure(f, m, way)) == len(placeable)), "c")


def way_to_begin_with(f: Facts) -> str:
    """Give the way chosen as of the first day: from all rounds, by today's order and due days, and all days."""
    minutes = {day: f.weekday_minutes(day) for day in f.baseline_days}
    rounds = sorted(f.rounds, key=lambda r: (f.due(r), f.place[r]))
    return first_way(
        f, Measuring(rounds, {r: f.first_form(r) for r in rounds}, minutes, dict.fromkeys(minutes, 0)), "ab"
    )

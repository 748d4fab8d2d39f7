"""Candidates whose plans were read as a coach would read them, and their plans in lines.

`EXAMPLES` are made as of Tue 1 Dec 2026 with a model and a peer, Sam, unless they say otherwise.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from frozen import frozen_handbook

from generator.model import WEEKDAYS, Candidate, LogEntry, Plan
from generator.planner import make_plan

TUESDAY = datetime.date(2026, 12, 1)
DAY = datetime.timedelta(days=1)
RATED = {"skyline-design": 2, "knitting": 2, "ai-knitting": 3, "candour": 4, "past-deep-dive": 4}
ROUNDS = (*RATED, "mending", "fault-review", "wall-build")


class Example(NamedTuple):
    """A candidate on a day."""

    candidate: Candidate
    today: datetime.date
    log: tuple[LogEntry, ...] = ()

    @property
    def plan(self) -> Plan:
        """Its plan."""
        return make_plan(frozen_handbook(), self.candidate, self.today, self.log)


def who(days_left: int, **fields: Any) -> Candidate:
    """Make candidate A, a senior backend engineer, with other fields."""
    given: dict[str, Any] = {
        "id": "a", "name": "A", "role": "backend", "level": "senior", "start": TUESDAY,
        "days": {"mon": 120, "wed": 120, "sat": 240}, "confidence": RATED, "partners": {"peer": "Sam", "llm": True},
    }  # fmt: skip
    if "interviews" not in fields:
        given["interview"] = TUESDAY + days_left * DAY
    return Candidate.model_validate(given | fields)


def logged(day: int, round_id: str, before: int, after: int, **fields: Any) -> LogEntry:
    """Log a mock `day` days after Tue 1 Dec 2026."""
    entry = {"date": TUESDAY + day * DAY, "round": round_id, "before": before, "after": after, "fix": "Slow down."}
    return LogEntry.model_validate(entry | fields)


def every_day(minutes: int, *days: str) -> dict[str, int]:
    """Give every weekday, or those named, the same minutes."""
    return dict.fromkeys(days or WEEKDAYS, minutes)


#: (a): two rounds rated 2, one rated 4, the others not rated.
A = {"confidence": {"knitting": 2, "skyline-design": 2, "candour": 4}}
SCREEN = {"date": "2026-12-07", "rounds": ["reception-screen"]}

#: (e): nine weeks, swap, eight logged mocks, one round that never improves.
CHANGER = who(
    63, role="any-field", level="senior", swap=True, days={"tue": 60, "thu": 90, "sun": 180},
    partners={"peer": "Kim", "llm": True}, rounds=["reception-screen", "candour", "past-deep-dive"],
    confidence={"reception-screen": 2, "candour": 3, "past-deep-dive": 2},
)  # fmt: skip
CHANGER_LOG = (
    logged(0, "reception-screen", 2, 2, rater="llm"),
    logged(2, "past-deep-dive", 2, 3, rater="peer"),
    logged(5, "candour", 3, 3, rater="peer"),
    logged(7, "reception-screen", 2, 2, rater="peer"),
    logged(9, "past-deep-dive", 3, 3, rater="llm"),
    logged(14, "reception-screen", 2, 2, rater="llm"),
    logged(16, "candour", 3, 4, rater="peer"),
    logged(19, "reception-screen", 2, 1, rater="peer"),
)


def _examples() -> Iterator[tuple[str, Example]]:
    def of(name: str, days_left: int, **fields: Any) -> tuple[str, Example]:
        return name, Example(who(days_left, **fields), TUESDAY)

    yield of("a: 26 days, two weak rounds, two not rated", 26, **A)
    yield of("b: nobody", 26, **A, partners={})
    yield of("b: a peer and no model", 26, **A, partners={"peer": "Sam"})
    yield of("b: three peers and a model", 26, **A, partners={"peer": ["Sam", "Kim", "Lee"], "llm": True})
    for days in (23, 24, 25, 26, 27, 41, 42, 43, 56, 61, 62, 63, 64, 84, 120):
        yield of(f"c: {days} days", days)
    yield of("d: a screen in 6 days, the loop in 27", 27, interviews=[SCREEN, {"date": "2026-12-28"}],
             confidence=RATED | {"reception-screen": 2})  # fmt: skip
    yield "e: a career changer, 63 days", Example(CHANGER, TUESDAY)
    yield "e: after eight mocks", Example(CHANGER, TUESDAY + 20 * DAY, CHANGER_LOG)
    yield of("a product manager, 13 days", 13, role="any-field", partners={"peer": "Leo", "llm": True},
             days={"tue": 60, "thu": 60, "sat": 180, "sun": 60},
             confidence={"past-deep-dive": 1, "candour": 3})  # fmt: skip
    yield of("Sundays only", 28, days={"sun": 120})
    yield of("all rated 5", 28, confidence=dict.fromkeys(RATED, 5))
    yield of("all rated 1", 28, confidence=dict.fromkeys(RATED, 1))
    yield of("nothing rated", 28, confidence={})
    yield of("one round", 28, rounds=["knitting"])
    yield of("eight rounds", 28, confidence={}, rounds=[*ROUNDS])
    yield of("3 days", 3, days=every_day(120))
    yield of("6 days", 6, days=every_day(120))
    yield of("9 days", 9)
    yield of("days of 45 minutes", 28, days=every_day(45, "mon", "tue", "wed", "thu", "fri"))
    yield of("days of 20 minutes", 21, days=every_day(20), partners={"llm": True})
    yield of("90 minutes every day", 28, days=every_day(90))
    yield of("a model only", 28, partners={"llm": True})
    yield of("a peer only", 28, partners={"peer": "Sam"})
    yield of("three peers", 28, partners={"peer": ["Sam", "Kim", "Lee"], "llm": True})
    yield of("a peer, an expert and a model", 28, partners={"peer": "Sam", "expert": "Ines", "llm": True})
    yield of("two weekends", 14, days={"sat": 120, "sun": 120})
    # Ten more, beyond those the rules were tried on.
    yield of("a junior with a friend", 32, level="junior", partners={"friend": "Jo"},
             days={"mon": 60, "wed": 60, "fri": 60, "sun": 120},
             confidence={"knitting": 2, "mending": 2, "candour": 2})  # fmt: skip
    yield of("a graduate with four peers and no model", 40, role="graduate", level="junior", confidence={},
             partners={"peer": ["Ali", "Bea", "Cem", "Dot"]}, days=every_day(60, "tue", "thu", "sat"))  # fmt: skip
    yield of("half as much time again", 28, adjustments=["time+50"])
    yield of("three interviews, the loop in the middle", 35, interviews=[
        SCREEN, {"date": "2026-12-17"}, {"date": "2027-01-05", "rounds": ["skyline-design", "candour"]},
    ])  # fmt: skip
    yield of("away over Christmas", 33, away=[TUESDAY + n * DAY for n in range(22, 33)])
    yield of("an expert and a friend, swap", 45, swap=True, partners={"friend": "Jo", "expert": ["Ines", "Max"]})
    yield of("a staff engineer, six evenings", 70, role="staff-engineer", level="staff", confidence={},
             days=every_day(75, "mon", "tue", "wed", "thu", "fri", "sun"))  # fmt: skip
    yield of("front end, everything seen", 28, role="frontend", confidence={"wall-build": 1},
             seen=sorted(frozen_handbook().questions))  # fmt: skip
    yield of("tomorrow", 1, days=every_day(120))
    yield "after two weeks, two sessions missed", Example(who(40, **A), TUESDAY + 14 * DAY, (
        logged(1, "skyline-design", 2, 2, rater="peer"), logged(4, "ai-knitting", 3, 3, rater="peer"),
        logged(6, "knitting", 2, 3, rater="llm"), logged(8, "candour", 4, 3, rater="peer"),
        logged(13, "skyline-design", 2, 3, kind="drill", rater="llm"),
    ))  # fmt: skip


EXAMPLES: Mapping[str, Example] = dict(_examples())


def asked(plan: Plan) -> dict[int, dict[str, int]]:
    """Map week → person → the minutes that the week's sessions ask of them."""
    found: dict[int, dict[str, int]] = {each.n: {} for each in plan.weeks}
    for each in plan.sessions:
        if each.person:
            of_week = found[each.week]
            of_week[each.person] = of_week.get(each.person, 0) + each.minutes
    return found


def in_lines(name: str, example: Example) -> list[str]:
    """Show a plan as text: what is when, with whom, and what the plan says of itself."""
    plan = example.plan
    days = (plan.interview - plan.first).days
    lines = [f"== {name} | {plan.today}, {days} days, {plan.template}"]
    lines += ["   " + ", ".join(f"{each.round} {each.need}×{each.weight}" for each in plan.ranked)]
    for week in plan.weeks:
        here = [each for each in plan.sessions if each.week == week.n]
        mocks = [each for each in here if each.kind != "micro"]
        people = ", ".join(f"{name} {minutes}" for name, minutes in asked(plan)[week.n].items()) or "nobody"
        minutes = sum(each.minutes for each in mocks)
        lines.append(f"   week {week.n}, {week.first:%d %b} to {week.last:%d %b}: {minutes} min; asks {people}")
        for each in here:
            lines.append(f"      {each.date:%a %d %b}  {_session(each.model_dump(by_alias=True))}")
    lines += [f"   asks {each.name or each.kind}: {each.minutes} + {each.swap_minutes} min" for each in plan.people]
    lines += [f"   unplaced: {each.kind} {each.round} {each.minutes}" for each in plan.unplaced]
    lines += [f"   note: {_fact(each.model_dump(mode='json'))}" for each in plan.notes]
    lines += [f"   change: {_fact(each.model_dump(mode='json'))}" for each in plan.changes]
    return [*lines, f"   {plan.fingerprint}", ""]


def _session(data: Mapping[str, Any]) -> str:
    loop = f" {data['loop']}" if data["loop"] else ""
    kind = f"{data['kind']}{loop}{' ' + data['drill'] if data['drill'] else ''}"
    asks = len(data["questions"])
    surprise = " and a surprise" if data["surprises"] else ""
    goal = f" goal {data['goal']}" if data["goal"] else f" exercise {data['exercise']}" if data["exercise"] else ""
    return (
        f"{kind}: {data['round']} {data['minutes']} min, {data['with'] or data['partner']}, asks {asks}{surprise}{goal}"
    )


def _fact(data: Mapping[str, Any]) -> str:
    return " ".join([data["code"], *(f"{key}={value}" for key, value in data.items() if key != "code")])

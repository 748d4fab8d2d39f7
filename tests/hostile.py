"""Cases that may be planned, however odd: partners of every kind, interviews on the way, dry banks, templates, logs.

They come from one `random.Random`, not from many draws of Hypothesis: that varies a few draws of one case many times,
and here 300 cases shall be 300. `smaller` does what its shrinking would.
"""

from __future__ import annotations

import datetime
from random import Random
from typing import Any, TypeVar

from made_up import (
    DAY,
    MONDAY,
    ROUNDS,
    SCREEN,
    candidate,
    confidence_of,
    did,
    entry,
    make_handbook,
    make_question,
    make_role,
    make_round,
    standard_templates,
    template,
)
from read_plan import Case

from generator.model import DIFFICULTIES, WEEKDAYS, Candidate, Handbook, LogEntry, PlanTemplate
from generator.planner import make_plan

ALL = (*ROUNDS, SCREEN)
DAY_MINUTES = (0, 5, 9, 10, 14, 15, 25, 29, 30, 35, 45, 60, 75, 90, 120, 180, 240, 720)
LONG_MINUTES = (0, 45, 60, 90, 120, 180)
#: Three names of each kind; a friend may have a peer's name.
NAMES = {"peer": ("Sam", "Kim", "Lee"), "friend": ("Jo", "Sam", "Ali"), "expert": ("Ines", "Olu", "Wei")}
FIXES = ("Speak up.", "speak  up", "Ask first.", "Draw less.", "Test it.")
RATERS = (None, "peer", "peer", "expert", "friend", "llm", "self")
KINDS = (None, None, "baseline", "drill", "drill", "loop", "loop", "final", "paid", "easy")
Any_ = TypeVar("Any_")


class Dice(Random):
    """Chance with a few words for what the cases need."""

    def one_in(self, n: int) -> bool:
        return self.randint(1, n) == 1

    def some(self, things: tuple[Any_, ...], least: int, most: int) -> list[Any_]:
        """Give some things, of which one may come twice."""
        return [self.choice(things) for _ in range(self.randint(least, most))]

    def few(self, things: tuple[Any_, ...], most: int) -> list[Any_]:
        """Give some things, each once."""
        return self.sample(things, min(self.randint(0, most), len(things)))


def odd_template(dice: Dice) -> PlanTemplate:
    """Make a template that `check` passes, tame or odd: any phase but the last may stretch."""
    count = dice.randint(2, 4)
    stretching = dice.randint(0, count - 2)
    phases = [(0 if n == stretching else dice.randint(1, 15), dice.randint(0, 6)) for n in range(count - 1)]
    end = dice.randint(1, 10)
    fixed = sum(days for days, _ in phases) + end
    by, loops = end + dice.randint(max(1, 3 - end), 4), list[int]()
    for _ in range(dice.randint(0, 4)):
        loops.insert(0, by)
        by += dice.randint(2, 20)
    return template(
        "odd",
        needs=dice.randint(1 if stretching == 0 else fixed + 1, 60),
        phases=[*phases, (end, 0)],
        loops=loops,
        week=dice.randint(1, 7),
        mocks=dice.randint(1, 4),
        finals=dice.randint(0, min(max(end - 2, 0), 4)),
        notice=dice.randint(0, 6),
        asks=dice.randint(1, 5),
    )


def handbook(dice: Dice) -> Handbook:
    """Make a handbook of one role, five rounds and a screen, five or six templates and a bank that may be dry."""
    rounds, questions = [], []
    dry = dice.one_in(3)
    for name in ALL:
        minutes, short = dice.choice((30, 45, 50, 60, 60, 75, 90)), dice.choice((10, 20, 25, 30))
        in_loop = name != SCREEN and not dice.one_in(15)
        rounds.append(make_round(name, minutes, short, dice.randint(1, 4), dice.randint(1, 3), in_loop))
        topics, shift = dice.randint(1, 6), dice.randint(0, 3)
        for n in range(dice.choice((0, 1, 2, 3, 5, 9) if dry else (2, 9, 20, 20, 60, 60))):
            levels = ("senior",) if n % 7 else ("junior",)
            difficulty = DIFFICULTIES[(n * n + n * shift) % 3 if shift else 1]
            questions.append(make_question(f"{name}-q{n}", name, difficulty, levels, (f"{name}-{n % topics}",)))
    inside = tuple(each.id for each in rounds if each.in_loop) or ROUNDS[:1]
    loop = [(name, dice.choice((1, 1, 1, 2, 3)), dice.randint(1, 3)) for name in dice.few(inside, 5) or inside[:1]]
    screen = [(name, 1, dice.randint(1, 3)) for name in dice.some((SCREEN, *ALL), 0, 2)]
    plans = dict(standard_templates())
    if dice.one_in(2):
        plans["odd"] = odd_template(dice)
    return make_handbook(rounds, [make_role(loop, screen=screen)], plans, questions)


def interviews(dice: Dice, today: datetime.date, last: datetime.date) -> list[dict[str, Any]]:
    """Make interviews of different days, some of them over: each may name rounds, the last one, too."""
    ahead = (last - today).days
    days = {dice.choice((dice.randint(-20, ahead - 1), dice.randint(max(ahead - 9, -20), ahead - 1))) for _ in "123"}
    dates = [*(today + n * DAY for n in sorted(days)[: dice.randint(0, 3)]), last]
    named = [dice.some((*ALL, SCREEN), 1, 4) if dice.one_in(2) else [] for _ in dates]
    return [{"date": day, "label": f"No. {n}", "rounds": named[n]} for n, day in enumerate(dates)]


def case(dice: Dice, *, logged: bool = True) -> Case:
    """Make a case that may be planned, however hostile."""
    bank = handbook(dice)
    today = MONDAY + dice.randint(-90, 400) * DAY
    start = dice.choice((None, dice.randint(-40, 10), dice.randint(-6, 0)))
    begin = today if start is None else today + max(start, 0) * DAY
    ahead = dice.choice((dice.randint(1, 12), dice.randint(1, 45), dice.randint(20, 45), dice.randint(1, 100)))
    last = begin + ahead * DAY
    days = {each: dice.choice(DAY_MINUTES) for each in dice.few(WEEKDAYS, 7)}
    if dice.one_in(2):
        days = {each: dice.choice(LONG_MINUTES) for each in WEEKDAYS}
    if not any(days.values()):
        days["wed"] = dice.choice(DAY_MINUTES[1:])
    known = tuple(sorted(bank.questions))
    fields: dict[str, Any] = {
        "id": dice.choice(("ada", "kofi", "li")),
        "days": days,
        "away": [last - dice.randint(-2, ahead + 2) * DAY for _ in range(dice.choice((0, 0, 1, 3, 6)))],
        "confidence": {each: dice.randint(1, 5) for each in dice.few(ALL, 6)},
        "start": None if start is None else today + start * DAY,
        "partners": {kind: list(names[: dice.choice((0, 0, 0, 1, 1, 2, 3))]) for kind, names in NAMES.items()}
        | {"llm": dice.one_in(2)},
        "swap": dice.one_in(3),
        "adjustments": dice.few(("time+25", "time+50", "breaks", "captions"), 2),
        "seen": dice.some(known, 0, 5) if known and dice.one_in(2) else [],
    }
    if dice.one_in(4):
        fields["rounds"] = dice.some(ALL, 1, 7)
    if dice.one_in(3):
        fields["plan"] = dice.choice(tuple(sorted(bank.templates)))
    if dice.one_in(2):
        fields["interviews"] = interviews(dice, today, last)
    who = candidate(last, **fields)
    return Case(bank, who, today, log(dice, bank, who, today) if logged else ())


def marks(dice: Dice, confidence: int) -> dict[str, Any]:
    """Say what a mock came to: confidence that moves or does not, sometimes a rater's scores."""
    rater = dice.choice(RATERS)
    scores: dict[str, int | str] = {}
    if rater and dice.one_in(2):
        scores = {f"d{n}": dice.choice((2, 3, 3, 3, 4)) for n in range(5)}
    elif rater:
        scores = {f"d{n}": dice.choice((1, 2, 3, 3, 3, 4, 4, "not seen")) for n in dice.few(tuple(range(5)), 5)}
    after = dice.choice((confidence, confidence, confidence, 5, 4, 1))
    return {"before": confidence, "after": after, "rater": rater, "scores": scores, "fix": dice.choice(FIXES)}


def log(dice: Dice, bank: Handbook, who: Candidate, today: datetime.date) -> tuple[LogEntry, ...]:
    """Make a log: none; what an earlier plan said, with gaps; a loop or two, with gaps; anything at all."""
    how = dice.choice(("none", "followed", "followed", "loop", "loop", "anything"))
    if how == "followed":
        return followed(dice, bank, who, today)
    if how == "loop":
        return loops_begun(dice, bank, who, today)
    return anything(dice, bank, today) if how == "anything" else ()


def followed(dice: Dice, bank: Handbook, who: Candidate, today: datetime.date) -> tuple[LogEntry, ...]:
    """Make the log of somebody who did most of what a plan said, on its days or a day later, up to today."""
    back = today - dice.randint(1, 40) * DAY
    earlier = who.model_copy(update={"start": min(who.start or back, back)})
    late, gaps, entries = dice.choice((0, 0, 0, 1)) * DAY, dice.choice((4, 10, 1_000)), []
    for session in make_plan(bank, earlier, back).sessions:
        if session.kind != "micro" and session.date + late <= today and not dice.one_in(gaps):
            fields = marks(dice, confidence_of(who, session.round))
            if dice.one_in(4):
                fields |= {"questions": [], "session": None}
            if dice.one_in(6):
                fields["kind"] = None
            entries.append(did(session, **fields, date=session.date + late))
    return tuple(entries)


def loops_begun(dice: Dice, bank: Handbook, who: Candidate, today: datetime.date) -> tuple[LogEntry, ...]:
    """Make a log of one loop or two, on the way or over, with steps skipped; the rounds may be measured before."""
    level = bank.roles[who.role].level(who.level)
    assert level
    own = list(who.interviews[-1].rounds) if who.interviews else []
    steps = own or list(who.rounds) or [each.round for each in level.loop for _ in range(each.times)]
    day, entries = today - dice.randint(0, 14) * DAY, list[LogEntry]()
    if not dice.one_in(4):
        entries = [entry(day - dice.randint(2, 20) * DAY, each, 3, 3) for each in dict.fromkeys((*steps, *ALL))]
    for step in (steps * 2)[: dice.randint(1, dice.choice((1, 2)) * len(steps))]:
        if not dice.one_in(5):
            day = min(day + dice.choice((0, 0, 1, 1, 2, 5)) * DAY, today)
            entries.append(entry(day, step, **marks(dice, confidence_of(who, step)), kind="loop"))
    return tuple(entries)


def anything(dice: Dice, bank: Handbook, today: datetime.date) -> tuple[LogEntry, ...]:
    """Make a log of any rounds and kinds, some of it from today; an entry names questions of its own round."""
    favourite, entries = dice.choice(ALL), []
    for _ in range(dice.randint(1, 8)):
        r = favourite if dice.one_in(2) else dice.choice(ALL)
        named = dice.few(tuple(each.id for each in bank.of_round(r)), 3) if dice.one_in(2) else []
        day = today - dice.choice((dice.randint(0, 100), dice.randint(0, 12), 0, 1)) * DAY
        fields = marks(dice, dice.randint(1, 5))
        entries.append(entry(day, r, **fields, kind=dice.choice(KINDS), questions=named))
    return tuple(entries)

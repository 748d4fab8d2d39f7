"""Rule 29: who follows the plan to the letter, with confidence as given, keeps it after every entry and every night."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

from candidates import DAY, MONDAY, ROUNDS, SCREEN, candidate, confidence_of, did, make_bank, make_handbook
from hostile import Dice
from made_up import make_role, make_round, standard_templates

from generator.model import WEEKDAYS, Candidate, Handbook, LogEntry, Plan, Session
from generator.planner import make_plan

CANDIDATES = 100
#: Of the nights without an entry on the day before, one in so many is looked at.
NIGHTS = 5


def site_data(dice: Dice) -> Handbook:
    """Make a handbook with rounds of usual length and a bank that lasts."""
    rounds = [make_round(each, dice.choice((45, 60, 60, 75)), 30, dice.choice((1, 1, 3))) for each in ROUNDS]
    loop = [(each, dice.choice((1, 1, 1, 2)), dice.randint(1, 3)) for each in dice.sample(ROUNDS, dice.randint(2, 5))]
    questions = [question for each in (*ROUNDS, SCREEN) for question in make_bank(each, 90)]
    role = make_role(loop, screen=[(SCREEN, 1, 1)])
    return make_handbook([*rounds, make_round(SCREEN, 45, 20, in_loop=False)], [role], standard_templates(), questions)


def tame(dice: Dice) -> Candidate:
    """Make a candidate as there are many: one to seven days a week, some people, one interview or several."""
    ahead = dice.randint(7, 90)
    start = MONDAY + dice.randint(0, 6) * DAY
    last = start + ahead * DAY
    weekdays = dice.sample(WEEKDAYS, dice.randint(1, 7))
    minutes = dice.choice(((45,), (60, 90), (120,), (90, 180), (60, 120, 240)))
    people = {kind: list(names[: dice.choice((0, 0, 1, 1, 3))]) for kind, names in PEOPLE.items()}
    fields: dict[str, object] = {
        "start": start,
        "days": {day: dice.choice(minutes) for day in weekdays},
        "away": [start + dice.randint(0, ahead) * DAY for _ in range(dice.choice((0, 0, 2)))],
        "confidence": {each: dice.randint(2, 5) for each in dice.few((*ROUNDS, SCREEN), 6)},
        "partners": people | {"llm": dice.one_in(2)},
        "swap": dice.one_in(4),
        "adjustments": ["time+25"] if dice.one_in(6) else [],
    }
    if dice.one_in(4):
        screen = {"date": start + dice.randint(1, ahead - 1) * DAY, "rounds": [SCREEN], "label": "Screen"}
        fields["interviews"] = [screen, {"date": last, "label": "Loop"}]
    return candidate(last, **fields)


PEOPLE = {"peer": ("Sam", "Kim", "Lee"), "friend": ("Jo", "Ali"), "expert": ("Ines", "Olu")}


def followed(handbook: Handbook, who: Candidate, dice: Dice) -> Iterator[tuple[Plan, Plan, set[str], datetime.date]]:
    """Make the plan again after each entry and the nights looked at: before, after, ids done since, and the day."""
    assert who.start
    log: list[LogEntry] = []
    plan, entered = make_plan(handbook, who, who.start), False
    for n in range((who.last_interview - who.start).days):
        day = who.start + n * DAY
        today = [each for each in plan.sessions if each.date == day and each.kind != "micro"]
        if n and (today or entered or dice.one_in(NIGHTS)):
            before, plan = plan, make_plan(handbook, who, day, log)
            yield before, plan, set(), day
            today = [each for each in plan.sessions if each.date == day and each.kind != "micro"]
        entered = bool(today)
        while today:
            log.append(as_done(who, today[0]))
            before, plan = plan, make_plan(handbook, who, day, log)
            yield before, plan, {today[0].id}, day
            today = [each for each in plan.sessions if each.date == day and each.kind != "micro"]


def as_done(who: Candidate, mock: Session) -> LogEntry:
    """Log a mock that leaves confidence as given; it rose to that, or the round would count as stubborn."""
    confidence = confidence_of(who, mock.round)
    return did(mock, confidence, before=confidence - 1)


def left(plan: Plan, done: set[str], day: datetime.date) -> list[Session]:
    return [each for each in plan.sessions if each.date >= day and each.id not in done]


def when_and_what(sessions: list[Session]) -> list[tuple[object, ...]]:
    return [(each.date, each.kind, each.round, each.partner) for each in sessions]


def test_who_follows_the_plan_keeps_it() -> None:
    """At most one plan in 300 moves a session. Changes of a question or of a person alone are counted and printed.

    100 candidates, each for the whole plan: after every entry, on every morning of a day with a mock or after such a
    day, and on one other morning in five.
    """
    count: Counter[str] = Counter()
    for number in range(CANDIDATES):
        dice = Dice(number)
        handbook, who = site_data(dice), tame(dice)
        for before, after, done, day in followed(handbook, who, dice):
            was, now = left(before, done, day), left(after, set(), day)
            count["plans"] += 1
            if when_and_what(was) != when_and_what(now):
                count["moved"] += 1
                print(f"candidate {number}, {day}, after {sorted(done) or 'a night'}:")
                print(*sorted({*when_and_what(was)} ^ {*when_and_what(now)}, key=str), sep="\n")
                continue
            count["person"] += [each.person for each in was] != [each.person for each in now]
            count["questions"] += [each.questions + each.surprises for each in was] != [
                each.questions + each.surprises for each in now
            ]
    print(dict(count))
    assert count["plans"] > 30 * CANDIDATES
    assert 300 * count["moved"] <= count["plans"]

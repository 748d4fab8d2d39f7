"""Vectors for the planner in JavaScript: what plans are made of, and the plans. `python tests/vectors.py FILE`.

They are made of Python's planner whenever they are needed, always the same, and kept nowhere. In each, the handbook is
as the site publishes it.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from frozen import frozen_handbook
from hostile import Dice, case
from made_up import DAY, MONDAY, SCREEN, candidate, confidence_of, did, entry, standard_templates, template
from plan_examples import EXAMPLES, logged, who
from test_planner_stable import site_data, tame
from vectors_rules import SAM, SWEEPS, Given, book, named, rated, week

from generator.model import Candidate, Handbook, LogEntry
from generator.pages.plan_data import plan_data
from generator.planner import REFUSALS, PlanRefused, make_plan
from generator.site_data import SiteData

HOSTILE, FOLLOWED, EVERY = 260, 12, 6
#: Days on which clocks change somewhere, leap days and those that are none, ends of years, and far ends.
DATES = (
    "2026-03-07", "2026-03-28", "2026-03-29", "2026-04-04", "2026-10-03", "2026-10-24", "2026-10-25", "2026-11-01",
    "2026-12-31", "2027-01-01", "2028-02-28", "2028-02-29", "2027-02-28", "2100-02-28", "2000-02-29", "1999-12-31",
    "1970-01-01", "1969-12-28", "1900-02-28", "0001-03-01", "0400-02-28", "9999-11-20", "2038-01-18", "2011-12-29",
)  # fmt: skip
SCRIPTS = (
    "Zoë O’Brien", "محمد علي", "דנה כהן", "田中さくら", "Ελένη", "नीलम", "🙂🚀 Ada", "a\u0301da", "Tab\tName",
    '"Quoted" \\ Name', "</script><b>&amp;", "\x7f\x1b[31m", "__proto__", "constructor",
)  # fmt: skip


def givens() -> Iterator[Given]:
    """Yield everything that vectors are made of."""
    for name, example in EXAMPLES.items():
        yield Given(f"example {name}", frozen_handbook(), example.candidate, example.today, example.log)
    for made in SWEEPS:
        yield from made()
    for number in range(HOSTILE):
        made_up = case(Dice(number))
        yield Given(f"hostile {number}", made_up.handbook, made_up.candidate, made_up.today, made_up.log)
    for number in range(FOLLOWED):
        yield from _followed(number)
    yield from _dates()
    yield from _written()
    yield from _changed()
    yield from _refused()


def _followed(number: int) -> Iterator[Given]:
    """Follow plans, with days missed and confidence that moves, and plan again after some entries and nights."""
    dice = Dice(1000 + number)
    handbook, them = site_data(dice), tame(dice)
    assert them.start
    log: list[LogEntry] = []
    plan, n = make_plan(handbook, them, them.start), 0
    for past in range((them.last_interview - them.start).days):
        day = them.start + past * DAY
        for mock in [each for each in plan.sessions if each.date == day and each.kind != "micro"]:
            if dice.one_in(6):
                continue
            before = log[-1].after if log and dice.one_in(3) else confidence_of(them, mock.round)
            log.append(did(mock, before, after=min(5, max(1, before + dice.randint(-1, 2)))))
            n += 1
            if n % EVERY == 0:
                yield Given(f"followed {number}: {len(log)} logged", handbook, them, day, tuple(log))
        tomorrow = day + DAY
        if tomorrow < them.last_interview:
            plan = make_plan(handbook, them, tomorrow, log)
            if dice.one_in(20):
                yield Given(f"followed {number}: {tomorrow}, a new day", handbook, them, tomorrow, tuple(log))


def _dates() -> Iterator[Given]:
    for n, date in enumerate(DATES):
        today = datetime.date.fromisoformat(date)
        them = candidate(today + (9 + n) * DAY, days=week(60, "mon", "wed", "sat", "sun"), partners=SAM)
        yield Given(f"from {date}", book(), them, today)
        log = [entry(today, "knitting", 3, 4), entry(today, "candour")]
        yield Given(f"from {date}, logged", book(), them, today + 2 * DAY, log)


def _written() -> Iterator[Given]:
    for n, name in enumerate(SCRIPTS):
        stories = [{"title": name, "themes": ["conflict"]}, {"title": name[::-1], "themes": ["conflict"]}]
        them = candidate(
            interviews=[named(5, SCREEN, label=name), named(26)], name=name, stories=stories, swap=True,
            partners={"peer": [name, "Sam"], "expert": name}, times={"sun": "09:30", "mon": "18:00"},
            zone="Europe/Berlin" if n % 2 else None, paper=("a4", "letter")[n % 2], log="log.yml",
            adjustments=["captions", "breaks"],
        )  # fmt: skip
        log = [entry(1, "knitting", fix=name, session=name, rater="expert")]
        yield Given(f"written {n}", book(), them, MONDAY + DAY, log)


def _changed() -> Iterator[Given]:
    """Make plans whose log changes much: paid mocks, loops lost, people, interviews over, another template."""
    peers = {"peer": ["Sam", "Kim"], "llm": False}
    for days in (6, 9, 12, 20):
        stuck = [entry(-days + 2 * n, "knitting", 2, 2) for n in range(3)]
        yield Given(f"changed: stuck, {days} days", book(), candidate(days + 9, partners=peers), log=stuck)
        yield Given(f"changed: no room, {days} days", book(), candidate(days, days=week(25)), log=stuck)
    for day in range(1, 9):
        interviews = [named(4, SCREEN), named(24)]
        them = candidate(interviews=interviews, confidence=rated(2, 3, 4), start=MONDAY, partners=SAM)
        log = [entry(0, SCREEN, 2, 4), entry(day, "candour", 4, 1)]
        yield Given(f"changed: a screen over, day {day}", book(), them, MONDAY + day * DAY, log)
    for day in range(2, 8):
        interviews = [named(day, "mending", "sifting"), named(24)]
        them = candidate(interviews=interviews, confidence=rated(2, 3, 4, 1, 2), start=MONDAY, partners=SAM)
        log = [entry(0, "knitting", 2, 2), entry(day, "candour", 4, 1)]
        yield Given(f"changed: rounds over, day {day}", book(), them, MONDAY + day * DAY, log)
    for back in (1, 3, 20):
        log = [entry(-back, "knitting", 2, 5), entry(0, "mending", 2, 1, kind="drill")]
        yield Given(f"changed: begun {back} days ago", book(), candidate(25, partners=SAM), log=log)
    long = template("long", needs=95, phases=[(14, 2), (0, 2), (7, 0)], loops=[8])
    longest = replace(book(), templates={**book().templates, "long": long})
    log = [entry(-30, "knitting"), entry(-28, "candour"), entry(0, "mending")]
    yield Given("changed: the log looks back 84 days and no more", longest, candidate(70), log=log)
    aside = [
        each.model_copy(update={"in_loop": each.id != "mending" and each.in_loop}) for each in book().rounds.values()
    ]
    other = replace(book(), rounds={each.id: each for each in aside})
    them = candidate(interviews=[named(1, SCREEN), named(3, "mending"), named(28)], rounds=[SCREEN, "mending"])
    log = [entry(2, "mending"), entry(4, "mending")]
    yield Given("changed: rounds that come back", other, them, MONDAY + 4 * DAY, log)
    screen = who(27, interviews=[{"date": "2026-12-07", "rounds": ["reception-screen"]}, {"date": "2026-12-28"}])
    for day in range(4, 12, 2):
        log = (logged(1, "reception-screen", 2, 2), logged(day, "knitting", 2, 4, rater="peer"))
        yield Given(f"changed: frozen, day {day}", frozen_handbook(), screen, log[-1].date, log)


def _refused() -> Iterator[Given]:
    gone = standard_templates()["two-week"].model_copy(update={"replaces": {"short-days": "It is gone."}})
    replaced = replace(book(), templates={**book().templates, "two-week": gone})

    def no(what: str, them: Candidate, log: tuple[LogEntry, ...] = (), handbook: Handbook | None = None) -> Given:
        return Given(f"refused: {what}", handbook or book(), them, MONDAY, log)

    yield no("names", candidate(
        interviews=[named(28, "chess", "knitting", "chess"), named(20, "toString")],
        rounds=["golf", "golf", "__proto__"], confidence={"rowing": 2, "constructor": 3},
        seen=["nothing", "knitting-q1"], plan="three-week", role="baker",
    ))  # fmt: skip
    for name in ("__proto__", "constructor", "hasOwnProperty", "backend "):
        yield no(f"role {name!r}", candidate(role=name))
    yield no("round in the log", candidate(), (entry(-1, "constructor"), entry(-1, "chess")))
    yield no("level", candidate(level="staff"))
    for name in ("short-days", "three-week", "constructor"):
        yield no(f"template {name}", candidate(plan=name), handbook=replaced)
    for days, start in ((0, None), (-1, None), (5, 5), (5, 6), (5, 4), (1, None), (0, -5)):
        begun = None if start is None else MONDAY + start * DAY
        yield no(f"{days} days, start {start}", candidate(days, start=begun))
        yield no(f"{days} days, start {start}, interviews", candidate(interviews=[named(days)], start=begun))
    for days, start in ((731, None), (732, None), (731, -1), (730, -1), (732, -1), (732, 1), (733, 1), (400, -400)):
        begun = None if start is None else MONDAY + start * DAY
        yield no(f"{days} days ahead, start {start}", candidate(days, start=begun, days={"sat": 60}))
    yield no("no days", candidate(days={"mon": 0}))
    yield no("no days and no time", candidate(-400, days={}), (entry(-500, "knitting"),))
    for day in (0, 1, 2):
        yield no(f"an entry on day {day}", candidate(), (entry(day, "knitting"), entry(-1, "candour")))
    yield no("questions in the log", candidate(), (entry(-1, "knitting", questions=["nothing", "knitting-q1", "x"]),))
    yield no("a question of another round", candidate(), (entry(-1, "knitting", questions=["sifting-q1"]),))


def vector(given: Given, number: int) -> dict[str, Any]:
    """Return a vector. In every other one, the keys that have their default are missing."""
    how: dict[str, Any] = {"mode": "json", "by_alias": True, "exclude_defaults": number % 2 == 1}
    made = {
        "name": given.name,
        "candidate": given.candidate.model_dump(**how),
        "today": str(given.today),
        "log": [each.model_dump(**how) for each in given.log],
    }
    try:
        plan = make_plan(given.handbook, given.candidate, given.today, given.log)
    except PlanRefused as refused:
        reasons = [{"key": each.key, "code": each.code, "values": dict(each.values)} for each in refused.reasons]
        return made | {"refused": json.loads(json.dumps(reasons, default=str))}
    return made | {"plan": json.loads(plan.to_json())}


def published(handbook: Handbook) -> dict[str, Any]:
    """Return what the site publishes of a handbook to plan with."""
    files = plan_data(SiteData(handbook, {}))
    questions = {name: json.loads(files[f"plan/questions/{name}.json"]) for name in handbook.rounds}
    return {"handbook": json.loads(files["plan/handbook.json"]), "questions": questions}


def vectors() -> dict[str, Any]:
    """Return all vectors with their handbooks."""
    books: dict[int, tuple[Handbook, dict[str, Any]]] = {}
    numbers: dict[str, int] = {}
    made = []
    for number, given in enumerate(givens()):
        key = id(given.handbook)
        if key not in books:
            books[key] = given.handbook, published(given.handbook)
        place = numbers.setdefault(json.dumps(books[key][1]), len(numbers))
        made.append(vector(given, number) | {"book": place})
    return {"books": [json.loads(each) for each in numbers], "vectors": made}


def codes(made: dict[str, Any]) -> Counter[str]:
    """Count the codes of all facts and refusals, as kind and code."""
    found: Counter[str] = Counter()
    for each in made["vectors"]:
        found.update(f"refused {reason['code']}" for reason in each.get("refused", ()))
        plan = each.get("plan", {"notes": (), "changes": (), "criteria": (), "ranked": (), "sessions": ()})
        for part in ("notes", "changes", "criteria"):
            found.update(f"{part} {fact['code']}" for fact in plan[part])
        found.update(f"why {fact['code']}" for ranked in plan["ranked"] for fact in ranked["why"])
        found.update(f"session {session['kind']}{session['drill']}" for session in plan["sessions"])
    assert {f"refused {code}" for code in REFUSALS} <= found.keys()
    return found


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(vectors(), ensure_ascii=False), "utf-8")

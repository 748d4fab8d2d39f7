"""What vectors are made of at the boundaries of the rules: each function has the numbers of its rules in its name."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from made_up import (
    DAY,
    MONDAY,
    ROUNDS,
    SCREEN,
    THREE,
    backend_handbook,
    candidate,
    drill_template,
    entry,
    loop_handbook,
    make_bank,
    make_handbook,
    make_role,
    make_round,
    scored,
    standard_templates,
)

from generator.model import WEEKDAYS, Candidate, Handbook, LogEntry


class Given(NamedTuple):
    """What a plan is made of, and what it is called in a failure."""

    name: str
    handbook: Handbook
    candidate: Candidate
    today: datetime.date = MONDAY
    log: Sequence[LogEntry] = ()


Cases = Iterator[Given]
SWEEPS: list[Callable[[], Cases]] = []
SAM = {"peer": "Sam", "llm": True}


def sweep(made: Callable[[], Cases]) -> Callable[[], Cases]:
    SWEEPS.append(made)
    return made


@cache
def book(bank: int = 30) -> Handbook:
    return backend_handbook(bank=bank, screen=((SCREEN, 1, 1),))


def week(minutes: int, *days: str) -> dict[str, int]:
    return dict.fromkeys(days or WEEKDAYS, minutes)


def named(day: int, *rounds: str, label: str = "") -> dict[str, Any]:
    return {"date": MONDAY + day * DAY, "rounds": rounds} | ({"label": label} if label else {})


def rated(*confidence: int) -> dict[str, int]:
    return dict(zip((*ROUNDS, SCREEN), confidence, strict=False))


def measured(confidence: int = 3, days: int = -1) -> list[LogEntry]:
    return [entry(days, each, confidence, confidence, kind="baseline") for each in ROUNDS]


@sweep
def rules_1_to_3_rounds() -> Cases:
    lists: list[dict[str, Any]] = [
        {"rounds": ["mending"]},
        {"rounds": ["knitting", "mending", "knitting", SCREEN]},
        {"rounds": [SCREEN]},
        {"interviews": [named(5, SCREEN), named(28)]},
        {"interviews": [named(-3, SCREEN), named(28)], "rounds": [SCREEN, "knitting"]},
        {"interviews": [named(-3, SCREEN, "mending"), named(28, "knitting")], "rounds": ["mending", SCREEN]},
        {"interviews": [named(-3, SCREEN), named(28, SCREEN)], "rounds": [SCREEN]},
        {"interviews": [named(28), named(9, "mending", "mending"), named(9)], "rounds": ["mending", "sifting"]},
        {"interviews": [named(9), named(28)]},
        {"interviews": [named(9, *(name for name, _, _ in THREE), "mending"), named(20), named(28)]},
        {"interviews": [named(9, "knitting"), named(28, "skyline-design", "knitting")]},
        {"interviews": [named(28, SCREEN), named(28, "mending"), named(28)]},
        {"interviews": [named(28, SCREEN)]},
        {"interviews": [named(28), named(28)]},
        {"interviews": [named(0, "mending"), named(1, "sifting"), named(2, SCREEN), named(28)]},
        {"confidence": rated(2, 2, 5, 1, 1, 1)},
        {"confidence": {SCREEN: 3}, "interviews": [named(6, SCREEN), named(28)]},
    ]
    for n, (fields, partners) in enumerate(product(lists, ({}, SAM))):
        yield Given(f"rules 1 to 3: rounds and interviews {n}", book(), candidate(28, partners=partners, **fields))
    for first, second in ((20, 28), (28, 20)):
        both = candidate(interviews=[named(first)]).model_copy(update={"interview": MONDAY + second * DAY})
        yield Given(f"rule 1: interview on day {second}, interviews on day {first}", book(), both)
    for rounds in ([SCREEN, SCREEN], [SCREEN, "knitting", SCREEN]):
        who = candidate(interviews=[named(-3, SCREEN), named(28)], rounds=rounds)
        yield Given(f"rule 1: all over, {rounds}", book(), who)
    for weights in product((1, 2, 3), repeat=3):
        loop = [(name, 1, weight) for name, weight in zip(ROUNDS, weights, strict=False)]
        who = candidate(12, confidence=rated(3, 3, 2))
        yield Given(f"rule 2: weights {weights}", backend_handbook(loop, bank=4, screen=((ROUNDS[0], 1, 2),)), who)
    twice = (("knitting", 2, 1), ("candour", 1, 3), ("knitting", 1, 2))
    for confidence in range(1, 6):
        who = candidate(28, confidence=rated(confidence))
        yield Given(f"rule 2: twice, rated {confidence}", backend_handbook(twice), who)
    one = [("knitting", 1, 1)]
    yield Given("rule 2: one round alone", backend_handbook(one), candidate(28, days=week(60)))


@sweep
def rule_3_first_drills() -> Cases:
    for day, confidence in product(range(1, 10), (2, 4)):
        who = candidate(
            interviews=[named(day, SCREEN, "mending"), named(day + 2, "sifting"), named(28)], partners=SAM,
            confidence={SCREEN: confidence, "mending": 3},
        )  # fmt: skip
        yield Given(f"rule 3: screen in {day} days, rated {confidence}", book(), who)
    log = [entry(0, SCREEN), entry(0, "mending", 4, 4)]
    for minutes in (20, 25, 45, 70, 90):
        who = candidate(interviews=[named(6, SCREEN, "mending"), named(28)], days=week(minutes))
        yield Given(f"rule 3: logged, {minutes} minutes", book(), who, MONDAY + DAY, log)
    who = candidate(interviews=[named(9, SCREEN), named(28)], confidence={SCREEN: 1})
    drilled = [entry(-1, SCREEN, 1, 1), entry(1, SCREEN, 1, 1)]
    yield Given("rule 3: drilled already", book(), who, MONDAY + 2 * DAY, drilled)
    yield Given("rule 3: no question", book(0), who)


@sweep
def rules_6_and_7_templates_and_finals() -> Cases:
    people: list[dict[str, Any]] = [{}, SAM, {"peer": "Sam"}, {"peer": "Sam", "expert": "Ines", "llm": True}]
    for days in (*range(1, 72), 83, 84, 85, 120):
        who = candidate(days, days=week(90 if days % 2 else 180), partners=people[days % 4], start=MONDAY)
        yield Given(f"rule 6: {days} days", book(), who)
    for name, days in product(standard_templates(), (1, 3, 6, 8, 20)):
        yield Given(f"rule 6: {name} in {days} days", book(), candidate(days, plan=name, partners=SAM))
    for day, kind in product((20, 21, 25), ("drill", "final", "easy", "paid")):
        log = [*measured(3, -2), entry(day, "candour", 3, 3, kind=kind)]
        yield Given(f"rule 7: {kind} on day {day}", book(), candidate(28, start=MONDAY), MONDAY + (day + 1) * DAY, log)


@sweep
def rule_8_notice() -> Cases:
    for first, partners in product(range(7), ({"peer": "Sam"}, {"friend": "Jo"}, SAM)):
        who = candidate(6, days=week(120, WEEKDAYS[first], WEEKDAYS[(first + 2) % 7]), partners=partners)
        yield Given(f"rule 8: {WEEKDAYS[first]}, {sorted(partners)}", book(), who)
    for day in range(5):
        who = candidate(26, partners={"peer": "Sam"}, start=MONDAY - day * DAY, days=week(120))
        yield Given(f"rule 8: begun {day} days ago", book(), who)


@sweep
def rule_10_baselines() -> Cases:
    for minutes in range(5, 135, 5):
        who = candidate(20, days=week(minutes, "mon", "thu", "sat"), partners=SAM)
        yield Given(f"rule 10: {minutes} minutes", book(), who)
    for days, minutes in product(range(4, 13), (60, 125)):
        who = candidate(days, rounds=ROUNDS, days=week(minutes))
        yield Given(f"rule 10: five rounds in {days} days of {minutes}", book(), who)
    for logged, today in product(range(1, 5), (0, 1, 4)):
        log = [entry(n % 2, each, 3, 3) for n, each in enumerate(ROUNDS[:logged])]
        who = candidate(20, rounds=ROUNDS, days=week(60), start=MONDAY)
        yield Given(f"rule 10: {logged} logged, day {today}", book(), who, MONDAY + (today + 1) * DAY, log)


@sweep
def minutes_left_of_today() -> Cases:
    for minutes, kind in product((60, 84, 85, 90, 120, 145), ("baseline", "drill", "loop", None)):
        log = [entry(2, "knitting", 3, 3, kind=kind), entry(2, "mending", 3, 3, kind=kind)]
        who = candidate(20, days=week(minutes), start=MONDAY, rounds=ROUNDS)
        yield Given(f"minutes: {kind} of today, {minutes}", book(), who, MONDAY + 2 * DAY, log)
    short = candidate(9, days=week(30), start=MONDAY)
    yield Given("minutes: all short", book(), short, MONDAY, [entry(0, "knitting", kind="baseline")])
    for days, kind in product((4, 5, 6, 9), ("baseline", "final")):
        who = candidate(days, days=week(60), start=MONDAY, rounds=ROUNDS)
        log = [entry(0, "knitting", 3, 3, kind=kind)]
        yield Given(f"minutes: {kind} where all are short, {days} days", book(), who, MONDAY, log)
    yield Given("minutes: today is not free", book(), candidate(9, days={"tue": 90}), MONDAY, [entry(0, "knitting")])


@sweep
def rule_11_easy_mocks() -> Cases:
    for minutes, days in product((9, 10, 11, 19, 20, 24, 25, 29, 30, 31), (20, 21)):
        who = candidate(days, days=week(minutes), confidence=rated(1, 2, 3), adjustments=["time+50"])
        yield Given(f"rule 11: {minutes} minutes, {days} days", book(), who)
    for day in (-3, -2, -1):
        log = [entry(12 + day, "candour", 3, 3, kind="easy")]
        today = MONDAY + (12 + day) * DAY
        yield Given(f"rule 11: logged {-day} days before", book(), candidate(12, start=MONDAY), today, log)
    for day in (9, 10, 11):
        yield Given(f"rule 11: an interview on day {day}", book(), candidate(interviews=[named(day), named(12)]))
    for bank in (0, 1, 2, 3):
        yield Given(f"rule 11: {bank} questions", book(bank), candidate(12, confidence=rated(5, 5, 5)))


@sweep
def rules_12_and_35_stubborn() -> Cases:
    for before, after, expert in product((2, 3), (2, 3, 4), (None, -9, -5, -2)):
        log = [entry(-12, "knitting", 3, before), *measured(3, -12)]
        log += [
            entry(day, "knitting", before, after, rater="expert" if day == expert else "peer")
            for day in (-9, -5, -2)
        ]  # fmt: skip
        who = candidate(20, partners={"expert": ["Ines", "Max"], "llm": True}, days=week(60))
        yield Given(f"rule 35: {before} to {after}, expert {expert}", book(), who, log=log)
    for times, paid in product(range(1, 5), (True, False)):
        log = [entry(-2 * n, "candour", 2, 2, kind="paid" if paid and n == 1 else None) for n in range(times, 0, -1)]
        who = candidate(9, start=MONDAY - 9 * DAY, days=week(60))
        yield Given(f"rule 35: {times} times, paid {paid}", book(), who, log=log)
    log = [entry(-2 * n, each, 2, 2) for n in (3, 2, 1) for each in ("knitting", "candour")]
    for days, ahead in product((60, 25, 10), (4, 6, 28)):
        yield Given(f"rule 12: {days} minutes, {ahead} days", book(), candidate(ahead, days=week(days)), log=log)
    soon = candidate(interviews=[named(2, "knitting"), named(12, "candour", "skyline-design")])
    yield Given("rule 42: a paid mock too near", book(), soon, log=log)


@sweep
def rule_13_the_loop_under_way() -> Cases:
    five = [(name, 1, 2) for name in ROUNDS]
    handbook = loop_handbook([14, 4], five)
    for begun, done, minutes in product(range(0, 12), (1, 3), (60, 180)):
        log = [*measured(3, -20), *(entry(-begun, each, 3, 3, kind="loop") for each in ROUNDS[:done])]
        who = candidate(10, start=MONDAY - 20 * DAY, days=week(minutes), confidence=rated(1, 5, 3, 4, 5))
        yield Given(f"rule 13: {done} begun {begun} days ago, {minutes}", handbook, who, log=log)
    for steps in ((0, 2), (1, 4), (2, 1), (0, 0), (4,), (3,), (0, 1, 2, 3, 4), (1, 2, 3, 4), (0, 1, 2, 3, 4, 0, 3)):
        done = [entry(-4 + n // 2, ROUNDS[step], 3, 3, kind="loop") for n, step in enumerate(steps)]
        who = candidate(14, start=MONDAY - 20 * DAY, days=week(120), partners={"peer": ["Sam", "Kim"]})
        yield Given(f"rule 13: steps {steps}", handbook, who, log=[*measured(3, -20), *done])
    twice = loop_handbook([14, 4], (("knitting", 2, 2), ("candour", 1, 1), ("mending", 1, 1)))
    for done in (["knitting"], ["knitting", "knitting"], ["mending"], ["knitting", "mending"]):
        log = [*measured(3, -9), *(entry(-1, each, 3, 3, kind="loop") for each in done)]
        yield Given(f"rule 13: a round twice, {done}", twice, candidate(14, start=MONDAY - 9 * DAY), log=log)
    log = [entry(-1, "knitting", 3, 3, kind="loop"), entry(-1, SCREEN, kind="loop")]
    yield Given("rule 13: a baseline to come, and no step", book(), candidate(14), log=log)


@sweep
def rules_14_and_30_loops() -> Cases:
    five = [(name, 1, 2) for name in ROUNDS]
    for ended, steps in product(range(20, 26), (1, 2, 3, 5)):
        log = [*measured(3, -30), *(entry(-1, each, 3, 3, kind="loop") for each in ROUNDS[:steps])]
        who = candidate(ended, start=MONDAY - 30 * DAY, days=week(180))
        yield Given(f"rule 14: {steps} steps, {ended} days before", loop_handbook([20, 9], five), who, log=log)
    for minutes, loops in product((25, 59, 60, 119, 120, 179, 180), ([5], [8, 5], [7, 5])):
        who = candidate(16, days=week(minutes, "mon", "wed", "sat", "sun"), confidence=rated(5, 2, 3))
        yield Given(f"rule 14: {minutes} minutes, loops {loops}", loop_handbook(loops, five[:4]), who)
    for days in range(3, 16):
        who = candidate(days, days=week(60) | {"sat": 180}, partners={"friend": "Jo", "llm": days % 2 == 0})
        yield Given(f"rule 14: a loop in {days} days", loop_handbook([4], five[:3], notice=1), who)
    log = [
        *measured(3, -20),
        *(entry(day, each, 3, 3, kind="loop") for (each, *_), day in zip(THREE, (-5, -4, -1), strict=True)),
    ]
    for first in range(3):
        gone = [MONDAY + n * DAY for n in range(30) if n not in (first, first + 2)]
        days = week(60) | {WEEKDAYS[first]: 120}
        who = candidate(30, start=MONDAY - 20 * DAY, days=days, away=gone)
        yield Given(f"rule 14: {first + 1} days after a loop", loop_handbook([4]), who, log=log)
    long = [make_round("knitting", 90), make_round("candour", 60), make_round("mending", 75)]
    role = make_role([("knitting", 1, 2), ("candour", 2, 2), ("mending", 1, 3)])
    bank = [question for each in long for question in make_bank(each.id, 9)]
    own = drill_template(phases=[(4, 0), (0, 1), (2, 0)], loops=[3])
    for minutes in (59, 60, 74, 75, 89, 90, 120, 150):
        who = candidate(12, days=week(minutes), confidence={"knitting": 4})
        yield Given(f"rule 14: cut, {minutes}", make_handbook(long, [role], {"own": own}, bank), who)


@sweep
def rules_16_to_18_drills_and_micro_practice() -> Cases:
    for drills, goals, bank in product(range(6), (1, 3), (0, 1, 5)):
        rounds = [make_round(each, goals=goals, questions=1 + goals % 2) for each in ROUNDS]
        questions = [question for each in ROUNDS for question in make_bank(each, bank)]
        own = drill_template()
        handbook = make_handbook(rounds, [make_role(THREE)], {"own": own}, questions)
        log = [*measured(2, -30), *(entry(-28 + 3 * n, "knitting", 2, 2, kind="drill") for n in range(drills))]
        who = candidate(12, start=MONDAY - 30 * DAY, confidence=rated(2, 3, 4))
        yield Given(f"rule 17: {drills} drills, {goals} goals, {bank} questions", handbook, who, log=log)
    for first, second, third in product((2, 4, 5), repeat=3):
        numbers = {"mocks": 1 + first % 3, "week": 2 + second, "phases": [(5, 1), (0, 1 + third), (2, 0)]}
        who = candidate(26, confidence=rated(first, second, third), days=week(60 + 20 * third))
        yield Given(f"rule 16: rated {first}, {second}, {third}", backend_handbook(own=drill_template(**numbers)), who)
    unmeasured = [entry(-2, "knitting", 2, 2, kind="drill"), entry(-1, "candour", 3, 3, kind="drill")]
    for bank in (0, 1, 2, 9):
        who = candidate(26, start=MONDAY - 4 * DAY)
        yield Given(f"rule 17: no baseline, {bank} questions", book(bank), who, log=unmeasured)
    for minutes, days in product((9, 10, 14, 15, 19, 20, 24, 25), (6, 24)):
        who = candidate(days, days=week(minutes), confidence=rated(2, 4, 3), start=MONDAY - 3 * DAY)
        yield Given(f"rule 18: {minutes} minutes, {days} days", book(), who)
    for away in range(7):
        gone = [MONDAY + n * DAY for n in range(away, 24, 3)]
        who = candidate(24, away=gone, confidence=rated(3, 3, 3), start=MONDAY)
        yield Given(f"rule 18: away from day {away}", book(), who, MONDAY + away * DAY, measured(3, 0))


@sweep
def rules_19_37_and_40_questions() -> Cases:
    for bank, confidence in product(range(15), (2, 3)):
        who = candidate(28, confidence=rated(confidence, confidence, 5), partners=SAM)
        yield Given(f"rule 19: {bank} questions, rated {confidence}", book(bank), who)
    rounds = [make_round(each, questions=3) for each in ROUNDS]
    for bank, topics in product((2, 5, 8, 20), (1, 4)):
        questions = [question for each in ROUNDS for question in make_bank(each, bank, topics)]
        handbook = make_handbook(rounds, [make_role(THREE)], standard_templates(), questions)
        yield Given(f"rule 37: {bank} of {topics} topics, three asked", handbook, candidate(28, id="kofi"))
    for seen, asked in product((0, 3, 28, 29, 30), (0, 1, 4)):
        names = [f"knitting-q{n}" for n in range(30)]
        log = [entry(-3, "knitting", 2, 2, questions=names[29 - asked : 29]), entry(-1, "candour", questions=names[:1])]
        yield Given(f"rule 19: {seen} seen, {asked} asked", book(), candidate(28, seen=names[:seen]), log=log)
    for kinds in product((None, "drill", "easy"), repeat=3):
        log = [entry(-6 + 2 * n, "knitting", 2, 3, kind=kind) for n, kind in enumerate(kinds)]
        yield Given(f"rule 19: logged as {kinds}", book(4), candidate(28, rounds=["knitting"]), log=log)


@sweep
def rules_20_to_24_people() -> Cases:
    for peers, asks, model in product(range(5), (1, 2, 4), (True, False)):
        people = {"peer": ["Sam", "Kim", "Lee", "Bo"][:peers], "friend": ["Jo", "Sam"][: asks - 1], "llm": model}
        own = drill_template(asks=asks, notice=2, phases=[(7, 2), (0, 3), (4, 0)], finals=1, loops=[5])
        who = candidate(19, days=week(120, *WEEKDAYS[peers:]), partners=people, swap=asks == 2)
        yield Given(f"rule 22: {peers} peers, {asks} asks, model {model}", backend_handbook(own=own), who)
    for rater, experts in product(("peer", "friend", "expert", "llm", "self", None), (0, 1, 3)):
        people = {"peer": ["Sam", "Kim"], "friend": ["Jo", "Ali"], "expert": ["Ines", "Max", "Wei"][:experts]}
        log = [entry(day, each, 3, 3, rater=rater) for day, each in ((6, "knitting"), (7, "mending"), (8, "candour"))]
        who = candidate(26, partners=people, days=week(90, "mon", "tue", "sat"), start=MONDAY)
        yield Given(f"rule 22: rated by {rater}, {experts} experts", book(), who, MONDAY + 8 * DAY, log)
    for days in range(5, 22):
        who = candidate(days, partners={"peer": "Sam"}, days=week(180), swap=days % 2 == 0)
        yield Given(f"rule 23: a peer alone, {days} days", book(), who)


@sweep
def rule_23_just_too_much() -> Cases:
    for extra, weeks in product(range(4), (1, 3)):
        rounds = [make_round(each, 60 + extra if each == "knitting" else 60) for each in ROUNDS]
        bank = [question for each in ROUNDS for question in make_bank(each, 20)]
        handbook = make_handbook(rounds, [make_role(THREE)], standard_templates(), bank)
        who = candidate(7 * weeks, partners={"peer": ["Sam", "Kim"]}, days=week(120 + extra))
        yield Given(f"rule 23: {extra} more, {weeks} weeks", handbook, who)


@sweep
def rule_7_finals_beside_paid_mocks() -> Cases:
    stuck = [entry(-2 * n, "knitting", 2, 2) for n in (3, 2, 1)]
    log = [*measured(3, -9), *stuck]
    for finals, days in product(range(4), (6, 7, 10)):
        own = drill_template(phases=[(3, 0), (0, 1), (7, 0)], finals=finals)
        who = candidate(days, days=week(120), start=MONDAY - 9 * DAY)
        yield Given(f"rule 7: {finals} finals, paid, {days} days", backend_handbook(own=own), who, log=log)
        yield Given(f"rule 7: {finals} finals, {days} days", backend_handbook(own=own), who, log=measured(3, -9))


@sweep
def rule_32_the_first_day() -> Cases:
    for day in (-86, -85, -84, -83, -57, -56, -55, -1, 0):
        yield Given(f"rule 32: an entry on day {day}", book(), candidate(28), log=[entry(day, "knitting")])
        yield Given(f"rule 32: on day {day}, in the past", book(), candidate(84), log=[entry(day, "knitting")])
    for start in (-30, -1, 0, 1, 9, 27):
        yield Given(f"rule 32: start on day {start}", book(), candidate(28, start=MONDAY + start * DAY))


@sweep
def rules_33_and_36_scores() -> Cases:
    marks: list[tuple[int | str, ...]] = [
        (3, 3, 3, 3, 3), (3, 3, 3, 3, 2), (3, 3, 3, 2, 2), (3, 3, 3, 3, 1), (2, 4, 4, 4, 4), (4, 4, 4, 1, "not seen"),
        (3, 3, 3, 2, "not seen"), (3, 3, 3, 3, "not seen"), (3, 3, 3, "not seen", "not seen"), ("not seen", 3, 3, 3, 3),
        (3, 3, 3, 3), (3, 3, 3), (), (4,),
    ]  # fmt: skip
    for n, given in enumerate(marks):
        for rater in ("peer", "llm"):
            log = [
                entry(-5, "knitting", 3, 5, **scored(3, 3, 3, 3, 3, rater="friend")),
                entry(-3, "knitting", 3, 5, **scored(*given, rater=rater)),
            ]
            yield Given(f"rule 33: scores {n} by {rater}", book(), candidate(20), log=log)
            log.append(entry(-1, "knitting", 3, 4, **scored(4, 3, 3, 3, "not seen", rater="expert")))
            level = ("junior", "mid", "staff")[n % 3]
            role = replace(book(), roles={"backend": make_role(THREE, level=level)})
            yield Given(f"rule 36: scores {n} by {rater}, {level}", role, candidate(20, level=level), log=log)


@sweep
def rule_35_fixes_that_come_back() -> Cases:
    ways = [
        ("Slow down.", "slow  DOWN", "Slow down!!"), ("Straße", "STRASSE", "strasse."),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("ἀδελφῇ", "ἈΔΕΛΦΗΙ", "ἀδελφῆι"), ("İki", "i̇ki", "İKI"),
        ("ı", "I", "i"), ("a\u00a0b", "a\u2003b", "A b"),
        ("a\x1fb", "a b", "a \x1f b"), ("a\ufeffb", "a b", "a b"), ("ﬁx it . !", "FIX IT", "fix it"),
        ("...", "!", ". ."), ("Ꭰ", "ꭰ", "Ꭰ."),
        ("日本語を話す", "日本語を話す。", "日本語を話す."), ("🙂 Slow", "🙂 slow", "🙂  SLOW."),
    ]  # fmt: skip
    for n, fixes in enumerate(ways):
        log = [entry(-9 + 2 * n, "knitting", fix=fix) for n, fix in enumerate(fixes)]
        yield Given(f"rule 35: fixes {n}", book(), candidate(20), log=log)
    for once, often in product(range(1, 5), (3, 4)):
        fixes = ["Ask first."] * once + ["Draw less."] * often + ["Test it."] * 3
        log = [entry(-20 + n, "candour", fix=fix) for n, fix in enumerate(fixes)]
        yield Given(f"rule 35: {once}, {often} and three times", book(), candidate(20), log=log)


@sweep
def rule_38_ids() -> Cases:
    for session in (
        "knitting-3", "knitting-03", "knitting-9999", "knitting-10000", "knitting-x", "knitting", "knitting-", "-7",
        "mending-7", "knitting-٣", "knitting-1-2", "knitting- 5", "micro-2027-03-01", "knitting--4", "knitting-+5",
    ):  # fmt: skip
        log = [entry(-2, "knitting", session=session), entry(-1, "knitting"), entry(-2, "candour")]
        yield Given(f"rule 38: {session}", book(), candidate(20), log=log)
    log = [entry(-1, "knitting"), entry(-4, "knitting", 1, 5), entry(-1, "knitting", 3, 1), entry(-4, "mending")]
    yield Given("rule 38: not in order", book(), candidate(20), log=log)


@sweep
def rule_41_extra_time() -> Cases:
    for n, add in product(range(15, 105, 7), (["time+25"], ["time+50"], ["time+25", "time+50", "breaks"])):
        rounds = [make_round(each, n + place, 10 + n % 20) for place, each in enumerate(ROUNDS)]
        bank = [question for each in ROUNDS for question in make_bank(each, 9)]
        handbook = make_handbook(rounds, [make_role(THREE)], standard_templates(), bank)
        yield Given(f"rule 41: {add} to {n}", handbook, candidate(14, adjustments=add, days=week(60, "mon", "fri")))


@sweep
def rule_42_what_finds_no_day() -> Cases:
    for days, minutes in product(range(1, 8), (10, 24, 25, 60)):
        who = candidate(days, days=week(minutes), partners={"peer": "Sam"}, confidence={"knitting": 2})
        yield Given(f"rule 42: {days} days of {minutes}", book(), who)
    stuck = [entry(-2 * n, "knitting", 2, 2) for n in (3, 2, 1)]
    for days in range(1, 6):
        yield Given(f"rule 42: a baseline and a paid mock, {days} days", book(), candidate(days), log=stuck)
        who = candidate(interviews=[named(days, "knitting"), named(28)], start=MONDAY, days=week(60))
        yield Given(f"rule 42: a paid mock for day {days}", book(), who, log=[*measured(3, -9), *stuck])
    for day in range(1, 6):
        who = candidate(interviews=[named(day, SCREEN), named(28)], days={"sun": 60}, confidence={SCREEN: 2})
        yield Given(f"rule 42: a screen on day {day}", book(), who)

"""Rules 20 to 24: who runs what, and how much one person is asked for."""

from __future__ import annotations

from collections import Counter

from made_up import DAY
from plan_facts import Facts
from plan_parts import PEOPLE, Date
from read_plan import Case, holds, rule, same
from rules_rounds import notes

from generator.model import WEEKDAYS, Session
from generator.planner import make_plan

Asked = Counter[tuple[str, str, int]]


def names(f: Facts, kind: str) -> tuple[str, ...]:
    """Give the people of a kind, in the candidate's order."""
    found: tuple[str, ...] = getattr(f.who.partners, kind)
    return found


def turn(f: Facts, day: Date, kind: str) -> str:
    """Rule 20: give the person whose turn a day is."""
    weekdays = [each for each in WEEKDAYS if f.who.days.get(each)]
    weekday = WEEKDAYS[day.weekday()]
    number = f.week(day) + weekdays.index(weekday) if weekday in weekdays else 0
    people = names(f, kind)
    return people[number % len(people)]


def partners(f: Facts, case: Case, each: Session) -> list[str]:
    """Rule 21: give who is tried, from left to right, of those at hand."""
    if each.kind == "micro":
        return ["alone"]
    last = max(case.plan.loops, key=lambda loop: loop.last).id if case.plan.loops else 0
    model_first = each.drill == "again" or (each.kind == "loop" and each.loop != last)
    if each.kind == "easy" or (each.date < f.notice and each.kind != "paid"):
        order = ["llm"]
    elif model_first:
        order = ["llm", "peer", "friend"]
    else:
        order = ["peer", "friend", "llm"]
        if each.kind == "final":
            order = ["expert", *order]
    at_hand = [kind for kind in order if (f.who.partners.llm if kind == "llm" else names(f, kind))]
    return [*at_hand, "alone"]


def who_runs(f: Facts, each: Session, order: list[str], asked: Asked) -> tuple[str, str]:
    """Rule 22: give kind and name of who runs a session, and count what that asks of them."""
    first, counts = order[0], each.kind in ("baseline", "drill", "final")
    if first in ("llm", "alone"):
        return first, ""
    if not counts:
        return first, turn(f, each.date, first)
    week = f.week(each.date)
    for kind in order:
        if kind == "llm":
            return "llm", ""
        if kind == "alone":
            break
        people = names(f, kind)
        at = people.index(turn(f, each.date, kind))
        for name in (*people[at:], *people[:at]):
            if asked[kind, name, week] < f.numbers.asks:
                asked[kind, name, week] += 1
                return kind, name
    if f.who.partners.llm:
        return "llm", ""
    name = turn(f, each.date, first)
    asked[first, name, week] += 1
    return first, name


@rule
def each_session_is_run_by_whom_turn_and_asks_give(case: Case) -> None:
    """Rules 20 to 22: kind and name of who runs each session, served in the order of date."""
    f, asked = case.facts, Asked()
    for each, kind in zip(f.log, f.kinds, strict=True):
        if each.rater in PEOPLE and names(f, each.rater) and kind != "loop":
            asked[each.rater, turn(f, each.date, each.rater), f.week(each.date)] += 1
    found, wanted = [], []
    for session in case.plan.sessions:
        found.append((session.id, session.date, session.kind, session.partner, session.person))
        if session.kind == "paid":
            expert = turn(f, session.date, "expert") if names(f, "expert") else ""
            wanted.append((*found[-1][:3], "expert", expert))
        else:
            wanted.append((*found[-1][:3], *who_runs(f, session, partners(f, case, session), asked)))
    same(found, wanted, "who runs what")


@rule
def nobody_practises_alone_who_has_somebody_to_ask(case: Case) -> None:
    """Rule 22: alone only micro-practice, the easy mock without a model, and what is within the notice."""
    p = case.candidate.partners
    for each in case.plan.sessions:
        at_hand = p.llm or ((p.peer or p.friend) and each.date >= case.facts.notice and each.kind != "easy")
        holds(each.partner != "alone" or each.kind == "micro" or not at_hand, f"{each.id}, {each.kind}, alone")


# Rules 23 and 24


def minutes_of_people(case: Case) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Kind and name → sessions, minutes and minutes in return."""
    found: dict[tuple[str, str], tuple[int, int, int]] = {}
    for each in case.plan.sessions:
        if each.partner in PEOPLE:
            sessions, minutes, back = found.get((each.partner, each.person), (0, 0, 0))
            swapped = each.minutes if case.candidate.swap and each.partner == "peer" else 0
            found[each.partner, each.person] = sessions + 1, minutes + each.minutes, back + swapped
    return found


@rule
def people_are_listed_with_what_they_are_asked_for(case: Case) -> None:
    """Rule 23: sessions and minutes in the plan, and a peer's minutes in return with swap."""
    found = [((each.kind, each.name), (each.sessions, each.minutes, each.swap_minutes)) for each in case.plan.people]
    asked = sorted(each for each in found if each[1][0])
    same(asked, sorted(minutes_of_people(case).items()), "people")
    holds(len({name for name, _ in found}) == len(found), f"a person twice in {found}")


@rule
def who_is_asked_for_over_three_hours_a_week_is_noted(case: Case) -> None:
    """Rule 23: over 180 minutes × the number of the week of the day before the interview, a peer's twice with swap."""
    weeks = case.facts.week(case.plan.interview - DAY)
    wanted = [(*who, n + back) for who, (_, n, back) in minutes_of_people(case).items() if n + back > 180 * weeks]
    found = zip(*(notes(case, "much", key) for key in ("kind", "name", "minutes")), strict=True)
    same(sorted(found), sorted(wanted), "notes much")


@rule
def swap_moves_nothing(case: Case) -> None:
    """Rule 24: the plan of a candidate who swaps has the same sessions as that of one who does not."""
    if case.candidate.swap:
        other = case.candidate.model_copy(update={"swap": False})
        plain = make_plan(case.handbook, other, case.today, case.log)
        same(case.plan.sessions, plain.sessions, "sessions with swap and without")

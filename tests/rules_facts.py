"""Rules 26 to 30: the plan as data, what changed, full mocks and criteria."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from made_up import DAY
from plan_facts import Facts
from plan_parts import Date
from read_plan import Case, holds, rule, same
from rules_rounds import notes

from generator.model import Plan, Session
from generator.planner import make_plan

# Rule 26

#: A code, an id, a date, a time of day; never a word with a capital, never two words.
CODE = re.compile(r"[a-z0-9+:-]*")


def strings(value: object) -> Iterator[str]:
    """Give every string in plain data, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key.replace("_", "-")
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


@rule
def a_plan_contains_codes_ids_dates_and_the_candidates_own_words(case: Case) -> None:
    """Rule 26: no sentence of ours, and nothing absent."""
    who = case.candidate
    people = (*who.partners.peer, *who.partners.friend, *who.partners.expert)
    own = {who.name, who.zone, *people, *(each.label for each in who.interviews), *(each.title for each in who.stories)}
    own |= {word for each in case.log for word in (each.fix, each.session, *map(str, each.scores.values()))}
    data = json.loads(case.plan.to_json())
    for word in strings(data):
        holds(CODE.fullmatch(word) or word in own, f'"{word}" in plan.json')
    holds("null" not in case.plan.to_json().replace('"', " ").replace(",", " ").split(), "null in plan.json")


@rule
def the_plan_has_its_version_its_candidate_and_its_fingerprint(case: Case) -> None:
    """Rules 26 and 39: version 2; twelve hex digits over the rest, keys sorted and without spaces."""
    data, who = json.loads(case.plan.to_json()), case.candidate
    mark = data.pop("fingerprint")
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    same(mark, hashlib.sha256(text.encode()).hexdigest()[:12], "fingerprint")
    same(data["version"], 2, "version")
    at_hand = {kind: list(getattr(who.partners, kind)) for kind in ("peer", "friend", "expert")}
    same(data["candidate"]["partners"], {**at_hand, "llm": who.partners.llm}, "partners")
    same(
        [data["candidate"][key] for key in ("id", "name", "role", "level")],
        [who.id, who.name, who.role, who.level],
        "id",
    )
    shown = [(str(each.date), each.label or "", list(each.rounds)) for each in case.facts.interviews]
    same([(each["date"], each["label"], each["rounds"]) for each in data["interviews"]], shown, "interviews")


@rule
def sessions_are_listed_by_date_and_numbered_by_round(case: Case) -> None:
    """Rules 38 and 39: those of a day as they were placed; ids go on after the log, micro-practice has its date."""
    number = dict(case.facts.highest_ids)
    placed = [each.name for each in (*case.placed.in_order(), *case.placed.of("micro"))]
    order = sorted(case.plan.sessions, key=lambda each: (each.date, placed.index(each.id)))
    same([each.id for each in case.plan.sessions], [each.id for each in order], "order of sessions")
    for each in case.plan.sessions:
        number[each.round] += each.kind != "micro"
        wanted = f"micro-{each.date}" if each.kind == "micro" else f"{each.round}-{number[each.round]}"
        same(each.id, wanted, f"id of the {each.kind} of {each.round} on {each.date}")
        holds(each.form == "micro" or each.minutes <= case.facts.minutes(each.round, each.form), each.id)


@rule
def the_same_input_gives_the_same_bytes_whatever_the_order_of_its_keys(case: Case) -> None:
    """Rule 39: nothing depends on the order of a mapping, of days away, or of the log's entries of different days."""
    who = case.candidate
    turned = {
        "days": dict(reversed(who.days.items())), "confidence": dict(reversed(who.confidence.items())),
        "away": who.away[::-1], "seen": who.seen[::-1], "interviews": who.interviews[::-1],
    }  # fmt: skip
    log = sorted(case.log, key=lambda each: each.date, reverse=True)
    again = make_plan(case.handbook, who.model_copy(update=turned), case.today, log)
    holds(again.to_json() == case.plan.to_json(), "another order of the input's keys gives another plan")


# Rule 27


def plan_before(case: Case) -> Plan:
    """Make the plan of the last day with an entry before the newest, or of the first day without a log."""
    days = sorted(case.facts.log_days)
    if len(days) < 2:
        return make_plan(case.handbook, case.candidate, case.facts.first)
    return make_plan(case.handbook, case.candidate, days[-2], [each for each in case.log if each.date <= days[-2]])


def pairs_of(case: Case, before: Plan) -> list[tuple[Session | None, Session | None]]:
    """Pair the sessions of both plans by kind and round: those of one day, then the others in order of date."""
    new = {row.session for row in case.plan.done[len(before.done) :]}
    pairs: list[tuple[Session | None, Session | None]] = []
    for kind, r in sorted({(each.kind, each.round) for each in (*before.sessions, *case.plan.sessions)}):
        was = [each for each in before.sessions if (each.kind, each.round) == (kind, r) and each.id not in new]
        was = [each for each in was if kind != "micro" or each.date >= case.today]
        now = [each for each in case.plan.sessions if (each.kind, each.round) == (kind, r)]
        for one in list(was):
            if other := next((each for each in now if each.date == one.date), None):
                pairs.append((one, other))
                was.remove(one)
                now.remove(other)
        pairs += zip_longest(was, now)
    return pairs


def changes_of(case: Case, before: Plan) -> list[tuple[Any, ...]]:
    """Say what the plan's changes should be, each as a tuple that begins with its code."""
    after, days = case.plan, case.facts.log_days
    newest = {max(days)} if len(days) > 1 else days
    found: list[tuple[Any, ...]] = []
    if before.template != after.template:
        found.append(("template", before.template, after.template))
    was = {each.round: (n, each.need) for n, each in enumerate(before.ranked, 1)}
    now = {each.round: (n, each.need) for n, each in enumerate(after.ranked, 1)}
    if {*was} != {*now}:
        found.append(("rounds", sorted({*now} - {*was}), sorted({*was} - {*now})))
    for r in now:
        if r in was and was[r][0] != now[r][0]:
            entries = sorted({each.date for each in case.log if each.round == r and each.date in newest})
            found.append(("rank", r, was[r][0], now[r][0], entries, was[r][1], now[r][1]))
    earlier = [each for each in case.log if each.date <= before.today and before.done]
    loops = [loops_in(before, Facts(case.handbook, case.candidate, before.today, earlier)), loops_in(after, case.facts)]
    if loops[0] != loops[1]:
        found.append(("loops", *loops))
    for one, other in pairs_of(case, before):
        found += changes_of_pair(one, other)
    return found or [("nothing",)]


def loops_in(plan: Plan, f: Facts) -> int:
    """Count the loops ahead and those of the log that count (rule 14); one that is being finished is ahead."""
    logged = [each for each in f.logged_loops if 2 * len(each.taken) >= len(f.steps)]
    finished = any(each.done for each in plan.loops) and f.under_way in logged
    return len(plan.loops) + len(logged) - finished


def changes_of_pair(one: Session | None, other: Session | None) -> Iterator[tuple[Any, ...]]:
    """Say how a session differs from its pair in the plan before."""
    if not one or not other:
        each = one or other
        assert each
        code = "gone" if one else "paid" if each.kind == "paid" else "new"
        yield code, each.kind, each.id, each.round, each.date
        return
    if one.date != other.date:
        yield "moved", other.id, other.kind, other.round, one.date, other.date
        return
    if one.id != other.id:
        yield "renamed", one.id, other.id, other.date
    was, now = ((each.minutes, each.partner, each.person) for each in (one, other))
    asks, ask = ((each.questions, each.surprises, each.drill, each.goal, each.exercise) for each in (one, other))
    if was != now:
        both = tuple(value for pair in zip(was, now, strict=True) for value in pair)
        yield "changed", other.id, other.round, other.date, *both
    elif asks != ask:
        yield "questions", other.id


def changes_in(plan: Plan) -> Iterator[tuple[Any, ...]]:
    """Give the changes that a plan tells of, each as a tuple that begins with its code."""
    for each in plan.changes:
        if each.code in ("gone", "new"):
            for session in each.sessions:
                yield each.code, each.kind, session.session, session.round, session.date
        elif each.code == "renamed":
            for renamed in each.sessions:
                yield each.code, renamed.before, renamed.after, renamed.date
        elif each.code == "questions":
            for name in each.sessions:
                yield each.code, name
        elif each.code == "paid":
            yield each.code, "paid", each.session, each.round, each.date
        elif each.code == "rounds":
            yield each.code, sorted(each.added), sorted(each.removed)
        elif each.code == "rank":
            yield (
                each.code,
                each.round,
                each.before,
                each.after,
                sorted({*each.entries}),
                each.need_before,
                each.need_after,
            )
        else:
            yield tuple(each.model_dump().values())


@rule
def changes_tell_how_the_plan_differs_from_the_one_before(case: Case) -> None:
    """Rule 27: templates, rounds, loops, and sessions paired by kind and round; nothing only if nothing changed."""
    same(bool(case.plan.changes), bool(case.log), f"whether there are changes: {case.plan.changes}")
    if case.log:
        wanted = changes_of(case, plan_before(case))
        same(sorted(changes_in(case.plan), key=repr), sorted(wanted, key=repr), "changes")


# Rules 28 and 30


@rule
def full_mocks_wanted_done_and_planned_are_apart(case: Case) -> None:
    """Rules 28 and 30: as many as the template has loops, at most 2, none without steps; the others are counted."""
    f, count = case.facts, case.plan.full_mocks
    wanted = min(len(f.numbers.loops), 2) if f.steps else 0
    planned = sum(each.full for each in case.plan.loops)
    same(
        (count.wanted, count.done, count.planned),
        (wanted, len(f.full_mocks), planned),
        "full mocks wanted, done, planned",
    )
    missing = [(count.wanted, count.done, count.planned)] if count.done + count.planned < wanted else []
    said = [notes(case, "full-mocks", key) for key in ("wanted", "done", "planned")]
    same(list(zip(*said, strict=True)), missing, "notes full-mocks")


@rule
def the_note_on_full_mocks_has_the_minutes_that_are_missing(case: Case) -> None:
    """Rule 30: the missing ones in full, less what the loops that are not full hold, fullest first; and why."""
    f = case.facts
    for note in case.plan.notes:
        if note.code != "full-mocks":
            continue
        held = []
        for loop in case.plan.loops:
            done = f.under_way.entries if loop.done and f.under_way else ()
            minutes = [each.minutes for each in case.plan.sessions if each.loop == loop.id]
            held.append(0 if loop.full else sum(minutes) + sum(f.minutes(each.round, "full") for each in done))
        missing = note.wanted - note.done - note.planned
        whole = missing * sum(f.minutes(step, "full") for step in f.steps)
        same(note.minutes, whole - sum(sorted(held)[::-1][:missing]), "minutes missing")
        end = f.last - f.numbers.loops[-1].by * DAY
        reason = "taken" if any(holds_a_full_mock(f, day, end) for day in f.mock_days) else "too-short"
        same(note.reason, "too-near" if max(f.begin, f.opening) > end else reason, "reason")


def holds_a_full_mock(f: Facts, start: Date, end: Date) -> bool:
    """Whether a run of mock days from a start could have every step in full, if nothing else were placed."""
    left = list(f.steps)
    for day in [day for day in f.mock_days if start <= day <= min(start + 9 * DAY, end)]:
        minutes = f.free[day]
        while left and f.minutes(left[0], "full") <= minutes:
            minutes -= f.minutes(left.pop(0), "full")
    return not left


@rule
def criteria_are_met_by_the_log_alone(case: Case) -> None:
    """Rule 36: 4 or more now; two of the last three passed and the latest not failed in core; the full mocks wanted."""
    f = case.facts
    wanted = {}
    for r in f.rounds:
        wanted[f"{r}-confidence"] = "too-little-seen"
        if entries := f.logged(r):
            wanted[f"{r}-confidence"] = "met" if entries[-1].after >= 4 else "not-met"
        wanted[f"{r}-passed"] = "too-little-seen"
        if len(last := f.scored(r)[-3:]) >= 2:
            met = sum(passed for _, passed, _ in last) >= 2 and not last[-1][2]
            wanted[f"{r}-passed"] = "met" if met else "not-met"
    if case.plan.full_mocks.wanted:
        wanted["full-mocks"] = "met" if len(f.full_mocks) >= case.plan.full_mocks.wanted else "not-met"
    found = {each.id: each.state for each in case.plan.criteria}
    if not case.plan.full_mocks.wanted:
        holds(found.pop("full-mocks", "met") == "met", "no full mock is wanted, but the criterion is not met")
    same(found, wanted, "states of criteria")


@rule
def criteria_show_what_they_are_judged_by(case: Case) -> None:
    """Rule 36: the first and the last mock, the last three that were scored, the days of the full mocks."""
    f = case.facts
    for each in case.plan.criteria:
        if each.code == "confidence":
            entries = f.logged(each.round)
            first, last = (entries[0], entries[-1]) if entries else (None, None)
            shown = (first.date, first.before, last.date, last.after) if first and last else ("", 0, "", 0)
            same((each.mocks, each.first, each.before, each.last, each.after), (len(entries), *shown), each.id)
        elif each.code == "passed":
            scored = [(entry.date, passed, low) for entry, passed, low in f.scored(each.round)[-3:]]
            same([(one.date, one.passed, one.core_failed) for one in each.scored], scored, each.id)
        else:
            same(
                [(one.first, one.last) for one in each.loops], [(one.first, one.last) for one in f.full_mocks], each.id
            )


@rule
def a_criterion_names_a_session_that_tests_it(case: Case) -> None:
    """Rule 36: a mock of the round, not the easy one, with a person where that counts; or a step of a full loop."""
    full = [loop.id for loop in case.plan.loops if loop.full]
    for each in case.plan.criteria:
        mocks = [session for session in case.plan.sessions if session.kind not in ("easy", "micro")]
        if each.code == "full-mocks":
            mocks = [session for session in mocks if session.loop in full]
        else:
            mocks = [session for session in mocks if session.round == each.round]
        if each.code == "passed":
            mocks = [session for session in mocks if session.drill != "again"]
            same(each.ahead, len(mocks), f"mocks ahead that test {each.id}")
            mocks = [session for session in mocks if session.partner not in ("llm", "alone")]
        same(each.session, next((session.id for session in mocks), ""), f"the session that tests {each.id}")

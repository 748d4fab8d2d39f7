"""What can't be planned (rule 34), and limits that lie exactly on a number."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from candidates import DAY, MONDAY, backend_handbook, candidate, entry, loop_handbook, make_round, scored
from made_up import standard_templates

from generator import results
from generator.model import WEEKDAYS, Candidate, Handbook, LogEntry
from generator.planner import REFUSALS, PlanRefused, make_plan

BOOK = backend_handbook()


def refused(
    who: Candidate, today: datetime.date = MONDAY, log: tuple[LogEntry, ...] = (), handbook: Handbook = BOOK
) -> list[tuple[str, str, dict[str, Any]]]:
    """Return key, code and values of every reason, without the lists of what is known."""
    with pytest.raises(PlanRefused) as caught:
        make_plan(handbook, who, today, log)
    for each in caught.value.reasons:
        assert set(each.values) == set(REFUSALS[each.code])
    return [
        (each.key, each.code, {key: value for key, value in each.values.items() if key not in ("known", "levels")})
        for each in caught.value.reasons
    ]


def test_unknown_names_are_refused_all_at_once_at_their_keys() -> None:
    who = candidate(
        interviews=[{"date": MONDAY + 28 * DAY, "rounds": ["chess"]}], rounds=["knitting", "golf", "golf"],
        confidence={"rowing": 2}, seen=["nothing"], plan="three-week", role="baker",
    )  # fmt: skip
    assert refused(who) == [
        ("role", "unknown", {"kind": "role", "name": "baker"}),
        ("plan", "unknown", {"kind": "plan", "name": "three-week"}),
        ("interviews", "unknown", {"kind": "round", "name": "chess"}),
        ("confidence", "unknown", {"kind": "round", "name": "rowing"}),
        ("rounds", "unknown", {"kind": "round", "name": "golf"}),
        ("seen", "unknown", {"kind": "question", "name": "nothing"}),
    ]


def test_a_level_that_the_role_lacks_and_a_template_that_is_gone() -> None:
    two = standard_templates()["two-week"].model_copy(update={"replaces": {"short-days": "It is gone."}})
    handbook = replace(BOOK, templates={**BOOK.templates, "two-week": two})
    assert refused(candidate(level="staff", plan="short-days"), handbook=handbook) == [
        ("level", "no-level", {"role": "backend", "level": "staff"}),
        ("plan", "replaced", {"name": "short-days", "by": "two-week", "why": "It is gone."}),
    ]


def test_days_that_leave_no_time() -> None:
    assert refused(candidate(0))[0][:2] == ("interview", "not-after")
    assert refused(candidate(5, start=MONDAY + 5 * DAY)) == [
        ("interview", "not-after", {"date": MONDAY + 5 * DAY, "after": MONDAY + 5 * DAY, "by": "start"})
    ]
    assert refused(candidate(days={"mon": 0})) == [("days", "no-days", {})]


def test_two_years_and_a_day_are_the_limit() -> None:
    assert make_plan(BOOK, candidate(731), MONDAY).sessions
    assert refused(candidate(732)) == [("interview", "too-far", {"date": MONDAY + 732 * DAY, "first": MONDAY})]
    long_ago = candidate(731, start=MONDAY - DAY)
    assert [each[:2] for each in refused(long_ago)] == [("start", "too-far")]
    far = candidate(732, start=MONDAY - DAY)
    assert [each[:2] for each in refused(far)] == [("interview", "too-far")]


def test_what_the_log_cannot_say() -> None:
    log = (entry(1, "knitting"), entry(-2, "chess"), entry(-1, "knitting", questions=["nothing"]))
    assert refused(candidate(), log=log) == [
        ("log", "future", {"date": MONDAY + DAY, "round": "knitting", "today": MONDAY}),
        ("log", "log-round", {"date": MONDAY - 2 * DAY, "name": "chess"}),
        ("log", "log-question", {"date": MONDAY - DAY, "name": "nothing"}),
    ]


def test_rule_14_loops_are_two_days_apart_even_where_their_limits_are_closer() -> None:
    handbook = loop_handbook([9, 8], rounds=[("knitting", 1, 1), ("sifting", 1, 1)])
    log = [entry(-9, each, 3, 3, kind="baseline") for each in ("knitting", "sifting")]
    who = candidate(30, days=dict.fromkeys(WEEKDAYS, 60), partners={"llm": True}, start=MONDAY - 9 * DAY)
    first, second = make_plan(handbook, who, MONDAY, log).loops
    assert (second.last, (second.first - first.last).days) == (MONDAY + 22 * DAY, 2)


def test_rule_42_too_near_is_said_only_where_it_holds_for_all() -> None:
    """Sam is first asked on the third day, too late for the screen; for the others the days are too short."""
    screen = {"date": MONDAY + DAY, "rounds": ["sifting"]}
    who = candidate(
        interviews=[screen, {"date": MONDAY + 28 * DAY}], days=dict.fromkeys(WEEKDAYS, 10), partners={"peer": "Sam"}
    )
    made = make_plan(BOOK, who, MONDAY)
    assert {each.round for each in made.unplaced} == {"sifting", "knitting", "skyline-design", "candour"}
    assert [each.reason for each in made.notes if each.code == "no-room" and each.kind == "baseline"] == ["no-day"]


def test_rule_23_three_hours_a_week_are_not_much_yet() -> None:
    exactly = candidate(7, partners={"peer": ["Sam", "Kim"]}, days=dict.fromkeys(WEEKDAYS, 120))
    made = make_plan(BOOK, exactly, MONDAY)
    assert 180 in {each.minutes for each in made.people}
    assert [note for note in made.notes if note.code == "much"] == []
    found = set()
    for days in range(7, 64):
        made = make_plan(BOOK, candidate(days, partners={"peer": "Sam"}, days=dict.fromkeys(WEEKDAYS, 180)), MONDAY)
        weeks = made.weeks[-1].n if made.interview.weekday() else made.weeks[-1].n - 1
        [sam] = made.people
        much = [note.minutes for note in made.notes if note.code == "much"]
        assert much == ([sam.minutes] if sam.minutes > 180 * weeks else [])
        found.add(bool(much))
    assert found == {True, False}


def test_rule_33_a_session_without_a_core_dimension_is_not_scored() -> None:
    """With two core dimensions, one unseen is enough."""
    round_ = make_round("knitting")
    dimensions = [each.model_copy(update={"core": n < 2}) for n, each in enumerate(round_.rubric.dimensions)]
    rubric = round_.rubric.model_copy(update={"dimensions": tuple(dimensions)})
    both = round_.model_copy(update={"rubric": rubric})
    assert results.judge(both, "senior", entry(0, "knitting", **scored(3, "not seen", 3, 3, 3))).state == "unscored"
    assert results.judge(both, "senior", entry(0, "knitting", **scored(3, 3, "not seen", 3, 3))).state == "passed"
    assert (
        results.judge(both, "senior", entry(0, "knitting", **scored(3, 3, 3, "not seen", "not seen"))).state
        == "unscored"
    )

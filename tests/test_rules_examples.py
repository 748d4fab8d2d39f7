"""The examples of RULES.md are true of the planner. `A` is its first candidate, planned with the tests' own content.

Rounds have other names there than in RULES.md; tests/content/floors.yml says which is which.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_rules import numbers

from generator import prompt
from generator.exports import EXPORTS
from generator.model import Candidate, Handbook, LogEntry, Plan
from generator.planner import PlanRefused, make_plan
from generator.scaffold.start import add_start, start_line

A: dict[str, Any] = {
    "id": "a", "name": "A", "role": "backend", "level": "senior", "interview": "2026-12-27", "start": "2026-12-01",
    "days": {"mon": 120, "wed": 120, "sat": 240}, "confidence": {"skyline-design": 2, "knitting": 2, "candour": 4},
    "partners": {"peer": "Sam", "llm": True},
}  # fmt: skip
Planned = Callable[..., Plan]


def day(text: str) -> datetime.date:
    """Read a day of December 2026."""
    return datetime.date(2026, 12, int(text))


def entry(on: int, round_: str, before: int, after: int, **more: Any) -> LogEntry:
    return LogEntry.model_validate(
        {"date": f"2026-12-{on:02}", "round": round_, "before": before, "after": after, "fix": f"{on} {round_}", **more}
    )


@pytest.fixture
def plan(handbook: Handbook) -> Planned:
    """Plan A, with changes to the file, as of a day of December and with a log."""

    def planned(today: int = 1, log: Sequence[LogEntry] = (), **changed: Any) -> Plan:
        file = {key: value for key, value in {**A, **changed}.items() if value is not None}
        return make_plan(handbook, Candidate.model_validate(file), datetime.date(2026, 12, today), log)

    return planned


def rows(plan: Plan, *kinds: str) -> list[tuple[int, str, str]]:
    """List day, round and partner of the sessions of these kinds, or of all."""
    return [
        (each.date.day, each.round, each.person or each.partner)
        for each in plan.sessions
        if not kinds or each.kind in kinds
    ]


def notes(plan: Plan) -> list[dict[str, Any]]:
    return [each.model_dump(mode="json") for each in plan.notes]


#: A has logged every baseline on its day, as rated.
MEASURED = [
    entry(2, "skyline-design", 2, 2), entry(2, "knitting", 2, 2), entry(5, "ai-knitting", 3, 3),
    entry(5, "past-deep-dive", 3, 3), entry(7, "candour", 4, 4),
]  # fmt: skip
NO_GAIN = [*MEASURED, entry(7, "skyline-design", 2, 2), entry(12, "skyline-design", 2, 2)]


def test_rule_21_the_plan_of_a_and_who_runs_what(plan: Planned):
    assert [
        (each.date.day, each.kind + each.drill, each.round, each.minutes, each.person or each.partner)
        for each in plan().sessions
    ] == [
        (2, "baseline", "skyline-design", 60, "llm"),
        (2, "baseline", "knitting", 60, "llm"),
        (5, "baseline", "ai-knitting", 75, "Sam"),
        (5, "baseline", "past-deep-dive", 60, "Sam"),
        (7, "baseline", "candour", 60, "Sam"),
        (7, "drillagain", "skyline-design", 30, "llm"),
        (9, "drillagain", "knitting", 30, "llm"),
        (12, "drillcheck", "skyline-design", 60, "Sam"),
        (14, "loop", "knitting", 60, "Sam"),
        (16, "loop", "ai-knitting", 75, "Sam"),
        (19, "loop", "skyline-design", 60, "Sam"),
        (19, "loop", "past-deep-dive", 60, "Sam"),
        (19, "loop", "candour", 60, "Sam"),
        (21, "final", "knitting", 60, "Sam"),
        (23, "final", "skyline-design", 60, "Sam"),
        (26, "easy", "candour", 30, "llm"),
    ]


def test_rule_1_which_rounds(plan: Planned):
    five = ["knitting", "ai-knitting", "skyline-design", "past-deep-dive", "candour"]
    assert list(plan().rounds) == five
    assert list(plan(confidence={**A["confidence"], "reception-screen": 3}).rounds) == [*five, "reception-screen"]
    assert {"code": "not-planned", "round": "mending"} in notes(plan(confidence={**A["confidence"], "mending": 3}))


def test_rule_2_rank(plan: Planned):
    assert [(each.round, each.need, each.weight) for each in plan().ranked] == [
        ("skyline-design", 2, 3), ("knitting", 2, 2), ("ai-knitting", 3, 2), ("past-deep-dive", 3, 2),
        ("candour", 4, 3),
    ]  # fmt: skip
    assert [each.model_dump() for each in plan().ranked[0].why] == [
        {"code": "rated", "confidence": 2}, {"code": "weight", "compared": "among-heaviest"},
    ]  # fmt: skip


def test_rule_3_first_drills(plan: Planned):
    interviews = [{"date": "2026-12-07", "rounds": ["reception-screen"]}, {"date": "2026-12-28"}]
    made = plan(interview=None, interviews=interviews, confidence={**A["confidence"], "reception-screen": 2})
    assert [(each.date.day, each.kind, each.minutes) for each in made.sessions if each.round == "reception-screen"] == [
        (2, "baseline", 45), (5, "drill", 20),
    ]  # fmt: skip
    assert [on for on, *_ in rows(made, "baseline")].count(5) == 2


def test_rule_4_not_rated(plan: Planned):
    unrated = {each["round"] for each in notes(plan()) if each["code"] == "unrated"}
    assert unrated == {"ai-knitting", "past-deep-dive"}
    later = plan(5, [entry(5, "ai-knitting", 3, 3)])
    assert {each["round"] for each in notes(later) if each["code"] == "unrated"} == {"past-deep-dive"}


def test_rules_5_and_6_weeks_phases_and_templates(plan: Planned):
    made = plan()
    assert [(each.first.day, each.last.day) for each in made.weeks] == [(1, 6), (7, 13), (14, 20), (21, 27)]
    assert [(each.id, each.first.day, each.last.day) for each in made.phases] == [
        ("baseline", 1, 7), ("drills", 8, 12), ("loops", 13, 19), ("last-week", 20, 26),
    ]  # fmt: skip
    assert [plan().template, plan(start="2026-12-02").template] == ["four-week", "two-week"]


def test_rules_7_and_15_finals(plan: Planned):
    assert rows(plan(), "final") == [(21, "knitting", "Sam"), (23, "skyline-design", "Sam")]


def test_rule_8_notice(plan: Planned):
    assert rows(plan(partners={"peer": "Sam"}))[0] == (5, "skyline-design", "Sam")
    assert rows(plan(partners={}))[:2] == [(2, "skyline-design", "alone"), (2, "knitting", "alone")]


def test_rule_9_no_start(plan: Planned):
    assert {"code": "start", "date": "2026-12-01"} in notes(plan(start=None))
    assert plan(start=None).sessions == plan().sessions
    assert plan(2, start=None).template == "two-week"


def test_rule_10_baselines(plan: Planned):
    assert rows(plan(), "baseline") == [
        (2, "skyline-design", "llm"), (2, "knitting", "llm"), (5, "ai-knitting", "Sam"), (5, "past-deep-dive", "Sam"),
        (7, "candour", "Sam"),
    ]  # fmt: skip


def test_rule_11_the_easy_mock(plan: Planned):
    assert rows(plan(), "easy") == [(26, "candour", "llm")]
    assert rows(plan(days={"mon": 120, "wed": 120}), "easy") == []


def test_rules_12_and_35_paid_mocks(plan: Planned):
    made = plan(13, NO_GAIN)
    assert [(each.date.day, each.minutes, each.partner, each.person) for each in made.sessions[:1]] == [
        (14, 60, "expert", "")
    ]
    assert rows(made, "loop")[0][0] == 16
    assert [each.round for each in made.unplaced] == ["candour"]
    stubborn = {
        "code": "stubborn", "round": "skyline-design", "dates": ["2026-12-02", "2026-12-07", "2026-12-12"],
        "before": 2, "after": 2, "paid": "2026-12-14",
    }  # fmt: skip
    assert stubborn in notes(made)
    later = plan(15, [*NO_GAIN, entry(14, "skyline-design", 2, 2, rater="expert")])
    assert not any(each.stubborn for each in later.ranked)


def test_rule_13_the_loop_under_way(plan: Planned):
    begun = [entry(14, "knitting", 2, 2, kind="loop"), entry(16, "ai-knitting", 3, 3, kind="loop")]
    made = plan(16, [*MEASURED, *begun])
    assert rows(made, "loop") == [(19, each, "Sam") for each in ("skyline-design", "past-deep-dive", "candour")]
    assert [(each.first.day, each.last.day, each.full, each.done) for each in made.loops] == [(14, 19, True, 2)]


def test_rule_14_loops(plan: Planned):
    assert [on for on, *_ in rows(plan(), "loop")] == [14, 16, 19, 19, 19]
    made = plan(
        rounds=["candour", "candour", "past-deep-dive"], interview="2026-12-14",
        days={"tue": 60, "thu": 60, "sat": 180, "sun": 60},
    )  # fmt: skip
    assert made.template == "two-week"
    assert [(on, round_) for on, round_, _ in rows(made, "loop")] == [
        (5, "candour"), (5, "candour"), (5, "past-deep-dive"),
    ]  # fmt: skip


def test_rules_16_and_17_drills(plan: Planned):
    made = plan()
    drills = [each for each in made.sessions if each.drill]
    assert [(each.date.day, each.round, each.drill, each.minutes, each.goal) for each in drills] == [
        (7, "skyline-design", "again", 30, 1), (9, "knitting", "again", 30, 1), (12, "skyline-design", "check", 60, 1),
    ]  # fmt: skip
    baseline, again, check, *_ = (each.questions for each in made.sessions if each.round == "skyline-design")
    assert again == baseline
    assert check != baseline


def test_rule_18_micro_practice(plan: Planned, handbook: Handbook):
    made = plan(days=dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), 45))
    micro = next(each for each in made.sessions if each.kind == "micro")
    assert (micro.date.day, micro.round, micro.minutes, micro.exercise) == (11, "skyline-design", 20, 7)
    assert len(handbook.rounds["skyline-design"].exercises) == 7


def test_rules_19_and_40_questions_and_the_draw(plan: Planned, handbook: Handbook):
    mocks = [each for each in plan().sessions if each.round == "skyline-design" and each.drill != "again"]
    assert [[handbook.questions[name].difficulty for name in each.questions] for each in mocks] == [
        ["easy"], ["easy"], ["medium"], ["hard"],
    ]  # fmt: skip


def test_rule_37_surprises(plan: Planned):
    steps = [each for each in plan().sessions if each.kind == "loop"]
    assert {each.round: len(each.surprises) for each in steps} == {
        "knitting": 1, "ai-knitting": 1, "skyline-design": 1, "past-deep-dive": 0, "candour": 0,
    }  # fmt: skip


def test_rule_20_turns(plan: Planned):
    made = plan(partners={"peer": ["Sam", "Kim"], "llm": True})
    assert {(on, who) for on, _, who in rows(made, "baseline")} == {(2, "llm"), (5, "Kim"), (7, "Sam")}


def test_rule_22_asks(plan: Planned):
    sundays = plan(days={"sun": 120})
    assert [who for on, _, who in rows(sundays, "baseline") if on == 6] == ["Sam", "Sam", "Sam", "llm"]
    alone = plan(partners={"peer": "Sam"})
    assert [each.person for each in alone.sessions if each.week == 2] == ["Sam"] * 5
    three = plan(partners={"peer": ["Sam", "Kim", "Lee"], "llm": True})
    assert {(7, "candour", "Lee"), (12, "skyline-design", "Kim")} <= {*rows(three)}


def test_rules_23_and_24_hours_and_swap(plan: Planned):
    assert [each.model_dump() for each in plan().people] == [
        {"name": "Sam", "kind": "peer", "sessions": 11, "minutes": 690, "swap_minutes": 0}
    ]
    assert not any(each["code"] == "much" for each in notes(plan()))
    swapped = plan(swap=True)
    assert swapped.people[0].swap_minutes == 690
    assert {"code": "much", "name": "Sam", "kind": "peer", "minutes": 1380} in notes(swapped)


def test_rule_26_facts(plan: Planned):
    drill = next(each for each in plan().sessions if each.drill).model_dump(by_alias=True)
    said = {
        "kind": "drill", "drill": "again", "round": "skyline-design", "form": "short", "minutes": 30, "partner": "llm",
        "with": "", "goal": 1,
    }  # fmt: skip
    assert {key: drill[key] for key in said} == said


def test_rule_27_changes(plan: Planned):
    changes = plan(2, [entry(2, "skyline-design", 2, 3), entry(2, "knitting", 2, 2)]).changes
    found = [each.model_dump(mode="json") for each in changes]
    assert [(each["round"], each["after"], each["entries"]) for each in found if each["code"] == "rank"] == [
        ("knitting", 1, ["2026-12-02"]), ("skyline-design", 2, ["2026-12-02"]),
    ]  # fmt: skip
    assert [(each["kind"], each["round"], each["after"]) for each in found if each["code"] == "moved"] == [
        ("drill", "knitting", "2026-12-07"), ("drill", "skyline-design", "2026-12-09"),
        ("final", "skyline-design", "2026-12-21"), ("final", "knitting", "2026-12-23"),
    ]  # fmt: skip
    assert [(each["code"], each["sessions"][0]["round"]) for each in found if each["code"] in ("gone", "new")] == [
        ("gone", "skyline-design"), ("new", "knitting"),
    ]  # fmt: skip


def test_rules_28_and_30_full_mocks(plan: Planned):
    assert plan().full_mocks.model_dump() == {"wanted": 1, "done": 0, "planned": 1}
    assert [plan(plan=name).full_mocks.wanted for name in ("eight-week", "twelve-week")] == [2, 2]


def test_rule_29_stable(plan: Planned):
    before = [each for each in plan().sessions if each.date > day("2")]
    assert plan(2, MEASURED[:2]).sessions == plan(3, MEASURED[:2]).sessions == before
    assert [each.code for each in plan(2, MEASURED[:2]).changes] == ["nothing"]


def test_rule_32_the_first_day(plan: Planned):
    assert plan(start=None).first == day("1")
    assert plan(5, [entry(2, "skyline-design", 2, 2)], start=None).first == day("2")


def test_rule_33_need(plan: Planned):
    scores = {"structure": 3, "ownership": 2, "impact": 3, "reflection": 3, "scope": 3}
    made = plan(2, [entry(2, "candour", 4, 4, rater="peer", scores=scores)])
    ranked = next(each for each in made.ranked if each.round == "candour")
    assert ranked.need == 3
    assert ranked.why[0].model_dump() == {"code": "failed", "mocks": 1, "confidence": 4, "need": 3}


def test_rule_41_extra_time(plan: Planned):
    minutes = {
        (each.round, each.form, each.kind == "easy"): each.minutes for each in plan(adjustments=["time+25"]).sessions
    }
    assert minutes["ai-knitting", "full", False] == 95
    assert minutes["knitting", "full", False] == 75
    assert minutes["knitting", "short", False] == 40
    assert minutes["candour", "short", True] == 30


def test_rule_34_refusals(plan: Planned):
    def refused(**changed: Any) -> list[tuple[str, str, Any]]:
        with pytest.raises(PlanRefused) as caught:
            plan(**changed)
        return [(each.key, each.code, each.values.get("by")) for each in caught.value.reasons]

    assert refused(plan="short-days") == [("plan", "replaced", "two-week")]
    assert refused(interview="2026-12-01") == [("interview", "not-after", "today")]


def test_rule_36_criteria(plan: Planned):
    *of_rounds, full = plan().criteria
    assert {each.state for each in of_rounds} == {"too-little-seen"}
    assert (full.state, full.session) == ("not-met", "knitting-3")


def test_rule_38_ids(plan: Planned):
    ids = [each.id for each in plan().sessions if each.round == "skyline-design"]
    assert ids == [f"skyline-design-{n}" for n in range(1, 6)]
    assert [each.id for each in plan(2, MEASURED[:1]).sessions if each.drill][:1] == ["skyline-design-2"]


def test_rule_25_texts(plan: Planned, handbook: Handbook):
    first = next(each for each in plan().sessions if each.kind == "drill")
    assert (first.round, first.date.day, first.partner, first.drill) == ("skyline-design", 7, "llm", "again")
    text = prompt.for_session(handbook, plan(), first)
    question = handbook.questions[first.questions[0]]
    assert question.prompt.strip() in text
    assert " ".join(question.approach.split()) in " ".join(text.split())
    assert " ".join(handbook.rounds["skyline-design"].micro_goals[0].split()) in text
    assert "Give no scores" in text
    check = next(each for each in plan().sessions if each.drill == "check")
    assert "Give no scores" not in prompt.for_session(handbook, plan(), check)


def test_rule_31_the_start_line(plan: Planned, tmp_path: Path):
    [note] = [each for each in plan(start=None).notes if each.code == "start"]
    file = tmp_path / "a.yml"
    file.write_text(yaml.safe_dump({key: value for key, value in A.items() if key != "start"}), "utf-8")
    assert start_line(note.date) == "start: 2026-12-01"
    assert add_start(file, note.date)
    assert file.read_text("utf-8").endswith("start: 2026-12-01\n")


def test_rule_43_calendars(plan: Planned, handbook: Handbook):
    first = EXPORTS["ics"](handbook, plan())
    second = EXPORTS["ics"](handbook, plan(away=["2026-12-09"]), first)
    numbered = dict(zip(re.findall(rb"UID:(\S+)", second), re.findall(rb"SEQUENCE:(\d+)", second), strict=True))
    assert set(re.findall(rb"SEQUENCE:(\d+)", first)) == {b"20788"}
    [moved] = [uid for uid, number in numbered.items() if number == b"20789"]
    assert moved.startswith(b"knitting-2.a.")


def test_rule_39_the_same_bytes(plan: Planned):
    assert plan().to_json() == plan().to_json()
    assert plan().fingerprint != plan(2).fingerprint


def test_rule_42_what_finds_no_day(plan: Planned):
    saturdays = plan(days={"sat": 45})
    assert len(rows(saturdays, "baseline")) == 3
    assert [each.round for each in saturdays.unplaced] == ["past-deep-dive", "candour"]
    assert {"code": "no-room", "kind": "baseline", "minutes": 60, "reason": "no-day"} in notes(saturdays)
    near = plan(interview="2026-12-07", days=dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 120))
    assert len(rows(near, "loop")) == 2
    assert {"code": "no-room", "kind": "loop", "minutes": 195, "reason": "no-day"} in notes(near)


def test_every_rule_that_is_built_has_a_test_of_its_example():
    tested = {
        int(number)
        for name in globals()
        for found in re.findall(r"^test_rules?_(\d+)(?:_and_(\d+))?", name)
        for number in found
        if number
    }
    assert tested == {*numbers()}

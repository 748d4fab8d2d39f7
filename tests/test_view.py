"""The plan in words: one projection for every view, without a question, whatever the plan, the content or the clock."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from halfway import first, halfway
from hostile import Dice, case

from generator import paper, report
from generator.exports import FOR_CANDIDATE
from generator.model import Handbook, Plan
from generator.pages.plans import plan_view
from generator.planner import make_plan


def test_it_gives_titles_texts_and_people_in_words(handbook: Handbook) -> None:
    made = first(handbook)
    data = report.spoken(handbook, made)
    assert (data["role_title"], data["template_title"]) == ("Senior backend engineer", "Four weeks")
    assert [each["title"] for each in data["phases"]] == ["Measure", "Drills", "Loop", "Last week"]
    assert data["rounds"]["knitting"]["title"] == "Knitting"
    assert data["full_mocks"]["said"] == "0 of 1 done, 1 planned"
    said = {each["id"]: each for each in data["sessions"]}
    for each in made.sessions:
        words, round_ = said[each.id], handbook.rounds[each.round]
        assert words["title"] == round_.title
        assert words["who"] == each.person or each.partner in ("llm", "alone")
        assert words["codes"] == [*each.codes]
        if each.drill:
            assert words["what"] == f"Drill ({each.drill})"
            assert words["goal_text"] == round_.micro_goals[each.goal - 1]
        if each.kind == "micro":
            assert words["exercise_title"] == round_.exercises[each.exercise - 1].title
    assert {each["label"] for each in data["sessions"]} >= {"Baseline", "Drill", "Loop 1", "Final", "Easy mock"}


@pytest.mark.parametrize("seed", range(60))
def test_every_plan_can_be_put_into_words_and_on_paper(seed: int) -> None:
    """None names a question, and each sentence that it should have is there."""
    found = case(Dice(seed))
    data = report.spoken(found.handbook, found.plan)
    document = paper.plan_document(found.handbook, found.plan)
    paper.progress_document(found.handbook, found.plan)
    plan_view(found.handbook, found.plan)
    assert not {"questions", "surprises"} & {key for each in data["sessions"] for key in each}
    text = document.model_dump_json()
    assert not [name for name in found.handbook.questions if f'"{name}"' in text]
    assert bool(data["notes"]) == bool(found.plan.notes)
    assert bool(data["changes"]) == bool(found.plan.changes)
    assert [*data["stuck"], *data["fixes"], *data["to_know"]] != [] or not data["notes"]
    assert all(each["why"] for each in data["ranked"])
    assert all(each["text"] and each["evidence"] for each in data["criteria"])
    assert [each.called for each in document.asked] == [each.name or "an expert" for each in found.plan.people]
    for each, session in zip(data["sessions"], found.plan.sessions, strict=True):
        bare = session.kind != "micro" and not session.questions
        assert bool(each["no_question"]) == bare


def test_a_mock_without_a_question_says_on_its_line_who_brings_one(handbook: Handbook) -> None:
    made = first(handbook)
    dry = made.model_copy(
        update={"sessions": [each.model_copy(update={"questions": [], "surprises": []}) for each in made.sessions]}
    )
    rows = [row for week in paper.plan_document(handbook, dry).sessions for row in week.sessions]
    assert {row.remark for row in rows if row.mark != "micro" and row.partner in ("Sam", "Ines")} == {
        "The bank is out of questions for this round: your partner brings one."
    }
    assert not [row for row in rows if row.mark == "micro" and row.remark]
    page = plan_view(handbook, dry)
    assert [each["remark"] for week in page["weeks"] for each in week["sessions"]] == [row.remark for row in rows]


def test_a_number_or_a_name_beyond_the_content_leaves_a_gap_and_no_error(handbook: Handbook) -> None:
    made = first(handbook)
    far = [each.model_copy(update={"goal": 99, "exercise": 99}) for each in made.sessions]
    data = report.spoken(handbook, made.model_copy(update={"sessions": far}))
    assert {(each["goal_text"], each["exercise_title"]) for each in data["sessions"]} == {("", "")}
    bare = dataclasses.replace(handbook, rounds={}, templates={}, roles={})
    data = report.spoken(bare, made)
    assert data["rounds"]["past-deep-dive"]["title"] == "Past deep dive"
    assert (data["template_title"], data["phases"][0]["title"]) == ("Four week", "Baseline")


@pytest.mark.parametrize("made", ["first", "halfway"])
def test_weeks_have_one_number_everywhere(made: str, handbook: Handbook) -> None:
    """In the plan, on paper, on the page; from the week of today on."""
    plan = {"first": first, "halfway": halfway}[made](handbook)
    ahead = [each.n for each in plan.weeks if each.last >= plan.today]
    document, page = paper.plan_document(handbook, plan), plan_view(handbook, plan)
    assert [week.n for week in document.weeks] == [week["n"] for week in page["calendar"]] == ahead
    used = sorted({each.week for each in plan.sessions})
    assert [week.label for week in document.sessions] == [f"Week {n}" for n in used]
    assert [week["n"] for week in page["weeks"]] == used
    week_of = {row.id: week.label for week in document.sessions for row in week.sessions}
    assert week_of == {each.id: f"Week {each.week}" for each in plan.sessions}


def test_a_clock_that_is_a_century_slow_makes_no_week_of_a_century(handbook: Handbook) -> None:
    """One that is fast makes no plan: its interview is over."""
    ada = handbook.candidates["ada"]
    assert ada.start
    made = make_plan(handbook, ada, ada.start.replace(year=ada.start.year - 100))
    assert (
        len(paper.plan_document(handbook, made).weeks)
        == len(plan_view(handbook, made)["calendar"])
        == len(made.weeks)
        == 5
    )
    for export in FOR_CANDIDATE:
        assert export(handbook, zoned(made))


def zoned(plan: Plan) -> Plan:
    who: dict[str, Any] = {"zone": "Europe/Berlin", "times": {"sat": "10:00"}}
    return plan.model_copy(update={"candidate": plan.candidate.model_copy(update=who)})

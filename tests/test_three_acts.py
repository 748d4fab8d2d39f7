"""A story in three acts: a sample candidate's first plan, a fortnight that leaves one round stuck, and the next.

Her file and her log are in tests/acts; the rounds, the role and the templates are those of the tests' own content.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import GOLDEN, ROOT, TESTS

from generator import paper, report
from generator.load import load_candidate, load_log
from generator.model import Handbook, LogEntry, Plan
from generator.planner import make_plan

ACTS = ROOT / "tests" / "acts"
DAYS = (datetime.date(2027, 3, 1), datetime.date(2027, 3, 15), datetime.date(2027, 3, 29))


def logged(handbook: Handbook, act: int) -> list[LogEntry]:
    """What she had written down by the day of an act."""
    return [each for each in load_log(ACTS / "mira-log.yml", handbook).entries if each.date < DAYS[act - 1]]


@pytest.fixture(scope="module")
def plans(handbook: Handbook) -> dict[int, Plan]:
    """Act → the plan of its day."""
    mira, _ = load_candidate(ACTS / "mira.yml")
    return {act: make_plan(handbook, mira, DAYS[act - 1], logged(handbook, act)) for act in (1, 2, 3)}


def pinned(plan: Plan) -> str:
    """The plan as JSON, without what changes whenever someone adds a question."""
    data = plan.without_questions()
    for key in ("version", "candidate", "rounds", "fresh", "fingerprint"):
        del data[key]
    data["sessions"] = [
        {key: value for key, value in each.model_dump(mode="json", by_alias=True).items() if key in _OF_A_SESSION}
        for each in plan.sessions
    ]
    data["notes"] = [each.model_dump(mode="json") for each in plan.notes if each.code != "bank"]
    data["changes"] = [each.model_dump(mode="json") for each in plan.changes if each.code != "questions"]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


_OF_A_SESSION = (
    "id", "date", "week", "phase", "kind", "drill", "loop", "round", "form", "minutes", "partner", "with", "goal",
)  # fmt: skip


def without_bank(plan: Plan) -> Plan:
    """The same plan, silent about other questions."""
    return plan.model_copy(update={"changes": [each for each in plan.changes if each.code != "questions"]})


def said(handbook: Handbook, plan: Plan) -> str:
    """What `rehearse progress` prints of the plan, but for other questions."""
    return report.summary(report.progress(report.spoken(handbook, without_bank(plan)))) + "\n"


def evidence(handbook: Handbook, plan: Plan) -> dict[str, str]:
    """Criterion → what the log says of it."""
    return {each["id"]: each["evidence"] for each in report.spoken(handbook, plan)["criteria"]}


def states(plan: Plan) -> dict[str, str]:
    return {each.id: each.state for each in plan.criteria}


@pytest.mark.parametrize("act", [1, 2, 3])
def test_the_plan_is_as_it_was(act: int, plans: dict[int, Plan], golden: Callable[[str, str], None]) -> None:
    golden(f"act-{act}-plan.json", pinned(plans[act]))


@pytest.mark.parametrize("act", [2, 3])
def test_progress_is_as_it_was(
    act: int, plans: dict[int, Plan], handbook: Handbook, golden: Callable[[str, str], None]
) -> None:
    golden(f"act-{act}-progress.txt", said(handbook, plans[act]))


# In every act


@pytest.mark.parametrize("act", [1, 2, 3])
def test_no_session_lies_on_a_day_of_the_past_or_of_the_log(
    act: int, plans: dict[int, Plan], handbook: Handbook
) -> None:
    plan, done = plans[act], {each.date for each in logged(handbook, act)}
    assert plan.sessions
    assert all(DAYS[act - 1] <= each.date < plan.interview and each.date not in done for each in plan.sessions)


def test_the_days_of_the_plan_count_from_the_first_mock_throughout(plans: dict[int, Plan]) -> None:
    assert {plan.first for plan in plans.values()} == {DAYS[0]}
    assert len({json.dumps([each.model_dump(mode="json") for each in plan.phases]) for plan in plans.values()}) == 1


@pytest.mark.parametrize("act", [1, 2, 3])
def test_nobody_is_called_ready_or_ranked(act: int, plans: dict[int, Plan], handbook: Handbook) -> None:
    assert not re.search(r"\b(ready|rank\w*|average|percentile)\b", said(handbook, plans[act]), re.IGNORECASE)


# Act one: the first plan


def test_the_first_plan_measures_every_round_and_tests_every_criterion(plans: dict[int, Plan]) -> None:
    plan = plans[1]
    assert Counter(each.kind for each in plan.sessions)["baseline"] == 3
    assert plan.ranked[0].round == "skyline-design"
    assert plan.full_mocks.model_dump() == {"wanted": 1, "done": 0, "planned": 1}
    assert set(states(plan).values()) == {"too-little-seen", "not-met"}
    assert {each.session for each in plan.criteria} <= {each.id for each in plan.sessions}
    assert plan.changes == []
    assert not [each for each in plan.sessions if each.kind == "paid"]


# Act two: a fortnight later, system design has not moved


def test_the_stuck_round_has_its_next_mock_with_an_expert_on_the_first_free_day(plans: dict[int, Plan]) -> None:
    plan = plans[2]
    [paid] = [each for each in plan.sessions if each.kind == "paid"]
    assert (paid.date, paid.round, paid.form, paid.partner) == (DAYS[1], "skyline-design", "full", "expert")
    assert paid is next(each for each in plan.sessions if each.round == "skyline-design")
    assert [each.round for each in plan.ranked if each.stubborn] == ["skyline-design"]
    assert [(each.name, each.minutes) for each in plan.people if each.kind == "expert"] == [("", 60)]


def test_it_is_said_what_changed_why_and_what_may_help_who_can_not_pay(
    plans: dict[int, Plan], handbook: Handbook
) -> None:
    """Against the plan of the 10th, when the round got stuck: the mock with an expert has another day."""
    assert report.spoken(handbook, without_bank(plans[2]))["changes"] == (
        "skyline-design-4 moves from Sat 13 Mar to Mon 15 Mar.",
        "knitting-2 moves from Wed 10 Mar to Wed 17 Mar.",
        "knitting-4 moves from Mon 15 Mar to Mon 22 Mar.",
        "One micro-practice is no longer planned: Knitting on Wed 17 Mar.",
        "One drill is no longer planned: skyline-design-6 on Mon 22 Mar.",
        "One loop mock is new: candour-4 on Sat 20 Mar.",
        "Three sessions have another code now: knitting-4 on Sat 20 Mar is knitting-3, skyline-design-7 on Sat 27 Mar "
        "is skyline-design-6 and candour-4 on Mon 29 Mar is candour-5.",
    )
    [advice] = report.spoken(handbook, plans[2])["stuck"]
    assert advice.startswith(
        "Skyline design hasn’t improved in its last three mocks, on Mon 1 Mar, Sat 6 Mar and Wed 10 Mar"
    )
    assert all(way in advice for way in ("not seen you yet", "recording", "alumni network", "career centre"))


def test_on_the_day_a_round_gets_stuck_the_changes_say_what_the_mock_with_an_expert_is_for(handbook: Handbook) -> None:
    mira, _ = load_candidate(ACTS / "mira.yml")
    day = datetime.date(2027, 3, 10)
    plan = make_plan(handbook, mira, day, [each for each in logged(handbook, 2) if each.date <= day])
    said = report.spoken(handbook, plan)["changes"]
    assert (
        "Skyline design hasn’t improved in its last three mocks, so skyline-design-4 on Sat 13 Mar is with an expert."
        in said
    )


def test_the_mock_that_fell_through_is_laid_anew_and_nothing_is_piled_up(plans: dict[int, Plan]) -> None:
    """She did one of knitting and missed one: the next is the second, and outside loops a day holds one session."""
    knitting = [each for each in plans[2].sessions if each.round == "knitting" and each.kind != "micro"]
    assert (knitting[0].id, knitting[0].kind, knitting[0].date) == ("knitting-2", "drill", datetime.date(2027, 3, 17))
    assert set(Counter(each.date for each in plans[2].sessions if not each.loop).values()) == {1}


def test_progress_says_what_is_not_met_and_why(plans: dict[int, Plan], handbook: Handbook) -> None:
    assert states(plans[2]) == {
        "knitting-confidence": "not-met",
        "skyline-design-confidence": "not-met",
        "candour-confidence": "met",
        "knitting-passed": "too-little-seen",
        "skyline-design-passed": "not-met",
        "candour-passed": "met",
        "full-mocks": "not-met",
    }
    dates = {each.id: each.date for each in plans[2].sessions}
    assert all(dates[each.session] >= DAYS[1] for each in plans[2].criteria if each.state != "met")
    assert "Criteria: 2 met, 4 not met, 1 without enough evidence yet." in said(handbook, plans[2])


def test_what_a_language_model_scored_is_no_evidence(plans: dict[int, Plan], handbook: Handbook) -> None:
    """It gave 3 and 4 on the 6th; the criterion is met by the two mocks that Jonas scored."""
    assert evidence(handbook, plans[2])["candour-passed"] == (
        "You passed the last two mocks that a person scored, on Wed 3 Mar and Thu 11 Mar."
    )


# Act three: another fortnight later


def test_every_criterion_is_met_with_its_evidence_and_said_so(plans: dict[int, Plan], handbook: Handbook) -> None:
    assert set(states(plans[3]).values()) == {"met"}
    text = " ".join(said(handbook, plans[3]).split())
    assert "Every criterion is met. That is what the log shows; it promises nothing about the day." in text
    for name, found in evidence(handbook, plans[3]).items():
        assert re.search(r"\d+ Mar", found), name
        assert found in text
    assert plans[3].full_mocks.done == 2


def test_what_is_left_is_the_easy_mock(plans: dict[int, Plan]) -> None:
    assert [(each.kind, each.round) for each in plans[3].sessions] == [("easy", "candour")]
    assert [each.code for each in plans[3].notes if each.code != "bank"] == []


# And on the command line


@pytest.mark.parametrize("act", [2, 3])
def test_the_command_prints_the_progress_of_the_day(act: int, handbook: Handbook, tmp_path: Path) -> None:
    shutil.copy(ACTS / "mira.yml", tmp_path)
    whole = (ACTS / "mira-log.yml").read_text("utf-8")
    (tmp_path / "mira-log.yml").write_text(whole if act == 3 else whole.partition("# The second fortnight")[0], "utf-8")
    command = ["progress", tmp_path / "mira.yml", "--today", DAYS[act - 1], "--out", tmp_path / "out"]
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", *map(str, command)],
        capture_output=True, text=True, cwd=TESTS, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    expected, _, changed = (GOLDEN / f"act-{act}-progress.txt").read_text("utf-8").partition("What changed")
    assert done.stdout.startswith(expected)
    words = " ".join(done.stdout.split())
    assert all(" ".join(line.split()) in words for line in changed.splitlines())


# On paper


def test_the_plan_promises_drills_only_where_it_holds_any(plans: dict[int, Plan], handbook: Handbook) -> None:
    """In the second act system design has none ahead, but a mock with an expert."""
    assert [paper.plan_document(handbook, plans[act]).weakest for act in (1, 2, 3)] == [
        "Skyline design and Candour need the most practice and get the first drills.",
        "Skyline design and Knitting need the most practice.",
        "Skyline design and Knitting need the most practice.",
    ]

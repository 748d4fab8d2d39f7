"""Plans that were read as a coach would read them: golden files, and what they ask of people week by week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from plan_examples import DAY, EXAMPLES, TUESDAY, A, Example, asked, in_lines, logged, who

from generator.model import Plan, Session


def test_the_plans_are_as_they_were(golden: Callable[[str, str], None]) -> None:
    golden("plan-examples.txt", "\n".join(line for name, each in EXAMPLES.items() for line in in_lines(name, each)))


#: Minutes asked of each person per week. These were agreed with the rules: a plan may ask for less, never for more.
ASKED: dict[str, dict[int, dict[str, int]]] = {
    "a: 26 days, two weak rounds, two not rated": {1: {"Sam": 135}, 2: {"Sam": 120}, 3: {"Sam": 315}, 4: {"Sam": 120}},
    "b: nobody": {},
    "b: a peer and no model": {1: {"Sam": 120}, 2: {"Sam": 255}, 3: {"Sam": 315}, 4: {"Sam": 120}},
    "b: three peers and a model": {
        1: {"Sam": 135},
        2: {"Lee": 60, "Kim": 60},
        3: {"Sam": 60, "Kim": 75, "Lee": 180},
        4: {"Kim": 60, "Lee": 60},
    },
    "c: 25 days": {1: {"Sam": 135}, 2: {"Sam": 120}, 3: {"Sam": 255}, 4: {"Sam": 180}},
    "c: 26 days": {1: {"Sam": 135}, 2: {"Sam": 120}, 3: {"Sam": 315}, 4: {"Sam": 120}},
    "c: 27 days": {1: {"Sam": 135}, 2: {"Sam": 120}, 3: {"Sam": 315}, 4: {"Sam": 120}},
    "c: 41 days": {
        1: {"Sam": 135}, 2: {"Sam": 120}, 3: {"Sam": 60}, 4: {"Sam": 120}, 5: {"Sam": 315}, 6: {"Sam": 120},
    },
    "c: 42 days": {
        1: {"Sam": 135}, 2: {"Sam": 60}, 3: {"Sam": 60}, 4: {"Sam": 60}, 5: {"Sam": 195}, 6: {"Sam": 240},
    },
    "c: 43 days": {
        1: {"Sam": 135}, 2: {"Sam": 60}, 3: {"Sam": 60}, 4: {"Sam": 60}, 5: {"Sam": 195}, 6: {"Sam": 240},
    },
    "c: 61 days": {
        1: {"Sam": 135}, 2: {"Sam": 60}, 3: {"Sam": 120}, 5: {"Sam": 60}, 7: {"Sam": 60}, 8: {"Sam": 315},
        9: {"Sam": 120},
    },
    "c: 62 days": {
        1: {"Sam": 135}, 2: {"Sam": 60}, 3: {"Sam": 120}, 5: {"Sam": 60}, 7: {"Sam": 60}, 8: {"Sam": 315},
        9: {"Sam": 120},
    },
    "c: 63 days": {1: {"Sam": 60}, 2: {"Sam": 195}, 3: {"Sam": 60}, 4: {"Sam": 60}, 8: {"Sam": 255}, 9: {"Sam": 240}},
    "c: 64 days": {1: {"Sam": 60}, 2: {"Sam": 195}, 3: {"Sam": 60}, 4: {"Sam": 60}, 8: {"Sam": 255}, 9: {"Sam": 240}},
    "d: a screen in 6 days, the loop in 27": {1: {"Sam": 135}, 2: {"Sam": 120}, 3: {"Sam": 315}, 4: {"Sam": 120}},
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_nobody_is_asked_for_more_in_any_week(name: str) -> None:
    found = asked(EXAMPLES[name].plan)
    for week, people in found.items():
        for person, minutes in people.items():
            assert minutes <= ASKED[name].get(week, {}).get(person, 0), (week, person)


def mocks_of_week(plan: Plan, weeks_before: int) -> list[Session]:
    """Return the mocks of the seven days before the interview (0), or of the seven before those (1)."""
    mocks = [each for each in plan.sessions if each.kind != "micro"]
    return [each for each in mocks if ((plan.interview - each.date).days - 1) // 7 == weeks_before]


def test_a_asks_for_at_most_twelve_hours_and_keeps_the_last_week_light() -> None:
    plan = EXAMPLES["a: 26 days, two weak rounds, two not rated"].plan
    assert plan.people
    assert all(each.minutes + each.swap_minutes <= 12 * 60 for each in plan.people)
    last = Counter(each.kind for each in mocks_of_week(plan, 0))
    assert set(last) <= {"final", "easy"}
    assert last["final"] <= 2
    assert last["easy"] <= 1
    assert {each.round for each in plan.sessions if each.kind == "drill"} == {"knitting", "skyline-design"}
    assert plan.candidate.partners.peer == ["Sam"]


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.startswith(("a:", "b:", "c:", "d:"))])
def test_the_last_week_is_lighter_than_the_week_before(name: str) -> None:
    """In every template that has a last week; the shorter ones rehearse the loop in it."""
    plan = EXAMPLES[name].plan
    last, before = (sum(each.minutes for each in mocks_of_week(plan, n)) for n in (0, 1))
    assert last < before or plan.template in ("two-week", "one-week")


def test_a_screen_that_is_named_is_practised_before_its_day() -> None:
    plan = EXAMPLES["d: a screen in 6 days, the loop in 27"].plan
    [baseline, drill] = [each for each in plan.sessions if each.round == "reception-screen"]
    assert (baseline.kind, drill.kind) == ("baseline", "drill")
    assert baseline.date < drill.date < TUESDAY + 6 * DAY
    assert "reception-screen" not in plan.steps


def test_the_career_changers_stuck_round_is_seen_and_gets_an_expert() -> None:
    plan = EXAMPLES["e: after eight mocks"].plan
    assert [each.round for each in plan.ranked if each.stubborn] == ["reception-screen"]
    [paid] = [each for each in plan.sessions if each.kind == "paid"]
    assert (paid.round, paid.partner, paid.person) == ("reception-screen", "expert", "")
    assert {each.code for each in plan.notes} >= {"stubborn"}
    assert {each.round for each in plan.criteria if each.code != "full-mocks"} >= {"reception-screen"}
    [kim] = [each for each in plan.people if each.name == "Kim"]
    assert kim.swap_minutes == kim.minutes > 0


#: (g): a fortnight that does not follow the plan, entry by entry.
UNEVEN = (
    logged(4, "knitting", 2, 2, rater="peer"),
    logged(6, "skyline-design", 2, 4, rater="llm"),
    logged(8, "candour", 4, 2, rater="peer"),
    logged(15, "knitting", 2, 3, kind="drill", rater="llm"),
    logged(16, "ai-knitting", 3, 5, rater="peer"),
)


@pytest.mark.parametrize("count", range(1, len(UNEVEN) + 1))
def test_what_changed_names_every_session_that_moved(count: int) -> None:
    log = UNEVEN[:count]
    candidate = who(40, **A)
    now = Example(candidate, log[-1].date, log).plan
    day = log[-2].date if count > 1 else TUESDAY
    before = Example(candidate, day, log[:-1]).plan
    done = Counter(each.round for each in now.done)
    ahead = [
        each for each in before.sessions
        if each.kind != "micro" and int(each.id.rpartition("-")[2]) > done[each.round]
    ]  # fmt: skip
    said = {(each.round, each.kind, each.after) for each in now.changes if each.code == "moved"}
    said |= {(each.round, "paid", each.date) for each in now.changes if each.code == "paid"}
    said |= {
        (session.round, each.kind, session.date)
        for each in now.changes if each.code == "new" for session in each.sessions
    }  # fmt: skip
    held = Counter((each.round, each.kind, each.date) for each in ahead)
    fresh = [(each.round, each.kind, each.date) for each in now.sessions if each.kind != "micro"]
    unnamed = [key for key in fresh if not held[key] and key not in said]
    assert unnamed == []
    gone = {
        (session.round, each.kind, session.date)
        for each in now.changes if each.code == "gone" for session in each.sessions
    }  # fmt: skip
    gone |= {(each.round, each.kind, each.before) for each in now.changes if each.code == "moved"}
    assert [key for key in held if key not in fresh and key not in gone] == []
    assert [each.code for each in now.changes] != ["nothing"]


def test_nothing_changed_is_said_only_where_nothing_did() -> None:
    candidate = who(26, **A)
    plan = Example(candidate, TUESDAY).plan
    first = next(each for each in plan.sessions if each.kind != "micro")
    entry = logged((first.date - TUESDAY).days, first.round, 1, 2, kind=first.kind, questions=first.questions)
    followed = Example(candidate, first.date, (entry,)).plan
    assert [each.code for each in followed.changes] == ["nothing"]
    rest = [each.model_dump(exclude={"phase"}) for each in plan.sessions if each.id != first.id]
    assert [each.model_dump(exclude={"phase"}) for each in followed.sessions] == rest
    assert Example(candidate, TUESDAY).plan.changes == []

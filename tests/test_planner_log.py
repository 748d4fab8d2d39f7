"""Rules 11 to 13 of planning: what a log changes, stubborn rounds, criteria. Properties over generated logs."""

from __future__ import annotations

import datetime
from collections import Counter

from candidates import DAY, Case
from plan_facts import Facts, room, rule

# Rule 11


@rule
def test_the_log_stands_in_the_plan_with_its_kinds_filled_in(case: Case) -> None:
    """The first of a round is its baseline, others drills; a session is counted where the log names none."""
    f = Facts(case)
    number: Counter[str] = Counter()
    assert len(case.plan.done) == len(case.log)
    for row, each, kind in zip(case.plan.done, f.log, f.kinds, strict=True):
        number[each.round] += 1
        assert (row.date, row.round, row.kind) == (each.date, each.round, kind)
        assert (row.before, row.after, row.fix, row.rater) == (each.before, each.after, each.fix, each.rater or "")
        assert row.session == (each.session or f"{each.round}-{number[each.round]}")
        assert (row.questions, row.scores) == (list(each.questions), each.scores)


@rule
def test_nothing_is_planned_before_today_or_on_a_day_of_the_log(case: Case) -> None:
    days = {each.date for each in case.plan.sessions}
    assert not days & {each.date for each in case.log}
    assert all(day >= case.today for day in days)


@rule
def test_a_loop_under_way_is_finished_on_the_earliest_days_within_its_ten(case: Case) -> None:
    """If no baseline was placed and no paid mock falls between; each day takes as many as fit; else it starts anew."""
    f = Facts(case)
    done, begun = f.logged_loops
    left = [(r, f.step_minutes(r)) for r in f.steps[len(begun) :]]
    expected: list[tuple[datetime.date, str]] = []
    if begun and len(done) < len(f.template.loops) and not f.of("baseline"):
        paid = min([each.date for each in f.of("paid")], default=datetime.date.max)
        others = [each for each in f.logged_mocks if not any(each.entry is step for step in begun)]
        for day in [day for day in f.mock_days if (day - begun[0].date).days <= 9 and day < paid]:
            minutes = f.free[day]
            while left and left[0][1] <= minutes:
                r = left[0][0]
                waits = any(each.round == r for each in f.of("paid"))
                if waits or any(each.round == r and abs((each.date - day).days) <= 1 for each in others):
                    break
                minutes -= left.pop(0)[1]
                expected.append((day, r))
    finished = [loop for loop in case.plan.loops if loop.done]
    if left or not expected:
        assert finished == []
        return
    assert [(each.date, each.round) for each in f.under_way] == expected
    assert [(each.form, each.minutes) for each in f.under_way] == [
        (f.step_form(r), f.step_minutes(r)) for _, r in expected
    ]
    [loop] = finished
    assert (loop.id, loop.first, loop.last, loop.done) == (1, begun[0].date, expected[-1][0], len(begun))
    assert loop.full == all(each.form == "full" for each in f.under_way)


@rule
def test_a_loop_under_way_keeps_the_partner_of_its_place_in_the_template(case: Case) -> None:
    """The first one left that it ends in time for says whether that is the expert."""
    f = Facts(case)
    for loop in (loop for loop in case.plan.loops if loop.done):
        left = f.template.loops[len(f.logged_loops[0]) :]
        place = next((each for each in left if loop.last <= f.interview - each.by * DAY), left[-1])
        expert = place.expert and f.who.partners.expert
        assert {each.partner == "expert" for each in f.under_way} == {bool(expert)}


@rule
def test_done_loops_take_the_place_of_the_templates_first(case: Case) -> None:
    f = Facts(case)
    assert len(f.logged_loops[0]) == case.plan.full_mocks.done
    assert len(case.plan.loops) <= max(len(f.template.loops) - case.plan.full_mocks.done, 0)


@rule
def test_what_the_log_changed_is_said_and_only_then(case: Case) -> None:
    """Every round that moved in the order of need is named, and so is every paid mock."""
    f, changes = Facts(case), case.plan.changes
    assert bool(changes) == bool(case.log)
    given = sorted(f.need, key=lambda r: (case.candidate.confidence.get(r, 1), -f.weight[r], f.steps.index(r)))
    for place, r in enumerate(f.ranked):
        title = case.handbook.rounds[r].title
        way = "up" if given.index(r) > place else "down"
        said = any(each.startswith(f"{title} moved {way} to ") for each in changes)
        assert said == (bool(case.log) and given.index(r) != place)
    assert sum("with an expert" in each for each in changes) == len(f.of("paid"))


# Rule 12


@rule
def test_a_stubborn_round_has_a_paid_mock_next_on_the_first_empty_work_day_that_holds_it(case: Case) -> None:
    """Short only if no work day holds it in full; the easy mock may come before it."""
    f = Facts(case)
    assert sorted([each.round for each in f.of("paid")] + f.unplaced("paid")) == sorted(f.stubborn)
    there = f.of("baseline")
    for r in f.stubborn:
        paid = next((each for each in f.of("paid") if each.round == r), None)
        others = [*there, *f.logged_mocks]
        holding = [
            day
            for day in f.opening
            if not any(each.date == day for each in there)
            and f.step_minutes(r) <= room(f, day, there)
            and not any(each.round == r and abs((each.date - day).days) <= 1 for each in others)
        ]
        assert (paid.date if paid else None) == (holding[0] if holding else None)
        if paid:
            assert (paid.form, paid.minutes) == (f.step_form(r), f.step_minutes(r))
            mocks = [each for each in case.plan.sessions if each.round == r and each.kind not in ("micro", "easy")]
            assert mocks[0] is paid
            there.append(paid)


@rule
def test_stubborn_rounds_are_advised_on_for_those_who_can_not_pay(case: Case) -> None:
    f = Facts(case)
    texts = [each.text for each in case.plan.warnings if each.what == "stubborn"]
    assert len(texts) == len(f.stubborn)
    for r, text in zip(f.stubborn, texts, strict=True):
        assert text.startswith(case.handbook.rounds[r].title)
        assert all(way in text for way in ("partner who has not seen you", "recording", "alumni", "career centre"))


@rule
def test_the_same_fix_three_times_is_said(case: Case) -> None:
    """Upper case, spaces and a full stop at the end make no difference."""
    fixes = Counter(" ".join(each.fix.lower().split()).rstrip(".") for each in case.log)
    texts = [each.text for each in case.plan.warnings if each.what == "fix"]
    assert len(texts) == sum(times >= 3 for times in fixes.values())


# Rule 13


@rule
def test_criteria_are_met_by_the_log_alone(case: Case) -> None:
    """Four or more now; two of the last three passed and the latest not failed in core; full mocks; or too little."""
    f = Facts(case)
    states = {each.id: each.state for each in case.plan.criteria}
    expected = {}
    for r in dict.fromkeys(f.steps):
        expected[f"{r}-confidence"] = "too little seen"
        if f.logged(r):
            expected[f"{r}-confidence"] = "met" if f.logged(r)[-1].after >= 4 else "not met"
    for r in dict.fromkeys(f.steps):
        last = f.results(r)[-3:]
        expected[f"{r}-passed"] = "too little seen"
        if len(last) >= 2:
            met = sum(passed for _, passed, _ in last) >= 2 and not last[-1][2]
            expected[f"{r}-passed"] = "met" if met else "not met"
    done = len(f.logged_loops[0]) >= min(2, len(f.template.loops))
    expected["full-mocks"] = "met" if done else "not met"
    assert list(states.items()) == list(expected.items())


@rule
def test_a_criterion_names_the_next_session_that_tests_it(case: Case) -> None:
    """The next mock of the round but the easy one; for scores one with a person; for full mocks that of a full loop."""
    f = Facts(case)
    full = [loop.id for loop in case.plan.loops if loop.full]
    for each in case.plan.criteria:
        r, _, what = each.id.rpartition("-")
        mocks = [s for s in f.of("baseline", "drill", "loop", "paid") if s.round == r]
        if what == "passed":
            mocks = [s for s in mocks if s.partner in ("peer", "friend", "expert")]
        if each.id == "full-mocks":
            mocks = [s for s in f.of("loop") if s.loop in full]
        assert each.session == next((s.id for s in mocks), "")


@rule
def test_evidence_has_its_dates_and_numbers_and_calls_nobody_ready(case: Case) -> None:
    f = Facts(case)
    for each in case.plan.criteria:
        r, _, what = each.id.rpartition("-")
        assert each.evidence.endswith(".")
        shown = [entry for entry, _, _ in f.results(r)[-3:]] if what == "passed" else f.logged(r)[-1:]
        for entry in shown if each.id != "full-mocks" else ():
            assert f"{entry.date.day} {entry.date:%b}" in each.evidence
        if what == "confidence" and shown:
            assert f"{shown[0].after} of 5" in each.evidence
        assert "ready" not in (each.text + each.evidence).casefold()
    assert "average" not in case.plan.to_json()

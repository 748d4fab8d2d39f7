"""Rules 1 to 5 of planning, from the loop to micro-practice: properties over generated candidates."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from candidates import DAY, Case
from plan_facts import Date, Facts, in_full_week, room, rule

# Rule 1, 2, 3


@rule
def test_steps_are_the_candidates_own_list_or_the_roles_loop(case: Case) -> None:
    """Rounds that are not rehearsed are left out of either list."""
    f = Facts(case)
    assert case.plan.steps == f.steps
    assert list(case.plan.rounds) == list(dict.fromkeys(f.steps))
    for round_id, shown in case.plan.rounds.items():
        real = case.handbook.rounds[round_id]
        assert (shown.minutes, shown.short) == (real.minutes, real.short.minutes)


@rule
def test_rounds_rank_by_need_then_weight_then_place_in_the_loop(case: Case) -> None:
    """Need is confidence now, at most 3 after a mock that was not passed; a round without one counts as 1."""
    f, ranked = Facts(case), case.plan.ranked
    assert [each.round for each in ranked] == f.ranked
    for each in ranked:
        assert (each.confidence, each.need) == (f.confidence[each.round], f.need[each.round])
        assert each.weight == f.weight[each.round]
        assert each.stubborn == (each.round in f.stubborn)
        assert each.why.endswith(".")


@rule
def test_the_template_is_the_candidates_or_the_one_that_fits_the_days(case: Case) -> None:
    f, plans = Facts(case), case.handbook.plans
    assert case.plan.first == f.first
    days = (f.interview - f.first).days
    weekdays = [minutes for minutes in case.candidate.days.values() if minutes]
    short = [minutes for minutes in weekdays if minutes < 30]
    chosen = plans[case.plan.template.id]
    if case.candidate.plan:
        assert chosen.id == case.candidate.plan
    elif len(short) > len(weekdays) / 2 and plans["short-days"].days_needed <= days:
        assert chosen.short
    else:
        assert not chosen.short
        assert chosen.days_needed <= days
        better = [p for p in plans.values() if not p.short and chosen.days_needed < p.days_needed <= days]
        assert not better


@rule
def test_every_day_from_the_first_to_the_interview_is_in_one_phase(case: Case) -> None:
    """Those before the stretching one count from the first day, those after it back; the later keeps its days."""
    f = Facts(case)
    got = {phase.id: phase for phase in case.plan.phases}
    assert list(got) == [phase.id for phase in f.template.phases if phase.id in got]
    owner: dict[Date, str] = {}
    position = f.interview
    stretch = next(n for n, phase in enumerate(f.template.phases) if phase.stretch)
    for phase in reversed(f.template.phases[stretch + 1 :]):
        for _ in range(phase.days):
            position -= DAY
            owner.setdefault(position, phase.id)
    position = f.first
    for phase in f.template.phases[:stretch]:
        for _ in range(phase.days):
            owner.setdefault(position, phase.id)
            position += DAY
    for n in range((f.interview - f.first).days):
        day = f.first + n * DAY
        here = [phase.id for phase in case.plan.phases if phase.first <= day <= phase.last]
        assert here == [owner.get(day, f.template.phases[stretch].id)]
    assert all(f.first <= phase.first <= phase.last < f.interview for phase in case.plan.phases)


# Rule 4


@rule
def test_every_round_without_a_log_entry_has_one_baseline_or_a_warning(case: Case) -> None:
    f = Facts(case)
    unseen = sorted(r for r in f.need if not f.logged(r))
    assert sorted([each.round for each in f.of("baseline")] + f.unplaced("baseline")) == unseen
    for each in f.of("baseline"):
        assert each.minutes == f.minutes(each.round, each.form)


@rule
def test_baselines_follow_the_first_of_three_tries_that_places_all(case: Case) -> None:
    """One a day in the first phase, mocks_a_day, both in the first third of the work days; all short."""
    f = Facts(case)
    phase = next((p for p in case.plan.phases if p.id == f.template.phases[0].id), None)
    third = [day for day in f.work[: math.ceil(len(f.work) / 3)] if day not in f.eves]
    in_phase = [day for day in third if phase and phase.first <= day <= phase.last]
    rounds = [r for r in f.ranked if not f.logged(r)]
    wanted = {r for r in rounds if f.short[r] <= f.longest}
    for days, a_day, shorten in (
        (in_phase, 1, False),
        (third, f.template.mocks_a_day, False),
        (f.mock_days, 99, True),
    ):
        placed: dict[str, tuple[Date, int]] = {}
        for round_id in rounds:
            minutes = f.short[round_id] if shorten else f.step_minutes(round_id)
            for day in days:
                here = [m for d, m in placed.values() if d == day]
                if len(here) < a_day and sum(here) + minutes <= f.free[day]:
                    placed[round_id] = day, minutes
                    break
        if wanted <= set(placed):
            break
    assert {each.round: (each.date, each.minutes) for each in f.of("baseline")} == placed


@rule
def test_drills_loops_and_paid_mocks_start_the_day_after_the_last_baseline(case: Case) -> None:
    f = Facts(case)
    assert all(each.date in f.opening for each in f.of("drill", "loop", "paid"))


# Rule 5


@rule
def test_only_the_two_weakest_and_rounds_under_four_are_drilled(case: Case) -> None:
    """At four or more in short form; under four in full, or short if the day is too short."""
    f = Facts(case)
    allowed = {*f.ranked[:2], *(r for r in f.need if f.need[r] < 4)}
    firsts = {id(each) for each in f.first_drills}
    for drill in f.of("drill"):
        assert drill.round in allowed
        assert drill.minutes == f.minutes(drill.round, drill.form)
        if f.need[drill.round] >= 4:
            assert drill.form == "short"
        elif id(drill) not in firsts:
            assert drill.form == ("full" if f.full[drill.round] <= f.free[drill.date] else "short")


@rule
def test_a_first_drill_lies_on_the_earliest_day_that_holds_it(case: Case) -> None:
    """In the form that suits the day; only where no day has room for that, in short form. Those drilled have none."""
    f = Facts(case)
    there = f.of("baseline", "easy", "paid") + f.under_way
    left = list(f.first_drills)
    for round_id in f.wanted_first_drills:
        holding = []
        for form_of in (f.full if f.need[round_id] < 4 else f.short, f.short):
            for day in f.opening:
                minutes = form_of[round_id] if form_of[round_id] <= f.free[day] else f.short[round_id]
                drills = sum(each.date == day for each in there)
                fits = minutes <= room(f, day, there) and drills < f.template.mocks_a_day and not f.finishing(day)
                mocks = [each for each in there if each.kind != "easy"]
                if fits and f.allowed(day, round_id, mocks) and not in_full_week(f, day, there):
                    holding.append((day, minutes))
        drill = next((each for each in left if each.round == round_id), None)
        if drill:
            assert (drill.date, drill.minutes) == holding[0]
            left.remove(drill)
            there.append(drill)
        else:
            assert not holding
            assert round_id in f.unplaced("drill")
    assert len(f.first_drills) + len(f.unplaced("drill")) == len(f.wanted_first_drills)


@rule
def test_none_under_four_gives_two_short_drills_and_no_more(case: Case) -> None:
    f = Facts(case)
    if min(f.need.values()) >= 4:
        drills = f.of("drill")
        logged = sum(each.round == f.ranked[0] for each in f.logged_drills)
        assert [each.round for each in drills] + f.unplaced("drill") == [f.ranked[0]] * (2 - logged)
        assert all(each.form == "short" for each in drills)
        assert not f.of("micro")


@rule
def test_other_drills_stay_within_the_phase_and_the_day(case: Case) -> None:
    """A plan week holds no more drills than the day's phase gives, a day no more than mocks_a_day."""
    f = Facts(case)
    firsts = {id(each) for each in f.first_drills}
    phase = {each.id: each for each in f.template.phases}
    in_week = Counter(f.week(each.date) for each in [*f.of("drill"), *f.logged_drills])
    for each in f.of("drill"):
        on_day = [other for other in case.plan.sessions if other.date == each.date]
        assert {other.kind for other in on_day} <= {"drill", "paid"}
        assert len(on_day) <= f.template.mocks_a_day
        if id(each) not in firsts:
            assert {other.kind for other in on_day} == {"drill"}
            most = max(phase[other.phase].drills for other in f.of("drill") if f.week(other.date) == f.week(each.date))
            assert phase[each.phase].drills > 0
            assert in_week[f.week(each.date)] <= max(most, 2)


@rule
def test_no_day_is_left_that_could_hold_one_more_drill(case: Case) -> None:
    f = Facts(case)
    if min(f.need.values()) >= 4:
        return
    mocks = [each for each in case.plan.sessions if each.kind not in ("micro", "easy")]
    but_micro = [each for each in case.plan.sessions if each.kind != "micro"]
    drilled = {*f.ranked[:2], *(r for r in f.need if f.need[r] < 4)}
    for day in f.opening:
        here = [each for each in mocks if each.date == day]
        phase = next(p for p in case.plan.phases if p.first <= day <= p.last)
        drills = next(p.drills for p in f.template.phases if p.id == phase.id)
        in_week = sum(f.week(each.date) == f.week(day) for each in [*f.of("drill"), *f.logged_drills])
        if (
            any(loop.first <= day <= loop.last for loop in case.plan.loops)
            or len(here) >= f.template.mocks_a_day
            or any(each.kind == "paid" for each in here)
            or in_week >= drills
            or in_full_week(f, day, but_micro)
        ):
            continue
        for r in drilled:
            full = f.need[r] < 4 and f.full[r] <= f.free[day]
            minutes = f.full[r] if full else f.short[r]
            assert minutes > room(f, day, here) or not f.allowed(day, r, mocks)


@rule
def test_other_drills_go_in_turn_to_the_round_with_fewest(case: Case) -> None:
    """Lowest (drills + 1) × (1 if among the two weakest and under four, else 2), then fewest, then rank."""
    f = Facts(case)
    if min(f.need.values()) >= 4:
        return
    board = f.of("baseline", "easy", "loop", "paid") + f.first_drills
    left = [each for each in f.of("drill") if each not in f.first_drills]
    count = Counter(each.round for each in [*f.first_drills, *f.logged_drills])
    phases = {phase.id: phase.drills for phase in f.template.phases}
    for most in (1, f.template.mocks_a_day):
        for day in f.opening:
            for drill in [each for each in left if each.date == day]:
                if sum(each.date == day for each in board) >= most:
                    break
                fitting = []
                for place, r in enumerate(f.ranked):
                    two = place < 2 and f.need[r] < 4
                    form = "full" if f.need[r] < 4 and f.full[r] <= f.free[day] else "short"
                    fits = f.minutes(r, form) <= room(f, day, board)
                    fits = fits and f.allowed(day, r, [each for each in board if each.kind != "easy"])
                    if fits and (place < 2 or f.need[r] < 4):
                        fitting.append(((count[r] + 1) * (1 if two else 2), count[r], place, r))
                assert min(fitting)[-1] == drill.round
                drills = [*(each for each in board if each.kind == "drill"), *f.logged_drills]
                assert sum(f.week(each.date) == f.week(day) for each in drills) < phases[drill.phase]
                board.append(drill)
                left.remove(drill)
                count[drill.round] += 1
    assert not left


@rule
def test_drills_and_micro_practice_never_open_a_day_beyond_days_a_week(case: Case) -> None:
    """A plan week with more days than `days_a_week` owes them to the log and to what goes before drills, or loops."""
    f = Facts(case)
    weeks = defaultdict(dict)
    for day in f.log_days:
        weeks[f.week(day)].setdefault(day, {"logged"})
    for each in case.plan.sessions:
        weeks[f.week(each.date)].setdefault(each.date, set()).add(each.kind)
    for days in weeks.values():
        theirs = [kinds for kinds in days.values() if kinds <= {"drill", "micro"}]
        others = len(days) - len(theirs)
        loops = sum("loop" in kinds for kinds in days.values())
        if any("micro" in kinds for kinds in theirs):
            assert len(days) <= f.template.days_a_week
        if theirs:
            assert len(theirs) + others - loops <= f.template.days_a_week


@rule
def test_a_drill_has_the_micro_goal_of_its_number_and_no_other_mock_has_one(case: Case) -> None:
    seen = Counter(each.round for each in Facts(case).logged_drills)
    for each in case.plan.sessions:
        goals = case.handbook.rounds[each.round].micro_goals
        if each.kind == "drill":
            assert each.goal == goals[seen[each.round] % len(goals)]
            seen[each.round] += 1
        else:
            assert each.goal == ""


@rule
def test_micro_practice_fills_the_work_days_without_a_session(case: Case) -> None:
    """Ten to twenty minutes alone, of the two weakest under four, after their baseline, fewest first, then by rank.

    Exercises go on where the logged mocks of the round left off.
    """
    f = Facts(case)
    board = [each for each in case.plan.sessions if each.kind != "micro"]
    micro = {each.date: each for each in f.of("micro")}
    measured = {each.round: each.date for each in f.of("baseline")}
    count: Counter[str] = Counter()
    for day in f.work:
        rounds = [r for r in f.ranked[:2] if f.need[r] < 4 and (r not in measured or measured[r] < day)]
        taken = any(each.date == day for each in board)
        if taken or f.free[day] < 10 or not rounds or in_full_week(f, day, board):
            assert day not in micro
            continue
        each = micro.pop(day)
        fewest = min(count[r] for r in rounds)
        assert each.round == next(r for r in rounds if count[r] == fewest)
        exercises = case.handbook.rounds[each.round].exercises
        assert each.exercise == exercises[(len(f.logged(each.round)) + count[each.round]) % len(exercises)].title
        assert each.minutes == max(n for n in (10, 15, 20) if n <= f.free[day])
        assert (each.form, each.partner, each.questions, each.surprises) == ("micro", "alone", [], [])
        count[each.round] += 1
        board.append(each)
    assert not micro

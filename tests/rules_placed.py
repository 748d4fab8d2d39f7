"""Rules 10 to 14: baselines, the easy mock, paid mocks, the loop under way and loops; and the days of all sessions."""

from __future__ import annotations

from collections import Counter

from made_up import DAY
from placing import FINISHED, PlacedLoop, baselines, easy, loops, paid, rest_of_loop, unmeasured
from placing_drills import Supply, next_drill
from read_plan import Case, holds, rule, same
from rules_rounds import notes

# The definitions


@rule
def sessions_are_on_free_days_and_within_their_minutes(case: Case) -> None:
    """Rules 10 and 41: nothing on a day that has passed, a day away or of an interview, nor beyond the minutes."""
    f, spent = case.facts, Counter[object]()
    for each in case.plan.sessions:
        holds(each.date in f.free, f"{each.id} on {each.date}, which is not free")
        spent[each.date] += each.minutes
    for day, minutes in f.free.items():
        holds(spent[day] <= minutes, f"{spent[day]} minutes on {day}, which has {minutes}")


@rule
def no_mock_is_near_another_of_its_round(case: Case) -> None:
    """Rule 10: on one day or neighbouring ones; easy mocks and steps of one loop apart."""
    f, p = case.facts, case.placed
    mocks = p.of("baseline", "drill", "loop", "final", "paid")
    begun = {(each.date, each.round) for each in f.under_way.entries} if f.under_way else set()
    for n, one in enumerate(mocks):
        for other in [*mocks[n + 1 :], *f.logged_mocks]:
            together = one.loop and one.loop == other.loop
            together = together or (one.loop == FINISHED and (other.date, other.round) in begun)
            close = one.round == other.round and abs((one.date - other.date).days) <= 1
            holds(not close or together, f"{one} near {other}")


@rule
def no_mock_is_before_an_earlier_interview(case: Case) -> None:
    """Rule 10: micro-practice may be; the last interview is rule 11's."""
    f = case.facts
    earlier = {each.date - DAY for each in f.interviews if each.date != f.last}
    for each in case.placed.of("baseline", "drill", "loop", "final", "paid", "easy"):
        holds(each.date not in earlier, f"{each} before an interview")


@rule
def after_a_paid_mock_is_planned_the_other_mocks_of_its_round_come_later(case: Case) -> None:
    """Rule 10: a mock fits only after the paid mock of its round; baselines never have one."""
    for one in case.placed.paid:
        for other in case.placed.of("baseline", "drill", "loop", "final"):
            holds(other.round != one.round or other.date > one.date, f"{other} before {one}")


@rule
def what_finds_no_day_is_noted_with_its_minutes_and_why(case: Case) -> None:
    """Rule 42: one note for each kind of baseline, paid mock, first drill or cut step that is unplaced."""
    wanted = []
    for kind in sorted({each.kind for each in case.plan.unplaced}):
        of_kind = [each for each in case.plan.unplaced if each.kind == kind]
        reason = "no-day"
        if kind == "drill" and not any(has_a_question(case, each.round) for each in of_kind):
            reason = "no-question"
        elif kind != "loop" and not any(has_days_to_free(case, each.kind, each.round) for each in of_kind):
            reason = "too-near"
        wanted.append((kind, sum(each.minutes for each in of_kind), reason))
        holds(kind in ("baseline", "paid", "drill", "loop"), f"{kind} is unplaced")
    found = zip(*(notes(case, "no-room", key) for key in ("kind", "minutes", "reason")), strict=True)
    same(sorted(found), wanted, "notes no-room: kind, minutes, reason")


def has_a_question(case: Case, round_id: str) -> bool:
    """Whether the first drill of a round could have a question, when first drills are placed."""
    board = case.placed.before("finished")
    supply = Supply(case.facts, board.mocks)
    return next_drill(case.facts, board, supply, round_id, case.facts.begin) is not None


def has_days_to_free(case: Case, kind: str, round_id: str) -> bool:
    """Whether there is a day, free or not, on which the candidate could make room."""
    f, board = case.facts, case.placed.before("finished")
    first, end = max(f.begin, f.opening), f.last - 2 * DAY
    if kind in ("baseline", "drill"):
        end = min(end, f.due(round_id))
    if kind == "drill":
        measured = [each.date for each in case.placed.baselines if each.round == round_id]
        first = max([first, *(day + DAY for day in measured)])
    if kind == "paid":
        after = board.last_baseline + DAY if case.placed.baselines else first
        first, end = max(first, f.notice, after), min(end, f.until(round_id))
    return first < end


# Rule 10


@rule
def every_round_without_a_log_entry_is_measured_on_the_day_the_way_gives(case: Case) -> None:
    """Rule 10: by due day, then by rank, in the first of three ways that places all; the rest is unplaced."""
    f, found = case.facts, case.placed.baselines
    same(found, baselines(f), "baselines")
    missing = [r for r in unmeasured(f) if r not in [each.round for each in found]]
    same(case.placed.unplaced("baseline"), sorted((r, f.minutes(r, "short")) for r in missing), "unplaced baselines")


# Rule 11


@rule
def the_easy_mock_is_on_the_day_before_the_interview_or_the_day_before_that(case: Case) -> None:
    """Rule 11: of the strongest round whose until is the last interview; these two days hold nothing else."""
    f, p = case.facts, case.placed
    same(p.of("easy"), easy(f), "easy mock")
    same([each for each in p.mocks.values() if (f.last - each.date).days <= 2], p.of("easy"), "the last two days")


# Rule 12


@rule
def a_round_that_refuses_to_improve_has_a_paid_mock(case: Case) -> None:
    """Rule 12: by rank, on the first empty mock day after the last baseline and the notice on which it fits."""
    f, p = case.facts, case.placed
    wanted = paid(f, p.before("paid"))
    same(p.paid, wanted, "paid mocks")
    missing = [r for r in f.stubborn if r not in [each.round for each in wanted]]
    same(p.unplaced("paid"), sorted((r, f.length(r)) for r in missing), "unplaced paid mocks")
    same([each.round for each in case.plan.ranked if each.stubborn], f.stubborn, "stubborn rounds")


@rule
def a_round_that_refuses_to_improve_is_noted_with_its_three_mocks(case: Case) -> None:
    """Rule 35: three entries in which confidence rose by nothing, and the day of the paid mock, if there is one."""
    f = case.facts
    wanted = []
    for r in f.stubborn:
        three = f.logged(r)[-3:]
        day = next((each.date for each in case.placed.paid if each.round == r), "")
        wanted.append((r, [each.date for each in three], three[0].before, three[2].after, day))
    found = [(n.round, n.dates, n.before, n.after, n.paid) for n in case.plan.notes if n.code == "stubborn"]
    same(sorted(found, key=str), sorted(wanted, key=str), "notes stubborn")


@rule
def the_same_fix_three_times_is_noted(case: Case) -> None:
    """Rule 35: upper case, spaces and a full stop at the end make no difference."""
    fixes = Counter(" ".join(each.fix.lower().split()).rstrip(".") for each in case.log)
    found = {" ".join(n.fix.lower().split()).rstrip("."): n.times for n in case.plan.notes if n.code == "fix"}
    same(found, {fix: times for fix, times in fixes.items() if times >= 3}, "notes fix")


# Rule 13


@rule
def the_log_is_in_the_plan_with_its_kinds_filled_in(case: Case) -> None:
    """Rule 38: by date; the first of a round is its baseline and others drills, where the log names no kind."""
    f = case.facts
    same(len(case.plan.done), len(f.log), "entries")
    for n, (row, each, kind) in enumerate(zip(case.plan.done, f.log, f.kinds, strict=True)):
        wanted = (each.date, each.round, kind, each.before, each.after, each.fix, each.rater or "")
        same((row.date, row.round, row.kind, row.before, row.after, row.fix, row.rater), wanted, "entry")
        same(row.session, f.ids[n], "its session")
        same(
            (row.questions, row.scores, row.self_scores),
            (list(each.questions), each.scores, each.self_scores),
            "its scores",
        )


@rule
def the_loop_under_way_is_finished_on_the_earliest_days_of_its_ten(case: Case) -> None:
    """Rule 13: the steps after the last one taken, in order, less the strongest until they fit."""
    f, p = case.facts, case.placed
    wanted = rest_of_loop(f, p.before("finished"))
    same(p.finished, [mock for _, mock in wanted], "the rest of the loop under way")
    same(len(p.finished_ids), int(bool(wanted)), "loops with steps done")


# Rule 14


def laid(case: Case) -> list[PlacedLoop]:
    """Give the loops that rule 14 places, by date."""
    finished = [(0, mock) for mock in case.placed.finished]
    return loops(case.facts, case.placed.before("loops"), finished)[::-1]


@rule
def loops_are_laid_from_the_last_to_the_first_where_the_rule_starts_them(case: Case) -> None:
    """Rule 14: within limit and earliest start, on ten empty days; on the fewest of the last seven, else the latest."""
    found = [(each.date, each.round, each.form, each.minutes) for loop in case.placed.loops[::-1] for each in loop]
    wanted = [(each.date, each.round, each.form, each.minutes) for loop in laid(case) for each in loop.mocks]
    same(found, wanted, "steps of loops")


@rule
def loops_are_listed_by_date_with_what_they_hold(case: Case) -> None:
    """Rule 14: numbers from 1; full where every step is in full; the one under way from its first logged day on."""
    f, p = case.facts, case.placed
    spans = []
    for loop in laid(case):
        full = not loop.cut and all(each.form == "full" for each in loop.mocks)
        spans.append((loop.first, loop.last, full, 0))
    if p.finished and f.under_way:
        done = len(f.under_way.taken)
        full = done + len(p.finished) == len(f.steps) and all(each.form == "full" for each in p.finished)
        spans.append((f.under_way.first, p.finished[-1].date, full, done))
    found = [(each.id, each.first, each.last, each.full, each.done) for each in case.plan.loops]
    same(found, [(n, *span) for n, span in enumerate(sorted(spans), 1)], "loops: number, first, last, full, done")
    for session in case.plan.sessions:
        holds((session.kind == "loop") == bool(session.loop), f"{session.id} is {session.kind} of loop {session.loop}")


@rule
def steps_left_out_or_skipped_are_unplaced(case: Case) -> None:
    """Rules 13 and 14: those of a cut loop, and those that the finished loop has skipped or left out."""
    f = case.facts
    missing = [n for loop in laid(case) for n in loop.cut]
    if (finished := rest_of_loop(f, case.placed.before("finished"))) and f.under_way:
        there = {*f.under_way.taken, *(n for n, _ in finished)}
        missing += [n for n in range(len(f.steps)) if n not in there]
    wanted = sorted((f.steps[n], f.length(f.steps[n])) for n in missing)
    same(case.placed.unplaced("loop"), wanted, "unplaced steps")

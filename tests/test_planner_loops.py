"""Rules 6 to 9 of planning: loops, the last days, other people. Properties over generated candidates."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from candidates import DAY, Case
from plan_facts import Date, Facts, room, rule

from generator.model import LogEntry, Session

# Rule 6


def lay(f: Facts, steps: Sequence[str], start: Date, end: Date, mocks: Sequence[Session]) -> bool:
    """Whether the steps, in order, can lie from `start` to `end` at the latest, by trying every way."""
    if any(each.date == start for each in mocks):
        return False
    last = min(end, start + 9 * DAY)
    past = [loop[-1].date for loop in f.logged_loops[0][-1:]] + [loop.last for loop in f.plan.loops if loop.done]
    days = [day for day in f.opening if start <= day <= last and all((day - date).days >= 2 for date in past)]
    blocked = [each.date for each in mocks if start <= each.date <= last]
    days = [day for day in days if not blocked or day < min(blocked)]

    @cache
    def rest(step: int, n: int, left: int) -> bool:
        if step == len(steps):
            return True
        here = f.step_minutes(steps[step]) <= left and f.allowed(days[n], steps[step], mocks)
        if here and rest(step + 1, n, left - f.step_minutes(steps[step])):
            return True
        started = n > 0 or step > 0
        return started and n + 1 < len(days) and rest(step, n + 1, f.free[days[n + 1]])

    return bool(days) and days[0] == start and rest(0, 0, f.free[start])


def loops_from_the_last(case: Case) -> Iterator[tuple[int, object, list[Session], list[Session], Date]]:
    """Give (number in the template, placed loop or None, its steps, mocks placed before it, latest end)."""
    f = Facts(case)
    mocks = f.of("baseline", "paid") + f.under_way + f.first_drills
    left = [loop for loop in case.plan.loops if not loop.done]
    latest = f.interview
    taken = len(f.logged_loops[0]) + len(case.plan.loops) - len(left)
    for number, loop in reversed(list(enumerate(f.template.loops, 1))[taken:]):
        end = min(latest, f.interview - loop.by * DAY)
        placed = left[-1] if left and left[-1].last <= end and expert_fits(f, left[-1].id, loop.expert) else None
        steps = [each for each in f.of("loop") if placed and each.loop == placed.id]
        yield number, placed, steps, list(mocks), end
        if placed:
            left.pop()
            latest = placed.first - 2 * DAY
            mocks += steps
    assert not left


def expert_fits(f: Facts, loop: int, expert: bool) -> bool:
    partners = {each.partner for each in f.of("loop") if each.loop == loop}
    return not f.who.partners.expert or (partners == {"expert"}) == expert


@rule
def test_a_loop_lies_on_the_latest_start_that_fits(case: Case) -> None:
    """And one that is left out fits nowhere."""
    f = Facts(case)
    for number, placed, steps, mocks, end in loops_from_the_last(case):
        wanted = [each.round for each in steps] if placed else f.steps
        later = [day for day in f.opening if day <= end and (not placed or day > placed.first)]
        assert not any(lay(f, wanted, day, end, mocks) for day in later), (number, placed)
        if placed:
            assert lay(f, wanted, placed.first, end, mocks)


@rule
def test_a_loop_has_all_steps_in_loop_order_each_day_taking_as_many_as_fit(case: Case) -> None:
    """A step is short only if no work day holds it in full."""
    f = Facts(case)
    for number, placed, steps, mocks, _ in loops_from_the_last(case):
        if not placed:
            continue
        if number < len(f.template.loops):
            assert [each.round for each in steps] == f.steps
        for each in steps:
            assert (each.form, each.minutes) == (f.step_form(each.round), f.step_minutes(each.round))
        assert placed.full == ([each.round for each in steps] == f.steps and {e.form for e in steps} == {"full"})
        assert (placed.first, placed.last, placed.done) == (steps[0].date, steps[-1].date, 0)
        for before, after in itertools.pairwise(steps):
            between = [day for day in f.mock_days if before.date <= day < after.date]
            for day in between:
                assert after.minutes > room(f, day, steps) or not f.allowed(day, after.round, mocks)


@rule
def test_a_loop_keeps_to_ten_days_and_to_itself(case: Case) -> None:
    """Its days hold nothing else, no other mock lies between, and two days lie before the next loop."""
    f = Facts(case)
    for placed in case.plan.loops:
        assert (placed.last - placed.first).days <= 9
        days = {each.date for each in f.of("loop") if each.loop == placed.id}
        for each in case.plan.sessions:
            assert each.loop == placed.id or each.date not in days
            if placed.first <= each.date <= placed.last:
                assert each.loop == placed.id or each.kind == "micro"
    for before, after in itertools.pairwise(case.plan.loops):
        assert (after.first - before.last).days >= 2
    for done in f.logged_loops[0]:
        assert all((loop.first - done[-1].date).days >= 2 for loop in case.plan.loops if not loop.done)
    assert [each.id for each in case.plan.loops] == list(range(1, len(case.plan.loops) + 1))


@rule
def test_only_the_last_loop_is_cut_and_no_further_than_needed(case: Case) -> None:
    """First steps that no work day holds even short, then the strongest, the later of equals, never below two."""
    f = Facts(case)
    number, placed, steps, mocks, end = next(loops_from_the_last(case), (0, None, [], [], f.interview))
    tries = [list(f.steps)]
    held = [step for step in f.steps if min(f.step_minutes(step), f.short[step]) <= f.longest]
    if 2 <= len(held) < len(f.steps):
        tries.append(held)
    while len(held) > 2:
        strongest = next(r for r in reversed(f.ranked) if r in held)
        at = len(held) - 1 - held[::-1].index(strongest)
        held = held[:at] + held[at + 1 :]
        tries.append(held)
    if number == 0:
        assert not f.unplaced("loop")
    elif placed:
        which = tries.index([each.round for each in steps])
        for earlier in tries[:which]:
            assert not any(lay(f, earlier, day, end, mocks) for day in f.opening if day <= end)
        missing = Counter(f.steps) - Counter(each.round for each in steps)
        assert Counter(f.unplaced("loop")) == missing
    else:
        assert not f.unplaced("loop")
        for wanted in tries:
            assert not any(lay(f, wanted, day, end, mocks) for day in f.opening if day <= end)


@rule
def test_the_weakest_steps_of_a_loop_get_a_surprise_each(case: Case) -> None:
    """At most three, of topics no question in the plan has if there are such; if none is left a warning counts it."""
    f = Facts(case)
    used = f.asked | {question for each in case.plan.sessions for question in each.questions}
    topics = {topic for question in used for topic in f.question(question).topics}
    missing: Counter[str] = Counter()
    rank = {r: n for n, r in enumerate(f.ranked)}
    for loop in case.plan.loops:
        steps = f.logged_loops[1][: loop.done] + [each for each in f.of("loop") if each.loop == loop.id]
        for n, step in enumerate(sorted(steps, key=lambda each: rank[each.round])):
            if isinstance(step, LogEntry):
                continue
            fresh = [q for q in f.bank[step.round] if q.id not in used]
            if n >= 3 or not fresh:
                assert step.surprises == []
                missing[step.round] += n < 3
                continue
            strange = [q for q in fresh if not topics & set(q.topics)]
            assert step.surprises == [(strange or fresh)[0].id]
            used.add(step.surprises[0])
            topics |= set(f.question(step.surprises[0]).topics)
    assert all(not each.surprises for each in case.plan.sessions if each.kind != "loop")
    for round_id, count in missing.items():
        title = case.handbook.rounds[round_id].title
        texts = [w.text for w in case.plan.warnings if w.what == "bank" and f" {title}:" in w.text]
        assert count == 0 or f"{count} surprise" in texts[0]


# Rule 7, 8


@rule
def test_the_last_two_days_hold_the_easy_mock_and_nothing_else(case: Case) -> None:
    """Strongest round, its short form at most, on the day before, else the day before that, else not at all."""
    f = Facts(case)
    last = [each for each in case.plan.sessions if (f.interview - each.date).days <= 2]
    able = [day for day in (f.interview - DAY, f.interview - 2 * DAY) if f.free.get(day, 0) >= 10 and day not in f.eves]
    assert [each.date for each in last] == able[:1]
    assert last == f.of("easy")
    for easy in last:
        short = case.handbook.rounds[f.ranked[-1]].short.minutes
        assert (easy.round, easy.form) == (f.ranked[-1], "short")
        assert easy.minutes == min(short, 30, f.free[easy.date])
        assert easy.partner == ("llm" if case.candidate.partners.llm else "alone")


@rule
def test_no_session_falls_on_a_day_away_or_beyond_its_minutes(case: Case) -> None:
    f = Facts(case)
    for day in {each.date for each in case.plan.sessions}:
        assert day in f.free
        assert room(f, day, case.plan.sessions) >= 0
    assert not {each.date for each in case.plan.sessions} & set(case.candidate.away)


@rule
def test_no_two_mocks_of_a_round_lie_on_neighbouring_days(case: Case) -> None:
    """Except steps of one loop and the easy mock; those of the log included."""
    f = Facts(case)
    mocks = [each for each in case.plan.sessions if each.kind not in ("micro", "easy")]
    begun = {id(each) for each in f.logged_loops[1]}
    for one, other in itertools.product(mocks, f.logged_mocks):
        if one.round == other.round and not (one in f.under_way and id(other.entry) in begun):
            assert (one.date - other.date).days >= 2
    for n, one in enumerate(mocks):
        for other in mocks[n + 1 :]:
            if one.round == other.round and (one.loop != other.loop or not one.loop):
                assert (other.date - one.date).days >= 2


@rule
def test_an_earlier_interview_keeps_its_day_and_its_eve_free_of_mocks(case: Case) -> None:
    """Micro-practice may lie on the eve."""
    f = Facts(case)
    earlier = {each.date for each in case.candidate.interviews} - {f.interview}
    for each in case.plan.sessions:
        assert each.date not in earlier
        assert each.kind == "micro" or each.date + DAY not in earlier
    shown = [(each.date, each.label) for each in case.plan.interviews]
    assert shown == sorted(shown, key=lambda each: each[0])
    assert shown[-1][0] == case.plan.interview == f.interview
    assert len(shown) == max(len(case.candidate.interviews), 1)


@rule
def test_whatever_finds_no_day_warns_with_its_minutes_once_for_each_kind(case: Case) -> None:
    """Baselines and first drills with those of their short form."""
    f = Facts(case)
    for each in case.plan.unplaced:
        in_form = each.kind in ("loop", "paid")
        assert each.minutes == (f.step_minutes(each.round) if in_form else f.short[each.round])
    warnings = {w.what: w for w in case.plan.warnings if w.what in ("baseline", "drill", "loop", "paid")}
    assert list(warnings) == list(dict.fromkeys(each.kind for each in case.plan.unplaced))
    assert sum(w.what in warnings for w in case.plan.warnings) == len(warnings)
    for kind, warning in warnings.items():
        missing = [each for each in case.plan.unplaced if each.kind == kind]
        assert warning.minutes == sum(each.minutes for each in missing)
        assert all(f"{case.handbook.rounds[e.round].title} ({e.minutes} minutes)" in warning.text for e in missing)


@rule
def test_nobody_is_told_to_free_a_day_where_none_is_left(case: Case) -> None:
    """Not where the days from today, or from the last baseline, to the third before the interview are none."""
    f = Facts(case)
    begin = max(f.first, case.today)
    last = max([each.date for each in f.of("baseline")], default=begin - DAY)
    for warning in case.plan.warnings:
        if warning.what in ("baseline", "full mocks"):
            assert ("too near" in warning.text) == ((f.interview - begin).days < 3)
        elif warning.what in ("drill", "paid"):
            assert ("too near" in warning.text) == ((f.interview - max(begin, last + DAY)).days < 3)


# Rule 9


@rule
def test_full_mocks_missing_are_warned_of_with_their_minutes(case: Case) -> None:
    """The missing ones × all steps in full, less what loops not full hold, fullest first."""
    f = Facts(case)
    count = case.plan.full_mocks
    assert count.wanted == min(2, len(f.template.loops))
    assert count.planned == sum(loop.full for loop in case.plan.loops)
    warnings = [each for each in case.plan.warnings if each.what == "full mocks"]
    assert count.done == len(f.logged_loops[0])
    missing = count.wanted - count.planned - count.done
    assert len(warnings) == (missing > 0)
    if warnings:
        held = [
            sum(each.minutes for each in f.of("loop") if each.loop == loop.id)
            + sum(f.full[each.round] for each in f.logged_loops[1][: loop.done])
            for loop in case.plan.loops
            if not loop.full
        ]
        held = sorted(held)[::-1][:missing]
        assert warnings[0].minutes == missing * sum(f.full[step] for step in f.steps) - sum(held)


@rule
def test_the_warning_says_whether_any_run_of_days_could_hold_a_full_mock(case: Case) -> None:
    f = Facts(case)
    for warning in case.plan.warnings:
        if warning.what != "full mocks":
            continue
        could = False
        for start in f.mock_days:
            left = list(f.steps)
            for day in [day for day in f.mock_days if 0 <= (day - start).days < 10]:
                minutes = f.free[day]
                while left and f.full[left[0]] <= minutes:
                    minutes -= f.full[left.pop(0)]
            could = could or not left
        assert could == ("Free another day" in warning.text)


@rule
def test_the_expert_gets_the_loops_meant_for_them_and_the_first_at_hand_the_rest(case: Case) -> None:
    f, partners = Facts(case), case.candidate.partners
    hand = [(partners.peer, "peer"), (partners.friend, "friend"), (partners.llm, "llm"), (True, "alone")]
    first = next(name for there, name in hand if there)
    for each in f.of("baseline", "drill"):
        assert each.partner == first
    for _, placed, steps, _, _ in loops_from_the_last(case):
        assert len({each.partner for each in steps}) == (1 if placed else 0)
    if not partners.expert:
        assert {each.partner for each in f.of("loop")} <= {first}
    elif not any(loop.expert for loop in f.template.loops):
        assert "expert" not in {each.partner for each in case.plan.sessions if each.kind != "paid"}
    assert {each.partner for each in f.of("paid")} <= {"expert"}


@rule
def test_hours_of_others_are_rounded_up_and_doubled_for_a_peer_in_return(case: Case) -> None:
    def minutes(partner: str) -> int:
        return sum(each.minutes for each in case.plan.sessions if each.partner == partner)

    peer = minutes("peer") * (1 + case.candidate.swap) + minutes("friend")
    assert case.plan.hours_of_others.peer == math.ceil(peer / 60)
    assert case.plan.hours_of_others.expert == math.ceil(minutes("expert") / 60)

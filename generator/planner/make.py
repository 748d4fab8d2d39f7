"""Make a plan. `place_all` shows the order of placement; what comes last is the first to be left out."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence

from generator import results
from generator.model import WEEKDAYS, Candidate, Handbook, LogEntry, Plan, Question, Session
from generator.model.plan import (
    PLAN_VERSION,
    Loop,
    Phase,
    PlanCandidate,
    PlanInterview,
    PlanPartners,
    PlanRound,
    Week,
)
from generator.planner.baselines import place_baselines, with_what_is_left_of_today
from generator.planner.changes import compare, day_before
from generator.planner.days import DAY
from generator.planner.drills import place_drills, place_first_drills
from generator.planner.easy_and_paid import place_easy_mock, place_paid_mocks
from generator.planner.finals import place_finals
from generator.planner.history import done_rows
from generator.planner.loops import finish_loop, place_loops
from generator.planner.micro import place_micro_practice
from generator.planner.notes import count_full_mocks, make_notes
from generator.planner.people import assign_people, people_asked
from generator.planner.questions import Supply, deal_questions, make_banks
from generator.planner.refusal import refuse_what_cannot_be_planned
from generator.planner.rounds import interviews_of
from generator.planner.schedule import Schedule
from generator.planner.situation import Situation, make_situation


def make_plan(handbook: Handbook, candidate: Candidate, today: datetime.date, log: Sequence[LogEntry] = ()) -> Plan:
    """Return the plan of a candidate as of `today`, with the log taken into account, by RULES.md.

    The handbook must be checked. Raise PlanRefused with all reasons if there can be no plan.
    """
    refuse_what_cannot_be_planned(handbook, candidate, today, log)
    plan, loops = _plan_of_day(handbook, candidate, today, log)
    if log:
        day, older = day_before(log, plan.first)
        before, loops_before = _plan_of_day(handbook, candidate, day, older)
        plan = plan.model_copy(update={"changes": compare(before, plan, loops_before, loops)})
    return signed(plan)


def signed(plan: Plan) -> Plan:
    """Return the plan with its fingerprint."""
    return plan.model_copy(update={"fingerprint": plan.compute_fingerprint()})


def _plan_of_day(
    handbook: Handbook, candidate: Candidate, today: datetime.date, log: Sequence[LogEntry]
) -> tuple[Plan, int]:
    """Return a plan without changes and fingerprint, and the number of loops done and ahead."""
    situation = with_what_is_left_of_today(make_situation(handbook, candidate, today, log))
    schedule = Schedule(situation)
    banks = make_banks(situation)
    place_all(situation, schedule, banks)
    assign_people(situation, schedule)
    plan = _plan(situation, schedule, banks)
    rounds, level = handbook.rounds, candidate.level
    done = [(loop.first, loop.last) for loop in situation.history.loops if loop.full]
    criteria = results.criteria(rounds, level, situation.history.log, done, plan)
    finished = [loop.finishes for loop in schedule.loops]
    logged = sum(loop.counts and loop not in finished for loop in situation.history.loops)
    return plan.model_copy(update={"criteria": criteria}), len(schedule.loops) + logged


def place_all(situation: Situation, schedule: Schedule, banks: dict[str, list[Question]]) -> None:
    """Place every session. Placing one never moves another that is placed already (rules 10 to 18)."""
    supply = Supply(situation, schedule, banks)
    place_baselines(situation, schedule)
    place_easy_mock(situation, schedule)
    place_paid_mocks(situation, schedule)
    place_first_drills(situation, schedule, supply)
    finish_loop(situation, schedule)
    place_loops(situation, schedule)
    place_finals(situation, schedule)
    place_drills(situation, schedule, supply)
    place_micro_practice(situation, schedule)


def _plan(situation: Situation, schedule: Schedule, banks: dict[str, list[Question]]) -> Plan:
    days, rounds = situation.days, situation.handbook.rounds
    shortages, fresh = deal_questions(situation, schedule, banks)
    people = people_asked(situation, schedule)
    return Plan(
        version=PLAN_VERSION,
        candidate=_candidate(situation.candidate),
        interviews=[
            PlanInterview(date=each.date, label=each.label or "", rounds=list(each.rounds))
            for each in interviews_of(situation.candidate)
        ],
        first=days.first,
        today=days.today,
        interview=days.interview,
        template=situation.template.id,
        steps=list(situation.rounds.steps),
        rounds={
            each: PlanRound(minutes=rounds[each].minutes, short=rounds[each].short.minutes)
            for each in situation.rounds.planned
        },
        ranked=list(situation.ranked),
        weeks=_weeks(situation),
        phases=[
            Phase(id=phase.template.id, kind=phase.template.kind, first=phase.first, last=phase.last)
            for phase in days.phases
        ],
        loops=[
            Loop(
                id=number,
                first=loop.first,
                last=loop.last,
                full=loop.full,
                done=len(loop.finishes.steps_done) if loop.finishes else 0,
            )
            for number, loop in enumerate(schedule.loops, 1)
        ],
        sessions=_sessions(situation, schedule),
        done=done_rows(situation.history),
        changes=[],
        unplaced=schedule.unplaced,
        notes=make_notes(situation, schedule, shortages, people),
        full_mocks=count_full_mocks(situation, schedule),
        people=people,
        fresh=fresh,
        criteria=[],
        fingerprint="",
    )


def _weeks(situation: Situation) -> list[Week]:
    """Return the weeks from the first day to the last interview (rule 5)."""
    days = situation.days
    monday = days.first - days.first.weekday() * DAY
    return [
        Week(
            n=n,
            first=max(days.first, monday + 7 * (n - 1) * DAY),
            last=min(days.interview, monday + (7 * n - 1) * DAY),
        )
        for n in range(1, days.week(days.interview) + 1)
    ]


def _sessions(situation: Situation, schedule: Schedule) -> list[Session]:
    """Return the sessions by date. The ids of mocks continue from the highest number of their round in the log."""
    loop_ids = {loop.number: number for number, loop in enumerate(schedule.loops, 1)}
    mocks = Counter(situation.history.numbers)
    sessions = []
    for each in schedule.sessions():
        if each.is_mock:
            mocks[each.round] += 1
            name = f"{each.round}-{mocks[each.round]}"
        else:
            name = f"micro-{each.day}"
        session = Session(
            id=name,
            date=each.day,
            week=situation.days.week(each.day),
            phase=situation.days.phase(each.day).id,
            kind=each.kind,
            drill=each.drill,
            loop=loop_ids[each.loop] if each.loop else 0,
            round=each.round,
            form=each.form,
            minutes=each.minutes,
            partner=each.partner,
            person=each.person,
            questions=each.questions,
            surprises=each.surprises,
            exercise=each.exercise,
            goal=each.goal,
        )
        sessions.append(session)
    return sessions


def _candidate(candidate: Candidate) -> PlanCandidate:
    partners = candidate.partners
    return PlanCandidate(
        id=candidate.id or "",
        name=candidate.name,
        role=candidate.role,
        level=candidate.level,
        times=dict(sorted(candidate.times.items(), key=lambda each: WEEKDAYS.index(each[0]))),
        zone=candidate.zone or "",
        paper=candidate.paper,
        adjustments=list(candidate.adjustments),
        partners=PlanPartners(
            peer=list(partners.peer),
            friend=list(partners.friend),
            expert=list(partners.expert),
            llm=partners.llm,
        ),
        swap=candidate.swap,
        stories=[story.title for story in candidate.stories],
    )

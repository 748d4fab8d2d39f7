"""From a candidate to a plan. `make_plan` shows the order of placement, which is that of sacrifice."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence

from generator import progress
from generator.model import WEEKDAYS, Candidate, Handbook, LogEntry, Plan, Session
from generator.model.plan import (
    PLAN_VERSION,
    Loop,
    Phase,
    PlanCandidate,
    PlanInterview,
    PlanPartners,
    PlanRound,
    PlanTemplateName,
)
from generator.planner.baselines import place_baselines, place_easy_mock, place_paid_mocks
from generator.planner.changes import changes
from generator.planner.diary import Diary
from generator.planner.drills import place_first_drills, place_micro_practice, place_other_drills
from generator.planner.frame import Frame, make_frame
from generator.planner.history import done_rows
from generator.planner.loops import finish_loop, place_loops
from generator.planner.questions import Shortage, deal_questions
from generator.planner.refusal import refuse_what_cannot_be_planned
from generator.planner.shortfalls import count_full_mocks, hours_of_others, warn
from generator.words import role_at


def make_plan(handbook: Handbook, candidate: Candidate, today: datetime.date, log: Sequence[LogEntry] = ()) -> Plan:
    """Make the plan of one candidate as of `today`: what the log leaves to do (design.md, section 4).

    The handbook is expected to be checked. Raises PlanRefused with every reason why there can be no plan.
    What is placed later never moves what was placed earlier.
    """
    refuse_what_cannot_be_planned(handbook, candidate, today, log)
    frame = make_frame(handbook, candidate, today, log)
    diary = Diary(frame.calendar, frame.history)

    place_baselines(frame, diary)
    place_easy_mock(frame, diary)
    place_paid_mocks(frame, diary)
    finish_loop(frame, diary)
    place_first_drills(frame, diary)
    place_loops(frame, diary)
    place_other_drills(frame, diary)
    place_micro_practice(frame, diary)

    set_drill_goals(frame, diary)
    shortages, fresh = deal_questions(frame, diary)
    return signed(_with_criteria(frame, _plan(frame, diary, shortages, fresh)))


def set_drill_goals(frame: Frame, diary: Diary) -> None:
    """Give the n-th drill of a round its n-th micro-goal, and start over when they run out (rule 5)."""
    drills = Counter(drill.round for drill in frame.history.drills())
    for drill in diary.sessions("drill"):
        goals = frame.handbook.rounds[drill.round].micro_goals
        drill.goal = goals[drills[drill.round] % len(goals)]
        drills[drill.round] += 1


def _with_criteria(frame: Frame, plan: Plan) -> Plan:
    done = [(loop[0].day, loop[-1].day) for loop in frame.history.loops]
    level = frame.candidate.level
    criteria = progress.criteria(frame.handbook.rounds, level, frame.history.log, done, plan)
    return plan.model_copy(update={"criteria": criteria})


def signed(plan: Plan) -> Plan:
    """Give the plan its fingerprint."""
    return plan.model_copy(update={"fingerprint": plan.mark()})


def _plan(frame: Frame, diary: Diary, shortages: list[Shortage], fresh: dict[str, int]) -> Plan:
    calendar, rounds = frame.calendar, frame.handbook.rounds
    return Plan(
        version=PLAN_VERSION,
        candidate=_candidate(frame.handbook, frame.candidate),
        interviews=_interviews(frame.candidate),
        first=calendar.first,
        today=calendar.today,
        interview=calendar.interview,
        template=PlanTemplateName(id=frame.template.id, title=frame.template.title),
        steps=list(frame.steps),
        rounds={
            each: PlanRound(
                title=rounds[each].title,
                minutes=rounds[each].minutes,
                short=rounds[each].short.minutes,
                dimensions={part.id: part.title for part in rounds[each].rubric.dimensions},
                checklist=list(rounds[each].checklists.candidate),
            )
            for each in dict.fromkeys(frame.steps)
        },
        ranked=list(frame.ranked),
        phases=[
            Phase(
                id=phase.template.id,
                kind=phase.template.kind,
                title=phase.template.title,
                first=phase.first,
                last=phase.last,
            )
            for phase in calendar.phases
        ],
        loops=[
            Loop(id=number, first=loop.first, last=loop.last, full=loop.full, done=len(loop.done))
            for number, loop in enumerate(diary.loops, 1)
        ],
        sessions=_sessions(frame, diary),
        done=done_rows(frame.history),
        changes=changes(frame, diary),
        unplaced=diary.unplaced,
        warnings=warn(frame, diary, shortages),
        full_mocks=count_full_mocks(frame, diary),
        hours_of_others=hours_of_others(frame, diary),
        fresh=fresh,
        criteria=[],
        fingerprint="",
    )


def _sessions(frame: Frame, diary: Diary) -> list[Session]:
    loop_ids = {loop.number: number for number, loop in enumerate(diary.loops, 1)}
    mocks = Counter(frame.history.count)
    sessions = []
    for each in diary.sessions():
        if each.kind == "micro":
            name = f"micro-{each.day}"
        else:
            mocks[each.round] += 1
            name = f"{each.round}-{mocks[each.round]}"
        session = Session(
            id=name,
            date=each.day,
            phase=frame.calendar.phase(each.day).id,
            kind=each.kind,
            loop=loop_ids[each.loop] if each.loop else 0,
            round=each.round,
            form=each.form,
            minutes=each.minutes,
            partner=each.partner,
            questions=each.questions,
            surprises=each.surprises,
            exercise=each.exercise,
            goal=each.goal,
        )
        sessions.append(session)
    return sessions


def _interviews(candidate: Candidate) -> list[PlanInterview]:
    if not candidate.interviews:
        return [PlanInterview(date=candidate.last_interview, label="Interview", rounds=[])]
    by_date = sorted(candidate.interviews, key=lambda each: each.date)
    return [PlanInterview(date=each.date, label=each.label, rounds=list(each.rounds)) for each in by_date]


def _candidate(handbook: Handbook, candidate: Candidate) -> PlanCandidate:
    partners = candidate.partners
    return PlanCandidate(
        id=candidate.id or "",
        name=candidate.name,
        role=candidate.role,
        role_title=role_at(handbook.roles[candidate.role], candidate.level),
        level=candidate.level,
        times=dict(sorted(candidate.times.items(), key=lambda each: WEEKDAYS.index(each[0]))),
        zone=candidate.zone or "",
        paper=candidate.paper,
        adjustments=list(candidate.adjustments),
        partners=PlanPartners(
            peer=partners.peer or "",
            expert=partners.expert or "",
            friend=partners.friend or "",
            llm=partners.llm,
        ),
        swap=candidate.swap,
        stories=[story.title for story in candidate.stories],
    )

"""The candidate's plan on paper: the plan in words, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model import Handbook, Plan
from generator.paper.address import address
from generator.paper.calendar import Week, legend, weeks
from generator.paper.plan_view import (
    Checklist,
    CoverFact,
    LastDay,
    LogRow,
    PhaseRow,
    PlanDocument,
    SessionRow,
    SessionWeek,
    Standing,
)
from generator.paper.view import spans
from generator.report import spoken
from generator.report.asking import Request, alone, mocks, requests
from generator.report.progress import Mock, criteria, logged
from generator.report.sentences import day as _date
from generator.words import ADJUSTMENTS, capital, full_day, in_footer, listed, several, stretch, weekday

_IDEAS = {
    "baseline": "Every round once, so that you know where you are.",
    "drills": "The rounds that need it most, one goal at a time.",
    "loops": "All rounds close together, as in the real interview.",
    "last": "Less and less, and nothing new at the end.",
}
#: Empty rows of the log beyond the planned mocks.
_SPARE_ROWS = 5


def plan(handbook: Handbook, made: Plan, site: str = "") -> PlanDocument:
    """Make the document of a plan. It reads the plan in words, which knows no question.

    `site` is the address at which the handbook is published; the cover shows it, also as a QR code. Candidates who have
    large print arranged get the plan in it.
    """
    data: Mapping[str, Any] = spoken(handbook, made)
    candidate = data["candidate"]
    calendar, done, asked = weeks(data), logged(data), requests(data)
    days = (made.interview - made.first).days
    return PlanDocument(
        title=f"Practice plan for {candidate['name']}",
        day=made.today,
        footer=f"{in_footer(candidate['name'])} · made {full_day(made.today)} · {data['fingerprint']}",
        large="large-print" in candidate["adjustments"],
        id=candidate["id"],
        name=candidate["name"],
        heading=data["role_title"],
        template=f"Practice plan for {several(days, 'day')} (template: {data['template_title']})",
        facts=tuple(_facts(data)),
        how=(
            f"Every session has a code, such as {_first_code(data)}. What it asks is sealed: {_opens(asked)}",
            "Tick a session when it’s done, and fill in the log the same day. A few words are enough.",
            "If a session falls through, skip it. Do the next one as planned; don’t double up.",
        ),
        site=address(site),
        weakest=_weakest(data),
        changes=data["changes"],
        advice=(*data["stuck"], *data["fixes"]),
        standings=tuple(_standings(data)),
        phases=tuple(
            PhaseRow(
                title=phase["title"],
                dates=stretch(_date(phase["first"]), _date(phase["last"])),
                days=several((_date(phase["last"]) - _date(phase["first"])).days + 1, "day"),
                idea=_IDEAS[phase["kind"]],
            )
            for phase in data["phases"]
        ),
        legend=legend(data["sessions"]),
        weeks=calendar,
        done=done,
        drills=_drills(data),
        sessions=tuple(week for week in (_session_week(data, each) for each in calendar) if week.sessions),
        to_know=data["to_know"],
        ask=_ask(asked),
        asked=asked,
        alone=alone(data),
        stories=tuple(data["candidate"]["stories"]),
        log=tuple(_log(data, done)),
        criteria=criteria(data),
        last_days=_last_days(data),
        checklists=tuple(Checklist(title=each["title"], items=each["checklist"]) for each in data["rounds"].values()),
    )


def _first_code(data: Mapping[str, Any]) -> str:
    return next((session["id"] for session in mocks(data)), "coding-1")


def _opens(asked: Sequence[Request]) -> str:
    if asked:
        return "give your partner the “interviewer” folder, and they open the sheet with that code."
    return "open the sealed sheet with that code when the session starts, and not before."


def _facts(data: Mapping[str, Any]) -> Iterator[CoverFact]:
    days = [
        full_day(_date(each["date"])) + (f", {each['label']}" if each["label"] else "") for each in data["interviews"]
    ]
    yield CoverFact(label="Interview" if len(days) == 1 else "Interviews", lines=tuple(days))
    micro = len(data["sessions"]) - len(mocks(data))
    practice = several(len(mocks(data)), "mock") + (f" and {several(micro, 'micro-practice')}" if micro else "")
    yield CoverFact(label="Practice", lines=(practice,))
    yield CoverFact(label="Rounds", lines=(", ".join(each["title"] for each in data["rounds"].values()),))
    asked = requests(data)
    hours = listed([f"{each.time} from {each.called}" for each in asked])
    yield CoverFact(label="Time you ask of others", lines=(hours or "none",))
    if back := listed([f"{each.back} for {each.called}" for each in asked if each.back]):
        yield CoverFact(label="Time you give in return", lines=(back,))
    arranged = [ADJUSTMENTS[each] for each in ADJUSTMENTS if each in data["candidate"]["adjustments"]]
    if arranged:
        yield CoverFact(label="Arranged", lines=(capital(", ".join(arranged)),))


def _weakest(data: Mapping[str, Any]) -> str:
    """Return the rounds to begin with, and promise drills only if all of them have one ahead."""
    weakest = data["ranked"][:2]
    ahead = {each["round"] for each in data["sessions"] if each["kind"] == "drill"}
    said = f"{listed([each['title'] for each in weakest])} {'need' if len(weakest) > 1 else 'needs'} the most practice"
    if ahead.issuperset(each["round"] for each in weakest):
        said += f" and {'get' if len(weakest) > 1 else 'gets'} the {'next' if data['done'] else 'first'} drills"
    return f"{said}."


def _drills(data: Mapping[str, Any]) -> str:
    """Explain the two kinds of drill, if there are any ahead."""
    if not any(each["drill"] for each in data["sessions"]):
        return ""
    return (
        "A drill has one goal. Drill (again) takes up a question you’ve had: watch for the goal and leave the rest "
        "unscored. Drill (check) tests the same goal on a new question, scored in full."
    )


def _standings(data: Mapping[str, Any]) -> Iterator[Standing]:
    for place, each in enumerate(data["ranked"]):
        round_ = data["rounds"][each["round"]]
        yield Standing(
            place=place + 1,
            title=each["title"],
            minutes=f"{round_['minutes']} min",
            squares=tuple(at < each["confidence"] for at in range(5)),
            confidence=f"{each['confidence']} of 5",
            note="work on this first" if place < 2 and len(data["ranked"]) > 2 else "",
            why=each["why"],
        )


def _session_week(data: Mapping[str, Any], week: Week) -> SessionWeek:
    here = [session for session in data["sessions"] if session["week"] == week.n]
    return SessionWeek(
        label=week.label,
        dates=week.dates,
        phases=week.phases,
        sessions=tuple(_session_row(each) for each in here),
    )


def _session_row(session: Mapping[str, Any]) -> SessionRow:
    exercise = session["exercise_title"]
    return SessionRow(
        id=session["id"],
        date=weekday(_date(session["date"])),
        mark=session["kind"],
        kind=session["what"],
        round=session["title"],
        form={"full": "", "short": ", short form", "micro": ""}[session["form"]],
        minutes=session["minutes"],
        partner=session["who"],
        goal=spans(f"Exercise: {exercise}" if exercise else session["goal_text"]),
        remark=session["no_question"],
    )


def _ask(asked: Sequence[Request]) -> str:
    if not asked:
        return "You ask nobody for time in this plan. One mock with a person shows more than three alone: ask someone."
    return "Send the messages today, and tick a date when your partner agrees."


def _log(data: Mapping[str, Any], done: Sequence[Mock]) -> Iterator[LogRow]:
    """Yield the logged rows, a row for each mock ahead, and some to spare."""
    for each in done:
        yield LogRow(
            date=each.date, session=each.session or each.round, before=str(each.before), after=str(each.after),
            fix=each.fix,
        )  # fmt: skip
    for code in (*(session["id"] for session in mocks(data)), *[""] * _SPARE_ROWS):
        yield LogRow(date="", session=code, before="", after="", fix="")


def _last_days(data: Mapping[str, Any]) -> tuple[LastDay, ...]:
    end = _date(data["interview"])
    return tuple(
        LastDay(date=full_day(day), what=_what(data, day))
        for day in (end - datetime.timedelta(days=2), end - datetime.timedelta(days=1))
    )


def _what(data: Mapping[str, Any], day: datetime.date) -> str:
    here: Sequence[Any] = [session for session in data["sessions"] if session["date"] == day.isoformat()]
    if not here:
        return "Nothing to practise. Nothing new to read."
    said = [
        f"{each['what']}, {each['title']}, {each['minutes']} minutes"
        + (f" ({each['id']})" if each["kind"] != "micro" else "")
        for each in here
    ]
    return listed(said) + ". Nothing new."


__all__ = ["PlanDocument", "plan"]

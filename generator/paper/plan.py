"""The candidate's plan on paper: the plan's JSON without questions, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model import Plan
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
from generator.report.asking import Request, alone, kind, mocks, requests
from generator.report.asking import day as _date
from generator.report.progress import ADVICE, Mock, advice, criteria, logged
from generator.words import capital, full_day, in_footer, listed, partner, several, stretch, weekday

_IDEAS = {
    "baseline": "Every round once, so that you know where you stand.",
    "drills": "The rounds that need it most, one goal at a time.",
    "loops": "Rounds in a row, as on the day.",
    "last": "A little less each day, and nothing new at the end.",
}
_ADJUSTED = {
    "time+25": "a quarter more time", "time+50": "half as much time again", "breaks": "breaks", "captions": "captions",
    "large-print": "large print", "no-interruptions": "no interruptions", "typed-answers": "typed answers",
    "questions-ahead": "questions ahead",
}  # fmt: skip
#: Empty rows of the log beyond the planned mocks.
_SPARE_ROWS = 5


def plan(made: Plan, site: str = "") -> PlanDocument:
    """Make the document of a plan. It reads the plan without its questions.

    `site` is the address at which the handbook is published; the cover shows it, also as a QR code. Who has large print
    arranged gets the plan in it.
    """
    data: Mapping[str, Any] = made.without_questions()
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
        heading=candidate["role_title"],
        template=f"Practice plan for {several(days, 'day')} (template: {made.template.title})",
        facts=tuple(_facts(data)),
        how=(
            "A session has a code, such as "
            + _first_code(data)
            + ". What it will ask is sealed: send the code to your partner, who opens it.",
            "Tick a session when it is done, and fill in the log the same day: five words are enough.",
            "A date that fails is let go. Do the next session as it stands, not two in one evening.",
        ),
        site=address(site),
        weakest=_weakest(data),
        changes=tuple(data["changes"]),
        advice=advice(data),
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
        sessions=tuple(week for week in (_session_week(data, each) for each in calendar) if week.sessions),
        shortfall=tuple(_shortfall(data)),
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


def _facts(data: Mapping[str, Any]) -> Iterator[CoverFact]:
    days = [
        f"{full_day(_date(each['date']))}" + ("" if each["label"] == "Interview" else f", {each['label']}")
        for each in data["interviews"]
    ]
    yield CoverFact(label="Interview" if len(days) == 1 else "Interviews", lines=tuple(days))
    micro = len(data["sessions"]) - len(mocks(data))
    practice = several(len(mocks(data)), "mock") + (f" and {several(micro, 'micro-practice')}" if micro else "")
    yield CoverFact(label="Practice", lines=(practice,))
    yield CoverFact(label="Rounds", lines=(", ".join(data["rounds"][step]["title"] for step in data["steps"]),))
    hours = [f"{asked.time} from {asked.called}" for asked in requests(data)]
    yield CoverFact(label="Others give", lines=(listed(hours) if hours else "nothing: you practise alone",))
    arranged = [_ADJUSTED[each] for each in _ADJUSTED if each in data["candidate"]["adjustments"]]
    if arranged:
        yield CoverFact(label="Arranged", lines=(capital(", ".join(arranged)),))


def _weakest(data: Mapping[str, Any]) -> str:
    weakest = [each["round"] for each in data["ranked"][:2]]
    verb = "need" if len(weakest) > 1 else "needs"
    said = f"{listed([data['rounds'][each]['title'] for each in weakest])} {verb} you most"
    if any(session["kind"] == "drill" and session["round"] in weakest for session in data["sessions"]):
        said += f" and {verb.replace('need', 'get')} the {'next' if data['done'] else 'first'} drills"
    return f"{said}."


def _standings(data: Mapping[str, Any]) -> Iterator[Standing]:
    for place, each in enumerate(data["ranked"]):
        round_ = data["rounds"][each["round"]]
        yield Standing(
            place=place + 1,
            title=round_["title"],
            minutes=f"{round_['minutes']} min",
            squares=tuple(at < each["confidence"] for at in range(5)),
            confidence=f"{each['confidence']} of 5",
            note="work on this first" if place < 2 and len(data["ranked"]) > 2 else "",
            why=each["why"],
        )


def _session_week(data: Mapping[str, Any], week: Week) -> SessionWeek:
    here = [session for session in data["sessions"] if week.first <= _date(session["date"]) <= week.last]
    return SessionWeek(
        label=week.label,
        dates=week.dates,
        phases=week.phases,
        sessions=tuple(_session_row(data, each) for each in here),
    )


def _session_row(data: Mapping[str, Any], session: Mapping[str, Any]) -> SessionRow:
    micro = session["kind"] == "micro"
    return SessionRow(
        id=session["id"],
        date=weekday(_date(session["date"])),
        mark=session["kind"],
        kind=kind(session),
        round=data["rounds"][session["round"]]["title"],
        form={"full": "", "short": ", short form", "micro": ""}[session["form"]],
        minutes=session["minutes"],
        partner="alone" if micro else partner(data["candidate"]["partners"], session["partner"]),
        goal=spans(f"Exercise: {session['exercise']}" if micro and session["exercise"] else session["goal"])
        if session["exercise"] or session["goal"]
        else (),
    )


def _shortfall(data: Mapping[str, Any]) -> Iterator[str]:
    """Say what the plan could not give: warnings in the planner's words, then what has no day and no warning."""
    warned = {warning["what"] for warning in data["warnings"]}
    for warning in data["warnings"]:
        if warning["what"] not in ADVICE:
            yield warning["text"]
    for each in data["unplaced"]:
        if each["kind"] not in warned:
            title = data["rounds"][each["round"]]["title"]
            yield f"{capital(each['kind'])} of {title}: no day has {each['minutes']} minutes for it."


def _ask(asked: Sequence[Request]) -> str:
    if not asked:
        return "Nobody is asked for time in this plan. One mock with a person shows more than three alone: ask one."
    return "Send each their message today, and tick a date once they agree. A code comes with a sealed sheet."


def _log(data: Mapping[str, Any], done: Sequence[Mock]) -> Iterator[LogRow]:
    """Give the logged rows, a row for each mock ahead, and some to spare."""
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
        f"{kind(each)}, {data['rounds'][each['round']]['title']}, {each['minutes']} minutes ({each['id']})"
        for each in here
    ]
    return listed(said) + ". Nothing new."


__all__ = ["PlanDocument", "plan"]

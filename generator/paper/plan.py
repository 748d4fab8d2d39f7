"""The candidate's plan on paper: the plan's JSON without questions, with titles and checklists of the handbook."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model import Handbook, Plan
from generator.paper.calendar import Week, kind, legend, weeks
from generator.paper.plan_view import (
    Asked,
    Checklist,
    CoverFact,
    LastDay,
    PhaseRow,
    PlanDocument,
    SessionRow,
    SessionWeek,
    Slot,
    Standing,
)
from generator.paper.view import View, spans
from generator.words import capital, full_day, listed, role_at, several, stretch, weekday

_IDEAS = {
    "baseline": "Every round once, so that you know where you stand.",
    "drills": "The rounds that need it most, one goal at a time.",
    "loops": "Rounds in a row, as on the day.",
    "last": "A little less each day, and nothing new at the end.",
}
_ROLES = {"peer": "practises too", "friend": "a friend with an hour", "expert": "interviews for a living"}
_NAMELESS = {"peer": "a peer", "friend": "a friend", "expert": "an expert", "llm": "a language model", "alone": "alone"}
_ADJUSTED = {
    "time+25": "a quarter more time", "time+50": "half as much time again", "breaks": "breaks", "captions": "captions",
    "large-print": "large print", "no-interruptions": "no interruptions", "typed-answers": "typed answers",
    "questions-ahead": "questions ahead",
}  # fmt: skip
#: Empty rows of the log beyond the planned mocks.
_SPARE_ROWS = 5


def plan(handbook: Handbook, made: Plan) -> PlanDocument:
    """Make the document of a plan. It reads the plan without its questions; the handbook gives titles, checklists."""
    data: Mapping[str, Any] = made.without_questions()
    candidate = data["candidate"]
    role = handbook.roles[candidate["role"]]
    heading = role_at(role, candidate["level"])
    calendar = weeks(data)
    return PlanDocument(
        title=f"Practice plan for {candidate['name']}",
        day=made.today,
        footer=f"{_shortened(candidate['name'])} · made {full_day(made.today)} · {data['fingerprint']}",
        id=candidate["id"],
        name=candidate["name"],
        heading=heading,
        template=data["template"]["title"],
        facts=tuple(_facts(data)),
        how=(
            "A session has a code, such as "
            + _first_code(data)
            + ". What it will ask is sealed: send the code to your partner, who opens it.",
            "Tick a session when it is done, and fill in the log the same day: five words are enough.",
            "A date that fails is let go. Do the next session as it stands, not two in one evening.",
        ),
        weakest=_weakest(data),
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
        sessions=tuple(week for week in (_session_week(data, each) for each in calendar) if week.sessions),
        shortfall=tuple(_shortfall(data)),
        ask=_ask(data),
        asked=tuple(_asked(data)),
        log=(*(each["id"] for each in _mocks(data)), *[""] * _SPARE_ROWS),
        last_days=_last_days(data),
        checklists=tuple(
            Checklist(title=handbook.rounds[each].title, items=handbook.rounds[each].checklists.candidate)
            for each in dict.fromkeys(data["steps"])
            if each in handbook.rounds
        ),
    )


def _shortened(name: str) -> str:
    """Cut a name to what a footer holds."""
    return name if len(name) <= 60 else name[:59] + "…"


def _date(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)


def _mocks(data: Mapping[str, Any]) -> list[Any]:
    return [session for session in data["sessions"] if session["kind"] != "micro"]


def _first_code(data: Mapping[str, Any]) -> str:
    return next((session["id"] for session in _mocks(data)), "coding-1")


def _facts(data: Mapping[str, Any]) -> Iterator[CoverFact]:
    days = [
        f"{full_day(_date(each['date']))}" + ("" if each["label"] == "Interview" else f", {each['label']}")
        for each in data["interviews"]
    ]
    yield CoverFact(label="Interview" if len(days) == 1 else "Interviews", lines=tuple(days))
    micro = len(data["sessions"]) - len(_mocks(data))
    practice = several(len(_mocks(data)), "mock") + (f" and {several(micro, 'micro-practice')}" if micro else "")
    yield CoverFact(label="Practice", lines=(practice,))
    yield CoverFact(label="Rounds", lines=(", ".join(data["rounds"][step]["title"] for step in data["steps"]),))
    hours = [f"{several(asked.hours_count, 'hour')} from {asked.name}" for asked in _helpers(data)]
    yield CoverFact(label="Others give", lines=(listed(hours) if hours else "nothing: you practise alone",))
    arranged = [_ADJUSTED[each] for each in _ADJUSTED if each in data["candidate"]["adjustments"]]
    if arranged:
        yield CoverFact(label="Arranged", lines=(capital(", ".join(arranged)),))


def _weakest(data: Mapping[str, Any]) -> str:
    titles = [data["rounds"][each["round"]]["title"] for each in data["ranked"][:2]]
    verb = "need" if len(titles) > 1 else "needs"
    return f"{listed(titles)} {verb} you most and {verb.replace('need', 'get')} the first drills."


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
        partner="alone" if micro else _partner(data, session["partner"]),
        goal=spans(f"Exercise: {session['exercise']}" if micro and session["exercise"] else session["goal"])
        if session["exercise"] or session["goal"]
        else (),
    )


def _partner(data: Mapping[str, Any], partner: str) -> str:
    name = data["candidate"]["partners"].get(partner, "")
    return name if isinstance(name, str) and name else _NAMELESS[partner]


def _shortfall(data: Mapping[str, Any]) -> Iterator[str]:
    """Say what the plan could not give: warnings in the planner's words, then what has no day and no warning."""
    warned = {warning["what"] for warning in data["warnings"]}
    for warning in data["warnings"]:
        yield warning["text"]
    for each in data["unplaced"]:
        if each["kind"] not in warned:
            title = data["rounds"][each["round"]]["title"]
            yield f"{capital(each['kind'])} of {title}: no day has {each['minutes']} minutes for it."


class _Helper(View):
    kind: str
    name: str
    hours_count: int
    sessions: tuple[Any, ...]


def _helpers(data: Mapping[str, Any]) -> Iterator[_Helper]:
    hours = dict(data["hours_of_others"])
    for who, pool in (("peer", "peer"), ("friend", "peer"), ("expert", "expert")):
        here = tuple(session for session in _mocks(data) if session["partner"] == who)
        if here:
            yield _Helper(kind=who, name=_partner(data, who), hours_count=hours[pool], sessions=here)


def _asked(data: Mapping[str, Any]) -> Iterator[Asked]:
    for helper in _helpers(data):
        swap = ", half of them in return for theirs" if data["candidate"]["swap"] and helper.kind == "peer" else ""
        yield Asked(
            name=capital(helper.name),
            role=_ROLES[helper.kind] if helper.name != _NAMELESS[helper.kind] else "",
            hours=f"{several(helper.hours_count, 'hour')} for {several(len(helper.sessions), 'session')}{swap}",
            slots=tuple(
                Slot(
                    date=weekday(_date(session["date"])),
                    id=session["id"],
                    what=f"{kind(session)}, {data['rounds'][session['round']]['title']}",
                    minutes=f"{session['minutes']} min",
                )
                for session in helper.sessions
            ),
        )


def _ask(data: Mapping[str, Any]) -> str:
    if not any(True for _ in _helpers(data)):
        return "Nobody is asked for time in this plan. One mock with a person shows more than three alone: ask one."
    return "Send them their dates and codes today. Each code comes with a sealed sheet, read five minutes before."


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

"""A candidate's plan on paper, made from the plan in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model import Handbook, Plan
from generator.model.plan import SHEETS_AHEAD
from generator.paper.address import address_of
from generator.paper.calendar import Week, legend, weeks
from generator.paper.document import PrintedDocument
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
from generator.report.asking import Request, mocks, requests, without_others
from generator.report.evidence import Mock, criteria, logged
from generator.report.sentences import day as _date
from generator.say import adjustments, confidence_lines, counted, date, labels, listed, say, span, weekdays
from generator.say import minutes as length
from generator.text import Verbatim
from generator.wording import capital, in_footer

#: Empty rows of the log beyond the planned mocks.
_SPARE_ROWS = 5


def plan_document(handbook: Handbook, made: Plan, site: str = "", *, whole: bool = False) -> PlanDocument:
    """Make the document of a plan from the plan in words, which contains no question.

    `site` is the address at which the handbook is published; the cover shows it, also as a QR code. Candidates with
    large print among the adjustments get it in large print. `whole` says that the sheets of all sessions are made, not
    only those of the next four weeks.
    """
    data: Mapping[str, Any] = spoken(handbook, made)
    candidate = data["candidate"]
    calendar, done, asked = weeks(data), logged(data), requests(data)
    days = (made.interview - made.first).days
    return PlanDocument(
        title=say("plan.title", name=candidate["name"]),
        day=made.today,
        footer=say(
            "plan.footer",
            name=in_footer(candidate["name"]),
            date=date(made.today, "full"),
            fingerprint=data["fingerprint"],
        ),
        large="large-print" in candidate["adjustments"],
        id=candidate["id"],
        name=candidate["name"],
        heading=data["role_title"],
        template=say("plan.template", days=counted("day", days), template=data["template_title"]),
        facts=tuple(_facts(data)),
        labels=labels("both", "plan"),
        weekdays=weekdays(),
        how=tuple(_how(data, asked, whole=whole)),
        confidence=(*confidence_lines(), say("confidence.under-4")),
        site=address_of(site),
        weakest=_weakest(data),
        changes=data["changes"],
        advice=(*data["stuck"], *data["fixes"]),
        standings=tuple(_standings(data)),
        phases=tuple(
            PhaseRow(
                title=phase["title"],
                dates=span(phase["first"], phase["last"]),
                days=counted("day", (_date(phase["last"]) - _date(phase["first"])).days + 1),
                idea=say(f"phase.{phase['kind']}"),
            )
            for phase in data["phases"]
        ),
        legend=legend(data["sessions"]),
        weeks=calendar,
        done=done,
        drills=_drills(data),
        sessions=tuple(week for week in (_session_week(data, each) for each in calendar) if week.sessions),
        to_know=data["to_know"],
        ask=say("plan.ask" if asked else "plan.ask-nobody"),
        asked=asked,
        alone=without_others(data),
        stories=tuple(data["candidate"]["stories"]),
        log=tuple(_log(data, done)),
        criteria=criteria(data),
        last_days=_last_days(data),
        checklists=tuple(Checklist(title=each["title"], items=each["checklist"]) for each in data["rounds"].values()),
    )


def _first_code(data: Mapping[str, Any]) -> str:
    return next((session["id"] for session in mocks(data)), "coding-1")


def _how(data: Mapping[str, Any], asked: Sequence[Request], *, whole: bool) -> Iterator[str]:
    """Yield who gets which folder, what to do with a session, and when to make the next sheets."""
    yield say("plan.opens-partner" if asked else "plan.opens-alone", code=_first_code(data))
    yield say("plan.tick")
    yield say("plan.skip")
    last = _date(data["today"]) + SHEETS_AHEAD
    if not whole and any(_date(each["date"]) > last for each in mocks(data)):
        yield say("plan.sheets", date=date(last, "full"))


def _facts(data: Mapping[str, Any]) -> Iterator[CoverFact]:
    days = [
        say("plan.interview", date=on, label=each["label"]) if each["label"] else on
        for each in data["interviews"]
        for on in [date(each["date"], "full")]
    ]
    yield CoverFact(label=say("label.cover.interviews", count=len(days)), lines=tuple(days))
    micro = len(data["sessions"]) - len(mocks(data))
    practice = counted("mock", len(mocks(data)))
    if micro:
        practice = say("plan.practice", mocks=practice, micro=counted("micro", micro))
    yield CoverFact(label=say("label.cover.practice"), lines=(practice,))
    rounds = ", ".join(each["title"] for each in data["rounds"].values())
    yield CoverFact(label=say("label.cover.rounds"), lines=(rounds,))
    asked = requests(data)
    hours = listed([say("plan.time-of", time=each.time, name=each.called) for each in asked])
    yield CoverFact(label=say("label.cover.asked"), lines=(hours or say("plan.no-time"),))
    if back := listed([say("plan.time-for", time=each.back, name=each.called) for each in asked if each.back]):
        yield CoverFact(label=say("label.cover.back"), lines=(back,))
    if arranged := adjustments(data["candidate"]["adjustments"]):
        yield CoverFact(label=say("label.cover.arranged"), lines=(capital(", ".join(arranged)),))


def _weakest(data: Mapping[str, Any]) -> str:
    """Return the rounds to begin with. It promises drills only if each of them has one ahead."""
    weakest = data["ranked"][:2]
    ahead = {each["round"] for each in data["sessions"] if each["kind"] == "drill"}
    drilled = ahead.issuperset(each["round"] for each in weakest)
    key = "" if not drilled else "-next-drills" if data["done"] else "-first-drills"
    return say(f"plan.weakest{key}", count=len(weakest), rounds=listed([each["title"] for each in weakest]))


def _drills(data: Mapping[str, Any]) -> str:
    """Explain the two kinds of drill, if there are any ahead."""
    return say("plan.drills") if any(each["drill"] for each in data["sessions"]) else ""


def _standings(data: Mapping[str, Any]) -> Iterator[Standing]:
    for place, each in enumerate(data["ranked"]):
        round_ = data["rounds"][each["round"]]
        yield Standing(
            place=place + 1,
            title=each["title"],
            minutes=length(round_["minutes"]),
            squares=tuple(at < each["confidence"] for at in range(5)),
            confidence=say("confidence.value", confidence=each["confidence"]),
            note=say("plan.first") if place < 2 and len(data["ranked"]) > 2 else "",
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
    key = "session.short-length" if session["form"] == "short" else "session.length"
    return SessionRow(
        id=session["id"],
        date=date(session["date"]),
        mark=session["kind"],
        kind=session["what"],
        round=session["title"],
        minutes=session["minutes"],
        partner=session["who"],
        time=say(key, minutes=session["minutes"], partner=session["who"]),
        goal=spans(Verbatim(say("session.exercise", exercise=exercise)) if exercise else session["goal_text"]),
        remark=session["no_question"],
    )


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
        LastDay(date=date(day, "full"), what=_what(data, day))
        for day in (end - datetime.timedelta(days=2), end - datetime.timedelta(days=1))
    )


def _what(data: Mapping[str, Any], day: datetime.date) -> str:
    here: Sequence[Any] = [session for session in data["sessions"] if session["date"] == day.isoformat()]
    if not here:
        return say("plan.nothing")
    said = []
    for each in here:
        what = {"what": each["what"], "round": each["title"], "length": length(each["minutes"], full=True)}
        micro = each["kind"] == "micro"
        said.append(say("plan.last-micro", **what) if micro else say("plan.last-session", **what, session=each["id"]))
    return say("plan.last-day", sessions=listed(said))


#: The page of a plan that its picture shows, from 0.
_CALENDAR = 2

DOCUMENT = PrintedDocument(
    name="plan",
    template="plan",
    model=PlanDocument,
    made_for="candidate",
    make=plan_document,
    picture=_CALENDAR,
    pack_title="Practice plan",
)

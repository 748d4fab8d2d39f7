"""Describe what a log shows: confidence over time, scores side by side, and which criteria are met.

Confidence is the candidate's, 1-5; scores are the rater's, 1-4. They are kept separate, nothing is averaged, and nobody
is called ready or ranked. Scores by a language model or by the candidate are listed separately.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model.log import HUMAN
from generator.report.asking import mocks
from generator.report.sentences import day
from generator.results import LAST, same_fix
from generator.say import counted, date, kind, listed, number, say
from generator.wording import capital

#: The position of the interview on the timeline; the first day is 0.
WHOLE = 1000
#: The states of a criterion.
_STATES = ("met", "not-met", "too-little-seen")


@dataclass(frozen=True)
class Mock:
    """A mock of the log. `step` is its confidence in words; `at` is its position on the timeline, from 0 to `WHOLE`."""

    date: str
    session: str
    what: str
    round: str
    before: int
    after: int
    step: str
    fix: str
    at: int


@dataclass(frozen=True)
class RoundSoFar:
    """A round with its mocks by date; `alt` is the text alternative for a chart of them."""

    title: str
    said: str
    alt: str
    mocks: tuple[Mock, ...]


@dataclass(frozen=True)
class Waiting:
    """How many mocks of a round are done and ahead, and the next one."""

    title: str
    done: int
    ahead: int
    next: str


@dataclass(frozen=True)
class Scored:
    """The scores of a round's last mocks, side by side: a column per mock, a row per dimension."""

    title: str
    mocks: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    said: str


@dataclass(frozen=True)
class CriterionView:
    """A criterion: its state as code and in words, the evidence, and the next session that tests it with its day.

    Session and day are empty if no session tests it.
    """

    text: str
    state: str
    label: str
    evidence: str
    next: str
    when: str


@dataclass(frozen=True)
class Progress:
    """Everything that a view of progress shows. `rounds` is empty without a log."""

    name: str
    today: str
    interview: str
    left: str
    start: str
    end: str
    met: str
    done: str
    rounds: tuple[RoundSoFar, ...]
    mocks: tuple[Mock, ...]
    fixes: tuple[str, ...]
    advice: tuple[str, ...]
    changes: tuple[str, ...]
    waiting: tuple[Waiting, ...]
    scores: tuple[Scored, ...]
    apart: tuple[Scored, ...]
    criteria: tuple[CriterionView, ...]


def progress(data: Mapping[str, Any]) -> Progress:
    """Return what the log of a plan shows. `data` is the plan in words."""
    done: Sequence[Mapping[str, Any]] = data["done"]
    today, interview = day(data["today"]), day(data["interview"])
    first, mocks_done = _first(data), logged(data)
    rounds = [*dict.fromkeys([*data["rounds"], *(entry["round"] for entry in done)])]
    human = [entry for entry in done if entry["rater"] in HUMAN and entry["scores"]]
    others = [entry for entry in done if entry not in human and (entry["scores"] or entry["self"])]
    return Progress(
        name=data["candidate"]["name"],
        today=date(today, "full"),
        interview=date(interview, "full"),
        left=counted("day", (interview - today).days),
        start=date(first),
        end=date(interview),
        met=_met(data["criteria"]),
        done=_done(data),
        rounds=tuple(_round(data, each, mocks_done) for each in rounds) if mocks_done else (),
        mocks=mocks_done,
        fixes=_fixes(data),
        advice=data["stuck"],
        changes=data["changes"],
        waiting=tuple(_waiting(data, each) for each in rounds),
        scores=tuple(_scored(data, each, human) for each in rounds if _of(human, each)),
        apart=tuple(_scored(data, each, others) for each in rounds if _of(others, each)),
        criteria=criteria(data),
    )


def logged(data: Mapping[str, Any]) -> tuple[Mock, ...]:
    """Return the mocks of the log, by date."""
    first, interview = _first(data), day(data["interview"])
    return tuple(_mock(data, entry, first, interview) for entry in data["done"])


def criteria(data: Mapping[str, Any]) -> tuple[CriterionView, ...]:
    """Return every criterion with its evidence and the session that tests it next."""
    dates = {session["id"]: date(session["date"]) for session in data["sessions"]}
    return tuple(
        CriterionView(
            text=each["text"],
            state=each["state"],
            label=say(f"state.{each['state']}"),
            evidence=each["evidence"],
            next=each["session"],
            when=dates.get(each["session"], ""),
        )
        for each in data["criteria"]
    )


def _title(data: Mapping[str, Any], round_id: str) -> str:
    """Return the title of a round that is planned or logged."""
    return str(_of_plan(data, round_id)["title"])


def _of_plan(data: Mapping[str, Any], round_id: str) -> Mapping[str, Any]:
    round_: Mapping[str, Any] = data["rounds"].get(round_id) or data["logged"][round_id]
    return round_


def _first(data: Mapping[str, Any]) -> datetime.date:
    return min([day(data["first"]), *(day(entry["date"]) for entry in data["done"])])


def _of(entries: Iterable[Mapping[str, Any]], round_id: str) -> list[Mapping[str, Any]]:
    return [entry for entry in entries if entry["round"] == round_id]


def _mock(data: Mapping[str, Any], entry: Mapping[str, Any], first: datetime.date, interview: datetime.date) -> Mock:
    return Mock(
        date=date(entry["date"]),
        session=entry["session"],
        what=kind(entry["kind"]),
        round=_title(data, entry["round"]),
        before=entry["before"],
        after=entry["after"],
        step=say("confidence.step-of-5", before=entry["before"], after=entry["after"]),
        fix=entry["fix"],
        at=WHOLE * (day(entry["date"]) - first).days // max(1, (interview - first).days),
    )


def _round(data: Mapping[str, Any], round_id: str, done: Sequence[Mock]) -> RoundSoFar:
    name = _title(data, round_id)
    here = tuple(mock for mock in done if mock.round == name)
    if not here:
        return RoundSoFar(title=name, said=say("progress.no-mock"), alt=say("progress.alt-none", round=name), mocks=())
    steps = "; ".join(say("progress.step", date=each.date, before=each.before, after=each.after) for each in here)
    return RoundSoFar(
        title=name,
        said=say("progress.so-far", mocks=counted("mock", len(here)), confidence=here[-1].after),
        alt=say("progress.alt", round=name, steps=steps),
        mocks=here,
    )


def _met(criteria: Sequence[Mapping[str, Any]]) -> str:
    """Return the numbers of criteria by state, or a sentence that all are met, which promises nothing."""
    count = Counter(each["state"] for each in criteria)
    if criteria and count["met"] == len(criteria):
        return say("progress.all-met")
    said = [say(f"progress.counted.{state}", number=count[state]) for state in _STATES if count[state]]
    return say("progress.criteria", counts=", ".join(said)) if criteria else ""


def _done(data: Mapping[str, Any]) -> str:
    done = counted("mock", len(data["done"]))
    return say("progress.done", done=done, ahead=len(mocks(data)), full=data["full_mocks"]["said"])


def _fixes(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the recurring fixes, or else those that were written twice so far."""
    count = Counter(same_fix(entry["fix"]) for entry in data["done"])
    twice = [entry["fix"] for entry in data["done"] if count.pop(same_fix(entry["fix"]), 0) > 1]
    return data["fixes"] or tuple(say("progress.twice", fix=fix) for fix in twice)


def _waiting(data: Mapping[str, Any], round_id: str) -> Waiting:
    ahead = _of(mocks(data), round_id)
    following = [say("session.next", session=each["id"], date=date(each["date"]), what=each["what"]) for each in ahead]
    return Waiting(
        title=_title(data, round_id),
        done=len(_of(data["done"], round_id)),
        ahead=len(ahead),
        next=following[0] if following else "",
    )


def _scored(data: Mapping[str, Any], round_id: str, entries: Sequence[Mapping[str, Any]]) -> Scored:
    here = _of(entries, round_id)[-LAST:]
    titles: Mapping[str, str] = _of_plan(data, round_id)["dimensions"]
    known = [*titles, *(name for entry in here for name in (*entry["scores"], *entry["self"]) if name not in titles)]
    names = [name for name in dict.fromkeys(known) if any(name in (*each["scores"], *each["self"]) for each in here)]
    return Scored(
        title=_title(data, round_id),
        mocks=tuple(_column(entry) for entry in here),
        rows=tuple(
            (titles.get(name, capital(name.replace("-", " "))), tuple(_cell(entry, name) for entry in here))
            for name in names
        ),
        said=_compared(here),
    )


def _column(entry: Mapping[str, Any]) -> str:
    return say("progress.column", date=date(entry["date"]), rater=say(f"rater.{entry['rater'] or 'self'}"))


def _theirs_and_own(entry: Mapping[str, Any], name: str) -> tuple[int | str, int | str]:
    """Return the rater's score and the candidate's own, or "" for a missing one."""
    theirs, own = entry["scores"].get(name, ""), entry["self"].get(name, "")
    return ("", own or theirs) if entry["rater"] in ("self", "") else (theirs, own)


def _cell(entry: Mapping[str, Any], name: str) -> str:
    theirs, own = _theirs_and_own(entry, name)
    shown = [_score(theirs), say("progress.own", score=_score(own)) if own else ""]
    return ", ".join(part for part in shown if part) or "–"


def _score(score: int | str) -> str:
    return say("progress.not-seen") if score == "not seen" else str(score)


def _compared(entries: Sequence[Mapping[str, Any]]) -> str:
    """Return how often the candidate's own score was higher, lower or the same. Nothing is averaged."""
    pairs = [_theirs_and_own(entry, name) for entry in entries for name in entry["self"]]
    both = [(theirs, own) for theirs, own in pairs if isinstance(theirs, int) and isinstance(own, int)]
    if not both:
        return ""
    higher, lower = sum(own > theirs for theirs, own in both), sum(own < theirs for theirs, own in both)
    counts = {"higher": higher, "lower": lower, "same": len(both) - higher - lower}
    said = [say(f"progress.{name}", times=_times(count)) for name, count in counts.items() if count]
    return say("progress.compared", scores=counted("score", len(both)), counted=listed(said))


def _times(count: int) -> str:
    return (
        say({1: "times.once", 2: "times.twice"}[count]) if count in (1, 2) else say("times.more", times=number(count))
    )

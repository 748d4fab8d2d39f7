"""The view of a plan: what its pages print, in this order. It has no field for a question."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.paper.address import Address
from generator.paper.calendar import LegendEntry, Mark, Week
from generator.paper.view import Sized, Spans, View
from generator.report import CriterionView, Mock, Request


class CoverFact(View):
    """A label and its lines."""

    label: str
    lines: Annotated[tuple[str, ...], Field(min_length=1)]


class Standing(View):
    """A round with the candidate's own confidence as five squares, filled from the left."""

    place: Annotated[int, Field(ge=1)]
    title: str
    minutes: str
    squares: Annotated[tuple[bool, ...], Field(min_length=5, max_length=5)]
    confidence: str
    note: str
    why: str


class PhaseRow(View):
    """A phase of the plan and its idea."""

    title: str
    dates: str
    days: str
    idea: str


class SessionRow(View):
    """A session by its code. A plan never shows what will be asked.

    `time` says how long it takes and who runs it; `remark` is about a session without a question.
    """

    id: str
    date: str
    mark: Mark
    kind: str
    round: str
    minutes: Annotated[int, Field(ge=1)]
    partner: str
    time: str
    goal: Spans
    remark: str


class SessionWeek(View):
    """The sessions of a calendar week."""

    label: str
    dates: str
    phases: str
    sessions: tuple[SessionRow, ...]


class LogRow(View):
    """A row of the log: what is logged, room to write next to the code of a session, or an empty row."""

    date: str
    session: str
    before: str
    after: str
    fix: str


class LastDay(View):
    """One of the two days before the interview."""

    date: str
    what: str


class Checklist(View):
    """What a candidate has ready for a round."""

    title: str
    items: Annotated[tuple[str, ...], Field(min_length=1)]


class PlanDocument(Sized):
    """The whole plan. `labels` are its headings, table headers and so on; `confidence` explains 1 to 5."""

    id: str
    name: str
    heading: str
    template: str
    labels: dict[str, str]
    weekdays: Annotated[tuple[str, ...], Field(min_length=7, max_length=7)]
    facts: Annotated[tuple[CoverFact, ...], Field(min_length=1)]
    how: tuple[str, ...]
    site: Address
    weakest: str
    changes: tuple[str, ...]
    advice: tuple[str, ...]
    confidence: Annotated[tuple[str, ...], Field(min_length=6, max_length=6)]
    standings: Annotated[tuple[Standing, ...], Field(min_length=1)]
    phases: Annotated[tuple[PhaseRow, ...], Field(min_length=1)]
    legend: tuple[LegendEntry, ...]
    weeks: Annotated[tuple[Week, ...], Field(min_length=1)]
    done: tuple[Mock, ...]
    drills: str
    sessions: tuple[SessionWeek, ...]
    to_know: tuple[str, ...]
    ask: str
    asked: tuple[Request, ...]
    alone: tuple[str, ...]
    stories: tuple[str, ...]
    log: Annotated[tuple[LogRow, ...], Field(min_length=5)]
    criteria: tuple[CriterionView, ...]
    last_days: Annotated[tuple[LastDay, ...], Field(min_length=2, max_length=2)]
    checklists: tuple[Checklist, ...]

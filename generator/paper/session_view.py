"""The view of a session sheet: what its two pages print, in this order."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.paper.clock import Clock
from generator.paper.judging import Five
from generator.paper.view import Blocks, Sized, Spans, View


class Fact(View):
    """A label and its text."""

    label: str
    text: str


class Numbered(View):
    """Words about the question of this number; no number if the sheet has one question."""

    number: str
    text: Spans


class ThreeLine(View):
    """One of the three lines to read if nothing else is read."""

    label: str
    lines: Annotated[tuple[Numbered, ...], Field(min_length=1, max_length=4)]


class Milestone(View):
    """Where the candidate is by a minute of the question."""

    minute: Annotated[int, Field(ge=1)]
    state: Spans


class Answer(View):
    """What the candidate may ask, and what everyone is answered."""

    ask: Spans
    say: Spans
    do: Spans


class SheetHint(View):
    """A hint with its price."""

    kind: str
    cap: str
    when: Spans
    text: Spans


class SheetProbe(View):
    """A probe. `point` says whether it is scored, so that three boxes are printed."""

    case: Spans
    text: Spans
    looks_at: str
    point: bool


class Objection(View):
    """A pushback: what the candidate did, what to say, what to listen for."""

    case: Spans
    say: Spans
    listen_for: Spans


class Further(View):
    """A follow-up question or the curveball. `strength` says which candidate it is for; empty if all are for anyone."""

    strength: str
    ask: Spans
    listen_for: Spans


class TermLine(View):
    """A term that the candidate may use, and what the sheet calls it."""

    they: str
    means: str


class SheetQuestion(View):
    """A question as the interviewer needs it. `read` is the gist, or the prompt if it is read aloud.

    Its `minutes`, and those of milestones and hints, count from the moment the candidate gets it; `when` is in minutes
    of the session.
    """

    id: str
    number: str
    title: str
    minutes: Annotated[int, Field(ge=1)]
    when: str
    read: Blocks
    if_known: Spans
    twin: bool
    milestones: tuple[Milestone, ...]
    answers: tuple[Answer, ...]
    terms: tuple[TermLine, ...]
    hints: tuple[SheetHint, ...]
    probes: tuple[SheetProbe, ...]
    pushback: tuple[Objection, ...]
    follow_ups: Annotated[tuple[Further, ...], Field(max_length=3)]
    curveball: Further


class Surprise(View):
    """A further question, asked in the last ten minutes of a step of a loop. `read` is as in `SheetQuestion`."""

    id: str
    title: str
    minute: int
    read: Blocks
    right_if: Spans


class SessionSheet(Sized):
    """The two pages. `several` selects the layout for more than one question. `drill` is empty if it is no drill."""

    code: str
    heading: str
    facts: Annotated[tuple[Fact, ...], Field(min_length=4, max_length=4)]
    planned: str
    drill: str
    goal: Spans
    watch: str
    three: Annotated[tuple[ThreeLine, ...], Field(min_length=1, max_length=3)]
    clock: Clock
    opening: Spans
    adjustments: tuple[str, ...]
    read_label: str
    read_note: str
    several: bool
    questions: Annotated[tuple[SheetQuestion, ...], Field(min_length=1, max_length=4)]
    surprises: Annotated[tuple[Surprise, ...], Field(max_length=2)]
    stop_minute: Annotated[int, Field(ge=1)]
    stop: Spans
    pass_line: str
    dimensions: Five
    recommendation: Annotated[tuple[str, ...], Field(min_length=4, max_length=4)]
    debrief: Annotated[tuple[str, ...], Field(min_length=3, max_length=3)]

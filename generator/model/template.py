"""A plan template: its phases, loops and limits."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.model.base import Flag, Line, Minutes, Node, Prose, Slug, Whole

PhaseKind = Literal["baseline", "drills", "loops", "last"]


class PhaseTemplate(Node):
    """A stretch of days. Exactly one phase of a template stretches; the others have fixed days."""

    id: Slug = Field(description="Unique in the template.")
    kind: PhaseKind = Field(description="baseline, drills, loops or last.")
    title: Line = Field(description="Its name.")
    days: Whole = Field(default=0, ge=0, le=120, description="How long; left out where it stretches.")
    stretch: Flag = Field(default=False, description="Takes the days the others leave.")
    drills: Whole = Field(ge=0, le=14, description="Drills a week, Monday to Sunday.")


class LoopTemplate(Node):
    """A full loop, placed as late as fits."""

    by: Whole = Field(ge=3, le=120, description="Ends at least this many days before the interview.")


class PlanTemplate(Node):
    """How the days to an interview are spent."""

    id: Slug = Field(description="Unique among templates; the file's name.")
    title: Line = Field(description="Its name.")
    summary: Prose = Field(description="The idea, in a sentence.")
    days_needed: Minutes = Field(alias="from", description="Chosen from this many days to the interview on.")
    days_a_week: Whole = Field(ge=1, le=7, description="Drills and micro-practice never fill more.")
    mocks_a_day: Whole = Field(ge=1, le=6, description="Baselines and drills.")
    finals: Whole = Field(ge=0, le=4, description="Mocks in the last phase, on the weakest rounds.")
    notice: Whole = Field(ge=0, le=14, description="Days from the first on in which nobody is asked for a session.")
    asks: Whole = Field(ge=1, le=14, description="Sessions a week for which one person is asked; loops do not count.")
    phases: tuple[PhaseTemplate, ...] = Field(
        min_length=2, description="The first is the baseline, the last is the last; exactly one stretches."
    )
    loops: tuple[LoopTemplate, ...] = Field(default=(), description="First to last; `by` falls.")
    replaces: dict[Slug, Prose] = Field(
        default={}, description="Templates that are gone, with what to tell those who had them."
    )

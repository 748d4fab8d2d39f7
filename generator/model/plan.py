"""A plan: plain data, of which every output is a view. Nothing in it is absent: "", 0 or [] instead.

Dates are ISO dates, numbers whole. The order of the fields is the order of `plan.json` (design.md, section 4).
"""

from __future__ import annotations

import hashlib
import json
from typing import Literal

from pydantic import Field

from generator.model.base import Clock, Date, Level, Node, Paper, Slug, Zone
from generator.model.candidate import Weekday
from generator.model.template import PhaseKind

PLAN_VERSION = 1
SessionKind = Literal["baseline", "drill", "loop", "paid", "easy", "micro"]
#: A mock is one of these; a micro-practice is not.
MOCK_KINDS = ("baseline", "drill", "loop", "paid", "easy")
Form = Literal["full", "short", "micro"]
Partner = Literal["peer", "friend", "expert", "llm", "alone"]


class PlanPartners(Node):
    """Who is at hand, by name; "" where nobody is."""

    peer: str = Field(description="Name, or empty.")
    expert: str = Field(description="Name, or empty.")
    friend: str = Field(description="Name, or empty.")
    llm: bool = Field(description="Whether a language model is at hand.")


class PlanCandidate(Node):
    """The candidate, as far as the plan needs them."""

    id: Slug = Field(description="Id; name of the output folder.")
    name: str = Field(description="Name as on the plan.")
    role: str = Field(description="Role id.")
    role_title: str = Field(description="The role at their level, in words.")
    level: Level = Field(description="Level.")
    times: dict[Weekday, Clock] = Field(description="When the free minutes of a weekday begin, where it is known.")
    zone: Zone | Literal[""] = Field(description="Time zone of the times, or empty.")
    paper: Paper = Field(description="a4 or letter.")
    adjustments: list[str] = Field(description="Codes.")
    partners: PlanPartners = Field(description="Who is at hand.")
    swap: bool = Field(description="Whether the peer is interviewed in return.")
    stories: list[str] = Field(description="Titles of stories to tell.")


class PlanInterview(Node):
    """One interview."""

    date: Date = Field(description="Its day.")
    label: str = Field(description="What it is.")
    rounds: list[str] = Field(description="Its rounds, where known.")


class PlanTemplateName(Node):
    """The template the plan follows."""

    id: str = Field(description="Template id.")
    title: str = Field(description="Its title.")


class PlanRound(Node):
    """A round of the loop. Minutes without the candidate's extra time."""

    title: str = Field(description="Its title.")
    minutes: int = Field(description="Minutes in full.")
    short: int = Field(description="Minutes in short form.")
    dimensions: dict[str, str] = Field(description="Titles of what is scored, by id.")
    checklist: list[str] = Field(description="What the candidate has ready.")


class RankedRound(Node):
    """A round with its place in the order of need."""

    round: str = Field(description="Round id.")
    confidence: int = Field(description="Confidence now, 1-5.")
    need: int = Field(description="Confidence, at most 3 after a failed mock.")
    weight: int = Field(description="The role's weight times the steps.")
    stubborn: bool = Field(description="Whether it refuses to improve.")
    why: str = Field(description="The reason for its place.")


class Phase(Node):
    """A stretch of days."""

    id: str = Field(description="Id in the template.")
    kind: PhaseKind = Field(description="baseline, drills, loops or last.")
    title: str = Field(description="Its title.")
    first: Date = Field(description="First day.")
    last: Date = Field(description="Last day.")


class Loop(Node):
    """A string of rounds within ten days."""

    id: int = Field(description="From 1.")
    first: Date = Field(description="First day.")
    last: Date = Field(description="Last day.")
    full: bool = Field(description="Every step in full.")
    done: int = Field(description="Steps logged already.")


class Session(Node):
    """One mock or one micro-practice on one date. `id` is its code on paper, too."""

    id: str = Field(description="<round>-<n>, or micro-<date>.")
    date: Date = Field(description="Its day.")
    phase: str = Field(description="Phase id.")
    kind: SessionKind = Field(description="baseline, drill, loop, paid, easy or micro.")
    loop: int = Field(description="Loop id, or 0.")
    round: str = Field(description="Round id.")
    form: Form = Field(description="full, short or micro.")
    minutes: int = Field(description="Minutes, extra time included.")
    partner: Partner = Field(description="Who is needed.")
    questions: list[str] = Field(description="Question ids: the interviewer's alone.")
    surprises: list[str] = Field(description="Question ids: the interviewer's alone.")
    exercise: str = Field(description="Title of the exercise of a micro-practice, or empty.")
    goal: str = Field(description="Micro-goal, or empty.")

    @property
    def codes(self) -> tuple[str, ...]:
        """The code on each candidate's sheet: the session's own, with a letter where it holds several questions."""
        letters = "abcd" if len(self.questions) > 1 else ("",)
        return tuple(self.id + letter for letter, _ in zip(letters, self.questions, strict=False))


class Done(Node):
    """A mock of the log."""

    date: Date = Field(description="Its day.")
    round: str = Field(description="Round id.")
    kind: SessionKind = Field(description="baseline, drill, loop, paid or easy; filled in where the log has none.")
    before: int = Field(description="Confidence before, 1-5.")
    after: int = Field(description="Confidence after, 1-5.")
    fix: str = Field(description="The single biggest thing to fix.")
    rater: str = Field(description="Who scored: peer, expert, friend, llm, self, or empty.")
    session: str = Field(description="Session id, counted where the log has none.")
    questions: list[str] = Field(description="Question ids: the interviewer's alone.")
    scores: dict[str, int | str] = Field(description="Per dimension 1-4, or: not seen.")
    self: dict[str, int | str] = Field(description="The candidate's own scores.")


class Criterion(Node):
    """Something to reach before the interview, and what the log says of it."""

    id: str = Field(description="<round>-confidence, <round>-passed or full-mocks.")
    text: str = Field(description="What is to be reached.")
    state: Literal["met", "not met", "too little seen"] = Field(description="met, not met or too little seen.")
    evidence: str = Field(description="What the log shows.")
    session: str = Field(description="The next session that tests it, or empty.")


class Unplaced(Node):
    """What fitted nowhere."""

    kind: SessionKind = Field(description="What it is.")
    round: str = Field(description="Round id.")
    minutes: int = Field(description="What it would need.")


class Warning(Node):
    """What the plan could not give."""

    what: Literal["baseline", "paid", "drill", "loop", "full mocks", "bank", "stubborn", "fix"] = Field(
        description="About what."
    )
    minutes: int = Field(description="Minutes short; 0 for bank, stubborn and fix.")
    text: str = Field(description="In words for the candidate.")


class FullMocks(Node):
    """Loops with every step in full."""

    wanted: int = Field(description="Wanted before the interview.")
    done: int = Field(description="Logged.")
    planned: int = Field(description="In this plan.")


class HoursOfOthers(Node):
    """Hours asked of other people, rounded up."""

    peer: int = Field(description="Of peer or friend.")
    expert: int = Field(description="Of the expert.")


class Plan(Node):
    """A dated practice plan."""

    version: int = Field(description="Of this format.")
    candidate: PlanCandidate = Field(description="Who it is for.")
    interviews: list[PlanInterview] = Field(description="By date; the plan aims at the last.")
    first: Date = Field(description="First day.")
    today: Date = Field(description="The day it was made.")
    interview: Date = Field(description="The day it aims at.")
    template: PlanTemplateName = Field(description="The template it follows.")
    steps: list[str] = Field(description="Round ids in loop order.")
    rounds: dict[str, PlanRound] = Field(description="The rounds of the loop.")
    ranked: list[RankedRound] = Field(description="Weakest first.")
    phases: list[Phase] = Field(description="By date.")
    loops: list[Loop] = Field(description="By date.")
    sessions: list[Session] = Field(description="By date, then order of the day.")
    done: list[Done] = Field(description="The log, by date.")
    changes: list[str] = Field(description="What the log changed in this plan and why, in words for the candidate.")
    unplaced: list[Unplaced] = Field(description="What fitted nowhere.")
    warnings: list[Warning] = Field(description="What the plan could not give.")
    full_mocks: FullMocks = Field(description="Full mocks wanted, done and planned.")
    hours_of_others: HoursOfOthers = Field(description="Whom to ask for how much.")
    fresh: dict[str, int] = Field(description="Per round: fitting, unseen questions in no session.")
    criteria: list[Criterion] = Field(description="What is to be reached, with evidence.")
    fingerprint: str = Field(description="12 hex digits over the rest.")

    def to_json(self) -> str:
        """Give the bytes of `plan.json`: fields in order, two spaces, no ASCII escapes, one newline at the end."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"

    def mark(self) -> str:
        """Work out the fingerprint: 12 hex of SHA-256 over all but the fingerprint, keys sorted, no spaces."""
        data = self.model_dump(mode="json", exclude={"fingerprint"})
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def without_questions(self) -> dict[str, object]:
        """Copy the plan as JSON data for the candidate's eyes: no question, no surprise."""
        data = self.model_dump(mode="json")
        for session in data["sessions"]:
            del session["questions"], session["surprises"]
        for entry in data["done"]:
            del entry["questions"]
        return data

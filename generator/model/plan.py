"""A plan as plain data; every output is a view of it. A missing value is "", 0 or [], never null.

Dates are ISO dates and numbers are whole. The order of the fields is that of `plan.json`. A plan contains facts and no
sentences: `report` puts them in words, with titles from the handbook (rule 26).
"""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Literal

from pydantic import ConfigDict, Field

from generator.model.base import Clock, Date, Level, Node, Paper, Slug, Zone
from generator.model.candidate import Weekday
from generator.model.facts import Change, Criterion, Form, Note, Partner, PersonKind, Reason, SessionKind, is_mock
from generator.model.template import PhaseKind

PLAN_VERSION = 2
#: How far ahead sheets are made. A plan changes with every log entry, so later sheets would soon be out of date.
SHEETS_AHEAD = datetime.timedelta(weeks=4)


class PlanPartners(Node):
    """Who is available, by name; [] where nobody is."""

    peer: list[str] = Field(description="Names.")
    friend: list[str] = Field(description="Names.")
    expert: list[str] = Field(description="Names.")
    llm: bool = Field(description="Whether a language model is available.")


class PlanCandidate(Node):
    """The candidate, as far as the plan needs them."""

    id: Slug = Field(description="Id; name of the output folder.")
    name: str = Field(description="Name as on the plan.")
    role: str = Field(description="Role id.")
    level: Level = Field(description="Level.")
    times: dict[Weekday, Clock] = Field(description="When the free minutes of a weekday begin, where it is known.")
    zone: Zone | Literal[""] = Field(description="Time zone of the times, or empty.")
    paper: Paper = Field(description="a4 or letter.")
    adjustments: list[str] = Field(description="Codes.")
    partners: PlanPartners = Field(description="Who is available.")
    swap: bool = Field(description="Whether peers are interviewed in return.")
    stories: list[str] = Field(description="Titles of the candidate's own stories.")


class PlanInterview(Node):
    """One interview."""

    date: Date = Field(description="Its day.")
    label: str = Field(description="What the candidate calls it, or empty.")
    rounds: list[str] = Field(description="The rounds it names.")


class PlanRound(Node):
    """A round of the plan. Minutes without the candidate's extra time."""

    minutes: int = Field(description="Minutes in full.")
    short: int = Field(description="Minutes in short form.")


class RankedRound(Node):
    """A round with its place among the priorities."""

    round: str = Field(description="Round id.")
    confidence: int = Field(description="Confidence now, 1-5; 3 where nobody rated it.")
    need: int = Field(description="Confidence, at most 3 after a failed mock.")
    weight: int = Field(description="The role's weight times the steps.")
    due: Date = Field(description="The first interview ahead that means it.")
    until: Date = Field(description="The last interview ahead that means it.")
    stubborn: bool = Field(description="Whether it refuses to improve.")
    why: list[Reason] = Field(description="The reasons for its place.")


class Week(Node):
    """A calendar week, Monday to Sunday, from the first day on and up to the interview."""

    n: int = Field(description="From 1.")
    first: Date = Field(description="First day.")
    last: Date = Field(description="Last day.")


class Phase(Node):
    """A stretch of days."""

    id: str = Field(description="Id in the template.")
    kind: PhaseKind = Field(description="baseline, drills, loops or last.")
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

    model_config = ConfigDict(populate_by_name=True)

    id: str = Field(description="<round>-<n>, or micro-<date>.")
    date: Date = Field(description="Its day.")
    week: int = Field(description="Number of its week.")
    phase: str = Field(description="Phase id.")
    kind: SessionKind = Field(description="baseline, drill, loop, final, paid, easy or micro.")
    drill: Literal["again", "check", ""] = Field(description="again or check; empty where it is no drill.")
    loop: int = Field(description="Loop id, or 0.")
    round: str = Field(description="Round id.")
    form: Form = Field(description="full, short or micro.")
    minutes: int = Field(description="Minutes, extra time included.")
    partner: Partner = Field(description="Who runs it.")
    person: str = Field(alias="with", description="Their name; empty for a model, alone and an unnamed expert.")
    questions: list[str] = Field(description="Question ids: the interviewer's alone.")
    surprises: list[str] = Field(description="Question ids: the interviewer's alone.")
    exercise: int = Field(description="Which exercise of the round a micro-practice is, from 1, or 0.")
    goal: int = Field(description="Which micro-goal of the round a drill has, from 1, or 0.")

    @property
    def is_mock(self) -> bool:
        """True if it is a mock, not a micro-practice."""
        return is_mock(self.kind)

    @property
    def by_a_person(self) -> bool:
        """True if a person runs it: neither a language model nor the candidate alone."""
        return self.partner not in ("llm", "alone")

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of each candidate's sheet: the session's id, with a letter if it has several questions."""
        letters = "abcd" if len(self.questions) > 1 else ("",)
        return tuple(self.id + letter for letter, _ in zip(letters, self.questions, strict=False))


class Done(Node):
    """A mock of the log."""

    model_config = ConfigDict(populate_by_name=True)

    date: Date = Field(description="Its day.")
    round: str = Field(description="Round id.")
    kind: SessionKind = Field(
        description="baseline, drill, loop, final, paid or easy; filled in where the log has none."
    )
    before: int = Field(description="Confidence before, 1-5.")
    after: int = Field(description="Confidence after, 1-5.")
    fix: str = Field(description="The single biggest thing to fix, in the candidate's words.")
    rater: str = Field(description="Who scored: peer, expert, friend, llm, self, or empty.")
    session: str = Field(description="Session id, counted where the log has none.")
    questions: list[str] = Field(description="Question ids: the interviewer's alone.")
    scores: dict[str, int | str] = Field(description="Per dimension 1-4, or: not seen.")
    self_scores: dict[str, int | str] = Field(alias="self", description="The candidate's own scores.")


class Unplaced(Node):
    """What fitted nowhere."""

    kind: SessionKind = Field(description="What it is.")
    round: str = Field(description="Round id.")
    minutes: int = Field(description="What it would need.")


class FullMocks(Node):
    """Loops with every step in full."""

    wanted: int = Field(description="Wanted before the interview.")
    done: int = Field(description="Logged.")
    planned: int = Field(description="In this plan.")


class Person(Node):
    """A person who is asked for time."""

    name: str = Field(description="Their name; empty for an unnamed expert.")
    kind: PersonKind = Field(description="peer, friend or expert.")
    sessions: int = Field(description="Sessions they are asked to run.")
    minutes: int = Field(description="Minutes of these.")
    swap_minutes: int = Field(description="Minutes that the candidate gives in return: the same with swap, else 0.")


class Plan(Node):
    """A dated practice plan: codes, numbers, ids, dates, names and the candidate's own words, and no other sentence."""

    version: int = Field(description="Of this format.")
    candidate: PlanCandidate = Field(description="Who it is for.")
    interviews: list[PlanInterview] = Field(description="By date; the plan aims at the last.")
    first: Date = Field(description="First day.")
    today: Date = Field(description="The day it was made.")
    interview: Date = Field(description="The day it aims at.")
    template: str = Field(description="Id of the template it follows.")
    steps: list[str] = Field(description="Round ids of a loop, in the order of the day; may be empty.")
    rounds: dict[str, PlanRound] = Field(description="The rounds of the plan.")
    ranked: list[RankedRound] = Field(description="Weakest first.")
    weeks: list[Week] = Field(description="From the first day to the interview.")
    phases: list[Phase] = Field(description="By date.")
    loops: list[Loop] = Field(description="By date.")
    sessions: list[Session] = Field(description="By date, then order of the day.")
    done: list[Done] = Field(description="The log, by date.")
    changes: list[Change] = Field(description="How it differs from the plan before; empty without a log.")
    unplaced: list[Unplaced] = Field(description="What fitted nowhere.")
    notes: list[Note] = Field(description="What the candidate should know.")
    full_mocks: FullMocks = Field(description="Full mocks wanted, done and planned.")
    people: list[Person] = Field(description="Who is asked for how much.")
    fresh: dict[str, int] = Field(description="Per round: fitting, unseen questions in no session.")
    criteria: list[Criterion] = Field(description="Goals, and what the log says of each.")
    fingerprint: str = Field(description="12 hex digits over the rest.")

    @property
    def mocks(self) -> list[Session]:
        """The sessions that aren't micro-practice."""
        return [each for each in self.sessions if each.is_mock]

    def to_json(self) -> str:
        """Return the text of `plan.json`: fields in order, indented by two spaces, no ASCII escapes, final newline."""
        return json.dumps(self.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2) + "\n"

    def compute_fingerprint(self) -> str:
        """Return the fingerprint: 12 hex digits of the SHA-256 of all other fields as compact JSON with sorted keys."""
        data = self.model_dump(mode="json", by_alias=True, exclude={"fingerprint"})
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def without_questions(self) -> dict[str, object]:
        """Return the plan as JSON data for the candidate: without questions and surprises."""
        data = self.model_dump(mode="json", by_alias=True)
        for session in data["sessions"]:
            del session["questions"], session["surprises"]
        for entry in data["done"]:
            del entry["questions"]
        return data

"""Criteria: the goals before the interview, and the evidence for them in the log (rule 36)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import Date, Node, Slug
from generator.model.facts.kinds import Confidence, Count

State = Literal["met", "not-met", "too-little-seen"]


class _Criterion(Node):
    id: str = Field(description="<round>-confidence, <round>-passed or full-mocks.")
    state: State = Field(description="met, not-met or too-little-seen.")
    session: str = Field(description="The next session that tests it, or empty.")


class ConfidenceCriterion(_Criterion):
    """A round at 4 of 5 or more."""

    code: Literal["confidence"] = "confidence"
    round: Slug = Field(description="Round id.")
    wanted: Confidence = Field(description="The confidence to reach.")
    mocks: Count = Field(description="Mocks of the round in the log.")
    first: Date | Literal[""] = Field(description="Day of the first of them, or empty.")
    before: int = Field(description="Confidence before it, or 0.")
    last: Date | Literal[""] = Field(description="Day of the last of them, or empty.")
    after: int = Field(description="Confidence after it, or 0.")


class Judged(Node):
    """A mock that a person scored in full, against the pass line."""

    date: Date = Field(description="Its day.")
    passed: bool = Field(description="Whether it was passed.")
    core_failed: bool = Field(description="Whether a core dimension was below 3.")


class PassedCriterion(_Criterion):
    """A round passed in two of its last three scored mocks, the latest not failed in a core dimension."""

    code: Literal["passed"] = "passed"
    round: Slug = Field(description="Round id.")
    wanted: Count = Field(description="Passes to reach.")
    of: Count = Field(description="Mocks it looks back on.")
    scored: list[Judged] = Field(description="The last mocks that a person scored in full, by date; at most three.")
    ahead: Count = Field(description="Planned mocks of the round that test it, whoever runs them.")


class Span(Node):
    """A run of days."""

    first: Date = Field(description="First day.")
    last: Date = Field(description="Last day.")


class FullMocksCriterion(_Criterion):
    """As many full mocks as the plan wants (rule 30)."""

    code: Literal["full-mocks"] = "full-mocks"
    wanted: Count = Field(description="Full mocks to reach.")
    loops: list[Span] = Field(description="The full mocks in the log, by date.")


Criterion = Annotated[ConfidenceCriterion | PassedCriterion | FullMocksCriterion, Field(discriminator="code")]

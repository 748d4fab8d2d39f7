"""A candidate's log: each mock in the candidate's words and the rater's scores. Private."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, RootModel
from pydantic_core import PydanticCustomError

from generator.model.base import Date, Line, Node, Note, Slug
from generator.model.candidate import Confidence

Rater = Literal["peer", "expert", "friend", "llm", "self"]
#: Raters whose scores count as evidence. A language model's and the candidate's own scores never count.
HUMAN: tuple[Rater, ...] = ("peer", "expert", "friend")
LoggedKind = Literal["baseline", "drill", "loop", "final", "paid", "easy"]
NOT_SEEN = "not seen"


def _score(value: object) -> object:
    if value == NOT_SEEN or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 4):
        return value
    raise PydanticCustomError("score", "expected a score from 1 to 4, or: not seen")


#: A rater's score, 1-4. It is never mixed with the candidate's confidence, 1-5.
Score = Annotated[Literal[1, 2, 3, 4, "not seen"], BeforeValidator(_score)]


class Debrief(Node):
    """The three questions after a mock."""

    lost_confidence: Note | None = Field(default=None, description="Where confidence was lost.")
    assumed: Note | None = Field(default=None, description="What was assumed.")
    one_level_stronger: Note | None = Field(default=None, description="What would have been one level stronger.")


class LogEntry(Node):
    """One mock. Date, round, before, after and fix are enough."""

    model_config = ConfigDict(populate_by_name=True)

    date: Date = Field(description="The day of the mock.")
    round: Line = Field(description="A round of the handbook, by its id, title or another of its names.")
    before: Confidence = Field(description="Confidence before, 1-5.")
    after: Confidence = Field(description="Confidence after, 1-5.")
    fix: Line = Field(description="The single biggest thing to fix.")

    session: Line | None = Field(default=None, description="Its id in the plan, such as coding-2.")
    kind: LoggedKind | None = Field(
        default=None,
        description="baseline, drill, loop, final, paid or easy. Default: the first of a round is its baseline.",
    )
    rater: Rater | None = Field(default=None, description="Who scored: peer, expert, friend, llm or self.")
    questions: tuple[Slug, ...] = Field(default=(), description="Questions that were asked.")
    scores: dict[Slug, Score] = Field(default={}, description="Per dimension 1-4, or: not seen.")
    self_scores: dict[Slug, Score] = Field(
        default={}, alias="self", description="The candidate's own, before the feedback."
    )
    debrief: Debrief | None = Field(default=None, description="The three questions.")
    micro_goal: Note | None = Field(default=None, description="By the next mock I will …")

    @property
    def by_human(self) -> bool:
        """True if the rater's scores count as evidence."""
        return self.rater in HUMAN and bool(self.scores)

    @property
    def with_expert(self) -> bool:
        """True if an expert ran it."""
        return self.rater == "expert" or self.kind == "paid"


class LogFile(RootModel[tuple[LogEntry, ...]]):
    """A candidate's log: a list of mocks."""


Log = tuple[LogEntry, ...]

"""Notes: what the candidate should know about the plan."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import Date, Node, Slug
from generator.model.facts.kinds import Confidence, Count, PersonKind, SessionKind


class Over(Node):
    """The interviews that name a round are over, so it is left out (rule 1)."""

    code: Literal["over"] = "over"
    round: Slug = Field(description="Round id.")


class NotPlanned(Node):
    """A round that the candidate rated or logged is not in the plan (rule 1)."""

    code: Literal["not-planned"] = "not-planned"
    round: Slug = Field(description="Round id.")


class AimsAtLast(Node):
    """An earlier interview means all the steps, too, but the plan aims at the last one (rule 3)."""

    code: Literal["aims-at-last"] = "aims-at-last"
    date: Date = Field(description="Day of the earlier interview.")


class Unrated(Node):
    """A round is not rated and has no log entry (rule 4)."""

    code: Literal["unrated"] = "unrated"
    round: Slug = Field(description="Round id.")


class Start(Node):
    """The candidate's file has no `start`, so a plan made tomorrow may have other weeks (rule 9)."""

    code: Literal["start"] = "start"
    date: Date = Field(description="The first day to write into the file.")


class NoRoom(Node):
    """Sessions of a kind for which no day was found; the plan's `unplaced` names them."""

    code: Literal["no-room"] = "no-room"
    kind: SessionKind = Field(description="Their kind.")
    minutes: Count = Field(description="Minutes of all of them.")
    reason: Literal["no-day", "too-near", "no-question"] = Field(
        description="too-near: no day is left that could be freed. no-question: the bank is out. no-day: all else."
    )


class FullMocksMissing(Node):
    """Fewer full mocks than wanted (rule 30)."""

    code: Literal["full-mocks"] = "full-mocks"
    wanted: Count = Field(description="Wanted before the interview.")
    done: Count = Field(description="Logged.")
    planned: Count = Field(description="In this plan.")
    minutes: Count = Field(description="Minutes that are missing.")
    reason: Literal["too-near", "too-short", "taken"] = Field(
        description="too-near: no day is left for one. too-short: no run of days is long enough, even if empty. "
        "taken: there are such days, but what is placed before it takes them."
    )


class BankOut(Node):
    """The bank has too few questions for a round (rule 19)."""

    code: Literal["bank"] = "bank"
    round: Slug = Field(description="Round id.")
    fitting: Count = Field(description="Questions of this round and level in the bank, seen ones included.")
    missing: Count = Field(description="Questions that its mocks should have and do not.")
    without: Count = Field(description="Mocks without any question.")
    surprises: Count = Field(description="Surprises left out.")


class Stubborn(Node):
    """A round has not improved in its last three mocks (rule 35)."""

    code: Literal["stubborn"] = "stubborn"
    round: Slug = Field(description="Round id.")
    dates: list[Date] = Field(description="Days of these three mocks.")
    before: Confidence = Field(description="Confidence before the first.")
    after: Confidence = Field(description="Confidence after the last.")
    paid: Date | Literal[""] = Field(description="Day of the mock with an expert, or empty where no day was found.")


class FixAgain(Node):
    """The same fix was written down three times or more."""

    code: Literal["fix"] = "fix"
    fix: str = Field(description="As the candidate first wrote it.")
    times: Count = Field(description="How often.")


class Much(Node):
    """One person is asked for a lot of time (rule 23)."""

    code: Literal["much"] = "much"
    name: str = Field(description="Their name, or empty.")
    kind: PersonKind = Field(description="peer, friend or expert.")
    minutes: Count = Field(description="Minutes asked of them, what they get in return included.")


Note = Annotated[
    Over | NotPlanned | AimsAtLast | Unrated | Start | NoRoom | FullMocksMissing | BankOut | Stubborn | FixAgain | Much,
    Field(discriminator="code"),
]

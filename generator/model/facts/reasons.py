"""Reasons: why a round has its place in the ranking."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import Node
from generator.model.facts.kinds import Confidence, Count


class Rated(Node):
    """The candidate's own rating counts."""

    code: Literal["rated"] = "rated"
    confidence: Confidence = Field(description="What the candidate gave.")


class UnratedReason(Node):
    """Nobody has rated the round, so the rating in the middle counts."""

    code: Literal["unrated"] = "unrated"
    confidence: Confidence = Field(description="What it counts as.")


class Logged(Node):
    """The confidence after the last logged mock counts."""

    code: Literal["logged"] = "logged"
    mocks: Count = Field(description="Mocks of the round in the log.")
    confidence: Confidence = Field(description="Confidence after the last of them.")


class Failed(Node):
    """The last mock that a person scored was not passed, so the round counts as less than its confidence."""

    code: Literal["failed"] = "failed"
    mocks: Count = Field(description="Mocks of the round in the log.")
    confidence: Confidence = Field(description="Confidence after the last of them.")
    need: Confidence = Field(description="What it counts as.")


class Weight(Node):
    """How the round's weight compares with that of the others in the plan."""

    code: Literal["weight"] = "weight"
    compared: Literal["only", "same", "heaviest", "among-heaviest", "lightest", "among-lightest", "between"] = Field(
        description="only: no other round. same: all weigh the same. heaviest and lightest: no other weighs as much."
    )


Reason = Annotated[Rated | UnratedReason | Logged | Failed | Weight, Field(discriminator="code")]

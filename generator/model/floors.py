"""Floors: the least that the bank must contain, and how similar two of its questions may be (`content/floors.yml`)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.base import Level, Node, Slug
from generator.model.question import Difficulty

Count = Annotated[int, Field(strict=True, ge=0, le=10_000)]


class RoundFloors(Node):
    """The least that a round must hold. A question counts at each of its levels and topics."""

    questions: Count = Field(default=0, description="In all.")
    levels: dict[Level, Count] = Field(default={}, description="Per level.")
    difficulty: dict[Difficulty, Count] = Field(default={}, description="Per difficulty.")
    topics: dict[Slug, Count] = Field(default={}, description="Per topic.")


class Floors(Node):
    """What the bank is held to."""

    similarity: Annotated[int, Field(strict=True, ge=1, le=100)] = Field(
        default=100, description="Percent of three-word sequences that two questions may share at most."
    )
    rounds: dict[Slug, RoundFloors] = Field(default={}, description="Per round.")

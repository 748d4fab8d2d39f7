"""A role: its rounds per level, in the order of the interview day."""

from __future__ import annotations

from pydantic import Field

from generator.model.base import Level, Line, Minutes, Node, Prose, Slug, Whole


class LoopRound(Node):
    """A round's place in a screen or loop. Minutes are those of the real interview and only shown."""

    round: Slug = Field(description="Which round.")
    times: Whole = Field(default=1, ge=1, le=4, description="How often it comes.")
    weight: Whole = Field(ge=1, le=3, description="How much it counts, 1-3; our judgement.")
    minutes: Minutes = Field(description="Minutes in the real interview, without feedback.")


class RoleLevel(Node):
    """A role at one level."""

    id: Level = Field(description="junior, mid, senior or staff.")
    title: Line | None = Field(default=None, description="Its name where the role has another.")
    scope: Prose = Field(description="What is expected, in a sentence.")
    screen: tuple[LoopRound, ...] = Field(default=(), description="Before the loop.")
    loop: tuple[LoopRound, ...] = Field(min_length=1, description="In the order of the day.")


class Role(Node):
    """A job people interview for."""

    id: Slug = Field(description="Unique among roles; the file's name.")
    title: Line = Field(description="Its name.")
    aliases: tuple[Line, ...] = Field(default=(), description="Other names that people and advertisements use for it.")
    family: Slug = Field(description="engineering, data, product …")
    summary: Prose = Field(description="What it is, in a sentence.")
    levels: tuple[RoleLevel, ...] = Field(min_length=1, description="From junior up.")
    topics: dict[str, tuple[Slug, ...]] = Field(default={}, description="Topics that come up, per round.")
    themes: tuple[Slug, ...] = Field(default=(), description="Story themes asked for.")
    keywords: dict[str, Slug] = Field(
        default={},
        description="Words of a job advertisement that hint at a round. mentor* is found in mentoring.",
    )

    def level(self, level: Level) -> RoleLevel | None:
        """Return the role at this level, or None if it lacks the level."""
        return next((each for each in self.levels if each.id == level), None)

"""Stories for conversational rounds: those a candidate can tell, and the themes that interviewers ask about."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.base import Flag, Line, Node, Prose, Slug

Seconds = Annotated[int, Field(strict=True, ge=10, le=900)]


class StoryTheme(Node):
    """What stories are asked about. Stands in `content/stories.yml`."""

    id: Slug = Field(description="Unique among themes.")
    title: Line = Field(description="Its name.")
    core: Flag = Field(description="One of the five that nearly every loop asks about.")
    asks: Line = Field(description="How it is asked, in a few words.")
    follow_ups: tuple[Prose, ...] = Field(min_length=3, description="What to expect next.")


class Themes(Node):
    """The file `content/stories.yml`."""

    themes: tuple[StoryTheme, ...] = Field(min_length=5, description="The five core ones first.")


class Story(Node):
    """One story of a candidate. Private. What is not written yet may be left out."""

    title: Line = Field(description="A name to call it by.")
    themes: tuple[Slug, ...] = Field(min_length=1, description="Themes it can answer.")
    situation: Prose | None = Field(default=None, description="Where and when, as much as a stranger needs.")
    task: Prose | None = Field(default=None, description="What was to be done, and why it fell to you.")
    action: Prose | None = Field(default=None, description="What you did yourself.")
    result: Prose | None = Field(default=None, description="What changed.")
    reflection: Prose | None = Field(default=None, description="What you would do otherwise, or have done since.")
    metric: Line | None = Field(default=None, description="The number that shows it.")
    benefited: Line | None = Field(default=None, description="Who was better off.")
    seconds: Seconds | None = Field(default=None, description="How long it takes to tell, 10-900.")
    confidence: Annotated[int, Field(strict=True, ge=1, le=5)] | None = Field(
        default=None, description="How sure you are of telling it well, 1-5."
    )

"""Ways to hold a mock: with whom, and what each is good for. They stand in `content/formats.yml`."""

from __future__ import annotations

from pydantic import Field

from generator.model.base import Line, Node, Prose, Slug


class Format(Node):
    """One way to hold a mock."""

    id: Slug = Field(description="Unique among formats.")
    title: Line = Field(description="Its name.")
    best_for: Prose = Field(description="What it is best for.")
    gains: Prose = Field(description="What it gives that others don't.")
    costs: Prose = Field(description="What it costs: money, nerves, time, truth.")
    when: Prose = Field(description="When in a plan.")


class Formats(Node):
    """The file `content/formats.yml`."""

    guide: Slug = Field(description="The guide that shows them side by side, at its end.")
    formats: tuple[Format, ...] = Field(min_length=2, description="In the order of the table.")

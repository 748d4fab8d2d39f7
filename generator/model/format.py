"""Ways to hold a mock: with whom, and what each is good for. They stand in `content/formats.yml`."""

from __future__ import annotations

import re

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

    guide: Slug = Field(description="The guide that shows them side by side.")
    heading: Line = Field(description="The heading of the guide under which they stand.")
    formats: tuple[Format, ...] = Field(min_length=2, description="In the order of the table.")

    def place_in(self, body: str) -> int:
        """Find where in the body of a guide the table goes, right after its heading; 0 without such a heading."""
        found = re.search(rf"^## {re.escape(self.heading)}$\n?", body, re.MULTILINE)
        return found.end() if found else 0

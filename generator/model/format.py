"""Formats of a mock: who runs it, and what each format is good for (`content/formats.yml`)."""

from __future__ import annotations

import re

from pydantic import Field

from generator.model.base import Line, Node, Prose, Slug


class Format(Node):
    """One format of a mock."""

    id: Slug = Field(description="Unique among formats.")
    title: Line = Field(description="Its name.")
    best_for: Prose = Field(description="What it is best for.")
    gains: Prose = Field(description="What it gives that others don't.")
    costs: Prose = Field(description="What it costs: money, nerves, time, truth.")
    when: Prose = Field(description="When in a plan.")


class Formats(Node):
    """The file `content/formats.yml`."""

    guide: Slug = Field(description="The guide that shows them side by side.")
    heading: Line = Field(description="The heading of the guide under which they appear.")
    formats: tuple[Format, ...] = Field(min_length=2, description="In the order of the table.")

    def place_in(self, body: str) -> int:
        """Return the index in a guide's body where the table goes, after its heading; 0 if there is no such heading."""
        match = re.search(rf"^## {re.escape(self.heading)}$\n?", body, re.MULTILINE)
        return match.end() if match else 0

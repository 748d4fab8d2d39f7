"""The order of the guides: shelves, each with a title (`content/guides.yml`)."""

from __future__ import annotations

from pydantic import Field

from generator.model.base import Line, Node, Slug


class Shelf(Node):
    """Guides that belong together."""

    title: Line = Field(description="Its name.")
    guides: tuple[Slug, ...] = Field(min_length=1, description="In the order of reading.")


class Shelves(Node):
    """The file `content/guides.yml`. Every guide is on one shelf."""

    shelves: tuple[Shelf, ...] = Field(min_length=1, description="In the order of the page.")

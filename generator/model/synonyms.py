"""What people type into the search, and the pages that they mean (`content/synonyms.yml`)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from generator.model.base import Line, Node

#: A page's path in the site without its ending.
Address = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$", max_length=160)]


class Synonym(Node):
    """Words that no page needs to contain, and the pages that are meant by them."""

    say: tuple[Line, ...] = Field(
        min_length=1,
        description="What people type: words or phrases. Case, endings and slips of the keyboard don't matter.",
    )
    means: tuple[Address, ...] = Field(
        min_length=1, description="The addresses of the pages, best first, such as rounds/coding or plans/index."
    )


class Synonyms(Node):
    """The file `content/synonyms.yml`: the search's own words."""

    spellings: tuple[Annotated[tuple[Line, ...], Field(min_length=2)], ...] = Field(
        default=(), description="Words that count as the same: British and American, in one word and in two."
    )
    offered: tuple[Line, ...] = Field(default=(), description="Words to click where nothing was found.")
    words: tuple[Synonym, ...] = Field(default=(), description="What people type, and where it leads.")

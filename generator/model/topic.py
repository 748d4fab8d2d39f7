"""Topics in words, and which of them are shown as one (`content/topics.yml`)."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.model.base import Line, Node, Slug, not_a_slug


def _alias(value: str) -> str:
    for part in value.split("/", 1):
        if expected := not_a_slug(part):
            raise PydanticCustomError("alias", "{expected}, or round/topic", {"expected": expected})
    return value


#: The id of a topic as question files have it, or `round/id` if it has another meaning in that round only.
Alias = Annotated[
    str,
    AfterValidator(_alias),
    WithJsonSchema({"type": "string", "pattern": "^([a-z0-9]+(-[a-z0-9]+)*/)?[a-z0-9]+(-[a-z0-9]+)*$"}),
]


class Topic(Node):
    """A topic as the site shows it. Ids in the files of questions and roles stay as they are."""

    id: Slug = Field(description="Unique among topics; part of the address of its page.")
    title: Line = Field(description="Its name, in words.")
    aliases: tuple[Alias, ...] = Field(
        default=(), description="Ids of topics that are shown as this one; round/id is one that means this in a round."
    )
    round: Slug | None = Field(
        default=None, description="The round under which it is listed, if it isn't the one with most of its questions."
    )


class Topics(Node):
    """The file `content/topics.yml`. Without it the titles are the ids in words."""

    topics: tuple[Topic, ...] = Field(min_length=1, description="In any order.")


def in_words(slug: str) -> str:
    """Format an id as a title: rate-limits → Rate limits."""
    words = slug.replace("-", " ")
    return words[:1].upper() + words[1:]

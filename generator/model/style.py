"""The house style as data: wordings to avoid, each with a better one (`content/style.yml`)."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.model.base import Line, Node, Slug


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise PydanticCustomError(
            "pattern", "expected a regular expression of Python ({why})", {"why": str(error)}
        ) from error
    return pattern


class Avoid(Node):
    """A wording to avoid."""

    pattern: Annotated[Line, AfterValidator(_compiles)] = Field(
        description="A regular expression of Python that finds it. Line breaks count as spaces."
    )
    write: Line = Field(description="What to write instead.")
    why: Line = Field(default="", description="The reason, for whoever wonders.")
    where: tuple[Literal["content", "interface", "code"], ...] = Field(
        default=("content",), min_length=1, description="Where it counts: in content, the interface, code."
    )


class Style(Node):
    """What `rehearse check` says about wording."""

    later: tuple[Slug, ...] = Field(
        default=(), description="Rounds that aren't rewritten yet: what is found in them is noted and is no error."
    )
    avoid: tuple[Avoid, ...] = Field(default=(), description="Wordings to avoid.")

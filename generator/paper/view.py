"""What the views of all printed documents share: frozen data and the node tree of a text.

A view is the only JSON document that a Typst template gets. It contains everything that the template prints, ready to
print: the template decides nothing.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from generator import text

Dated = datetime.date


class View(BaseModel):
    """A part of a document: frozen, and an unknown key is an internal error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(View):
    """Plain words."""

    kind: Literal["text"]
    text: str


class CodeWords(View):
    """Code inside a sentence."""

    kind: Literal["code"]
    text: str


class Emphasis(View):
    """Bold or italic words."""

    kind: Literal["emphasis", "strong"]
    body: tuple[Span, ...]


class Link(View):
    """Words with a link. On paper only full addresses are linked."""

    kind: Literal["link"]
    url: str
    body: tuple[Span, ...]


class Break(View):
    """A line break."""

    kind: Literal["break"]


class Leftwards(View):
    """Words that begin at the right, since the first of their characters with a direction runs from right to left."""

    kind: Literal["leftwards"]
    body: tuple[Span, ...]


Span = Annotated[Words | CodeWords | Emphasis | Link | Break | Leftwards, Field(discriminator="kind")]


class Paragraph(View):
    """A paragraph."""

    kind: Literal["paragraph"]
    body: tuple[Span, ...]


class Heading(View):
    """A heading inside a text."""

    kind: Literal["heading"]
    level: Annotated[int, Field(ge=1, le=6)]
    body: tuple[Span, ...]


class Listing(View):
    """A list, numbered or not."""

    kind: Literal["list"]
    ordered: bool
    start: int
    items: tuple[tuple[Block, ...], ...]


class Code(View):
    """A program, or another text in which each line is kept."""

    kind: Literal["code"]
    language: str
    text: str


class Quote(View):
    """A quotation."""

    kind: Literal["quote"]
    body: tuple[Block, ...]


class Table(View):
    """A table with one header row."""

    kind: Literal["table"]
    align: tuple[Literal["", "left", "center", "right"], ...]
    head: tuple[tuple[Span, ...], ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]


class Rule(View):
    """A thematic break."""

    kind: Literal["rule"]


class LeftwardsBlock(View):
    """A block whose first character with a direction runs from right to left."""

    kind: Literal["leftwards"]
    body: tuple[Block, ...]


Block = Annotated[
    Paragraph | Heading | Listing | Code | Quote | Table | Rule | LeftwardsBlock, Field(discriminator="kind")
]
Spans = tuple[Span, ...]
Blocks = tuple[Block, ...]

for _model in (Emphasis, Link, Leftwards, Paragraph, Heading, Listing, Quote, Table, LeftwardsBlock):
    _model.model_rebuild()

_BLOCKS: TypeAdapter[Blocks] = TypeAdapter(Blocks)
_SPANS: TypeAdapter[Spans] = TypeAdapter(Spans)


class Document(View):
    """What every printed document has. `day` is the date inside the PDF: the same input gives the same bytes."""

    title: str = Field(min_length=1)
    day: Dated
    footer: str


class Sized(Document):
    """A document that is also available in `large` print: 18 pt, on as many pages as that takes."""

    large: bool = False

    def enlarged(self) -> Self:
        """Return the same document in large print."""
        return self.model_copy(update={"large": True})


def blocks(source: str) -> Blocks:
    """Parse a text into blocks, each with the direction of its first character that has one; code has none."""
    return _BLOCKS.validate_python([turned for node in text.tree(source) for turned in _turned([node])])


def spans(source: str) -> Spans:
    """Parse a text into one run of words: paragraphs follow each other, a code block becomes code among them."""
    found = _flat(text.tree(source))
    return _SPANS.validate_python(_turned(found))


def _turned(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the nodes unchanged, or in one node that runs from right to left."""
    strong = (side for char in _letters(nodes) if (side := unicodedata.bidirectional(char)) in ("L", "R", "AL"))
    return nodes if next(strong, "L") == "L" else [{"kind": "leftwards", "body": nodes}]


def _letters(data: Any) -> Iterator[str]:
    """Yield every character of the words in some nodes, without code."""
    if isinstance(data, dict):
        if data.get("kind") == "text":
            yield from data["text"]
        elif data.get("kind") != "code":
            for key in ("head", "rows", "items", "body"):
                yield from _letters(data.get(key))
    elif isinstance(data, list | tuple):
        for each in data:
            yield from _letters(each)


def _flat(nodes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for node in nodes:
        if node["kind"] in ("paragraph", "heading"):
            piece = list(node["body"])
        elif node["kind"] == "list":
            piece = _flat(block for item in node["items"] for block in item)
        elif node["kind"] == "quote":
            piece = _flat(node["body"])
        elif node["kind"] == "code":
            piece = [{"kind": "code", "text": " ".join(node["text"].split())}]
        elif node["kind"] == "table":
            piece = [span for row in [node["head"], *node["rows"]] for cell in row for span in [*cell, _SPACE]]
        else:
            piece = []
        found += [_SPACE, *piece] if found and piece else piece
    return found


_SPACE = {"kind": "text", "text": " "}

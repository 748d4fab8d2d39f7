"""The view of a form: sheets of a page each, with words to read, boxes to tick and lines to write on.

All forms share one template; what it prints, and in which order, stands here. Lines lie as far apart as the page has
room.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.paper.view import Sized, Spans, View, spans


class Sentences(View):
    """Lines to read, one below the other; with a box each to tick, a number, or nothing."""

    kind: Literal["sentences"] = "sentences"
    mark: Literal["tick", "number", "none"]
    lines: Annotated[tuple[Spans, ...], Field(min_length=1)]


class Room(View):
    """Lines to write on below some words; several stand side by side, `widths` in parts of the whole."""

    kind: Literal["room"] = "room"
    asks: Annotated[tuple[str, ...], Field(min_length=1, max_length=4)]
    widths: tuple[float, ...]
    lines: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _a_width_each(self) -> Room:
        if len(self.widths) != len(self.asks):
            raise ValueError(f"{len(self.widths)} widths for {len(self.asks)}")
        return self


class Choices(View):
    """Statements, each with the same boxes to tick."""

    kind: Literal["choices"] = "choices"
    choices: Annotated[tuple[str, ...], Field(min_length=2, max_length=6)]
    lines: Annotated[tuple[str, ...], Field(min_length=1)]


class Column(View):
    """A column of a table: words, boxes to tick or room to write. Width 0 is that of its words."""

    label: str
    width: Annotated[float, Field(ge=0)] = 0
    cell: Literal["words", "tick", "room"] = "room"


class Rows(View):
    """A table to fill in. A row holds the words of the first column, empty where they are to be written."""

    kind: Literal["rows"] = "rows"
    columns: Annotated[tuple[Column, ...], Field(min_length=2)]
    rows: Annotated[tuple[str, ...], Field(min_length=1)]
    lines: Annotated[float, Field(gt=0)] = 1


Item = Annotated[Sentences | Room | Choices | Rows, Field(discriminator="kind")]


class FormPart(View):
    """A part of a sheet: its label in the margin, a note below it. Without a label it takes the whole width."""

    label: str
    note: str = ""
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class FormSheet(View):
    """A page. `blanks` are filled in at the top; with `given` some of them are."""

    heading: str
    aside: str
    lead: Spans
    blanks: tuple[str, ...]
    given: tuple[str, ...]
    parts: Annotated[tuple[FormPart, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _a_value_each(self) -> FormSheet:
        if len(self.given) != len(self.blanks):
            raise ValueError(f"{len(self.given)} values for {len(self.blanks)} blanks")
        return self


class Form(Sized):
    """A form in type of `points`. `copies` of its one sheet stand on a page, to be cut apart.

    A `wide` one has a table of many columns and lies on its side in large print.
    """

    sheets: Annotated[tuple[FormSheet, ...], Field(min_length=1)]
    copies: Literal[1, 2] = 1
    points: Annotated[float, Field(ge=9.5)]
    wide: bool = False


def sheet(
    heading: str, aside: str, lead: str, blanks: Sequence[str], parts: Sequence[FormPart], given: Sequence[str] = ()
) -> FormSheet:
    """Make a sheet; without `given` all blanks are for writing."""
    return FormSheet(
        heading=heading,
        aside=aside,
        lead=spans(lead),
        blanks=tuple(blanks),
        given=tuple(given) or ("",) * len(blanks),
        parts=tuple(parts),
    )


def part(label: str, *items: Item, note: str = "") -> FormPart:
    """Make a part of a sheet."""
    return FormPart(label=label, note=note, items=items)


def said(*lines: str, mark: Literal["tick", "number", "none"] = "none") -> Sentences:
    """Give lines to read."""
    return Sentences(mark=mark, lines=tuple(map(spans, lines)))


def room(*asks: str, lines: int = 1, widths: Sequence[float] = ()) -> Room:
    """Give room to write, side by side; without `widths` in equal parts."""
    return Room(asks=asks, widths=tuple(widths) or (1,) * len(asks), lines=lines)

"""The view of a form: sheets of a page each, with words to read, boxes to tick and lines to write on.

All forms share one template, which prints the parts of a sheet in their order and spaces the lines to fill the page.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.model import Handbook, Round
from generator.paper.view import Sized, Spans, View, spans


class Sentences(View):
    """Lines to read, each with a box to tick, a number, or nothing before it."""

    kind: Literal["sentences"] = "sentences"
    mark: Literal["tick", "number", "none"]
    lines: Annotated[tuple[Spans, ...], Field(min_length=1)]


class Room(View):
    """Lines to write on, below a prompt. Several are side by side, with relative `widths`."""

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
    """Statements with the same boxes to tick after each."""

    kind: Literal["choices"] = "choices"
    choices: Annotated[tuple[str, ...], Field(min_length=2, max_length=6)]
    lines: Annotated[tuple[str, ...], Field(min_length=1)]


class Column(View):
    """A column of a table: words, boxes to tick or room to write. Width 0 fits the words."""

    label: str
    width: Annotated[float, Field(ge=0)] = 0
    cell: Literal["words", "tick", "room"] = "room"


class Rows(View):
    """A table to fill in. `rows` are the words of its first column, empty where they are written by hand."""

    kind: Literal["rows"] = "rows"
    columns: Annotated[tuple[Column, ...], Field(min_length=2)]
    rows: Annotated[tuple[str, ...], Field(min_length=1)]
    lines: Annotated[float, Field(gt=0)] = 1


Item = Annotated[Sentences | Room | Choices | Rows, Field(discriminator="kind")]


class FormPart(View):
    """A part of a sheet, with its label in the margin and a note below the label. Without a label it is full width."""

    label: str
    note: str = ""
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class FormSheet(View):
    """A page. `blanks` are filled in at the top; `given` are the values that are known, else empty."""

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
    """A form in type of `points`. With `copies` its one sheet is printed twice on a page, to be cut apart.

    A `wide` form has a table of many columns: in large print it is in landscape format.
    """

    sheets: Annotated[tuple[FormSheet, ...], Field(min_length=1)]
    copies: Literal[1, 2] = 1
    points: Annotated[float, Field(ge=9.5)]
    wide: bool = False


def sheet(
    heading: str, aside: str, lead: str, blanks: Sequence[str], parts: Sequence[FormPart], given: Sequence[str] = ()
) -> FormSheet:
    """Make a sheet. Without `given` all blanks are empty."""
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
    """Make lines to read."""
    return Sentences(mark=mark, lines=tuple(map(spans, lines)))


def room(*asks: str, lines: int = 1, widths: Sequence[float] = ()) -> Room:
    """Make room to write below each prompt, side by side; without `widths` in equal parts."""
    return Room(asks=asks, widths=tuple(widths) or (1,) * len(asks), lines=lines)


def one_sheet(
    handbook: Handbook,
    title: str,
    made: FormSheet,
    *,
    copies: Literal[1, 2] = 1,
    points: float = 10.5,
    wide: bool = False,
) -> Form:
    """Make a form of one sheet that contains no question: its date is that of the last check of a round."""
    return Form(
        title=title,
        day=last_checked(handbook.rounds.values()),
        footer=title,
        sheets=(made,),
        copies=copies,
        points=points,
        wide=wide,
    )


def last_checked(rounds: Iterable[Round]) -> datetime.date:
    """Return the last day on which one of these rounds was checked: the date of what contains no question."""
    return max(each.checked for round_ in rounds for each in round_.must_not_ask)

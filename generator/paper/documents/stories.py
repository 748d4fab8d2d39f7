"""A candidate's story worksheet: themes against stories, then a page per story, with lines for what is missing."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field

from generator.model import Candidate, Handbook, StoryTheme
from generator.paper.document import PrintedDocument
from generator.paper.view import Blocks, Sized, Spans, View, blocks, spans
from generator.say import listed
from generator.stories import FORMS, LABELS, SITUATION, Bank, Review, bank, counted, facts, next_steps, note
from generator.wording import capital, role_at

#: Stories in one table; with more, another table follows.
COLUMNS = 12
#: Columns to tick in a table without stories.
_BOXES = 8
#: Part → what belongs there, and how many lines to write it on.
_PARTS = {
    "situation": ("Where and when, as much as a stranger needs.", 3),
    "task": ("What was to be done, and why it fell to you.", 2),
    "action": ("What you did yourself.", 6),
    "result": ("What changed.", 3),
    "metric": ("One that someone could check.", 1),
    "benefited": ("Who, and how.", 1),
    "reflection": ("What you would do differently, or have done since.", 3),
}


class ThemeRow(View):
    """A theme, and the number of each story that answers it, in the story's column."""

    title: str
    note: str
    told: tuple[str, ...]


class Matrix(View):
    """A table of all themes and some stories, or with boxes to tick for stories to come."""

    stories: Annotated[tuple[str, ...], Field(max_length=COLUMNS)]
    boxes: Annotated[int, Field(ge=0, le=COLUMNS)]
    rows: Annotated[tuple[ThemeRow, ...], Field(min_length=1)]


class Part(View):
    """A part of a story: its text, or lines to write it on."""

    label: str
    hint: str
    text: Blocks
    lines: Annotated[int, Field(ge=0)]


class StoryPage(View):
    """A story, as far as it is written. What is not known yet is empty."""

    number: str
    title: str
    themes: str
    facts: str
    line: str
    parts: Annotated[tuple[Part, ...], Field(min_length=7, max_length=7)]
    next: tuple[str, ...]
    follow_ups: tuple[Spans, ...]


class StoryWorksheet(Sized):
    """The worksheet. `gaps` are the themes without a story; each core one has an empty page at the end."""

    heading: str
    lead: str
    matrices: Annotated[tuple[Matrix, ...], Field(min_length=1)]
    gaps: tuple[str, ...]
    asks: tuple[str, ...]
    how: tuple[str, ...]
    stories: Annotated[tuple[StoryPage, ...], Field(min_length=1)]


HOW = (
    f"Situation at most {SITUATION} % of the story, the action the longest part, the whole within three minutes.",
    "A story answers two or three themes well. Eight stories cover a loop; nobody tells one twice on the same day.",
    "Leave out names and figures that are not yours to give.",
)


def story_worksheet(handbook: Handbook, candidate: Candidate, day: datetime.date) -> StoryWorksheet:
    """Make the worksheet of a candidate, filled in as far as their file goes. `day` is the date of the sheet.

    Candidates with large print among the adjustments get it in large print.
    """
    found = bank(handbook, candidate.role, candidate.stories)
    core = [row for row in found.gaps if row.theme.core]
    job = role_at(handbook.roles[candidate.role], candidate.level)
    return StoryWorksheet(
        title=f"Stories of {candidate.name}",
        day=day,
        footer=f"{candidate.name if len(candidate.name) <= 60 else candidate.name[:59] + '…'} · stories",
        heading="Stories",
        lead=f"{candidate.name}, {job}. {capital(counted(found))}.",
        matrices=matrices(found),
        gaps=tuple(f"{row.theme.title}{f' ({note(row)})' if note(row) else ''}" for row in found.gaps),
        asks=(),
        how=HOW,
        stories=(*(_page(handbook, told) for told in found.stories), *(empty_page(row.theme) for row in core))
        or (empty_page(),),
        large="large-print" in candidate.adjustments,
    )


def matrices(found: Bank) -> tuple[Matrix, ...]:
    """Return the themes against the stories, in as many tables as needed."""
    numbers = [str(told.number) for told in found.stories]
    return tuple(
        Matrix(
            stories=tuple(numbers[start : start + COLUMNS]),
            boxes=0 if numbers else _BOXES,
            rows=tuple(
                ThemeRow(
                    title=row.theme.title,
                    note=note(row),
                    told=tuple(number if told else "" for number, told in zip(numbers, row.answered_by, strict=True))[
                        start : start + COLUMNS
                    ],
                )
                for row in found.rows
            ),
        )
        for start in range(0, max(len(numbers), 1), COLUMNS)
    )


def _page(handbook: Handbook, told: Review) -> StoryPage:
    story = told.story
    written = {name: getattr(story, name) or "" for name in _PARTS}
    return StoryPage(
        number=str(told.number),
        title=story.title,
        themes=listed([handbook.themes[name].title for name in dict.fromkeys(story.themes)]),
        facts=facts(told),
        line=f"{told.form}. {FORMS[told.form]}" if told.form else "",
        parts=_parts(written),
        next=next_steps(told),
        follow_ups=tuple(map(spans, told.follow_ups)),
    )


def empty_page(theme: StoryTheme | None = None) -> StoryPage:
    """Make a page to write on: for a theme without a story, or for any theme."""
    return StoryPage(
        number="",
        title="",
        themes=theme.title if theme else "",
        facts="",
        line=theme.asks if theme else "",
        parts=_parts({}),
        next=(),
        follow_ups=tuple(map(spans, theme.follow_ups)) if theme else (),
    )


def _parts(written: dict[str, str]) -> tuple[Part, ...]:
    return tuple(
        Part(
            label=LABELS[name],
            hint=hint,
            text=blocks(written[name]) if written.get(name) else (),
            lines=0 if written.get(name) else lines,
        )
        for name, (hint, lines) in _PARTS.items()
    )


DOCUMENT = PrintedDocument(
    name="stories",
    template="stories",
    model=StoryWorksheet,
    made_for="candidate",
    make=story_worksheet,
)

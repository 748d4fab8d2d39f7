"""The story worksheet for everyone: all themes, and a page to copy."""

from __future__ import annotations

from generator.model import Handbook
from generator.paper.document import PrintedDocument
from generator.paper.documents.stories import HOW, StoryWorksheet, empty_page, matrices
from generator.paper.form import last_checked
from generator.stories import Bank, Row


def blank_worksheet(handbook: Handbook) -> StoryWorksheet:
    """Make the worksheet for everyone: all themes with how they are asked about, and one empty page to copy."""
    found = Bank(tuple(Row(theme, False, ()) for theme in handbook.themes.values()), ())
    return StoryWorksheet(
        title="Story worksheet",
        day=last_checked(handbook.rounds.values()),
        footer="Story worksheet",
        heading="Story worksheet",
        lead="Write a story a page, number it, and tick the themes it answers. The core themes come first.",
        matrices=matrices(found),
        gaps=(),
        asks=tuple(f"{row.theme.title}: {row.theme.asks}" for row in found.rows),
        how=HOW,
        stories=(empty_page(),),
    )


DOCUMENT = PrintedDocument(
    name="story-worksheet",
    template="stories",
    model=StoryWorksheet,
    made_for="everyone",
    make=blank_worksheet,
    exists=lambda handbook, _: bool(handbook.themes),
    title="Story worksheet",
    note="All themes with how they are asked, and a page to copy.",
    picture=1,
    place=7,
)

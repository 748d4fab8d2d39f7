"""From content to finished files in place: the chain of each command, and how files get into a folder."""

from generator.pages.parts import Book
from generator.publish.book import (
    PAPER_TEMPLATES,
    PROJECT,
    Planned,
    read,
    sheets,
    write_again,
    write_docs,
    write_plans,
    write_progress,
    write_schemas,
    write_sheets,
    write_stories,
)
from generator.publish.edition import Edition, Who, keep_apart
from generator.publish.files import MANIFEST, Made, Progress, Written, silent, write
from generator.publish.lock import alone, aside
from generator.publish.log import Logbook, append, open_log
from generator.publish.swap import new_site

__all__ = [
    "MANIFEST", "PAPER_TEMPLATES", "PROJECT", "Book", "Edition", "Logbook", "Made", "Planned", "Progress", "Who",
    "Written", "alone", "append", "aside", "keep_apart", "new_site", "open_log", "read", "sheets", "silent", "write",
    "write_again", "write_docs", "write_plans", "write_progress", "write_schemas", "write_sheets", "write_stories",
]  # fmt: skip

"""From content to finished files in place: the chain of each command, and how files get into a folder."""

from generator.pages.parts import Book
from generator.publish.book import (
    PAPER_TEMPLATES,
    PROJECT,
    Planned,
    read,
    sheets,
    write_docs,
    write_plans,
    write_schemas,
    write_sheets,
)
from generator.publish.edition import Edition, Who, keep_apart
from generator.publish.files import MANIFEST, Made, Progress, Written, silent, write
from generator.publish.lock import alone, aside
from generator.publish.swap import new_site

__all__ = [
    "MANIFEST", "PAPER_TEMPLATES", "PROJECT", "Book", "Edition", "Made", "Planned", "Progress", "Who", "Written",
    "alone", "aside", "keep_apart", "new_site", "read", "sheets", "silent", "write", "write_docs", "write_plans",
    "write_schemas", "write_sheets",
]  # fmt: skip

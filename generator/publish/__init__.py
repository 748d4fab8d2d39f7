"""From content to finished files in place: the chain of each command, and how files get into a folder."""

from generator.publish.book import (
    PAPER_TEMPLATES,
    PROJECT,
    Planned,
    read,
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
    "MANIFEST", "PAPER_TEMPLATES", "PROJECT", "Edition", "Made", "Planned", "Progress", "Who", "Written", "alone",
    "aside", "keep_apart", "new_site", "read", "silent", "write", "write_docs", "write_plans", "write_schemas",
    "write_sheets",
]  # fmt: skip

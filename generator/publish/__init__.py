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
from generator.publish.files import MANIFEST, Made, Progress, Written, silent, write

__all__ = [
    "MANIFEST", "PAPER_TEMPLATES", "PROJECT", "Made", "Planned", "Progress", "Written", "read", "silent", "write",
    "write_docs", "write_plans", "write_schemas", "write_sheets",
]  # fmt: skip

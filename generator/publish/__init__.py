"""From content to finished files in place: the chain of each command, and how files get into a folder."""

from generator.load import Memory
from generator.publish.candidate import Planned, write_again, write_plans, write_progress, write_stories
from generator.publish.edition import Edition, Who, keep_apart
from generator.publish.files import MANIFEST, Written, write
from generator.publish.lock import alone, aside
from generator.publish.log import Logbook, append, open_log
from generator.publish.pack import Readers, write_packs
from generator.publish.sheets import (
    PAPER_TEMPLATES,
    Printing,
    overlong,
    sheets,
    write_all_sheets,
    write_sheets,
)
from generator.publish.site import read, write_docs, write_schemas
from generator.publish.start import add_start, start_line
from generator.publish.swap import new_site
from generator.publish.work import Made, Progress, silent
from generator.site_data import SiteData

__all__ = [
    "MANIFEST",
    "PAPER_TEMPLATES",
    "Edition",
    "Logbook",
    "Made",
    "Memory",
    "Planned",
    "Printing",
    "Progress",
    "Readers",
    "SiteData",
    "Who",
    "Written",
    "add_start",
    "alone",
    "append",
    "aside",
    "keep_apart",
    "new_site",
    "open_log",
    "overlong",
    "read",
    "sheets",
    "silent",
    "start_line",
    "write",
    "write_again",
    "write_all_sheets",
    "write_docs",
    "write_packs",
    "write_plans",
    "write_progress",
    "write_schemas",
    "write_sheets",
    "write_stories",
]  # fmt: skip

"""Load the mocks of another log in JSON, such as the plan page's, to add them to a log."""

from __future__ import annotations

import datetime
from pathlib import Path

from generator import yamlfile
from generator.load.log import read_log, too_late
from generator.load.log_csv import Imported
from generator.model import Handbook
from generator.model.typed import Order
from generator.problem import ContentError


def load_log_json(path: Path, handbook: Handbook, today: datetime.date, _: Order | None = None) -> Imported:
    """Return the mocks of a log in JSON. Raise ContentError with all problems; a later day than `today` is one."""
    shown = path.as_posix()
    logged, _whole = read_log(yamlfile.raw(path, shown), shown, handbook)
    late = [
        logged.places.problem((index, "date"), wrong)
        for index, entry in enumerate(logged.entries)
        if (wrong := too_late(entry.date.isoformat(), today))
    ]
    if late:
        raise ContentError(late)
    return Imported(logged.entries, (), logged.notes)

"""The job of `rehearse tonight`: a mock that fits, for its partner and sealed for its candidate."""

from __future__ import annotations

import datetime
from pathlib import Path

from generator.jobs.checked import load_checked
from generator.jobs.sheets import SHELF
from generator.mocks import one_mock
from generator.pieces import OnMade, ignore
from generator.printing import Printing
from generator.publish import folder
from generator.publish.files import Source
from generator.tonight import Asked, Choice, choose


def write_tonight(
    content: Path, asked: Asked, out: Path, today: datetime.date, how: Printing, duplex: bool, on_made: OnMade = ignore
) -> tuple[Choice, list[Path]]:
    """Draw a mock and make `out` contain it, and no earlier one; return it with the paths, the partner's first."""
    handbook = load_checked(content)
    chosen = choose(handbook, asked, today)
    files = one_mock(handbook, chosen.mock, how.settled(content), SHELF, duplex=duplex)
    source = {out: Source("", "rehearse tonight")}
    with folder.hold(source):
        folder.put({out: files}, source, on_made)
    return chosen, [out / path for path in files]

"""The mocks as files: one mock for `rehearse tonight`, and all of them for the page "Run a mock"."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import get_args

from generator.catalogue import mock_packs
from generator.materials import mock_files
from generator.model import LEVELS, Handbook, Paper
from generator.paper import Reader
from generator.pieces import Piece
from generator.printing import Printing, pdf
from generator.tonight import NEEDS, Mock, all_mocks

#: Where the site has them.
_FOLDER = "tonight"


def one_mock(handbook: Handbook, mock: Mock, how: Printing, shelf: Path, *, duplex: bool) -> dict[str, bytes | Piece]:
    """Return what is printed and handed over for a mock: `partner/…` is for its partner, `sealed/…` for its candidate.

    The partner has the candidate's files too, in case they bring the computer. No name of a file says what is asked.
    """
    packs = mock_packs(handbook, mock, duplex=duplex)
    loose = mock_files(handbook, mock, answers=False)
    files: dict[str, bytes | Piece] = {
        f"partner/{mock.code}{how.ending}": pdf("tonight", packs["interviewer"], how, shelf)
    }
    files |= {
        f"partner/{path}": archive for path, archive in (loose | mock_files(handbook, mock, answers=True)).items()
    }
    files[f"sealed/{mock.code}{how.ending}"] = pdf("tonight", packs["candidate"], how, shelf)
    return files | {f"sealed/{path}": archive for path, archive in loose.items()}


def site_mocks(handbook: Handbook, fonts: Path | None, shelf: Path) -> dict[str, Piece]:
    """Return what the page "Run a mock" offers, by paths in the docs folder.

    For every mock it is a PDF per side and paper, and archives. For each round it is a script with its mocks, which the
    page loads when someone chooses the round.
    """
    sides: tuple[tuple[Reader, str], ...] = (("interviewer", "partner"), ("candidate", "sealed"))
    files: dict[str, Piece] = {}
    for round_id, mocks in all_mocks(handbook).items():
        rows = []
        for mock in mocks:
            packs = mock_packs(handbook, mock)
            for reader, side in sides:
                for size in get_args(Paper):
                    piece = pdf("tonight", packs[reader], Printing(size, fonts), shelf)
                    files[f"{_FOLDER}/{mock.code}-{side}-{size}.pdf"] = piece
            loose, kept = mock_files(handbook, mock, answers=False), mock_files(handbook, mock, answers=True)
            files |= {f"{_FOLDER}/{path}": _ready(archive) for path, archive in (loose | kept).items()}
            rows.append(_row(handbook, mock, [*loose, *kept]))
        data = json.dumps(rows, separators=(",", ":"))  # ASCII: the same in every encoding
        files[f"{_FOLDER}/{round_id}.js"] = _ready(f'(window.mocks ??= {{}})["{round_id}"] = {data}\n'.encode())
    return files


def _row(handbook: Handbook, mock: Mock, archives: Sequence[str]) -> list[object]:
    """Return a mock as the page reads it.

    Letters of its code; its levels as bits; the place of who can run it; minutes; the names of its archives without
    the code and the ending; ids of its questions; their titles.
    """
    return [
        mock.code.rpartition("-")[2],
        sum((level in mock.levels) << place for place, level in enumerate(LEVELS)),
        NEEDS.index(mock.needs),
        mock.minutes,
        [path.removeprefix(mock.code).removesuffix("files.zip").strip("-") for path in archives],
        [*mock.questions],
        [handbook.questions[name].title for name in mock.questions],
    ]


def _ready(content: bytes) -> Piece:
    """Return a file that is made already."""
    return Piece(hashlib.sha256(content).hexdigest(), partial(partial, bytes, content))

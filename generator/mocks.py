"""The mocks as files: one mock for `rehearse tonight`, and all of them for the page "Run a mock"."""

from __future__ import annotations

import json
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


def printed_mocks(handbook: Handbook, fonts: Path | None, shelf: Path) -> dict[str, Piece]:
    """Return the PDFs of every mock, on both papers, by their paths in the docs folder."""
    sides: tuple[tuple[Reader, str], ...] = (("interviewer", "partner"), ("candidate", "sealed"))
    return {
        f"{_FOLDER}/{mock.code}-{side}-{size}.pdf": pdf("tonight", packs[reader], Printing(size, fonts), shelf)
        for mocks in all_mocks(handbook).values()
        for mock in mocks
        for packs in (mock_packs(handbook, mock),)
        for reader, side in sides
        for size in get_args(Paper)
    }


def listed_mocks(handbook: Handbook) -> dict[str, bytes]:
    """Return the archives of every mock, and for each round a script with what the page draws from.

    A mock is [letters of its code, its levels as bits, the place of who can run it, minutes, archives as bits,
    ids of its questions, their titles].
    """
    files: dict[str, bytes] = {}
    for round_id, mocks in all_mocks(handbook).items():
        rows = []
        for mock in mocks:
            loose, kept = mock_files(handbook, mock, answers=False), mock_files(handbook, mock, answers=True)
            files |= {f"{_FOLDER}/{path}": archive for path, archive in (loose | kept).items()}
            archives = [f"{mock.code}-files.zip" in loose]
            archives += [any(path.endswith(f"-{each}-files.zip") for path in kept) for each in ("twin", "solution")]
            rows.append(
                [
                    mock.code.rpartition("-")[2],
                    _bits([level in mock.levels for level in LEVELS]),
                    NEEDS.index(mock.needs),
                    mock.minutes,
                    _bits(archives),
                    [*mock.questions],
                    [handbook.questions[name].title for name in mock.questions],
                ]
            )
        data = json.dumps(rows, separators=(",", ":"))  # ASCII: the same in every encoding
        files[f"{_FOLDER}/{round_id}.js"] = f'(window.mocks ??= {{}})["{round_id}"] = {data}\n'.encode()
    return files


def _bits(flags: list[bool]) -> int:
    return sum(flag << place for place, flag in enumerate(flags))

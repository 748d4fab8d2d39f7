"""Lines of the bench's table, and how figures are written in them."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Row(NamedTuple):
    """A line of the table; `other` and `third` are nothing where there is nothing to compare with."""

    what: str
    ours: str
    other: str = ""
    ratio: str = ""
    third: str = ""
    third_ratio: str = ""


def compared(what: str, ours: float, other: float | None, show: Callable[[float], str], without: str) -> Row:
    """Return a line of a figure beside another, with the ratio; `without` says why there is no other."""
    if other is None:
        return Row(what, show(ours), without)
    return Row(what, show(ours), show(other), f"{ours / other:.2f}" if other else "")


def checkout(folder: Path, commit: str) -> Path | None:
    """Unpack a commit into a folder of its own, where the clone has it."""
    git = shutil.which("git") or "git"
    packed = subprocess.run([git, "archive", f"--prefix={commit}/", commit], capture_output=True, check=False, cwd=ROOT)
    if packed.returncode:
        return None
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder / commit


def ms(seconds: float) -> str:
    """Write seconds as milliseconds."""
    return f"{1000 * seconds:,.0f} ms"


def tenths(milliseconds: float) -> str:
    """Write milliseconds with a decimal."""
    return f"{milliseconds:.1f} ms"


def mb(megabytes: float) -> str:
    """Write megabytes."""
    return f"{megabytes:.0f} MB"


def kb(size: float) -> str:
    """Write bytes as thousands."""
    return f"{size / 1000:.1f} kB"


def s(seconds: float) -> str:
    """Write seconds, short ones more exactly."""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds:.2f} s"

"""A copy of the bundled content to edit: a folder with everything that `rehearse` needs to work in it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.places import bundled
from generator.problem import refused, refused_by_disk

#: What is copied from the package, and what is written along with it.
_COPIED = ("content", "schema", "mkdocs.yml", "LICENSE-CONTENT")
_README = Path("init") / "README.md"


def new_bank(folder: Path) -> None:
    """Lay out a copy of the bundled content in a folder, which is made if there is none.

    Raise ContentError if anything is in the folder already, and MachineError if the disk refuses. Either way nothing is
    left behind.
    """
    existed = folder.is_dir()
    try:
        if folder.exists() and (not existed or any(folder.iterdir())):
            message = "expected a new or empty folder; something is there already"
            raise refused(folder.as_posix(), message)
        folder.mkdir(parents=True, exist_ok=True)
        _fill(folder)
    except OSError as error:
        if not existed:
            shutil.rmtree(folder, ignore_errors=True)
        raise refused_by_disk(error, folder) from error


def _fill(folder: Path) -> None:
    """Write everything into a hidden folder first, then move it up."""
    moved: list[Path] = []
    with tempfile.TemporaryDirectory(prefix=".rehearse-", dir=folder) as name:
        for path, content in _files().items():
            target = Path(name) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        try:
            for each in sorted(Path(name).iterdir()):
                moved.append(each.rename(folder / each.name))
        except OSError:
            for each in moved:
                shutil.rmtree(each) if each.is_dir() else each.unlink()
            raise


def _files() -> Mapping[str, bytes]:
    """Return what the folder contains: path → content. What is copied may be read-only; a copy isn't."""
    files = {".gitignore": b"build/\n", "README.md": (bundled("templates") / _README).read_bytes()}
    for name in _COPIED:
        top = bundled(name)
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file():
                files[path.relative_to(top.parent).as_posix()] = path.read_bytes()
    return files

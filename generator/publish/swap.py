"""Build a site in a temporary folder, check it, and swap it in.

A kill at any moment leaves the old site or the new one, and the next run cleans up. Where the system can't exchange two
folders in one step there is an instant without a site; if a run is killed in it, the next run puts the old one back.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.problem import refused, refused_by_disk
from generator.publish.files import manifest
from generator.publish.gate import secure
from generator.publish.lighter import lighten
from generator.publish.lock import locked, staging

#: Lists every file of a site. A folder with any other file is never replaced.
SITE_MANIFEST = ".rehearse-site.json"
_AT_FDCWD, _EXCHANGE = -100, 2


@contextmanager
def new_site(out: Path, docs: Path, private: bool = False) -> Iterator[Path]:
    """Yield an empty folder to build into; when the block ends without an error, check it and put it in `out`'s place.

    With `private`, only the owner can read the site and its docs folder. Raises BusyError if another process builds one
    of them, ContentError if `out` has a file that rehearse didn't make or if something must not be published, and
    MachineError if the disk refuses. `out` is then as it was.
    """
    place, work = out.resolve(), staging(out)
    new, old = work / "new", work / "old"
    try:
        with locked(docs), locked(out):
            sweep(place, new, old)
            _refuse_strangers(out)
            try:
                new.mkdir()
                yield new
                lighten(new)
                secure(new, manifest(docs))
                _name_all(new)
                if private:
                    to_owner_only(new)
                    to_owner_only(docs)
                exchange(new, place, old)
            finally:
                sweep(place, new, old)
    except OSError as error:
        raise refused_by_disk(error, out) from error


def exchange(new: Path, place: Path, old: Path) -> None:
    """Put `new` in `place`. What was there is now at `new` or `old`, to be swept."""
    if not place.exists():
        new.rename(place)
    elif not _exchanged(new, place):
        place.rename(old)
        new.rename(place)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return False where the system or the file system can't."""
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)


def sweep(place: Path, new: Path, old: Path) -> None:
    """Clean up after a killed run: put the old folder back if need be, and remove unfinished and replaced ones."""
    if new.exists():
        shutil.rmtree(new)
    if old.exists():
        if place.exists():
            shutil.rmtree(old)
        else:
            old.rename(place)


def to_owner_only(folder: Path) -> None:
    """Let only its owner read a folder and everything in it."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o700 if path.is_dir() else 0o600)


def _name_all(folder: Path) -> None:
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    (folder / SITE_MANIFEST).write_bytes((json.dumps([*paths, SITE_MANIFEST], indent=0) + "\n").encode())


def _refuse_strangers(out: Path) -> None:
    """Raise ContentError unless `out` is missing, empty, or a site that rehearse made and nothing else."""
    if not out.exists():
        return
    try:
        ours = set(json.loads((out / SITE_MANIFEST).read_bytes()))
    except (OSError, ValueError, TypeError):
        ours = set()
    found = (path for path in out.rglob("*") if path.is_symlink() or not path.is_dir())
    stranger = next((path for path in found if path.relative_to(out).as_posix() not in ours), None)
    if stranger:
        message = "expected no file here that rehearse did not make: move it away, or choose another folder"
        raise refused(stranger.as_posix(), message)

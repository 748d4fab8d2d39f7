"""Builds a site aside and swaps it in whole.

Killed at any moment, it leaves the old site or the new one; the next run sweeps up. Where the system can't exchange two
folders in one step there is an instant without a site: a run killed in it is mended by the next one.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.problem import ContentError, Problem, refused_by_disk
from generator.publish.files import manifest
from generator.publish.gate import secure
from generator.publish.lock import locked, staging

#: Names every file of a site we made. A folder that holds any other is not ours to replace.
SITE_MANIFEST = ".rehearse-site.json"
_AT_FDCWD, _EXCHANGE = -100, 2


@contextmanager
def new_site(out: Path, docs: Path, private: bool = False) -> Iterator[Path]:
    """Give an empty folder to build into; when the block ends well, check it, finish it and put it in `out`'s place.

    With `private`, only its owner can read either folder. Raises BusyError when another process holds one of them,
    ContentError when `out` holds a file that we did not make or the built folder one that must not be published,
    MachineError when the disk refuses. `out` is then as it was.
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
                secure(new, manifest(docs))
                _name_all(new)
                if private:
                    to_owner_only(new)
                    to_owner_only(docs)
                swap(new, place, old)
            finally:
                sweep(place, new, old)
    except OSError as error:
        raise refused_by_disk(error, out) from error


def swap(new: Path, place: Path, old: Path) -> None:
    """Put `new` in `place`; what stood there is left as `new` or `old`, to be swept."""
    if not place.exists():
        new.rename(place)
    elif not _exchanged(new, place):
        place.rename(old)
        new.rename(place)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, where Linux and the file system can."""
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)


def sweep(place: Path, new: Path, old: Path) -> None:
    """Mend what a killed run left: the old folder goes back, half-built and replaced ones go."""
    if new.exists():
        shutil.rmtree(new)
    if old.exists():
        if place.exists():
            shutil.rmtree(old)
        else:
            old.rename(place)


def to_owner_only(folder: Path) -> None:
    """Let nobody but its owner read a folder and what is in it, where the system can."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o700 if path.is_dir() else 0o600)


def _name_all(folder: Path) -> None:
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    (folder / SITE_MANIFEST).write_bytes((json.dumps([*paths, SITE_MANIFEST], indent=0) + "\n").encode())


def _refuse_strangers(out: Path) -> None:
    """Raise ContentError unless `out` is free, empty, or a site of ours and nothing else."""
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
        raise ContentError([Problem(stranger.as_posix(), 0, 0, message)])

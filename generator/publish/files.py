"""Write files into a folder: only those that changed, each in one step, and remove those that are no longer made.

A hidden manifest lists the files that rehearse made; any other file is never overwritten or removed. For a candidate's
folder, which changes as a whole, see `generator.publish.folder`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.pieces import OnMade, Piece, Workers, ignore, make_all
from generator.problem import ContentError, Problem, refused_by_disk
from generator.publish.atomic import write_file

MANIFEST = ".rehearse.json"


class Source(NamedTuple):
    """Whose folder it is: the absolute path of their file, or an empty string if there is none, and their name."""

    file: str
    name: str


@dataclass(frozen=True)
class Written:
    """What a run did to a folder: sorted paths in it. `newest` is the day of the newest review, which pages show."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    total: int
    newest: str = ""


def write(
    folder: Path, files: Mapping[str, bytes | Piece], on_made: OnMade = ignore, keep: bool = False,
    sources: Sequence[Source] = (), workers: Workers | None = None,
) -> Written:  # fmt: skip
    """Make `folder` contain exactly `files` (path → content), and the files that other programs put there.

    With `keep`, files of earlier runs stay. All pieces are made before the first byte is written. The manifest notes
    `sources`. Raises ContentError if a file that rehearse didn't make is in the way; the folder is then as it was.
    Raises MachineError if the disk refuses; each file is then old or new, and the next run goes on.
    """
    before = manifest(folder)
    refuse_in_the_way(folder, files, before)
    after = {path: key(content) for path, content in sorted(files.items())}
    new = changed(folder, files)
    made = {path: content for path, content in new.items() if isinstance(content, bytes)}
    made |= make_all({path: content for path, content in new.items() if isinstance(content, Piece)}, on_made, workers)
    removed = [] if keep else sorted(set(before) - set(after))
    final = before | after if keep else after
    try:
        if set(files) - set(before):  # list them before they exist: after a kill no file is unknown
            write_file(folder / MANIFEST, manifest_bytes(dict.fromkeys(files, "") | before, sources))
        for path, content in made.items():
            write_file(folder / path, content)
        for path in removed:
            _remove(folder, path)
        if final != before or tuple(sources) != made_from(folder):
            write_file(folder / MANIFEST, manifest_bytes(final, sources))
    except OSError as error:
        raise refused_by_disk(error, folder) from error
    return Written(tuple(new), tuple(removed), len(files))


def refuse_in_the_way(folder: Path, files: Iterable[str], before: Mapping[str, str]) -> None:
    """Raise ContentError with every file that would be overwritten and that rehearse didn't make."""
    in_the_way = {place for path in files if (place := _in_the_way(folder, path, path in before))}
    if in_the_way:
        message = "expected no file here that rehearse did not make: move it away"
        raise ContentError(Problem(place.as_posix(), 0, 0, message) for place in in_the_way)


def _in_the_way(folder: Path, path: str, ours: bool) -> Path | None:
    """Return what is in the way of a file: another program's file, or a link, which would be followed; else None."""
    target = folder / path
    above = [folder / parent for parent in Path(path).parents if parent != Path()]
    found = [each for each in above if os.path.lexists(each) and (each.is_symlink() or not each.is_dir())]
    if os.path.lexists(target) and (not ours or target.is_symlink() or not target.is_file()):
        found.append(target)
    return found[0] if found else None


def changed(folder: Path, files: Mapping[str, bytes | Piece]) -> dict[str, bytes | Piece]:
    """Return the files that are missing from the folder or stale there, sorted by path."""
    before = manifest(folder)
    return {
        path: content
        for path, content in sorted(files.items())
        if before.get(path) != key(content) or not (folder / path).exists()
    }


def key(content: bytes | Piece) -> str:
    """Return the key of a file, which changes with everything that the file is made from."""
    return content.key if isinstance(content, Piece) else hashlib.sha256(content).hexdigest()


def manifest(folder: Path) -> dict[str, str]:
    """Return the files that rehearse made in a folder: path → key."""
    found = _read(folder)
    files = found.get("files")
    return {
        path: str(key)
        for path, key in (files if isinstance(files, dict) else found).items()  # older manifests are this mapping alone
        if not isinstance(key, list | dict) and ".." not in Path(path).parts and not Path(path).is_absolute()
    }


def made_from(folder: Path) -> tuple[Source, ...]:
    """Return whose folder it is, according to its manifest."""
    found = _read(folder).get("made_from")
    pairs = found if isinstance(found, list) else ()
    return tuple(Source(*map(str, each)) for each in pairs if isinstance(each, list) and len(each) == 2)


def _read(folder: Path) -> dict[str, object]:
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def manifest_bytes(files: Mapping[str, str], sources: Sequence[Source] = ()) -> bytes:
    """Return the bytes of a manifest."""
    data = {"files": files} | ({"made_from": sources} if sources else {})
    return (json.dumps(data, indent=0, sort_keys=True) + "\n").encode()


def _remove(folder: Path, path: str) -> None:
    target = folder / path
    target.unlink(missing_ok=True)
    for parent in target.relative_to(folder).parents:
        if parent != Path() and (folder / parent).is_dir() and not any((folder / parent).iterdir()):
            (folder / parent).rmdir()

"""Puts finished files into a folder: only what changed, nothing left over, each file whole.

A hidden manifest names what we made; a file that it does not name is never overwritten or removed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.problem import ContentError, MachineError, Problem
from generator.publish.work import Made, Progress, make_all, silent

MANIFEST = ".rehearse.json"


@dataclass(frozen=True)
class Written:
    """What a run did to a folder; paths inside it, sorted."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    total: int
    newest: str = ""  # day of the newest review, for files that say when they changed


def write(
    folder: Path, files: Mapping[str, bytes | Made], progress: Progress = silent, keep: bool = False,
    apart: bool = False,
) -> Written:  # fmt: skip
    """Make `folder` hold exactly `files` (path → content), next to what others put there.

    With `keep`, what earlier runs made stays; with `apart`, each costly file is made in a process of its own. All
    content is made before the first byte is written. Raises ContentError when a file stands in the way that is not
    ours, MachineError when the disk refuses. `folder` is then as it was.
    """
    before = manifest(folder)
    in_the_way = [path for path in files if path not in before and (folder / path).exists()]
    if in_the_way:
        message = "expected no file here that rehearse did not make: move it away"
        raise ContentError(Problem((folder / path).as_posix(), 0, 0, message) for path in in_the_way)
    after = {path: _key(content) for path, content in sorted(files.items())}
    new = _new(folder, after, before)
    changed = {path: content for path in new if isinstance(content := files[path], bytes)}
    changed |= make_all(to_make(folder, files), progress, apart=apart)
    removed = [] if keep else sorted(set(before) - set(after))
    final = before | after if keep else after
    try:
        if set(files) - set(before):  # name what is to come first: a kill half way leaves nothing unknown
            _replace(folder / MANIFEST, _manifest_bytes(dict.fromkeys(files, "") | before))
        for path, made in changed.items():
            _replace(folder / path, made)
        for path in removed:
            _remove(folder, path)
        if final != before:
            _replace(folder / MANIFEST, _manifest_bytes(final))
    except OSError as error:
        raise MachineError(f"{error.filename or folder}: {error.strerror or error}") from error
    return Written(tuple(new), tuple(removed), len(files))


def to_make(folder: Path, files: Mapping[str, bytes | Made]) -> dict[str, Made]:
    """Give the costly ones among the files that the folder does not hold yet, or as something else was."""
    after = {path: made.key for path, made in sorted(files.items()) if isinstance(made, Made)}
    return {path: made for path in _new(folder, after, manifest(folder)) if isinstance(made := files[path], Made)}


def _new(folder: Path, after: Mapping[str, str], before: Mapping[str, str]) -> list[str]:
    return [path for path, key in after.items() if before.get(path) != key or not (folder / path).exists()]


def _key(content: bytes | Made) -> str:
    return content.key if isinstance(content, Made) else hashlib.sha256(content).hexdigest()


def manifest(folder: Path) -> dict[str, str]:
    """What we made in a folder: path → key."""
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        path: str(key) for path, key in found.items() if ".." not in Path(path).parts and not Path(path).is_absolute()
    }


def _manifest_bytes(files: Mapping[str, str]) -> bytes:
    return (json.dumps(files, indent=0, sort_keys=True) + "\n").encode()


def _replace(target: Path, content: bytes) -> None:
    """Write beside the target, then put in place: a reader sees the old file or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _remove(folder: Path, path: str) -> None:
    target = folder / path
    target.unlink(missing_ok=True)
    for parent in target.relative_to(folder).parents:
        if parent != Path() and (folder / parent).is_dir() and not any((folder / parent).iterdir()):
            (folder / parent).rmdir()

"""From a content folder to finished files: docs folder, site, plans, sheets.

Only what changed is written, nothing is left over, each file appears whole. A hidden manifest names what we made; a
file that it does not name is never overwritten or removed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.check import check
from generator.load import load_handbook
from generator.pages import Book
from generator.problem import ContentError, MachineError, Problem

PROJECT = Path(__file__).parent.parent
MANIFEST = ".rehearse.json"


@dataclass(frozen=True)
class Made:
    """A file that is costly to make: `key` names all it depends on, `make` gives its bytes."""

    key: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Written:
    """What a run did to a folder; paths inside it, sorted."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    total: int


def read(content: Path) -> Book:
    """Load a content folder, hold it against every rule and plan its invented candidates.

    Raises ContentError with all problems. The invented are planned as if today were their `start`.
    """
    from generator.planner import PlanRefused, make_plan

    handbook = load_handbook(content)
    check(handbook)
    plans, problems = {}, []
    for name, candidate in handbook.candidates.items():
        if candidate.start is None:
            message = "start: missing; an invented candidate is planned as if today were that day"
            problems.append(handbook.problem("candidate", name, message=message))
            continue
        try:
            plans[name] = make_plan(handbook, candidate, candidate.start)
        except PlanRefused as refused:
            problems += [handbook.problem("candidate", name, *keys, message=text) for keys, text in refused.reasons]
    if problems:
        raise ContentError(problems)
    return Book(handbook, plans)


def write_docs(content: Path, out: Path, progress: Callable[[str], None] = lambda path: None) -> Written:
    """Write the docfolder: pages, and the PDFs they offer."""
    from generator import pages

    book = read(content)
    files: dict[str, bytes | Made] = {path: page.encode() for path, page in pages.render(book).items()}
    return write(out, files, progress)


def write_site(
    content: Path, out: Path, docs: Path | None = None, progress: Callable[[str], None] = lambda path: None
) -> Path:
    """Write the docs folder and build the site from it; give the site's front page.

    Raises ContentError with every problem of the content, MachineError when MkDocs gives up.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner is the developers' matter, not the user's
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    paths = {"site_dir": out.absolute().as_posix()} | ({"docs_dir": docs.absolute().as_posix()} if docs else {})
    if docs:
        docs.mkdir(parents=True, exist_ok=True)
    config = load_config((PROJECT / "mkdocs.yml").as_posix(), **paths)
    write_docs(content, Path(config.docs_dir), progress)
    if "rehearse" in config.plugins:
        config.plugins["rehearse"].config["write"] = False  # the pages are there
    try:
        build(config)
    except MkDocsException as error:
        raise MachineError(f"MkDocs: {error}") from error
    return out / "index.html"


def write(folder: Path, files: Mapping[str, bytes | Made], progress: Callable[[str], None] = lambda path: None) -> Written:
    """Make `folder` hold exactly `files` (path → content), next to what others put there.

    Raises ContentError when a file stands in the way that is not ours, MachineError when the disk refuses.
    """
    before = _manifest(folder)
    in_the_way = [path for path in files if path not in before and (folder / path).exists()]
    if in_the_way:
        message = "expected no file here that rehearse did not make: move it away"
        raise ContentError(Problem((folder / path).as_posix(), 0, 0, message) for path in in_the_way)
    changed = []
    after: dict[str, str] = {}
    try:
        if set(files) - set(before):  # name what is to come first: a kill half way leaves nothing unknown
            _replace(folder / MANIFEST, _manifest_bytes(dict.fromkeys(files, "") | before))
        for path in sorted(files):
            content = files[path]
            key = content.key if isinstance(content, Made) else hashlib.sha256(content).hexdigest()
            target = folder / path
            if before.get(path) != key or not target.exists():
                progress(path)
                _replace(target, content.make() if isinstance(content, Made) else content)
                changed.append(path)
            after[path] = key
        removed = sorted(set(before) - set(after))
        for path in removed:
            _remove(folder, path)
        if after != before or not (folder / MANIFEST).exists():
            _replace(folder / MANIFEST, _manifest_bytes(after))
    except OSError as error:
        raise MachineError(f"{error.filename or folder}: {error.strerror or error}") from error
    return Written(tuple(changed), tuple(removed), len(files))


def _manifest(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {path: str(key) for path, key in found.items() if ".." not in Path(path).parts and not Path(path).is_absolute()}


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

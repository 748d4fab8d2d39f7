"""Replace a candidate's folder as a whole or not at all; only its owner can read it.

A run builds the new folder next to the old one, and then exchanges the two. A kill at any moment leaves the old folder
or the new one, and the next run cleans up. Files that other programs put there are kept.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from generator.load.ids import id_from
from generator.pieces import OnMade, Piece, Workers, ignore, make_all
from generator.problem import ContentError, Problem, refused, refused_by_disk
from generator.publish.files import (
    MANIFEST,
    Source,
    changed,
    key,
    made_from,
    manifest,
    manifest_bytes,
    refuse_in_the_way,
)
from generator.publish.lock import locked, staging
from generator.publish.swap import exchange, sweep

Files = Mapping[str, bytes | Piece]
#: For each file that rehearse didn't make: path → inode, time of change and size.
_Seen = dict[str, tuple[int, ...]]


@contextmanager
def hold(sources: Mapping[Path, Source]) -> Iterator[None]:
    """Keep every other process from changing these folders until the block ends. `sources` says whose each is.

    What a killed run left is cleaned up first. Raises BusyError if another process has one of them, ContentError for
    each that was made from another person's file, and MachineError if the disk refuses.
    """
    fresh: list[Path] = []
    _allow_open_files(len(sources))
    try:
        owners = {_resolved(folder): source for folder, source in sources.items()}
        for parent in sorted({place.parent for place in owners}):
            parent.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                parent.mkdir(mode=0o700)
                fresh.append(parent)
        with ExitStack() as held:
            for place in sorted(owners):
                held.enter_context(locked(place))
            _refuse_non_folders(owners)
            for place in owners:
                sweep(*_places(place))
            _refuse_others(owners)
            yield
    except OSError as error:
        raise refused_by_disk(error, min(sources)) from error
    finally:
        for parent in fresh:
            with suppress(OSError):  # not empty: something was written
                parent.rmdir()


def _working_folder() -> Path | None:
    """Return the working directory, or None if it no longer exists."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None


def _resolved(folder: Path) -> Path:
    """Return the absolute path of a folder, which stays right when the working directory is replaced."""
    try:
        return folder.resolve()
    except RuntimeError as error:  # a loop of links
        raise refused(folder.as_posix(), "expected a folder; got a link that leads to itself") from error


def _refuse_non_folders(places: Iterable[Path]) -> None:
    """Raise ContentError for each place that is a file or a mounted disk, since neither can be exchanged."""
    problems = []
    for place in places:
        if place.exists() and not place.is_dir():
            message = "expected a folder here; got a file: move it away, or choose another --out"
            problems.append(Problem(place.as_posix(), 0, 0, message))
        elif place.is_mount():
            problems.append(Problem(place.as_posix(), 0, 0, "expected a folder; got a disk: choose another --out"))
    if problems:
        raise ContentError(problems)


def _allow_open_files(count: int) -> None:
    """Allow this process so many locks at once: a cohort may need more than the 256 files that macOS allows."""
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limit, and none may be set higher
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft != resource.RLIM_INFINITY and soft < count + 100:
            resource.setrlimit(resource.RLIMIT_NOFILE, (count + 100, hard))


def put(
    changes: Mapping[Path, Files], sources: Mapping[Path, Source], on_made: OnMade = ignore, keep: bool = False,
    workers: Workers | None = None,
) -> None:  # fmt: skip
    """Make each folder contain exactly these files (path → content), and the files that other programs put there.

    Call it within `hold`. With `keep`, files of earlier runs stay. Everything is made and on the disk before the first
    folder changes. Raises ContentError if a file that rehearse didn't make is in the way, MachineError if the disk
    refuses. The folders are then as they were.
    """
    here = _working_folder()
    changes = {_resolved(folder): files for folder, files in changes.items()}
    sources = {_resolved(folder): source for folder, source in sources.items()}
    numbered = {str(number): folder for number, folder in enumerate(changes)}
    costly: dict[str, Piece] = {}
    ready: dict[Path, dict[str, bytes]] = {folder: {} for folder in changes}
    for number, folder in numbered.items():
        refuse_in_the_way(folder, [*changes[folder], MANIFEST], {MANIFEST: "", **manifest(folder)})
        _refuse_unmovable(folder)
        for path, content in changed(folder, changes[folder]).items():
            if isinstance(content, Piece):
                costly[f"{number}/{path}"] = content
            else:
                ready[folder][path] = content
    made = make_all(costly, lambda place: on_made(place.partition("/")[2]), workers)
    for place, printed in made.items():
        number, _, path = place.partition("/")
        ready[numbered[number]][path] = printed
    staged: dict[Path, _Seen] = {}
    try:
        for folder, new in ready.items():
            keys = {path: key(content) for path, content in changes[folder].items()}
            before = manifest(folder)
            keys = before | keys if keep else keys
            if not new and keys == before and made_from(folder) == (sources[folder],) and _is_owners_only(folder):
                continue
            staged[folder] = _stage(folder, new, keys, sources[folder])
        for folder, seen in staged.items():
            _exchange(folder, seen)
    except OSError as error:
        raise refused_by_disk(error, min(changes)) from error
    finally:
        for folder in changes:
            sweep(*_places(folder))
        if here:  # it may be in a folder that was replaced
            with suppress(OSError):
                os.chdir(here)


def _is_owners_only(folder: Path) -> bool:
    return not folder.stat().st_mode & 0o077 or os.name == "nt"


def _refuse_unmovable(folder: Path) -> None:
    """Raise ContentError for a disk mounted in a folder, OSError for a folder that this user can't change."""
    if not folder.exists():
        return
    device = folder.stat().st_dev
    for inside in _folders(folder):
        if inside.stat().st_dev != device:
            message = "expected a folder; got a disk, which would stay behind: unmount it, or choose another --out"
            raise refused(inside.as_posix(), message)
        if not os.access(inside, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), inside.as_posix())


def _folders(folder: Path) -> Iterator[Path]:
    """Yield a folder and the folders in it, without links, from the top down. Raises OSError if one can't be read."""

    def refuse(error: OSError) -> None:
        raise error

    for inside, *_ in os.walk(folder, onerror=refuse):
        yield Path(inside)


def _places(place: Path) -> tuple[Path, Path, Path]:
    """Return the paths of a folder, of its next version and of its previous one."""
    return place, staging(place) / "new", staging(place) / "old"


def _stage(folder: Path, new: Mapping[str, bytes], keys: Mapping[str, str], source: Source) -> _Seen:
    """Build the next version: the files in `new`, the unchanged ones among `keys`, and those of other programs."""
    place, beside, _ = _places(folder)
    ours = manifest(place)
    beside.mkdir(mode=0o700)
    seen: _Seen = {}
    for path in _files(place):
        if path in ours and (path in new or path not in keys):
            continue
        if path != MANIFEST:
            _carry_over(place / path, beside / path)
        if path not in ours:
            seen[path] = _state(place / path)
    source = source if source.file else next(iter(made_from(place)), source)
    for path, content in {**new, MANIFEST: manifest_bytes(keys, [source])}.items():
        target = beside / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for made in (beside / path for path in (*keys, MANIFEST)):
        if made.exists() and not made.is_symlink():  # a file of rehearse that someone replaced by a link
            made.chmod(0o600)
    mine = {parent for path in keys for parent in (beside / path).parents}
    for inside in reversed([*_folders(beside)]):
        if inside in mine:
            inside.chmod(0o700)
        else:
            _copy_attributes(place / inside.relative_to(beside), inside)
    return seen


def _copy_attributes(old: Path, new: Path) -> None:
    """Copy owner, mode and times of a folder that rehearse didn't make."""
    with suppress(OSError, AttributeError):  # only root gives files away, and Windows has no owners
        os.chown(new, old.stat().st_uid, old.stat().st_gid)
    shutil.copystat(old, new)


def _exchange(folder: Path, seen: _Seen) -> None:
    """Put the next version in place, then move into it what other programs changed at that moment."""
    place, beside, old = _places(folder)
    exchange(beside, place, old)
    if beside.exists():
        beside.rename(old)
    if not old.exists():
        return
    ours = manifest(old)
    for path in _files(old):
        if path not in ours and path != MANIFEST and seen.get(path) != _state(old / path):
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (old / path).replace(place / path)


def _files(folder: Path) -> Iterator[str]:
    """Yield the paths of all files in a folder, and of the folders that are empty or links."""
    for inside, folders, files in os.walk(folder):
        here = Path(inside)
        links = [name for name in folders if (here / name).is_symlink()]
        yield from ((here / name).relative_to(folder).as_posix() for name in (*links, *files))
        if not folders and not files and here != folder:
            yield here.relative_to(folder).as_posix()


def _carry_over(old: Path, new: Path) -> None:
    """Put a file into the new folder, by a hard link if the file system has them, else as a copy."""
    new.parent.mkdir(parents=True, exist_ok=True)
    if old.is_dir() and not old.is_symlink():
        new.mkdir()
        return
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(old, new, follow_symlinks=False)


def _state(path: Path) -> tuple[int, ...]:
    """Return what changes when a file is changed; a further hard link to it changes nothing."""
    found = path.lstat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def _refuse_others(sources: Mapping[Path, Source]) -> None:
    """Raise ContentError for each folder that was made from another person's file."""
    problems = []
    for folder, source in sources.items():
        before = made_from(folder)
        if before and not any(same_person(source, each) for each in before):
            problems.append(another_persons(source, before[0], folder.as_posix()))
    if problems:
        raise ContentError(problems)


def same_person(one: Source, other: Source) -> bool:
    """Return whether both are the same file, even if it was moved since. Without a file, the name decides."""
    if not (one.file and other.file):
        return one.name == other.name
    with suppress(OSError):
        return Path(one.file).samefile(other.file)
    return one.name == other.name or one.file == other.file


def another_persons(source: Source, before: Source, folder: str) -> Problem:
    """Return the problem that a folder was made from another person's file, with the line to add."""
    whose = f"{before.file or 'a plan'} ({before.name})"
    such = id_from(source.name) or "ada-okafor"
    if such == Path(folder).name:
        such += "-2"
    message = f'id: {folder} was made from {whose}; add a line such as "id: {such}" here, name another --out, '
    return Problem(source.file or folder, 0, 0, f"{message}or delete that folder if it's the same person's")


def refuse_other_people(sources: Iterable[Source], docs: Path) -> None:
    """Raise ContentError if a docs folder was made from files of other people only."""
    given, before = tuple(sources), made_from(docs)
    if before and not any(same_person(one, other) for one in given for other in before):
        raise ContentError([another_persons(given[0], before[0], "the private edition there")])

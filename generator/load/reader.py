"""Reads one file of a content folder after another, from the cache where it can, and notes what is wrong."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator import text, yamlfile
from generator.cache import Cache, key_of
from generator.load.file import File, kept, read, warm
from generator.load.ids import id_from
from generator.load.mistakes import found_as
from generator.model import Node
from generator.model.base import WRITE, not_a_slug
from generator.model.handbook import Mentions
from generator.problem import ContentError, Problem, did_you_mean
from generator.yamlfile import Places

N = TypeVar("N", bound=Node)

#: Bytes of new content from which on it pays to read with all cores.
MANY = 8_000_000


#: Key and shown path → a file as it was read last: while somebody writes, few of them change from one time to the next.
Memory = dict[tuple[str, str], File[Any]]

#: Files that one core reads at a time.
_SHARE = 10


class Folder(NamedTuple):
    """How the files of a content folder end, and where in it they stand."""

    ending: str
    place: str


FOLDERS = {
    "candidates": Folder(".yml", "<id>.yml"),
    "guides": Folder(".md", "<name>.md"),
    "plans": Folder(".yml", "<id>.yml"),
    "questions": Folder(".yml", "<round>/<topic>.yml"),
    "roles": Folder(".yml", "<id>.yml"),
    "rounds": Folder(".yml", "<id>.yml"),
}
#: What may stand beside the folders.
FLOORS, FORMATS, SHELVES, THEMES = BESIDE = ("floors.yml", "formats.yml", "guides.yml", "stories.yml")


class Reader:
    """Collects what was read and what was wrong with it."""

    def __init__(self, root: Path, cache: Path | None, memory: Memory) -> None:
        self.root = root
        self.cache = Cache(cache) if cache else None
        self.keys: dict[str, str] = {}  # by the path to show, in the order of reading
        self.found: dict[Path, bytes] = {}  # read ahead
        self.memory, self.known = memory, Memory()
        self.unwritten: set[str] = set()
        self.problems: list[Problem] = []
        self.places: dict[tuple[str, str], Places] = {}
        self.mentions: dict[tuple[str, str], Mentions] = {}

    def folders(self) -> None:
        """Note what is beside the folders of the content. Raise ContentError if the content can't be listed."""
        try:
            beside = sorted(self.root.iterdir())
        except OSError as error:
            message = f"can't be read: {error.strerror}"
            raise ContentError([Problem(self.root.as_posix(), 0, 0, message)]) from error
        for path in beside:
            if path.name.startswith("."):
                continue
            if path.name in BESIDE:
                continue
            if path.name not in FOLDERS:
                expected = f"expected {', '.join(BESIDE)} or one of the folders {', '.join(FOLDERS)}"
                self.note(path.as_posix(), expected + did_you_mean(path.name, (*FOLDERS, *BESIDE)))
            elif not path.is_dir():
                self.note(path.as_posix(), "expected a folder; got a file")

    def files(self, folder: str) -> Iterator[tuple[Path, str]]:
        """Yield the files of a content folder and the path to show; what doesn't belong there is a problem."""
        ending, place = FOLDERS[folder]
        top = self.root / folder
        if self._leads_out(top):
            return
        try:
            for path in yamlfile.files(top):
                shown = path.as_posix()
                if path.suffix != ending:
                    self.note(shown, f"expected a file ending in {ending}")
                elif len(path.relative_to(top).parts) != place.count("/") + 1:
                    self.note(shown, f"expected a file at {folder}/{place}")
                elif expected := not_a_slug(path.stem):
                    slug = id_from(path.stem)
                    rename = f": rename it {slug}{ending}" if slug else ""
                    self.note(shown, f"name: {expected}; got {found_as(path.stem)}{rename}")
                elif not self._leads_out(path):
                    yield path, shown
        except ContentError as error:  # a folder that can't be listed
            self.problems += error.problems

    def _leads_out(self, path: Path) -> bool:
        """Note a link to a place outside the content: what is there is nobody's to read, and no problem quotes it."""
        if not path.is_symlink() or Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.root)):
            return False
        self.note(path.as_posix(), "expected a file of this content; got a link to a place outside it: put a copy here")
        return True

    def note(self, shown: str, message: str) -> None:
        """Note what is wrong with a file as a whole."""
        self.problems.append(Problem(shown, 0, 0, message))

    def note_at(self, places: Places, keys: Sequence[str | int], message: str) -> None:
        """Note what is wrong with a value."""
        here = places.at(keys)
        self.problems.append(Problem(here.path, here.line, here.column, message))

    def read(self, path: Path, shown: str, model: type[N]) -> File[N] | None:
        """Read one file into its model, or note what is wrong with it."""
        try:
            found = self.found.pop(path) if path in self.found else self.raw(path, shown, model.__name__)
            key = self.keys[shown]
            file = self.memory.get((key, shown)) or kept(self.cache, key, found, shown, model)
            self.known[key, shown] = file or read(self.cache, key, found, shown, model)
            return self.known[key, shown]
        except ContentError as error:
            self.problems += error.problems
            return None

    def raw(self, path: Path, shown: str, kind: str) -> bytes:
        """Give the bytes of a file; note their key, and whether something is left to write. Raises ContentError."""
        found = yamlfile.raw(path, shown)
        self.keys[shown] = key_of(kind, found)
        if WRITE.encode() in found:
            self.unwritten.add(shown)
        return found

    def finish(self) -> None:
        """Let go of what was read earlier and not now, on disk and in memory."""
        if self.cache:
            self.cache.tidy({*self.keys.values()})
        self.memory.clear()
        self.memory.update(self.known)

    def digest(self) -> str:
        """Name all that was read: the bytes of each file, and where in the content folder it stands."""
        start = len(self.root.as_posix())
        return key_of("content", "".join(f"{shown[start:]} {key}\n" for shown, key in self.keys.items()).encode())

    def page(self, path: Path, shown: str) -> str:
        """Read a page of Markdown, and note what is wrong with it; that nothing is, is kept. Raises ContentError."""
        source = yamlfile.cleaned(yamlfile.decode(self.raw(path, shown, "page"), shown), shown)
        yamlfile.refuse_conflicts(source, shown, "<>")
        if not self.cache or self.cache.get(self.keys[shown]) is None:
            found = [Problem(shown, line, 1, message) for line, message in text.page_problems(source)]
            self.problems += found
            if self.cache and not found:
                self.cache.put(self.keys[shown], ())
        return source

    def read_all(self, files: Sequence[tuple[Path, str]], model: type[N]) -> list[File[N] | None]:
        """Read files of one kind, each as `read` does. Where many are new, the other cores read along from the end."""
        new = self._new(files, model)
        done: dict[Path, File[N] | None] = {}
        others = (os.cpu_count() or 1) - 1
        if self.cache and others and sum(len(self.found[path]) for path, _ in new) >= MANY:
            with ProcessPoolExecutor(others, get_context("spawn"), initializer=gc.disable) as pool:
                shares = [new[start : start + _SHARE] for start in range(0, len(new), _SHARE)]
                ahead = [pool.submit(warm, self.cache.folder, share, model) for share in reversed(shares)]
                left = deque(zip(shares, reversed(ahead), strict=True))
                while left:
                    share, future = left.pop() if left[-1][1].done() else left.popleft()
                    if not future.cancel():
                        future.exception()  # only waits: what went wrong there is read again here
                    done |= {path: self.read(path, shown, model) for path, shown in share}
        return [done[path] if path in done else self.read(path, shown, model) for path, shown in files]

    def _new(self, files: Sequence[tuple[Path, str]], model: type[Node]) -> list[tuple[Path, str]]:
        """Take in the bytes of files, and give those that are not in the cache."""
        for path, shown in files:
            with suppress(ContentError):  # which `read` meets again, and notes
                self.found[path] = self.raw(path, shown, model.__name__)
        return [
            (path, shown)
            for path, shown in files
            if path in self.found and not (self.cache and self.cache.holds(self.keys[shown]))
        ]

    def add(self, kind: str, name: str, places: Places) -> bool:
        """Register a noun under its id; the same id twice is a problem."""
        if (kind, name) in self.places:
            first = self.places[kind, name].at(("id",))
            self.note_at(places, ("id",), f'id: {kind} "{name}" stands at {first.path}:{first.line} already')
            return False
        self.places[kind, name] = places
        return True

    def one(self, name: str, model: type[N]) -> File[N] | None:
        """Read a file that is beside the folders, if there is one."""
        path = self.root / name
        if not os.path.lexists(path) or self._leads_out(path):
            return None
        return self.read(path, path.as_posix(), model)

    def beside(self, name: str, kind: str, model: type[N]) -> N | None:
        """Read a file that stands beside the folders and holds one noun, if there is one."""
        result = self.one(name, model)
        if result is None:
            return None
        self.places[kind, ""] = result.places
        self.mentions[kind, ""] = result.mentions
        return result.node

    def one_per_file(self, folder: str, kind: str, model: type[N]) -> dict[str, N]:
        """Read a folder whose files are named by the id they hold."""
        found: dict[str, N] = {}
        for path, shown in self.files(folder):
            result = self.read(path, shown, model)
            if result is None:
                continue
            node, places, mentions = result
            name: str = node.id  # type: ignore[attr-defined]  # every noun of these folders has an id
            if name != path.stem:
                self.note_at(places, ("id",), f'id: expected "{path.stem}", the name of the file; got "{name}"')
            else:
                self.places[kind, name] = places
                self.mentions[kind, name] = mentions
                found[name] = node
        return found

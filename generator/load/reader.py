"""Read the files of a content folder, from the cache if possible, and collect their problems."""

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
from generator.load.file import File, cached, fill_cache, read
from generator.load.ids import id_from
from generator.load.log import ENDINGS
from generator.load.mistakes import found_as
from generator.model import Node
from generator.model.base import WRITE, not_a_slug
from generator.model.handbook import Mentions
from generator.problem import ContentError, Problem, did_you_mean, refused
from generator.yamlfile import Places

N = TypeVar("N", bound=Node)

#: From this many bytes of new content on, reading with all cores is faster.
MANY = 8_000_000

#: (cache key, shown path) → the file as it was read last time. Few files change from one save to the next.
Memory = dict[tuple[str, str], File[Any]]

#: How many files a worker reads at a time.
_SHARE = 10


class Folder(NamedTuple):
    """The extension of the files in a content folder, and the pattern of their paths."""

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
#: Single files next to the folders; all are optional.
FLOORS, FORMATS, SHELVES, THEMES, STYLE, SYNONYMS, TOPICS = SINGLE_FILES = (
    "floors.yml", "formats.yml", "guides.yml", "stories.yml", "style.yml", "synonyms.yml", "topics.yml",
)  # fmt: skip


class Reader:
    """Collects the data that was read, its places and mentions, and all problems."""

    def __init__(self, root: Path, cache: Path | None, memory: Memory) -> None:
        self.root = root
        self.cache = Cache(cache) if cache else None
        self.keys: dict[str, str] = {}  # shown path → cache key, in the order of reading
        self.read_ahead: dict[Path, bytes] = {}
        self.memory, self.used = memory, Memory()
        self.unwritten: set[str] = set()
        self.problems: list[Problem] = []
        self.places: dict[tuple[str, str], Places] = {}
        self.mentions: dict[tuple[str, str], Mentions] = {}

    def check_layout(self) -> None:
        """Report unexpected files and folders at the top level. Raise ContentError if it can't be listed."""
        try:
            entries = sorted(self.root.iterdir())
        except OSError as error:
            message = f"can't be read: {error.strerror}"
            raise refused(self.root.as_posix(), message) from error
        for path in entries:
            if path.name.startswith("."):
                continue
            if path.name in SINGLE_FILES:
                continue
            if path.name not in FOLDERS:
                expected = f"expected {', '.join(SINGLE_FILES)} or one of the folders {', '.join(FOLDERS)}"
                self.note(path.as_posix(), expected + did_you_mean(path.name, (*FOLDERS, *SINGLE_FILES)))
            elif not path.is_dir():
                self.note(path.as_posix(), "expected a folder; got a file")

    def files(self, folder: str) -> Iterator[tuple[Path, str]]:
        """Yield the files of a content folder, each with the path to show. Report files that don't belong there."""
        ending, place = FOLDERS[folder]
        top = self.root / folder
        if self._leads_out(top):
            return
        try:
            for path in yamlfile.files(top):
                shown = path.as_posix()
                if path.suffix != ending and not (folder == "candidates" and path.name.endswith(ENDINGS)):
                    self.note(shown, f"expected a file ending in {ending}")
                elif len(path.relative_to(top).parts) != place.count("/") + 1:
                    self.note(shown, f"expected a file at {folder}/{place}")
                elif expected := not_a_slug(path.stem):
                    slug = id_from(path.stem)
                    rename = f": rename it {slug}{path.suffix}" if slug else ""
                    self.note(shown, f"name: {expected}; got {found_as(path.stem)}{rename}")
                elif not self._leads_out(path):
                    yield path, shown
        except ContentError as error:  # a folder that can't be listed
            self.problems += error.problems

    def _leads_out(self, path: Path) -> bool:
        """Return whether a path is a link to outside the content, and report it. Such files are never quoted."""
        if not path.is_symlink() or Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.root)):
            return False
        self.note(path.as_posix(), "expected a file of this content; got a link to a place outside it: put a copy here")
        return True

    def note(self, shown: str, message: str) -> None:
        """Record a problem of a file as a whole."""
        self.problems.append(Problem(shown, 0, 0, message))

    def note_at(self, places: Places, keys: Sequence[str | int], message: str) -> None:
        """Record a problem at a value."""
        self.problems.append(places.problem(keys, message))

    def read(self, path: Path, shown: str, model: type[N]) -> File[N] | None:
        """Return a validated file, or None if it has problems, which are recorded."""
        try:
            source = self.read_ahead.pop(path) if path in self.read_ahead else self.raw(path, shown, model.__name__)
            key = self.keys[shown]
            file = self.memory.get((key, shown)) or cached(self.cache, key, source, shown, model)
            self.used[key, shown] = file or read(self.cache, key, source, shown, model)
            return self.used[key, shown]
        except ContentError as error:
            self.problems += error.problems
            return None

    def raw(self, path: Path, shown: str, kind: str) -> bytes:
        """Return the bytes of a file; record its cache key, and whether it contains `WRITE`. Raise ContentError."""
        source = yamlfile.raw(path, shown)
        self.keys[shown] = key_of(kind, source)
        if WRITE.encode() in source:
            self.unwritten.add(shown)
        return source

    def forget_unused(self) -> None:
        """Delete what was cached earlier and is no longer used, on disk and in memory."""
        if self.cache:
            self.cache.tidy({*self.keys.values()})
        self.memory.clear()
        self.memory.update(self.used)

    def digest(self) -> str:
        """Return a hash of all files that were read: their bytes and their paths within the content folder."""
        start = len(self.root.as_posix())
        return key_of("content", "".join(f"{shown[start:]} {key}\n" for shown, key in self.keys.items()).encode())

    def page(self, path: Path, shown: str) -> str:
        """Return the source of a Markdown page and record its problems; valid ones are cached. Raise ContentError."""
        source = yamlfile.cleaned(yamlfile.decode(self.raw(path, shown, "page"), shown), shown)
        yamlfile.refuse_conflicts(source, shown, "<>")
        if not self.cache or self.cache.get(self.keys[shown]) is None:
            problems = [Problem(shown, line, 1, message) for line, message in text.page_problems(source)]
            self.problems += problems
            if self.cache and not problems:
                self.cache.put(self.keys[shown], ())
        return source

    def read_all(self, files: Sequence[tuple[Path, str]], model: type[N]) -> list[File[N] | None]:
        """Return the files of one kind, each as `read` does. If many are new, other cores help, from the end."""
        new = self._new(files, model)
        done: dict[Path, File[N] | None] = {}
        others = (os.cpu_count() or 1) - 1
        if self.cache and others and sum(len(self.read_ahead[path]) for path, _ in new) >= MANY:
            with ProcessPoolExecutor(others, get_context("spawn"), initializer=gc.disable) as pool:
                shares = [new[start : start + _SHARE] for start in range(0, len(new), _SHARE)]
                ahead = [pool.submit(fill_cache, self.cache.folder, share, model) for share in reversed(shares)]
                left = deque(zip(shares, reversed(ahead), strict=True))
                while left:
                    share, future = left.pop() if left[-1][1].done() else left.popleft()
                    if not future.cancel():
                        future.exception()  # waits; errors are found again by `read`
                    done |= {path: self.read(path, shown, model) for path, shown in share}
        return [done[path] if path in done else self.read(path, shown, model) for path, shown in files]

    def _new(self, files: Sequence[tuple[Path, str]], model: type[Node]) -> list[tuple[Path, str]]:
        """Read the bytes of files ahead, and return the files that are not in the cache."""
        for path, shown in files:
            with suppress(ContentError):  # `read` records it
                self.read_ahead[path] = self.raw(path, shown, model.__name__)
        return [
            (path, shown)
            for path, shown in files
            if path in self.read_ahead and not (self.cache and self.cache.has(self.keys[shown]))
        ]

    def register(self, kind: str, name: str, places: Places) -> bool:
        """Record the places of an id and return True. Report a duplicate id and return False."""
        if (kind, name) in self.places:
            first = self.places[kind, name].at(("id",))
            self.note_at(places, ("id",), f'id: {kind} "{name}" is already at {first.path}:{first.line}')
            return False
        self.places[kind, name] = places
        return True

    def optional(self, name: str, model: type[N]) -> File[N] | None:
        """Return a single file from next to the folders, or None if it is missing or has problems."""
        path = self.root / name
        if not os.path.lexists(path) or self._leads_out(path):
            return None
        return self.read(path, path.as_posix(), model)

    def single(self, name: str, kind: str, model: type[N]) -> N | None:
        """Return the data of a single file from next to the folders, or None; record its places and mentions."""
        result = self.optional(name, model)
        if result is None:
            return None
        self.places[kind, ""] = result.places
        self.mentions[kind, ""] = result.mentions
        return result.node

    def one_per_file(self, folder: str, kind: str, model: type[N]) -> dict[str, N]:
        """Return the data of a folder's files by id. Each file is named after the id in it."""
        nodes: dict[str, N] = {}
        for path, shown in self.files(folder):
            result = self.read(path, shown, model)
            if result is None:
                continue
            node, places, mentions = result
            name: str = node.id  # type: ignore[attr-defined]  # every model of these folders has an id
            if name != path.stem:
                self.note_at(places, ("id",), f'id: expected "{path.stem}", the name of the file; got "{name}"')
            else:
                self.places[kind, name] = places
                self.mentions[kind, name] = mentions
                nodes[name] = node
        return nodes

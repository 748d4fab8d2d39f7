"""A folder of content, read file by file: what belongs where, ids that stand once, files named by their ids."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

from generator import text, yamlfile
from generator.cache import Cache
from generator.load.file import File, kept, read, uncollected, warm
from generator.load.log import load_log
from generator.load.mistakes import found_as, missing_in, validate
from generator.model import (
    Candidate,
    Floors,
    Formats,
    Guide,
    Handbook,
    Node,
    Origin,
    PlanTemplate,
    Question,
    QuestionFile,
    Role,
    Round,
    Shelves,
    StoryTheme,
    Themes,
)
from generator.model.base import not_a_slug
from generator.model.handbook import Mentions
from generator.model.log import Log
from generator.problem import ContentError, Problem, did_you_mean
from generator.yamlfile import Places

N = TypeVar("N", bound=Node)
T = TypeVar("T")

#: Where what was read is kept, if nothing else is said.
CACHE = Path(__file__).parent.parent.parent / "build" / ".cache"
#: Characters of new content from which on it pays to read with all cores.
MANY = 8_000_000


class _Folder(NamedTuple):
    """How the files of a content folder end, and where in it they stand."""

    ending: str
    place: str


_FOLDERS = {
    "candidates": _Folder(".yml", "<id>.yml"),
    "guides": _Folder(".md", "<name>.md"),
    "plans": _Folder(".yml", "<id>.yml"),
    "questions": _Folder(".yml", "<round>/<topic>.yml"),
    "roles": _Folder(".yml", "<id>.yml"),
    "rounds": _Folder(".yml", "<id>.yml"),
}
#: What may stand beside the folders.
_FLOORS, _FORMATS, _SHELVES, _THEMES = _BESIDE = ("floors.yml", "formats.yml", "guides.yml", "stories.yml")
#: What follows a candidate's id in the name of their log.
_LOG = "-log"


class _Reader:
    """Collects what was read and what was wrong with it."""

    def __init__(self, root: Path, cache: Path | None) -> None:
        self.root = root
        self.cache = Cache(cache) if cache else None
        self.used: set[str] = set()
        self.sources: dict[Path, str] = {}
        self.ahead: dict[Path, Future[None]] = {}
        self.problems: list[Problem] = []
        self.places: dict[tuple[str, str], Places] = {}
        self.mentions: dict[tuple[str, str], Mentions] = {}

    def folders(self) -> None:
        """Note what stands beside the folders of the content."""
        for path in sorted(self.root.iterdir()):
            if path.name.startswith("."):
                continue
            if path.name in _BESIDE:
                continue
            if path.name not in _FOLDERS:
                expected = f"expected {', '.join(_BESIDE)} or one of the folders {', '.join(_FOLDERS)}"
                self.note(path.as_posix(), expected + did_you_mean(path.name, (*_FOLDERS, *_BESIDE)))
            elif not path.is_dir():
                self.note(path.as_posix(), "expected a folder; got a file")

    def files(self, folder: str) -> Iterator[tuple[Path, str]]:
        """Give the files of a content folder and the path to show; what doesn't belong there is a problem."""
        ending, place = _FOLDERS[folder]
        for path in yamlfile.files(self.root / folder):
            shown = path.as_posix()
            if path.suffix != ending:
                self.note(shown, f"expected a file ending in {ending}")
            elif len(path.relative_to(self.root / folder).parts) != place.count("/") + 1:
                self.note(shown, f"expected a file at {folder}/{place}")
            elif expected := not_a_slug(path.stem):
                self.note(shown, f"name: {expected}; got {found_as(path.stem)}")
            else:
                yield path, shown

    def note(self, shown: str, message: str) -> None:
        """Note what is wrong with a file as a whole."""
        self.problems.append(Problem(shown, 0, 0, message))

    def note_at(self, places: Places, keys: Sequence[str | int], message: str) -> None:
        """Note what is wrong with a value."""
        here = places.at(keys)
        self.problems.append(Problem(here.path, here.line, here.column, message))

    def read(self, path: Path, shown: str, model: type[N]) -> File[N] | None:
        """Read one file into its model, or note what is wrong with it."""
        if path in self.ahead:
            self.ahead.pop(path).exception()  # only waits: what went wrong there is read again here
        try:
            source = self.sources.pop(path, None) or yamlfile.decoded(path, shown)
            key = self.cache.key(model.__name__, source) if self.cache else ""
            self.used.add(key)
            return kept(self.cache, key, source, shown, model) or read(self.cache, key, source, shown, model)
        except ContentError as error:
            self.problems += error.problems
            return None

    def read_ahead(self, paths: Sequence[Path], stack: ExitStack) -> None:
        """Let other cores read files of questions into the cache, where many of them are new."""
        if not self.cache:
            return
        for path in paths:
            with suppress(ContentError):  # which `read` meets again, and notes
                self.sources[path] = yamlfile.decoded(path, "")
        key = partial(self.cache.key, QuestionFile.__name__)
        new = [path for path, source in self.sources.items() if not self.cache.holds(key(source))]
        if sum(len(self.sources[path]) for path in new) >= MANY:
            context = get_context("spawn")
            pool = stack.enter_context(ProcessPoolExecutor(os.cpu_count(), context, initializer=uncollected))
            for some in (new[start : start + 20] for start in range(0, len(new), 20)):
                self.ahead |= dict.fromkeys(some, pool.submit(warm, self.cache.folder, some))

    def add(self, kind: str, name: str, places: Places) -> bool:
        """Register a noun under its id; the same id twice is a problem."""
        if (kind, name) in self.places:
            first = self.places[kind, name].at(("id",))
            self.note_at(places, ("id",), f'id: {kind} "{name}" stands at {first.path}:{first.line} already')
            return False
        self.places[kind, name] = places
        return True

    def beside(self, name: str, kind: str, model: type[N]) -> N | None:
        """Read a file that stands beside the folders and holds one noun, if there is one."""
        path = self.root / name
        result = self.read(path, path.as_posix(), model) if path.exists() else None
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


def load_handbook(root: Path, cache: Path | None = CACHE) -> Handbook:
    """Read a content folder. Raises ContentError with all problems of all files.

    Sound files are kept in the folder `cache`, candidates' never, and not read again until they change.
    """
    if not root.is_dir():
        raise ContentError([Problem(root.as_posix(), 0, 0, "expected a folder of content; there is none")])
    reader = _Reader(root, cache)
    reader.folders()
    with ExitStack() as stack:
        stack.enter_context(_uncollected())
        questions, origins = _questions(reader, stack)
    rounds = reader.one_per_file("rounds", "round", Round)
    roles = reader.one_per_file("roles", "role", Role)
    plans = reader.one_per_file("plans", "plan", PlanTemplate)
    guides = _guides(reader)
    people = list(reader.files("candidates"))
    candidates = _candidates(reader, people)
    themes = _themes(reader)
    floors = reader.beside(_FLOORS, "floors", Floors)
    formats = reader.beside(_FORMATS, "formats", Formats)
    shelves = reader.beside(_SHELVES, "shelves", Shelves)
    if reader.cache:
        reader.cache.tidy(reader.used)
    handbook = Handbook(
        rounds=_by_id(rounds),
        roles=_by_id(roles),
        plans=_by_id(plans),
        questions=_by_id(questions),
        origins=_by_id(origins),
        guides=_by_id(guides),
        candidates=_by_id(candidates),
        themes=themes,
        floors=floors or Floors(),
        formats=formats,
        shelves=shelves,
        places=reader.places,
        mentions=reader.mentions,
        root=root.parent.as_posix(),
    )
    logs = _logs(reader, handbook, people)
    if reader.problems:
        raise ContentError(reader.problems)
    return replace(handbook, logs=logs)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the garbage collector to look again and again at content, of which nothing becomes garbage."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


def _by_id(nouns: dict[str, T]) -> dict[str, T]:
    return dict(sorted(nouns.items()))  # files sort otherwise: a-b.yml before a.yml


def load_candidate(path: Path) -> tuple[Candidate, Places]:
    """Read one candidate's file, wherever it stands. Raises ContentError.

    The id defaults to the file's name, made a slug: it names the folder of all that is printed for them.
    """
    shown = path.as_posix()
    data, places = yamlfile.read(path, shown)
    candidate, problems = validate(Candidate, data, places)
    written = data if isinstance(data, dict) else {}
    if written and not written.get("interview") and not written.get("interviews"):
        problems.append(missing_in(places, "interview: missing"))
    elif written.get("interview") and written.get("interviews"):
        here = places.at(("interviews",))
        message = "interviews: expected either interview or interviews, not both"
        problems.append(Problem(shown, here.line, here.column, message))
    if candidate and candidate.log and (Path(candidate.log).name != candidate.log or candidate.log == ".."):
        message = f"log: expected the name of a file beside this one; got {found_as(candidate.log)}"
        problems.append(places.problem(("log",), message))
    name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    if written and not written.get("id") and not_a_slug(name):
        problems.append(missing_in(places, "id: missing, and none can be made from the file's name"))
    if problems or not candidate:
        raise ContentError(problems)
    return candidate.model_copy(update={"id": candidate.id or name}), places


def _candidates(reader: _Reader, paths: Sequence[tuple[Path, str]]) -> dict[str, Candidate]:
    candidates: dict[str, Candidate] = {}
    for path, _ in paths:
        if path.stem.endswith(_LOG):
            continue
        try:
            candidate, places = load_candidate(path)
        except ContentError as error:
            reader.problems += error.problems
            continue
        if candidate.log and candidate.log != f"{candidate.id}{_LOG}.yml":
            reader.note_at(places, ("log",), f"log: expected {candidate.id}{_LOG}.yml; got {found_as(candidate.log)}")
        if candidate.id and reader.add("candidate", candidate.id, places):
            candidates[candidate.id] = candidate
    return candidates


def _logs(reader: _Reader, handbook: Handbook, paths: Sequence[tuple[Path, str]]) -> dict[str, Log]:
    """Read the logs of the candidates; names in them are looked up where the rest of the content is sound."""
    known = None if reader.problems else handbook
    logs: dict[str, Log] = {}
    for path, shown in paths:
        if not path.stem.endswith(_LOG):
            continue
        name = path.stem.removesuffix(_LOG)
        try:
            logged = load_log(path, known)
        except ContentError as error:
            reader.problems += error.problems
            continue
        reader.problems += logged.notes  # nobody practises here: what is not finished is a mistake
        if known and name not in handbook.candidates:
            meant = did_you_mean(name, handbook.candidates)
            reader.note(shown, f'expected the log of a candidate; no candidate "{name}"{meant}')
        reader.places["log", name] = logged.places
        logs[name] = logged.entries
    return dict(sorted(logs.items()))


def _questions(reader: _Reader, stack: ExitStack) -> tuple[dict[str, Question], dict[str, Origin]]:
    questions: dict[str, Question] = {}
    origins: dict[str, Origin] = {}
    files = list(reader.files("questions"))
    reader.read_ahead([path for path, _ in files], stack)
    for path, shown in files:
        result = reader.read(path, shown, QuestionFile)
        if result is None:
            continue
        file, places, mentions = result
        for index, question in enumerate(file.questions):
            here = places.under("questions", index)
            if question.round != path.parent.name:
                message = f'round: expected "{path.parent.name}", the folder of the file; got "{question.round}"'
                reader.note_at(here, ("round",), message)
            if reader.add("question", question.id, here):
                questions[question.id] = question
                origins[question.id] = file.defaults
                reader.mentions["question", question.id] = tuple(
                    (keys[2:], mention) for keys, mention in mentions if keys[:2] == ("questions", index)
                )
                reader.places["origin", question.id] = places.under("defaults")
    return questions, origins


def _themes(reader: _Reader) -> dict[str, StoryTheme]:
    path = reader.root / _THEMES
    result = reader.read(path, path.as_posix(), Themes) if path.exists() else None
    if result is None:
        return {}
    file, places, mentions = result
    themes: dict[str, StoryTheme] = {}
    for index, theme in enumerate(file.themes):
        if reader.add("theme", theme.id, places.under("themes", index)):
            themes[theme.id] = theme
            reader.mentions["theme", theme.id] = tuple(
                (keys[2:], mention) for keys, mention in mentions if keys[:2] == ("themes", index)
            )
    return themes


def _guides(reader: _Reader) -> dict[str, Guide]:
    guides: dict[str, Guide] = {}
    for path, shown in reader.files("guides"):
        try:
            source = yamlfile.read_text(path, shown)
        except ContentError as error:
            reader.problems += error.problems
            continue
        heading, _, body = source.partition("\n")
        if not re.match(r"# \S", heading):
            reader.problems.append(Problem(shown, 1, 1, 'expected a first line like "# Title"'))
        reader.problems += [Problem(shown, line, 1, message) for line, message in text.page_problems(source)]
        reader.places["guide", path.stem] = Places(shown)
        guides[path.stem] = Guide(path.stem, heading[2:].strip(), body.strip() + "\n", shown)
    return guides

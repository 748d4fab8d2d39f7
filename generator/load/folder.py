"""A folder of content, read into its nouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from generator.load.candidate import read_candidate
from generator.load.log import read_log
from generator.load.mistakes import found_as
from generator.load.reader import FLOORS, FORMATS, SHELVES, THEMES, Memory, Reader
from generator.model import (
    Candidate,
    Floors,
    Formats,
    Guide,
    Handbook,
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
from generator.model.log import Log
from generator.names import settled
from generator.places import cache_folder
from generator.problem import ContentError, Problem, did_you_mean
from generator.yamlfile import Places

T = TypeVar("T")

#: Where what was read is kept, if nothing else is said.
CACHE = cache_folder("content")
#: What follows a candidate's id in the name of their log.
_LOG = "-log"


def load_handbook(root: Path, cache: Path | None = CACHE, memory: Memory | None = None) -> Handbook:
    """Read a content folder. Raises ContentError with all problems of all files.

    Sound files are kept in the folder `cache`, candidates' never, and not read again until they change. Who loads again
    and again hands over a `memory`, an empty one at first, in which they are kept, too.
    """
    if not root.is_dir():
        raise ContentError([Problem(root.as_posix(), 0, 0, "expected a folder of content; there is none")])
    reader = Reader(root, cache, {} if memory is None else memory)
    reader.folders()
    questions, origins = _questions(reader)
    rounds = reader.one_per_file("rounds", "round", Round)
    roles = reader.one_per_file("roles", "role", Role)
    templates = reader.one_per_file("plans", "plan", PlanTemplate)
    guides = _guides(reader)
    people = list(reader.files("candidates"))
    candidates = _candidates(reader, people)
    themes = _themes(reader)
    floors = reader.beside(FLOORS, "floors", Floors)
    formats = reader.beside(FORMATS, "formats", Formats)
    shelves = reader.beside(SHELVES, "shelves", Shelves)
    reader.finish()
    handbook = Handbook(
        rounds=_by_id(rounds),
        roles=_by_id(roles),
        templates=_by_id(templates),
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
        unwritten=frozenset(reader.unwritten),
        root=root.parent.as_posix(),
    )
    handbook = replace(handbook, candidates=_settled(reader, handbook))
    logs = _logs(reader, handbook, people)
    if reader.problems:
        raise ContentError(reader.problems)
    return replace(handbook, logs=logs, digest=reader.digest())


def _by_id(nouns: dict[str, T]) -> dict[str, T]:
    return dict(sorted(nouns.items()))  # files sort otherwise: a-b.yml before a.yml


def _candidates(reader: Reader, paths: Sequence[tuple[Path, str]]) -> dict[str, Candidate]:
    candidates: dict[str, Candidate] = {}
    for path, shown in paths:
        if path.stem.endswith(_LOG):
            continue
        try:
            candidate, places = read_candidate(reader.raw(path, shown, "candidate"), path)
        except ContentError as error:
            reader.problems += error.problems
            continue
        if candidate.log and candidate.log != f"{candidate.id}{_LOG}.yml":
            reader.note_at(places, ("log",), f"log: expected {candidate.id}{_LOG}.yml; got {found_as(candidate.log)}")
        if candidate.id and reader.add("candidate", candidate.id, places):
            candidates[candidate.id] = candidate
    return candidates


def _settled(reader: Reader, handbook: Handbook) -> dict[str, Candidate]:
    """Return the candidates with the ids of their role and rounds; looked up where the rest of the content is sound."""
    if reader.problems:
        return dict(handbook.candidates)
    found = {name: settled(handbook, each) for name, each in handbook.candidates.items()}
    for name, (_, wrong) in found.items():
        reader.problems += [handbook.problem("candidate", name, *keys, message=message) for keys, message in wrong]
    return {name: candidate for name, (candidate, _) in found.items()}


def _logs(reader: Reader, handbook: Handbook, paths: Sequence[tuple[Path, str]]) -> dict[str, Log]:
    """Read the logs of the candidates; names in them are looked up where the rest of the content is sound."""
    known = None if reader.problems else handbook
    logs: dict[str, Log] = {}
    for path, shown in paths:
        if not path.stem.endswith(_LOG):
            continue
        name = path.stem.removesuffix(_LOG)
        try:
            logged, _ = read_log(reader.raw(path, shown, "log"), shown, known)
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


def _questions(reader: Reader) -> tuple[dict[str, Question], dict[str, Origin]]:
    questions: dict[str, Question] = {}
    origins: dict[str, Origin] = {}
    files = list(reader.files("questions"))
    for (path, _), result in zip(files, reader.read_all(files, QuestionFile), strict=True):
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


def _themes(reader: Reader) -> dict[str, StoryTheme]:
    result = reader.one(THEMES, Themes)
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


def _guides(reader: Reader) -> dict[str, Guide]:
    guides: dict[str, Guide] = {}
    for path, shown in reader.files("guides"):
        try:
            source = reader.page(path, shown)
        except ContentError as error:
            reader.problems += error.problems
            continue
        heading, _, body = source.partition("\n")
        if not re.match(r"# \S", heading):
            reader.problems.append(Problem(shown, 1, 1, 'expected a first line like "# Title"'))
        reader.places["guide", path.stem] = Places(shown)
        guides[path.stem] = Guide(path.stem, heading[2:].strip(), body.strip() + "\n", shown)
    return guides

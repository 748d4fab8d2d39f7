"""Load a folder of content as a `Handbook`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from generator.load.candidate import read_candidate
from generator.load.log import ENDINGS, read_log
from generator.load.mistakes import found_as
from generator.load.reader import FLOORS, FORMATS, SHELVES, STYLE, SYNONYMS, THEMES, TOPICS, Memory, Reader
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
    Style,
    Synonyms,
    Themes,
    Topics,
)
from generator.model.log import Log
from generator.names import settled
from generator.places import cache_folder
from generator.problem import ContentError, Problem, did_you_mean, refused
from generator.yamlfile import Places

T = TypeVar("T")

#: The default folder of the cache.
CACHE = cache_folder("content")
#: The suffix of a log's name, after the candidate's id.
_LOG = "-log"


def load_handbook(root: Path, cache: Path | None = CACHE, memory: Memory | None = None) -> Handbook:
    """Return the handbook of a content folder. Raise ContentError with all problems of all files.

    Valid files are cached in the folder `cache`, except candidates' files, which are private. To load repeatedly, pass
    the same dict as `memory` each time: unchanged files are then reused without parsing.
    """
    if not root.is_dir():
        raise refused(root.as_posix(), "expected a folder of content; there is none")
    reader = Reader(root, cache, {} if memory is None else memory)
    reader.check_layout()
    questions, origins = _questions(reader)
    rounds = reader.one_per_file("rounds", "round", Round)
    roles = reader.one_per_file("roles", "role", Role)
    templates = reader.one_per_file("plans", "plan", PlanTemplate)
    guides = _guides(reader)
    people = list(reader.files("candidates"))
    candidates = _candidates(reader, people)
    themes = _themes(reader)
    floors = reader.single(FLOORS, "floors", Floors)
    formats = reader.single(FORMATS, "formats", Formats)
    style = reader.single(STYLE, "style", Style)
    synonyms = reader.single(SYNONYMS, "synonyms", Synonyms)
    shelves = reader.single(SHELVES, "shelves", Shelves)
    topics = reader.single(TOPICS, "topics", Topics)
    reader.forget_unused()
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
        style=style or Style(),
        synonyms=synonyms or Synonyms(),
        shelves=shelves,
        topic_names=topics,
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


def _by_id(items: dict[str, T]) -> dict[str, T]:
    return dict(sorted(items.items()))  # files are sorted differently: a-b.yml comes before a.yml


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
        if candidate.log and candidate.log not in (f"{candidate.id}{ending}" for ending in ENDINGS):
            reader.note_at(places, ("log",), f"log: expected {candidate.id}{_LOG}.yml; got {found_as(candidate.log)}")
        if candidate.id and reader.register("candidate", candidate.id, places):
            candidates[candidate.id] = candidate
    return candidates


def _settled(reader: Reader, handbook: Handbook) -> dict[str, Candidate]:
    """Return the candidates with ids for role and rounds, which are looked up only if all other content is valid."""
    if reader.problems:
        return dict(handbook.candidates)
    looked_up = {name: settled(handbook, each) for name, each in handbook.candidates.items()}
    for name, (_, wrong) in looked_up.items():
        reader.problems += [handbook.problem("candidate", name, *keys, message=message) for keys, message in wrong]
    return {name: candidate for name, (candidate, _) in looked_up.items()}


def _logs(reader: Reader, handbook: Handbook, paths: Sequence[tuple[Path, str]]) -> dict[str, Log]:
    """Return the candidates' logs, by candidate id. Names in them are looked up only if all other content is valid."""
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
        reader.problems += logged.notes  # in the content folder an unfinished entry is an error
        if known and name not in handbook.candidates:
            meant = did_you_mean(name, handbook.candidates)
            reader.note(shown, f'expected the log of a candidate; no candidate "{name}"{meant}')
        if name in logs:
            both = " and ".join(f"{name}{ending}" for ending in ENDINGS)
            reader.note(shown, f"expected one log of a candidate; got {both}: delete one of them")
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
            if reader.register("question", question.id, here):
                questions[question.id] = question
                origins[question.id] = file.defaults
                reader.mentions["question", question.id] = tuple(
                    (keys[2:], mention) for keys, mention in mentions if keys[:2] == ("questions", index)
                )
                reader.places["origin", question.id] = places.under("defaults")
    return questions, origins


def _themes(reader: Reader) -> dict[str, StoryTheme]:
    result = reader.optional(THEMES, Themes)
    if result is None:
        return {}
    file, places, mentions = result
    themes: dict[str, StoryTheme] = {}
    for index, theme in enumerate(file.themes):
        if reader.register("theme", theme.id, places.under("themes", index)):
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
        line = 2 + body[: len(body) - len(body.lstrip())].count("\n")
        guides[path.stem] = Guide(path.stem, heading[2:].strip(), body.strip() + "\n", shown, line)
    return guides

"""A candidate's log: its entries, their places, and what is torn at its end.

An entry that is wrong is a problem at its line. Only a last one that stops half way, as a kill, a full disk or an
unfinished edit leaves it, is a note and left out: the mocks before it still count.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from generator import yamlfile
from generator.load.ids import former_id, id_from
from generator.load.mistakes import found_as, validate
from generator.model import Candidate, Handbook, LogEntry
from generator.model.base import not_a_line, not_a_slug
from generator.model.log import Log
from generator.names import resolve, unknown
from generator.problem import ContentError, Problem, did_you_mean
from generator.yamlfile import Places

#: What an entry can't be without, in the order in which it is written.
NEEDED = ("date", "round", "before", "after", "fix")

#: Of how many logs in a folder it is guessed whose they might be.
_FEW_LOGS = 20

#: What is said of a slip that only a person makes: an entry with one is wrong, not torn.
_TYPED = (
    "expected UTF-8", "expected plain spaces", "expected quotes", "needs quotes", "got a tab", "begins a comment",
    "is a comment", "would be part of the text", "goes on after its closing", "there is no ",
)  # fmt: skip

_BOM = b"\xef\xbb\xbf"
_DASH = re.compile(rb"^(?:\xef\xbb\xbf)?( *)-(?=\s|\Z)", re.MULTILINE)
_COMMENT = re.compile(rb"^[ \t]*#.*$", re.MULTILINE)


class Logged(NamedTuple):
    """What a log holds: entries in the order of the file, where they stand, and what whoever reads it is told."""

    entries: Log
    places: Places
    notes: tuple[Problem, ...]


def log_path(path: Path, candidate: Candidate) -> Path:
    """Return the path of a candidate's log: beside their file at `path`, whether it exists or not.

    Without one named by their id, one named by their file counts, by the whole of its name or by the id that was made
    of it before other scripts were read. Raise ContentError if there are several.
    """
    if candidate.log:
        return path.with_name(str(candidate.log))
    names = dict.fromkeys((candidate.id, former_id(path.stem), path.stem))
    usual, *others = (path.with_name(f"{name}-log.yml") for name in names if name)
    older = [other for other in others if other.exists() and not (usual.exists() and other.samefile(usual))]
    if older and usual.exists():
        listed = " and ".join(each.name for each in (usual, *older))
        message = f'log: {listed} are both next to this file; choose one with a line such as "log: {usual.name}"'
        raise ContentError([Problem(path.as_posix(), 0, 0, message)])
    return older[0] if older else usual


def log_left_behind(path: Path, candidate: Candidate) -> Problem | None:
    """Return a note on a log that is next to a candidate's file without one, if it seems to be theirs.

    It does where no file there has its name, as after renaming, or where that file has the same person's name, as after
    copying. In a folder of many logs nothing is guessed.
    """
    if candidate.log or log_path(path, candidate).exists():
        return None
    logs = sorted(each for each in path.parent.glob("*-log.yml") if each.is_file())
    if len(logs) > _FEW_LOGS:
        return None
    others = sorted(each for each in path.parent.glob("*.y*ml") if each not in logs and each.name != path.name)
    for log in logs:
        stem = log.name.removesuffix("-log.yml")
        message = f"{log.name} is next to this file, and no file uses it. If it's the log of {candidate.name}, add the "
        of_it = [each for each in others if each.stem == stem]
        if of_it and _says(of_it[0], rf"^name:\s*[\"']?{re.escape(candidate.name)}[\"']?\s*(#.*)?$"):
            message = f"{of_it[0].name} has the same name and a log. If this is the same person, add the line "
            return Problem(path.as_posix(), 0, 0, f'{message}"log: {log.name}", or else the plan starts from nothing')
        if not of_it and not any(_says(each, rf"^(log|id):.*\b{re.escape(stem)}\b") for each in others):
            line = f"id: {stem}" if candidate.id == id_from(path.stem) else f"log: {log.name}"
            return Problem(path.as_posix(), 0, 0, f'{message}line "{line}", or else the plan starts from nothing')
    return None


def _says(path: Path, line: str) -> bool:
    """Whether a file has a line like this pattern; one that can't be read hasn't."""
    try:
        return re.search(line, yamlfile.read_text(path, path.as_posix()), re.MULTILINE) is not None
    except ContentError:
        return False


def load_log(path: Path, handbook: Handbook | None = None) -> Logged:
    """Read a log; one that is not there is empty. With a handbook, its rounds, dimensions and questions are known.

    Raises ContentError with all problems.
    """
    shown = path.as_posix()
    if not path.exists():
        return Logged((), Places(shown), ())
    return read_log(yamlfile.raw(path, shown), shown, handbook)[0]


def read_log(source: bytes, shown: str, handbook: Handbook | None = None) -> tuple[Logged, int]:
    """Read the bytes of a log, and say how many of them are sound: what follows is one torn entry, to the end.

    Raises ContentError with all problems.
    """
    yamlfile.refuse_conflicts(source.decode(errors="replace").replace("\r\n", "\n"), shown)
    cut = _cut(source)
    whole = source[: len(source) - cut].removesuffix(b"\r")  # half of a line's end is no harm
    try:
        entries, places = _entries(whole, shown, handbook)
    except ContentError as error:
        found = error
    else:
        if not cut:
            return Logged(entries, places, ()), len(source)
        found = ContentError(())
    start = last_entry(whole)
    if start is None or not (cut or _is_torn(whole, start, found.problems)):
        raise found
    try:
        entries, places = _entries(whole[:start], shown, handbook)
    except ContentError as error:
        raise ContentError([*found.problems, *error.problems]) from error
    why = f" ({found.problems[0].message})" if found.problems else ""
    line = whole.count(b"\n", 0, start) + 1
    note = Problem(shown, line, 1, f"the last entry is not finished, and is left out{why}")
    return Logged(entries, places, (note,)), start


def last_entry(source: bytes) -> int | None:
    """Say at which byte the last entry of a list of lines starts; nothing where there is no such list."""
    starts = list(_DASH.finditer(source))
    same = [each.start(1) for each in starts if each[1] == starts[0][1]]
    return same[-1] if same else None


def indent(source: bytes) -> str:
    """Give the spaces before the dashes of the list."""
    first = _DASH.search(source)
    return first[1].decode() if first else ""


def mistakes(
    data: Any, places: Places, handbook: Handbook | None, today: datetime.date | None = None
) -> tuple[LogEntry | None, list[Problem]]:
    """Make an entry of plain data, or say what is wrong with it; with `today`, a later date is."""
    data = _with_id(data, handbook) if handbook else data
    entry, problems = validate(LogEntry, data, places)
    if isinstance(data, dict):
        problems += _unrated(data, places)
        problems += _unknown(data, places, handbook) if handbook else ()
        problems += _too_late(data, places, today) if today else ()
    return entry, problems


def _entries(source: bytes, shown: str, handbook: Handbook | None) -> tuple[Log, Places]:
    if not _COMMENT.sub(b"", source.removeprefix(_BOM)).strip():
        return (), Places(shown)
    data, places = yamlfile.parse(yamlfile.decode(source, shown), shown)
    if data is None:
        return (), places
    if not isinstance(data, list):
        message = f'expected a list of entries, each beginning with "- date:"; got {found_as(data)}'
        raise ContentError([places.problem((), message)])
    entries, problems = [], []
    for index, item in enumerate(data):
        entry, wrong = mistakes(item, places.under(index), handbook)
        entries += [entry] if entry else []
        problems += wrong
    if problems:
        raise ContentError(problems)
    return tuple(entries), places


def _cut(source: bytes) -> int:
    """Count the bytes of a last character that is not whole; one in a comment is no part of an entry."""
    try:
        source.decode()
    except UnicodeDecodeError as error:
        last_line = source[source.rfind(b"\n") + 1 :]
        if error.reason == "unexpected end of data" and not _COMMENT.match(last_line):
            return len(source) - error.start
    return 0


def _is_torn(source: bytes, start: int, problems: tuple[Problem, ...]) -> bool:
    """Whether the entry that starts there stops half way, rather than being wrong.

    Either it breaks off within the file's last line, or it lacks its end: the last of what it needs, and no other.
    """
    if any(words in each.message for each in problems for words in _TYPED):
        return False
    try:
        data, _ = yamlfile.parse(yamlfile.decode(source[start:], ""), "")
    except ContentError:
        return not source.endswith(b"\n")
    entry = data[0] or {}
    wrong = [each for each in problems if not each.message.endswith(": missing")]
    if not source.endswith(b"\n"):
        last = source.count(b"\n") + 1
        return all(each.line == last for each in wrong)
    if not isinstance(entry, dict) or (entry and wrong):
        return False
    needed = [key for key in NEEDED if key in entry]
    return needed == list(NEEDED[: len(needed)])


def _with_id(data: Any, handbook: Handbook) -> Any:
    """Return the data with the id of its round, if that is given by a name that is understood."""
    name = data.get("round") if isinstance(data, dict) else None
    found = resolve(name, handbook.rounds) if isinstance(name, str) else None
    return data | {"round": found} if found else data


def _unrated(data: dict[str, Any], places: Places) -> Iterator[Problem]:
    if data.get("scores") and not data.get("rater"):
        yield places.problem(("scores",), "rater: missing; expected, because scores are given")


def _unknown(data: dict[str, Any], places: Places, handbook: Handbook) -> Iterator[Problem]:
    """Find names that the handbook lacks. The data may be of any shape: what is wrong with that, `validate` says."""
    name = data.get("round")
    round_ = handbook.rounds.get(name) if isinstance(name, str) else None
    if _is_line(name) and not round_:
        yield places.problem(("round",), f"round: {unknown('round', name, handbook.rounds)}")
    dimensions = [each.id for each in round_.rubric.dimensions] if round_ else []
    for key in ("scores", "self"):
        given = data.get(key)
        for each in given if round_ and isinstance(given, dict) else ():
            if _is_slug(each) and each not in dimensions:
                message = f'{key}: no dimension "{each}" in this round{did_you_mean(each, dimensions)}'
                yield places.problem((key, each), message)
    asked = data.get("questions")
    for index, each in enumerate(asked if isinstance(asked, list) else ()):
        if _is_slug(each) and each not in handbook.questions:
            message = f'questions: no question "{each}"{did_you_mean(each, handbook.questions)}'
            yield places.problem(("questions", index), message)


def _is_line(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and not not_a_line(value)


def _is_slug(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and not not_a_slug(value)


def _too_late(data: dict[str, Any], places: Places, today: datetime.date) -> Iterator[Problem]:
    day = data.get("date")
    if isinstance(day, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) and day > today.isoformat():
        yield places.problem(("date",), f"date: expected today, {today}, or an earlier day; got {day}")

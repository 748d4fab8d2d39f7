"""Load a candidate's log, in YAML or JSON: its entries, their places, and a note on an incomplete last entry.

An invalid entry is a problem at its line. Only an incomplete last entry, as a kill, a full disk or an unfinished edit
leaves it, is skipped with a note, so that the earlier mocks still count. In JSON that is one in which the file ends.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from generator import yamlfile
from generator.load.ids import former_id, id_from
from generator.load.log_json import is_json, items
from generator.load.mistakes import found_as, validate
from generator.model import Candidate, Handbook, LogEntry
from generator.model.base import not_a_line, not_a_slug
from generator.model.log import Log
from generator.names import resolve, unknown
from generator.problem import ContentError, Problem, did_you_mean, refused
from generator.yamlfile import Places

#: The required keys of an entry, in the order in which they are written.
NEEDED = ("date", "round", "before", "after", "fix")

#: How the name of a log ends, in YAML and in JSON.
ENDINGS = ("-log.yml", "-log.json")

#: In a folder with more logs than this, `log_left_behind` doesn't look for a log's owner.
_FEW_LOGS = 20

#: Parts of error messages about typing mistakes. An entry with such an error is invalid, not incomplete.
_TYPED = (
    "expected UTF-8", "expected plain spaces", "expected quotes", "needs quotes", "got a tab", "begins a comment",
    "is a comment", "would be part of the text", "goes on after its closing", "there is no ",
)  # fmt: skip

_BOM = b"\xef\xbb\xbf"
_DASH = re.compile(rb"^(?:\xef\xbb\xbf)?( *)-(?=\s|\Z)", re.MULTILINE)
_COMMENT = re.compile(rb"^[ \t]*#.*$", re.MULTILINE)


class Logged(NamedTuple):
    """The content of a log: its entries in the order of the file, their places, and notes to show to the user."""

    entries: Log
    places: Places
    notes: tuple[Problem, ...]


def log_path(path: Path, candidate: Candidate) -> Path:
    """Return the path of a candidate's log, next to their file at `path`, whether it exists or not.

    It is named after their id, or else after their file, by its stem or its former id; it ends in .yml or .json. Raise
    ContentError if there are several.
    """
    if candidate.log:
        return path.with_name(str(candidate.log))
    names = dict.fromkeys((candidate.id, former_id(path.stem), path.stem))
    paths = [path.with_name(f"{name}{ending}") for name in names if name for ending in ENDINGS]
    found: list[Path] = []
    for each in paths:
        if each.exists() and not any(each.samefile(other) for other in found):
            found.append(each)
    if len(found) > 1:
        listed = " and ".join(each.name for each in found)
        message = f'log: {listed} are both next to this file; choose one with a line such as "log: {found[0].name}"'
        raise refused(path.as_posix(), message)
    return found[0] if found else paths[0]


def log_left_behind(path: Path, candidate: Candidate) -> Problem | None:
    """Return a note if a candidate has no log, but an unused log next to their file seems to be theirs; else None.

    It seems so if it belongs to no other file, as after renaming, or if its file has the same person's name, as after
    copying. In a folder with many logs, return None.
    """
    if candidate.log or log_path(path, candidate).exists():
        return None
    logs = sorted(each for end in ENDINGS for each in path.parent.glob(f"*{end}") if each.is_file())
    if len(logs) > _FEW_LOGS:
        return None
    others = sorted(each for each in path.parent.glob("*.y*ml") if each not in logs and each.name != path.name)
    for log in logs:
        stem = log.stem.removesuffix("-log")
        message = f"{log.name} is next to this file, and no file uses it. If it's the log of {candidate.name}, add the "
        owners = [each for each in others if each.stem == stem]
        if owners and _has_line(owners[0], rf"^name:\s*[\"']?{re.escape(candidate.name)}[\"']?\s*(#.*)?$"):
            message = f"{owners[0].name} has the same name and a log. If this is the same person, add the line "
            return Problem(path.as_posix(), 0, 0, f'{message}"log: {log.name}", or else the plan starts from nothing')
        if not owners and not any(_has_line(each, rf"^(log|id):.*\b{re.escape(stem)}\b") for each in others):
            line = f"id: {stem}" if candidate.id == id_from(path.stem) else f"log: {log.name}"
            return Problem(path.as_posix(), 0, 0, f'{message}line "{line}", or else the plan starts from nothing')
    return None


def _has_line(path: Path, pattern: str) -> bool:
    """Return whether a line of a file matches a pattern; False if the file can't be read."""
    try:
        return re.search(pattern, yamlfile.read_text(path, path.as_posix()), re.MULTILINE) is not None
    except ContentError:
        return False


def load_log(path: Path, handbook: Handbook | None = None) -> Logged:
    """Return the content of a log; a missing file is an empty log.

    With a handbook, names of rounds, dimensions and questions are checked. Raise ContentError with all problems.
    """
    shown = path.as_posix()
    if not path.exists():
        return Logged((), Places(shown), ())
    return read_log(yamlfile.raw(path, shown), shown, handbook)[0]


def read_log(source: bytes, shown: str, handbook: Handbook | None = None) -> tuple[Logged, int]:
    """Return the content of a log and the number of its bytes before an incomplete last entry, or of all its bytes.

    It is in JSON if `shown` ends in .json. With a handbook, names are checked as in `load_log`. Raise ContentError with
    all problems.
    """
    yamlfile.refuse_conflicts(source.decode(errors="replace").replace("\r\n", "\n"), shown)
    if is_json(shown):
        return _read_json(source, shown, handbook)
    cut = _cut(source)
    whole = source[: len(source) - cut].removesuffix(b"\r")  # half of a CRLF is harmless
    try:
        entries, places = _entries(whole, shown, handbook)
    except ContentError as error:
        invalid = error
    else:
        if not cut:
            return Logged(entries, places, ()), len(source)
        invalid = ContentError(())
    start = last_entry(whole)
    if start is None or not (cut or _is_incomplete(whole, start, invalid.problems)):
        raise invalid
    try:
        entries, places = _entries(whole[:start], shown, handbook)
    except ContentError as error:
        raise ContentError([*invalid.problems, *error.problems]) from error
    why = f" ({invalid.problems[0].message})" if invalid.problems else ""
    line = whole.count(b"\n", 0, start) + 1
    note = Problem(shown, line, 1, f"the last entry is not finished, and is left out{why}")
    return Logged(entries, places, (note,)), start


def _read_json(source: bytes, shown: str, handbook: Handbook | None) -> tuple[Logged, int]:
    source = source[: len(source) - _cut(source)]
    text = yamlfile.decode(source, shown)
    if not text.strip():
        return Logged((), Places(shown), ()), len(source)
    spans, torn = items(text)
    if torn < 0:
        return Logged(*_json_entries(text, shown, handbook), ()), len(source)
    whole = text[: spans[-1][1]] if spans else "["
    entries, places = _json_entries(f"{whole}]", shown, handbook)
    lost = text[torn:].strip() != ""
    why = "the last entry is not finished, and is left out" if lost else "this list is never closed: add ] at its end"
    line = text.count("\n", 0, torn) + 1
    note = Problem(shown, line, torn - text.rfind("\n", 0, torn) if lost else 1, why)
    return Logged(entries, places, (note,)), len(text[:torn].encode())


def _json_entries(text: str, shown: str, handbook: Handbook | None) -> tuple[Log, Places]:
    data, places = yamlfile.parse_json(text, shown)
    if not isinstance(data, list):
        raise ContentError([places.problem((), f"expected a list of entries, in [ and ]; got {found_as(data)}")])
    return _checked(data, places, handbook)


def last_entry(source: bytes) -> int | None:
    """Return the byte index where the last entry of the list starts, or None if there is no list in block style."""
    starts = list(_DASH.finditer(source))
    same = [each.start(1) for each in starts if each[1] == starts[0][1]]
    return same[-1] if same else None


def indent(source: bytes) -> str:
    """Return the spaces before the dashes of the list."""
    first = _DASH.search(source)
    return first[1].decode() if first else ""


def mistakes(
    data: Any, places: Places, handbook: Handbook | None, today: datetime.date | None = None
) -> tuple[LogEntry | None, list[Problem]]:
    """Return an entry made from plain data, or None, with its problems. With `today`, a later date is a problem."""
    data = _with_id(data, handbook) if handbook else data
    entry, problems = validate(LogEntry, data, places)
    if isinstance(data, dict):
        problems += _scores_without_rater(data, places)
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
    return _checked(data, places, handbook)


def _checked(data: list[Any], places: Places, handbook: Handbook | None) -> tuple[Log, Places]:
    """Return the entries of a list. Raise ContentError with all problems of all entries."""
    entries, problems = [], []
    for index, item in enumerate(data):
        entry, wrong = mistakes(item, places.under(index), handbook)
        entries += [entry] if entry else []
        problems += wrong
    if problems:
        raise ContentError(problems)
    return tuple(entries), places


def _cut(source: bytes) -> int:
    """Return how many bytes an incomplete last character has; 0 if it is in a comment, which belongs to no entry."""
    try:
        source.decode()
    except UnicodeDecodeError as error:
        last_line = source[source.rfind(b"\n") + 1 :]
        if error.reason == "unexpected end of data" and not _COMMENT.match(last_line):
            return len(source) - error.start
    return 0


def _is_incomplete(source: bytes, start: int, problems: tuple[Problem, ...]) -> bool:
    """Return whether the entry at byte `start` is incomplete rather than invalid.

    It is if it breaks off within the file's last line, or if only its last required keys are missing.
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
    """Return the data with the id of its round, if its name is recognised."""
    name = data.get("round") if isinstance(data, dict) else None
    round_id = resolve(name, handbook.rounds) if isinstance(name, str) else None
    return data | {"round": round_id} if round_id else data


def _scores_without_rater(data: dict[str, Any], places: Places) -> Iterator[Problem]:
    if data.get("scores") and not data.get("rater"):
        yield places.problem(("scores",), "rater: missing; expected, because scores are given")


def _unknown(data: dict[str, Any], places: Places, handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for each name that the handbook lacks. `validate` reports data of the wrong type."""
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


def too_late(day: str, today: datetime.date) -> str:
    """Return an error message if an ISO date is after `today`, or an empty string."""
    return f"date: expected today, {today}, or an earlier day; got {day}" if day > today.isoformat() else ""


def _too_late(data: dict[str, Any], places: Places, today: datetime.date) -> Iterator[Problem]:
    day = data.get("date")
    if isinstance(day, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) and (message := too_late(day, today)):
        yield places.problem(("date",), message)

"""Load a candidate's file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator import yamlfile
from generator.load.ids import id_from
from generator.load.mistakes import found_as, validate
from generator.model import Candidate
from generator.names import some_of
from generator.problem import SHOWN_OF_A_FILE, ContentError, Problem, nearest
from generator.yamlfile import Places

#: The required keys of a candidate's file. `interviews` may replace `interview`.
NEEDED = ("name", "role", "level", "interview", "days")
_FIELDS = frozenset(field.alias or name for name, field in Candidate.model_fields.items())
#: The most keys that an error message lists.
_LISTED = 5
_UNTITLED = "ada-okafor"


def load_candidate(path: Path) -> tuple[Candidate, Places]:
    """Return the candidate of a file anywhere on disk, with its places. Raise ContentError with all problems.

    The id defaults to a slug of the file's name. It names the folder of everything that is printed for them.
    """
    return read_candidate(yamlfile.raw(path, path.as_posix()), path)


def read_candidate(source: bytes, path: Path) -> tuple[Candidate, Places]:
    """Return the candidate of a file's bytes, with its places. Raise ContentError with all problems."""
    shown = path.as_posix()
    data, places = yamlfile.parse(yamlfile.decode(source, shown), shown)
    if other := _no_candidate(data):
        raise ContentError([places.problem((), other)])
    candidate, problems = validate(Candidate, data, places)
    problems += _of_interviews(data, places, problems)
    if candidate and candidate.log and (Path(candidate.log).name != candidate.log or candidate.log == ".."):
        message = f"log: expected the name of a file next to this one; got {found_as(candidate.log)}"
        problems.append(places.problem(("log",), message))
    name = id_from(path.stem)
    if data and not data.get("id") and not name:
        such = id_from(str(data.get("name"))) or _UNTITLED
        message = f'id: missing, and none can be made from the file\'s name; add a line such as "id: {such}"'
        problems.append(places.problem((), message))
    if problems or not candidate:
        raise ContentError(problems)
    return candidate.model_copy(update={"id": candidate.id or name}), places


def _no_candidate(data: Any) -> str:
    """Return an error message if the data isn't a candidate's file at all, or an empty string."""
    needs = f"expected a candidate's file, which needs {some_of(NEEDED, _LISTED)}"
    start = "(`rehearse new candidate` starts one)"
    if not isinstance(data, dict):
        return f"{needs}; got {found_as(data)} {start}"
    keys = [key for key in data if key not in _FIELDS]
    given = len({*NEEDED, "interviews"} & data.keys())
    if given > 1 or not 0 < len(keys) <= SHOWN_OF_A_FILE:  # many unknown keys are reported one by one
        return ""
    if given and 2 * sum(bool(nearest(key, _FIELDS)) for key in keys) >= len(keys):  # most have a suggestion
        return ""
    return f"{needs}; got {some_of(list(data), _LISTED)} {start}"


def _of_interviews(data: dict[str, Any], places: Places, problems: Sequence[Problem]) -> list[Problem]:
    one, several = data.get("interview"), data.get("interviews")
    if one and several:
        return [places.problem(("interviews",), "interviews: expected either interview or interviews, not both")]
    if not data or one or several or any("did you mean interview" in problem.message for problem in problems):
        return []
    message = "interview: missing" + (": give its day, such as 2026-11-21" if "interview" in data else "")
    return [places.problem((), message)]

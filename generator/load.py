"""Content folder → `Handbook`; candidate file → `Candidate`.

All problems of all files are found in one run and raised together as one `ContentError`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pydantic

from generator import text, yamlfile
from generator.model import Candidate, Guide, Handbook, Node, Origin, PlanTemplate, Question, QuestionFile, Role, Round
from generator.problem import ContentError, Problem, did_you_mean
from generator.yamlfile import Places

N = TypeVar("N", bound=Node)

#: Kind of file → its model, for JSON Schema and for whoever lists what an author may write.
KINDS: dict[str, type[Node]] = {
    "candidate": Candidate,
    "plan-template": PlanTemplate,
    "questions": QuestionFile,
    "role": Role,
    "round": Round,
}

#: Folder of the content → ending of its files.
FOLDERS = {"candidates": ".yml", "guides": ".md", "plans": ".yml", "questions": ".yml", "roles": ".yml", "rounds": ".yml"}


class _Reader:
    """Collects what was read and what was wrong with it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.places: dict[tuple[str, str], Places] = {}

    def files(self, folder: str) -> Iterable[tuple[Path, str]]:
        """Give the files of a content folder and the path to show; what doesn't belong there is a problem."""
        for path in yamlfile.files(self.root / folder):
            if path.suffix == FOLDERS[folder]:
                yield path, path.as_posix()
            else:
                expected = f"expected a file ending in {FOLDERS[folder]}"
                self.problems.append(Problem(path.as_posix(), 0, 0, expected))

    def read(self, path: Path, shown: str, model: type[N]) -> tuple[N, Places] | None:
        """Read one file into its model, or note what is wrong with it."""
        try:
            data, places = yamlfile.read(path, shown)
        except ContentError as error:
            self.problems += error.problems
            return None
        node, problems = _validate(model, data, places)
        self.problems += problems
        return (node, places) if node else None

    def add(self, kind: str, name: str, places: Places, keys: Sequence[str] = ("id",)) -> bool:
        """Register a noun under its id; the same id twice is a problem."""
        if (kind, name) in self.places:
            first, here = self.places[kind, name].at(keys), places.at(keys)
            message = f'id: {kind} "{name}" stands at {first.path}:{first.line} already'
            self.problems.append(Problem(here.path, here.line, here.column, message))
            return False
        self.places[kind, name] = places
        return True

    def one_per_file(self, folder: str, kind: str, model: type[N]) -> dict[str, N]:
        """Read a folder whose files are named by the id they hold."""
        found: dict[str, N] = {}
        for path, shown in self.files(folder):
            result = self.read(path, shown, model)
            if result is None:
                continue
            node, places = result
            name: str = node.id  # type: ignore[attr-defined]  # every noun of these folders has an id
            if name != path.stem:
                here = places.at(("id",))
                message = f'id: expected "{path.stem}", the name of the file; got "{name}"'
                self.problems.append(Problem(here.path, here.line, here.column, message))
            elif self.add(kind, name, places):
                found[name] = node
        return found


def load_handbook(root: Path) -> Handbook:
    """Read a content folder. Raises ContentError with all problems of all files."""
    if not root.is_dir():
        raise ContentError([Problem(root.as_posix(), 0, 0, "expected a folder of content; there is none")])
    reader = _Reader(root)
    for path in sorted(root.iterdir()):
        if path.name not in FOLDERS and not path.name.startswith("."):
            hint = did_you_mean(path.name, FOLDERS)
            message = f"expected one of the folders {', '.join(FOLDERS)}{hint}"
            reader.problems.append(Problem(path.as_posix(), 0, 0, message))
    rounds = reader.one_per_file("rounds", "round", Round)
    roles = reader.one_per_file("roles", "role", Role)
    plans = reader.one_per_file("plans", "plan", PlanTemplate)
    questions, origins = _questions(reader)
    guides = _guides(reader)
    candidates = {}
    for path, shown in reader.files("candidates"):
        if path.stem.endswith("-log"):
            continue
        try:
            candidate, places = _candidate(path, shown)
        except ContentError as error:
            reader.problems += error.problems
            continue
        if reader.add("candidate", candidate.id or "", places):
            candidates[candidate.id or ""] = candidate
    if reader.problems:
        raise ContentError(reader.problems)
    return Handbook(
        rounds=rounds, roles=roles, plans=plans, questions=dict(sorted(questions.items())), origins=origins,
        guides=guides, candidates=dict(sorted(candidates.items())), places=reader.places,
        root=root.parent.as_posix(),
    )  # fmt: skip


def load_candidate(path: Path) -> tuple[Candidate, Places]:
    """Read one candidate's file; the id defaults to the file's name. Raises ContentError."""
    return _candidate(path, path.as_posix())


def _candidate(path: Path, shown: str) -> tuple[Candidate, Places]:
    data, places = yamlfile.read(path, shown)
    candidate, problems = _validate(Candidate, data, places)
    if candidate and not candidate.interview and not candidate.interviews:
        problems.append(Problem(shown, 1, 1, "interview: missing"))
    elif candidate and candidate.interview and candidate.interviews:
        here = places.at(("interviews",))
        problems.append(Problem(shown, here.line, here.column, "interviews: expected either interview or interviews, not both"))
    name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    if candidate and not candidate.id and not re.search("[a-z]", name):
        problems.append(Problem(shown, 1, 1, "id: missing, and none can be made from the file's name"))
    if problems or not candidate:
        raise ContentError(problems)
    return candidate.model_copy(update={"id": candidate.id or name}), places


def _questions(reader: _Reader) -> tuple[dict[str, Question], dict[str, Origin]]:
    questions: dict[str, Question] = {}
    origins: dict[str, Origin] = {}
    for path, shown in reader.files("questions"):
        result = reader.read(path, shown, QuestionFile)
        if result is None:
            continue
        file, places = result
        for index, question in enumerate(file.questions):
            here = places.under("questions", index)
            if question.round != path.parent.name:
                at = here.at(("round",))
                message = f'round: expected "{path.parent.name}", the folder of the file; got "{question.round}"'
                reader.problems.append(Problem(at.path, at.line, at.column, message))
            if reader.add("question", question.id, here):
                questions[question.id] = question
                origins[question.id] = file.defaults
                reader.places["origin", question.id] = places.under("defaults")
    return questions, origins


def _guides(reader: _Reader) -> dict[str, Guide]:
    guides: dict[str, Guide] = {}
    for path, shown in reader.files("guides"):
        try:
            source = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError) as error:
            reader.problems.append(Problem(shown, 0, 0, f"can't be read as UTF-8: {error}"))
            continue
        heading, _, body = source.partition("\n")
        if not re.match(r"# \S", heading):
            reader.problems.append(Problem(shown, 1, 1, 'expected a first line like "# Title"'))
            continue
        reader.problems += [Problem(shown, line, 1, message) for line, message in text.problems(source)]
        reader.places["guide", path.stem] = Places(shown)
        guides[path.stem] = Guide(path.stem, heading[2:].strip(), body.strip() + "\n", shown)
    return guides


# ── pydantic's errors in the author's words ──────────────────────────────────────────────────────


def _validate(model: type[N], data: Any, places: Places) -> tuple[N | None, list[Problem]]:
    if not isinstance(data, dict):
        return None, [Problem(places.path, 1, 1, f"expected a mapping of fields; got {_found(data)}")]
    try:
        return model.model_validate(data), []
    except pydantic.ValidationError as error:
        return None, [_problem(model, detail, places) for detail in error.errors(include_url=False)]


def _problem(model: type[Node], detail: Any, places: Places) -> Problem:
    keys = tuple(key for key in detail["loc"] if key != "[key]")
    context = detail.get("ctx", {})
    place = places.at(keys, context.get("text_line", 1))
    names = [key for key in keys if isinstance(key, str)]
    field = f"{names[-1]}: " if names else ""
    if keys and isinstance(keys[-1], int) and names:
        field += f"item {keys[-1] + 1}: "
    return Problem(place.path, place.line, place.column, field + _message(model, detail, keys))


def _message(model: type[Node], detail: Any, keys: tuple[str | int, ...]) -> str:
    kind, context, found = detail["type"], detail.get("ctx", {}), _found(detail["input"])
    if kind == "missing":
        return "missing"
    if kind == "extra_forbidden":
        return "unknown field" + did_you_mean(str(keys[-1]), _siblings(model, keys[:-1]))
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", context["expected"])
        hint = did_you_mean(str(detail["input"]), words)
        return f"expected {_either(words)}; got {found}{hint}"
    if kind == "prose":
        return str(detail["msg"])
    expected = _EXPECTED.get(kind, "")
    if not expected:
        message = str(detail["msg"])
        expected = message if message.startswith("expected") else "expected: " + message[0].lower() + message[1:]
    return f"{expected.format(**context)}; got {found}"


_EXPECTED = {
    "string_type": "expected text (quote it if it is meant as text)",
    "int_type": "expected a whole number",
    "bool_type": "expected true or false",
    "tuple_type": "expected a list",
    "list_type": "expected a list",
    "dict_type": "expected a mapping of fields",
    "model_type": "expected a mapping of fields",
    "greater_than_equal": "expected {ge} or more",
    "less_than_equal": "expected {le} or less",
    "too_short": "expected at least {min_length} of them",
    "too_long": "expected at most {max_length} of them",
    "string_too_short": "expected some text",
    "string_too_long": "expected at most {max_length} characters",
}


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _found(value: Any) -> str:
    if isinstance(value, list | tuple | dict):
        size = len(value)
        noun = "a list" if isinstance(value, list | tuple) else "a mapping"
        return f"{noun} of {size}" if size else f"{noun} of nothing"
    if value is None:
        return "nothing"
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= 60 else shown[:58] + '…"'


def _siblings(model: type[Node], keys: tuple[str | int, ...]) -> list[str]:
    """Field names, as an author writes them, of the model that stands at `keys`."""
    here: Any = model
    for key in keys:
        if isinstance(key, int):
            continue
        fields = {field.alias or name: field.annotation for name, field in here.model_fields.items()}
        if key in fields:
            here = _node_in(fields[key]) or here
    return [field.alias or name for name, field in here.model_fields.items()]


def _node_in(annotation: Any) -> type[Node] | None:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return annotation
    return next(filter(None, (_node_in(part) for part in getattr(annotation, "__args__", ()))), None)

"""Content folder → `Handbook`; candidate file → `Candidate`.

All problems of all files are found in one run and raised together as one `ContentError`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args

import pydantic

from generator import text, yamlfile
from generator.model import Candidate, Guide, Handbook, Node, Origin, PlanTemplate, Question, QuestionFile, Role, Round
from generator.model.base import not_a_slug
from generator.problem import ContentError, Problem, did_you_mean
from generator.yamlfile import Places

N = TypeVar("N", bound=Node)
T = TypeVar("T")

#: Kind of file → its model, for JSON Schema and for whoever lists what an author may write.
KINDS: dict[str, type[Node]] = {
    "candidate": Candidate,
    "plan-template": PlanTemplate,
    "questions": QuestionFile,
    "role": Role,
    "round": Round,
}


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


class _Reader:
    """Collects what was read and what was wrong with it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.places: dict[tuple[str, str], Places] = {}

    def folders(self) -> None:
        """Note what stands beside the folders of the content."""
        for path in sorted(self.root.iterdir()):
            if path.name.startswith("."):
                continue
            if path.name not in _FOLDERS:
                expected = f"expected one of the folders {', '.join(_FOLDERS)}"
                self.note(path.as_posix(), expected + did_you_mean(path.name, _FOLDERS))
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
                self.note(shown, f"name: {expected}; got {_found(path.stem)}")
            else:
                yield path, shown

    def note(self, shown: str, message: str) -> None:
        """Note what is wrong with a file as a whole."""
        self.problems.append(Problem(shown, 0, 0, message))

    def note_at(self, places: Places, keys: Sequence[str | int], message: str) -> None:
        """Note what is wrong with a value."""
        here = places.at(keys)
        self.problems.append(Problem(here.path, here.line, here.column, message))

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

    def add(self, kind: str, name: str, places: Places) -> bool:
        """Register a noun under its id; the same id twice is a problem."""
        if (kind, name) in self.places:
            first = self.places[kind, name].at(("id",))
            self.note_at(places, ("id",), f'id: {kind} "{name}" stands at {first.path}:{first.line} already')
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
                self.note_at(places, ("id",), f'id: expected "{path.stem}", the name of the file; got "{name}"')
            else:
                self.places[kind, name] = places
                found[name] = node
        return found


def load_handbook(root: Path) -> Handbook:
    """Read a content folder. Raises ContentError with all problems of all files."""
    if not root.is_dir():
        raise ContentError([Problem(root.as_posix(), 0, 0, "expected a folder of content; there is none")])
    reader = _Reader(root)
    reader.folders()
    rounds = reader.one_per_file("rounds", "round", Round)
    roles = reader.one_per_file("roles", "role", Role)
    plans = reader.one_per_file("plans", "plan", PlanTemplate)
    questions, origins = _questions(reader)
    guides = _guides(reader)
    candidates = _candidates(reader)
    if reader.problems:
        raise ContentError(reader.problems)
    return Handbook(
        rounds=_by_id(rounds),
        roles=_by_id(roles),
        plans=_by_id(plans),
        questions=_by_id(questions),
        origins=_by_id(origins),
        guides=_by_id(guides),
        candidates=_by_id(candidates),
        places=reader.places,
        root=root.parent.as_posix(),
    )


def _by_id(nouns: dict[str, T]) -> dict[str, T]:
    return dict(sorted(nouns.items()))  # files sort otherwise: a-b.yml before a.yml


def load_candidate(path: Path) -> tuple[Candidate, Places]:
    """Read one candidate's file, wherever it stands. Raises ContentError.

    The id defaults to the file's name, made a slug: it names the folder of all that is printed for them.
    """
    shown = path.as_posix()
    data, places = yamlfile.read(path, shown)
    candidate, problems = _validate(Candidate, data, places)
    written = data if isinstance(data, dict) else {}
    if written and not written.get("interview") and not written.get("interviews"):
        problems.append(_missing_in(places, "interview: missing"))
    elif written.get("interview") and written.get("interviews"):
        here = places.at(("interviews",))
        message = "interviews: expected either interview or interviews, not both"
        problems.append(Problem(shown, here.line, here.column, message))
    name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    if written and not written.get("id") and not_a_slug(name):
        problems.append(_missing_in(places, "id: missing, and none can be made from the file's name"))
    if problems or not candidate:
        raise ContentError(problems)
    return candidate.model_copy(update={"id": candidate.id or name}), places


def _missing_in(places: Places, message: str) -> Problem:
    here = places.at(())
    return Problem(here.path, here.line, here.column, message)


def _candidates(reader: _Reader) -> dict[str, Candidate]:
    candidates: dict[str, Candidate] = {}
    for path, _ in reader.files("candidates"):
        if path.stem.endswith("-log"):  # not read yet
            continue
        try:
            candidate, places = load_candidate(path)
        except ContentError as error:
            reader.problems += error.problems
            continue
        if candidate.id and reader.add("candidate", candidate.id, places):
            candidates[candidate.id] = candidate
    return candidates


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
                message = f'round: expected "{path.parent.name}", the folder of the file; got "{question.round}"'
                reader.note_at(here, ("round",), message)
            if reader.add("question", question.id, here):
                questions[question.id] = question
                origins[question.id] = file.defaults
                reader.places["origin", question.id] = places.under("defaults")
    return questions, origins


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


# ── pydantic's errors in the author's words ──────────────────────────────────────────────────────


def _validate(model: type[N], data: Any, places: Places) -> tuple[N | None, list[Problem]]:
    if not isinstance(data, dict):
        return None, [_missing_in(places, f"expected a mapping of fields; got {_found(data)}")]
    try:
        return model.model_validate(data), []
    except pydantic.ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _only_follows(detail)]
        return None, [problem for detail in details for problem in _problems(model, detail, places)]


def _only_follows(detail: Any) -> bool:
    """Whether a list is called too short just because items in it are wrong, which pydantic doesn't count."""
    return detail["type"] == "too_short" and bool(len(detail["input"]) >= detail["ctx"]["min_length"])


def _problems(model: type[Node], detail: Any, places: Places) -> Iterator[Problem]:
    keys = detail["loc"][:-1] if detail["loc"][-1:] == ("[key]",) else detail["loc"]
    names = [key for key in keys if isinstance(key, str)]
    field = f"{names[-1]}: " if names else ""
    if names and isinstance(keys[-1], int):
        field += f"item {keys[-1] + 1}: "
    in_text = detail["type"] == "prose" and detail["ctx"].get("found")
    for line, message in in_text or [(0, _message(model, detail, keys))]:
        place = places.at(keys, line)
        yield Problem(place.path, place.line, place.column, field + message)


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
    here: type[Node] = model
    for key in keys:
        fields = {field.alias or name: field.annotation for name, field in here.model_fields.items()}
        here = _node_in(fields.get(str(key))) or here
    return [field.alias or name for name, field in here.model_fields.items()]


def _node_in(annotation: Any) -> type[Node] | None:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return annotation
    return next(filter(None, map(_node_in, get_args(annotation))), None)


# ── JSON Schema ──────────────────────────────────────────────────────────────────────────────────


def schemas() -> dict[str, str]:
    """Make the JSON Schema of every kind of file: `<kind>.json` → its text. Editors complete and check YAML with it."""
    return {f"{kind}.json": _schema(model) for kind, model in KINDS.items()}


def _schema(model: type[Node]) -> str:
    # Draft 07: what yaml-language-server and its peers agree on. "definitions" is its name for "$defs".
    made = model.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = dict(sorted(made.pop("$defs", {}).items()))
    head = {"$schema": "http://json-schema.org/draft-07/schema#"}
    whole = head | made | ({"definitions": definitions} if definitions else {})
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"

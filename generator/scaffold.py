"""New content to fill in: a file of the right shape, in which `WRITE` stands where only a person can.

Skeletons are nouns of the model, so they can't have a wrong shape; the comments above their fields are the model's own
descriptions. `rehearse check` reports every `WRITE` that is left. Nothing that exists is ever overwritten.
"""

from __future__ import annotations

import datetime
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator import yamlfile
from generator.load import load_handbook
from generator.model import LEVELS, Candidate, Level, Node, Question, QuestionFile, Role, Round
from generator.model.base import WRITE, not_a_slug
from generator.names import resolve, unknown
from generator.problem import ContentError, MachineError, Problem
from generator.say import confidence_lines, say

_Explained = Mapping[str, Sequence[str]]
_NOTHING: _Explained = {}
_NOTE = f"{WRITE} stands where only you can. `rehearse check` names what is left."


def new_question(
    content: Path, round_id: str, title: str, topic: str, levels: Iterable[Level], difficulty: str, author: str,
    today: datetime.date,
) -> Path:  # fmt: skip
    """Add a question to `content/questions/<round>/<topic>.yml`, or make that file; give its path."""
    handbook = load_handbook(content)
    round_: Round = _known("--round", "round", round_id, handbook.rounds)
    name = _id(title)
    if name in handbook.questions:
        here = handbook.source("question", name, "id")
        raise _usage("--title", f'question "{name}" stands at {here.path}:{here.line} already')
    _slug("--topic", topic)
    levels = [level for level in LEVELS if level in levels]
    help_: list[dict[str, Any]] = [{"ask": WRITE} for _ in range(3)]
    if round_.help == "hints":
        gives = round_.rubric.dimensions[0].id
        help_ = [
            {"kind": kind, "gives": gives, "when": WRITE, "text": WRITE} for kind in ("nudge", "pointer", "reveal")
        ]
        del help_[0]["gives"]
    question = Question.model_validate(
        {
            "id": name, "title": title, "round": round_.id, "levels": levels, "difficulty": difficulty,
            "topics": [topic], "needs": "anyone", "prompt": WRITE, "gist": WRITE, "right_if": WRITE, "if_known": WRITE,
            round_.help: help_,
            "pushback": [{"if": WRITE, "say": WRITE, "listen_for": WRITE}] * 2,
            "follow_ups": [{"ask": WRITE, "listen_for": WRITE}] * 3,
            "signals": {each.id: {"strong": [WRITE], "weak": [WRITE]} for each in round_.rubric.dimensions},
            "bar": dict.fromkeys(levels, WRITE),
        }
    )  # fmt: skip
    path = content / "questions" / round_.id / f"{topic}.yml"
    if path.exists():
        _append(path, question)
        return path
    origin = {"author": author, "licence": "CC-BY-4.0", "reviewed": today, "pilots": 0}
    return _create(
        content, path, "questions", QuestionFile.model_validate({"defaults": origin, "questions": [question]})
    )


def new_round(content: Path, title: str, minutes: int, help_: str, today: datetime.date) -> Path:
    """Make `content/rounds/<id>.yml`; give its path."""
    if not 30 <= minutes <= 180:
        raise _usage("--minutes", f"expected 30 to 180; got {minutes}")

    def agenda(total: int, feedback: int) -> list[dict[str, Any]]:
        main = total - 6 - feedback
        parts = ((3, WRITE, "interviewer"), (main, WRITE, "candidate"), (3, "Score in silence", "interviewer"),
                 (feedback, "Feedback", "both"))  # fmt: skip
        return [{"minutes": length, "segment": segment, "lead": lead} for length, segment, lead in parts]

    dimension = {
        "title": WRITE, "measures": WRITE, "signals": {"strong": [WRITE], "weak": [WRITE]},
        "anchors": dict.fromkeys("1234", WRITE), "not_seen": WRITE,
    }  # fmt: skip
    round_ = {
        "id": _id(title), "title": title, "purpose": WRITE, "minutes": minutes, "questions": 1, "help": help_,
        "agenda": agenda(minutes, 12), "short": {"minutes": 30, "agenda": agenda(30, 10)},
        "setting": {"modes": ["in person", "virtual"], "interviewers": 1, "ai": "none"},
        "say": {"open": WRITE, "close": WRITE},
        "rubric": {
            "pass": {"junior": 3, "mid": 4, "senior": 4, "staff": 4},
            "dimensions": [{"id": f"dimension-{n}", "core": n == 1, **dimension} for n in range(1, 6)],
        },
        "checklists": {"candidate": [WRITE], "interviewer": [WRITE]},
        "must_not_ask": [{"text": WRITE, "jurisdiction": WRITE, "checked": today, "source": WRITE}],
        "mistakes": [{"mistake": WRITE, "instead": WRITE}], "micro_goals": [WRITE],
        "exercises": [{"title": WRITE, "how": WRITE}], "llm": {"persona": WRITE, "rules": [WRITE]},
    }  # fmt: skip
    return _create(content, content / "rounds" / f"{round_['id']}.yml", "round", Round.model_validate(round_))


def new_role(content: Path, title: str, family: str, levels: Iterable[Level], rounds: Iterable[str]) -> Path:
    """Make `content/roles/<id>.yml` with these rounds in its loops, by default all that can be; return its path."""
    handbook = load_handbook(content)
    name = _id(title)
    named = rounds or [name for name, each in handbook.rounds.items() if each.in_loop]
    meant = {each.id: each for each in (_known("--round", "round", name, handbook.rounds) for name in named)}
    loop = [{"round": each.id, "weight": 2, "minutes": max(15, each.minutes - 15)} for each in meant.values()]
    if not loop:
        raise _usage("--round", "expected a round; the content has none yet: rehearse new round")
    role = {
        "id": name, "title": title, "family": _slug("--family", family), "summary": WRITE,
        "levels": [{"id": level, "scope": WRITE, "loop": loop} for level in LEVELS if level in levels],
    }  # fmt: skip
    return _create(content, content / "roles" / f"{name}.yml", "role", Role.model_validate(role))


def new_candidate(
    content: Path, name: str, role_id: str, level: Level, interview: datetime.date, out: Path | None
) -> Path:
    """Make a candidate's file, by default `<id>.yml` where we are; give its path.

    It can be planned as it is: its days are an example. Never in the content's folder of invented people.
    """
    handbook = load_handbook(content)
    role: Role = _known("--role", "role", role_id, handbook.roles)
    found = role.level(level)
    if not found:
        raise _usage("--level", f"expected {', '.join(each.id for each in role.levels)}; got {level}")
    path = out or Path(f"{_id(name, '--name')}.yml")
    if path.resolve().is_relative_to((content / "candidates").resolve()):
        raise _usage("--out", "expected a place of your own: the people in content are invented, and published")
    candidate = Candidate.model_validate(
        {
            "name": name, "role": role.id, "level": level, "interview": interview,
            "days": {"tue": 60, "thu": 60, "sat": 120}, "confidence": dict.fromkeys((s.round for s in found.loop), 1),
        }
    )  # fmt: skip
    note = "The days and the confidence are examples: make them yours, then `rehearse plan` this file."
    key = {"confidence": [say("confidence.file"), *confidence_lines(), say("confidence.under-4")]}
    return _create(content, path, "candidate", candidate, note, key)


# ── what is asked ────────────────────────────────────────────────────────────────────────────────


def _usage(option: str, message: str) -> ContentError:
    return ContentError([Problem(option, 0, 0, message)])


def _id(title: str, option: str = "--title") -> str:
    """Make an id of a title: small letters, digits and hyphens, accents left out."""
    if not title.strip() or len(title) > 300 or not title.isprintable():
        raise _usage(option, "expected one line of text, at most 300 characters")
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    return _slug(option, re.sub(r"[^a-z0-9]+", "-", plain).strip("-"))


def _slug(option: str, value: str) -> str:
    if expected := not_a_slug(value):
        raise _usage(option, f'{expected}; got "{value}"')
    return value


def _known(option: str, kind: str, name: str, nouns: Mapping[str, Any]) -> Any:
    found = resolve(name, nouns)
    if found is None:
        raise _usage(option, unknown(kind, name, nouns))
    return nouns[found]


# ── how it is written ────────────────────────────────────────────────────────────────────────────


def _create(
    content: Path, path: Path, kind: str, noun: Node, note: str = _NOTE, explained: _Explained = _NOTHING
) -> Path:
    """Write a file where none is; `explained` gives comment lines for above a field, below its description."""
    head = [f"# {note}"]
    schema = (content.parent / "schema" / f"{kind}.json").resolve()
    if schema.exists() and path.resolve().is_relative_to(schema.parent.parent):
        way = Path(os.path.relpath(schema, path.resolve().parent)).as_posix()
        head.insert(0, f"# yaml-language-server: $schema={way}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write("\n".join([*head, *_fields(noun, "", set(), explained)]) + "\n")
    except FileExistsError as error:
        raise ContentError([Problem(path.as_posix(), 0, 0, "stands here already, and is left as it is")]) from error
    except OSError as error:
        raise MachineError(f"{error.filename or path}: {error.strerror or error}") from error
    return path


def _append(path: Path, question: Question) -> None:
    """Add a question at the end of a file; all that stands in it stays, comments too."""
    shown = path.as_posix()
    data, places = yamlfile.read(path, shown)
    before = path.read_bytes().decode()
    end = "\r\n" if "\r\n" in before else "\n"
    indent = " " * (places.at(("questions", 0)).column - 3)
    after = end.join([before.rstrip(), "", *_item(question, indent, set()), ""])
    try:
        added, _ = yamlfile.parse(after, shown)
        whole = added["questions"][:-1] == data["questions"] and added | {"questions": data["questions"]} == data
    except ContentError:
        whole = False
    if not whole:
        message = "expected the questions last and as a list of lines; add yours by hand"
        raise ContentError([Problem(shown, 0, 0, message)])
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_bytes(after.encode())
        aside.replace(path)
    except OSError as error:
        raise MachineError(f"{error.filename or path}: {error.strerror or error}") from error
    finally:
        aside.unlink(missing_ok=True)


_Told = set[tuple[type[Node], str]]


def _fields(node: Node, indent: str, told: _Told, explained: _Explained = _NOTHING) -> Iterator[str]:
    """The lines of a noun. Each field's description stands above it, once in a file; what is left out is named."""
    for name, field in type(node).model_fields.items():
        key = field.alias or name
        new = (type(node), name) not in told
        told.add((type(node), name))
        if name not in node.model_fields_set:
            if new:
                yield f"{indent}# {key}: (may be left out) {field.description}"
            continue
        if new:
            yield f"{indent}# {field.description}"
        yield from (f"{indent}# {line}" for line in explained.get(key, ()))
        yield from _entry(key, getattr(node, name), indent, told)


def _entry(key: str, value: Any, indent: str, told: _Told) -> Iterator[str]:
    if isinstance(value, Node):
        yield f"{indent}{key}:"
        yield from _fields(value, indent + "  ", told)
    elif isinstance(value, dict) and not all(isinstance(each, int) for each in value.values()):
        yield f"{indent}{key}:"
        for name, each in value.items():
            yield from _entry(name, each, indent + "  ", told)
    elif isinstance(value, dict):
        yield f"{indent}{key}: {{{', '.join(f'{name}: {each}' for name, each in value.items())}}}"
    elif isinstance(value, tuple) and (WRITE in value or isinstance(value[0], Node)):
        yield f"{indent}{key}:"
        for each in value:
            yield from _item(each, indent + "  ", told)
    elif isinstance(value, tuple):
        yield f"{indent}{key}: [{', '.join(map(yamlfile.written, value))}]"
    else:
        yield f"{indent}{key}: {yamlfile.written(value)}"


def _item(value: Any, indent: str, told: _Told) -> Iterator[str]:
    """An item of a list: the dash stands before the first line that is no comment."""
    inner = indent + "  "
    lines = list(_fields(value, inner, told)) if isinstance(value, Node) else [f"{inner}{yamlfile.written(value)}"]
    first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
    yield from (line.removeprefix("  ") for line in lines[:first])
    yield f"{indent}- {lines[first].lstrip()}"
    yield from lines[first + 1 :]

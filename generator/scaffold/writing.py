"""How a new file is written: a noun of the model, with the model's own descriptions as comments above its fields."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator import yamlfile
from generator.model import Node, Question
from generator.model.base import WRITE
from generator.places import bundled
from generator.problem import ContentError, Problem, refused_by_disk

_Explained = Mapping[str, Sequence[str]]
_NOTHING: _Explained = {}
_NOTE = f"{WRITE} marks what only you can write. `rehearse check` names what is left."


def create(
    content: Path, path: Path, kind: str, noun: Node, note: str = _NOTE, explained: _Explained = _NOTHING
) -> Path:
    """Write a file where none is; `explained` gives comment lines for above a field, below its description."""
    head = [f"# yaml-language-server: $schema={_schema(content, path, kind)}", f"# {note}"]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write("\n".join([*head, *_fields(noun, "", set(), explained)]) + "\n")
    except FileExistsError as error:
        raise ContentError([Problem(path.as_posix(), 0, 0, "already exists, and is left as it is")]) from error
    except OSError as error:
        raise refused_by_disk(error, path) from error
    return path


def _schema(content: Path, path: Path, kind: str) -> str:
    """Return where the schema for a file at `path` is, as the YAML language server reads it.

    The way to it from a file of the same repository, so that every clone finds it; else an address, which may have
    neither spaces nor other letters in it.
    """
    beside = Path(os.path.abspath(content)).parent / "schema"  # noqa: PTH100 — resolve() would follow links
    schema = (beside if (beside / f"{kind}.json").is_file() else bundled("schema")) / f"{kind}.json"
    folder = path.resolve().parent
    if folder.is_relative_to(schema.resolve().parent.parent):
        return Path(os.path.relpath(schema.resolve(), folder)).as_posix()
    return schema.as_uri()


def append(path: Path, question: Question) -> None:
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
        raise refused_by_disk(error, path) from error
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

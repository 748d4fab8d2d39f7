"""Write a model instance to a new file, with the model's descriptions as comments above its fields."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator import yamlfile
from generator.model import Node, Question
from generator.model.base import WRITE
from generator.places import bundled
from generator.problem import ContentError, refused, refused_by_disk
from generator.scaffold.extending import extend_file, line_end

_Explained = Mapping[str, Sequence[str]]
_NOTHING: _Explained = {}
_NOTE = f"{WRITE} marks what only you can write. `rehearse check` names what is left."


def create(
    content: Path, path: Path, kind: str, node: Node, note: str = _NOTE, explained: _Explained = _NOTHING
) -> Path:
    """Write a new file and return its path. Raise ContentError if it exists, MachineError if it can't be written.

    `explained` has further lines of comment for some fields, below the description.
    """
    head = [f"# yaml-language-server: $schema={_schema(content, path, kind)}", f"# {note}"]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write("\n".join([*head, *_fields(node, "", set(), explained)]) + "\n")
    except FileExistsError as error:
        raise refused(path.as_posix(), "already exists, and is left as it is") from error
    except OSError as error:
        raise refused_by_disk(error, path) from error
    return path


def _schema(content: Path, path: Path, kind: str) -> str:
    """Return the reference to the schema for a file at `path`, in the form that the YAML language server needs.

    In the same repository it is a relative path, so that it works in every clone; elsewhere it is a URI, in which
    spaces and other characters are escaped.
    """
    beside = Path(os.path.abspath(content)).parent / "schema"  # noqa: PTH100 — resolve() would follow links
    schema = (beside if (beside / f"{kind}.json").is_file() else bundled("schema")) / f"{kind}.json"
    folder = path.resolve().parent
    if folder.is_relative_to(schema.resolve().parent.parent):
        return Path(os.path.relpath(schema.resolve(), folder)).as_posix()
    return schema.as_uri()


def append_question(path: Path, question: Question) -> None:
    """Add a question at the end of a file of questions. Raises ContentError, MachineError or BusyError."""
    shown = path.as_posix()

    def extended(old: bytes) -> bytes:
        data, places = yamlfile.parse(yamlfile.decode(old, shown), shown)
        end = line_end(old).decode()
        indent = " " * (places.at(("questions", 0)).column - 3)
        new = end.join([old.decode().rstrip(), "", *_item(question, indent, set()), ""])
        try:
            added, _ = yamlfile.parse(new, shown)
            whole = added["questions"][:-1] == data["questions"] and added | {"questions": data["questions"]} == data
        except ContentError:
            whole = False
        if not whole:
            message = "expected the questions last and as a list of lines; add yours by hand"
            raise refused(shown, message)
        return new.encode()

    extend_file(path, extended, "nothing was added")


#: (model, field) of every field whose description is in the file already.
_Described = set[tuple[type[Node], str]]


def _fields(node: Node, indent: str, described: _Described, explained: _Explained = _NOTHING) -> Iterator[str]:
    """Yield the lines of a node. A field's first use has its description above it; unset fields become comments."""
    for name, field in type(node).model_fields.items():
        key = field.alias or name
        new = (type(node), name) not in described
        described.add((type(node), name))
        if name not in node.model_fields_set:
            if new:
                yield f"{indent}# {key}: (optional) {field.description}"
            continue
        if new:
            yield f"{indent}# {field.description}"
        yield from (f"{indent}# {line}" for line in explained.get(key, ()))
        yield from _entry(key, getattr(node, name), indent, described)


def _entry(key: str, value: Any, indent: str, described: _Described) -> Iterator[str]:
    if isinstance(value, Node):
        yield f"{indent}{key}:"
        yield from _fields(value, indent + "  ", described)
    elif isinstance(value, dict) and not all(isinstance(each, int) for each in value.values()):
        yield f"{indent}{key}:"
        for name, each in value.items():
            yield from _entry(name, each, indent + "  ", described)
    elif isinstance(value, dict):
        yield f"{indent}{key}: {{{', '.join(f'{name}: {each}' for name, each in value.items())}}}"
    elif isinstance(value, tuple) and (WRITE in value or isinstance(value[0], Node)):
        yield f"{indent}{key}:"
        for each in value:
            yield from _item(each, indent + "  ", described)
    elif isinstance(value, tuple):
        yield f"{indent}{key}: [{', '.join(map(yamlfile.written, value))}]"
    else:
        yield f"{indent}{key}: {yamlfile.written(value)}"


def _item(value: Any, indent: str, described: _Described) -> Iterator[str]:
    """Yield the lines of a list item. The dash is before the first line that isn't a comment."""
    inner = indent + "  "
    lines = list(_fields(value, inner, described)) if isinstance(value, Node) else [f"{inner}{yamlfile.written(value)}"]
    first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
    yield from (line.removeprefix("  ") for line in lines[:first])
    yield f"{indent}- {lines[first].lstrip()}"
    yield from lines[first + 1 :]

"""Modules of this package by where they are and what they import, so that no list of them has to be kept."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

_HERE = Path(__file__).parent


def modules_in(package: str) -> Iterator[ModuleType]:
    """Import the modules of a package and yield them in the order of their names, without its subpackages."""
    folder = importlib.import_module(package).__path__
    for found in pkgutil.iter_modules(folder):
        if not found.ispkg and not found.name.startswith("_"):
            yield importlib.import_module(f"{package}.{found.name}")


def file_of(module: str) -> str:
    """Return the path of a module in this package, such as paper/view.py; nothing if it is no module of ours."""
    package, *parts = module.split(".")
    base = _HERE.joinpath(*parts)
    files = (base.with_suffix(".py"), base / "__init__.py") if package == _HERE.name else ()
    return next((path.relative_to(_HERE).as_posix() for path in files if path.is_file()), "")


def files_behind(module: str) -> set[str]:
    """Return the path of a module of ours, and those of all our modules that it imports, directly or not.

    Imports inside functions count, and those for type checkers only.
    """
    todo, found = [file_of(module)], set[str]()
    while todo:
        path = todo.pop()
        if path and path not in found:
            found.add(path)
            todo += map(file_of, _imports((_HERE / path).read_bytes()))
    return found


@cache
def _imports(source: bytes) -> list[str]:
    """Return the dotted names that a file imports; of `from a import b` both a and a.b."""
    names: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names

"""Our modules, found by their package or by their imports, so that nobody has to keep lists of them."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from functools import cache
from pathlib import Path
from types import ModuleType

_HERE = Path(__file__).parent


def import_all(package: str) -> list[ModuleType]:
    """Import the modules of a package, but not of its subpackages, and return them in the order of their names."""
    found = pkgutil.iter_modules(importlib.import_module(package).__path__)
    names = sorted(each.name for each in found if not each.ispkg and not each.name.startswith("_"))
    return [importlib.import_module(f"{package}.{name}") for name in names]


def file_of(module: str) -> str:
    """Return the path of a module in this package, such as paper/view.py; empty if it is no internal module."""
    package, *parts = module.split(".")
    base = _HERE.joinpath(*parts)
    files = (base.with_suffix(".py"), base / "__init__.py") if package == _HERE.name else ()
    return next((path.relative_to(_HERE).as_posix() for path in files if path.is_file()), "")


def files_behind(module: str) -> set[str]:
    """Return the path of an internal module, and those of all internal modules that it imports, directly or not.

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

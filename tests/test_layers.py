"""A module imports only from rows above it, and each third-party library has one home."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

#: Top to bottom. A package counts as one module.
ROWS = (
    "problem", "modules", "places", "yamlfile", "text", "model", "names", "cache", "load", "coverage", "diagram",
    "check", "say", "wording", "timing", "tonight", "prompt", "materials", "results", "stories", "advert", "planner",
    "site_data", "report",
    "paper", "exports", "pages", "pieces", "printing", "catalogue", "mocks", "publish", "scaffold", "jobs",
    "plugin", "zensical",
    "passthrough", "cli",
)  # fmt: skip
#: Module → the third-party libraries at home in it.
LIBRARIES = {
    "problem": {"rapidfuzz"},
    "places": {"platformdirs"},
    "yamlfile": {"yaml"},
    "text": {"markdown_it", "pygments"},
    "model": {"pydantic", "pydantic_core"},
    "load": {"pydantic", "openpyxl", "slugify"},
    "say": {"babel"},
    "pages": {"jinja2", "markupsafe"},
    "paper": {"typst", "fontTools", "pydantic", "segno"},  # a document's own model, which Typst lacks
    "exports": {"genanki", "icalendar"},
    "plugin": {"mkdocs"},
    "publish": {"filelock", "rjsmin"},
    "passthrough": {"markdown"},
    "cli": {"click"},
}
FILES = sorted(
    path for path in (ROOT / "generator").rglob("*.py") if path.parent != ROOT / "generator" or path.stem != "__init__"
)


def row(path: Path) -> str:
    """The module that a file belongs to."""
    return path.relative_to(ROOT / "generator").parts[0].removesuffix(".py")


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of all that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the row"
            module = node.module or ""
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def wrong(module: str, source: str) -> list[str]:
    """What a module of this row must not import."""
    found = []
    for line, name in imports(source):
        first, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        if first == "generator" and other in ROWS:
            if ROWS.index(other) > ROWS.index(module):
                found.append(f"{line}: {module} imports {other}, which stands below it")
        elif first != "generator" and first not in sys.stdlib_module_names | LIBRARIES.get(module, set()):
            found.append(f"{line}: {module} imports {first}, which is not at home there")
    return found


def test_contributing_names_the_rows():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    chain = next(part for part in text.split("`") if part.startswith("problem →"))
    assert tuple(re.split(r"\s*(?:→|,)\s*", chain)) == ROWS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT / "generator").as_posix())
def test_a_module_imports_only_from_rows_above_and_libraries_at_home_in_it(path: Path):
    assert row(path) in ROWS
    assert wrong(row(path), path.read_text()) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("text", "from generator.load import load_handbook"),
        ("model", "from generator import check"),
        ("load", "def f():\n    import generator.cli"),
        ("check", "import yaml"),
        ("publish", "def f():\n    from mkdocs.config import load_config"),
    ],
)
def test_an_upward_import_or_a_library_away_from_home_is_found(module: str, source: str):
    assert len(wrong(module, source)) == 1


def module(path: Path) -> str:
    """The dotted name of a file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def arrows() -> dict[str, set[str]]:
    """Each module of the package and those that it imports, inside functions and for type checkers too."""
    modules = {module(path): path for path in (ROOT / "generator").rglob("*.py")}
    return {
        name: {
            other if other in modules else other.rpartition(".")[0]
            for _, other in imports(path.read_text("utf-8"))
            if other.startswith("generator.")
        }
        - {name}
        for name, path in modules.items()
    }


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle, the first that is found; nothing if there is none."""
    done: set[str] = set()

    def follow(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        found = next((found for other in sorted(arrows.get(name, ())) if (found := follow(other, [*way, name]))), [])
        done.add(name)
        return found

    return next((found for name in sorted(arrows) if (found := follow(name, []))), [])


def test_no_modules_import_each_other_in_a_circle():
    drawn = arrows()
    assert drawn["generator.publish.folder"] >= {"generator.publish.files", "generator.pieces", "generator.problem"}
    assert circle(drawn) == []
    planted = drawn | {"generator.problem": drawn["generator.problem"] | {"generator.publish.files"}}
    assert circle(planted)[0] == circle(planted)[-1]


def test_no_room_and_no_file_grows_too_large():
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in (ROOT / "generator").rglob("*.py")}
    assert {path.name: count for path, count in lines.items() if count > 350} == {}
    rooms = ("jobs", "publish")
    sizes = {room: sum(count for path, count in lines.items() if path.parent.name == room) for room in rooms}
    assert all(0 < size < 1000 for size in sizes.values()), sizes

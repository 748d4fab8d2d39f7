"""File names for the materials of a question that are valid on every operating system."""

from __future__ import annotations

import re

from generator.model.base import RESERVED

_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+")
_LENGTH = 80
_EXTENSIONS = {
    "bash": ".sh", "c": ".c", "cpp": ".cpp", "csharp": ".cs", "css": ".css", "csv": ".csv", "diff": ".diff",
    "go": ".go", "html": ".html", "java": ".java", "javascript": ".js", "json": ".json", "kotlin": ".kt",
    "markdown": ".md", "php": ".php", "python": ".py", "ruby": ".rb", "rust": ".rs", "sql": ".sql", "swift": ".swift",
    "toml": ".toml", "typescript": ".ts", "xml": ".xml", "yaml": ".yml",
}  # fmt: skip


def file_name(name: str, language: str) -> str:
    """Return the file name of a material: its name, or one made from its caption.

    `store.py` is unchanged; `store.py, the diff`, a diff, becomes `store.py.diff`; `Orders of Monday`, a text, becomes
    `orders-of-monday.txt`. The result has no folder and is not a name that Windows reserves.
    """
    first = _first(name)
    if _FILE.fullmatch(name) and not not_a_file_name(name):
        return name
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LENGTH].strip("-")
    stem = first if _FILE.fullmatch(first) and not not_a_file_name(first) else words or "material"
    stem = f"{stem}-file" if stem in RESERVED else stem
    ending = _EXTENSIONS.get(language, ".txt")
    return stem if stem.lower().endswith(ending) else stem + ending


def not_a_file_name(name: str) -> str:
    """Return what was expected of a material's name, or an empty string if it is a caption or a valid file name."""
    first = _first(name)
    if "." not in first or (first != name and not first.strip(".")):
        return ""
    if re.search(r"[\\/]", first):
        return "expected a file name without a folder"
    if first.partition(".")[0].lower() in RESERVED - {"index"}:
        return "expected a name that Windows doesn't keep for itself"
    if len(first) > _LENGTH:
        return f"expected a file name of at most {_LENGTH} characters"
    if first == name and not _FILE.fullmatch(name):
        return 'expected a file name (a-z, A-Z, 0-9, ".", "_" and "-") or a caption of several words'
    return ""


def _first(name: str) -> str:
    """Return the first word of a name, without a comma after it."""
    return next(iter(name.split()), "").rstrip(",;:")

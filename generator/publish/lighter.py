"""Leave comments and indentation out of the modules that a site serves. In the repository they are half of each file.

Our modules are written so that this takes no parser: a comment has lines of its own, or follows the code on its line
without quotes in it, or is a type in one piece, and no text goes over lines. A test compares what TypeScript reads.
"""

from __future__ import annotations

import re
from pathlib import Path

#: Where they are in a site.
_MODULES = "assets/plan"
_BLOCK = r"/\*\*(?:(?!\*/).)*\*/"
_COMMENTS = (
    re.compile(rf"^[ \t]*{_BLOCK}[ \t]*\n", re.MULTILINE | re.DOTALL),
    re.compile(r"^[ \t]*//.*\n", re.MULTILINE),
    re.compile(rf"{_BLOCK} ?"),
    re.compile(r"(?<=\S)[ \t]+//[^\"'`\n]*$", re.MULTILINE),
)
_INDENT = re.compile(r"^[ \t\n]+", re.MULTILINE)


def lighten(site: Path) -> None:
    """Rewrite the modules of a built site."""
    for path in (site / _MODULES).rglob("*.js"):
        path.write_text(lighter(path.read_text("utf-8")), "utf-8", newline="\n")


def lighter(source: str) -> str:
    """Return the same module without comments and indentation."""
    for comment in _COMMENTS:
        source = comment.sub("", source)
    return _INDENT.sub("", source)

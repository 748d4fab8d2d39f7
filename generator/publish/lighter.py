"""Leave comments and indentation out of the scripts that a site serves: in the repository, half of each file.

A template literal inside another one would lose spaces. A test compares what TypeScript reads, so ours have none.
"""

from __future__ import annotations

import re
from pathlib import Path

from generator.places import bundled

#: Where our scripts come from. A script that isn't there belongs to the theme, or to whoever wrote the content.
_OURS = bundled("templates") / "site"
#: Where a private member of a class begins. rjsmin knows none, and would join its line to the one before.
_PRIVATE = re.compile(r"^[ \t]*(?=#\w)", re.MULTILINE)


def lighten(site: Path) -> None:
    """Rewrite our scripts in a built site: not those that content replaced, nor one that came with its licence."""
    for ours in sorted(_OURS.rglob("*.js")):
        served = site / ours.relative_to(_OURS)
        source = ours.read_bytes()
        if served.is_file() and served.read_bytes() == source and not ours.with_suffix(".txt").exists():
            served.write_text(lighter(source.decode()), "utf-8", newline="\n")


def lighter(source: str) -> str:
    """Return the same script without comments and indentation. Comments that begin with `/*!` stay."""
    import rjsmin  # comes with the extra `site`

    return str(rjsmin.jsmin(_PRIVATE.sub(";", source), keep_bang_comments=True)) + "\n"

"""What a built site's search looks through, read back from its files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any


def parts(folder: Path) -> dict[str, Any]:
    """Each file of the data by its name: `index`, and the rounds with questions."""
    return {path.stem: part(path.read_text("utf-8")) for path in sorted((folder / "find").glob("*.js"))}


def part(script: str) -> Any:
    """What a file hands over."""
    found = re.fullmatch(r'rehearseFind\("[a-z0-9-]+",(.*)\)\n', script, re.DOTALL)
    assert found
    return json.loads(found[1])


def addresses(folder: Path) -> list[str]:
    """The pages that search can find, as paths in the site; a page that is there twice, twice."""
    found = parts(folder)
    questions = [row[0] for name, rows in found.items() if name != "index" for row in rows]
    return [f"{page['u']}.html" for page in found["index"]["pages"]] + [f"questions/{name}.html" for name in questions]

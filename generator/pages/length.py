"""How long a page is: over three screens of a phone, it lists its sections."""

from __future__ import annotations

import re

#: From how many sections on a list of them helps.
SECTIONS = 3
#: About how many letters three screens of a phone hold.
LETTERS = 2400

_SECTION = re.compile(r"^## ", re.MULTILINE)
#: What shows only once it is opened, or in a window of its own.
_FOLDED = re.compile(r'<details.*?</details>|<div class="rh llm".*?</div>\n', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
#: What takes room besides its letters → that room, in letters.
_ROOM = {"<li": 25, "<tr": 25, "<p": 25, "<img": 250, "\n\n": 25}


def is_long(page: str) -> bool:
    """Return whether a page is worth a list of its sections. `page` is Markdown with HTML, without front matter."""
    if len(_SECTION.findall(page)) < SECTIONS:
        return False
    shown = _FOLDED.sub("", page)
    return len(_TAG.sub("", shown)) + sum(shown.count(part) * room for part, room in _ROOM.items()) >= LETTERS

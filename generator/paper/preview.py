"""The picture that a link to the site is shown with."""

from __future__ import annotations

from generator.paper.view import Document


class Preview(Document):
    """The site's name as title, one large line, what it is, and its counts, each a number and words."""

    line: str
    note: str
    counts: tuple[tuple[str, str], ...]

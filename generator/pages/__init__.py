"""Handbook → Markdown files of the docs folder: one function and one template per kind of page.

Pure but for reading templates. Question fields arrive as one line of finished HTML; everything else in a page is our
own Markdown, into which titles go escaped. A candidate's page is built from what `visible` lets through, nothing else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator import text, words
from generator.pages.parts import Book, Page
from generator.pages.plans import candidate, plan
from generator.pages.questions import interviewer, question, sheets, topic
from generator.pages.rounds import guide, home, indexes, role, round_

TEMPLATES = Path(__file__).parent.parent.parent / "templates" / "pages"

#: Kind of page → its function; the template has the kind's name.
PAGES: dict[str, Callable[[Book], Iterator[Page]]] = {
    "home": home,
    "index": indexes,
    "round": round_,
    "role": role,
    "question": question,
    "interviewer": interviewer,
    "topic": topic,
    "plan": plan,
    "candidate": candidate,
    "sheets": sheets,
    "guide": guide,
}


def render(book: Book) -> dict[str, str]:
    """Make every page of the docs folder: path → Markdown."""
    environment = _environment()
    made = {}
    for kind, pages in PAGES.items():
        template = environment.get_template(f"{kind}.md.j2")
        for path, view in pages(book):
            body = template.render(view, kind=kind)
            made[path] = re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"
    return made


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False,
    )  # fmt: skip
    environment.filters |= {
        "prose": lambda source: Markup(text.html(source)),  # noqa: S704 — text makes it safe
        "inline": lambda source: Markup(text.inline(source)),  # noqa: S704
        "md": lambda line: Markup(text.escape(line)),  # noqa: S704
        "code": lambda material: Markup(text.code(material["text"], material["language"])),  # noqa: S704
        "one_line": lambda body: Markup(re.sub(r"\s*\n\s*", "", str(body)).strip()),  # noqa: S704 — joins what is safe
        "date": lambda day: words.full_day(datetime.date.fromisoformat(day)),
        "hours": lambda count: words.several(count, "hour"),
    }
    return environment

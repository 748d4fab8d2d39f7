"""Handbook → Markdown files of the docs folder: one function and one template per kind of page.

Pure except for reading templates. Fields of a question come as one line of finished HTML; everything else in a page is
our own Markdown, with titles escaped. A page for candidates is made from what `visible` shows them and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from generator import text
from generator.model.base import Node
from generator.modules import import_all
from generator.pages import nodes
from generator.pages.kinds import PAGES, PRIVATE, MakePages
from generator.pages.parts import Later
from generator.places import bundled
from generator.say import date, say, week, weekdays
from generator.site_data import SiteData

TEMPLATES = bundled("templates") / "pages"

import_all(__name__)  # a kind of page is known once its module is imported


def render_private(site: SiteData, who: str) -> dict[str, str]:
    """Return the pages that a private edition adds, for the candidates whose plans are in the site data."""
    return _render(PRIVATE[who], site, {})


#: Path → what a page was made of (or its hash), templates included, and the page. Between two runs few pages change.
Memory = dict[str, tuple[object, str]]


def render(site: SiteData, memory: Memory | None = None) -> dict[str, str]:
    """Return every page of the docs folder: path → Markdown.

    To render repeatedly, pass the same `memory` each time, empty at first: it keeps the pages.
    """
    return _render(PAGES, site, {} if memory is None else memory)


def render_kind(kind: str, site: SiteData) -> dict[str, str]:
    """Return the pages of one kind: path → Markdown."""
    return _render({kind: PAGES[kind]}, site, {})


def _render(kinds: Mapping[str, MakePages], site: SiteData, memory: Memory) -> dict[str, str]:
    environment = _environment()
    templates = hashlib.sha256(b"\0".join(path.read_bytes() for path in sorted(TEMPLATES.iterdir())))
    rendered: Memory = {}
    finished = partial(_finished, answers=site.answers)
    for kind, pages in kinds.items():
        template = environment.get_template(f"{kind}.md.j2")
        for path, view in pages(site):
            if isinstance(view, Later):
                made_of, make = (templates.digest(), *view.made_of), view.make
            else:
                made_of, make = (_made_of(view, templates.copy()),), partial(dict, view)
            if path in memory and memory[path][0] == made_of:
                page = memory[path][1]
            else:
                page = finished(path, _page(template, kind, make()))
            rendered[path] = (made_of, page)
    memory.clear()
    memory.update(rendered)
    return {path: page for path, (_, page) in rendered.items()}


def _page(template: Template, kind: str, view: dict[str, Any]) -> str:
    return f"{view.pop('front', '')}{template.render(view, kind=kind)}"


#: Stands in a page for the way up to where the folders of pages are.
_UP = "\ue000"
_TO_INTERVIEWER = re.compile(
    r"""<a href="(?:\.\./)*interviewer/[^"]*"[^>]*>(.*?)</a>|\[([^\]\n]*)\]\((?:\.\./)*interviewer/[^)\s]*\)"""
)


def _finished(path: str, page: str, *, answers: bool) -> str:
    """Make the links in the content relative to the page, and turn links to missing interviewer's pages into text."""
    page = re.sub(r"\n{3,}", "\n\n", page).strip() + "\n"
    page = page.replace(f'href="{_UP}', 'href="' + "../" * path.count("/"))
    return page if answers else _TO_INTERVIEWER.sub(lambda link: link[1] or link[2] or "", page)


def _linked(html: str) -> Markup:
    """Mark the links of a text, which was written for a page that is one folder deep."""
    return Markup(html.replace('href="../', f'href="{_UP}'))  # noqa: S704 — text makes it safe


def _made_of(view: dict[str, Any], hashed: hashlib._Hash) -> str:
    """Hash a view as JSON, which keeps the order of a mapping, since the page may show it."""
    hashed.update(
        json.dumps(view, default=lambda each: each.model_dump_json() if isinstance(each, Node) else repr(each)).encode()
    )
    return hashed.hexdigest()


def _code(source: str, language: str = "text") -> Markup:
    return Markup(text.code(source, language))  # noqa: S704 — text makes it safe


@lru_cache(maxsize=1)  # Jinja looks itself whether a template changed
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False,
    )  # fmt: skip
    environment.filters |= {
        "prose": lambda source: _linked(text.html(source)),
        "inline": lambda source: _linked(text.inline(source)),
        "nodes": lambda found: _linked(nodes.html(found)),
        "md": lambda line: Markup(text.escape(line)),  # noqa: S704
        "code": _code,
        "as_written": lambda source: escape(source).replace("\n", Markup("&#10;")),
        "one_line": lambda body: Markup(re.sub(r"\s*\n\s*", "", str(body)).strip()),  # noqa: S704 — joins what is safe
        "date": lambda day: date(day, "full"),
    }
    environment.globals |= {"say": say, "week": week, "weekdays": weekdays}
    return environment

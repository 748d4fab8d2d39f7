"""Rules about texts: links, languages of code, placeholders; and about formats and shelves of guides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from generator import text
from generator.check.base import Keys, texts, unknown
from generator.model import Handbook
from generator.model.base import WRITE, Node
from generator.problem import Problem, did_you_mean


def _mentions(handbook: Handbook, what: str) -> Iterator[tuple[str, Callable[[str], Problem]]]:
    """Yield every name of this kind that a text mentions, with a function that makes a message a problem there."""
    for (kind, name), mentioned in handbook.mentions.items():
        for keys, mention in mentioned:
            if mention.what == what:
                places = handbook.places[kind, name]
                yield mention.name, partial(places.problem, keys, text_line=mention.line)


#: A number that Markdown reads as that of an item, and with which no list here begins.
_ITEM = re.compile(r"\s*((?!0*1[.)])\d+[.)])\s+\S")
_TO_WRITE = re.compile(rf"{WRITE}\b")
#: Fields that no renderer reads as Markdown.
_CODE = frozenset(("materials", "code", "call", "returns", "expr", "value"))


def nothing_is_left_to_write(handbook: Handbook) -> Iterator[Problem]:
    """No text begins with `WRITE`, the placeholder that `rehearse new` writes."""
    kinds: dict[str, Mapping[str, Node]] = {
        "round": handbook.rounds, "role": handbook.roles, "plan": handbook.templates, "question": handbook.questions,
        "origin": handbook.origins, "candidate": handbook.candidates, "theme": handbook.themes,
    }  # fmt: skip
    for kind, nodes in kinds.items():
        for name, node in nodes.items():
            unwritten = handbook.places[kind, name].path in handbook.unwritten
            for keys, found in texts(node) if unwritten else ():
                if _TO_WRITE.match(found):
                    yield handbook.problem(kind, name, *keys, message=f"{_field(keys)}: still to be written")


def no_text_begins_with_the_number_of_an_item(handbook: Handbook) -> Iterator[Problem]:
    """No text begins like "501. It has …": Markdown takes the number for that of an item, and a sheet loses it."""
    kinds: dict[str, Mapping[str, Node]] = {"round": handbook.rounds, "question": handbook.questions}
    for kind, nodes in kinds.items():
        for name, node in nodes.items():
            for keys, found in texts(node, _CODE):
                if match := _ITEM.match(found):
                    message = f'{_field(keys)}: expected no text that begins with "{match[1]}", which is read as a list'
                    yield handbook.problem(kind, name, *keys, message=message)


def _field(keys: Keys) -> str:
    return next(key for key in reversed(keys) if isinstance(key, str))


def formats_have_a_guide(handbook: Handbook) -> Iterator[Problem]:
    """The guide for the table of formats exists, and has the heading for it."""
    if handbook.formats and handbook.formats.guide not in handbook.guides:
        message = f"guide: {unknown('guide', handbook.formats.guide, handbook.guides)}"
        yield handbook.problem("formats", "", "guide", message=message)
    elif handbook.formats and not handbook.formats.place_in(handbook.guides[handbook.formats.guide].body):
        message = f'heading: expected a heading of {handbook.formats.guide}; got "{handbook.formats.heading}"'
        yield handbook.problem("formats", "", "heading", message=message)


def every_guide_is_on_one_shelf(handbook: Handbook) -> Iterator[Problem]:
    """The shelves contain every guide of the handbook once, and no other."""
    if not handbook.shelves:
        return
    seen: set[str] = set()
    for number, shelf in enumerate(handbook.shelves.shelves):
        for place, name in enumerate(shelf.guides):
            keys = ("shelves", number, "guides", place)
            if name not in handbook.guides:
                message = f"guides: {unknown('guide', name, handbook.guides)}"
                yield handbook.problem("shelves", "", *keys, message=message)
            elif name in seen:
                yield handbook.problem("shelves", "", *keys, message=f"guides: {name} appears twice")
            seen.add(name)
    if missing := sorted({*handbook.guides} - seen):
        message = f"shelves: expected every guide on one of them; missing: {', '.join(missing)}"
        yield handbook.problem("shelves", "", "shelves", message=message)


def links_lead_to_pages(handbook: Handbook) -> Iterator[Problem]:
    """A relative link in a text leads to a page of the handbook, relative to a page one folder deep."""
    pages = {f"../{address}" for address in handbook.addresses}
    for address, problem in _mentions(handbook, "link"):
        if ":" not in address and address not in pages:
            hint = did_you_mean(address, pages)
            yield problem(f'expected a link to a page of the handbook; got "{address}"{hint}')


def code_names_a_known_language(handbook: Handbook) -> Iterator[Problem]:
    """The language of a code block or of a material is one that can be highlighted."""
    for language, problem in _mentions(handbook, "language"):
        if not text.has_lexer(language):
            yield problem(f'no language "{language}" for code')
    for question in handbook.questions.values():
        for index, material in enumerate(question.materials):
            if not text.has_lexer(material.language):
                message = f'language: no language "{material.language}" for code'
                yield handbook.problem("question", question.id, "materials", index, "language", message=message)

"""The feed of new and changed questions, in Atom (RFC 4287), for a site whose address is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from generator.model import Handbook, Question
from generator.pages.questions import in_one_sentence
from generator.site_data import SiteData

#: The feed's path in the docs folder, and how many questions it has.
FEED, MOST = "feed.xml", 40
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(site: SiteData) -> bytes:
    """Return the questions that were reviewed last, newest first, each with what it asks and nothing of its answer."""
    handbook, published = site.handbook, site.published
    newest = sorted(handbook.questions.values(), key=lambda each: (_reviewed(handbook, each), each.id))[::-1][:MOST]
    updated = _reviewed(handbook, newest[0]) if newest else handbook.checked.isoformat()
    title = f"{published.name}: new and changed questions"
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<title>{_text(title)}</title>",
        f"<id>{_text(published.address + FEED)}</id>",
        f'<link rel="self" href={quoteattr(published.address + FEED)}/>',
        f"<link href={quoteattr(published.address + 'questions/index.html')}/>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f"<author><name>{_text(published.name)}</name></author>",
        *(line for each in newest for line in _entry(handbook, each, published.address)),
        "</feed>",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _entry(handbook: Handbook, question: Question, address: str) -> Iterator[str]:
    place = f"{address}questions/{question.id}.html"
    yield "<entry>"
    yield f"<title>{_text(question.title)}</title>"
    yield f"<id>{_text(place)}</id>"
    yield f"<link href={quoteattr(place)}/>"
    yield f"<updated>{_reviewed(handbook, question)}T00:00:00Z</updated>"
    yield f"<category term={quoteattr(_NO_XML.sub('', handbook.rounds[question.round].title))}/>"
    yield f"<summary>{_text(in_one_sentence(handbook, question))}</summary>"
    yield "</entry>"


def _reviewed(handbook: Handbook, question: Question) -> str:
    return handbook.origins[question.id].reviewed.isoformat()


def _text(words: str) -> str:
    return escape(_NO_XML.sub("", words))

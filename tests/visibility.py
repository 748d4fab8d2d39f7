"""Which runs of five words give away what a question keeps for the interviewer."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.model import Question, Visibility, visible

Run = tuple[str, ...]


def fives(source: str) -> set[Run]:
    """Every run of five words of a text; marks and capitals don't count."""
    found = re.findall(r"[\w']+", source.lower().replace("’", "'"))
    return {tuple(found[i : i + 5]) for i in range(len(found) - 4)}


def strings(data: object) -> Iterator[str]:
    """Every text in nested data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from strings(value)


def secret(question: Question, upto: Visibility = "solo") -> set[Run]:
    """Runs that stand in a field of the question which `upto` may not see, and in none that it may."""
    allowed = set().union(*map(fives, strings(visible(question, upto))))
    everything = set().union(*map(fives, strings(visible(question, "interviewer"))))
    return everything - allowed


def plain(page: str) -> str:
    """The words of a page without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", " ", page))

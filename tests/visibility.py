"""Which runs of five words give away what a question keeps for the interviewer."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.model import Handbook, Question, Visibility, visible
from generator.pages import TEMPLATES

Run = tuple[str, ...]
#: Our own sentences stand in templates and in code.
CODE = TEMPLATES.parent.parent / "generator"


def runs(source: str, length: int) -> set[Run]:
    """Every run of so many words of a text; marks and capitals don't count."""
    found = re.findall(r"[\w']+", source.lower().replace("’", "'"))
    every = (tuple(found[i : i + length]) for i in range(len(found) - length + 1))
    return {run for run in every if any(re.search("[a-z]{2}", word) for word in run)}  # figures alone say nothing


def fives(source: str) -> set[Run]:
    """Every run of five words."""
    return runs(source, 5)


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


def public(handbook: Handbook) -> list[str]:
    """What was written for everybody: a phrase of it, such as “in the middle of a”, is nobody's secret.

    So a page that shows a secret run by a fault of ours is told from two authors who use the same five common words.
    """
    nouns = (handbook.rounds, handbook.roles, handbook.plans, handbook.themes, handbook.candidates)
    return [
        *(words for question in handbook.questions.values() for words in strings(visible(question, "solo"))),
        *(words for each in nouns for noun in each.values() for words in strings(noun.model_dump(mode="json"))),
        *(f"{guide.title}\n{guide.body}" for guide in handbook.guides.values()),
        *strings(handbook.formats.model_dump(mode="json") if handbook.formats else {}),
        *(plain(template.read_text("utf-8")) for template in sorted(TEMPLATES.glob("*.j2"))),
        *(module.read_text("utf-8") for module in sorted(CODE.rglob("*.py"))),
    ]


def plain(page: str) -> str:
    """The words of a page without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", " ", page))

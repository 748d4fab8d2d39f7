"""The page that says how the bank is made: what is in it, counted, and how far it can be trusted.

Every figure is counted from the handbook. Ages are dates, for a page knows no today.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator import words
from generator.model import DIFFICULTIES, LEVELS, Handbook, Question
from generator.pages.parts import Book, Page

#: A row of a table.
Cells = list[str]


def bank(book: Book) -> Iterator[Page]:
    """How the bank is made, with counts."""
    handbook = book.handbook
    total = len(handbook.questions)
    wrote = Counter((origin.author, origin.licence) for origin in handbook.origins.values())
    yield (
        "bank.md",
        {
            "total": words.several(total, "question"),
            "rounds": [
                {"id": each.id, "title": each.title, "rows": _levels(handbook.of_round(each.id))}
                for each in handbook.rounds.values()
            ],
            "difficulties": [words.capital(name) for name in DIFFICULTIES],
            "topics": words.several(len(handbook.topics), "topic"),
            "reviews": [
                (each.title, *_reviews(handbook, handbook.of_round(each.id))) for each in handbook.rounds.values()
            ],
            "tried": _tried([origin.pilots for origin in handbook.origins.values()]),
            "wrote": [(author, licence, str(count)) for (author, licence), count in sorted(wrote.items())],
        },
    )


def _levels(questions: Sequence[Question]) -> list[Cells]:
    """A row per level and one for all: how many questions per difficulty, and together."""
    rows = [(words.capital(level), [q for q in questions if level in q.levels]) for level in LEVELS]
    return [
        [name, *(str(sum(q.difficulty == each for q in fitting)) for each in DIFFICULTIES), str(len(fitting))]
        for name, fitting in [*rows, ("Any level", questions)]
    ]


def _reviews(handbook: Handbook, questions: Sequence[Question]) -> Cells:
    """First and last day of review, mocks in all, and how many questions were tried in none."""
    origins = [handbook.origins[question.id] for question in questions]
    days = sorted(origin.reviewed for origin in origins)
    pilots = [origin.pilots for origin in origins]
    ends = [words.full_day(day) for day in (days[0], days[-1])] if days else ["–", "–"]
    return [*ends, str(sum(pilots)), f"{pilots.count(0)} of {len(pilots)}"]


def _tried(pilots: Sequence[int]) -> str:
    """Say in how many mocks the questions of the bank were tried."""
    untried, total = pilots.count(0), len(pilots)
    if untried == total:
        return "No question has been tried in a mock yet."
    verb = "has" if untried == 1 else "have"
    rest = f"{untried} of {total} {verb} been tried in none yet." if untried else "None is left untried."
    return f"The questions have been tried {words.several(sum(pilots), 'time')} in mocks. {rest}"

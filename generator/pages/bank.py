"""The page about the bank: how it was made, what it contains, and how far it can be trusted.

Every figure is counted from the handbook. Ages are given as dates, since a page has no current day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator import coverage, wording
from generator.model import DIFFICULTIES, Handbook, Question
from generator.pages.kinds import page_kind
from generator.pages.parts import Front, Page
from generator.say import date
from generator.site_data import SiteData
from generator.text import Verbatim

#: A row of a table.
Cells = list[str]


@page_kind("bank")
def bank_page(site: SiteData) -> Iterator[Page]:
    """Yield the page about the bank."""
    handbook = site.handbook
    total = len(handbook.questions)
    wrote = Counter((origin.author, origin.licence) for origin in handbook.origins.values())
    yield (
        "bank.md",
        {
            "front": Front(
                description="How the questions are written, checked and tried, and what is in the bank.",
                crumbs=(("Questions", "questions/index.html"),),
            ),
            "total": wording.several(total, "question"),
            "rounds": [
                {"id": each.id, "title": each.title, "rows": _levels(handbook.of_round(each.id))}
                for each in handbook.rounds.values()
            ],
            "difficulties": [wording.capital(name) for name in DIFFICULTIES],
            "topics": wording.several(len(handbook.topics), "topic"),
            "reviews": [
                (each.title, *_reviews(handbook, handbook.of_round(each.id))) for each in handbook.rounds.values()
            ],
            "reach": [*map(Verbatim, _reach(handbook))],
            "read": _read_cold(list(handbook.questions.values())),
            "tried": _tried([origin.pilots for origin in handbook.origins.values()]),
            "wrote": [(author, licence, str(count)) for (author, licence), count in sorted(wrote.items())],
        },
    )


def _levels(questions: Sequence[Question]) -> list[Cells]:
    """Return a row per level and one for all: how many questions per difficulty, and the total."""
    return [[wording.capital(name), *rest] for name, *rest in coverage.by_level(questions)]


def _reach(handbook: Handbook) -> Iterator[str]:
    """Yield sentences about the floors, the similarity of questions and the roles without a second loop."""
    floors = [each for each in coverage.counts(handbook) if each.floor]
    if floors:
        count = wording.several(len(floors), "floor")
        yield f"It has {count}: the least number of questions of a round, level or topic."
    if handbook.floors.similarity < coverage.WHOLE:
        found = f"No two questions share more than {handbook.floors.similarity} % of their three-word sequences"
        most = coverage.alike(handbook, 1)[:1] if len(handbook.questions) <= coverage.MANY else ()
        yield f"{found}; the two most alike share {most[0].percent} %." if most else f"{found}."
    short = coverage.without_second_loop(handbook)
    if not short:
        yield "Every role has questions for two full loops and their surprises at every level, without a repeat."
    for each in short:
        role, title = handbook.roles[each.role].title, handbook.rounds[each.round].title
        what = f"{each.found} questions of {title}; two full loops and their surprises ask for {each.needed}."
        yield f"{role}, {each.level}: {what}"
    undrawn = coverage.never_drawn(handbook)
    if undrawn:
        yield f"{wording.several(len(undrawn), 'question')} not asked by any role: {', '.join(undrawn)}."


def _reviews(handbook: Handbook, questions: Sequence[Question]) -> Cells:
    """Return the first and last day of review, how many were read cold, the number of mocks, how many had none."""
    origins = [handbook.origins[question.id] for question in questions]
    days = sorted(origin.reviewed for origin in origins)
    pilots = [origin.pilots for origin in origins]
    ends = [date(day, "full") for day in (days[0], days[-1])] if days else ["–", "–"]
    read = sum(bool(question.cold_reads) for question in questions)
    total = len(questions)
    return [*ends, f"{read} of {total}", str(sum(pilots)), f"{pilots.count(0)} of {total}"]


def _read_cold(questions: Sequence[Question]) -> str:
    """Format how many questions were read cold by a language model, and how many by a person."""
    sentences = []
    for who, name in (("model", "a language model"), ("person", "a person")):
        read = sum(any(each.by == who for each in question.cold_reads) for question in questions)
        some = f"{read} of {len(questions)} questions have"
        subject = some if 0 < read < len(questions) else f"{'Every' if read else 'No'} question has"
        sentences.append(f"{subject} been read cold by {name}{'' if read else ' yet'}.")
    return " ".join(sentences)


def _tried(pilots: Sequence[int]) -> str:
    """Format in how many mocks the questions of the bank were tried."""
    untried, total = pilots.count(0), len(pilots)
    if untried == total:
        return "No question has been tried in a mock yet."
    verb = "has" if untried == 1 else "have"
    rest = f"{untried} of {total} {verb} been tried in none yet." if untried else "None is left untried."
    return f"The questions have been tried {wording.several(sum(pilots), 'time')} in mocks. {rest}"

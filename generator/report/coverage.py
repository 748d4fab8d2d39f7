"""Format the coverage of the bank as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from generator import wording
from generator.coverage import alike, by_level, counts, never_drawn, oldest_review, without_second_loop
from generator.model import DIFFICULTIES, Handbook

#: Columns of a terminal.
WIDTH = 100
#: How many of the most similar pairs are shown, and the least percentage.
PAIRS, FROM = 3, 1


def coverage_lines(handbook: Handbook) -> Iterator[str]:
    """Yield the counts of every round, then floors, near-duplicates, reviews, and what roles lack."""
    wide = max((len(round_.title) for round_ in handbook.rounds.values()), default=0)
    heads = "".join(f"{name:>8}" for name in (*DIFFICULTIES, "in all"))
    yield f"{'Round':<{wide}}  {'level':<9}{heads}"
    counted = counts(handbook)
    for round_ in handbook.rounds.values():
        questions = handbook.of_round(round_.id)
        rows = by_level(questions)
        for n, (level, *found) in enumerate([rows[-1], *rows[:-1]]):
            yield f"{round_.title if not n else '':<{wide}}  {level:<9}" + "".join(f"{each:>8}" for each in found)
        topics = [f"{name} {found}" for of, kind, name, found, _ in counted if (of, kind) == (round_.id, "topic")]
        yield from _wrapped(f"{'':<{wide}}  topics: ", topics)
    yield ""
    yield from _floors(handbook)
    yield from _pairs(handbook)
    yield f"oldest review {oldest_review(handbook) or 'none'}"
    undrawn = never_drawn(handbook)
    yield "every question is asked by a role" if not undrawn else f"not asked by any role: {', '.join(undrawn)}"
    short = without_second_loop(handbook)
    yield "every role has two full loops and their surprises at every level" if not short else "without a second loop:"
    for each in short:
        yield f"  {each.role}, {each.level}: {each.round} has {each.found} of {each.needed}"


def _floors(handbook: Handbook) -> Iterator[str]:
    floors = [each for each in counts(handbook) if each.floor]
    short = [each for each in floors if each.missing]
    if not floors:
        yield "no floors are set: content/floors.yml would hold them"
    elif not short:
        yield f"every floor is reached ({wording.several(len(floors), 'floor')})"
    for each in short:
        yield f"under its floor: {each.round} {each.name or 'in all'}: {each.found} of {each.floor}"


def _pairs(handbook: Handbook) -> Iterator[str]:
    pairs = alike(handbook, FROM)[:PAIRS]
    limit = handbook.floors.similarity
    most = ", ".join(f"{each.one} and {each.other} {each.percent} %" for each in pairs) or "none"
    yield f"most alike (at most {limit} % allowed): {most}"


def _wrapped(head: str, parts: list[str]) -> Iterator[str]:
    line = head
    for n, part in enumerate(parts):
        more = part + (", " if n < len(parts) - 1 else "")
        if len(line) + len(more) > WIDTH and line.strip():
            yield line.rstrip()
            line = " " * len(head)
        line += more
    if parts:
        yield line.rstrip()

"""Split an advertisement into sentences, and keep those about the work or the interviews.

Benefits, notices on equal opportunity and the like are left out, because "mentoring" as a benefit isn't a task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from generator.advert import limits, patterns
from generator.advert.tokens import Token, tokens

Section = Literal["work", "benefits", "interviews"]


class Passage(NamedTuple):
    """A sentence, heading or item of a list."""

    tokens: tuple[Token, ...]
    #: whether it is in a section about the interviews
    of_interviews: bool


def passages(text: str) -> Iterator[Passage]:
    """Yield the sentences, headings and list items of an advertisement about the work or the interviews."""
    text = patterns.ADDRESS.sub(lambda match: " " * len(match[0]), text)
    for start, end, section in _sentences(text):
        small = _small(text[start:end])
        if _is_boilerplate(small):
            continue
        of_interviews = section == "interviews" or _is_about_interviews(small)
        if of_interviews or section == "work":
            yield Passage(tuple(tokens(text, start, end)), of_interviews)


def first_lines(text: str) -> list[str]:
    """Return the first lines that are short enough for a title."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [line for line in lines[: limits.FIRST_LINES] if len(line.split()) <= limits.TITLE_WORDS]


def _small(text: str) -> str:
    return text.casefold().replace("’", "'")


def _is_boilerplate(small: str) -> bool:
    return (
        bool(patterns.BOILERPLATE.search(small))
        or len({*patterns.PROTECTED.findall(small)}) > 1
        or _in_turn(patterns.HIRING_BY_AI, small)
    )


def _is_about_interviews(small: str) -> bool:
    return bool(patterns.ABOUT_INTERVIEWS.search(small)) or _in_turn(patterns.MINUTES_WITH, small)


def _in_turn(pattern: re.Pattern[str], small: str) -> bool:
    """Return whether the first of a pattern comes before the second on one line."""
    begun = False
    for match in pattern.finditer(small):
        if begun and match["second"]:
            return True
        begun = bool(match["first"]) or (begun and match[0] != "\n")
    return False


def _sentences(text: str) -> Iterator[tuple[int, int, Section]]:
    """Yield the start and end of each sentence, and its section."""
    section: Section = "work"
    for start, end, heading in _lines(text):
        line = text[start:end]
        if heading:
            section = _section(line) or "work"
        labelled = section != "benefits" and patterns.LABEL.match(_small(line))
        here: Section = "interviews" if labelled else section
        for match in patterns.END.finditer(text, start, end):
            yield start, match.end(), here
            start = match.end()
        yield start, end, here


def _section(heading: str) -> Section | None:
    """Return the section that a heading begins, or None if its words don't tell."""
    small = _small(heading)
    if marks := patterns.MARKS.match(small):
        small = small[marks.end() :]
    if patterns.INTERVIEWS.match(small):
        return "interviews"
    if patterns.BENEFITS.match(small):
        return "benefits"
    return "work" if patterns.WORK.match(small) else None


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the start and end of each line, with wrapped lines joined, and whether it is a heading."""
    spans = [*_spans(text)]
    spaced = any(_blank_between(text, one[1], two[0]) for one, two in pairwise(spans))
    place = 0
    while place < len(spans):
        start, end = spans[place]
        set_off = not spaced or place == 0 or _blank_between(text, spans[place - 1][1], start)
        while place + 1 < len(spans) and _runs_on(text, end, spans[place + 1]):
            place += 1
            end = spans[place][1]
        place += 1
        following = text[spans[place][0] : spans[place][1]] if place < len(spans) else ""
        yield start, end, _is_heading(text[start:end], following, set_off)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each line that isn't blank."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _blank_between(text: str, end: int, start: int) -> bool:
    return text.count("\n", end, start) > 1


def _runs_on(text: str, end: int, following: tuple[int, int]) -> bool:
    """Return whether the next line continues the sentence: it follows a full line and begins with a small letter."""
    line = text[following[0] : following[1]]
    full = end - text.rfind("\n", 0, end) > limits.FULL_LINE
    return full and following[0] == end + 1 and not patterns.BULLET.match(line) and line.lstrip()[:1].islower()


def _is_heading(line: str, following: str, set_off: bool) -> bool:
    """Return whether a line is a heading: short, no item or sentence, with a heading's words or a list after it."""
    line = line.rstrip()
    if len(line) > limits.HEADING_LENGTH or len(line.split()) > limits.HEADING_WORDS:
        return False
    if patterns.BULLET.match(line) or line.endswith((".", ",", ";", "!")):
        return False
    before_items = bool(patterns.BULLET.match(following))
    if _section(line):
        return set_off or before_items or line.endswith(":")
    return set_off and (before_items or len(following.split()) > limits.HEADING_WORDS)

"""Split an advertisement into sentences, and keep those about the work or the interviews.

Benefits, notices on equal opportunity and the like are left out, because "mentoring" as a benefit isn't a task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from generator.advert.tokens import Token, tokens

Section = Literal["work", "benefits", "interviews"]


class Passage(NamedTuple):
    """A sentence, heading or item of a list."""

    tokens: tuple[Token, ...]
    #: whether it is in a section about the interviews
    of_interviews: bool


def _any(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


_OUR = r"(?:(?:the|our|your|key|some|other|company|employee|additional|and)\W+)*"
_BENEFITS = re.compile(
    _any(
        _OUR + r"(?:benefits?|perks?|rewards?|compensation|package)\b",
        r"(?:what|how|why)\b.{0,24}\b(?:we offer|we.ll offer|you.ll (?:get|receive)|you get|in it for you)\b",
        r"(?:what.s )?on offer\b",
        r"why\b.{0,24}\b(?:us|join|work)\b",
        r"(?:what we|we) (?:can )?offer\b",
        r"in return\b",
        r"(?:equality|diversity|equal opportunit|inclusion|eeo)\b",
        r"(?:our )?commitment to\b",
        r"(?:privacy|legal|disclaimer|gdpr|accommodations?)\b",
    )
)
_STEP = r"(?:process|steps?|stages?|journey|timeline|plan)"
_INTERVIEWS = re.compile(
    _any(
        rf"{_OUR}(?:interview|hiring|recruitment|recruiting|selection|application|assessment|candidate)s?\W+{_STEP}\b",
        r"how (?:we hire|to apply|do i apply)\b",
        r"how you.{0,9}(?:assessed|interviewed)\b",
        r"what (?:does|will|happens in) the (?:application|interview|selection)\b",
        r"what happens next\b",
        r"(?:next steps|applying|our process)\b",
        r"(?:getting hired|how it works|interested in joining)\b",
        r"(?:what.{0,20}\W)?(?:interviews?|process)\W*$",
    )
)
#: The same at the beginning of a line that goes on: "Process: two stages".
_LABEL = re.compile(
    rf"\W*{_OUR}(?:(?:interview|hiring|selection|recruitment|candidate) )?(?:process|journey|interviews?|stages)\W*:"
)
_KIND = r"(?:(?:the|our|your|key|main|core|minimum|preferred|basic|technical|required|essential|desirable|desired)\W+)*"
_WORK = re.compile(
    _any(
        _KIND + r"(?:role|job|position|opportunity|team|responsibilit\w+|requirements?|qualifications?|skills)\b",
        _KIND
        + r"(?:experience|duties|tasks|essential|desirable|person specification|profile|stack|mission|criteria)\b",
        r"(?:what|who|how|where) (?:you|we|it|is|are|happens)\b",
        r"about (?:you|us|the)\b",
        r"you (?:will|have|are|bring|might)\b",
        r"you.(?:ll|re|ve)\b",
        r"(?:must|nice|good)\W+(?:to\W+)?haves?\b",
        r"(?:tech stack|bonus|day to day|a (?:typical )?day|in this role)\b",
    )
)
_BOILERPLATE = re.compile(
    _any(
        r"equal\W+opportunit",
        r"discriminat",
        r"regardless of|without regard|all qualified applicants|all backgrounds|celebrates? diversity",
        r"under\W?represented",
        r"tick every box|every single (?:box|requirement)",
        r"disability confident|background (?:check|screening)|reasonable (?:adjustment|accommodation)",
        r"right to work|visa sponsor",
        r"no agencies|recruitment agenc",
        r"\bfraud|\bscam|privacy (?:notice|policy)",
        r"\b(?:ai|artificial intelligence)\b.*\b(?:hiring|recruit\w+|application)s?\W+(?:process|team|decision)",
        r"benefits (?:include|package)|learning budget|annual leave|pension|health(?:care)? insurance",
        r"days.? holiday|401\(?k",
        r"^\W*(?:we (?:also |can )?offer|perks|benefits)\b",
    )
)
#: Words of equal opportunity notices. A sentence with two of them is one.
_PROTECTED = re.compile(
    r"\b(?:race|religion|sexual orientation|gender|ethnic\w*|veteran|national origin|disabilit\w+|age|marital)\b"
)
_FIRST = _any("phone", "screening", "introductory", "intro", "initial", "first", "informal")
_ABOUT_INTERVIEWS = re.compile(
    r"\b"
    + _any(
        r"interview (?:process|stages?|panel)|interviews? (?:will|with|consists?|takes?)",
        r"(?:at|the|an|our|your)\W+interview(?! candidates)",
        r"(?:first|second|final|phone|telephone|video|technical|panel|onsite)\W+interview",
        r"assessment (?:centre|center|day)|recruiter|hiring manager|shortlist\w*|take\W?home",
        r"invit\w+ (?:you )?(?:to|for)|will (?:ring|call|phone) you",
        _FIRST + r" (?:screen|call|chat|conversation)",
        r"\d\d\W?min(?:ute)?s?\b.*\b(?:with|call|interview|session|exercise|test|chat|conversation|coding)",
    )
    + r"\b"
)
#: Web and e-mail addresses, which aren't read as words.
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")


def passages(text: str) -> Iterator[Passage]:
    """Yield the sentences, headings and list items of an advertisement about the work or the interviews."""
    text = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    for start, end, section in _sentences(text):
        small = _small(text[start:end])
        if _BOILERPLATE.search(small) or len({*_PROTECTED.findall(small)}) > 1:
            continue
        of_interviews = section == "interviews" or bool(_ABOUT_INTERVIEWS.search(small))
        if of_interviews or section == "work":
            yield Passage(tuple(tokens(text, start, end)), of_interviews)


def first_lines(text: str, count: int = 5) -> list[str]:
    """Return the first lines that are short enough for a title."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [line for line in lines[:count] if len(line.split()) <= 14]


def _small(text: str) -> str:
    return text.casefold().replace("’", "'")


def _sentences(text: str) -> Iterator[tuple[int, int, Section]]:
    """Yield the start and end of each sentence, and its section."""
    section: Section = "work"
    for start, end, heading in _lines(text):
        if heading:
            section = _section(text[start:end]) or "work"
        here: Section = "interviews" if section != "benefits" and _LABEL.match(_small(text[start:end])) else section
        for match in _END.finditer(text, start, end):
            yield start, match.end(), here
            start = match.end()
        yield start, end, here


_END = re.compile(r"[.!?]+[\"'”’)]*\s+(?=[\"'“‘(]?[^\W_a-z])|;\s")


def _section(heading: str) -> Section | None:
    """Return the section that a heading begins, or None if its words don't tell."""
    small = re.sub(r"^[\W_]+", "", _small(heading))
    if _INTERVIEWS.match(small):
        return "interviews"
    if _BENEFITS.match(small):
        return "benefits"
    return "work" if _WORK.match(small) else None


_BULLET = re.compile(r"\s*(?:[-*+•·▪●◦‣–—>✓✔➤]+|\(?\d{1,2}[.)]|[a-z]\))\s+")
#: The most characters and words of a heading.
_LONG, _HEADING = 60, 8
#: A line of at least this many characters may have been wrapped.
_FULL = 40


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the start and end of each line, with wrapped lines joined, and whether it is a heading."""
    spans = [(match.start(), match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
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


def _blank_between(text: str, end: int, start: int) -> bool:
    return text.count("\n", end, start) > 1


def _runs_on(text: str, end: int, following: tuple[int, int]) -> bool:
    """Return whether the next line continues the sentence: it follows a full line and begins with a small letter."""
    line = text[following[0] : following[1]]
    full = end - text.rfind("\n", 0, end) > _FULL
    return full and following[0] == end + 1 and not _BULLET.match(line) and line.lstrip()[:1].islower()


def _is_heading(line: str, following: str, set_off: bool) -> bool:
    """Return whether a line is a heading: short, no item or sentence, with a heading's words or a list after it."""
    line = line.rstrip()
    if len(line) > _LONG or len(line.split()) > _HEADING or _BULLET.match(line) or line.endswith((".", ",", ";", "!")):
        return False
    before_items = bool(_BULLET.match(following))
    if _section(line):
        return set_off or before_items or line.endswith(":")
    return set_off and (before_items or len(following.split()) > _HEADING)

"""Split a sentence into words, in the form in which they are compared, and find negated ones ("no puzzles")."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from generator.advert import patterns
from generator.advert.limits import REACH
from generator.names import spelled


class Token(NamedTuple):
    """A word: its key for comparing, its position, whether a phrase may continue to it, and whether it is negated."""

    key: str
    start: int
    end: int
    joined: bool
    negated: bool


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the words of the sentence between two indexes of the text."""
    matches = [*patterns.WORD.finditer(text, start, end)]
    words = [match[0].casefold().replace("’", "'") for match in matches]
    gaps = [text[one.end() : two.start()] for one, two in pairwise(matches)]
    negated = _negated(words, gaps)
    for place, match in enumerate(matches):
        joined = place > 0 and bool(patterns.GAP.fullmatch(gaps[place - 1]))
        yield Token(key_of(words[place]), match.start(), match.end(), joined, place in negated)


def key_of(word: str) -> str:
    """Return a word in the form for comparing: American spelling, small letters, singular."""
    word = "and" if word == "&" else spelled(word)
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        return word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]
    return word


def keys_of(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase in the form for comparing. A word with `*` is only put in small letters."""
    words = (match[0].casefold().replace("’", "'") for match in patterns.WORD_OR_OPEN.finditer(phrase))
    return tuple(f"{spelled(word[:-1])}*" if word.endswith("*") else key_of(word) for word in words)


def _negated(words: list[str], gaps: list[str]) -> set[int]:
    """Return the indexes of negated words: those after "no" up to a "but", and those before "isn't required"."""
    negated: set[int] = set()
    for place, word in enumerate(words):
        if place in negated or not patterns.DENIES.fullmatch(word):
            continue
        if any(map(patterns.NO_NEGATION.fullmatch, words[place + 1 : place + 4])):
            continue
        if any(map(patterns.NEGATES_BEFORE.fullmatch, words[place + 1 : place + 3])):
            negated |= {*range(max(0, place - REACH), place)}
        reach = range(place + 1, min(len(words), place + 1 + REACH))
        last_or = max((other for other in reach if words[other] in ("or", "nor")), default=0)
        for other in reach:
            gap = gaps[other - 1]
            if patterns.BUT.fullmatch(words[other]) or patterns.STOP.search(gap) or ("," in gap and other > last_or):
                break
            negated.add(other)
    return negated

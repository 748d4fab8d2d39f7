"""The words of a sentence: as they are compared, and whether the sentence denies them ("no whiteboard puzzles")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from generator.names import spelled


class Token(NamedTuple):
    """A word: as it is compared, where it is, whether a phrase may run on to it, and whether it is denied."""

    key: str
    start: int
    end: int
    joined: bool
    denied: bool


_WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*[+#]*|&")
#: What may stand between the words of a phrase: spaces, hyphens, a slash, one end of a line, an owner's s.
_GAP = re.compile(r"(?:['’]s)?[ \t\u00a0]*[-‐‑/_]?[ \t\u00a0]*\n?[ \t]*")

_DENIES = frozenset(
    "no not never without nor neither nothing cannot can't don't doesn't won't isn't aren't needn't".split()
)
#: What follows a word that denies and takes the denial away: not only, no matter, not afraid of.
_NO_DENIAL = frozenset(
    "only just least matter doubt afraid shy fear scared hesitate mention limited give afterthought mind stranger "
    "forget".split()
)
#: Where a denial ends.
_BUT = frozenset(
    "but instead rather however yet although though because so if when unless since while whilst until as just only "
    "where who that".split()
)
#: What follows a word that denies and denies what comes before: Kotlin isn't required.
_DENIED_BEFORE = frozenset("required requirement necessary needed essential expected involved mandatory".split())
#: The most words that one denial reaches.
_REACH = 12


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    matches = [*_WORD.finditer(text, start, end)]
    words = [match[0].casefold().replace("’", "'") for match in matches]
    gaps = [text[one.end() : two.start()] for one, two in pairwise(matches)]
    denied = _denied(words, gaps)
    for place, match in enumerate(matches):
        joined = place > 0 and bool(_GAP.fullmatch(gaps[place - 1]))
        yield Token(key_of(words[place]), match.start(), match.end(), joined, place in denied)


def key_of(word: str) -> str:
    """Return a word as it is compared: one spelling, small letters, the singular."""
    word = "and" if word == "&" else spelled(word)
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        return word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]
    return word


def keys_of(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase as they are compared."""
    return tuple(key_of(match[0].casefold().replace("’", "'")) for match in _WORD.finditer(phrase))


def _denied(words: list[str], gaps: list[str]) -> set[int]:
    """Return which words of a sentence it denies: those after "no" up to a "but", those before "isn't required"."""
    found: set[int] = set()
    for place, word in enumerate(words):
        if word not in _DENIES or _NO_DENIAL & {*words[place + 1 : place + 4]}:
            continue
        if _DENIED_BEFORE & {*words[place + 1 : place + 3]}:
            found |= {*range(max(0, place - _REACH), place)}
        for other in range(place + 1, min(len(words), place + 1 + _REACH)):
            gap = gaps[other - 1]
            ends = words[other] in _BUT or re.search(r"[;:–—()]", gap)
            if ends or ("," in gap and not {"or", "nor"} & {*words[other : place + 1 + _REACH]}):
                break
            found.add(other)
    return found

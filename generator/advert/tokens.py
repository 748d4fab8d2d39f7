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
_WORD_OR_OPEN = re.compile(rf"[^\W_]+\*|{_WORD.pattern}")
#: What may be between the words of a phrase: spaces, hyphens, a slash, one end of a line, an owner's s.
_GAP = re.compile(r"(?:['’]s)?[ \t\u00a0]*[-‐‑/_]?[ \t\u00a0]*\n?[ \t]*")

_DENIES = re.compile(r"no|not|never|without|neither|nor|nothing|cannot|\w+n't").fullmatch
#: What follows a word that denies and takes the denial away: not only, no matter, not afraid of.
_NO_DENIAL = re.compile(
    r"only|just|least|matter|doubt|afraid|shy|fear|scared|hesitate|mention|limited|give|afterthought|mind|stranger|forget"
).fullmatch
#: Where a denial ends.
_BUT = re.compile(
    r"but|instead|rather|however|yet|although|though|because|so|if|when|unless|since|while|whilst|until|as|just|only"
    r"|where|who|that"
).fullmatch
#: What follows a word that denies and denies what comes before: Kotlin isn't required.
_DENIES_BEFORE = re.compile(r"require(d|ment)|necessary|needed|essential|expected|involved|mandatory").fullmatch
#: The most words that one denial reaches.
_REACH = 12


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the words of the text between two places, which is a sentence."""
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
    """Return the words of a phrase as they are compared; one that ends in `*` stays as it is, in small letters."""
    words = (match[0].casefold().replace("’", "'") for match in _WORD_OR_OPEN.finditer(phrase))
    return tuple(f"{spelled(word[:-1])}*" if word.endswith("*") else key_of(word) for word in words)


def _denied(words: list[str], gaps: list[str]) -> set[int]:
    """Return which words of a sentence it denies: those after "no" up to a "but", those before "isn't required"."""
    found: set[int] = set()
    for place, word in enumerate(words):
        if place in found or not _DENIES(word) or any(map(_NO_DENIAL, words[place + 1 : place + 4])):
            continue
        if any(map(_DENIES_BEFORE, words[place + 1 : place + 3])):
            found |= {*range(max(0, place - _REACH), place)}
        reach = range(place + 1, min(len(words), place + 1 + _REACH))
        last_or = max((other for other in reach if words[other] in ("or", "nor")), default=0)
        for other in reach:
            gap = gaps[other - 1]
            if _BUT(words[other]) or re.search(r"[;:–—()]", gap) or ("," in gap and other > last_or):
                break
            found.add(other)
    return found

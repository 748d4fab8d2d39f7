"""Split a sentence into words, in the form in which they are compared, and find negated ones ("no puzzles")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from generator.names import spelled


class Token(NamedTuple):
    """A word: its key for comparing, its position, whether a phrase may continue to it, and whether it is negated."""

    key: str
    start: int
    end: int
    joined: bool
    negated: bool


_WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*[+#]*|&")
_WORD_OR_OPEN = re.compile(rf"[^\W_]+\*|{_WORD.pattern}")
#: What may be between the words of a phrase: spaces, hyphens, a slash, one line end, a possessive s.
_GAP = re.compile(r"(?:['’]s)?[ \t\u00a0]*[-‐‑/_]?[ \t\u00a0]*\n?[ \t]*")

_DENIES = re.compile(r"no|not|never|without|neither|nor|nothing|cannot|\w+n't").fullmatch
#: What cancels a negation after its word: not only, no matter, not afraid of.
_NO_NEGATION = re.compile(
    r"only|just|least|matter|doubt|afraid|shy|fear|scared|hesitate|mention|limited|give|afterthought|mind|stranger|forget"
).fullmatch
#: Words that end a negation.
_BUT = re.compile(
    r"but|instead|rather|however|yet|although|though|because|so|if|when|unless|since|while|whilst|until|as|just|only"
    r"|where|who|that"
).fullmatch
#: What negates the words before it, after a word of negation: Kotlin isn't required.
_NEGATES_BEFORE = re.compile(r"require(d|ment)|necessary|needed|essential|expected|involved|mandatory").fullmatch
#: The most words that one negation covers.
_REACH = 12


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the words of the sentence between two indexes of the text."""
    matches = [*_WORD.finditer(text, start, end)]
    words = [match[0].casefold().replace("’", "'") for match in matches]
    gaps = [text[one.end() : two.start()] for one, two in pairwise(matches)]
    negated = _negated(words, gaps)
    for place, match in enumerate(matches):
        joined = place > 0 and bool(_GAP.fullmatch(gaps[place - 1]))
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
    words = (match[0].casefold().replace("’", "'") for match in _WORD_OR_OPEN.finditer(phrase))
    return tuple(f"{spelled(word[:-1])}*" if word.endswith("*") else key_of(word) for word in words)


def _negated(words: list[str], gaps: list[str]) -> set[int]:
    """Return the indexes of negated words: those after "no" up to a "but", and those before "isn't required"."""
    negated: set[int] = set()
    for place, word in enumerate(words):
        if place in negated or not _DENIES(word) or any(map(_NO_NEGATION, words[place + 1 : place + 4])):
            continue
        if any(map(_NEGATES_BEFORE, words[place + 1 : place + 3])):
            negated |= {*range(max(0, place - _REACH), place)}
        reach = range(place + 1, min(len(words), place + 1 + _REACH))
        last_or = max((other for other in reach if words[other] in ("or", "nor")), default=0)
        for other in reach:
            gap = gaps[other - 1]
            if _BUT(words[other]) or re.search(r"[;:–—()]", gap) or ("," in gap and other > last_or):
                break
            negated.add(other)
    return negated

"""The words of an advertisement that hint at a round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.advert.sections import Passage, passages
from generator.advert.tokens import keys_of

#: Letters from which on a word may be written in two, or two in one: micro services, frontend.
_LONG = 6
#: The share of capitals up to which an advertisement is taken to be written in small letters throughout.
_SMALL = 0.005


class Found(NamedTuple):
    """A phrase that was found: what it stands for, the phrase itself, the words of the text, and where."""

    meaning: str
    phrase: str
    text: str
    start: int
    of_interviews: bool


class Phrases:
    """Phrases, each with what it stands for, ready to be found in a text."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._known: dict[str, tuple[str, tuple[str, ...], str]] = {}
        for phrase, meaning in meanings.items():
            keys = keys_of(phrase)
            self._known.setdefault("".join(keys), (phrase, keys, meaning))
        self._longest = max((len(keys) for _, keys, _ in self._known.values()), default=0) + 2

    def find(self, text: str, where: Sequence[Passage] | None = None) -> Iterator[Found]:
        """Yield what is found, in the order of the text: the longest phrase at each place, nothing that is denied."""
        small = sum(map(str.isupper, text)) <= _SMALL * len(text)
        for passage in passages(text) if where is None else where:
            tokens, place = passage.tokens, 0
            while place < len(tokens):
                for count in range(self._reach(passage, place), 0, -1):
                    taken = tokens[place : place + count]
                    key = "".join(each.key for each in taken)
                    phrase, keys, meaning = self._known.get(key, ("", (), ""))
                    if not phrase or taken[0].denied:
                        continue
                    if len(key) < _LONG and keys != tuple(each.key for each in taken):
                        continue
                    written = text[taken[0].start : taken[-1].end]
                    if _is_name(phrase) and not small and not any(map(str.isupper, written)):
                        continue
                    yield Found(meaning, phrase, " ".join(written.split()), taken[0].start, passage.of_interviews)
                    place += count - 1
                    break
                place += 1

    def _reach(self, passage: Passage, place: int) -> int:
        """Return how many words a phrase that begins here can have at most."""
        count = 1
        while count < self._longest and place + count < len(passage.tokens) and passage.tokens[place + count].joined:
            count += 1
        return count


def _is_name(phrase: str) -> bool:
    """Whether a phrase is a name that is also a common word when it's written in small letters: React, Swift."""
    return bool(re.fullmatch(r"[A-Z][a-z]+", phrase))

"""Find phrases in an advertisement, such as keywords of a role or names of rounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.advert import patterns
from generator.advert.limits import CAPITALS, LETTERS
from generator.advert.sections import Passage, passages
from generator.advert.tokens import Token, keys_of


class Found(NamedTuple):
    """A phrase that was found: its meaning, the phrase, the words in the text, their index, and their section."""

    meaning: str
    phrase: str
    text: str
    start: int
    of_interviews: bool


class _Phrase(NamedTuple):
    phrase: str
    keys: tuple[str, ...]
    meaning: str


class Phrases:
    """Phrases to find in a text, each with its meaning.

    `*` at the end of a word matches any ending: mentor* matches mentoring. A name such as React matches only with a
    capital, unless the whole text has none.
    """

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._whole: dict[str, _Phrase] = {}
        self._open: dict[str, list[_Phrase]] = {}
        for phrase, meaning in meanings.items():
            keys = keys_of(phrase)
            if not keys:
                continue
            if "*" in phrase:
                self._open.setdefault(keys[0][:2], []).append(_Phrase(phrase, keys, meaning))
            else:
                self._whole.setdefault("".join(keys), _Phrase(phrase, keys, meaning))
        every = (*self._whole.values(), *(each for some in self._open.values() for each in some))
        self._begins = {"".join(each.keys)[:length] for each in every for length in (1, 2)}
        self._longest = max((len(each.keys) for each in every), default=0) + 2

    def find(self, text: str, where: Sequence[Passage] | None = None) -> Iterator[Found]:
        """Yield the matches in the order of the text: the longest phrase at each place, without negated ones."""
        small = sum(map(str.isupper, text)) <= CAPITALS * len(text)
        for tokens, of_interviews in passages(text) if where is None else where:
            place = 0
            while place < len(tokens):
                count, phrase = self._longest_at(tokens, place)
                if phrase and not tokens[place].negated:
                    written = text[tokens[place].start : tokens[place + count - 1].end]
                    if small or not _is_name(phrase.phrase) or any(map(str.isupper, written)):
                        words = " ".join(written.split())
                        yield Found(phrase.meaning, phrase.phrase, words, tokens[place].start, of_interviews)
                place += max(1, count)

    def _longest_at(self, tokens: Sequence[Token], place: int) -> tuple[int, _Phrase | None]:
        """Return the number of words and the longest phrase that starts at a word, or (0, None)."""
        if tokens[place].key[:2] not in self._begins:
            return 0, None
        reach = 1
        while reach < self._longest and place + reach < len(tokens) and tokens[place + reach].joined:
            reach += 1
        for count in range(reach, 0, -1):
            keys = tuple(each.key for each in tokens[place : place + count])
            joined = "".join(keys)
            whole = self._whole.get(joined)
            if whole and (keys == whole.keys or len(joined) >= LETTERS):
                return count, whole
            for each in self._open.get(keys[0][:2], ()):
                if len(each.keys) == count and all(map(_fits, keys, each.keys)):
                    return count, each
                if _fits_joined(keys, each.keys):
                    return count, each
        return 0, None


def _fits(key: str, wanted: str) -> bool:
    return key.startswith(wanted[:-1]) if wanted.endswith("*") else key == wanted


def _fits_joined(keys: Sequence[str], wanted: Sequence[str]) -> bool:
    """Return whether words match a phrase with an open end if they are divided differently: micro services."""
    begin = "".join(wanted)[:-1]
    before_last = len("".join(keys[:-1]))
    return len(begin) >= LETTERS and before_last < len(begin) and "".join(keys).startswith(begin) and "*" not in begin


def _is_name(phrase: str) -> bool:
    """Return whether a phrase is a name that would be a common word in small letters: React, Swift."""
    return bool(patterns.NAME.fullmatch(phrase))

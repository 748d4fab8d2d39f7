"""How people write the name of a role or a round, and which id they mean.

Pure. A name is understood if it is an id, a title or an alias, whatever its case, hyphens and spelling. Anything else
is refused: nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from generator.model import Candidate, Handbook
from generator.problem import nearest
from generator.yamlfile import Keys

#: The most names that a refusal lists.
LISTED = 12
#: The most of an unknown name that a refusal repeats, in characters.
_SHOWN = 60
#: The family of a role that fits every job.
_GENERAL = "general"

_WORD = re.compile(r"[^\W_]+[+#]*|&")
_ARTICLES = frozenset({"a", "an", "the"})
#: British ending or part of a word → the American one. Both spellings of a word become the same, right or wrong.
_SPELLINGS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"(?<=...)our(?=al|ed|ing|ite|able|$)", "or"),
        (r"is(?=ation|e$|ed$|er$|ing$)", "iz"),
        (r"ys(?=e$|ed$|er$|ing$)", "yz"),
        (r"ll(?=ed$|er$|ing$)", "l"),
        (r"(?<=...)tre$", "ter"),
        (r"ogue$", "og"),
        (r"ogramme$", "ogram"),
        (r"dgement$", "dgment"),
        (r"^(def|off|lic|pret)ence$", r"\1ense"),
    )
)


class Noun(Protocol):
    """A role or a round, as far as its names go."""

    @property
    def title(self) -> str:
        """Its name on a page."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names."""


@lru_cache(maxsize=65536)
def spelled(word: str) -> str:
    """Return a word in small letters, with British and American spelling made one."""
    word = word.casefold()
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return word


def plain(name: str) -> str:
    """Return what is left of a name without case, hyphens, spaces, spelling and an article at either end."""
    words = _WORD.findall(unicodedata.normalize("NFKC", name).casefold())
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _ARTICLES:
        words = words[:-1]
    return "".join("and" if word == "&" else spelled(word) for word in words)


def resolve(name: str, nouns: Mapping[str, Noun]) -> str | None:
    """Return the id that a name stands for: by id, else by title, else by alias; None if there is none, or more."""
    if name in nouns:
        return name
    wanted = plain(name)
    for spellings in _spellings(nouns):
        if found := [noun for noun, names in spellings if wanted and wanted in map(plain, names)]:
            return found[0] if len(found) == 1 else None
    return None


def _spellings(nouns: Mapping[str, Noun]) -> tuple[list[tuple[str, Sequence[str]]], ...]:
    return (
        [(name, (name,)) for name in nouns],
        [(name, (noun.title,)) for name, noun in nouns.items()],
        [(name, noun.aliases) for name, noun in nouns.items()],
    )


def unknown(kind: str, name: str, nouns: Mapping[str, Noun], meant: str = "") -> str:
    """Return the message that no role or round has this name, with the one that looks like it and all there are.

    `meant` says which other thing was meant, if it was one.
    """
    shown = name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1]}…"
    if not meant and (near := _nearest(name, nouns)):
        meant = f" (did you mean {near}?)"
    return f'no {kind} "{shown}"{meant}; {known(nouns)}'


def known(nouns: Mapping[str, Noun]) -> str:
    """List the ids there are, at most `LISTED` of them, and the roles that fit every job."""
    ids = list(nouns)
    if not ids:
        return "there are none yet"
    first, rest = ids[:LISTED], ids[LISTED:]
    last = f"{len(rest)} more" if rest else first.pop()
    listed = f"{', '.join(first)} and {last}" if first else last
    general = [noun for noun, each in nouns.items() if getattr(each, "family", "") == _GENERAL]
    fits = f"; {general[0]} fits every job" if general else ""
    return f"there {'are' if len(ids) > 1 else 'is'} {listed}{fits}"


def _nearest(name: str, nouns: Mapping[str, Noun]) -> str:
    """Return the id whose names share all their words with `name`, or it with them; else the one that looks alike."""
    spellings = {each: noun for spelled in _spellings(nouns) for noun, names in spelled for each in names}
    words = {*map(spelled, _WORD.findall(name))}
    within = {
        noun for each, noun in spellings.items() if words and _contains(words, {*map(spelled, _WORD.findall(each))})
    }
    if within:
        return within.pop() if len(within) == 1 else ""
    close = nearest(name, spellings)
    return spellings[close] if close else ""


def _words(name: str) -> set[str]:
    return {*map(spelled, _WORD.findall(name))}


def _contains(one: set[str], other: set[str]) -> bool:
    return one <= other or other <= one


# ── a candidate's file ───────────────────────────────────────────────────────────────────────────


def settled(handbook: Handbook, candidate: Candidate) -> tuple[Candidate, list[tuple[Keys, str]]]:
    """Return a candidate with the ids of their role and rounds, and what is not understood: keys with a message.

    What is not understood stays as it is written.
    """
    wrong: list[tuple[Keys, str]] = []

    def meant(kind: str, keys: Keys, name: str, nouns: Mapping[str, Noun]) -> str:
        found = resolve(name, nouns)
        if found is None:
            wrong.append((keys, f"{keys[0]}: {unknown(kind, name, nouns)}"))
        return found or name

    def rounds(keys: Keys, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(meant("round", (*keys, place), name, handbook.rounds) for place, name in enumerate(names))

    confidence = {name: meant("round", ("confidence", name), name, handbook.rounds) for name in candidate.confidence}
    wrong += _twice(confidence)
    changed = {
        "role": meant("role", ("role",), candidate.role, handbook.roles),
        "rounds": rounds(("rounds",), candidate.rounds),
        "confidence": {confidence[name]: value for name, value in candidate.confidence.items()},
        "interviews": tuple(
            each.model_copy(update={"rounds": rounds(("interviews", place, "rounds"), each.rounds)})
            for place, each in enumerate(candidate.interviews)
        ),
    }
    return candidate.model_copy(update=changed), wrong


def _twice(confidence: Mapping[str, str]) -> Iterator[tuple[Keys, str]]:
    """Find names under `confidence` that stand for the same round as one before."""
    first: dict[str, str] = {}
    for name, meant in confidence.items():
        if meant in first:
            yield ("confidence", name), f'confidence: "{name}" and "{first[meant]}" are the same round; remove one'
        first.setdefault(meant, name)

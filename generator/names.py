"""Find the id that people mean when they write the name of a role or a round.

Pure. A name is recognised if it is an id, a title or an alias, whatever its case, hyphens and spelling. Anything else
is refused, never guessed.
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

#: The most names that an error message lists.
LISTED = 12
#: The most characters of an unknown name that an error message repeats.
_SHOWN = 60
#: The family of a role that fits every job.
_GENERAL = "general"

_WORD = re.compile(r"[^\W_]+[+#]*|&")
_ARTICLES = frozenset({"a", "an", "the"})
#: British ending or part of a word → the American one. It makes both spellings equal; the result may be no word.
SPELLINGS = tuple(
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


class Named(Protocol):
    """A role or a round: whatever has a title and aliases."""

    @property
    def title(self) -> str:
        """Its name on a page."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names."""


@lru_cache(maxsize=65536)
def spelled(word: str) -> str:
    """Return a word in lower case and in American spelling."""
    word = word.casefold()
    for british, american in SPELLINGS:
        word = british.sub(american, word)
    return word


def plain(name: str) -> str:
    """Return the form in which names are compared: without case, punctuation, spaces, and articles at either end."""
    words = _WORD.findall(unicodedata.normalize("NFKC", name).casefold())
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _ARTICLES:
        words = words[:-1]
    return "".join("and" if word == "&" else spelled(word) for word in words)


def resolve(name: str, things: Mapping[str, Named]) -> str | None:
    """Return the id for a name, by id, else by title, else by alias; None if none matches, or several do."""
    if name in things:
        return name
    wanted = plain(name)
    for spellings in _spellings(things):
        if matches := [found for found, names in spellings if wanted and wanted in map(plain, names)]:
            return matches[0] if len(matches) == 1 else None
    return None


def _spellings(things: Mapping[str, Named]) -> tuple[list[tuple[str, Sequence[str]]], ...]:
    return (
        [(name, (name,)) for name in things],
        [(name, (each.title,)) for name, each in things.items()],
        [(name, each.aliases) for name, each in things.items()],
    )


def unknown(kind: str, name: str, things: Mapping[str, Named], meant: str = "") -> str:
    """Return the error message for an unknown role or round, with the most similar one and the list of all.

    `meant` replaces the suggestion of the most similar one, if it isn't empty.
    """
    shown = name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1]}…"
    if not meant and (near := _nearest(name, things)):
        meant = f" (did you mean {near}?)"
    return f'no {kind} "{shown}"{meant}; {known(things)}'


def known(things: Mapping[str, Named]) -> str:
    """Return a sentence that lists the known ids, at most `LISTED`, and names the role that fits every job."""
    ids = list(things)
    if not ids:
        return "there are none yet"
    general = [name for name, each in things.items() if getattr(each, "family", "") == _GENERAL]
    fits = f"; {general[0]} fits every job" if general else ""
    return f"there {'are' if len(ids) > 1 else 'is'} {some_of(ids, LISTED)}{fits}"


def some_of(names: Sequence[str], most: int) -> str:
    """Return at most `most` names with commas and a final "and", and how many more there are."""
    first, more = list(names[:most]), len(names) - most
    last = f"{more} more" if more > 0 else first.pop()
    return f"{', '.join(first)} and {last}" if first else last


def _nearest(name: str, things: Mapping[str, Named]) -> str:
    """Return the only id with a name that contains all words of `name`, or the reverse; else the most similar one."""
    by_spelling = {each: found for spellings in _spellings(things) for found, names in spellings for each in names}
    words = _words(name)
    within = {found for each, found in by_spelling.items() if words and _contains(words, _words(each))}
    if within:
        return within.pop() if len(within) == 1 else ""
    close = nearest(name, by_spelling)
    return by_spelling[close] if close else ""


def _words(name: str) -> set[str]:
    return {*map(spelled, _WORD.findall(name))}


def _contains(one: set[str], other: set[str]) -> bool:
    return one <= other or other <= one


# ── a candidate's file ───────────────────────────────────────────────────────────────────────────


def settled(handbook: Handbook, candidate: Candidate) -> tuple[Candidate, list[tuple[Keys, str]]]:
    """Return a candidate whose role and rounds are ids, and (keys, message) for every name that is not recognised.

    Unrecognised names stay as they are written.
    """
    wrong: list[tuple[Keys, str]] = []

    def meant(kind: str, keys: Keys, name: str, things: Mapping[str, Named]) -> str:
        name_id = resolve(name, things)
        if name_id is None:
            wrong.append((keys, f"{keys[0]}: {unknown(kind, name, things)}"))
        return name_id or name

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
    """Yield (keys, message) for names under `confidence` that mean the same round as an earlier one."""
    first: dict[str, str] = {}
    for name, meant in confidence.items():
        if meant in first:
            yield ("confidence", name), f'confidence: "{name}" and "{first[meant]}" are the same round; remove one'
        first.setdefault(meant, name)

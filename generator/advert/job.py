"""Find the role and the level that an advertisement is for."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from generator.advert import patterns
from generator.advert.limits import JUNIOR_YEARS, KEYWORDS, MID_YEARS
from generator.advert.matching import Phrases
from generator.advert.sections import Passage, first_lines
from generator.advert.tokens import key_of, keys_of
from generator.model import LEVELS, Handbook, Level, Role, RoleLevel

#: The family of the role for advertisements that fit no other.
_GENERAL = "general"


def role_of(handbook: Handbook, text: str, where: Sequence[Passage]) -> tuple[str, str]:
    """Return the id of the role that an advertisement is for, and the words that name it, or no words.

    Titles in the first lines count first (the longest wins), then titles in the text. After that keywords count, for
    roles whose title shares a word with the first lines; rare keywords count more. The last resort is the general role.
    """
    roles = handbook.roles
    jobs = [role for role in roles.values() if not is_general(role)]
    head = first_lines(text)
    if titled := next(filter(None, (_titled(line, jobs) for line in head)), None):
        return titled
    titles = Phrases({name: role.id for role in jobs for name in _titles(role)})
    if named := [*titles.find(text, where)]:
        often = Counter(each.meaning for each in named)
        best = max(named, key=lambda each: (often[each.meaning], -each.start))
        return best.meaning, best.text
    general = next((role.id for role in roles.values() if is_general(role)), next(iter(roles)))
    words = {*keys_of("\n".join(head))}
    of_head = {role.id for role in roles.values() if words & _title_words(role)}
    scores = {name: (len(titled), score) for name, titled, score in _scores(roles, text, where) if name in of_head}
    best_id = max(scores, key=lambda name: scores[name][1], default=general)
    return (best_id, "") if best_id in scores and scores[best_id][0] >= KEYWORDS else (general, "")


def is_general(role: Role) -> bool:
    """Return whether a role is for advertisements that fit no other."""
    return role.family == _GENERAL


def _titles(role: Role) -> tuple[str, ...]:
    return role.title, *role.aliases


def _title_words(role: Role) -> set[str]:
    return {key for name in _titles(role) for key in keys_of(name)}


def _titled(line: str, jobs: Sequence[Role]) -> tuple[str, str] | None:
    """Return the role with a title whose words are all in a line, in any order, and these words, or None.

    The title with most words wins, then one whose words are in order, then one whose words are close together.
    """
    words = [(key_of(match[0]), *match.span()) for match in patterns.PLAIN_WORD.finditer(line)]
    spans = {one + two: (start, end) for (one, start, _), (two, _, end) in pairwise(words)}
    spans |= {key: (start, end) for key, start, end in words}
    candidates: list[tuple[int, bool, int, str, str]] = []
    for role in jobs:
        for keys in map(keys_of, _titles(role)):
            for form in (keys, *(_joined(keys, place) for place in range(len(keys) - 1))):
                if all(key in spans for key in form):
                    starts = [spans[key][0] for key in form]
                    start, end = min(starts), max(spans[key][1] for key in form)
                    candidates.append((len(keys), starts == sorted(starts), start - end, role.id, line[start:end]))
    if not candidates:
        return None
    *_, role_id, text = max(candidates, key=lambda each: each[:3])
    return role_id, text


def _joined(keys: tuple[str, ...], place: int) -> tuple[str, ...]:
    """Return the words of a title with two of them joined: full stack becomes fullstack."""
    return (*keys[:place], keys[place] + keys[place + 1], *keys[place + 2 :])


def _scores(roles: Mapping[str, Role], text: str, where: Sequence[Passage]) -> Iterator[tuple[str, set[str], int]]:
    """Yield each role with its keywords in the text and its score: each keyword counts 1 / the roles that have it.

    Scores are multiplied by a common denominator, because sums of floating-point numbers depend on their order.
    """
    shared: dict[tuple[str, ...], int] = {}
    for role in roles.values():
        for word in role.keywords:
            shared[keys_of(word)] = shared.get(keys_of(word), 0) + 1
    denominator = math.lcm(*shared.values())
    for role in roles.values():
        keywords = {each.phrase for each in Phrases(role.keywords).find(text, where)}
        yield role.id, keywords, sum(denominator // shared[keys_of(word)] for word in keywords)


def level_of(text: str) -> tuple[Level, str]:
    """Return the level that an advertisement asks for, and the words that say so; mid and no words by default."""
    for line in first_lines(text):
        for level, words in patterns.LEVEL_WORDS:
            if match := words.search(line):
                return level, match[0]
    for match in patterns.YEARS.finditer(text):
        years = _number(match["least"])
        if years is not None and (match["before"] or match["after"]):
            level = "junior" if years <= JUNIOR_YEARS else "mid" if years <= MID_YEARS else "senior"
            return level, " ".join(match["years"].split())
    for level, signs in patterns.LEVEL_SIGNS:
        if match := signs.search(text):
            return level, " ".join(match[0].split())
    return "mid", ""


def _number(written: str) -> int | None:
    """Return a number in words or digits, or None if a letter only looks like the right one: fıve."""
    word = written.casefold()
    if word in patterns.NUMBERS:
        return patterns.NUMBERS.index(word)
    return int(word) if word.isdecimal() else None


def closest(role: Role, wanted: Level) -> RoleLevel:
    """Return the role's wanted level, else its next higher one, else its highest."""
    order = sorted(role.levels, key=lambda each: LEVELS.index(each.id))
    return next((each for each in order if LEVELS.index(each.id) >= LEVELS.index(wanted)), order[-1])

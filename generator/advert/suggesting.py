"""Suggest rounds from the words of an advertisement.

These are the role's loop at the level, in its order, and each round that the advertisement names where it describes its
interviews, or hints at with two different words elsewhere (three if the role has the round only at higher levels).
Rounds that are never a step of a loop must be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.advert.job import closest, level_of, role_of
from generator.advert.limits import ENOUGH, ENOUGH_ABOVE
from generator.advert.matching import Found, Phrases
from generator.advert.sections import Passage, passages
from generator.advert.tokens import keys_of
from generator.model import LEVELS, Handbook, Level, Role, RoleLevel
from generator.say import listed


class UnknownLevelError(ValueError):
    """The role lacks the requested level; the message lists the levels it has."""


@dataclass(frozen=True)
class Hint:
    """A round, and the words of the advertisement that suggest it, without duplicates, as written there."""

    round: str
    words: tuple[str, ...]
    times: int = 1


@dataclass(frozen=True)
class Suggestion:
    """What an advertisement suggests."""

    role: Role
    level: RoleLevel
    #: the words that the role and the level were taken from: None if given by the user, empty if there are none
    role_words: str | None
    level_words: str | None
    #: whether the role lacks the level in the words, and this is its nearest one
    level_is_near: bool
    loop: tuple[Hint, ...]
    added: tuple[Hint, ...]
    #: rounds with words, but too few of them
    faint: tuple[Hint, ...]

    @property
    def rounds(self) -> tuple[str, ...]:
        """The rounds to practise: the loop with its repeats, and the added rounds."""
        return tuple(each.round for each in (*self.loop, *self.added) for _ in range(each.times))

    @property
    def silent(self) -> bool:
        """True if no word of the advertisement hints at any round."""
        return not any(each.words for each in (*self.loop, *self.added, *self.faint))


def suggest(handbook: Handbook, text: str, role_id: str | None = None, level: Level | None = None) -> Suggestion:
    """Return the suggested rounds for an advertisement, and the role and level unless they are given.

    Raise UnknownLevelError if the role lacks the given level.
    """
    where = list(passages(text))
    role_words = None
    if role_id is None:
        role_id, role_words = role_of(handbook, text, where)
    role = handbook.roles[role_id]
    level_words, wanted = None, level
    if level is None:
        wanted, level_words = level_of(text)
        role_level = closest(role, wanted)
    elif at := role.level(level):
        role_level = at
    else:
        has = listed([each.id for each in role.levels])
        raise UnknownLevelError(f'role "{role.id}" has no level "{level}"; it has {has}')
    hints = _hints(handbook, role, text, where)
    loop = tuple(Hint(step.round, _written(hints.get(step.round, ())), step.times) for step in role_level.loop)
    others = {
        name: hints[name] for name in handbook.rounds if name in hints and name not in {each.round for each in loop}
    }
    added: list[Hint] = []
    faint: list[Hint] = []
    for name, words in others.items():
        enough = _is_enough(words, _needed(role, role_level.id, name), named_only=not handbook.rounds[name].in_loop)
        (added if enough else faint).append(Hint(name, _written(words)))
    near = role_level.id != wanted
    return Suggestion(role, role_level, role_words, level_words, near, loop, tuple(added), tuple(faint))


# ── rounds ───────────────────────────────────────────────────────────────────────────────────────


def _hints(handbook: Handbook, role: Role, text: str, where: Sequence[Passage]) -> dict[str, list[Found]]:
    """Return round → the words that suggest it: the role's keywords, and names of rounds in sections on interviews."""
    names = {
        name: round_id for round_id, each in handbook.rounds.items() for name in (each.id, each.title, *each.aliases)
    }
    said = [each for each in Phrases(role.keywords | names).find(text, where) if each.of_interviews]
    said += [each for each in Phrases(role.keywords).find(text, where) if not each.of_interviews]
    hints: dict[str, list[Found]] = {}
    for each in sorted(said, key=lambda each: (not each.of_interviews, each.start)):
        hints.setdefault(each.meaning, []).append(each)
    return hints


def _is_enough(words: Sequence[Found], needed: int, *, named_only: bool) -> bool:
    return any(each.of_interviews for each in words) or (not named_only and len(_different(words)) >= needed)


def _needed(role: Role, level: Level, round_id: str) -> int:
    above = LEVELS[LEVELS.index(level) + 1 :]
    return ENOUGH_ABOVE if any(_has(role, each, round_id) for each in above) else ENOUGH


def _has(role: Role, level: Level, round_id: str) -> bool:
    role_level = role.level(level)
    return role_level is not None and any(step.round == round_id for step in role_level.loop)


def _different(words: Iterable[Found]) -> list[Found]:
    """Return the words without those that contain an earlier one or are contained in it: debug, debugging."""
    different: dict[str, Found] = {}
    for each in words:
        key = "".join(keys_of(each.phrase))
        if not any(key in other or other in key for other in different):
            different[key] = each
    return [*different.values()]


def _written(words: Iterable[Found]) -> tuple[str, ...]:
    return tuple(each.text for each in _different(words))

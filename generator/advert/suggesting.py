"""From the words of an advertisement to rounds.

The rule: the role's loop at that level, in its order. Then each round that the advertisement names where it describes
its interviews, or hints at by two different words elsewhere; three if the role has the round at higher levels only.
Rounds that are never a step of a loop have to be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.advert.job import closest, level_of, role_of
from generator.advert.matching import Found, Phrases
from generator.advert.sections import Passage, passages
from generator.advert.tokens import keys_of
from generator.model import LEVELS, Handbook, Level, Role, RoleLevel
from generator.wording import listed

#: Different words that hint at a round the role has at this level or never, and at one it has at higher levels only.
ENOUGH, ENOUGH_ABOVE = 2, 3


class NoLevel(ValueError):  # noqa: N818 — not an error: it was asked for
    """The role lacks the level that was asked for; the message says which it has."""


@dataclass(frozen=True)
class Hint:
    """A round, and the words of the advertisement that speak for it, each once, as written there."""

    round: str
    words: tuple[str, ...]
    times: int = 1


@dataclass(frozen=True)
class Suggestion:
    """What an advertisement suggests."""

    role: Role
    level: RoleLevel
    #: the words that the role and the level were taken from: None where they were given, empty where nothing says
    role_words: str | None
    level_words: str | None
    #: whether the role lacks the level that the words say, and has this one nearest to it
    level_is_near: bool
    loop: tuple[Hint, ...]
    added: tuple[Hint, ...]
    #: rounds with some words, but too few
    faint: tuple[Hint, ...]

    @property
    def rounds(self) -> tuple[str, ...]:
        """The rounds to practise: the loop, each as often as it comes, and what the advertisement adds."""
        return tuple(each.round for each in (*self.loop, *self.added) for _ in range(each.times))

    @property
    def silent(self) -> bool:
        """Return whether no word of the advertisement hints at any round."""
        return not any(each.words for each in (*self.loop, *self.added, *self.faint))


def suggest(handbook: Handbook, text: str, role_id: str | None = None, level: Level | None = None) -> Suggestion:
    """Suggest rounds for an advertisement, and the role and level where they aren't given.

    Raises NoLevel if the role lacks the level that was given.
    """
    where = list(passages(text))
    role_words = None
    if role_id is None:
        role_id, role_words = role_of(handbook, text, where)
    role = handbook.roles[role_id]
    level_words, wanted = None, level
    if level is None:
        wanted, level_words = level_of(text)
        found = closest(role, wanted)
    elif at := role.level(level):
        found = at
    else:
        has = listed([each.id for each in role.levels])
        raise NoLevel(f'role "{role.id}" has no level "{level}"; it has {has}')
    hints = _hints(handbook, role, text, where)
    loop = tuple(Hint(step.round, _written(hints.get(step.round, ())), step.times) for step in found.loop)
    others = {
        name: hints[name] for name in handbook.rounds if name in hints and name not in {each.round for each in loop}
    }
    added: list[Hint] = []
    faint: list[Hint] = []
    for name, words in others.items():
        enough = _is_enough(words, _needed(role, found.id, name), named_only=not handbook.rounds[name].in_loop)
        (added if enough else faint).append(Hint(name, _written(words)))
    near = found.id != wanted
    return Suggestion(role, found, role_words, level_words, near, loop, tuple(added), tuple(faint))


# ── rounds ───────────────────────────────────────────────────────────────────────────────────────


def _hints(handbook: Handbook, role: Role, text: str, where: Sequence[Passage]) -> dict[str, tuple[Found, ...]]:
    """Return what speaks for each round: the role's keywords, and the round's names where interviews are described."""
    names = {
        name: round_id for round_id, each in handbook.rounds.items() for name in (each.id, each.title, *each.aliases)
    }
    said = [each for each in Phrases(role.keywords | names).find(text, where) if each.of_interviews]
    said += [each for each in Phrases(role.keywords).find(text, where) if not each.of_interviews]
    hints: dict[str, tuple[Found, ...]] = {}
    for each in sorted(said, key=lambda each: (not each.of_interviews, each.start)):
        hints[each.meaning] = (*hints.get(each.meaning, ()), each)
    return hints


def _is_enough(words: Sequence[Found], needed: int, *, named_only: bool) -> bool:
    return any(each.of_interviews for each in words) or (not named_only and len(_different(words)) >= needed)


def _needed(role: Role, level: Level, round_id: str) -> int:
    above = LEVELS[LEVELS.index(level) + 1 :]
    return ENOUGH_ABOVE if any(_has(role, each, round_id) for each in above) else ENOUGH


def _has(role: Role, level: Level, round_id: str) -> bool:
    found = role.level(level)
    return found is not None and any(step.round == round_id for step in found.loop)


def _different(words: Iterable[Found]) -> list[Found]:
    """Leave out what only says again, shorter or longer, what was found before: debug, debugging."""
    different: dict[str, Found] = {}
    for each in words:
        key = "".join(keys_of(each.phrase))
        if not any(key in other or other in key for other in different):
            different[key] = each
    return [*different.values()]


def _written(words: Iterable[Found]) -> tuple[str, ...]:
    return tuple(each.text for each in _different(words))

"""Format a suggestion as lines for a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from generator.advert.suggesting import Hint, Suggestion
from generator.say import listed
from generator.wording import role_at

COLUMNS = 80
#: The most words of the advertisement that are shown for a round, and the most characters of each.
_WORDS, _LETTERS = 5, 40


def report(suggestion: Suggestion) -> tuple[str, ...]:
    """Return the lines: role and level, the loop with the advertisement's words, added rounds, and a line to paste."""
    return tuple(line for block in _blocks(suggestion) for line in (*block, ""))[:-1]


def _blocks(suggestion: Suggestion) -> Iterator[list[str]]:
    yield [*_head(suggestion)]
    if suggestion.silent:
        yield [*_wrapped("", "No word of the advertisement hints at a round, so this is the role's loop.")]
    wide = max(len(_name(each)) for each in (*suggestion.loop, *suggestion.added, *suggestion.faint)) + 4
    says = "" if suggestion.silent else "The advertisement says"
    yield [f"{'The loop':{wide}}{says}".rstrip(), *_rows(suggestion.loop, wide)]
    if suggestion.added:
        yield ["The advertisement adds", *_rows(suggestion.added, wide)]
    if suggestion.faint:
        yield ["Too little to add a round", *_rows(suggestion.faint, wide)]
    missed = [each.round for each in suggestion.loop if not each.words]
    if missed and not suggestion.silent:
        them = "it" if len(missed) == 1 else "them"
        usual = f"The advertisement doesn't mention {listed(missed)}. The loop of this role usually has {them}."
        yield [*_wrapped("", usual)]
    yield ["For your file:", *rounds_line(suggestion.rounds)]


def _head(suggestion: Suggestion) -> Iterator[str]:
    """Yield the role and the level, each with the words that it was taken from."""
    role = f"{suggestion.role.id} ({role_at(suggestion.role, suggestion.level.id)})"
    if suggestion.role_words:
        role += f', from "{_cut(suggestion.role_words)}"'
    elif suggestion.role_words is not None:
        role += ", the nearest: no role here has the title of the advertisement"
    level: str = suggestion.level.id
    if suggestion.level_words and suggestion.level_is_near:
        level += f', the nearest that the role has to "{suggestion.level_words}"'
    elif suggestion.level_words:
        level += f', from "{suggestion.level_words}"'
    elif suggestion.level_words is not None:
        level += ": the advertisement doesn't say"
    yield from _wrapped("Role   ", role)
    yield from _wrapped("Level  ", level)
    if given := [
        option
        for option, words in (("--role", suggestion.role_words), ("--level", suggestion.level_words))
        if words is not None
    ]:
        yield from _wrapped("       ", f"Not right? Say it with {' and '.join(given)}.")


def _rows(hints: Iterable[Hint], wide: int) -> Iterator[str]:
    for each in hints:
        quoted = [f'"{_cut(word)}"' for word in each.words[:_WORDS]]
        more = len(each.words) - _WORDS
        said = ", ".join(quoted) + (f" and {more} more" if more > 0 else "")
        yield from _wrapped(f"  {_name(each)}".ljust(wide), said or "-")


def _name(hint: Hint) -> str:
    return f"{hint.round} ×{hint.times}" if hint.times > 1 else hint.round


def _cut(word: str) -> str:
    return word if len(word) <= _LETTERS else f"{word[: _LETTERS - 1]}…"


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        text, COLUMNS, initial_indent=label, subsequent_indent=" " * len(label), break_on_hyphens=False
    )


def rounds_line(rounds: Iterable[str]) -> list[str]:
    """Return the entry for a candidate's file, wrapped if it is wider than a terminal."""
    line = f"rounds: [{', '.join(rounds)}]"
    return textwrap.wrap(line, COLUMNS, subsequent_indent="  ", break_on_hyphens=False, break_long_words=False)

"""The house style: wordings of `content/style.yml` that are found in texts, each with a better one.

Not a rule that content must keep to be used, so only `rehearse check` looks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from re import _constants, _parser  # type: ignore[attr-defined]  # the parser that `re` itself uses
from typing import Any, NamedTuple

from generator.check.base import Keys
from generator.model import Handbook
from generator.model.base import Node
from generator.model.style import Avoid, Style
from generator.problem import Problem

#: Fields that aren't prose.
_NOT_PROSE = frozenset(("id", "code", "call", "returns", "materials", "language", "file", "source", "expr", "known_as"))
#: What isn't prose in a text: blocks and pieces of code, and addresses.
_CODE = re.compile(r"```.*?```|`[^`]*`|https?://\S+", re.DOTALL)


class Finding(NamedTuple):
    """A wording to avoid. `round` is the round that the text belongs to, or empty."""

    round: str
    problem: Problem


def find_style(handbook: Handbook, style: Style) -> list[Finding]:
    """Return every wording to avoid in rounds, questions, roles, plan templates and themes of stories, by its place."""
    found = []
    wordings = [_Wording.of(each) for each in style.avoid if "content" in each.where]
    kinds: dict[str, Mapping[str, Node]] = {
        "round": handbook.rounds, "question": handbook.questions, "role": handbook.roles, "plan": handbook.templates,
        "theme": handbook.themes,
    }  # fmt: skip
    for kind, nodes in kinds.items():
        for name, node in nodes.items():
            round_id = name if kind == "round" else getattr(node, "round", "")
            for keys, line, message in _find([*_texts(node)], wordings):
                found.append(Finding(round_id, handbook.places[kind, name].problem(keys, message, line)))
    return found


@dataclass(frozen=True)
class _Wording:
    """A compiled pattern. A text in which it is found contains one of `words`, in lower case: a quick first look."""

    pattern: re.Pattern[str]
    words: tuple[str, ...]
    write: str

    @classmethod
    def of(cls, avoid: Avoid) -> _Wording:
        """Compile a wording to avoid."""
        return cls(re.compile(avoid.pattern), _words(_parser.parse(avoid.pattern)), avoid.write)

    def may_be_in(self, lower: str) -> bool:
        """Return whether it is worth searching a text, which is given in lower case."""
        return any(word in lower for word in self.words)


def _words(parsed: Iterable[tuple[Any, Any]]) -> tuple[str, ...]:
    """Return strings of which every match contains one, in lower case: the longest that are easily found, or ""."""
    found: list[tuple[str, ...]] = [("",)]
    run = ""
    for kind, value in parsed:
        letters = _letters(kind, value)
        run = run + letters if letters else run if kind in _WIDTHLESS else ""
        found.append((run,))
        if kind is _constants.SUBPATTERN:
            found.append(_words(value[-1]))
        elif kind is _constants.BRANCH:
            found.append(tuple(word for branch in value[1] for word in _words(branch)))
        elif kind is _constants.MAX_REPEAT and value[0]:
            found.append(_words(value[2]))
    return max(found, key=lambda words: min(map(len, words)))


#: Parts of a pattern that match no character.
_WIDTHLESS = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)


def _letters(kind: Any, value: Any) -> str:
    """Return the character that a part of a pattern matches, in lower case: `a`, or `[Aa]`; else an empty string."""
    if kind is _constants.LITERAL:
        return chr(value).lower()
    if kind is _constants.IN and all(each[0] is _constants.LITERAL for each in value):
        letters = {chr(each[1]).lower() for each in value}
        return letters.pop() if len(letters) == 1 else ""
    return ""


def _texts(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield every text of a node with its keys, except code and other fields that aren't prose."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, Node):
        for name, field in type(value).model_fields.items():
            if name not in _NOT_PROSE:
                yield from _texts(getattr(value, name), (*keys, field.alias or name))
    elif isinstance(value, tuple | dict):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(item, (*keys, key))


def _find(texts: Sequence[tuple[Keys, str]], wordings: Sequence[_Wording]) -> Iterator[tuple[Keys, int, str]]:
    """Yield what is found in the texts of a node: the keys of the text, its line from 1, and the message.

    The texts are searched together: that is ten times as quick as one by one.
    """
    whole = "\0".join(text for _, text in texts)
    lower = whole.lower()
    near = [each for each in wordings if each.may_be_in(lower)]
    flat = re.sub(r"\s", " ", _CODE.sub(lambda code: re.sub(r"\S", "\1", code[0]), whole)) if near else ""
    starts = [0, *accumulate(len(text) + 1 for _, text in texts)]
    for each in near:
        for found in each.pattern.finditer(flat):
            place = bisect_right(starts, found.start()) - 1
            line = whole.count("\n", starts[place], found.start()) + 1
            yield texts[place][0], line, f'"{" ".join(found[0].split())}" → {each.write}'

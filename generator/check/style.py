"""The house style: wordings of `content/style.yml` that are found in texts, each with a better one.

Not a rule that content must keep to be used, so only `rehearse check` looks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from generator.check.base import Keys, texts
from generator.model import Handbook
from generator.model.base import Node
from generator.model.style import Style
from generator.problem import Problem

#: Fields that aren't prose.
_NOT_PROSE = frozenset(
    ("id", "topics", "gives", "code", "call", "returns", "materials", "language", "file", "source", "expr", "known_as")
)
#: What isn't prose in a text: blocks and pieces of code, and addresses.
_CODE = re.compile(r"```.*?```|`[^`]*`|https?://\S+", re.DOTALL)


class Finding(NamedTuple):
    """A wording to avoid. `round` is the round that the text belongs to, or empty."""

    round: str
    problem: Problem


def find_style(handbook: Handbook, style: Style) -> list[Finding]:
    """Return every wording to avoid in rounds, questions, roles, templates, themes, formats and guides, by its place.

    People's own files are theirs: nobody corrects a candidate's story.
    """
    found = []
    wordings = [(re.compile(each.pattern), each.write) for each in style.avoid if "content" in each.where]
    kinds: dict[str, Mapping[str, Node]] = {
        "round": handbook.rounds, "question": handbook.questions, "role": handbook.roles, "plan": handbook.templates,
        "theme": handbook.themes, "formats": {"": handbook.formats} if handbook.formats else {},
    }  # fmt: skip
    for kind, nodes in kinds.items():
        for name, node in nodes.items():
            round_id = name if kind == "round" else getattr(node, "round", "")
            for keys, line, message in _find([*texts(node, _NOT_PROSE)], wordings):
                found.append(Finding(round_id, handbook.places[kind, name].problem(keys, message, line)))
    for guide in handbook.guides.values():
        for keys, line, message in _find([(("title",), guide.title), (("body",), guide.body)], wordings):
            in_file = 1 if keys == ("title",) else guide.line + line - 1
            found.append(Finding("", Problem(guide.path, in_file, 1, message)))
    return found


def _find(
    texts: Sequence[tuple[Keys, str]], wordings: Sequence[tuple[re.Pattern[str], str]]
) -> Iterator[tuple[Keys, int, str]]:
    """Yield what is found in the texts of a node: the keys of the text, its line from 1, and the message.

    The texts are searched together, which is quicker than one by one.
    """
    whole = "\0".join(text for _, text in texts)
    flat = re.sub(r"\s", " ", _CODE.sub(lambda code: re.sub(r"\S", "\1", code[0]), whole))
    starts = [0, *accumulate(len(text) + 1 for _, text in texts)]
    for pattern, write in wordings:
        for found in pattern.finditer(flat):
            place = bisect_right(starts, found.start()) - 1
            line = whole.count("\n", starts[place], found.start()) + 1
            yield texts[place][0], line, f'"{" ".join(found[0].split())}" → {write}'

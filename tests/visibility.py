"""Who may see which field of a question, written down by hand; which runs of five words give away what is kept back.

The code has marks of its own for this. They are not asked here, since a wrong mark is one of the faults to be found.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal

from generator.model import Handbook, Node, Question
from generator.pages import TEMPLATES

Run = tuple[str, ...]
#: Before the session, on the candidate's page once it is unfolded, or never before the end of it.
Who = Literal["candidate", "solo", "interviewer"]
#: Node → who may see → its fields. A part is seen by whoever may see it and the field that it stands in. A new field
#: belongs here when somebody has thought about who may see it; a test compares the names with those of the model.
FIELDS: dict[str, dict[Who, tuple[str, ...]]] = {
    "Question": {
        "candidate": (
            "id", "title", "about", "round", "levels", "difficulty", "topics", "minutes", "prompt", "materials",
        ),
        "solo": ("hints", "probes", "follow_ups", "curveball"),
        "interviewer": (
            "needs", "gist", "right_if", "if_known", "clarifications", "pushback", "milestones", "approach",
            "solution", "cases", "faults", "signals", "bar", "red_flags", "mistakes", "sample_answers",
            "culture_note", "not_seen", "ai", "known_as", "twin", "they_may_say", "in_operation", "diagram", "sums",
            "cold_reads",
        ),
    },
    "Material": {"candidate": ("name", "language", "text")},
    "Hint": {"solo": ("kind", "text"), "interviewer": ("gives", "when")},
    "Probe": {"solo": ("ask",), "interviewer": ("gives", "case")},
    "FollowUp": {"solo": ("ask",), "interviewer": ("listen_for", "strength")},
    "Curveball": {"solo": ("ask",), "interviewer": ("listen_for",)},
    "Term": {"interviewer": ("they", "means")},
    "Twin": {
        "interviewer": ("prompt", "materials", "listen_for", "hints", "probes", "milestones", "solution", "cases"),
    },
    "Diagram": {"interviewer": ("parts", "arrows")},
    "DiagramPart": {"interviewer": ("id", "label", "row", "column")},
    "Arrow": {"interviewer": ("start", "end", "label")},
    "Sum": {"interviewer": ("what", "expr", "value", "unit")},
    "ColdRead": {"interviewer": ("date", "by", "changed")},
    "Clarification": {"interviewer": ("ask", "say", "do")},
    "Pushback": {"interviewer": ("case", "say", "listen_for")},
    "Milestone": {"interviewer": ("minute", "state")},
    "Solution": {"interviewer": ("language", "file", "time", "space", "code")},
    "Case": {"interviewer": ("call", "returns")},
    "Fault": {"interviewer": ("where", "what", "weight")},
    "Signals": {"interviewer": ("strong", "weak")},
    "SampleAnswer": {"interviewer": ("score", "minutes", "level", "text", "why")},
}  # fmt: skip
_ORDER: tuple[Who, ...] = ("candidate", "solo", "interviewer")
#: Our own sentences stand in templates and in code.
CODE = TEMPLATES.parent.parent / "generator"


def runs(source: str, length: int) -> set[Run]:
    """Every run of so many words of a text; marks and capitals don't count."""
    found = re.findall(r"[\w']+", source.lower().replace("’", "'"))
    every = (tuple(found[i : i + length]) for i in range(len(found) - length + 1))
    return {run for run in every if any(re.search("[a-z]{2}", word) for word in run)}  # figures alone say nothing


def fives(source: str) -> set[Run]:
    """Every run of five words."""
    return runs(source, 5)


def strings(data: object) -> Iterator[str]:
    """Every text in nested data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from strings(value)


def seen(node: object, upto: Who) -> Iterator[str]:
    """Every text of a question, or of a part of it, that `upto` may see by the list."""
    if isinstance(node, Node):
        for who in _ORDER[: _ORDER.index(upto) + 1]:
            for name in FIELDS[type(node).__name__].get(who, ()):
                yield from seen(getattr(node, name), upto)
    elif isinstance(node, dict):
        for value in node.values():
            yield from seen(value, upto)
    elif isinstance(node, tuple):
        for value in node:
            yield from seen(value, upto)
    elif isinstance(node, str):
        yield node


def secret(question: Question, upto: Who = "solo") -> set[Run]:
    """Runs that stand in a field of the question which `upto` may not see, and in none that it may."""
    allowed = set().union(*map(fives, seen(question, upto)))
    everything = set().union(*map(fives, seen(question, "interviewer")))
    return everything - allowed


def public(handbook: Handbook) -> list[str]:
    """What was written for everybody: a phrase of it, such as “in the middle of a”, is nobody's secret.

    So a page that shows a secret run by a fault of ours is told from two authors who use the same five common words.
    """
    nouns = (handbook.rounds, handbook.roles, handbook.templates, handbook.themes, handbook.candidates)
    return [
        *(words for question in handbook.questions.values() for words in seen(question, "solo")),
        *(words for each in nouns for noun in each.values() for words in strings(noun.model_dump(mode="json"))),
        *(f"{guide.title}\n{guide.body}" for guide in handbook.guides.values()),
        *strings(handbook.formats.model_dump(mode="json") if handbook.formats else {}),
        *(plain(template.read_text("utf-8")) for template in sorted(TEMPLATES.glob("*.j2"))),
        *(module.read_text("utf-8") for module in sorted(CODE.rglob("*.py"))),
    ]


def plain(page: str) -> str:
    """The words of a page without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", " ", page))

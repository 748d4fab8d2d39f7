"""What a question must have once its round is rewritten. Other rounds may still lack it, so this is no rule for all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from generator.model import Handbook, Question
from generator.model.question import STRENGTHS
from generator.problem import Problem

#: Conversational rounds need no terms of the trade: anyone understands what is said.
_CONVERSATION = "probes"
_AS = re.compile(r"As (junior|mid|senior|staff)\b")
_ENDING = re.compile(r"(ing|ed|es|s)$")
#: Words that say nothing of a question's subject, and words of two letters.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "the and for with from are not who what when where how into after before over under still about you your our "
        "their his her its they one",
    )
)


def find_unfinished(handbook: Handbook, rounds: Collection[str]) -> Iterator[tuple[str, Problem]]:
    """Yield for the questions of these rounds what is missing or in the older form, with the round."""
    for question in handbook.questions.values():
        if question.round in rounds:
            for keys, message in _unfinished(handbook, question):
                yield question.round, handbook.problem("question", question.id, *keys, message=message)


def _unfinished(handbook: Handbook, question: Question) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if not question.about:
        yield (), "about: missing; say in one line what the question asks"
    if question.curveball and not question.curveball.listen_for:
        yield ("curveball",), "curveball: expected what to listen for, too"
    if found := _given_away(question):
        yield (
            ("title",),
            f'title: expected no word of the trap; "{found[0]}" is in a reveal or a bug, not in the prompt',
        )
    missing = [each for each in STRENGTHS if each not in {follow_up.strength for follow_up in question.follow_ups}]
    if missing:
        yield ("follow_ups",), f"follow_ups: expected one for a candidate who is {missing[0]}"
    if not question.twin and re.search(r"\btwin\b", question.if_known):
        yield (), "twin: missing; if_known hands it over"
    if not question.they_may_say and handbook.rounds[question.round].help != _CONVERSATION:
        yield (), "they_may_say: missing; give four to eight terms that a good candidate uses"
    for level, bar in question.bar.items():
        if _AS.match(bar):
            yield ("bar", level), f"bar: expected a line that can be read alone; got one that begins with {bar[:12]!r}"
    first = next((each.minute for each in question.milestones), 0)
    for index, hint in enumerate(question.hints):
        if hint.minute is not None:
            if hint.minute < first:
                message = f"when: expected a minute no earlier than the first milestone, {first}; got {hint.minute}"
                yield ("hints", index, "when"), message
            break


def _given_away(question: Question) -> list[str]:
    """Return the words of the title that the candidate is to find: in a reveal or a bug, not in what they read."""
    reveals = [hint.text for hint in question.hints if hint.kind == "reveal"]
    bugs = [fault.what for fault in question.faults if fault.weight == "must"]
    known = _stems(question.prompt, question.about or "", *(each.text for each in question.materials))
    trap = _stems(*reveals, *bugs).keys() - known.keys()
    return [word for stem, word in _stems(question.title).items() if stem in trap]


def _stems(*texts: str) -> dict[str, str]:
    """Return the words of some texts that mean something: each without its ending, and as it was first written."""
    found: dict[str, str] = {}
    for word in re.findall(r"[^\W\d_]{3,}", " ".join(texts)):
        if word.lower() not in _COMMON:
            found.setdefault(_ENDING.sub("", word.lower()), word)
    return found

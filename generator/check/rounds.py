"""Rules about rounds: their agenda, their words, their rubric and their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.base import Keys
from generator.model import ALWAYS_SAID, LEVELS, Handbook, Round, Segment
from generator.model.base import WRITE
from generator.names import plain
from generator.problem import Problem


def agenda_fills_the_round(handbook: Handbook) -> Iterator[Problem]:
    """The segments of an agenda add up to the minutes of its round, in full and in short form.

    With fewer questions, they may be shorter than the round.
    """
    for round_ in handbook.rounds.values():
        for keys, form in (((), round_), (("short",), round_.short)):
            total = sum(segment.minutes for segment in form.agenda)
            if total != form.minutes:
                message = f"agenda: expected segments that add up to {form.minutes} minutes; got {total}"
                yield handbook.problem("round", round_.id, *keys, "agenda", message=message)
        if single := round_.single:
            total = sum(segment.minutes for segment in single.agenda)
            if total > round_.minutes:
                message = f"agenda: expected at most {round_.minutes} minutes; got {total}"
                yield handbook.problem("round", round_.id, "single", "agenda", message=message)
            if single.questions >= round_.questions:
                message = f"questions: expected fewer than the {round_.questions} of the round; got {single.questions}"
                yield handbook.problem("round", round_.id, "single", "questions", message=message)


def agenda_ends_in_silence_and_feedback(handbook: Handbook) -> Iterator[Problem]:
    """The last two segments are silent scoring by the interviewer and feedback by both: 3 and 12 minutes in full."""
    for round_ in handbook.rounds.values():
        forms: list[tuple[Keys, tuple[Segment, ...], tuple[int, int]]] = [
            ((), round_.agenda, (3, 12)),
            (("short",), round_.short.agenda, (1, 5)),
        ]
        if round_.single:
            forms.append((("single",), round_.single.agenda, (3, 5)))
        for keys, agenda, least in forms:
            scoring, feedback = agenda[-2:]
            place = (*keys, "agenda", len(agenda) - 2)
            if scoring.lead != "interviewer" or scoring.minutes < least[0]:
                message = (
                    f"agenda: expected {least[0]} silent minutes or more to score, "
                    "led by the interviewer, before the last segment"
                )
                yield handbook.problem("round", round_.id, *place, message=message)
            if feedback.lead != "both" or feedback.minutes < least[1]:
                message = f"agenda: expected {least[1]} minutes or more of feedback, led by both, at the end"
                yield handbook.problem("round", round_.id, *place[:-1], len(agenda) - 1, message=message)


#: Numbers of questions and minutes, which depend on the session: the sheet adds them.
_COUNTED = re.compile(
    r"\b(?:have|got|get|are|is|for|next) (?:about )?(?:\d+|[a-z]+(?:-[a-z]+)?) (?:questions?|minutes?)\b"
    r"|\b(?:half|quarter of|takes) an hour\b|\bhalf hour\b",
    re.IGNORECASE,
)


def words_are_said_once(handbook: Handbook) -> Iterator[Problem]:
    """The opening and closing words contain no sentence twice, and none that every opening ends with anyway."""
    for round_ in handbook.rounds.values():
        yield from _said(handbook, round_, "say", {"open": round_.say.open, "close": round_.say.close})
        if round_.single:
            yield from _said(handbook, round_, "single", {"open": round_.single.open})


def _said(handbook: Handbook, round_: Round, part: str, spoken: Mapping[str, str]) -> Iterator[Problem]:
    """Check the words of a session, which are fields of a part of the round."""
    said = {_bare(sentence) for sentence in ALWAYS_SAID}
    for field, words in spoken.items():
        for sentence in re.split(r"(?<=[.?!])\s+", words.strip()):
            if sentence != WRITE and _bare(sentence) in said:
                message = f'{field}: "{sentence}" is said already; remove it'
                yield handbook.problem("round", round_.id, part, field, message=message)
            said.add(_bare(sentence))
    if match := _COUNTED.search(spoken["open"]):
        message = f'open: expected no number of questions or minutes, which the sheet says; got "{match[0]}"'
        yield handbook.problem("round", round_.id, part, "open", message=message)


def _bare(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", sentence.casefold()))


def rubric_is_valid(handbook: Handbook) -> Iterator[Problem]:
    """Dimensions have unique ids, one or two are core, and the pass line never falls as the level rises."""
    for round_ in handbook.rounds.values():
        for index, dimension in enumerate(round_.rubric.dimensions):
            if any(other.id == dimension.id for other in round_.rubric.dimensions[:index]):
                message = f'id: the dimension "{dimension.id}" stands twice'
                yield handbook.problem("round", round_.id, "rubric", "dimensions", index, "id", message=message)
        core = sum(dimension.core for dimension in round_.rubric.dimensions)
        if core not in (1, 2):
            message = f"dimensions: expected one or two core dimensions; got {core}"
            yield handbook.problem("round", round_.id, "rubric", "dimensions", message=message)
        lines = [getattr(round_.rubric.pass_line, level) for level in LEVELS]
        if lines != sorted(lines):
            message = "pass: expected a line that never falls from junior to staff"
            yield handbook.problem("round", round_.id, "rubric", "pass", message=message)


def names_mean_one_thing(handbook: Handbook) -> Iterator[Problem]:
    """No two rounds, and no two roles, share a name (id, title or alias), in any spelling."""
    for kind, things in (("round", handbook.rounds), ("role", handbook.roles)):
        first = {plain(name): name for name in things}
        for field in ("title", "aliases"):
            for name, thing in things.items():
                written = thing.aliases if field == "aliases" else (thing.title,)
                for place, each in enumerate(written):
                    other = first.setdefault(plain(each), name)
                    if other != name:
                        keys = (field, place) if field == "aliases" else (field,)
                        message = f'{field}: "{each}" is a name of the {kind} {other} already'
                        yield handbook.problem(kind, name, *keys, message=message)

"""The mocks of the bank: questions that are asked in one session, under a code that gives nothing away.

They are drawn by the day. The page "Run a mock" draws in the browser by the same rule: templates/site/assets/mock.js.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from generator.model import LEVELS, Handbook, Level, Question, Round
from generator.timing import timed, too_many
from generator.wording import DEBRIEF

#: Who can run a mock and judge it, from the least knowledge to the most.
Needs = Literal["anyone", "practitioner", "specialist"]
NEEDS: tuple[Needs, ...] = get_args(Needs)

#: What someone needs to know who runs their first mock in an hour: a label, and sentences as Markdown.
STEPS = (
    ("Print", "The partner’s PDF for you, the sealed one for the candidate. Print the sealed one without reading it. "
     "On screen works, too, if you both have one of your own."),
    ("Read", "The session sheet: page 1, then page 2, then the clock once more. That takes five minutes. You don’t "
     "need to know the answer. The answer card is for looking things up."),
    ("Say first", "The opening words on the session sheet, as they stand. Then hand over the question and stop "
     "talking. Leave silence alone: count to twenty before you step in."),
    ("The clock", "Start it when you have said the opening words, and keep to the segments on the session sheet. Write "
     "what you see and hear, with the minute. Stop on time, with the closing words."),
    ("Hints", "Late and in order, each at its minute or moment, and never earlier. A nudge is free. After a pointer, "
     "the dimension it helps with is 3 at most; after a reveal, 2. Tick each one. Probes in a conversation are free, "
     "but a point made only when asked for is worth 3 at most."),
    ("Score", "Three minutes, both silent. Write the evidence first, then tick the highest sentence that it supports. "
     "What you had no chance to see is *not seen*. Count the passes, and never average."),
    ("Debrief", f"They speak first. Ask: {' '.join(DEBRIEF)} Then one thing to keep and one behaviour to change, on "
     "the page to take home. Your recommendation stays with you."),
)  # fmt: skip

#: Letters and digits of a code: none is taken for another, and without vowels they spell no word.
_ALPHABET = "bcdfghjkmnpqrstvwxz23456789"
#: How many questions are looked at for the next of a mock: enough to choose from, and few at any size of the bank.
_WINDOW = 40


@dataclass(frozen=True)
class Mock:
    """One to four questions of a round, by their ids, for one session. `code` is all that a candidate sees of it.

    `levels` are those that all questions fit, lowest first. `level` is the one that it is judged by, `others` those
    for which the partner is told the line as well. With `short` it has the short form of the round.
    """

    code: str
    round: str
    questions: tuple[str, ...]
    levels: tuple[Level, ...]
    needs: Needs
    minutes: int
    level: Level
    others: tuple[Level, ...] = ()
    short: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of each candidate's sheet: that of the mock, with a letter if it has several questions."""
        if len(self.questions) == 1:
            return (self.code,)
        return tuple(f"{self.code}-{letter}" for letter, _ in zip("abcd", self.questions, strict=False))


def all_mocks(handbook: Handbook) -> dict[str, tuple[Mock, ...]]:
    """Return the mocks of each round that has questions, by round in the order in which people meet them."""
    every = {round_.id: mocks_of(handbook, round_) for round_ in handbook.rounds_as_met}
    return {name: mocks for name, mocks in every.items() if mocks}


def mocks_of(handbook: Handbook, round_: Round) -> tuple[Mock, ...]:
    """Return the mocks of a round. Every question is in one; few are in two, so that none asks less than the round."""
    taken: set[str] = set()
    made = []
    for group in sorted(_groups(handbook, round_, handbook.of_round(round_.id)), key=_name):
        made.append(mock_of(handbook, round_, group, taken))
        taken.add(made[-1].code)
    return tuple(made)


def drawn(day: datetime.date, mocks: Iterable[Mock]) -> list[Mock]:
    """Return mocks in the order of a day: the first is tonight's, the next is “another one”."""
    return sorted(mocks, key=lambda mock: (_mixed(f"{day.isoformat()}/{mock.code}"), mock.code))


def _mixed(text: str) -> int:
    """Return 32 bits of a text: FNV-1a, then the last step of Murmur3. Short, and the same in a browser."""
    found = 0x811C9DC5
    for byte in text.encode():
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        found = (found ^ found >> shift) * factor & 0xFFFFFFFF
    return found ^ found >> 16


# ── mocks ────────────────────────────────────────────────────────────────────────────────────────


def mock_of(handbook: Handbook, round_: Round, group: Sequence[Question], taken: Iterable[str] = ()) -> Mock:
    """Return the mock of some questions of a round, which share a level. Its code is none of those that are taken."""
    levels = tuple(level for level in LEVELS if all(level in each.levels for each in group))
    return Mock(
        code=_code(round_.id, _name(group), taken),
        round=round_.id,
        questions=tuple(each.id for each in group),
        levels=levels,
        needs=max((each.needs for each in group), key=NEEDS.index),
        minutes=sum(segment.minutes for segment in timed(handbook, round_, group).agenda),
        level=levels[0],
        others=levels[1:],
    )


def _name(group: Sequence[Question]) -> str:
    return "+".join(each.id for each in group)


def _code(round_id: str, name: str, taken: Iterable[str]) -> str:
    """Return the code of a mock: its round, and five letters of a hash; more if another has them."""
    number, letters = int.from_bytes(hashlib.sha256(name.encode()).digest()), ""
    while len(letters) < 5 or f"{round_id}-{letters}" in taken:
        number, place = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[place]
    return f"{round_id}-{letters}"


def _groups(handbook: Handbook, round_: Round, questions: Sequence[Question]) -> Iterator[list[Question]]:
    """Yield the questions of a round in groups of as many as it asks: of shared levels, and of different topics.

    A last group that would be short gets questions that are in another one.
    """
    digest = {each.id: hashlib.sha256(each.id.encode()).digest() for each in questions}
    order = sorted(questions, key=lambda each: ([LEVELS.index(level) for level in each.levels], digest[each.id]))
    left = list(order)
    while left:
        group = [left.pop(0)]
        while len(group) < round_.questions:
            if following := _next(handbook, round_, group, left) or _next(handbook, round_, group, order):
                group.append(following)
                left = [each for each in left if each.id != following.id] if following in left[:_WINDOW] else left
            else:
                break
        yield group


def _next(handbook: Handbook, round_: Round, group: list[Question], others: Sequence[Question]) -> Question | None:
    """Return the question that goes best with a group: it keeps most of its levels, and adds no topic twice."""
    levels = set.intersection(*(set(each.levels) for each in group))
    topics = {topic for each in group for topic in each.topics}
    fitting = [
        each
        for each in others[:_WINDOW]
        if levels & set(each.levels) and each not in group and not too_many(handbook, round_, [*group, each])
    ]
    return max(fitting, key=lambda each: (len(levels & set(each.levels)), not topics & set(each.topics)), default=None)

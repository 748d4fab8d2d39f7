"""Measure the bank: counts and floors, near-duplicates, reviews, questions no plan draws, missing second loops.

Pure. `rehearse coverage` and the page about the bank show the results, and `check` enforces the floors.
"""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from generator.model import DIFFICULTIES, LEVELS, Handbook, Level, Question, RoleLevel, RoundFloors
from generator.model.base import WRITE, texts

#: Bits of a word's number. A sequence of three words is stored as one number.
_BITS = 20
#: A sequence in more questions than this is a common phrase, not a sign of a copy.
COMMON = 12
#: In a bank of more questions than this, only part of the texts is compared: all would take gigabytes for 10,000.
MANY = 500
#: Punctuation → space, to split texts into words.
_SPACES = str.maketrans(dict.fromkeys(set(string.punctuation) - {"_"} | set("’‘“”–—…·→×′≤≥"), " "))
#: Per cent: a limit that no two questions can exceed.
WHOLE = 100
#: How many loops a bank should fill without repeats, and how many steps of a loop get a surprise (rule 37).
LOOPS, SURPRISES = 2, 3


class Counted(NamedTuple):
    """One count for a round, and its floor, or 0 if it has none."""

    round: str
    kind: str  # questions, level, difficulty or topic
    name: str
    found: int
    floor: int

    @property
    def missing(self) -> int:
        """How many questions are missing to reach the floor."""
        return max(self.floor - self.found, 0)


class Alike(NamedTuple):
    """Two questions, and the percentage of the shorter one's three-word sequences that both contain."""

    percent: int
    one: str
    other: str


class Short(NamedTuple):
    """A round with too few questions for a role's second loop at a level."""

    role: str
    level: Level
    round: str
    found: int
    needed: int


def counts(handbook: Handbook) -> list[Counted]:
    """Return the counts of every round: in all, by level, difficulty and topic. Floors without questions come too."""
    return [
        counted
        for round_id in sorted({*handbook.rounds, *handbook.floors.rounds})
        for counted in _counts(handbook, round_id)
    ]


def _counts(handbook: Handbook, round_id: str) -> Iterator[Counted]:
    questions = handbook.of_round(round_id)
    floors = handbook.floors.rounds.get(round_id, RoundFloors())
    yield Counted(round_id, "questions", "", len(questions), floors.questions)
    of_level = Counter(level for question in questions for level in question.levels)
    of_difficulty = Counter(question.difficulty for question in questions)
    topics = Counter(topic for question in questions for topic in question.topics)
    for level in LEVELS:
        yield Counted(round_id, "level", level, of_level[level], floors.levels.get(level, 0))
    for difficulty in DIFFICULTIES:
        yield Counted(
            round_id, "difficulty", difficulty, of_difficulty[difficulty], floors.difficulty.get(difficulty, 0)
        )
    for topic in sorted({*topics, *floors.topics}):
        yield Counted(round_id, "topic", topic, topics[topic], floors.topics.get(topic, 0))


def alike(handbook: Handbook, percent: int) -> list[Alike]:
    """Return the pairs of questions that share at least `percent` of their three-word sequences, most similar first.

    All texts of a question are compared, also the interviewer's, because a reworded copy keeps its hints and pushback.
    In a bank of more than `MANY` questions, only hints, probes, pushback and follow-ups are compared, and of their
    sequences only a quarter, chosen by the first word.
    """
    whole = len(handbook.questions) <= MANY
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    sequences = {name: _sequences(question, whole, numbers) for name, question in handbook.questions.items()}
    once: set[int] = set()
    again: set[int] = set()
    for each in sequences.values():
        again |= once & each
        once |= each
    containing: defaultdict[int, list[str]] = defaultdict(list)
    for name in sequences:
        for sequence in sequences[name] & again:
            containing[sequence].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in containing.values():
        if len(names) <= COMMON:
            shared.update((one, other) for n, one in enumerate(names) for other in names[n + 1 :])
    pairs = (
        Alike(100 * number // min(len(sequences[one]), len(sequences[other])), one, other)
        for (one, other), number in shared.items()
    )
    return sorted((pair for pair in pairs if pair.percent >= percent), key=lambda each: (-each.percent, each[1:]))


def _sequences(question: Question, whole: bool, numbers: Mapping[str, int]) -> set[int]:
    """Return the sequences of a question, each as one number made from the `numbers` of its words."""
    kept = (*question.hints, *question.probes, *question.pushback, *question.follow_ups)
    written = (text for node in ((question,) if whole else kept) for _, text in texts(node))
    words = " ".join(text for text in written if not text.startswith(WRITE)).casefold().translate(_SPACES).split()
    encoded = [*map(numbers.__getitem__, words)]
    return {
        (one << 2 * _BITS) + (two << _BITS) + three
        for one, two, three in zip(encoded, encoded[1:], encoded[2:], strict=False)
        if whole or one % 4 == 0
    }


def never_drawn(handbook: Handbook) -> list[str]:
    """Return the ids of questions that no role asks at any of their levels, in a loop or a screen."""
    asked = {
        (step.round, level.id)
        for role in handbook.roles.values()
        for level in role.levels
        for step in (*level.loop, *level.screen)
    }
    return [
        question.id
        for question in handbook.questions.values()
        if not any((question.round, level) in asked for level in question.levels)
    ]


def without_second_loop(handbook: Handbook) -> list[Short]:
    """Return the rounds of every role and level that lack questions for two full loops and their surprises."""
    return [
        short
        for role in handbook.roles.values()
        for level in role.levels
        for short in _short_of(handbook, role.id, level)
    ]


def _short_of(handbook: Handbook, role: str, level: RoleLevel) -> Iterator[Short]:
    rounds = handbook.rounds
    steps = [step.round for step in level.loop for _ in range(step.times)]
    for round_id in dict.fromkeys(steps):
        if round_id in rounds and rounds[round_id].in_loop:
            times = steps.count(round_id)
            needed = LOOPS * (times * rounds[round_id].questions + min(times, SURPRISES))
            found = sum(question.fits(round_id, level.id) for question in handbook.questions.values())
            if found < needed:
                yield Short(role, level.id, round_id, found, needed)


def oldest_review(handbook: Handbook) -> str:
    """Return the ISO date of the oldest review, or an empty string for an empty bank."""
    return min((origin.reviewed.isoformat() for origin in handbook.origins.values()), default="")


def by_level(questions: Sequence[Question]) -> list[list[str]]:
    """Return a row for each level and one for any level: its name, the questions per difficulty, and their sum."""
    rows = [(level, [q for q in questions if level in q.levels]) for level in LEVELS]
    return [
        [name, *(str(sum(q.difficulty == each for q in fitting)) for each in DIFFICULTIES), str(len(fitting))]
        for name, fitting in [*rows, ("any level", questions)]
    ]

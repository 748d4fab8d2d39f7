"""Questions, dealt to mocks by hash: nobody chooses, everyone gets others (design.md, section 4, rule 10)."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from generator.coverage import SURPRISES
from generator.model import DIFFICULTIES, Question
from generator.model.log import LoggedKind
from generator.planner.diary import Diary, Placed
from generator.planner.frame import Frame
from generator.planner.history import DoneMock

#: Confidence up to which a round begins with easy questions.
BEGINS_EASY = 2


@dataclass(frozen=True)
class Shortage:
    """What the bank could not give a round."""

    round: str
    #: Questions that its mocks should have had and did not get.
    missing: int
    #: Mocks without any question.
    without: int
    #: Surprises left out.
    surprises: int


def deal_questions(frame: Frame, diary: Diary) -> tuple[list[Shortage], dict[str, int]]:
    """Give every mock its questions and every loop its surprises.

    Returns what is missing, weakest round first, and per round how many fitting, unseen questions are left.
    """
    banks = bank_by_hash(frame)
    missing: Counter[str] = Counter()
    without: Counter[str] = Counter()
    #: What the logged mocks asked, as far as the log says it and else as the plan would have had it.
    asked = set(frame.history.questions)
    for ranked in frame.ranked:
        round_id = ranked.round
        mocks = [each for each in diary.sessions() if each.round == round_id and each.kind != "micro"]
        unnamed = [_Unnamed(each.kind) for each in frame.history.mocks if each.round == round_id and each.unnamed]
        of_round = frame.handbook.rounds[round_id].questions
        wanted = {id(mock): of_round for mock in mocks if mock.form == "full"}
        # The log keeps no form. Taken as full, none that was asked passes for a new one.
        wanted |= {id(mock): of_round for mock in unnamed}
        _deal_round(banks[round_id], frame.history.questions, [*unnamed, *mocks], wanted, ranked.confidence)
        asked.update(question for mock in unnamed for question in mock.questions)
        for mock in mocks:
            missing[round_id] += wanted.get(id(mock), 1) - len(mock.questions)
            without[round_id] += not mock.questions
    surprises = _deal_surprises(frame, diary, banks, asked)
    shortages = [
        Shortage(each.round, missing[each.round], without[each.round], surprises[each.round])
        for each in frame.ranked
        if missing[each.round] or surprises[each.round]
    ]
    used = asked | {question for each in diary.sessions() for question in (*each.questions, *each.surprises)}
    fresh = {
        round_id: sum(question.id not in used for question in banks[round_id])
        for round_id in dict.fromkeys(frame.steps)
    }
    return shortages, fresh


def bank_by_hash(frame: Frame) -> dict[str, list[Question]]:
    """Map each round of the loop → its fitting, unseen questions in the order of their hash."""
    candidate, banks = frame.candidate, defaultdict[str, list[Question]](list)
    for question in frame.handbook.questions.values():
        fits = question.round in frame.rank and question.fits(question.round, candidate.level)
        if fits and question.id not in candidate.seen:
            banks[question.round].append(question)
    for bank in banks.values():
        bank.sort(key=lambda question: question_hash(candidate.id or "", question.id))
    return banks


def question_hash(candidate_id: str, question_id: str) -> str:
    """Give the hash that orders a candidate's questions; smaller first."""
    return hashlib.sha256(f"{candidate_id}/{question_id}".encode()).hexdigest()


@dataclass(eq=False)
class _Unnamed:
    """A logged mock that names no questions. It has the first of those dealt, as the plan had it."""

    logged_as: LoggedKind
    questions: list[str] = field(default_factory=list)

    @property
    def kind(self) -> LoggedKind:
        return "drill" if self.logged_as == "drill" else "baseline"


def _deal_round(
    bank: Sequence[Question],
    logged: Collection[str],
    mocks: Sequence[Placed | _Unnamed],
    wanted: dict[int, int],
    confidence: int,
) -> None:
    """Deal a round's questions to its mocks, which stand by date. A mock not in `wanted` takes one."""
    easy_mock = next((mock for mock in mocks if mock.kind == "easy"), None)
    others = [mock for mock in mocks if mock.kind != "easy"]
    first_easy = None
    if easy_mock:
        first_easy = next((each for each in bank if each.difficulty == "easy" and each.id not in logged), None)
    bank = [question for question in bank if question is not first_easy]
    fresh = sum(question.id not in logged for question in bank)

    counts = {id(mock): wanted.get(id(mock), 1) for mock in others}
    if sum(counts.values()) > fresh:
        # One each; then drills go without, earliest first, then the others.
        last_served = [mock for mock in others if mock.kind == "drill"]
        last_served += [mock for mock in others if mock.kind != "drill"]
        without = {id(mock) for mock in last_served[: max(len(others) - fresh, 0)]}
        counts = {id(mock): int(id(mock) not in without) for mock in others}
    drawn = draw(bank, logged, sum(counts.values()), confidence)
    new = (question for question in drawn if question.id not in logged)
    left = iter(sorted(new, key=lambda question: DIFFICULTIES.index(question.difficulty)))
    for mock in others:
        mock.questions = [question.id for question in itertools.islice(left, counts[id(mock)])]

    practised = [*drawn, *(question for question in bank if question.id in logged)]
    if easy_mock and first_easy:
        easy_mock.questions = [first_easy.id]
    elif easy_mock and practised:
        # Without a fresh one it repeats the easiest practised.
        easy_mock.questions = [min(practised, key=lambda question: DIFFICULTIES.index(question.difficulty)).id]


def draw(bank: Sequence[Question], logged: Collection[str], wanted: int, confidence: int) -> list[Question]:
    """Draw questions from a bank in the order of its hash, in turns of difficulty, until so many are not logged.

    Easy, medium, hard for a confidence of 2 or less; else medium and hard, and easy ones when those run out. The
    logged ones on the way have their turn.
    """
    by_difficulty = {each: [q for q in bank if q.difficulty == each] for each in DIFFICULTIES}
    turns = DIFFICULTIES if confidence <= BEGINS_EASY else ("medium", "hard")
    in_turn = itertools.zip_longest(*(by_difficulty[each] for each in turns))
    drawn = [question for turn in in_turn for question in turn if question]
    if "easy" not in turns:
        drawn += by_difficulty["easy"]
    new = [place for place, question in enumerate(drawn) if question.id not in logged]
    if not wanted:
        return []
    return drawn[: new[wanted - 1] + 1] if wanted <= len(new) else drawn


def _deal_surprises(
    frame: Frame, diary: Diary, banks: dict[str, list[Question]], asked: Collection[str]
) -> Counter[str]:
    """Give the weakest steps of each loop one more question; count per round those that got none (rule 6).

    The logged steps of a loop under way have had theirs.
    """
    used = {*asked, *(question for each in diary.sessions() for question in each.questions)}
    topics = {topic for question in used for topic in frame.handbook.questions[question].topics}
    missing: Counter[str] = Counter()
    for loop in diary.loops:
        planned = [each for each in diary.sessions("loop") if each.loop == loop.number]
        steps: list[DoneMock | Placed] = [*loop.done, *planned]
        for step in sorted(steps, key=lambda each: frame.rank[each.round])[:SURPRISES]:
            if isinstance(step, DoneMock):
                continue
            fresh = [question for question in banks[step.round] if question.id not in used]
            surprise = next((each for each in fresh if topics.isdisjoint(each.topics)), fresh[0] if fresh else None)
            if surprise is None:
                missing[step.round] += 1
                continue
            step.surprises = [surprise.id]
            used.add(surprise.id)
            topics.update(surprise.topics)
    return missing

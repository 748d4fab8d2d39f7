"""Deal questions to mocks by hash, so that nobody chooses and each candidate gets different ones (rules 17, 19)."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from generator.coverage import SURPRISES
from generator.model import DIFFICULTIES, Question
from generator.planner.history import DoneMock
from generator.planner.rounds import UNRATED
from generator.planner.schedule import Placed, Schedule
from generator.planner.situation import Situation

#: Up to this confidence, the draw begins with easy questions.
BEGINS_EASY = 2


@dataclass(frozen=True)
class Shortage:
    """The questions of a round that the bank lacks."""

    round: str
    #: Questions that its mocks asked for and didn't get.
    missing: int
    #: Mocks without any question.
    without: int
    #: Surprises that were left out.
    surprises: int


def question_hash(candidate_id: str, question_id: str) -> str:
    """Return the hash by which a candidate's questions are sorted."""
    return hashlib.sha256(f"{candidate_id}/{question_id}".encode()).hexdigest()


def make_banks(situation: Situation) -> dict[str, list[Question]]:
    """Return round of the plan → its fitting, unseen questions in the order of their hash."""
    candidate = situation.candidate
    banks: dict[str, list[Question]] = {each: [] for each in situation.rank}
    for question in situation.handbook.questions.values():
        fits = question.round in banks and question.fits(question.round, candidate.level)
        if fits and question.id not in candidate.seen:
            banks[question.round].append(question)
    for bank in banks.values():
        bank.sort(key=lambda question: question_hash(candidate.id or "", question.id))
    return banks


def logged_asks(situation: Situation, mock: DoneMock) -> int:
    """Return how many new questions a logged mock that names none is taken to have asked (rule 19).

    It is the round's number of questions, or 0 for an odd drill, which repeats a question, unless it was the round's
    first log entry.
    """
    if mock.odd_drill and not mock.first:
        return 0
    return situation.handbook.rounds[mock.round].questions


class Supply:
    """Counts the new questions of each round, and those that the mocks placed so far ask for (rule 17)."""

    def __init__(self, situation: Situation, schedule: Schedule, banks: Mapping[str, Sequence[Question]]) -> None:
        self.situation = situation
        self.schedule = schedule
        named = situation.history.named
        self.new = {name: sum(each.id not in named for each in bank) for name, bank in banks.items()}

    def left(self, round_id: str) -> int:
        """Return how many new questions of a round are left; below 0 if its mocks ask for more than there are."""
        logged = [mock for mock in self.situation.history.mocks if mock.round == round_id]
        asked = sum(logged_asks(self.situation, mock) for mock in logged if not mock.entry.questions)
        placed = sum(each.asks for each in self.schedule.placed if each.round == round_id)
        return self.new[round_id] - asked - placed

    def has_had(self, round_id: str) -> bool:
        """Return whether earlier mocks of a round have a question to repeat."""
        return self.new[round_id] > 0 or bool(named_of_round(self.situation, round_id))


def named_of_round(situation: Situation, round_id: str) -> list[str]:
    """Return the questions of a round that its log entries name, in the order of the log."""
    questions = situation.handbook.questions
    return [
        name
        for mock in situation.history.mocks
        if mock.round == round_id
        for name in mock.entry.questions
        if questions[name].round == round_id
    ]


@dataclass
class _Dealt:
    """A mock to deal questions to: a logged one that names none (`mock` is None), or a planned one."""

    asks: int
    mock: Placed | None
    gets: int = 0
    questions: tuple[str, ...] = ()


def deal_questions(
    situation: Situation, schedule: Schedule, banks: Mapping[str, Sequence[Question]]
) -> tuple[list[Shortage], dict[str, int]]:
    """Deal questions to every mock and surprises to every loop, then choose what *again* drills repeat.

    Return the shortages, weakest round first, and round → how many fitting, unseen questions are left.
    """
    missing: Counter[str] = Counter()
    without: Counter[str] = Counter()
    logged: dict[int, tuple[str, ...]] = {}
    for ranked in situation.ranked:
        missing[ranked.round] = _deal_round(situation, schedule, banks[ranked.round], ranked.round, logged)
    asked = {*situation.history.named, *(name for names in logged.values() for name in names)}
    surprises = _deal_surprises(situation, schedule, banks, asked)
    for round_id in situation.rank:
        _repeat_questions(situation, schedule, round_id, logged)
    for each in schedule.sessions():
        without[each.round] += each.is_mock and not each.questions
    used = asked | {name for each in schedule.sessions() for name in (*each.questions, *each.surprises)}
    fresh = {each: sum(question.id not in used for question in banks[each]) for each in situation.rounds.planned}
    shortages = [Shortage(each, missing[each], without[each], surprises[each]) for each in situation.rank]
    return [each for each in shortages if each.missing or each.without or each.surprises], fresh


def _deal_round(
    situation: Situation,
    schedule: Schedule,
    bank: Sequence[Question],
    round_id: str,
    logged: dict[int, tuple[str, ...]],
) -> int:
    """Deal a round's questions by date, easiest first, and return how many its planned mocks lack.

    The questions dealt to logged mocks are added to `logged`, by their index in the log.
    """
    named = situation.history.named
    easy_mock = next((each for each in schedule.placed if each.kind == "easy" and each.round == round_id), None)
    new = [question for question in bank if question.id not in named]
    own = None
    if easy_mock and len(new) > 1:
        own = next((question for question in new if question.difficulty == "easy"), None)
    bank = [question for question in bank if question is not own]

    past = {
        n: _Dealt(logged_asks(situation, mock), None)
        for n, mock in enumerate(situation.history.mocks)
        if mock.round == round_id and not mock.entry.questions
    }
    placed = [each for each in schedule.placed if each.round == round_id and each.asks and each is not easy_mock]
    planned = [_Dealt(each.asks, each) for each in placed]
    _allot([*past.values()], planned, len(new) - (own is not None))

    dealt = [*past.values(), *_by_date(schedule, planned)]
    confidence = situation.candidate.confidence.get(round_id, UNRATED)
    drawn = draw(bank, named, sum(each.gets for each in dealt), confidence)
    unasked = [question for question in drawn if question.id not in named]
    left = iter(sorted(unasked, key=lambda question: DIFFICULTIES.index(question.difficulty)))
    for each in dealt:
        each.questions = tuple(question.id for question in itertools.islice(left, each.gets))
        if each.mock:
            each.mock.questions = list(each.questions)
    logged |= {n: each.questions for n, each in past.items()}

    logged_ones = [situation.handbook.questions[name] for name in named_of_round(situation, round_id)]
    practised = [*drawn, *(question for question in bank if question.id in named)]
    practised = practised or [each for each in logged_ones if each.fits(round_id, situation.candidate.level)]
    if easy_mock and own:
        easy_mock.questions = [own.id]
    elif easy_mock and (practised or new):
        easiest = min(practised or new, key=lambda question: DIFFICULTIES.index(question.difficulty))
        easy_mock.questions = [easiest.id]
    without = easy_mock is not None and not easy_mock.questions
    return sum(each.asks - each.gets for each in planned) + without


def _allot(past: Sequence[_Dealt], planned: Sequence[_Dealt], new: int) -> None:
    """Set how many questions each mock gets: logged mocks first, then planned ones in the order of placement.

    Each planned mock gets one question before any gets a second.
    """
    for each in past:
        each.gets = min(each.asks, new)
        new -= each.gets
    for each in planned:
        each.gets = min(1, new)
        new -= each.gets
    for each in planned:
        more = min(each.asks - each.gets, new)
        each.gets += more
        new -= more


def _by_date(schedule: Schedule, planned: Sequence[_Dealt]) -> list[_Dealt]:
    place = {id(session): n for n, session in enumerate(schedule.sessions())}
    return sorted(planned, key=lambda each: place[id(each.mock)])


def draw(bank: Sequence[Question], named: Collection[str], wanted: int, confidence: int) -> list[Question]:
    """Return questions from a bank, alternating between difficulties, until `wanted` of them are new.

    With a confidence of 2 or less, easy, medium and hard alternate; else medium and hard, followed by easy. Questions
    that the log names are included but don't count as new.
    """
    turns = DIFFICULTIES if confidence <= BEGINS_EASY else ("medium", "hard")
    by_difficulty = [[question for question in bank if question.difficulty == each] for each in turns]
    in_turn = [question for turn in itertools.zip_longest(*by_difficulty) for question in turn if question]
    if "easy" not in turns:
        in_turn += [question for question in bank if question.difficulty == "easy"]
    drawn = []
    for question in in_turn:
        if wanted <= 0:
            break
        drawn.append(question)
        wanted -= question.id not in named
    return drawn


def _deal_surprises(
    situation: Situation, schedule: Schedule, banks: Mapping[str, Sequence[Question]], asked: Collection[str]
) -> Counter[str]:
    """Deal a surprise to each of the weakest steps of each loop. Return per round how many steps got none.

    It is the first question of the bank that shares no topic with any question in the plan or the log, else the first.
    Logged steps get none.
    """
    used = {*asked, *(name for each in schedule.sessions() for name in each.questions)}
    topics = {topic for name in used for topic in situation.handbook.questions[name].topics}
    missing: Counter[str] = Counter()
    for loop in schedule.loops:
        steps: list[DoneMock | Placed] = [*(loop.finishes.mocks if loop.finishes else ())]
        steps += [each for each in schedule.sessions() if each.loop == loop.number]
        for step in sorted(steps, key=lambda each: situation.rank[each.round])[:SURPRISES]:
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


def _repeat_questions(
    situation: Situation, schedule: Schedule, round_id: str, logged: Mapping[int, Sequence[str]]
) -> None:
    """Set the question of every *again* drill: the one asked least often before it, the latest of equals (rule 17)."""
    asked: list[str] = []
    for n, mock in enumerate(situation.history.mocks):
        if mock.round == round_id:
            asked += [
                *logged.get(n, ()),
                *(name for name in mock.entry.questions if situation.handbook.questions[name].round == round_id),
            ]
    for each in schedule.sessions():
        if each.round != round_id or each.kind == "easy":
            continue
        if each.drill == "again" and asked:
            times = Counter(asked)
            fewest = min(times.values())
            last = max(n for n, name in enumerate(asked) if times[name] == fewest)
            each.questions = [asked[last]]
        asked += [*each.questions, *each.surprises]

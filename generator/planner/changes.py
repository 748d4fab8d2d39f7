"""What the log changed in a plan and why, in sentences for the candidate."""

from __future__ import annotations

from collections.abc import Iterator

from generator import progress
from generator.planner.diary import Diary
from generator.planner.frame import Frame
from generator.planner.history import LOOP_DAYS
from generator.planner.loop import UNRATED, rank_rounds
from generator.words import number, several, weekday

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def changes(frame: Frame, diary: Diary) -> list[str]:
    """Say how the plan differs from one by the confidence given. Empty without a log."""
    if not frame.history.mocks:
        return []
    given = rank_rounds(frame.handbook, frame.candidate, frame.steps, ())
    before = {each.round: place for place, each in enumerate(given)}
    moved = [_moved(frame, each.round, before[each.round]) for each in frame.ranked]
    sentences = [each for each in moved if each] or ["The order of need stays as it was."]
    return [*sentences, *_paid(frame, diary), *_loop(frame, diary)]


def _moved(frame: Frame, round_id: str, before: int) -> str:
    now = frame.rank[round_id]
    if now == before:
        return ""
    place = _PLACES[now] if now < len(_PLACES) else f"place {now + 1}"
    title = frame.handbook.rounds[round_id].title
    return f"{title} moved {'up' if now < before else 'down'} to {place}: {_why(frame, round_id, up=now < before)}."


def _why(frame: Frame, round_id: str, *, up: bool) -> str:
    mocks = progress.of_round(frame.history.log, round_id)
    need = frame.ranked[frame.rank[round_id]].need
    gain = need - frame.candidate.confidence.get(round_id, UNRATED)
    if not up and gain <= 0:
        return "others need it more now"
    if not mocks:
        return "no mock of it yet, and others gained"
    if gain == 0 and need >= progress.STRONG:
        return "others gained"
    first, now = mocks[0].before, mocks[-1].after
    count = f"{number(len(mocks))} mock{'s' * (len(mocks) > 1)}"
    if need < now:
        return f"you rate it {now} of 5, but the last mock that a person scored was not passed"
    if now == first:
        return f"{count} without gain, now {now} of 5"
    said = f"{count}, from {first} {'up' if now > first else 'down'} to {now} of 5"
    return f"{said}, and others gained more" if up and gain > 0 else said


def _paid(frame: Frame, diary: Diary) -> Iterator[str]:
    for mock in diary.sessions("paid"):
        title = frame.handbook.rounds[mock.round].title
        yield f"{title} gained nothing in its last three mocks: the next is with an expert, on {weekday(mock.day)}."


def _loop(frame: Frame, diary: Diary) -> Iterator[str]:
    begun = frame.history.under_way
    if not begun or (frame.calendar.today - begun[0].day).days >= LOOP_DAYS:
        return
    left = several(len(frame.steps) - len(begun), "step")
    finished = next((loop for loop in diary.loops if loop.done), None)
    if finished:
        yield f"The loop begun on {weekday(begun[0].day)} lacks {left}; it is complete on {weekday(finished.last)}."
    else:
        yield (
            f"The loop begun on {weekday(begun[0].day)} lacks {left} that find no day within its ten: "
            "it will not count as a full mock."
        )

"""What a plan could not give, and what it asks of other people (design.md, section 4, rules 8, 9 and 12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import progress
from generator.model.plan import FullMocks, HoursOfOthers, Unplaced, Warning
from generator.planner.diary import Diary, PlacedLoop
from generator.planner.frame import Frame
from generator.planner.loops import could_hold_full_mock
from generator.planner.questions import Shortage
from generator.words import capital, listed, number, weekday

#: Full mocks before an interview, where the template has as many loops.
FULL_MOCKS = 2


def count_full_mocks(frame: Frame, diary: Diary) -> FullMocks:
    """Count loops with every step in full, logged ones too: wanted two, or one if the template has one (rule 9)."""
    wanted = min(FULL_MOCKS, len(frame.template.loops))
    return FullMocks(wanted=wanted, done=len(frame.history.loops), planned=sum(loop.full for loop in diary.loops))


def hours_of_others(frame: Frame, diary: Diary) -> HoursOfOthers:
    """Add up the hours asked of peer or friend, and of the expert, rounded up.

    A peer who is interviewed in return gives each hour twice (rule 8).
    """
    minutes = dict.fromkeys(("peer", "friend", "expert"), 0)
    for session in diary.sessions():
        if session.partner in minutes:
            minutes[session.partner] += session.minutes
    peer = minutes["peer"] * (2 if frame.candidate.swap else 1) + minutes["friend"]
    return HoursOfOthers(peer=-(-peer // 60), expert=-(-minutes["expert"] // 60))


def warn(frame: Frame, diary: Diary, shortages: Sequence[Shortage]) -> list[Warning]:
    """Say what is missing and what keeps coming back, one warning each."""
    return [
        *(_unplaced(frame, each) for each in diary.unplaced),
        *_full_mocks(frame, diary),
        *(_bank(frame, each) for each in shortages),
        *(_stubborn(frame, diary, each.round) for each in frame.ranked if each.stubborn),
        *(_fix(*each) for each in progress.fixes_that_come_back(frame.history.log)),
    ]


def _unplaced(frame: Frame, each: Unplaced) -> Warning:
    title = frame.handbook.rounds[each.round].title
    if each.kind == "baseline":
        missing = f"There is no day to measure {title}."
        need = f"It needs {each.minutes} minutes on one day, at least three days before the interview."
        could = "Free one more day, or make a day longer; until then, trust your own rating."
    elif each.kind == "drill":
        missing = f"There is no day for a drill of {title}."
        need = f"It needs {each.minutes} minutes on a day between the first mocks and the last two days."
        could = "Free one more day, or make a day longer; if that can't be, its exercises need no partner."
    elif each.kind == "paid":
        missing = f"There is no day for a mock of {title} with an expert."
        need = f"It needs a day of its own with {each.minutes} minutes, at least three days before the interview."
        could = "Free one more day, or make a day longer."
    else:
        missing = f"The last loop leaves out one step, {title}."
        need = f"It needs {each.minutes} more minutes in the same ten days."
        could = "Make one of these days longer, or free one next to them."
    return Warning(what=each.kind, minutes=each.minutes, text=f"{missing} {need} {could}")


def _full_mocks(frame: Frame, diary: Diary) -> Iterator[Warning]:
    """Warn of the missing ones × all steps in full, less what loops not full hold, fullest first (rule 9)."""
    count = count_full_mocks(frame, diary)
    missing = count.wanted - count.done - count.planned
    if missing <= 0:
        return
    each = sum(frame.full[step] for step in frame.steps)
    held = sorted((_minutes(frame, diary, loop) for loop in diary.loops if not loop.full), reverse=True)
    minutes = missing * each - sum(min(one, each) for one in held[:missing])
    said = f"A full mock is all rounds in full within ten days, {each} minutes in all. "
    done = f"{_none(count.done)} {'is' if count.done < 2 else 'are'} done, " if frame.history.mocks else ""
    said += f"We aim for {number(count.wanted)}; {done}this plan holds {_none(count.planned)}, "
    said += f"and {minutes} minutes are missing. "
    if could_hold_full_mock(frame):
        said += "Free another day or two, or make days longer, well before the interview."
    else:
        said += "No day or run of days could hold one: your days would have to be longer, or closer together."
    yield Warning(what="full mocks", minutes=minutes, text=said)


def _minutes(frame: Frame, diary: Diary, loop: PlacedLoop) -> int:
    """Add up a loop's minutes. The log keeps no form: its steps count in full, as a logged loop does."""
    planned = sum(step.minutes for step in diary.sessions("loop") if step.loop == loop.number)
    return planned + sum(frame.full[step.round] for step in loop.done)


def _none(count: int) -> str:
    return number(count) if count else "none"


def _bank(frame: Frame, shortage: Shortage) -> Warning:
    parts = []
    if shortage.missing:
        parts.append(_count(shortage.missing, "question is missing", "questions are missing"))
    if shortage.without:
        parts.append(_count(shortage.without, "mock has none", "mocks have none"))
    if shortage.surprises:
        parts.append(_count(shortage.surprises, "surprise is left out", "surprises are left out"))
    title = frame.handbook.rounds[shortage.round].title
    text = f"The bank has too few questions you have not seen for {title}: {', '.join(parts)}. "
    return Warning(what="bank", minutes=0, text=text + "Ask your partner to bring one of their own.")


def _stubborn(frame: Frame, diary: Diary, round_id: str) -> Warning:
    """Advise on a round that refuses to improve; not everybody can pay (rule 12)."""
    mocks = progress.of_round(frame.history.log, round_id)[-progress.LAST :]
    days = listed([weekday(entry.date) for entry in mocks])
    text = f"{frame.handbook.rounds[round_id].title} gained nothing in its last three mocks, {days}: "
    text += f"{mocks[0].before} of 5 before, {mocks[-1].after} after. More of the same will hardly help. "
    if round_id in diary.paid:
        text += f"So the next one, on {weekday(diary.paid[round_id])}, is with an expert, who is often paid. "
    text += "If that can't be: practise with a partner who has not seen you yet, listen to the recording of your "
    text += "last mock, or ask your alumni network or a career centre; they do it for nothing."
    return Warning(what="stubborn", minutes=0, text=text)


def _fix(fix: str, times: int) -> Warning:
    text = f"{capital(number(times))} times your biggest fix was “{fix.rstrip('.')}”. "
    return Warning(what="fix", minutes=0, text=text + "Make it the one thing that your next mock is about.")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"

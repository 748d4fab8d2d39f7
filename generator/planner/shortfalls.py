"""What a plan could not give, and what it asks of other people (design.md, section 4, rules 8, 9 and 12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import progress
from generator.model.plan import FullMocks, HoursOfOthers, Partner, SessionKind, Warning
from generator.planner.calendar import DAY, LAST_DAYS
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
    """Say what is missing, one warning for each kind of session, and what keeps coming back."""
    kinds = dict.fromkeys(each.kind for each in diary.unplaced)
    return [
        *(_unplaced(frame, diary, kind) for kind in kinds),
        *_full_mocks(frame, diary),
        *(_bank(frame, each) for each in shortages),
        *(_stubborn(frame, diary, each.round) for each in frame.ranked if each.stubborn),
        *(_fix(*each) for each in progress.fixes_that_come_back(frame.history.log)),
    ]


def _unplaced(frame: Frame, diary: Diary, kind: SessionKind) -> Warning:
    """Name all sessions of a kind that found no day, with their minutes, and say what can be done about it."""
    missing = [each for each in diary.unplaced if each.kind == kind]
    names = listed([f"{frame.handbook.rounds[each.round].title} ({each.minutes} minutes)" for each in missing])
    opening, remedy, instead = _NO_DAY[kind]
    if _too_near(frame, diary, after_baselines=kind in ("drill", "paid")):
        remedy = "The interview is too near for that."
    text = " ".join(filter(None, (f"{opening} {names}.", remedy, instead)))
    return Warning(what=kind, minutes=sum(each.minutes for each in missing), text=text)


_FREE = "free one more, or make one longer."
#: Kind of session → that it is missing, what it takes, what does without it.
_NO_DAY = {
    "baseline": (
        "There is no day to measure",
        f"It takes a day at least three days before the interview: {_FREE}",
        "Without it, trust your own rating.",
    ),
    "drill": (
        "There is no day for a drill of",
        f"It takes a day between the first mocks and the last two days: {_FREE}",
        "The exercises of a round need no partner.",
    ),
    "paid": (
        "There is no day for a mock with an expert of",
        f"It takes a day of its own at least three days before the interview: {_FREE}",
        "",
    ),
    "loop": (
        "The last loop leaves out",
        "It takes a longer day within the same ten, or one more next to them.",
        "",
    ),
}


def _too_near(frame: Frame, diary: Diary, *, after_baselines: bool = False) -> bool:
    """Whether no day is left that could be freed or made longer, before the last two."""
    first = max(frame.calendar.first, frame.calendar.today)
    if after_baselines:
        first = max([first, *(each.day + DAY for each in diary.sessions("baseline"))])
    return (frame.calendar.interview - first).days <= LAST_DAYS


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
    if _too_near(frame, diary):
        said += "The interview is too near for one."
    elif could_hold_full_mock(frame):
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
    round_ = frame.handbook.rounds[shortage.round]
    level = frame.candidate.level
    fits = any(question.fits(round_.id, level) for question in frame.handbook.questions.values())
    few = "too few questions you have not seen" if fits else f"no question of {level} level"
    text = f"The bank has {few} for {round_.title}: {', '.join(parts)}. "
    bring = _BRING_ONE.get(frame.partner(), "Ask your partner to bring one of their own.")
    return Warning(what="bank", minutes=0, text=text + bring)


#: Where no partner brings a question of their own.
_BRING_ONE: dict[Partner, str] = {
    "llm": "Let the language model set one.",
    "alone": "Ask somebody to choose one for you, so that you meet it fresh.",
}


def _stubborn(frame: Frame, diary: Diary, round_id: str) -> Warning:
    """Advise on a round that refuses to improve; not everybody can pay (rule 12)."""
    mocks = progress.of_round(frame.history.log, round_id)[-progress.LAST :]
    days = listed([weekday(entry.date) for entry in mocks])
    text = f"{frame.handbook.rounds[round_id].title} gained nothing in its last three mocks, {days}: "
    text += f"{mocks[0].before} of 5 before, {mocks[-1].after} after. More of the same will hardly help. "
    if round_id in diary.paid:
        text += f"So the next one, on {weekday(diary.paid[round_id])}, is with an expert, who is often paid. "
        text += "If that can't be: "
    else:
        text += "There is no day for one with an expert, so: "
    text += "practise with a partner who has not seen you yet, listen to the recording of your last mock, "
    text += "or ask your alumni network or a career centre; they do it for nothing."
    return Warning(what="stubborn", minutes=0, text=text)


def _fix(fix: str, times: int) -> Warning:
    text = f"{capital(number(times))} times your biggest fix was “{fix.rstrip('.')}”. "
    return Warning(what="fix", minutes=0, text=text + "Make it the one thing that your next mock is about.")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"

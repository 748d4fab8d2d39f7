"""The session sheet: one page to run a session of one to four questions of a round, and one page to judge it.

For the interviewer only, who may not have prepared. It reads in the order of the session.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from generator.model import HINT_CAP, LEVELS, Handbook, Level, Question, Round
from generator.model.question import STRENGTHS, FollowUp
from generator.paper.clock import clock
from generator.paper.document import PrintedDocument
from generator.paper.judging import dimensions
from generator.paper.session_view import (
    Answer,
    Fact,
    Further,
    Milestone,
    Numbered,
    Objection,
    SessionSheet,
    SheetHint,
    SheetProbe,
    SheetQuestion,
    Surprise,
    TermLine,
    ThreeLine,
)
from generator.paper.view import blocks, spans
from generator.problem import ContentError, Problem, did_you_mean
from generator.say import adjustments as arranged
from generator.say import date as on
from generator.timing import SURPRISE, Part, timed, too_many
from generator.wording import DEBRIEF, RECOMMENDATIONS, capital, opening, pass_line

_AI = {"none": "no model", "allowed": "a model may be used", "expected": "a model is expected"}
_JUDGE = {"anyone": "anyone", "practitioner": "someone who does this work", "specialist": "a specialist"}


def session_sheet(
    handbook: Handbook,
    round_id: str,
    question_ids: Sequence[str],
    level: Level | None = None,
    *,
    short: bool = False,
    code: str = "",
    date: datetime.date | None = None,
    minutes: int = 0,
    adjustments: Sequence[str] = (),
    surprises: Sequence[str] = (),
    drill: str = "",
    goal: str = "",
    watch: str = "",
) -> SessionSheet:
    """Make the sheet of one session.

    `level` defaults to the lowest that all questions fit. `short` uses the round's short agenda. A sheet of a plan
    names the session: its `code`, `date`, `minutes` (with extra time; 0: the round's own), the candidate's
    `adjustments` and the questions of its `surprises`. For a drill, `drill` is its kind, `goal` its one goal and
    `watch` what to watch for. With fewer questions than the round asks, the session is shorter. Raises ContentError if
    there are more than it has time for, or if round, questions and level don't go together.
    """
    round_, questions = _together(handbook, round_id, question_ids)
    shared = [each for each in LEVELS if all(each in question.levels for question in questions)]
    level = level or (shared[0] if shared else questions[0].levels[0])
    for question in questions:
        if level not in question.levels:
            raise _refused(handbook, question, f"expected a level it fits ({', '.join(question.levels)}); got {level}")
    several = len(questions) > 1
    held = timed(handbook, round_, questions, short=short, minutes=minutes)
    laid = clock(held)
    spoken = round_.help == "probes"
    titles = ", ".join(question.title for question in questions)
    return SessionSheet(
        title=f"{round_.title}: {titles}. Interviewer’s sheet",
        day=max(handbook.origins[question.id].reviewed for question in questions),
        footer=" · ".join(part for part in (code, round_.title, "interviewer only") if part),
        code=code,
        heading=round_.title if several else questions[0].title,
        facts=(
            Fact(
                label="Round" if not several else "Questions", text=round_.title if not several else str(len(questions))
            ),
            Fact(label="Level", text=level),
            Fact(label="Time", text=f"{laid.minutes} min, {_AI[round_.setting.ai]}"),
            Fact(label="Can judge", text=_JUDGE[max((q.needs for q in questions), key=list(_JUDGE).index)]),
        ),
        planned=on(date, "full") if date else "",
        drill=drill,
        goal=spans(goal),
        watch=watch,
        three=_three(round_, questions, level),
        clock=laid,
        opening=spans(opening(round_, [part.minutes for part in held.parts])),
        adjustments=arranged(adjustments, sheet=True),
        read_label="Question" if spoken else "The task",
        read_note="Read it aloud, then be silent." if spoken else "They have the full text.",
        several=several,
        questions=tuple(
            _question(
                round_,
                question,
                part,
                str(place) if several else "",
                max(1, 4 - len(questions)),
                one_of_many=len(questions) >= _MANY,
                last=place == len(questions),
            )
            for place, (question, part) in enumerate(zip(questions, held.parts, strict=True), 1)
        ),
        surprises=tuple(
            Surprise(
                id=each.id,
                title=each.title,
                minute=max(laid.questions.first, laid.questions.last - SURPRISE.minutes),
                read=blocks(each.prompt if spoken else each.gist),
                right_if=spans(each.right_if),
            )
            for each in (handbook.questions[name] for name in surprises)
        ),
        stop_minute=laid.questions.last,
        stop=spans(round_.say.close),
        pass_line=f"{capital(level)}: {pass_line(round_, level)}",
        dimensions=dimensions(round_, questions),
        recommendation=RECOMMENDATIONS,
        debrief=DEBRIEF,
    )


def _together(handbook: Handbook, round_id: str, question_ids: Sequence[str]) -> tuple[Round, tuple[Question, ...]]:
    if round_id not in handbook.rounds:
        raise _usage(f'no round "{round_id}"{did_you_mean(round_id, handbook.rounds)}')
    if not 1 <= len(question_ids) <= 4 or len(set(question_ids)) < len(question_ids):
        raise _usage(f"expected one to four different questions; got {len(question_ids)}")
    for each in question_ids:
        if each not in handbook.questions:
            raise _usage(f'no question "{each}"{did_you_mean(each, handbook.questions)}')
        if handbook.questions[each].round != round_id:
            raise _refused(handbook, handbook.questions[each], f"expected a question of {round_id}")
    round_, questions = handbook.rounds[round_id], tuple(handbook.questions[each] for each in question_ids)
    if message := too_many(handbook, round_, questions):
        raise _usage(message)
    return round_, questions


def _usage(message: str) -> ContentError:
    return ContentError([Problem("session sheet", 0, 0, message)])


def _refused(handbook: Handbook, question: Question, message: str) -> ContentError:
    if ("question", question.id) in handbook.places:
        return ContentError([handbook.problem("question", question.id, message=message)])
    return _usage(f"{question.id}: {message}")


#: With this many questions or more, the page only has room for one line a question at the top, two answers to each and
#: one curveball.
_MANY = 3


def _three(round_: Round, questions: Sequence[Question], level: Level) -> tuple[ThreeLine, ...]:
    """Return what good looks like (the bar), where people get stuck (the core's weak signal), what is right."""
    core = next(dimension for dimension in round_.rubric.dimensions if dimension.core)

    def stuck(question: Question) -> str:
        signals = question.signals.get(core.id, core.signals)
        return capital(signals.weak[0].rstrip().rstrip(".")) + "."

    right = ThreeLine(label="Right if", lines=_numbered([question.right_if for question in questions]))
    if len(questions) >= _MANY:
        return (right,)
    return (
        ThreeLine(label="Good", lines=_numbered([level_bar(question, level) for question in questions])),
        ThreeLine(label="Stuck", lines=_numbered([stuck(question) for question in questions])),
        right,
    )


def level_bar(question: Question, level: Level) -> str:
    """Return the bar of a level. In “As mid, and …” the first words are replaced with the bar of that level."""
    bar = question.bar[level]
    match = re.match(r"As (junior|mid|senior)\b", bar)
    lower = next(
        (each for each in LEVELS if match and each == match[1] and each in question.bar and each != level), None
    )
    return level_bar(question, lower).rstrip(".") + bar[match.end() :] if match and lower else bar


def _numbered(sources: Sequence[str]) -> tuple[Numbered, ...]:
    return tuple(
        Numbered(number=str(place + 1) if len(sources) > 1 else "", text=spans(source))
        for place, source in enumerate(sources)
    )


def _question(
    round_: Round, question: Question, part: Part, number: str, follow_ups: int, *, one_of_many: bool, last: bool
) -> SheetQuestion:
    spoken = round_.help == "probes"
    curveball = question.curveball if last or not one_of_many else None
    return SheetQuestion(
        id=question.id,
        number=number,
        title=question.title,
        minutes=part.minutes,
        when=f"minute {part.first} to {part.first + part.minutes} of the session",
        read=blocks(question.prompt if spoken else question.gist),
        if_known=spans(question.if_known),
        twin=question.twin is not None,
        milestones=tuple(Milestone(minute=each.minute, state=spans(each.state)) for each in part.milestones(question)),
        answers=tuple(
            Answer(ask=spans(each.ask), say=spans(each.say), do=spans(each.do or ""))
            for each in question.clarifications[: 2 if one_of_many else None]
        ),
        hints=tuple(
            SheetHint(
                kind=capital(hint.kind),
                cap=f"caps {round_.dimension(hint.gives).title} at {HINT_CAP[hint.kind]}"
                if hint.gives and hint.kind != "nudge"
                else "free",
                when=spans(hint.when),
                text=spans(hint.text),
            )
            for hint in part.hints(question)
        ),
        probes=tuple(
            SheetProbe(
                case=spans(f"If {probe.case}:") if probe.case else (),
                text=spans(probe.ask),
                looks_at=round_.dimension(probe.gives).title if probe.gives else "",
                point=probe.gives is not None,
            )
            for probe in question.probes
        ),
        pushback=tuple(
            Objection(case=spans(each.case), say=spans(each.say), listen_for=spans(each.listen_for))
            for each in question.pushback
        ),
        terms=tuple(TermLine(they=each.they, means=each.means) for each in question.they_may_say),
        follow_ups=_follow_ups(question, follow_ups),
        curveball=Further(
            strength="",
            ask=spans(curveball.ask if curveball else ""),
            listen_for=spans((curveball and curveball.listen_for) or ""),
        ),
    )


def _follow_ups(question: Question, count: int) -> tuple[Further, ...]:
    """Return so many follow-ups, those for the weakest candidate first. The first to go aren't for a solid one."""
    by_use = sorted(question.follow_ups, key=lambda each: each.strength != "solid")
    kept = sorted(by_use[:count], key=lambda each: STRENGTHS.index(each.strength))
    differ = any(each.strength != "solid" for each in question.follow_ups)

    def line(each: FollowUp) -> Further:
        strength = capital(each.strength) if differ else ""
        return Further(strength=strength, ask=spans(each.ask), listen_for=spans(each.listen_for))

    return tuple(map(line, kept))


DOCUMENT = PrintedDocument(
    name="session",
    template="session",
    model=SessionSheet,
    made_for="question",
    make=lambda handbook, question, _files: session_sheet(handbook, handbook.questions[question].round, [question]),
    interviewer_only=True,
    title="Interviewer’s sheet",
    note="One page to run the session, one to judge it.",
    pack_title="Session sheet",
    page_limit=2,
    place=1,
)

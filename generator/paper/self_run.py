"""The self-run sheet of a session alone: a guide, the help on pages of its own, and a self-review.

It is sealed like the question: whoever runs the session opens it when the clock starts, one page at a time. It contains
what a candidate may open deliberately (hints, probes, follow-ups) and nothing of the interviewer's: no solution, no
signals, no `when` beyond its minute, since a trigger gives away what the answer needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.model import HINT_CAP, SCORES, Handbook, Question, Round
from generator.model.question import Hint
from generator.paper.clock import Clock, clock
from generator.paper.form import Column, Form, FormPart, FormSheet, Rows, part, room, said, sheet
from generator.words import DEBRIEF, MICRO_GOAL

#: Minutes of being stuck after which a hint without a minute may be opened.
STUCK = 5
_MINUTE = re.compile(r"\bminute (\d+)")


def self_run(
    handbook: Handbook,
    round_id: str,
    question_ids: Sequence[str],
    *,
    code: str,
    short: bool = False,
    minutes: int = 0,
    drill: str = "",
    goal: str = "",
) -> Form:
    """Make the sheets of a session that the candidate runs alone.

    `code` is the session's, `minutes` the session's with extra time (0: the round's own), `drill` again, check or
    empty, and `goal` the micro-goal of a drill.
    """
    round_, questions = handbook.rounds[round_id], [handbook.questions[name] for name in question_ids]
    laid = clock(round_, short, minutes)
    help_pages = [page for each in _lettered(code, questions) for page in _help(round_, *each, laid)]
    sheets = (_guide(round_, laid, code, drill, goal, len(help_pages)), *help_pages, _review(round_, code, drill, goal))
    reviewed = max((handbook.origins[each.id].reviewed for each in questions), default=handbook_day(handbook, round_))
    return Form(
        title=f"{code}: to run on your own",
        day=reviewed,
        footer=f"{code} · on your own · sealed until the session",
        sheets=sheets,
        points=11,
    )


def handbook_day(handbook: Handbook, round_: Round) -> object:
    """Return the day on which a round was last checked."""
    return max(each.checked for each in round_.must_not_ask)


def _lettered(code: str, questions: Sequence[Question]) -> list[tuple[str, Question]]:
    letters = "abcd" if len(questions) > 1 else ("",)
    return [(code + letter, question) for letter, question in zip(letters, questions, strict=False)]


def _guide(round_: Round, laid: Clock, code: str, drill: str, goal: str, pages: int) -> FormSheet:
    first, last = laid.questions.first, laid.questions.last
    parts = [
        part(
            "Before",
            said(
                "Put the phone away, set a timer, and start a recording that only you will hear.",
                "Keep this sheet and the question face down. On a screen, open one page at a time.",
                "Speak aloud from the first minute, as if someone sat opposite.",
                mark="tick",
            ),
        ),
        part(
            "The clock",
            said(*(f"**{each.first}–{each.last}** {_alone(each.label)}" for each in laid.segments)),
            note="minutes",
        ),
    ]
    if goal:
        watch = "Judge only this. Leave the rest unscored." if drill == "again" else "Score the rest as usual."
        parts.append(part("Your goal", said(f"{MICRO_GOAL} {goal}", watch)))
    if pages:
        parts.append(
            part(
                "Help",
                said(
                    f"Each page after this one is one piece of help. Try for at least {STUCK} minutes before you turn a "
                    "page, and note the minute when you do.",
                    "A hint you opened and used well is no failure. What you found before it counts for more.",
                ),
            )
        )
    parts.append(part("Stop", said(f"Stop at minute {last}, finished or not. Then turn to the last page.")))
    return sheet(
        "On your own", f", {round_.title}", "No one is watching, so this sheet is your interviewer.",
        ("Session", "Date", "Start"), parts, (code, "", ""),
    )  # fmt: skip


def _alone(segment: str) -> str:
    return segment


def _help(round_: Round, code: str, question: Question, laid: Clock) -> Iterator[FormSheet]:
    for number, hint in enumerate(question.hints, 1):
        yield _page(f"Hint {number}", f", {hint.kind}", _when(hint, laid), hint.text, _price(round_, hint), code)
    for number, probe in enumerate(question.probes, 1):
        lead = "Answer it aloud before you turn the page." if number > 1 else "Open it when your first answer is over."
        yield _page(f"Question {number}", ", as they would ask it", lead, probe.ask, "", code)
    later = [each.ask for each in question.follow_ups]
    if later:
        yield sheet(
            "When you’ve finished", ", what they would ask next",
            "Cover the list with paper. Answer each aloud before you move the paper down.", ("Session",),
            (part("Follow-ups", said(*map(_line, later), mark="number")),), (code,),
        )  # fmt: skip


def _page(heading: str, aside: str, lead: str, text: str, note: str, code: str) -> FormSheet:
    parts: list[FormPart] = [part("", said(_line(text)))]
    if note:
        parts.append(part("Costs", said(note)))
    parts.append(part("Note", room("Minute", "What you did with it", widths=(1, 5), lines=2)))
    return sheet(heading, aside, lead, ("Session",), parts, (code,))


def _when(hint: Hint, laid: Clock) -> str:
    found = _MINUTE.search(hint.when)
    if found:
        return f"Open it at minute {laid.questions.first + int(found[1])}, and only if you are stuck."
    return f"Open it when you’ve been stuck for {STUCK} minutes."


def _price(round_: Round, hint: Hint) -> str:
    if not hint.gives:
        return "Nothing."
    return f"{round_.dimension(hint.gives).title} is {HINT_CAP[hint.kind]} at most."


def _review(round_: Round, code: str, drill: str, goal: str) -> FormSheet:
    parts = [part("First", room(*DEBRIEF, lines=3), note="before you look anything up")]
    if drill != "again":
        columns = (
            Column(label="What it measures", width=3, cell="words"),
            *(Column(label=str(score), width=0.6, cell="tick") for score in SCORES),
            Column(label="What you said or did", width=5),
        )
        rows = tuple(each.title for each in round_.rubric.dimensions)
        parts.append(part("Score", Rows(columns=columns, rows=rows, lines=1.4), note="evidence first; by the rubric"))
    if goal:
        parts.append(part("Your goal", room("Did you do it? When, and when not?", lines=2)))
    parts.append(part("Listen", room("One minute of the recording that you would show someone", lines=2)))
    parts.append(part("Next", room("The one thing to fix", MICRO_GOAL, lines=2)))
    return sheet(
        "Self-review", f", {round_.title}",
        "Your own scores are for you. They count as no one’s evidence. Write the fix into your log today.",
        ("Session", "Date"), parts, (code, ""),
    )  # fmt: skip


def _line(source: str) -> str:
    return " ".join(source.split())

"""The self-run sheet of a session alone: a guide, the help on pages of its own, and a self-review.

It is sealed like the question: whoever runs the session opens it when the clock starts, one page at a time. It contains
what a candidate may open deliberately (hints, probes, follow-ups) and nothing that only the interviewer may see: no
solution, no signals, and of a hint's `when` only the minute, since the rest gives away what the answer needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.model import HINT_CAP, SCORES, Handbook, Hint, Question, Round
from generator.paper.clock import Clock, clock
from generator.paper.document import PrintedDocument
from generator.paper.form import Column, Form, FormSheet, Rows, part, room, said, sheet
from generator.text import Verbatim, escape
from generator.timing import timed
from generator.wording import DEBRIEF, MICRO_GOAL, capital

#: Minutes of being stuck after which a hint without a minute may be opened.
STUCK = 5


class _HelpPage(NamedTuple):
    """A page that is opened deliberately: what the guide calls it, when it is opened, and the page."""

    title: str
    when: str
    sheet: FormSheet


def self_run_form(
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
    held = timed(handbook, round_, questions, short=short, minutes=minutes)
    laid = clock(held)
    help_pages = [
        page
        for each, part in zip(_lettered(code, questions), held.parts, strict=True)
        for page in _help(round_, *each, part.hints(each[1]))
    ]
    sheets = (
        _guide(round_, laid, code, drill, goal, help_pages),
        *(each.sheet for each in help_pages),
        _review(round_, code, drill, goal),
    )
    return Form(
        title=f"{code}: to run on your own",
        day=max(handbook.origins[each.id].reviewed for each in questions),
        footer=f"{code} · on your own · sealed until the session",
        sheets=sheets,
        points=11,
    )


def _alone(laid: Clock) -> list[str]:
    """Return what the segments are for someone alone: what needs a second person becomes what does not."""
    labels = [each.label for each in laid.segments]
    for place in range(laid.main + 1, len(labels) - 2):
        labels[place] = "Follow-ups, answered aloud"
    return [*labels[:-2], "Score yourself, evidence first", "Listen back, and write the self-review"]


def _lettered(code: str, questions: Sequence[Question]) -> list[tuple[str, Question]]:
    letters = "abcd" if len(questions) > 1 else ("",)
    return [(code + letter, question) for letter, question in zip(letters, questions, strict=False)]


def _guide(round_: Round, laid: Clock, code: str, drill: str, goal: str, pages: Sequence[_HelpPage]) -> FormSheet:
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
            said(
                *(
                    f"**{each.first}–{each.last}** {escape(label)}"
                    for each, label in zip(laid.segments, _alone(laid), strict=True)
                )
            ),
            note="minutes",
        ),
    ]
    if goal:
        watch = "Judge only this. Leave the rest unscored." if drill == "again" else "Score the rest as usual."
        parts.append(part("Your goal", said(_line(goal), watch)))
    if pages:
        parts.append(
            part(
                "Help",
                said(
                    "Each of these has a page of its own after this sheet.",
                    *(f"**{capital(each.title)}.** {each.when}" for each in pages),
                ),
                said(
                    "Note the minute when you turn a page. Using a hint well is no failure. What you found before it "
                    "counts for more.",
                ),
            )
        )
    stop = f"Stop at minute {laid.questions.last} of the session, finished or not. Then turn to the last page."
    parts.append(part("Stop", said(stop)))
    parts.append(part("Notes", room("Minute", "What you noticed", widths=(1, 6), lines=4)))
    return sheet(
        "On your own", f", {round_.title}", "No one is watching, so this sheet is your interviewer.",
        ("Session", "Date", "Start"), parts, (code, "", ""),
    )  # fmt: skip


def _help(round_: Round, code: str, question: Question, hints: Sequence[Hint]) -> Iterator[_HelpPage]:
    """Yield a page per hint, then one with probes and follow-ups, to be uncovered in turn."""
    for number, hint in enumerate(hints, 1):
        yield _hint(round_, code, number, hint)
    lists = (
        ("Probes", [each.ask for each in question.probes]),
        ("Follow-ups", [each.ask for each in question.follow_ups]),
    )
    parts = [part(label, said(*map(_line, asks), mark="number")) for label, asks in lists if asks]
    if parts:
        lead = "Cover the page with paper. Answer each aloud before you move the paper down."
        made = sheet("What they’d ask next", "", lead, ("Session",), parts, (code,))
        yield _HelpPage(f"what they’d ask next{_of(code)}", "When your answer is over.", made)


def _of(code: str) -> str:
    """Return the letter of a question's code, in words, if the session has several questions."""
    return f" of {code[-1]}" if code[-1].isalpha() else ""


def _hint(round_: Round, code: str, number: int, hint: Hint) -> _HelpPage:
    costs = Verbatim("Nothing.")
    if hint.gives:
        costs = Verbatim(f"{round_.dimension(hint.gives).title} is {HINT_CAP[hint.kind]} at most.")
    parts = (
        part("", said(_line(hint.text))),
        part("Costs", said(costs)),
        part("Note", room("Minute", "What you did with it", widths=(1, 5), lines=2)),
    )
    made = sheet(f"Hint {number}", f", {hint.kind}", _when(hint), ("Session",), parts, (code,))
    return _HelpPage(f"hint {number}{_of(code)}", _when(hint), made)


def _when(hint: Hint) -> str:
    """Return when to open a hint. Its minute counts from the moment the question is opened."""
    if hint.minute is not None:
        return f"Open it {hint.minute} minutes after you opened the question, and only if you’re stuck."
    return f"Open it when you’ve been stuck for {STUCK} minutes."


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


DOCUMENT = PrintedDocument(
    name="selfrun",
    template="form",
    model=Form,
    made_for="session",
    make=self_run_form,
    pack_title="To run on your own",
)

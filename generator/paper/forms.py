"""The sheets that are the same for everybody: how to interview, watching, rating, debrief, log, recording.

They hold no question, so that anybody may have them.
"""

from __future__ import annotations

from typing import Literal

from generator.model import Handbook
from generator.paper.form import Choices, Column, Form, FormSheet, Rows, part, room, said, sheet
from generator.say import confidence_lines, say
from generator.wording import DEBRIEF, FEEDBACK, MICRO_GOAL

#: Rows of an empty log.
_LOG_ROWS = 18


def partner_card(handbook: Handbook) -> Form:
    """Make the card that tells how to interview, for someone who never did."""
    return _form(
        handbook,
        "Partner card",
        sheet(
            "How to interview",
            ", for someone who never did",
            "You need the session sheet, a pen and a clock. You don’t need to know the answer: the sheet does. While "
            "the clock runs you are neither an examiner nor a coach. Afterwards you tell what you saw.",
            (),
            (
                part(
                    "Before",
                    said(
                        "Read page 1, then page 2, then the clock once more.",
                        "Learn the three lines at the top: what good looks like, where people get stuck, how you see "
                        "that it is right.",
                        "Lay the candidate’s sheet face down. Put the answer card where only you see it.",
                        "Ask what would help them: more time, breaks, typing. Ask what, never why.",
                        "Record only if you both want it, and agree when it is deleted.",
                        mark="tick",
                    ),
                    note="five minutes",
                ),
                part(
                    "Begin",
                    said(
                        "Read the opening words aloud, as they stand. Hand over the question. Then stop talking.",
                        mark="tick",
                    ),
                ),
                part(
                    "While it runs",
                    said(
                        "**Write what you see and hear, with the minute.** “14′ asks how many readers” is evidence. "
                        "“Seems unsure” is not.",
                        "**Answer what they ask,** in the words of the sheet. What it leaves open you decide; say that "
                        "it is your own guess.",
                        "**Leave silence alone.** Count to twenty before you step in.",
                        "**Help in the planned order,** at its minute or moment. Tick it and note when.",
                        "**Push back once,** in a friendly voice, even when they are right.",
                        "**No praise, no frown.** “Go on” and “What makes you sure?” are enough.",
                        "**Leave alone** age, family, health, origin and belief.",
                        "**Stop on time,** with the closing words.",
                    ),
                    note="in this order of weight",
                ),
                part(
                    "If it goes wrong",
                    said(
                        "You don’t follow: “Say that again for somebody outside your field.”",
                        "They know the question: there is a line for it on the sheet.",
                        "They are upset: offer a break and stop the clock. Going on another day is fine.",
                        "Time runs away: drop the follow-ups. Keep the silent minutes and the feedback.",
                        "You made a mistake: say so. It counts for you, not against them.",
                    ),
                ),
                part(
                    "Score",
                    said(
                        "Evidence first, one line a dimension.",
                        "Tick the highest sentence that your evidence supports.",
                        "No chance to see it: tick *not seen*. That is the clock’s doing.",
                        "Look at the caps of the hints you gave. Count the passes. Never average.",
                        mark="number",
                    ),
                    said("Silence, accent, eye contact and nerves are never scored."),
                    note="three minutes, both silent",
                ),
                part(
                    "Feedback",
                    said(
                        f"They speak first. Ask: {' '.join(DEBRIEF)}",
                        "One thing to keep: what they did, and when.",
                        "One behaviour to change: what you saw, why it matters, what to do. One is enough.",
                        "Agree on a micro-goal that a camera could see, and on the next date.",
                        mark="number",
                    ),
                    said("Your recommendation stays with you. So does the question, and how it went."),
                    note="twelve minutes or more",
                ),
            ),
        ),
    )


def interviewer_rating(handbook: Handbook) -> Form:
    """Make the half page on which the candidate rates the interviewer, two to a page."""
    return _form(
        handbook,
        "The candidate rates the interviewer",
        sheet(
            "How was your interviewer?",
            "",
            "For the candidate, after the feedback: two minutes. The interviewer keeps it.",
            ("Session", "Interviewer", "Date"),
            (
                part(
                    "Tick one each",
                    Choices(
                        choices=("yes", "partly", "no"),
                        lines=(
                            "I knew what was wanted of me, and how long I had.",
                            "I was left to think in quiet.",
                            "My questions got a clear answer.",
                            "Help came when I was stuck, not before.",
                            "The feedback named things I did or said.",
                            "I know what to do differently next time.",
                        ),
                    ),
                ),
                part("In words", room("One thing to keep", "One thing to do differently", lines=2)),
            ),
        ),
        copies=2,
    )


def observer_sheet(handbook: Handbook) -> Form:
    """Make the sheet of the one who watches, in groups of three."""
    tally = (Column(label="What you see", width=1.5, cell="words"), Column(label="A stroke each time", width=2))
    return _form(
        handbook,
        "Observer’s sheet",
        sheet(
            "Observer’s sheet",
            ", for groups of three",
            "You watch both. Sit where neither has to look at you, and say nothing until you are asked. Then change "
            "places, until each has been candidate, interviewer and observer once.",
            ("Candidate", "Interviewer", "Observer", "Date"),
            (
                part(
                    "Clock",
                    Rows(
                        columns=(
                            Column(label="What happens", width=2, cell="words"),
                            Column(label="Minute", width=0.8),
                            Column(label="How you could tell", width=3),
                        ),
                        rows=("The question is out", "Their first question", "Their plan is said", "Feedback begins"),
                    ),
                    note="real minutes",
                ),
                part(
                    "Candidate",
                    Rows(
                        columns=tally,
                        rows=(
                            "asks before they start",
                            "says what they try, and why",
                            "checks their own work unasked",
                            "makes use of an answer or a hint",
                        ),
                    ),
                    note="count, don’t judge",
                ),
                part(
                    "Interviewer",
                    Rows(
                        columns=tally,
                        rows=(
                            "speaks into a silence",
                            "helps before the planned moment",
                            "praises, frowns or hurries",
                            "asks for a reason",
                        ),
                    ),
                    note="count, don’t judge",
                ),
                part(
                    "Heard",
                    Rows(
                        columns=(
                            Column(label="Minute", width=0.5, cell="words"),
                            Column(label="Who", width=0.7),
                            Column(label="Their words", width=4),
                        ),
                        rows=("",) * 6,
                    ),
                    note="word for word",
                ),
                part(
                    "You speak last",
                    room("To the candidate: I saw", "What it did to the talk", lines=2),
                    room("To the interviewer: I saw", "What it did to the talk", lines=2),
                    note="one thing each; no scores",
                ),
            ),
        ),
    )


def log_sheet(handbook: Handbook) -> Form:
    """Make the empty log."""
    return _form(
        handbook,
        "Log sheet",
        sheet(
            "Log",
            "",
            "A line for each mock, on the same day. Five words are enough. Confidence is your own, from 1 to 5; scores "
            "are the rater’s and stand elsewhere.",
            ("Name", "Interview on"),
            (
                part(
                    "",
                    Rows(
                        columns=(
                            Column(label="Date", width=1, cell="words"),
                            Column(label="Session", width=1.3),
                            Column(label="Before", width=0.8),
                            Column(label="After", width=0.8),
                            Column(label="The one fix", width=3),
                            Column(label="By the next mock I will", width=3.2),
                        ),
                        rows=("",) * _LOG_ROWS,
                    ),
                ),
                part(
                    say("label.form.confidence"),
                    said(" ".join(confidence_lines()), say("confidence.under-4")),
                ),
                part(
                    "Look back",
                    said(
                        "Confidence that fell after a good mock is common: you know more now.",
                        "The same fix three times: change something larger. Another partner, a recording, somebody "
                        "who does this for a living, alumni, a career centre.",
                    ),
                    note="every week",
                ),
            ),
        ),
        wide=True,
    )


def recording_review(handbook: Handbook) -> Form:
    """Make the sheet with which one goes through a recording of oneself."""
    thirds = tuple(Column(label=label, width=1) for label in ("First third", "Middle", "Last third"))
    return _form(
        handbook,
        "Review of a recording",
        sheet(
            "Review of a recording",
            "",
            "Your own, for your own eyes. Go through it twice: once without a pen, once with this sheet. Keep it or "
            "delete it as you both agreed.",
            ("Session", "Date", "Length"),
            (
                part(
                    "Time per part",
                    Rows(
                        columns=(
                            Column(label="Part", width=2, cell="words"),
                            Column(label="From minute", width=1),
                            Column(label="Minutes", width=1),
                            Column(label="Too short, too long, why", width=3),
                        ),
                        rows=(
                            "Questions before you start",
                            "The plan or the point",
                            "The work or the story",
                            "Checking your work",
                            "Your questions to them",
                        ),
                    ),
                ),
                part(
                    "Tallies",
                    Rows(
                        columns=(Column(label="A stroke each time", width=2.4, cell="words"), *thirds),
                        rows=(
                            "Fillers: um, like, you know",
                            "A sentence begun again",
                            "A pause over five seconds",
                            "… after which you say what you thought",
                            "Words that shrink: just, maybe, sorry",
                            "They had to ask “why?”",
                        ),
                    ),
                    note="counts, not scores",
                ),
                part(
                    "Pace",
                    Rows(
                        columns=(Column(label="Count for one minute", width=2.4, cell="words"), *thirds),
                        rows=("Words", "Where you breathe: strokes"),
                    ),
                    note="where do you race?",
                ),
                part(
                    "Two places",
                    room("The minute you like best, and what you did", lines=2),
                    room("The minute you lost the thread, and what came just before", lines=2),
                ),
                part("Say it again", room("One sentence of yours, in the words you would choose now", lines=2)),
                part("Next", room(MICRO_GOAL, "Next date", widths=(3, 1))),
            ),
        ),
    )


def debrief(handbook: Handbook, *, code: str = "") -> Form:
    """Make the page for the back of a candidate's sheet: debrief, log line, micro-goal. `code` is the session's."""
    confidence = Choices(choices=("1", "2", "3", "4", "5"), lines=("Your confidence before", "Your confidence after"))
    return _form(
        handbook,
        f"Debrief {code}".strip(),
        sheet(
            "Debrief",
            "",
            "You speak first. Write a line for each question before your partner says anything.",
            ("Session", "Date", "Partner"),
            (
                part("You first", *(room(question, lines=3) for question in DEBRIEF)),
                part("They say", room("One thing to keep", lines=2), room(*FEEDBACK, lines=3)),
                part(
                    "For the log",
                    confidence,
                    room("The one fix", MICRO_GOAL, lines=2),
                    note="today",
                ),
                part("Next", room("With whom", "Next date")),
            ),
            given=(code, "", ""),
        ),
    )


def _form(
    handbook: Handbook,
    title: str,
    made: FormSheet,
    *,
    copies: Literal[1, 2] = 1,
    points: float = 10.5,
    wide: bool = False,
) -> Form:
    return Form(
        title=title, day=handbook.checked, footer=title, sheets=(made,), copies=copies, points=points, wide=wide
    )

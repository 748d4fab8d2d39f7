"""The partner card: how to interview, for someone who has never done it."""

from __future__ import annotations

from generator.model import Handbook
from generator.paper.document import PrintedDocument
from generator.paper.form import Form, one_sheet, part, said, sheet
from generator.wording import DEBRIEF


def partner_card_form(handbook: Handbook) -> Form:
    """Make the card that tells how to interview, for someone who never did."""
    return one_sheet(
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
                        "You don’t follow: “Say that again for someone outside your field.”",
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


DOCUMENT = PrintedDocument(
    name="partner-card",
    template="form",
    model=Form,
    made_for="everyone",
    make=partner_card_form,
    title="Partner card",
    note="How to interview, for someone who never did. One page.",
    place=1,
)

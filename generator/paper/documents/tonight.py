"""A mock without a plan, as one document per reader: all that its partner needs, and the sealed questions.

The partner's begins with what to do in their first mock, and with the line for each level that their sheet lacks.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Handbook, Level
from generator.paper.document import PrintedDocument
from generator.paper.documents.answers import answer_card
from generator.paper.documents.candidate import candidate_sheet
from generator.paper.documents.pack import Group, Pack, Reader, Sheet, packed
from generator.paper.documents.session import level_bar, session_sheet
from generator.paper.documents.takehome import takehome_form
from generator.paper.documents.twin import has_twin_sheet, twin_sheet
from generator.paper.view import Spans, View, spans
from generator.say import listed
from generator.tonight import STEPS, Mock
from generator.wording import capital, pass_line, several


class Step(View):
    """Something to do, under a label."""

    label: str
    text: Spans


class Tonight(Pack):
    """A pack of one mock. `steps` say what to do; `lines` are the lines of levels for which there is no sheet."""

    steps: tuple[Step, ...] = ()
    lines: tuple[Step, ...] = ()


def tonight_pack(handbook: Handbook, mock: Mock, reader: Reader, *, duplex: bool = True) -> Tonight:
    """Make the document of a mock for one reader. Of the questions the candidate's cover says nothing but codes."""
    round_ = handbook.rounds[mock.round]
    sheets = _for_the_partner(handbook, mock) if reader == "interviewer" else _sealed(handbook, mock)
    parts = [packed(each, reader, number) for number, each in enumerate(sheets, 1)]
    partner = reader == "interviewer"
    heading = "Mock tonight" if partner else "Sealed"
    levels = listed([mock.level, *mock.others]) if partner else mock.level
    at_level = f", {levels}" if partner or not mock.others else ""
    return Tonight(
        title=f"{heading}: {mock.code}",
        day=max(handbook.origins[name].reviewed for name in mock.questions),
        footer=f"{mock.code} · {'interviewer only' if partner else 'sealed'}",
        id=mock.code,
        heading=f"{heading}: {mock.code}",
        name=f"{round_.title}{at_level}, {several(mock.minutes, 'minute')}",
        lead=(
            (
                "This contains questions, hints and answers. Keep it from the candidate.",
                f"The question of the candidate has the same code: {mock.code}.",
            )
            if partner
            else (
                "Print this without reading further, and fold it or put it into an envelope.",
                "Open it when your partner says so. They have their own sheets, with the same code.",
            )
        ),
        duplex=duplex,
        pack=(Group(label=mock.code, note=f"{round_.title}, {several(mock.minutes, 'minute')}", parts=tuple(parts)),),
        steps=tuple(Step(label=label, text=spans(text)) for label, text in STEPS) if partner else (),
        lines=tuple(_line(handbook, mock, level) for level in mock.others) if partner else (),
    )


def _for_the_partner(handbook: Handbook, mock: Mock) -> Iterator[Sheet]:
    """Yield what the partner reads, hands over and writes on, in the order in which they need it."""
    code = mock.code
    sheet = session_sheet(handbook, mock.round, mock.questions, mock.level, short=mock.short, code=code)
    yield Sheet("session", sheet, code, code)
    for own, name, asked in zip(mock.codes, mock.questions, sheet.questions, strict=True):
        if handbook.questions[name].has_answers:
            yield Sheet("answers", answer_card(handbook, name), code, own)
        if has_twin_sheet(handbook, name):
            yield Sheet("twin", twin_sheet(handbook, name, code=own, minutes=asked.minutes), code, own)
    yield Sheet("takehome", takehome_form(handbook, mock.round, code=code), code, code)


def _sealed(handbook: Handbook, mock: Mock) -> Iterator[Sheet]:
    sheet = session_sheet(handbook, mock.round, mock.questions, mock.level, short=mock.short)
    for own, name, asked in zip(mock.codes, mock.questions, sheet.questions, strict=True):
        files = f"{mock.code}-files.zip"
        view = candidate_sheet(handbook, name, code=own, minutes=asked.minutes, files=files)
        yield Sheet("candidate", view, mock.code, own)


def _line(handbook: Handbook, mock: Mock, level: Level) -> Step:
    """Return the bar of each question and the pass line at a level."""
    bars = [level_bar(handbook.questions[name], level) for name in mock.questions]
    several_bars = len(bars) > 1
    said = " ".join(f"({n}) {bar}" if several_bars else bar for n, bar in enumerate(bars, 1))
    return Step(label=capital(level), text=spans(f"{said} *{pass_line(handbook.rounds[mock.round], level)}*"))


DOCUMENT = PrintedDocument(
    name="tonight",
    template="pack",
    model=Tonight,
    made_for="session",
    make=tonight_pack,
    place=1,
)

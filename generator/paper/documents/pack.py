"""A pack: the documents of several sessions in one file, each with a tab to which contents and bookmarks lead.

It contains what it is given: which documents a reader may have is decided by the caller.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, SerializeAsAny, ValidationInfo, field_validator

from generator.model import Handbook, Plan
from generator.paper.document import PrintedDocument, find_documents
from generator.paper.view import Sized, View
from generator.say import date
from generator.wording import in_footer, several

Reader = Literal["candidate", "interviewer"]

_HEADINGS: dict[Reader, str] = {"candidate": "Candidate’s pack", "interviewer": "Interviewer’s pack"}
_LEADS: dict[Reader, tuple[str, ...]] = {
    "candidate": (
        "Print this without reading the questions. Each is known by its code alone.",
        "Fold each question, or put it into an envelope, and open it when the session begins.",
    ),
    "interviewer": (
        "This contains questions, hints and answers. Keep it from the candidate.",
        "Read a session’s sheets for five minutes before it begins.",
    ),
}


@dataclass(frozen=True)
class Sheet:
    """A document to be packed. `session` is the session's id, `code` the code on the document; a plan has neither."""

    document: str
    view: Sized
    session: str = ""
    code: str = ""


class Tab(View):
    """The heading of a document in a pack. In the bookmarks a sealed one is only a code."""

    text: str
    anchor: str
    sealed: bool


class Part(View):
    """A document in a pack, and its title in the contents. With `back` it begins on whichever side comes next.

    `template` prints it.
    """

    document: str
    template: str
    back: bool
    title: str
    tab: Tab
    view: SerializeAsAny[Sized]

    @field_validator("view", mode="before")
    @classmethod
    def _of_its_model(cls, view: object, info: ValidationInfo) -> object:
        """Read a view from JSON as what its document is."""
        return find_documents()[info.data["document"]].model.model_validate(view)


class Group(View):
    """The documents of one session."""

    label: str
    note: str
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]


class Pack(Sized):
    """Everything for some sessions, in their order, for one reader."""

    id: str
    heading: str
    name: str
    lead: tuple[str, ...]
    duplex: bool
    pack: Annotated[tuple[Group, ...], Field(min_length=1)]

    def enlarged(self) -> Self:
        """Return the same pack in large print, with all its documents."""
        large = [
            group.model_copy(
                update={"parts": tuple(part.model_copy(update={"view": part.view.enlarged()}) for part in group.parts)}
            )
            for group in self.pack
        ]
        return self.model_copy(update={"large": True, "pack": tuple(large)})


def pack_document(
    handbook: Handbook, made: Plan, reader: Reader, sheets: Sequence[Sheet], *, duplex: bool = True
) -> Pack:
    """Make a pack of sheets, which come in the order of the plan's sessions, for one reader.

    With `duplex` each document starts on a right-hand page, except those on the back of another.
    """
    heading, name = _HEADINGS[reader], made.candidate.name
    mocks = len({each.session for each in sheets if each.session})
    return Pack(
        title=f"{heading}: {name}",
        day=made.today,
        footer=f"{heading} · {in_footer(name)} · {made.fingerprint}",
        id=made.candidate.id,
        heading=heading,
        name=f"{in_footer(name)}, {several(mocks, 'session')}",
        lead=_LEADS[reader],
        duplex=duplex,
        pack=tuple(_groups(handbook, made, reader, sheets)),
    )


def _groups(handbook: Handbook, made: Plan, reader: Reader, sheets: Sequence[Sheet]) -> Iterator[Group]:
    by_session: dict[str, list[Part]] = {}
    for number, sheet in enumerate(sheets, 1):
        by_session.setdefault(sheet.session, []).append(packed(sheet, reader, number))
    sessions = {each.id: each for each in made.sessions}
    for name, parts in by_session.items():
        if not name:
            yield Group(label="For all of it", note="", parts=tuple(parts))
            continue
        session = sessions[name]
        round_ = handbook.rounds[session.round].title
        yield Group(label=name, note=f"{date(session.date)}, {round_}, {session.minutes} minutes", parts=tuple(parts))


def packed(sheet: Sheet, reader: Reader, number: int) -> Part:
    """Return a sheet as a part of a reader's pack; `number` is its place, from 1."""
    document = find_documents()[sheet.document]
    of_question = document.made_for == "question"
    sealed = reader == "candidate" and of_question
    title = f"Sealed question {sheet.code}" if sealed else document.pack_title
    heading = getattr(sheet.view, "heading", "")
    if reader == "interviewer" and of_question and heading:
        title = f"{title}: {heading}"
    known = title if sealed or not sheet.code else f"{sheet.code} · {title}"
    return Part(
        document=document.name,
        template=document.template,
        back=document.on_the_back,
        title=title,
        tab=Tab(text=known, anchor=f"part-{number}", sealed=sealed),
        view=sheet.view,
    )


DOCUMENT = PrintedDocument(
    name="pack",
    template="pack",
    model=Pack,
    made_for="candidate",
    make=pack_document,
)

"""Changes: how a plan differs from the one before (rule 27)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import Date, Node, Slug
from generator.model.facts.kinds import Confidence, Count, Partner, Place, SessionKind


class Nothing(Node):
    """Nothing changed."""

    code: Literal["nothing"] = "nothing"


class TemplateChanged(Node):
    """Another template."""

    code: Literal["template"] = "template"
    before: Slug = Field(description="Template id.")
    after: Slug = Field(description="Template id.")


class RoundMoved(Node):
    """A round has moved among the priorities."""

    code: Literal["rank"] = "rank"
    round: Slug = Field(description="Round id.")
    before: Place = Field(description="Place, from 1 for the weakest.")
    after: Place = Field(description="Place.")
    entries: list[Date] = Field(
        description="Days of the log entries of this round that are new; empty where others moved past it."
    )
    need_before: Confidence = Field(description="What the round counted as.")
    need_after: Confidence = Field(description="What it counts as now.")


class RoundsChanged(Node):
    """A round came into the plan or left it."""

    code: Literal["rounds"] = "rounds"
    added: list[Slug] = Field(description="Round ids.")
    removed: list[Slug] = Field(description="Round ids.")


class SessionMoved(Node):
    """A session has another day."""

    code: Literal["moved"] = "moved"
    session: Slug = Field(description="Its id.")
    kind: SessionKind = Field(description="Its kind.")
    round: Slug = Field(description="Round id.")
    before: Date = Field(description="Its day in the plan before.")
    after: Date = Field(description="Its day now.")


class Listed(Node):
    """A session in a list of changes."""

    session: Slug = Field(description="Its id.")
    round: Slug = Field(description="Round id.")
    date: Date = Field(description="Its day.")


class SessionsGone(Node):
    """Sessions of a kind that are no longer in the plan, except those done."""

    code: Literal["gone"] = "gone"
    kind: SessionKind = Field(description="Their kind.")
    sessions: list[Listed] = Field(description="By their day in the plan before.")


class SessionsNew(Node):
    """Sessions of a kind that were not in the plan before."""

    code: Literal["new"] = "new"
    kind: SessionKind = Field(description="Their kind.")
    sessions: list[Listed] = Field(description="By date.")


class Renamed(Node):
    """A session on the same day whose id counts another mock before it."""

    before: Slug = Field(description="Its id in the plan before.")
    after: Slug = Field(description="Its id now.")
    date: Date = Field(description="Its day.")


class SessionsRenamed(Node):
    """Sessions that keep day, kind and round but have another id, since a mock came or went before them."""

    code: Literal["renamed"] = "renamed"
    sessions: list[Renamed] = Field(description="By date.")


class SessionChanged(Node):
    """A session has its day but another length or another person to run it."""

    code: Literal["changed"] = "changed"
    session: Slug = Field(description="Its id.")
    round: Slug = Field(description="Round id.")
    date: Date = Field(description="Its day.")
    minutes_before: Count = Field(description="Minutes.")
    minutes_after: Count = Field(description="Minutes.")
    partner_before: Partner = Field(description="Who was to run it.")
    partner_after: Partner = Field(description="Who is to run it.")
    with_before: str = Field(description="Their name, or empty.")
    with_after: str = Field(description="Their name, or empty.")


class QuestionsChanged(Node):
    """Sessions that keep day, length and person but ask something else: their sheets are out of date."""

    code: Literal["questions"] = "questions"
    sessions: list[Slug] = Field(description="Session ids, by date.")


class LoopsChanged(Node):
    """A loop was lost or won. Loops done and loops ahead both count."""

    code: Literal["loops"] = "loops"
    before: Count = Field(description="Loops in the plan before.")
    after: Count = Field(description="Loops now.")


class PaidMock(Node):
    """A mock with an expert was added for a round that has not improved (rule 12)."""

    code: Literal["paid"] = "paid"
    round: Slug = Field(description="Round id.")
    session: Slug = Field(description="Its id.")
    date: Date = Field(description="Its day.")


Change = Annotated[
    Nothing
    | TemplateChanged
    | RoundMoved
    | RoundsChanged
    | SessionMoved
    | SessionsGone
    | SessionsNew
    | SessionsRenamed
    | SessionChanged
    | QuestionsChanged
    | LoopsChanged
    | PaidMock,
    Field(discriminator="code"),
]

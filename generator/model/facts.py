"""What a plan says, as codes with values: reasons, changes, notes and criteria. The sentences are elsewhere.

RULES.md, section F, lists the same codes. Every class is one code; its fields are the values, none of them absent.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import Date, Node, Slug

SessionKind = Literal["baseline", "drill", "loop", "final", "paid", "easy", "micro"]
#: A mock is one of these; a micro-practice is not.
MOCK_KINDS = ("baseline", "drill", "loop", "final", "paid", "easy")
Form = Literal["full", "short", "micro"]
Partner = Literal["peer", "friend", "expert", "llm", "alone"]
PersonKind = Literal["peer", "friend", "expert"]

Confidence = Annotated[int, Field(ge=1, le=5)]
Count = Annotated[int, Field(ge=0)]
Place = Annotated[int, Field(ge=1)]


# Reasons: why a round has its place in the order of need.


class Rated(Node):
    """The candidate's own rating counts."""

    code: Literal["rated"] = "rated"
    confidence: Confidence = Field(description="What the candidate gave.")


class UnratedReason(Node):
    """Nobody has rated the round, so the rating in the middle counts."""

    code: Literal["unrated"] = "unrated"
    confidence: Confidence = Field(description="What it counts as.")


class Logged(Node):
    """The confidence after the last logged mock counts."""

    code: Literal["logged"] = "logged"
    mocks: Count = Field(description="Mocks of the round in the log.")
    confidence: Confidence = Field(description="Confidence after the last of them.")


class Failed(Node):
    """The last mock that a person scored was not passed, so the round counts as less than its confidence."""

    code: Literal["failed"] = "failed"
    mocks: Count = Field(description="Mocks of the round in the log.")
    confidence: Confidence = Field(description="Confidence after the last of them.")
    need: Confidence = Field(description="What it counts as.")


class Weight(Node):
    """How the round's weight compares with that of the others in the plan."""

    code: Literal["weight"] = "weight"
    compared: Literal["only", "same", "heaviest", "among-heaviest", "lightest", "among-lightest", "between"] = Field(
        description="only: no other round. same: all weigh the same. heaviest and lightest: no other weighs as much."
    )


Reason = Annotated[Rated | UnratedReason | Logged | Failed | Weight, Field(discriminator="code")]


# Notes: what the candidate should know about the plan.


class Over(Node):
    """The interviews that name a round are over, so it is left out (rule 1)."""

    code: Literal["over"] = "over"
    round: Slug = Field(description="Round id.")


class NotPlanned(Node):
    """A round that the candidate rated or logged is not in the plan (rule 1)."""

    code: Literal["not-planned"] = "not-planned"
    round: Slug = Field(description="Round id.")


class AimsAtLast(Node):
    """An earlier interview means all the steps, too, but the plan aims at the last one (rule 3)."""

    code: Literal["aims-at-last"] = "aims-at-last"
    date: Date = Field(description="Day of the earlier interview.")


class Unrated(Node):
    """A round is not rated and has no log entry (rule 4)."""

    code: Literal["unrated"] = "unrated"
    round: Slug = Field(description="Round id.")


class Start(Node):
    """The candidate's file has no `start`, so a plan made tomorrow may have other weeks (rule 9)."""

    code: Literal["start"] = "start"
    date: Date = Field(description="The first day to write into the file.")


class NoRoom(Node):
    """Sessions of a kind for which no day was found; the plan's `unplaced` names them."""

    code: Literal["no-room"] = "no-room"
    kind: SessionKind = Field(description="Their kind.")
    minutes: Count = Field(description="Minutes of all of them.")
    reason: Literal["no-day", "too-near", "no-question"] = Field(
        description="too-near: no day is left that could be freed. no-question: the bank is out. no-day: all else."
    )


class FullMocksMissing(Node):
    """Fewer full mocks than wanted (rule 30)."""

    code: Literal["full-mocks"] = "full-mocks"
    wanted: Count = Field(description="Wanted before the interview.")
    done: Count = Field(description="Logged.")
    planned: Count = Field(description="In this plan.")
    minutes: Count = Field(description="Minutes that are missing.")
    reason: Literal["too-near", "too-short", "taken"] = Field(
        description="too-near: no day is left for one. too-short: no run of days could hold one, even if empty. "
        "taken: days could hold one, but what is placed before it takes them."
    )


class BankOut(Node):
    """The bank has too few questions for a round (rule 19)."""

    code: Literal["bank"] = "bank"
    round: Slug = Field(description="Round id.")
    fitting: Count = Field(description="Questions of this round and level in the bank, seen ones included.")
    missing: Count = Field(description="Questions that its mocks should have and do not.")
    without: Count = Field(description="Mocks without any question.")
    surprises: Count = Field(description="Surprises left out.")


class Stubborn(Node):
    """A round has not improved in its last three mocks (rule 35)."""

    code: Literal["stubborn"] = "stubborn"
    round: Slug = Field(description="Round id.")
    dates: list[Date] = Field(description="Days of these three mocks.")
    before: Confidence = Field(description="Confidence before the first.")
    after: Confidence = Field(description="Confidence after the last.")
    paid: Date | Literal[""] = Field(description="Day of the mock with an expert, or empty where no day was found.")


class FixAgain(Node):
    """The same fix was written down three times or more."""

    code: Literal["fix"] = "fix"
    fix: str = Field(description="As the candidate first wrote it.")
    times: Count = Field(description="How often.")


class Much(Node):
    """One person is asked for a lot of time (rule 23)."""

    code: Literal["much"] = "much"
    name: str = Field(description="Their name, or empty.")
    kind: PersonKind = Field(description="peer, friend or expert.")
    minutes: Count = Field(description="Minutes asked of them, what they get in return included.")


Note = Annotated[
    Over | NotPlanned | AimsAtLast | Unrated | Start | NoRoom | FullMocksMissing | BankOut | Stubborn | FixAgain | Much,
    Field(discriminator="code"),
]


# Changes: how a plan differs from the one before (rule 27).


class Nothing(Node):
    """Nothing changed."""

    code: Literal["nothing"] = "nothing"


class TemplateChanged(Node):
    """Another template."""

    code: Literal["template"] = "template"
    before: Slug = Field(description="Template id.")
    after: Slug = Field(description="Template id.")


class RoundMoved(Node):
    """A round has another place in the order of need."""

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
    """Sessions of a kind that are no longer in the plan, but for those done."""

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


# Criteria: what is to be reached before the interview, and what the log says of it.

State = Literal["met", "not-met", "too-little-seen"]


class _Criterion(Node):
    id: str = Field(description="<round>-confidence, <round>-passed or full-mocks.")
    state: State = Field(description="met, not-met or too-little-seen.")
    session: str = Field(description="The next session that tests it, or empty.")


class ConfidenceCriterion(_Criterion):
    """A round at 4 of 5 or more."""

    code: Literal["confidence"] = "confidence"
    round: Slug = Field(description="Round id.")
    wanted: Confidence = Field(description="The confidence to reach.")
    mocks: Count = Field(description="Mocks of the round in the log.")
    first: Date | Literal[""] = Field(description="Day of the first of them, or empty.")
    before: int = Field(description="Confidence before it, or 0.")
    last: Date | Literal[""] = Field(description="Day of the last of them, or empty.")
    after: int = Field(description="Confidence after it, or 0.")


class Judged(Node):
    """A mock that a person scored in full, against the pass line."""

    date: Date = Field(description="Its day.")
    passed: bool = Field(description="Whether it was passed.")
    core_failed: bool = Field(description="Whether a core dimension was below 3.")


class PassedCriterion(_Criterion):
    """A round passed in two of its last three scored mocks, the latest not failed in a core dimension."""

    code: Literal["passed"] = "passed"
    round: Slug = Field(description="Round id.")
    wanted: Count = Field(description="Passes to reach.")
    of: Count = Field(description="Mocks it looks back on.")
    scored: list[Judged] = Field(description="The last mocks that a person scored in full, by date; at most three.")
    ahead: Count = Field(description="Planned mocks of the round that test it, whoever runs them.")


class Span(Node):
    """A run of days."""

    first: Date = Field(description="First day.")
    last: Date = Field(description="Last day.")


class FullMocksCriterion(_Criterion):
    """As many full mocks as the plan wants (rule 30)."""

    code: Literal["full-mocks"] = "full-mocks"
    wanted: Count = Field(description="Full mocks to reach.")
    loops: list[Span] = Field(description="The full mocks in the log, by date.")


Criterion = Annotated[ConfidenceCriterion | PassedCriterion | FullMocksCriterion, Field(discriminator="code")]

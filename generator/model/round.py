"""A round: its agenda, the words to say, its rubric, and common mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import ConfigDict, Field

from generator.model.base import Date, Flag, Line, Minutes, Node, Prose, Slug, Whole

#: The four scores of an anchored rubric, weakest first.
SCORES = (1, 2, 3, 4)
SCORE_NAMES = ("not yet", "mixed", "pass", "strong")


class Segment(Node):
    """A stretch of the session."""

    minutes: Minutes = Field(description="How long.")
    segment: Line = Field(description="What happens, in a few words.")
    lead: Literal["interviewer", "candidate", "both"] = Field(description="Who leads it.")


def main_index(agenda: Sequence[Segment]) -> int:
    """Return the index of the segment for the questions: the longest one before scoring and feedback."""
    return max(range(max(1, len(agenda) - 2)), key=lambda index: agenda[index].minutes)


class ShortForm(Node):
    """The round in half an hour or less: one question, one thing to watch."""

    minutes: Whole = Field(ge=10, le=30, description="At most 30.")
    agenda: tuple[Segment, ...] = Field(min_length=3, description="Adds up to the minutes.")


class Single(Node):
    """A full session with fewer questions than the round usually has."""

    questions: Whole = Field(ge=1, le=3, description="How many questions.")
    open: Prose = Field(description="What the interviewer says to begin.")
    agenda: tuple[Segment, ...] = Field(min_length=3, description="Adds up to the minutes of the round.")


class Setting(Node):
    """Where and with what the round is held on the day."""

    modes: tuple[Line, ...] = Field(min_length=1, description="in person, virtual.")
    interviewers: Whole = Field(ge=1, le=10, description="How many sit opposite.")
    tools: tuple[Line, ...] = Field(default=(), description="What both may use.")
    ai: Literal["none", "allowed", "expected"] = Field(description="Whether a model may be used.")


#: What every interviewer says at the start, after the round's own opening words.
ALWAYS_SAID = (
    "Silence is fine.",
    "Ask me anything, at any time.",
    "I take notes, so I may look away.",
    "I record only if we both want it.",
)


class Words(Node):
    """What the interviewer says, word for word."""

    open: Prose = Field(
        description="To begin: what this round alone needs. How many questions and minutes there are is said after it."
    )
    close: Prose = Field(description="To stop.")


class DimensionSignals(Node):
    """What to look for, whatever the question."""

    strong: tuple[Prose, ...] = Field(min_length=1, description="Signs of strength.")
    weak: tuple[Prose, ...] = Field(min_length=1, description="Signs of weakness.")


class Anchors(Node):
    """One sentence per score. The step from 2 to 3 is the pass line."""

    # yaml-language-server reads the key 1 as a number and accepts it only by a pattern, not as a property.
    model_config = ConfigDict(json_schema_extra={"patternProperties": {"^[1-4]$": {"type": "string"}}})

    one: Prose = Field(alias="1", description="Not yet.")
    two: Prose = Field(alias="2", description="Mixed.")
    three: Prose = Field(alias="3", description="Pass.")
    four: Prose = Field(alias="4", description="Strong.")

    def __iter__(self):  # type: ignore[no-untyped-def]  # the four in order, not pydantic's pairs
        return iter((self.one, self.two, self.three, self.four))


class Dimension(Node):
    """One of the five things a round is judged by."""

    id: Slug = Field(description="Unique in the round.")
    title: Line = Field(description="Its name, shown to the candidate.")
    measures: Prose = Field(description="One sentence on what it measures.")
    core: bool = Field(strict=True, description="Must be 3 or better at every level; one or two in a round.")
    signals: DimensionSignals = Field(description="Signs, whatever the question.")
    anchors: Anchors = Field(description="What was seen, per score 1-4. Absolute: the same at every level.")
    not_seen: Prose = Field(description="When it can't be scored through no fault of the candidate.")


class PassLine(Node):
    """How many of the five dimensions must be at 3 or better, next to the core ones."""

    junior: Whole = Field(ge=1, le=5, description="Juniors.")
    mid: Whole = Field(ge=1, le=5, description="Mid.")
    senior: Whole = Field(ge=1, le=5, description="Senior.")
    staff: Whole = Field(ge=1, le=5, description="Staff.")


class Rubric(Node):
    """Five dimensions, and the pass line per level."""

    pass_line: PassLine = Field(alias="pass", description="Dimensions at 3 or better, next to the core ones.")
    dimensions: tuple[Dimension, ...] = Field(min_length=5, max_length=5, description="Five; one or two are core.")


class Checklists(Node):
    """Before it starts."""

    candidate: tuple[Line, ...] = Field(min_length=1, description="For the candidate.")
    interviewer: tuple[Line, ...] = Field(min_length=1, description="For the interviewer.")


class MustNotAsk(Node):
    """What a fair interviewer leaves alone."""

    text: Prose = Field(description="What not to ask.")
    jurisdiction: Line = Field(description="Where that holds.")
    checked: Date = Field(description="When it was looked up.")
    source: Line = Field(description="Where it was looked up.")


class Mistake(Node):
    """A mistake candidates make, and what to do instead."""

    mistake: Prose = Field(description="The mistake.")
    instead: Prose = Field(description="What to do.")


class Exercise(Node):
    """Ten to twenty minutes alone, between mocks."""

    title: Line = Field(description="Its name.")
    how: Prose = Field(description="What to do.")


class LanguageModel(Node):
    """How a language model plays the interviewer."""

    persona: Line = Field(description="Whom it plays.")
    rules: tuple[Prose, ...] = Field(min_length=1, description="What it keeps to.")


class Round(Node):
    """One kind of interview."""

    id: Slug = Field(description="Unique among rounds; the file's name.")
    title: Line = Field(description="Its name.")
    aliases: tuple[Line, ...] = Field(default=(), description="Other names that people and advertisements use for it.")
    purpose: Prose = Field(description="What it is for, in a sentence.")
    minutes: Minutes = Field(description="A full session with scoring and feedback.")
    questions: Whole = Field(ge=1, le=4, description="Questions a session.")
    in_loop: Flag = Field(
        default=True, description="false: practised where it is named, but never a step of a full loop."
    )
    help: Literal["hints", "probes"] = Field(description="Hints, or probes in rounds of conversation.")
    agenda: tuple[Segment, ...] = Field(
        min_length=3, description="Adds up to the minutes; ends with silent scoring and feedback."
    )
    short: ShortForm = Field(description="Half an hour or less.")
    single: Single | None = Field(
        default=None, description="Opening words and agenda of a full session with fewer questions."
    )
    setting: Setting = Field(description="Where and with what.")
    say: Words = Field(description="Opening and closing words.")
    rubric: Rubric = Field(description="How it is judged.")
    checklists: Checklists = Field(description="What both sides see to before it starts.")
    must_not_ask: tuple[MustNotAsk, ...] = Field(min_length=1, description="What to leave alone.")
    mistakes: tuple[Mistake, ...] = Field(min_length=1, description="Common ones, and what to do instead.")
    micro_goals: tuple[Prose, ...] = Field(min_length=1, description="By the next mock I will …")
    exercises: tuple[Exercise, ...] = Field(min_length=1, description="Alone, between mocks.")
    llm: LanguageModel = Field(description="For a model that plays the interviewer.")

    @property
    def main_segment(self) -> Segment:
        """The segment for the questions: the longest one before scoring and feedback."""
        return self.agenda[main_index(self.agenda)]

    @property
    def question_minutes(self) -> int:
        """The minutes of a question that sets none: the main segment divided by the questions, rounded down."""
        return max(1, self.main_segment.minutes // self.questions)

    @property
    def checked(self) -> Date:
        """The latest day on which anything that must not be asked was looked up."""
        return max(each.checked for each in self.must_not_ask)

    def dimension(self, dimension_id: str) -> Dimension:
        """Return the dimension with this id. Raise KeyError if there is none."""
        for dimension in self.rubric.dimensions:
            if dimension.id == dimension_id:
                return dimension
        raise KeyError(dimension_id)

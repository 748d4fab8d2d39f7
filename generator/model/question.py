"""A question: what the candidate reads, what a partner needs to run it without preparation, and how to judge it."""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.model.base import CANDIDATE, SOLO, Date, Level, Line, Minutes, Node, Prose, Slug, Whole
from generator.model.file_name import file_name
from generator.model.older import AlsoRead
from generator.model.working import Diagram, Sum

Difficulty = Literal["easy", "medium", "hard"]
DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)
HintKind = Literal["nudge", "pointer", "reveal"]
#: How a candidate is doing.
Strength = Literal["struggling", "solid", "strong"]
STRENGTHS: tuple[Strength, ...] = get_args(Strength)
#: Kind of hint → the highest score still possible in the dimension that the hint gives away.
HINT_CAP: dict[HintKind, int] = {"nudge": 4, "pointer": 3, "reveal": 2}

#: The length of `about`, in characters, so that it fits a line of a list.
ABOUT = 90

_MINUTE = re.compile(r"\bminute (\d+)\b", re.IGNORECASE)


class Material(Node):
    """A text that is handed over with the prompt: a program, a diff, a table, a log."""

    name: Line = Field(description="File name or caption.", json_schema_extra=CANDIDATE)
    language: Slug = Field(
        default="text", description="For colouring: python, sql, diff, text …", json_schema_extra=CANDIDATE
    )
    text: str = Field(
        description="The material itself, as is.", min_length=1, max_length=32768, json_schema_extra=CANDIDATE
    )

    @property
    def file(self) -> str:
        """The name of the file in which it is handed over."""
        return file_name(self.name, self.language)


class Clarification(Node):
    """A question the candidate may ask, and the answer everyone gets."""

    ask: Prose = Field(description="What they may ask, in their words.")
    say: Prose = Field(description="What the interviewer answers.")
    do: Prose | None = Field(default=None, description="What the interviewer does or notes besides.")


class Hint(Node):
    """Help of rising strength. A pointer caps the dimension it gives at 3, a reveal at 2; a nudge is free."""

    kind: HintKind = Field(description="nudge, pointer or reveal.", json_schema_extra=SOLO)
    gives: Slug | None = Field(default=None, description="The dimension it gives away; none for a nudge.")
    when: Prose = Field(
        description="A minute of the question (minute 6, or: no plan at minute 6) or a trigger, the same for everyone."
    )
    text: Prose = Field(description="The words to say.", json_schema_extra=SOLO)

    @property
    def minute(self) -> int | None:
        """The minute in `when`, from when the candidate gets the question, or None if `when` only names a trigger."""
        match = _MINUTE.search(self.when)
        return int(match[1]) if match else None

    def at(self, minute: int) -> Hint:
        """Return the same hint with another minute in `when`."""
        return self.model_copy(update={"when": _MINUTE.sub(f"minute {minute}", self.when, count=1)})


class Probe(Node):
    """A planned question in conversational rounds. It costs nothing; a point given only when asked is at most 3."""

    ask: Prose = Field(description="The words to say.", json_schema_extra=SOLO)
    gives: Slug | None = Field(default=None, description="The dimension it looks at.")
    case: Prose | None = Field(default=None, alias="if", description="Ask it only then.")


class Pushback(Node):
    """One objection, chosen by what the candidate did."""

    case: Prose = Field(alias="if", description="What they did.")
    say: Prose = Field(description="The objection, in words to say.")
    listen_for: Prose = Field(description="What a good answer holds.")


class FollowUp(Node):
    """A further question once the first is answered."""

    ask: Prose = Field(description="The words to say.", json_schema_extra=SOLO)
    listen_for: Prose = Field(description="What a good answer holds.")
    strength: Strength = Field(
        default="solid", alias="for", description="The candidate it is for: struggling, solid or strong."
    )


class Curveball(Node):
    """A turn that the candidate doesn't expect, near the end."""

    ask: Prose = Field(description="The words to say.", json_schema_extra=SOLO)
    listen_for: Prose | None = Field(default=None, description="What a good reaction contains.")


class Term(Node):
    """A term of the trade, so that a partner who isn't an expert recognises it."""

    they: Line = Field(description="What a good candidate calls it.")
    means: Line = Field(description="What the sheet calls it, in plain words.")


class Milestone(Node):
    """Where a candidate on course is by a minute of the question's own time."""

    minute: Minutes = Field(description="Minutes from the moment the candidate gets the question.")
    state: Prose = Field(description="What is done by then.")


class Solution(Node):
    """One right answer in code. The tests run it."""

    language: Literal["python", "html"] = Field(description="Python, or one page of HTML with its styles and scripts.")
    file: Line | None = Field(
        default=None, description="The material that it takes the place of; none if there is no such material."
    )
    time: Prose | None = Field(default=None, description="Cost in time.")
    space: Prose | None = Field(default=None, description="Cost in space.")
    code: str = Field(description="The code.", min_length=1, max_length=32768)


class Case(Node):
    """One call and the value it must give: Python expressions, or JavaScript run in the page and JSON."""

    call: Line = Field(description="The call.")
    returns: Line = Field(description="The value it gives, compared by ==.")


class Fault(Node):
    """A fault planted in the materials."""

    where: Line = Field(description="File and line, or a few words of it.")
    what: Prose = Field(description="What goes wrong, and for which input.")
    weight: Literal["must", "should", "taste"] = Field(description="Must change, should change, or taste.")


class Signals(Node):
    """What this question shows of one dimension."""

    strong: tuple[Prose, ...] = Field(min_length=1, description="Seen in a strong answer.")
    weak: tuple[Prose, ...] = Field(min_length=1, description="Seen in a weak answer.")


class WeakAndStrong(Node):
    """The older form of sample answers: a weak and a strong one, and the difference."""

    weak: Prose = Field(description="A weak answer, word for word.")
    strong: Prose = Field(description="A strong answer, word for word.")
    why: Prose = Field(description="What makes the difference.")


class SampleAnswer(Node):
    """An answer, word for word, and its score."""

    score: Whole = Field(ge=1, le=4, description="Its score by the anchors of the round, 1 to 4.")
    minutes: float | None = Field(default=None, ge=0.5, le=60, description="How long it takes to say.")
    level: Level | None = Field(default=None, description="The level of the candidate.")
    text: Prose = Field(description="The answer, word for word.")
    why: Prose | None = Field(default=None, description="Why it gets this score.")

    @property
    def name(self) -> str:
        """The answer in a heading: score, level and minutes, or only weak or strong if those two are missing."""
        if self.level is None and self.minutes is None:
            return "Strong" if self.score > 2 else "Weak"
        minutes = f"{self.minutes:g} min" if self.minutes else ""
        return ", ".join(filter(None, (f"Score {self.score}", self.level, minutes)))


class Twin(Node):
    """A question of the same kind, for a candidate who knows the first one. It is scored in its place."""

    prompt: Prose = Field(description="What the candidate reads or hears.")
    materials: tuple[Material, ...] = Field(default=(), description="Handed over with it.")
    listen_for: Prose | None = Field(default=None, description="What a good answer contains.")
    hints: tuple[Hint, ...] = Field(
        default=(), description="Weakest first. Minutes count from when the twin is handed over."
    )
    probes: tuple[Probe, ...] = Field(default=(), description="In conversational rounds, instead of hints.")
    milestones: tuple[Milestone, ...] = Field(
        default=(), description="Where they are by when. Minutes count from when the twin is handed over."
    )
    solution: Solution | None = Field(default=None, description="One right answer in code.")
    cases: tuple[Case, ...] = Field(default=(), description="Run against the solution by the tests.")


class ColdRead(Node):
    """A reading on paper by someone who didn't write the question and solved it first. It is no mock."""

    date: Date = Field(description="Day of the reading.")
    by: Literal["model", "person"] = Field(description="Who read it: a language model or a person.")
    changed: Prose = Field(description="What was changed because of it.")


def _about(value: str) -> str:
    if len(value) > ABOUT:
        raise PydanticCustomError("line", "expected at most {most} characters", {"most": ABOUT})
    return value


def _curveball(ask: str) -> Curveball:
    return Curveball(ask=ask)


def _sample_answers(older: WeakAndStrong) -> tuple[SampleAnswer, ...]:
    return SampleAnswer(score=1, text=older.weak), SampleAnswer(score=4, text=older.strong, why=older.why)


class Question(Node):
    """One question of the bank. Fields marked candidate or solo may reach the candidate, no others."""

    id: Slug = Field(description="Unique among questions; part of its address.", json_schema_extra=CANDIDATE)
    title: Line = Field(description="Short name.", json_schema_extra=CANDIDATE)
    about: Annotated[Line, AfterValidator(_about)] | None = Field(
        default=None,
        description="What it asks, in the terms of the trade and without the answer: one line for lists and search.",
        json_schema_extra=CANDIDATE | {"maxLength": ABOUT},
    )
    round: Slug = Field(description="The round it belongs to.", json_schema_extra=CANDIDATE)
    levels: tuple[Level, ...] = Field(min_length=1, description="The levels that it fits.", json_schema_extra=CANDIDATE)
    difficulty: Difficulty = Field(description="easy, medium or hard.", json_schema_extra=CANDIDATE)
    topics: tuple[Slug, ...] = Field(min_length=1, description="What it is about.", json_schema_extra=CANDIDATE)
    needs: Literal["anyone", "practitioner", "specialist"] = Field(description="Who can judge it.")
    minutes: Minutes | None = Field(
        default=None,
        description="Its time inside the session; default: the main segment divided by the round's questions.",
        json_schema_extra=CANDIDATE,
    )
    prompt: Prose = Field(description="What the candidate reads or hears.", json_schema_extra=CANDIDATE)
    materials: tuple[Material, ...] = Field(default=(), description="Handed over with it.", json_schema_extra=CANDIDATE)

    gist: Prose = Field(description="The question in two lines, for the interviewer's sheet.")
    right_if: Prose = Field(description="How someone who isn't an expert can tell that it is right.")
    if_known: Prose = Field(description="What to do when they have seen it.")
    known_as: Prose | None = Field(default=None, description="The usual name of a well-known problem, and our twist.")
    twin: Twin | None = Field(default=None, description="The question to ask instead if they know this one.")
    clarifications: tuple[Clarification, ...] = Field(default=(), description="Asked → say.")
    hints: tuple[Hint, ...] = Field(default=(), description="Weakest first.", json_schema_extra=SOLO)
    probes: tuple[Probe, ...] = Field(
        default=(), description="In conversational rounds, instead of hints.", json_schema_extra=SOLO
    )
    pushback: tuple[Pushback, ...] = Field(default=(), description="The line that fits what they did.")
    follow_ups: tuple[FollowUp, ...] = Field(default=(), description="In order.", json_schema_extra=SOLO)
    curveball: Annotated[Curveball, AlsoRead(Prose, str, _curveball)] | None = Field(
        default=None,
        description="A turn they do not expect, and what to listen for. Text alone is what to ask.",
        json_schema_extra=SOLO,
    )
    they_may_say: tuple[Term, ...] = Field(
        default=(), description="Terms of the trade that they may use, commonest first."
    )
    milestones: tuple[Milestone, ...] = Field(default=(), description="Where they are by when.")
    approach: Prose | None = Field(default=None, description="How it is answered well, and where people get stuck.")
    in_operation: Prose | None = Field(
        default=None,
        description="For designs: what is monitored, who is paged, how it is released and rolled back, and the cost.",
    )
    diagram: Diagram | None = Field(default=None, description="The components and how they are connected.")
    sums: tuple[Sum, ...] = Field(default=(), description="The calculations behind the figures. The tests run them.")
    solution: Solution | None = Field(default=None, description="One right answer in code.")
    cases: tuple[Case, ...] = Field(default=(), description="Run against the solution by the tests.")
    faults: tuple[Fault, ...] = Field(default=(), description="Planted bugs, the most serious first.")
    signals: dict[str, Signals] = Field(description="Per dimension of the round's rubric.")
    bar: dict[Level, Prose] = Field(description="What the pass line means at each level.")

    red_flags: tuple[Prose, ...] = Field(default=(), description="Seen seldom, weighs much.")
    mistakes: tuple[Prose, ...] = Field(default=(), description="Common ones.")
    sample_answers: Annotated[tuple[SampleAnswer, ...], AlsoRead(WeakAndStrong, dict, _sample_answers)] = Field(
        default=(), description="Answers, weakest first, each with its score and the reason for it."
    )
    culture_note: Prose | None = Field(default=None, description="Where custom differs and must not be scored.")
    not_seen: Prose | None = Field(default=None, description="What this question can't show.")
    ai: Prose | None = Field(default=None, description="What changes when the candidate may use a model.")
    cold_reads: tuple[ColdRead, ...] = Field(default=(), description="Who has read it on paper before its first mock.")

    def fits(self, round_id: str, level: Level) -> bool:
        """Return whether it may be asked in this round at this level."""
        return self.round == round_id and level in self.levels

    @property
    def has_answers(self) -> bool:
        """True if it has an answer card to print: a solution, planted bugs, a design or a twin."""
        parts = (self.solution, self.faults, self.in_operation, self.diagram, self.twin)
        return any(parts)


class Origin(Node):
    """Who wrote a file of questions, under which licence; when it was last reviewed, and in how many mocks tried."""

    author: Line = Field(description="Who wrote it.")
    licence: Line = Field(description="SPDX name, such as CC-BY-4.0.")
    reviewed: Date = Field(description="Day of the last review.")
    pilots: Whole = Field(ge=0, description="Mocks it was tried in. 0 is honest.")


class QuestionFile(Node):
    """One file of `content/questions/<round>/`."""

    defaults: Origin = Field(description="Stands once, holds for all questions of the file.")
    questions: tuple[Question, ...] = Field(min_length=1, description="The questions.")

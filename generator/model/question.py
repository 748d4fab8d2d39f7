"""A question: what the candidate reads, what a partner needs to run it without preparation, and how to judge it."""

from __future__ import annotations

import re
from typing import Literal, get_args

from pydantic import Field

from generator.model.base import CANDIDATE, SOLO, Date, Level, Line, Minutes, Node, Prose, Slug, Whole
from generator.model.file_name import file_name

Difficulty = Literal["easy", "medium", "hard"]
DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)
HintKind = Literal["nudge", "pointer", "reveal"]
#: Kind of hint → the highest score still possible in the dimension that the hint gives away.
HINT_CAP: dict[HintKind, int] = {"nudge": 4, "pointer": 3, "reveal": 2}

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
    """A question the candidate may ask, and the answer everybody gets."""

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
    """A planned question in rounds of conversation. It costs nothing; a point given only when asked is at most 3."""

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


class Milestone(Node):
    """Where a candidate on course is by a minute of the question's own time."""

    minute: Minutes = Field(description="Minutes from the moment the candidate gets the question.")
    state: Prose = Field(description="What is done by then.")


class Solution(Node):
    """One right answer in code. The tests run it."""

    language: Literal["python", "html"] = Field(description="Python, or one page of HTML with its styles and scripts.")
    file: Line | None = Field(
        default=None, description="The material that it takes the place of; none where it stands alone."
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


class SampleAnswers(Node):
    """A weak and a strong telling, and the difference."""

    weak: Prose = Field(description="A weak answer, as told.")
    strong: Prose = Field(description="A strong answer, as told.")
    why: Prose = Field(description="What makes the difference.")


class Question(Node):
    """One question of the bank. Fields marked candidate or solo may reach the candidate, no others."""

    id: Slug = Field(description="Unique among questions; part of its address.", json_schema_extra=CANDIDATE)
    title: Line = Field(description="Short name.", json_schema_extra=CANDIDATE)
    round: Slug = Field(description="The round it belongs to.", json_schema_extra=CANDIDATE)
    levels: tuple[Level, ...] = Field(min_length=1, description="Whom it fits.", json_schema_extra=CANDIDATE)
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
    right_if: Prose = Field(description="How someone who is no expert sees that it is right.")
    if_known: Prose = Field(description="What to do when they have seen it.")
    clarifications: tuple[Clarification, ...] = Field(default=(), description="Asked → say.")
    hints: tuple[Hint, ...] = Field(default=(), description="Weakest first.", json_schema_extra=SOLO)
    probes: tuple[Probe, ...] = Field(
        default=(), description="In rounds of conversation, instead of hints.", json_schema_extra=SOLO
    )
    pushback: tuple[Pushback, ...] = Field(default=(), description="The line that fits what they did.")
    follow_ups: tuple[FollowUp, ...] = Field(default=(), description="In order.", json_schema_extra=SOLO)
    curveball: Prose | None = Field(default=None, description="A turn they do not expect.", json_schema_extra=SOLO)
    milestones: tuple[Milestone, ...] = Field(default=(), description="Where they are by when.")
    approach: Prose | None = Field(default=None, description="How it is answered well, and where people get stuck.")
    solution: Solution | None = Field(default=None, description="One right answer in code.")
    cases: tuple[Case, ...] = Field(default=(), description="Run against the solution by the tests.")
    faults: tuple[Fault, ...] = Field(default=(), description="Planted in the materials, gravest first.")
    signals: dict[str, Signals] = Field(description="Per dimension of the round's rubric.")
    bar: dict[Level, Prose] = Field(description="What the pass line means at each level.")

    red_flags: tuple[Prose, ...] = Field(default=(), description="Seen seldom, weighs much.")
    mistakes: tuple[Prose, ...] = Field(default=(), description="Common ones.")
    sample_answers: SampleAnswers | None = Field(default=None, description="Weak and strong, with the reason.")
    culture_note: Prose | None = Field(default=None, description="Where custom differs and must not be scored.")
    not_seen: Prose | None = Field(default=None, description="What this question can't show.")
    ai: Prose | None = Field(default=None, description="What changes when a model is at hand.")

    def fits(self, round_id: str, level: Level) -> bool:
        """Return whether it may be asked in this round at this level."""
        return self.round == round_id and level in self.levels

    @property
    def has_answers(self) -> bool:
        """True if it has a solution or planted bugs, and so an answer card to print."""
        return self.solution is not None or bool(self.faults)


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

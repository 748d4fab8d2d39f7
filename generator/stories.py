"""Review a candidate's stories: themes without one, and for each story the next steps and likely questions.

Pure. Nobody is scored and no story is ranked: a finding is one line that says what to do.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Literal, NamedTuple

from generator.model import Handbook, Story, StoryTheme
from generator.wording import several

#: The most that the situation should take of a story, in per cent of its words.
SITUATION = 30
#: The most seconds that telling a story should take.
SECONDS = 180
#: The most themes that one story should have.
THEMES = 3
#: Up to this confidence, 1-5, the advice is to tell the story aloud.
UNSURE = 2
#: The most follow-ups that are shown for a story.
FOLLOW_UPS = 6
#: The report's size on a terminal; two more lines name the worksheet.
COLUMNS, LINES = 80, 58

Form = Literal["STAR", "PAR", "CAR"]
#: Form → a sentence to the candidate with its parts and why it fits.
FORMS: Mapping[Form, str] = {
    "STAR": "Situation, task, action, result: your task says more than the situation does.",
    "PAR": "Problem, action, result: there is a task and no situation, so open with the problem.",
    "CAR": "Challenge, action, result: the situation contains the task, so open with what was hard about it.",
}
#: The parts that the candidate tells.
_PARTS = ("situation", "task", "action", "result", "reflection")
#: Every part of a story → its label, in the order of a page.
LABELS: Mapping[str, str] = {
    "situation": "Situation", "task": "Task", "action": "Action", "result": "Result", "metric": "Number",
    "benefited": "Better off", "reflection": "Looking back",
}  # fmt: skip
#: Words that count as a number.
_NUMBER_WORDS = frozenset((
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "hundred",
    "thousand", "million", "half", "third", "quarter", "once", "twice", "double", "none", "zero",
))  # fmt: skip

What = Literal["scene", "action", "result", "number", "reflection", "benefited", "situation", "seconds", "confidence",
               "themes"]  # fmt: skip


class Finding(NamedTuple):
    """Something to do about a story, in one line."""

    what: What
    do: str


class Review(NamedTuple):
    """The review of a story. `number` counts from 1; `share` is the situation's share of the words in per cent."""

    number: int
    story: Story
    form: Form | None
    share: int
    findings: tuple[Finding, ...]
    follow_ups: tuple[str, ...]


class Row(NamedTuple):
    """A theme, whether the role asks for it, and for each story whether it answers it."""

    theme: StoryTheme
    of_role: bool
    answered_by: tuple[bool, ...]


class Bank(NamedTuple):
    """All stories of a candidate against all themes, core themes first."""

    rows: tuple[Row, ...]
    stories: tuple[Review, ...]

    @property
    def gaps(self) -> tuple[Row, ...]:
        """The themes without a story: core ones first, then by whether the role asks for them."""
        missing = (row for row in self.rows if not any(row.answered_by))
        return tuple(sorted(missing, key=lambda row: (not row.theme.core, not row.of_role)))


def bank(handbook: Handbook, role_id: str, stories: Sequence[Story]) -> Bank:
    """Return the review of a candidate's stories for a role. The handbook must have every theme of the stories."""
    asked = handbook.roles[role_id].themes if role_id in handbook.roles else ()
    rows = tuple(
        Row(theme, theme.id in asked, tuple(theme.id in story.themes for story in stories))
        for theme in handbook.themes.values()
    )
    reviews = (_review(number, story, handbook.themes) for number, story in enumerate(stories, start=1))
    return Bank(rows, tuple(reviews))


def _review(number: int, story: Story, themes: Mapping[str, StoryTheme]) -> Review:
    findings = tuple(_findings(story))
    own = [themes[name].follow_ups for name in dict.fromkeys(story.themes)]
    in_turn = [each for some in zip_longest(*own) for each in some if each]
    asked = dict.fromkeys(chain((_ASKED[each.what] for each in findings if each.what in _ASKED), in_turn))
    return Review(number, story, form(story), situation_share(story), findings, tuple(asked)[:FOLLOW_UPS])


#: What is missing from a story → what a listener asks.
_ASKED: Mapping[str, str] = {
    "scene": "Where was that, and what was at stake?",
    "action": "What did you do yourself?",
    "result": "How did it end?",
    "number": "How do you know?",
    "reflection": "What would you do differently?",
    "benefited": "Who was better off for it?",
}


def form(story: Story) -> Form | None:
    """Return the form that fits a story, or None while neither situation nor task is written.

    It is STAR if the task has a word that the situation lacks, PAR if there is only a task, else CAR.
    """
    if not story.situation:
        return "PAR" if story.task else None
    return "STAR" if set(_words(story.task)) - set(_words(story.situation)) else "CAR"


def situation_share(story: Story) -> int:
    """Return the situation's share of all words in whole per cent, rounded up; 0 until there is an action."""
    total = sum(len(_words(getattr(story, part))) for part in _PARTS)
    return -(-100 * len(_words(story.situation)) // total) if story.action and total else 0


def has_number(story: Story) -> bool:
    """Return whether the metric contains a number, in figures or words."""
    return any(any(map(str.isnumeric, word)) or word in _NUMBER_WORDS for word in _words(story.metric))


def _words(prose: str | None) -> list[str]:
    return re.findall(r"\w[\w'’]*", (prose or "").casefold())


def _findings(story: Story) -> Iterator[Finding]:
    """Yield what to do about a story: first what is missing, then what is too long, unsure or too much."""
    if not story.situation and not story.task:
        yield Finding("scene", "Write one or two sentences on where it was and what was at stake.")
    if not story.action:
        yield Finding("action", "Write what you did yourself, step by step; begin with “I”.")
    if not story.result:
        yield Finding("result", "Write how it ended, and what is different since.")
    if not has_number(story):
        yield Finding("number", "Find one number that someone could check: how many, how long, before and after.")
    if not story.reflection:
        yield Finding("reflection", "Write one thing you would do differently, or have done since.")
    if not story.benefited:
        yield Finding("benefited", "Say who was better off.")
    share = situation_share(story)
    rest = sum(len(_words(getattr(story, part))) for part in _PARTS if part != "situation")
    most = rest * SITUATION // (100 - SITUATION)
    if share > SITUATION and most:  # next to an action of two words any situation is long
        yield Finding("situation", f"The situation takes {share} % of the story: cut it to {most} words or fewer.")
    if story.seconds and story.seconds > SECONDS:
        yield Finding("seconds", f"It takes {story.seconds} seconds: bring it to {SECONDS}, background first.")
    if story.confidence and story.confidence <= UNSURE:
        yield Finding("confidence", f"You gave it {story.confidence} of 5: tell it aloud to one person this week.")
    if len(set(story.themes)) > THEMES:
        many = len(set(story.themes))
        yield Finding("themes", f"It carries {many} themes: keep the {THEMES} it answers best.")


def report(stories: Bank, heading: str) -> tuple[str, ...]:
    """Return lines for a terminal of 80 columns: the themes, the gaps, then each story."""
    lines = [*_gap_lines(stories)]
    for review in stories.stories:
        lines += ["", f"{review.number}  {review.story.title}", f"   {facts(review)}"]
        lines += [f"   next   {step}" for step in next_steps(review)]
        lines += [f"   asked  {' '.join(' '.join(review.follow_ups[:3]).split())}"]
    forms = dict.fromkeys(review.form for review in stories.stories if review.form)
    lines += ["", *(f"{form}: {FORMS[form]}" for form in forms)] if forms else []
    lines = [*_matrix(stories, heading), "", *(piece for line in lines for piece in _wrapped(line))]
    return tuple(lines if len(lines) <= LINES else [*lines[: LINES - 1], "… the rest is in the worksheet"])


def _wrapped(line: str) -> list[str]:
    """Wrap a line at 80 columns, with further lines indented to its first word after the label."""
    mark = re.match(r" *(\d+  |next   |asked  )?", line)
    return textwrap.wrap(line, COLUMNS, subsequent_indent=" " * len(mark[0] if mark else "")) or [""]


def next_steps(review: Review) -> tuple[str, ...]:
    """Return what to do next about a story, a line for each step; there is always at least one."""
    return tuple(finding.do for finding in review.findings) or ("Nothing is missing. Tell it aloud, and time it.",)


def counted(stories: Bank) -> str:
    """Format the number of stories, and how many core themes they cover."""
    core = [row for row in stories.rows if row.theme.core]
    covered = sum(any(row.answered_by) for row in core)
    return f"{several(len(stories.stories), 'story', 'stories')}, {covered} of {len(core)} core themes"


def facts(review: Review) -> str:
    """Format a story's form, length, confidence and share of the situation, as far as they are known."""
    story = review.story
    known = (
        review.form,
        f"{story.seconds} seconds" if story.seconds else None,
        f"confidence {story.confidence} of 5" if story.confidence else None,
        f"situation {review.share} % of the story" if review.share else None,
    )
    return ", ".join(filter(None, known)) or "begun"


def note(row: Row) -> str:
    """Return why a theme matters: core, asked for by the role, both, or an empty string."""
    return ", ".join(word for word, applies in (("core", row.theme.core), ("role", row.of_role)) if applies)


def _matrix(stories: Bank, heading: str) -> Iterator[str]:
    wide = max((len(row.theme.title) for row in stories.rows), default=0)
    yield f"{heading}: {counted(stories)}"
    yield ""
    yield " " * (wide + 14) + "".join(f"{review.number:>3}" for review in stories.stories)
    for row in stories.rows:
        marks = "".join(f"{'x' if each else '·':>3}" for each in row.answered_by)
        yield f"{row.theme.title:<{wide}}  {note(row):<12}{marks}".rstrip()


def _gap_lines(stories: Bank) -> Iterator[str]:
    if not stories.gaps:
        yield "Every theme has a story."
        return
    yield "No story yet:"
    for row in stories.gaps:
        if row.theme.core or row.of_role:
            yield f"   {row.theme.title} ({note(row)}): {row.theme.asks}"
    others = [row.theme.title for row in stories.gaps if not (row.theme.core or row.of_role)]
    if others:
        yield f"   Later: {', '.join(others)}"

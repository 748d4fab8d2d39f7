"""The handbook: everything an author wrote, checked by shape, and where each value stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.base import LEVELS, Level
from generator.model.candidate import Candidate
from generator.model.floors import Floors
from generator.model.format import Formats
from generator.model.log import Log
from generator.model.question import DIFFICULTIES, Origin, Question
from generator.model.role import Role
from generator.model.round import Round
from generator.model.shelf import Shelf, Shelves
from generator.model.story import StoryTheme
from generator.model.template import PlanTemplate
from generator.problem import Problem
from generator.text import Mention
from generator.yamlfile import Keys, Place, Places

Mentions = tuple[tuple[Keys, Mention], ...]


@dataclass(frozen=True)
class Guide:
    """A hand-written page. `name` is the file's name without ending, `body` the Markdown after the title."""

    name: str
    title: str
    body: str
    path: str


@dataclass(frozen=True)
class Handbook:
    """The content of one folder. Each mapping is by id, and sorted by it, but for themes."""

    rounds: Mapping[str, Round]
    roles: Mapping[str, Role]
    templates: Mapping[str, PlanTemplate]
    questions: Mapping[str, Question]
    origins: Mapping[str, Origin]
    guides: Mapping[str, Guide]
    candidates: Mapping[str, Candidate]
    #: what stories are asked about: in the order of their file, core ones first; empty where there is no such file
    themes: Mapping[str, StoryTheme] = field(default_factory=dict)
    #: what the bank is held to; of a folder that says nothing, nothing
    floors: Floors = field(default_factory=Floors)
    #: candidate → their log in the order of its file; only of those that have one
    logs: Mapping[str, Log] = field(default_factory=dict)
    #: ways to hold a mock, side by side; none where nobody wrote them down
    formats: Formats | None = None
    #: the order of the guides; none where nobody wrote it down
    shelves: Shelves | None = None
    #: the content folder, as problems show it, up to and without its own name
    root: str = ""
    #: names all that was read: as long as it is the same, so is the rest
    digest: str = ""
    #: (kind, id) → what its texts name, each with the keys that lead to the text
    mentions: Mapping[tuple[str, str], Mentions] = field(default_factory=dict, repr=False)
    #: the files, as problems show them, that hold the mark of what is left to write
    unwritten: frozenset[str] = frozenset()
    #: (kind, id) → where its values stand; kinds: round, role, plan, question, origin, guide, candidate, theme,
    #: log
    places: Mapping[tuple[str, str], Places] = field(default_factory=dict, repr=False)

    def of_round(self, round_id: str) -> tuple[Question, ...]:
        """Give the questions of a round, easiest first, then by id."""
        found = (question for question in self.questions.values() if question.round == round_id)
        return tuple(sorted(found, key=lambda q: (DIFFICULTIES.index(q.difficulty), q.id)))

    def minutes(self, question: Question) -> int:
        """Minutes of the question inside a session: its own, else its share of the round's main segment."""
        return question.minutes or self.rounds[question.round].question_minutes

    @cached_property
    def topics(self) -> Mapping[str, tuple[Question, ...]]:
        """Topic → its questions, both sorted."""
        topics: dict[str, list[Question]] = {}
        for question in self.questions.values():
            for topic in question.topics:
                topics.setdefault(topic, []).append(question)
        return {topic: tuple(topics[topic]) for topic in sorted(topics)}

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels that any role has, lowest first."""
        used = {level.id for role in self.roles.values() for level in role.levels}
        return tuple(level for level in LEVELS if level in used)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses of the site's pages that a text may link to: people save them, so they stay."""
        named = {
            "rounds": self.rounds, "roles": self.roles, "questions": self.questions, "interviewer": self.questions,
            "topics": self.topics, "plans": self.templates, "candidates": self.candidates, "guides": self.guides,
        }  # fmt: skip
        gone = {f"plans/{name}.html" for plan in self.templates.values() for name in plan.replaces}
        return frozenset(f"{folder}/{name}.html" for folder, names in named.items() for name in names) | gone

    @property
    def guides_in_order(self) -> tuple[Shelf, ...]:
        """The shelves of guides; all on one without a name where nobody wrote down an order."""
        if self.shelves:
            return self.shelves.shelves
        return (Shelf.model_construct(title="", guides=tuple(self.guides)),) if self.guides else ()

    def relative(self, path: str) -> str:
        """Name a content file as the repository does: from the content folder, whatever folder we run in."""
        return path.removeprefix(self.root).lstrip("/") if self.root else path

    def source(self, kind: str, name: str, *keys: str | int) -> Place:
        """Where a value stands: file, line, column. Falls back to the deepest part that exists."""
        return self.places[kind, name].at(keys)

    def problem(self, kind: str, name: str, *keys: str | int, message: str) -> Problem:
        """Make a problem at a value of the content."""
        place = self.source(kind, name, *keys)
        return Problem(place.path, place.line, place.column, message)

    def roles_with(self, round_id: str) -> Iterator[Role]:
        """Give the roles whose screen or loop holds the round."""
        for role in self.roles.values():
            if any(step.round == round_id for level in role.levels for step in (*level.screen, *level.loop)):
                yield role

"""The handbook: all content of a folder as validated models, and the place of every value."""

from __future__ import annotations

import datetime
import statistics
from collections import Counter
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
from generator.model.style import Style
from generator.model.synonyms import Synonyms
from generator.model.template import PlanTemplate
from generator.model.topic import Topic, Topics, in_words
from generator.problem import Problem
from generator.text import Mention
from generator.yamlfile import Keys, Place, Places

Mentions = tuple[tuple[Keys, Mention], ...]


@dataclass(frozen=True)
class Guide:
    """A hand-written page. `name` is the file's name without its extension, `body` the Markdown after the title.

    `line` is the line of the file, from 1, on which the body begins.
    """

    name: str
    title: str
    body: str
    path: str
    line: int = 3


@dataclass(frozen=True)
class Handbook:
    """The content of one folder. Each mapping is by id and sorted by id, except themes."""

    rounds: Mapping[str, Round]
    roles: Mapping[str, Role]
    templates: Mapping[str, PlanTemplate]
    questions: Mapping[str, Question]
    origins: Mapping[str, Origin]
    guides: Mapping[str, Guide]
    candidates: Mapping[str, Candidate]
    #: themes of stories in the order of their file, core ones first; empty without such a file
    themes: Mapping[str, StoryTheme] = field(default_factory=dict)
    #: the least that the bank must contain; no requirements without such a file
    floors: Floors = field(default_factory=Floors)
    #: candidate id → their log in the order of its file; only candidates with a log
    logs: Mapping[str, Log] = field(default_factory=dict)
    #: formats of a mock; None without such a file
    formats: Formats | None = None
    #: the order of the guides; None without such a file
    shelves: Shelves | None = None
    #: topics in words, and which are shown as one; without such a file each id is a topic
    topic_names: Topics | None = None
    #: wordings that `rehearse check` looks for; none without such a file
    style: Style = field(default_factory=Style)
    #: the search's own words; none without such a file
    synonyms: Synonyms = field(default_factory=Synonyms)
    #: the path of the content folder's parent, as error messages show it
    root: str = ""
    #: a hash of all files: if it is unchanged, so is the content
    digest: str = ""
    #: (kind, id) → the links and languages in its texts, each with the keys that lead to the text
    mentions: Mapping[tuple[str, str], Mentions] = field(default_factory=dict, repr=False)
    #: the paths, as error messages show them, of files that contain the placeholder `WRITE`
    unwritten: frozenset[str] = frozenset()
    #: (kind, id) → the places of its values; kinds are round, role, plan, question, origin, guide, candidate, theme
    #: and log
    places: Mapping[tuple[str, str], Places] = field(default_factory=dict, repr=False)

    def of_round(self, round_id: str) -> tuple[Question, ...]:
        """Return the questions of a round, easiest first, then by id."""
        questions = (question for question in self.questions.values() if question.round == round_id)
        return tuple(sorted(questions, key=lambda q: (DIFFICULTIES.index(q.difficulty), q.id)))

    def minutes(self, question: Question) -> int:
        """Return the minutes of a question in a session: its own, else its share of the round's main segment."""
        return question.minutes or self.rounds[question.round].question_minutes

    @property
    def checked(self) -> datetime.date:
        """The latest day on which a round was checked: the date of printed forms without questions."""
        return max(round_.checked for round_ in self.rounds.values())

    @cached_property
    def topics(self) -> Mapping[str, tuple[Question, ...]]:
        """Topic as the site shows it → its questions, both sorted. The planner and floors read `Question.topics`."""
        topics: dict[str, list[Question]] = {}
        for question in self.questions.values():
            for topic in self.topics_of(question):
                topics.setdefault(topic, []).append(question)
        return {topic: tuple(topics[topic]) for topic in sorted(topics)}

    @cached_property
    def named_topics(self) -> Mapping[str, Topic]:
        """The topics of `content/topics.yml` by id; empty without such a file."""
        return {topic.id: topic for topic in self.topic_names.topics} if self.topic_names else {}

    @cached_property
    def _shown_as(self) -> Mapping[str, str]:
        return {alias: topic.id for topic in self.named_topics.values() for alias in topic.aliases}

    def topic_of(self, name: str, round_id: str) -> str:
        """Return the topic as which an id in a file of this round is shown."""
        return self._shown_as.get(f"{round_id}/{name}") or self._shown_as.get(name, name)

    def topics_of(self, question: Question) -> tuple[str, ...]:
        """Return the topics as which those of a question are shown, in the order of its file."""
        return tuple(dict.fromkeys(self.topic_of(name, question.round) for name in question.topics))

    def topic_title(self, name: str) -> str:
        """Return a topic in words."""
        return self.named_topics[name].title if name in self.named_topics else in_words(name)

    @cached_property
    def merged_topics(self) -> Mapping[str, tuple[str, ...]]:
        """Id that no longer is a topic of its own → the topics as which it is shown, both sorted."""
        merged: dict[str, set[str]] = {}
        for alias, topic in self._shown_as.items():
            name = alias.rpartition("/")[2]
            if name not in self.topics and topic in self.topics:
                merged.setdefault(name, set()).add(topic)
        return {name: tuple(sorted(merged[name])) for name in sorted(merged)}

    @cached_property
    def topics_by_round(self) -> Mapping[str, tuple[str, ...]]:
        """Id of a round → the topics that it has most of, by title. Rounds are in the order of `rounds_as_met`."""
        order = [each.id for each in self.rounds_as_met]
        grouped: dict[str, list[str]] = {name: [] for name in order}
        for topic, questions in self.topics.items():
            stated = self.named_topics[topic].round if topic in self.named_topics else None
            counted = Counter(question.round for question in questions)
            most = min(counted, key=lambda each: (-counted[each], order.index(each)))
            grouped.setdefault(stated or most, []).append(topic)
        return {
            name: tuple(sorted(topics, key=lambda each: self.topic_title(each).casefold()))
            for name, topics in grouped.items()
            if topics
        }

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels that at least one role has, lowest first."""
        used = {level.id for role in self.roles.values() for level in role.levels}
        return tuple(level for level in LEVELS if level in used)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The paths of the site's pages that a text may link to. People bookmark them, so they must not change."""
        named = {
            "rounds": self.rounds, "roles": self.roles, "questions": self.questions, "interviewer": self.questions,
            "topics": self.topics, "plans": self.templates, "candidates": self.candidates, "guides": self.guides,
        }  # fmt: skip
        gone = {f"plans/{name}.html" for plan in self.templates.values() for name in plan.replaces}
        gone |= {f"topics/{name}.html" for name in self.merged_topics}
        return frozenset(f"{folder}/{name}.html" for folder, names in named.items() for name in names) | gone

    @cached_property
    def rounds_as_met(self) -> tuple[Round, ...]:
        """The rounds in the order in which people meet them: by their mean place from a screen to the end of a loop.

        Those that no role has come last.
        """
        places: dict[str, list[float]] = {}
        for role in self.roles.values():
            for level in role.levels:
                day = [step.round for step in (*level.screen, *level.loop)]
                for n, name in enumerate(day):
                    places.setdefault(name, []).append((n + 0.5) / len(day))
        return tuple(
            sorted(
                self.rounds.values(),
                key=lambda each: (statistics.fmean(places[each.id]) if each.id in places else 1.0, each.id),
            )
        )

    @property
    def guides_in_order(self) -> tuple[Shelf, ...]:
        """The shelves of guides. Without `content/guides.yml`, one untitled shelf with all guides."""
        if self.shelves:
            return self.shelves.shelves
        return (Shelf.model_construct(title="", guides=tuple(self.guides)),) if self.guides else ()

    def relative(self, path: str) -> str:
        """Return the path of a content file relative to the repository, whatever the working directory is."""
        return path.removeprefix(self.root).lstrip("/") if self.root else path

    def place(self, kind: str, name: str, *keys: str | int) -> Place:
        """Return the place of a value, or of the deepest part of `keys` that exists."""
        return self.places[kind, name].at(keys)

    def problem(self, kind: str, name: str, *keys: str | int, message: str) -> Problem:
        """Return a problem at a value of the content."""
        return self.places[kind, name].problem(keys, message)

    def roles_with(self, round_id: str) -> Iterator[Role]:
        """Yield the roles that have the round in a screen or a loop."""
        for role in self.roles.values():
            if any(step.round == round_id for level in role.levels for step in (*level.screen, *level.loop)):
                yield role

"""Rules about topics, where `content/topics.yml` gives them titles."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.base import Keys, unknown
from generator.model import Handbook
from generator.problem import Problem


def every_topic_has_a_title(handbook: Handbook) -> Iterator[Problem]:
    """A topic of a question is one of `topics.yml`, or an alias of one there."""
    missing = [name for name in handbook.topics if name not in handbook.named_topics]
    if handbook.topic_names and missing:
        message = f"topics: expected every topic of a question, or an alias of it; missing: {', '.join(missing)}"
        yield handbook.problem("topics", "", "topics", message=message)


def topics_mean_one_thing(handbook: Handbook) -> Iterator[Problem]:
    """No id appears twice in `topics.yml`, as a topic or as an alias; the rounds that it names exist."""
    first: dict[str, str] = {}
    for number, topic in enumerate(handbook.topic_names.topics if handbook.topic_names else ()):
        named: list[tuple[Keys, str]] = [(("id",), topic.id)]
        named += [(("aliases", n), alias) for n, alias in enumerate(topic.aliases)]
        for keys, name in named:
            if name in first:
                message = f'{keys[0]}: "{name}" is already at the topic {first[name]}'
                yield handbook.problem("topics", "", "topics", number, *keys, message=message)
            first.setdefault(name, topic.id)
        rounds = [(keys, name.partition("/")[0]) for keys, name in named if "/" in name]
        for keys, name in [*rounds, *([(("round",), topic.round)] if topic.round else ())]:
            if name not in handbook.rounds:
                message = f"{keys[0]}: {unknown('round', name, handbook.rounds)}"
                yield handbook.problem("topics", "", "topics", number, *keys, message=message)


def merged_topics_have_questions(handbook: Handbook) -> Iterator[Problem]:
    """A topic with aliases has two questions or more: what they lead to isn't nothing, and was worth merging."""
    for number, topic in enumerate(handbook.topic_names.topics if handbook.topic_names else ()):
        found = len(handbook.topics.get(topic.id, ()))
        if topic.aliases and found < 2:
            expected = "expected aliases that make two questions or more"
            message = f"aliases: {expected}; {topic.id} has {'one' if found else 'none'}"
            yield handbook.problem("topics", "", "topics", number, "aliases", message=message)

"""The pages of topics: all of them by round, each with its questions, and one for each that is shown as another now."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from generator import wording
from generator.model import DIFFICULTIES, Handbook, Question
from generator.model.topic import in_words
from generator.pages.kinds import page_kind
from generator.pages.parts import Front, Link, Page, easiest_first, neighbours, row
from generator.say import listed
from generator.site_data import SiteData

_UP: tuple[Link, ...] = (("Questions", "questions/index.html"), ("Topics", "topics/index.html"))


@page_kind("topics")
def topics_page(site: SiteData) -> Iterator[Page]:
    """Yield the page of all topics, by the round that has most of each."""
    handbook = site.handbook
    groups = [
        {
            "id": round_id,
            "title": handbook.rounds[round_id].title,
            "rows": [
                {"id": each, "title": handbook.topic_title(each), "count": len(handbook.topics[each])}
                for each in topics
            ],
        }
        for round_id, topics in handbook.topics_by_round.items()
    ]
    front = Front(
        description="Every topic of the questions, by the round that asks about it most.",
        crumbs=_UP[:1],
    )
    yield "topics/index.md", {"front": front, "total": len(handbook.topics), "groups": groups}


@page_kind("topic")
def topic_pages(site: SiteData) -> Iterator[Page]:
    """Yield each topic with its questions, whatever their round. Before and after it come those of its group."""
    handbook = site.handbook
    for round_id, topics in handbook.topics_by_round.items():
        links: list[Link] = [(handbook.topic_title(each), f"topics/{each}.html") for each in topics]
        for n, each in enumerate(topics):
            rows = [
                {**row(handbook, q), "topics": handbook.rounds[q.round].title}
                for q in easiest_first(handbook.topics[each])
            ]
            said = wording.several(len(rows), "question")
            yield (
                f"topics/{each}.md",
                {
                    "front": Front(
                        description=f"{handbook.topic_title(each)}: {said}, easiest first.",
                        crumbs=_UP,
                        **neighbours(links, n),
                    ),
                    "id": each,
                    "title": handbook.topic_title(each),
                    "said": said,
                    "round": {"id": round_id, "title": handbook.rounds[round_id].title},
                    "rounds": listed(_rounds(handbook, each, round_id)),
                    "covers": listed(_covers(handbook, each)),
                    "rows": rows,
                },
            )


def _rounds(handbook: Handbook, topic: str, but: str) -> list[str]:
    """Return the titles of the other rounds that have questions of a topic."""
    asked = {question.round for question in handbook.topics[topic]} - {but}
    return [each.title for each in handbook.rounds_as_met if each.id in asked]


def _covers(handbook: Handbook, topic: str) -> list[str]:
    """Return in words what question files call a topic and its title doesn't say."""
    written = {raw for question in handbook.topics[topic] for raw in question.topics}
    named = handbook.named_topics.get(topic)
    words = (in_words(alias).lower() for alias in named.aliases if alias in written) if named else ()
    title = handbook.topic_title(topic).lower()
    return [each for each in words if each not in title]


@page_kind("merged-topic")
def merged_topic_pages(site: SiteData) -> Iterator[Page]:
    """Yield a page at the address of each topic that is shown as another now, for those who saved it."""
    handbook = site.handbook
    for name, topics in handbook.merged_topics.items():
        yield f"topics/{name}.md", _merged(handbook, name, topics)


def _merged(handbook: Handbook, name: str, topics: tuple[str, ...]) -> dict[str, Any]:
    return {
        "front": Front(
            description=f"{in_words(name)}: its questions are now under a larger topic.", hidden=True, crumbs=_UP
        ),
        "title": in_words(name),
        "topics": [
            {
                "id": each,
                "title": handbook.topic_title(each),
                "count": wording.several(len(handbook.topics[each]), "question"),
            }
            for each in topics
        ],
    }


class Related:
    """Finds questions to try next, from each topic only a few around the question: in all, a constant number each."""

    #: How far to look in the list of a topic, up and down.
    REACH = 12
    MOST = 3

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._lists = {topic: easiest_first(questions) for topic, questions in handbook.topics.items()}
        self._places = {(topic, q.id): n for topic, found in self._lists.items() for n, q in enumerate(found)}

    def to(self, question: Question, but: Collection[str]) -> list[Question]:
        """Return up to three questions of the same topic and the same or the next difficulty, best first.

        Best is what shares most topics, then what is of the same round, then what is nearest in the topic's list.
        `but` are addresses of questions to which the page leads anyway.
        """
        step = DIFFICULTIES.index(question.difficulty)
        found: dict[str, tuple[int, bool, int, Question]] = {}
        topics = self._handbook.topics_of(question)
        for topic in topics:
            here = self._places[topic, question.id]
            first = max(here - self.REACH, 0)
            for n, other in enumerate(self._lists[topic][first : here + self.REACH + 1], start=first):
                harder = DIFFICULTIES.index(other.difficulty) - step
                if harder in (0, 1) and n != here and f"questions/{other.id}.html" not in but:
                    shared = len({*topics} & {*self._handbook.topics_of(other)})
                    found.setdefault(other.id, (-shared, other.round != question.round, abs(n - here), other))
        best = sorted(found.items(), key=lambda each: (*each[1][:3], each[0]))
        return [other for _, (*_, other) in best[: self.MOST]]

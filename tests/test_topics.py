"""Topics: in words, some shown as one; every address still leads on, and no plan moves."""

from __future__ import annotations

import dataclasses
import re
import shutil
from pathlib import Path

from generator import coverage, pages
from generator.jobs.site import read
from generator.model import DIFFICULTIES, Handbook
from generator.pages import SiteData
from generator.pages.topics import Related


def links(page: str) -> list[str]:
    """The addresses to which a page leads, as they are written."""
    return re.findall(r'(?:href="|\]\()([^")]+)', page)


def test_an_alias_is_shown_as_its_topic_and_one_of_a_round_only_there(handbook: Handbook) -> None:
    assert handbook.topic_of("union-find", "knitting") == "graphs"
    assert handbook.topic_of("availability", "skyline-design") == "availability"
    assert handbook.topic_of("availability", "reception-screen") == "facts"
    asked = {question.id for question in handbook.topics["availability"]}
    assert not any(handbook.questions[name].round == "reception-screen" for name in asked)
    assert handbook.topics_of(handbook.questions["paths-closed-for-winter"]) == ("graphs",)


def test_without_the_file_every_id_is_a_topic_and_its_title_the_id_in_words(handbook: Handbook) -> None:
    without = dataclasses.replace(handbook, topic_names=None)
    assert without.topic_title("rate-limits") == "Rate limits"
    assert set(without.topics) == {topic for question in without.questions.values() for topic in question.topics}
    assert not without.merged_topics
    assert pages.render(SiteData(without, {}))["topics/union-find.md"].count("# Union find")


def test_the_address_of_a_merged_topic_leads_on_and_no_search_finds_it(
    handbook: Handbook, made: dict[str, str]
) -> None:
    raw = {topic for question in handbook.questions.values() for topic in question.topics}
    gone = raw - set(handbook.topics)
    assert gone
    assert gone <= set(handbook.merged_topics)
    for name in raw:
        assert f"topics/{name}.html" in handbook.addresses
    for name, topics in handbook.merged_topics.items():
        page = made[f"topics/{name}.md"]
        assert 'robots: "noindex"' in page
        assert {f"{topic}.html" for topic in topics} <= set(links(page))


def test_the_page_of_all_topics_has_each_once_under_its_round_with_its_count(
    handbook: Handbook, made: dict[str, str]
) -> None:
    page = made["topics/index.md"]
    assert sorted(re.findall(r'<a href="([a-z0-9-]+)\.html">', page)) == sorted(handbook.topics)
    for topic, questions in handbook.topics.items():
        assert f'<a href="{topic}.html">{handbook.topic_title(topic)}</a> <span class="count">{len(questions)}<' in page
    assert handbook.topics_by_round["fault-review"] == tuple(
        sorted(handbook.topics_by_round["fault-review"], key=handbook.topic_title)
    )
    assert "migrations" in handbook.topics_by_round["fault-review"]


def test_a_topics_page_has_its_questions_easiest_first_and_leads_up_along_and_to_the_bank(
    handbook: Handbook, made: dict[str, str]
) -> None:
    page = made["topics/graphs.md"]
    listed = [handbook.questions[name] for name in re.findall(r'href="\.\./questions/([a-z0-9-]+)\.html"', page)]
    assert {question.id for question in listed} == {question.id for question in handbook.topics["graphs"]}
    steps = [DIFFICULTIES.index(question.difficulty) for question in listed]
    assert steps == sorted(steps)
    assert "../questions/index.html?topic=graphs" in links(page)
    assert '["Topics", "topics/index.html"]' in page
    assert 'before: ["' in page
    assert 'after: ["' in page


def test_pages_of_questions_and_roles_name_topics_in_words(handbook: Handbook, made: dict[str, str]) -> None:
    page = made["questions/paths-closed-for-winter.md"]
    assert '<a href="../topics/graphs.html">Graphs</a>' in page
    assert "union-find</a>" not in page
    assert "[Recursion and trees](../topics/recursion.md)" in made["roles/full-stack.md"]


def test_related_questions_share_a_topic_are_as_hard_or_one_step_harder_and_no_neighbours(handbook: Handbook) -> None:
    related = Related(handbook)
    some = 0
    for question in handbook.questions.values():
        shelf = handbook.of_round(question.round)
        n = shelf.index(question)
        beside = {f"questions/{each.id}.html" for each in shelf[max(n - 1, 0) : n + 2]}
        found = related.to(question, beside)
        assert len(found) <= 3
        assert len({each.id for each in found}) == len(found)
        for other in found:
            assert f"questions/{other.id}.html" not in beside
            assert {*handbook.topics_of(other)} & {*handbook.topics_of(question)}
            step = DIFFICULTIES.index(other.difficulty) - DIFFICULTIES.index(question.difficulty)
            assert step in (0, 1)
        some += bool(found)
    assert some > len(handbook.questions) / 3


def test_in_a_large_bank_only_a_few_questions_are_looked_at_for_each(handbook: Handbook) -> None:
    one = handbook.questions["merge-booking-windows"]
    many = {f"q-{n:04}": one.model_copy(update={"id": f"q-{n:04}"}) for n in range(1000)}
    looked = 0

    class Counting(Handbook):
        def topics_of(self, question: object) -> tuple[str, ...]:
            nonlocal looked
            looked += 1
            return ("intervals",)

    large = Counting(**{**vars(dataclasses.replace(handbook, questions=many)), "topic_names": None})
    related = Related(large)
    looked = 0
    assert len(related.to(many["q-0500"], ())) == 3
    assert looked <= 2 * Related.REACH + 2


def test_titles_and_aliases_move_no_plan_and_no_floor(handbook: Handbook, small: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(small, tmp_path / "content"))
    (copy / "topics.yml").unlink()
    with_titles, without = read(small), read(copy)
    assert with_titles.handbook.topic_names
    assert not without.handbook.topic_names
    assert with_titles.plans == without.plans
    assert coverage.counts(with_titles.handbook) == coverage.counts(without.handbook)


def test_in_the_bank_no_topic_has_a_single_question_unless_its_round_has_no_other(bank: Handbook) -> None:
    single = {topic for topic, questions in bank.topics.items() if len(questions) == 1}
    assert [topics for topics in bank.topics_by_round.values() if len(topics) > 1 and single & {*topics}] == []
    titles = [bank.topic_title(topic) for topic in bank.topics]
    assert len({title.casefold() for title in titles}) == len(titles)

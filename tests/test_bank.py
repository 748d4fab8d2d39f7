"""The page on how the bank is made: its figures are those of the handbook."""

from __future__ import annotations

import dataclasses
import datetime
import html
import re

from generator import pages
from generator.model import DIFFICULTIES, Handbook
from generator.model.question import ColdRead
from generator.pages import SiteData


def page(handbook: Handbook) -> str:
    return pages.render(SiteData(handbook, {}))["bank.md"]


def rows(source: str) -> list[list[str]]:
    """The cells of every row of every table."""
    found = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in re.findall(r"<tr>(.*?)</tr>", source)]
    return [[html.unescape(cell) for cell in row] for row in found]


def test_the_table_of_a_round_counts_each_question_once_per_level_it_fits(handbook: Handbook) -> None:
    tables = page(handbook).split("\n### ")[1:]
    assert len(tables) == len(handbook.rounds)
    for round_, table in zip(handbook.rounds.values(), tables, strict=True):
        questions = handbook.of_round(round_.id)
        shown = {name: cells for name, *cells in rows(table.partition("\n## ")[0])}
        assert table.startswith(f"{round_.title} {{ #{round_.id} }}\n")
        assert shown["Any level"] == [
            *(str(sum(q.difficulty == d for q in questions)) for d in DIFFICULTIES),
            str(len(questions)),
        ]
        for level in ("junior", "mid", "senior", "staff"):
            fitting = [q for q in questions if level in q.levels]
            counts = [sum(q.difficulty == d for q in fitting) for d in DIFFICULTIES]
            assert shown[level.capitalize()] == [*map(str, counts), str(len(fitting))]


def with_origins(handbook: Handbook, update: dict[str, dict[str, object]] | None = None, pilots: int = 0) -> Handbook:
    """The handbook with as many mocks for every question, and what else is said of some."""
    found = {
        name: origin.model_copy(update={"pilots": pilots} | (update or {}).get(name, {}))
        for name, origin in handbook.origins.items()
    }
    return dataclasses.replace(handbook, origins=found)


def test_an_untried_bank_says_so(handbook: Handbook) -> None:
    assert page(with_origins(handbook)).count("No question has been tried in a mock yet.") == 2


def test_a_bank_tried_in_part_or_whole_says_how_often(handbook: Handbook) -> None:
    first, *_ = handbook.questions
    total = len(handbook.questions)
    made = page(with_origins(handbook, {first: {"pilots": 1}}))
    assert made.count(f"tried 1 time in mocks. {total - 1} of {total} have been tried in none yet.") == 2
    assert page(with_origins(handbook, pilots=2)).count(f"tried {2 * total} times in mocks. None is left untried.") == 2


def with_reads(handbook: Handbook, **by: str) -> Handbook:
    """The handbook with a cold reading of some questions: their id, and who read."""
    found = dict(handbook.questions)
    for name, who in by.items():
        read = ColdRead.model_validate({"date": "2026-11-30", "by": who, "changed": "One hint is clearer."})
        found[name] = found[name].model_copy(update={"cold_reads": (*found[name].cold_reads, read)})
    return dataclasses.replace(handbook, questions=found)


def test_the_page_says_who_read_the_questions_cold(handbook: Handbook) -> None:
    first, second, *_ = handbook.questions
    total = len(handbook.questions)
    nobody = page(handbook)
    assert (
        "No question has been read cold by a language model yet. No question has been read cold by a person yet."
        in nobody
    )
    some = page(with_reads(handbook, **{first: "model"}))
    assert f"1 of {total} questions have been read cold by a language model. No question has been" in some
    both = page(with_reads(handbook, **{first: "person", second: "model"}))
    assert f"1 of {total} questions have been read cold by a person." in both
    every = page(with_reads(handbook, **dict.fromkeys(handbook.questions, "model")))
    assert (
        "Every question has been read cold by a language model. No question has been read cold by a person yet."
        in every
    )
    of_round = len(handbook.of_round("knitting"))
    assert [row for row in rows(every) if row[0] == "Knitting" and row[3] == f"{of_round} of {of_round}"]


def test_the_page_says_what_the_files_say(bank: Handbook) -> None:
    """Whatever that is: the first mock that someone counts is no mistake."""
    pilots = [bank.origins[name].pilots for name in bank.questions]
    shown = rows(page(bank))
    for round_ in bank.rounds.values():
        of_round = [bank.origins[each.id].pilots for each in bank.of_round(round_.id)]
        assert [round_.title, str(sum(of_round)), f"{of_round.count(0)} of {len(of_round)}"] in [
            [row[0], *row[-2:]] for row in shown
        ]
    assert ("No question has been tried in a mock yet." in page(bank)) == (not any(pilots))


def test_mocks_and_days_of_review_are_those_of_the_questions(handbook: Handbook) -> None:
    """One question reviewed earlier and tried twice, one later and tried once."""
    early, late = (question.id for question in handbook.of_round("knitting")[:2])
    update = {
        early: {"reviewed": datetime.date(2024, 2, 29), "pilots": 2},
        late: {"reviewed": datetime.date(2027, 1, 3), "pilots": 1, "author": "A <b> & C"},
    }
    made = page(with_origins(handbook, update))
    total, knitting = len(handbook.origins), len(handbook.of_round("knitting"))
    assert [
        "Knitting",
        "Thursday 29 February 2024",
        "Sunday 3 January 2027",
        f"0 of {knitting}",
        "3",
        f"{knitting - 2} of {knitting}",
    ] in rows(made)
    assert (
        f"The questions have been tried 3 times in mocks. {total - 2} of {total} have been tried in none yet." in made
    )
    assert ["A <b> & C", "CC-BY-4.0", "1"] in rows(made)
    assert ["Dress Rehearsal", "CC-BY-4.0", str(total - 1)] in rows(made)


def test_a_round_without_questions_has_dashes_and_noughts(handbook: Handbook) -> None:
    empty = dataclasses.replace(handbook, questions={}, origins={})
    shown = rows(page(empty))
    assert ["Knitting", "–", "–", "0 of 0", "0", "0 of 0"] in shown
    assert shown.count(["Any level", "0", "0", "0", "0"]) == len(handbook.rounds)


def test_the_page_is_reached_from_the_index_of_rounds(made: dict[str, str]) -> None:
    assert '<a href="../bank.html">How the bank is made</a>' in made["rounds/index.md"]

"""What was read before is taken up again, gives exactly what reading gives, and holds nothing private."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
from pathlib import Path

import pytest
from conftest import CONTENT

from generator import pages, paper
from generator.cache import Cache, key_of
from generator.load import load_candidate, load_handbook, reader
from generator.model import Handbook
from generator.pages import SiteData
from generator.problem import ContentError
from generator.yamlfile import Place

#: Files that are kept: all but those of candidates.
KEPT = [
    *CONTENT.glob("*.yml"),
    *CONTENT.glob("guides/*.md"),
    *(path for kind in ("rounds", "roles", "plans", "questions") for path in (CONTENT / kind).rglob("*.yml")),
]


def held(cache: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in cache.iterdir()}


def spots(handbook: Handbook, marks: Handbook) -> list[tuple[Place, Place]]:
    """Where every value of the handbook stands, and the second line of its text; `marks` names the values."""
    found = []
    for noun, places in marks.places.items():
        for keys in places._marks:
            inside = keys[2:] if noun[0] in ("question", "origin") else keys
            here = handbook.places[noun]
            found.append((here.at(inside), here.at(inside, 2)))
    return found


def nouns(handbook: Handbook) -> Handbook:
    """The handbook without its places, which are no values and never equal."""
    return dataclasses.replace(handbook, places={})


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Make a copy of the content, floors and all."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache that holds the content."""
    load_handbook(CONTENT, tmp_path / "cache")
    return tmp_path / "cache"


def test_what_was_kept_equals_what_is_read_places_and_all(cache: Path) -> None:
    fresh = load_handbook(CONTENT, None)
    again = load_handbook(CONTENT, cache)
    assert len(held(cache)) == len(KEPT)
    assert nouns(again) == nouns(fresh)
    assert again.places.keys() == fresh.places.keys()
    assert spots(again, fresh) == spots(fresh, fresh)


def test_an_unchanged_file_is_not_read_again(cache: Path) -> None:
    """An entry that was changed behind our back, and sealed, shows."""
    key = key_of("Role", (CONTENT / "roles" / "backend.yml").read_bytes())
    kept = Cache(cache)
    lines = kept.get(key)
    assert lines
    title = load_handbook(CONTENT, None).roles["backend"].title
    kept.put(key, [lines[0].replace(title.encode(), b"Changed"), *lines[1:]])
    assert load_handbook(CONTENT, cache).roles["backend"].title == "Changed"


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\x00"], ids=["empty", "cut", "no text"])
def test_a_damaged_entry_is_ignored_and_written_anew(cache: Path, damage: bytes) -> None:
    before = held(cache)
    for path in cache.iterdir():
        path.write_bytes(path.read_bytes()[: 200 if damage else 0] + damage)
    assert nouns(load_handbook(CONTENT, cache)) == nouns(load_handbook(CONTENT, None))
    assert held(cache) == before


def test_a_changed_file_is_read_anew_and_no_other(cache: Path, content: Path) -> None:
    before = held(cache)
    path = content / "questions" / "knitting" / "intervals.yml"
    path.write_text(path.read_text("utf-8").replace("title: Merge booking windows", "title: Another"), "utf-8")
    assert load_handbook(content, cache).questions["merge-booking-windows"].title == "Another"
    after = held(cache)
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_a_file_with_problems_is_not_kept_and_they_come_back(content: Path, tmp_path: Path) -> None:
    path = content / "questions" / "knitting" / "intervals.yml"
    path.write_text(path.read_text("utf-8").replace("difficulty: medium", "difficulty: meduim"), "utf-8")
    found = []
    for cache in (None, tmp_path / "cache", tmp_path / "cache"):
        with pytest.raises(ContentError) as caught:
            load_handbook(content, cache)
        found.append(caught.value.problems)
    assert "meduim" in found[0][0].message
    assert found[1] == found[2] == found[0]
    assert len(held(tmp_path / "cache")) == len(KEPT) - 1


def test_the_same_file_in_another_folder_is_named_where_it_stands(cache: Path, content: Path) -> None:
    handbook = load_handbook(content, cache)
    assert handbook.place("role", "backend", "title").path == (content / "roles" / "backend.yml").as_posix()
    assert len(held(cache)) == len(KEPT)


def test_nothing_of_a_candidate_is_kept(cache: Path, tmp_path: Path) -> None:
    """Neither of the invented ones nor of a private file."""
    private = shutil.copy(CONTENT / "candidates" / "ada.yml", tmp_path / "zoe.yml")
    private.write_text(re.sub("name: .*", "name: Zuleika Quill", private.read_text("utf-8")), "utf-8")
    before = held(cache)
    load_candidate(private)
    names = [candidate.name for candidate in load_handbook(CONTENT, cache).candidates.values()]
    assert held(cache) == before
    assert len(names) > 1
    assert not [name for name in (*names, "Zuleika") if any(name.encode() in entry for entry in before.values())]
    assert not [entry for entry in before.values() if str(CONTENT).encode() in entry]


def test_a_cache_that_can_t_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert nouns(load_handbook(CONTENT, tmp_path / "file" / "cache")) == nouns(load_handbook(CONTENT, None))


def test_the_oldest_entries_go_and_what_was_just_used_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for age, key in enumerate("abcd"):
        cache.put(key, [b"{}"])
        os.utime(tmp_path / key, (age, age))
    cache.tidy({"a"}, spare=2)
    assert sorted(held(tmp_path)) == ["a", "c", "d"]


def test_many_new_files_are_read_by_several_processes_with_the_same_outcome(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MANY", 1)
    cache = tmp_path / "cache"
    assert nouns(load_handbook(content, cache)) == nouns(load_handbook(content, None))
    assert len(held(cache)) == len(KEPT)


def test_a_page_is_rendered_anew_when_what_it_is_made_of_changed(site_data: SiteData) -> None:
    one = site_data.handbook.questions["merge-booking-windows"]
    questions = {**site_data.handbook.questions, one.id: one.model_copy(update={"title": "Another"})}
    changed = SiteData(dataclasses.replace(site_data.handbook, questions=questions), site_data.plans)
    memory: pages.Memory = {}
    before = pages.render(site_data, memory)
    after = pages.render(changed, memory)
    assert after == pages.render(changed)
    assert "# Another" in after["questions/merge-booking-windows.md"]
    assert before["questions/charged-twice.md"] == after["questions/charged-twice.md"]


def test_a_sheet_is_made_from_its_question_its_round_and_its_origin_alone(handbook: Handbook) -> None:
    """So these name it, and an unchanged question costs nothing."""
    for name, question in handbook.questions.items():
        alone = Handbook(
            rounds={question.round: handbook.rounds[question.round]}, questions={name: question},
            origins={name: handbook.origins[name]}, roles={}, templates={}, guides={}, candidates={},
        )  # fmt: skip
        assert paper.session_sheet(alone, question.round, [name]) == paper.session_sheet(
            handbook, question.round, [name]
        )
        assert paper.candidate_sheet(alone, name) == paper.candidate_sheet(handbook, name)

"""Files are put into a folder whole, only when they changed, and nothing of anybody else's is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.pieces import Piece
from generator.problem import ContentError, MachineError
from generator.publish.files import MANIFEST, Source, made_from, write


def held(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def test_only_changed_files_are_written(tmp_path: Path) -> None:
    first = write(tmp_path, {"a.md": b"1", "b/c.md": b"2"})
    assert first.changed == ("a.md", "b/c.md")
    before = (tmp_path / "a.md").stat().st_mtime_ns
    second = write(tmp_path, {"a.md": b"1", "b/c.md": b"3"})
    assert second.changed == ("b/c.md",)
    assert (tmp_path / "a.md").stat().st_mtime_ns == before
    assert held(tmp_path) == {"a.md": "1", "b/c.md": "3"}


def test_orphans_and_their_empty_folders_go(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": b"1", "b/c/d.md": b"2"})
    written = write(tmp_path, {"a.md": b"1"})
    assert written.removed == ("b/c/d.md",)
    assert not (tmp_path / "b").exists()


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    write(tmp_path, {"a.md": b"1"})
    write(tmp_path, {})
    assert held(tmp_path) == {"notes.txt": "mine"}


@pytest.mark.parametrize("way", ["link", "link to a folder", "file for a folder", "folder for a file"])
def test_a_link_or_folder_in_the_way_is_refused_and_not_followed(way: str, tmp_path: Path) -> None:
    """Even in the place of a file that we made."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    outside.mkdir()
    write(inside, {"a.md": b"1", "b/c.md": b"1"})
    for path in ("a.md", "b/c.md"):
        (inside / path).unlink()
    if way == "link":
        (inside / "a.md").symlink_to(outside / "a.md")
    elif way == "folder for a file":
        (inside / "a.md").mkdir()
    else:
        (inside / "b").rmdir()
        (inside / "b").write_text("x") if way.startswith("file") else (inside / "b").symlink_to(outside)
    with pytest.raises(ContentError, match=r"in/(a\.md|b): expected no file here"):
        write(inside, {"a.md": b"2", "b/c.md": b"2"})
    assert list(outside.iterdir()) == []


def test_a_file_of_others_in_the_way_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    with pytest.raises(ContentError, match=r"a\.md: expected no file here"):
        write(tmp_path, {"a.md": b"ours", "b.md": b"ours"})
    assert held(tmp_path) == {"a.md": "mine"}


def test_content_that_can_t_be_made_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise MachineError("no font")

    write(tmp_path, {"a.md": b"1"})
    with pytest.raises(MachineError, match="no font"):
        write(tmp_path, {"a.md": b"2", "b.pdf": Piece("k", lambda: fail)})
    assert held(tmp_path) == {"a.md": "1"}


def test_what_was_cut_short_is_finished_by_the_next_run(tmp_path: Path) -> None:
    """A name that no disk takes stops a run half way; the next run takes nothing of ours for somebody else's."""
    with pytest.raises(MachineError, match="bbb"):
        write(tmp_path, {"a.md": b"1", "b" * 300: b"2", "c.md": b"3"})
    assert held(tmp_path) == {"a.md": "1"}
    write(tmp_path, {"a.md": b"1", "b.md": b"2", "c.md": b"3"}, keep=True)
    assert held(tmp_path) == {"a.md": "1", "b.md": "2", "c.md": "3"}


def test_a_costly_file_is_made_again_only_when_its_key_changes(tmp_path: Path) -> None:
    made: list[str] = []

    def make() -> bytes:
        made.append("once")
        return b"pdf"

    for key, times in (("k", 1), ("k", 1), ("other", 2)):
        write(tmp_path, {"a.pdf": Piece(key, lambda: make)})
        assert len(made) == times
    (tmp_path / "a.pdf").unlink()
    write(tmp_path, {"a.pdf": Piece("other", lambda: make)})
    assert len(made) == 3


def test_a_manifest_that_was_tampered_with_reaches_nothing_outside(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    inside = tmp_path / "docs"
    write(inside, {"a.md": b"1"})
    (inside / MANIFEST).write_text('{"../outside.txt": "x", "a.md": ""}')
    write(inside, {})
    assert outside.read_text() == "mine"


def test_what_goes_is_named_in_order_even_if_its_folder_is_gone(tmp_path: Path) -> None:
    write(tmp_path, {"c.md": b"1", "b/c/d.md": b"1", "a.md": b"1"})
    shutil.rmtree(tmp_path / "b")
    assert write(tmp_path, {}).removed == ("a.md", "b/c/d.md", "c.md")


def test_whose_folder_it_is_is_read_back_and_other_things_are_not(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": b"1"}, sources=[Source("ada.yml", "Ada")])
    assert made_from(tmp_path) == (Source("ada.yml", "Ada"),)
    (tmp_path / MANIFEST).write_text('{"files": {}, "made_from": [["a"], "ab", ["a", "b"], 3, ["a", "b", "c"]]}')
    assert made_from(tmp_path) == (Source("a", "b"),)

"""`rehearse init`: a copy of the content to edit, whole or not at all; and where caches are kept."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BANK, ROOT

from generator import places
from generator.jobs.site import read
from generator.problem import ContentError, MachineError
from generator.scaffold import Answers, bank, new_bank


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def installed(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make what is bundled look as in a wheel that another user installed: read-only, with a small content."""
    data = tmp_path / "data"
    shutil.copytree(small, data / "content")
    for name in ("schema", "templates"):
        shutil.copytree(ROOT / name, data / name)
    for name in ("mkdocs.yml", "LICENSE-CONTENT"):
        shutil.copy(ROOT / name, data)
    for path in (*data.rglob("*"), data):
        path.chmod(0o555 if path.is_dir() else 0o444)
    monkeypatch.setattr(places, "_DATA", data)
    monkeypatch.setattr(places, "_INSTALLED", True)
    return data


def test_a_copy_is_complete_can_be_edited_and_has_no_errors(installed: Path, tmp_path: Path) -> None:
    new_bank(tmp_path / "to" / "mine")
    made = files(tmp_path / "to" / "mine")
    for name in ("content", "schema"):
        copied = {path: content for path, content in made.items() if path.startswith(f"{name}/")}
        assert copied == {f"{name}/{path}": content for path, content in files(installed / name).items()}
    assert {path for path in made if path.partition("/")[0] not in ("content", "schema")} == {
        ".gitignore", "LICENSE-CONTENT", "README.md", "mkdocs.yml",
    }  # fmt: skip
    assert all(path.stat().st_mode & stat.S_IWUSR for path in (tmp_path / "to").rglob("*"))
    assert read(tmp_path / "to" / "mine" / "content").handbook.candidates


def test_the_readme_of_a_copy_names_all_that_is_in_it(installed: Path, tmp_path: Path) -> None:
    new_bank(tmp_path / "mine")
    text = (tmp_path / "mine" / "README.md").read_text("utf-8")
    named = [
        *(path.name for path in (tmp_path / "mine" / "content").iterdir() if path.is_dir()),
        "schema",
        "mkdocs.yml",
    ]
    assert [name for name in named if name not in text] == []
    assert text.count("$ rehearse") == 3


def test_an_empty_folder_is_filled_and_any_other_is_left_as_it_is(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    new_bank(tmp_path / "empty")
    before = files(tmp_path / "empty")
    (tmp_path / "file").write_text("")
    for place in ("empty", "file"):
        with pytest.raises(ContentError, match=f"{place}: expected a new or empty folder"):
            new_bank(tmp_path / place)
    assert files(tmp_path / "empty") == before


@pytest.mark.parametrize("existed", [True, False])
@pytest.mark.parametrize("refused", ["write_bytes", "rename"])
def test_what_the_disk_refuses_leaves_nothing(
    refused: str, existed: bool, installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third call fails: half of it is done by then."""
    calls = iter(range(100))
    real = getattr(Path, refused)

    def fail(self: Path, *arguments: object) -> object:
        if next(calls) == 2:
            raise OSError(28, "No space left on device", str(self))
        return real(self, *arguments)

    if existed:
        (tmp_path / "mine").mkdir()
    monkeypatch.setattr(Path, refused, fail)
    with pytest.raises(MachineError, match="No space left"):
        new_bank(tmp_path / "mine")
    assert (tmp_path / "mine").exists() is existed
    assert not existed or [*(tmp_path / "mine").iterdir()] == []


def test_what_is_copied_is_all_in_the_clone() -> None:
    copied = bank._files()
    assert {path.partition("/")[0] for path in copied} == {*bank._COPIED, ".gitignore", "README.md"}
    assert len(copied) > 100


def test_installed_content_is_read_only_and_what_is_made_from_it_goes_here(
    installed: Path, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert places.output_folder(installed / "content") == tmp_path
    assert places.output_folder(small) == small.parent
    assert places.site_settings(small.parent) == installed / "mkdocs.yml"
    with pytest.raises(ContentError, match="rehearse init DIR"):
        Answers("round", installed / "content", None)
    Answers("candidate", installed / "content", None)
    Answers("round", small, None)


def test_the_content_of_a_clone_is_for_editing() -> None:
    assert places.output_folder(BANK) == ROOT
    assert not places.is_read_only(BANK)
    assert places.bundled("content") == BANK


def test_the_cache_is_where_the_user_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("REHEARSE_CACHE", raising=False)
    if sys.platform == "linux":
        assert places.cache_folder("sheets") == tmp_path / "xdg" / "dress-rehearsal" / "sheets"
    monkeypatch.setenv("REHEARSE_CACHE", str(tmp_path / "mine"))
    assert places.cache_folder("sheets") == tmp_path / "mine" / "sheets"
    monkeypatch.setenv("REHEARSE_CACHE", "mine")
    monkeypatch.chdir(tmp_path)
    assert places.cache_folder("sheets") == tmp_path / "mine" / "sheets"


@pytest.mark.parametrize("cache", ["full", "a file", "nowhere"])
def test_a_command_keeps_its_cache_apart_or_does_without(cache: str, small: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "REHEARSE_CACHE": str(tmp_path / "kept")}
    if cache == "a file":
        (tmp_path / "kept").write_text("")
    elif cache == "nowhere":
        environment["REHEARSE_CACHE"] = "/dev/null/nowhere"
    content = shutil.copytree(small, tmp_path / "bank" / "content")
    command = [sys.executable, "-P", "-m", "generator.cli", "sheet", "knitting", "--content", str(content)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "bank").iterdir()} == {"content", "build"}
    assert {path.name for path in (tmp_path / "bank" / "build").iterdir()} == {"sheets"}
    if cache == "full":
        assert stat.S_IMODE((tmp_path / "kept" / "content").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("site_name: Another\n", 'plugins: expected "rehearse" among them'),
        ("- a list\n", 'plugins: expected "rehearse" among them'),
        ("", 'plugins: expected "rehearse" among them'),
        ("site_name: [\n", "error parsing the configuration file"),
    ],
)
def test_a_mkdocs_yml_that_is_not_the_handbook_s_is_named(
    settings: str, said: str, small: Path, tmp_path: Path
) -> None:
    from generator.plugin import build_site

    content = Path(shutil.copytree(small, tmp_path / "content"))
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    with pytest.raises(ContentError) as error:
        build_site(content, tmp_path / "build" / "site")
    (line,) = error.value.lines
    assert line.startswith(f"{tmp_path.as_posix()}/mkdocs.yml: ")
    assert said in line

"""What can't be read is refused at once in one line, and of many problems as many are printed as anybody reads."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CONTENT, ROOT
from forked import rehearse
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import yamlfile
from generator.load import load_candidate, load_handbook, load_log, log_path
from generator.load.ids import former_id, id_from
from generator.model.base import not_a_slug
from generator.problem import SHOWN, SHOWN_OF_A_FILE, ContentError, Problem

CASES = ROOT / "tests" / "cases"
ADA = (CONTENT / "candidates" / "ada.yml").read_text("utf-8")
SECRET = "root:x:0:0:secret words"


def problems(content: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_handbook(content)
    return [str(problem).removeprefix(f"{content.as_posix()}/") for problem in caught.value.problems]


# ── at most twenty of a file ─────────────────────────────────────────────────────────────────────


def test_20000_unknown_keys_are_twenty_lines_and_a_count(tmp_path: Path) -> None:
    path = tmp_path / "ada.yml"
    path.write_text("".join(f"key-{number}: 1\n" for number in range(20_000)))
    with pytest.raises(ContentError) as caught:
        load_candidate(path)
    lines = str(caught.value).splitlines()
    assert len(lines) == SHOWN_OF_A_FILE + 1
    assert lines[-1] == f"{path.as_posix()}: … and 19,985 more"  # with the five that are missing
    assert len(caught.value.problems) == 20_005


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("the same key again", "a: 1\n" * 20_000),
        ("unknown keys of a mapping", "partners:\n" + "".join(f"  k{n}: 1\n" for n in range(20_000))),
        ("wrong weekdays", "days:\n" + "".join(f"  k{n}: x\n" for n in range(20_000))),
        ("wrong items", "away:\n" + "  - soon\n" * 20_000),
        ("odd spaces", "".join(f"k{n}:\u00a01\n: 2\n" for n in range(5_000))),
        ("wrong entries", "- {date: soon}\n" * 5_000),
        ("comments", "name: a\n" + "away:\n" + "  - a #b\n" * 20_000),
    ],
)
def test_any_hostile_file_prints_few_lines(tmp_path: Path, kind: str, source: str) -> None:
    path = tmp_path / "ada.yml"
    path.write_text(source)
    with pytest.raises(ContentError) as caught:
        (load_log if source.startswith("-") else load_candidate)(path)
    lines = str(caught.value).splitlines()
    assert len(lines) <= SHOWN_OF_A_FILE + 1, kind
    if len(caught.value.problems) > SHOWN_OF_A_FILE:
        assert re.search(r": … and [\d,]+ more$", lines[-1])


@settings(settings.get_profile("plans"))
@given(st.lists(st.tuples(st.sampled_from("abcdefghijklmnop"), st.integers(1, 40)), max_size=600))
def test_every_problem_is_printed_or_counted(made: list[tuple[str, int]]) -> None:
    error = ContentError(Problem(path, line, 1, "wrong") for path, line in made)
    lines = str(error).splitlines()
    counted = [int(match[1].replace(",", "")) for line in lines if (match := re.search(r"… and ([\d,]+) more", line))]
    printed = [line for line in lines if "…" not in line]
    assert len(printed) + sum(counted) == len(set(made))
    assert len(printed) <= SHOWN
    for path in {path for path, _ in made}:
        assert sum(line.startswith(f"{path}:") for line in printed) <= SHOWN_OF_A_FILE


def test_files_beyond_two_hundred_problems_are_counted() -> None:
    error = ContentError(Problem(f"{name:02}", line, 1, "wrong") for name in range(15) for line in range(1, 26))
    lines = str(error).splitlines()
    assert lines[20] == "00: … and 5 more"
    assert lines[-2:] == ["09: … and 5 more", "… and 125 more in 5 files"]


# ── pipes, devices, folders, links ───────────────────────────────────────────────────────────────


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[dict[str, Path]]:
    """A pipe, a folder, a socket and a device with the name of a file."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))  # the address of a socket is short
    os.mkfifo(folder / "pipe.yml")
    (folder / "folder.yml").mkdir()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(folder / "socket.yml"))
    yield {name: folder / f"{name}.yml" for name in ("pipe", "folder", "socket")} | {"device": Path("/dev/zero")}
    listening.close()
    shutil.rmtree(folder)


needs_pipes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with a path")


@needs_pipes
@pytest.mark.parametrize("kind", ["pipe", "folder", "socket", "device"])
def test_a_candidate_s_file_or_log_that_is_none_is_one_line(odd: dict[str, Path], kind: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=rf"^{odd[kind]}: expected a file; got a {kind}$"):
        load_candidate(odd[kind])
    log = tmp_path / "ada-log.yml"
    log.symlink_to(odd[kind])
    with pytest.raises(ContentError, match=rf"^{log}: expected a file; got a {kind}$"):
        load_log(log)


@needs_pipes
@pytest.mark.parametrize("arguments", [["plan", "{}"], ["log", "{}"], ["log", "ada.yml", "--from", "{}"]])
@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_every_command_refuses_what_is_no_file(
    odd: dict[str, Path], kind: str, arguments: list[str], tmp_path: Path
) -> None:
    (tmp_path / "ada.yml").write_text(ADA, "utf-8")
    given = [str(odd[kind]) if each == "{}" else each for each in arguments]
    done = rehearse(*given, "--content", CONTENT, "--today", "2026-12-30", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{odd[kind]}: expected a file; got a {kind}\n"


@needs_pipes
def test_pipes_and_folders_with_a_file_s_name_are_named_in_content(content: Path) -> None:
    os.mkfifo(content / "rounds" / "pipe.yml")
    os.mkfifo(content / "guides" / "pipe.md")
    (content / "rounds" / "x.yml").mkdir()
    (content / "rounds" / "x.yml" / "knitting.yml").touch()
    (content / "questions" / "knitting" / "y.yml").mkdir()
    (content / "floors.yml").unlink()
    (content / "floors.yml").mkdir()
    assert problems(content) == [
        "floors.yml: expected a file; got a folder",
        "guides/pipe.md: expected a file; got a pipe",
        "questions/knitting/y.yml: expected a file; got a folder",
        "rounds/pipe.yml: expected a file; got a pipe",
        "rounds/x.yml: expected a file; got a folder",
    ]


@pytest.mark.parametrize("name", ["", "rounds", "questions/knitting", "guides"])
def test_a_folder_that_cannot_be_read_is_not_an_empty_one(
    content: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read all folders, so the refusal is made up."""
    real, closed = os.scandir, str(content / name)

    def scandir(path: str | Path) -> object:
        if str(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "listdir", lambda path: [each.name for each in os.scandir(path)])
    with pytest.raises(ContentError) as caught:
        load_handbook(content)
    assert f"{closed}: can't be read: Permission denied" in str(caught.value).splitlines()


def test_links_out_of_the_content_are_refused_and_never_quoted(content: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.yml").write_text(SECRET)
    (outside / "x.md").write_text(f"## {SECRET}")
    (content / "rounds" / "x.yml").symlink_to(outside / "x.yml")
    (content / "guides" / "x.md").symlink_to("../../outside/x.md")
    (content / "candidates" / "x-log.yml").symlink_to(outside / "x.yml")
    (content / "questions" / "elsewhere").symlink_to(outside)
    for name in ("floors.yml", "stories.yml"):
        (content / name).unlink()
        (content / name).symlink_to(outside / "x.yml")
    shutil.rmtree(content / "plans")
    (content / "plans").symlink_to(outside)
    found = problems(content)
    assert SECRET[:6] not in "\n".join(found)
    link = "expected a file of this content; got a link to a place outside it: put a copy here"
    assert [line for line in found if link in line] == [
        f"{name}: {link}"
        for name in ("candidates/x-log.yml", "floors.yml", "guides/x.md", "plans", "rounds/x.yml", "stories.yml")
    ]
    assert any(line.startswith("questions/elsewhere: expected a file ending in .yml") for line in found)


@needs_pipes
@settings(settings.get_profile("plans"), max_examples=150)
@given(
    kind=st.sampled_from(["pipe", "folder", "device", "link", "closed link"]),
    place=st.sampled_from(
        ["candidates/{}.yml", "guides/{}.md", "plans/{}.yml", "questions/knitting/{}.yml", "roles/{}.yml"]
    ),
    name=st.text("abcdefgh", min_size=1, max_size=8),
)
def test_anything_odd_anywhere_in_the_content_is_one_line(
    kind: str, place: str, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("odd")
    content, path = root / "content", root / "content" / place.format(name)
    path.parent.mkdir(parents=True)
    (root / "secret").write_text(SECRET)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to({"device": "/dev/zero", "link": root / "secret", "closed link": "nowhere"}[kind])
    with pytest.raises(ContentError) as caught:
        load_handbook(content, cache=None)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{path.as_posix()}: ")
    assert "secret words" not in line
    shutil.rmtree(root)


def test_links_inside_the_content_and_to_all_of_it_are_followed(content: Path, tmp_path: Path) -> None:
    path = content / "rounds" / "knitting.yml"
    path.rename(content / "rounds" / ".knitting")
    path.symlink_to(".knitting")
    (tmp_path / "link").symlink_to(content)
    assert "knitting" in load_handbook(content).rounds
    assert "knitting" in load_handbook(tmp_path / "link").rounds


def test_what_is_listed_is_every_file_and_all_that_looks_like_one(tmp_path: Path) -> None:
    for name in ("a/b.yml", "a/.git/c.yml", "a/d.yml/e.yml", "a/f/g"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "h.yml").symlink_to("nowhere")
    (tmp_path / "i").symlink_to(tmp_path / "a")
    found = [path.relative_to(tmp_path).as_posix() for path in yamlfile.files(tmp_path)]
    assert found == ["a/b.yml", "a/d.yml", "a/f/g", "h.yml", "i"]
    assert list(yamlfile.files(tmp_path / "nothing")) == []


# ── ids in any script ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Zoë", "zoe"), ("Zoe\u0308", "zoe"), ("张伟", "zhang-wei"), ("José Ñandú", "jose-nandu"),
        ("Jürgen Müller", "jurgen-muller"), ("Łukasz", "lukasz"), ("Ольга", "olga"), ("Ἀλέξης", "alexes"),
        ("Ísak Þór", "isak-thor"), ("Đặng", "dang"), ("김민수", "gimminsu"), ("Ada O.", "ada-o"), ("x_y", "x-y"),
        ("O'Brien", "o-brien"), ("1,000 plans", "1-000-plans"), ("&amp; Ø", "amp-o"), ("🙂", ""), ("123", ""),
        ("nul", ""),
    ],
)  # fmt: skip
def test_ids_are_made_from_names_in_any_script(name: str, made: str) -> None:
    assert id_from(name) == made


@settings(settings.get_profile("plans"), max_examples=500)
@given(st.text(min_size=1, max_size=30))
def test_any_name_makes_an_id_or_none(name: str) -> None:
    made = id_from(name)
    assert made == "" or not not_a_slug(made)
    if name.isascii():  # as it always was: the log and the folder of what was made are named by it
        assert made in ("", former_id(name))
    latin = [each for each in unicodedata.normalize("NFD", name.lower()) if "a" <= each <= "z"]
    if made and all(ord(each) < 0x250 for each in name):
        assert set(latin) <= set(made)


def test_a_file_in_another_script_is_planned_under_its_id(tmp_path: Path) -> None:
    path = tmp_path / "张伟.yml"
    shutil.copy(CASES / "张伟.yml", path)
    candidate, _ = load_candidate(path)
    assert candidate.id == "zhang-wei"
    assert log_path(path, candidate) == tmp_path / "zhang-wei-log.yml"


@pytest.mark.parametrize("name", ["123.yml", "🙂.yml", "nul.yml"])
def test_where_no_id_can_be_made_the_line_to_add_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(ADA.replace("Ada Okafor", "Zoë Müller"), "utf-8")
    with pytest.raises(
        ContentError, match=r'none can be made from the file\'s name; add a line such as "id: zoe-muller"'
    ):
        load_candidate(path)


@pytest.mark.parametrize(
    ("file", "log"),
    [
        ("Zoë.yml", "zoe-log.yml"),
        ("Zoë.yml", "Zoë-log.yml"),
        ("Zoë.yml", "zo-log.yml"),
        ("Jürgen Müller.yml", "j-rgen-m-ller-log.yml"),
        ("Ada O.yml", "Ada O-log.yml"),
    ],
)
def test_a_log_under_an_older_name_is_still_found(tmp_path: Path, file: str, log: str) -> None:
    path = tmp_path / file
    path.write_text(ADA, "utf-8")
    (tmp_path / log).write_text("[]\n")
    candidate, _ = load_candidate(path)
    assert log_path(path, candidate) == tmp_path / log


def test_an_id_of_its_own_finds_the_log_of_the_file_and_two_logs_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ada.yml"
    path.write_text(ADA + "id: okafor\n", "utf-8")
    candidate, _ = load_candidate(path)
    (tmp_path / "ada-log.yml").write_text("[]\n")
    assert log_path(path, candidate) == tmp_path / "ada-log.yml"
    (tmp_path / "okafor-log.yml").write_text("[]\n")
    message = "log: okafor-log.yml and ada-log.yml are both next to this file; choose one with a line such as"
    with pytest.raises(ContentError, match=message):
        log_path(path, candidate)
    path.write_text(ADA + "id: okafor\nlog: ada-log.yml\n", "utf-8")
    assert log_path(path, load_candidate(path)[0]) == tmp_path / "ada-log.yml"

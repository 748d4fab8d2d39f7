"""The commands from any folder: which content they take, where they write, and how they name it. Real processes."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import picture
import pytest
from conftest import ROOT
from PIL import Image

FILE = """\
name: Noor
role: backend
level: senior
interview: 2026-12-14
days: {mon: 90, sat: 120}
"""
MOCK = ("--date", "2026-12-02", "--round", "knitting", "--before", "3", "--after", "4", "--fix", "Talk sooner")
DAY = "2026-12-23"
TODAY = ("--today", "2026-12-02")
#: Command → what it writes, beside the content folder. `noor.yml` is in the folder where it is typed.
WRITES = {
    ("plan", "noor.yml", *TODAY): "build/private/noor/plan.json",
    ("progress", "noor.yml", *TODAY): "build/private/noor/candidate/progress.pdf",
    ("stories", "noor.yml", *TODAY): "build/private/noor/candidate/stories.pdf",
    ("pack", "noor.yml", "--session", "1", *TODAY): "build/private/noor/interviewer/pack-interviewer.pdf",
    ("sheet", "knitting", "merge-booking-windows"): "build/sheets/merge-booking-windows-session-a4.pdf",
    ("tonight", "knitting", *TODAY): "build/tonight/.rehearse.json",
    ("schema",): "schema/candidate.json",
}
#: Commands that write nothing at all, with something they print.
READS = {
    ("check",): "no errors",
    ("coverage",): "Round ",
    ("rounds", "advert.txt", "--role", "backend"): "rounds: ",
}


@pytest.fixture(scope="module")
def clone(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the repository with the small content: what is written there is not written into ours."""
    base = tmp_path_factory.mktemp("clones") / "dress-rehearsal"
    for name in ("generator", "templates", "schema"):
        shutil.copytree(ROOT / name, base / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", base)
    shutil.copytree(small, base / "content")
    (base / "docs" / "below").mkdir(parents=True)
    (base / "build" / "docs").mkdir(parents=True)  # as in the repository
    return base


@pytest.fixture
def run(clone: Path):
    """Type a command of the clone in a folder."""

    def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(clone)}
        command = [sys.executable, "-P", "-m", "generator.cli", *arguments]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def places(clone: Path, small: Path, tmp_path: Path) -> dict[str, tuple[Path, Path]]:
    """Where commands are typed → the folder beside whose content they write."""
    home = tmp_path / "Zoë’s home 张伟"
    bank = tmp_path / "bank"
    for folder in (tmp_path / "empty", home, bank / "people" / "mine"):
        folder.mkdir(parents=True)
    (home / "content").mkdir()  # another program's
    shutil.copytree(small, bank / "content")
    found = {
        "empty": (tmp_path / "empty", clone),
        "home": (home, clone),
        "below the clone": (clone / "docs" / "below", clone),
        "in the clone": (clone, clone),
        "in another bank": (bank, bank),
        "below another bank": (bank / "people" / "mine", bank),
    }
    for folder, _ in found.values():
        (folder / "noor.yml").write_text(FILE, "utf-8")
        (folder / "advert.txt").write_text("Backend engineer\nWe do system design interviews.\n", "utf-8")
    return found


def held(*folders: Path) -> dict[Path, bytes]:
    """All files of folders but caches."""
    every = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in every if not {"__pycache__", ".cache", ".sheets"} & set(path.parts)}


@pytest.mark.parametrize("place", ["empty", "home", "below the clone", "in the clone", "in another bank",
                                   "below another bank"])  # fmt: skip
def test_every_command_works_and_writes_beside_the_content_alone(
    place: str, places: dict[str, tuple[Path, Path]], clone: Path, run, tmp_path: Path
) -> None:
    folder, base = places[place]
    done = run(folder, "log", "noor.yml", *MOCK, *TODAY)
    assert (done.returncode, done.stdout) == (0, "logged     noor-log.yml: 2026-12-02 knitting 3 → 4\n"), done.stderr
    before = held(clone, tmp_path)
    every = place in (
        "home",
        "in another bank",
    )  # elsewhere two commands stand for the others: the same code finds both
    for command, written in WRITES.items():
        if not every and command[0] not in ("plan", "sheet"):
            continue
        path = base / written
        path.unlink(missing_ok=True)
        done = run(folder, *command)
        assert done.returncode == 0, done.stderr
        assert path.is_file(), command
        shown = path.relative_to(folder) if path.is_relative_to(folder) else path
        top = shown.parts[: len(shown.parts) - len(Path(written).parts) + 2]  # up to build/private and the like
        if command != ("schema",):
            assert Path(*top).as_posix() in done.stdout, done.stdout
    for command, said in READS.items() if every else ():
        done = run(folder, *command)
        assert done.returncode == 0, done.stderr
        assert said in done.stdout
    new = {path for path, found in held(clone, tmp_path).items() if before.get(path) != found}
    assert {path for path in new if not path.is_relative_to(base / "build") and path.parent != base / "schema"} == set()
    shutil.rmtree(base / "build" / "private")


def test_new_candidate_writes_where_we_are_and_can_be_planned_there(
    places: dict[str, tuple[Path, Path]], clone: Path, run
) -> None:
    for place, (folder, base) in places.items():
        given = ("--name", "Ada", "--role", "backend", "--level", "senior", "--interview", "2026-12-14")
        done = run(folder, "new", "candidate", *given, *TODAY)
        assert done.returncode == 0, (place, done.stderr)
        assert (folder / "ada.yml").is_file()
        done = run(folder, "plan", "ada.yml", *TODAY, "--out", "here")
        assert done.returncode == 0, (place, done.stderr)
        assert "plan       here/ada/candidate/plan.pdf\n" in done.stdout
        assert not (base / "build" / "private" / "ada").exists()
        shutil.rmtree(folder / "here")
        (folder / "ada.yml").unlink()


def test_no_candidate_is_started_inside_the_content(places: dict[str, tuple[Path, Path]], run) -> None:
    bank = places["in another bank"][0]
    for folder in (bank / "content", bank / "content" / "candidates"):
        done = run(folder, "new", "candidate", "--name", "Zoe")
        assert (done.returncode, done.stdout) == (2, "")
        assert "choose a place of your own with --out" in done.stderr
        assert not (folder / "zoe.yml").exists()


def test_a_content_folder_that_is_named_takes_what_is_made_beside_it(places: dict[str, tuple[Path, Path]], run) -> None:
    folder, bank = places["empty"][0], places["in another bank"][0]
    for content in (str(bank / "content"), os.path.relpath(bank / "content", folder)):
        done = run(folder, "stories", "noor.yml", "--content", content)
        assert done.returncode == 0, done.stderr
        assert f"worksheet  {bank.as_posix()}/build/private/noor/candidate/stories.pdf" in done.stdout
    shutil.rmtree(bank / "build")  # it is for another file of this name
    done = run(bank / "content", "stories", "../noor.yml", "--content", ".")
    assert done.stdout.endswith(f"worksheet  {bank.as_posix()}/build/private/noor/candidate/stories.pdf\n")
    done = run(folder, "stories", "noor.yml", "--content", str(bank / "content"), "--out", "mine")
    assert done.stdout.endswith("worksheet  mine/noor/candidate/stories.pdf\n")


def test_an_error_is_named_short_from_above_and_whole_from_elsewhere(places: dict[str, tuple[Path, Path]], run) -> None:
    bank = places["in another bank"][0]
    path = bank / "content" / "rounds" / "knitting.yml"
    path.write_text(path.read_text("utf-8").replace("minutes: 60", "minutes: sixty", 1), "utf-8")
    assert run(bank, "check").stderr.startswith("content/rounds/knitting.yml:")
    for folder in (bank / "people" / "mine", bank / "content"):
        assert run(folder, "check").stderr.startswith(f"{path.as_posix()}:")


def test_the_sample_candidates_of_a_content_folder_are_known_from_below(
    places: dict[str, tuple[Path, Path]], run
) -> None:
    """They are planned as if today were their first day, whatever day it is."""
    bank = places["in another bank"][0]
    done = run(bank / "content" / "candidates", "plan", "ada.yml", "--today", "2030-01-01")
    assert done.returncode == 0, done.stderr
    assert (bank / "build" / "private" / "ada" / "plan.json").is_file()


def test_the_site_of_another_bank_leaves_the_clone_as_it_is(
    places: dict[str, tuple[Path, Path]], clone: Path, run
) -> None:
    before = held(clone)
    folder, bank = places["below another bank"]
    done = run(folder, "pages")
    assert done.returncode == 0, done.stderr
    assert (bank / "build" / "docs" / "index.md").is_file()
    shutil.rmtree(bank / "build")
    done = run(folder, "site")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"site       {bank.as_posix()}/build/site/index.html\n"
    assert (bank / "build" / "docs" / "index.md").is_file()
    assert held(clone) == before


def test_without_any_content_one_line_says_what_was_looked_for(clone: Path, run, tmp_path: Path) -> None:
    (clone / "content").rename(clone / "elsewhere")
    try:
        for command in (("check",), ("plan", "noor.yml"), ("new", "candidate"), ("schema",)):
            done = run(tmp_path, *command)
            assert (done.returncode, done.stdout) == (2, "")
            assert len(done.stderr.splitlines()) == 1
            assert done.stderr.startswith('--content: found no folder "content" with a folder "rounds" in it')
        assert run(tmp_path, "check", "--content", str(clone / "elsewhere")).returncode == 0
        assert "from here upwards" in run(tmp_path, "check", "--help").stdout
        assert "build/private next to the content folder" in " ".join(run(tmp_path, "plan", "--help").stdout.split())
    finally:
        (clone / "elsewhere").rename(clone / "content")


def test_a_folder_that_was_deleted_meanwhile_is_no_reason_to_fail(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    command = f'rmdir "$PWD" && exec {sys.executable} -P -m generator.cli check'
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path / "gone", env={**os.environ, "PYTHONPATH": str(clone)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(clone.as_posix())


# ── the README ──

README = (ROOT / "README.md").read_text("utf-8")


def commands() -> list[str]:
    """What the README tells people to type, without the comments behind it."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line.removeprefix("$ ").partition("   #")[0].strip() for line in lines if line.startswith("$ rehearse")]


def test_every_command_of_the_readme_works_as_written_in_an_empty_folder(
    clone: Path, small: Path, tmp_path: Path
) -> None:
    """In its order, with answers where it asks.

    Left out are `serve`, which runs until it is interrupted, and the site by Zensical, which has tests of its own.
    """
    folder = tmp_path / "mine"
    (tmp_path / "bin").mkdir()
    folder.mkdir()
    (tmp_path / "bin" / "rehearse").write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m generator.cli "$@"\n')
    (tmp_path / "bin" / "rehearse").chmod(0o755)
    # the clone is in the home folder, as the README has it
    environment = {**os.environ, "PYTHONPATH": str(clone), "HOME": str(clone.parent),
                   "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}  # fmt: skip
    answers = {
        "rehearse new candidate": "Noor\nBackend engineer\nsenior\n2027-01-20\n",
        "rehearse log noor.yml": f"{DAY}\n1\n3\n4\nTalk sooner\n",
    }
    example = re.search(r"```yaml\n(name: .*?)```", README, re.DOTALL)
    assert example
    typed = [each for each in commands() if each not in ("rehearse serve", "rehearse site --builder zensical")]
    assert len(typed) >= 9
    assert set(answers) <= set(typed)
    for command in typed:
        dated = (
            f"{command} --today {DAY}"
            if re.match(r"rehearse (plan \w|log|progress|new cand|site --cand)", command)
            else command
        )
        done = subprocess.run(
            ["sh", "-c", dated], cwd=folder, env=environment, input=answers.get(command, ""), capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        if command == "rehearse new candidate":
            (folder / "noor.yml").write_text(example[1], "utf-8")
        if command.startswith("rehearse new question"):
            shutil.rmtree(clone / "content")  # nothing is built before the question is written
            shutil.copytree(small, clone / "content")
    made = clone / "build" / "private" / "noor"
    assert {"candidate", "interviewer", "plan.json"} <= {path.name for path in made.iterdir()}
    assert {path.name for path in folder.iterdir()} == {"noor.yml", "noor-log.yml"}
    shutil.rmtree(made)


def test_the_readme_s_lines_for_partners_and_interviews_are_read(clone: Path, run, tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(name: .*?)```", README, re.DOTALL)
    partners = re.search(r"```yaml\n(partners:.*?)```", README, re.DOTALL)
    interviews = re.search(r"```yaml\n(interviews:.*?)```", README, re.DOTALL)
    times = re.search(r"```yaml\n(times:.*?)```", README, re.DOTALL)
    assert example and partners and interviews and times  # noqa: PT018
    kept = [line for line in example[1].splitlines() if not line.startswith(("partners", "interview"))]
    (tmp_path / "noor.yml").write_text("\n".join([*kept, partners[1], interviews[1], times[1]]), "utf-8")
    done = run(tmp_path, "plan", "noor.yml", "--today", DAY, "--out", "out")
    assert done.returncode == 0, done.stderr
    plan = (tmp_path / "out" / "noor" / "plan.json").read_text("utf-8")
    assert [name for name in ("Sam", "Kim", "Ines", "Phone screen", "Northwind") if f'"{name}"' not in plan] == []


def test_the_readme_shows_one_picture_which_is_small_and_described() -> None:
    [(described, path)] = re.findall(r"!\[(.*?)\]\((.*?)\)", README)
    assert 40 < len(described) < 250
    assert (ROOT / path).read_bytes().startswith(b"\x89PNG")
    assert (ROOT / path).stat().st_size < 250_000


def test_the_picture_is_made_the_same_each_time(site: Path) -> None:
    first = picture.make(site)
    assert first == picture.make(site)
    assert Image.open(io.BytesIO(first)).width == 1800

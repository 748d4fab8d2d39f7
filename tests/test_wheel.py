"""The wheel and the sdist: built, installed alone, and used by someone who may not write to the package.

Installs from the package registry that pip is configured for. `--built DIR` tests the files in DIR instead of new ones.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from generator import __version__
from generator.model import Handbook
from generator.places import cache_folder

#: The wheel has 1.5 MB, of which the fonts are a third; there is room for as much content again.
MAX_BYTES = 4_000_000
#: Nobody, on Linux.
OTHER_USER = 65534
ADA = """\
name: Ada
role: backend
level: senior
interview: 2027-01-20
days: {mon: 90, sat: 120}
"""
TODAY = ("--today", "2026-12-23")


def as_other_user(python: Path) -> list[str]:
    """Return the words that make a command another user's, or none where we may not become another."""
    if os.geteuid() != 0:
        return []
    other = ["setpriv", f"--reuid={OTHER_USER}", f"--regid={OTHER_USER}", "--clear-groups"]
    reader = [f"--{which}-caps=-all,+dac_read_search" for which in ("inh", "ambient")]  # if Python itself is in /root
    for words in (other, [*other, *reader]):
        found = subprocess.run([*words, python, "-c", "import os; print(os.__file__)"], capture_output=True, text=True)
        if found.stdout.strip() == os.__file__:  # a Python that can't read its own library may find another's
            return words
    raise AssertionError(f"another user can't run {python}")


class Machine:
    """An environment with the wheel in it, which nobody may write to, and the home and folder of a user."""

    def __init__(self, base: Path) -> None:
        self.environment, self.home, self.folder = base / "environment", base / "home", base / "folder"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", self.environment], check=True)
        self.home.mkdir()
        self.folder.mkdir()
        self.become = as_other_user(self.environment / "bin" / "python")
        self.give(self.home, self.folder)

    def give(self, *paths: Path) -> None:
        """Make the other user, if there is one, the owner of files and folders."""
        if self.become:
            for path in paths:
                os.chown(path, OTHER_USER, OTHER_USER)

    def install(self, wheel: Path, extra: str = "") -> None:
        """Install the wheel with the versions of requirements.txt, then make the environment read-only."""
        self.open(writable=True)
        versions = re.findall(r"^([\w.-]+==[^\\\n]+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
        constraints = self.environment / "constraints.txt"
        constraints.write_text("\n".join(versions) + "\n", "utf-8")
        pip = [sys.executable, "-m", "pip", "--python", self.environment, "install", "--quiet", "--constraint"]
        subprocess.run([*pip, constraints, f"{wheel}{extra}"], check=True)
        self.open(writable=False)

    def open(self, *, writable: bool) -> None:
        """Let the owner of the environment write to it, or nobody."""
        for path in (self.environment, *self.environment.rglob("*")):
            if not path.is_symlink():
                mode = 0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644
                path.chmod(mode if writable else mode & 0o555)

    def files(self) -> dict[str, int]:
        """Return every file of the environment with the time of its last change."""
        return {path.as_posix(): path.lstat().st_mtime_ns for path in self.environment.rglob("*")}

    def run(self, *arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run `rehearse` as the other user, with an environment of their own."""
        return subprocess.run(
            [*self.become, self.environment / "bin" / "rehearse", *arguments], cwd=folder or self.folder,
            capture_output=True, text=True, check=False,
            env={"HOME": str(self.home), "PATH": os.defpath, "LANG": "C.UTF-8"},
        )  # fmt: skip


def build(project: Path, out: Path, *targets: str) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", out, *targets], cwd=project, check=True)


@pytest.fixture(scope="module")
def dist(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one wheel and one sdist."""
    if given := request.config.getoption("--built"):
        return Path(given).resolve()
    out = tmp_path_factory.mktemp("dist")
    build(ROOT, out)
    return out


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (found,) = dist.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def machine(wheel: Path) -> Iterator[Machine]:
    """A machine with the wheel alone. Its folder can be entered by everyone, unlike those that pytest makes."""
    base = Path(tempfile.mkdtemp(prefix="rehearse-wheel-"))
    base.chmod(0o755)
    made = Machine(base)
    try:
        made.install(wheel)
        (made.folder / "ada.yml").write_text(ADA, "utf-8")
        yield made
    finally:
        made.open(writable=True)
        shutil.rmtree(base)


@pytest.fixture(scope="module")
def with_site(machine: Machine, wheel: Path) -> Machine:
    """The same machine with the extra that builds the site, and sheets that other tests made already."""
    machine.install(wheel, "[site]")
    kept = cache_folder("sheets")
    if kept.is_dir():
        theirs = machine.home / ".cache" / "dress-rehearsal" / "sheets"
        shutil.copytree(kept, theirs, dirs_exist_ok=True)
        machine.give(*theirs.parents[:2], theirs, *theirs.iterdir())
    return machine


def test_the_sdist_builds_the_same_wheel(dist: Path, wheel: Path, tmp_path: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    build(tmp_path / f"dress_rehearsal-{__version__}", tmp_path / "again", "-t", "wheel")
    (again,) = (tmp_path / "again").iterdir()
    assert again.name == wheel.name == f"dress_rehearsal-{__version__}-py3-none-any.whl"
    assert again.read_bytes() == wheel.read_bytes()


def test_the_wheel_has_what_the_package_needs_and_every_licence(wheel: Path, record_property) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    data = {name.removeprefix("generator/data/") for name in names if name.startswith("generator/data/")}
    folders = [ROOT / name for name in ("content", "schema", "templates")]
    expected = {path.relative_to(ROOT).as_posix() for top in folders for path in top.rglob("*") if path.is_file()}
    assert data == {*expected, "mkdocs.yml", "LICENSE-CONTENT"} - {"templates/site/assets/fonts/subset.py"}
    licences = {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}
    fonts = {path for path in expected if "/fonts/" in path and path.endswith(".txt")}
    assert len(fonts) == 4
    scripts = {f"templates/site/assets/{name}.txt" for name in ("search-engine",)}
    assert licences == {"LICENSE", "LICENSE-CONTENT", *scripts, *fonts}
    assert {name.partition("/")[0] for name in names} == {"generator", f"dress_rehearsal-{__version__}.dist-info"}
    size = wheel.stat().st_size
    record_property("bytes of the wheel", f"{size:,}")
    assert size < MAX_BYTES


def test_the_commands_work_in_any_folder_and_write_there_alone(machine: Machine, bank: Handbook) -> None:
    question = next(iter(bank.questions.values()))
    before = machine.files()
    assert machine.run("--version").stdout == f"rehearse, version {__version__}\n"
    for command, said, made in (
        (("check",), "no errors", None),
        (("plan", "ada.yml", *TODAY), "plan       build/private/ada/candidate/plan.pdf\n", "private/ada/plan.json"),
        (("sheet", question.round, question.id), f"sheet      build/sheets/{question.id}", "sheets"),
        (("pack", "ada.yml", "--session", "1", *TODAY), "pack       build/private/ada/", "private/ada/interviewer"),
        (("coverage",), "Round ", None),
    ):
        done = machine.run(*command)
        assert done.returncode == 0, done.stderr
        assert said in done.stdout
        assert made is None or (machine.folder / "build" / made).exists()
    assert {path.name for path in machine.folder.iterdir()} == {"ada.yml", "build"}
    assert {path.name for path in machine.home.iterdir()} == {".cache"}
    assert {path.name for path in (machine.home / ".cache" / "dress-rehearsal").iterdir()} == {"content"}
    assert machine.files() == before


def test_the_content_of_the_package_is_not_for_editing(machine: Machine, bank: Handbook) -> None:
    done = machine.run("new", "question", "--round", next(iter(bank.rounds)), "--title", "A maze", "--topic", "graphs")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("start a copy that you can edit: rehearse init DIR\n")


@pytest.mark.parametrize("command", ["site", "serve"])
def test_without_the_extra_one_line_says_what_builds_the_site(command: str, machine: Machine) -> None:
    done = machine.run(command)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("the site's builder isn't installed: install rehearse again with its extra [site]")
    assert done.stderr.count("\n") == 1


def test_a_copy_of_the_content_can_be_edited_checked_and_planned(machine: Machine) -> None:
    bank = machine.folder / "bank"
    assert machine.run("init", "bank").returncode == 0
    if machine.become:
        assert {path.stat().st_uid for path in bank.rglob("*")} == {OTHER_USER}
    assert [path for path in bank.rglob("*") if not path.stat().st_mode & 0o200] == []
    settings = bank / "mkdocs.yml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("# site_url: https://example.org/", "site_url: https://bank.example/"), "utf-8")
    role = bank / "content" / "roles" / "backend.yml"
    role.write_text(role.read_text("utf-8").replace("Backend engineer", "Gardener", 1), "utf-8")
    done = machine.run("check", folder=bank / "content")
    assert f"\n{bank.as_posix()}/content: " in f"\n{done.stdout}", done.stderr
    assert machine.run("new", "role", "--title", "Pilot", "--family", "air", folder=bank).returncode == 0
    (bank / "content" / "roles" / "pilot.yml").unlink()
    done = machine.run("plan", "../ada.yml", *TODAY, folder=bank)
    assert done.returncode == 0, done.stderr
    plan = bank / "build" / "private" / "ada" / "candidate" / "plan.pdf"
    printed = subprocess.run(["pdftotext", plan, "-"], capture_output=True, text=True, check=True).stdout
    assert "Senior gardener" in printed
    assert "https://bank.example/" in printed


def test_with_the_extra_the_site_of_the_package_s_content_is_built(with_site: Machine) -> None:
    before = with_site.files()
    done = with_site.run("site")
    assert (done.returncode, done.stdout) == (0, "site       build/site/index.html\n"), done.stderr
    site = with_site.folder / "build" / "site"
    assert (site / "questions" / "merge-booking-windows.html").is_file()
    assert (site / "assets" / "frame.css").is_file(), "the theme comes from the wheel"
    assert with_site.files() == before


def test_with_the_extra_the_site_of_a_copy_is_built_by_its_own_settings(with_site: Machine) -> None:
    bank = with_site.folder / "second"
    assert with_site.run("init", "second").returncode == 0
    settings = bank / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("Dress Rehearsal", "Our bank", 1), "utf-8")
    (bank / "content" / "floors.yml").write_text("similarity: 20\n", "utf-8")
    done = with_site.run("site", folder=bank)
    assert (done.returncode, done.stdout) == (0, "site       build/site/index.html\n"), done.stderr
    assert " - Our bank</title>" in (bank / "build" / "site" / "index.html").read_text("utf-8")
    assert not (bank / "templates").exists()

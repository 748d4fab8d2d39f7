"""A candidate's folder changes whole or not at all, is nobody else's, and is for its owner's eyes."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path

import forked
import pytest
import yaml
from conftest import CONTENT, ROOT, TESTS
from disks import held, mounted
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problem import ContentError, MachineError
from generator.publish.files import Source, made_from, write
from generator.publish.folder import hold, put, refuse_other_people
from generator.publish.lock import staging

DRIVER = Path(__file__).parent / "kill_folder.py"
CASES = Path(__file__).parent / "cases"
ADA = Source("", "Ada")
#: The day on which most plans are made here, and a later one, on which every sheet is another.
DAY, LATER = "2026-12-01", "2026-12-08"


def rehearse(*arguments: object, folder: Path = TESTS, umask: int = -1) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, as if the package were installed."""
    return forked.rehearse(*arguments, cwd=folder, umask=umask)


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "generator.cli", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=TESTS)


def one_line(done: subprocess.CompletedProcess[str], code: int) -> str:
    assert (done.returncode, done.stderr.count("\n")) == (code, 1), done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A candidate's file."""
    return Path(shutil.copy(CASES / "same-stem-ada-plan.yml", tmp_path_factory.mktemp("ada") / "plan.yml"))


@pytest.fixture(scope="module")
def states(person: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The folder as it is made on one day, and then again on another."""
    base = tmp_path_factory.mktemp("states")
    found = {}
    for day in (DAY, LATER):
        assert rehearse("plan", person, "--out", base, "--today", day).returncode == 0
        found[day] = held(base / "plan")
    return found


@pytest.fixture
def base(person: Path, states: dict[str, dict[str, bytes]], tmp_path: Path) -> Path:
    """A folder of plans, with the older one of this person in it."""
    fill(tmp_path / "plan", states[DAY])
    return tmp_path


def fill(folder: Path, files: dict[str, bytes]) -> None:
    """Let a folder hold these files and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


# ── whole or not at all ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("way", ["exchange", "pair", "copy"])
def test_a_kill_at_any_step_leaves_a_whole_folder_and_the_next_run_sweeps_up(way: str, tmp_path: Path) -> None:
    """Killed before every single call that touches the disk, one after the other; see kill_folder.py."""
    done = subprocess.run([sys.executable, DRIVER, way, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 40


def test_a_killed_plan_leaves_the_old_one_or_the_new_one(
    base: Path, person: Path, states: dict[str, dict[str, bytes]]
) -> None:
    """Killed in its writing phase, which begins when something stands beside the folder."""
    moments = random.Random(5)
    for _ in range(6):
        planning = start("plan", person, "--out", base, "--today", LATER)
        while planning.poll() is None and not (staging(base / "plan") / "new").exists():
            time.sleep(0.0005)
        time.sleep(moments.uniform(0, 0.01))
        planning.kill()
        planning.communicate()
        found = held(base / "plan")
        assert found in (states[DAY], states[LATER])
        if found == states[LATER]:  # begin anew from the older one
            fill(base / "plan", states[DAY])
    assert rehearse("plan", person, "--out", base, "--today", LATER).returncode == 0
    assert [path.name for path in base.iterdir()] == ["plan"]


@pytest.mark.parametrize("share", [0.1, 0.4, 0.7, 0.95])
def test_a_full_disk_is_one_line_and_exit_3_and_the_folder_is_as_it_was(
    share: float, person: Path, states: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    old, new = states[DAY], states[LATER]
    blocks = sum(1 + len(content) // 4096 for content in old.values())
    more = sum(1 + len(content) // 4096 for path, content in new.items() if old.get(path) != content)
    disk = tmp_path / "disk"
    disk.mkdir()
    with mounted(disk, f"nr_blocks={blocks + int(share * more)},nr_inodes=0"):
        fill(disk / "plan", old)
        said = one_line(rehearse("plan", person, "--out", disk, "--today", LATER), 3)
        assert said.startswith(f"{disk}/"), "the place that is full"
        assert said.endswith(": No space left on device\n")
        assert held(disk / "plan") == old
        assert [path.name for path in disk.iterdir()] == ["plan"]


def test_two_at_once_are_one_after_the_other_or_the_second_is_told(base: Path, person: Path) -> None:
    """The first is stopped while it writes, so the second can only have been refused."""
    first = start("plan", person, "--out", base, "--today", LATER)
    holder = staging(base / "plan") / "process"
    while not (holder.exists() and holder.stat().st_size):
        assert first.poll() is None
    first.send_signal(signal.SIGSTOP)
    try:
        for command in ("plan", "pack", "stories", "progress"):
            second = rehearse(command, person, "--out", base, "--today", LATER)
            assert one_line(second, 4).startswith(f"{base / 'plan'}: ")
    finally:
        first.send_signal(signal.SIGCONT)
    assert first.communicate()[1] == ""
    assert first.returncode == 0


def test_files_of_others_stay_even_those_that_change_while_the_folder_does(tmp_path: Path) -> None:
    """A note that an editor saves between the staging and the exchange is not lost with the old folder."""
    folder = tmp_path / "ada"
    with hold({folder: ADA}):
        put({folder: {"plan.json": b"1"}}, {folder: ADA})
    (folder / "notes.txt").write_text("before")
    (folder / "more").symlink_to("notes.txt")
    saved: list[str] = []

    def save(event: str, arguments: tuple[object, ...]) -> None:
        if event == "ctypes.dlopen" and not saved:  # about to exchange
            saved.append(event)
            (folder / "new.txt").write_text("saved")
            (folder / "drafts").mkdir()
            (folder / "drafts" / "a.txt").write_text("saved")
            (folder / ".notes").write_text("after")
            (folder / ".notes").replace(folder / "notes.txt")

    sys.addaudithook(save)
    with hold({folder: ADA}):
        put({folder: {"plan.json": b"2"}}, {folder: ADA})
    assert saved
    texts = {
        name: (folder / name).read_text() for name in ("plan.json", "notes.txt", "more", "new.txt", "drafts/a.txt")
    }
    assert texts == {
        "plan.json": "2", "notes.txt": "after", "more": "after", "new.txt": "saved", "drafts/a.txt": "saved",
    }  # fmt: skip
    assert (folder / "more").is_symlink()


def test_a_file_of_others_in_the_way_is_refused_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "ada"
    (folder / "candidate").mkdir(parents=True)
    (folder / "candidate" / "stories.pdf").write_text("mine")
    said = one_line(rehearse("stories", CONTENT / "candidates" / "ada.yml", "--out", tmp_path), 2)
    assert "candidate/stories.pdf: expected no file here that rehearse did not make" in said
    assert held(folder) == {"candidate/stories.pdf": b"mine"}


def test_of_several_folders_none_changes_if_one_can_t(tmp_path: Path) -> None:
    people = {tmp_path / name: Source("", name) for name in ("ada", "ben")}
    with hold(people):
        put({folder: {"plan.json": b"1"} for folder in people}, people)
    (tmp_path / "ben" / "x").write_text("mine")
    for files in ({"x": b"2"}, {"a/" * 3000: b"2"}):  # in the way; a name that no disk takes
        with pytest.raises(Exception, match=r"expected no file here|too long"), hold(people):
            put({tmp_path / "ada": {"plan.json": b"2"}, tmp_path / "ben": files}, people)
        assert (tmp_path / "ada" / "plan.json").read_bytes() == b"1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ada", "ben"]


def test_a_refused_run_leaves_no_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), hold({tmp_path / "a" / "b" / "ada": ADA}):
        raise ZeroDivisionError
    assert not (tmp_path / "a" / "b").exists()


def test_a_shell_in_a_folder_that_was_replaced_can_go_on(base: Path, person: Path) -> None:
    """Its folder is gone, and one of the same name is in its place."""
    command = f"{sys.executable} -m generator.cli"
    again = f"{command} plan {person} --content {CONTENT} --out {base} --today"
    script = f"cd {base}/plan/candidate && {again} {LATER} && {again} {DAY} && {command} log {person} --help"
    done = subprocess.run(
        ["sh", "-c", script], capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_relative_out_from_inside_the_folder_leaves_nothing_behind(base: Path, person: Path) -> None:
    """The working directory is one of those that are replaced, and what is written there next is not lost."""
    for place, out in ((base / "plan", ".."), (base / "plan" / "candidate", "../..")):
        for day in (LATER, DAY):
            done = rehearse("plan", person, "--content", CONTENT, "--out", out, "--today", day, folder=place)
            assert done.returncode == 0, done.stderr
            assert [path.name for path in base.iterdir()] == ["plan"]
            (place / "notes.txt").write_text("mine")
    assert {"notes.txt", "candidate/notes.txt"} <= set(held(base / "plan"))


def test_a_working_directory_that_the_new_plan_no_longer_has_is_no_failure(tmp_path: Path) -> None:
    with hold({tmp_path / "ada": ADA}):
        put({tmp_path / "ada": {"a/b.txt": b"1"}}, {tmp_path / "ada": ADA})
    code = (
        "from pathlib import Path\nimport sys\nfrom generator.publish.files import Source\n"
        "from generator.publish.folder import hold, put\nme = {Path(sys.argv[1]): Source('', 'Ada')}\n"
        "with hold(me):\n    put(dict.fromkeys(me, {'c.txt': b'2'}), me)\n"
    )
    subprocess.run(
        [sys.executable, "-c", code, tmp_path / "ada"], cwd=tmp_path / "ada" / "a", check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert {path.name for path in (tmp_path / "ada").iterdir()} == {"c.txt", ".rehearse.json"}


def test_a_process_that_is_in_the_folder_is_in_the_new_one_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hold({tmp_path / "ada": ADA}):
        put({tmp_path / "ada": {"a.txt": b"1"}}, {tmp_path / "ada": ADA})
    monkeypatch.chdir(tmp_path / "ada")
    with hold({tmp_path / "ada": ADA}):
        put({tmp_path / "ada": {"b.txt": b"2"}}, {tmp_path / "ada": ADA})
    assert Path("b.txt").read_bytes() == b"2"


def test_an_edition_for_more_people_may_replace_one_for_some_of_them(tmp_path: Path) -> None:
    ada, ben = Source("/ada.yml", "Ada"), Source("/ben.yml", "Ben")
    write(tmp_path, {"index.md": b"1"}, sources=[ada])
    refuse_other_people([ada, ben], tmp_path)
    with pytest.raises(ContentError, match=r"the private edition there was made from /ada\.yml \(Ada\)"):
        refuse_other_people([ben], tmp_path)


def test_a_folder_that_was_made_from_a_plan_names_that(tmp_path: Path) -> None:
    with hold({tmp_path / "ada": ADA}):
        put({tmp_path / "ada": {"a.txt": b"1"}}, {tmp_path / "ada": ADA})
    ben = {tmp_path / "ada": Source("/ben.yml", "Ben")}
    with pytest.raises(ContentError, match=r"ada was made from a plan \(Ada\)"), hold(ben):
        pass


def test_without_hard_links_files_of_others_are_copied_and_a_link_stays_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no hard links on this disk")

    monkeypatch.setattr(os, "link", refuse)
    with hold({tmp_path / "ada": ADA}):
        put({tmp_path / "ada": {"a.txt": b"1"}}, {tmp_path / "ada": ADA})
    (tmp_path / "ada" / "notes.txt").write_text("mine")
    (tmp_path / "ada" / "more").symlink_to("notes.txt")
    with hold({tmp_path / "ada": ADA}):
        put({tmp_path / "ada": {"a.txt": b"2"}}, {tmp_path / "ada": ADA})
    assert (tmp_path / "ada" / "notes.txt").read_text() == "mine"
    assert (tmp_path / "ada" / "more").is_symlink()


def test_a_cohort_may_be_larger_than_the_files_that_a_process_may_open_at_first() -> None:
    code = (
        "import resource\nfrom generator.publish.folder import _allow_open_files\n"
        "hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))\n_allow_open_files(200)\n"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(done.stdout) >= 300


def test_where_nothing_changes_the_folder_is_left_alone(base: Path, person: Path) -> None:
    """A file manager that shows it, and a shell in it, notice nothing."""
    folders = []
    for _ in range(2):
        assert rehearse("plan", person, "--out", base, "--today", LATER).returncode == 0
        folders.append((base / "plan").stat().st_ino)
    assert folders[0] == folders[1]


@pytest.mark.parametrize("command", ["plan", "pack", "stories", "progress"])
def test_a_file_where_the_folder_would_be_is_refused_and_kept(command: str, person: Path, tmp_path: Path) -> None:
    """It may be the candidate's own file."""
    mine = Path(shutil.copy(person, tmp_path / "plan"))
    said = one_line(rehearse(command, mine, "--out", tmp_path, "--today", DAY), 2)
    assert said.startswith(f"{mine}: expected a folder here; got a file")
    assert held(tmp_path) == {"plan": person.read_bytes()}


def test_a_link_that_leads_to_itself_is_refused(person: Path, tmp_path: Path) -> None:
    (tmp_path / "plan").symlink_to("plan")
    assert "a link that leads to itself" in one_line(rehearse("stories", person, "--out", tmp_path), 2)


@pytest.mark.parametrize("where", ["", "usb"])
def test_a_disk_that_is_mounted_there_is_refused_and_kept(where: str, base: Path, person: Path) -> None:
    (base / "plan" / where).mkdir(exist_ok=True)
    with mounted(base / "plan" / where, "size=1m"):
        (base / "plan" / where / "mine.txt").write_text("mine")
        assert "got a disk" in one_line(rehearse("plan", person, "--out", base, "--today", LATER), 2)
        assert (base / "plan" / where / "mine.txt").read_text() == "mine"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="becomes an ordinary user")
@pytest.mark.parametrize("mode", [0o555, 0o300, 0o000])
def test_a_folder_that_this_user_can_t_change_is_refused_before_anything_is(mode: int) -> None:
    base = Path(tempfile.mkdtemp(prefix="closed-"))
    try:
        (base / "ada" / "closed").mkdir(parents=True)
        (base / "ada" / "closed" / "mine.txt").write_text("mine")
        with hold({base / "once" / "ben": ADA}):  # imports what the other user can't
            put({base / "once" / "ben": {"plan.json": b"1"}}, {base / "once" / "ben": ADA})
        shutil.rmtree(base / "once")
        for path in (base, *base.rglob("*")):
            os.chown(path, 65534, 65534)
        (base / "ada" / "closed").chmod(mode)

        def change() -> str:
            try:
                with hold({base / "ada": ADA}):
                    put({base / "ada": {"plan.json": b"1"}}, {base / "ada": ADA})
            except MachineError as error:
                return str(error)
            return "changed"

        assert as_another_user(change) == f"{base}/ada/closed: Permission denied"
        assert held(base) == {"ada/closed/mine.txt": b"mine"}
        assert [path.name for path in base.iterdir()] == ["ada"]
    finally:
        shutil.rmtree(base)


def test_links_in_the_folder_are_not_written_through(
    base: Path, person: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    shutil.rmtree(base / "plan" / "candidate")
    (base / "plan" / "candidate").symlink_to(outside)
    said = one_line(rehearse("plan", person, "--out", base, "--today", LATER), 2)
    assert said.startswith(f"{base}/plan/candidate: expected no file here")
    assert list(outside.iterdir()) == []


def test_a_folder_of_the_users_own_keeps_its_mode_and_time(base: Path, person: Path) -> None:
    mine = base / "plan" / "mine"
    mine.mkdir()
    (mine / "a.txt").write_text("a")
    mine.chmod(0o2775)
    os.utime(mine, (1_000_000_000, 1_000_000_000))
    assert rehearse("plan", person, "--out", base, "--today", LATER).returncode == 0
    assert (stat.S_IMODE(mine.stat().st_mode), int(mine.stat().st_mtime)) == (0o2775, 1_000_000_000)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_workers_end_with_the_process_that_started_them(base: Path, person: Path) -> None:
    """Killed, it can't end them: they see that it is gone."""
    packing = start("pack", person, "--out", base, "--today", DAY)
    while not (workers := children(packing.pid)):
        assert packing.poll() is None
    packing.kill()
    packing.communicate()  # which ends when nobody has its streams open
    assert not [each for each in workers if Path(f"/proc/{each}").exists() and runs_on(each)]


def children(process: int) -> list[int]:
    """The processes that a process has started, but for the one that tracks resources."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((each / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == process and b"spawn_main" in (each / "cmdline").read_bytes():
                found.append(int(each.name))
    return found


def runs_on(process: int) -> bool:
    """Whether a process runs on, and is no zombie."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


# ── whose it is ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Two people's files of one name, and a folder for what is made."""
    files = []
    for name in ("ada", "ben"):
        (tmp_path / name).mkdir()
        files.append(Path(shutil.copy(CASES / f"same-stem-{name}-plan.yml", tmp_path / name / "plan.yml")))
    return files[0], files[1], tmp_path / "out"


@pytest.mark.parametrize("command", ["plan", "pack", "stories", "progress"])
def test_a_folder_made_from_another_persons_file_is_refused_and_both_files_are_named(
    command: str, two: tuple[Path, Path, Path]
) -> None:
    ada, ben, out = two
    assert rehearse("stories", ada, "--out", out, "--today", DAY).returncode == 0
    before = held(out)
    said = one_line(rehearse(command, ben, "--out", out, "--today", DAY), 2)
    assert said.startswith(
        f'{ben}: id: {out}/plan was made from {ada} (Ada Okafor); add a line such as "id: ben-weiss"'
    )
    assert held(out) == before
    with ben.open("a") as file:
        file.write("\nid: ben-weiss\n")
    assert rehearse(command, ben, "--out", out, "--today", DAY).returncode == 0
    assert sorted(path.name for path in out.iterdir()) == ["ben-weiss", "plan"]


def test_the_id_to_add_is_not_the_one_that_is_taken(tmp_path: Path) -> None:
    """Two people of one name, each with a file named by it."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copy(CASES / "same-stem-ada-plan.yml", tmp_path / folder / "ada-okafor.yml")
    assert rehearse("stories", tmp_path / "a/ada-okafor.yml", "--out", tmp_path / "out").returncode == 0
    said = one_line(rehearse("stories", tmp_path / "b/ada-okafor.yml", "--out", tmp_path / "out"), 2)
    assert 'such as "id: ada-okafor-2"' in said


@pytest.mark.parametrize(
    ("first", "second"), [("Zoë.yml", "zoe.yml"), ("ada.yml", "ADA.yml"), ("张伟.yml", "zhang-wei.yml")]
)
def test_two_names_that_make_one_id_are_refused_like_one_name(first: str, second: str, tmp_path: Path) -> None:
    files = []
    for folder, name, case in (("a", first, "ada"), ("b", second, "ben")):
        (tmp_path / folder).mkdir()
        files.append(Path(shutil.copy(CASES / f"same-stem-{case}-plan.yml", tmp_path / folder / name)))
    assert rehearse("stories", files[0], "--out", tmp_path / "out", "--today", DAY).returncode == 0
    said = one_line(rehearse("stories", files[1], "--out", tmp_path / "out", "--today", DAY), 2)
    assert files[0].as_posix() in said
    assert files[1].as_posix() in said


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_whoever_came_first_keeps_the_folder(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of any files and people: theirs, wherever it was moved; not another's while its own is there."""
    base = tmp_path_factory.mktemp("people")
    people = st.tuples(st.sampled_from(["a/x.yml", "b/x.yml", "c/x.yml"]), st.sampled_from(["Ada", "Ben"]))
    (first, name), (second, other) = data.draw(people, "first"), data.draw(people, "second")
    gone = data.draw(st.booleans(), "the first file is gone") and second != first
    for path in (first, second):
        (base / path).parent.mkdir(exist_ok=True)
        (base / path).write_text("x")
    one, two = Source((base / first).as_posix(), name), Source((base / second).as_posix(), other)
    with hold({base / "out": one}):
        put({base / "out": {"plan.json": b"1"}}, {base / "out": one})
    if gone:
        (base / first).unlink()
    allowed = first == second or (gone and name == other)
    refused = nullcontext() if allowed else pytest.raises(ContentError, match=f"^{two.file}: .*{one.file}")
    with refused, hold({base / "out": two}):
        put({base / "out": {"plan.json": b"2"}}, {base / "out": two})
    assert (base / "out" / "plan.json").read_bytes() == (b"2" if allowed else b"1")


def test_a_file_that_was_moved_or_corrected_is_still_the_same_persons(two: tuple[Path, Path, Path]) -> None:
    ada, _, out = two
    assert rehearse("stories", ada, "--out", out, "--today", DAY).returncode == 0
    ada.write_text(ada.read_text().replace("Ada Okafor", "Ada Okafor-Weiss"))
    assert rehearse("stories", ada, "--out", out, "--today", DAY).returncode == 0
    moved = ada.rename(ada.parent.parent / "plan.yml")
    assert rehearse("stories", moved, "--out", out, "--today", DAY).returncode == 0
    assert made_from(out / "plan") == (Source(moved.as_posix(), "Ada Okafor-Weiss"),)


def test_a_moved_file_under_another_name_is_refused(two: tuple[Path, Path, Path]) -> None:
    ada, ben, out = two
    assert rehearse("stories", ada, "--out", out, "--today", DAY).returncode == 0
    ada.unlink()
    assert f"was made from {ada} (Ada Okafor)" in one_line(rehearse("stories", ben, "--out", out, "--today", DAY), 2)


def test_a_plan_printed_again_is_that_persons(two: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """plan.json names no file: the name decides, and the file stays noted."""
    ada, ben, out = two
    assert rehearse("plan", ada, "--out", out, "--today", DAY).returncode == 0
    assert rehearse("plan", "--from", out / "plan" / "plan.json", "--out", out).returncode == 0
    assert made_from(out / "plan") == (Source(ada.as_posix(), "Ada Okafor"),)
    assert rehearse("plan", ben, "--out", tmp_path / "other", "--today", DAY).returncode == 0
    said = one_line(rehearse("plan", "--from", tmp_path / "other" / "plan" / "plan.json", "--out", out), 2)
    assert f"was made from {ada} (Ada Okafor)" in said


def test_an_edition_of_other_people_is_refused(two: tuple[Path, Path, Path], small: Path, tmp_path: Path) -> None:
    ada, ben, _ = two
    edition = tmp_path / "edition"
    common = ("site", "--content", small, "--who", "candidate", "--out", edition, "--today", DAY)
    for person in (ada, ben):
        text = "".join(line for line in person.read_text().splitlines(True) if "confidence" not in line)
        person.write_text(text)
    assert rehearse(*common, "--candidate", ada).returncode == 0
    before = held(edition)
    said = one_line(rehearse(*common, "--candidate", ben), 2)
    assert said.startswith(f"{ben}: id: the private edition there was made from {ada} (Ada Okafor)")
    assert held(edition) == before


@pytest.mark.parametrize(
    ("there", "line"),
    [
        ("renamed", 'no file uses it. If it\'s the log of Ada Okafor, add the line "id: ada"'),
        ("copied", 'ada.yml has the same name and a log. If this is the same person, add the line "log: ada-log.yml"'),
        ("copied by somebody else", ""),
        ("with an id of its own", 'no file uses it. If it\'s the log of Ada Okafor, add the line "log: ada-log.yml"'),
        ("used by another file", ""),
    ],
)
@pytest.mark.parametrize("ending", ["yml", "json"])
def test_a_log_left_behind_by_a_copy_or_a_new_name_is_noted(ending: str, there: str, line: str, tmp_path: Path) -> None:
    text = (CASES / "same-stem-ada-plan.yml").read_text()
    mine = tmp_path / "ada-okafor.yml"
    mine.write_text(text + ("\nid: okafor\n" if there == "with an id of its own" else ""))
    log, line = f"ada-log.{ending}", line.replace("ada-log.yml", f"ada-log.{ending}")
    entry = {"date": "2026-11-30", "round": "knitting", "before": 3, "after": 3, "fix": "Talk more."}
    (tmp_path / log).write_text(json.dumps([entry]) if ending == "json" else yaml.safe_dump([entry]))
    if there.startswith("copied"):
        other = text.replace("Ada Okafor", "Adam") if there.endswith("else") else text
        (tmp_path / "ada.yml").write_text(other)
    if there.startswith("used"):
        (tmp_path / "ben.yml").write_text(f"name: Ben\nlog: {log}\n")
    done = rehearse("plan", mine, "--out", tmp_path / "out", "--today", DAY)
    notes = [each for each in done.stdout.splitlines() if each.startswith("note") and log in each]
    assert [line in each for each in notes] == ([True] if line else []), done
    asked = rehearse("log", mine, "--today", DAY)
    assert (log in asked.stdout) == bool(line)


# ── for whose eyes ───────────────────────────────────────────────────────────────────────────────


def modes(folder: Path) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for path in (folder, *folder.rglob("*")):
        found.setdefault(stat.S_IMODE(path.stat().st_mode), []).append(path.as_posix())
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_nobody_but_its_owner_reads_a_private_folder(person: Path) -> None:
    """Under the usual umask; and, as root, another user tries every file."""
    base = Path(tempfile.mkdtemp(prefix="modes-"))
    base.chmod(0o755)
    try:
        (base / "open.txt").write_text("for all")
        (base / "open.txt").chmod(0o644)
        plans = base / "made" / "here"
        for command in (["plan", "--anki"], ["pack"], ["stories"], ["progress"]):
            done = rehearse(*command, person, "--out", plans, "--today", DAY, umask=0o022)
            assert done.returncode == 0, done.stderr
        found = modes(plans)
        assert set(found) == {0o700, 0o600}, {oct(mode): paths[:3] for mode, paths in found.items()}
        assert len(found[0o600]) > 20
        if os.geteuid() == 0:
            read_by_another(base, plans)
    finally:
        shutil.rmtree(base)


def test_what_an_older_version_left_readable_is_closed(base: Path, person: Path) -> None:
    """The sheets that stay as they are, too."""
    for path in (base / "plan").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (base / "plan").chmod(0o755)
    assert rehearse("plan", person, "--out", base, "--today", DAY).returncode == 0
    assert set(modes(base / "plan")) == {0o700, 0o600}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_nobody_but_its_owner_reads_a_private_edition(small: Path, person: Path) -> None:
    """Nor the hidden folder beside it, which holds the pages it was made from."""
    base = Path(tempfile.mkdtemp(prefix="edition-"))
    base.chmod(0o755)
    try:
        (base / "open.txt").write_text("for all")
        (base / "open.txt").chmod(0o644)
        mine = base / "ada.yml"
        mine.write_text("".join(line for line in person.read_text().splitlines(True) if "confidence" not in line))
        mine.chmod(0o600)
        done = rehearse(
            "site", "--content", small, "--candidate", mine, "--who", "candidate", "--out", base / "edition",
            "--today", DAY, umask=0o022,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        for folder in (base / "edition", staging(base / "edition")):
            assert set(modes(folder)) == {0o700, 0o600}
            if os.geteuid() == 0:
                read_by_another(base, folder)
    finally:
        shutil.rmtree(base)


def read_by_another(base: Path, folder: Path) -> None:
    """Try every file of a folder as another user, who can read what is for all next to it."""
    paths = [base / "open.txt", *(path for path in folder.rglob("*") if path.is_file())]

    def read() -> str:
        found = []
        for path in paths:
            with suppress(OSError):
                path.open("rb").read(1)
                found.append(path.as_posix())
        return "\n".join(found)

    assert as_another_user(read) == (base / "open.txt").as_posix()


def as_another_user(work: Callable[[], str]) -> str:
    """Do something as nobody, in a process of its own, and return what it gives."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            os.write(theirs, work().encode())
        finally:  # never back into pytest
            os._exit(0)
    os.close(theirs)
    with open(ours) as pipe:  # noqa: PTH123  # no path
        found = pipe.read()
    os.waitpid(child, 0)
    return found

"""A site is built aside and swapped in whole: kills, a second build, strangers, a full disk, other zones."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import TESTS
from disks import held, mounted

from generator.problem import ContentError
from generator.publish.files import write
from generator.publish.lock import locked, staging
from generator.publish.swap import new_site

DRIVER = Path(__file__).parent / "kill.py"
HEAD = '<head><meta charset="utf-8"></head>'


def command(content: Path, base: Path) -> list[str]:
    folders = ["--content", content, "--out", base / "site", "--docs", base / "docs"]
    return [sys.executable, "-m", "generator.cli", "site", *map(str, folders)]


def run(content: Path, base: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(content, base), capture_output=True, text=True, cwd=TESTS, check=False, env=os.environ | environment
    )


@pytest.fixture
def base(folder: Path, tmp_path: Path) -> Path:
    """A built site and its docs folder, to be built over."""
    return Path(shutil.copytree(folder, tmp_path / "base"))


def filled(folder: Path, pages: dict[str, str], docs: Path) -> None:
    """What a site builder does: pages into a folder, and the docs folder that they come from."""
    write(docs, {path.replace(".html", ".md"): b"" for path in pages if path != "404.html"})
    for path, html in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(html)


def published(base: Path, **pages: str) -> None:
    """Publish a site of a front page, and files by name with `_` for the dot."""
    with new_site(base / "site", base / "docs") as new:
        filled(
            new, {"index.html": HEAD} | {name.replace("_", "."): html for name, html in pages.items()}, base / "docs"
        )


@pytest.mark.parametrize("way", ["exchange", "pair"])
def test_a_kill_at_any_step_leaves_a_whole_site_and_the_next_run_sweeps_up(way: str, tmp_path: Path) -> None:
    """Killed before every single call that touches the disk, one after the other; see kill.py."""
    done = subprocess.run([sys.executable, DRIVER, way, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20


def test_a_killed_build_leaves_the_old_site_and_the_next_one_is_whole(base: Path, content: Path) -> None:
    guide = content / "guides" / "how-to-use-this.md"
    guide.write_text(guide.read_text("utf-8") + "\nA sentence more.\n", "utf-8")
    old = held(base / "site")
    moments = random.Random(3)
    for _ in range(6):
        building = subprocess.Popen(command(content, base), cwd=TESTS, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(moments.uniform(0.3, 1.2))
        building.kill()
        building.communicate()
        found = held(base / "site")
        assert found == old or b"A sentence more." in found["guides/how-to-use-this.html"]
        assert set(found) == set(old)
    done = run(content, base)
    assert done.returncode == 0, done.stderr
    assert b"A sentence more." in held(base / "site")["guides/how-to-use-this.html"]
    assert {path.name for path in base.iterdir()} == {"docs", "site"}


def test_of_two_builds_at_once_the_second_leaves_at_once_and_names_the_first(small: Path, base: Path) -> None:
    """The first is stopped half way, so the second can only have refused; a lock on either folder is enough."""
    first = subprocess.Popen(command(small, base), cwd=TESTS, stdout=subprocess.PIPE)
    while not (staging(base / "site") / "new").exists():
        assert first.poll() is None
        time.sleep(0.01)
    first.send_signal(signal.SIGSTOP)
    try:
        for folder in ("site", "other"):
            second = run(small, base) if folder == "site" else subprocess.run(
                [*command(small, base), "--out", base / "other"], capture_output=True, text=True, cwd=TESTS,
                check=False,
            )  # fmt: skip
            assert second.returncode == 4
            assert second.stderr.count("\n") == 1
            assert f"process {first.pid} is building here" in second.stderr
        assert not (base / "other").exists()
    finally:
        first.send_signal(signal.SIGCONT)
    first.communicate()
    assert first.returncode == 0


@pytest.mark.parametrize("stranger", ["notes.txt", "questions/mine.html", ".git/HEAD", "link"])
def test_a_folder_with_a_file_that_we_did_not_make_is_refused(base: Path, stranger: str) -> None:
    path = base / "site" / stranger
    path.parent.mkdir(exist_ok=True)
    path.symlink_to("questions") if stranger == "link" else path.write_text("mine")
    before = held(base / "site")
    with pytest.raises(ContentError, match=rf"{stranger}: expected no file here"):
        published(base)
    assert held(base / "site") == before


def test_the_command_says_so_in_one_line(small: Path, base: Path) -> None:
    (base / "site" / "notes.txt").write_text("mine")
    done = run(small, base)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "notes.txt: expected no file here" in done.stderr


def test_a_docs_folder_is_not_taken_for_a_site(tmp_path: Path) -> None:
    write(tmp_path / "site", {"index.md": b"ours, but no site"})
    with pytest.raises(ContentError, match="expected no file here"):
        published(tmp_path)


def test_an_empty_folder_and_a_folder_reached_by_a_link_are_used(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    published(tmp_path)
    assert (tmp_path / "site").is_symlink()
    assert set(held(tmp_path / "real")) == {"index.html", "_headers", ".rehearse-site.json"}
    assert set(json.loads((tmp_path / "real" / ".rehearse-site.json").read_text())) == set(held(tmp_path / "real"))


def publish_what_must_not_be(base: Path) -> None:
    with new_site(base / "site", base / "docs") as new:
        filled(new, {"index.html": HEAD}, base / "docs")
        (base / "docs" / ".rehearse.json").write_text('{"index.md": "", "gone.md": "", "a.pdf": ""}')
        (new / "a.pdf").symlink_to("/etc/hostname")
        (new / "assets").symlink_to("/etc")
        (new / "plan.exe").write_text("")
        (new / "plan.pdf").write_text("")
        (new / "secret.html").write_text(HEAD)


def test_what_must_not_be_published_is_named_and_the_old_site_stays(tmp_path: Path) -> None:
    published(tmp_path)
    old = held(tmp_path / "site")
    with pytest.raises(ContentError) as refused:
        publish_what_must_not_be(tmp_path)
    assert [str(problem) for problem in refused.value.problems] == [
        "a.pdf: a link to another place, not a file",
        "assets: a link to another place, not a file",
        "gone.html: missing: this page was not built",
        "plan.exe: a kind of file that a site must not contain",
        "plan.pdf: not made by rehearse: move it out of the docs folder",
        "secret.html: not made by rehearse: move it out of the docs folder",
    ]
    assert held(tmp_path / "site") == old


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ('<a href="../secret.html">', "<a> points outside the site: ../secret.html"),
        ("<a class=x href='a/../../secret.html'>", "<a> points outside the site: a/../../secret.html"),
        ("<A title='>' HREF=%2e%2e/secret.html>", "<a> points outside the site: %2e%2e/secret.html"),
        ('<a href="/secret.html">', "<a> points outside the site: /secret.html"),
        ('<a href="//example.org">', "<a> points outside the site: //example.org"),
        ('<a href="javascript:alert(1)">', "<a> points outside the site: javascript:alert(1)"),
        ('<a href="nothing.html#top">', "<a> has a broken link: nothing.html#top"),
        ('<img alt="" src="https://example.org/a.png">', "<img> points outside the site: https://example.org/a.png"),
        ('<script src="no.js"></script>', "<script> has a broken link: no.js"),
        ("<script>alert(1)</script>", "contains a script that isn't the theme's: alert(1)"),
    ],
)
def test_a_link_out_of_the_site_or_to_nothing_is_refused(html: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as refused:
        published(tmp_path, **{"404_html": HEAD, "index_html": HEAD + html})
    assert [str(each) for each in refused.value.problems] == [f"index.html: {problem}"]


def test_a_guides_link_to_nothing_is_named_and_the_old_site_stays(base: Path, content: Path) -> None:
    guide = content / "guides" / "how-to-use-this.md"
    guide.write_text(guide.read_text("utf-8") + "\n[one](nothing.md) and [two](../../secret.html)\n", "utf-8")
    old = held(base / "site")
    done = run(content, base)
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert len(lines) == 2
    for target in ("nothing.md", "../../secret.html"):
        assert any("guides/how-to-use-this.md" in line and f"'{target}'" in line for line in lines)
    assert held(base / "site") == old


def test_links_inside_the_site_and_to_the_open_web_pass(tmp_path: Path) -> None:
    links = '<a href="#top"><a href="index.html?q#a"><a href="https://example.org/"><a href="mailto:a@example.org">'
    published(
        tmp_path, index_html=HEAD + links + '<img src="data:image/png;base64,">', **{"404_html": HEAD + '<a href="/x">'}
    )
    assert len(held(tmp_path / "site")) == 4


def test_a_full_disk_gives_one_line_and_exit_3_and_the_old_site_stays(small: Path, base: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    needed = sum(1 + len(each) // 4096 for each in held(base / "site").values())
    with mounted(disk, f"nr_blocks={needed * 3 // 2},nr_inodes=0"):
        shutil.copytree(base / "site", disk / "site")
        old = held(disk / "site")
        done = subprocess.run(
            [*command(small, base), "--out", disk / "site"],
            capture_output=True,
            text=True,
            cwd=TESTS,
            check=False,
        )
        assert (done.returncode, done.stderr.count("\n")) == (3, 1), done.stderr
        assert done.stderr.startswith(f"{disk}/"), "the place that is full"
        assert "No space left on device" in done.stderr
        assert held(disk / "site") == old
        assert {path.name for path in disk.iterdir()} == {"site"}


def test_a_read_only_disk_gives_one_line_and_exit_3(small: Path, base: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with mounted(disk, "ro"):
        done = subprocess.run(
            [*command(small, base), "--out", disk / "site"],
            capture_output=True,
            text=True,
            cwd=TESTS,
            check=False,
        )
    assert (done.returncode, done.stderr.count("\n")) == (3, 1), done.stderr
    assert "Read-only file system" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_file_that_can_t_be_written_gives_one_line_and_exit_3(small: Path, base: Path) -> None:
    import resource

    old = held(base / "site")
    done = subprocess.run(
        command(small, base), capture_output=True, text=True, cwd=TESTS, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (3, 1), done.stderr
    assert "File too large" in done.stderr
    assert held(base / "site") == old


def test_the_same_content_gives_the_same_bytes_in_other_folders_zones_and_locales(
    small: Path, folder: Path, tmp_path: Path
) -> None:
    """One from nothing, one over a docs folder that is there; their clocks are half a day ahead and behind."""
    found = held(folder / "site")
    for name, zone, locale in (("one", "Pacific/Auckland", "C"), ("two", "Pacific/Pago_Pago", "C.UTF-8")):
        (tmp_path / name).mkdir()
        if name == "two":
            shutil.copytree(folder / "docs", tmp_path / name / "docs")
        else:
            (tmp_path / name / "docs").mkdir()
        done = run(small, tmp_path / name, TZ=zone, LC_ALL=locale, PYTHONHASHSEED=str(len(zone)))
        assert done.returncode == 0, done.stderr
        other = held(tmp_path / name / "site")
        assert [path for path in found | other if found.get(path) != other.get(path)] == []


def test_pages_are_not_written_while_another_process_builds_them(tmp_path: Path) -> None:
    """`rehearse pages` keeps to the same lock as `rehearse site`."""
    with locked(tmp_path / "docs"):
        pages = [sys.executable, "-m", "generator.cli", "pages", "--out", str(tmp_path / "docs")]
        done = subprocess.run(pages, capture_output=True, text=True, cwd=TESTS, check=False)
    assert done.returncode == 4
    assert f"process {os.getpid()} is building here" in done.stderr
    assert not (tmp_path / "docs").exists()


def test_everyone_may_read_a_public_site(tmp_path: Path) -> None:
    """Only a private edition is its owner's alone."""
    (tmp_path / "docs").mkdir()
    write(tmp_path / "docs", {"index.md": b"# Home\n"})
    with new_site(tmp_path / "site", tmp_path / "docs") as new:
        (new / "index.html").write_text("<!doctype html><html><head></head><body>Home</body></html>")
        (new / "404.html").write_text("<!doctype html><html><head></head><body></body></html>")
        for path in (new, *new.iterdir()):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert [stat.S_IMODE((tmp_path / path).stat().st_mode) for path in ("site", "site/index.html")] == [0o755, 0o644]

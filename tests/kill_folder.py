"""Changes a candidate's folder again and again, killed before each call that touches the disk; run by test_folder.py.

`python kill_folder.py exchange|pair|copy FOLDER`: with `pair` the system seems to lack a way to exchange two folders,
with `copy` the file system has no links. Prints how many moments there were.
"""

from __future__ import annotations

import ctypes
import os
import sys
from itertools import count
from pathlib import Path

from kill import killed

from generator.publish.files import Source
from generator.publish.folder import hold, put

SOURCE = Source("", "Ada")
MINE = "what I wrote beside it"


def change(base: Path, text: str) -> None:
    """Write the folder with `text` in all its files; every second time with one file more."""
    folder = base / "ada"
    paths = ["plan.json", "candidate/plan.pdf", "interviewer/knitting-1.pdf"]
    paths += ["candidate/sealed/knitting-1.pdf"] if len(text) % 2 else []
    with hold({folder: SOURCE}):
        put({folder: dict.fromkeys(paths, text.encode()) | {"same.csv": b"same"}}, {folder: SOURCE})


def states(base: Path) -> set[tuple[str, ...]]:
    """What our files hold: one text, if they are of one state. The files that are not ours must be there."""
    folder = base / "ada"
    assert (folder / "candidate" / "mine.txt").read_text() == MINE
    assert (folder / "same.csv").read_text() == "same"
    assert (folder / "empty").is_dir()
    ours = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in ("mine.txt", "same.csv")]
    texts = {path.read_text() for path in ours if not path.name.startswith(".")}
    return {(text, *(path.name for path in ours)) for text in texts}


def main(way: str, base: Path) -> int:
    if way == "pair":

        def nothing(name: str | None) -> None:
            raise OSError

        ctypes.CDLL = nothing  # type: ignore[misc,assignment]
    if way == "copy":

        def no_link(*paths: object, follow_symlinks: bool = True) -> None:
            raise PermissionError

        os.link = no_link  # type: ignore[assignment]
    change(base, "")
    (base / "ada" / "candidate" / "mine.txt").write_text(MINE)
    (base / "ada" / "empty").mkdir()
    for moment in count():
        before = states(base)
        text = before.copy().pop()[0] + "x"
        done = not killed(change, base, text, moment)
        if way != "pair" or (base / "ada").exists():
            after = states(base)
            assert len(after) == 1, f"{moment}: a mix of {after}"
            assert after == before or after.copy().pop()[0] == text, f"{moment}: neither old nor new"
        with hold({base / "ada": SOURCE}):  # a run that changes nothing sweeps up, too
            pass
        assert len(states(base)) == 1, f"{moment}: not mended"
        assert {path.name for path in base.iterdir()} == {"ada"}, f"{moment}: not swept"
        if done:
            assert states(base).pop()[0] == text
            return moment
    return 0


if __name__ == "__main__":
    print(main(sys.argv[1], Path(sys.argv[2])))

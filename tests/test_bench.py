"""What the bench measures with is content like any other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from conftest import ROOT

from generator.jobs.site import read


def test_a_made_up_bank_is_sound_has_every_round_and_is_the_same_again(tmp_path: Path) -> None:
    make = "import sys; from pathlib import Path; from bench.content import make_content as m; m(Path(sys.argv[1]), 40)"
    for name in ("one", "two"):
        subprocess.run([sys.executable, "-c", make, tmp_path / name], cwd=ROOT, check=True)
    handbook = read(tmp_path / "one").handbook
    assert len(handbook.questions) == 40
    assert {question.round for question in handbook.questions.values()} == set(handbook.rounds)
    one, two = ([path.read_bytes() for path in sorted((tmp_path / name).rglob("*.yml"))] for name in ("one", "two"))
    assert one == two

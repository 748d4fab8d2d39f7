"""What the bench measures with is content like any other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import jinja2
import pytest
from conftest import ROOT

from bench.run import PAPERS
from bench.sheets import made
from generator.jobs.site import read
from generator.pages import SiteData


def test_a_made_up_bank_is_sound_has_every_round_and_is_the_same_again(tmp_path: Path) -> None:
    make = "import sys; from pathlib import Path; from bench.content import make_content as m; m(Path(sys.argv[1]), 40)"
    for name in ("one", "two"):
        subprocess.run([sys.executable, "-c", make, tmp_path / name], cwd=ROOT, check=True)
    handbook = read(tmp_path / "one").handbook
    assert len(handbook.questions) == 40
    assert {question.round for question in handbook.questions.values()} == set(handbook.rounds)
    one, two = ([path.read_bytes() for path in sorted((tmp_path / name).rglob("*.yml"))] for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize("document", PAPERS)
def test_the_page_for_weasyprint_knows_every_field_it_prints(document: str, bank_data: SiteData) -> None:
    folder = jinja2.FileSystemLoader(ROOT / "bench")
    environment = jinja2.Environment(loader=folder, autoescape=True, undefined=jinja2.StrictUndefined)
    name, view = made(bank_data, document)
    doc = view.model_dump(mode="json")
    assert doc["heading"] in environment.get_template("weasy.html").render(document=name, doc=doc)

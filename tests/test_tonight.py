"""`rehearse tonight`: which mock a day and a person get, what is written for each side, and what is refused."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result
from conftest import CONTENT
from test_canaries import birds, told  # noqa: F401
from test_paper import font_sizes
from visibility import fives, secret, seen

from generator.cli import rehearse
from generator.jobs.sheets import public_sheets
from generator.materials import mock_files
from generator.mocks import one_mock
from generator.model import LEVELS, Handbook, Question
from generator.pages import SiteData
from generator.pieces import Piece, make_all
from generator.printing import Printing
from generator.problem import ContentError
from generator.tonight import NEEDS, Asked, Mock, all_mocks, choose, drawn

DAY = datetime.date(2026, 11, 30)
YEAR = [DAY + datetime.timedelta(days) for days in range(365)]


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def run(out: Path, *arguments: str, today: str = "2026-11-30") -> Result:
    given = ["tonight", "--content", str(CONTENT), "--out", str(out), "--today", today, *arguments]
    return CliRunner().invoke(rehearse, given)


def held(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".rehearse.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def bytes_of(files: dict[str, bytes | Piece]) -> dict[str, bytes]:
    return {path: file.make() if isinstance(file, Piece) else file for path, file in files.items()}


def refusal(out: Path, *arguments: str) -> str:
    """What a command that fails says; it writes nothing."""
    done = run(out, *arguments)
    assert done.exit_code
    assert not held(out)
    return str(done.exception) if isinstance(done.exception, ContentError) else done.output


# ── the mocks of the bank ──


@pytest.fixture(scope="module", params=["handbook", "bank"])
def every(request: pytest.FixtureRequest) -> tuple[Handbook, list[Mock]]:
    """Each content with all of its mocks."""
    found: Handbook = request.getfixturevalue(request.param)
    return found, [mock for mocks in all_mocks(found).values() for mock in mocks]


def test_every_question_is_in_a_mock_of_its_round(every: tuple[Handbook, list[Mock]]) -> None:
    handbook, mocks = every
    assert {name for mock in mocks for name in mock.questions} == set(handbook.questions)
    for mock in mocks:
        questions = [handbook.questions[name] for name in mock.questions]
        assert {each.round for each in questions} == {mock.round}
        assert len(set(mock.questions)) == len(questions) <= handbook.rounds[mock.round].questions
        assert mock.levels == tuple(level for level in LEVELS if all(level in each.levels for each in questions))
        assert (mock.level, *mock.others) == mock.levels
        assert NEEDS.index(mock.needs) == max(NEEDS.index(each.needs) for each in questions)


def test_of_a_round_that_asks_several_no_mock_asks_fewer_and_few_questions_come_twice(
    every: tuple[Handbook, list[Mock]],
) -> None:
    handbook, mocks = every
    for round_ in handbook.rounds.values():
        of_round, asked = handbook.of_round(round_.id), [mock for mock in mocks if mock.round == round_.id]
        count = min(round_.questions, len(of_round))
        assert all(len(mock.questions) == count for mock in asked)
        assert len(asked) <= -(-len(of_round) // max(count, 1)) + len(LEVELS)


def test_a_code_is_unique_and_says_nothing_but_the_round(every: tuple[Handbook, list[Mock]]) -> None:
    _, mocks = every
    assert len({mock.code for mock in mocks}) == len(mocks)
    for mock in mocks:
        assert re.fullmatch(rf"{mock.round}-[bcdfghjkmnpqrstvwxz2-9]{{5,}}", mock.code)
        assert not any(word in mock.code for name in mock.questions for word in name.split("-") if len(word) > 2
                       and word not in mock.round)  # fmt: skip
        assert len(set(mock.codes)) == len(mock.questions)


def test_two_mocks_with_the_same_letters_get_different_codes(
    handbook: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Same:
        def digest(self) -> bytes:
            return bytes(range(32))

    monkeypatch.setattr("generator.tonight.mocks.hashlib.sha256", lambda text: Same())
    codes = [mock.code for mock in all_mocks(handbook)["knitting"]]
    assert len(set(codes)) == len(codes) == 12
    assert [len(code) for code in codes] == sorted(len(code) for code in codes)


def many(handbook: Handbook, count: int) -> Handbook:
    """The handbook with so many questions in the round that asks three."""
    pattern = handbook.of_round("candour")
    more: dict[str, Question] = {}
    for n in range(count):
        question = pattern[n % len(pattern)].model_copy(update={"id": f"q-{n}"})
        more[question.id] = question
    return dataclasses.replace(handbook, questions=more)


def test_many_questions_are_grouped_in_time_that_grows_with_their_number(
    handbook: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted in looks at a candidate for a group, not in seconds."""
    from generator.tonight import mocks

    looks = 0
    fits = mocks.too_many

    def counted(*given: Any) -> str:
        nonlocal looks
        looks += 1
        return fits(*given)

    monkeypatch.setattr("generator.tonight.mocks.too_many", counted)
    found = {}
    for count in (300, 1200):
        looks = 0
        all_mocks(many(handbook, count))
        found[count] = looks
    assert found[1200] < 4.4 * found[300]


# ── the draw ──


def test_the_same_day_gives_the_same_and_another_day_another(handbook: Handbook) -> None:
    mocks = all_mocks(handbook)["knitting"]
    order = [drawn(day, mocks) for day in YEAR]
    assert order == [drawn(day, reversed(mocks)) for day in YEAR]
    firsts = [each[0].code for each in order]
    assert all(len(each) == len(mocks) == len({mock.code for mock in each}) for each in order)
    counts = [firsts.count(mock.code) for mock in mocks]
    assert min(counts) > len(YEAR) / len(mocks) / 3  # each has its turn
    assert sum(one == other for one, other in pairwise(firsts)) < len(YEAR) / len(mocks) * 2


def test_without_a_round_it_is_the_one_in_most_loops(handbook: Handbook) -> None:
    counts = {
        name: sum(any(step.round == name for level in role.levels for step in level.loop)
                  for role in handbook.roles.values())
        for name in all_mocks(handbook)
    }  # fmt: skip
    chosen = choose(handbook, Asked(), DAY)
    assert counts[chosen.mock.round] == max(counts.values())
    why = dict(chosen.why)
    assert why["round"].startswith(handbook.rounds[chosen.mock.round].title)
    assert f"{max(counts.values())} of {len(handbook.roles)} roles" in why["round"]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("partner", [None, *NEEDS])
def test_level_and_partner_fit_on_every_day(bank: Handbook, level: Any, partner: Any) -> None:
    for name in all_mocks(bank):
        for day in YEAR[:2]:
            try:
                mock = choose(bank, Asked(name, level, None, partner), day).mock
            except ContentError:
                continue
            questions = [bank.questions[each] for each in mock.questions]
            assert mock.round == name
            assert mock.level == level
            assert not mock.others
            assert all(level in each.levels for each in questions)
            if partner:
                assert all(NEEDS.index(each.needs) <= NEEDS.index(partner) for each in questions)


@pytest.mark.parametrize("minutes", [20, 30, 36, 45, 48, 60, 75, 200])
def test_a_session_takes_at_most_the_minutes_and_as_many_questions_as_they_allow(
    handbook: Handbook, minutes: int
) -> None:
    for name, round_ in handbook.rounds.items():
        if minutes < round_.short.minutes:
            with pytest.raises(ContentError, match=f"expected at least {round_.short.minutes} for {name}"):
                choose(handbook, Asked(name, minutes=minutes), DAY)
            continue
        mock = choose(handbook, Asked(name, minutes=minutes), DAY).mock
        assert mock.minutes <= minutes
        assert len(mock.questions) == round_.questions or mock.minutes > minutes / 2
        if minutes >= round_.minutes:
            assert mock == choose(handbook, Asked(name), DAY).mock


def test_why_it_chose_says_no_title_and_no_id(bank: Handbook) -> None:
    for name in all_mocks(bank):
        for minutes in (None, 30):
            chosen = choose(bank, Asked(name, minutes=minutes), DAY)
            said = "\n".join(sentence for _, sentence in chosen.why)
            for each in chosen.mock.questions:
                assert each not in said
                assert bank.questions[each].title not in said


# ── what is refused ──


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("kniting",), "ROUND: no round \"kniting\" (did you mean knitting?); there are ai-knitting, "),
        (("nonsense",), "ROUND: no round \"nonsense\"; there are ai-knitting, "),
        (("wall-build", "--level", "staff"), "--level: expected junior, mid and senior for wall-build; got staff"),
        (("skyline-design", "--partner", "anyone"),
         "--partner: expected practitioner or specialist for skyline-design; got anyone"),
        (("fault-review", "--level", "staff", "--partner", "practitioner", "--minutes", "5"),
         "--minutes: expected at least 30 for fault-review; got 5"),
        (("--minutes", "3"), "--minutes: expected at least 20; got 3"),
        (("--level", "boss"), "'boss' is not one of 'junior', 'mid', 'senior', 'staff'"),
        (("--partner", "nobody"), "'nobody' is not one of 'anyone', 'practitioner', 'specialist'"),
        (("--minutes", "0"), "0 is not in the range"),
        (("--today", "tomorrow"), "'tomorrow'"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_what_is_right(tmp_path: Path, arguments: tuple[str, ...], expected: str) -> None:
    assert expected in refusal(tmp_path / "out", *arguments)


def test_a_round_without_questions_names_those_that_have_some(handbook: Handbook) -> None:
    left = {name: each for name, each in handbook.questions.items() if each.round != "knitting"}
    with pytest.raises(ContentError, match=r"knitting has no questions yet; there are some for .*mending"):
        choose(dataclasses.replace(handbook, questions=left), Asked("knitting"), DAY)
    with pytest.raises(ContentError, match="there are no questions yet"):
        choose(dataclasses.replace(handbook, questions={}), Asked(), DAY)


# ── what is written ──


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """What the command prints and writes for a round whose questions have files, a twin and an answer card."""
    out = tmp_path_factory.mktemp("tonight") / "out"
    return run(out, "mending", "--level", "mid"), out


def test_each_side_has_a_pdf_and_its_files_and_no_name_says_what_is_asked(
    made: tuple[Result, Path], handbook: Handbook
) -> None:
    done, out = made
    assert done.exit_code == 0, done.output
    mock = choose(handbook, Asked("mending", "mid"), DAY).mock
    files = held(out)
    assert {path for path in files if "twin" not in path} == {
        f"partner/{mock.code}-a4.pdf", f"partner/{mock.code}-files.zip",
        f"sealed/{mock.code}-a4.pdf", f"sealed/{mock.code}-files.zip",
    }  # fmt: skip
    assert [line.split()[1] for line in done.output.splitlines() if str(out) in line] == [
        (out / path).as_posix() for path in files
    ]
    (name,) = mock.questions
    assert name not in done.output + " ".join(files)
    assert handbook.questions[name].title not in done.output
    with zipfile.ZipFile(io.BytesIO(files[f"sealed/{mock.code}-files.zip"])) as archive:
        for material in handbook.questions[name].materials:
            assert archive.read(f"{mock.code}-files/{material.file}").decode() == material.text


def test_the_sealed_pdf_has_a_cover_that_gives_nothing_away(made: tuple[Result, Path], handbook: Handbook) -> None:
    _, out = made
    mock = choose(handbook, Asked("mending", "mid"), DAY).mock
    question = handbook.questions[mock.questions[0]]
    pdf = (out / f"sealed/{mock.code}-a4.pdf").read_bytes()
    cover, _, rest = text_of(pdf).partition("\f")
    asked = fives(" ".join(seen(question, "candidate")))
    assert mock.code in cover
    assert question.title not in cover
    assert not fives(cover) & asked
    assert question.title in rest
    assert fives(rest) & asked
    assert not fives(text_of(pdf)) & secret(question, "candidate")
    with pikepdf.open(io.BytesIO(pdf)) as read, read.open_outline() as outline, read.open_metadata() as about:
        marks = [each.title for each in outline.root]
        known = " ".join([*marks, *map(str, read.docinfo.values()), *map(str, about.values())])
        assert not outline.root[1].children
    assert marks[1:] == [f"Sealed question {mock.code}"]
    assert question.title not in known
    assert question.id not in known


def test_the_partners_pdf_has_all_they_need_in_order(made: tuple[Result, Path], handbook: Handbook) -> None:
    _, out = made
    mock = choose(handbook, Asked("mending", "mid"), DAY).mock
    pdf = (out / f"partner/{mock.code}-a4.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(pdf)) as read, read.open_outline() as outline:
        marks = [each.title for each in outline.root]
        assert len(read.pages) >= 7
    title = handbook.questions[mock.questions[0]].title
    wanted = [f"{mock.code} · Session sheet: {title}", f"{mock.code} · Answer card: {title}"]
    assert marks[1:3] == wanted
    assert marks[-1] == f"{mock.code} · To take home, for the candidate"
    cover = text_of(pdf).partition("\f")[0]
    for words in ("Read", "Say first", "Hints", "Debrief", "Keep it from the candidate"):
        assert words in cover
    assert "The line for another level" not in cover


def test_without_a_level_the_first_page_has_the_line_of_every_other_one(handbook: Handbook) -> None:
    mock = next(mock for mock in all_mocks(handbook)["knitting"] if len(mock.levels) == 3)
    files = bytes_of(one_mock(handbook, mock, Printing("a4"), Path("/nowhere"), duplex=True))
    cover = " ".join(text_of(files[f"partner/{mock.code}-a4.pdf"]).partition("\f")[0].split())
    question = handbook.questions[mock.questions[0]]
    for level in mock.others:
        assert level.capitalize() in cover
        assert fives(question.bar[level])
        assert fives(question.bar[level]) & fives(cover)


def test_several_questions_come_with_a_letter_each(handbook: Handbook) -> None:
    mock = all_mocks(handbook)["candour"][0]
    files = bytes_of(one_mock(handbook, mock, Printing("letter"), Path("/nowhere"), duplex=False))
    sealed, partner = (text_of(files[f"{side}/{mock.code}-letter.pdf"]) for side in ("sealed", "partner"))
    assert sealed.count("\f") == 1 + len(mock.questions)
    for letter, name in zip("abc", mock.questions, strict=True):
        assert f"{mock.code}-{letter}" in sealed
        assert handbook.questions[name].title in sealed
        assert handbook.questions[name].title in partner


def test_pages_for_both_sides_begin_on_a_leaf_of_their_own_unless_single_sided(handbook: Handbook) -> None:
    mock = all_mocks(handbook)["knitting"][0]
    pages = {}
    for duplex in (True, False):
        files = bytes_of(one_mock(handbook, mock, Printing("a4"), Path("/nowhere"), duplex=duplex))
        pages[duplex] = text_of(files[f"partner/{mock.code}-a4.pdf"]).split("\f")[:-1]
    assert any("left blank" in page for page in pages[True])
    assert not any("left blank" in page for page in pages[False])
    assert [page for page in pages[True] if "left blank" not in page][1:2]
    last = next(n for n, page in enumerate(pages[True]) if "To take home" in page and n)
    assert last % 2 == 0  # counted from 0: a right-hand page


def test_large_print_is_large_on_both_sides(tmp_path: Path) -> None:
    done = run(tmp_path / "out", "knitting", "--large", "--paper", "letter")
    assert done.exit_code == 0, done.output
    for path, pdf in held(tmp_path / "out").items():
        assert path.endswith("-letter-large.pdf")
        assert min(font_sizes(pdf, tmp_path)) >= 18


def test_another_day_replaces_the_mock_and_keeps_files_of_others(tmp_path: Path, handbook: Handbook) -> None:
    out = tmp_path / "out"
    first, other = choose(handbook, Asked("knitting"), DAY).mock.code, ""
    day = next(day for day in YEAR if (other := choose(handbook, Asked("knitting"), day).mock.code) != first)
    assert run(out, "knitting").exit_code == 0
    before = held(out)
    (out / "notes.txt").write_text("mine", "utf-8")
    assert run(out, "knitting").exit_code == 0
    assert held(out) == before | {"notes.txt": b"mine"}
    assert run(out, "knitting", today=day.isoformat()).exit_code == 0
    assert {path for path in held(out) if first in path} == set()
    assert {"notes.txt", f"partner/{other}-a4.pdf", f"sealed/{other}-a4.pdf"} <= set(held(out))


def test_a_file_in_the_way_leaves_everything_as_it_was(tmp_path: Path, handbook: Handbook) -> None:
    out, code = tmp_path / "out", choose(handbook, Asked("knitting"), DAY).mock.code
    (out / "sealed").mkdir(parents=True)
    (out / "sealed" / f"{code}-a4.pdf").write_bytes(b"mine")
    done = run(out, "knitting")
    assert isinstance(done.exception, ContentError)
    assert "move it away" in str(done.exception)
    assert held(out) == {f"sealed/{code}-a4.pdf": b"mine"}


def test_a_sheet_that_cannot_be_made_leaves_the_mock_of_before(
    tmp_path: Path, handbook: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert run(out, "knitting").exit_code == 0
    before = held(out)

    def broken(*given: Any) -> Any:
        raise ContentError([])

    monkeypatch.setattr("generator.publish.folder.make_all", broken)
    assert run(out, "mending").exit_code
    assert held(out) == before
    assert not [path for path in tmp_path.rglob("*") if path.name in ("new", "old")]


def test_no_planted_word_of_the_interviewers_is_in_what_is_sealed(told: Handbook, tmp_path: Path) -> None:  # noqa: F811
    (mock,) = all_mocks(told)[next(iter(all_mocks(told)))]
    files = bytes_of(one_mock(told, mock, Printing("a4"), tmp_path, duplex=True))
    for path, content in files.items():
        shown = text_of(content) if path.endswith(".pdf") else "".join(_unpacked(content))
        assert bool(birds(shown)) == path.startswith("partner/"), path
        if path.endswith(".pdf") and path.startswith("sealed/"):
            with pikepdf.open(io.BytesIO(content)) as read:
                assert not birds(*map(str, read.docinfo.values()))


def _unpacked(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield f"{name} {archive.read(name).decode()}"


# ── what the site offers ──


def test_nothing_sealed_on_the_site_has_words_of_the_interviewers(
    bank: Handbook, bank_sheets: dict[str, bytes]
) -> None:
    for mock in (mock for mocks in all_mocks(bank).values() for mock in mocks):
        shown = text_of(bank_sheets[f"tonight/{mock.code}-sealed-a4.pdf"])
        questions = [bank.questions[name] for name in mock.questions]
        allowed = set().union(*(fives(" ".join(seen(each, "candidate"))) for each in questions))
        kept = set().union(*(secret(each, "candidate") for each in questions)) - allowed
        assert not kept & fives(shown), mock.code
        for each in questions:
            cover = shown.partition("\f")[0]
            assert each.title not in cover
            assert each.title in shown


def test_every_mock_is_on_both_papers_and_in_the_list_of_its_round(site_data: SiteData) -> None:
    found = public_sheets(site_data)
    offered = make_all({path: each for path, each in found.items() if path.endswith(".js")})
    for name, mocks in all_mocks(site_data.handbook).items():
        script = offered[f"tonight/{name}.js"].decode()
        assert script.isascii()
        for mock in mocks:
            assert f'"{mock.code.rpartition("-")[2]}"' in script
            for side in ("partner", "sealed"):
                assert {f"tonight/{mock.code}-{side}-{size}.pdf" for size in ("a4", "letter")} <= set(found)
            for answers in (True, False):
                archives = mock_files(site_data.handbook, mock, answers=answers)
                assert {f"tonight/{path}" for path in archives} <= set(found)


def test_an_edition_for_candidates_has_no_mock(site_data: SiteData) -> None:
    assert not [path for path in public_sheets(dataclasses.replace(site_data, answers=False)) if "tonight/" in path]

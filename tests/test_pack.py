"""Packs and the whole bank: many sheets in one file or one run, for one reader, the same as each alone."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from conftest import CONTENT, ROOT, TESTS
from test_paper import font_sizes
from test_paper_pdf import font_of_boxes
from visibility import fives, secret

from generator import cache, paper
from generator.catalogue import code_behind
from generator.cli import rehearse
from generator.jobs.candidate import write_plans, write_stories
from generator.jobs.pack import Readers, write_packs
from generator.jobs.sheets import public_sheets
from generator.load import fonts_for, load_handbook, load_plan
from generator.model import Handbook, Plan, Session
from generator.pieces import Piece, make_all, processes, threads
from generator.printing import Printing
from generator.problem import ContentError, MachineError

ADA = CONTENT / "candidates" / "ada.yml"
TODAY = datetime.date(2026, 12, 23)
READERS = ("candidate", "interviewer")


class Read:
    """A pack as a reader finds it: the text of its pages, and its bookmarks with the pages they lead to, from 1."""

    def __init__(self, path: Path) -> None:
        self.path = path
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
        self.pages = text.split("\f")[:-1]
        with pikepdf.open(path) as pdf:
            self.number = {page.objgen: place for place, page in enumerate(pdf.pages, 1)}
            with pdf.open_outline() as outline:
                self.marks = [(each.title, self._page(each)) for each in outline.root]
                self.below = {each.title: [child.title for child in each.children] for each in outline.root}
            self.streams = [page.Contents.read_bytes().decode("latin-1") for page in pdf.pages]

    def _page(self, item: pikepdf.OutlineItem) -> int:
        place = item.destination if item.destination is not None else item.action.D
        assert isinstance(place, pikepdf.Array)
        return self.number[place[0].objgen]


def packs(
    out: Path, path: Path = ADA, *, who: Readers = "both", week: int | None = None, session: str | None = None,
    duplex: bool = True, large: bool = False,
) -> dict[str, Read]:  # fmt: skip
    """Write packs and read them back: reader → pack."""
    how = Printing(large=large)
    _, made = write_packs(CONTENT, path, out, TODAY, who, week, session, how, duplex)
    return {file.parent.name: Read(file) for file in made}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Ada's plan, as it was written."""
    out = tmp_path_factory.mktemp("plan")
    (planned,) = write_plans(CONTENT, [ADA], out, TODAY, Printing())
    return load_plan(planned.folder / "plan.json")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Read]:
    """All of Ada's sessions, for both readers."""
    return packs(tmp_path_factory.mktemp("packs"))


def mocks(plan: Plan) -> list[str]:
    return [each.id for each in plan.sessions if each.kind != "micro"]


def in_order(sessions: Iterable[Session]) -> list[str]:
    """The bookmarks of what the candidate gets for these sessions."""
    return [
        title for each in sessions for title in (*map("Sealed question {}".format, each.codes), f"{each.id} · Debrief")
    ]


# ── packs ──


def test_each_reader_has_every_session_in_the_order_of_the_plan(both: dict[str, Read], plan: Plan) -> None:
    mine = in_order(each for each in plan.sessions if each.questions)
    assert [title for title, _ in both["candidate"].marks] == ["Candidate’s pack", "Practice plan", *mine]
    found = [title for title, _ in both["interviewer"].marks]
    assert found[0] == "Interviewer’s pack"
    assert list(dict.fromkeys(title.partition(" · ")[0] for title in found[1:])) == mocks(plan)


def test_an_answer_card_follows_the_sheet_of_its_session(both: dict[str, Read], plan: Plan, handbook: Handbook) -> None:
    found = [title for title, _ in both["interviewer"].marks]
    cards = 0
    for each in plan.sessions:
        for code, name in zip(each.codes, each.questions, strict=True):
            if handbook.questions[name].has_answers:
                title = handbook.questions[name].title
                sheet = next(place for place, mark in enumerate(found) if mark.startswith(f"{each.id} · Session sheet"))
                assert sheet < found.index(f"{code} · Answer card: {title}") <= sheet + len(each.questions)
                cards += 1
    assert cards > 2


def test_what_is_left_of_a_session_comes_last_the_debrief_on_the_back_of_the_last_question(
    both: dict[str, Read], plan: Plan
) -> None:
    last = {title.partition(" · ")[0]: title for title, _ in both["interviewer"].marks[1:]}
    assert last == {each: f"{each} · To take home, for the candidate" for each in mocks(plan)}
    marks = both["candidate"].marks
    behind = [page - marks[place - 1][1] for place, (title, page) in enumerate(marks) if title.endswith("Debrief")]
    assert len(behind) > 10
    assert set(behind) <= {1, 2}  # two, where the question itself takes both sides


@pytest.mark.parametrize("reader", READERS)
def test_every_document_starts_on_a_right_hand_page_and_blank_ones_say_so(both: dict[str, Read], reader: str) -> None:
    pack = both[reader]
    assert {page % 2 for title, page in pack.marks if not title.endswith("Debrief")} == {1}
    assert not [text for title, page in pack.marks if (text := pack.pages[page - 1]).count("\n") < 12], "only a tab"
    blank = [place for place, text in enumerate(pack.pages) if text.split() == ["left", "blank"]]
    assert len(blank) > 2
    for place in blank:  # said to who turns the page, not to who has it read aloud
        assert re.findall(r"/(\w+)\b[^/]*?BDC|/(\w+) BMC", pack.streams[place])
        assert "/Artifact" in pack.streams[place]
        assert "/MCID" not in pack.streams[place]


def test_single_sided_has_no_blank_page(both: dict[str, Read], tmp_path: Path) -> None:
    pack = packs(tmp_path, who="candidate", duplex=False)["candidate"]
    assert [title for title, _ in pack.marks] == [title for title, _ in both["candidate"].marks]
    assert not [text for text in pack.pages if text.split() == ["left", "blank"]]
    assert len(pack.pages) < len(both["candidate"].pages)


@pytest.mark.parametrize("reader", READERS)
def test_the_contents_name_the_page_on_which_each_document_starts(both: dict[str, Read], reader: str) -> None:
    pack = both[reader]
    contents = "".join(pack.pages[: pack.marks[1][1] - 1])
    numbers = [int(found) for found in re.findall(r" {3}(\d+)$", contents, re.MULTILINE)]
    assert numbers == [page for _, page in pack.marks[1:]]
    for _, page in pack.marks[1:]:
        assert re.search(rf"\b{page} / {len(pack.pages)}\s*$", pack.pages[page - 1])


def test_the_candidates_pack_holds_no_word_of_the_interviewers(
    both: dict[str, Read], plan: Plan, handbook: Handbook
) -> None:
    text = fives(" ".join(both["candidate"].pages))
    own = fives(" ".join(both["candidate"].pages[: both["candidate"].marks[2][1] - 1]))  # the plan is not a question's
    for each in plan.sessions:
        for name in (*each.questions, *each.surprises):
            assert not text & secret(handbook.questions[name]) - own
    surprises = {handbook.questions[name].title for each in plan.sessions for name in each.surprises}
    assert surprises
    assert not [title for title in surprises if title in " ".join(both["candidate"].pages)]


def test_neither_contents_nor_bookmarks_tell_the_candidate_what_is_sealed(
    both: dict[str, Read], plan: Plan, handbook: Handbook
) -> None:
    pack = both["candidate"]
    told = "".join(pack.pages[: pack.marks[1][1] - 1]) + str(pack.marks) + str(pack.below)
    names = [name for each in plan.sessions for name in each.questions]
    assert len(names) > 10
    assert not [name for name in names if handbook.questions[name].title in told]


def test_a_week_or_a_session_alone_is_packed_without_the_plan(plan: Plan, tmp_path: Path) -> None:
    """A week of the pack is a week of the plan, from Monday, whatever day the plan began on."""
    second = [each for each in plan.sessions if each.kind != "micro" and each.week == 2]
    assert {each.date.isocalendar().week for each in second} == {plan.first.isocalendar().week + 1}
    assert any(each.codes for each in second)
    week = packs(tmp_path, who="candidate", week=2)["candidate"]
    assert [title for title, _ in week.marks[1:]] == in_order(second)
    for asked in ("knitting-2", str(mocks(plan).index("knitting-2") + 1)):
        one = packs(tmp_path, who="interviewer", session=asked)["interviewer"]
        assert {title.partition(" · ")[0] for title, _ in one.marks[1:]} == {"knitting-2"}


def test_a_session_or_week_that_is_not_there_is_refused_with_what_was_meant(plan: Plan, tmp_path: Path) -> None:
    for session, hint in (("knittng-2", r" \(did you mean knitting-2\?\)"), ("0", ""), (str(len(mocks(plan)) + 1), "")):
        with pytest.raises(ContentError, match=rf"^--session: expected a code such as .*; got \"{session}\"{hint}$"):
            packs(tmp_path, session=session)
    with pytest.raises(ContentError, match=r"^--week: expected a week with a mock; the plan has 5 weeks"):
        packs(tmp_path, week=30)
    assert not list(tmp_path.iterdir())


# ── many sheets ──


@pytest.fixture(scope="module")
def some(request: pytest.FixtureRequest) -> dict[str, Piece]:
    """Enough sheets of the handbook for several threads to get in each other's way."""
    offered = public_sheets(request.getfixturevalue("site_data"))
    # made anew each time, whatever an earlier run kept
    plain = {path: Piece(made.key, made.prepare) for path, made in sorted(offered.items())}
    return {path: made for path, made in plain.items() if path.endswith(("rubric-a4.pdf", "-answers.png"))}


def test_many_sheets_made_by_several_threads_have_the_bytes_of_each_alone(
    some: dict[str, Piece], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 5)
    first = dict(list(some.items())[:24])
    told: list[str] = []
    made = make_all(first, told.append)
    assert list(made) == list(first)
    assert sorted(told) == sorted(first)
    assert made == {path: file.make() for path, file in first.items()}


def test_what_no_font_has_is_told_of_all_sheets_at_once_from_every_process(handbook: Handbook) -> None:
    def strange(name: str, heading: str) -> Piece:
        view = paper.candidate_sheet(handbook, name).model_copy(update={"heading": heading})
        return Piece("", lambda: paper.Print("candidate", view.model_dump_json()))

    files = {"a": strange("merge-booking-windows", "张"), "b": strange("charged-twice", "伟")}
    said = []
    for workers in (threads(), processes()):
        with pytest.raises(ContentError) as caught:
            make_all(files, workers=workers)
        said.append(str(caught.value).splitlines())
    assert said[0] == said[1]
    assert len(said[0]) == 2
    assert "charged-twice: heading: “伟”: no available font has “伟” U+4F1F" in said[0][0]
    assert "merge-booking-windows: heading: “张”" in said[0][1]


def test_an_error_of_typst_is_the_same_line_from_another_process() -> None:
    files = {"a": Piece("", lambda: paper.Print("rubric", "{}"))}
    with pytest.raises(paper.PaperError, match=r"^rubric: title: Field required$"):
        make_all(files, workers=processes())


def test_a_process_that_is_ended_from_outside_is_a_line_about_the_machine() -> None:
    files = {"a": Piece("", lambda: partial(os._exit, 9))}
    with pytest.raises(MachineError, match="a process that made sheets was ended"):
        make_all(files, workers=processes())


def prints(process: int) -> bool:
    """Whether a process has loaded what sheets are printed with."""
    return "typst" in Path(f"/proc/{process}/maps").read_text()


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="no system that says what a process is doing")
def test_ctrl_c_ends_the_whole_bank_at_once_and_writes_nothing(tmp_path: Path) -> None:
    """In large print, of which no build keeps the sheets: kept ones could be written before the signal comes."""
    command = [sys.executable, "-m", "generator.cli", "sheet", "--all", "--large", "--out", tmp_path / "out"]
    # a shell passes on to what it runs in the background that SIGINT is ignored
    process = subprocess.Popen(
        command, cwd=TESTS, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    while process.poll() is None and not prints(process.pid):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate()[1]
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert not list((tmp_path / "out").rglob("*.pdf"))


def test_the_whole_bank_is_printed_in_one_run(content: Path, tmp_path: Path) -> None:
    for folder in (content / "questions").iterdir():
        for path in sorted(folder.iterdir())[1:]:
            path.unlink()
    shutil.rmtree(content / "candidates")
    command = [sys.executable, "-m", "generator.cli", "sheet", "--all", "--content", content, "--out", tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=TESTS, check=False)
    assert done.returncode == 0, done.stderr
    found = {path.name for path in (tmp_path / "out").glob("*.pdf")}
    handbook = load_handbook(content)
    wanted = {f"{name}-rubric-a4.pdf" for name in handbook.rounds}
    for question in handbook.questions.values():
        wanted |= {f"{question.id}-{document}-a4.pdf" for document in ("session", "candidate")}
        wanted |= {f"{question.id}-answers-a4.pdf"} if question.has_answers else set()
    assert wanted <= found
    assert len(found) > len(wanted)  # forms for everybody, and for every round


# ── what a sheet depends on ──


QUESTION_SHEETS = {each.name: each for each in paper.documents_for("question")}


@pytest.mark.parametrize("name", QUESTION_SHEETS)
def test_the_key_of_a_questions_sheet_names_the_code_that_makes_its_view(name: str) -> None:
    found = set(code_behind(QUESTION_SHEETS[name]))
    own = "paper/documents/" + QUESTION_SHEETS[name].make.__module__.rpartition(".")[2] + ".py"
    assert {own, "paper/view.py", "text/as_tree.py", "model/question.py", "catalogue.py"} <= found


def test_the_view_of_a_sheet_runs_no_code_that_its_key_does_not_name() -> None:
    """Watch which of our functions run while the views of a question are made."""
    script = """if True:
        import json, sys
        from pathlib import Path
        from generator import paper
        from generator.load import load_handbook
        from generator.catalogue import code_behind
        handbook = load_handbook(Path("tests/content"))
        ran = set()
        def watch(frame, event, argument):
            ran.add(frame.f_code.co_filename)
        sys.setprofile(watch)
        missing = {}
        for document in paper.documents_for("question"):
            ran.clear()
            for question in ("merge-booking-windows", "nobodys-job"):
                if document.exists(handbook, question):
                    document.make(handbook, question, "")
            package = Path("generator").resolve()
            ours = {Path(each) for each in ran if Path(each).is_relative_to(package)}
            found = {each.relative_to(package).as_posix() for each in ours}
            missing[document.name] = sorted(found - set(code_behind(document)))
        sys.setprofile(None)
        print(json.dumps(missing))
    """
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    missing = json.loads(done.stdout)
    assert missing.keys() == QUESTION_SHEETS.keys()
    assert not any(missing.values()), missing


def test_a_change_of_code_elsewhere_leaves_the_sheets_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = code_behind(QUESTION_SHEETS["session"])
    copy = Path(shutil.copytree(ROOT / "generator", tmp_path / "generator"))
    monkeypatch.setattr(cache, "_HERE", copy)

    def key() -> str:
        cache.code.cache_clear()
        return cache.code(*parts)

    before = key()
    for elsewhere in (
        "cli/handbook.py",
        "paper/documents/plan.py",
        "jobs/site.py",
        "planner/make.py",
        "pages/bank.py",
        "load/folder.py",
    ):
        (copy / elsewhere).write_text("changed = 1\n")
    assert key() == before
    for part in ("paper/documents/session.py", "text/parse.py", "model/question.py", "wording.py", "catalogue.py"):
        (copy / part).write_text("changed = 1\n")
        assert key() != before
        before = key()
    cache.code.cache_clear()


# ── fonts ──


def set_up(folder: Path, fonts: str) -> Path:
    (folder / "rehearse.yml").write_text(f"fonts: {fonts}\n", "utf-8")
    return folder / "content"


def test_fonts_are_found_by_the_file_beside_the_content(content: Path, tmp_path: Path) -> None:
    assert fonts_for(content) is None
    (tmp_path / "own").mkdir()
    font_of_boxes(tmp_path / "own" / "extra.ttf", "张伟")
    path = tmp_path / "wei.yml"
    path.write_text(ADA.read_text("utf-8").replace("Ada Okafor", "张伟"), "utf-8")
    with pytest.raises(ContentError, match=r"lead: “张伟.*fonts: in rehearse\.yml"):
        write_stories(content, path, tmp_path / "out", TODAY, Printing())
    _, made = write_stories(set_up(tmp_path, "own"), path, tmp_path / "out", TODAY, Printing())
    assert "张伟" in subprocess.run(["pdftotext", made, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("fonts: nowhere", r'rehearse\.yml:1:1: fonts: expected a folder next to this file; there is no "nowhere"'),
        ("font: own", r"rehearse\.yml:1:1: font: .*did you mean fonts\?"),
        ("fonts: 3", r"rehearse\.yml:1:1: fonts: "),
    ],
)
def test_a_wrong_setting_is_told_with_its_place(tmp_path: Path, source: str, said: str) -> None:
    (tmp_path / "rehearse.yml").write_text(source, "utf-8")
    with pytest.raises(ContentError, match=said):
        fonts_for(tmp_path / "content")


def test_a_pack_in_large_print_is_large_from_contents_to_debrief(tmp_path: Path) -> None:
    for reader, pack in packs(tmp_path, week=1, large=True).items():
        assert min(font_sizes(pack.path.read_bytes(), tmp_path)) >= 18, reader


def test_who_has_large_print_arranged_gets_all_of_their_own_pack_in_it_and_the_partner_not(tmp_path: Path) -> None:
    path = tmp_path / "arranged.yml"
    path.write_text(ADA.read_text("utf-8") + "adjustments: [large-print]\n", "utf-8")
    read = packs(tmp_path, path, week=1)
    sizes = {reader: min(font_sizes(pack.path.read_bytes(), tmp_path)) for reader, pack in read.items()}
    assert sizes["candidate"] >= 18 > sizes["interviewer"]


@pytest.mark.parametrize("command", ["plan", "stories", "progress"])
def test_what_is_printed_for_a_candidate_can_be_had_in_large_print(command: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        rehearse, [command, str(ADA), "--content", str(CONTENT), "--out", str(tmp_path), "--large"]
    )
    assert done.exit_code == 0, done.output
    made = sorted(tmp_path.rglob("*.pdf"))
    assert made
    for path in made[:: 1 + len(made) // 4]:
        assert min(font_sizes(path.read_bytes(), tmp_path)) >= 18, path

"""A content folder is read whole, and every mistake of every file is said at its line and column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from generator.check import check
from generator.load import load_candidate, load_handbook
from generator.problem import ContentError

CANDIDATE = """\
name: Ada Okafor
role: backend
level: senior
interview: 2027-01-20
days: {mon: 90, sat: 240}
"""


def problems(content: Path) -> list[str]:
    """All problems of a folder, one line each, without the folder's own path."""
    with pytest.raises(ContentError) as caught:
        load_handbook(content)
    return [str(problem).removeprefix(f"{content.as_posix()}/") for problem in caught.value.problems]


def candidate_problems(tmp_path: Path, source: str, name: str = "ada.yml") -> list[str]:
    path = tmp_path / name
    path.write_text(source)
    with pytest.raises(ContentError) as caught:
        load_candidate(path)
    return [str(problem).removeprefix(f"{tmp_path.as_posix()}/") for problem in caught.value.problems]


def swap(path: Path, *pairs: tuple[str, str]) -> None:
    source = path.read_text()
    for old, new in pairs:
        assert source.count(old) >= 1, old
        source = source.replace(old, new, 1)
    path.write_text(source)


def test_the_real_content_is_read_in_the_order_of_its_ids(handbook):
    for nouns in (handbook.rounds, handbook.roles, handbook.templates, handbook.questions, handbook.guides):
        assert nouns
        assert list(nouns) == sorted(nouns)
    assert handbook.origins.keys() == handbook.questions.keys()
    assert {"ada", "kofi"} <= handbook.candidates.keys()
    assert handbook.guides["how-to-use-this"].body.startswith(("\n", "#")) is False


def test_a_noun_knows_the_line_it_stands_on(handbook):
    for name in handbook.questions:
        place = handbook.place("question", name, "id")
        line = (Path(place.path).read_text().splitlines())[place.line - 1]
        assert line[place.column - 1 :].startswith(f"id: {name}")


def test_six_mistakes_in_one_file_give_six_lines_in_their_places(content: Path):
    swap(
        content / "questions" / "knitting" / "intervals.yml",
        ("reviewed: 2026-11-21", "reviewed: 2026-11-31"),
        ("    needs: anyone", "    # says nothing of needs"),
        ("levels: [junior, mid, senior]", "levels: [junior, mid, 3]"),
        ("difficulty: medium", "difficulty: meduim"),
        ("Write `merge(windows)`.", "Write <b>merge</b>.".replace("</b>", "")),
        ("        do: Accept an error", "        doo: Accept an error"),
    )
    assert problems(content) == [
        'questions/knitting/intervals.yml:5:3: reviewed: there is no 31 November; got "2026-11-31"',
        "questions/knitting/intervals.yml:8:5: needs: missing",
        "questions/knitting/intervals.yml:11:27: levels: item 3: expected junior, mid, senior or staff; got 3",
        "questions/knitting/intervals.yml:12:5: difficulty: expected easy, medium or hard; "
        'got "meduim" (did you mean medium?)',
        'questions/knitting/intervals.yml:19:7: prompt: expected no raw HTML; got "<b>"',
        "questions/knitting/intervals.yml:35:9: doo: unknown field (did you mean do?)",
    ]


def test_all_problems_of_all_files_are_said_at_once_and_sorted(content: Path):
    swap(content / "rounds" / "knitting.yml", ("help: hints", "help: hint"))
    swap(content / "roles" / "backend.yml", ("family: engineering", "family: Engineering"))
    swap(content / "guides" / "how-to-use-this.md", ("# ", "## "))
    swap(content / "candidates" / "ada.yml", ("level: senior", "level: senor"))
    (content / "plans" / "one-week.yml").write_text("a: [")
    found = problems(content)
    assert [re.sub(r":.*", "", line) for line in found] == [
        "candidates/ada.yml",
        "guides/how-to-use-this.md",
        "plans/one-week.yml",
        "roles/backend.yml",
        "rounds/knitting.yml",
    ]


ROUND = "rounds/knitting.yml"
ROLE = "roles/backend.yml"
PLAN = "plans/four-week.yml"
QUESTION = "questions/knitting/intervals.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "at", "message"),
    [
        (ROUND, "minutes: 60", "minutes: '60'", "minutes:", 'minutes: expected a whole number; got "60"'),
        (ROUND, "minutes: 60", "minutes: 481", "minutes:", "minutes: expected 480 or less; got 481"),
        (ROUND, "minutes: 60", "minutes: 0", "minutes:", "minutes: expected 1 or more; got 0"),
        (ROUND, "minutes: 60", "minutes: true", "minutes:", "minutes: expected a whole number; got true"),
        (
            ROUND,
            "title: Knitting",
            "title: 1.10",
            "title:",
            "title: expected text (quote it if it is meant as text); got 1.1",
        ),
        (
            ROUND,
            "title: Knitting",
            "title:",
            "title:",
            "title: expected text (quote it if it is meant as text); got nothing",
        ),
        (ROUND, "title: Knitting", 'title: "a\\nb"', "title:", 'title: expected one line of text; got "a\\nb"'),
        (
            ROUND,
            "title: Knitting",
            "title: [a, b]",
            "title:",
            "expected text (quote it if it is meant as text); got a list of 2",
        ),
        (ROUND, "core: true", "core: yes", "core:", 'core: expected true or false; got "yes"'),
        (ROUND, "agenda:", "agenda: none\nagendum:", "agenda:", 'agenda: expected a list; got "none"'),
        (ROUND, "say:", "say: nothing\nsays:", "say:", 'say: expected a mapping of fields; got "nothing"'),
        (ROUND, "lead: interviewer", "lead: teh interviewer", "lead:", "lead: expected interviewer, candidate or both"),
        (ROLE, "id: backend", "id: back_end", "id:", "id: expected a slug"),
        (ROLE, "id: backend", "id: front", "id:", 'id: expected "backend", the name of the file; got "front"'),
        (
            ROLE,
            "family: engineering",
            "family: con",
            "family:",
            "family: expected a name that is not reserved for files",
        ),
        (ROLE, "family: engineering", f"family: {'x' * 81}", "family:", "family: expected at most 80 characters"),
        (PLAN, "id: four-week", "# no id", "title:", "id: missing"),
        (QUESTION, "returns: ", "retruns: ", "retruns:", "retruns: unknown field (did you mean returns?)"),
        (QUESTION, "      junior: ", "      jnior: ", "jnior:", "jnior: expected junior, mid, senior or staff"),
        (QUESTION, "round: knitting", "round: candour", "round:", 'round: expected "knitting", the folder of the file'),
        (
            QUESTION,
            "O(n log n)",
            "'[a](javascript:b)'",
            "time:",
            "time: expected a link to http, https, mailto or a page",
        ),
    ],
)
def test_a_mistake_is_said_where_it_stands(content: Path, path: str, old: str, new: str, at: str, message: str):
    swap(content / path, (old, new))
    spots = [re.fullmatch(rf"{path}:(\d+):(\d+): (.*)", line) for line in problems(content)]
    text = (content / path).read_text().splitlines()
    here = [spot[3] for spot in spots if spot and text[int(spot[1]) - 1][int(spot[2]) - 1 :].startswith(at)]
    assert any(message in each for each in here), (spots, here)


def test_a_mistake_far_inside_nested_lists_is_said_at_its_item(content: Path):
    path = content / "rounds" / "knitting.yml"
    lines = path.read_text().splitlines()
    index = next(n for n, line in enumerate(lines) if line.strip() == "weak:") + 1
    lines[index] = "          -   7"
    path.write_text("\n".join(lines))
    assert problems(content) == [
        f"rounds/knitting.yml:{index + 1}:15: weak: item 1: expected text (quote it if it is meant as text); got 7"
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "round/x.yml",
            "round: expected floors.yml, formats.yml, guides.yml, stories.yml, style.yml, synonyms.yml, topics.yml or",
        ),
        (
            "story.yml",
            "story.yml: expected floors.yml, formats.yml, guides.yml, stories.yml, style.yml, synonyms.yml, topics.yml",
        ),
        ("rounds/x.yaml", "rounds/x.yaml: expected a file ending in .yml"),
        ("rounds/x.yml~", "rounds/x.yml~: expected a file ending in .yml"),
        ("guides/x.txt", "guides/x.txt: expected a file ending in .md"),
        ("rounds/more/x.yml", "rounds/more/x.yml: expected a file at rounds/<id>.yml"),
        ("guides/more/x.md", "guides/more/x.md: expected a file at guides/<name>.md"),
        ("questions/x.yml", "questions/x.yml: expected a file at questions/<round>/<topic>.yml"),
        (
            "questions/knitting/more/x.yml",
            "questions/knitting/more/x.yml: expected a file at questions/<round>/<topic>.yml",
        ),
        (
            "guides/My Guide.md",
            "guides/My Guide.md: name: expected a slug (a-z, 0-9, single hyphens, at least one letter)",
        ),
        ("guides/index.md", 'guides/index.md: name: expected a name that is not reserved for files; got "index"'),
        ("candidates/nul.yml", "candidates/nul.yml: name: expected a name that is not reserved for files"),
    ],
)
def test_a_file_in_the_wrong_place_or_of_the_wrong_name_is_refused(content: Path, name: str, message: str):
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_text("# x\n")
    (found,) = problems(content)
    assert found.startswith(message)


def test_a_misspelt_folder_is_told_what_was_meant(content: Path):
    (content / "rounds").rename(content / "ronuds")
    (found,) = problems(content)
    assert found.endswith("(did you mean rounds?)")


def test_a_file_in_place_of_a_folder_is_refused(content: Path):
    (content / "more").mkdir()
    (content / "plans").rename(content.parent / "plans")
    (content / "more").rename(content.parent / "more")
    (content / "plans").touch()
    assert problems(content) == ["plans: expected a folder; got a file"]


def test_no_folder_of_content_at_all_is_said(tmp_path: Path):
    with pytest.raises(ContentError, match="expected a folder of content; there is none"):
        load_handbook(tmp_path / "nowhere")


def test_hidden_files_are_passed_over(content: Path):
    (content / ".DS_Store").touch()
    (content / "rounds" / ".knitting.yml.swp").touch()
    load_handbook(content)


def test_an_id_used_twice_is_said_with_the_first_place_in_one_file_and_in_two(content: Path):
    source = (content / QUESTION).read_text()
    (content / "questions" / "knitting" / "zz.yml").write_text(source)
    swap(content / "questions" / "knitting" / "zz.yml", ("merge-booking-windows", "of-its-own"))
    twice = source.replace("merge-booking-windows", "of-its-own").partition("questions:\n")[2]
    (content / "questions" / "knitting" / "zzz.yml").write_text(source + twice + twice)
    found = [re.sub(re.escape(content.as_posix()) + "/", "", line) for line in problems(content)]
    length = len(twice.splitlines())
    again = 'id: question "of-its-own" is already at questions/knitting/zz.yml:8'
    assert found == [
        f'questions/knitting/zzz.yml:8:5: id: question "merge-booking-windows" is already at {QUESTION}:8',
        f"questions/knitting/zzz.yml:{8 + length}:5: {again}",
        f"questions/knitting/zzz.yml:{8 + 2 * length}:5: {again}",
    ]


@pytest.mark.parametrize("source", ["text\n", "# T\n\nbad \x00\n", "# T\n\n<b>x\n"])
def test_a_guide_without_title_or_with_what_is_unsafe_is_refused_on_its_line(content: Path, source: str):
    (content / "guides" / "new.md").write_text(source)
    (found,) = problems(content)
    assert found.startswith(f"guides/new.md:{3 if source.startswith('#') else 1}:")


def test_a_candidate_needs_five_fields_and_takes_the_id_from_the_files_name(tmp_path: Path):
    path = tmp_path / "Ada O.yml"
    path.write_text(CANDIDATE)
    candidate, places = load_candidate(path)
    assert candidate.id == "ada-o"
    assert str(candidate.last_interview) == "2027-01-20"
    assert places.at(("days",)).line == 5
    assert candidate_problems(tmp_path, "id: a\n") == [
        "ada.yml:1:1: days: missing",
        "ada.yml:1:1: interview: missing",
        "ada.yml:1:1: level: missing",
        "ada.yml:1:1: name: missing",
        "ada.yml:1:1: role: missing",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("senior", "senor", '3:1: level: expected junior, mid, senior or staff; got "senor" (did you mean senior?)'),
        ("mon: 90", "mon: 721", "5:8: mon: expected 720 or less; got 721"),
        ("mon: 90", "mon: -1", "5:8: mon: expected 0 or more; got -1"),
        ("mon: 90", "mon: 1:30", '5:8: mon: expected a whole number; got "1:30"'),
        ("mon: 90", "mo: 90", '5:8: mo: expected mon, tue, wed, thu, fri, sat or sun; got "mo" (did you mean mon?)'),
        ("2027-01-20", "20.1.2027", '4:1: interview: expected a date like 2026-11-21; got "20.1.2027"'),
        ("2027-01-20", "2027-02-29", '4:1: interview: there is no 29 February in 2027; got "2027-02-29"'),
        ("2027-01-20", "20270120", "4:1: interview: expected a date like 2026-11-21; got 20270120: write 2027-01-20"),
        ("interview: 2027-01-20\n", "", "1:1: interview: missing"),
        ("2027-01-20\n", "2027-01-20\ninterviews: [{date: 2027-01-08}]\n", "5:1: interviews: expected either"),
        (
            "interview: 2027-01-20",
            "interviews: [{date: 2027-01-08}, {dat: x}]",
            "4:35: dat: unknown field (did you mean date?)",
        ),
        (
            "name: Ada Okafor",
            "name: Ada Okafor\nstories: [conflict]",
            '2:11: stories: item 1: expected a mapping of fields; got "conflict"',
        ),
        (
            "name: Ada Okafor",
            "name: Ada Okafor\nconfidence: {knitting: 6}",
            "2:14: knitting: expected 5 or less; got 6",
        ),
        ("name: Ada Okafor", "name: Ada Okafor\naway: [2026-12-24, soon]", "2:20: away: item 2: expected a date"),
        (
            "name: Ada Okafor",
            "name: Ada Okafor\nadjustments: [time+30]",
            "2:15: adjustments: item 1: expected time+25, time+50",
        ),
        ("name: Ada Okafor", "name: Ada Okafor\nid: ../../etc", "2:1: id: expected a slug"),
        ("name: Ada Okafor", "name: Ada Okafor\nid: CON", "2:1: id: expected a slug"),
        ("name: Ada Okafor", "name: Ada Okafor\nid: con", "2:1: id: expected a name that is not reserved for files"),
        ("name: Ada Okafor", "naem: Ada Okafor", "1:1: naem: unknown field (did you mean name?)"),
    ],
)
def test_a_candidates_mistake_is_said_where_it_stands(tmp_path: Path, old: str, new: str, expected: str):
    found = candidate_problems(tmp_path, CANDIDATE.replace(old, new))
    assert any(line.startswith(f"ada.yml:{expected}") for line in found), found


def test_empty_stories_and_several_interviews_are_fine(tmp_path: Path):
    path = tmp_path / "ada.yml"
    several = "interviews: [{date: 2027-01-20}, {date: 2027-01-08, label: Phone screen, rounds: [knitting]}]"
    path.write_text(CANDIDATE.replace("interview: 2027-01-20", several) + "stories: []\n")
    assert str(load_candidate(path)[0].last_interview) == "2027-01-20"


@pytest.mark.parametrize("source", ["- a\n- b\n", "text\n", "12\n", "~\n"])
def test_a_candidate_that_is_no_mapping_is_one_problem(tmp_path: Path, source: str):
    (found,) = candidate_problems(tmp_path, source)
    assert found.startswith("ada.yml:1:1: expected a candidate's file, which needs name, role, level, interview and")


@pytest.mark.parametrize("name", ["123.yml", "____.yml", "🙂.yml", "nul.yml", f"{'a' * 100}.yml"])
def test_a_name_of_which_no_id_can_be_made_is_said(tmp_path: Path, name: str):
    (found,) = candidate_problems(tmp_path, CANDIDATE, name)
    assert found.endswith(
        ':1:1: id: missing, and none can be made from the file\'s name; add a line such as "id: ada-okafor"'
    )


@given(
    name=st.text(min_size=1, max_size=20).filter(lambda name: not set(name) & {"/", "\0"}), written=st.text(max_size=20)
)
def test_an_id_never_leaves_the_folder_it_names(tmp_path_factory: pytest.TempPathFactory, name: str, written: str):
    """It is one part of a path, made of a-z, 0-9 and hyphens, whatever the file is called or says."""
    folder = tmp_path_factory.getbasetemp()
    try:
        path = folder / f"x{name}.yml"
        path.write_text(CANDIDATE + (f"id: '{written}'\n" if "'" not in written and written.isprintable() else ""))
        candidate, _ = load_candidate(path)
    except (ContentError, UnicodeEncodeError):
        return
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", candidate.id)
    assert (folder / candidate.id).parent == folder


def test_the_log_of_an_invented_candidate_is_read_with_them(content: Path):
    log = content / "candidates" / "ada-log.yml"
    log.write_bytes((ROOT / "tests" / "examples" / "log.yml").read_bytes())
    handbook = load_handbook(content)
    assert "ada-log" not in handbook.candidates
    assert [entry.round for entry in handbook.logs["ada"]] == ["knitting", "skyline-design"]
    assert handbook.place("log", "ada", 1, "round").line == 9


def test_a_log_of_nobody_and_one_under_another_name_are_named(content: Path):
    (content / "candidates" / "adda-log.yml").write_text("[]\n")
    with pytest.raises(ContentError) as caught:
        load_handbook(content)
    assert str(caught.value).endswith(
        'adda-log.yml: expected the log of a candidate; no candidate "adda" (did you mean ada?)'
    )
    (content / "candidates" / "adda-log.yml").unlink()
    ada = content / "candidates" / "ada.yml"
    ada.write_text(ada.read_text() + "log: diary.yml\n")
    with pytest.raises(ContentError, match=r'log: expected ada-log\.yml; got "diary\.yml"'):
        load_handbook(content)


def test_the_examples_are_good_content(content: Path):
    """Three questions, a role, a plan template and a candidate, each in a file of its own."""
    for path in (content / "questions").rglob("*.yml"):
        path.unlink()
    for example, place in {
        "candour-question": "questions/candour/example.yml",
        "knitting-question": "questions/knitting/example.yml",
        "mending-question": "questions/mending/example.yml",
        "plan-template": "plans/four-week.yml",
        "role": "roles/backend.yml",
        "candidate": "candidates/ada.yml",
    }.items():
        (content / place).parent.mkdir(exist_ok=True)
        (content / place).write_text((ROOT / "tests" / "examples" / f"{example}.yml").read_text())
    handbook = load_handbook(content)
    assert len(handbook.questions) == 3
    assert handbook.candidates["ada"].partners.expert == ("Ines",)
    with pytest.raises(ContentError) as caught:
        check(handbook)
    found = {re.sub(r" \(.*", "", problem.message) for problem in caught.value.problems}
    assert {each for each in found if "has no question" not in each} == {'on call: no round "incident"'}

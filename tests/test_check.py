"""Every rule about content has a marked file in tests/bad, which it reports exactly as marked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

from generator.check import CHECKS, check
from generator.load import load_handbook
from generator.model import Handbook
from generator.problem import ContentError

BAD = sorted((ROOT / "tests" / "bad").glob("*.yml"))
MARK = "# problem: "


def put(bad: Path, content: Path) -> Path:
    """Copy a marked file to the place in the content that its first line names."""
    source = bad.read_text()
    place = content / source.splitlines()[0].removeprefix("# stands as: ")
    place.parent.mkdir(exist_ok=True)
    place.write_text(source)
    return place


def marked(place: Path) -> list[tuple[int, str]]:
    """Line and message part of every mark."""
    lines = enumerate(place.read_text().splitlines(), start=1)
    return sorted((number, part.strip()) for number, line in lines for part in line.split(MARK)[1:])


def assert_same(problems: list[tuple[str, int, str]], place: Path) -> None:
    parts = marked(place)
    here = sorted((line, message) for path, line, message in problems if path == place.as_posix())
    assert [line for line, _ in here] == [line for line, _ in parts], here
    assert all(part in message for (_, message), (_, part) in zip(here, parts, strict=True)), here
    assert len(here) == len(problems), "a problem in another file"


def test_the_real_content_and_the_tests_own_pass_every_rule(bank: Handbook, handbook: Handbook) -> None:
    check(bank)
    check(handbook)


#: What is also true of every bad round, but is marked only in the file that is about it.
NEW = re.compile(r'round "bad" has no (question|floor)')


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.stem)
def test_bad_content_is_reported_exactly_where_and_as_it_is_marked(bad: Path, content: Path):
    place = put(bad, content)
    assert marked(place)
    with pytest.raises(ContentError) as caught:
        check(load_handbook(content))
    parts = [part for _, part in marked(place)]
    problems = [
        each
        for each in caught.value.problems
        if not NEW.search(each.message) or any(part in each.message for part in parts)
    ]
    assert_same([(each.path, each.line, each.message) for each in problems], place)


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.__name__)
def test_each_rule_alone_reports_all_that_its_file_marks(rule, content: Path):
    """So no rule hides behind another, and each can fail."""
    place = put(ROOT / "tests" / "bad" / f"{rule.__name__}.yml", content)
    assert_same([(each.path, each.line, each.message) for each in rule(load_handbook(content))], place)


def test_a_file_in_bad_is_named_after_a_rule_or_with_hyphens():
    rules = {rule.__name__ for rule in CHECKS}
    assert {bad.stem for bad in BAD if re.search("_", bad.stem)} == rules


def test_a_handbook_needs_one_plan_template_for_the_shortest_time(content: Path):
    (content / "plans" / "one-week.yml").unlink()
    with pytest.raises(
        ContentError, match=r"eight-week\.yml:\d+:1: from: expected one plan template with from: 1; got none"
    ):
        check(load_handbook(content))


def test_a_round_of_conversation_has_probes_and_no_hints(content: Path):
    path = content / "questions" / "candour" / "conflict.yml"
    path.write_text(path.read_text().replace("    probes:", "    hints: []\n    probes:", 1))
    check(load_handbook(content))
    path.write_text(re.sub(r"    probes:\n(      .*\n)+", "", path.read_text(), count=1))
    with pytest.raises(ContentError, match="probes: expected three or more; got 0"):
        check(load_handbook(content))


def test_every_kind_of_text_is_held_against_the_rules_about_texts(content: Path):
    """A dead link is found in a round, a role, a plan template and a question, however deep it stands."""
    for path, old in [
        ("rounds/knitting.yml", "not_seen: "),
        ("roles/backend.yml", "scope: "),
        ("plans/one-week.yml", "summary: "),
        ("questions/knitting/intervals.yml", "listen_for: "),
        ("questions/candour/conflict.yml", "culture_note: "),
    ]:
        file = content / path
        file.write_text(file.read_text().replace(old, f"{old}'[dead](../nowhere.html)' #", 1))
    with pytest.raises(ContentError) as caught:
        check(load_handbook(content))
    assert len(caught.value.problems) == 5
    assert all('got "../nowhere.html"' in problem.message for problem in caught.value.problems)

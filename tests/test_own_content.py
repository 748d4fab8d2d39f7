"""The real content may grow and be rewritten, and no test notices: tests have a content of their own, tests/content."""

from __future__ import annotations

import re

from conftest import TESTS

from generator.model import Handbook

#: Words that are not only the id of a round, real or to come, and what they are in tests.
OTHERS = {
    "incident": "a word of advertisements",
    "panel": "a printed document",
    "programme": "a British spelling",
    "sql": "a language that code is written in",
}


def test_no_test_names_a_round_of_the_bank(bank: Handbook) -> None:
    """Use a round of tests/content, or loop over all; a word that means something else as well belongs in `OTHERS`."""
    names = sorted({*bank.rounds} - {*OTHERS}, key=len, reverse=True)
    word = re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?!\w)")
    found = [
        f"{path.name}:{number}: {match[0]}"
        for path in sorted(TESTS.glob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for match in word.finditer(line)
    ]
    assert found == [], f"a word that means something else in them belongs in OTHERS: {found}"


def test_the_tests_own_content_has_names_of_its_own(bank: Handbook, handbook: Handbook) -> None:
    """A test that read the wrong content would find nothing there."""
    assert not {*bank.rounds} & {*handbook.rounds}
    assert not {each.title for each in bank.rounds.values()} & {each.title for each in handbook.rounds.values()}

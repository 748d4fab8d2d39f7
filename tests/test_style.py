"""The house style is data: what is found in content is an error, or a note in a round that is still to be rewritten."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from pathlib import Path

import pytest
from conftest import BANK, ROOT
from forked import rehearse

from generator.check.rewritten import find_unfinished
from generator.check.style import find_style
from generator.load import load_handbook
from generator.model import Handbook
from generator.problem import ContentError

STYLE = """\
later: [{later}]
avoid:
  - pattern: \\b[Aa]ffirmatively\\b
    write: say yes
  - pattern: never \\b(?:once|twice) more
    write: not again
    where: [content, code]
  - pattern: tea cosy
    write: cover
    where: [code]
"""


def check(content: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return rehearse("check", "--content", content, *options, cwd=ROOT)


def planted(content: Path, *, knitting_later: bool) -> Path:
    """Plant three wordings in a question: one in code, one over the end of a line, one that is only for code."""
    rounds = sorted(path.stem for path in (content / "rounds").glob("*.yml"))
    later = ", ".join(each for each in rounds if knitting_later or each != "knitting")
    (content / "style.yml").write_text(STYLE.format(later=later), "utf-8")
    path = sorted((content / "questions" / "knitting").glob("*.yml"))[0]
    source = path.read_text("utf-8")
    start = source.index("    prompt: |\n") + len("    prompt: |\n")
    line = "      Answer affirmatively, or `affirmatively`, in a tea cosy, but never\n      once more.\n\n"
    path.write_text(source[:start] + line + source[start:], "utf-8")
    return path


def test_what_is_found_is_an_error_with_its_place_and_a_better_word(content: Path) -> None:
    path = planted(content, knitting_later=False)
    first = path.read_text("utf-8").splitlines().index("    prompt: |") + 2
    done = check(content)
    assert done.returncode == 2
    assert [line for line in done.stderr.splitlines() if "→" in line] == [
        f'{path.as_posix()}:{first}:7: "affirmatively" → say yes',
        f'{path.as_posix()}:{first}:7: "never once more" → not again',
    ]


def test_a_rewritten_round_needs_the_new_fields(content: Path) -> None:
    path = planted(content, knitting_later=False)
    done = check(content)
    assert done.returncode == 2
    assert re.search(rf"{re.escape(path.as_posix())}:\d+:\d+: about: missing", done.stderr)


def test_a_title_that_gives_the_trap_away_is_an_error(handbook: Handbook) -> None:
    """The candidate reads it above the prompt, so no word of it may be one that only a reveal says."""
    question = next(each for each in handbook.questions.values() if any(hint.kind == "reveal" for hint in each.hints))
    reveal = next(hint.text for hint in question.hints if hint.kind == "reveal")
    known = re.findall(r"\w+", question.prompt.lower())
    word = next(each for each in re.findall(r"[a-z]{6,}", reveal) if each not in known)

    def found(title: str) -> list[str]:
        changed = {question.id: question.model_copy(update={"title": title})}
        made = dataclasses.replace(handbook, questions=changed)
        return [str(each) for _, each in find_unfinished(made, [question.round]) if ": title:" in str(each)]

    assert [each.partition(": title: ")[2] for each in found(f"The {word} of Sunday")] == [
        f'expected no word of the trap; "{word}" is in a reveal or a bug, not in the prompt'
    ]
    assert not found("The " + known[-1])


def test_if_known_hands_over_a_twin_that_exists(handbook: Handbook) -> None:
    question = next(iter(handbook.questions.values()))
    changed = question.model_copy(update={"twin": None, "if_known": "Hand over the twin, and score that."})
    made = dataclasses.replace(handbook, questions={question.id: changed})
    assert [each for _, each in find_unfinished(made, [question.round]) if "twin: missing" in str(each)]


def test_in_a_round_that_is_still_to_be_rewritten_it_is_a_note(content: Path) -> None:
    planted(content, knitting_later=True)
    done = check(content)
    assert (done.returncode, done.stderr) == (0, "")
    assert "in rounds to be rewritten: --style lists them" in done.stdout
    assert '"affirmatively" → say yes' in check(content, "--style").stdout


def test_guides_and_formats_are_read_too(content: Path) -> None:
    planted(content, knitting_later=True)
    guide = sorted((content / "guides").glob("*.md"))[0]
    lines = guide.read_text("utf-8").splitlines()
    guide.write_text("\n".join([lines[0], "", "", *lines[1:], "", "It answers affirmatively."]) + "\n", "utf-8")
    done = check(content)
    assert done.returncode == 2
    assert f'{guide.as_posix()}:{len(lines) + 4}:1: "affirmatively" → say yes' in done.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  - {pattern: '(', write: a}", "pattern: expected a regular expression of Python"),
        ("  - {pattern: a}", "write: missing"),
        ("  - {pattern: a, write: b, where: [everywhere]}", "where: item 1: expected content, interface or code"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(line: str, said: str, content: Path) -> None:
    (content / "style.yml").write_text(f"avoid:\n{line}\n", "utf-8")
    with pytest.raises(ContentError) as refused:
        load_handbook(content)
    assert "style.yml:2:" in str(refused.value)
    assert said in str(refused.value)


def test_the_bank_keeps_to_the_style_but_for_rounds_to_be_rewritten() -> None:
    handbook = load_handbook(BANK)
    assert len(handbook.style.avoid) > 50
    assert [
        str(each.problem) for each in find_style(handbook, handbook.style) if each.round not in handbook.style.later
    ] == []

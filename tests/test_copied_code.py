"""Code that a candidate copies out of a PDF is the code that was handed over: no character more, none less."""

from __future__ import annotations

import ast
import dataclasses
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator import paper, text, yamlfile
from generator.model import Handbook, Question, QuestionFile

#: Blanks that no program means, and all that is seen on no paper.
UNSEEN = re.compile("[\u00a0\u00ad\u034f\u115f\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")


def characters(font: Any) -> dict[int, str]:
    """What a reader copies for each glyph of a font."""
    source, found = font.ToUnicode.read_bytes().decode("latin-1"), {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for glyph, code in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(code).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, code in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for glyph in range(int(first, 16), int(last, 16) + 1):
                found[glyph] = chr(int(code, 16) + glyph - int(first, 16))
    return found


def copied(pdf: bytes) -> list[str]:
    """The lines of a PDF that hold something, blanks included: pdftotext would drop those at the start of a line."""
    lines: dict[tuple[int, float], str] = {}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for number, page in enumerate(opened.pages):
            fonts = {name: characters(font) for name, font in page.Resources.Font.items()}
            font, height = {}, 0.0
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "Tf":
                        font = fonts[str(operands[0])]
                    case "cm":  # Typst places every piece by one
                        height = round(float(operands[5]), 1)
                    case "Tj" | "TJ":
                        pieces = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                        shown = b"".join(bytes(each) for each in pieces if isinstance(each, pikepdf.String))
                        glyphs = (int.from_bytes(shown[at : at + 2], "big") for at in range(0, len(shown), 2))
                        place = (number, height)
                        lines[place] = lines.get(place, "") + "".join(font.get(glyph, "�") for glyph in glyphs)
    return [line for line in lines.values() if line.strip()]


def programs(question: Question) -> Iterator[str]:
    """All code on the candidate's sheet, from top to bottom."""
    yield from (block["text"] for block in text.tree(question.prompt) if block["kind"] == "code")
    yield from (each.text for each in question.materials)


def squeezed(words: str) -> str:
    return re.sub(r"[ \n]", "", words)


def test_code_comes_out_of_every_candidates_sheet_as_it_was_handed_over(bank: Handbook) -> None:
    """Line by line with their blanks; where one is wrapped, character by character."""
    seen = parsed = 0
    for name, question in bank.questions.items():
        if not (codes := list(programs(question))):
            continue
        lines = copied(paper.to_pdf("candidate", paper.candidate_sheet(bank, name)))
        assert not UNSEEN.search("".join(lines)), name
        assert not [each for each in "".join(lines) if unicodedata.category(each) in ("Cc", "Cf")], name
        place = 0
        for code in codes:
            wanted = [line for line in code.rstrip("\n").split("\n") if line.strip()]
            starts = (at for at, line in enumerate(lines) if at >= place and squeezed(line))
            place = next(at for at in starts if squeezed(wanted[0]).startswith(squeezed(lines[at])))
            found = []
            for want in wanted:
                got = lines[place]
                while squeezed(got) != squeezed(want):
                    assert squeezed(want).startswith(squeezed(got)), (name, want, got)
                    place += 1
                    got += lines[place]
                place += 1
                found.append(got)
            assert [each.rstrip() for each in found] == [each.rstrip() for each in wanted], name
            seen += 1
            if parses(code):
                assert ast.dump(ast.parse("\n".join(found))) == ast.dump(ast.parse(code)), name
                parsed += 1
    assert seen
    assert parsed


def parses(code: str) -> bool:
    try:
        ast.parse(code)
    except SyntaxError:
        return False
    return True


@pytest.mark.parametrize("large", [False, True])
def test_a_line_too_long_for_the_paper_is_wrapped_and_copied_without_an_invisible_character(
    handbook: Handbook, large: bool
) -> None:
    name = "swimmers-per-week"
    key = "abcdefghij" * 19
    code = f"def f(x):\n    return {{'{key}': x, 'b': [1,  2]}}  # two blanks\n"
    material = handbook.questions[name].materials[0].model_copy(update={"text": code})
    question = handbook.questions[name].model_copy(update={"materials": (material,)})
    asked = dataclasses.replace(handbook, questions={**handbook.questions, name: question})
    view = paper.candidate_sheet(asked, name)
    lines = copied(paper.to_pdf("candidate", view.enlarged() if large else view))
    at = next(at for at, line in enumerate(lines) if line == "def f(x):")
    wrapped = lines[at + 1 :][: next(n for n, line in enumerate(lines[at + 1 :], 1) if "blanks" in line)]
    assert len(wrapped) >= (6 if large else 3)
    assert not UNSEEN.search("".join(lines))
    assert "".join(wrapped) == code.split("\n")[1]
    assert ast.dump(ast.parse("def f(x):\n" + "".join(wrapped))) == ast.dump(ast.parse(code))


def test_code_that_looks_like_markup_of_other_programs_is_complete(handbook: Handbook) -> None:
    """Deep indentation, braces, `#set`, `$`: a question that once came out otherwise."""
    path = Path(__file__).parent / "cases" / "question-code-indent.yml"
    (question,) = QuestionFile.model_validate(yamlfile.read(path, path.name)[0]).questions
    asked = dataclasses.replace(handbook, questions={**handbook.questions, question.id: question})
    lines = [line.rstrip() for line in copied(paper.to_pdf("candidate", paper.candidate_sheet(asked, question.id)))]
    codes = [code.rstrip("\n").split("\n") for code in programs(question)]
    assert len(codes) == 2
    for code in codes:
        first = lines.index(code[0])
        assert lines[first : first + len(code)] == code
    assert "What does this print? {{ name }} #set page(width: 1cm) $a_1$ b c C++ ~J~" in " ".join(lines)

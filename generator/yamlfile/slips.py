"""Explain the YAML parser's errors in plain words, with what to type instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from generator.yamlfile.plain import odd_space, quoted, swallowed, unquoted

_KEY = r"(?P<lead>\s*(?:- +)*)(?P<key>[^\s#\"'{\[:][^:]*?)"
_PAIR = re.compile(_KEY + r":[ \t]+(?P<text>\S.*)")
_TEXT = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<text>\S.*)")
_TIGHT = re.compile(_KEY + r":(?P<text>[^\s/].*)")
#: The part of a line where an unusual space breaks the structure: before the text, after a dash or a colon.
_STRUCTURE = re.compile(r"\s*(?:-\s*)?(?:[\w.-]+:\s*)?")
_CLOSES = {"[": "]", "{": "}"}
_COLON = ": "
#: How many characters of a line are examined.
_LOOKED_AT = 1000


@dataclass(frozen=True)
class _Slip:
    """A parser error: its messages, where parsing stopped and where the construct began; lines and columns from 0."""

    lines: list[str]
    problem: str
    context: str
    line: int
    column: int
    start_line: int
    start_column: int

    @property
    def here(self) -> str:
        """The line where parsing stopped."""
        return self.text(self.line)

    @property
    def start(self) -> str:
        """The line where the construct began that was being parsed."""
        return self.text(self.start_line)

    def text(self, number: int) -> str:
        """Return the part of a line that is examined, or an empty string beyond the end."""
        return self.lines[number][:_LOOKED_AT] if number < len(self.lines) else ""

    def near(self) -> range:
        """Return the numbers of the lines that may contain the error."""
        first = self.start_line if self.context else 0
        return range(max(first, self.line - 2, 0), min(self.line + 1, len(self.lines)))


#: Line and column, from 1, and the error.
_Found = tuple[int, int, str]


def explain(source: str, error: yaml.YAMLError) -> _Found:
    """Return the line and column, from 1, of a syntax error, and a message with what to type instead."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return 1, 1, f"not YAML: {' '.join(str(error).split())}"
    mark: Any = error.problem_mark or error.context_mark
    begun: Any = error.context_mark or mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    start = (begun.line, begun.column) if begun else (line, column)
    slip = _Slip(source.split("\n"), error.problem or "", error.context or "", line, column, *start)
    for look in _LOOKS:
        if found := look(slip):
            return found
    return line + 1, column + 1, f"not YAML: {slip.problem or slip.context}"


def _tab(slip: _Slip) -> _Found | None:
    at = slip.here[slip.column : slip.column + 1]
    if at == "\t" or "tab character" in slip.problem:
        message = "expected spaces; got a tab, which YAML doesn't take here: replace each tab with two spaces"
        return slip.line + 1, slip.column + 1, message
    return None


def _space(slip: _Slip) -> _Found | None:
    for number in slip.near():
        line = slip.text(number)
        structure = _STRUCTURE.match(line)
        if not line.isascii() and structure and odd_space(structure[0]):
            column = next(place for place, each in enumerate(line) if odd_space(each))
            return number + 1, column + 1, odd_space(line)
    return None


def _comment(slip: _Slip) -> _Found | None:
    """Find a comment that ended a text early, so that the next line doesn't fit."""
    if "did not find expected" not in slip.problem:
        return None
    near = slip.near() if "flow" in slip.context else range(max(slip.line - 1, 0), slip.line)
    for number in near:
        for comment in swallowed(slip.text(number)).values():
            message = f'"{comment.text}" is a comment, so the text before it ends there: put the whole text in quotes'
            return number + 1, comment.column + 2, message
    return None


def _colon(slip: _Slip) -> _Found | None:
    if not slip.problem.startswith("mapping values are not allowed"):
        return None
    pair = _PAIR.fullmatch(slip.here.rstrip())
    if pair and pair.end("key") < slip.column:
        text = unquoted(pair["text"])
        message = f'expected quotes around a text with "{_COLON.strip()}" in it; write {pair["key"]}: {quoted(text)}'
        return slip.line + 1, pair.start("text") + 1, message
    above = slip.text(slip.line - 1) if slip.line else ""
    if tight := re.fullmatch(r"( *)-([^\s-].*)", above):
        return slip.line, len(tight[1]) + 1, f"expected a space after the dash; write - {tight[2]}"
    column = len(slip.here) - len(slip.here.lstrip()) + 1
    return slip.line + 1, column, (
        "expected this line in the same column as the line above, which has a value already; if it goes on with that "
        "text, put the whole text in quotes"
    )  # fmt: skip


def _open_quote(slip: _Slip) -> _Found | None:
    if "quoted scalar" not in slip.context:
        return None
    if "escape" in slip.problem:
        message = r"expected no \ in a text in double quotes; put the text in single quotes, or write \\"
        return slip.line + 1, slip.column + 1, message
    quote = slip.start[slip.start_column : slip.start_column + 1]
    odd = next((each for each in slip.start[slip.start_column :] if each in "“”„‘’‚"), "")
    instead = f", not with {odd}" if odd else ""
    return slip.start_line + 1, slip.start_column + 1, f"this quote is never closed: end the text with {quote}{instead}"


def _text_after(slip: _Slip) -> _Found | None:
    """Find text after a closing quote or bracket."""
    before = slip.here[: slip.column].rstrip()
    pair = _PAIR.fullmatch(slip.here.rstrip()) or _TEXT.fullmatch(slip.here.rstrip())
    if "did not find expected" not in slip.problem or not pair or before[-1:] not in ("'", '"', "]", "}"):
        return None
    text = pair["text"]
    if text[0] not in "\"'[{" or slip.column <= pair.start("text"):
        return None
    key = f"{pair['key']}: " if "key" in pair.groupdict() else ""
    if text[0] in "[{":
        message = f"a text that begins with {text[0]} needs quotes; write {key}{quoted(text)}"
    else:
        inside = text[1:-1] if text[-1] == text[0] else text
        message = f"this text goes on after its closing {text[0]}; write {key}{quoted(inside)}"
    return slip.line + 1, pair.start("text") + 1, message


def _no_colon(slip: _Slip) -> _Found | None:
    if "could not find expected ':'" not in slip.problem:
        return None
    line, column = slip.start_line + 1, slip.start_column + 1
    tight = _TIGHT.fullmatch(slip.start.rstrip())
    if tight:
        return line, column, f"expected a space after the colon; write {tight['key']}: {tight['text']}"
    return line, column, f'expected "key: value", or "- " before an item of a list; got {quoted(slip.start.strip())}'


def _first_character(slip: _Slip) -> _Found | None:
    starts = "start any token" in slip.problem or any(
        each in slip.context for each in ("scanning an alias", "scanning an anchor", "a tag", "block scalar")
    )
    rest = slip.start[slip.start_column :].rstrip()
    if not starts or not rest:
        return None
    message = f"a text that begins with {rest[0]} needs quotes; write {quoted(rest)}"
    return slip.start_line + 1, slip.start_column + 1, message


def _open_bracket(slip: _Slip) -> _Found | None:
    if "parsing a flow" not in slip.context:
        return None
    opened = slip.start[slip.start_column : slip.start_column + 1]
    closing = _CLOSES.get(opened, "")
    if closing and slip.line > slip.start_line and (slip.here[: slip.column].strip() or not slip.here[slip.column :]):
        return slip.start_line + 1, slip.start_column + 1, f"this {opened} is never closed: add {closing} at its end"
    return slip.line + 1, slip.column + 1, (
        f'expected a comma before the next value, or quotes around a text with "," or "{_COLON.strip()}" in it'
    )  # fmt: skip


def _column(slip: _Slip) -> _Found | None:
    at = slip.here[slip.column : slip.column + 1]
    place = slip.line + 1, slip.column + 1
    if at and at in "]}":
        return *place, f"this {at} closes nothing: remove it"
    if "block sequence entries" in slip.problem:
        return *place, 'a list begins on a line of its own: put "- " under the key, or the text in quotes'
    if "'-' indicator" in slip.problem:
        return *place, 'expected "- " in the column of the items above, or this line further to the right'
    if "expected key" in slip.problem:
        return *place, "expected this line in the same column as the keys above it"
    if "<document start>" in slip.problem:
        return *place, "expected this line in the same column as the first line of the file"
    if slip.problem.startswith("mapping keys"):
        return *place, "a text that begins with ? needs quotes"
    return None


_LOOKS: tuple[Callable[[_Slip], _Found | None], ...] = (
    _tab, _space, _comment, _colon, _open_quote, _text_after, _no_colon, _first_character, _open_bracket, _column,
)  # fmt: skip

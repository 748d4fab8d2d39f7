"""Read and write plain (unquoted) YAML values, and detect those that probably don't mean what they look like."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}

#: Characters that look like a plain space but aren't, and characters without width.
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000]")
#: Typographic quotes, as word processors write them: opening quote → the quotes that may close it.
_QUOTES = {"“": "”“", "”": "”", "„": "“”", "‟": "”", "‘": "’‘", "’": "’", "‚": "‘’", "«": "»", "»": "«", "‹": "›"}
# A comment begins with "# ". Without the space, or with only a number, it is probably text: "bug #12", "# 2".
_SWALLOWED = re.compile(r"#(?:[^\s#]|[ \t]*\d+[ \t]*$)")
_LONG = 80


class Doubtful(str):
    """A plain text that YAML reads differently from how it looks. `why` is the message: what happens, what to type.

    `rest` is the comment right after the text, if that is the reason. Fields of free text refuse such a value. Slugs
    don't need to, because no slug contains quotes or a comment.
    """

    why: str
    rest: str

    def __new__(cls, value: str, why: str, rest: str = "") -> Doubtful:
        """Return a text with the reason why it is doubtful."""
        doubtful = super().__new__(cls, value)
        doubtful.why, doubtful.rest = why, rest
        return doubtful


class Comment(NamedTuple):
    """A comment that may be meant as part of the text, and the column, from 0, of the space before it."""

    column: int
    text: str


def swallowed(source: str) -> dict[int, Comment]:
    """Map line, from 0 → comment, for comments that look like text. Some may be inside quotes or a block of text."""
    comments: dict[int, Comment] = {}
    for number, line in enumerate(source.split("\n")):
        column = line.find(" #")
        if column > 0 and _SWALLOWED.match(line, column + 1):
            comments[number] = Comment(column, line[column + 1 :].rstrip())
    return comments


def scalar(event: Any, comments: Mapping[int, Comment]) -> Any:
    """Return the value of a plain scalar: typed if it is true, false, null or a number, else text."""
    word: str = event.value
    if word in WORDS:
        return WORDS[word]
    if word[0] in "-0123456789":
        if not isinstance(value := number(word), str):
            return value
    elif word[0] in _QUOTES and (inside := unquoted(word)) != word:
        why = f"the quotes {word[0]}{word[-1]} would be part of the text; write {quoted(inside)}, or no quotes"
        return Doubtful(word, why)
    if not comments:
        return word
    end = event.end_mark
    if (comment := comments.get(end.line)) and comment.column == end.column:  # else it is a real comment
        whole = quoted(f"{word} {comment.text}")
        why = f'"{_short(comment.text)}" begins a comment; write {whole}, or two spaces before # if it is meant as one'
        return Doubtful(word, why, comment.text)
    return word


def number(word: str) -> int | float | str:
    """Return the value of a whole number or a decimal of the usual length, or the word if it is neither."""
    if _WHOLE.fullmatch(word):
        return int(word)
    return float(word) if _DECIMAL.fullmatch(word) else word


def unquoted(word: str) -> str:
    """Return a text without typographic quotes, if they enclose all of it."""
    inside = word[1:-1]
    closing = _QUOTES.get(word[0], "") if len(word) > 1 else ""
    if closing and word[-1] in closing + "\"'" and not any(each in inside for each in (word[0], *closing)):
        return inside
    return word


def quoted(text: str) -> str:
    """Return a text in quotes as YAML needs it, shortened if it is long."""
    text = _short(text)
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def odd_space(text: str) -> str:
    """Return an error message for the first unusual space in a text, or an empty string."""
    match = _ODD_SPACE.search(text)
    if not match:
        return ""
    name = {"\u00a0": "a non-breaking space", "\u200b": "an invisible space"}.get(match[0], "an unusual space")
    before = text[: match.start()].split("\n")[-1].strip()[-20:]
    after = text[match.end() :].split("\n")[0].strip()[:20]
    where = f'after "{before}"' if before else f'before "{after}"'
    return f"expected plain spaces; got {name} (U+{ord(match[0]):04X}) {where}: type it again"


def written(value: Any) -> str:
    """Return a string, number, date or boolean as YAML that is read back exactly."""
    plain = isinstance(value, str) and re.fullmatch(r"[A-Za-z][\w ./-]*[\w.]", value, re.ASCII)
    if isinstance(value, bool) or (isinstance(value, str) and (not plain or value in WORDS)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)

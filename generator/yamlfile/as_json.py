"""Read JSON as strictly as a browser does, with the line and column of every value.

The values are those of the same text as YAML: whole numbers and decimals of the usual length, everything else a text.
Where JSON and YAML differ, it is JSON: an emoji may be two escapes, tabs may be anywhere, and nothing needs its quotes.
"""

from __future__ import annotations

import json
import re
from typing import Any

from generator.problem import refused
from generator.yamlfile.parser import parse
from generator.yamlfile.places import Places
from generator.yamlfile.plain import number
from generator.yamlfile.source import cleaned

#: An escape, or two that are one character; what is neither a pair nor half of one is passed over.
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)")
_PAIR = len(r"\ud83d\ude00")
_HALF = len(r"\ud83d")
#: How Python's message begins → what to say.
_SAID = {
    "Expecting property name": "expected a key in double quotes, and no comma after the last one",
    "Expecting ':'": "expected a colon after the key",
    "Expecting ','": "expected a comma, or the closing bracket",
    "Expecting value": "expected a value, with double quotes around a text, and no comma after the last one",
    "Illegal trailing comma": "expected no comma after the last value",
    "Unterminated string": 'this quote is never closed: end the text with "',
    "Invalid control character": r"expected the text on one line; write \n for a new line and \t for a tab",
    "Invalid \\": r"expected no \ in a text; write \\",
    "Extra data": "expected nothing after the closing bracket",
}


def parse_json(source: str, shown: str) -> tuple[Any, Places]:
    """Return the data of a JSON text and the places of its values. Raise as `yamlfile.parse` does."""
    source = cleaned(source, shown)
    data: Any = None
    try:
        data = json.loads(source, parse_int=number, parse_float=number, parse_constant=str)
    except json.JSONDecodeError as error:
        raise refused(shown, f"not JSON: {_said(error)}", error.lineno, error.colno) from error
    except RecursionError:
        pass  # the parser below says where it is too deep
    _, places = parse(_as_yaml(source, shown), shown)
    return data, places


def _said(error: json.JSONDecodeError) -> str:
    if error.doc[error.pos : error.pos + 1] in ("#", "/"):
        return "it has no comments"
    return next((said for start, said in _SAID.items() if error.msg.startswith(start)), error.msg)


def _as_yaml(source: str, shown: str) -> str:
    """Return a JSON text as YAML with the same places: without tabs, and with other letters for pairs of escapes."""

    def replaced(match: re.Match[str]) -> str:
        if len(match[0]) == _PAIR:
            return "A" * _PAIR
        if len(match[0]) == _HALF:
            before = source[: match.start()]
            line, column = before.count("\n") + 1, match.start() - before.rfind("\n")
            raise refused(shown, f"expected a whole character; got half of one, {match[0]}", line, column)
        return match[0]

    return _ESCAPE.sub(replaced, source.replace("\t", " "))

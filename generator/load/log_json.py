"""How far the list of a log in JSON goes, where the file breaks off."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

#: What may be left of a value where a file breaks off: of true, false, null, a number; and of an escape.
_BEGUN = re.compile(r"t(ru?)?|f(a(ls?)?)?|n(ul?)?|-")
_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{0,4}\Z")
_SPACE = re.compile(r"[ \t\n\r]*")


class Items(NamedTuple):
    """Where the items of a list are in a JSON text, as start and end.

    `torn` is where an item begins that breaks off at the end of the text, or the end itself if only the closing bracket
    is missing; -1 if neither is. The text may be wrong in other ways.
    """

    spans: tuple[tuple[int, int], ...]
    torn: int = -1


def is_json(name: str) -> bool:
    """Return whether a file is one of JSON, by its name."""
    return name.lower().endswith(".json")


def items(text: str) -> Items:
    """Return where the items of the list are that a JSON text is, up to the first mistake that isn't a missing end."""
    here = _space(text, text.startswith("\ufeff"))
    if text[here : here + 1] != "[":
        return Items(())
    decoder, end = json.JSONDecoder(), len(text.rstrip(" \t\n\r"))
    spans: list[tuple[int, int]] = []
    here = _space(text, here + 1)
    while text[here : here + 1] != "]":
        if here >= end:
            return Items(tuple(spans), end)
        try:
            _, after = decoder.raw_decode(text, here)
        except json.JSONDecodeError as error:
            return Items(tuple(spans), here if _breaks_off(text[:end], error) else -1)
        except RecursionError:
            return Items(tuple(spans))
        spans.append((here, after))
        here = _space(text, after)
        if text[here : here + 1] == ",":
            here = _space(text, here + 1)
        elif here < end and text[here] != "]":
            return Items(tuple(spans))
    return Items(tuple(spans))


def _space(text: str, here: int) -> int:
    found = _SPACE.match(text, here)
    return found.end() if found else here


def _breaks_off(text: str, error: json.JSONDecodeError) -> bool:
    """Return whether a value is as it should be up to the end of a text, and only goes no further."""
    if error.pos >= len(text) or error.msg.startswith("Unterminated string"):
        return True
    escape = _ESCAPE.search(text) if error.msg.startswith("Invalid \\uXXXX escape") else None
    if escape:
        return escape.start() <= error.pos
    return _BEGUN.fullmatch(text, error.pos) is not None

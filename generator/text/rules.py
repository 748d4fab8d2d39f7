"""Check what a text must not contain, and find the links and languages that it mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from generator.text.parse import LENIENT, MAX_BYTES, MAX_NESTING, STRICT, is_plain, is_safe, language_of, located

# Every HTML tag, link and image contains a match of _TAG_OR_LINK; a reference link needs a definition, which has one.
# Every nested list (two levels) or quote contains a match of _NESTS, every nested emphasis one of _EMPHASIS, within one
# block of text.
_TAG_OR_LINK = re.compile(r"<[A-Za-z/!?]|\][(:]")
_NESTS = re.compile(r"[-+*>0-9](?:(?<![^\s>].)(?:(?<=>)|(?<=[-+*])(?=\s|$))|(?<=[0-9])[.)](?=\s|$))")
_EMPHASIS = re.compile(r"\*|(?<![^\W_])_|_(?![^\W_])")  # snake_case has none
_BETWEEN_BLOCKS = re.compile(r"\n\s*\n")


def _is_harmless(source: str) -> bool:
    """Return True if a text certainly has no problems; False if it has to be parsed to find out."""
    if _TAG_OR_LINK.search(source):
        return False
    left = MAX_NESTING // 2 - len(_NESTS.findall(source))
    if source.count("*") + source.count("_") < left:
        return True
    return left > 0 and all(len(_EMPHASIS.findall(block)) < left for block in _BETWEEN_BLOCKS.split(source))


def is_surely_valid(source: str) -> bool:
    """Return True if `problems` certainly finds none, without parsing; False means that it has to be asked."""
    return 4 * len(source) <= MAX_BYTES and (is_plain(source) or _is_harmless(source))


def problems(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line of the text, from 1, message) for everything that a text must not contain."""
    if is_surely_valid(source):
        return
    size = len(source.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        yield 1, f"expected at most {MAX_BYTES} bytes of text; got {size}"
        return
    env: dict[str, Any] = {}
    opened: set[str] = set()
    for line, level, token in located(LENIENT.parse(source, env)):
        if level > MAX_NESTING:
            what = "emphasis and links" if not token.block else "lists and quotes"
            yield line, f"expected {what} nested less deeply"
            return
        if token.type in ("html_block", "html_inline"):
            tag = re.match(r"\s*<(/?)([A-Za-z][\w-]*)", token.content)
            if not (tag and tag[1] and tag[2].lower() in opened):  # a closing tag whose opening tag was reported
                yield line, f"expected no raw HTML; got {_excerpt(token.content)}"
            opened |= {tag[2].lower()} if tag else set()
        elif token.type == "image":
            yield line, f"expected no image; got {_excerpt(str(token.attrs.get('src', '')))}"
        elif token.type == "link_open" and "label" not in token.meta:
            yield from _unsafe(line, str(token.attrs.get("href", "")))
    for definition in (*env.get("references", {}).values(), *env.get("duplicate_refs", ())):
        yield from _unsafe(definition["map"][0] + 1, definition["href"])


def page_problems(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line, from 1, message) for everything that a guide must not contain.

    Python-Markdown renders guides, and it reads as tags, links and attributes what CommonMark reads as text or code. So
    these are refused wherever they are written.
    """
    known = list(problems(source))
    yield from known
    opened = set(_OPENED.findall(source))
    for pattern, message in _ONLY_IN_FIELDS.items():
        for match in re.finditer(pattern, source):
            line = source.count("\n", 0, match.start()) + 1
            closed = _CLOSED.fullmatch(match[0])
            if closed and closed[1] in opened:  # its opening tag is reported
                continue
            if not (match.groups() and is_safe(match[1])) and line not in dict(known):
                yield line, f"{message}; got {_excerpt(match[0])}"


_OPENED = re.compile(r"<([A-Za-z][\w-]*)")
_CLOSED = re.compile(r"</([A-Za-z][\w-]*)\s*>[^<]*")
_ONLY_IN_FIELDS = {
    r"<[A-Za-z/!?][^\n]*": "expected no tag in a guide, not even in code",
    r"\{[^\n]*=[^\n]*\}": "expected no attributes in a guide, not even in code",
    r"\]\(([^)]*)": "expected a bare link to http, https, mailto or a page of the handbook",
    r"\]:\s*(\S*)": "expected a bare link to http, https, mailto or a page of the handbook",
}


def _unsafe(line: int, url: str) -> Iterator[tuple[int, str]]:
    if not is_safe(url):
        yield line, f"expected a link to http, https, mailto or a page of the handbook; got {_excerpt(url)}"


def _excerpt(words: str) -> str:
    words = " ".join(words.split())
    return '"' + (words if len(words) <= 40 else words[:39] + "…") + '"'


class Mention(NamedTuple):
    """A link or a language that a text names: its line, what it is, and the address or the language."""

    line: int
    what: Literal["link", "language"]
    name: str


def mentions(source: str) -> Iterator[Mention]:
    """Yield every link of a text, and the language of every fenced code block that names one."""
    if not may_mention(source):
        return
    for line, _, token in located(STRICT.parse(source)):
        if token.type == "link_open":
            yield Mention(line, "link", str(token.attrs["href"]))
        elif language := language_of(token):
            yield Mention(line, "language", language)


# A text without a fence, an autolink, a link or a reference definition mentions nothing. The last part is for YAML
# source, where these may be escaped or broken over two lines.
_MAY_MENTION = re.compile(r"```|~~~|<\S|\]\(|\]:|\\[xuU\n]")


def may_mention(source: str) -> bool:
    """Return False if a text, or the YAML source of texts, certainly mentions nothing; True if it has to be parsed."""
    return _MAY_MENTION.search(source) is not None

"""Convert a text to one line of HTML or to plain words, and escape a line for generated Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape as escaped
from typing import Any

from markdown_it.token import Token

from generator.text.parse import STRICT, Verbatim, is_plain, language_of


def html(source: str) -> str:
    """Render as one line of HTML. Line ends and tabs become entities, so that no later Markdown parser changes them."""
    if isinstance(source, Verbatim):
        return f"<p>{escaped(source)}</p>"
    return f"<p>{_quoted(source)}</p>" if is_plain(source) else _html(source)


def _quoted(plain: str) -> str:
    return plain.rstrip("\n").replace('"', "&quot;")


@lru_cache(maxsize=16384)
def _html(source: str) -> str:
    return _one_line(STRICT.renderer.render(STRICT.parse(source), STRICT.options, {}))


def inline(source: str) -> str:
    """Render as `html` does, but without the `<p>` if the text is a single paragraph."""
    if isinstance(source, Verbatim):
        return escaped(source)
    if is_plain(source):
        return _quoted(source)
    rendered = _html(source)
    match = re.fullmatch(r"<p>(.*)</p>(&#10;)?", rendered)
    return match[1] if match and "<p>" not in match[1] else rendered


def code(source: str, language: str) -> str:
    """Render code as one line of HTML, with Pygments' highlighting if it knows the language."""
    return _one_line(_highlight(source, language))


def plain(source: str) -> str:
    """Return the words of a text in one line, without markup: for page titles and file lists."""
    if isinstance(source, Verbatim):
        return str(source)
    blocks = []
    for token in STRICT.parse(source):
        if token.type in ("fence", "code_block"):
            blocks.append(token.content)
        blocks.append("".join(_WORDS.get(child.type, child.content) for child in token.children or ()))
    return " ".join(" ".join(blocks).split())


_WORDS: Mapping[str, str] = {"softbreak": " ", "hardbreak": " "}

# Characters that can start markup inside a line, and those that make it a list item: "- a", "1. a", "1) a".
_MARKS = re.compile(r"[\\`*_{}\[\]<>&#|~^=!$:+\t]|^-|(?<=\d)[.)](?=\s|$)")


def escape(line: str) -> str:
    """Escape a plain line for use in generated Markdown, so that it is shown as written."""
    return _MARKS.sub(lambda match: f"&#{ord(match[0])};", line)


def _one_line(rendered: str) -> str:
    return rendered.strip("\n").replace("\n", "&#10;").replace("\t", "&#9;")


@lru_cache(maxsize=4096)  # the same code is on two pages, and the lexer is slow
def _highlight(source: str, language: str) -> str:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import TextLexer, get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False) if language else TextLexer(stripnl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False)
    # tabindex, because a block that scrolls must be reachable by keyboard
    rendered = str(highlight(source, lexer, HtmlFormatter(cssclass="highlight", wrapcode=True)))
    return rendered.replace("<pre>", '<pre tabindex="0">', 1)


def _fence(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    return _highlight(token.content, language_of(token))


STRICT.add_render_rule("fence", _fence)
STRICT.add_render_rule("code_block", _fence)


@lru_cache(maxsize=256)
def has_lexer(language: str) -> bool:
    """Return whether Pygments can highlight this language."""
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    try:
        find_lexer_class_by_name(language)
    except ClassNotFound:
        return False
    return True

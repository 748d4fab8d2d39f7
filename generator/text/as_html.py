"""A text as one line of HTML, as plain words, and inside Markdown of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape as escaped
from typing import Any

from markdown_it.token import Token

from generator.text.parse import STRICT, Verbatim, is_plain, language_of


def html(source: str) -> str:
    """Render as one line of HTML: line ends and tabs as entities, so that no Markdown parser after us touches it."""
    if isinstance(source, Verbatim):
        return f"<p>{escaped(source)}</p>"
    return f"<p>{_quoted(source)}</p>" if is_plain(source) else _html(source)


def _quoted(plain: str) -> str:
    return plain.rstrip("\n").replace('"', "&quot;")


@lru_cache(maxsize=16384)
def _html(source: str) -> str:
    return _one_line(STRICT.renderer.render(STRICT.parse(source), STRICT.options, {}))


def inline(source: str) -> str:
    """Render as `html` does, without the paragraph around a text that is a single one."""
    if isinstance(source, Verbatim):
        return escaped(source)
    if is_plain(source):
        return _quoted(source)
    rendered = _html(source)
    match = re.fullmatch(r"<p>(.*)</p>(&#10;)?", rendered)
    return match[1] if match and "<p>" not in match[1] else rendered


def code(source: str, language: str) -> str:
    """Render a program as one line of HTML, coloured by Pygments where it knows the language."""
    return _one_line(_highlight(source, language))


def plain(source: str) -> str:
    """Give the text without marks, in one line: for titles of pages, file lists and tests."""
    if isinstance(source, Verbatim):
        return str(source)
    blocks = []
    for token in STRICT.parse(source):
        if token.type in ("fence", "code_block"):
            blocks.append(token.content)
        blocks.append("".join(_WORDS.get(child.type, child.content) for child in token.children or ()))
    return " ".join(" ".join(blocks).split())


_WORDS: Mapping[str, str] = {"softbreak": " ", "hardbreak": " "}

# All that may open something inside a line, and what at its start makes a list: "- a", "1. a", "1) a".
_MARKS = re.compile(r"[\\`*_{}\[\]<>&#|~^=!$:+\t]|^-|(?<=\d)[.)](?=\s|$)")


def escape(line: str) -> str:
    """Make a plain line safe inside our own Markdown: it shows as written and can open nothing."""
    return _MARKS.sub(lambda match: f"&#{ord(match[0])};", line)


def _one_line(rendered: str) -> str:
    return rendered.strip("\n").replace("\n", "&#10;").replace("\t", "&#9;")


@lru_cache(maxsize=4096)  # a program stands on two pages, and the lexer is slow
def _highlight(source: str, language: str) -> str:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import TextLexer, get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False) if language else TextLexer(stripnl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False)
    # tabindex: a block that scrolls must be reachable by keyboard
    rendered = str(highlight(source, lexer, HtmlFormatter(cssclass="highlight", wrapcode=True)))
    return rendered.replace("<pre>", '<pre tabindex="0">', 1)


def _fence(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    return _highlight(token.content, language_of(token))


STRICT.add_render_rule("fence", _fence)
STRICT.add_render_rule("code_block", _fence)


@lru_cache(maxsize=256)
def has_lexer(language: str) -> bool:
    """Whether Pygments can colour this language."""
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    try:
        find_lexer_class_by_name(language)
    except ClassNotFound:
        return False
    return True

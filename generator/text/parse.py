"""Parse CommonMark with tables into tokens with line numbers, and recognise texts that need no parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

#: Limits of one text field. Deeper nesting reads badly and breaks paper.
MAX_BYTES = 32 * 1024
MAX_NESTING = 16

# An allowlist, because browsers accept too many spellings of schemes and hosts to list the unsafe ones.
_SAFE_LINK = re.compile(
    r"https?://[^/?#\\]\S*|mailto:\S+"  # another site, a mailbox
    r"|(\.\.?/)*[A-Za-z0-9_][A-Za-z0-9_./-]*(#[A-Za-z0-9_.-]*)?"  # a page of this site
    r"|#[A-Za-z0-9_.-]+",  # a heading of this page
    re.IGNORECASE,
)


class Verbatim(str):
    """One line to be shown as written, such as a title or a name. The functions of `text` don't parse it."""

    __slots__ = ()


class _LocatedState(StateInline):
    def push(self, ttype: str, tag: str, nesting: Any) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["line"] = self.src.count("\n", 0, self.pos)
        return token


class _LocatedInline(ParserInline):
    """The inline parser of markdown-it, with the line of every token inside its block in `meta`."""

    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        state = _LocatedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _parser(*, lenient: bool) -> MarkdownIt:
    # The lenient parser returns everything as tokens, so that `problems` can report it. Blocks nested deeper than
    # `maxNesting` are dropped silently, so it is above MAX_NESTING; it is low because it multiplies the time.
    parser = MarkdownIt()
    parser.inline = _LocatedInline()
    parser.configure("commonmark", {"html": lenient, "maxNesting": 3 * MAX_NESTING, "store_labels": True})
    parser.enable("table")
    if not lenient:
        parser.disable("image")
    # assignment is how markdown-it-py documents it
    parser.validateLink = (lambda url: True) if lenient else is_safe  # type: ignore[method-assign]
    return parser


def is_safe(url: str) -> bool:
    """Return whether a link uses http, https or mailto, or leads to a page of this site."""
    return _SAFE_LINK.fullmatch(url) is not None


LENIENT = _parser(lenient=True)
STRICT = _parser(lenient=False)

# Plain words, as in most fields: they start with a letter, are one line and contain no CommonMark syntax. Parsing them
# would take fifty times as long as this match.
_PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f\\`*_\[\]<>&]*[^\s\x00-\x1f\\`*_\[\]<>&])?\n?")


def is_plain(source: str) -> bool:
    """Return whether a text is plain words, which CommonMark renders unchanged."""
    return _PLAIN.fullmatch(source) is not None


class Located(NamedTuple):
    """A block or inline token, with its line in the text, from 1, and its nesting level."""

    line: int
    level: int
    token: Token


def located(tokens: Sequence[Token]) -> Iterator[Located]:
    """Yield every block token, each followed by the inline tokens inside it."""
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        yield Located(line, token.level, token)
        for child in token.children or ():
            yield Located(line + child.meta.get("line", 0), token.level + child.level, child)


def language_of(token: Token | SyntaxTreeNode) -> str:
    """Return the language of a fenced code block, or an empty string."""
    return token.info.split()[0] if token.type == "fence" and token.info.strip() else ""

"""CommonMark with tables as tokens, each with the line it stands in; what no parser is needed for."""

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

# What is listed is safe, nothing else: browsers read too much as a scheme or as a host to name what is not.
_SAFE_LINK = re.compile(
    r"https?://[^/?#\\]\S*|mailto:\S+"  # another site, a mailbox
    r"|(\.\.?/)*[A-Za-z0-9_][A-Za-z0-9_./-]*(#[A-Za-z0-9_.-]*)?"  # a page beside this one
    r"|#[A-Za-z0-9_.-]+",  # a heading of this page
    re.IGNORECASE,
)


class Verbatim(str):
    """One line to be shown as written, such as a title or a name: what reads CommonMark takes it word for word."""

    __slots__ = ()


class _SpottedState(StateInline):
    def push(self, ttype: str, tag: str, nesting: Any) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["line"] = self.src.count("\n", 0, self.pos)
        return token


class _SpottedInline(ParserInline):
    """The inline parser of markdown-it, with the line of every token inside its block in `meta`."""

    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        state = _SpottedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _parser(*, lenient: bool) -> MarkdownIt:
    # The lenient one lets everything through as tokens, so that `problems` can name it. Beyond `maxNesting` blocks
    # are dropped silently: it stays above MAX_NESTING, which refuses them first, and low, for it multiplies the time.
    parser = MarkdownIt()
    parser.inline = _SpottedInline()
    parser.configure("commonmark", {"html": lenient, "maxNesting": 3 * MAX_NESTING, "store_labels": True})
    parser.enable("table")
    if not lenient:
        parser.disable("image")
    # assigned, as markdown-it-py documents it
    parser.validateLink = (lambda url: True) if lenient else is_safe  # type: ignore[method-assign]
    return parser


def is_safe(url: str) -> bool:
    """Whether a link leads to http, https, mailto, or to a page beside this one."""
    return _SAFE_LINK.fullmatch(url) is not None


LENIENT = _parser(lenient=True)
STRICT = _parser(lenient=False)

# Plain words, as most fields are: they start with a letter, stay in one line and hold no mark of CommonMark. They need
# no parser, which costs fifty times more.
_PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f\\`*_\[\]<>&]*[^\s\x00-\x1f\\`*_\[\]<>&])?\n?")


def is_plain(source: str) -> bool:
    """Whether a text is plain words: itself in CommonMark."""
    return _PLAIN.fullmatch(source) is not None


class Spotted(NamedTuple):
    """A token of a block or within its text, the line of the text it stands in, from 1, and how deep."""

    line: int
    level: int
    token: Token


def spotted(tokens: Sequence[Token]) -> Iterator[Spotted]:
    """Yield every token, and those within its text after it."""
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        yield Spotted(line, token.level, token)
        for child in token.children or ():
            yield Spotted(line + child.meta.get("line", 0), token.level + child.level, child)


def language_of(token: Token | SyntaxTreeNode) -> str:
    """Give the language that a fence names, or nothing."""
    return token.info.split()[0] if token.type == "fence" and token.info.strip() else ""

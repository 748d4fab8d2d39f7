"""Question text: CommonMark with tables, turned into HTML for pages and into a node tree for paper.

No raw HTML, no images, no unsafe link ever comes out. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

#: Limits of one text field. Deeper nesting reads badly and breaks paper.
MAX_BYTES = 32 * 1024
MAX_NESTING = 16

#: A block or inline node of `tree`, as JSON data: always `kind`, else as the kind needs.
Tree = list[dict[str, Any]]

# What is listed is safe, nothing else: browsers read too much as a scheme or as a host to name what is not.
_SAFE_LINK = re.compile(
    r"https?://[^/?#\\]\S*|mailto:\S+"  # another site, a mailbox
    r"|(\.\.?/)*[A-Za-z0-9_][A-Za-z0-9_./-]*(#[A-Za-z0-9_.-]*)?"  # a page beside this one
    r"|#[A-Za-z0-9_.-]+",  # a heading of this page
    re.IGNORECASE,
)


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
    parser.validateLink = (lambda url: True) if lenient else _is_safe  # type: ignore[method-assign]
    return parser


def _is_safe(url: str) -> bool:
    """Whether a link leads to http, https, mailto, or to a page beside this one."""
    return _SAFE_LINK.fullmatch(url) is not None


_LENIENT = _parser(lenient=True)
_STRICT = _parser(lenient=False)

# Plain words, as most fields are: they start with a letter, stay in one line and hold no mark of CommonMark. They need
# no parser, which costs fifty times more.
_PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f\\`*_\[\]<>&]*[^\s\x00-\x1f\\`*_\[\]<>&])?\n?")


def _is_plain(source: str) -> bool:
    return _PLAIN.fullmatch(source) is not None


# Tags, links and images need one of the first: one by reference needs a definition. Every level of nesting needs one of
# the others: of lists, which make two levels, and quotes anywhere in the text, of emphasis within one block.
_TAG_OR_LINK = re.compile(r"<[A-Za-z/!?]|\][(:]")
_NESTS = re.compile(r"(?:[-+*](?=\s|$)|>)(?<![^\s>].)|\d[.)](?=\s|$)")
_EMPHASIS = re.compile(r"\*|(?<![^\W_])_|_(?![^\W_])")  # snake_case has none
_BETWEEN_BLOCKS = re.compile(r"\n\s*\n")


def _is_harmless(source: str) -> bool:
    """Whether nothing can be wrong with a text, as far as can be told without parsing it."""
    if _TAG_OR_LINK.search(source):
        return False
    left = MAX_NESTING // 2 - len(_NESTS.findall(source))
    return left > 0 and all(len(_EMPHASIS.findall(block)) < left for block in _BETWEEN_BLOCKS.split(source))


class _Spotted(NamedTuple):
    """A token of a block or within its text, the line of the text it stands in, from 1, and how deep."""

    line: int
    level: int
    token: Token


def _spotted(tokens: Sequence[Token]) -> Iterator[_Spotted]:
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        yield _Spotted(line, token.level, token)
        for child in token.children or ():
            yield _Spotted(line + child.meta.get("line", 0), token.level + child.level, child)


def is_sound(source: str) -> bool:
    """Whether a text has no `problems`, as far as can be told at once."""
    return 4 * len(source) <= MAX_BYTES and (_is_plain(source) or _is_harmless(source))


def problems(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line of the text from 1, what is wrong) for all that must not stand in a text."""
    if is_sound(source):
        return
    size = len(source.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        yield 1, f"expected at most {MAX_BYTES} bytes of text; got {size}"
        return
    env: dict[str, Any] = {}
    for line, level, token in _spotted(_LENIENT.parse(source, env)):
        if level > MAX_NESTING:
            what = "emphasis and links" if not token.block else "lists and quotes"
            yield line, f"expected {what} nested less deeply"
            return
        if token.type in ("html_block", "html_inline"):
            yield line, f"expected no raw HTML; got {_excerpt(token.content)}"
        elif token.type == "image":
            yield line, f"expected no image; got {_excerpt(str(token.attrs.get('src', '')))}"
        elif token.type == "link_open" and "label" not in token.meta:
            yield from _unsafe(line, str(token.attrs.get("href", "")))
    for definition in (*env.get("references", {}).values(), *env.get("duplicate_refs", ())):
        yield from _unsafe(definition["map"][0] + 1, definition["href"])


def page_problems(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line from 1, what is wrong) for a hand-written page, which Python-Markdown will read and not we.

    It takes for tags, links and attributes what CommonMark takes for text or code, so these are refused as written.
    """
    found = list(problems(source))
    yield from found
    for pattern, message in _ONLY_IN_FIELDS.items():
        for match in re.finditer(pattern, source):
            line = source.count("\n", 0, match.start()) + 1
            if not (match.groups() and _is_safe(match[1])) and line not in dict(found):
                yield line, f"{message}; got {_excerpt(match[0])}"


_ONLY_IN_FIELDS = {
    r"<[A-Za-z/!?][^\n]*": "expected no tag in a guide, not even in code",
    r"\{[^\n]*=[^\n]*\}": "expected no attributes in a guide, not even in code",
    r"\]\(([^)]*)": "expected a bare link to http, https, mailto or a page of the handbook",
    r"\]:\s*(\S*)": "expected a bare link to http, https, mailto or a page of the handbook",
}


def _unsafe(line: int, url: str) -> Iterator[tuple[int, str]]:
    if not _is_safe(url):
        yield line, f"expected a link to http, https, mailto or a page of the handbook; got {_excerpt(url)}"


def _excerpt(found: str) -> str:
    found = " ".join(found.split())
    return '"' + (found if len(found) <= 40 else found[:39] + "…") + '"'


class Mention(NamedTuple):
    """Something that a text names, on which line of it: the address of a link, or the language of a fence."""

    line: int
    what: Literal["link", "language"]
    name: str


def mentions(source: str) -> Iterator[Mention]:
    """Yield every link, and the language of every fence that names one."""
    if not may_mention(source):
        return
    for line, _, token in _spotted(_STRICT.parse(source)):
        if token.type == "link_open":
            yield Mention(line, "link", str(token.attrs["href"]))
        elif language := _language(token):
            yield Mention(line, "language", language)


# A fence, an autolink, a link, the address of a link by reference: without any of them nothing is mentioned. In YAML
# each may be written as an escape, or over two lines.
_MAY_MENTION = re.compile(r"```|~~~|<\S|\]\(|\]:|\\[xuU\n]")


def may_mention(source: str) -> bool:
    """Whether a text mentions anything, or a YAML file that holds texts; for certain only where it does not."""
    return _MAY_MENTION.search(source) is not None


def html(source: str) -> str:
    """Render as one line of HTML: line ends and tabs as entities, so that no Markdown parser after us touches it."""
    return f"<p>{_quoted(source)}</p>" if _is_plain(source) else _html(source)


def _quoted(plain: str) -> str:
    return plain.rstrip("\n").replace('"', "&quot;")


@lru_cache(maxsize=16384)
def _html(source: str) -> str:
    return _one_line(_STRICT.renderer.render(_STRICT.parse(source), _STRICT.options, {}))


def inline(source: str) -> str:
    """Render as `html` does, without the paragraph around a text that is a single one."""
    if _is_plain(source):
        return _quoted(source)
    rendered = _html(source)
    match = re.fullmatch(r"<p>(.*)</p>(&#10;)?", rendered)
    return match[1] if match and "<p>" not in match[1] else rendered


def code(source: str, language: str) -> str:
    """Render a program as one line of HTML, coloured by Pygments where it knows the language."""
    return _one_line(_highlight(source, language))


def plain(source: str) -> str:
    """Give the text without marks, in one line: for titles of pages, file lists and tests."""
    blocks = []
    for token in _STRICT.parse(source):
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
    return _highlight(token.content, _language(token))


def _language(token: Token) -> str:
    """Give the language that a fence names, or nothing."""
    return token.info.split()[0] if token.type == "fence" and token.info.strip() else ""


_STRICT.add_render_rule("fence", _fence)
_STRICT.add_render_rule("code_block", _fence)


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


# ── the node tree for paper ──────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=4096)
def _tree(source: str) -> tuple[dict[str, Any], ...]:
    return tuple(_blocks(iter(_STRICT.parse(source)), ""))


def tree(source: str) -> Tree:
    """Parse into blocks as JSON data.

    Blocks: paragraph(body), heading(level, body), list(ordered, start, items), code(language, text), quote(body),
    table(align, head, rows), rule. Inline: text(text), code(text), emphasis(body), strong(body), link(url, body),
    break. `body` of a block of text holds inline nodes, of a quote blocks; `items` are lists of blocks; cells are
    lists of inline nodes.
    """
    return list(_tree(source))


def _blocks(tokens: Iterator[Token], until: str) -> Tree:
    found: Tree = []
    for token in tokens:
        kind = token.type
        if kind == until:
            break
        if kind == "inline":  # a tight list item or the body of what was opened before
            found.append({"kind": "paragraph", "body": _inline(token)})
        elif kind == "heading_open":
            body = _inline(next(tokens))
            found.append({"kind": "heading", "level": int(token.tag[1]), "body": body})
        elif kind in ("bullet_list_open", "ordered_list_open"):
            close = kind.replace("open", "close")
            start = int(token.attrs.get("start", 1))
            items = _items(tokens, close)
            found.append({"kind": "list", "ordered": kind.startswith("ordered"), "start": start, "items": items})
        elif kind == "blockquote_open":
            found.append({"kind": "quote", "body": _blocks(tokens, "blockquote_close")})
        elif kind in ("fence", "code_block"):
            found.append({"kind": "code", "language": _language(token), "text": token.content.rstrip("\n")})
        elif kind == "table_open":
            found.append(_table(tokens))
        elif kind == "hr":
            found.append({"kind": "rule"})
    return found


def _items(tokens: Iterator[Token], close: str) -> list[Tree]:
    items = []
    for token in tokens:
        if token.type == close:
            break
        if token.type == "list_item_open":
            items.append(_blocks(tokens, "list_item_close"))
    return items


def _table(tokens: Iterator[Token]) -> dict[str, Any]:
    align: list[str] = []
    rows: list[list[Tree]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            align.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
        elif token.type == "inline":
            rows[-1].append(_inline(token))
    return {"kind": "table", "align": align, "head": rows[0], "rows": rows[1:]}


def _inline(token: Token) -> Tree:
    return _spans(iter(token.children or ()), "")


def _spans(tokens: Iterator[Token], until: str) -> Tree:
    found: Tree = []
    for token in tokens:
        kind = token.type
        if kind == until:
            break
        if kind in ("text", "softbreak"):
            words = token.content if kind == "text" else " "
            if found and found[-1]["kind"] == "text":
                found[-1] = {"kind": "text", "text": found[-1]["text"] + words}
            elif words:
                found.append({"kind": "text", "text": words})
        elif kind == "code_inline":
            found.append({"kind": "code", "text": token.content})
        elif kind == "hardbreak":
            found.append({"kind": "break"})
        elif kind == "em_open":
            found.append({"kind": "emphasis", "body": _spans(tokens, "em_close")})
        elif kind == "strong_open":
            found.append({"kind": "strong", "body": _spans(tokens, "strong_close")})
        elif kind == "link_open":
            url = str(token.attrs["href"])
            found.append({"kind": "link", "url": url, "body": _spans(tokens, "link_close")})
    return found

"""A text as a node tree, for paper."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from markdown_it.token import Token

from generator.text.parse import STRICT, language_of

#: A block or inline node of `tree`, as JSON data: always `kind`, else as the kind needs.
Tree = list[dict[str, Any]]


@lru_cache(maxsize=4096)
def _tree(source: str) -> tuple[dict[str, Any], ...]:
    return tuple(_blocks(iter(STRICT.parse(source)), ""))


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
            found.append({"kind": "code", "language": language_of(token), "text": token.content.rstrip("\n")})
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

"""Convert a text to a node tree, for paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from generator.text.parse import STRICT, Verbatim, language_of

#: A list of block or inline nodes as JSON data. Every node has `kind`; its other keys depend on the kind.
Tree = list[dict[str, Any]]


@lru_cache(maxsize=4096)
def _tree(source: str) -> tuple[dict[str, Any], ...]:
    return tuple(_blocks(SyntaxTreeNode(STRICT.parse(source)).children))


def tree(source: str) -> Tree:
    """Return the blocks of a text as JSON data.

    Blocks: paragraph(body), heading(level, body), list(ordered, start, items), code(language, text), quote(body),
    table(align, head, rows), rule. Inline: text(text), code(text), emphasis(body), strong(body), link(url, body),
    break. The `body` of a quote is blocks, any other `body` is inline nodes; `items` are lists of blocks; cells are
    lists of inline nodes.
    """
    if isinstance(source, Verbatim):
        return [{"kind": "paragraph", "body": [{"kind": "text", "text": str(source)}]}]
    return list(_tree(source))


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> Tree:
    return [block for node in nodes for block in _block(node)]


def _block(node: SyntaxTreeNode) -> Iterator[dict[str, Any]]:
    kind = node.type
    if kind == "paragraph":
        yield {"kind": "paragraph", "body": _inline(node)}
    elif kind == "heading":
        yield {"kind": "heading", "level": int(node.tag[1]), "body": _inline(node)}
    elif kind in ("bullet_list", "ordered_list"):
        items = [_blocks(item.children) for item in node.children]
        yield {
            "kind": "list", "ordered": kind == "ordered_list", "start": int(node.attrs.get("start", 1)), "items": items,
        }  # fmt: skip
    elif kind == "blockquote":
        yield {"kind": "quote", "body": _blocks(node.children)}
    elif kind in ("fence", "code_block"):
        yield {"kind": "code", "language": language_of(node), "text": node.content.rstrip("\n")}
    elif kind == "table":
        rows = [row.children for part in node.children for row in part.children]
        head, *others = [[_inline(cell) for cell in row] for row in rows]
        align = [str(cell.attrs.get("style", "")).removeprefix("text-align:") for cell in rows[0]]
        yield {"kind": "table", "align": align, "head": head, "rows": others}
    elif kind == "hr":
        yield {"kind": "rule"}


def _inline(node: SyntaxTreeNode) -> Tree:
    """Return the inline nodes of a block."""
    return [span for inline in node.children for span in _spans(inline.children)]


def _spans(nodes: Iterable[SyntaxTreeNode]) -> Tree:
    spans: Tree = []
    for node in nodes:
        kind = node.type
        if kind in ("text", "softbreak"):
            words = node.content if kind == "text" else " "
            if spans and spans[-1]["kind"] == "text":
                spans[-1] = {"kind": "text", "text": spans[-1]["text"] + words}
            elif words:
                spans.append({"kind": "text", "text": words})
        elif kind == "code_inline":
            spans.append({"kind": "code", "text": node.content})
        elif kind == "hardbreak":
            spans.append({"kind": "break"})
        elif kind in ("em", "strong"):
            spans.append({"kind": "strong" if kind == "strong" else "emphasis", "body": _spans(node.children)})
        elif kind == "link":
            spans.append({"kind": "link", "url": str(node.attrs["href"]), "body": _spans(node.children)})
    return spans

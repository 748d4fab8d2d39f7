"""The node trees of printed documents as one line of HTML, so that a page shows what the sheet prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from generator import text

Nodes = Iterable[Mapping[str, Any]]


def html(nodes: Nodes) -> Markup:
    """Return blocks or spans as HTML: JSON data of the kinds of `text.tree`, and `leftwards` around others."""
    return Markup().join(_KINDS[node["kind"]](node) for node in nodes)


def _words(node: Mapping[str, Any]) -> Markup:
    return escape(node["text"]).replace("\n", " ")


def _code(node: Mapping[str, Any]) -> Markup:
    if "language" in node:
        return Markup(text.code(node["text"], node["language"]))  # noqa: S704 — text makes it safe
    return Markup("<code>{}</code>").format(_words(node))


def _around(tag: str, attributes: str = "") -> Callable[[Mapping[str, Any]], Markup]:
    opening = Markup(f"<{tag}{attributes}>")  # noqa: S704 — our own
    closing = Markup(f"</{tag}>")  # noqa: S704
    return lambda node: opening + html(node["body"]) + closing


def _heading(node: Mapping[str, Any]) -> Markup:
    """Return a heading inside a text, which is no section of the page."""
    return Markup("<p><strong>{}</strong></p>").format(html(node["body"]))


def _link(node: Mapping[str, Any]) -> Markup:
    return Markup('<a href="{}">{}</a>').format(node["url"], html(node["body"]))


def _list(node: Mapping[str, Any]) -> Markup:
    items = Markup().join(Markup("<li>{}</li>").format(html(item)) for item in node["items"])
    if node["ordered"]:
        return Markup('<ol start="{}">{}</ol>').format(node["start"], items)
    return Markup("<ul>{}</ul>").format(items)


def _table(node: Mapping[str, Any]) -> Markup:
    head = Markup().join(Markup('<th scope="col">{}</th>').format(html(cell)) for cell in node["head"])
    rows = Markup().join(
        Markup("<tr>{}</tr>").format(Markup().join(Markup("<td>{}</td>").format(html(cell)) for cell in row))
        for row in node["rows"]
    )
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, rows)


def _leftwards(node: Mapping[str, Any]) -> Markup:
    blocks = any(each["kind"] in _BLOCKS for each in node["body"])
    return _around("div" if blocks else "span", ' dir="rtl"')(node)


_BLOCKS = frozenset(("paragraph", "heading", "list", "quote", "table", "rule"))
_KINDS: Mapping[str, Callable[[Mapping[str, Any]], Markup]] = {
    "text": _words,
    "code": _code,
    "emphasis": _around("em"),
    "strong": _around("strong"),
    "link": _link,
    "break": lambda node: Markup("<br>"),
    "paragraph": _around("p"),
    "heading": _heading,
    "list": _list,
    "quote": _around("blockquote"),
    "table": _table,
    "rule": lambda node: Markup("<hr>"),
    "leftwards": _leftwards,
}

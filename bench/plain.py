"""Our pages as an author without us would write them: the same words as ordinary Markdown, no HTML of ours in it.

Folded parts become paragraphs, and links to sheets become words, since neither side of the comparison holds a PDF.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from generator.passthrough import OURS

_VOID = {"br", "hr", "img", "input", "path", "rect", "line", "circle", "use", "meta", "link", "polyline", "polygon"}
_BLOCKS = {"p", "div", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "pre", "details", "summary"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def as_markdown(page: str) -> str:
    """Write every line of our HTML in a page as Markdown; the rest is Markdown already.

    A page that our search leaves out is left out of Material's, too.
    """
    if '\nrobots: "noindex"\n' in page.partition("\n---\n")[0] + "\n":
        page = page.replace("---\n", '---\nsearch: {"exclude": true}\n', 1)
    return "\n".join(_converted(line) if OURS.fullmatch(line) else line for line in page.split("\n"))


def _converted(line: str) -> str:
    tree = _Tree()
    tree.feed(line)
    tree.close()
    return _block(tree.root).strip() + "\n"


class _Node:
    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[_Node | str] = []

    def words(self) -> str:
        return "".join(each if isinstance(each, str) else each.words() for each in self.children)

    def find(self, *tags: str) -> list[_Node]:
        found = []
        for each in self.children:
            if isinstance(each, _Node):
                found += [each] if each.tag in tags else each.find(*tags)
        return found


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = _Node("div", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = _Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _block(node: _Node) -> str:
    """Give a node as Markdown blocks, each followed by an empty line."""
    if node.tag == "pre":
        language = "python" if node.find("span") else "text"
        return f"```{language}\n{node.words().rstrip()}\n```\n\n"
    if node.tag == "table":
        rows = [[" ".join(_line(cell).split()) for cell in row.find("td", "th")] for row in node.find("tr")]
        head, *others = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([head, "|" + " --- |" * len(rows[0]), *others]) + "\n\n"
    if node.tag in ("ul", "ol"):
        mark = "- " if node.tag == "ul" else "1. "
        return "".join(mark + _block(item).strip().replace("\n", "\n    ") + "\n" for item in node.find("li")) + "\n"
    if node.tag == "blockquote":
        return "> " + "".join(map(_inside, [node])).strip().replace("\n", "\n> ") + "\n\n"
    if node.tag in ("summary", "dt"):
        return f"**{_line(node).strip()}**\n\n"
    return _inside(node)


def _inside(node: _Node) -> str:
    made, line = "", ""
    for each in node.children:
        if isinstance(each, _Node) and each.tag in _BLOCKS:
            made += f"{line.strip()}\n\n" if line.strip() else ""
            line = ""
            made += _block(each)
        else:
            line += _inline(each)
    return made + (f"{line.strip()}\n\n" if line.strip() else "")


def _line(node: _Node) -> str:
    return "".join(map(_inline, node.children))


def _inline(node: _Node | str) -> str:
    if isinstance(node, str):
        return _SPECIAL.sub(r"\\\1", node)
    if node.tag == "code":
        return f"`{node.words()}`" if "`" not in node.words() else _SPECIAL.sub(r"\\\1", node.words())
    words = _line(node)
    if node.tag == "br":
        return " "
    if node.tag in ("strong", "b", "em", "i") and words.strip():
        mark = "**" if node.tag in ("strong", "b") else "*"
        return f"{mark}{words.strip()}{mark}"
    if node.tag == "a" and (address := node.attributes.get("href") or "").endswith(".html") and words.strip():
        return f"[{words.strip()}]({address.removesuffix('.html')}.md)"
    return words + " " if node.tag in _BLOCKS else words

"""Convert question texts, CommonMark with tables, to HTML for pages and to a node tree for paper.

The output never contains raw HTML, images or unsafe links. Time is linear in the length of the text. A `Verbatim` is
one line that isn't CommonMark: it is shown as written.
"""

from generator.text.as_html import code, escape, has_lexer, html, inline, plain
from generator.text.as_tree import Tree, tree
from generator.text.parse import MAX_BYTES, MAX_NESTING, Verbatim
from generator.text.rules import Mention, is_surely_valid, may_mention, mentions, page_problems, problems

__all__ = [
    "MAX_BYTES", "MAX_NESTING", "Mention", "Tree", "Verbatim", "code", "escape", "has_lexer", "html", "inline",
    "is_surely_valid", "may_mention", "mentions", "page_problems", "plain", "problems", "tree",
]  # fmt: skip

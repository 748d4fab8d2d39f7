"""Question text: CommonMark with tables, turned into HTML for pages and into a node tree for paper.

No raw HTML, no images, no unsafe link ever comes out. Time is linear in the length of the text. A `Verbatim` is
a line without marks: whatever is in it is shown as written.
"""

from generator.text.as_html import code, escape, has_lexer, html, inline, plain
from generator.text.as_tree import Tree, tree
from generator.text.parse import MAX_BYTES, MAX_NESTING, Verbatim
from generator.text.rules import Mention, is_sound, may_mention, mentions, page_problems, problems

__all__ = [
    "MAX_BYTES", "MAX_NESTING", "Mention", "Tree", "Verbatim", "code", "escape", "has_lexer", "html", "inline",
    "is_sound", "may_mention", "mentions", "page_problems", "plain", "problems", "tree",
]  # fmt: skip

"""A Python-Markdown extension that protects generated one-line HTML from every other processor.

A generated page contains its question fields as single lines that start with `<div class="rh` or `<details class="rh`.
Parsing these again would be slow and could damage them.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

OURS = re.compile(r"<(div|details) class=\"rh[ \"].*</\1>")


class _Stash(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [self.md.htmlStash.store(line) if OURS.fullmatch(line) else line for line in lines]


class PassthroughExtension(Extension):
    """The extension; its name under `markdown_extensions` is `rehearse_passthrough`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — Markdown's own name
        """Register the preprocessor before that for fenced code, whose priority is 25."""
        md.preprocessors.register(_Stash(md), "rehearse_passthrough", 29)


def makeExtension(**options: Any) -> PassthroughExtension:  # noqa: N802 — Markdown's own name
    """Make the extension, for builders that load extensions by module name."""
    return PassthroughExtension(**options)

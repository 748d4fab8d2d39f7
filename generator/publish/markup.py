"""Read a page as a browser does: the addresses in it, the scripts that it runs, and where a policy must be inserted.

Pure. Uses the standard library's HTML parser, so that words in a title are never taken for an address.
"""

from __future__ import annotations

from html.parser import HTMLParser

#: Attributes with an address.
_ADDRESSES = frozenset(("action", "data", "formaction", "href", "poster", "src", "xlink:href"))
#: Tags that may come before the policy, since they load and run nothing.
_BEFORE = frozenset(("html", "head", "meta", "title"))


class Markup(HTMLParser):
    """A parsed page.

    `addresses` has (tag, attribute, address), each once, in order, without entities. `scripts` are the texts of inline
    scripts, without data. `place` is the offset for the policy: before anything that loads or runs. `named` is true if
    the page names its encoding before that place.
    """

    def __init__(self, page: str) -> None:
        """Parse a page; nothing is raised, whatever it contains."""
        super().__init__(convert_charrefs=False)
        self.addresses: dict[tuple[str, str, str], None] = {}
        self.scripts: list[str] = []
        self.place, self.named = 0, False
        self._open = True  # whether everything so far loads and runs nothing
        self._script: list[str] | None = None
        self.feed(page)
        self.close()
        self.handle_endtag("script")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the addresses of a tag, and note whether a script or the body begins."""
        for name, value in attrs:
            if name in _ADDRESSES:
                self.addresses[tag, name, value or ""] = None
        if tag == "script":
            given = dict(attrs)
            if "src" not in given and given.get("type") != "application/json":
                self._script = []
        if self._open:
            self._before_the_policy(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<script/>` for the opening tag that it is to a browser."""
        self.handle_starttag(tag, attrs)
        if tag in self.CDATA_CONTENT_ELEMENTS:
            self.set_cdata_mode(tag)

    def handle_endtag(self, tag: str) -> None:
        """Collect a script that ends."""
        if tag == "script" and self._script is not None:
            self.scripts.append("".join(self._script))
            self._script = None

    def handle_data(self, data: str) -> None:
        """Collect the text of a script; skip other text."""
        if self._script is not None:
            self._script.append(data)

    def handle_decl(self, decl: str) -> None:
        """Put the place for the policy after `<!doctype html>`."""
        if self._open and not self.place:
            self.place = self._offset() + len(f"<!{decl}>")

    def _before_the_policy(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _BEFORE:
            self._open = False
        elif tag in ("html", "head") or (tag == "meta" and _names_encoding(dict(attrs))):
            self.place = self._offset() + len(self.get_starttag_text() or "")
            self.named |= tag == "meta"

    def _offset(self) -> int:
        """Return the parser's offset in the page."""
        line, column = self.getpos()
        return sum(len(each) + 1 for each in self.rawdata.split("\n", line - 1)[: line - 1]) + column


def _names_encoding(given: dict[str, str | None]) -> bool:
    return "charset" in given or (given.get("http-equiv") or "").lower() == "content-type"

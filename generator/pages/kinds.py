"""The kinds of page, each declared with `@page_kind` on the function that makes its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.pages.parts import Page
from generator.site_data import SiteData

#: Makes the pages of a kind: their paths in the docs folder and the data that its template prints.
MakePages = Callable[[SiteData], Iterator[Page]]
#: Kind of page → its function; the template has the kind's name.
PAGES: dict[str, MakePages] = {}
#: Whose edition (candidate, interviewer) → the kinds of page that only this edition has.
PRIVATE: dict[str, dict[str, MakePages]] = {}


def page_kind(kind: str, *editions: str) -> Callable[[MakePages], MakePages]:
    """Declare the function that makes the pages of a kind. With `editions`, only these private editions have them."""

    def declare(make: MakePages) -> MakePages:
        for kinds in [PRIVATE.setdefault(who, {}) for who in editions] or [PAGES]:
            kinds[kind] = make
        return make

    return declare

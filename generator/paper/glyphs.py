"""Which characters can be printed, checked before Typst gets them: a missing one is reported, never left out."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cache import Cache, key_of
from generator.load import CACHE
from generator.problem import ContentError, Problem

if TYPE_CHECKING:
    import typst

SANS, MONO = "Source Sans Pro", "JetBrains Mono"
#: Laid out by Typst rather than drawn.
_BLANK = frozenset("\n\t")


class GlyphError(ContentError):
    """Characters that no available font can print. `missing` lists all of them: (whose text, the text, characters)."""

    def __init__(self, document: str, missing: Iterable[tuple[str, str, str]]) -> None:
        self.document, self.missing = document, tuple(missing)
        advice = "name a folder with a font that has them (--fonts DIR, or fonts: in rehearse.yml)"
        super().__init__(
            Problem(document, 0, 0, f"{place}: “{_excerpt(text)}”: no available font has {_named(chars)}: {advice}")
            for place, text, chars in self.missing
        )

    def __reduce__(self) -> tuple[object, ...]:
        """Make it picklable, to pass it between processes."""
        return type(self), (self.document, self.missing)


def _excerpt(text: str) -> str:
    text = "".join(char if char.isprintable() else "�" for char in text)
    return text if len(text) <= 40 else text[:39] + "…"


def _named(chars: str) -> str:
    return ", ".join(f"{_shown(char)}U+{ord(char):04X}" for char in chars)


def _shown(char: str) -> str:
    return f"“{char}” " if char.isprintable() and not unicodedata.combining(char) else ""


@dataclass(frozen=True)
class Faces:
    """What the available fonts can print. `covered` maps a family to the characters that all its faces have."""

    covered: dict[str, frozenset[int]]

    @classmethod
    def of(cls, fonts: typst.Fonts) -> Faces:
        """Read the character maps of all faces that Typst found."""
        covered: dict[str, frozenset[int]] = {}
        for face in fonts.fonts():
            if face.path is not None:
                found = _cmap(face.path, face.index)
                covered[face.family] = covered.get(face.family, found) & found
        return cls(covered)

    @property
    def fallback_json(self) -> str:
        """The other families, in the order in which Typst tries them: by name."""
        return json.dumps(sorted(set(self.covered) - {SANS, MONO}), ensure_ascii=False)

    def lacks(self, text: str) -> str:
        """Return the characters that no family has, each once, in order."""
        composed = unicodedata.normalize("NFC", text)
        if self._printed.issuperset(composed):
            return ""
        return "".join(char for char in dict.fromkeys(composed) if char not in self._printed)

    @cached_property
    def _printed(self) -> frozenset[str]:
        every = (chr(code) for chars in self.covered.values() for code in chars)
        # some fonts map control characters; PDF/UA takes none
        return _BLANK.union(char for char in every if unicodedata.category(char) != "Cc")


@lru_cache(maxsize=64)
def _cmap(path: str, index: int) -> frozenset[int]:
    """Return the characters of a face, from the cache if the file was read before: fontTools is slow to import."""
    found = Path(path).read_bytes()
    cache, key = Cache(CACHE), key_of(f"characters of face {index}, fontTools {version('fonttools')}", found)
    if kept := cache.get(key):
        return frozenset(json.loads(kept[0]))
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(found), fontNumber=index, lazy=True) as font:
        characters = sorted(font.getBestCmap() or {})
    cache.put(key, [json.dumps(characters).encode()])
    return frozenset(characters)


#: As in lib.typ, which breaks it.
_UNBROKEN = re.compile(r"\S{44}")


def check_glyphs(document: str, data: Mapping[str, Any], faces: Faces) -> None:
    """Check every string of a view against the faces. Raises GlyphError, which names the texts and characters."""
    if missing := _missing(data, faces):
        # title and footer repeat other parts of the document
        own = {key: value for key, value in data.items() if key not in ("title", "footer")}
        raise GlyphError(document, _missing(own, faces) or missing)


def has_unbroken(data: Mapping[str, Any]) -> bool:
    """Return whether a string of a view contains a word that is too long for any line."""
    return any(_UNBROKEN.search(text) for _, text in _strings(data, (), ""))


def _missing(data: Mapping[str, Any], faces: Faces) -> list[tuple[str, str, str]]:
    return [(place, text, chars) for place, text in _strings(data, (), "") if (chars := faces.lacks(text))]


def _strings(data: Any, keys: tuple[str, ...], owner: str) -> Iterator[tuple[str, str]]:
    """Yield (whose text, text). An object with an `id` owns the texts in it; the names of the fields follow."""
    if isinstance(data, str):
        yield (f"{owner}: " if owner else "") + ".".join(keys), data
    elif isinstance(data, dict):
        if isinstance(data.get("id"), str) and data["id"]:
            owner, keys = data["id"], ()
        for key, value in data.items():
            # the parts of a text are not fields that an author knows
            yield from _strings(value, keys if key in ("text", "body", "kind", "items") else (*keys, key), owner)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _strings(value, keys, owner)

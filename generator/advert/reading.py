"""Decode the bytes of an advertisement, whatever their encoding, and refuse what isn't text."""

from __future__ import annotations

import re

from generator.problem import refused

#: The most bytes of an advertisement. A long one has 10 kB.
MAX_BYTES = 200_000

#: First bytes of files that aren't text: PDF, Word and OpenDocument, old Word, RTF, PNG, JPEG, gzip.
_DOCUMENTS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
_COPY = "copy the text of the advertisement into a text file, or paste it into `rehearse rounds -`"
_MARKUP = re.compile(r"\s*(<!doctype|<html|<\?xml)", re.IGNORECASE)
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
#: Soft hyphens and zero-width characters, which text copied from a web page may contain.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")


def read(source: bytes, shown: str) -> str:
    """Return the text of an advertisement. `shown` is its name in error messages. Raise ContentError if it isn't text.

    The encoding is UTF-8, UTF-16 or, if it is neither, Windows-1252.
    """
    if len(source) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1000} kB"
        raise refused(shown, f"expected at most {limit}; got more. Keep only the advertisement itself")
    if source.lstrip().startswith(_DOCUMENTS):
        raise refused(shown, f"expected plain text; got a document or picture. Open it, then {_COPY}")
    text = _decoded(source)
    if _MARKUP.match(text):
        raise refused(shown, f"expected plain text; got the source of a web page. Open it in a browser, then {_COPY}")
    if _NO_TEXT.search(text):
        raise refused(shown, f"expected plain text; got binary data. Open it, then {_COPY}")
    text = cleaned(text)
    if not _LETTER.search(text):
        raise refused(shown, "expected the text of a job advertisement; there are no words in it")
    return text


def cleaned(text: str) -> str:
    """Return a text with line ends of one kind, and without the characters that nobody sees."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(source: bytes) -> str:
    """Decode by the byte order mark, by the zero bytes of UTF-16 without one, else as UTF-8 or Windows-1252."""
    encodings = ["utf-8-sig", "cp1252", "latin-1"]
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings.insert(0, "utf-16")
    elif b"\0" in source[:200]:
        encodings.insert(0, "utf-16-be" if source[:200:2].count(0) > source[1:200:2].count(0) else "utf-16-le")
    for encoding in encodings:
        try:
            return source.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 decodes everything")

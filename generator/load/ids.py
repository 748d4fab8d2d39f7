"""Make ids from names in any script."""

from __future__ import annotations

import re

from generator.model.base import not_a_slug


def id_from(name: str) -> str:
    """Return an id made from a file's stem or a person's name, or an empty string if that is impossible.

    Other scripts are transliterated and accents removed: Zoë becomes zoe, 张伟 zhang-wei, Müller muller. A name doesn't
    tell its language, so ü becomes u; ue would be right only in German.
    """
    if name.isascii():
        slug = former_id(name)
    else:
        from slugify import slugify

        slug = slugify(name, entities=False, decimal=False, hexadecimal=False)
    return "" if not_a_slug(slug) else slug


def former_id(name: str) -> str:
    """Return the id as earlier versions made it, in which any character except a-z and 0-9 ended a word."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")

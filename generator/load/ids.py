"""Ids made from names in any script."""

from __future__ import annotations

import re

from generator.model.base import not_a_slug


def id_from(name: str) -> str:
    """Return the id that a file's name without its ending, or a person's, makes, or an empty string if it makes none.

    Letters of other scripts are written in Latin ones, those with accents without them: Zoë is zoe, 张伟 zhang-wei,
    Müller muller. A name doesn't say its language, so ü is u, not ue: it's ue in German alone.
    """
    if name.isascii():
        made = former_id(name)
    else:
        from slugify import slugify

        made = slugify(name, entities=False, decimal=False, hexadecimal=False)
    return "" if not_a_slug(made) else made


def former_id(name: str) -> str:
    """Return the id that was made before other scripts were read: each letter but a-z and 0-9 ended a word."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")

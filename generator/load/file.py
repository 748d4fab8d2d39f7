"""One sound file: its noun, read anew or as it was kept when the same source was read before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from generator import text, yamlfile
from generator.cache import Cache, key_of
from generator.load.mistakes import validate
from generator.model import Node
from generator.model.base import SOUND, texts
from generator.model.handbook import Mentions
from generator.problem import ContentError
from generator.yamlfile import Places

N = TypeVar("N", bound=Node)


class File(NamedTuple, Generic[N]):
    """A sound file: its noun, where its values stand, what its texts name."""

    node: N
    places: Places
    mentions: Mentions


def read(cache: Cache | None, key: str, found: bytes, shown: str, model: type[N]) -> File[N]:
    """Read the bytes of a file, and keep what was read. Raises ContentError."""
    source = yamlfile.decode(found, shown)
    data, places = yamlfile.parse(source, shown)
    node, problems = validate(model, data, places)
    if problems or not node:
        raise ContentError(problems)
    named = texts(node) if text.may_mention(source) else ()
    mentions = tuple((keys, mention) for keys, words in named for mention in text.mentions(words))
    if cache:
        sound = node.model_dump_json(by_alias=True, exclude_unset=True).encode()
        cache.put(key, (sound, json.dumps(mentions).encode()))
    return File(node, places, mentions)


def kept(cache: Cache | None, key: str, found: bytes, shown: str, model: type[N]) -> File[N] | None:
    """Give what an earlier run read from the same bytes, if it was kept."""
    entry = cache.get(key) if cache else None
    if entry is None:
        return None
    sound, mentions = entry
    node = model.model_validate_json(sound, context=SOUND)
    named = tuple((tuple(keys), text.Mention(*mention)) for keys, mention in json.loads(mentions))
    return File(node, Places(shown, found), named)


def warm(folder: Path, files: Sequence[tuple[Path, str]], model: type[Node]) -> None:
    """Read files into the cache; what is wrong with one is found again by who reads it next."""
    cache = Cache(folder)
    for path, shown in files:
        with suppress(ContentError):
            found = yamlfile.raw(path, shown)
            read(cache, key_of(model.__name__, found), found, shown, model)

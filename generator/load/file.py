"""Read one valid content file, by parsing it or from the cache if its bytes are unchanged."""

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
from generator.model.base import VALIDATED, texts
from generator.model.handbook import Mentions
from generator.problem import ContentError
from generator.yamlfile import Places

N = TypeVar("N", bound=Node)


class File(NamedTuple, Generic[N]):
    """A valid file: its data, the places of its values, and the links and languages that its texts mention."""

    node: N
    places: Places
    mentions: Mentions


def read(cache: Cache | None, key: str, source: bytes, shown: str, model: type[N]) -> File[N]:
    """Parse and validate the bytes of a file, and write the result to the cache. Raise ContentError."""
    content = yamlfile.decode(source, shown)
    data, places = yamlfile.parse(content, shown)
    node, problems = validate(model, data, places)
    if problems or not node:
        raise ContentError(problems)
    named = texts(node) if text.may_mention(content) else ()
    mentions = tuple((keys, mention) for keys, words in named for mention in text.mentions(words))
    if cache:
        dumped = node.model_dump_json(by_alias=True, exclude_unset=True).encode()
        cache.put(key, (dumped, json.dumps(mentions).encode()))
    return File(node, places, mentions)


def cached(cache: Cache | None, key: str, source: bytes, shown: str, model: type[N]) -> File[N] | None:
    """Return the file from the cache, if an earlier run read the same bytes, else None."""
    entry = cache.get(key) if cache else None
    if entry is None:
        return None
    dumped, mentions = entry
    node = model.model_validate_json(dumped, context=VALIDATED)
    named = tuple((tuple(keys), text.Mention(*mention)) for keys, mention in json.loads(mentions))
    return File(node, Places(shown, source), named)


def fill_cache(folder: Path, files: Sequence[tuple[Path, str]], model: type[Node]) -> None:
    """Read files into the cache. Errors are ignored, because the main process finds them again."""
    cache = Cache(folder)
    for path, shown in files:
        with suppress(ContentError):
            source = yamlfile.raw(path, shown)
            read(cache, key_of(model.__name__, source), source, shown, model)

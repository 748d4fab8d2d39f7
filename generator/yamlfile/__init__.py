"""A YAML file as plain data, plus the place of every value.

YAML is untrusted: what is unsafe or silently misread is refused with its line and column before a tree is built.
Only true/false, whole numbers, decimals and null are typed; all else, keys included, is text as written.
"""

from generator.yamlfile.parse import MAX_DEPTH, parse, read
from generator.yamlfile.places import Keys, Place, Places
from generator.yamlfile.plain import Doubtful, odd_space, written
from generator.yamlfile.source import (
    CONTROL,
    MAX_BYTES,
    cleaned,
    decode,
    files,
    raw,
    read_text,
    refuse_conflicts,
)

__all__ = [
    "CONTROL", "MAX_BYTES", "MAX_DEPTH", "Doubtful", "Keys", "Place", "Places", "cleaned", "decode", "files",
    "odd_space", "parse", "raw", "read", "read_text", "refuse_conflicts", "written",
]  # fmt: skip

"""Read YAML files as plain data, and find the line and column of every value.

YAML is untrusted input: anything unsafe, or easily misread, is refused with its line and column while it is parsed.
Only true/false, whole numbers, decimals and null become typed values; everything else, keys included, stays a string.
JSON is read the same way.
"""

from generator.yamlfile.as_json import parse_json
from generator.yamlfile.parser import MAX_DEPTH, parse, read
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
    "odd_space", "parse", "parse_json", "raw", "read", "read_text", "refuse_conflicts", "written",
]  # fmt: skip

"""Editors complete and check our YAML by the schemas in schema/, which are as fresh as the model."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import BANK, ROOT

from generator.load import KINDS, schemas
from generator.yamlfile import read

FILES = sorted(BANK.rglob("*.yml"))
#: What stands in the content → its schema, where that is not the folder's name without its last letter.
KIND_IN = {"plans": "plan-template", "questions": "questions", "stories.yml": "stories", "synonyms.yml": "synonyms"}
#: Keywords of draft 07 that editors know, and our own mark of who may see a field.
KEYWORDS = {
    "$schema", "$ref", "additionalProperties", "anyOf", "const", "default", "definitions", "description", "enum",
    "format", "items", "maximum", "maxItems", "maxLength", "minimum", "minItems", "minLength", "pattern",
    "patternProperties", "properties", "propertyNames", "required", "title", "type", "x-visibility",
}  # fmt: skip


def keywords(schema: Any) -> set[str]:
    """All keywords of a schema; the names under properties and definitions are none."""
    if isinstance(schema, list):
        return set().union(*map(keywords, schema))
    if not isinstance(schema, dict):
        return set()
    found = set(schema)
    for key, value in schema.items():
        if key in {"properties", "definitions", "patternProperties"}:
            found |= set().union(*map(keywords, value.values()))
        elif key not in {"default", "enum", "const"}:
            found |= keywords(value)
    return found


def stray(data: Any, schema: Any, root: Any) -> set[str]:
    """Keys and values of the data that the schema does not foresee: fields, required ones, types and listed words."""
    if "$ref" in schema:
        return stray(data, root["definitions"][schema["$ref"].rsplit("/", 1)[1]], root)
    if choice := schema.get("anyOf") or schema.get("oneOf"):
        return min((stray(data, each, root) for each in choice), key=len)
    if "const" in schema and data != schema["const"]:
        return {f"{data!r} is not {schema['const']!r}"}
    kinds = {
        "object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool,
        "null": type(None),
    }  # fmt: skip
    if not isinstance(data, kinds[schema["type"]]):
        return {f"{data!r} is no {schema['type']}"}
    if "enum" in schema and data not in schema["enum"]:
        return {f"{data!r} is none of {schema['enum']}"}
    if "pattern" in schema and not re.search(schema["pattern"], data):
        return {f"{data!r} is not like {schema['pattern']}"}
    if isinstance(data, list):
        return set().union(*(stray(item, schema["items"], root) for item in data)) if data else set()
    if not isinstance(data, dict):
        return set()
    found = {f"{key} is missing" for key in schema.get("required", ()) if key not in data}
    for key, value in data.items():
        like = [inner for pattern, inner in schema.get("patternProperties", {}).items() if re.search(pattern, key)]
        inner = schema.get("properties", {}).get(key) or (like[0] if like else schema.get("additionalProperties"))
        found |= stray(value, inner, root) if inner else {f"{key} is unknown"}
    return found


def test_the_schemas_are_fresh():
    """`rehearse schema` writes them anew."""
    written = [path for path in (ROOT / "schema").iterdir() if not path.name.startswith(".")]
    assert {path.name: path.read_text() for path in written} == schemas()


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_has_a_title_and_describes_every_field_in_words_editors_know(kind: str):
    text = schemas()[f"{kind}.json"]
    schema = json.loads(text)
    assert text == json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert list(schema.get("definitions", {})) == sorted(schema.get("definitions", {}))
    assert keywords(schema) <= KEYWORDS
    for part in (schema, *schema.get("definitions", {}).values()):
        assert part["title"]
        assert part["description"]
        if part["type"] == "array":
            continue
        assert part["additionalProperties"] is False
        assert all(field["description"] for field in part["properties"].values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(BANK).as_posix())
def test_each_file_of_the_content_names_its_schema_and_keeps_to_it(path: Path):
    first = path.read_text().splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\.\./.*\.json)", first)
    assert match, first
    schema_path = (path.parent / match[1]).resolve()
    folder = path.relative_to(BANK).parts[0]
    assert (
        schema_path.name
        == KIND_IN.get(folder, folder.removesuffix(".yml") if folder.endswith(".yml") else folder[:-1]) + ".json"
    )
    schema = json.loads(schema_path.read_text())
    assert stray(read(path, "f.yml")[0], schema, schema) == set()


def test_a_schema_finds_what_is_misspelt_missing_and_of_the_wrong_kind():
    schema = json.loads(schemas()["plan-template.json"])
    data, _ = read(BANK / "plans" / "one-week.yml", "f.yml")
    data["phases"][0]["kind"] = "basline"
    data["sumary"] = data.pop("summary")
    data["from"] = "one"
    data["id"] = "One Week"
    wrong = " ".join(stray(data, schema, schema))
    for part in (
        "'basline' is none of",
        "sumary is unknown",
        "summary is missing",
        "'one' is no integer",
        "'One Week' is not",
    ):
        assert part in wrong


def test_the_scores_of_an_anchor_can_be_written_as_bare_numbers():
    """yaml-language-server reads the key 1 as a number, which it finds only by a pattern."""
    anchors = json.loads(schemas()["round.json"])["definitions"]["Anchors"]
    assert set(anchors["properties"]) == set(anchors["required"]) == {"1", "2", "3", "4"}
    (pattern,) = anchors["patternProperties"]
    assert all(re.fullmatch(pattern, key) for key in anchors["properties"])
    assert not re.search(pattern, "5")

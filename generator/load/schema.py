"""The JSON Schema of every kind of file: editors complete and check YAML with it."""

from __future__ import annotations

import json

from generator.model import Candidate, Node, PlanTemplate, QuestionFile, Role, Round

#: Kind of file → its model, for JSON Schema and for whoever lists what an author may write.
KINDS: dict[str, type[Node]] = {
    "candidate": Candidate,
    "plan-template": PlanTemplate,
    "questions": QuestionFile,
    "role": Role,
    "round": Round,
}


def schemas() -> dict[str, str]:
    """Make the JSON Schema of every kind of file: `<kind>.json` → its text. Editors complete and check YAML with it."""
    return {f"{kind}.json": _schema(model) for kind, model in KINDS.items()}


def _schema(model: type[Node]) -> str:
    # Draft 07: what yaml-language-server and its peers agree on. "definitions" is its name for "$defs".
    made = model.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = dict(sorted(made.pop("$defs", {}).items()))
    head = {"$schema": "http://json-schema.org/draft-07/schema#"}
    whole = head | made | ({"definitions": definitions} if definitions else {})
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"

"""Make the JSON Schema of the printed reading from the types. It is committed as docs/reading.schema.json.

python -c "from dragoman.publish.schema import text; open('docs/reading.schema.json', 'w').write(text())"
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from dragoman.model import Reading
from dragoman.publish.reading import UNPRINTED


def schema() -> dict[str, Any]:
    """Return the schema: every field of every type is printed, and no other."""
    made = msgspec.json.schema(Reading)
    for name in UNPRINTED:
        del made["$defs"]["Document"]["properties"][name]
    for definition in made["$defs"].values():
        definition["description"] = " ".join(definition.get("description", "").split())
        definition["required"] = sorted(definition["properties"])
        definition["additionalProperties"] = False
        for field in definition["properties"].values():
            field.pop("default", None)  # nothing is left out, so there is nothing to fill in
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A reading as `dragoman read --json` prints it",
        "description": "One reader's findings in one document. Spans are half-open, in characters of the decoded text.",
    }
    plain: dict[str, Any] = json.loads(json.dumps({**head, **made}))
    return plain


def text() -> str:
    """Return the schema as the text of the committed file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"

"""De beschrijving is OpenAPI 3.1: what the specification asks of a document, and of our answers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from consent.openapi import DESCRIPTION
from tests.cast import Cast
from tests.consent.builders import ask, say
from tests.consent.systems import call, key_for

TYPES = {"string": str, "integer": int, "array": list, "object": dict, "null": type(None)}
SCHEMA_WORDS = {
    *("type", "description", "format", "enum", "pattern", "minimum", "maximum", "maxItems"),
    *("properties", "required", "additionalProperties", "items", "$ref"),
}


def under(node: Any) -> Iterator[Any]:
    """Every object in the document."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node:
        if isinstance(child, dict | list):
            yield from under(child)


def target(reference: str) -> Any:
    """What a reference inside the document points at."""
    found: Any = DESCRIPTION
    for name in reference.removeprefix("#/").split("/"):
        found = found[name]
    return found


def schemas() -> Iterator[dict[str, Any]]:
    """Every schema: of answers, of filters and of headers."""
    roots = [*DESCRIPTION["components"]["schemas"].values()]
    roots += [one["schema"] for one in under(DESCRIPTION) if isinstance(one.get("schema"), dict)]
    while roots:
        one = roots.pop()
        yield one
        roots += [*one.get("properties", {}).values(), *filter(None, [one.get("items")])]


def check(value: Any, schema: dict[str, Any]) -> None:
    """The value fits the schema, as far as our schemas go."""
    schema = target(schema["$ref"]) if "$ref" in schema else schema
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert isinstance(value, tuple(TYPES[kind] for kind in kinds))
    assert value in schema.get("enum", [value])
    if isinstance(value, dict):
        assert set(schema["required"]) <= set(value) <= set(schema["properties"])
        for name, child in value.items():
            check(child, schema["properties"][name])
    for child in value if isinstance(value, list) else ():
        check(child, schema["items"])


def test_the_document_has_what_openapi_requires() -> None:
    assert DESCRIPTION["openapi"] == "3.1.0"
    assert {"title", "version"} <= set(DESCRIPTION["info"])
    assert set(DESCRIPTION) <= {"openapi", "info", "paths", "components"}
    assert all(path.startswith("/") for path in DESCRIPTION["paths"])


def test_every_operation_is_whole() -> None:
    operations = [one for path in DESCRIPTION["paths"].values() for one in path.values()]
    for one in operations:
        assert {"operationId", "responses"} <= set(one)
        assert all(
            len(code) == 3 and answer["description"] for code, answer in one["responses"].items()
        )
        names = [(found["in"], found["name"]) for found in one["parameters"]]
        assert len(set(names)) == len(names)
        assert {where for where, _name in names} == {"query"}
        assert all("schema" in found for found in one["parameters"])
        known = DESCRIPTION["components"]["securitySchemes"]
        assert all(set(needed) <= set(known) for needed in one["security"])


def test_every_reference_leads_somewhere() -> None:
    references = [one["$ref"] for one in under(DESCRIPTION) if "$ref" in one]
    assert references
    assert all("type" in target(one) for one in references)


def test_every_schema_is_one() -> None:
    found = list(schemas())
    assert len(found) > 10
    for one in found:
        assert set(one) <= SCHEMA_WORDS
        kinds = one.get("type", [])
        assert set([kinds] if isinstance(kinds, str) else kinds) <= set(TYPES)
        assert set(one.get("required", [])) <= set(one.get("properties", {}))


@pytest.mark.parametrize("query", [{}, {"bladzijde": "0"}, {"doel": "niet"}])
def test_the_answers_fit_their_schema(cast: Cast, query: dict[str, str]) -> None:
    today: date = timezone.localdate()
    say(cast.fatima, cast.noor, ask(cast, today), today, yes=True)
    answer = call(key_for(cast), **query)
    described = DESCRIPTION["paths"]["/api/v1/toestemmingen/"]["get"]["responses"]
    content = described[str(answer.status_code)]["content"]["application/json"]
    check(answer.json(), content["schema"])

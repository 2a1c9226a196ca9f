"""The reference of the JSON interface, made from its own OpenAPI description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

#: What to ask each operation for a start.
_EXAMPLES = {
    "/api/search": "q=giấy phép lao động&limit=5",
    "/api/document": "number=35/2022/NĐ-CP",
    "/api/documents": "type=nghi-dinh",
    "/api/provision": "number=35/2022/NĐ-CP&eid=art_68",
    "/api/citations": "number=70/2023/NĐ-CP",
    "/api/mentions": "number=82/2018/NĐ-CP",
    "/api/powers": "matter=GPLĐ&place=Hưng Yên&on=2013-12-31",
    "/api/powers/matrix": "place=Hưng Yên",
    "/api/status": "number=82/2018/NĐ-CP&on=2020-01-01",
    "/api/card": "number=35/2022/NĐ-CP",
    "/api/news": "limit=3",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value to ask by."""

    name: str
    required: bool
    description: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One address: what it answers, what it is asked by, the fields of its answer (``many``: of each entry of a list),
    and an address to try."""

    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    fields: tuple[str, ...]
    many: bool
    example: str

    @property
    def shown(self) -> str:
        """The address to try, as people read it."""
        return unquote(self.example)


def operations(description: dict[str, Any]) -> list[Operation]:
    """All operations of an OpenAPI description, what is asked most first."""
    paths = description["paths"]
    ordered = dict.fromkeys((*(path for path in _EXAMPLES if path in paths), *paths))
    return [_operation(path, paths[path]["get"], description) for path in ordered]


def _operation(path: str, told: dict[str, Any], whole: dict[str, Any]) -> Operation:
    schema = told["responses"]["200"]["content"]["application/json"]["schema"]
    many = schema.get("type") == "array"
    fields = _resolved(schema["items"] if many else schema, whole).get("properties", {})
    query = _EXAMPLES.get(path, "")
    return Operation(
        path,
        told.get("description", ""),
        tuple(_parameters(told, whole)),
        tuple(fields),
        many,
        f"{path}?{quote(query, safe='=&/')}" if query else path,
    )


def _parameters(told: dict[str, Any], whole: dict[str, Any]) -> Iterator[Parameter]:
    for entry in told.get("parameters", []):
        schema = entry["schema"]
        variants = [_resolved(variant, whole) for variant in schema.get("anyOf", [schema])]
        choices = tuple(str(choice) for variant in variants for choice in variant.get("enum", ()))
        yield Parameter(entry["name"], entry.get("required", False), entry.get("description", ""), choices)


def _resolved(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """A schema, where it is only named: the one that is meant."""
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = whole["components"]["schemas"][name] if name else schema
    return found

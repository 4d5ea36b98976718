"""The description of the interface as a page without scripts, and with nothing from elsewhere."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from cloud.api.problems import ProblemCode

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 3rem; border-bottom: 1px solid; }
h3 { margin-top: 2rem; }
h3, code, pre { font-family: ui-monospace, monospace; }
h3 b { display: inline-block; min-width: 5rem; }
pre { padding: .75rem; overflow-x: auto; background: #8882; border-radius: .25rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0;
  border-bottom: 1px solid #8884; overflow-wrap: anywhere; }
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; frame-ancestors 'none'; base-uri 'none'"
"""The content security policy that the page is sent with."""

_EXAMPLES = {
    "url": "https://example.org/watch?v=1",
    "urls": ["https://example.org/watch?v=1", "https://example.org/watch?v=2"],
}

_Json = Mapping[str, Any]


def render(description: _Json) -> str:
    """The page for an OpenAPI document."""
    title = escape(description["info"]["title"])
    return "".join(
        (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>',
            '<meta name="viewport" content="width=device-width">',
            f"<style>{_STYLE}</style></head><body><h1>{title}</h1>",
            _paragraphs(description["info"]["description"]),
            '<p>The same for programs: <a href="/openapi.json">openapi.json</a></p>',
            *_operations(description),
            "<h2>Words</h2>",
            *(_schema(name, one) for name, one in description["components"]["schemas"].items()),
            "<h2>Codes of problems</h2>",
            _table(
                ("code", "status", "meaning"),
                ((_code(code), str(code.status), escape(code.meaning)) for code in ProblemCode),
            ),
            "</body></html>",
        )
    )


def _operations(description: _Json) -> Iterator[str]:
    heading = ""
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            if operation["tags"][0] != heading:
                heading = operation["tags"][0]
                yield f"<h2>{escape(heading)}</h2>"
            yield _operation(method.upper(), path, operation, description)


def _operation(method: str, path: str, operation: _Json, description: _Json) -> str:
    said = operation.get("description") or operation["summary"]
    body = _body_schema(operation, description)
    return "".join(
        (
            f"<h3><b>{method}</b> {escape(path)}</h3>",
            _paragraphs(said),
            f"<pre>{escape(_curl(method, path, operation, body))}</pre>",
            _parameters(operation),
            _fields(body) if body else "",
            _answers(operation),
        )
    )


def _curl(method: str, path: str, operation: _Json, body: _Json | None) -> str:
    parts = ["curl"]
    if method == "HEAD":
        parts.append("--head")
    elif method != "GET":
        parts.append(f"-X {method}")
    if "security" in operation:
        parts.append("-H 'Authorization: Bearer TOKEN'")
    if body:
        example = {name: _EXAMPLES[name] for name in body["required"]}
        parts.append(f"-H 'Content-Type: application/json' -d '{json.dumps(example)}'")
    return " ".join((*parts, f"http://127.0.0.1:8000{path}"))


def _parameters(operation: _Json) -> str:
    found = operation.get("parameters", ())
    rows = (
        (_code(one["name"]), one["in"], _kind(one["schema"]), escape(one.get("description", "")))
        for one in found
    )
    return _table(("parameter", "in", "kind", ""), rows) if found else ""


def _body_schema(operation: _Json, description: _Json) -> _Json | None:
    if "requestBody" not in operation:
        return None
    reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    schemas: Mapping[str, _Json] = description["components"]["schemas"]
    return schemas[_last(reference)]


def _schema(name: str, schema: _Json) -> str:
    said = _paragraphs(schema.get("description", ""))
    if "properties" in schema:
        content = _fields(schema)
    else:
        content = f"<p>{', '.join(_code(one) for one in schema.get('enum', ()))}</p>"
    return f'<h3 id="{escape(name)}">{escape(name)}</h3>{said}{content}'


def _fields(schema: _Json) -> str:
    required = schema.get("required", ())
    rows = (
        (
            _code(name),
            _kind(one),
            "" if name in required else "may be left out",
            escape(one.get("description", "")),
        )
        for name, one in schema["properties"].items()
    )
    return _table(("field", "kind", "", ""), rows)


def _answers(operation: _Json) -> str:
    rows = (
        (status, escape(one["description"]).replace("`", ""), _content(one))
        for status, one in sorted(operation["responses"].items())
    )
    return _table(("answer", "meaning", "content"), rows)


def _content(response: _Json) -> str:
    return ", ".join(
        f"{escape(kind)} {_kind(one.get('schema', {}))}"
        for kind, one in response.get("content", {}).items()
    )


def _kind(schema: _Json) -> str:
    if "$ref" in schema:
        name = escape(_last(schema["$ref"]))
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if "items" in schema:
        return f"list of {_kind(schema['items'])}{_bounds(schema)}"
    if "enum" in schema:
        return ", ".join(_code(one) for one in schema["enum"])
    return escape(schema.get("format") or schema.get("type", "")) + _bounds(schema)


def _bounds(schema: _Json) -> str:
    least = schema.get("minItems", schema.get("minimum", schema.get("minLength")))
    most = schema.get("maxItems", schema.get("maximum", schema.get("maxLength")))
    if most is None:
        return ""
    return f", at most {most}" if least is None else f", {least} to {most}"


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{one}</th>" for one in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in text.replace("`", "").split("\n\n") if one)


def _code(value: object) -> str:
    return f"<code>{escape(str(value))}</code>"


def _last(reference: str) -> str:
    return reference.rpartition("/")[2]

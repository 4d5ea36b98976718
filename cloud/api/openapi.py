"""The description of the interface, as exact as what it describes."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from app.core.remote import Problem
from cloud.api.left_out import OF_REQUEST
from cloud.api.services import Services

_SUMMARY = """\
Downloads lists of videos. Submit links, follow how they stand, fetch the files.

Every error is a problem document (RFC 9457) with a stable `code`.\
"""


class Api(FastAPI):
    """The application; `openapi` is the description that everybody gets."""

    def __init__(self, services: Services, **options: Any) -> None:
        super().__init__(
            title="Spool",
            description=_SUMMARY,
            version=services.versions.service or "0",
            openapi_url=None,
            docs_url=None,
            redoc_url=None,
            redirect_slashes=False,
            generate_unique_id_function=_name,
            **options,
        )
        self._most_urls = services.config.max_batch_urls

    def openapi(self) -> dict[str, Any]:
        """See `FastAPI`; mended where it would be too vague."""
        if self.openapi_schema is None:
            schemas = super().openapi()["components"]["schemas"]
            _say_what_is_shown(schemas["DownloadRequest"])
            for schema in schemas.values():
                _say_that_all_is_there(schema)
            schemas["Problem"] = TypeAdapter(Problem).json_schema(mode="serialization")
            _say_that_all_is_there(schemas["Problem"])
            schemas["Batch"]["properties"]["urls"]["maxItems"] = self._most_urls
        return super().openapi()


def _say_what_is_shown(request: dict[str, Any]) -> None:
    request["description"] = "What was asked for, as it was submitted."
    for name in OF_REQUEST:
        del request["properties"][name]


def _say_that_all_is_there(schema: dict[str, Any]) -> None:
    """Answers carry all their fields; only bodies, which take no others, may leave some out."""
    if "properties" in schema and schema.get("additionalProperties", True):
        schema["required"] = list(schema["properties"])


def _name(route: APIRoute) -> str:
    return route.name

"""Whatever is sent, the answer is one that the description foresees."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.cloud.api.service import TOKENS, Service, submit

EXAMPLES = 10  # of each route, and as many of wrong requests

_CHECKS: list[Callable[..., Any]] = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
]
_HEADERS = {"Authorization": f"Bearer {TOKENS['ann']}"}


def _operations(service: Service) -> Iterator[Any]:
    schema: Any = schemathesis.openapi.from_url(f"{service.address}/openapi.json")
    for found in schema.exclude(path="/events").get_all_operations():  # which does not end
        yield found.ok()


def _try(operation: Any, mode: GenerationMode, checks: list[Callable[..., Any]]) -> int:
    tried = 0

    @settings(
        max_examples=EXAMPLES,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        nonlocal tried
        case.call_and_validate(headers=_HEADERS, checks=checks)
        tried += 1

    send()
    return tried


def test_no_request_surprises(service: Service, ann: httpx.Client) -> None:
    submit(ann, 3)
    service.complete()
    for operation in _operations(service):
        assert _try(operation, GenerationMode.POSITIVE, _CHECKS)


def test_what_is_shown_is_as_described(service: Service, ann: httpx.Client) -> None:
    batch = submit(ann, 5)
    service.complete(beside=True)
    service.fail()
    service.run_to(0.5)
    ann.post(f"/pause/{batch['download_ids'][3]}").raise_for_status()
    statuses = set()
    for operation in sorted(_operations(service), key=_removes):
        for name in [*operation.path_parameters] and [*batch["download_ids"], batch["batch_id"]]:
            values = {one.name: name for one in operation.path_parameters}
            case = operation.Case(path_parameters=values)
            answer = case.call(headers=_HEADERS)
            case.validate_response(answer, checks=_CHECKS[:-1])
            statuses.add((operation.path, answer.status_code))
    assert statuses >= {
        ("/status/{download_id}", 200),
        ("/batch-status/{batch_id}", 200),
        ("/file/{download_id}", 200),
        ("/retry/{download_id}", 200),
        ("/download/{download_id}", 200),
    }


def _removes(operation: Any) -> tuple[bool, bool]:
    """What removes something comes last, and a batch after its downloads."""
    return operation.method == "delete", "batch" in operation.path


def test_no_wrong_request_is_taken(service: Service) -> None:
    wrong = [*_CHECKS, negative_data_rejection]
    for operation in _operations(service):
        if operation.body or operation.query:
            assert _try(operation, GenerationMode.NEGATIVE, wrong)

"""The definitions for other clusters are those of the template, but for what differs everywhere."""

import json
from typing import Any

import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

from tests.cloud.infra.physical import ACCOUNT, REGION
from tests.cloud.infra.resolved import INFRA, Stack

_FILE = INFRA / "ecs-task-definition.json"
PLACEHOLDERS = {
    "ACCOUNT_ID": ACCOUNT,
    "REGION": REGION,
    "IMAGE_DIGEST": "0a" * 32,
    "EXECUTION_ROLE": "spool-executionrole",
    "API_ROLE": "spool-apirole",
    "WORKER_ROLE": "spool-workerrole",
    "API_LOG_GROUP": "spool-apilogs",
    "WORKER_LOG_GROUP": "spool-workerlogs",
    "REDIS_ADDRESS": "valkeystate.primaryendpoint.address",
    "REDIS_USER": "spool",
    "REDIS_PASSWORD_SECRET": "spool-statepassword-AbCdEf",
    "TOKEN_SECRET": "spool/spool/token-AbCdEf",
    "BUCKET": "spool-filesbucket",
    "CLUSTER": "spool-cluster",
    "WORKER_SERVICE": "spool-worker",
}


@pytest.mark.parametrize("role", ["api", "worker"])
def test_it_is_the_templates(stacks: dict[str, Stack], role: str) -> None:
    task = stacks["presigned"].properties(f"{role.capitalize()}Task")
    assert _filled(json.loads(_FILE.read_text())[role]) == _as_the_api_names_it(task)


@pytest.mark.parametrize("role", ["api", "worker"])
def test_ecs_takes_it(role: str) -> None:
    service = ServiceModel(Loader().load_service_model("ecs", "service-2"))
    shape = service.operation_model("RegisterTaskDefinition").input_shape
    report = ParamValidator().validate(json.loads(_FILE.read_text())[role], shape)
    assert not report.has_errors(), report.generate_report()


def test_every_placeholder_is_in_it() -> None:
    text = _FILE.read_text()
    assert [one for one in PLACEHOLDERS if one not in text] == []


def _filled(raw: Any) -> Any:
    """With values in place of the placeholders; names of variables and secrets are none."""
    if isinstance(raw, dict):
        return {key: one if key == "name" else _filled(one) for key, one in raw.items()}
    if isinstance(raw, list):
        return [_filled(one) for one in raw]
    if isinstance(raw, str):
        for placeholder, value in PLACEHOLDERS.items():
            raw = raw.replace(placeholder, value)
    return raw


def _as_the_api_names_it(raw: Any) -> Any:
    if isinstance(raw, dict):
        return {key[0].lower() + key[1:]: _as_the_api_names_it(one) for key, one in raw.items()}
    if isinstance(raw, list):
        return [_as_the_api_names_it(one) for one in raw]
    return raw

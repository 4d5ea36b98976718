"""Other people's tools find nothing in the templates, but for what is answered with a reason."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cloud.infra import checks
from tests.cloud.infra.resolved import INFRA, Stack
from tests.cloud.infra.test_template_shape import TEMPLATES

_SKIPS = INFRA / "checks" / "checkov.toml"


_BROKEN = """
Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    Properties: &short {RetentionInDays: 2}
  OtherLogs:
    Type: AWS::Logs::LogGroup
    Properties: *short
"""


@pytest.mark.timeout(240)
def test_the_linter_finds_nothing_and_sees_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text(_BROKEN)
    found = checks.lint([*TEMPLATES, broken])
    assert "W1101" in found, "CloudFormation knows no anchors"
    assert ".yaml" not in found, found


@pytest.mark.timeout(240)
def test_what_checkov_wants_otherwise_is_answered_with_a_reason() -> None:
    skips = tomllib.loads(_SKIPS.read_text())
    assert all(len(skip["reason"]) > 20 for skip in skips.values())
    answered = {(check, name) for check, skip in skips.items() for name in skip["on"]}
    failed, passed = checks.checkov(TEMPLATES)
    assert failed == answered
    assert passed > 50


def test_the_roles_policies_are_sound(stacks: dict[str, Stack], tmp_path: Path) -> None:
    policies: dict[str, Any] = {
        f"{choice}-{name}".replace(" ", "-"): role["Policies"][0]["PolicyDocument"]
        for choice, stack in stacks.items()
        if choice in ("as deployed", "presigned", "efs")
        for name, role in stack.of_type("AWS::IAM::Role").items()
    }
    bad = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket"}
    policies["broken"] = {"Version": "2012-10-17", "Statement": [bad]}
    found = checks.parliament(policies, tmp_path)
    assert [(Path(one["location"]["filepath"]).stem, one["issue"]) for one in found] == [
        ("broken", "RESOURCE_MISMATCH")
    ]

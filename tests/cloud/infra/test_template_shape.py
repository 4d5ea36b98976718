"""The templates as files: their size, what may be chosen, what comes out."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cloud.infra.choices import CHOICES, SIGNED
from tests.cloud.infra.resolved import INFRA, Template, load, resolve

_MOST_BYTES = 51_200  # that CloudFormation takes without a bucket to read it from
_BOTH = {
    "ApiUrl",
    "TokenSecret",
    "RedisEndpoint",
    "ApiLogGroup",
    "WorkerLogGroup",
    "ClusterName",
    "ApiServiceName",
    "WorkerServiceName",
    "DistributionId",
}
TEMPLATES = sorted(
    path for path in INFRA.glob("*.yaml") if path.read_text().startswith("AWSTemplateFormat")
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_cloudformation_takes_its_size(path: Path) -> None:
    assert len(path.read_bytes()) < _MOST_BYTES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_parameter_is_described_constrained_and_used(path: Path) -> None:
    template = load(path)
    used = _references({key: one for key, one in template.items() if key != "Rules"})
    for name, one in template["Parameters"].items():
        assert one["Description"], name
        is_range = {"MinValue", "MaxValue"} <= one.keys()
        assert is_range or {"AllowedValues", "AllowedPattern"} & one.keys(), name
        assert name in used, name


def test_every_parameter_is_shown_in_a_group(template: Template) -> None:
    groups = template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    shown = [name for group in groups for name in group["Parameters"]]
    assert sorted(shown) == sorted(template["Parameters"])


def test_what_people_choose_is_what_the_guide_names(template: Template) -> None:
    parameters = template["Parameters"]
    assert parameters["Preset"]["AllowedValues"] == ["1", "3", "5"]
    assert parameters["Preset"]["Default"] == "3"
    assert parameters["State"]["AllowedValues"] == ["single", "replicated"]
    assert parameters["Files"]["AllowedValues"] == ["s3", "efs"]
    assert parameters["WorkerCapacity"]["AllowedValues"] == ["spot", "on-demand"]
    assert parameters["MaxWorkers"]["Default"] == 4


def test_every_choice_is_mapped(template: Template) -> None:
    parameters, mappings = template["Parameters"], template["Mappings"]
    assert list(mappings["Presets"]) == parameters["Preset"]["AllowedValues"]
    assert list(mappings["FileTtl"]) == parameters["FileTtlHours"]["AllowedValues"]
    for hours, mapped in mappings["FileTtl"].items():
        assert mapped["Days"] == -(-int(hours) // 24) + 1


@pytest.mark.parametrize("choice", CHOICES)
def test_what_comes_out(template: Template, choice: str) -> None:
    outputs = resolve(template, CHOICES[choice]).outputs
    where = "FileSystem" if CHOICES[choice].get("Files") == "efs" else "FilesBucket"
    assert outputs.keys() == _BOTH | {where}
    assert outputs["ApiUrl"] == "https://d111111abcdef8.cloudfront.net"
    assert outputs["RedisEndpoint"].endswith(":6379")


@pytest.mark.parametrize("choice", CHOICES)
def test_what_is_deployed_is_taken(template: Template, choice: str) -> None:
    for name, value in CHOICES[choice].items():
        assert _takes(template, name, value), name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ImageUri", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/spool-cloud:latest"),
        ("ImageUri", "docker.io/library/redis@sha256:" + "0a" * 32),
        ("TokenSecretArn", "spool_a-token-itself"),
        ("SigningPublicKey", SIGNED["SigningPublicKey"].replace("PUBLIC", "PRIVATE")),
        ("CloudFrontPrefixListId", "sg-0123"),
        ("AvailabilityZones", ["use1-az1", "use1-az2"]),
        ("AlarmEmail", "anna"),
        ("Preset", "4"),
        ("FileTtlHours", "25"),
        ("MaxWorkers", 11),
        ("MaxWorkers", 0),
        ("BudgetUsd", -1),
    ],
)
def test_what_is_wrong_is_not_taken(template: Template, name: str, value: Any) -> None:
    assert not _takes(template, name, value)


def test_a_mail_for_the_budget_and_both_halves_of_a_key_are_asked_for(template: Template) -> None:
    asked = {
        (_named(rule["RuleCondition"]), _named(rule["Assertions"][0]["Assert"]))
        for rule in template["Rules"].values()
    }
    assert asked == {
        ("BudgetUsd", "AlarmEmail"),
        ("SigningKeySecretArn", "SigningPublicKey"),
        ("SigningPublicKey", "SigningKeySecretArn"),
    }


def test_an_image_stays_what_it_is_and_old_ones_go() -> None:
    stack = resolve(load(INFRA / "images.yaml"), {})
    repository = stack.properties("Repository")
    assert repository["RepositoryName"] == "spool-cloud"
    assert repository["ImageTagMutability"] == "IMMUTABLE"
    assert repository["ImageScanningConfiguration"] == {"ScanOnPush": True}
    assert repository["EmptyOnDelete"] is True
    policy = json.loads(repository["LifecyclePolicy"]["LifecyclePolicyText"])
    assert [rule["selection"]["countNumber"] for rule in policy["rules"]] == [20]
    assert stack.outputs.keys() == {"RepositoryName", "RepositoryUri"}


def _takes(template: Template, name: str, value: Any) -> bool:
    one = template["Parameters"][name]
    if "AllowedValues" in one:
        return value in one["AllowedValues"]
    if "MinValue" in one:
        return bool(one["MinValue"] <= value <= one["MaxValue"])
    values = value if isinstance(value, list) else [value]
    return all(re.fullmatch(one["AllowedPattern"], each) for each in values)


def _named(condition: Any) -> str:
    (name,) = _references(condition)
    return name


def _references(raw: Any) -> set[str]:
    """All names that are referred to, also within texts."""
    if isinstance(raw, list):
        return {name for one in raw for name in _references(one)}
    if not isinstance(raw, dict):
        return set()
    found = {name for one in raw.values() for name in _references(one)}
    if isinstance(raw.get("Ref"), str):
        found.add(raw["Ref"])
    text = raw.get("Fn::Sub")
    if text:
        found.update(re.findall(r"\$\{([A-Za-z0-9]+)", text if isinstance(text, str) else text[0]))
    return found

"""The template without what the emulator does not know; everything else is as it is deployed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfnlint.decode import cfn_yaml

UNKNOWN = frozenset(
    {
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        "AWS::Budgets::Budget",
        "AWS::CloudFront::KeyGroup",
        "AWS::CloudFront::PublicKey",
        "AWS::CloudFront::VpcOrigin",
        "AWS::EC2::SecurityGroupEgress",
        "AWS::EC2::SecurityGroupIngress",
        "AWS::ECS::ClusterCapacityProviderAssociations",
    }
)
"""Types that the emulator does not make."""


@dataclass(frozen=True, slots=True)
class Reduced:
    """A template, and the names of the resources that were taken out of it."""

    text: str
    taken: frozenset[str]


def reduced(template: Path) -> Reduced:
    """The template at that place, as JSON, without them."""
    whole = json.loads(json.dumps(cfn_yaml.loads(template.read_text(encoding="utf-8"))))
    resources: dict[str, Any] = whole["Resources"]
    taken = frozenset(name for name, one in resources.items() if one["Type"] in UNKNOWN)
    whole["Resources"] = {
        name: _without(one, taken) for name, one in resources.items() if name not in taken
    }
    return Reduced(json.dumps(whole), taken)


def _without(value: Any, taken: frozenset[str]) -> Any:
    """What refers to something taken says a name instead."""
    match value:
        case {"Ref": str(name)} if name in taken:
            return f"reduced-{name}"
        case {"Fn::GetAtt": [str(name), *_]} if name in taken:
            return f"reduced-{name}"
        case dict():
            return {key: _depends(key, _without(one, taken), taken) for key, one in value.items()}
        case list():
            return [_without(one, taken) for one in value]
        case _:
            return value


def _depends(key: str, value: Any, taken: frozenset[str]) -> Any:
    if key != "DependsOn":
        return value
    names = [value] if isinstance(value, str) else value
    return [name for name in names if name not in taken]

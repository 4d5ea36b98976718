"""A template as AWS would see it, once parameters are chosen."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfnlint.decode import cfn_yaml

from tests.cloud.infra.physical import ACCOUNT, REGION, attribute_of, reference_of

INFRA = Path(__file__).parents[3] / "cloud" / "infra"

Template = dict[str, Any]
Resource = Mapping[str, Any]

_HOLE = re.compile(r"\$\{([A-Za-z0-9:.]+)\}")
_PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::StackName": "spool",
}
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Stack:
    """The resources that there are, with properties that are plain values, and the outputs."""

    resources: dict[str, Resource]
    outputs: dict[str, str]
    parameters: dict[str, Any]

    def of_type(self, kind: str) -> dict[str, Any]:
        """The properties of all resources of a type, by their names."""
        return {
            name: one.get("Properties", {})
            for name, one in self.resources.items()
            if one["Type"] == kind
        }

    def properties(self, name: str) -> Any:
        return self.resources[name].get("Properties", {})


def load(path: Path) -> Template:
    """The template in that file, its short functions written out."""
    template: Template = json.loads(json.dumps(cfn_yaml.loads(path.read_text(encoding="utf-8"))))
    return template


def resolve(template: Template, parameters: Mapping[str, Any]) -> Stack:
    """What comes of the template. What has no default must be among the parameters."""
    given = {
        name: parameters[name] if name in parameters else one["Default"]
        for name, one in template.get("Parameters", {}).items()
    }
    resolver = _Resolver(template, given)
    resources: dict[str, Resource] = {
        name: {**one, "Properties": resolver.value(one.get("Properties", {}))}
        for name, one in template["Resources"].items()
        if resolver.is_there(one)
    }
    outputs = {
        name: resolver.value(one["Value"])
        for name, one in template["Outputs"].items()
        if resolver.is_there(one)
    }
    return Stack(resources, outputs, given)


class _Resolver:
    def __init__(self, template: Template, parameters: dict[str, Any]) -> None:
        self._template = template
        self._parameters = parameters

    def is_there(self, one: Mapping[str, Any]) -> bool:
        return "Condition" not in one or self._holds({"Condition": one["Condition"]})

    def value(self, raw: Any) -> Any:
        """Functions and all within; what is NoValue is left out."""
        if isinstance(raw, list):
            return [made for one in raw if (made := self.value(one)) is not _NOTHING]
        if not isinstance(raw, dict):
            return raw
        if len(raw) == 1:
            name, argument = next(iter(raw.items()))
            if name == "Ref" or name.startswith("Fn::"):
                return self._function(name.removeprefix("Fn::"), argument)
        made = {key: self.value(one) for key, one in raw.items()}
        return {key: one for key, one in made.items() if one is not _NOTHING}

    def _function(self, name: str, argument: Any) -> Any:
        made: Any
        match name, argument:
            case "Ref", str(target):
                made = self._reference(target)
            case "GetAtt", [str(target), str(attribute)]:
                made = attribute_of(self._kind(target), target, attribute)
            case "If", [condition, so, otherwise]:
                made = self.value(so if self._holds({"Condition": condition}) else otherwise)
            case "FindInMap", [table, row, column]:
                made = self._template["Mappings"][table][str(self.value(row))][column]
            case "Select", [index, among]:
                made = self.value(among)[int(index)]
            case "Split", [between, text]:
                made = self.value(text).split(between)
            case "Sub", str(text):
                made = self._filled(text, {})
            case "Sub", [str(text), dict(more)]:
                made = self._filled(text, {key: self.value(one) for key, one in more.items()})
            case _:
                raise AssertionError(f"a function that is not known here: {name}")
        return made

    def _filled(self, text: str, more: Mapping[str, str]) -> str:
        def fill(hole: re.Match[str]) -> str:
            name, _, attribute = hole[1].partition(".")
            if name in more:
                return more[name]
            made = attribute_of(self._kind(name), name, attribute) if attribute else None
            return str(made or self._reference(name))

        return _HOLE.sub(fill, text)

    def _reference(self, name: str) -> Any:
        if name == "AWS::NoValue":
            return _NOTHING
        if name in _PSEUDO:
            return _PSEUDO[name]
        if name in self._parameters:
            return self._parameters[name]
        return reference_of(self._kind(name), name)

    def _kind(self, name: str) -> str:
        resource = self._template["Resources"][name]
        assert self.is_there(resource), f"{name} is referred to and not there"
        return str(resource["Type"])

    def _holds(self, condition: Any) -> bool:
        match condition:
            case {"Condition": str(name)}:
                return self._holds(self._template["Conditions"][name])
            case {"Fn::And": list(all_of)}:
                return all(self._holds(one) for one in all_of)
            case {"Fn::Not": [one]}:
                return not self._holds(one)
            case {"Fn::Equals": [one, other]}:
                return str(self.value(one)) == str(self.value(other))
        raise AssertionError(f"a condition that is not known here: {condition}")

"""What the emulator is not given is known, and nothing else is missing."""

import json

from tests.cloud.infra.reduced import reduced
from tests.cloud.infra.resolved import INFRA, Template


def test_only_this_is_taken_out(template: Template) -> None:
    less = reduced(INFRA / "template.yaml")
    assert sorted(less.taken) == [
        "ApiFromBalancer",
        "ApiToFiles",
        "ApiToState",
        "AsManyAsWanted",
        "BalancerToApi",
        "Budget",
        "ClusterCapacity",
        "NoneWhenIdle",
        "SigningKey",
        "SigningKeys",
        "VpcOrigin",
        "WorkerCount",
    ]
    left = json.loads(less.text)
    assert left["Resources"].keys() == template["Resources"].keys() - less.taken
    assert left["Parameters"] == template["Parameters"]
    assert left["Outputs"].keys() == template["Outputs"].keys()

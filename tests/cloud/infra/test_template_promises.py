"""What the template promises holds for all that can be chosen, and a fault is seen."""

import copy

import pytest

from tests.cloud.infra import (
    edge_promises,
    file_promises,
    network_promises,
    role_promises,
    scaling_promises,
    task_promises,
)
from tests.cloud.infra.choices import CHOICES
from tests.cloud.infra.promise import Plant, Promise
from tests.cloud.infra.resolved import Stack, Template, resolve

PROMISES = (
    *network_promises.PROMISES,
    *edge_promises.PROMISES,
    *file_promises.PROMISES,
    *task_promises.PROMISES,
    *role_promises.PROMISES,
    *scaling_promises.PROMISES,
)
PLANTED = [
    pytest.param(promise, plant, id=f"{promise.name}-{number}")
    for promise in PROMISES
    for number, plant in enumerate(promise.plants)
]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda one: one.name)
def test_it_is_kept(stacks: dict[str, Stack], promise: Promise) -> None:
    found = {choice: list(promise.look(stack)) for choice, stack in stacks.items()}
    assert {choice: faults for choice, faults in found.items() if faults} == {}


@pytest.mark.parametrize(("promise", "plant"), PLANTED)
def test_a_fault_is_seen(template: Template, promise: Promise, plant: Plant) -> None:
    broken = copy.deepcopy(template)
    plant(broken)
    assert broken != template
    # One choice is enough, and most faults show in the first.
    assert any(any(promise.look(resolve(broken, one))) for one in CHOICES.values())

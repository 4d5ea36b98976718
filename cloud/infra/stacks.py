"""CloudFormation stacks: looked at, brought to what is wanted, deleted."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import time_ns
from typing import Any

from botocore.exceptions import ClientError

from cloud.infra.refusals import Failed, message_of, plain_errors
from cloud.infra.stack_events import StackEvents
from cloud.infra.steps import Say

KEEP = None  # as a parameter's value: what the stack has now

_NEVER_STOOD = frozenset({"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"})
_NO_CHANGE = ("didn't contain changes", "No updates are to be performed")
_BETWEEN_LOOKS = 3.0  # seconds


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack as it is at one moment."""

    id: str
    name: str
    status: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_busy(self) -> bool:
        return self.status.endswith("_IN_PROGRESS") and self.status != "REVIEW_IN_PROGRESS"

    @property
    def never_stood(self) -> bool:
        """Whether its creation failed: it can only be deleted."""
        return self.status in _NEVER_STOOD

    @property
    def is_new(self) -> bool:
        """Whether nothing but a change set of it was ever made."""
        return self.status == "REVIEW_IN_PROGRESS"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a stack is to be."""

    name: str
    template: str
    parameters: Mapping[str, str | None]


class Stacks:
    """The stacks of one account and region."""

    def __init__(
        self, client: Callable[[], Any], say: Say, between_looks: float = _BETWEEN_LOOKS
    ) -> None:
        self._make_client = client
        self._say = say
        self._between_looks = between_looks

    @property
    def _client(self) -> Any:
        return self._make_client()

    def look(self, name: str) -> Stack | None:
        """The stack of that name or id; None where there is none."""
        with plain_errors():
            try:
                answer = self._client.describe_stacks(StackName=name)
            except ClientError as error:
                if "does not exist" in message_of(error):
                    return None
                raise
        found = _stack(answer["Stacks"][0])
        return None if found.status == "DELETE_COMPLETE" else found

    def parameters_of(self, template: str) -> frozenset[str]:
        """The names of the parameters that a template takes."""
        with plain_errors():
            answer = self._client.validate_template(TemplateBody=template)
        return frozenset(one["ParameterKey"] for one in answer["Parameters"])

    def resources(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """The names in AWS of all that the stack has, by their types."""
        found: dict[str, tuple[str, ...]] = {}
        with plain_errors():
            pages = self._client.get_paginator("list_stack_resources").paginate(StackName=name)
            for one in (one for page in pages for one in page["StackResourceSummaries"]):
                if one.get("PhysicalResourceId") and one["ResourceStatus"] != "DELETE_COMPLETE":
                    kind = one["ResourceType"]
                    found[kind] = (*found.get(kind, ()), one["PhysicalResourceId"])
        return found

    def apply(self, wanted: Wanted) -> Stack:
        """Create the stack or update it; `Failed` with the first reason where that fails."""
        before = self.ready(wanted.name)
        with plain_errors():
            change_set = self._change_set(wanted, before)
            if change_set is None:
                self._say("      nothing to change")
            else:
                events = StackEvents(self._client, wanted.name)
                self._client.execute_change_set(ChangeSetName=change_set)
                self._watch(wanted.name, events)
        after = self.look(wanted.name)
        if after is None:
            raise Failed(f"The stack {wanted.name} has gone while it was made.")
        return after

    def delete(self, name: str) -> tuple[str, ...]:
        """Delete the stack; what it left. `Failed` with the first reason where that fails."""
        stack = self._settled(name)
        if stack is None:
            return ()
        with plain_errors():
            events = StackEvents(self._client, stack.id)
            self._client.delete_stack(StackName=stack.id)
            self._watch(stack.id, events)
        return events.kept

    def ready(self, name: str) -> Stack | None:
        """The stack once nobody works on it; one that never stood is deleted first."""
        stack = self._settled(name)
        if stack and stack.never_stood:
            self._say(f"      the stack {name} is {stack.status}: it is deleted and made anew")
            self.delete(name)
            return None
        if stack and stack.status == "DELETE_FAILED":
            raise Failed(f"The stack {name} is half deleted. Run destroy first.")
        if stack and stack.status == "UPDATE_ROLLBACK_FAILED":
            raise Failed(
                f"The stack {name} is stuck in UPDATE_ROLLBACK_FAILED. Remove what its events "
                "name, then run `aws cloudformation continue-update-rollback "
                f"--stack-name {name}`, then this once more."
            )
        return stack

    def _settled(self, name: str) -> Stack | None:
        stack = self.look(name)
        if stack is None or not stack.is_busy:
            return stack
        self._say(f"      the stack {name} is {stack.status}: waiting for that to end")
        with plain_errors():
            self._follow(stack.id, StackEvents(self._client, stack.id))
        return self.look(name)

    def _change_set(self, wanted: Wanted, before: Stack | None) -> str | None:
        """A change set that is ready; None where it would change nothing."""
        made = self._client.create_change_set(
            StackName=wanted.name,
            ChangeSetName=f"spool-{time_ns()}",
            ChangeSetType="CREATE" if before is None or before.is_new else "UPDATE",
            TemplateBody=wanted.template,
            Parameters=_parameters(wanted.parameters),
            Capabilities=["CAPABILITY_IAM"],
            Tags=[{"Key": "spool", "Value": wanted.name}],
        )["Id"]
        while True:
            answer = self._client.describe_change_set(ChangeSetName=made)
            status, reason = answer["Status"], answer.get("StatusReason", "")
            if status == "CREATE_COMPLETE":
                return str(made)
            if status == "FAILED":
                self._client.delete_change_set(ChangeSetName=made)
                if any(words in reason for words in _NO_CHANGE):
                    return None
                raise Failed(f"CloudFormation does not take the template: {reason}")
            self._pause()

    def _watch(self, name: str, events: StackEvents) -> None:
        """Wait for the end of what was begun; `Failed` unless it is a good one."""
        status = self._follow(name, events)
        if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE"):
            reason = events.failure or "its events in the console say more"
            raise Failed(f"The stack is {status}. What failed first: {reason}")

    def _follow(self, name: str, events: StackEvents) -> str:
        while True:
            answer = self._client.describe_stacks(StackName=name)
            status = str(answer["Stacks"][0]["StackStatus"])
            events.tell(self._say)
            if not status.endswith("_IN_PROGRESS"):
                return status
            self._pause()

    def _pause(self) -> None:
        threading.Event().wait(self._between_looks)


def _stack(one: Any) -> Stack:
    return Stack(
        id=one["StackId"],
        name=one["StackName"],
        status=one["StackStatus"],
        parameters={
            pair["ParameterKey"]: pair.get("ParameterValue", "")
            for pair in one.get("Parameters", ())
        },
        outputs={pair["OutputKey"]: pair["OutputValue"] for pair in one.get("Outputs", ())},
    )


def _parameters(values: Mapping[str, str | None]) -> list[dict[str, Any]]:
    return [
        {"ParameterKey": name, "UsePreviousValue": True}
        if value is KEEP
        else {"ParameterKey": name, "ParameterValue": value}
        for name, value in values.items()
    ]

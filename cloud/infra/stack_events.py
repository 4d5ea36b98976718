"""What CloudFormation tells while it works on a stack."""

from dataclasses import dataclass
from typing import Any

from cloud.infra.steps import Say

_NOT_THE_CAUSE = ("cancelled", "canceled")


@dataclass(frozen=True, slots=True)
class StackEvent:
    """One line of a stack's story."""

    resource: str
    type: str
    status: str
    reason: str


class StackEvents:
    """The events of one stack from now on. Asked again, it says what came since."""

    def __init__(self, client: Any, stack: str) -> None:
        self._client = client
        self._stack = stack
        self._seen: set[str] = set()
        self._failure: StackEvent | None = None
        self._refusal = ""  # of the whole, before a single resource was begun
        self._kept: list[str] = []
        self._fetch()

    @property
    def failure(self) -> str:
        """What failed first, and why; empty where nothing did."""
        if self._failure is None:
            return self._refusal
        reason = self._failure.reason or "no reason was given"
        return f"{self._failure.resource} ({self._failure.type}): {reason}"

    @property
    def kept(self) -> tuple[str, ...]:
        """The resources that a deletion left, since the template wants it so."""
        return tuple(self._kept)

    def tell(self, say: Say) -> None:
        """Say what has ended since, and remember what failed first."""
        for event in self._fetch():
            if event.status.endswith("_FAILED"):
                self._remember(event)
            if event.status == "DELETE_SKIPPED":
                self._kept.append(f"{event.resource} ({event.type})")
            if not event.status.endswith("_IN_PROGRESS"):
                say(f"      {event.status:<16} {event.resource} ({event.type})")

    def _remember(self, event: StackEvent) -> None:
        if event.type == "AWS::CloudFormation::Stack":
            self._refusal = self._refusal or event.reason
        elif self._failure is None and not any(word in event.reason for word in _NOT_THE_CAUSE):
            self._failure = event

    def _fetch(self) -> list[StackEvent]:
        """The new ones, oldest first."""
        found: list[StackEvent] = []
        pages = self._client.get_paginator("describe_stack_events").paginate(StackName=self._stack)
        for page in pages:
            new = [one for one in page["StackEvents"] if one["EventId"] not in self._seen]
            self._seen.update(one["EventId"] for one in new)
            found += map(_event, new)
            if len(new) < len(page["StackEvents"]):  # from here on all are known
                break
        return found[::-1]


def _event(one: Any) -> StackEvent:
    return StackEvent(
        resource=one.get("LogicalResourceId", ""),
        type=one.get("ResourceType", ""),
        status=one.get("ResourceStatus", ""),
        reason=one.get("ResourceStatusReason", ""),
    )

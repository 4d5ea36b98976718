"""The account and region that a run is about."""

import os
from typing import Any

import boto3
from botocore.config import Config as ClientConfig

from cloud.infra.refusals import CREDENTIALS, REGION, Missing, plain_errors

_READS = ("Describe", "List", "Get", "Head", "Validate")


class Account:
    """Clients of one session. One that `looks_only` lets no call through that changes anything."""

    def __init__(self, profile: str, region: str, *, looks_only: bool) -> None:
        with plain_errors():
            self._session = boto3.session.Session(profile_name=profile or None)
        self._looks_only = looks_only
        self._clients: dict[str, Any] = {}
        self.region = region or os.environ.get("AWS_REGION", "") or self._session.region_name or ""

    def missing(self) -> list[str]:
        """What is not there to begin with, a sentence each."""
        with plain_errors():
            has_credentials = self._session.get_credentials() is not None
        return [
            sentence
            for sentence, is_there in ((CREDENTIALS, has_credentials), (REGION, self.region))
            if not is_there
        ]

    def client(self, service: str) -> Any:
        """The client of a service, made once."""
        if service not in self._clients:
            self._clients[service] = self._new_client(service)
        return self._clients[service]

    def number(self) -> str:
        """The account's twelve digits."""
        with plain_errors():
            return str(self.client("sts").get_caller_identity()["Account"])

    def close(self) -> None:
        """Let go of all connections."""
        for client in self._clients.values():
            client.close()

    def _new_client(self, service: str) -> Any:
        if missing := self.missing():
            raise Missing("\n".join(missing))
        settings = ClientConfig(retries={"mode": "standard", "total_max_attempts": 5})
        with plain_errors():
            client = self._session.client(service, region_name=self.region, config=settings)
        if self._looks_only:
            client.meta.events.register("before-call", _refuse_changes)
        return client


def _refuse_changes(model: Any, **_: Any) -> None:
    if not model.name.startswith(_READS):
        raise RuntimeError(f"a dry run was about to call {model.name}")

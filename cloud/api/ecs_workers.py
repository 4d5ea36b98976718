"""The workers as a service of ECS: has one begin where none is wanted yet."""

import re
from contextlib import suppress
from typing import Any

import boto3
from botocore.config import Config as ClientConfig
from botocore.exceptions import BotoCoreError, ClientError

from cloud.api.scaling import CannotWake
from cloud.aws_region import own_region

_CODE = re.compile(r"[A-Za-z0-9]{1,60}")
_REFUSED = frozenset({"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"})


class EcsWorkers:
    """One service in one cluster. Credentials and region come from the environment.

    It is for one thread, and nothing is asked before the first `wake`.
    """

    def __init__(self, cluster: str, service: str) -> None:
        self._cluster = cluster
        self._service = service
        self._client: Any = None

    def wake(self) -> bool:
        """Have one worker be wanted where none is; whether it was so. `CannotWake`.

        How many more there are to be is none of its business.
        """
        try:
            if self._desired() > 0:
                return False
            # Scaling may set a higher count between the look and this, which is lowered then; its
            # alarm says the right one again within a minute.
            self._ecs().update_service(cluster=self._cluster, service=self._service, desiredCount=1)
        except ClientError as error:
            raise CannotWake(_words(error)) from None
        except BotoCoreError as error:
            raise CannotWake(f"ECS cannot be asked ({type(error).__name__})") from None
        return True

    def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            with suppress(BotoCoreError):
                self._client.close()

    def _desired(self) -> int:
        answer = self._ecs().describe_services(cluster=self._cluster, services=[self._service])
        services = answer.get("services", ())
        if not services:
            raise CannotWake("ECS knows no such service: see ECS_CLUSTER and ECS_WORKER_SERVICE")
        return int(services[0].get("desiredCount", 0))

    def _ecs(self) -> Any:
        if self._client is None:
            self._client = boto3.session.Session().client(
                "ecs",
                region_name=own_region(),
                config=ClientConfig(
                    connect_timeout=5,
                    read_timeout=10,
                    retries={"mode": "standard", "max_attempts": 2},
                ),
            )
        return self._client


def _words(error: ClientError) -> str:
    """What else ECS answers names accounts and roles, so only its code is told."""
    code = str(error.response.get("Error", {}).get("Code", ""))
    code = code if _CODE.fullmatch(code) else "an unknown error"
    if code in _REFUSED:
        return f"the role needs ecs:DescribeServices and ecs:UpdateService ({code})"
    return f"ECS answers with {code}"

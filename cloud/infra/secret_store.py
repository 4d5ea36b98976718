"""Secrets of the deployment in Secrets Manager. Their values are never said."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from cloud.infra.refusals import code_of, plain_errors


@dataclass(frozen=True, slots=True)
class Kept:
    """A secret that is there, and whether it is just made."""

    arn: str
    is_new: bool


class SecretStore:
    """Those of one account and region."""

    def __init__(self, client: Callable[[], Any]) -> None:
        self._make_client = client

    @property
    def _client(self) -> Any:
        return self._make_client()

    def keep(self, name: str, what: str, make: Callable[[], str]) -> Kept:
        """The secret of that name, made if it is missing, brought back if it was to be deleted."""
        with plain_errors():
            try:
                found = self._client.describe_secret(SecretId=name)
            except ClientError as error:
                if code_of(error) != "ResourceNotFoundException":
                    raise
                made = self._client.create_secret(Name=name, Description=what, SecretString=make())
                return Kept(made["ARN"], is_new=True)
            if found.get("DeletedDate"):
                self._client.restore_secret(SecretId=name)
            return Kept(found["ARN"], is_new=False)

    def value(self, arn: str) -> str:
        """What is in it."""
        with plain_errors():
            return str(self._client.get_secret_value(SecretId=arn)["SecretString"])

    def forget(self, name: str) -> bool:
        """Delete it for good; whether it was there."""
        with plain_errors():
            try:
                self._client.describe_secret(SecretId=name)
            except ClientError as error:
                if code_of(error) != "ResourceNotFoundException":
                    raise
                return False
            self._client.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
        return True

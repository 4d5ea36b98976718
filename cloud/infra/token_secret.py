"""The token that lets the owner in."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cloud.infra.refusals import Failed, Missing
from cloud.infra.secret_store import Kept, SecretStore
from cloud.owners import new_token


def token_name(name: str) -> str:
    """What the secret of a deployment is called."""
    return f"spool/{name}/token"


@dataclass(frozen=True, slots=True)
class TokenSecret:
    """The secret with the token of one deployment; `owner` is empty for whose it is already."""

    store: SecretStore
    name: str
    owner: str

    def keep(self) -> Kept:
        """It, made if it is missing; `Missing` where it is another owner's."""
        kept = self.store.keep(
            token_name(self.name),
            "The token for Spool's service; the tasks read `tokens`, the desktop takes `token`.",
            lambda: _new(self.owner or "owner"),
        )
        if not kept.is_new and self.owner:
            self._check_owner(kept.arn)
        return kept

    def write(self, arn: str, path: Path) -> None:
        """Put the token into a new file that only its user can read."""
        token = str(self._read(arn)["token"])
        try:
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise Failed(f"The token cannot be written to {path}: {error.strerror}") from None
        with os.fdopen(number, "w", encoding="ascii") as file:
            file.write(f"{token}\n")

    def _check_owner(self, arn: str) -> None:
        there = self._read(arn)["owner"]
        if there != self.owner:
            raise Missing(
                f"--owner: the token of this deployment is {there}'s. For a further owner, add a "
                f"comma and the line of `spool-cloud token new {self.owner}` to `tokens` in the "
                f"secret {token_name(self.name)}."
            )

    def _read(self, arn: str) -> dict[str, Any]:
        try:
            value = json.loads(self.store.value(arn))
            if value.keys() >= {"owner", "token", "tokens"}:
                return dict(value)
        except (ValueError, AttributeError):
            pass  # its text is not to appear in what is said of it
        raise Failed(f"The secret {token_name(self.name)} is not as deploy makes it.")


def _new(owner: str) -> str:
    token, line = new_token(owner)
    return json.dumps({"owner": owner, "token": token, "tokens": ":".join(line.split())})

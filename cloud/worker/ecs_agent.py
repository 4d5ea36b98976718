"""The agent of ECS, as every container of a task can reach it."""

import json
import re
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

_PATH = "/task-protection/v1/state"
_TIMEOUT = 5.0  # seconds
_MOST = 64 * 1024  # bytes of an answer
_WORD = re.compile(r"[A-Za-z_]{1,60}")


class EcsAgent:
    """`Agent` at the address that ECS gives every container. Its path is a secret of the task."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port
        self._path = parts.path.rstrip("/") + _PATH

    def protect(self, minutes: int) -> str:
        """See `Agent`."""
        asked: dict[str, Any] = {"ProtectionEnabled": minutes > 0}
        if minutes:
            asked["ExpiresInMinutes"] = minutes
        try:
            status, body = self._put(json.dumps(asked))
        except (OSError, HTTPException) as error:
            return f"its agent does not answer ({type(error).__name__})"
        return _objection(status, body, is_wanted=minutes > 0)

    def _put(self, body: str) -> tuple[int, bytes]:
        # Never through a proxy: it lies beside this container.
        connection = HTTPConnection(self._host, self._port, timeout=_TIMEOUT)
        try:
            connection.request("PUT", self._path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read(_MOST)
        finally:
            connection.close()


def _objection(status: int, body: bytes, *, is_wanted: bool) -> str:
    """Why it was not done. What else is in the answer names account and task."""
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        return f"its agent answers with status {status}"
    for kind, field in (("failure", "Reason"), ("error", "Code")):
        found = answer.get(kind)
        if isinstance(found, dict):
            word = str(found.get(field, ""))
            return f"it answers {word if _WORD.fullmatch(word) else 'with an error'}"
    protection = answer.get("protection")
    is_protected = isinstance(protection, dict) and protection.get("ProtectionEnabled") is True
    if status != 200 or is_protected is not is_wanted:
        return f"its agent answers with status {status}, and not that it is done"
    return ""

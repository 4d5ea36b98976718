"""Whether the service answers."""

import http.client
import threading
from collections.abc import Callable
from time import monotonic
from urllib.parse import urlsplit

from cloud.infra.refusals import Failed

_LIMIT = 600.0  # seconds, since names and tasks take theirs
_BETWEEN = 5.0
_ANSWER = 20.0


def wait_until_ready(
    address: str,
    *,
    limit: float = _LIMIT,
    between: float = _BETWEEN,
    clock: Callable[[], float] = monotonic,
) -> str:
    """Ask until it says that it can do its work; `Failed` with the last answer in the end."""
    end = clock() + limit
    while True:
        answer = _ask(address)
        if answer == "200":
            return "it answers, and can do its work"
        if clock() >= end:
            raise Failed(
                f"{address}/readyz does not say that the service is ready: {answer}. The log group "
                "of the api says more; `deploy` may be run again."
            )
        threading.Event().wait(between)


def _ask(address: str) -> str:
    """The status of the answer, or why there is none."""
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=_ANSWER)
    try:
        connection.request("GET", f"{parts.path.rstrip('/')}/readyz")
        return str(connection.getresponse().status)
    except (OSError, http.client.HTTPException) as error:
        return str(error) or type(error).__name__
    finally:
        connection.close()

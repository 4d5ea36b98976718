"""The one door to the system's keyring. Its calls may hang for ever, or raise anything."""

import logging
import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.core.stores import SecretProblem

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

SERVICE = "spool"
SECONDS = 5.0
"""A person may have to unlock it; one who is not there must not be waited for."""

_RECOMMENDED = 1  # a backend below that keeps nothing, or keeps it for everyone to read


class KeyringError(Exception):
    """The keyring did not do what was asked."""

    def __init__(self, problem: SecretProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class KeyringDoor:
    """Asks the keyring, each time in a thread that is given up after `seconds`.

    Used by one thread at a time. Every method raises `KeyringError` and nothing else.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._asking: threading.Thread | None = None

    def get(self, name: str) -> str:
        """The secret, empty where there is none."""
        return self._ask(lambda backend: backend.get_password(SERVICE, name) or "")

    def put(self, name: str, value: str) -> None:
        """Keep it, or with an empty value forget it."""

        def act(backend: "KeyringBackend") -> str:
            if value:
                backend.set_password(SERVICE, name, value)
            elif backend.get_password(SERVICE, name) is not None:
                backend.delete_password(SERVICE, name)
            return ""

        self._ask(act)

    def _ask(self, act: Callable[["KeyringBackend"], str]) -> str:
        if self._asking and self._asking.is_alive():
            # It still waits for a person. Another question would only wait behind it.
            raise KeyringError(SecretProblem.NO_ANSWER)
        answers: queue.SimpleQueue[str | SecretProblem] = queue.SimpleQueue()
        self._asking = threading.Thread(
            target=lambda: answers.put(_answer(act)), name="keyring", daemon=True
        )
        self._asking.start()
        try:
            answer = answers.get(timeout=self._seconds)
        except queue.Empty:
            log.warning("the keyring does not answer")
            raise KeyringError(SecretProblem.NO_ANSWER) from None
        if isinstance(answer, SecretProblem):
            raise KeyringError(answer)
        return answer


def _answer(act: Callable[["KeyringBackend"], str]) -> str | SecretProblem:
    try:
        # Imported here, since finding a backend already talks to other processes.
        import keyring

        backend = keyring.get_keyring()
        is_usable = backend.priority >= _RECOMMENDED
    except Exception as error:  # noqa: BLE001 - a backend may raise anything
        log.warning("there is no keyring: %s", type(error).__name__)
        return SecretProblem.NO_KEYRING
    if not is_usable:
        return SecretProblem.NO_KEYRING
    try:
        found = act(backend)
    except keyring.errors.NoKeyringError:
        return SecretProblem.NO_KEYRING
    except Exception as error:  # noqa: BLE001 - likewise
        # Not what it says, for the secret might be in that.
        log.warning("the keyring refused: %s", type(error).__name__)
        return SecretProblem.REFUSED
    return found if isinstance(found, str) else SecretProblem.REFUSED

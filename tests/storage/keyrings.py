"""Keyrings in memory: one that works, one that hangs, one that refuses."""

import threading

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

SECRET = "correct horse battery staple"


class MemoryKeyring(KeyringBackend):
    """Works."""

    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        try:
            del self.kept[service, username]
        except KeyError:
            raise PasswordDeleteError from None


class HangingKeyring(MemoryKeyring):
    """Waits for a password that nobody types, until `unlocked`."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.unlocked = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self._wait()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._wait()
        super().set_password(service, username, password)

    def _wait(self) -> None:
        self.asked += 1
        self.unlocked.wait()


class RefusingKeyring(MemoryKeyring):
    """Raises, with the secret in what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        raise KeyringLocked(f"{service} {username} is locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        self.asked += 1
        raise RuntimeError(f"cannot keep {password} of {username} for {service}")


class OpenKeyring(MemoryKeyring):
    """Keeps everything in a file that anyone may read, as its priority says."""

    priority = 0.5

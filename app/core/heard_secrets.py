"""Passwords, with an ear for those who use them."""

from collections.abc import Callable

from app.core.stores import SecretProblem, SecretStore


class HeardSecrets:
    """A `SecretStore` in front of another; calls `changed` with the name and the new value."""

    def __init__(self, store: SecretStore, changed: Callable[[str, str], None]) -> None:
        self._store = store
        self._changed = changed

    def get(self, name: str, then: Callable[[str, SecretProblem | None], None]) -> None:
        self._store.get(name, then)

    def put(
        self,
        name: str,
        value: str,
        then: Callable[[SecretProblem | None], None],
        *,
        in_file: bool = False,
    ) -> None:
        self._store.put(name, value, then, in_file=in_file)
        self._changed(name, value)

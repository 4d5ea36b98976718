"""Passwords, with an ear for those who use them."""

from collections.abc import Callable
from functools import partial

from app.core.stores import SecretProblem, SecretStore


class HeardSecrets:
    """A `SecretStore` in front of another; calls `changed` with the name and each value it sees.

    A question that is answered late, after a new value came, is answered with that.
    """

    def __init__(self, store: SecretStore, changed: Callable[[str, str], None]) -> None:
        self._store = store
        self._changed = changed
        self._newest: dict[str, str] = {}

    def get(self, name: str, then: Callable[[str, SecretProblem | None], None]) -> None:
        self._store.get(name, partial(self._found, name, then))

    def put(
        self,
        name: str,
        value: str,
        then: Callable[[SecretProblem | None], None],
        *,
        in_file: bool = False,
    ) -> None:
        self._newest[name] = value
        self._store.put(name, value, then, in_file=in_file)
        self._changed(name, value)

    def _found(
        self,
        name: str,
        then: Callable[[str, SecretProblem | None], None],
        value: str,
        problem: SecretProblem | None,
    ) -> None:
        if name in self._newest:
            value, problem = self._newest[name], None
        elif problem is None:
            self._changed(name, value)  # whoever uses it may not have needed it until now
        then(value, problem)

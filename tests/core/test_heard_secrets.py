"""Passwords, with an ear for those who use them."""

from app.core.heard_secrets import HeardSecrets
from tests.core.doubles import HandSecrets


def test_whoever_uses_a_password_hears_of_a_new_one() -> None:
    store = HandSecrets()
    heard: list[tuple[str, str]] = []
    secrets = HeardSecrets(store, lambda *told: heard.append(told))
    answers: list[object] = []
    secrets.put("proxy", "x", answers.append, in_file=True)
    secrets.get("proxy", lambda *answer: answers.append(answer))
    assert heard == [("proxy", "x")]
    assert answers == [None, ("x", None)]
    assert store.in_file == {"proxy"}

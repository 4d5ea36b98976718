"""Passwords, with an ear for those who use them."""

from app.core.heard_secrets import HeardSecrets
from app.core.stores import SecretProblem
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


def test_an_old_password_that_comes_late_does_not_replace_a_new_one() -> None:
    """A keyring that hangs at the start, while a person types the password anew."""
    store = HandSecrets()
    store.silent = True
    secrets = HeardSecrets(store, lambda *_told: None)
    answers: list[object] = []
    secrets.get("proxy", lambda *answer: answers.append(answer))
    store.problem = SecretProblem.NO_ANSWER
    secrets.get("another", lambda *answer: answers.append(answer))
    secrets.put("proxy", "new", answers.append)
    store.values["proxy"] = "old"
    store.answer()
    assert answers == [
        ("new", None),
        ("", SecretProblem.NO_ANSWER),
        SecretProblem.NO_ANSWER,
    ]


def test_whoever_uses_a_password_hears_of_one_that_was_kept_before() -> None:
    """The name of the proxy's user is typed again, for whom a password was kept all the time."""
    store = HandSecrets()
    store.values["proxy"] = "kept"
    heard: list[tuple[str, str]] = []
    secrets = HeardSecrets(store, lambda *told: heard.append(told))
    secrets.get("proxy", lambda *_answer: None)
    store.problem = SecretProblem.NO_ANSWER
    secrets.get("proxy", lambda *_answer: None)
    assert heard == [("proxy", "kept")]

"""Private keys that are nobody's, made anew each time."""

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

KEY = rsa.generate_private_key(65_537, 2048)


def _pem(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
    encryption: KeySerializationEncryption | None = None,
) -> str:
    lock = encryption or NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock).decode()


PEM = _pem(KEY)
SHORT_PEM = _pem(rsa.generate_private_key(65_537, 1024))


def elliptic_pem() -> str:
    """One of another kind."""
    return _pem(ec.generate_private_key(ec.SECP256R1()))


def locked_pem(password: str) -> str:
    """One that nobody can read without the password."""
    return _pem(KEY, BestAvailableEncryption(password.encode()))

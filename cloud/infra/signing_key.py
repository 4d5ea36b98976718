"""The key that addresses of files are signed with."""

from dataclasses import dataclass

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from cloud.infra.refusals import Failed
from cloud.infra.secret_store import SecretStore

_BITS = 2048  # what CloudFront takes


def key_name(name: str) -> str:
    """What the secret of a deployment is called."""
    return f"spool/{name}/signing-key"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """Where the private half lies, and the public one."""

    arn: str
    public: str
    is_new: bool


def keep(store: SecretStore, name: str) -> SigningKey:
    """The key of a deployment, made if it is missing."""
    kept = store.keep(
        key_name(name), "The key that Spool's service signs addresses of files with.", _new
    )
    try:
        key = serialization.load_pem_private_key(store.value(kept.arn).encode(), password=None)
    except (ValueError, TypeError):
        raise Failed(f"The secret {key_name(name)} holds no private key.") from None
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return SigningKey(kept.arn, public.decode(), kept.is_new)


def _new() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()

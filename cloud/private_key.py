"""The private key that addresses of CloudFront are signed with."""

from collections.abc import Callable

_BITS = 2048  # CloudFront takes RSA keys of this length alone


def is_private_key(pem: str) -> bool:
    """Whether it is a key that `signer_of` takes."""
    try:
        signer_of(pem)
    except ValueError:
        return False
    return True


def signer_of(pem: str) -> Callable[[bytes], bytes]:
    """What signs with it as CloudFront wants it; `ValueError`, without the key, where it is none.

    May be called from any thread.
    """
    # Who signs nothing need not wait for it.
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(pem.encode(errors="replace"), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise ValueError("no private key that can be read") from None
    if not isinstance(key, RSAPrivateKey) or key.key_size != _BITS:
        raise ValueError("no RSA key of 2048 bits")
    digest = hashes.SHA1()  # noqa: S303 - CloudFront knows no other for these
    return lambda message: key.sign(message, PKCS1v15(), digest)

"""Addresses of CloudFront that are good for a while."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import time
from urllib.parse import quote

from botocore.signers import CloudFrontSigner

from cloud.private_key import signer_of


class SignedAddresses:
    """Of what lies in the bucket behind a distribution, whose paths are its keys.

    Unlike addresses of S3 they do not die with this process's credentials.
    """

    def __init__(
        self,
        base: str,
        key_id: str,
        pem: str,
        minutes: int,
        clock: Callable[[], float] = time,
    ) -> None:
        """`ValueError`, without the key, where `pem` is none."""
        self._base = base.rstrip("/")
        self._signer = CloudFrontSigner(key_id, signer_of(pem))
        self._valid = timedelta(minutes=minutes)
        self._clock = clock

    def of(self, name: str) -> str:
        """For the object of this name. It is good for that alone, with the canned policy."""
        end = datetime.fromtimestamp(self._clock(), UTC) + self._valid
        # What is signed is what is sent: whoever follows it finds nothing to write differently.
        address = f"{self._base}/{quote(name, safe='/')}"
        signed: str = self._signer.generate_presigned_url(address, date_less_than=end)
        return signed

"""What S3 and its library say, as errors of this system without addresses and keys."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager

from botocore import exceptions
from botocore.exceptions import BotoCoreError, ClientError

_CODE = re.compile(r"[A-Za-z0-9]{1,60}")
_REFUSED = frozenset(
    {
        "403",
        "AccessDenied",
        "AllAccessDisabled",
        "ExpiredToken",
        "Forbidden",
        "InvalidAccessKeyId",
        "InvalidToken",
        "SignatureDoesNotMatch",
    }
)
_MISSING = frozenset({"404", "NoSuchBucket", "NoSuchKey", "NoSuchUpload", "NotFound"})
_FULL = frozenset(
    {"QuotaExceeded", "XMinioAdminBucketQuotaExceeded", "XMinioStorageFull", "InsufficientCapacity"}
)
_LATE = (exceptions.ConnectTimeoutError, exceptions.ReadTimeoutError)
_NO_CREDENTIALS = (
    exceptions.CredentialRetrievalError,
    exceptions.NoCredentialsError,
    exceptions.PartialCredentialsError,
)


@contextmanager
def clean_errors() -> Iterator[None]:
    """What the library raises in here is an `OSError` of the fitting kind outside."""
    try:
        yield
    except ClientError as error:
        raise os_error(str(error.response.get("Error", {}).get("Code", ""))) from None
    except BotoCoreError as error:
        raise _of_the_library(error) from None


def os_error(code: str) -> OSError:
    """S3's code as an error. What else it answers names keys, so only the code is in it."""
    code = code if _CODE.fullmatch(code) else "an unknown error"
    if code in _REFUSED:
        return OSError(errno.EACCES, f"S3 refuses it, for its permissions or credentials ({code})")
    if code in _MISSING:
        return OSError(errno.ENOENT, f"S3 has no such bucket or file ({code})")
    if code in _FULL:
        return OSError(errno.ENOSPC, f"S3 has no room left ({code})")
    return OSError(errno.EIO, f"S3 answers with {code}")


def _of_the_library(error: BotoCoreError) -> OSError:
    if isinstance(error, _NO_CREDENTIALS):
        return OSError(errno.EACCES, "there are no credentials for S3")
    if isinstance(error, _LATE):
        return OSError(errno.ETIMEDOUT, "S3 does not answer")
    if isinstance(error, (exceptions.ConnectionError, exceptions.HTTPClientError)):
        return OSError(errno.ECONNABORTED, "S3 cannot be reached")
    return OSError(errno.EIO, f"S3 cannot be used ({type(error).__name__})")

"""What ends a run early, in words that say what to do. No secret is in any of them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    CredentialRetrievalError,
    EndpointConnectionError,
    NoCredentialsError,
    NoRegionError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOError,
    TokenRetrievalError,
)

_DENIED = frozenset(
    {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError"}
)
_EXPIRED = frozenset({"ExpiredToken", "ExpiredTokenException", "RequestExpired"})
_WRONG = frozenset(
    {
        "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch",
        "InvalidAccessKeyId", "AuthFailure", "IncompleteSignature",
    }
)  # fmt: skip
_ACTION = re.compile(r"not authorized to perform: ([a-z0-9-]+:[A-Za-z0-9]+)")

CREDENTIALS = (
    "No AWS credentials were found. Sign in with `aws sso login` or `aws configure`, or name a "
    "profile with --profile."
)
REGION = "No AWS region was given. Name one with --region, such as --region eu-central-1."


class Missing(Exception):  # noqa: N818  the person is not at fault
    """Something that only the person who calls can provide; the run ends with 2."""


class Failed(Exception):  # noqa: N818  it is the run that did
    """Something went wrong on the way; the run ends with 1."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """Errors of the AWS library come out as `Missing` or `Failed`."""
    try:
        yield
    except ClientError as error:
        raise _of_answer(error) from None
    except BotoCoreError as error:
        raise _of_library(error) from None


def code_of(error: ClientError) -> str:
    """The code that the answer gave its error."""
    return str(error.response.get("Error", {}).get("Code", ""))


def message_of(error: ClientError) -> str:
    """The sentence that the answer gave its error."""
    return str(error.response.get("Error", {}).get("Message", ""))


def _of_answer(error: ClientError) -> Exception:
    code, message = code_of(error), message_of(error)
    if code in _DENIED:
        action = _ACTION.search(message)
        what = action[1] if action else f"the call {error.operation_name}"
        return Missing(f"These credentials are not allowed to do this: {what}. {message}".strip())
    if code in _EXPIRED:
        return Missing("The AWS credentials have expired. Sign in again, then run this once more.")
    if code in _WRONG:
        return Missing("AWS does not accept these credentials. Check the profile, then try again.")
    return Failed(f"AWS refused {error.operation_name}: {code}: {message}")


def _of_library(error: BotoCoreError) -> Exception:
    match error:
        case NoCredentialsError() | PartialCredentialsError():
            return Missing(CREDENTIALS)
        case NoRegionError():
            return Missing(REGION)
        case ProfileNotFound():
            return Missing(f"{error}. `aws configure list-profiles` shows those there are.")
        case SSOError() | TokenRetrievalError() | CredentialRetrievalError():
            return Missing(f"The AWS credentials cannot be had: {error}")
        case EndpointConnectionError():
            return Failed(f"AWS cannot be reached: {error}")
        case _:
            return Failed(f"The AWS library gave up: {error}")

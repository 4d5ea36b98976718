"""Where images lie in the account."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from cloud.infra.image import ImageTag, read_tag
from cloud.infra.refusals import Failed, code_of, plain_errors

_GONE = "RepositoryNotFoundException"


@dataclass(frozen=True, slots=True)
class Login:
    """What lets a builder push for some hours."""

    registry: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Image:
    """One that is there; its address says the digest, so that it never means another."""

    uri: str
    engine: str


def repository_name(name: str) -> str:
    """What the repository of a deployment is called."""
    return "spool-cloud" if name == "spool" else f"spool-cloud-{name}"


class Repository:
    """The images of one deployment."""

    def __init__(self, client: Callable[[], Any], name: str) -> None:
        self._make_client = client
        self.name = repository_name(name)

    @property
    def _client(self) -> Any:
        return self._make_client()

    def address(self) -> str:
        """Its address, without a tag; empty where there is no repository yet."""
        with plain_errors():
            try:
                answer = self._client.describe_repositories(repositoryNames=[self.name])
            except ClientError as error:
                if code_of(error) != _GONE:
                    raise
                return ""
        return str(answer["repositories"][0]["repositoryUri"])

    def built_from(self, source: str) -> Image | None:
        """The newest image of that source; None where none was pushed."""
        found = [one for one in self._images() if any(source == tag.source for tag in _tags(one))]
        if not found:
            return None
        # Within a second the one that was built anew is the later one: its tag goes on.
        newest = max(found, key=lambda one: (one["imagePushedAt"], one["imageTags"]))
        return Image(f"{self.address()}@{newest['imageDigest']}", _tags(newest)[0].engine)

    def engine_of(self, uri: str) -> str:
        """The engine's version in the image of that address; empty where that is not known."""
        digest = uri.partition("@")[2]
        for one in self._images():
            if one["imageDigest"] == digest and _tags(one):
                return _tags(one)[0].engine
        return ""

    def login(self) -> Login:
        """A password for the registry, good for some hours."""
        with plain_errors():
            answer = self._client.get_authorization_token()
        given = answer["authorizationData"][0]["authorizationToken"]
        user, _, password = base64.b64decode(given).decode().partition(":")
        registry = self.address().partition("/")[0]
        if not registry:
            raise Failed(f"The repository {self.name} is not there.")
        return Login(registry, user, password)

    def _images(self) -> Iterator[Any]:
        with plain_errors():
            try:
                pages = self._client.get_paginator("describe_images")
                for page in pages.paginate(repositoryName=self.name):
                    yield from page["imageDetails"]
            except ClientError as error:
                if code_of(error) != _GONE:
                    raise


def _tags(image: Any) -> list[ImageTag]:
    return [tag for text in image.get("imageTags", ()) if (tag := read_tag(text))]

"""A storage like S3 on loopback, and a bucket of its own for each test."""

import itertools
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

import boto3
from moto.server import ThreadedMotoServer

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "hidden-secret",
    "AWS_SESSION_TOKEN": "hidden-session",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "/nonexistent",
    "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
}
_numbers = itertools.count()


class Bucket:
    """One bucket, looked at from outside."""

    def __init__(self, client: Any, name: str, endpoint: str) -> None:
        self._client = client
        self.name = name
        self.endpoint = endpoint

    def names(self) -> list[str]:
        """All that is in it, whoever put it there."""
        answer = self._client.list_objects_v2(Bucket=self.name)
        return [one["Key"] for one in answer.get("Contents", ())]

    def uploads(self) -> list[str]:
        """Of what has begun to come, and not ended."""
        answer = self._client.list_multipart_uploads(Bucket=self.name)
        return [one["Key"] for one in answer.get("Uploads", ())]

    def begin(self, name: str) -> None:
        """Begin an upload that nobody ends."""
        self._client.create_multipart_upload(Bucket=self.name, Key=name)

    def own_address(self, name: str) -> str:
        """Where it is got from as it lies there, whatever the service would say."""
        wanted = {"Bucket": self.name, "Key": name}
        return str(self._client.generate_presigned_url("get_object", Params=wanted))

    def add(self, name: str) -> None:
        self._client.put_object(Bucket=self.name, Key=name, Body=b"x")


@contextmanager
def storage() -> Iterator[str]:
    """The address of a storage."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@contextmanager
def bucket(endpoint: str, region: str = "us-east-1") -> Iterator[Bucket]:
    """A new bucket, in a region of Amazon's."""
    name = f"bucket-{next(_numbers)}"
    client = boto3.session.Session().client("s3", endpoint_url=endpoint, region_name=region)
    where: Mapping[str, Any] = (
        {}
        if region == "us-east-1"
        else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    )
    with closing(client):
        client.create_bucket(Bucket=name, **where)
        yield Bucket(client, name, endpoint)

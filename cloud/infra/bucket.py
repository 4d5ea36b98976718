"""A bucket that is to go is emptied first: a deletion refuses one that holds anything."""

from collections.abc import Callable, Iterator
from typing import Any

from botocore.exceptions import ClientError

from cloud.infra.refusals import Failed, code_of, plain_errors


def empty(make_client: Callable[[], Any], bucket: str) -> int:
    """Delete all versions, all marks of deletion and all begun uploads; how many there were."""
    client = make_client()
    with plain_errors():
        try:
            return _uploads(client, bucket) + _versions(client, bucket)
        except ClientError as error:
            if code_of(error) == "NoSuchBucket":
                return 0
            raise


def _uploads(client: Any, bucket: str) -> int:
    number = 0
    for page in client.get_paginator("list_multipart_uploads").paginate(Bucket=bucket):
        for upload in page.get("Uploads", ()):
            client.abort_multipart_upload(
                Bucket=bucket, Key=upload["Key"], UploadId=upload["UploadId"]
            )
            number += 1
    return number


def _versions(client: Any, bucket: str) -> int:
    number = 0
    for objects in _pages(client, bucket):
        answer = client.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})
        if left := answer.get("Errors"):
            raise Failed(f"A file in {bucket} was not deleted: {left[0].get('Code')}")
        number += len(objects)
    return number


def _pages(client: Any, bucket: str) -> Iterator[list[dict[str, str]]]:
    for page in client.get_paginator("list_object_versions").paginate(Bucket=bucket):
        found = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
        if found:
            yield [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in found]

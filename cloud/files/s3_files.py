"""Finished files in a bucket of S3, or of another storage that speaks like it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import time
from typing import Any

import boto3
from botocore.config import Config as ClientConfig

from cloud.aws_region import own_region
from cloud.files.content_types import content_type_of
from cloud.files.s3_errors import clean_errors, os_error
from cloud.files.s3_upload import upload
from cloud.files.signed_addresses import SignedAddresses
from cloud.files.stored_file import FilesError, StoredFile, content_disposition, is_key, parts_of

_MOST_PER_DELETE = 1_000
_GONE_ALREADY = frozenset({"NoSuchKey", "NoSuchUpload"})


_CONNECTIONS = 64  # some for each of the files that are brought at once


class S3Files:
    """`Files` in a bucket, below a prefix. Credentials and region come from the environment.

    Addresses are S3's own, or those of a CloudFront distribution that `signed` knows.
    """

    def __init__(
        self,
        bucket: str,
        prefix: str,
        *,
        endpoint: str,
        minutes: int,
        signed: SignedAddresses | None = None,
    ) -> None:
        self._bucket = bucket
        self._prefix = f"{prefix.strip('/')}/".lstrip("/")
        self._seconds = minutes * 60
        self._signed = signed
        self._is_amazon = not endpoint
        self._client = _client(endpoint)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def check(self, *, writes: bool = True) -> None:
        """See `Files`."""
        try:
            with clean_errors():
                answer = self._client.head_bucket(Bucket=self._bucket)
                if writes:
                    self._try_writing()
        except OSError as error:
            raise FilesError(
                f"FILES: the bucket {self._bucket} cannot be used: {error.strerror}"
            ) from None
        region = answer.get("BucketRegion") or self._region
        if self._is_amazon and region != self._region:
            # Requests would find their way, addresses that are signed for others would not.
            raise FilesError(f"FILES: the bucket lies in {region}; set AWS_REGION to that")

    def put(self, key: str, path: Path, progress: Callable[[int], None]) -> None:
        """See `Files`. Always in parts, so that there is a moment at which the file appears."""
        name = parts_of(key)[-1]
        # An address of CloudFront cannot say how it is to be sent.
        sent_as = {
            "ContentDisposition": content_disposition(name),
            "ContentType": content_type_of(name),
        }
        with clean_errors():
            upload(self._client, self._where(key), path, progress, sent_as)

    def delete(self, keys: Iterable[str]) -> None:
        """See `Files`."""
        names = [self._where(key)["Key"] for key in keys]
        failed: OSError | None = None
        for start in range(0, len(names), _MOST_PER_DELETE):
            try:
                self._delete(names[start : start + _MOST_PER_DELETE])
            except OSError as error:
                failed = failed or error
        if failed:
            raise failed

    def listing(self) -> Iterator[StoredFile]:
        """See `Files`."""
        for one in self._pages("list_objects_v2", "Contents"):
            key = one["Key"].removeprefix(self._prefix)
            if is_key(key):
                yield StoredFile(key, one["Size"], one["LastModified"].timestamp())

    def tidy(self, older_than: float) -> None:
        """See `Files`. Parts of an upload that was not ended are paid for until then."""
        latest = time() - older_than
        for one in self._pages("list_multipart_uploads", "Uploads"):
            ours = is_key(one["Key"].removeprefix(self._prefix))
            if ours and one["Initiated"].timestamp() <= latest:
                self._abort(one["Key"], one["UploadId"])

    def delivery(self, key: str, file_name: str, content_type: str) -> str:
        """See `Files`. S3's address dies with the credentials of this process, if that is sooner;
        CloudFront's gives the file the name and type that it was put with."""
        if self._signed is not None:
            return self._signed.of(self._where(key)["Key"])
        wanted = {
            **self._where(key),
            "ResponseContentDisposition": content_disposition(file_name),
            "ResponseContentType": content_type,
        }
        with clean_errors():
            address: str = self._client.generate_presigned_url(
                "get_object", Params=wanted, ExpiresIn=self._seconds
            )
        return address

    @property
    def _region(self) -> str:
        region: str = self._client.meta.region_name
        return "us-east-1" if region == "aws-global" else region

    def _where(self, key: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": self._prefix + "/".join(parts_of(key))}

    def _pages(self, operation: str, listed: str) -> Iterator[dict[str, Any]]:
        with clean_errors():
            pages = self._client.get_paginator(operation)
            for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix):
                yield from page.get(listed, ())

    def _delete(self, names: list[str]) -> None:
        objects = [{"Key": name} for name in names]
        with clean_errors():
            answer = self._client.delete_objects(
                Bucket=self._bucket, Delete={"Objects": objects, "Quiet": True}
            )
        codes = [str(one.get("Code", "")) for one in answer.get("Errors", ())]
        for code in codes:
            if code not in _GONE_ALREADY:
                raise os_error(code)

    def _abort(self, name: str, upload_id: str) -> None:
        try:
            with clean_errors():
                self._client.abort_multipart_upload(
                    Bucket=self._bucket, Key=name, UploadId=upload_id
                )
        except FileNotFoundError:  # it ended meanwhile
            pass

    def _try_writing(self) -> None:
        where = {"Bucket": self._bucket, "Key": f"{self._prefix}.check"}
        self._client.put_object(**where, Body=b"x")
        self._client.delete_object(**where)


def _client(endpoint: str) -> Any:
    region = own_region()
    others: dict[str, Any] = {"s3": {"addressing_style": "path"}} if endpoint else {}
    return boto3.session.Session().client(
        "s3",
        region_name=region or ("us-east-1" if endpoint else None),
        endpoint_url=endpoint or None,
        config=ClientConfig(
            signature_version="s3v4",
            max_pool_connections=_CONNECTIONS,
            connect_timeout=5,
            read_timeout=30,
            retries={"mode": "standard", "max_attempts": 4},
            # Other storages do not know the newer checksums; what is sent is signed as a whole.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            **others,
        ),
    )

"""The template grants what the service does, and no more, tried on the real parts."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import redis

from cloud.files import file_key
from cloud.files.s3_files import S3Files
from tests.cloud.bucket import Bucket
from tests.cloud.infra.resolved import Stack
from tests.cloud.infra.role_promises import listed, statements
from tests.cloud.redis_server import redis_server
from tests.cloud.service import service
from tests.site import MediaSite

_ACTIONS = {  # what S3 wants granted for an operation
    "AbortMultipartUpload": "s3:AbortMultipartUpload",
    "CompleteMultipartUpload": "s3:PutObject",
    "CreateMultipartUpload": "s3:PutObject",
    "DeleteObject": "s3:DeleteObject",
    "DeleteObjects": "s3:DeleteObject",
    "HeadBucket": "s3:ListBucket",
    "ListMultipartUploads": "s3:ListBucketMultipartUploads",
    "ListObjectsV2": "s3:ListBucket",
    "PutObject": "s3:PutObject",
    "UploadPart": "s3:PutObject",
}
_BUCKET = "arn:aws:s3:::spool-filesbucket"
_KEY = file_key("anna", str(UUID(int=7)), 1, "media")

Asked = set[tuple[str, str]]
"""Actions, each with the resource that it is asked for."""


@pytest.fixture
def files(s3_bucket: Bucket) -> Iterator[S3Files]:
    """In the folder of the bucket that the template names."""
    made = S3Files(s3_bucket.name, "files", endpoint=s3_bucket.endpoint, minutes=60)
    yield made
    made.close()


@pytest.fixture
def asked(files: S3Files) -> Asked:
    """What it has asked S3 for so far."""
    seen: Asked = set()

    def note(params: dict[str, Any], model: Any, **_: Any) -> None:
        keys = [one["Key"] for one in params.get("Delete", {}).get("Objects", ())]
        keys += [params["Key"]] if "Key" in params else []
        resources = [f"{_BUCKET}/{key}" for key in keys] or [_BUCKET]
        seen.update((_ACTIONS[model.name], resource) for resource in resources)

    files._client.meta.events.register("before-parameter-build.s3", note)
    return seen


def test_a_worker_may_do_what_it_does(
    files: S3Files, asked: Asked, as_deployed: Stack, tmp_path: Path
) -> None:
    files.check()
    _put(files, tmp_path)
    with pytest.raises(InterruptedError):
        _put(files, tmp_path, fails=True)
    assert [one.key for one in files.listing()] == [_KEY]
    files.tidy(0)
    files.delete([_KEY])
    assert len({action for action, _ in asked}) == 5
    assert _refused(as_deployed, "WorkerRole", asked) == set()


def test_an_api_may_do_what_it_does(files: S3Files, asked: Asked, as_deployed: Stack) -> None:
    files.check()
    files.check(writes=False)
    files.delete([_KEY])
    assert len({action for action, _ in asked}) == 3
    assert _refused(as_deployed, "ApiRole", asked) == set()


def test_nobody_reads_files_but_whoever_signs_for_s3(stacks: dict[str, Stack]) -> None:
    reads = {("s3:GetObject", f"{_BUCKET}/files/{_KEY}")}
    assert _refused(stacks["presigned"], "ApiRole", reads) == set()
    assert _refused(stacks["as deployed"], "ApiRole", reads) == reads
    assert _refused(stacks["presigned"], "WorkerRole", reads) == reads


def test_an_api_writes_no_files(as_deployed: Stack) -> None:
    writes = {("s3:PutObject", f"{_BUCKET}/files/{_KEY}")}
    assert _refused(as_deployed, "ApiRole", writes) == writes


def test_the_user_in_redis_may_do_what_the_service_does(
    as_deployed: Stack, media_site: MediaSite, tmp_path: Path
) -> None:
    users = as_deployed.of_type("AWS::ElastiCache::User").values()
    access = {one["UserName"]: one["AccessString"].split() for one in users}
    who = {"REDIS_USERNAME": "spool", "REDIS_PASSWORD": "of-this-test"}
    with redis_server(tmp_path) as server, server.client() as client:
        client.execute_command("ACL", "SETUSER", "spool", *access["spool"], ">of-this-test")
        client.execute_command("ACL", "SETUSER", "default", "reset", *access["default"])
        with server.client() as nobody, pytest.raises(redis.AuthenticationError):
            nobody.ping()
        with service(tmp_path, server, **who) as built:
            built.start_api()
            built.start_worker()
            owner = built.client()
            batch = built.submit(owner, [media_site.url("/bytes/a-20000.mp4")])["batch_id"]
            assert built.ended(owner, batch)["completed"] == 1
            assert owner.delete(f"/batch-cleanup/{batch}").is_success
            assert owner.get("/readyz").is_success
            said = "".join(path.read_text() for path in tmp_path.glob("*.log"))
        assert "NOPERM" not in said
        assert "NoPermission" not in said


def test_the_user_in_redis_is_no_administrator(as_deployed: Stack, tmp_path: Path) -> None:
    access = as_deployed.properties("StateUser")["AccessString"].split()
    with redis_server(tmp_path) as server, server.client() as client:
        client.execute_command("ACL", "SETUSER", "spool", *access, ">of-this-test")
        client.execute_command("AUTH", "spool", "of-this-test")
        for command in (["FLUSHALL"], ["CONFIG", "GET", "*"], ["KEYS", "*"], ["ACL", "LIST"]):
            with pytest.raises(redis.exceptions.NoPermissionError):
                client.execute_command(*command)


def _put(files: S3Files, folder: Path, *, fails: bool = False) -> None:
    (folder / "media").write_bytes(b"x" * 1000)

    def progress(done: int) -> None:
        if fails and done:
            raise InterruptedError

    files.put(_KEY, folder / "media", progress)


def _refused(stack: Stack, role: str, asked: Asked) -> Asked:
    granted = [
        (action, resource)
        for name, one in statements(stack)
        if name == role
        for action in listed(one["Action"])
        for resource in listed(one["Resource"])
    ]
    return {
        (action, resource)
        for action, resource in asked
        if not any(action == may and fnmatchcase(resource, on) for may, on in granted)
    }

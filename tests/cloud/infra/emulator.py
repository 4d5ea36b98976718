"""An AWS of one's own on loopback: CloudFormation and what it makes, with permissions checked."""

import json
import os
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import boto3

_LIMIT = 60.0  # seconds
ACCOUNT = "000000000000"
OWNER: Mapping[str, str] = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "hidden-secret",
    "AWS_SESSION_TOKEN": "hidden-session",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "/nonexistent",
    "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
}
"""Credentials of the account's owner, who may do everything."""


@dataclass(frozen=True, slots=True)
class Emulator:
    """One that runs."""

    endpoint: str
    _session: Any = field(default_factory=boto3.session.Session)
    _clients: dict[tuple[str, str], Any] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What lets the AWS library find it, as the account's owner."""
        return {**OWNER, "AWS_ENDPOINT_URL": self.endpoint}

    def client(self, service: str, region: str) -> Any:
        """A client of the owner's, made once."""
        if (service, region) not in self._clients:
            self._clients[service, region] = self._new_client(service, region)
        return self._clients[service, region]

    def close(self) -> None:
        """Let go of the clients."""
        for client in self._clients.values():
            client.close()

    def _new_client(self, service: str, region: str) -> Any:
        return self._session.client(
            service,
            region_name=region,
            endpoint_url=self.endpoint,
            aws_access_key_id=OWNER["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=OWNER["AWS_SECRET_ACCESS_KEY"],
            aws_session_token=OWNER["AWS_SESSION_TOKEN"],
        )

    def user(self, name: str, *actions: str) -> dict[str, str]:
        """Credentials of a new user who may do this alone."""
        iam = self.client("iam", "us-east-1")
        iam.create_user(UserName=name)
        if actions:
            allowed = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
            document = {"Version": "2012-10-17", "Statement": [allowed]}
            iam.put_user_policy(
                UserName=name, PolicyName="only", PolicyDocument=json.dumps(document)
            )
        key = iam.create_access_key(UserName=name)["AccessKey"]
        return {
            "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"],
        }


@contextmanager
def emulator(folder: Path) -> Iterator[Emulator]:
    """A running one; what it writes lies in `folder`, and it ends with this."""
    with _reserved_port() as port, _running(folder, port) as made, closing(made):
        yield made


@contextmanager
def _running(folder: Path, port: int) -> Iterator[Emulator]:
    endpoint = f"http://127.0.0.1:{port}"
    inherited = {name: value for name, value in os.environ.items() if "AWS" not in name}
    process = subprocess.Popen(
        [sys.executable, "-m", "ministack"],
        cwd=folder,
        env={
            **inherited,
            **OWNER,
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(port),
            "AUTH": "true",
            "LOG_LEVEL": "ERROR",
            "TMPDIR": str(folder),
            "STATE_DIR": str(folder / "state"),
            "S3_DATA_DIR": str(folder / "s3"),
            "DOCKER_HOST": f"unix://{folder}/no-docker",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, f"{endpoint}/_ministack/health")
        yield Emulator(endpoint)
    finally:
        process.kill()
        process.wait(_LIMIT)


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    end = monotonic() + _LIMIT
    while not _answers(address):
        assert process.poll() is None, "the emulator ended"
        assert monotonic() < end, "the emulator does not start"
        threading.Event().wait(0.05)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=_LIMIT).close()
    except OSError:
        return False
    return True


@contextmanager
def _reserved_port() -> Iterator[int]:
    """One that nobody else is given meanwhile: it is bound, but for who listens and allows that."""
    with closing(socket.socket()) as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]

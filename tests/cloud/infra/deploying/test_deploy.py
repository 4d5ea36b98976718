"""What a deployment makes, changes and leaves as it is."""

import json
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from cloud.config import Config
from cloud.owners import Owners
from tests.cloud.infra.deploying.account import IMAGE, Place
from tests.cloud.infra.ready import service


def test_a_first_deployment_makes_everything_and_further_ones_change_what_is_asked(
    place: Place, whole: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    place.files = ""
    place.template = whole
    assert place.deploy("--owner", "anna", "--max-workers", "2") == 0

    stack = place.stack()
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    outputs = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}
    assert place.lines[-2] == f"ApiUrl: {outputs['ApiUrl']}"
    assert place.lines[-1] == "Token: in the secret spool/spool/token, as `token`"
    assert place.everything() == [
        "spool", "spool-cloud", "spool-images", "spool/spool/signing-key", "spool/spool/token",
    ]  # fmt: skip

    parameters = place.parameters()
    order = place.builder.orders[0]
    assert parameters["ImageUri"].startswith(f"{order.name.partition(':')[0]}@sha256:")
    assert (parameters["MaxWorkers"], parameters["Preset"]) == ("2", "3")
    assert parameters["AvailabilityZones"] == f"{place.region}a,{place.region}b"

    token = json.loads(place.secret("spool/spool/token"))
    owners = Owners.from_config(Config(tokens=token["tokens"]))
    assert owners.owner_of(token["token"]) == "anna"
    key = place.secret("spool/spool/signing-key")
    private = serialization.load_pem_private_key(key.encode(), password=None)
    public = serialization.load_pem_public_key(parameters["SigningPublicKey"].encode())
    assert public == private.public_key()

    assert place.deploy() == 0
    assert "      nothing to change" in place.lines
    assert place.parameters() == parameters

    assert place.deploy("--preset", "5", "--state", "replicated") == 0
    assert place.stack()["StackStatus"] == "UPDATE_COMPLETE"
    assert place.parameters() == {**parameters, "Preset": "5", "State": "replicated"}
    assert place.secret("spool/spool/token") == json.dumps(token)
    assert len(place.builder.orders) == 1, "the image of this source was there already"

    said = "\n".join([*place.lines, *capfd.readouterr()])
    for secret in (token["token"], token["tokens"], key.splitlines()[1], order.login.password):
        assert secret not in said


def test_two_deployments_share_nothing(place: Place, whole: Path) -> None:
    place.files = ""
    assert place.deploy() == 0
    place.template = whole
    assert place.deploy("--name", "lab", "--files", "efs") == 0

    assert place.stack("lab")["StackStatus"] == "CREATE_COMPLETE"
    assert {"spool-cloud", "spool-cloud-lab"} <= set(place.everything())
    assert place.parameters("lab")["SigningPublicKey"] == ""
    assert place.secret("spool/lab/token") != place.secret("spool/spool/token")


def test_a_dry_run_prints_the_steps_of_a_real_one_and_changes_nothing(place: Place) -> None:
    place.files = ""
    assert place.deploy("--dry-run") == 0
    assert place.everything() == []
    assert not place.builder.orders
    planned = _planned(place.lines)
    assert place.lines[-1] == "Nothing was changed: this was a dry run."

    place.lines.clear()
    place.made.clear()
    assert place.deploy() == 0
    assert list(place.made) == list(planned)
    for sentence, calls in place.made.items():
        assert calls <= planned[sentence], sentence
    assert sum(len(calls) for calls in place.made.values()) > 15


def test_a_dry_run_without_an_account_still_prints_the_plan(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.files = ""
    assert place.deploy("--dry-run") == 0
    planned = _planned(place.lines)

    for name in place.aws.environment:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    place.lines.clear()
    assert place.deploy("--dry-run") == 0
    assert _planned(place.lines).keys() == planned.keys()
    assert any(
        line.startswith("      not looked up: No AWS credentials were found")
        for line in place.lines
    )


def test_another_place_for_files_is_refused_before_they_are_lost(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.files = ""
    assert place.deploy("--image", IMAGE) == 0
    assert place.deploy("--image", IMAGE, "--files", "efs") == 2
    assert "would be lost" in capsys.readouterr().err
    assert place.parameters()["Files"] == "s3"


def test_the_token_goes_into_a_file_for_one_pair_of_eyes(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "token"
    assert place.deploy("--image", IMAGE, "--token-file", str(path)) == 0
    token = json.loads(place.secret("spool/spool/token"))["token"]
    assert path.read_text(encoding="ascii") == f"{token}\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    path.write_text("mine\n", encoding="ascii")
    assert place.deploy("--image", IMAGE, "--token-file", str(path)) == 2
    assert path.read_text(encoding="ascii") == "mine\n"
    output = capsys.readouterr()
    assert "is there already" in output.err
    assert token not in output.out + output.err + "\n".join(place.lines)


def test_a_token_that_could_not_be_written_is_seen_before_anything_is_made(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "missing" / "token"
    assert place.deploy("--image", IMAGE, "--token-file", str(path)) == 2
    assert capsys.readouterr().err == f"--token-file: there is no folder {path.parent}.\n"
    assert place.everything() == []


def test_a_token_stays_its_owners(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert place.deploy("--image", IMAGE, "--owner", "anna") == 0
    token = place.secret("spool/spool/token")
    assert place.deploy("--image", IMAGE) == 0
    assert place.deploy("--image", IMAGE, "--owner", "bob") == 2
    assert "the token of this deployment is anna's" in capsys.readouterr().err
    assert place.secret("spool/spool/token") == token


def test_secrets_that_were_to_be_deleted_come_back(place: Place) -> None:
    assert place.deploy("--image", IMAGE) == 0
    token = place.secret("spool/spool/token")
    place.client("secretsmanager").delete_secret(SecretId="spool/spool/token")
    assert place.deploy("--image", IMAGE) == 0
    assert place.secret("spool/spool/token") == token


def test_a_key_that_was_lost_is_made_anew(place: Place) -> None:
    place.files = ""
    assert place.deploy("--image", IMAGE) == 0
    before = place.parameters()
    place.client("secretsmanager").delete_secret(
        SecretId="spool/spool/signing-key", ForceDeleteWithoutRecovery=True
    )
    assert place.deploy("--image", IMAGE) == 0
    assert "      CloudFront never changes a key: the old one goes first" in place.lines
    assert place.parameters()["SigningPublicKey"] not in ("", before["SigningPublicKey"])


def test_it_ends_once_the_service_is_ready(place: Place, tmp_path: Path) -> None:
    with service(200) as address:
        template = json.loads(place.template.read_text(encoding="utf-8"))
        template["Outputs"]["ApiUrl"]["Value"] = address
        place.template = tmp_path / "ready.json"
        place.template.write_text(json.dumps(template), encoding="utf-8")
        assert place.deploy("--image", IMAGE, waits=True) == 0
    assert "      it answers, and can do its work" in place.lines


def _planned(lines: list[str]) -> dict[str, set[str]]:
    """The steps that a dry run printed, with their calls."""
    planned: dict[str, set[str]] = {}
    words: list[str] = []
    for line in lines:
        if line.startswith("["):
            words = []
            planned[line.partition("] ")[2]] = set()
        _, told, calls = line.partition("calls: ")
        if not told:
            _, told, calls = line.partition("would call, as needed: ")
        if told:
            words = calls.split()
            planned[list(planned)[-1]] = {word.rstrip(",") for word in words}
    return planned

"""The compose file for a server at home: as its schema wants it, as the service takes it, and as
closed as it is meant to be."""

import importlib.metadata
import json
import re
import socket
import subprocess
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import redis
import yaml
from jsonschema import Draft202012Validator

from cloud.config import Config, from_environment
from tests.cloud.infra.build_context import DOCKERFILE, ROOT, last_stage
from tests.engine.running import eventually

COMPOSE = yaml.safe_load((ROOT / "cloud" / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ROLES = ["api", "worker"]
_DEFAULT = re.compile(r"\$\{([A-Z0-9_]+):-([^}]*)\}")


def _environment(role: str) -> dict[str, str]:
    """As a container gets it where nobody has set anything."""
    given = SERVICES[role]["environment"].items()
    return {name: _DEFAULT.sub(r"\2", str(value)) for name, value in given}


def test_it_is_as_its_schema_wants_it() -> None:
    checker = importlib.metadata.distribution("check-jsonschema")  # it brings that schema
    place = checker.locate_file("check_jsonschema/builtin_schemas/vendor/compose-spec.json")
    schema = json.loads(Path(str(place)).read_text())
    faults = [error.message for error in Draft202012Validator(schema).iter_errors(COMPOSE)]
    assert faults == []


@pytest.mark.parametrize("role", ROLES)
def test_its_variables_are_those_of_the_service(role: str) -> None:
    assert set(_environment(role)) <= {one.name.upper() for one in fields(Config)}
    config = from_environment(_environment(role))
    assert (config.redis_host, config.files, config.work) == ("redis", "/data/files", "/data/work")
    assert config.listens_on_loopback == (role == "worker")


@pytest.mark.parametrize("role", ROLES)
def test_what_can_be_set_is_the_services_default(role: str) -> None:
    default = Config()
    for name, value in SERVICES[role]["environment"].items():
        if found := _DEFAULT.fullmatch(str(value)):
            assert found[1] == name
            assert getattr(from_environment({name: found[2]}), name.lower()) == getattr(
                default, name.lower()
            )


@pytest.mark.parametrize("role", ROLES)
def test_the_roles_are_those_of_the_image(role: str) -> None:
    service = SERVICES[role]
    assert service["command"] == [role]
    assert service["image"] == SERVICES["api"]["image"]
    assert service["pull_policy"] == "never"
    check = next(step for step in last_stage() if step.name == "HEALTHCHECK")
    assert service["healthcheck"]["test"] == check.words[-5:]
    places = {place["target"] for place in service["volumes"] if isinstance(place, dict)}
    volume = next(step for step in last_stage() if step.name == "VOLUME")
    assert places == set(volume.words)  # else Docker would make one of no name at every start
    assert "data:/data" in service["volumes"]


def test_its_image_is_built_from_the_checkout() -> None:
    build = SERVICES["api"]["build"]
    context = (ROOT / "cloud" / build["context"]).resolve()
    assert context == ROOT
    assert context / build["dockerfile"] == DOCKERFILE


@pytest.mark.parametrize("name", [*ROLES, "redis"])
def test_a_service_may_do_no_more_than_it_must(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "network_mode", "pid", "cap_add", "devices"} & set(service)
    assert service["mem_limit"]


def test_only_the_api_is_reached_and_from_this_computer_alone() -> None:
    assert {name for name, one in SERVICES.items() if "ports" in one} == {"api"}
    (port,) = SERVICES["api"]["ports"]
    assert port.startswith("127.0.0.1:")
    assert port.endswith(f":{_environment('api')['PORT']}")
    assert SERVICES["redis"]["networks"] == ["state"]
    assert COMPOSE["networks"]["state"] == {"internal": True}


def test_tokens_come_by_a_file_in_a_folder() -> None:
    """A file alone would stay the old one where an editor puts a new one in its place."""
    file = Path(_environment("api")["TOKENS_FILE"])
    assert f"./tokens:{file.parent}:ro" in SERVICES["api"]["volumes"]
    assert "TOKENS" not in _environment("api")
    assert not any("tokens" in str(place) for place in SERVICES["worker"]["volumes"])


def test_redis_is_an_exact_version() -> None:
    assert re.fullmatch(
        r"docker\.io/valkey/valkey:\d+\.\d+\.\d+-[a-z]+", SERVICES["redis"]["image"]
    )


def test_redis_keeps_everything_on_the_disk(tmp_path: Path) -> None:
    """Its arguments, given to the Redis that is here."""
    program, *arguments = SERVICES["redis"]["command"]
    assert program == "valkey-server"
    port = _free_port()
    own = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(tmp_path)]
    with subprocess.Popen(["redis-server", *arguments, *own], stdout=subprocess.DEVNULL) as server:
        try:
            with closing(redis.Redis(port=port, decode_responses=True, socket_timeout=5)) as client:
                assert eventually(lambda: _answers(client))
                said = {**client.config_get("append*"), **client.config_get("maxmemory-policy")}
                said |= client.config_get("save")
        finally:
            server.terminate()
    wanted = {"appendonly": "yes", "appendfsync": "always", "maxmemory-policy": "noeviction"}
    assert wanted.items() <= said.items()
    assert said["save"] == ""
    assert (tmp_path / "appendonlydir").is_dir()


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

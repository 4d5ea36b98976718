"""What runs, as whom, and with what."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from cloud.config import Config, ConfigError, from_environment
from cloud.owners import Owners, new_token
from tests.cloud.infra.promise import Faults, Promise, add, change, remap, remove
from tests.cloud.infra.resolved import Stack
from tests.cloud.private_keys import PEM

_MEMORY = {  # MiB that Fargate has for so much processor
    256: (512, 1024, 2048),
    512: range(1024, 4097, 1024),
    1024: range(2048, 8193, 1024),
    2048: range(4096, 16385, 1024),
}
_SIZES = {"1": ("512", "1024"), "3": ("1024", "2048"), "5": ("2048", "4096")}
_DISK = range(21, 201)  # GiB that Fargate takes, where it is not left out
_LARGEST = 2 * Config().max_file_gb * 10**9 / 2**30
_WRITABLE = {"/tmp", "/work", "/data"}
_SECRETS = {
    "api": {"REDIS_PASSWORD", "TOKENS", "SIGNED_URL_KEY"},
    "worker": {"REDIS_PASSWORD"},
}
_ALIVE = ["CMD", "python", "-m", "cloud", "healthy"]
_MOST_TO_STOP = 120  # seconds that Fargate gives


def _fargate_has_such_tasks(stack: Stack) -> Faults:
    for name, task in _tasks(stack):
        if int(task["Memory"]) not in _MEMORY[int(task["Cpu"])]:
            yield f"{name} has a size that there is not"
        if task["RequiresCompatibilities"] != ["FARGATE"] or task["NetworkMode"] != "awsvpc":
            yield f"{name} is not for Fargate"
        if task["RuntimePlatform"]["CpuArchitecture"] != "ARM64":
            yield f"{name} is for another processor than the image"
    api, worker = stack.properties("ApiTask"), stack.properties("WorkerTask")
    if (worker["Cpu"], worker["Memory"]) != _SIZES[stack.parameters["Preset"]]:
        yield "the worker has not the size of its preset"
    if (api["Cpu"], api["Memory"]) != ("256", "512"):
        yield "the api has another size"


def _the_disk_holds_the_largest(stack: Stack) -> Faults:
    size = stack.properties("WorkerTask")["EphemeralStorage"]["SizeInGiB"]
    if size not in _DISK or size < _LARGEST:
        yield f"a disk of {size} GiB"


def _nobody_is_powerful(stack: Stack) -> Faults:
    for name, one in _containers(stack):
        if one.get("User") != "10001:10001":
            yield f"{name} is somebody else"
        if one.get("ReadonlyRootFilesystem") is not True:
            yield f"{name} can write itself"
        linux = one.get("LinuxParameters", {})
        if linux.get("Capabilities") != {"Drop": ["ALL"]} or one.get("Privileged"):
            yield f"{name} has capabilities"
        if not linux.get("InitProcessEnabled"):
            yield f"{name} leaves its children behind"
    for name, service in stack.of_type("AWS::ECS::Service").items():
        if service.get("EnableExecuteCommand"):
            yield f"{name} can be entered"


def _little_is_writable(stack: Stack) -> Faults:
    for name, task in _tasks(stack):
        (one,) = task["ContainerDefinitions"]
        volumes = {volume["Name"] for volume in task["Volumes"]}
        mounted = {mount["SourceVolume"]: mount["ContainerPath"] for mount in one["MountPoints"]}
        if set(mounted) != volumes:
            yield f"{name}: {volumes ^ set(mounted)}"
        if not {"/tmp"} <= set(mounted.values()) <= _WRITABLE:
            yield f"{name} can write {sorted(mounted.values())}"
        for path in _folders(one):
            if not any(PurePosixPath(path).is_relative_to(root) for root in mounted.values()):
                yield f"{name} cannot write {path}"


def _the_service_takes_what_it_is_told(stack: Stack) -> Faults:
    for name, one in _containers(stack):
        try:
            config = _config(one)
            Owners.from_config(config)
        except ConfigError as error:
            yield f"{name}: {error}"
            continue
        yield from _misread(name, one, config, stack)


def _misread(name: str, one: Mapping[str, Any], config: Config, stack: Stack) -> Faults:
    unknown = {*_environment(one), *_secrets(one)} - {field.upper() for field in Config.__slots__}
    if unknown:
        yield f"{name} knows nothing of {unknown}"
    if not config.redis_tls or config.redis_username != "spool" or config.is_embedded:
        yield f"{name} does not find its state"
    if str(config.max_parallel_downloads) != stack.parameters["Preset"]:
        yield f"{name} has another preset"
    if str(config.file_ttl_hours) != stack.parameters["FileTtlHours"]:
        yield f"{name} keeps files for another time"
    is_api = one["Command"] == ["api"]
    ports = [mapping["ContainerPort"] for mapping in one.get("PortMappings", ())]
    if ports != ([config.port] if is_api else []) or (is_api and config.host != "0.0.0.0"):
        yield f"{name} listens elsewhere"
    if bool(config.metric_namespace and config.ecs_worker_service) is not is_api:
        yield f"{name} does not scale"
    if bool(config.signed_url_base) is not (is_api and "SigningKey" in stack.resources):
        yield f"{name} signs, or does not"


def _secrets_go_to_whom_needs_them(stack: Stack) -> Faults:
    for name, one in _containers(stack):
        (role,) = one["Command"]
        missing_key = set() if "SigningKey" in stack.resources else {"SIGNED_URL_KEY"}
        if set(_secrets(one)) != _SECRETS[role] - missing_key:
            yield f"{name} has {sorted(_secrets(one))}"
        if plain := _SECRETS["api"] & set(_environment(one)):
            yield f"{name} shows {plain}"


def _each_says_that_it_is_well(stack: Stack) -> Faults:
    for name, one in _containers(stack):
        check = one.get("HealthCheck", {})
        if check.get("Command") != _ALIVE or check["Timeout"] >= check["Interval"]:
            yield f"{name} is not looked at"
        if one.get("StopTimeout") != _MOST_TO_STOP:
            yield f"{name} has another time to stop"


def _logs_stop_nothing_and_end(stack: Stack) -> Faults:
    for name, one in _containers(stack):
        log = one["LogConfiguration"]
        if log["LogDriver"] != "awslogs" or log["Options"].get("mode") != "non-blocking":
            yield f"{name} waits for its log"
        if log["Options"]["awslogs-group"] != f"spool-{one['Name']}logs":
            yield f"{name} writes into another's log"
    for name, group in stack.of_type("AWS::Logs::LogGroup").items():
        if not group.get("RetentionInDays"):
            yield f"{name} grows for ever"


def _both_are_one_image(stack: Stack) -> Faults:
    for name, one in _containers(stack):
        if one["Image"] != stack.parameters["ImageUri"]:
            yield f"{name} is of another image"


def _tasks(stack: Stack) -> Iterator[tuple[str, Any]]:
    yield from stack.of_type("AWS::ECS::TaskDefinition").items()


def _containers(stack: Stack) -> Iterator[tuple[str, Any]]:
    for name, task in _tasks(stack):
        for one in task["ContainerDefinitions"]:
            yield name, one


def _environment(one: Mapping[str, Any]) -> dict[str, str]:
    return {entry["Name"]: entry["Value"] for entry in one["Environment"]}


def _secrets(one: Mapping[str, Any]) -> dict[str, str]:
    return {entry["Name"]: entry["ValueFrom"] for entry in one["Secrets"]}


def _folders(one: Mapping[str, Any]) -> Iterator[str]:
    environment = _environment(one)
    if environment["FILES"].startswith("/"):
        yield environment["FILES"]
    if one["Command"] == ["worker"]:
        yield environment["WORK"]


def _config(one: Mapping[str, Any]) -> Config:
    _, line = new_token("anna")
    known = {"TOKENS": line.replace(" ", ":"), "SIGNED_URL_KEY": PEM, "REDIS_PASSWORD": "secret"}
    secrets = {name: known.get(name, "") for name in _secrets(one)}
    return from_environment({**_environment(one), **secrets})


_API = "ApiTask/Properties/ContainerDefinitions/0"
_WORKER = "WorkerTask/Properties/ContainerDefinitions/0"

PROMISES = (
    Promise(
        "Fargate has such tasks",
        _fargate_has_such_tasks,
        (
            remap("Presets", "3", "Memory", "1024"),
            remap("Presets", "5", "Cpu", "1024"),
            change("ApiTask/Properties/Memory", "1024"),
            change("WorkerTask/Properties/RuntimePlatform/CpuArchitecture", "X86_64"),
        ),
    ),
    Promise(
        "the disk holds the largest",
        _the_disk_holds_the_largest,
        (remap("Presets", "1", "DiskGiB", 20), remap("Presets", "5", "DiskGiB", 201)),
    ),
    Promise(
        "nobody is powerful",
        _nobody_is_powerful,
        (
            remove(f"{_WORKER}/User"),
            change(f"{_WORKER}/ReadonlyRootFilesystem", False),
            change(f"{_API}/LinuxParameters/Capabilities/Drop", ["NET_RAW"]),
            change(f"{_API}/Privileged", True),
            change("ApiService/Properties/EnableExecuteCommand", True),
        ),
    ),
    Promise(
        "little is writable",
        _little_is_writable,
        (
            change(f"{_WORKER}/MountPoints/1/ContainerPath", "/app"),
            remove(f"{_WORKER}/MountPoints/1"),
            remove("WorkerTask/Properties/Volumes/1"),
            change(f"{_WORKER}/Environment/5/Value", "/var/work"),
        ),
    ),
    Promise(
        "the service takes what it is told",
        _the_service_takes_what_it_is_told,
        (
            change(f"{_API}/Environment/5/Value", "80000"),
            change(f"{_API}/Environment/5/Value", "8080"),
            change(f"{_API}/Environment/4/Value", "127.0.0.1"),
            change(f"{_API}/Environment/3/Value", "false"),
            change(f"{_API}/Environment/9/Name", "NAMESPACE"),
            change(f"{_WORKER}/Environment/7/Value", "3"),
            remove(f"{_API}/Environment/13"),
        ),
    ),
    Promise(
        "secrets go to whom needs them",
        _secrets_go_to_whom_needs_them,
        (
            add(f"{_WORKER}/Secrets", {"Name": "TOKENS", "ValueFrom": "x"}),
            add(f"{_API}/Environment", {"Name": "REDIS_PASSWORD", "Value": "x"}),
            remove(f"{_API}/Secrets/2"),
        ),
    ),
    Promise(
        "each says that it is well",
        _each_says_that_it_is_well,
        (
            change(f"{_API}/StopTimeout", 600),
            remove(f"{_WORKER}/HealthCheck"),
            change(f"{_WORKER}/HealthCheck/Command", ["CMD-SHELL", "true"]),
        ),
    ),
    Promise(
        "logs stop nothing, and end",
        _logs_stop_nothing_and_end,
        (
            change(f"{_API}/LogConfiguration/Options/mode", "blocking"),
            change(f"{_API}/LogConfiguration/Options/awslogs-group", {"Ref": "WorkerLogs"}),
            remove("WorkerLogs/Properties/RetentionInDays"),
        ),
    ),
    Promise(
        "both are one image",
        _both_are_one_image,
        (change(f"{_WORKER}/Image", "spool-cloud:latest"),),
    ),
)

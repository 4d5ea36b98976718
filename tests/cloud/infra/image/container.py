"""One role in a container such as Fargate's: read-only, without capabilities, of little memory."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MEMORY = 512 * 1024 * 1024
ID = 10001
LIMIT = 60.0  # seconds

_OWN = [f"uid={ID}", f"gid={ID}", "mode=0700", "nosuid", "nodev", "noexec"]


class Container:
    """The image's files and configuration, run with runc. It is in the network of this computer."""

    def __init__(
        self, role: str, files: Path, configuration: Mapping[str, Any], here: Path
    ) -> None:
        self.name = f"spool-image-test-{role}"
        self._role = role
        self._files = files
        self._image = configuration
        self._folder = here / role
        self._folder.mkdir()
        self.log = self._folder / "log"

    def start(self, shared: Path, **environment: str) -> None:
        """Start it, with `shared` as its /data; the image says the rest."""
        _run("runc", "spec", "--bundle", str(self._folder))
        path = self._folder / "config.json"
        path.write_text(
            json.dumps(self._arranged(json.loads(path.read_text()), shared, environment))
        )
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                ["runc", "run", "--bundle", str(self._folder), self.name],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def execute(self, *command: str, **environment: str) -> tuple[int, str]:
        """What a command in it ends with, and says."""
        set_to = [word for pair in environment.items() for word in ("--env", "=".join(pair))]
        done = subprocess.run(
            ["runc", "exec", *set_to, self.name, *command],
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def is_healthy(self, **environment: str) -> bool:
        """Whether the image's own health check says so."""
        kind, *command = self._image["Healthcheck"]["Test"]
        assert kind == "CMD"
        return self.execute(*command, **environment)[0] == 0

    def most_memory(self) -> int:
        """The most bytes that it has had."""
        said = json.loads(_run("runc", "events", "--stats", self.name))
        return int(said["data"]["memory"]["usage"]["max"])

    def terminate(self) -> int:
        """As an orchestrator does; the exit code."""
        _run("runc", "kill", self.name, self._image.get("StopSignal", "TERM"))
        return self.process.wait(LIMIT)

    def close(self) -> None:
        if self.process.poll() is None:
            subprocess.run(["runc", "kill", self.name, "KILL"], capture_output=True, check=False)
            self.process.wait(LIMIT)

    def _arranged(
        self, spec: dict[str, Any], shared: Path, environment: Mapping[str, str]
    ) -> dict[str, Any]:
        image = self._image
        user, group = (int(number) for number in image["User"].split(":"))
        own = [f"{name}={value}" for name, value in environment.items()]
        spec["process"].update(
            terminal=False,
            user={"uid": user, "gid": group},
            args=[*image["Entrypoint"], self._role],
            env=[*image["Env"], *own],
            cwd=image["WorkingDir"],
            capabilities={},
            noNewPrivileges=True,
        )
        spec["root"] = {"path": str(self._files), "readonly": True}
        spec["mounts"] += [*map(_writable, image["Volumes"]), _bound(shared)]
        linux = spec["linux"]
        linux["namespaces"] = [one for one in linux["namespaces"] if one["type"] != "network"]
        linux["resources"]["memory"] = {"limit": MEMORY}
        return spec


def _writable(place: str) -> dict[str, Any]:
    return {"destination": place, "type": "tmpfs", "source": "tmpfs", "options": _OWN}


def _bound(folder: Path) -> dict[str, Any]:
    return {
        "destination": "/data",
        "type": "bind",
        "source": str(folder),
        "options": ["rbind", "rw", "nosuid", "nodev"],
    }


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False)
    assert done.returncode == 0, f"{command[:2]}: {done.stderr[-1000:]}"
    return done.stdout

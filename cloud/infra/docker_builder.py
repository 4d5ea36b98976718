"""Images by Docker with buildx."""

import json
import subprocess
import tempfile
from pathlib import Path

from cloud.infra.builder import FOREIGN, PLATFORM, Order, run, runs
from cloud.infra.refusals import Failed


class DockerBuilder:
    """A `Builder` over the `docker` command."""

    def missing(self) -> str:
        """See `Builder`."""
        if not runs("docker", "buildx", "version"):
            return "Docker is here without buildx. Install its plug-in docker-buildx."
        if not runs("docker", "version"):
            return "Docker does not answer. Start it, and see that you may use it (`docker ps`)."
        return "" if self._knows_platform() else FOREIGN

    def commands(self) -> tuple[str, ...]:
        """See `Builder`."""
        return (
            "docker login --username AWS --password-stdin REGISTRY",
            f"docker buildx build --platform {PLATFORM} --pull --push",
            "docker logout REGISTRY",
        )

    def build(self, order: Order) -> str:
        """See `Builder`."""
        login = order.login
        run(
            ["docker", "login", "--username", login.user, "--password-stdin", login.registry],
            what="docker login",
            given=login.password,
        )
        try:
            with tempfile.TemporaryDirectory() as folder:
                return self._build(order, Path(folder) / "metadata.json")
        finally:
            runs("docker", "logout", login.registry)

    def _build(self, order: Order, metadata: Path) -> str:
        # What attests the build would differ each time, and the digest with it.
        command = [
            *("docker", "buildx", "build", "--platform", PLATFORM, "--provenance=false"),
            *("--sbom=false", "--pull", "--push", "--metadata-file", str(metadata)),
            *(*order.words(), str(order.root)),
        ]
        run(command, what="docker buildx build")
        try:
            return str(json.loads(metadata.read_bytes())["containerimage.digest"])
        except (OSError, ValueError, KeyError):
            raise Failed("docker buildx build did not say the digest of what it pushed") from None

    def _knows_platform(self) -> bool:
        """Whether the builder may build for arm64; one that does not say is believed to."""
        command = ["docker", "buildx", "inspect"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        listed = [line for line in done.stdout.splitlines() if line.startswith("Platforms:")]
        return not listed or any(PLATFORM in line for line in listed)

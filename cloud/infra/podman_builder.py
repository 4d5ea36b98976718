"""Images by podman or buildah, whose words are the same."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from cloud.infra.builder import PLATFORM, Order, run, runs
from cloud.infra.refusals import Failed


@dataclass(frozen=True, slots=True)
class PodmanBuilder:
    """A `Builder` over one of these commands."""

    program: str

    def missing(self) -> str:
        """See `Builder`."""
        if runs(self.program, "info"):
            return ""
        return f"{self.program} does not run here: `{self.program} info` says why."

    def commands(self) -> tuple[str, ...]:
        """See `Builder`."""
        return (
            f"{self.program} login --username AWS --password-stdin REGISTRY",
            f"{self.program} build --platform {PLATFORM} --pull=always",
            f"{self.program} push --digestfile FILE NAME",
        )

    def build(self, order: Order) -> str:
        """See `Builder`. The password lies in a file of this build's own, as long as it lasts."""
        with tempfile.TemporaryDirectory() as folder:
            passwords, digest = Path(folder) / "auth.json", Path(folder) / "digest"
            login = order.login
            run(
                [
                    *(self.program, "login", "--authfile", str(passwords)),
                    *("--username", login.user, "--password-stdin", login.registry),
                ],
                what=f"{self.program} login",
                given=login.password,
            )
            # Its own format knows no health check.
            run(
                [
                    *(self.program, "build", "--platform", PLATFORM, "--format", "docker"),
                    *("--pull=always", *order.words(), str(order.root)),
                ],
                what=f"{self.program} build",
            )
            run(
                [
                    *(self.program, "push", "--authfile", str(passwords)),
                    *("--digestfile", str(digest), order.name),
                ],
                what=f"{self.program} push",
            )
            return _read(digest)


def _read(digest: Path) -> str:
    try:
        return digest.read_text(encoding="ascii").strip()
    except OSError:
        raise Failed("the push did not say the digest of what it pushed") from None

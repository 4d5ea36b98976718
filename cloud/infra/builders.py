"""The builder that this computer has."""

import shutil

from cloud.infra.builder import Builder, NoBuilder
from cloud.infra.docker_builder import DockerBuilder
from cloud.infra.podman_builder import PodmanBuilder


def builder_here() -> Builder:
    """The first that can build; where none can, the first that is there, to say why not."""
    there: list[Builder] = []
    if shutil.which("docker"):
        there.append(DockerBuilder())
    there += [PodmanBuilder(name) for name in ("podman", "buildah") if shutil.which(name)]
    return next((one for one in there if not one.missing()), there[0] if there else NoBuilder())

"""Steps to an image in the account's repository."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import strftime

from cloud.infra.builder import Order
from cloud.infra.engine_version import EngineFile, is_newer
from cloud.infra.image import DOCKERFILE, ImageTag, source_of
from cloud.infra.options import DeployOptions
from cloud.infra.origin import origin_of
from cloud.infra.refusals import Failed, Missing
from cloud.infra.repository import Repository
from cloud.infra.stacks import Stacks, Wanted
from cloud.infra.steps import Step
from cloud.infra.surroundings import Surroundings


def images_stack(name: str) -> str:
    """What the stack with the repository is called."""
    return f"{name}-images"


@dataclass(slots=True)
class ImageSteps:
    """They end with `uri`: the image by its digest."""

    options: DeployOptions
    around: Surroundings
    stacks: Stacks
    repository: Repository
    current: Callable[[], str]  # the image that the service has now; empty where it has none
    uri: str = ""
    _engine: EngineFile = field(init=False)

    def __post_init__(self) -> None:
        root = self.around.root
        self._engine = EngineFile(
            root / "cloud/infra/engine.txt", root / "packaging/requirements-cloud.txt"
        )

    def first(self) -> list[Step]:
        """Before anything is made: whether there is or can be an image."""
        if self.options.image:
            sentence = f"Take the image {self.options.image}"
            return [Step(sentence, self._take, changes=False)]
        return [
            Step(self._engine_sentence(), self._choose_engine, self._engine_calls()),
            Step(
                "See whether the image of this source is there, or can be built here",
                self._look,
                ("ecr:DescribeImages", "ecr:DescribeRepositories"),
                changes=False,
            ),
        ]

    def steps(self) -> list[Step]:
        """To the image itself; none where it is given."""
        if self.options.image:
            return []
        name = images_stack(self.options.target.name)
        return [
            Step(
                f"Create or update the stack {name} with the repository {self.repository.name}",
                self._make_repository,
                (
                    "cloudformation:DescribeStacks",
                    "cloudformation:CreateChangeSet", "cloudformation:DescribeChangeSet",
                    "cloudformation:ExecuteChangeSet", "cloudformation:DescribeStackEvents",
                    "cloudformation:DeleteChangeSet", "cloudformation:DeleteStack",
                ),
            ),
            Step(
                "Build the image for arm64 and push it, unless it is there",
                self._build,
                (
                    "ecr:DescribeImages", "ecr:DescribeRepositories", "ecr:GetAuthorizationToken",
                    *self.around.builder.commands(),
                ),
            ),
        ]  # fmt: skip

    def _engine_sentence(self) -> str:
        if self.options.engine:
            return f"Choose yt-dlp: {self.options.engine}"
        return "Choose yt-dlp: that of this checkout, or a newer one that the service has"

    def _engine_calls(self) -> tuple[str, ...]:
        return ("ecr:DescribeImages", "pip install --dry-run --report - yt-dlp==VERSION")

    def _take(self) -> str:
        self.uri = self.options.image
        return ""

    def _choose_engine(self) -> str:
        wanted = self.options.engine
        if not wanted:
            # Another checkout may have brought it, whose file is not in this one.
            there = self.repository.engine_of(self.current()) if self.current() else ""
            wanted = there if is_newer(there, self._engine.version) else ""
        if wanted:
            self._engine.write(wanted)
        return f"yt-dlp {self._engine.version}"

    def _look(self) -> str:
        if not self.options.rebuild and self.repository.built_from(self._source()):
            return "it is there"
        missing = self.around.builder.missing()
        if missing and self.options.target.dry_run:
            return f"it is not, and before it can be built: {missing}"
        if missing:
            raise Missing(missing)
        return "it can be built here"

    def _make_repository(self) -> str:
        name = images_stack(self.options.target.name)
        template = self.around.images_template.read_text(encoding="utf-8")
        self.stacks.apply(Wanted(name, template, {"RepositoryName": self.repository.name}))
        return ""

    def _build(self) -> str:
        source = self._source()
        if not self.options.rebuild and (image := self.repository.built_from(source)):
            self.uri = image.uri
            return f"it is there: {image.uri}"
        built = strftime("%Y%m%d%H%M%S") if self.options.rebuild else ""
        tag = ImageTag(source, self._engine.version, built)
        address = self.repository.address()
        order = Order(
            root=self.around.root,
            dockerfile=self.around.root / DOCKERFILE,
            name=f"{address}:{tag}",
            login=self.repository.login(),
            origin=origin_of(self.around.root),
            # What is kept of an earlier build has the system's packages of that day.
            is_fresh=bool(self.options.engine) or self.options.rebuild,
        )
        self.uri = f"{address}@{self.around.builder.build(order)}"
        return self.uri

    def _source(self) -> str:
        try:
            return source_of(self.around.root)
        except OSError as error:
            raise Failed(f"The source of the image cannot be read: {error.strerror}") from None

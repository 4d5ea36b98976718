"""What a run stands on, so that a test may stand on something else."""

from dataclasses import dataclass, field
from pathlib import Path

from cloud.infra.builder import Builder
from cloud.infra.builders import builder_here
from cloud.infra.ending import say
from cloud.infra.steps import Say

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The checkout, what builds images, and where words go."""

    root: Path = _ROOT
    template: Path = _ROOT / "cloud/infra/template.yaml"
    images_template: Path = _ROOT / "cloud/infra/images.yaml"
    builder: Builder = field(default_factory=builder_here)
    say: Say = say
    between_looks: float = 3.0  # seconds

"""What the window needs of the application."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.core.cloud import Cloud
from app.core.download import DownloadRequest
from app.core.download_queue import DownloadQueue
from app.core.engine_updates import EngineUpdates, NoUpdates
from app.core.executor import Prober
from app.core.preflight import Preflight
from app.core.stores import HistoryStore, SecretStore, StoreProblem
from app.core.versions import Versions


@dataclass(frozen=True, slots=True)
class Services:
    """The parts below the window, each by what it is for."""

    queue: DownloadQueue
    prober: Prober  # its answers come to every page, which drops those it did not ask for
    preflight: Preflight
    history: HistoryStore
    secrets: SecretStore
    cloud: Cloud
    forget_archive: Callable[[Callable[[StoreProblem | None], None]], None]  # then on this thread
    describe_command: Callable[[DownloadRequest], str]
    free_bytes: Callable[[str], int | None]
    look_up_versions: Callable[[Callable[[Versions], None]], None]  # answers on this thread
    post: Callable[[Callable[[], None]], None]  # runs it on the window's thread
    default_folder: str
    state_file: str  # of the window; empty: it remembers nothing
    thumbnail_cache: str
    log_folder: str
    engine: EngineUpdates = field(default_factory=NoUpdates)

"""What the roles are built of."""

import logging
import tempfile
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import redis

import app
from app.core.remote import API_LEVEL, ServiceVersions
from app.engine.options import EngineOptions
from app.engine.tools import find_deno, find_ffmpeg
from app.engine.versions import look_up
from cloud.config import Config
from cloud.connections import Connections, connect
from cloud.files import Files, open_files
from cloud.owners import Owners
from cloud.store.batches import BatchStore, Quotas
from cloud.store.runs import RunStore, Stats
from cloud.store.scripts import Keeping, Scripts
from cloud.worker.wakeups import Wakeups

if TYPE_CHECKING:  # each role imports what it needs, so that a worker starts soon and stays small
    from cloud.api.scaling import Scaling
    from cloud.api.server import ApiServer
    from cloud.worker.worker import Worker

log = logging.getLogger(__name__)

_HOUR_MS = 3_600_000
_GB = 1_000_000_000


class CannotStart(Exception):  # noqa: N818  its text is all there is to say
    """Something outside of the configuration is in the way."""


class Parts:
    """One set for one process. `FilesError` and `CannotStart` say what is in the way."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.connections: Connections = connect(config)
        keeping = Keeping(config.file_ttl_hours * _HOUR_MS)
        self.scripts = Scripts(self.connections.scripts, keeping)
        self.wakeups = Wakeups(self.connections.broker)
        self._own_folder = _folder_of_its_own(config)
        if self._own_folder is not None:
            config = self.config = replace(config, work=self._own_folder.name)
        self.files: Files = open_files(config)
        self.files.check()
        self._look_at_redis()

    def worker(self, alive: Callable[[], None]) -> "Worker":
        """A worker that has not started; `alive` is called every few seconds while it goes on."""
        from cloud.worker.worker import Worker

        return Worker(self.config, self.scripts, self.wakeups, self.files, alive)

    def server(self, at_end: Callable[[], None] = lambda: None) -> "ApiServer":
        """The API's server, which has not started; `at_end` is called when it begins to end."""
        from cloud.api.app import create_app
        from cloud.api.server import ApiServer
        from cloud.api.services import Services

        config = self.config
        stats = RunStore(self.scripts, "api", tries=config.tries).stats
        scaling = _scaling(config, stats)

        def wake(count: int) -> None:
            self.wakeups.send(count)
            if scaling is not None:
                scaling.nudge()

        quotas = Quotas(config.links_per_day, config.batches_per_owner, config.gb_per_owner * _GB)
        services = Services(
            config=config,
            batches=BatchStore(self.scripts, quotas),
            stats=stats,
            events=self.connections.events,
            files=self.files,
            owners=Owners.from_config(config),
            wake=wake,
            versions=_versions(),
        )
        return ApiServer(create_app(services, scaling), config, at_end)

    def close(self) -> None:
        """Remove what was for this process alone."""
        if self._own_folder is not None:
            self._own_folder.cleanup()

    def _look_at_redis(self) -> None:
        """Say early what is wrong; whoever waits for Redis goes on waiting all the same."""
        config = self.config
        try:
            self.connections.scripts.ping()
        except redis.AuthenticationError:
            raise CannotStart(
                f"Redis at {config.redis_host}:{config.redis_port} refuses the password: "
                "set REDIS_PASSWORD, and REDIS_USERNAME where it has users"
            ) from None
        except redis.RedisError as error:
            log.warning(
                "Redis at %s:%d does not answer yet (%s)",
                config.redis_host,
                config.redis_port,
                type(error).__name__,
            )


def _folder_of_its_own(config: Config) -> "tempfile.TemporaryDirectory[str] | None":
    """Where state ends with the process, so do the files, unless it is said where they go: to the
    next process, which knows none of them, they would be left-overs to be removed."""
    if not config.is_embedded or config.work or config.files:
        return None
    return tempfile.TemporaryDirectory(prefix="spool-cloud-", ignore_cleanup_errors=True)


def _scaling(config: Config, stats: Callable[[], Stats]) -> "Scaling | None":
    """What has workers begin and end, where the configuration says how."""
    if not config.metric_namespace and not config.ecs_cluster:
        return None
    from cloud.api.metric_line import MetricPrinter
    from cloud.api.scaling import Scaling

    namespace, parallel = config.metric_namespace, config.max_parallel_downloads
    workers = None
    if config.ecs_cluster:
        from cloud.api.ecs_workers import EcsWorkers  # what it needs takes long to load

        workers = EcsWorkers(config.ecs_cluster, config.ecs_worker_service)
    return Scaling(stats, MetricPrinter(namespace, parallel) if namespace else None, workers)


def _versions() -> ServiceVersions:
    found = look_up(EngineOptions(ffmpeg=find_ffmpeg(), deno=find_deno()))
    return ServiceVersions(API_LEVEL, app.__version__, found.ytdlp, found.ffmpeg, found.deno)

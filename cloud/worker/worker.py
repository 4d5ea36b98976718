"""A worker: so many downloads at once, each in a thread that minds one child of the engine."""

import logging
import secrets
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

from app.core.download import DownloadState
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.engine.tools import find_deno, find_ffmpeg
from cloud.config import Config, default_folder
from cloud.files import Files
from cloud.logs import log_context
from cloud.store.runs import RunStore
from cloud.store.scripts import Scripts, StoreAway
from cloud.worker import sweep
from cloud.worker.confine import can_confine
from cloud.worker.ecs_agent import EcsAgent
from cloud.worker.egress_proxy import EgressProxy
from cloud.worker.protection import Protection
from cloud.worker.runner import Bounds, Runner, Tools
from cloud.worker.wakeups import Threads, Wakeups
from cloud.worker.workplace import Workplace

log = logging.getLogger(__name__)

_PULSE = 3.0  # seconds
_SWEEP = 60.0
_MATCH = 600.0
_STOP = 6.0  # seconds for what runs to be handed back; ECS and Spot grant more
_LAST = 1.0  # seconds for each of what comes after that
_SILENCE = 8.0  # seconds after which a child of a frozen worker ends; less than a lease
_REST = 20.0  # seconds for a worker whose engine does not start, while others may do better
_GB = 1_000_000_000


class Worker:
    """Runs what the store has for it, between `start` and `stop`."""

    def __init__(
        self,
        config: Config,
        scripts: Scripts,
        wakeups: Wakeups,
        files: Files,
        alive: Callable[[], None] = lambda: None,
    ) -> None:
        self.name = f"{socket.gethostname()}-{secrets.token_hex(3)}"
        self._config = config
        self._store = RunStore(scripts, self.name, tries=config.tries)
        self._wakeups = wakeups
        self._files = files
        self._workplace = Workplace(work_folder(config))
        self._proxy = EgressProxy(config.allow_networks)
        self._alive = alive  # called every few seconds while this worker goes on
        agent = EcsAgent(config.ecs_agent_uri) if config.ecs_agent_uri else None
        self._protection = Protection(agent)
        self._closing = threading.Event()
        self._look = threading.Event()  # there may be something to do
        self._lock = threading.Lock()
        self._runners: set[Runner] = set()
        self._rests_until = 0.0  # after its engine could not begin
        self._chores = [
            threading.Thread(target=target, name=name, daemon=True)
            for name, target in (("pulse", self._pulse), ("sweep", self._sweep))
        ]

    def start(self) -> None:
        """Begin; returns at once. `OSError` where the work folder cannot be used."""
        work_folder(self._config).mkdir(parents=True, exist_ok=True, mode=0o700)
        self._proxy.start()
        self._pool = self._new_pool()
        bounds = Bounds(
            self._config.max_file_gb * _GB, self._config.max_hours * 3600.0, self._config.tries
        )
        self._tools = Tools(self._store, self._pool, self._files, self._workplace, bounds)
        parallel = self._config.max_parallel_downloads
        self._threads = Threads(self._wakeups, parallel, self._work)
        self._protection.start()
        self._threads.start()
        for chore in self._chores:
            chore.start()
        log.info("worker %s runs %d downloads at once", self.name, parallel)

    def stop(self) -> None:
        """Hand everything back and end, within ten seconds."""
        with self._lock:
            self._closing.set()
            runners = list(self._runners)
        for runner in runners:
            runner.hand_back()
        self._look.set()
        self._threads.stop(_STOP)
        if runners:
            # Not before: a message that one of our own threads took would wake nobody.
            self._wake_others(len(runners))
        self._protection.stop()
        self._pool.close()
        self._proxy.close()
        for chore in self._chores:
            chore.join(_LAST)
        with suppress(StoreAway):
            self._store.leave()
        log.info("worker %s has ended", self.name)

    def _wake_others(self, count: int) -> None:
        """As far as Redis is there; else their pulses will notice."""
        sending = threading.Thread(target=self._wakeups.send, args=(count,), daemon=True)
        sending.start()
        sending.join(_LAST)

    def _new_pool(self) -> ChildPool:
        """Children that serve one download each. As many more stand ready as can be busy: what ends
        together is followed at once, and where none can be forked, a new one takes a second of a
        processor to be warm."""
        options = EngineOptions(
            ffmpeg=find_ffmpeg(),
            deno=find_deno(),
            socket_timeout=float(self._config.socket_timeout),
            tries=1,  # the others are counted in the store
            proxy=self._proxy.address,
            untrusted=True,
            ffmpeg_fetches=can_confine(),
            silence=_SILENCE,
        )
        child = (sys.executable, "-m", "cloud.worker.child", str(self._proxy.port))
        count = self._config.max_parallel_downloads
        return ChildPool(options, size=2 * count, warm=count, python=child, jobs_each=1)

    def _work(self) -> None:
        """Take one download, if there is one, and run it to its end."""
        try:
            idle = self._closing.is_set() or self._rests
            claim = None if idle else self._store.claim()
        except StoreAway:
            return  # a pulse will notice what is left to do
        if claim is None:
            return
        about = log_context(owner=claim.owner, batch_id=claim.batch_id, download_id=claim.id)
        with about, self._protection.while_busy():
            runner = Runner(claim, self._tools)
            with self._lock:
                self._runners.add(runner)
                if self._closing.is_set():
                    runner.hand_back()
            state = None
            try:
                state = runner.run()
            finally:
                with self._lock:
                    self._runners.discard(runner)
                    if runner.is_engine_broken:
                        log.error("the engine does not start here: this worker rests for a while")
                        self._rests_until = monotonic() + _REST
                if state in (DownloadState.QUEUED, DownloadState.RUNNING):
                    self._look.set()  # it goes on, at once or at its next try

    @property
    def _rests(self) -> bool:
        return monotonic() < self._rests_until

    def _pulse(self) -> None:
        while not self._closing.is_set():
            self._look.clear()
            self._alive()
            try:
                rest = self._pulse_once()
            except StoreAway as away:
                log.warning("the store is away: %s", away)
                rest = _PULSE
            except Exception:
                log.exception("a pulse failed")  # without any, nothing would be found again
                rest = _PULSE
            self._look.wait(rest)

    def _pulse_once(self) -> float:
        """Say that this worker lives, wake threads for what there is, tell how long to rest."""
        with self._lock:
            free = self._config.max_parallel_downloads - len(self._runners)
        free = 0 if self._rests else free
        demand = self._store.pulse(free)
        self._wakeups.send(demand.claimable)
        return _PULSE if demand.next_due is None else min(_PULSE, demand.next_due + 0.01)

    def _sweep(self) -> None:
        matched = monotonic()
        while not self._closing.wait(_SWEEP):
            self._try(lambda: sweep.expire(self._store, self._files))
            self._try(lambda: sweep.clear_workplace(self._store, self._workplace))
            if monotonic() - matched > _MATCH:
                matched = monotonic()
                self._try(lambda: sweep.match_files(self._store, self._files))

    def _try(self, chore: Callable[[], object]) -> None:
        try:
            chore()
        except (StoreAway, OSError) as error:
            log.warning("a sweep has to wait: %s", error)
        except Exception:
            log.exception("a sweep failed")


def work_folder(config: Config) -> Path:
    """Where what is under way lies."""
    return Path(config.work) if config.work else default_folder() / "work"

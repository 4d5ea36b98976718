"""`spool-cloud`: the service, or one of its roles.

spool-cloud up           API and one worker in this process; without REDIS_HOST in memory
spool-cloud api          the API alone
spool-cloud worker       a worker alone
spool-cloud token new OWNER
"""

import argparse
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable

import redis

import app
from app.core.remote import API_LEVEL, ServiceVersions
from app.engine.options import EngineOptions
from app.engine.tools import find_deno, find_ffmpeg
from app.engine.versions import look_up
from cloud import logs
from cloud.api.app import create_app
from cloud.api.server import ApiServer
from cloud.api.services import Services
from cloud.config import Config, ConfigError, from_environment
from cloud.connections import Connections, connect
from cloud.files import Files, FilesError, open_files
from cloud.owners import Owners, new_token
from cloud.store.batches import BatchStore, Quotas
from cloud.store.runs import RunStore
from cloud.store.scripts import Keeping, Scripts
from cloud.worker.wakeups import Wakeups
from cloud.worker.worker import Worker

log = logging.getLogger(__name__)

_HOUR_MS = 3_600_000
_GB = 1_000_000_000


class _CannotStart(Exception):  # noqa: N818  its text is all there is to say
    """Something outside of the configuration is in the way."""


def main() -> int:
    """Run the role; 2 where something is wrong before it begins, said on standard error."""
    chosen = _arguments()
    try:
        if chosen.role == "token":
            return _token(chosen.owner)
        config = from_environment()
        logs.set_up(config.log_level)
        return _ROLES[chosen.role](config)
    except (ConfigError, FilesError, _CannotStart, OSError) as error:
        sys.stderr.write(f"spool-cloud: {error}\n")
        return 2


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="spool-cloud",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="spool-cloud up | api | worker | token new OWNER",
    )
    roles = parser.add_subparsers(dest="role", required=True, metavar="ROLE")
    for role, what in (
        ("up", "API and one worker in this process"),
        ("api", "the API alone"),
        ("worker", "a worker alone"),
    ):
        roles.add_parser(role, help=what)
    token = roles.add_parser("token", help="make a token for an owner")
    token.add_argument("what", choices=["new"])
    token.add_argument("owner", help="such as anna or the-lab")
    return parser.parse_args()


def _up(config: Config) -> int:
    signals = _Signals()
    parts = _Parts(config)
    listener = _listener(config)
    worker = parts.worker()
    ending = threading.Thread(target=worker.stop, name="ending")
    server = ApiServer(create_app(parts.services()), config, at_end=ending.start)
    worker.start()
    _say(f"Spool's service is at http://{_shown(listener)}, its description at /docs.")
    if config.is_embedded:
        _say("Without REDIS_HOST its state is in memory and ends with this process.")
    try:
        return _serve(server, listener, signals)
    finally:
        if ending.ident is None:  # the server never began
            ending.start()
        ending.join()


def _api(config: Config) -> int:
    _wants_redis(config)
    signals = _Signals()
    parts = _Parts(config)
    listener = _listener(config)
    return _serve(ApiServer(create_app(parts.services()), config), listener, signals)


def _worker(config: Config) -> int:
    _wants_redis(config)
    signals = _Signals()
    worker = _Parts(config).worker()
    worker.start()
    signals.heard.wait()
    worker.stop()
    # A thread that still waits for a site or a store that is silent has nothing more to say.
    logging.shutdown()
    os._exit(0)


_ROLES: dict[str, Callable[[Config], int]] = {"up": _up, "api": _api, "worker": _worker}


def _token(owner: str) -> int:
    try:
        token, line = new_token(owner)
    except ValueError as error:
        raise ConfigError(str(error)) from None
    _say(f"Token, shown this once:\n\n    {token}\n")
    _say(f"Line for TOKENS_FILE, or with a colon in TOKENS:\n\n    {line}")
    return 0


class _Parts:
    """What the roles are built of."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.connections: Connections = connect(config)
        keeping = Keeping(config.file_ttl_hours * _HOUR_MS)
        self.scripts = Scripts(self.connections.scripts, keeping)
        self.wakeups = Wakeups(self.connections.broker)
        self.files: Files = open_files(config)
        self.files.check()
        self._look_at_redis()

    def worker(self) -> Worker:
        return Worker(self.config, self.scripts, self.wakeups, self.files)

    def services(self) -> Services:
        config = self.config
        quotas = Quotas(config.links_per_day, config.batches_per_owner, config.gb_per_owner * _GB)
        return Services(
            config=config,
            batches=BatchStore(self.scripts, quotas),
            stats=RunStore(self.scripts, "api", tries=config.tries).stats,
            events=self.connections.events,
            files=self.files,
            owners=Owners.from_config(config),
            wake=self.wakeups.send,
            versions=_versions(),
        )

    def _look_at_redis(self) -> None:
        """Say early what is wrong; whoever waits for Redis goes on waiting all the same."""
        config = self.config
        try:
            self.connections.scripts.ping()
        except redis.AuthenticationError:
            raise _CannotStart(
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


class _Signals:
    """Hears from the beginning that this process is to end, however long its start takes."""

    def __init__(self) -> None:
        self.heard = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._take)

    def _take(self, *_: object) -> None:
        self.heard.set()


def _serve(server: ApiServer, listener: socket.socket, signals: _Signals) -> int:
    """Answer requests until a signal comes."""
    # One that came before the server listens for it, or comes just now, is not passed over.
    watch = threading.Thread(target=_pass_on, args=(signals, server), daemon=True)
    watch.start()
    server.run(sockets=[listener])
    return 0 if server.started or signals.heard.is_set() else 1


def _pass_on(signals: _Signals, server: ApiServer) -> None:
    signals.heard.wait()
    server.should_exit = True


def _listener(config: Config) -> socket.socket:
    host = config.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, config.port), family=family, backlog=2048)
    except OSError as error:
        raise _CannotStart(
            f"HOST and PORT: {config.host}:{config.port} cannot be listened on: {error.strerror}"
        ) from None


def _shown(listener: socket.socket) -> str:
    host, port, *_ = listener.getsockname()
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _wants_redis(config: Config) -> None:
    if config.is_embedded:
        raise ConfigError(
            "REDIS_HOST: API and worker in processes of their own need a Redis that both reach; "
            "`spool-cloud up` needs none"
        )


def _versions() -> ServiceVersions:
    found = look_up(EngineOptions(ffmpeg=find_ffmpeg(), deno=find_deno()))
    return ServiceVersions(API_LEVEL, app.__version__, found.ytdlp, found.ffmpeg, found.deno)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

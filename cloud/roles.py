"""The roles as processes, from their begin to the signal that ends them."""

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cloud import logs
from cloud.config import Config, ConfigError, from_environment
from cloud.files import FilesError
from cloud.health import AliveFile
from cloud.owners import new_token
from cloud.parts import CannotStart, Parts

if TYPE_CHECKING:  # a worker goes without all that the API needs
    from cloud.api.server import ApiServer


def run(role: str, owner: str = "") -> int:
    """The exit code of a role once it has ended, or of making a token for the owner; 2 where
    something is wrong before it begins, said on standard error."""
    try:
        if role == "token":
            return _token(owner)
        config = from_environment()
        logs.set_up(config.log_level)
        return _ROLES[role](config)
    except (ConfigError, FilesError, CannotStart, OSError) as error:
        sys.stderr.write(f"spool-cloud: {error}\n")
        return 2


def _up(config: Config) -> int:
    signals = _Signals()
    parts = Parts(config)
    listener = _listener(config)
    alive = AliveFile("up", *listener.getsockname()[:2])
    worker = parts.worker(alive.touch)
    ending = threading.Thread(target=worker.stop, name="ending")
    server = parts.server(at_end=ending.start)
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
        alive.remove()
        parts.close()


def _api(config: Config) -> int:
    _wants_redis(config)
    signals = _Signals()
    parts = Parts(config)
    listener = _listener(config)
    alive = AliveFile("api", *listener.getsockname()[:2])
    alive.touch()
    try:
        return _serve(parts.server(), listener, signals)
    finally:
        alive.remove()


def _worker(config: Config) -> int:
    _wants_redis(config)
    signals = _Signals()
    alive = AliveFile("worker")
    worker = Parts(config).worker(alive.touch)
    worker.start()
    signals.heard.wait()
    worker.stop()
    alive.remove()
    # A thread that still waits for a site or a store that is silent has nothing more to say.
    logging.shutdown()
    os._exit(0)


_ROLES: Mapping[str, Callable[[Config], int]] = {"up": _up, "api": _api, "worker": _worker}


def _token(owner: str) -> int:
    try:
        token, line = new_token(owner)
    except ValueError as error:
        raise ConfigError(str(error)) from None
    _say(f"Token, shown this once:\n\n    {token}\n")
    _say(f"Line for TOKENS_FILE, or with a colon in TOKENS:\n\n    {line}")
    return 0


class _Signals:
    """Hears from the beginning that this process is to end, however long its start takes."""

    def __init__(self) -> None:
        self.heard = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._take)

    def _take(self, *_: object) -> None:
        self.heard.set()


def _serve(server: "ApiServer", listener: socket.socket, signals: _Signals) -> int:
    """Answer requests until a signal comes."""
    # One that came before the server listens for it, or comes just now, is not passed over.
    watch = threading.Thread(target=_pass_on, args=(signals, server), daemon=True)
    watch.start()
    server.run(sockets=[listener])
    return 0 if server.started or signals.heard.is_set() else 1


def _pass_on(signals: _Signals, server: "ApiServer") -> None:
    signals.heard.wait()
    server.should_exit = True


def _listener(config: Config) -> socket.socket:
    host = config.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, config.port), family=family, backlog=2048)
    except OSError as error:
        raise CannotStart(
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


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()

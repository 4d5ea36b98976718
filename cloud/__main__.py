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
from typing import TYPE_CHECKING

from cloud import logs
from cloud.config import Config, ConfigError, from_environment
from cloud.files import FilesError
from cloud.owners import new_token
from cloud.parts import CannotStart, Parts

if TYPE_CHECKING:  # a worker goes without all that the API needs
    from cloud.api.server import ApiServer


def main() -> int:
    """Run the role; 2 where something is wrong before it begins, said on standard error."""
    chosen = _arguments()
    try:
        if chosen.role == "token":
            return _token(chosen.owner)
        config = from_environment()
        logs.set_up(config.log_level)
        return _ROLES[chosen.role](config)
    except (ConfigError, FilesError, CannotStart, OSError) as error:
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
    parts = Parts(config)
    listener = _listener(config)
    worker = parts.worker()
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
        parts.close()


def _api(config: Config) -> int:
    _wants_redis(config)
    signals = _Signals()
    parts = Parts(config)
    listener = _listener(config)
    return _serve(parts.server(), listener, signals)


def _worker(config: Config) -> int:
    _wants_redis(config)
    signals = _Signals()
    worker = Parts(config).worker()
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


if __name__ == "__main__":
    sys.exit(main())

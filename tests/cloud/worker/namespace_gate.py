"""Run inside a network namespace: the one gate in its wall, and who tries to go past it.

python namespace_gate.py PORT SOCKET: what comes to the port goes to the socket, which is a file
and so lies outside too. Says "ready"; when its input ends, says as JSON where packets were sent to.
"""

import json
import socket
import sys
import threading
from contextlib import suppress

_TCP, _UDP = 6, 17


def _relay(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(64 * 1024):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


def _let_in(listener: socket.socket, path: str) -> None:
    while True:
        guest, _ = listener.accept()
        outside = socket.socket(socket.AF_UNIX)
        outside.connect(path)
        for ends in ((guest, outside), (outside, guest)):
            threading.Thread(target=_relay, args=ends, daemon=True).start()


def _watch(packets: socket.socket, seen: set[str]) -> None:
    """Beginnings of connections, and datagrams."""
    while True:
        data = packets.recv(2048)
        if len(data) < 20 or data[0] >> 4 != 4:
            continue
        start = (data[0] & 15) * 4
        is_first = data[9] == _TCP and data[start + 13] & 0x12 == 0x02
        if is_first or data[9] == _UDP:
            port = int.from_bytes(data[start + 2 : start + 4], "big")
            seen.add(f"{socket.inet_ntoa(data[16:20])}:{port}")


def main(port: int, path: str) -> None:
    seen: set[str] = set()
    # Without the headers of the link, on every interface of the namespace.
    packets = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x0003))
    listener = socket.create_server(("127.0.0.1", port))
    threading.Thread(target=_watch, args=(packets, seen), daemon=True).start()
    threading.Thread(target=_let_in, args=(listener, path), daemon=True).start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    sys.stdout.write(json.dumps(sorted(seen)))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])

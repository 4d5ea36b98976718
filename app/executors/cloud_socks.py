"""What httpcore leaves undone where a SOCKS proxy does not let it through."""

from typing import Any, Protocol

from app.core.cloud import CloudTrouble
from app.executors.cloud_errors import CloudError, short


class _Stream(Protocol):
    async def aclose(self) -> None: ...


class SocksWatch:
    """The `trace` of one request. It hangs up where the talk with the proxy fails, which nobody
    else does, and tells that as a `CloudError`, whatever kind of exception it was."""

    def __init__(self) -> None:
        self._stream: _Stream | None = None

    async def __call__(self, step: str, told: dict[str, Any]) -> None:
        if step == "socks.connect_tcp.complete":
            self._stream = told["return_value"]
        elif step == "socks.setup_socks5_connection.failed" and self._stream is not None:
            await self._stream.aclose()
            error = told["exception"]
            if isinstance(error, Exception):  # else it was canceled, and goes on being that
                raise CloudError(CloudTrouble.UNREACHABLE, short(f"The proxy: {error}")) from error

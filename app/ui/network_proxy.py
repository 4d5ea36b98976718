"""By which way the window itself fetches pictures."""

from urllib.parse import unquote, urlsplit

from PySide6.QtNetwork import QNetworkProxy

_Kind = QNetworkProxy.ProxyType
_SPOKEN = {
    "http": (_Kind.HttpProxy, 80),
    "socks5": (_Kind.Socks5Proxy, 1080),
    "socks5h": (_Kind.Socks5Proxy, 1080),
}


def go_through(address: str, password: str = "") -> None:
    """Fetch through the proxy that downloads go through, whose address names its user.

    Where Qt does not speak as that proxy does, nothing is fetched: past it, a site would learn
    who looks at its pictures.
    """
    QNetworkProxy.setApplicationProxy(_proxy(address, password))


def _proxy(address: str, password: str) -> QNetworkProxy:
    if not address:
        return QNetworkProxy(_Kind.NoProxy)
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        kind, usual_port = _SPOKEN[parts.scheme]
        host, port = unquote(parts.hostname or ""), parts.port or usual_port
    except (ValueError, KeyError):
        return QNetworkProxy(_Kind.Socks5Proxy)  # of no host, so that nobody answers
    user = unquote(parts.username or "")
    return QNetworkProxy(kind, host, port, user, password)

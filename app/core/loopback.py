"""Which hosts are this computer."""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Whether what is sent to a host stays on this computer."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:  # a name
        return False

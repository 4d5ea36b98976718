"""What the tests of the site ask it with: one request, and everything of its answer."""

import http.client
import urllib.parse
from dataclasses import dataclass
from email.message import Message


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Message
    body: bytes


def fetch(url: str, range_: str = "", if_range: str = "", timeout: float = 10) -> Reply:
    """One GET that follows nothing; what breaks on the way is raised as it is."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=timeout)
    headers = {"Range": range_, "If-Range": if_range}
    try:
        connection.request(
            "GET",
            urllib.parse.urlunsplit(("", "", parts.path, parts.query, "")),
            headers={name: value for name, value in headers.items() if value},
        )
        with connection.getresponse() as response:
            return Reply(response.status, response.headers, response.read())
    finally:
        connection.close()

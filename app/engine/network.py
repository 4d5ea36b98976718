"""How this person gets to the sites: through a proxy, with cookies, as yt-dlp's parameters."""

import io
from dataclasses import replace
from typing import Any

from app.core.cookies import CookieTrouble, NoCookies, cookies_in
from app.core.errors import ErrorCode
from app.engine.failures import Refusal
from app.engine.options import EngineOptions
from app.engine.proxy import proxy_address

_HEADER = "# Netscape HTTP Cookie File\n"
_WORDS = {
    CookieTrouble.MISSING: "The cookie file is not there any more",
    CookieTrouble.UNREADABLE: "The cookie file cannot be read",
    CookieTrouble.TOO_LARGE: "The cookie file is far too large for one",
    CookieTrouble.JSON: "The cookie file is JSON; it has to be in the Netscape format, cookies.txt",
    CookieTrouble.NO_COOKIES: "There are no cookies in the cookie file",
}


def network(options: EngineOptions) -> dict[str, Any]:
    """The parameters; `Refusal` where the proxy's address or the cookie file is of no use.

    For links of somebody else there has to be a proxy, and there are no cookies.

    Cookies are read anew each time, and handed over as text: yt-dlp writes back what it was given.
    Without a proxy, the environment's counts.
    """
    found: dict[str, Any] = {}
    if options.proxy:
        found["proxy"] = proxy_address(options.proxy)
    if options.untrusted:
        if not found:
            raise Refusal(ErrorCode.INTERNAL, "There is no proxy for links of somebody else")
        return found
    if options.cookies_file:
        found["cookiefile"] = _jar_of(options.cookies_file)
    elif options.cookies_browser:
        found["cookiesfrombrowser"] = (options.cookies_browser,)
    return found


def plain_web(options: EngineOptions, headers: dict[str, str]) -> dict[str, Any]:
    """The parameters for what is no site: the same proxy and patience, and no cookies."""
    return {
        "quiet": True,
        "cachedir": False,
        "socket_timeout": options.socket_timeout,
        "http_headers": headers,
        **network(replace(options, cookies_file="", cookies_browser="")),
    }


def _jar_of(path: str) -> io.StringIO:
    try:
        lines = cookies_in(path)
    except NoCookies as reason:
        raise Refusal(ErrorCode.COOKIES, _WORDS[reason.trouble]) from None
    return io.StringIO(_HEADER + "".join(f"{line}\n" for line in lines))

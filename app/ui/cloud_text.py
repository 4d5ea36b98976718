"""How the service stands, in words: in short, in full, and what can be done about a trouble."""

from app.core.cloud import CloudStanding, CloudTrouble, Link
from app.ui import amounts
from app.ui.text import Failure, Remedy
from app.ui.translation import QT_TRANSLATE_NOOP, counted, translate


def trouble(code: CloudTrouble) -> Failure:
    """Why the service cannot be used, as a sentence that says what helps."""
    reason, remedy = _TROUBLES[code]
    return Failure(translate("CloudTrouble", reason), remedy)


def short(standing: CloudStanding, now: float | None = None) -> str:
    """A few words for the window's edge; without `now` none that change by themselves."""
    code = standing.trouble
    if code is not None and not _passes(standing, code):
        return translate("CloudLight", _SHORT[code])
    if standing.link is Link.AWAY and standing.heard is not None and now is not None:
        return link(standing, now)
    return translate("CloudLight", _SHORT_LINKS[standing.link])


def link(standing: CloudStanding, now: float) -> str:
    """Whether there is a connection, and when the service was last heard."""
    if standing.link is Link.AWAY and standing.heard is not None:
        span = amounts.span(now - standing.heard)
        return translate("CloudLink", "Reconnecting… last heard {0} ago").format(span)
    return translate("CloudLink", _LINKS[standing.link])


def waiting(changes: int) -> str:
    """How much was done here of which the service does not know yet."""
    one = QT_TRANSLATE_NOOP("CloudLink", "1 change waits for the service")
    many = QT_TRANSLATE_NOOP("CloudLink", "%n changes wait for the service")
    return counted("CloudLink", one, many, changes)


def lines(standing: CloudStanding, now: float) -> list[str]:
    """All there is to say, a line each: the connection, the trouble, and what waits."""
    parts = [link(standing, now)]
    if standing.trouble is not None:
        parts.append(trouble(standing.trouble).reason)
    if standing.waiting:
        parts.append(waiting(standing.waiting))
    return parts


def needs_settings(standing: CloudStanding) -> bool:
    """Whether the address or the token has to be mended, as far as can be told from here.

    A name that cannot be found is a wrong address only where that address never worked: once the
    service was heard there, this computer is off the network.
    """
    code = standing.trouble
    if code is None or trouble(code).remedy is not Remedy.OPEN_SETTINGS:
        return False
    return code in _ALWAYS_SETTINGS or standing.heard is None


def _passes(standing: CloudStanding, code: CloudTrouble) -> bool:
    """Whether a trouble is only the reason why the connection is tried again."""
    if standing.link is Link.CONNECTING:
        return code in _PASSING
    return standing.link is Link.AWAY and standing.heard is not None and code in _PASSING


_PASSING = frozenset(
    {
        CloudTrouble.NAME_NOT_FOUND,
        CloudTrouble.UNREACHABLE,
        CloudTrouble.NO_ANSWER,
        CloudTrouble.BUSY,
        CloudTrouble.BROKEN,
    }
)

_ALWAYS_SETTINGS = frozenset({CloudTrouble.NO_ADDRESS, CloudTrouble.NOT_SECURE, CloudTrouble.TOKEN})

_LINKS: dict[Link, str] = {
    Link.OFF: QT_TRANSLATE_NOOP("CloudLink", "Not connected"),
    Link.CONNECTING: QT_TRANSLATE_NOOP("CloudLink", "Connecting…"),
    Link.CONNECTED: QT_TRANSLATE_NOOP("CloudLink", "Connected"),
    Link.AWAY: QT_TRANSLATE_NOOP("CloudLink", "Reconnecting…"),
}

_SHORT_LINKS: dict[Link, str] = {
    Link.OFF: QT_TRANSLATE_NOOP("CloudLight", "Cloud: not connected"),
    Link.CONNECTING: QT_TRANSLATE_NOOP("CloudLight", "Cloud: connecting…"),
    Link.CONNECTED: QT_TRANSLATE_NOOP("CloudLight", "Cloud connected"),
    Link.AWAY: QT_TRANSLATE_NOOP("CloudLight", "Cloud: reconnecting…"),
}

_SHORT: dict[CloudTrouble, str] = {
    CloudTrouble.NO_ADDRESS: QT_TRANSLATE_NOOP("CloudLight", "Cloud: no address"),
    CloudTrouble.NOT_SECURE: QT_TRANSLATE_NOOP("CloudLight", "Cloud: not encrypted"),
    CloudTrouble.NAME_NOT_FOUND: QT_TRANSLATE_NOOP("CloudLight", "Cloud: not found"),
    CloudTrouble.UNREACHABLE: QT_TRANSLATE_NOOP("CloudLight", "Cloud: not reachable"),
    CloudTrouble.NO_ANSWER: QT_TRANSLATE_NOOP("CloudLight", "Cloud: no answer"),
    CloudTrouble.CERTIFICATE: QT_TRANSLATE_NOOP("CloudLight", "Cloud: certificate not valid"),
    CloudTrouble.TOKEN: QT_TRANSLATE_NOOP("CloudLight", "Cloud: token refused"),
    CloudTrouble.NOT_THE_SERVICE: QT_TRANSLATE_NOOP("CloudLight", "Cloud: something else answers"),
    CloudTrouble.TOO_OLD: QT_TRANSLATE_NOOP("CloudLight", "Cloud: service too old"),
    CloudTrouble.TOO_NEW: QT_TRANSLATE_NOOP("CloudLight", "Cloud: service too new"),
    CloudTrouble.BUSY: QT_TRANSLATE_NOOP("CloudLight", "Cloud: busy"),
    CloudTrouble.QUOTA_LINKS: QT_TRANSLATE_NOOP("CloudLight", "Cloud: no more links today"),
    CloudTrouble.QUOTA_BATCHES: QT_TRANSLATE_NOOP("CloudLight", "Cloud: too much under way"),
    CloudTrouble.QUOTA_BYTES: QT_TRANSLATE_NOOP("CloudLight", "Cloud: full"),
    CloudTrouble.BROKEN: QT_TRANSLATE_NOOP("CloudLight", "Cloud: something went wrong"),
    CloudTrouble.LEDGER: QT_TRANSLATE_NOOP("CloudLight", "Cloud: nothing is sent"),
}

_TROUBLES: dict[CloudTrouble, tuple[str, Remedy]] = {
    CloudTrouble.NO_ADDRESS: (
        QT_TRANSLATE_NOOP("CloudTrouble", "No service is set up. Enter its address and token."),
        Remedy.OPEN_SETTINGS,
    ),
    CloudTrouble.NOT_SECURE: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble",
            "This address is not encrypted. Use one that begins with https, or allow this one.",
        ),
        Remedy.OPEN_SETTINGS,
    ),
    CloudTrouble.NAME_NOT_FOUND: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble",
            "There is no computer of this name. Check the address and the internet connection.",
        ),
        Remedy.OPEN_SETTINGS,
    ),
    CloudTrouble.UNREACHABLE: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble",
            "Nothing can be reached at this address. See whether the service runs, and check the "
            "port and the internet connection.",
        ),
        Remedy.RETRY,
    ),
    CloudTrouble.NO_ANSWER: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble", "The service did not answer in time. Try again in a while."
        ),
        Remedy.RETRY,
    ),
    CloudTrouble.CERTIFICATE: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble",
            "The certificate of the service is not valid. Check the address, and the date and "
            "time of this computer.",
        ),
        Remedy.OPEN_SETTINGS,
    ),
    CloudTrouble.TOKEN: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble", "The service refuses the token. Enter the one it has given you."
        ),
        Remedy.OPEN_SETTINGS,
    ),
    CloudTrouble.NOT_THE_SERVICE: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble",
            "Something else answers at this address. Check the address, and whether this network "
            "wants you to log in first.",
        ),
        Remedy.OPEN_SETTINGS,
    ),
    CloudTrouble.TOO_OLD: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble", "The service is too old for this Spool. Update the service."
        ),
        Remedy.RETRY,
    ),
    CloudTrouble.TOO_NEW: (
        QT_TRANSLATE_NOOP("CloudTrouble", "The service is too new for this Spool. Update Spool."),
        Remedy.RETRY,
    ),
    CloudTrouble.BUSY: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble", "The service asks to be left alone for a while. It is tried again."
        ),
        Remedy.RETRY,
    ),
    CloudTrouble.QUOTA_LINKS: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble",
            "The service takes no more links today. The rest is sent later, or runs on this "
            "computer.",
        ),
        Remedy.RETRY,
    ),
    CloudTrouble.QUOTA_BATCHES: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble",
            "Enough is under way in the service. The rest is sent once some of it is done.",
        ),
        Remedy.RETRY,
    ),
    CloudTrouble.QUOTA_BYTES: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble",
            "There is no more room for your files in the service. Save some to this computer, or "
            "remove them.",
        ),
        Remedy.RETRY,
    ),
    CloudTrouble.BROKEN: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble", "Something went wrong in the service. Try again; its log says more."
        ),
        Remedy.RETRY,
    ),
    CloudTrouble.LEDGER: (
        QT_TRANSLATE_NOOP(
            "CloudTrouble",
            "Nothing is sent to the service, since this computer's disk does not keep what was "
            "sent. Make room on it.",
        ),
        Remedy.RETRY,
    ),
}

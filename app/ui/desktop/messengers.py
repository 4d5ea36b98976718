"""The ways to show a message of the system."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSystemTrayIcon

from app.ui.desktop.session_bus import ANSWER_SECONDS, SessionBus

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.threading import DBusRouter

_SERVICE = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_CLICKED = "default"  # the action of a click on the message itself, by the specification
_AS_USUAL = -1  # for how long it stays


class BusMessenger:
    """Shows messages with the notification service of the Linux desktop.

    Where there is none, `instead` is called with the same words, and a click raises the window
    where the service tells of it; both through `post`.
    """

    def __init__(
        self,
        bus: SessionBus,
        *,
        post: Callable[[Callable[[], None]], None],
        clicked: Callable[[], None],
        instead: Callable[[str, str, str], None],
    ) -> None:
        self._bus = bus
        self._post = post
        self._clicked = clicked
        self._instead = instead
        self._numbers: dict[str, int] = {}  # by key; only the bus's thread touches it
        self._heard_on: DBusRouter | None = None

    def show(self, key: str, title: str, body: str) -> None:
        """Show it, in place of the last with the same key."""
        failed = partial(self._post, partial(self._instead, key, title, body))
        self._bus.do(partial(self._notify, key, title, body), failed)

    def _notify(self, key: str, title: str, body: str, router: "DBusRouter") -> None:
        from jeepney import DBusAddress, new_method_call
        from jeepney.wrappers import unwrap_msg

        if router is not self._heard_on:
            self._listen(router)
            self._heard_on = router
        address = DBusAddress(_PATH, bus_name=_SERVICE, interface=_SERVICE)
        arguments = (
            "Spool",
            self._numbers.get(key, 0),
            "spool",
            title,
            escape(body, quote=False),
            [_CLICKED, title],
            {"desktop-entry": ("s", "spool"), "category": ("s", "transfer.complete")},
            _AS_USUAL,
        )
        message = new_method_call(address, "Notify", "susssasa{sv}i", arguments)
        answer = unwrap_msg(router.send_and_get_reply(message, timeout=ANSWER_SECONDS))
        self._numbers[key] = answer[0]

    def _listen(self, router: "DBusRouter") -> None:
        """Hear of clicks; without that a message is still a message."""
        from jeepney import MatchRule, message_bus

        rule = MatchRule(type="signal", interface=_SERVICE, member="ActionInvoked", path=_PATH)
        router.send(message_bus.AddMatch(rule))
        router.filter(rule, queue=_Clicks(self._hear))

    def _hear(self, message: "Message") -> None:
        number, action = message.body
        if action == _CLICKED and number in self._numbers.values():
            self._post(self._clicked)


class _Clicks:
    """Takes messages of the bus as a queue would."""

    def __init__(self, take: "Callable[[Message], None]") -> None:
        self.put_nowait = take


class TrayMessenger:
    """Shows messages beside the icon in the tray; without one, not at all."""

    def __init__(self, tray: Callable[[], QSystemTrayIcon | None]) -> None:
        self._tray = tray

    def show(self, _key: str, title: str, body: str) -> None:
        """Show it."""
        if icon := self._tray():
            icon.showMessage(title, body, icon.icon())

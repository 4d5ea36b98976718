"""Tells a Linux desktop who keeps it awake, and why; slow to import."""

from wakepy.core import DBusMethodCall
from wakepy.dbus_adapters.jeepney import JeepneyDBusAdapter

from app.ui.translation import QT_TRANSLATE_NOOP, translate

_NAME = "Spool"
_REASON = QT_TRANSLATE_NOOP("Awake", "Downloads are running")
_TOLD_BY_WAKEPY = ("wakepy", "wakelock active")


class InOurName(JeepneyDBusAdapter):
    """Gives our own name and reason, which desktops show to whoever asks what keeps them awake."""

    def process(self, call: DBusMethodCall) -> object:
        ours = dict(zip(_TOLD_BY_WAKEPY, (_NAME, translate("Awake", _REASON)), strict=True))
        call.args = tuple(ours.get(one, one) for one in call.args)
        return super().process(call)

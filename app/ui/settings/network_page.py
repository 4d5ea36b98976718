"""Settings: how fast, how often, and through which proxy."""

from app.core.settings import PACINGS
from app.ui.form import Number, ValueCombo
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.settings.page import Page, line_edit
from app.ui.settings.proxy_address import ProxyAddress, parsed
from app.ui.settings.secret_field import SecretField, SecretWords
from app.ui.widgets import PlainLabel

SECRET = "proxy"  # noqa: S105  the name it is kept under
_UNITS = (1_000, 1_000_000)
_SPEEDS = range(100_000)


class NetworkPage(Page):
    """Speed limit, pacing and proxy."""

    def __init__(self, preferences: Preferences, services: Services) -> None:
        super().__init__(preferences)
        self._services = services
        self._add_speed()
        self._add_pacing()
        self._add_proxy()
        self._show_password_field()
        self._secret.look_up(is_needed=lambda: bool(self.settings.proxy and self.user.text()))

    def _add_speed(self) -> None:
        self.speed = Number(_SPEEDS)
        self.speed.setObjectName("setting_speed_limit")
        self.speed.setSpecialValueText(self.tr("No limit"))
        self.speed.setMinimumWidth(110)
        self.unit = ValueCombo([(_UNITS[0], self.tr("kB/s")), (_UNITS[1], self.tr("MB/s"))])
        self.unit.setObjectName("setting_speed_unit")
        self.unit.setAccessibleName(self.tr("Unit of the speed limit"))
        limit = self.settings.speed_limit
        unit = _UNITS[0] if limit % _UNITS[1] and limit // _UNITS[0] in _SPEEDS else _UNITS[1]
        self.unit.show_value(unit)
        self.speed.show_value(-(-limit // unit))
        self.speed.valueChanged.connect(self._limit_speed)
        self.unit.chosen.connect(self._limit_speed)
        self.add(
            self.tr("Speed limit"),
            self.speed,
            self.tr("For all downloads together. It counts at once, also for those that run."),
            self.unit,
        )

    def _limit_speed(self) -> None:
        self.change(speed_limit=self.speed.value() * self.unit.value())

    def _add_pacing(self) -> None:
        self.pacing = Number(PACINGS)
        self.pacing.setObjectName("setting_pacing")
        self.pacing.setSpecialValueText(self.tr("No wait"))
        self.pacing.setSuffix(self.tr(" s"))
        self.pacing.setMinimumWidth(110)
        self.pacing.show_value(self.settings.pacing)
        self.pacing.valueChanged.connect(lambda seconds: self.change(pacing=seconds))
        self.add(
            self.tr("Wait between downloads"),
            self.pacing,
            self.tr("From the same site, so that it does not refuse too many in a short time."),
        )

    def _add_proxy(self) -> None:
        self.heading(self.tr("Proxy"))
        kept = parsed(self.settings.proxy) or ProxyAddress(self.settings.proxy)
        self.place = line_edit("setting_proxy", kept.place)
        self.place.setPlaceholderText("http://proxy.example:8080")
        self.proxy_fault = PlainLabel(
            self.tr("This is no address of a proxy. The one before stays in use."),
            tone="failed",
            wrap=True,
        )
        self.proxy_fault.setObjectName("proxy_fault")
        self.proxy_fault.setVisible(parsed(kept.place) is None)
        self.user = line_edit("setting_proxy_user", kept.user)
        self._secret = self._password_field()
        self.password = self._secret.field
        self.password_words = self._secret.said
        self.forgetting = self._secret.forgetting
        self.in_file = self._secret.in_file
        self.add(self.tr("Address"), self.place, self.proxy_fault)
        self.add(self.tr("User name"), self.user)
        self._secret.add_rows()
        self.place.textEdited.connect(self._place_edited)
        self.place.editingFinished.connect(self._place_entered)
        self.user.textEdited.connect(self._show_password_field)
        self.user.editingFinished.connect(self._keep_address)
        self._secret.changed.connect(self._show_password_field)

    def _password_field(self) -> SecretField:
        words = SecretWords(
            label=self.tr("Password"),
            forget=self.tr("Forget the password"),
            to_file=self.tr("Keep the password in a file only you can read"),
            saving=self.tr("Saving the password…"),
            is_saved=self.tr("A password is saved; what is typed replaces it."),
            meanwhile=self.tr("Spool remembers the password until it is closed."),
            in_file=self.tr("The password is in a file that only your account can read."),
            in_keyring=self.tr("The password is in the system's keyring."),
        )
        return SecretField(self, "proxy_password", words, SECRET, self._services)

    def _place_edited(self) -> None:
        address = parsed(self.place.text())
        self.proxy_fault.setVisible(address is None)
        self._show_password_field()

    def _place_entered(self) -> None:
        """Keep the address; of one with a name and a password, these go where they belong."""
        address = parsed(self.place.text())
        if address is None:
            return
        self.place.setText(address.place)
        self._leave_password_behind(address)
        if address.user:
            self.user.setText(address.user)
        if address.password:
            self._secret.keep(address.password)
        self._keep_address()

    def _leave_password_behind(self, address: ProxyAddress) -> None:
        """It was for the proxy there was; another one has no business with it."""
        before = parsed(self.settings.proxy)
        if self._secret.kept and before and before.place not in ("", address.place):
            said = self.tr("The password was for another proxy and is forgotten.")
            self._secret.keep("", said=said)

    def _keep_address(self) -> None:
        address = parsed(self.place.text())
        if address is not None:
            self.change(proxy=ProxyAddress(address.place, self.user.text().strip()).text)
        self._show_password_field()

    def _show_password_field(self) -> None:
        """A password belongs to a name, and a name to an address."""
        has_place = bool(self.place.text().strip())
        self.user.setEnabled(has_place)
        self.password.setEnabled(has_place and bool(self.user.text().strip()))

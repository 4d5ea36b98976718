"""Settings: how fast, how often, and through which proxy."""

from PySide6.QtWidgets import QLineEdit

from app.core.settings import PACINGS
from app.core.stores import SecretProblem
from app.ui import text
from app.ui.form import Number, ValueCombo
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.settings.background import WhileOpen
from app.ui.settings.page import Page, button, line_edit
from app.ui.settings.proxy_address import ProxyAddress, parsed
from app.ui.widgets import PlainLabel

SECRET = "proxy"  # noqa: S105  the name it is kept under
_UNITS = (1_000, 1_000_000)
_SPEEDS = range(100_000)


class NetworkPage(Page):
    """Speed limit, pacing and proxy."""

    def __init__(self, preferences: Preferences, services: Services) -> None:
        super().__init__(preferences)
        self._secrets = services.secrets
        self._answers = WhileOpen(self, services.post)
        self._kept_password = ""
        self._add_speed()
        self._add_pacing()
        self._add_proxy()
        self._show_password_field()
        self._secrets.get(SECRET, self._answers.only(self._found))

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
        self.password = line_edit("setting_proxy_password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_words = PlainLabel(tone="dim", wrap=True)
        self.password_words.setObjectName("proxy_password_words")
        self.forgetting = button(self.tr("Forget"), "forget_proxy_password")
        self.forgetting.setAccessibleName(self.tr("Forget the password"))
        self.in_file = button(
            self.tr("Keep the password in a file only you can read"), "password_in_file"
        )
        self.add(self.tr("Address"), self.place, self.proxy_fault)
        self.add(self.tr("User name"), self.user)
        self.add(self.tr("Password"), self.password, self.password_words, self.forgetting)
        self.add_wide(self.in_file)
        self.show_row(self.in_file, shown=False)
        self.place.textEdited.connect(self._place_edited)
        self.place.editingFinished.connect(self._place_entered)
        self.user.textEdited.connect(self._show_password_field)
        self.user.editingFinished.connect(self._keep_address)
        self.password.editingFinished.connect(self._password_entered)
        self.forgetting.clicked.connect(lambda: self._keep_password(""))
        self.in_file.clicked.connect(lambda: self._keep_password(self._kept_password, in_file=True))

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
            self._keep_password(address.password)
        self._keep_address()

    def _leave_password_behind(self, address: ProxyAddress) -> None:
        """It was for the proxy there was; another one has no business with it."""
        before = parsed(self.settings.proxy)
        if self._kept_password and before and before.place not in ("", address.place):
            said = self.tr("The password was for another proxy and is forgotten.")
            self._keep_password("", said=said)

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
        self.forgetting.setEnabled(bool(self._kept_password))

    def _password_entered(self) -> None:
        if password := self.password.text():
            self._keep_password(password)

    def _keep_password(self, password: str, *, in_file: bool = False, said: str = "") -> None:
        self._kept_password = password
        self.password.clear()
        self._say(self.tr("Saving the password…") if password else "")

        def answer(problem: SecretProblem | None) -> None:
            if password == self._kept_password:
                self._kept(problem, in_file=in_file, said=said)

        self._secrets.put(SECRET, password, self._answers.only(answer), in_file=in_file)
        self._show_kept()

    def _found(self, password: str, problem: SecretProblem | None) -> None:
        if self._kept_password or self.password.text():
            return  # a new one was typed meanwhile
        self._kept_password = password
        self._show_kept()
        if problem is not None and self.settings.proxy and self.user.text():
            self._say(text.secret_problem(problem), failed=not password)

    def _kept(self, problem: SecretProblem | None, *, in_file: bool, said: str) -> None:
        self.show_row(self.in_file, shown=problem is not None and bool(self._kept_password))
        if not self._kept_password:
            self._say(said if problem is None else text.secret_problem(problem))
        elif problem is not None:
            meanwhile = self.tr("Spool remembers the password until it is closed.")
            self._say(f"{text.secret_problem(problem)} {meanwhile}", failed=True)
        elif in_file:
            self._say(self.tr("The password is in a file that only your account can read."))
        else:
            self._say(self.tr("The password is in the system's keyring."))

    def _show_kept(self) -> None:
        # How long it is concerns nobody who looks on.
        self.password.setPlaceholderText("●●●●●●●●" if self._kept_password else "")
        there = self.tr("A password is saved; what is typed replaces it.")
        self.password.setAccessibleDescription(there if self._kept_password else "")
        self._show_password_field()

    def _say(self, words: str, *, failed: bool = False) -> None:
        self.password_words.set_tone("failed" if failed else "dim")
        self.password_words.setText(words)
        self.password_words.setVisible(bool(words))

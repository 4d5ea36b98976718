"""Settings: the service that downloads run in, and what becomes of their files."""

from functools import partial

from PySide6.QtWidgets import QCheckBox

from app.core.cloud import CloudTest
from app.core.remote import ServiceVersions
from app.core.stores import SecretProblem
from app.core.versions import Versions
from app.ui.form import show_checked
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.settings.background import WhileOpen
from app.ui.settings.cloud_address import CloudAddress, parsed
from app.ui.settings.cloud_result import CloudResult
from app.ui.settings.page import Page, button, line_edit
from app.ui.settings.prices_group import PricesGroup
from app.ui.settings.secret_field import SecretField, SecretWords
from app.ui.widgets import PlainLabel

SECRET = "cloud"  # noqa: S105  the name it is kept under


class CloudPage(Page):
    """Address, token, a try of both, whether files come here by themselves, and prices."""

    def __init__(self, preferences: Preferences, services: Services) -> None:
        super().__init__(preferences)
        self._services = services
        self._answers = WhileOpen(self, services.post)
        self._tries = 0  # only the last one's answer counts
        self._add_words()
        self._add_address()
        self._add_token()
        self._add_test()
        self.check_box(
            "bring_back",
            self.tr("Bring finished files to this computer"),
            self.tr(
                "They come by themselves. Otherwise they stay in the service until they expire "
                "there, and each has a button that saves it."
            ),
        )
        self.prices = PricesGroup(self)
        self.prices.add_rows()
        self._show_address()
        self.secret.look_up(is_needed=lambda: bool(self.settings.cloud))

    def _add_words(self) -> None:
        words = self.tr(
            "Downloads can run in a service of your own: also while this computer is off, and "
            "with the connection it has there. The links, and what is chosen for them, are sent "
            "to it; folders, cookies and passwords are not."
        )
        self.add_wide(PlainLabel(words, tone="dim", wrap=True))

    def _add_address(self) -> None:
        self.address = line_edit("setting_cloud", self.settings.cloud)
        self.address.setPlaceholderText("https://spool.example")
        self.fault = PlainLabel(
            self.tr("This is no address of a service. The one before stays in use."),
            tone="failed",
            wrap=True,
        )
        self.fault.setObjectName("cloud_fault")
        self.plain = QCheckBox(self.tr("Allow http without encryption to this address"))
        self.plain.setObjectName("setting_cloud_plain")
        warning = self.tr("Whoever is on the way can read the token, the links and the files.")
        self.plain_words = PlainLabel(warning, tone="failed", wrap=True)
        self.plain.setAccessibleDescription(warning)
        self.add(self.tr("Address"), self.address, self.fault)
        self.add_wide(self.plain, self.plain_words)
        self.address.textEdited.connect(self._address_edited)
        self.address.editingFinished.connect(self._address_entered)
        self.plain.toggled.connect(self._allow_plain)

    def _add_token(self) -> None:
        words = SecretWords(
            label=self.tr("Token"),
            forget=self.tr("Forget the token"),
            to_file=self.tr("Keep the token in a file only you can read"),
            saving=self.tr("Saving the token…"),
            is_saved=self.tr("A token is saved; what is typed replaces it."),
            meanwhile=self.tr("Spool remembers the token until it is closed."),
            in_file=self.tr("The token is in a file that only your account can read."),
            in_keyring=self.tr("The token is in the system's keyring."),
        )
        self.secret = SecretField(self, "cloud_token", words, SECRET, self._services, trims=True)
        self.secret.add_rows()
        self.token = self.secret.field
        self.token.textEdited.connect(self._forget_result)
        self.secret.forgetting.clicked.connect(self._forget_result)

    def _add_test(self) -> None:
        self.test = button(self.tr("Test connection"), "test_cloud")
        self.result = CloudResult()
        self.add_wide(self.test)
        self.add_wide(self.result)
        self.show_row(self.result, shown=False)
        # Not `clicked`: what is said once a field is left moves the button from under the mouse.
        self.test.pressed.connect(self._try)

    # The address

    def _address_edited(self) -> None:
        self._forget_result()
        self._show_address()

    def _address_entered(self) -> None:
        """Keep the address; another one has not been allowed to go without encryption."""
        address = parsed(self.address.text())
        if address is None:
            return
        self.address.setText(address.text)
        if address.text != self.settings.cloud:
            self._leave_token_behind(address)
            self.change(cloud=address.text, cloud_plain="")
        self._show_address()

    def _leave_token_behind(self, address: CloudAddress) -> None:
        """It was for the service there was; another one has no business with it."""
        before = parsed(self.settings.cloud)
        if self.secret.kept and before and before.host not in ("", address.host):
            said = self.tr("The token was for another service and is forgotten.")
            self.secret.keep("", said=said)

    def _allow_plain(self, allowed: bool) -> None:
        self._address_entered()
        self._forget_result()
        self.change(cloud_plain=self.settings.cloud if allowed else "")
        self._show_address()

    def _show_address(self) -> None:
        """What follows from the address as it is typed so far."""
        address = parsed(self.address.text())
        is_open = address is not None and address.is_open
        self.fault.setVisible(address is None)
        self.test.setEnabled(bool(address and address.text))
        show_checked(self.plain, is_open and self._is_allowed(address))
        self.show_row(self.plain, shown=is_open)

    def _is_allowed(self, address: CloudAddress | None) -> bool:
        return address is not None and address.text == self.settings.cloud_plain

    # The try

    def _forget_result(self) -> None:
        """It was of something else than what is there now."""
        self._tries += 1
        self.show_row(self.result, shown=False)

    def _try(self) -> None:
        self._address_entered()
        self.secret.take_typed()
        self._tries += 1
        self.result.show_under_way()
        self.show_row(self.result, shown=True)
        # Not the one known here: the keyring may not have answered yet.
        ask = partial(self._try_with, self._tries)
        self._services.secrets.get(SECRET, self._answers.only(ask))

    def _try_with(self, number: int, token: str, _problem: SecretProblem | None) -> None:
        if number == self._tries:
            address, plain = self.settings.cloud, self.settings.cloud_plain
            then = self._answers.only(partial(self._tried, number, bool(token)))
            self._services.cloud.test(address, token, plain=address == plain, then=then)

    def _tried(self, number: int, had_token: bool, test: CloudTest) -> None:
        if number != self._tries:
            return
        self.result.show_test(test, had_token=had_token)
        if test.versions is not None:
            then = partial(self._compare, number, test.versions)
            self._services.look_up_versions(self._answers.only(then))

    def _compare(self, number: int, theirs: ServiceVersions, ours: Versions) -> None:
        if number == self._tries:
            self.result.show_versions(ours, theirs)

"""A field for a password: what is typed goes to the system's keyring, and is never shown."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from app.core.stores import SecretProblem
from app.ui import text
from app.ui.services import Services
from app.ui.settings.background import WhileOpen
from app.ui.settings.page import Page, button, line_edit
from app.ui.translation import translate
from app.ui.widgets import PlainLabel


@dataclass(frozen=True, slots=True)
class SecretWords:
    """What is said of a secret, by what it is: a password, a token."""

    label: str
    forget: str  # of a button
    to_file: str  # of a button
    saving: str
    is_saved: str  # to those who only hear the field
    meanwhile: str  # where it cannot be kept
    in_file: str
    in_keyring: str


class SecretField(QObject):
    """The field, what became of the secret, and buttons to forget it or to keep it in a file."""

    changed = Signal()  # another one is kept, or none

    def __init__(
        self,
        page: Page,
        name: str,
        words: SecretWords,
        secret: str,
        services: Services,
        *,
        trims: bool = False,  # what is pasted often has a blank at its end
    ) -> None:
        super().__init__(page)
        self._page = page
        self._words = words
        self._secret = secret
        self._secrets = services.secrets
        self._answers = WhileOpen(page, services.post)
        self._trims = trims
        self.kept = ""
        self.field = line_edit(f"setting_{name}")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.said = PlainLabel(tone="dim", wrap=True)
        self.said.setObjectName(f"{name}_words")
        self.forgetting = button(translate("SecretField", "Forget"), f"forget_{name}")
        self.forgetting.setAccessibleName(words.forget)
        self.in_file = button(words.to_file, f"{name}_in_file")

    def add_rows(self) -> None:
        """Add its rows to the page."""
        page = self._page
        page.add(self._words.label, self.field, self.said, self.forgetting)
        page.add_wide(self.in_file)
        page.show_row(self.in_file, shown=False)
        self.said.hide()
        self.field.editingFinished.connect(self.take_typed)
        self.forgetting.clicked.connect(lambda: self.keep(""))
        self.in_file.clicked.connect(lambda: self.keep(self.kept, in_file=True))
        self._show_kept()

    def look_up(self, is_needed: Callable[[], bool]) -> None:
        """Ask for the secret there is; if it cannot be had, that is said where it `is_needed`."""
        found = partial(self._found, is_needed)
        self._secrets.get(self._secret, self._answers.only(found))

    def take_typed(self) -> None:
        """Keep what was typed, if anything was."""
        typed = self.field.text()
        if typed := typed.strip() if self._trims else typed:
            self.keep(typed)

    def keep(self, value: str, *, in_file: bool = False, said: str = "") -> None:
        """Keep a secret; an empty one is forgotten, and `said` then says why."""
        self.kept = value
        self.field.clear()
        self._say(self._words.saving if value else "")

        def answer(problem: SecretProblem | None) -> None:
            if value == self.kept:
                self._kept(problem, in_file=in_file, said=said)

        self._secrets.put(self._secret, value, self._answers.only(answer), in_file=in_file)
        self._show_kept()

    def _found(
        self, is_needed: Callable[[], bool], value: str, problem: SecretProblem | None
    ) -> None:
        if self.kept or self.field.text():
            return  # a new one was typed meanwhile
        self.kept = value
        self._show_kept()
        if problem is not None and is_needed():
            self._say(text.secret_problem(problem), failed=not value)

    def _kept(self, problem: SecretProblem | None, *, in_file: bool, said: str) -> None:
        self._page.show_row(self.in_file, shown=problem is not None and bool(self.kept))
        if not self.kept:
            self._say(said if problem is None else text.secret_problem(problem))
        elif problem is not None:
            self._say(f"{text.secret_problem(problem)} {self._words.meanwhile}", failed=True)
        else:
            self._say(self._words.in_file if in_file else self._words.in_keyring)

    def _show_kept(self) -> None:
        # How long it is concerns nobody who looks on.
        self.field.setPlaceholderText("●●●●●●●●" if self.kept else "")
        self.field.setAccessibleDescription(self._words.is_saved if self.kept else "")
        self.forgetting.setEnabled(bool(self.kept))
        self.changed.emit()

    def _say(self, words: str, *, failed: bool = False) -> None:
        self.said.set_tone("failed" if failed else "dim")
        self.said.setText(words)
        self.said.setVisible(bool(words))

"""Settings: where downloads go, what they are called, and how they run."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox

from app.core.settings import PARALLEL_LIMITS, Unfinished
from app.core.stores import StoreProblem
from app.ui.form import Number, ValueCombo
from app.ui.preferences import Preferences
from app.ui.preset_names import preset_name
from app.ui.services import Services
from app.ui.settings.background import WhileOpen
from app.ui.settings.naming_field import NamingField
from app.ui.settings.page import Page, button, line_edit
from app.ui.widgets import PlainLabel, left_to_right


class DownloadsPage(Page):
    """Folder, preset, file names, how many at once, and what is left out."""

    presets_wanted = Signal()

    def __init__(self, preferences: Preferences, services: Services) -> None:
        super().__init__(preferences)
        self._services = services
        self._answers = WhileOpen(self, services.post)
        self._add_folder()
        self._add_preset()
        self._add_naming()
        self._add_running()
        self._add_archive()
        self._show()
        preferences.changed.connect(self._show)

    def _add_folder(self) -> None:
        self.folder = line_edit("setting_folder", fixed=True)
        choose = button(self.tr("Choose…"), "choose_download_folder")
        choose.clicked.connect(
            lambda: self.choose_folder(
                self.tr("Choose a folder"),
                lambda path: self.change(folder=path),
                self._preferences.folder,
            )
        )
        self.usual_folder = button(self.tr("Use the usual one"), "usual_download_folder")
        self.usual_folder.clicked.connect(lambda: self.change(folder=""))
        self.add(self.tr("Folder"), self.folder, "", choose, self.usual_folder)

    def _add_preset(self) -> None:
        self.preset: ValueCombo[str] = ValueCombo()
        self.preset.setObjectName("setting_preset")
        self.preset.chosen.connect(lambda: self.change(preset=self.preset.value()))
        editing = button(self.tr("Edit presets…"), "edit_presets")
        editing.clicked.connect(self.presets_wanted)
        self.add(self.tr("Download as"), self.preset, "", editing)

    def _add_naming(self) -> None:
        self.naming = NamingField(self.settings.naming)
        self.naming.chosen.connect(lambda template: self.change(naming=template))
        self.add(self.tr("File names"), self.naming.field, self.naming.words, self.naming.inserting)

    def _add_running(self) -> None:
        self.limit = Number(PARALLEL_LIMITS)
        self.limit.setObjectName("setting_parallel_limit")
        self.limit.valueChanged.connect(lambda limit: self.change(parallel_limit=limit))
        self.add(self.tr("Downloads at once"), self.limit)
        self.unfinished = ValueCombo(
            [
                (Unfinished.CONTINUE, self.tr("Continue")),
                (Unfinished.PAUSE, self.tr("Leave paused")),
            ]
        )
        self.unfinished.setObjectName("setting_unfinished")
        self.unfinished.chosen.connect(lambda: self.change(unfinished=self.unfinished.value()))
        self.add(
            self.tr("Unfinished"),
            self.unfinished,
            self.tr("Downloads that were running when Spool was closed, at the next start."),
        )
        self.check_box(
            "preflight",
            self.tr("Check every link before it starts"),
            self.tr("Tells the size, names that are taken, and what needs a login."),
        )

    def _add_archive(self) -> None:
        self.check_box(
            "archive",
            self.tr("Skip what was downloaded before"),
            self.tr("Also where the file is not there any more."),
        )
        self.forgetting = button(self.tr("Forget what was downloaded…"), "forget_archive")
        self.forgetting.clicked.connect(self._ask_to_forget)
        self.forgotten = PlainLabel(tone="dim", wrap=True)
        self.forgotten.setObjectName("archive_forgotten")
        self.forgotten.hide()
        self.add_wide(self.forgetting, self.forgotten)

    def _ask_to_forget(self) -> None:
        box = QMessageBox(self)
        box.setObjectName("forget_dialog")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Forget what was downloaded"))
        box.setText(self.tr("Forget which videos were downloaded before?"))
        box.setInformativeText(
            self.tr("They are not skipped any more. Files, the list and the history stay.")
        )
        forgetting = box.addButton(self.tr("Forget"), QMessageBox.ButtonRole.AcceptRole)
        forgetting.setObjectName("forget")
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        forgetting.clicked.connect(
            lambda: self._services.forget_archive(self._answers.only(self._forgot))
        )
        box.open()

    def _forgot(self, problem: StoreProblem | None) -> None:
        done = self.tr("Nothing is skipped any more until it is downloaded again.")
        failed = self.tr("It could not be forgotten: the list cannot be written to the disk.")
        self.forgotten.setText(failed if problem else done)
        self.forgotten.set_tone("failed" if problem else "dim")
        self.forgotten.show()

    def _show(self) -> None:
        settings = self.settings
        self.folder.setText(left_to_right(self._preferences.folder))
        self.folder.setCursorPosition(0)
        self.usual_folder.setVisible(bool(settings.folder))
        self.preset.offer((one.name, preset_name(one.name)) for one in settings.presets)
        self.preset.show_value(settings.preset)
        self.limit.show_value(settings.parallel_limit)
        self.unfinished.show_value(settings.unfinished)

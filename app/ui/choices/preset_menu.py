"""The presets as a menu for rows that are there already."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from app.core.choices import Choices, Preset
from app.ui.icons import icon
from app.ui.preset_names import preset_name


class PresetMenu(QMenu):
    """Downloads rows as another preset says; the one they have now is checked."""

    chosen = Signal(object)  # Choices
    editor_wanted = Signal()

    def __init__(self, parent: QMenu, presets: Sequence[Preset], now: Choices | None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Download as"))
        self.setAccessibleName(self.title())
        self.setObjectName("download_as")
        self.setIcon(icon("film"))
        for preset in presets:
            action = self.addAction(preset_name(preset.name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(preset.choices == now)
            action.triggered.connect(partial(self._choose, preset.choices))
        self.addSeparator()
        editing = self.addAction(self.tr("Edit presets…"))
        editing.triggered.connect(self.editor_wanted)

    def _choose(self, choices: Choices) -> None:
        self.chosen.emit(choices)

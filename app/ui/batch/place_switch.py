"""Where what is added next runs."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.core.download import Place
from app.ui.preferences import Preferences


class PlaceSwitch(QWidget):
    """This computer or the cloud; hidden where there is no service."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setObjectName("place")
        self.setAccessibleName(self.tr("Where new downloads run"))
        self.buttons = {
            Place.THIS_COMPUTER: self._button(
                Place.THIS_COMPUTER,
                self.tr("This computer"),
                self.tr("New downloads run on this computer"),
            ),
            Place.CLOUD: self._button(
                Place.CLOUD, self.tr("Cloud"), self.tr("New downloads run in the cloud")
            ),
        }
        choice = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in self.buttons.values():
            choice.addButton(button)
            row.addWidget(button)
        preferences.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        chosen = self.buttons[self._preferences.place]
        chosen.setChecked(True)
        self.setFocusProxy(chosen)
        self.setVisible(self._preferences.has_service)

    def _button(self, place: Place, words: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"place_{place}")
        button.setProperty("kind", "filter")
        button.setCheckable(True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(partial(self._choose, place))
        return button

    def _choose(self, place: Place) -> None:
        self._preferences.change(place=place)

"""Asks for a folder."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_folder(parent: QWidget, start: str, then: Callable[[str], None]) -> None:
    """Open the system's dialog; `then` gets the folder, if one is chosen."""
    title = QCoreApplication.translate("FolderDialog", "Choose a folder")
    dialog = QFileDialog(parent, title, start)
    dialog.setObjectName("folder_dialog")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(then)
    dialog.open()

"""Edits the template of file names, with a live example."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from app.core.naming import MAX_TEMPLATE, USUAL, Field, fault_of, rendered
from app.ui import text
from app.ui.icons import icon
from app.ui.settings.page import button, line_edit
from app.ui.translation import QT_TRANSLATE_NOOP, translate
from app.ui.widgets import PlainLabel, left_to_right


class NamingField(QObject):
    """A field, a menu that inserts into it, and a line that says what comes of it.

    A faulty template is said to be so and never told to anyone: the last good one stays.
    """

    chosen = Signal(str)  # a template; empty for the usual one

    def __init__(self, template: str) -> None:
        super().__init__()
        self.field = line_edit("setting_naming", template)
        self.field.setPlaceholderText(USUAL)
        self.field.setMaxLength(MAX_TEMPLATE + 1)
        self.words = PlainLabel(tone="dim", wrap=True)
        self.words.setObjectName("naming_example")
        self.inserting = button(self.tr("Insert"), "insert_field")
        self.inserting.setIcon(icon("plus"))
        self.inserting.setMenu(self._menu())
        self._show(template)
        self.field.textEdited.connect(self._edited)

    def insert(self, field: Field) -> None:
        """Put a field where the cursor is."""
        self.field.insert(f"{{{field}}}")
        self.field.setFocus()
        self._edited(self.field.text())

    def _edited(self, template: str) -> None:
        template = template.strip()
        self._show(template)
        if not template or fault_of(template) is None:
            self.chosen.emit(template)

    def _show(self, template: str) -> None:
        fault = fault_of(template) if template else None
        self.words.set_tone("failed" if fault else "dim")
        if fault:
            self.words.setText(text.template_fault(fault))
        else:
            name = "/".join(rendered(template, _EXAMPLE)) + ".mp4"
            self.words.setText(self.tr("Example: {0}").format(left_to_right(name)))
        self.field.setAccessibleDescription(self.words.text())

    def _menu(self) -> QMenu:
        menu = QMenu(self.inserting)
        menu.setAccessibleName(self.tr("Insert"))
        for field in Field:
            words = translate("NamingField", _FIELDS[field])
            action = menu.addAction(f"{words}\t{{{field}}}")
            action.setObjectName(f"insert_{field}")
            action.triggered.connect(lambda _checked=False, field=field: self.insert(field))
        return menu


_EXAMPLE: Mapping[Field, str] = {
    Field.TITLE: "A Walk in the Woods",
    Field.ID: "dQ9x1Z",
    Field.UPLOADER: "Ada Example",
    Field.DATE: "2026-05-17",
    Field.SITE: "example.org",
    Field.QUALITY: "1080p",
    Field.LIST: "Summer Walks",
    Field.NUMBER: "07",
}

_FIELDS: Mapping[Field, str] = {
    Field.TITLE: QT_TRANSLATE_NOOP("NamingField", "Title"),
    Field.ID: QT_TRANSLATE_NOOP("NamingField", "The site's number for it"),
    Field.UPLOADER: QT_TRANSLATE_NOOP("NamingField", "Uploader"),
    Field.DATE: QT_TRANSLATE_NOOP("NamingField", "Date of publication"),
    Field.SITE: QT_TRANSLATE_NOOP("NamingField", "Site"),
    Field.QUALITY: QT_TRANSLATE_NOOP("NamingField", "Quality"),
    Field.LIST: QT_TRANSLATE_NOOP("NamingField", "Title of its list"),
    Field.NUMBER: QT_TRANSLATE_NOOP("NamingField", "Place in its list"),
}

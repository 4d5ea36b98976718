"""Presets: made, changed, removed, and never so that none is left."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.choices import PRESETS, Choices, Preset, Quality
from app.core.settings import MAX_PRESET_NAME, MAX_PRESETS
from app.ui.choices.preset_changes import NameFault, added, name_fault, renamed, restored
from app.ui.choices.presets_dialog import PresetsDialog
from app.ui.look import Look
from app.ui.preferences import Preferences


@pytest.fixture
def dialog(qtbot: QtBot, look: Look, preferences: Preferences) -> PresetsDialog:
    assert look
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PresetsDialog(parent, preferences)
    dialog.keep = parent  # type: ignore[attr-defined]  # its parent lives as long as it does
    dialog.open()
    return dialog


def _names(preferences: Preferences) -> list[str]:
    return [preset.name for preset in preferences.settings.presets]


def _click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_opens_at_the_preset_in_use(dialog: PresetsDialog) -> None:
    assert dialog.list.names.currentRow() == 0
    assert dialog.name.text() == "Best video"
    assert dialog.usual.isChecked()
    assert not dialog.usual.isEnabled()


def test_the_names_stand_below_each_other(dialog: PresetsDialog) -> None:
    names = dialog.list.names
    places = [names.visualItemRect(names.item(row)) for row in range(names.count())]
    assert [place.height() for place in places] == [names.sizeHintForRow(0)] * len(places)
    assert all(above.bottom() < below.top() for above, below in pairwise(places))


def test_a_new_preset_is_named_and_edited_by_keyboard(
    dialog: PresetsDialog, preferences: Preferences
) -> None:
    QTest.keyClick(dialog.list.adding, Qt.Key.Key_Space)
    assert _names(preferences)[1] == "New preset"
    assert dialog.name.hasFocus()
    QTest.keyClicks(dialog.name, "Small")
    QTest.keyClick(dialog.editor.quality, Qt.Key.Key_End)
    assert preferences.settings.presets[1] == Preset("Small", Choices(Quality.P360))
    assert dialog.list.names.item(1).text() == "Small"


def test_enter_in_the_name_does_not_close(dialog: PresetsDialog) -> None:
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog.name, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_one_in_use_stays_so_under_another_name(
    dialog: PresetsDialog, preferences: Preferences
) -> None:
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "Mine")
    assert preferences.settings.preset == "Mine"
    assert preferences.settings.choices == PRESETS[0].choices


def test_a_name_that_cannot_be_is_said_and_the_old_one_stays(
    dialog: PresetsDialog, preferences: Preferences
) -> None:
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "mp3 320")
    assert "Another preset" in dialog.fault.text()
    assert "mp3 320" not in _names(preferences)
    dialog.name.selectAll()
    QTest.keyClick(dialog.name, Qt.Key.Key_Delete)
    assert "needs a name" in dialog.fault.text()
    QTest.keyClicks(dialog.name, "x" * MAX_PRESET_NAME)
    assert not dialog.fault.isVisible()
    QTest.keyClicks(dialog.name, "x")
    assert "too long" in dialog.fault.text()
    assert _names(preferences)[0] == "x" * MAX_PRESET_NAME


def test_every_name_that_is_taken_can_be_kept(preferences: Preferences) -> None:
    presets = renamed(preferences.settings.presets, 0, " My\u200b \u202evideo\x00 ")
    assert presets[0].name == "My video"
    assert presets[0].name.isprintable()


def test_the_last_preset_cannot_be_deleted(dialog: PresetsDialog, preferences: Preferences) -> None:
    for _ in PRESETS:
        QTest.keyClick(dialog.list.names, Qt.Key.Key_Delete)
    assert len(preferences.settings.presets) == 1
    assert not dialog.list.deleting.isEnabled()


def test_another_is_used_once_the_one_in_use_is_deleted(
    dialog: PresetsDialog, preferences: Preferences
) -> None:
    _click(dialog.list.deleting)
    assert preferences.settings.preset == "MP4 up to 1080p"
    assert dialog.list.names.item(0).text() == "MP4 up to 1080p (default)"


def test_a_copy_has_the_same_choices_under_a_free_name(
    dialog: PresetsDialog, preferences: Preferences
) -> None:
    dialog.list.names.setCurrentRow(4)
    _click(dialog.list.duplicating)
    assert preferences.settings.presets[5] == Preset("MP3 320 2", PRESETS[4].choices)
    assert dialog.name.text() == "MP3 320 2"


def test_presets_change_places(dialog: PresetsDialog, preferences: Preferences) -> None:
    assert not dialog.list.raising.isEnabled()
    _click(dialog.list.lowering)
    assert _names(preferences)[:2] == ["MP4 up to 1080p", "Best video"]
    assert dialog.list.names.currentRow() == 1
    _click(dialog.list.raising)
    assert _names(preferences)[0] == "Best video"
    dialog.list.names.setCurrentRow(4)
    assert not dialog.list.lowering.isEnabled()


def test_another_is_used_for_new_downloads(dialog: PresetsDialog, preferences: Preferences) -> None:
    dialog.list.names.setCurrentRow(3)
    QTest.keyClick(dialog.usual, Qt.Key.Key_Space)
    assert preferences.settings.preset == "Best audio"
    assert not dialog.usual.isEnabled()


def test_the_original_ones_come_back_and_own_ones_stay(
    dialog: PresetsDialog, preferences: Preferences
) -> None:
    preferences.change(presets=(Preset("best video", Choices(Quality.P360)), Preset("Own")))
    _click(dialog.restoring)
    assert preferences.settings.presets == (*PRESETS, Preset("Own"))


def test_there_are_not_too_many() -> None:
    row: tuple[Preset, ...] = PRESETS
    for _ in range(MAX_PRESETS + 5):
        row = added(row, 1, Preset("One"))
    assert len(row) == MAX_PRESETS
    assert len({preset.name for preset in row}) == MAX_PRESETS
    own = tuple(Preset(f"Own {number}") for number in range(MAX_PRESETS))
    assert restored(own) == own


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", NameFault.EMPTY),
        ("   ", NameFault.EMPTY),
        (" best AUDIO ", NameFault.TAKEN),
        ("Best video", None),  # its own
        ("x" * 61, NameFault.TOO_LONG),
        ("😀", None),
        ("\u200b\n", NameFault.EMPTY),
        ("Best\u200b audio", NameFault.TAKEN),
    ],
)
def test_faults_of_names(name: str, fault: NameFault | None) -> None:
    assert name_fault(name, PRESETS, 0) is fault


def test_every_button_has_a_name(dialog: PresetsDialog) -> None:
    for button in (dialog.list.adding, dialog.list.deleting, dialog.list.raising):
        assert button.accessibleName()
        assert button.toolTip() == button.accessibleName()

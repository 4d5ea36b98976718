"""The editor of choices, and presets where they are used."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.core.choices import (
    BITRATES,
    PRESETS,
    AudioFormat,
    Choices,
    Container,
    Preset,
    Quality,
    Sponsors,
    Subtitles,
)
from app.core.download import DownloadState
from app.ui.choices import words
from app.ui.choices.choices_editor import ChoicesEditor
from app.ui.choices.languages import COMMON, is_language, language_name
from app.ui.look import Look
from tests.ui.conftest import Stage


@pytest.fixture
def editor(qtbot: QtBot, look: Look) -> ChoicesEditor:
    assert look
    editor = ChoicesEditor()
    qtbot.addWidget(editor)
    editor.show()
    return editor


ANY_CHOICES = st.builds(
    Choices,
    quality=st.sampled_from(Quality),
    container=st.sampled_from(Container),
    audio=st.none() | st.sampled_from(AudioFormat),
    bitrate=st.none() | st.sampled_from(BITRATES),
    subtitles=st.sampled_from(Subtitles),
    languages=st.lists(st.sampled_from(["en", "de", "pt-BR", "x-own"]), unique=True).map(tuple),
    automatic_subtitles=st.booleans(),
    chapters=st.booleans(),
    tags=st.booleans(),
    cover=st.booleans(),
    sponsors=st.sampled_from(Sponsors),
)


def _that_apply(choices: Choices) -> Choices:
    if choices.audio is not None:
        choices = dataclasses.replace(choices, quality=Quality.BEST, container=Container.ANY)
        if choices.subtitles is Subtitles.EMBEDDED:
            choices = dataclasses.replace(choices, subtitles=Subtitles.NONE)
    if choices.audio is None or not choices.audio.has_bitrate:
        choices = dataclasses.replace(choices, bitrate=None)
    if choices.subtitles is Subtitles.NONE:
        choices = dataclasses.replace(choices, languages=(), automatic_subtitles=False)
    return choices


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(choices=ANY_CHOICES)
def test_what_is_shown_is_what_is_chosen(editor: ChoicesEditor, choices: Choices) -> None:
    told: list[None] = []
    editor.changed.connect(lambda: told.append(None))
    editor.show_choices(choices)
    assert editor.choices() == _that_apply(choices)
    assert told == []


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_every_original_preset_is_itself_in_the_editor(
    editor: ChoicesEditor, preset: Preset
) -> None:
    editor.show_choices(preset.choices)
    assert editor.choices() == preset.choices


def _shown(editor: ChoicesEditor) -> set[str]:
    fields = editor.form.findChildren(QWidget)
    return {field.objectName() for field in fields if field.isVisibleTo(editor)}


def test_only_what_applies_is_shown(editor: ChoicesEditor) -> None:
    editor.show_choices(Choices())
    assert {"choice_quality", "choice_container"} <= _shown(editor)
    assert not {"choice_audio", "choice_bitrate", "choice_languages"} & _shown(editor)
    editor.show_choices(Choices(audio=AudioFormat.MP3, subtitles=Subtitles.BESIDE))
    assert {"choice_audio", "choice_bitrate", "choice_languages"} <= _shown(editor)
    assert not {"choice_quality", "choice_container"} & _shown(editor)
    editor.show_choices(Choices(audio=AudioFormat.FLAC))
    assert "choice_bitrate" not in _shown(editor)


def test_what_does_not_apply_comes_back_when_it_does_again(editor: ChoicesEditor) -> None:
    video = Choices(
        Quality.P720, Container.MKV, subtitles=Subtitles.EMBEDDED, languages=("en", "de")
    )
    editor.show_choices(video)
    editor.kind.setCurrentIndex(1)
    assert editor.choices() == Choices(audio=AudioFormat.BEST)
    assert editor.subtitles.findText("Inside the video") == -1
    editor.kind.setCurrentIndex(0)
    assert editor.choices() == video


def test_a_change_by_hand_is_told(editor: ChoicesEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.changed):
        QTest.keyClick(editor.quality, Qt.Key.Key_Down)
    assert editor.choices().quality is Quality.P2160
    with qtbot.waitSignal(editor.changed):
        QTest.mouseClick(editor.more_button, Qt.MouseButton.LeftButton)
        QTest.keyClick(editor.chapters, Qt.Key.Key_Space)
    assert editor.choices().chapters


def test_more_is_folded_away_until_it_is_wanted(editor: ChoicesEditor) -> None:
    assert not editor.chapters.isVisible()
    QTest.keyClick(editor.more_button, Qt.Key.Key_Space)
    assert editor.chapters.isVisible()
    QTest.keyClick(editor.more_button, Qt.Key.Key_Space)
    assert not editor.chapters.isVisible()


def _offered(editor: ChoicesEditor) -> list[str]:
    menu = editor.languages.menu()
    menu.aboutToShow.emit()
    return [action.data() for action in menu.actions() if action.data()]


def test_languages_of_the_video_are_offered_else_common_ones(editor: ChoicesEditor) -> None:
    editor.show_choices(Choices(subtitles=Subtitles.EMBEDDED))
    assert _offered(editor) == list(COMMON)
    editor.set_languages(["en", "sr-Latn"], ["de", "fr"])
    assert _offered(editor) == ["en", "sr-Latn"]
    editor.automatic.setChecked(True)
    assert _offered(editor) == ["en", "sr-Latn", "de", "fr"]
    editor.set_languages([], ["de"])
    assert _offered(editor) == ["de"]
    editor.set_languages([], [])
    assert _offered(editor) == list(COMMON)


def test_languages_are_checked_by_keys_while_the_menu_stays_open(
    editor: ChoicesEditor, qtbot: QtBot
) -> None:
    editor.show_choices(Choices(subtitles=Subtitles.EMBEDDED))
    editor.set_languages(["en", "de"], [])
    menu = editor.languages.menu()
    menu.popup(editor.mapToGlobal(editor.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    for action in menu.actions():
        if action.data():
            menu.setActiveAction(action)
            QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    menu.close()
    assert editor.choices().languages == ("en", "de")
    assert editor.languages.accessibleName() == "Languages: English, Deutsch"


def test_another_language_is_added_by_its_code(editor: ChoicesEditor) -> None:
    editor.show_choices(Choices(subtitles=Subtitles.BESIDE, languages=("en",)))
    menu = editor.languages.menu()
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    dialog = editor.findChild(QInputDialog, "language_dialog")
    assert dialog is not None
    dialog.setTextValue("ca, not/a/code en")
    dialog.accept()
    assert editor.choices().languages == ("en", "ca")


@pytest.mark.parametrize("code", ["", "e", "../x", "en us", "en;", "a" * 60, "en-" + "x" * 30])
def test_what_is_no_language_is_refused(code: str) -> None:
    assert not is_language(code)


@pytest.mark.parametrize(
    ("code", "name"),
    [("de", "Deutsch"), ("de-AT", "Deutsch (de-AT)"), ("xx-own", "xx-own"), ("ca", "català (ca)")],
)
def test_languages_have_their_own_names(code: str, name: str) -> None:
    assert is_language(code)
    assert language_name(code) == name


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (Choices(Quality.P1080, Container.MP4), "Up to 1080p · MP4"),
        (
            Choices(audio=AudioFormat.MP3, bitrate=320, tags=True),
            "Audio as MP3 · 320 kbit/s · Tags",
        ),
        (
            Choices(subtitles=Subtitles.BESIDE, languages=("en", "de"), sponsors=Sponsors.REMOVE),
            "Best video · Subtitles (en, de) · Advertising cut out",
        ),
        # What does not apply is not said.
        (Choices(audio=AudioFormat.FLAC, bitrate=320, container=Container.MP4), "Audio as FLAC"),
        (Choices(audio=AudioFormat.MP3, subtitles=Subtitles.EMBEDDED), "Audio as MP3"),
    ],
)
def test_choices_in_words(choices: Choices, said: str) -> None:
    assert words.described(choices) == said


def test_choices_like_a_preset_have_its_name() -> None:
    presets = (Preset("Mine", Choices(Quality.P480)),)
    assert words.named(Choices(Quality.P480), presets) == "Mine"
    assert words.named(Choices(Quality.P360), presets) == "Up to 360p"


def test_a_wheel_over_a_choice_does_not_change_it(editor: ChoicesEditor, qtbot: QtBot) -> None:
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.assertNotEmitted(editor.changed):
        QApplication.sendEvent(editor.quality, event)
    assert editor.choices() == Choices()


def _download_as(stage: Stage) -> dict[str, QMenu]:
    menu = stage.batch.row_menu.menu()
    found = menu.findChild(QMenu, "download_as")
    assert isinstance(found, QMenu)
    return {"menu": menu, "as": found}


def test_chosen_rows_are_downloaded_as_another_preset_says(stage: Stage) -> None:
    stage.desk.add(*"abcd")
    stage.put("c", DownloadState.PAUSED)
    stage.select("c", "d")
    menus = _download_as(stage)
    (checked,) = [action for action in menus["as"].actions() if action.isChecked()]
    assert checked.text() == "Best video"
    (mp3,) = [action for action in menus["as"].actions() if action.text() == "MP3 320"]
    mp3.trigger()
    assert [stage.desk.row(link).request.choices == PRESETS[4].choices for link in "abcd"] == [
        False,
        False,
        True,
        True,
    ]
    assert stage.desk.state("c") is DownloadState.PAUSED


def test_a_rows_choices_are_told_by_the_name_of_the_preset(stage: Stage) -> None:
    stage.desk.add("a")
    stage.window.commands.details.setChecked(True)
    stage.select("a")
    assert stage.batch.details.choice.text() == "Best video"
    stage.window.preferences.change(presets=(Preset("Everything"),), preset="Everything")
    stage.batch.details.show_row(stage.desk.row("a"))
    assert stage.batch.details.choice.text() == "Everything"


def test_the_add_bar_leads_to_the_presets(stage: Stage, qtbot: QtBot) -> None:
    menu = stage.batch.add_bar.preset.menu()
    (editing,) = [one for one in menu.actions() if one.objectName() == "edit_presets"]
    with qtbot.waitSignal(stage.batch.preset_editor_wanted):
        editing.trigger()


def test_the_add_bar_follows_the_presets(stage: Stage) -> None:
    stage.window.preferences.change(presets=(Preset("A & B"),), preset="A & B")
    menu = stage.batch.add_bar.preset.menu()
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "A && B"
    assert "A & B" in stage.batch.add_bar.preset.accessibleName()


def test_the_preset_is_chosen_once_and_kept(stage: Stage) -> None:
    """Parabolic#705."""
    menu = stage.batch.add_bar.preset.menu()
    menu.aboutToShow.emit()
    (audio,) = [action for action in menu.actions() if action.text() == "Best audio"]
    audio.trigger()
    assert stage.saved[-1].preset == "Best audio"
    again = stage.open(stage.saved[-1])
    assert again.preferences.request("https://example.org/a").choices == PRESETS[3].choices
    assert "Best audio" in again.batch.add_bar.preset.accessibleName()
    again.close()

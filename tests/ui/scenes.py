"""The window and its dialogs in every state that matters."""

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QDialog, QWidget

from app.core.choices import AudioFormat, Choices, Subtitles
from app.core.cloud import CloudStanding, CloudTest, CloudTrouble, Link
from app.core.download import Activity, DownloadState, Progress, Remark
from app.core.download import Stage as Step
from app.core.errors import ErrorCode
from app.core.executor import Entry, Format, ProbeUpdate, VideoInfo
from app.core.links import Links
from app.core.preflight import Summary
from app.core.remote import ServiceVersions
from app.core.stores import SecretProblem, StoreProblem
from app.ui.choices.presets_dialog import PresetsDialog
from app.ui.desktop.crash_dialog import CrashDialog
from app.ui.desktop.hand_over import Handing
from app.ui.desktop.quit_dialog import QuitDialog
from app.ui.dialogs import AboutDialog, ShortcutsDialog
from app.ui.question import Question
from app.ui.settings.cloud_page import CloudPage
from app.ui.settings.cookies_page import Source
from app.ui.settings.settings_dialog import SettingsDialog, SettingsPage
from app.ui.single.single_page import SinglePage
from app.ui.tabs import Tab
from tests.ui.cloud_scenes import batch_in_both_places, batch_with_the_cloud_away
from tests.ui.conftest import Stage
from tests.ui.test_history import entries

Scene = Callable[[Stage], QWidget]
"""Brings a stage into a state; gives the window in which it is to be seen."""

LINK = "https://example.org/film"
FILM = VideoInfo(
    "A film about the long way of a small letter from one end of the land to the other",
    "Ada Somebody",
    duration=4869,
    formats=(
        Format("22", "mp4", 1080, "avc1.64001f", "mp4a.40.2", 812_000_000, 2500.0, 60.0),
        Format("18", "webm", 360, "vp9", "opus", 12_000_000, 200.0, 30.0, "small"),
        Format("140", "m4a", audio_codec="mp4a.40.2", size=9_000_000, bitrate=128.0),
    ),
    subtitles=("en", "de"),
    automatic_subtitles=("fr",),
    size=812_000_000,
    file_name="A film [1].mp4",
)


def _single(stage: Stage) -> SinglePage:
    stage.window.pages.show_tab(Tab.SINGLE)
    page = stage.window.pages.single
    for _part in range(3):
        page._build_next()
    return page


def _answer(stage: Stage, page: SinglePage, update: ProbeUpdate) -> None:
    page.show_link(LINK)
    (probe_id,) = stage.desk.prober.active
    if update.last:
        del stage.desk.prober.active[probe_id]
    page.take_probe(replace(update, id=probe_id))


def single_empty(stage: Stage) -> QWidget:
    _single(stage)
    return stage.window


def single_offers(stage: Stage) -> QWidget:
    page = _single(stage)
    page.offers.offer_several(Links(urls=(LINK, LINK + "/2")))
    page.offers._offer_link(LINK)
    return stage.window


def single_looking(stage: Stage) -> QWidget:
    _single(stage).show_link(LINK)
    return stage.window


def single_found(stage: Stage) -> QWidget:
    _answer(stage, _single(stage), ProbeUpdate("", video=FILM, last=True))
    return stage.window


def single_more(stage: Stage) -> QWidget:
    page = _single(stage)
    stage.around.free = 1000
    video = replace(FILM, archived=True, name_taken=True)
    _answer(stage, page, ProbeUpdate("", video=video, last=True))
    editor = page.video.editor
    choices = Choices(subtitles=Subtitles.EMBEDDED, languages=("en",))
    editor.show_choices(replace(choices, automatic_subtitles=True))
    editor.more_button.setChecked(True)
    page.video.times.start.setText("nonsense")
    page.video.times.start.textEdited.emit("nonsense")
    return stage.window


def single_list(stage: Stage) -> QWidget:
    page = _single(stage)
    found = tuple(Entry(f"{LINK}/{n}", f"Part {n}", duration=600.0) for n in range(1, 60))
    _answer(stage, page, ProbeUpdate("", list_title="Letters", entries=found))
    return stage.window


def single_list_cut_short(stage: Stage) -> QWidget:
    single_list(stage)
    page = stage.window.pages.single
    page.list.stop_reading()
    page.list.range.setText("a")
    page.list.range.textEdited.emit("a")
    return stage.window


def single_error(stage: Stage) -> QWidget:
    page = _single(stage)
    error = ErrorCode.LOGIN_NEEDED
    _answer(stage, page, ProbeUpdate("", error=error, detail="The site said no.", last=True))
    page.error.show_detail()
    return stage.window


def _single_row(stage: Stage, state: DownloadState, **fields: object) -> QWidget:
    single_found(stage)
    page = stage.window.pages.single
    page.video.download.click()
    stage.put("film", state, **fields)
    return stage.window


def single_running(stage: Stage) -> QWidget:
    return _single_row(stage, DownloadState.RUNNING, progress=RUNNING)


def single_failed(stage: Stage) -> QWidget:
    return _single_row(stage, DownloadState.FAILED, error=ErrorCode.AGE_RESTRICTED)


def single_done(stage: Stage) -> QWidget:
    return _single_row(stage, DownloadState.COMPLETED, file_name="A film.mp4", size=812_000_000)


RUNNING = Progress(
    Step.DOWNLOADING, Activity.VIDEO, 0.5, 412_000_000, 824_000_000, 8.4e6, seconds_left=49
)


def batch_empty(stage: Stage) -> QWidget:
    stage.window.pages.show_tab(Tab.BATCH)
    return stage.window


def batch_nothing_found(stage: Stage) -> QWidget:
    batch_empty(stage)
    stage.desk.add("a")
    stage.batch.filter_bar.search.setText("nothing like this")
    return stage.window


def batch_rows(stage: Stage) -> QWidget:
    """A row of every state, the reason of a failure in the details, and all bars."""
    batch_empty(stage)
    stage.desk.add(*"abcdefg")
    stage.put("a", DownloadState.RUNNING, progress=RUNNING, title="A video", duration=100.0)
    stage.put("c", DownloadState.PAUSED, title="A video")
    stage.put("d", DownloadState.COMPLETED, title="A video", file_name="d.mp4", size=9_000_000)
    stage.put("e", DownloadState.FAILED, title="A video", error=ErrorCode.LOGIN_NEEDED)
    stage.put("f", DownloadState.CANCELED, title="A video")
    stage.put("g", DownloadState.COMPLETED, title="A video", remark=Remark.SKIPPED)
    stage.window.commands.details.setChecked(True)
    stage.select("e")
    summary = Summary(20, 7, 812_000_000, 3, 2, 4, 5, 6, 7, 9_000_000)
    stage.batch.preflight_bar.show_summary(summary, 1_000_000)
    return stage.window


def notices(stage: Stage) -> QWidget:
    batch_empty(stage)
    stage.window.commands.details.setChecked(True)
    shown = stage.window.notices
    shown.show_store_problem(StoreProblem.DAMAGED, "/videos/library.sqlite3")
    shown.show_secret_problem(SecretProblem.NO_KEYRING)
    shown.show_crashed()
    stage.batch.toast.say(stage.batch.tr("Added {0}, the rest could not be saved.").format(7))
    return stage.window


def history_empty(stage: Stage) -> QWidget:
    stage.window.pages.show_tab(Tab.HISTORY)
    return stage.window


def history_rows(stage: Stage) -> QWidget:
    stage.around.history.put(entries(7))
    history_empty(stage)
    stage.window.pages.history.toast.say("7")
    return stage.window


def history_not_found(stage: Stage) -> QWidget:
    history_rows(stage)
    page = stage.window.pages.history
    page.search.setText("nothing like this")
    page._search()
    return stage.window


def history_unreadable(stage: Stage) -> QWidget:
    stage.around.history.problem = StoreProblem.DAMAGED
    return history_empty(stage)


def _dialog(stage: Stage, kind: type[QDialog]) -> QDialog:
    (dialog,) = stage.window.findChildren(kind)
    return dialog


def _settings(page: SettingsPage) -> Scene:
    def settings(stage: Stage) -> QWidget:
        stage.window.dialogs.settings(page)
        return _dialog(stage, SettingsDialog)

    return settings


def cookies_of_a_browser(stage: Stage) -> QWidget:
    dialog = _settings(SettingsPage.COOKIES)(stage)
    page = dialog.page(SettingsPage.COOKIES)  # type: ignore[attr-defined]  # a SettingsDialog
    (form,) = (one for one in page.findChildren(QWidget) if hasattr(one, "to_file"))
    form.source.show_value(Source.BROWSER)
    form.show_row(form.browser, shown=True)
    form._show_trouble(form.tr("No file is chosen yet."))
    return dialog


def cloud_tried(stage: Stage) -> QWidget:
    """A service that is reached without encryption, and has another yt-dlp."""
    address = "http://nas.example:8080"
    stage.window.preferences.change(cloud=address, cloud_plain=address)
    dialog = _settings(SettingsPage.CLOUD)(stage)
    (page,) = dialog.findChildren(CloudPage)
    page.test.click()
    versions = ServiceVersions(1, "1.0.0", "2026.09.01", "7.1", "2.5.6")
    stage.around.cloud.answer(CloudTest(versions=versions))
    return dialog


def cloud_refused(stage: Stage) -> QWidget:
    """Every line of the page that is shown only at times."""
    stage.around.secrets.problem = SecretProblem.NO_KEYRING
    dialog = _settings(SettingsPage.CLOUD)(stage)
    (page,) = dialog.findChildren(CloudPage)
    page.secret.keep("a token")
    page.address.setText("http://nas.example")
    page.address.editingFinished.emit()
    page.test.click()
    stage.around.cloud.answer(CloudTest(CloudTrouble.LEDGER, "The disk said no."))
    page.fault.show()
    return dialog


def batch_without_its_service(stage: Stage) -> QWidget:
    batch_rows(stage)
    stage.around.cloud.stand(
        CloudStanding(Link.AWAY, CloudTrouble.UNREACHABLE, heard=time.time() - 40, waiting=3)
    )
    return stage.window


def batch_with_a_refused_token(stage: Stage) -> QWidget:
    batch_empty(stage)
    stage.around.cloud.stand(CloudStanding(Link.OFF, CloudTrouble.TOKEN))
    return stage.window


def presets(stage: Stage) -> QWidget:
    stage.window.dialogs.presets()
    dialog = _dialog(stage, PresetsDialog)
    assert isinstance(dialog, PresetsDialog)
    choices = Choices(subtitles=Subtitles.BESIDE, languages=("en", "de"))
    dialog.editor.show_choices(choices)
    dialog.editor.more_button.setChecked(True)
    dialog.name.setText("")
    dialog._rename("")
    return dialog


def presets_of_sound(stage: Stage) -> QWidget:
    dialog = presets(stage)
    assert isinstance(dialog, PresetsDialog)
    dialog.editor.show_choices(Choices(audio=AudioFormat.MP3))
    return dialog


def quitting(stage: Stage) -> QWidget:
    dialog = QuitDialog(stage.window, 3, has_tray=True)
    dialog.open()
    return dialog


def quitting_with_a_cloud(stage: Stage) -> QWidget:
    """Every part of the question."""
    dialog = QuitDialog(stage.window, 3, in_cloud=2, has_tray=True)
    dialog.offer(12)
    dialog.open()
    return dialog


def quitting_by_a_hand_over(stage: Stage) -> QWidget:
    dialog = quitting_with_a_cloud(stage)
    assert isinstance(dialog, QuitDialog)
    dialog.show_handing(Handing(5, 12, CloudStanding(Link.CONNECTED)))
    return dialog


def quitting_without_the_service(stage: Stage) -> QWidget:
    """A hand-over that has to wait."""
    dialog = quitting_with_a_cloud(stage)
    assert isinstance(dialog, QuitDialog)
    away = CloudStanding(Link.AWAY, CloudTrouble.UNREACHABLE, heard=time.time() - 40, waiting=7)
    dialog.show_handing(Handing(5, 12, away))
    return dialog


def crashed(stage: Stage) -> QWidget:
    dialog = CrashDialog(stage.window, "Traceback\n" * 40, lambda: None)
    dialog.count_another()
    dialog.open()
    return dialog


def question(stage: Stage) -> QWidget:
    stage.around.history.put(entries(7))
    history_empty(stage)
    stage.window.pages.history.clear.click()
    return _dialog(stage, Question)


def about(stage: Stage) -> QWidget:
    stage.window.dialogs.about()
    return _dialog(stage, AboutDialog)


def shortcuts(stage: Stage) -> QWidget:
    stage.window.dialogs.shortcuts(stage.window.commands.all_keys())
    return _dialog(stage, ShortcutsDialog)


SCENES: dict[str, Scene] = {
    **{
        scene.__name__.replace("_", " "): scene
        for scene in (
            single_empty,
            single_offers,
            single_looking,
            single_found,
            single_more,
            single_list,
            single_list_cut_short,
            single_error,
            single_running,
            single_failed,
            single_done,
            batch_empty,
            batch_nothing_found,
            batch_rows,
            batch_without_its_service,
            batch_in_both_places,
            batch_with_the_cloud_away,
            batch_with_a_refused_token,
            notices,
            history_empty,
            history_rows,
            history_not_found,
            history_unreadable,
            cookies_of_a_browser,
            cloud_tried,
            cloud_refused,
            presets,
            presets_of_sound,
            quitting,
            quitting_with_a_cloud,
            quitting_by_a_hand_over,
            quitting_without_the_service,
            crashed,
            question,
            about,
            shortcuts,
        )
    },
    **{f"settings {page}": _settings(page) for page in SettingsPage},
}

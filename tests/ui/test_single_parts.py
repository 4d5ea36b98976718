"""What the Single tab is made of, part by part."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.download import Section
from app.core.executor import Format
from app.core.naming import literal
from app.core.settings import Settings
from app.ui.form import Form
from app.ui.preferences import Preferences
from app.ui.single.clipboard_link import ClipboardLink, only_link
from app.ui.single.destination import Destination
from app.ui.single.format_table import FormatTable
from app.ui.single.moments import SectionFault, moment, section_of
from app.ui.single.number_ranges import numbers_of
from app.ui.single.time_range import TimeRange


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3-5, 14", {3, 4, 5, 14}),
        ("14;3 - 5", {3, 4, 5, 14}),
        ("5-3", {3, 4, 5}),
        ("18-", {18, 19, 20}),
        ("-2", {1, 2}),
        ("19–40", {19, 20}),
        ("0", set()),
        ("99", set()),
        ("30-", set()),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, numbers: set[int]) -> None:
    assert numbers_of(text, 20) == frozenset(numbers)


@pytest.mark.parametrize("text", ["", "a", "1,,2", "1-2-3", "-", "1 2", "1.5", "9999999"])
def test_what_are_no_numbers_is_none(text: str) -> None:
    assert numbers_of(text, 20) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("62", 62),
        ("1:02", 62),
        ("1:02:03", 3723),
        (" 0:05 ", 5),
        ("90:00", 5400),
        ("62.5", 62.5),
        ("0,5", 0.5),
    ],
)
def test_moments_are_read_as_people_write_them(text: str, seconds: float) -> None:
    assert moment(text) == seconds


@pytest.mark.parametrize("text", ["", "a", "1:", ":3", "1:60", "1:99:00", "-1", "1:2:3:4", "1e9"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert moment(text) is None


def test_two_moments_make_a_part_or_a_reason_why_not() -> None:
    assert section_of("", "", 100) is None
    assert section_of("0", "", 100) is None
    assert section_of("1:02", "", 100) == Section(62, None)
    assert section_of("", "1:02", 100) == Section(0, 62)
    assert section_of("10", "100", 100) == Section(10, None)
    assert section_of("10", "5000", None) == Section(10, 5000)
    assert section_of("10", "10", 100) is SectionFault.BACKWARDS
    assert section_of("100", "", 100) is SectionFault.BEYOND
    assert section_of("x", "", 100) is SectionFault.NO_MOMENT
    assert section_of("", "x", 100) is SectionFault.NO_MOMENT


def test_a_part_that_cannot_be_is_said_in_words(qtbot: QtBot) -> None:
    times = TimeRange()
    qtbot.addWidget(times)
    times.show_all(60)
    usual = times.words.text()
    QTest.keyClicks(times.start, "2:00")
    assert times.words.text() == SectionFault.BEYOND.sentence
    assert times.start.accessibleDescription() == times.words.text()
    times.show_all(600)
    assert times.words.text() == usual
    assert times.section() is None


@pytest.fixture
def preferences() -> Preferences:
    return Preferences(Settings(naming="{uploader}/{title}"), lambda _settings: None, "/films")


@pytest.fixture
def destination(qtbot: QtBot, preferences: Preferences) -> Iterator[Destination]:
    parent = QWidget()
    qtbot.addWidget(parent)
    form = Form()
    form.setParent(parent)
    made = Destination(preferences, parent)
    made.add_to(form)
    yield made
    parent.close()


def test_a_name_nobody_touched_is_what_the_settings_make_of_it(destination: Destination) -> None:
    destination.show_name("Ada/A film.mp4", is_taken=False)
    assert destination.name.text() == "Ada/A film"
    assert destination.ending.text() == ".mp4"
    assert destination.naming() == "{uploader}/{title}"
    destination.show_name("Ada/A film.webm", is_taken=True)
    assert destination.ending.text() == ".webm"
    assert "number" in destination.words.text()


def test_a_name_that_was_typed_is_taken_as_it_is(destination: Destination) -> None:
    destination.show_name("A film.mp4", is_taken=False)
    destination.name.clear()
    QTest.keyClicks(destination.name, "My {title} 50%")
    assert destination.naming() == literal("My {title} 50%")
    destination.show_name("My {title} 50%.mp4", is_taken=False)
    assert destination.name.text() == "My {title} 50%"
    destination.forget()
    assert destination.naming() == "{uploader}/{title}"


@pytest.mark.parametrize(
    "name", ["../up", "a/../../b", "/etc/passwd", "C:\\x", "..\\up", "x" * 250]
)
def test_a_name_that_leads_out_of_the_folder_is_refused(
    destination: Destination, name: str
) -> None:
    QTest.keyClicks(destination.name, name)
    assert destination.fault() is not None
    assert destination.words.text()


def test_a_slash_in_a_typed_name_is_said_to_make_a_folder(destination: Destination) -> None:
    destination.show_name("Ada/A film.mp4", is_taken=False)
    assert not destination.words.text(), "what the settings make is no surprise"
    destination.name.clear()
    QTest.keyClicks(destination.name, "Mine/One")
    assert destination.fault() is None
    assert "Mine" in destination.words.text()


def test_an_emptied_name_is_the_usual_one_again(destination: Destination) -> None:
    destination.show_name("A film.mp4", is_taken=False)
    QTest.keyClicks(destination.name, "!")
    destination.name.selectAll()
    QTest.keyClick(destination.name, Qt.Key.Key_Delete)
    assert destination.naming() == "{uploader}/{title}"
    assert destination.fault() is None
    assert destination.name.placeholderText() == "A film"
    QTest.keyClick(destination.name, Qt.Key.Key_Return)
    assert destination.name.text() == "A film"


_FORMATS = (
    Format("18", "mp4", 360, "avc1", "mp4a", 5_000_000, 400, 25),
    Format("140", "m4a", None, "", "mp4a", 1_000_000, 128, None),
    Format("137", "mp4", 1080, "avc1", "", None, 4000, 50, "no sound"),
)


def test_an_exact_format_is_chosen_by_keyboard(qtbot: QtBot) -> None:
    table = FormatTable()
    qtbot.addWidget(table)
    table.show()
    table.show_formats(_FORMATS)
    assert table.format_id() == "", "it is left to the choices at first"
    assert "1080p" in table.rows.sentence(1)
    with qtbot.waitSignal(table.chosen):
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.format_id() == "137"
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.format_id() == "18"
    with qtbot.assertNotEmitted(table.chosen):
        table.show_formats(_FORMATS, "140")
    assert table.format_id() == "140"
    table.show_formats(_FORMATS[:1], "140")
    assert table.format_id() == "", "what this video does not come in is not asked for"


def test_sizes_follow_from_the_duration_and_codecs_have_the_names_people_know(
    qtbot: QtBot,
) -> None:
    table = FormatTable()
    qtbot.addWidget(table)
    stream = Format("v", "mp4", 720, "avc1.64001f", "mp4a.40.2", None, 800)
    table.show_formats([stream], duration=100)
    assert "Video: H.264, Audio: AAC" in table.rows.sentence(1)
    assert "Size: about 10 MB" in table.rows.sentence(1).replace("\xa0", " ")
    table.show_formats([stream])
    assert "800" in table.rows.sentence(1), "without a duration the rate is all there is"


def test_columns_that_say_nothing_take_no_room(qtbot: QtBot) -> None:
    table = FormatTable()
    qtbot.addWidget(table)
    table.show_formats([Format("0", "mp4", 720)])
    hidden = [table.isColumnHidden(column) for column in range(table.rows.columnCount())]
    assert hidden == [False, True, True, True, False, True, True]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("  http://example.org/a\n", "http://example.org/a"),
        ("https://example.org/a https://example.org/b", ""),
        ("see https://example.org/a", ""),
        ("example.org/a", ""),
        ("ftp://example.org/a", ""),
        ("https://example.org/" + "a" * 20_000, ""),
        ("x" * 1_000_000, ""),
        ("", ""),
    ],
)
def test_only_a_single_link_is_offered(text: str, link: str) -> None:
    assert only_link(text) == link


class _Counted(QMimeData):
    """Counts how often the text is asked for."""

    def __init__(self, text: str, kind: str = "text/plain") -> None:
        super().__init__()
        self.reads = 0
        self._text = text
        self._kind = kind

    def formats(self) -> list[str]:
        return [self._kind]

    def hasFormat(self, kind: str) -> bool:
        return kind == self._kind

    def retrieveData(self, kind: str, _type: object) -> object:
        self.reads += kind == "text/plain"
        return QByteArray(self._text.encode())


def test_the_clipboard_is_read_once_after_each_change(qtbot: QtBot) -> None:
    link = ClipboardLink(QApplication.instance() or QApplication([]))
    found: list[str] = []
    link.found.connect(found.append)
    data = _Counted("https://example.org/a")
    QApplication.clipboard().setMimeData(data)
    for _time in range(3):
        link.look()
        qtbot.waitUntil(lambda: bool(found))
    assert found == ["https://example.org/a"]
    reads = data.reads
    link.look()
    QApplication.processEvents()
    assert data.reads == reads
    link.used("https://example.org/a")
    QApplication.clipboard().setText("https://example.org/a")
    link.look()
    QApplication.processEvents()
    assert found == ["https://example.org/a"], "it was used"
    link.deleteLater()


def test_a_clipboard_without_text_is_not_read(qtbot: QtBot) -> None:
    link = ClipboardLink(QApplication.instance() or QApplication([]))
    data = _Counted("", "image/png")
    QApplication.clipboard().setMimeData(data)
    with qtbot.assertNotEmitted(link.found):
        link.look()
        qtbot.waitUntil(lambda: not link._reading.isActive())
    assert data.reads == 0
    link.deleteLater()


def test_a_clipboard_of_100_mb_offers_nothing(qtbot: QtBot) -> None:
    link = ClipboardLink(QApplication.instance() or QApplication([]))
    QApplication.clipboard().setText("https://example.org/" + "a" * 100_000_000)
    with qtbot.assertNotEmitted(link.found):
        link.look()
        qtbot.waitUntil(lambda: not link._reading.isActive())
    QApplication.clipboard().clear()
    link.deleteLater()

"""Every text can be translated, every translation is complete, and the window speaks it."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.settings import Theme
from app.ui.languages import speak
from app.ui.look import Look
from tests.ui.conftest import Stage, Surroundings
from tests.ui.scenes import SCENES

_ROOT = Path(__file__).parents[2]
_FOLDER = _ROOT / "resources" / "translations"
_LANGUAGES = sorted(file.stem.removeprefix("spool_") for file in _FOLDER.glob("spool_*.ts"))
_PLACEHOLDER = re.compile(r"\{\w*\}|%n")
_CALLS = {"tr": (0,), "translate": (1,), "QT_TRANSLATE_NOOP": (1,), "counted": (1, 2)}
"""What looks a text up, and which of its arguments are texts."""


class Text:
    """A text of a `.ts` file and what became of it; one for each number where it holds one."""

    def __init__(self, context: str, message: ET.Element) -> None:
        self.context = context
        self.source = message.findtext("source") or ""
        found = message.find("translation")
        assert found is not None
        self.is_plural = message.get("numerus") == "yes"
        forms = [form.text or "" for form in found.iter("numerusform")]
        self.said = forms if self.is_plural else [found.text or ""]


def _texts(language: str) -> list[Text]:
    root = ET.parse(_FOLDER / f"spool_{language}.ts").getroot()
    return [
        Text(context.findtext("name") or "", message)
        for context in root.iter("context")
        for message in context.iter("message")
    ]


def test_the_translations_are_complete_and_compiled() -> None:
    check = [sys.executable, str(_ROOT / "packaging" / "translations"), "--check"]
    done = subprocess.run(check, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert _LANGUAGES == ["de", "fr"]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_translations_keep_what_stands_for_something_else(language: str) -> None:
    wrong = []
    for text in _texts(language):
        for number, said in enumerate(text.said):
            there = Counter(_PLACEHOLDER.findall(said))
            wanted = Counter(_PLACEHOLDER.findall(text.source))
            if text.is_plural and number == 0 and not there["%n"]:
                wanted["%n"] = 0  # “one”, in words
            if said and (+wanted != +there or said.endswith("…") != text.source.endswith("…")):
                wrong.append((text.context, text.source, said))
    assert wrong == []


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_form_of_a_number_has_its_words(language: str) -> None:
    plurals = [text for text in _texts(language) if text.is_plural]
    assert len(plurals) > 10
    assert [text.source for text in plurals if len(text.said) != 2 or not all(text.said)] == []


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            name = called.rpartition(".")[2]
            is_own = name != "translate" or called in ("translate", "QCoreApplication.translate")
            if name in _CALLS and is_own:
                yield name, node


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_texts_stand_where_they_can_be_collected() -> None:
    """A text is written where it is looked up, or is marked in the same file for its context."""
    unseen = []
    for path in sorted((_ROOT / "app").rglob("*.py")):
        calls = list(_calls(ast.parse(path.read_text(encoding="utf-8"))))
        marked = {ast.dump(call.args[0]) for name, call in calls if name == "QT_TRANSLATE_NOOP"}
        for name, call in calls:
            if path.name == "translation.py" and path.parent.name == "ui":
                continue  # where these are made
            texts = [call.args[place] for place in _CALLS[name]]
            stands_elsewhere = name != "tr" and ast.dump(call.args[0]) in marked
            if not stands_elsewhere and not all(map(_is_literal, texts)):
                unseen.append(f"{path.relative_to(_ROOT)}:{call.lineno}")
            if name != "tr" and not _is_literal(call.args[0]):
                unseen.append(f"{path.relative_to(_ROOT)}:{call.lineno}: its context")
    assert unseen == []


class Listener(QTranslator):
    """Knows no text, and remembers which were asked for under which contexts."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[str, set[str]] = {}

    def translate(
        self, context: str, text: str, _disambiguation: str | None = None, _number: int = -1
    ) -> str:
        self.asked.setdefault(text, set()).add(context)
        return None  # type: ignore[return-value]  # for Qt: look further

    def isEmpty(self) -> bool:
        return False


def test_every_text_that_is_looked_up_is_in_the_files(
    qapp: QApplication, qtbot: QtBot, look: Look, tmp_path: Path, around: Surroundings
) -> None:
    listener = Listener()
    qapp.installTranslator(listener)
    try:
        stage = Stage(qtbot, look, tmp_path, around)
        for name in (
            "single more",
            "single list",
            "batch rows",
            "batch with the cloud away",
            "notices",
            "history rows",
        ):
            SCENES[name](stage)
        for name in (one for one in SCENES if one.startswith(("settings", "cloud"))):
            SCENES[name](stage).close()
            QApplication.processEvents()
        stage.window.close()
    finally:
        qapp.removeTranslator(listener)
    known = {(text.context, text.source) for text in _texts("de")}
    missing = [
        (text, contexts)
        for text, contexts in listener.asked.items()
        if text
        and not any(context.startswith("Q") and context != "Quality" for context in contexts)
        and not any((context, text) in known for context in contexts)
    ]
    assert len(listener.asked) > 200
    assert missing == []


def _shown(window: QWidget) -> Iterator[str]:
    for widget in [window, *window.findChildren(QWidget)]:
        yield widget.windowTitle()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text().strip()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        yield widget.accessibleName()
        yield widget.accessibleDescription()
    for action in window.findChildren(QAction):
        yield action.text().strip()


@pytest.mark.usefixtures("language_as_before")
@pytest.mark.parametrize("language", _LANGUAGES)
def test_the_window_speaks_it(
    qapp: QApplication,
    qtbot: QtBot,
    look: Look,
    tmp_path: Path,
    around: Surroundings,
    language: str,
) -> None:
    speak(qapp, language)
    stage = Stage(qtbot, look, tmp_path, around)
    shown: set[str] = set()
    for name in ("single more", "batch rows", "history empty", "settings window", "quitting"):
        shown |= set(_shown(SCENES[name](stage)))
    stage.window.close()
    look.choose(Theme.LIGHT)
    texts = _texts(language)
    own = {said for text in texts for said in text.said}
    english = {text.source for text in texts} - own
    assert len(shown & own) > 100
    assert shown & english == set()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    close = {"de": "Schließen", "fr": "Fermer"}
    assert (
        box.button(QDialogButtonBox.StandardButton.Close).text().replace("&", "")
        == (close[language])
    )

"""Icons are drawn as finely as the screen is."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.ui.icons import icon


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icons_are_as_sharp_as_the_screen(qapp: QApplication, ratio: float) -> None:
    assert qapp
    picture = icon("plus").pixmap(QSize(16, 16), ratio)
    assert picture.size() == QSize(round(16 * ratio), round(16 * ratio))
    assert picture.devicePixelRatio() == ratio

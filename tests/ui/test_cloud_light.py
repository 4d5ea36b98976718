"""The connection to the service at the edge of the window, and in words."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

from app.core.cloud import CloudStanding, CloudTrouble, Link
from app.ui import cloud_text
from app.ui.cloud_light import CloudLight
from app.ui.settings.settings_dialog import SettingsDialog, SettingsPage
from app.ui.text import Remedy
from tests.ui.conftest import Stage

_JARGON = ("HTTP", "401", "429", "TLS", "SSL", "DNS", "socket", "Error")
_NOW = 1_800_000_000.0


@pytest.fixture(autouse=True)
def _plain_numbers() -> None:
    QLocale.setDefault(QLocale.c())


@pytest.mark.parametrize("trouble", CloudTrouble)
def test_every_trouble_has_a_plain_reason_and_says_what_helps(trouble: CloudTrouble) -> None:
    told = cloud_text.trouble(trouble)
    assert told.reason.endswith(".")
    assert not any(word in told.reason for word in _JARGON)
    assert told.remedy in (Remedy.OPEN_SETTINGS, Remedy.RETRY)


def test_every_reason_is_its_own() -> None:
    reasons = {cloud_text.trouble(one).reason for one in CloudTrouble}
    shorts = {cloud_text.short(CloudStanding(trouble=one)) for one in CloudTrouble}
    assert len(reasons) == len(shorts) == len(CloudTrouble)


@pytest.mark.parametrize("link", Link)
@pytest.mark.parametrize("trouble", [None, *CloudTrouble])
def test_every_standing_has_words(link: Link, trouble: CloudTrouble | None) -> None:
    standing = CloudStanding(link, trouble, waiting=2)
    assert cloud_text.short(standing, _NOW)
    first, *more = cloud_text.lines(standing, _NOW)
    assert first == cloud_text.link(standing, _NOW)
    assert "2 changes wait for the service" in more
    assert trouble is None or cloud_text.trouble(trouble).reason in more


@pytest.mark.parametrize(
    ("standing", "short"),
    [
        (CloudStanding(Link.CONNECTED), "Cloud connected"),
        (CloudStanding(Link.CONNECTED, CloudTrouble.QUOTA_LINKS), "Cloud: no more links today"),
        (CloudStanding(Link.CONNECTING, CloudTrouble.UNREACHABLE), "Cloud: connecting…"),
        (
            CloudStanding(Link.AWAY, CloudTrouble.UNREACHABLE, _NOW - 40),
            "Reconnecting… last heard 40 s ago",
        ),
        (CloudStanding(Link.AWAY, heard=_NOW + 9), "Reconnecting… last heard 1 s ago"),
        (CloudStanding(Link.AWAY, CloudTrouble.UNREACHABLE), "Cloud: not reachable"),
        (CloudStanding(Link.AWAY), "Cloud: reconnecting…"),
        (CloudStanding(Link.AWAY, CloudTrouble.TOKEN, _NOW - 40), "Cloud: token refused"),
    ],
)
def test_the_words_of_a_standing(standing: CloudStanding, short: str) -> None:
    assert cloud_text.short(standing, _NOW) == short


def test_one_change_waits() -> None:
    assert cloud_text.waiting(1) == "1 change waits for the service"


def _light(stage: Stage) -> CloudLight:
    return stage.batch.footer.cloud


def test_it_is_hidden_where_there_is_no_service(stage: Stage) -> None:
    light = _light(stage)
    assert not light.isVisible()
    stage.around.cloud.stand(CloudStanding(Link.CONNECTED))
    assert light.isVisible()
    assert light.accessibleName() == light.words == "Cloud connected"
    stage.around.cloud.stand(CloudStanding(Link.OFF, CloudTrouble.TOKEN))
    assert light.isVisible()
    stage.around.cloud.stand(CloudStanding())
    assert not light.isVisible()


def test_it_counts_the_seconds_only_while_there_is_no_connection(stage: Stage) -> None:
    light = _light(stage)
    now = _NOW
    light._clock = lambda: now
    stage.around.cloud.stand(CloudStanding(Link.CONNECTED, heard=_NOW))
    assert not light._seconds.isActive()
    stage.around.cloud.stand(CloudStanding(Link.AWAY, heard=_NOW, waiting=3))
    assert light._seconds.isActive()
    now += 40
    light._seconds.timeout.emit()
    assert light.words == "Reconnecting… last heard 40 s ago"
    assert light.words in light.toolTip()
    assert "3 changes wait for the service" in light.toolTip()
    assert light.accessibleName() == "Cloud: reconnecting…", "no second is read out"
    stage.around.cloud.stand(CloudStanding(Link.CONNECTED))
    assert not light._seconds.isActive()


def test_where_the_token_is_refused_it_leads_to_the_settings(stage: Stage) -> None:
    stage.around.cloud.stand(CloudStanding(Link.OFF, CloudTrouble.TOKEN))
    light = _light(stage)
    light.setFocus()
    QTest.keyClick(light, Qt.Key.Key_Space)
    (dialog,) = stage.window.findChildren(SettingsDialog)
    assert dialog.pages.currentWidget() is dialog.page(SettingsPage.CLOUD)
    assert stage.around.cloud.reconnects == 0
    dialog.close()


@pytest.mark.parametrize(
    "standing",
    [
        CloudStanding(Link.AWAY, CloudTrouble.UNREACHABLE, _NOW),
        CloudStanding(Link.AWAY, CloudTrouble.NAME_NOT_FOUND, _NOW),
        CloudStanding(Link.CONNECTED, CloudTrouble.BUSY),
        CloudStanding(Link.CONNECTED),
    ],
)
def test_otherwise_it_tries_now(stage: Stage, standing: CloudStanding) -> None:
    stage.around.cloud.stand(standing)
    QTest.mouseClick(_light(stage), Qt.MouseButton.LeftButton)
    assert stage.around.cloud.reconnects == 1
    assert stage.window.findChildren(SettingsDialog) == []


@pytest.mark.parametrize(
    ("trouble", "was_heard", "needs"),
    [
        (CloudTrouble.NO_ADDRESS, False, True),
        (CloudTrouble.TOKEN, True, True),
        (CloudTrouble.NAME_NOT_FOUND, False, True),
        (CloudTrouble.NAME_NOT_FOUND, True, False),
        (CloudTrouble.BROKEN, False, False),
    ],
)
def test_an_address_at_which_it_was_heard_is_not_wrong(
    trouble: CloudTrouble, was_heard: bool, needs: bool
) -> None:
    standing = CloudStanding(Link.AWAY, trouble, _NOW if was_heard else None)
    assert cloud_text.needs_settings(standing) is needs


def test_it_is_painted_in_its_place(stage: Stage) -> None:
    light = _light(stage)
    pictures = []
    for standing in (
        CloudStanding(Link.CONNECTED),
        CloudStanding(Link.AWAY),
        CloudStanding(Link.OFF, CloudTrouble.TOKEN),
    ):
        stage.around.cloud.stand(standing)
        stage.window.grab()
        picture = light.grab().toImage()
        colours = {
            picture.pixelColor(x, y).name()
            for x in range(picture.width())
            for y in range(picture.height())
        }
        pictures.append(colours)
    shown = stage.look.colours
    for colours, expected in zip(pictures, (shown.dim, shown.paused, shown.failed), strict=True):
        assert expected in colours

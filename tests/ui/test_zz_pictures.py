import pytest
from app.core.settings import Theme
from tests.ui.conftest import *
from tests.ui.cloud_scenes import *
from tests.ui.scenes import SCENES
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("name", ["batch in both places", "batch with the cloud away"])
def test_pic(stage, theme, name):
    stage.look.choose(theme)
    stage.window.resize(1100, 1000)
    SCENES[name](stage)
    stage.view.sweeps.watch()
    from tests.ui.cut_off import settle
    settle(stage.window)
    stage.window.grab().save(f"/tmp/pic-{theme}-{name.replace(' ','-')}.png")

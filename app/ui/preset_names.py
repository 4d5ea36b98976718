"""The names of presets as they are shown."""

from app.ui.translation import QT_TRANSLATE_NOOP, translate

_OURS = frozenset(
    {
        QT_TRANSLATE_NOOP("Preset", "Best video"),
        QT_TRANSLATE_NOOP("Preset", "MP4 up to 1080p"),
        QT_TRANSLATE_NOOP("Preset", "Up to 720p"),
        QT_TRANSLATE_NOOP("Preset", "Best audio"),
        QT_TRANSLATE_NOOP("Preset", "MP3 320"),
    }
)


def preset_name(name: str) -> str:
    """Translated where Spool gave it, as it is where a person did."""
    return translate("Preset", name) if name in _OURS else name

"""Choices in words."""

from app.core.choices import AudioFormat, Choices, Container, Preset, Quality, Sponsors, Subtitles
from app.ui.preset_names import preset_name
from app.ui.translation import QT_TRANSLATE_NOOP, translate


def quality(value: Quality) -> str:
    """Such as "1080p (Full HD)"."""
    return translate("Quality", _QUALITIES[value]) if value in _QUALITIES else str(value)


def container(value: Container) -> str:
    """The kind of file a video becomes."""
    if value is Container.ANY:
        return translate("Container", "Any that fits")
    return value.upper()


def audio(value: AudioFormat) -> str:
    """The kind of file sound becomes."""
    if value is AudioFormat.BEST:
        return translate("AudioFormat", "As the site sends it")
    return "Opus" if value is AudioFormat.OPUS else value.upper()


def bitrate(value: int | None) -> str:
    """Such as "320 kbit/s"."""
    if value is None:
        return translate("Bitrate", "Best quality")
    return translate("Bitrate", "{0} kbit/s").format(value)


def subtitles(value: Subtitles) -> str:
    """Where the subtitles go."""
    return translate("Subtitles", _SUBTITLES[value])


def sponsors(value: Sponsors) -> str:
    """What becomes of advertising."""
    return translate("Sponsors", _SPONSORS[value])


def named(choices: Choices, presets: tuple[Preset, ...]) -> str:
    """The name of the preset that is the same, else the choices in words."""
    same = (preset_name(one.name) for one in presets if one.choices == choices)
    return next(same, None) or described(choices)


def described(choices: Choices) -> str:
    """What is fetched of a link: "Best video", "Up to 1080p · MP4", "Audio as MP3"."""
    return " · ".join([_first(choices), *_further(choices)])


def _first(choices: Choices) -> str:
    if choices.audio is AudioFormat.BEST:
        return translate("Choice", "Best audio")
    if choices.audio is not None:
        return translate("Choice", "Audio as {0}").format(audio(choices.audio))
    if choices.quality is Quality.BEST:
        return translate("Choice", "Best video")
    return translate("Choice", "Up to {0}").format(str(choices.quality))


def _further(choices: Choices) -> list[str]:
    parts = []
    if choices.audio is None and choices.container is not Container.ANY:
        parts.append(container(choices.container))
    if choices.audio is not None and choices.audio.has_bitrate and choices.bitrate is not None:
        parts.append(bitrate(choices.bitrate))
    left_out = choices.audio is not None and choices.subtitles is Subtitles.EMBEDDED
    if choices.subtitles is not Subtitles.NONE and not left_out:
        languages = ", ".join(choices.languages)
        words = translate("Choice", "Subtitles")
        parts.append(f"{words} ({languages})" if languages else words)
    for is_wanted, words in (
        (choices.chapters, translate("Choice", "Chapters")),
        (choices.tags, translate("Choice", "Tags")),
        (choices.cover, translate("Choice", "Cover")),
        (choices.sponsors is Sponsors.MARK, translate("Choice", "Advertising marked")),
        (choices.sponsors is Sponsors.REMOVE, translate("Choice", "Advertising cut out")),
    ):
        if is_wanted:
            parts.append(words)
    return parts


_QUALITIES: dict[Quality, str] = {
    Quality.BEST: QT_TRANSLATE_NOOP("Quality", "The best there is"),
    Quality.P2160: QT_TRANSLATE_NOOP("Quality", "Up to 2160p (4K)"),
    Quality.P1440: QT_TRANSLATE_NOOP("Quality", "Up to 1440p"),
    Quality.P1080: QT_TRANSLATE_NOOP("Quality", "Up to 1080p (Full HD)"),
    Quality.P720: QT_TRANSLATE_NOOP("Quality", "Up to 720p (HD)"),
    Quality.P480: QT_TRANSLATE_NOOP("Quality", "Up to 480p"),
    Quality.P360: QT_TRANSLATE_NOOP("Quality", "Up to 360p"),
}

_SUBTITLES: dict[Subtitles, str] = {
    Subtitles.NONE: QT_TRANSLATE_NOOP("Subtitles", "None"),
    Subtitles.EMBEDDED: QT_TRANSLATE_NOOP("Subtitles", "Inside the video"),
    Subtitles.BESIDE: QT_TRANSLATE_NOOP("Subtitles", "As files beside it"),
}

_SPONSORS: dict[Sponsors, str] = {
    Sponsors.KEEP: QT_TRANSLATE_NOOP("Sponsors", "Leave it in"),
    Sponsors.MARK: QT_TRANSLATE_NOOP("Sponsors", "Mark it as chapters"),
    Sponsors.REMOVE: QT_TRANSLATE_NOOP("Sponsors", "Cut it out"),
}

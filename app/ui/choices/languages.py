"""Languages of subtitles, by the names their speakers use."""

import re

from PySide6.QtCore import QLocale

MAX_LANGUAGES = 20

_CODE = re.compile(r"[A-Za-z]{2,8}([-_.][A-Za-z0-9*]{1,8})*")

_COMMON = {
    "ar": "العربية",
    "bn": "বাংলা",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "hu": "Magyar",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "Nederlands",
    "no": "Norsk",
    "pl": "Polski",
    "pt": "Português",
    "pt-BR": "Português (Brasil)",
    "ro": "Română",
    "ru": "Русский",
    "sk": "Slovenčina",
    "sv": "Svenska",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
}

COMMON = tuple(_COMMON)


def is_language(code: str) -> bool:
    """Whether it has the shape of a language's code."""
    return len(code) <= 40 and _CODE.fullmatch(code) is not None


def language_name(code: str) -> str:
    """The language's own name and its code, "Deutsch (de-AT)"; the code alone where unknown."""
    if code in _COMMON:
        return _COMMON[code]
    name = _COMMON.get(re.split(r"[-_.]", code)[0]) or _own_name(code)
    return f"{name} ({code})" if name else code


def _own_name(code: str) -> str:
    locale = QLocale(code.replace("-", "_"))
    unknown = (QLocale.Language.C, QLocale.Language.AnyLanguage)
    return "" if locale.language() in unknown else locale.nativeLanguageName()

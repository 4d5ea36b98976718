"""Codes as sentences: what went wrong, in plain words, and what can be done about it."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.cookies import CookieTrouble
from app.core.errors import ErrorCode
from app.core.naming import TemplateFault
from app.core.settings import SettingsProblem, SettingsTrouble
from app.core.stores import SecretProblem, StoreProblem
from app.ui.translation import QT_TRANSLATE_NOOP, translate


class Remedy(StrEnum):
    """What a person can do about a failure, with one press."""

    RETRY = "retry"
    OPEN_PAGE = "open_page"
    OPEN_FOLDER = "open_folder"
    CHOOSE_FOLDER = "choose_folder"
    BEST_QUALITY = "best_quality"
    WHOLE_VIDEO = "whole_video"
    OPEN_SETTINGS = "open_settings"
    TRY_HERE = "try_here"
    TRY_IN_CLOUD = "try_in_cloud"
    SEND_AGAIN = "send_again"
    UPDATE_ENGINE = "update_engine"
    SHOW_LOG = "show_log"

    @property
    def icon(self) -> str:
        """The name of its icon."""
        return _REMEDY_ICONS[self]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a download failed, as one sentence, and its remedy."""

    reason: str
    remedy: Remedy


def failure(code: ErrorCode | None) -> Failure:
    """The words for a code."""
    reason, remedy = _FAILURES[code or ErrorCode.INTERNAL]
    return Failure(translate("Failure", reason), remedy)


def remedy_label(remedy: Remedy) -> str:
    """What its button says."""
    return translate("Remedy", _REMEDIES[remedy])


def store_problem(problem: StoreProblem, path: str) -> str:
    """What happened to the file that keeps the list, and what that means."""
    return translate("StoreProblem", _STORE_PROBLEMS[problem]).format(path=path)


def not_added(problem: StoreProblem) -> str:
    """Why links could not be added."""
    return translate("NotAdded", _NOT_ADDED[problem])


def held(folder: str) -> str:
    """Why nothing starts in a folder."""
    return translate(
        "Held",
        "The disk is nearly full: nothing new starts in {0} until there is room again.",
    ).format(folder)


def settings_problem(problem: SettingsProblem) -> str:
    """What happened to the settings file."""
    sentence = translate("SettingsProblem", _SETTINGS_TROUBLES[problem.trouble])
    return sentence.format(detail=problem.detail)


def template_fault(fault: TemplateFault) -> str:
    """Why a template of file names is refused."""
    return translate("TemplateFault", _TEMPLATE_FAULTS[fault])


def cookie_trouble(trouble: CookieTrouble) -> str:
    """Why there are no cookies to be had."""
    return translate("CookieTrouble", _COOKIE_TROUBLES[trouble])


def secret_problem(problem: SecretProblem) -> str:
    """Why a password is not in the system's keyring."""
    return translate("SecretProblem", _SECRET_PROBLEMS[problem])


_FAILURES: dict[ErrorCode, tuple[str, Remedy]] = {
    ErrorCode.NETWORK: (
        QT_TRANSLATE_NOOP(
            "Failure", "The site could not be reached. Check the internet connection."
        ),
        Remedy.RETRY,
    ),
    ErrorCode.TIMEOUT: (
        QT_TRANSLATE_NOOP("Failure", "The site did not answer in time."),
        Remedy.RETRY,
    ),
    ErrorCode.RATE_LIMITED: (
        QT_TRANSLATE_NOOP(
            "Failure", "Too many requests: the site asks to wait before trying again."
        ),
        Remedy.RETRY,
    ),
    ErrorCode.FORBIDDEN: (
        QT_TRANSLATE_NOOP(
            "Failure", "The site refused this download. See whether it plays in the browser."
        ),
        Remedy.OPEN_PAGE,
    ),
    ErrorCode.NOT_FOUND: (
        QT_TRANSLATE_NOOP("Failure", "There is nothing at this link."),
        Remedy.OPEN_PAGE,
    ),
    ErrorCode.LOGIN_NEEDED: (
        QT_TRANSLATE_NOOP(
            "Failure", "This video needs a login. Spool can use the cookies of a browser."
        ),
        Remedy.OPEN_SETTINGS,
    ),
    ErrorCode.PRIVATE: (QT_TRANSLATE_NOOP("Failure", "This video is private."), Remedy.OPEN_PAGE),
    ErrorCode.MEMBERS_ONLY: (
        QT_TRANSLATE_NOOP("Failure", "This video is for members only."),
        Remedy.OPEN_PAGE,
    ),
    ErrorCode.GEO_BLOCKED: (
        QT_TRANSLATE_NOOP("Failure", "This video is not available in your country."),
        Remedy.OPEN_PAGE,
    ),
    ErrorCode.AGE_RESTRICTED: (
        QT_TRANSLATE_NOOP("Failure", "This video is age-restricted and needs a login."),
        Remedy.OPEN_PAGE,
    ),
    ErrorCode.NOT_STARTED: (
        QT_TRANSLATE_NOOP(
            "Failure", "This live video has not started yet. Try again once it runs."
        ),
        Remedy.RETRY,
    ),
    ErrorCode.DRM: (
        QT_TRANSLATE_NOOP(
            "Failure", "This video is copy-protected (DRM) and cannot be downloaded."
        ),
        Remedy.OPEN_PAGE,
    ),
    ErrorCode.UNSUPPORTED: (
        QT_TRANSLATE_NOOP(
            "Failure", "No video was found at this link. See whether one plays in the browser."
        ),
        Remedy.OPEN_PAGE,
    ),
    ErrorCode.PLAYLIST: (
        QT_TRANSLATE_NOOP("Failure", "This is a list inside a list that was already added."),
        Remedy.OPEN_PAGE,
    ),
    ErrorCode.NO_SUCH_FORMAT: (
        QT_TRANSLATE_NOOP("Failure", "The video does not come in the chosen quality."),
        Remedy.BEST_QUALITY,
    ),
    ErrorCode.TIME_RANGE: (
        QT_TRANSLATE_NOOP("Failure", "The time range does not lie within the video."),
        Remedy.WHOLE_VIDEO,
    ),
    ErrorCode.TOO_LARGE: (
        QT_TRANSLATE_NOOP("Failure", "This video is larger or takes longer than is allowed here."),
        Remedy.OPEN_PAGE,
    ),
    ErrorCode.DISK_FULL: (
        QT_TRANSLATE_NOOP("Failure", "The disk is full. Make room, then try again."),
        Remedy.OPEN_FOLDER,
    ),
    ErrorCode.NO_PERMISSION: (
        QT_TRANSLATE_NOOP("Failure", "The folder cannot be written to, or it is gone."),
        Remedy.CHOOSE_FOLDER,
    ),
    ErrorCode.FILE_NAME: (
        QT_TRANSLATE_NOOP("Failure", "The folder does not take a file of this name."),
        Remedy.CHOOSE_FOLDER,
    ),
    ErrorCode.FFMPEG_MISSING: (
        QT_TRANSLATE_NOOP(
            "Failure",
            "The program ffmpeg, which joins video and audio, is missing. Install it, then try "
            "again.",
        ),
        Remedy.RETRY,
    ),
    ErrorCode.COOKIES: (
        QT_TRANSLATE_NOOP("Failure", "The cookies cannot be read. Check the cookie settings."),
        Remedy.OPEN_SETTINGS,
    ),
    ErrorCode.PROXY: (
        QT_TRANSLATE_NOOP("Failure", "The proxy does not answer, or it refuses the password."),
        Remedy.OPEN_SETTINGS,
    ),
    ErrorCode.ENGINE_OUTDATED: (
        QT_TRANSLATE_NOOP(
            "Failure", "The site has changed. A newer engine may be able to deal with it."
        ),
        Remedy.UPDATE_ENGINE,
    ),
    ErrorCode.EXPIRED: (
        QT_TRANSLATE_NOOP(
            "Failure",
            "It was in the cloud for too long and is gone there. It can be downloaded again.",
        ),
        Remedy.SEND_AGAIN,
    ),
    ErrorCode.FORGOTTEN: (
        QT_TRANSLATE_NOOP(
            "Failure", "The service does not know it any more. It can be sent again."
        ),
        Remedy.SEND_AGAIN,
    ),
    ErrorCode.CANCELED: (QT_TRANSLATE_NOOP("Failure", "The download was canceled."), Remedy.RETRY),
    ErrorCode.INTERRUPTED: (
        QT_TRANSLATE_NOOP(
            "Failure", "The download was interrupted. It can go on where it stopped."
        ),
        Remedy.RETRY,
    ),
    ErrorCode.INTERNAL: (
        QT_TRANSLATE_NOOP("Failure", "Something unexpected went wrong. The log says more."),
        Remedy.SHOW_LOG,
    ),
}

_REMEDIES: dict[Remedy, str] = {
    Remedy.RETRY: QT_TRANSLATE_NOOP("Remedy", "Try again"),
    Remedy.OPEN_PAGE: QT_TRANSLATE_NOOP("Remedy", "Open the page"),
    Remedy.OPEN_FOLDER: QT_TRANSLATE_NOOP("Remedy", "Open the folder"),
    Remedy.CHOOSE_FOLDER: QT_TRANSLATE_NOOP("Remedy", "Choose a folder…"),
    Remedy.BEST_QUALITY: QT_TRANSLATE_NOOP("Remedy", "Try best quality"),
    Remedy.WHOLE_VIDEO: QT_TRANSLATE_NOOP("Remedy", "Download all of it"),
    Remedy.OPEN_SETTINGS: QT_TRANSLATE_NOOP("Remedy", "Open the settings"),
    Remedy.TRY_HERE: QT_TRANSLATE_NOOP("Remedy", "Try on this computer"),
    Remedy.TRY_IN_CLOUD: QT_TRANSLATE_NOOP("Remedy", "Try in the cloud"),
    Remedy.SEND_AGAIN: QT_TRANSLATE_NOOP("Remedy", "Send again"),
    Remedy.UPDATE_ENGINE: QT_TRANSLATE_NOOP("Remedy", "Update the engine"),
    Remedy.SHOW_LOG: QT_TRANSLATE_NOOP("Remedy", "Show the log"),
}

_REMEDY_ICONS: dict[Remedy, str] = {
    Remedy.RETRY: "rotate-ccw",
    Remedy.OPEN_PAGE: "globe",
    Remedy.OPEN_FOLDER: "folder-open",
    Remedy.CHOOSE_FOLDER: "folder-open",
    Remedy.BEST_QUALITY: "sparkles",
    Remedy.WHOLE_VIDEO: "film",
    Remedy.OPEN_SETTINGS: "settings",
    Remedy.TRY_HERE: "monitor",
    Remedy.TRY_IN_CLOUD: "cloud",
    Remedy.SEND_AGAIN: "cloud",
    Remedy.UPDATE_ENGINE: "download",
    Remedy.SHOW_LOG: "terminal",
}

_STORE_PROBLEMS: dict[StoreProblem, str] = {
    StoreProblem.DISK_FULL: QT_TRANSLATE_NOOP(
        "StoreProblem",
        "The disk is full: the list cannot be saved. Nothing is lost while Spool stays open; "
        "make room and it is saved by itself.",
    ),
    StoreProblem.NO_PERMISSION: QT_TRANSLATE_NOOP(
        "StoreProblem",
        "The list cannot be saved: Spool has no permission to write to {path}. Nothing is lost "
        "while Spool stays open.",
    ),
    StoreProblem.DAMAGED: QT_TRANSLATE_NOOP(
        "StoreProblem",
        "The saved list was damaged. It was set aside as {path}, and a new list was begun with "
        "what could be read.",
    ),
    StoreProblem.NEWER: QT_TRANSLATE_NOOP(
        "StoreProblem",
        "The saved list was written by a newer Spool. It stays untouched at {path}; this one "
        "works with a list of its own.",
    ),
    StoreProblem.UNREAD_ROWS: QT_TRANSLATE_NOOP(
        "StoreProblem",
        "Some rows of the saved list cannot be read by this Spool. They stay in {path} and are "
        "not shown; a newer Spool may know them.",
    ),
    StoreProblem.FAILED: QT_TRANSLATE_NOOP(
        "StoreProblem",
        "The list cannot be saved at {path}. Nothing is lost while Spool stays open.",
    ),
}

_NOT_ADDED: dict[StoreProblem, str] = {
    StoreProblem.DISK_FULL: QT_TRANSLATE_NOOP(
        "NotAdded", "Nothing was added: the disk is full. Make room and add the links again."
    ),
    StoreProblem.NO_PERMISSION: QT_TRANSLATE_NOOP(
        "NotAdded", "Nothing was added: the list cannot be written to the disk."
    ),
    StoreProblem.DAMAGED: QT_TRANSLATE_NOOP(
        "NotAdded", "Nothing was added: the saved list is damaged."
    ),
    StoreProblem.NEWER: QT_TRANSLATE_NOOP(
        "NotAdded", "Nothing was added: the list belongs to a newer Spool."
    ),
    StoreProblem.UNREAD_ROWS: QT_TRANSLATE_NOOP(
        "NotAdded", "Nothing was added: the saved list cannot be read."
    ),
    StoreProblem.FAILED: QT_TRANSLATE_NOOP(
        "NotAdded", "Nothing was added: the list could not be saved."
    ),
}

_SETTINGS_TROUBLES: dict[SettingsTrouble, str] = {
    SettingsTrouble.DAMAGED: QT_TRANSLATE_NOOP(
        "SettingsProblem",
        "The settings were damaged. They were set aside as {detail}; the usual ones are used.",
    ),
    SettingsTrouble.UNREADABLE: QT_TRANSLATE_NOOP(
        "SettingsProblem", "The settings at {detail} cannot be read; the usual ones are used."
    ),
    SettingsTrouble.NEWER: QT_TRANSLATE_NOOP(
        "SettingsProblem",
        "The settings were written by a newer Spool. What this one does not know is left alone.",
    ),
    SettingsTrouble.WRONG_VALUE: QT_TRANSLATE_NOOP(
        "SettingsProblem", "The setting “{detail}” has a value that cannot be; the usual is used."
    ),
    SettingsTrouble.NOT_SAVED: QT_TRANSLATE_NOOP(
        "SettingsProblem", "The settings cannot be saved at {detail}."
    ),
}

_TEMPLATE_FAULTS: dict[TemplateFault, str] = {
    TemplateFault.EMPTY: QT_TRANSLATE_NOOP("TemplateFault", "There is no name."),
    TemplateFault.TOO_LONG: QT_TRANSLATE_NOOP("TemplateFault", "This is too long for a name."),
    TemplateFault.UNKNOWN_FIELD: QT_TRANSLATE_NOOP(
        "TemplateFault", "There is no such field between { and }. “Insert” lists those there are."
    ),
    TemplateFault.BRACES: QT_TRANSLATE_NOOP(
        "TemplateFault", "A { or } is missing. One that belongs to the name is written twice."
    ),
    TemplateFault.ESCAPES: QT_TRANSLATE_NOOP(
        "TemplateFault", "Files would not be in the chosen folder. The name before stays in use."
    ),
    TemplateFault.TOO_DEEP: QT_TRANSLATE_NOOP(
        "TemplateFault", "These are too many folders, one in the other."
    ),
}

_COOKIE_TROUBLES: dict[CookieTrouble, str] = {
    CookieTrouble.MISSING: QT_TRANSLATE_NOOP("CookieTrouble", "There is no such file."),
    CookieTrouble.UNREADABLE: QT_TRANSLATE_NOOP("CookieTrouble", "The file cannot be read."),
    CookieTrouble.TOO_LARGE: QT_TRANSLATE_NOOP(
        "CookieTrouble", "The file is far too large for one with cookies."
    ),
    CookieTrouble.JSON: QT_TRANSLATE_NOOP(
        "CookieTrouble",
        "The file has cookies in another form (JSON). Export them as “cookies.txt”, which is "
        "also called Netscape format.",
    ),
    CookieTrouble.NO_COOKIES: QT_TRANSLATE_NOOP(
        "CookieTrouble",
        "There are no cookies in this file. It has to be a “cookies.txt”, which is also called "
        "Netscape format.",
    ),
    CookieTrouble.NOT_INSTALLED: QT_TRANSLATE_NOOP(
        "CookieTrouble", "This browser was never used in this account."
    ),
    CookieTrouble.ENCRYPTED: QT_TRANSLATE_NOOP(
        "CookieTrouble",
        "On this system this browser lets no other program read its cookies. A file with "
        "cookies works.",
    ),
    CookieTrouble.OTHER_SYSTEM: QT_TRANSLATE_NOOP(
        "CookieTrouble", "There is no such browser on this system."
    ),
}

_SECRET_PROBLEMS: dict[SecretProblem, str] = {
    SecretProblem.NO_KEYRING: QT_TRANSLATE_NOOP(
        "SecretProblem", "This system has no keyring for passwords."
    ),
    SecretProblem.NO_ANSWER: QT_TRANSLATE_NOOP(
        "SecretProblem", "The system's keyring does not answer. It may wait to be unlocked."
    ),
    SecretProblem.REFUSED: QT_TRANSLATE_NOOP(
        "SecretProblem", "The system's keyring has refused the password."
    ),
}

"""The engine's updates as sentences."""

from app.core.engine_updates import EngineStanding, UpdateEnd, UpdateStep
from app.ui.translation import QT_TRANSLATE_NOOP, translate


def outcome(standing: EngineStanding) -> str:
    """What is being done, or how the last look ended; empty where there was none."""
    if standing.step is not None:
        return translate("EngineStep", _STEPS[standing.step]).format(standing.found)
    if standing.end is not None:
        words = translate("EngineEnd", _ENDS[standing.end])
        return words.format(found=standing.found, used=standing.used)
    return failed(standing) if standing.failed else ""


def failed(standing: EngineStanding) -> str:
    """That an engine was given up, and which is used now."""
    return translate(
        "Engine", "The engine {failed} does not work on this computer. Spool went back to {used}."
    ).format(failed=standing.failed, used=standing.used)


_STEPS = {
    UpdateStep.LOOKING: QT_TRANSLATE_NOOP("EngineStep", "Looking for a newer engine…"),
    UpdateStep.FETCHING: QT_TRANSLATE_NOOP("EngineStep", "Fetching the engine {0}…"),
    UpdateStep.UNPACKING: QT_TRANSLATE_NOOP("EngineStep", "Unpacking the engine {0}…"),
    UpdateStep.TRYING: QT_TRANSLATE_NOOP("EngineStep", "Trying the engine {0}…"),
}

_ENDS = {
    UpdateEnd.UPDATED: QT_TRANSLATE_NOOP(
        "EngineEnd", "The engine is now {used}. Downloads that start from now on use it."
    ),
    UpdateEnd.NEWEST: QT_TRANSLATE_NOOP("EngineEnd", "The engine {used} is the newest there is."),
    UpdateEnd.UNREACHABLE: QT_TRANSLATE_NOOP(
        "EngineEnd",
        "Newer engines cannot be looked for: nobody answers. Is this computer online? "
        "The engine stays {used}.",
    ),
    UpdateEnd.REFUSED: QT_TRANSLATE_NOOP(
        "EngineEnd",
        "The address for newer engines refuses to answer now. The engine stays {used}.",
    ),
    UpdateEnd.NO_FEED: QT_TRANSLATE_NOOP(
        "EngineEnd",
        "There are no engines at the address for newer engines. The engine stays {used}.",
    ),
    UpdateEnd.UNSIGNED: QT_TRANSLATE_NOOP(
        "EngineEnd",
        "The engine {found} is not signed by the makers of yt-dlp, and was not taken.",
    ),
    UpdateEnd.DAMAGED: QT_TRANSLATE_NOOP(
        "EngineEnd", "The engine {found} arrived damaged, and was not taken."
    ),
    UpdateEnd.OLDER: QT_TRANSLATE_NOOP(
        "EngineEnd", "What is offered as the engine {found} is an older one. It was not taken."
    ),
    UpdateEnd.BROKEN: QT_TRANSLATE_NOOP(
        "EngineEnd", "The engine {found} does not work on this computer. It stays {used}."
    ),
    UpdateEnd.NO_ROOM: QT_TRANSLATE_NOOP(
        "EngineEnd", "There is no room on the disk for the engine {found}."
    ),
    UpdateEnd.NOT_SAVED: QT_TRANSLATE_NOOP(
        "EngineEnd", "The engine {found} cannot be saved. It stays {used}."
    ),
    UpdateEnd.BUSY: QT_TRANSLATE_NOOP(
        "EngineEnd", "Another Spool is updating the engine just now."
    ),
    UpdateEnd.FAILED: QT_TRANSLATE_NOOP(
        "EngineEnd", "The engine could not be updated. The log says more."
    ),
}

"""What has gone wrong outside the downloads, as notices."""

from app.core.engine_updates import EngineStanding
from app.core.settings import SettingsProblem, SettingsTrouble
from app.core.stores import SecretProblem, StoreProblem
from app.ui import engine_text, text
from app.ui.notices import Notices

_STORE_KEY = "store"
_ENGINE_KEY = "engine"
_LASTING = frozenset({StoreProblem.DAMAGED, StoreProblem.NEWER, StoreProblem.UNREAD_ROWS})


class ProblemNotices(Notices):
    """Notices that know the problems of the saved list, the settings, the engine and the disks."""

    def __init__(self) -> None:
        super().__init__()
        self._failed_engine = ""

    def show_store_problem(self, problem: StoreProblem | None, path: str) -> None:
        """Say what happened to the saved list; None once saving works again."""
        if problem is None:
            self.dismiss(_STORE_KEY)
        else:
            key = "" if problem in _LASTING else _STORE_KEY
            self.show_notice(text.store_problem(problem, path), key)

    def show_settings_problem(self, problem: SettingsProblem | None) -> None:
        """Say what happened to the settings file; None once they are saved."""
        if problem is None:
            self.dismiss(SettingsTrouble.NOT_SAVED)
        else:
            is_lasting = problem.trouble is not SettingsTrouble.NOT_SAVED
            key = "" if is_lasting else SettingsTrouble.NOT_SAVED
            self.show_notice(text.settings_problem(problem), key)

    def show_held(self, folder: str, *, held: bool) -> None:
        """Say that nothing starts in a folder for want of room, and when that is over."""
        key = f"held {folder}"
        if held:
            self.show_notice(text.held(folder), key)
        else:
            self.dismiss(key)

    def show_secret_problem(self, problem: SecretProblem) -> None:
        """Say that a password cannot be had, so that what needs it goes without."""
        self.show_notice(text.secret_problem(problem), "secret")

    def show_engine(self, standing: EngineStanding) -> None:
        """Say, once for each, that an engine was given up; no more once there is another look."""
        if not standing.failed:
            self.dismiss(_ENGINE_KEY)
        elif standing.failed != self._failed_engine:
            self.show_notice(engine_text.failed(standing), _ENGINE_KEY)
        self._failed_engine = standing.failed

    def show_crashed(self) -> None:
        """Say that the last run came to a bad end."""
        sentence = self.tr(
            "Spool ended unexpectedly last time. What was under way goes on where it stopped; "
            "the log folder holds a report."
        )
        self.show_notice(sentence, "crashed")

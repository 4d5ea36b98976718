"""A run as a list of steps, which a dry run prints and a real one takes."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cloud.infra.refusals import Failed, Missing

_WIDTH = 100

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done, in a sentence, with all that it may call."""

    sentence: str
    action: Callable[[], str]  # does it; what became of it, if there is something to say
    calls: tuple[str, ...] = ()  # service:Action, or a command line
    changes: bool = True


def take(steps: Sequence[Step], say: Say) -> None:
    """Do all of them in their order; the first that fails ends it."""
    for number, step in enumerate(steps, 1):
        say(f"[{number}/{len(steps)}] {step.sentence}")
        if remark := step.action():
            say(f"      {remark}")


def show(steps: Sequence[Step], say: Say) -> None:
    """Print all of them with what they would call, and do those that only look."""
    for number, step in enumerate(steps, 1):
        say(f"[{number}/{len(steps)}] {step.sentence}")
        if step.calls:
            say(_calls(step))
        if not step.changes:
            say(f"      {_look(step)}")
    say("Nothing was changed: this was a dry run.")


def _calls(step: Step) -> str:
    verb = "would call, as needed" if step.changes else "calls"
    return textwrap.fill(
        f"{verb}: {', '.join(step.calls)}",
        width=_WIDTH,
        initial_indent=" " * 6,
        subsequent_indent=" " * 10,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _look(step: Step) -> str:
    try:
        return step.action() or "done"
    except (Failed, Missing) as error:
        return f"not looked up: {error}".replace("\n", "\n      ")

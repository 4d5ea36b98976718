"""Children that are forked from one that is ready, in milliseconds instead of a processor's second.

It is for children of which each does one job for strangers. Where no template can be had, or it
ends, children start by themselves until there is another.
"""

import logging
import os
import sys
import threading
from collections.abc import Callable, Sequence
from time import monotonic

from app.engine.forked_group import ForkedGroup
from app.engine.options import EngineOptions, backoff
from app.engine.template_process import Lost, TemplateProcess

log = logging.getLogger(__name__)

_PATIENCE = 10.0  # seconds that are waited for the first template before children do without
_SOUND = 60.0  # seconds after which the end of one is no sign that the next will fail


class ChildTemplate:
    """Keeps a template and has it fork. It is for one thread, but for `distrust` and `close`."""

    def __init__(self, python: Sequence[str]) -> None:
        self._python = tuple(python)
        self._template: TemplateProcess | None = None
        self._options: EngineOptions | None = None
        self._failures = 0
        self._next_start = 0.0
        self._lock = threading.Lock()
        self._closed = not _can_fork()

    def fork(
        self, options: EngineOptions, given_up: Callable[[], bool] = lambda: False
    ) -> ForkedGroup | None:
        """A new child; None where it has to start by itself, or once `given_up`."""
        if not options.untrusted:
            return None
        template = self._template_for(options)
        if template is None:
            return None
        patience = 0.0 if self._failures else _PATIENCE
        try:
            return template.fork() if template.is_warm(patience, given_up) else None
        except (Lost, RuntimeError) as reason:  # RuntimeError: no more threads
            self._lose(template, str(reason))
            return None

    def distrust(self) -> None:
        """What was forked is of no use: do without for a while."""
        if (template := self._template) is not None:
            self._lose(template, "its children do not start")

    def close(self) -> None:
        """End it; children that it has forked go on."""
        with self._lock:
            self._closed = True
            template, self._template = self._template, None
        if template is not None:
            template.end()

    def _template_for(self, options: EngineOptions) -> TemplateProcess | None:
        with self._lock:
            old = self._template
            if old is not None and options == self._options:
                return old
            if old is not None:
                old.end()
                self._template = None
            if self._closed or monotonic() < self._next_start:
                return None
            self._options = options
            try:
                self._template = TemplateProcess(self._python, options)
            except (OSError, RuntimeError) as error:  # RuntimeError: no more threads
                self._failed(str(error), 0.0)
            return self._template

    def _lose(self, template: TemplateProcess, reason: str) -> None:
        with self._lock:
            if self._template is template:
                self._template = None
                self._failed(reason, monotonic() - template.born)
        template.end()

    def _failed(self, reason: str, lived: float) -> None:
        self._failures = 1 if lived > _SOUND else self._failures + 1
        self._next_start = monotonic() + backoff(self._failures - 1)
        log.warning("there is no template for a while, children start by themselves: %s", reason)


def _can_fork() -> bool:
    """macOS can also fork, but not soundly once its frameworks are loaded."""
    if sys.platform != "linux":
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:
        return False
    return True

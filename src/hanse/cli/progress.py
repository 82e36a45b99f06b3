"""A progress bar on stderr for steps that take more than a second."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["progress_bar"]

AFTER = 1.0


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function to tell the step, how far it is, and of how much.

    The bar comes when a second has passed and goes when the block ends. Nothing is shown where
    stderr is no terminal, so that logs and pipes stay clean.
    """
    if not sys.stderr.isatty():
        yield lambda step, done, of: None
        return
    bar = _Bar()
    timer = Timer(AFTER, bar.show)
    timer.daemon = True
    timer.start()
    try:
        yield bar.tell
    finally:
        timer.cancel()
        bar.close()


class _Bar:
    """The step that runs, shown from the moment when `show` is called."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._told = ("reading", 0, 1)
        self._shown: Progress | None = None
        self._is_closed = False

    def tell(self, step: str, done: int, of: int) -> None:
        """Take note of the step, and show it if the bar is there."""
        with self._lock:
            self._told = (step, done, of)
            self._update()

    def show(self) -> None:
        """Bring up the bar."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._is_closed:
                return
            columns = (TextColumn("{task.description}", markup=False), BarColumn())
            console = Console(stderr=True)
            self._shown = Progress(*columns, TimeElapsedColumn(), console=console, transient=True)
            self._shown.add_task("")
            self._update()
            self._shown.start()

    def close(self) -> None:
        """Take the bar away."""
        with self._lock:
            self._is_closed = True
            if self._shown is not None:
                self._shown.stop()

    def _update(self) -> None:
        """Show what was told last; a step of one piece has no length to show."""
        if self._shown is not None:
            step, done, of = self._told
            task = self._shown.task_ids[0]
            self._shown.update(task, description=step, completed=done, total=of if of > 1 else None)

"""The clock: the one place of the library that asks what time it is."""

from __future__ import annotations

from datetime import datetime

__all__ = ["now", "today"]


def now() -> str:
    """Return the local time to the second as ISO writes it, such as ``2026-03-01T10:15:00``."""
    return datetime.now().isoformat(timespec="seconds")


def today() -> str:
    """Return the local day as ISO writes it."""
    return now()[:10]

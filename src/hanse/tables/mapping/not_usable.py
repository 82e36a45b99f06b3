"""What a cell that cannot be a label raises until it is told with its rows."""

from __future__ import annotations

__all__ = ["FIRST_YEAR", "LAST_YEAR", "NotUsable"]

FIRST_YEAR, LAST_YEAR = 1800, 2100


class NotUsable(Exception):  # noqa: N818  # told as an InputError with its rows
    """A text that cannot be used; the two arguments say why and how to mend it."""

    @property
    def said(self) -> tuple[str, str]:
        """What is wrong, and how to mend it."""
        what, mend = self.args
        return what, mend

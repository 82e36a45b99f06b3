"""Errors that say what is wrong, where it stands, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["HanseError", "InputError", "LimitReached", "unknown_name"]


class HanseError(Exception):
    """Base of every error that hanse raises on purpose."""


class InputError(HanseError, ValueError):
    """Something the user gave cannot be used, and the user can mend it.

    Parameters
    ----------
    what : str
        What is wrong, with the name and the value that was found.
    where : str, optional
        The place: file, row, column, case, set or section.
    mend : str, optional
        What to do about it.

    Examples
    --------
    >>> print(InputError("frequency is 0", where="[qca]", mend="Give a whole number from 1."))
    [qca]: frequency is 0. Give a whole number from 1.
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what, self.where, self.mend = what, where, mend
        super().__init__(_sentence(what, where, mend))


class LimitReached(HanseError):  # noqa: N818  # the promised name
    """The problem is too large for an exact answer.

    Parameters
    ----------
    what : str
        What could not be done exactly.
    size : str
        How large the problem is, against the bound.
    knob : str
        What the user can turn to get an answer.
    """

    def __init__(self, what: str, *, size: str, knob: str) -> None:
        self.what, self.size, self.knob = what, size, knob
        super().__init__(_sentence(f"{what} ({size})", "", knob))


def _sentence(what: str, where: str, mend: str) -> str:
    """Return 'where: what. mend' with one full stop between the parts."""
    head = f"{where}: {what}" if where else what
    return f"{head.rstrip('.')}. {mend}" if mend else head


def unknown_name(kind: str, name: str, choices: Iterable[str], *, where: str = "") -> InputError:
    """Return the error for a name that does not exist, with the nearest right one.

    Examples
    --------
    >>> print(unknown_name("column", "Paat", ["Pat", "AK"], where="[qca] conditions"))
    [qca] conditions: there is no column 'Paat'. Did you mean 'Pat'? There are: Pat, AK.
    """
    listed = [str(choice) for choice in choices]
    folded = {choice.casefold(): choice for choice in listed}
    near = get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.5)
    hint = f"Did you mean '{folded[near[0]]}'? " if near else ""
    shown = ", ".join(listed[:30]) + (f" and {len(listed) - 30} more" if len(listed) > 30 else "")
    return InputError(
        f"there is no {kind} '{name}'", where=where, mend=f"{hint}There are: {shown or 'none'}."
    )

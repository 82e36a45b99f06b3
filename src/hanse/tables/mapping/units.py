"""What stands behind a unit: a number word, a currency, per cent."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from hanse.errors import InputError, unknown_name

__all__ = ["NO_UNIT", "Unit", "parse_unit"]

_WORDS = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_SHORT = {"k": 1e3, "tkr": 1e3, "tsd": 1e3, "tys": 1e3, "mln": 1e6, "mio": 1e6}
_SIGNS = {"zł": "PLN", "zl": "PLN", "€": "EUR", "£": "GBP"}
_AMBIGUOUS = {"kr": ("SEK", "NOK", "DKK"), "$": ("USD", "CAD", "AUD")}
_CURRENCY = re.compile(r"[A-Z]{3}")
_PLAIN = re.compile(r"[1-9][0-9]*")
_PERCENT = ("%", "percent", "per cent")


class Unit(NamedTuple):
    """A unit as it was stated and what it means.

    Attributes
    ----------
    text : str
        As stated.
    factor : float
        What numbers are multiplied by.
    currency : str
        ISO 4217 code; empty if none is stated.
    """

    text: str = ""
    factor: float = 1.0
    currency: str = ""


NO_UNIT = Unit()


def parse_unit(text: str, kind: str, *, where: str = "") -> Unit:
    """Return what a unit means for a field of a kind.

    Parameters
    ----------
    text : str
        Money: a number word (thousand, million, billion, a whole number, or short k, tkr, tys.,
        Tsd., M, mln, Mio.), a currency of three capital letters or zł, €, £, or both. Share: ``%``
        or ``share``. Number and count: any unit, with or without a number word before it.
    kind : str
        Kind of the field.

    Raises
    ------
    InputError
        If the unit says nothing that the kind can have.

    Examples
    --------
    >>> parse_unit("thousand PLN", "money")
    Unit(text='thousand PLN', factor=1000.0, currency='PLN')
    >>> parse_unit("%", "share").factor
    0.01
    """
    shown = " ".join(text.split())
    if kind == "share":
        return _share(shown, where)
    words = shown.split()
    if kind == "money":
        return _money(shown, words, where)
    if kind in ("number", "count"):
        return Unit(shown, _factor(words[0]) or 1.0) if words else NO_UNIT
    raise InputError(f"a field of kind {kind} has no unit", where=where, mend="Take it out.")


def _share(text: str, where: str) -> Unit:
    """Return the unit of a share."""
    if text.casefold() in _PERCENT:
        return Unit("%", 0.01)
    if text.casefold() in ("share", ""):
        return Unit("share" if text else "")
    raise unknown_name("unit of a share", text, ("%", "share"), where=where)


def _money(text: str, words: list[str], where: str) -> Unit:
    """Return the unit of money: at most one number word and one currency, in any order."""
    factors = [factor for word in words if (factor := _factor(word))]
    for word in words:
        codes = _AMBIGUOUS.get(word.casefold().rstrip("."))
        if codes:
            raise InputError(
                f"'{word}' may be {', '.join(codes[:-1])} or {codes[-1]}",
                where=where,
                mend=f'Write the three letters of the currency: unit = "thousand {codes[0]}".',
            )
    words = [_SIGNS.get(word.casefold(), word) for word in words]
    currencies = [word for word in words if _CURRENCY.fullmatch(word)]
    strange = [word for word in words if not (_factor(word) or word in currencies)]
    if strange:
        choices = ("thousand", "million", "billion", "EUR")
        raise InputError(
            unknown_name("unit of money", strange[0], choices).what,
            where=where,
            mend=f"{_nearest(strange[0])}Write a number word (thousand, million, billion) and the "
            'three letters of the currency: unit = "thousand PLN".',
        )
    if len(factors) > 1 or len(currencies) > 1:
        raise InputError(
            f"unit '{text}' states two {'numbers' if len(factors) > 1 else 'currencies'}",
            where=where,
            mend='Write one of each: unit = "thousand PLN".',
        )
    return Unit(text, math.prod(factors), currencies[0] if currencies else "")


def _nearest(word: str) -> str:
    """Return the question whether a number word or a currency was meant, if one is near."""
    asked = word.upper() if _CURRENCY.fullmatch(word.upper()) else ""
    mend = unknown_name("unit", word, _WORDS).mend
    near = mend.split("There are")[0]
    return near or (f"Did you mean '{asked}'? " if asked else "")


def _factor(word: str) -> float:
    """Return the factor of a number word, 0 if it is none."""
    if _PLAIN.fullmatch(word):
        return float(word)
    if word == "M":
        return 1e6
    plain = word.casefold()
    return _SHORT.get(plain.removesuffix("."), _WORDS.get(plain.removesuffix("s"), 0.0))

"""How numbers are written in tables: signs, decimal signs, thousands, per cent.

One grammar for each decimal sign. A cell that only one of the two can read is evidence for that
sign; a cell that both read differently, such as ``1,234``, is evidence for neither.
"""

from __future__ import annotations

import math
import re
from typing import Literal, NamedTuple

__all__ = ["Written", "evidence", "read_number", "why_no_number"]

_SPACES = " \u00a0\u2007\u2009\u202f"
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_CURRENCY = re.compile(
    r"(?:[$€£¥₹₽₩₺]|(?:USD|EUR|GBP|JPY|CNY|CHF|SEK|NOK|DKK|PLN|CZK|HUF|INR|kr)(?![A-Za-z]))",
    re.ASCII,
)
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}", re.DOTALL)
_INFINITE = re.compile(r"[+\-\u2212]?(?:inf|infinity|∞)", re.IGNORECASE)


class Written(NamedTuple):
    """A number with the way it was written.

    Attributes
    ----------
    value : float
        The number; before the sign where it is a percentage.
    is_percent : bool
        Whether a per cent sign stood behind it.
    separator : str
        What separated the thousands; empty if nothing did.
    """

    value: float
    is_percent: bool = False
    separator: str = ""


def _grammar(decimal: str, grouping: str) -> re.Pattern[str]:
    """Return the pattern of numbers with this decimal sign and this sign between thousands."""
    apart = f"[{_SPACES}'’{re.escape(grouping)}]"
    return re.compile(
        rf"(?P<sign>[+\-\u2212\u2013]?)"
        rf"(?P<whole>[1-9][0-9]{{0,2}}(?P<apart>{apart})[0-9]{{3}}(?:(?P=apart)[0-9]{{3}})*|[0-9]*)"
        rf"(?:{re.escape(decimal)}(?P<part>[0-9]*))?"
        rf"(?:[eE](?P<power>[+\-\u2212]?[0-9]+))?"
        rf"(?:[{_SPACES}]?(?P<percent>%))?"
    )


_GRAMMARS = {".": _grammar(".", ","), ",": _grammar(",", ".")}


def read_number(text: str, *, decimal: str = ".") -> Written | None:
    """Return the number that a text writes, None if it writes none.

    Parameters
    ----------
    text : str
        The cell without space around it.
    decimal : {".", ","}
        The decimal sign; the other one may separate thousands, as may spaces and apostrophes.

    Returns
    -------
    Written or None
        Infinite where the number is too large for a float.

    Examples
    --------
    >>> read_number("1,234.5").value, read_number("1.234,5", decimal=",").value
    (1234.5, 1234.5)
    >>> read_number("12.5 %")
    Written(value=12.5, is_percent=True, separator='')
    >>> read_number("0,5") is None
    True
    """
    found = _GRAMMARS[decimal].fullmatch(text)
    if found is None:
        return None
    whole, part, power = found["whole"], found["part"] or "", found["power"]
    apart = found["apart"] or ""
    if not (whole or part) or (apart and power):
        return None
    digits = whole.replace(apart, "") if apart else whole
    plain = f"{found['sign']}{digits or '0'}.{part or '0'}e{power or '0'}"
    return Written(float(plain.translate(_MINUS)), found["percent"] is not None, apart)


def evidence(text: str) -> Literal[".", ",", "either", ""]:
    """Return which decimal sign the cell speaks for.

    Returns
    -------
    str
        The sign that alone lets the cell be a number; ``"either"`` where both do with different
        values; empty where the cell says nothing (``12``, ``abc``).

    Examples
    --------
    >>> [evidence(text) for text in ("1,5", "1.5", "1,234,567", "1,234", "12")]
    [',', '.', '.', 'either', '']
    """
    point, comma = read_number(text, decimal="."), read_number(text, decimal=",")
    if point is None and comma is None:
        return ""
    if comma is None:
        return "."
    if point is None:
        return ","
    return "" if point.value == comma.value else "either"


def why_no_number(text: str) -> tuple[str, str]:
    """Return why a text is no number, and what to do about it.

    Returns
    -------
    tuple of str
        The kind (``"currency"``, ``"infinite"``, ``"date"``, ``"number"`` or ``"text"``) and the
        advice. ``"number"`` is a number that does not go with the rest of its column.

    Examples
    --------
    >>> why_no_number("€ 5")
    ('currency', 'Take the currency sign out of the cells and into the name of the column.')
    """
    if _CURRENCY.search(text) and re.search(r"[0-9]", text) and _is_amount(text):
        return (
            "currency",
            "Take the currency sign out of the cells and into the name of the column.",
        )
    if _INFINITE.fullmatch(text):
        return "infinite", "Write a finite number, or leave the cell empty if it is not known."
    if _DATE.fullmatch(text):
        return "date", "A date is no number: format the cells as numbers and type them again."
    for decimal in (".", ","):
        read = read_number(text, decimal=decimal)
        if read is not None:
            if math.isinf(read.value):
                return "infinite", "The number is too large; use another unit."
            return (
                "number",
                f"If the decimal sign of the file is '{decimal}', say so: "
                f'decimal = "{decimal}" (hanse.toml, Python), --decimal (hanse new).',
            )
    return "text", "Correct the cell, or leave it empty if the value is not known."


def _is_amount(text: str) -> bool:
    """Return whether a number is left once the currency signs are gone."""
    left = _CURRENCY.sub("", text, count=1).strip()
    left = re.sub(r"^([+\-\u2212]?)\s+", r"\1", left)
    return any(read_number(left, decimal=sign) is not None for sign in (".", ","))

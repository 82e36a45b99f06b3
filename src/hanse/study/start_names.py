"""What the name of a column suggests, and the name of the set that is made of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from hanse.qca.expression import valid_name

__all__ = ["SURE", "is_code_name", "is_export_name", "is_share_name", "outcome_score", "set_names"]

SURE = 4
"""The score of a name that says that the column is the outcome."""

_CODE = re.compile(
    "ids?|codes?|naics|nace|isic|sic|nuts|cbsa|fips|iso|zip|postal|postcode|lat|latitude|lon|lng|"
    "longitude"
)
_SHARE = re.compile(
    "shares?|ratio|rates?|percent|percentage|pct|intensity|proportion|quota|index|per"
)
_OUTCOMES = ("outcome", "outcomes", "out", "y")
_LONGEST = 40


def set_names(columns: Iterable[str]) -> dict[str, str]:
    """Return for each column a name that can stand in an expression, no two alike.

    Names that differ only in upper and lower case count as alike, since figures are files.

    Examples
    --------
    >>> set_names(["Pat", "A*B", "A B", "2nd share (%)", "%", "Größe"])
    {'Pat': 'Pat', 'A*B': 'A_B', 'A B': 'A_B_2', '2nd share (%)': '_2nd_share', '%': 'column_5',
    'Größe': 'Größe'}
    """
    listed = list(columns)
    taken = {name.casefold() for name in listed if valid_name(name)}
    made: dict[str, str] = {}
    used: set[str] = set()
    for position, column in enumerate(listed, start=1):
        is_free = valid_name(column) and column.casefold() not in used
        name = column if is_free else _free(_cleaned(column, position), taken | used)
        made[column] = name
        used.add(name.casefold())
    return made


def _cleaned(column: str, position: int) -> str:
    """Return the column's name with letters, digits and _ only, and no digit at the start."""
    text = re.sub(r"\W+", "_", unicodedata.normalize("NFC", column)).strip("_")
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit("_", 1)[0] or text[:_LONGEST]
    if not text:
        return f"column_{position}"
    return text if valid_name(text) else f"_{text}"


def _free(wanted: str, taken: set[str]) -> str:
    """Return the wanted name, numbered where it is taken."""
    name, number = wanted, 2
    while name.casefold() in taken:
        name, number = f"{wanted}_{number}", number + 1
    return name


def _words(column: str) -> list[str]:
    """Return the words of a name without digits, in lower case."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    return re.findall(r"[^\W\d_]+", apart.casefold())


def is_code_name(column: str) -> bool:
    """Return whether the name is one of an identifier, a classification or a position.

    Examples
    --------
    >>> is_code_name("lead_naics3"), is_code_name("firms")
    (True, False)
    """
    words = _words(column)
    return words == ["year"] or any(_CODE.fullmatch(word) for word in words)


def is_share_name(column: str) -> bool:
    """Return whether the name is one of a share, a rate or an index."""
    return "%" in column or any(_SHARE.fullmatch(word) for word in _words(column))


def is_export_name(column: str) -> bool:
    """Return whether the name speaks of exports or of going abroad.

    Examples
    --------
    >>> is_export_name("exports_musd"), is_export_name("Internationalisation"), is_export_name("HC")
    (True, True, False)
    """
    starts = ("export", "internationali", "abroad")
    return any(word.startswith(starts) for word in _words(column))


def outcome_score(column: str) -> int:
    """Return how much the name suggests an outcome, 0 for not at all.

    Examples
    --------
    >>> [outcome_score(name) for name in ("Y", "export share", "foreign sales", "exports", "HC")]
    [4, 3, 2, 1, 0]
    """
    words = _words(column)
    if words and (words[0] in _OUTCOMES or words[-1] in _OUTCOMES):
        return SURE
    if is_export_name(column):
        return 3 if is_share_name(column) or not any(w.startswith("export") for w in words) else 1
    is_foreign = "foreign" in words and (is_share_name(column) or "sales" in words)
    return 2 if is_foreign or words == ["ci"] else 0  # CI: cluster internationalisation

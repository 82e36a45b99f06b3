"""A mapping file to start from."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from hanse.tables.mapping.schema import Field, Schema
from hanse.tables.mapping.usual_names import has_percent, nearness

__all__ = ["mapping_text"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_OPEN = "?"
_HINTS = {
    "key": (),
    "country": (),
    "year": ('# value = "2024"  # instead of column, for a file of one year',),
    "date": ('# format = "day first"  # or "month first", if 1/3/2024 leaves it open',),
    "text": ('# codes = { "their text" = "our text" }',),
    "number": (),
    "count": (),
    "share": ('# unit = "%"  # if the column holds percentages',),
    "money": ('# unit = "thousand EUR"  # thousand, million or billion, and the currency',),
    "flag": ('# yes = ["x"]', '# no = [""]'),
}


def mapping_text(schema: Schema, header: Sequence[str]) -> str:
    """Return a mapping file to start from, with the columns guessed by their names.

    Parameters
    ----------
    schema : Schema
        The fields that the table may have.
    header : sequence of str
        The columns of the file, as `header_of` returns them.

    Returns
    -------
    str
        TOML with a section for each field. Those of needed fields without a column that is near
        name the column ``"?"``, which is to be filled in; those of optional fields are comments.

    Examples
    --------
    >>> schema = Schema("firms", (Field("firm", "key", needed=True), Field("sales", "money")))
    >>> print(mapping_text(schema, ["Firm", "Town"]))
    # How the columns of a file become the table 'firms'.
    # What stands behind # is not read. Correct the names, take out what is not needed.
    <BLANKLINE>
    [file]
    # decimal = ","        # recognised if it is not given; also delimiter, encoding, sheet
    # missing = ["n.k."]   # texts that mean: not known
    <BLANKLINE>
    # firm: key, needed
    [columns.firm]
    column = "Firm"
    <BLANKLINE>
    # sales: money, optional
    # [columns.sales]
    # column = "?"
    # unit = "thousand EUR"  # thousand, million or billion, and the currency
    <BLANKLINE>
    # [currency]
    # to = "EUR"
    # source = "where the rates come from"
    # rates.PLN = { 2019 = 0.25, 2020 = 0.25 }  # one PLN in EUR, by year
    # file = "rates.csv"                        # or a file: currency, year, rate
    <BLANKLINE>
    # [deflator]
    # base = 2020
    # source = "where the index comes from"
    # index = { 2019 = 99.0, 2020 = 100.0 }
    # file = "prices.csv"                       # or a file: year, index
    <BLANKLINE>
    # Columns of the file that no field takes:
    # - Town
    """
    guessed = _guessed(schema, header)
    parts = [
        f"# How the columns of a file become the table '{schema.name}'.\n"
        "# What stands behind # is not read. Correct the names, take out what is not needed.",
        "[file]\n"
        '# decimal = ","        # recognised if it is not given; also delimiter, encoding, sheet\n'
        '# missing = ["n.k."]   # texts that mean: not known',
        *(_section(field, guessed.get(field.name, "")) for field in schema.fields),
    ]
    if any(field.kind == "money" for field in schema.fields):
        parts += [_CURRENCY, _DEFLATOR]
    left = [name for name in header if name not in guessed.values()]
    if left:
        listed = "\n".join(f"# - {' '.join(name.split())}" for name in left)
        parts.append(f"# Columns of the file that no field takes:\n{listed}")
    return "\n\n".join(parts) + "\n"


_CURRENCY = """\
# [currency]
# to = "EUR"
# source = "where the rates come from"
# rates.PLN = { 2019 = 0.25, 2020 = 0.25 }  # one PLN in EUR, by year
# file = "rates.csv"                        # or a file: currency, year, rate"""
_DEFLATOR = """\
# [deflator]
# base = 2020
# source = "where the index comes from"
# index = { 2019 = 99.0, 2020 = 100.0 }
# file = "prices.csv"                       # or a file: year, index"""


def _section(field: Field, column: str) -> str:
    """Return the section of a field."""
    name = field.name if _BARE.fullmatch(field.name) else _quoted(field.name)
    said = f"{field.label} ({field.kind}" if field.label else field.kind
    close = ")" if field.label else ""
    head = f"# {field.name}: {said}, {'needed' if field.needed else 'optional'}{close}"
    lines = [f"[columns.{name}]", f"column = {_quoted(column or _OPEN)}"]
    if field.needed and not column:
        lines[1] += "  # not guessed: name the column"
    if not field.needed and not column:
        lines = [f"# {line}" for line in lines]
    hints = _HINTS[field.kind]
    if field.kind in ("share", "number") and has_percent(column):
        hints = ('unit = "%"',)
    return "\n".join([head, *lines, *hints])


def _quoted(text: str) -> str:
    """Return a text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _guessed(schema: Schema, header: Sequence[str]) -> dict[str, str]:
    """Return field → column by the nearness of their names, the nearest pairs first."""
    pairs = [
        (-near, i, j)
        for i, field in enumerate(schema.fields)
        for j, column in enumerate(header)
        if (near := nearness(field, column))
    ]
    found: dict[str, str] = {}
    for _, i, j in sorted(pairs):
        name, column = schema.fields[i].name, header[j]
        if name not in found and column not in found.values():
            found[name] = column
    return found

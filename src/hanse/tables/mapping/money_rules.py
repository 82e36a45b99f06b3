"""The sections of a mapping that state rates of currencies and the index of prices."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.tables.long_table import LongTable, read_long
from hanse.tables.mapping import settings
from hanse.tables.mapping.problems import Problems
from hanse.tables.mapping.rules import Currency, Deflator

__all__ = ["currency_of", "deflator_of"]

_CODE = re.compile(r"[A-Z]{3}")
_CURRENCY_KEYS = ("to", "source", "rates", "file", "decimal")
_DEFLATOR_KEYS = ("base", "source", "index", "file", "decimal")


def currency_of(
    table: Mapping[str, Any], folder: str | os.PathLike[str], problems: Problems
) -> Currency:
    """Return what ``[currency]`` says; what is wrong with it is remembered."""
    at = "[currency]"
    settings.known_keys(table, _CURRENCY_KEYS, at, problems)
    to = settings.text(table, "to", at, problems) or ""
    if not _CODE.fullmatch(to):
        what = f"to is '{to}'" if to else "to is missing"
        problems.add(what, at=at, mend='Give the three letters of a currency: to = "EUR".')
    source = _source(table, at, "Say where the rates come from", problems)
    rates = _all_rates(table, folder, at, problems)
    for name in rates:
        if not _CODE.fullmatch(name):
            problems.add(
                f"there is a rate for '{name}'", at=at, mend="Name currencies by three letters."
            )
    return Currency(to, source, rates)


def deflator_of(
    table: Mapping[str, Any], folder: str | os.PathLike[str], problems: Problems
) -> Deflator:
    """Return what ``[deflator]`` says; what is wrong with it is remembered."""
    at = "[deflator]"
    settings.known_keys(table, _DEFLATOR_KEYS, at, problems)
    base = ""
    if "base" in table:
        base = settings.year(table["base"], "base", at, problems)
    else:
        problems.add("base is missing", at=at, mend="Name the year of the prices: base = 2020.")
    source = _source(table, at, "Say where the index comes from", problems)
    index = _index(table, folder, at, problems)
    if base and index and base not in index:
        problems.found.append(
            InputError(
                f"the index has no year {base}, the base",
                where=problems.place(at),
                mend=unknown_name("year", base, sorted(index)).mend,
            )
        )
    return Deflator(base, source, index)


def _all_rates(
    table: Mapping[str, Any], folder: str | os.PathLike[str], at: str, problems: Problems
) -> dict[str, dict[str, float]]:
    """Return the rates by currency and year, from the mapping or from a file."""
    inline, file = table.get("rates"), settings.text(table, "file", at, problems)
    if file is not None and inline is None:
        read = _file(table, folder, file, ["currency", "year"], "rate", at, problems)
        return {} if read is None else _by_currency(read)
    if not inline or file is not None:
        problems.add(
            "there are no rates" if file is None else "rates and file are both given",
            at=at,
            mend="Write either rates.PLN = { 2020 = 0.2251 } or file = "
            '"rates.csv" (columns currency, year, rate).',
        )
    elif isinstance(inline, Mapping):
        return {str(name): _rates(name, one, at, problems) for name, one in inline.items()}
    else:
        problems.add(f"rates is {inline!r}", at=at, mend="Write rates.PLN = { 2020 = 0.2251 }.")
    return {}


def _index(
    table: Mapping[str, Any], folder: str | os.PathLike[str], at: str, problems: Problems
) -> dict[str, float]:
    """Return the price index by year, from the mapping or from a file."""
    inline, file = table.get("index"), settings.text(table, "file", at, problems)
    if file is not None and inline is None:
        read = _file(table, folder, file, ["year"], "index", at, problems)
        return {} if read is None else _by_year(read, "index")
    if not inline or file is not None:
        problems.add(
            "there is no index" if file is None else "index and file are both given",
            at=at,
            mend="Write either index = { 2019 = 99.0, 2020 = 100.0 } or file = "
            '"prices.csv" (columns year, index).',
        )
    elif isinstance(inline, Mapping):
        return _years(inline, "index", at, problems)
    else:
        problems.add(f"index is {inline!r}", at=at, mend="Write index = { 2020 = 100.0 }.")
    return {}


def _source(table: Mapping[str, Any], at: str, say: str, problems: Problems) -> str:
    """Return where numbers come from; a report has to say it."""
    found = settings.text(table, "source", at, problems)
    if found is not None and found.strip():
        return found.strip()
    if found is not None or "source" not in table:
        problems.add("source is missing", at=at, mend=f'{say}: source = "...".')
    return ""


def _rates(name: Any, found: Any, at: str, problems: Problems) -> dict[str, float]:
    """Return the rates of one currency by year; one number holds for all years."""
    if isinstance(found, Mapping):
        return _years(found, f"rates.{name}", at, problems)
    return {"": settings.number(found, f"rates.{name}", at, problems)}


def _years(found: Mapping[Any, Any], name: str, at: str, problems: Problems) -> dict[str, float]:
    """Return numbers by year."""
    return {
        settings.year(one, f"a year of {name}", at, problems): settings.number(
            value, f"{name}, {one},", at, problems
        )
        for one, value in found.items()
    }


def _file(
    table: Mapping[str, Any],
    folder: str | os.PathLike[str],
    file: str,
    keys: list[str],
    value: str,
    at: str,
    problems: Problems,
) -> LongTable | None:
    """Return the table of a file of rates or of an index, None where it cannot be used."""
    decimal = settings.text(table, "decimal", at, problems) or "."
    try:
        read = read_long(Path(folder, file), keys=keys, values=[value], decimal=decimal)  # type: ignore[arg-type]
        read = read.unique()
        numbers = read.value(value)
        for row in (~(numbers > 0)).nonzero()[0].tolist():
            problems.found.append(
                InputError(
                    f"{value} is {'empty' if math.isnan(numbers[row]) else f'{numbers[row]:g}'}",
                    where=read.place(row, value),
                    mend="Give a number above 0.",
                )
            )
        years = read.key("year")
        for label in years.labels:
            settings.year(label, "a year", f"{at}, {file}", problems)
    except InputError as error:
        where = ", ".join(part for part in (at, error.where) if part)
        problems.add(error.what, at=where, mend=error.mend)
        return None
    return read


def _by_year(read: LongTable, value: str) -> dict[str, float]:
    """Return the numbers of a file by year."""
    years = read.key("year")
    labels = [years.labels[code] for code in years.codes.tolist()]
    return dict(zip(labels, read.value(value).tolist(), strict=True))


def _by_currency(read: LongTable) -> dict[str, dict[str, float]]:
    """Return the rates of a file by currency and year."""
    parts = {name: read.only("currency", name) for name in read.key("currency").labels}
    return {name: _by_year(part, "rate") for name, part in parts.items()}

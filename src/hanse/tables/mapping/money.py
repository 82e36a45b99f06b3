"""Money of several years and currencies as money of one currency, at prices of one year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.messages import join_names, message, plural
from hanse.tables.long_table import Key
from hanse.tables.mapping.mapped_table import ColumnUse, MoneyBasis
from hanse.tables.mapping.problems import Problems
from hanse.tables.mapping.rules import Currency, Deflator, Rules

__all__ = ["money_of", "restated"]


@dataclass(frozen=True)
class _Sums:
    """The sums of a table with what is needed to restate them."""

    values: Mapping[str, npt.NDArray[np.float64]]
    columns: Mapping[str, ColumnUse]
    year: Key | None
    lines: npt.NDArray[np.int32]
    problems: Problems


def restated(
    values: npt.NDArray[np.float64],
    *,
    index: npt.NDArray[np.float64] | float,
    base: npt.NDArray[np.float64] | float,
) -> npt.NDArray[np.float64]:
    """Return sums at the prices of another year: value × index(base) / index(year).

    Parameters
    ----------
    values : ndarray of float64
        Sums, NaN where they are not known.
    index : ndarray of float64 or float
        The price index of the year in whose prices they are, above 0.
    base : ndarray of float64 or float
        That of the year to whose prices they are brought.

    Returns
    -------
    ndarray of float64
        NaN where a sum or an index is NaN.

    Examples
    --------
    >>> restated(np.array([99.0, 200.0]), index=np.array([99.0, 100.0]), base=100.0)
    array([100., 200.])
    """
    return np.asarray(values * base / index, dtype=np.float64)


def money_of(
    values: Mapping[str, npt.NDArray[np.float64]],
    columns: Mapping[str, ColumnUse],
    year: Key | None,
    lines: npt.NDArray[np.int32],
    *,
    rules: Rules,
    problems: Problems,
) -> tuple[dict[str, npt.NDArray[np.float64]], MoneyBasis | None, list[str]]:
    """Return the sums in one currency at prices of one year, what they are, and notes.

    Parameters
    ----------
    values : mapping of str to ndarray of float64, shape (n,)
        The fields of money, without the factors of their units.
    columns : mapping of str to ColumnUse
        Their currencies.
    year : Key or None
        The year of each row; -1 where it could not be read.
    lines : ndarray of int32, shape (n,)
        Line of each row.
    rules : Rules
        The rates and the index.
    problems : Problems
        Takes the years that have no rate or index.
    """
    if not values:
        return {}, None, []
    sums = _Sums(values, columns, year, lines, problems)
    stated = {name: columns[name].currency for name in values}
    currencies = sorted({one for one in stated.values() if one})
    unstated = [name for name, one in stated.items() if not one]
    made = dict(values)
    to = currencies[0] if currencies else ""
    if rules.currency is not None:
        to = rules.currency.to
        made = {name: _converted(name, rules.currency, sums) for name in values}
    if rules.deflator is not None:
        made = {name: _deflated(made[name], name, rules.deflator, sums) for name in values}
    others = tuple(one for one in currencies if one != to)
    basis = MoneyBasis(
        currency="" if unstated else to,
        year=rules.deflator.base if rules.deflator else "",
        rates_source=rules.currency.source if rules.currency and others else "",
        deflator_source=rules.deflator.source if rules.deflator else "",
        converted=others,
        one_rate=_one_rate(others, rules),
    )
    return made, basis, _notes(unstated, others, rules)


def _one_rate(others: tuple[str, ...], rules: Rules) -> tuple[str, ...]:
    """Return the currencies that have one rate for all years."""
    rates = rules.currency.rates if rules.currency else {}
    return tuple(one for one in others if set(rates.get(one, ())) == {""})


def _notes(unstated: list[str], others: tuple[str, ...], rules: Rules) -> list[str]:
    """Return what is to be known about the money."""
    said: list[str] = []
    if unstated:
        said.append(
            message(
                "The currency of {names} is not stated: sums can be compared with others only if "
                "they are in the same one.",
                names=", ".join(unstated),
            )
        )
    currency = rules.currency
    if currency is None:
        return said
    for one in others:
        rates = currency.rates.get(one, {})
        listed = [f"{rate:.6g}{f' in {year}' if year else ''}" for year, rate in rates.items()]
        said.append(
            message(
                "One {currency} in {to}: {rates}.",
                currency=one,
                to=currency.to,
                rates=join_names(listed),
            )
        )
    if not others and not unstated:
        said.append(message("All money is in {to} already; no rate was used.", to=currency.to))
    return said


def _converted(name: str, currency: Currency, sums: _Sums) -> npt.NDArray[np.float64]:
    """Return a column in the currency that is asked for, at the rate of each row's year."""
    values, source = sums.values[name], sums.columns[name].currency
    if source in ("", currency.to):
        return values
    rates = currency.rates[source]
    if set(rates) == {""}:
        return values * rates[""]
    return values * _by_year(rates, f"rate for {source}", "[currency]", name, sums)


def _deflated(
    values: npt.NDArray[np.float64], name: str, deflator: Deflator, sums: _Sums
) -> npt.NDArray[np.float64]:
    """Return a column at the prices of the base year."""
    found = _by_year(deflator.index, "price index", "[deflator]", name, sums)
    return restated(values, index=found, base=deflator.index[deflator.base])


def _by_year(
    numbers: Mapping[str, float], what: str, at: str, name: str, sums: _Sums
) -> npt.NDArray[np.float64]:
    """Return the number of each row's year; years without one that are needed are problems."""
    year, problems = sums.year, sums.problems
    assert year is not None  # check_money has refused a table without
    by_label = np.array([*(numbers.get(label, np.nan) for label in year.labels), np.nan])
    found = by_label[year.codes]
    lacks = np.isnan(found) & ~np.isnan(sums.values[name]) & (year.codes >= 0)
    for code in np.unique(year.codes[lacks]).tolist():
        n = int((lacks & (year.codes == code)).sum())
        label = year.labels[code]
        first = int(sums.lines[lacks & (year.codes == code)][0])
        problems.add(
            f"there is no {what} for {label}, which {name} needs in {plural(n, 'row')} from row "
            f"{first}",
            at=at,
            mend=f"Write {label} = ... there, too. There are: {', '.join(sorted(numbers))}.",
        )
    return found

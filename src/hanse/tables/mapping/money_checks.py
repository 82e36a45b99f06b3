"""Whether the money of a mapping can be brought together, before any cell is read."""

from __future__ import annotations

from collections.abc import Mapping

from hanse.tables.mapping.problems import Problems
from hanse.tables.mapping.rules import ColumnRule, Rules
from hanse.tables.mapping.schema import Schema

__all__ = ["check_money"]


def check_money(
    plan: Mapping[str, ColumnRule], schema: Schema, rules: Rules, problems: Problems
) -> None:
    """Remember what keeps the money of a mapping from being brought together.

    Parameters
    ----------
    plan : mapping of str to ColumnRule
        Field → where it is read from.
    schema : Schema
        The fields.
    rules : Rules
        The rates and the index.
    problems : Problems
        Takes currencies that are not stated, not converted or have no rate, and years that lack.
    """
    kinds = {name: schema.field(name).kind for name in plan}
    stated = {name: plan[name].unit.currency for name, kind in kinds.items() if kind == "money"}
    currencies = sorted(set(stated.values()) - {""})
    unstated = [name for name, one in stated.items() if not one]
    _check_currencies(currencies, unstated, rules, problems)
    by_year = []
    if rules.currency is not None and rules.currency.rates:
        known = rules.currency.rates
        for one in currencies:
            if one != rules.currency.to and one not in known:
                problems.unknown("rate for currency", one, known, at="[currency]")
        used = [one for one in currencies if one != rules.currency.to and one in known]
        by_year += [("[currency]", f"rate for {one}") for one in used if set(known[one]) != {""}]
    if rules.deflator is not None and stated:
        by_year.append(("[deflator]", "price index"))
    if "year" not in kinds.values():
        for at, what in by_year:
            problems.add(
                f"the {what} differs by year, and the table has no year",
                at=at,
                mend="Map the year; for a file of one year write "
                'value = "2024" below [columns.year].',
            )


def _check_currencies(
    currencies: list[str], unstated: list[str], rules: Rules, problems: Problems
) -> None:
    """Remember currencies that cannot be brought together."""
    if rules.currency is not None:
        if unstated:
            problems.add(
                f"the currency of {', '.join(unstated)} is not stated, so it cannot be converted",
                mend='Write it in the mapping: unit = "thousand PLN" or currency = "PLN".',
            )
    elif len(currencies) > 1:
        problems.add(
            f"money is in {' and '.join(currencies)}",
            mend="Add [currency] to the mapping with to, source and rates.",
        )
    elif currencies and unstated:
        problems.add(
            f"the currency of {', '.join(unstated)} is not stated, that of others is "
            f"{currencies[0]}",
            mend='Write it in the mapping: unit = "thousand PLN" or currency = "PLN".',
        )

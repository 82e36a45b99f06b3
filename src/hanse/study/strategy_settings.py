"""``[strategy]``: which tables a study has and what is done with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hanse.errors import InputError
from hanse.strategy import Scenario
from hanse.strategy.firms.approaches import MEASURES
from hanse.study.toml_values import check_keys, number_of, table_of, text_of, whole_of

__all__ = ["StrategySettings", "read_strategy"]

WHERE = "[strategy]"
FILES = ("catalogue", "answers", "firms", "ratings")
TABLES = ("columns", "units", "levers", "simulation", "priors", "scenarios")
RESERVED = ("today", "planned")


@dataclass(frozen=True)
class StrategySettings:
    """``[strategy]`` as it was written.

    Attributes
    ----------
    catalogue, answers, firms, ratings : str
        Files of the study folder, empty where there is none.
    columns : mapping of str to str
        Our column of the table of firms to the name in the file.
    units : mapping of str to str
        Unit of each measure, for the report.
    levers : mapping of str to str, or None
        Question and the value that a programme can reach; None for the usual ones.
    direct_from : float
        Share of direct sales from which a firm deals directly.
    years, draws, seed : int
        Of the simulation.
    priors : mapping of str to (float, float)
        Ranges in place of the documented ones.
    scenarios : tuple of Scenario
        Beside those that the table of firms gives.
    compare : bool
        Whether common scoring methods are shown beside the rule.
    """

    catalogue: str = ""
    answers: str = ""
    firms: str = ""
    ratings: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    levers: Mapping[str, str] | None = None
    direct_from: float = 0.5
    years: int = 20
    draws: int = 4000
    seed: int = 1
    priors: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    scenarios: tuple[Scenario, ...] = ()
    compare: bool = False

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are read, for their hashes."""
        named = (self.catalogue, self.answers, self.firms, self.ratings)
        return tuple(name for name in named if name)


def read_strategy(table: Any) -> StrategySettings:
    """Read ``[strategy]``; names of options are checked when the catalogue is known.

    Raises
    ------
    InputError
        If a key is unknown or a value of the wrong kind.
    """
    check_keys(table, (*FILES, *TABLES, "direct_from", "compare"), WHERE)
    simulation = table_of(table.get("simulation", {}), "[strategy.simulation]")
    check_keys(simulation, ("years", "draws", "seed"), "[strategy.simulation]")
    compare = table.get("compare", False)
    if not isinstance(compare, bool):
        raise InputError(f"compare is {compare!r}", where=WHERE, mend="Write true or false.")
    return StrategySettings(
        **{key: text_of(table, key, WHERE) for key in FILES if key in table},
        columns=_texts(table, "columns"),
        units=_units(table),
        levers=_texts(table, "levers") if "levers" in table else None,
        direct_from=float(number_of(table, "direct_from", 0.5, WHERE)),
        years=whole_of(simulation, "years", 20, "[strategy.simulation]"),
        draws=whole_of(simulation, "draws", 4000, "[strategy.simulation]"),
        seed=whole_of(simulation, "seed", 1, "[strategy.simulation]"),
        priors=_priors(table.get("priors", {})),
        scenarios=_scenarios(table.get("scenarios", [])),
        compare=compare,
    )


def _texts(table: Mapping[str, Any], key: str) -> dict[str, str]:
    """Return a table of texts."""
    where = f"[strategy.{key}]"
    inside = table_of(table.get(key, {}), where)
    return {name: text_of(inside, name, where) for name in inside}


def _units(table: Mapping[str, Any]) -> dict[str, str]:
    """Return the unit of each measure."""
    check_keys(table.get("units", {}), [one.id for one in MEASURES], "[strategy.units]")
    return _texts(table, "units")


def _priors(table: Any) -> dict[str, tuple[float, float]]:
    """Return the ranges of ``[strategy.priors]``."""
    where = "[strategy.priors]"
    found = {}
    for name, ends in table_of(table, where).items():
        numbers = isinstance(ends, list) and len(ends) == 2
        if not numbers or any(isinstance(n, bool) or not isinstance(n, (int, float)) for n in ends):
            raise InputError(
                f"{name} is {ends!r}", where=where, mend=f"Write {name} = [low, high]."
            )
        found[name] = (float(ends[0]), float(ends[1]))
    return found


def _scenarios(entries: Any) -> tuple[Scenario, ...]:
    """Return the scenarios of ``[[strategy.scenarios]]``."""
    if not isinstance(entries, list):
        raise InputError(
            "scenarios is one table", where=WHERE, mend="Write [[strategy.scenarios]] above each."
        )
    found = []
    for number, entry in enumerate(entries, start=1):
        where = f"[[strategy.scenarios]] {number}"
        check_keys(entry, ("name", "shares"), where)
        if "name" not in entry or "shares" not in entry:
            raise InputError(
                "name or shares is missing",
                where=where,
                mend='Write name = "..." and shares = { "option" = 0.3 }.',
            )
        name = text_of(entry, "name", where)
        if name in RESERVED:
            raise InputError(
                f"the name '{name}' belongs to the table of firms",
                where=where,
                mend="Choose another name.",
            )
        shares = table_of(entry["shares"], f"{where} shares")
        found.append(
            Scenario(name, {one: number_of(shares, one, 0, f"{where} shares") for one in shares})
        )
    return tuple(found)

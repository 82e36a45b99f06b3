"""``hanse strategy simulate``: scenarios from a file, and what the simulation says in words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hanse.errors import HanseError, InputError
from hanse.messages import columns_text
from hanse.strategy.effect.model import Scenario, checked_scenarios
from hanse.strategy.entries import Problems, entry_from, many
from hanse.study.toml_values import not_toml

if TYPE_CHECKING:
    from hanse.strategy.catalogue import Catalogue
    from hanse.strategy.effect.simulation import Simulation

__all__ = ["read_scenarios", "simulation_text"]


def read_scenarios(path: Path, catalogue: Catalogue) -> list[Scenario]:
    """Read the scenarios of a TOML file.

    Parameters
    ----------
    path : Path
        A file with ``[[scenarios]]``, each with a ``name`` and ``shares``: the share of the firms,
        from 0 to 1, that choose each mixture, written as ``"option + option" = 0.3``.
    catalogue : Catalogue
        Whose options there are.

    Raises
    ------
    InputError
        If the file is not there or not TOML, or anything in a scenario cannot be used; several
        problems are told together.
    """
    table = _table(path)
    problems = Problems(path.name)
    problems.check(list(table), ("scenarios",), "table", path.name)
    found: list[Scenario] = []
    for at, raw in enumerate(many(table, "scenarios", problems), start=1):
        where = problems.place(f"[[scenarios]] {at}")
        try:
            one = _scenario(raw, where)
            checked_scenarios(catalogue, [*found, one])
            found.append(one)
        except HanseError as error:
            problems.found.append(_placed(error, where))
    if not found and not problems.found:
        mend = 'Write [[scenarios]], then name = "..." and shares = { "option" = 0.3 }.'
        problems.add("there is no scenario", where=path.name, mend=mend)
    problems.tell()
    return found


def _table(path: Path) -> Mapping[str, Any]:
    """Return what the file holds."""
    if not path.is_file():
        mend = "Name a TOML file with [[scenarios]]."
        raise InputError(f"there is no file {path}", mend=mend)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise not_toml(path, error) from error


def _scenario(raw: Mapping[str, Any], where: str) -> Scenario:
    """Return one scenario, its keys checked; its shares are numbers and so read here."""
    rest = {key: value for key, value in raw.items() if key != "shares"}
    made = entry_from(Scenario, rest, where)
    shares = raw.get("shares", {})
    if not isinstance(shares, Mapping):
        mend = 'Write shares = { "option" = 0.3 }.'
        raise InputError(f"shares is {shares!r}", where=where, mend=mend)
    return Scenario(made.name, dict(shares))


def _placed(error: HanseError, where: str) -> HanseError:
    """Return an error with the entry of the file before its own place."""
    if not isinstance(error, InputError) or error.where.startswith(where):
        return error
    return InputError(error.what, where=f"{where}, {error.where}", mend=error.mend)


def simulation_text(made: Simulation) -> str:
    """Return a simulation in words: orderings first, numbers after them."""
    return "\n".join(_lines(made))


def _lines(made: Simulation) -> Iterator[str]:
    """Yield the lines."""
    from hanse.study.strategy_effect import CERTAIN, NAMES, OPEN, TITLE, effect_rows, extent_said

    yield f"{TITLE}: {extent_said(made)}"
    for title, listed in ((CERTAIN, made.certain), (OPEN, made.undecided)):
        yield ""
        yield f"{title} ({len(listed)} of {len(made.orderings)})"
        yield from (f"- {one.sentence}" for one in listed)
    yield ""
    yield f"Year {made.years[-1]}: median, and 5 to 95 % of the draws"
    header = ["scenario", *NAMES.values()]
    yield columns_text(header, [list(row) for row in effect_rows(made)], left=range(len(header)))
    yield ""
    yield made.label

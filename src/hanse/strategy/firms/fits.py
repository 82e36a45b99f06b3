"""How what firms use fits what is advised in their own context."""

from __future__ import annotations

from dataclasses import dataclass

from hanse.result import Record
from hanse.strategy.catalogue import Mixture
from hanse.strategy.firms.contexts import FirmContexts
from hanse.strategy.firms.read import Firms

__all__ = ["Fit", "fits_of"]


@dataclass(frozen=True)
class Fit(Record, kind="strategy-fit"):
    """Firms that use the same mixture, with the same verdict on it in their context.

    Attributes
    ----------
    option : tuple of str
        The mixture; empty where none is used.
    strategy : str
        The firms' strategy, empty where it is not known.
    status : str
        A status of an evaluation, or ``"no option"``, ``"another strategy"``, ``"not known"``.
    why : str
        The reason as a clause.
    firms : tuple of str
        In the order of the table.
    """

    option: Mixture
    strategy: str
    status: str
    why: str
    firms: tuple[str, ...]


def fits_of(firms: Firms, contexts: FirmContexts) -> tuple[Fit, ...]:
    """Return the verdicts on what firms use, those of most firms first."""
    found: dict[tuple[str, Mixture, str, str], list[str]] = {}
    for one in firms.firms:
        status, why = contexts.verdict(one.strategy, one.answers, one.option)
        found.setdefault((one.strategy, one.option, status, why), []).append(one.name)
    fits = [
        Fit(option, strategy, status, why, tuple(names))
        for (strategy, option, status, why), names in found.items()
    ]
    return tuple(sorted(fits, key=lambda one: -len(one.firms)))

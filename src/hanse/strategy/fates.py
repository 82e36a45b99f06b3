"""What became of one option by itself: the sentence that a director asks for."""

from __future__ import annotations

from dataclasses import dataclass

from hanse.messages import message
from hanse.result import Record
from hanse.strategy.catalogue import Mixture
from hanse.strategy.evaluate import STATUSES, Evaluation, Verdict

__all__ = ["Fate", "fate", "fates"]


@dataclass(frozen=True)
class Fate(Record, kind="strategy-fate"):
    """What became of an option.

    Attributes
    ----------
    status : str
        ``"advised"`` or ``"best feasible"`` alone or in a mixture, otherwise the status of its
        verdict, for a supplementary option of the best mixture that it could join.
    within : tuple of str
        That mixture, empty where the option stands alone.
    why : str
        The reason as a clause.
    """

    option: str
    status: str
    within: Mixture
    why: str


def fate(evaluation: Evaluation, option: str) -> Fate:
    """Return what became of an option, alone or in the best mixture that it can join.

    Raises
    ------
    InputError
        If the option does not serve the strategy.
    """
    own = next((v for v in evaluation.verdicts if v.parts == (option,)), None)
    if own is None:
        own = evaluation.verdict((option,))
    returned = next((parts for parts in evaluation.advised if option in parts), None)
    if returned is not None:
        return Fate(option, evaluation.verdict(returned).status, returned, own.why)
    joined = _best_joined(evaluation, option) if own.status == "refused" else None
    if joined is None:
        return Fate(option, own.status, (), own.why)
    others = tuple(part for part in joined.parts if part != option)
    why = message(
        "even together with {others}, {why}",
        others=evaluation.catalogue.mixture_name(others),
        why=joined.why,
    )
    return Fate(option, joined.status, joined.parts, why)


def fates(evaluation: Evaluation) -> tuple[Fate, ...]:
    """Return what became of every option of the strategy, in the catalogue's order."""
    served = evaluation.catalogue.serving(evaluation.strategy)
    return tuple(fate(evaluation, one.id) for one in served)


def _best_joined(evaluation: Evaluation, option: str) -> Verdict | None:
    """Return the best verdict on a mixture with this option, the smallest of equals."""
    found = [v for v in evaluation.verdicts if option in v.parts and v.profile]
    ordered = sorted(found, key=lambda v: (STATUSES.index(v.status), len(v.misses), len(v.parts)))
    return ordered[0] if ordered else None

"""Evaluation: what becomes of every option and mixture of a strategy, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hanse.errors import InputError
from hanse.result import Answer, Record
from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.mixtures import all_mixtures, mixture_text, refusal
from hanse.strategy.reasons import reason_of
from hanse.strategy.rule import Chooser, Profile, dominates, fewest_parts, undominated

__all__ = ["STATUSES", "Carrier", "Evaluation", "Verdict", "evaluate"]

STATUSES = ("advised", "best feasible", "needless", "dominated", "fails", "refused", "unrated")
"""What can become of a mixture, from the best to the last."""


@dataclass(frozen=True)
class Verdict(Record, kind="strategy-verdict"):
    """What became of one option or mixture.

    Attributes
    ----------
    parts : tuple of str
        Ids of the options.
    profile : tuple of str
        The level on each criterion that is screened; empty where it is refused or unrated.
    status : str
        One of `STATUSES`.
    why : str
        The reason as a clause.
    beaten_by : tuple of str
        The mixture that dominates it, or reaches the same with fewer parts.
    misses : tuple of str
        Criteria at the worst level.
    """

    parts: Mixture
    profile: tuple[str, ...]
    status: str
    why: str
    beaten_by: Mixture = ()
    misses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Carrier(Record, kind="strategy-carrier"):
    """Which parts of a mixture give it its level on a criterion.

    Attributes
    ----------
    level : str or None
        The level of the mixture; None where no part is rated.
    parts : tuple of str
        The parts at that level.
    others : tuple of (str, str)
        The other rated parts with their levels: on an objective what they leak, on feasibility
        what is easier.
    """

    criterion: str
    level: str | None
    parts: tuple[str, ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Evaluation(Answer, kind="strategy-evaluation"):
    """The verdict on every option and mixture of one strategy.

    Attributes
    ----------
    catalogue : Catalogue
        The ratings that were used, context included.
    strategy : str
        Which of its strategies.
    is_fallback : bool
        Whether nothing met every criterion, so that only the best feasible ones are shown.
    verdicts : tuple of Verdict
        Single options first, then mixtures by number of parts; unrated options last.
    """

    catalogue: Catalogue
    strategy: str
    is_fallback: bool
    verdicts: tuple[Verdict, ...]

    @property
    def advised(self) -> tuple[Mixture, ...]:
        """The mixtures that the rule returns; the best feasible ones where it fell back."""
        return tuple(one.parts for one in self.verdicts if one.status in STATUSES[:2])

    def verdict(self, mixture: Mixture) -> Verdict:
        """Return the verdict on one mixture.

        Raises
        ------
        InputError
            If an option does not exist or does not serve the strategy.
        """
        made = self.catalogue.in_order(mixture)
        found = self._by_parts.get(made)
        if found is None:
            raise InputError(
                f"'{mixture_text(made)}' is no mixture of rated {self.strategy} options",
                mend=f"Name options of strategy {self.strategy}.",
            )
        return found

    def carriers(self, mixture: Mixture) -> tuple[Carrier, ...]:
        """Return for every criterion, sides included, which parts carry its level."""
        return tuple(self.carrier(mixture, one.id) for one in self.catalogue.criteria)

    def carrier(self, mixture: Mixture, criterion: str) -> Carrier:
        """Return which parts carry a mixture's level on one criterion."""
        return _carrier(self.catalogue, criterion, mixture)

    def verify(self) -> bool:
        """Whether every verdict follows from its definition, pair by pair.

        Each mixture is built from its parts and compared with each other one, without the masks
        and groups that `evaluate` uses; for up to ten options.
        """
        from hanse.strategy.verify import verdicts_follow

        return verdicts_follow(self)

    def to_frame(self) -> Any:
        """Return one row for each mixture: ``mixture``, a column for each criterion, ``status``."""
        import pandas as pd

        names = [one.id for one in self.catalogue.evaluated]
        rows = [
            {
                "mixture": mixture_text(one.parts),
                **dict(zip(names, one.profile or [None] * len(names), strict=True)),
                "status": one.status,
                "why": str(one.why),
            }
            for one in self.verdicts
        ]
        return pd.DataFrame(rows, columns=["mixture", *names, "status", "why"])

    def __str__(self) -> str:
        return "\n".join(_lines(self))

    @cached_property
    def _by_parts(self) -> dict[Mixture, Verdict]:
        return {one.parts: one for one in self.verdicts}


def evaluate(catalogue: Catalogue, strategy: str) -> Evaluation:
    """Judge every option and mixture of a strategy: screen, dominate, simplify.

    A mixture at the worst level of any criterion is dropped, for no strength makes up for it; then
    one that another dominates; and of equal profiles the ones with the fewest parts stay. Where
    nothing passes the screen, what is not feasible stays out all the same and the best of the rest
    are shown with the objective that they miss. The rule was made to agree with the propositions of
    its source: that it does is a check of consistency, not a validation.

    Parameters
    ----------
    catalogue : Catalogue
        Options with ratings, at most 16 rated ones of the strategy.
    strategy : str
        One of ``catalogue.strategies``.

    Returns
    -------
    Evaluation
        Without a rated or a feasible option its ``advised`` is empty.

    Raises
    ------
    InputError
        If there is no such strategy.
    LimitReached
        If more than 16 options are rated.

    Source: Gancarczyk & Gancarczyk 2017, sections 5.3 and 6.3.

    Examples
    --------
    >>> from hanse.strategy import read_catalogue
    >>> found = evaluate(read_catalogue(), "differentiation")
    >>> found.advised  # doctest: +NORMALIZE_WHITESPACE
    (('niche-exporting', 'outsourcing-higher'), ('upgrading-exporting', 'outsourcing-higher'))
    """
    chooser = Chooser.of(catalogue, strategy)
    profiles = chooser.profiles()
    left, is_fallback = chooser.screened(profiles)
    winners = {own: mask for mask, own in _winners(chooser, left)}
    verdicts = [
        _verdict(chooser, catalogue, mask, profiles.get(mask), left, winners, is_fallback)
        for mask in _masks(chooser)
    ]
    verdicts += [
        Verdict((one.id,), (), "unrated", reason_of("unrated", catalogue, (one.id,)))
        for one in catalogue.serving(strategy)
        if one.id not in chooser.parts
    ]
    return Evaluation(catalogue, strategy, is_fallback, tuple(verdicts))


def _masks(chooser: Chooser) -> Iterator[int]:
    """Yield the mask of every mixture, possible or not, by number of parts."""
    bit = {part: 1 << i for i, part in enumerate(chooser.parts)}
    for mixture in all_mixtures(chooser.parts):
        yield sum(bit[part] for part in mixture)


def _winners(chooser: Chooser, left: dict[int, Profile]) -> list[tuple[int, Profile]]:
    """Return the first mask of each profile that is returned, last ones first."""
    best = undominated(set(left.values()))
    fewest = fewest_parts(left)
    kept = [(m, p) for m, p in left.items() if p in best and m.bit_count() == fewest[p]]
    return kept[::-1]


def _verdict(
    chooser: Chooser,
    catalogue: Catalogue,
    mask: int,
    profile: Profile | None,
    left: dict[int, Profile],
    winners: dict[Profile, int],
    is_fallback: bool,
) -> Verdict:
    """Return the verdict on one mask."""
    parts = chooser.mixture(mask)
    if profile is None:
        return Verdict(parts, (), "refused", refusal(parts, catalogue))
    criteria = chooser.criteria
    labels = tuple(one.levels[i] for one, i in zip(criteria, profile, strict=True))
    misses = tuple(one.id for one, i in zip(criteria, profile, strict=True) if i == 0)
    beaten: Mixture = ()
    if mask not in left:
        status = "fails"
    elif profile not in winners:
        status = "dominated"
        beaten = chooser.mixture(next(m for p, m in winners.items() if dominates(p, profile)))
    elif mask.bit_count() > winners[profile].bit_count():
        status, beaten = "needless", chooser.mixture(winners[profile])
    else:
        status = "best feasible" if is_fallback else "advised"
    why = reason_of(status, catalogue, parts, beaten=beaten, misses=misses)
    return Verdict(parts, labels, status, why, beaten, misses)


def _carrier(catalogue: Catalogue, criterion: str, mixture: Mixture) -> Carrier:
    """Return which parts carry a mixture on a criterion."""
    one = catalogue.criterion(criterion)
    rated = [(part, catalogue.rating(part, criterion).level) for part in mixture]
    known = [(part, level) for part, level in rated if level is not None]
    if not known:
        return Carrier(criterion, None, (), ())
    level = one.joined([level for _, level in known])
    return Carrier(
        criterion,
        level,
        tuple(part for part, own in known if own == level),
        tuple((part, own) for part, own in known if own != level),
    )


def _lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield the printed evaluation: single options with their levels, then what is returned."""
    catalogue = evaluation.catalogue
    width = max(len(one.name) for one in catalogue.serving(evaluation.strategy))
    heads = [one.label for one in catalogue.evaluated]
    yield f"{evaluation.strategy}: {catalogue.title}"
    yield f"{'option'.ljust(width)}  {'  '.join(heads)}"
    for one in catalogue.serving(evaluation.strategy):
        levels = [catalogue.rating(one.id, c.id).level or "unrated" for c in catalogue.evaluated]
        cells = [level.ljust(len(head)) for level, head in zip(levels, heads, strict=True)]
        yield f"{one.name.ljust(width)}  {'  '.join(cells)}".rstrip()
    said = "The best feasible" if evaluation.is_fallback else "Returned"
    for mixture in evaluation.advised:
        yield f"{said}: {catalogue.mixture_name(mixture)}"
    if not evaluation.advised:
        yield "No option is feasible."

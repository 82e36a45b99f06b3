"""Sensitivity: what the advice becomes when one rating is a level higher or lower.

The advice keeps its *form* under a change if every mixture that the rule then returns is a union of
mixtures that it returned before. Where the rule returns only the best feasible mixtures, because
nothing passes the screen, the form is kept only if that was so before. The idea of changing every
rating by one level in both directions is that of the plus-minus-one analysis of the DEX method:
Bohanec and Rajkovič (1990), DEX: an expert system shell for decision support, *Sistemica* 1(1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any

from hanse.messages import message, plural
from hanse.result import Answer, Record
from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.mixtures import mixture_text
from hanse.strategy.reasons import missed
from hanse.strategy.rule import Chooser, Chosen, Profile
from hanse.strategy.sensitivity.form import either, keeps_form

__all__ = ["RatingChange", "Sensitivity", "single_changes"]

Step = tuple[int, int, int]
"""Number of a part, number of a criterion, and +1 or -1."""


@dataclass(frozen=True)
class RatingChange(Record, kind="strategy-rating-change"):
    """One rating a level higher or lower, and the advice that follows.

    Attributes
    ----------
    option, criterion : str
        The rating.
    before, after : str
        Its level in the catalogue and the one next to it.
    advised : tuple of Mixture
        What the rule then returns.
    is_fallback : bool
        Whether these are only the best feasible mixtures.
    is_same, keeps_form : bool
        Whether the advice is the same in all, and whether it keeps its form.
    sentence : str
        The change and the advice in words.
    """

    option: str
    criterion: str
    before: str
    after: str
    advised: tuple[Mixture, ...]
    is_fallback: bool
    is_same: bool
    keeps_form: bool
    sentence: str


@dataclass(frozen=True)
class Sensitivity(Answer, kind="strategy-sensitivity"):
    """The advice of one strategy under every single change of a rating by one level.

    Attributes
    ----------
    advised, is_fallback
        The advice without a change.
    changes : tuple of RatingChange
        By option, criterion, and the lower level first.
    radius : int or None
        The least number of steps of one level that breaks the form, 1 or 2; None if two do not.
    """

    catalogue: Catalogue
    strategy: str
    advised: tuple[Mixture, ...]
    is_fallback: bool
    changes: tuple[RatingChange, ...]
    radius: int | None

    @property
    def n(self) -> int:
        """The number of single changes."""
        return len(self.changes)

    @property
    def n_same(self) -> int:
        """The number of changes that leave the advice as it is."""
        return sum(one.is_same for one in self.changes)

    @property
    def n_form(self) -> int:
        """The number of changes that leave the form of the advice as it is."""
        return sum(one.keeps_form for one in self.changes)

    @property
    def critical(self) -> tuple[RatingChange, ...]:
        """The changes that break the form: the ratings on which the advice hangs."""
        return tuple(one for one in self.changes if not one.keeps_form)

    @property
    def radius_text(self) -> str:
        """The least number of steps that breaks the form, in words."""
        return "more than 2" if self.radius is None else str(self.radius)

    def __str__(self) -> str:
        lines = [
            message(
                "Strategy '{name}': {n} of one rating by one level.",
                name=self.strategy,
                n=plural(self.n, "change"),
            ),
            message("The advice is the same in {k} of {n}.", k=self.n_same, n=self.n),
            message("It keeps its form in {k} of {n}.", k=self.n_form, n=self.n),
            message("Steps that break the form, at least: {k}.", k=self.radius_text),
            *(one.sentence for one in self.critical),
        ]
        return "\n".join(lines)

    def to_frame(self) -> Any:
        """Return one row per change.

        Columns: ``option criterion before after advised is_fallback is_same keeps_form``; mixtures
        in ``advised`` are parted by semicolons.
        """
        import pandas as pd

        fields = ["option", "criterion", "before", "after", "advised", "is_fallback"]
        fields += ["is_same", "keeps_form"]
        frame = pd.DataFrame(
            [[getattr(one, name) for name in fields] for one in self.changes], columns=fields
        )
        return frame.assign(advised=["; ".join(map(mixture_text, c.advised)) for c in self.changes])

    def verify(self) -> bool:
        """Whether no change is missing and each, made in the catalogue and evaluated anew, follows.

        Of the radius it is checked that it is 1 where a single change breaks the form, and else
        not; the pairs of changes behind 2 and None are not gone through again.
        """
        before = Chooser.of(self.catalogue, self.strategy).choose()
        made = [(one.option, one.criterion, one.before, one.after) for one in self.changes]
        if (
            (before.mixtures, before.is_fallback) != (self.advised, self.is_fallback)
            or made != list(_neighbours(self.catalogue, self.strategy))
            or (self.radius == 1) != bool(self.critical)
        ):
            return False
        for one in self.changes:
            old = self.catalogue.rating(one.option, one.criterion)
            changed = self.catalogue.with_ratings([replace(old, level=one.after)])
            found = Chooser.of(changed, self.strategy).choose()
            if (found.mixtures, found.is_fallback) != (one.advised, one.is_fallback):
                return False
            if (found == before, keeps_form(found, before)) != (one.is_same, one.keeps_form):
                return False
        return True


def single_changes(catalogue: Catalogue, strategy: str) -> Sensitivity:
    """Change every rating of the screened criteria by one level, wherever the scale allows.

    Parameters
    ----------
    catalogue : Catalogue
        Options and ratings.
    strategy : str
        Whose rated options are looked at.

    Returns
    -------
    Sensitivity
        Without a rated option there are no changes and the radius is None.

    Raises
    ------
    InputError
        If there is no such strategy.
    LimitReached
        If there are too many options for all mixtures.

    Examples
    --------
    >>> from hanse.strategy.catalogue_reader import read_catalogue
    >>> found = single_changes(read_catalogue(), "cost")
    >>> found.n, found.n_same, found.n_form, found.radius
    (22, 12, 20, 1)
    """
    chooser = Chooser.of(catalogue, strategy)
    before = chooser.choose()
    changes = tuple(_change(catalogue, chooser, step, before) for step in _steps(chooser))
    if any(not one.keeps_form for one in changes):
        radius: int | None = 1
    else:
        radius = 2 if _two_steps_break(chooser, before) else None
    return Sensitivity(catalogue, strategy, before.mixtures, before.is_fallback, changes, radius)


def _neighbours(catalogue: Catalogue, strategy: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield option, criterion, level and each level next to it, from the catalogue alone."""
    for option in catalogue.serving(strategy):
        for criterion in catalogue.evaluated if catalogue.is_rated(option.id) else ():
            level = catalogue.rating(option.id, criterion.id).level or ""
            for first, second in pairwise(criterion.levels):
                if level in (first, second):
                    yield option.id, criterion.id, level, first if level == second else second


def _steps(chooser: Chooser) -> Iterator[Step]:
    """Yield every step of one level that the scales allow."""
    for i, own in enumerate(chooser.levels):
        for j, place in enumerate(own):
            if place > 0:
                yield i, j, -1
            if place + 1 < len(chooser.criteria[j].levels):
                yield i, j, +1


def _moved(levels: Sequence[Profile], steps: Sequence[Step]) -> tuple[Profile, ...]:
    """Return the table of places after some steps."""
    rows = [list(own) for own in levels]
    for i, j, by in steps:
        rows[i][j] += by
    return tuple(tuple(row) for row in rows)


def _two_steps_break(chooser: Chooser, before: Chosen) -> bool:
    """Whether any two steps, also two on one rating, break the form."""
    first = list(_steps(chooser))
    twice = [(step, step) for step in first if _fits_twice(chooser, step)]
    pairs = [(a, b) for a, b in combinations(first, 2) if a[:2] != b[:2]]
    return any(
        not keeps_form(chooser.choose(_moved(chooser.levels, pair)), before)
        for pair in [*twice, *pairs]
    )


def _fits_twice(chooser: Chooser, step: Step) -> bool:
    """Whether the scale allows the same step twice."""
    i, j, by = step
    return 0 <= chooser.levels[i][j] + 2 * by < len(chooser.criteria[j].levels)


def _change(catalogue: Catalogue, chooser: Chooser, step: Step, before: Chosen) -> RatingChange:
    """Return one step with the advice that follows."""
    i, j, by = step
    levels = _moved(chooser.levels, [step])
    found = chooser.choose(levels)
    scale, place = chooser.criteria[j].levels, chooser.levels[i][j]
    made = RatingChange(
        option=chooser.parts[i],
        criterion=chooser.criteria[j].id,
        before=scale[place],
        after=scale[place + by],
        advised=found.mixtures,
        is_fallback=found.is_fallback,
        is_same=found == before,
        keeps_form=keeps_form(found, before),
        sentence="",
    )
    at_worst = _missed(chooser, levels, found)
    return replace(made, sentence=_sentence(catalogue, made, before, at_worst))


def _missed(chooser: Chooser, levels: Sequence[Profile], found: Chosen) -> list[str]:
    """Return the criteria at whose worst level any of the mixtures returned is."""
    profiles = {chooser.mixture(mask): own for mask, own in chooser.profiles(levels).items()}
    return [
        one.id
        for j, one in enumerate(chooser.criteria)
        if any(profiles[mixture][j] == 0 for mixture in found.mixtures)
    ]


def _sentence(
    catalogue: Catalogue, change: RatingChange, before: Chosen, at_worst: Sequence[str]
) -> str:
    """Return a change and what the advice becomes, in words."""
    criterion = catalogue.criterion(change.criterion)
    rating = message(
        "If {option} were rated {after} ({after_word}) instead of {before} ({before_word}) on"
        " '{criterion}'",
        option=catalogue.option(change.option).name,
        after=change.after,
        after_word=criterion.word(change.after),
        before=change.before,
        before_word=criterion.word(change.before),
        criterion=criterion.label,
    )
    name = catalogue.mixture_name
    new = [name(one) for one in change.advised if one not in before.mixtures]
    listed = either([name(one) for one in change.advised])
    if change.is_same:
        return message("{rating}, the advice would be the same.", rating=rating)
    if not change.advised:
        return message("{rating}, no option would be feasible.", rating=rating)
    if change.is_fallback:
        return message(
            "{rating}, nothing would meet every criterion; the best that is feasible would be"
            " {listed}, and {missed}.",
            rating=rating,
            listed=listed,
            missed=missed(catalogue, at_worst),
        )
    if new and before.mixtures and set(before.mixtures) < set(change.advised):
        return message("{rating}, {new} would be advised too.", rating=rating, new=either(new))
    return message("{rating}, the advice would be {listed}.", rating=rating, listed=listed)

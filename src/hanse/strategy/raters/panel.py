"""A panel of raters: ordinal medians, ranges and disagreement; never averages of codes.

The median of ordered levels is the highest level that more than half of the raters give or exceed.
Where exactly half give or exceed a higher one, that is the upper median and the panel is split; the
advice is then given on both. A rater who gives a range counts with its lower end in the median and
with its upper end in the upper median.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_high, median_low
from typing import Any

from hanse.errors import InputError
from hanse.messages import join_names, message, plural
from hanse.result import Answer, Record
from hanse.strategy.catalogue import Catalogue, Criterion, Rating
from hanse.strategy.raters.panel_advice import PanelAdvice, RaterAdvice, advice_of_panel
from hanse.strategy.raters.read import RaterRating

__all__ = ["Panel", "PanelCell", "panel"]


@dataclass(frozen=True)
class PanelCell(Record, kind="strategy-panel-cell"):
    """What the raters say of one option on one criterion.

    Attributes
    ----------
    option, criterion : str
        The rating.
    n : int
        Raters with an opinion, from 1.
    median, upper_median : str
        The lower and the upper ordinal median.
    lowest, highest : str
        The worst and the best level that anyone gives.
    counts : mapping of str to int
        Raters who give each level of the scale.
    ranges : int
        Raters who give a range and no level.
    catalogue_level : str or None
        The level in the catalogue, None where it is unrated there.
    is_disagreed : bool
        Whether the raters differ and their levels lie two or more apart, or no level or range has
        more than half of the raters.
    sentence : str
        The disagreement in words with the raters at both ends, empty where they agree.
    """

    option: str
    criterion: str
    n: int
    median: str
    upper_median: str
    lowest: str
    highest: str
    counts: Mapping[str, int]
    ranges: int
    catalogue_level: str | None
    is_disagreed: bool
    sentence: str

    @property
    def is_split(self) -> bool:
        """Whether the lower and the upper median differ."""
        return self.median != self.upper_median


@dataclass(frozen=True)
class Panel(Answer, kind="strategy-panel"):
    """Several raters of one catalogue.

    Attributes
    ----------
    ratings : tuple of RaterRating
        What was given.
    raters : tuple of str
        In the order in which they appear.
    cells : tuple of PanelCell
        What anyone has an opinion on, in the order of the catalogue.
    each : tuple of RaterAdvice
        The advice by each rater's own ratings, for each strategy.
    advice : tuple of PanelAdvice
        For each strategy the shares of raters and the advice on the medians.
    """

    catalogue: Catalogue
    ratings: tuple[RaterRating, ...]
    raters: tuple[str, ...]
    cells: tuple[PanelCell, ...]
    each: tuple[RaterAdvice, ...]
    advice: tuple[PanelAdvice, ...]

    @property
    def disagreements(self) -> tuple[PanelCell, ...]:
        """The ratings on which the raters disagree."""
        return tuple(one for one in self.cells if one.is_disagreed)

    @property
    def medians(self) -> Catalogue:
        """The catalogue with the medians in place of its ratings."""
        return _at(self.catalogue, self.cells, [one.median for one in self.cells])

    @property
    def upper_medians(self) -> Catalogue:
        """The catalogue with the upper medians in place of its ratings."""
        return _at(self.catalogue, self.cells, [one.upper_median for one in self.cells])

    def cell(self, option: str, criterion: str) -> PanelCell | None:
        """Return what the raters say of one rating, None where nobody has an opinion."""
        found = [one for one in self.cells if (one.option, one.criterion) == (option, criterion)]
        return found[0] if found else None

    def __str__(self) -> str:
        lines = [
            message(
                "{raters}, opinions on {cells}, disagreement on {apart}.",
                raters=plural(len(self.raters), "rater"),
                cells=plural(len(self.cells), "rating"),
                apart=len(self.disagreements),
            ),
            *(one.sentence for one in self.disagreements),
            *(sentence for one in self.advice for sentence in one.sentences),
        ]
        return "\n".join(lines)

    def to_frame(self) -> Any:
        """Return one row per rating that anyone has an opinion on.

        Columns: ``option criterion n median upper_median lowest highest ranges catalogue_level
        is_disagreed``.
        """
        import pandas as pd

        fields = ["option", "criterion", "n", "median", "upper_median", "lowest", "highest"]
        fields += ["ranges", "catalogue_level", "is_disagreed"]
        return pd.DataFrame(
            [[getattr(one, name) for name in fields] for one in self.cells], columns=fields
        )

    def verify(self) -> bool:
        """Whether the medians are those of Python's statistics, and all else follows anew."""
        rated = {(one.option, one.criterion) for one in self.ratings if one.has_opinion}
        if {(one.option, one.criterion) for one in self.cells} != rated:
            return False
        for one in self.cells:
            scale = self.catalogue.criterion(one.criterion)
            said = _said(self.ratings, one.option, one.criterion)
            low = median_low([scale.place(rating.cautious) for rating in said])
            high = median_high([scale.place(rating.hopeful) for rating in said])
            if (scale.levels[low], scale.levels[high]) != (one.median, one.upper_median):
                return False
            if one != _cell(self.catalogue, one.option, scale, said):
                return False
        each = _each(self.catalogue, self.ratings)
        again = advice_of_panel(self.medians, self.upper_medians, each)
        return (each, again) == (self.each, self.advice)


def panel(catalogue: Catalogue, ratings: Sequence[RaterRating]) -> Panel:
    """Bring several raters together.

    A rating on which a rater has no opinion is taken from the catalogue for his own advice, and so
    is one on which nobody has an opinion for the advice on the medians. An option that the
    catalogue leaves unrated becomes rated where raters rate it on every screened criterion.

    Parameters
    ----------
    catalogue : Catalogue
        What is rated.
    ratings : sequence of RaterRating
        As `read_raters` returns them.

    Returns
    -------
    Panel
        With one rater, his own ratings are the medians.

    Raises
    ------
    InputError
        If there is no rating with an opinion, a name or level does not exist, or a rater rates the
        same twice.

    Examples
    --------
    >>> from hanse.strategy.catalogue_reader import read_catalogue
    >>> levels = {"Ada": "LF", "Ben": "LF", "Cem": "HF"}
    >>> given = [
    ...     RaterRating(name, "captive-lower", "feasibility", level, level, level)
    ...     for name, level in levels.items()
    ... ]
    >>> found = panel(read_catalogue(), given).cells[0]
    >>> found.median, found.lowest, found.highest, found.is_disagreed
    ('LF', 'LF', 'HF', True)
    """
    _check(catalogue, ratings)
    raters = tuple(dict.fromkeys(one.rater for one in ratings))
    cells = tuple(
        _cell(catalogue, option.id, criterion, said)
        for option in catalogue.options
        for criterion in catalogue.criteria
        if (said := _said(ratings, option.id, criterion.id))
    )
    each = _each(catalogue, ratings)
    low = _at(catalogue, cells, [one.median for one in cells])
    high = _at(catalogue, cells, [one.upper_median for one in cells])
    advice = advice_of_panel(low, high, each)
    return Panel(catalogue, tuple(ratings), raters, cells, each, advice)


def _each(catalogue: Catalogue, ratings: Sequence[RaterRating]) -> tuple[RaterAdvice, ...]:
    """Return the advice by each rater's own ratings."""
    raters = dict.fromkeys(one.rater for one in ratings)
    return tuple(
        RaterAdvice.of(catalogue, rater, [one for one in ratings if one.rater == rater], strategy)
        for strategy in catalogue.strategies
        for rater in raters
    )


def _check(catalogue: Catalogue, ratings: Sequence[RaterRating]) -> None:
    """Refuse ratings that are none, of unknown things, or given twice."""
    if not any(one.has_opinion for one in ratings):
        raise InputError("no rater has an opinion", mend="Give a level in at least one row.")
    seen = set()
    for one in ratings:
        where = f"rater {one.rater}"
        catalogue.option(one.option, where=where)
        criterion = catalogue.criterion(one.criterion, where=where)
        for level in (one.cautious, one.hopeful):
            if level:
                criterion.place(level)
        key = (one.rater, one.option, one.criterion)
        if key in seen:
            raise InputError(
                f"{one.option} is rated twice on {one.criterion}",
                where=where,
                mend="Keep one of the two.",
            )
        seen.add(key)


def _said(ratings: Sequence[RaterRating], option: str, criterion: str) -> list[RaterRating]:
    """Return the opinions on one rating."""
    return [
        one
        for one in ratings
        if one.has_opinion and (one.option, one.criterion) == (option, criterion)
    ]


def _cell(
    catalogue: Catalogue, option: str, criterion: Criterion, said: Sequence[RaterRating]
) -> PanelCell:
    """Return what the raters say of one rating."""
    low = [criterion.place(one.cautious) for one in said]
    high = [criterion.place(one.hopeful) for one in said]
    ends = min(low), max(high)
    given = [one.level for one in said if one.level is not None]
    counts = {level: given.count(level) for level in criterion.levels}
    opinions = Counter(zip(low, high, strict=True))
    is_far = ends[1] - ends[0] >= 2
    is_disagreed = len(opinions) > 1 and (is_far or 2 * max(opinions.values()) <= len(said))
    lowest = [one.rater for one, place in zip(said, low, strict=True) if place == ends[0]]
    highest = [one.rater for one, place in zip(said, high, strict=True) if place == ends[1]]
    sentence = message(
        "{n} disagree on {option}, '{criterion}': from {lowest} ({lowest_word}; {low_raters}) to"
        " {highest} ({highest_word}; {high_raters}).",
        n=plural(len(said), "rater"),
        option=catalogue.option(option).name,
        criterion=criterion.label,
        lowest=criterion.levels[ends[0]],
        lowest_word=criterion.words[ends[0]],
        low_raters=join_names(lowest),
        highest=criterion.levels[ends[1]],
        highest_word=criterion.words[ends[1]],
        high_raters=join_names(highest),
    )
    return PanelCell(
        option=option,
        criterion=criterion.id,
        n=len(said),
        median=criterion.levels[_median(low, reached=len(said) // 2 + 1)],
        upper_median=criterion.levels[_median(high, reached=(len(said) + 1) // 2)],
        lowest=criterion.levels[ends[0]],
        highest=criterion.levels[ends[1]],
        counts=counts,
        ranges=len(said) - len(given),
        catalogue_level=catalogue.rating(option, criterion.id).level,
        is_disagreed=is_disagreed,
        sentence=sentence if is_disagreed else "",
    )


def _median(places: Sequence[int], *, reached: int) -> int:
    """Return the highest place that at least so many raters give or exceed."""
    return max(one for one in places if sum(other >= one for other in places) >= reached)


def _at(catalogue: Catalogue, cells: Sequence[PanelCell], levels: Sequence[str]) -> Catalogue:
    """Return the catalogue with a level for each rating that anyone has an opinion on."""
    return catalogue.with_ratings(
        [
            Rating(
                option=one.option,
                criterion=one.criterion,
                level=level,
                lower=one.lowest,
                upper=one.highest,
                source=plural(one.n, "rater"),
            )
            for one, level in zip(cells, levels, strict=True)
        ]
    )

"""Context: the firm's answers move ratings, as the moderators say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hanse.result import Record
from hanse.strategy.catalogue import Catalogue, Moderator, Rating

__all__ = ["Shift", "in_context"]


@dataclass(frozen=True)
class Shift(Record, kind="strategy-shift"):
    """What one moderator does to one rating.

    Attributes
    ----------
    before, after : str
        The level without any moderator and with all of them; they are equal where shifts cancel
        or the scale ends.
    by : int
        What this moderator adds, in levels.
    status : {"stated", "inferred", "hypothesis"}
        How sure the source is.
    """

    moderator: str
    option: str
    criterion: str
    by: int
    before: str
    after: str
    status: str
    why: str = ""
    source: str = ""


def in_context(
    catalogue: Catalogue,
    answers: Mapping[str, str],
    *,
    hypotheses: Sequence[Moderator] = (),
) -> tuple[Catalogue, tuple[Shift, ...]]:
    """Return the catalogue as it is rated for a firm with these answers.

    All moderators that hold are added up for each rating and the sum is cut off at the ends of the
    scale, so the order of moderators does not matter. A range moves with its level. A question
    without an answer moves nothing, nor does an open moderator, nor an unrated option.

    Parameters
    ----------
    catalogue : Catalogue
        The ratings without context.
    answers : mapping of str to str
        Question and value; questions that are not known are left out.
    hypotheses : sequence of Moderator
        The user's own moderators.

    Returns
    -------
    (Catalogue, tuple of Shift)
        The same catalogue and nothing where no moderator holds.

    Examples
    --------
    >>> from hanse.strategy import read_catalogue
    >>> rated, shifts = in_context(read_catalogue(), {"size": "medium"})
    >>> rated.rating("captive-lower", "feasibility").level, len(shifts)
    ('MF', 3)
    """
    acting = [one for one in (*catalogue.moderators, *hypotheses) if one.holds(answers)]
    sums: dict[tuple[str, str], int] = {}
    for one in acting:
        for key in _targets(one, catalogue):
            sums[key] = sums.get(key, 0) + one.shift
    moved = {key: _moved(catalogue, catalogue.rating(*key), by) for key, by in sums.items()}
    shifts = tuple(
        Shift(
            one.id,
            *key,
            by=one.shift,
            before=catalogue.rating(*key).level or "",
            after=moved[key].level or "",
            status=one.status,
            why=one.says,
            source=one.source,
        )
        for one in acting
        for key in _targets(one, catalogue)
    )
    return catalogue.with_ratings(moved.values()), shifts


def _targets(one: Moderator, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return the rated pairs of option and criterion that a moderator moves."""
    pairs = [(option, criterion) for option in one.options for criterion in one.criteria]
    return [pair for pair in dict.fromkeys(pairs) if catalogue.rating(*pair).level is not None]


def _moved(catalogue: Catalogue, rating: Rating, by: int) -> Rating:
    """Return a rating and its range moved by some levels, within the scale."""
    criterion = catalogue.criterion(rating.criterion)

    def shifted(level: str | None) -> str:
        place = criterion.place(level or "") + by
        return criterion.levels[min(max(place, 0), len(criterion.levels) - 1)]

    level = shifted(rating.level)
    return replace(
        rating,
        level=level,
        lower=shifted(rating.lower or rating.level),
        upper=shifted(rating.upper or rating.level),
    )

"""The slow, obvious check of an evaluation: every verdict from its definition, pair by pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.mixtures import all_mixtures, refusal

if TYPE_CHECKING:
    from hanse.strategy.evaluate import Evaluation, Verdict

__all__ = ["verdicts_follow"]

Places = dict[Mixture, tuple[int, ...]]


def verdicts_follow(evaluation: Evaluation) -> bool:
    """Whether the verdict on every mixture is what the definitions say.

    Parameters
    ----------
    evaluation : Evaluation
        Any; the time grows with the square of the number of mixtures.
    """
    catalogue = evaluation.catalogue
    served = [one.id for one in catalogue.serving(evaluation.strategy)]
    rated = [one for one in served if catalogue.is_rated(one)]
    expected = [*all_mixtures(rated), *((one,) for one in served if one not in rated)]
    if [one.parts for one in evaluation.verdicts] != expected:
        return False
    places: Places = {}
    for one in evaluation.verdicts:
        if one.parts[0] not in rated:
            if one.status != "unrated" or one.profile or one.misses or one.beaten_by:
                return False
        elif refusal(one.parts, catalogue):
            if one.status != "refused" or one.profile or one.misses or one.beaten_by:
                return False
        else:
            places[one.parts] = _places(one.parts, catalogue)
    hard = [criterion.role == "feasibility" for criterion in catalogue.evaluated]
    passed = [parts for parts, own in places.items() if min(own) > 0]
    feasible = [
        parts
        for parts, own in places.items()
        if all(own[i] > 0 for i, is_asked in enumerate(hard) if is_asked)
    ]
    if evaluation.is_fallback != (not passed):
        return False
    pool = set(passed or feasible)
    return all(
        _is_right(one, catalogue, places, pool, bool(passed))
        for one in evaluation.verdicts
        if one.parts in places
    )


def _places(parts: Mixture, catalogue: Catalogue) -> tuple[int, ...]:
    """Return the place of a mixture on each criterion, from its parts."""
    found = []
    for criterion in catalogue.evaluated:
        levels = [catalogue.rating(part, criterion.id).level or "" for part in parts]
        own = sorted(criterion.place(level) for level in levels)
        found.append(own[0] if criterion.mixture == "hardest" else own[-1])
    return tuple(found)


def _is_right(
    one: Verdict, catalogue: Catalogue, places: Places, pool: set[Mixture], has_passed: bool
) -> bool:
    """Whether one verdict is right: its levels, its status, and what beats it."""
    own = places[one.parts]
    labels = zip(catalogue.evaluated, own, strict=True)
    if one.profile != tuple(criterion.levels[place] for criterion, place in labels):
        return False
    if one.misses != tuple(
        criterion.id
        for criterion, place in zip(catalogue.evaluated, own, strict=True)
        if place == 0
    ):
        return False
    if bool(one.beaten_by) != (one.status in ("dominated", "needless")):
        return False
    if one.beaten_by and one.beaten_by not in pool:
        return False
    if one.parts not in pool:
        return one.status == "fails"
    if any(_beats(places[other], own) for other in pool):
        return one.status == "dominated" and _beats(places[one.beaten_by], own)
    if any(places[other] == own and len(other) < len(one.parts) for other in pool):
        return (
            one.status == "needless"
            and places[one.beaten_by] == own
            and len(one.beaten_by) < len(one.parts)
        )
    return one.status == ("advised" if has_passed else "best feasible")


def _beats(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether one profile is nowhere worse and somewhere better."""
    pairs = list(zip(one, other, strict=True))
    return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)

"""Why a method that weighs criteria ranks first what the rule does not advise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hanse.messages import message, plural
from hanse.strategy.catalogue import Catalogue, Criterion, Mixture
from hanse.strategy.mixtures import refusal
from hanse.strategy.reasons import missed
from hanse.strategy.rule import Profile, dominates
from hanse.strategy.sensitivity.form import either

__all__ = ["reasons"]

Profiles = Mapping[Mixture, Profile]


def reasons(
    catalogue: Catalogue,
    criteria: Sequence[Criterion],
    profiles: Profiles,
    first: Sequence[Mixture],
    advised: Sequence[Mixture],
) -> tuple[str, ...]:
    """Return why what comes first is not what the rule advises.

    Parameters
    ----------
    catalogue : Catalogue
        Names, and what can be one package.
    criteria : sequence of Criterion
        The columns of the profiles.
    profiles : mapping of Mixture to Profile
        The alternatives that were ranked.
    first, advised : sequence of Mixture
        What the method ranks first, and what the rule returns.

    Returns
    -------
    tuple of str
        A sentence each for: what is advised is not among the alternatives; what comes first cannot
        stand alone; a worst level is made up for; parts are added that change nothing; something
        better is at hand. If none holds: what is advised is ranked lower, or nothing is advised.
    """
    other = [one for one in first if one not in advised]
    said = [
        *_left_out(catalogue, profiles, advised),
        *_refused(catalogue, other),
        *_compensated(catalogue, criteria, profiles, other),
        *_padded(catalogue, profiles, other, advised),
        *_dominated(catalogue, profiles, other),
    ]
    lower = [one for one in advised if one in profiles and one not in first]
    if lower and not said:
        said.append(
            message(
                "Advised as well, and ranked lower because levels are weighed: {names}.",
                names=_names(catalogue, lower),
            )
        )
    if not advised:
        said.append(message("The rule returns nothing; a ranking always has a first."))
    return tuple(said)


def _names(catalogue: Catalogue, mixtures: Sequence[Mixture]) -> str:
    """Return mixtures as alternatives, the rest counted where there are many."""
    names = [catalogue.mixture_name(one) for one in mixtures[:3]]
    more = len(mixtures) - len(names)
    return either([*names, *([plural(more, "other")] if more else [])])


def _left_out(catalogue: Catalogue, profiles: Profiles, advised: Sequence[Mixture]) -> list[str]:
    """Return that mixtures that are advised are not ranked here."""
    missing = [one for one in advised if one not in profiles]
    if not missing:
        return []
    return [message("Not among what is ranked: {names}.", names=_names(catalogue, missing))]


def _refused(catalogue: Catalogue, first: Sequence[Mixture]) -> list[str]:
    """Return what comes first and cannot be a package."""
    found = [(one, refusal(one, catalogue)) for one in first]
    return [
        message("First although {why}: {name}.", why=why, name=catalogue.mixture_name(one))
        for one, why in found
        if why
    ]


def _compensated(
    catalogue: Catalogue,
    criteria: Sequence[Criterion],
    profiles: Profiles,
    first: Sequence[Mixture],
) -> list[str]:
    """Return what comes first at a worst level, grouped by the criteria that are missed."""
    groups: dict[tuple[str, ...], list[Mixture]] = {}
    for one in first:
        misses = tuple(c.id for c, place in zip(criteria, profiles[one], strict=True) if place == 0)
        if misses:
            groups.setdefault(misses, []).append(one)
    return [
        message(
            "First although {missed}, because other criteria make up for it: {names}.",
            missed=missed(catalogue, misses),
            names=_names(catalogue, mixtures),
        )
        for misses, mixtures in groups.items()
    ]


def _padded(
    catalogue: Catalogue,
    profiles: Profiles,
    first: Sequence[Mixture],
    advised: Sequence[Mixture],
) -> list[str]:
    """Return the mixtures that tie with an advised one to which they only add parts."""
    padded = [
        one
        for one in first
        if any(set(less) < set(one) and profiles.get(less) == profiles[one] for less in advised)
    ]
    if not padded:
        return []
    return [
        message(
            "Tied with what is advised by adding parts without need: {names}.",
            names=_names(catalogue, padded),
        )
    ]


def _dominated(catalogue: Catalogue, profiles: Profiles, first: Sequence[Mixture]) -> list[str]:
    """Return what comes first though something is better on a criterion without weight."""
    beaten = [
        one for one in first if any(dominates(other, profiles[one]) for other in profiles.values())
    ]
    if not beaten:
        return []
    return [
        message(
            "First although something is as good everywhere and better on a criterion without"
            " weight: {names}.",
            names=_names(catalogue, beaten),
        )
    ]

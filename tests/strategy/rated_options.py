"""Small catalogues: options with the places of their levels."""

from hanse.strategy.catalogue import Catalogue, Criterion, Option, Rating

LEVELS = ("low", "mid", "high")
WORDS = ("not so", "half so", "quite so")


def criterion(name, role="objective", mixture="best", levels=LEVELS):
    return Criterion(
        name, name, role, levels, WORDS[: len(levels)], f"{name} is missed", mixture=mixture
    )


CRITERIA = (criterion("ease", "feasibility", "hardest"), criterion("reach"), criterion("core"))


def rated(levels, *, criteria=CRITERIA, supplementary=(), strategy="go"):
    """Return a catalogue of options with places, None where an option is unrated."""
    options = tuple(
        Option(
            name,
            name.upper(),
            (strategy,),
            "exporting",
            role="supplementary" if name in supplementary else "base",
        )
        for name in levels
    )
    ratings = tuple(
        Rating(name, one.id, one.levels[place], one.levels[place], one.levels[place])
        for name, own in levels.items()
        for one, place in zip(criteria, own, strict=True)
        if place is not None
    )
    return Catalogue("small", "Small", criteria, options, ratings)

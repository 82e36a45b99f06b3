"""The effect on the cluster, slow and obvious: plain floats, one draw at a time, loops.

Written from the equations of docs/reference/strategy-effect.md and not from the code: it takes the
drawn unknowns as numbers and works out ratings, mixtures and years by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp


@dataclass
class OneDraw:
    """One world: the unknowns, the numbers of the levels, and where each rating lies."""

    values: dict[str, float]
    levels: dict[str, list[float]]
    places: dict[tuple[str, str], float]
    unrated: tuple[float, float]


@dataclass
class Year:
    lock_in: float
    core: float
    network: float


def one_draw(draws, i: int) -> OneDraw:
    """Take draw i out of the arrays of `hanse.strategy.effect.priors.Draws`."""
    return OneDraw(
        {name: float(values[i]) for name, values in draws.values.items()},
        {name: [float(row[i]) for row in rows] for name, rows in draws.levels.items()},
        {key: float(values[i]) for key, values in draws.places.items()},
        draws.unrated,
    )


def rating_number(catalogue, option: str, criterion: str, world: OneDraw) -> float:
    place = world.places[(criterion, option)]
    for rating in catalogue.ratings:
        if rating.option == option and rating.criterion == criterion and rating.level is not None:
            names = list(catalogue.criterion(criterion).levels)
            low = world.levels[criterion][names.index(rating.lower or rating.level)]
            high = world.levels[criterion][names.index(rating.upper or rating.level)]
            return low + place * (high - low)
    return world.unrated[0] + place * (world.unrated[1] - world.unrated[0])


def mixture_numbers(catalogue, text: str, world: OneDraw) -> dict[str, float]:
    """What one mixture does: x opens, c protects, rho moves, gone moves for good."""
    parts = [part.strip() for part in text.split("+")]
    reach = [rating_number(catalogue, part, "lock_in", world) for part in parts]
    guard = [rating_number(catalogue, part, "core", world) for part in parts]
    by_hardest = {one.id for one in catalogue.criteria if one.mixture == "hardest"}
    w = world.values["protection"]
    moved, replicative = [], False
    for part in parts:
        kind = catalogue.option(part).relocation
        if kind == "selective":
            moved.append(world.values["selective_share"])
        elif kind == "replicative":
            moved.append(world.values["replicative_share"])
            replicative = True
        else:
            moved.append(0.0)
    rho = max(moved)
    return {
        "x": min(reach) if "lock_in" in by_hardest else max(reach),
        "c": min(guard) if "core" in by_hardest else w * max(guard) + (1 - w) * min(guard),
        "rho": rho,
        "gone": rho if replicative else 0.0,
    }


def adoption(year: int, world: OneDraw) -> float:
    def logistic(t: float) -> float:
        m, r = world.values["adoption_midpoint"], world.values["adoption_speed"]
        return 1 / (1 + exp(-r * (t - m)))

    return (logistic(year) - logistic(0)) / (1 - logistic(0))


def simulated(catalogue, shares: dict[str, float], world: OneDraw, years: int) -> list[Year]:
    """The years 0 to the last of one scenario in one world."""
    v = world.values
    choices = [(share, mixture_numbers(catalogue, text, world)) for text, share in shares.items()]
    reach, network, core, moved_before = 0.0, 1.0, 1.0, 0.0
    told = [Year(1.0, 1.0, 1.0)]
    for year in range(1, years + 1):
        a = adoption(year, world)
        o = a * sum(share * one["x"] for share, one in choices)
        moved = a * sum(share * one["rho"] for share, one in choices)
        staying = 1 - a * sum(share * one["gone"] for share, one in choices)
        protecting = a * sum(share * one["c"] for share, one in choices)
        leaking = a * sum(share * (1 - one["c"]) for share, one in choices)
        growth = v["own_learning"] * staying
        growth += v["shared_learning"] * protecting * (1 + v["openness"] * network * reach)
        growth -= v["obsolescence"] + v["leakage"] * leaking
        if network < v["critical_mass"]:
            growth -= v["thinning_loss"] * (v["critical_mass"] - network) / v["critical_mass"]
        target = o + (1 - o) * v["spill_over"] * network * o
        new_network = network - v["tie_loss"] * (moved - moved_before) * network
        if network < staying:
            new_network += v["renewal"] * reach * (staying - network)
        core = core * exp(growth)
        reach = reach + v["reach_speed"] * (target - reach)
        network, moved_before = new_network, moved
        told.append(Year(1 - reach, core, network))
    return told

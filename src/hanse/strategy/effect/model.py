r"""The mean-field model behind the simulation: what the firms' choices do to the cluster.

For every draw and every year, with :math:`a` the part of the firms that have made their choice and
:math:`f_j` the share of firms that choose mixture :math:`j`:

.. math::
    a(t) &= \frac{S(t)-S(0)}{1-S(0)},\quad S(t)=\frac{1}{1+e^{-r(t-m)}} \\
    o &= a\sum f_j x_j,\quad R=a\sum f_j\rho_j,\quad M=1-a\sum_{\text{replicative}}f_j\rho_j \\
    A &= a\sum f_j c_j,\quad L=a\sum f_j(1-c_j) \\
    X_{t+1} &= X_t+\theta\,(o+(1-o)\,s\,N_t\,o-X_t),\quad X_0=0 \\
    N_{t+1} &= N_t-c\,(R_{t+1}-R_t)\,N_t+h\,X_t\max(0,M-N_t),\quad N_0=1 \\
    K_{t+1} &= K_t\exp\bigl(\beta M+\omega A(1+\mu N_tX_t)-\delta-\lambda L
               -\kappa\max(0,N_c-N_t)/N_c\bigr),\quad K_0=1

:math:`a,o,M,A,L` are those of year :math:`t+1`. Lock-in is :math:`1-X`, the local network
:math:`N`, the stock of core competencies :math:`K`. Every symbol, what each term rests on and what
is left out: ``docs/reference/strategy-effect.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.result import Record
from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.effect.priors import RATED, Draws, FloatArray
from hanse.strategy.mixtures import checked_mixture, mixture_text, parse_mixture

__all__ = [
    "BASELINE",
    "MEASURES",
    "Pull",
    "Scenario",
    "checked_scenarios",
    "pulls",
    "steps",
    "unrated_in",
]

BASELINE = "no strategy"
"""Name of the scenario in which no firm chooses anything; it is always simulated."""

MEASURES = ("lock_in", "core", "network")
"""What is simulated: lock-in in [0, 1], core competencies (1 at the start), network in [0, 1]."""

ROUNDING = 1e-9


@dataclass(frozen=True)
class Scenario(Record, kind="strategy-scenario"):
    """Which share of the firms chooses which mixture; the other firms choose nothing.

    Attributes
    ----------
    name : str
        Any name but that of the baseline.
    shares : mapping of str to float
        Mixture, as ``"a + b"``, to its share of the firms in [0, 1]; together at most 1.

    Examples
    --------
    >>> Scenario("both", {"niche-exporting + outsourcing-higher": 0.4}).name
    'both'
    """

    name: str
    shares: Mapping[str, float] = field(default_factory=dict)


def checked_scenarios(catalogue: Catalogue, scenarios: Sequence[Scenario]) -> tuple[Scenario, ...]:
    """Return the baseline and the scenarios, mixtures in the catalogue's order.

    Raises
    ------
    InputError
        If a name is empty, taken twice or the baseline's; a share is no number in [0, 1] or the
        shares exceed 1; an option does not exist; a mixture is refused or named twice.
    """
    made = [Scenario(BASELINE)]
    for one in scenarios:
        name = one.name.strip()
        if not name:
            raise InputError("a scenario has no name", where="scenarios", mend="Name it.")
        where = f"scenario '{name}'"
        if name.casefold() == BASELINE:
            raise InputError(
                "the name is that of the baseline, which is always simulated",
                where=where,
                mend="Give it another name or leave it out.",
            )
        if name in [other.name for other in made]:
            raise InputError("the name is taken twice", where=where, mend="Give each its own.")
        made.append(Scenario(name, _checked_shares(catalogue, one.shares, where)))
    return tuple(made)


def _checked_shares(
    catalogue: Catalogue, shares: Mapping[str, float], where: str
) -> dict[str, float]:
    """Return the shares by mixture as it is written in files."""
    made: dict[str, float] = {}
    for text, share in shares.items():
        parts = parse_mixture(text, catalogue, where=where)
        mixture = mixture_text(checked_mixture(parts, catalogue, where=where))
        if mixture in made:
            raise InputError(f"'{mixture}' is named twice", where=where, mend="Add the shares.")
        if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 <= share <= 1:
            raise InputError(
                f"the share of '{mixture}' is {share!r}",
                where=where,
                mend="Give a number from 0 to 1.",
            )
        made[mixture] = float(share)
    if sum(made.values()) > 1 + ROUNDING:
        raise InputError(
            f"the shares add up to {sum(made.values()):g}",
            where=where,
            mend="They are shares of all firms: together at most 1.",
        )
    return made


def unrated_in(
    catalogue: Catalogue, scenarios: Sequence[Scenario]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return by measure and scenario the options used that are not rated on what it depends on.

    Lock-in and the local network depend on the ratings on lock-in, the core on both ratings.
    """
    found = {}
    for measure in MEASURES:
        needed = RATED if measure == "core" else ("lock_in",)
        for one in scenarios:
            used = [text for text, share in one.shares.items() if share > 0]
            parts = dict.fromkeys(part for text in used for part in text.split(" + "))
            found[measure, one.name] = tuple(
                catalogue.option(part).name
                for part in parts
                if any(catalogue.rating(part, name).level is None for name in needed)
            )
    return found


@dataclass(frozen=True, eq=False)
class Pull:
    r"""What the choices of each scenario amount to once all have been made.

    Each is an array of shape (n_scenarios, n_draws), the sum of share times number over the
    mixtures.

    Attributes
    ----------
    opening : array
        :math:`\sum f_jx_j`, external reach of the firms that choose.
    protecting, leaking : array
        :math:`\sum f_jc_j` and :math:`\sum f_j(1-c_j)`.
    moving, leaving : array
        :math:`\sum f_j\rho_j`, over all mixtures and over replicative ones.
    """

    opening: FloatArray
    protecting: FloatArray
    leaking: FloatArray
    moving: FloatArray
    leaving: FloatArray


def pulls(catalogue: Catalogue, scenarios: Sequence[Scenario], draws: Draws) -> Pull:
    r"""Return what the choices of each scenario amount to.

    A mixture opens the cluster as its best part does. It protects the core as
    :math:`w\cdot` best :math:`+(1-w)\cdot` worst part: what the other part leaks counts. Where
    the catalogue says that a criterion goes by the hardest part, both are that part's. It moves as
    much activity as the part that moves most.

    Raises
    ------
    InputError
        If an option's relocation is unknown.
    """
    n_draws = len(draws.values["protection"])
    sums = np.zeros((5, len(scenarios), n_draws))
    known: dict[str, tuple[FloatArray, ...]] = {}
    for i, scenario in enumerate(scenarios):
        for text, share in scenario.shares.items():
            if text not in known:
                known[text] = _numbers(catalogue, parse_mixture(text, catalogue), draws)
            for total, number in zip(sums, known[text], strict=True):
                total[i] += share * number
    return Pull(*sums)


def _numbers(catalogue: Catalogue, mixture: Mixture, draws: Draws) -> tuple[FloatArray, ...]:
    """Return opening, protecting, leaking, moving and leaving of one mixture."""
    reach = [draws.number(catalogue, one, "lock_in") for one in mixture]
    guard = [draws.number(catalogue, one, "core") for one in mixture]
    hardest = {one.id: one.mixture == "hardest" for one in catalogue.criteria}
    opening = reduce(np.minimum if hardest["lock_in"] else np.maximum, reach)
    best, worst = reduce(np.maximum, guard), reduce(np.minimum, guard)
    weight = draws.values["protection"]
    core = worst if hardest["core"] else weight * best + (1 - weight) * worst
    moved = [_moved(catalogue, one, draws) for one in mixture]
    is_leaving = any(catalogue.option(one).relocation == "replicative" for one in mixture)
    moving = reduce(np.maximum, moved)
    return opening, core, 1 - core, moving, moving * float(is_leaving)


def _moved(catalogue: Catalogue, option: str, draws: Draws) -> FloatArray:
    """Return the part of its value chain that a firm with this option moves away."""
    nothing = np.zeros(len(draws.values["selective_share"]))
    parts = {
        "none": nothing,
        "selective": draws.values["selective_share"],
        "replicative": draws.values["replicative_share"],
        "return": nothing,
    }
    kind = catalogue.option(option).relocation
    if kind not in parts:
        raise unknown_name("relocation", kind, parts, where=f"option {option}")
    return parts[kind]


def steps(pull: Pull, draws: Draws, years: int) -> Iterator[tuple[FloatArray, ...]]:
    """Yield lock-in, core competencies and local network, the start first, then year by year.

    Parameters
    ----------
    pull : Pull
        Of each scenario and draw.
    draws : Draws
        The unknowns.
    years : int
        How many, from 0.

    Yields
    ------
    tuple of arrays of shape (n_scenarios, n_draws)
        In the order of `MEASURES`.
    """
    p = draws.values
    reach, core, network = (np.full(pull.moving.shape, start) for start in (0.0, 1.0, 1.0))
    adopted = np.zeros(pull.moving.shape[1])
    start = 1 / (1 + np.exp(p["adoption_speed"] * p["adoption_midpoint"]))
    yield 1 - reach, core, network
    for year in range(1, years + 1):
        before = adopted
        passed = 1 / (1 + np.exp(-p["adoption_speed"] * (year - p["adoption_midpoint"])))
        adopted = (passed - start) / (1 - start)
        opening = adopted * pull.opening
        target = opening + (1 - opening) * p["spill_over"] * network * opening
        staying = 1 - adopted * pull.leaving
        thinness = np.maximum(0, p["critical_mass"] - network) / p["critical_mass"]
        growth = (
            p["own_learning"] * staying
            + p["shared_learning"]
            * adopted
            * pull.protecting
            * (1 + p["openness"] * network * reach)
            - p["obsolescence"]
            - p["leakage"] * adopted * pull.leaking
            - p["thinning_loss"] * thinness
        )
        core = core * np.exp(growth)
        lost = p["tie_loss"] * (adopted - before) * pull.moving * network
        renewed = p["renewal"] * reach * np.maximum(0, staying - network)
        reach = reach + p["reach_speed"] * (target - reach)
        network = network - lost + renewed
        yield 1 - reach, core, network

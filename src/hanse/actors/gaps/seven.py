"""The seven gaps of a cluster, from the log of who worked with whom."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from hanse.actors.gaps.external import ExternalIndex, external_index
from hanse.actors.gaps.logged import Logged
from hanse.actors.gaps.measure import GapFigures, figures_of
from hanse.actors.gaps.network import Network, network_on, side_of
from hanse.actors.gaps.plainly import counted_right
from hanse.actors.gaps.targets import targets_of
from hanse.actors.sides import GAPS, gap
from hanse.actors.strength import TieRule
from hanse.actors.tables import ActorLog
from hanse.errors import InputError
from hanse.messages import columns_text, message, plural
from hanse.result import Answer

__all__ = ["SevenGaps", "seven_gaps"]


@dataclass(frozen=True, eq=False)
class SevenGaps(Answer, kind="actor-seven-gaps"):
    """The seven gaps on one day.

    Attributes
    ----------
    day : int
        When, as an ordinal.
    rule : TieRule
        What counts as a tie.
    logged : Logged
        What share of the episodes is taken to be logged.
    figures : tuple of GapFigures, length 7
        In the order of the gaps: six endogenous, then the exogenous one.
    abroad : ExternalIndex
        Of all actors at home, against those abroad.
    """

    day: int
    rule: TieRule
    logged: Logged
    figures: tuple[GapFigures, ...]
    abroad: ExternalIndex

    def of(self, key: str) -> GapFigures:
        """Return the figures of a gap by its key, number or label; another text is an error."""
        return self.figures[gap(key).number - 1]

    @property
    def endogenous(self) -> tuple[GapFigures, ...]:
        """Gaps 1 to 6, at home."""
        return tuple(one for one in self.figures if not one.is_exogenous)

    @property
    def exogenous(self) -> tuple[GapFigures, ...]:
        """Gap 7, out of the country."""
        return tuple(one for one in self.figures if one.is_exogenous)

    def verify(self, log: ActorLog) -> bool:
        """Return whether observed ties, pairs, degrees and shares are what plain loops count.

        Every pair of actors is looked at, episode by episode. Estimates of what was not logged are
        compared where all is logged, so that nothing is estimated.
        """
        return counted_right(log, self.rule, self.day, self.figures, self.logged.is_complete)

    def __str__(self) -> str:
        head = message(
            "Seven gaps on {day}: {firms} of the cluster",
            day=date.fromordinal(self.day).isoformat(),
            firms=plural(self.figures[0].n_firms, "firm"),
        )
        parts: list[str] = [head]
        for title, chosen in (("Endogenous", self.endogenous), ("Exogenous", self.exogenous)):
            parts += [f"{title} gaps", _table(chosen)]
        index = self.abroad
        if not math.isnan(index.index.value):
            parts.append(
                f"Actors at home against abroad: E-I {index.index.text(2)}, expected "
                f"{_number(index.expected)}, p {index.p_said}"
            )
        parts += [one.label.capitalize() + ": " + one.why_missing for one in self._missing()]
        return "\n".join([*parts, *self._said()])

    def _missing(self) -> list[GapFigures]:
        """Return the gaps without figures."""
        return [one for one in self.figures if one.why_missing]

    def _said(self) -> list[str]:
        """Return what is to be said below the tables."""
        said: list[str] = [
            message(
                "Gap value: 1 - density / target, 0 where the target is met. Brackets: 95 % "
                "intervals for this very network, had every episode been logged."
            ),
            str(self.logged),
        ]
        if all(math.isnan(one.target) for one in self.figures):
            said.append(message("No target and no peers are given, so no gap has a value."))
        return said

    def to_frame(self) -> Any:
        """Return one row for each gap.

        Columns: ``number gap label kind n_firms n_others pairs ties relationships density
        density_low density_high mean_degree mean_degree_low mean_degree_high firms_reached
        firms_reached_low firms_reached_high target target_from value value_low value_high e_i
        e_i_low e_i_high e_i_observed e_i_expected e_i_p external internal note``; ``kind`` is
        endogenous or exogenous, ``value`` the gap.
        """
        import pandas as pd

        return pd.DataFrame([_row(one) for one in self.figures])


def seven_gaps(
    log: ActorLog,
    rule: TieRule | None = None,
    *,
    logged: Logged | None = None,
    targets: Mapping[str, float] | None = None,
    peers: Mapping[str, Sequence[float]] | None = None,
    day: int | None = None,
    seed: int = 0,
    permutations: int = 999,
) -> SevenGaps:
    """Measure the seven gaps from the log.

    Density is D = ties / pairs, the gap 1 - min(1, D / D*) with D* the target. Because density
    falls with size, mean degree and the share of firms with at least one tie stand beside it.

    Where some episodes are not logged, ties that were seen understate those there are. Estimates
    and intervals are for the realised figures of this very network on the day (the share of pairs
    whose complete strength is at least `TieRule.least`, or whose relationship is stated), not for
    networks like it. They hold where each episode is logged independently of the others; they
    assume nothing of how active the actors are (`thinned`, `count_interval`).

    Parameters
    ----------
    log : ActorLog
        Actors and episodes. Actors that are not there on the day count on no side.
    rule : TieRule, optional
        What counts as a tie.
    logged : Logged, optional
        Share of the episodes that is logged; by default all.
    targets, peers : mapping, optional
        Target densities, or densities of peers whose median is the target (`targets_of`).
    day : int, optional
        An ordinal; by default the log's own day.
    seed : int
        For the permutations of the E-I index.
    permutations : int
        From 0, which leaves the test out.

    Returns
    -------
    SevenGaps
        A gap without firms or without anybody on its other side has NaN and says so.

    Raises
    ------
    InputError
        If a gap of the targets is unknown, or a number is out of range.
    """
    if permutations < 0:
        raise InputError(
            f"permutations is {permutations}", where="seven gaps", mend="Give a number from 0."
        )
    rule, logged = rule or TieRule(), logged or Logged()
    aims = targets_of(targets, peers)
    network = network_on(log, rule, log.as_of if day is None else day, logged)
    streams = np.random.default_rng(seed).spawn(len(GAPS) + 1)
    figures = []
    for one, rng in zip(GAPS, streams, strict=False):
        side = side_of(network, one)
        others = network.here & ~network.firms if one.number == 1 else side.others
        words = ("firms", "everybody else" if one.number == 1 else one.others)
        index = external_index(
            network, side.firms, others, names=words, permutations=permutations, rng=rng
        )
        target = aims.get(one.key, (math.nan, ""))
        figures.append(figures_of(network, one, side, target, index))
    abroad = _abroad(network, permutations, streams[-1])
    return SevenGaps(network.ties.day, rule, logged, tuple(figures), abroad)


def _abroad(network: Network, permutations: int, rng: np.random.Generator) -> ExternalIndex:
    """Return the E-I index of everybody at home against everybody abroad."""
    away = side_of(network, GAPS[-1]).others
    home = network.here & ~away
    names = ("actors at home", "actors abroad")
    return external_index(network, home, away, names=names, permutations=permutations, rng=rng)


def _table(figures: Sequence[GapFigures]) -> str:
    """Return how wide the gaps are, then how many firms reach across and where they turn."""
    wide = [
        [
            f"{one.number} {one.label}",
            f"{one.n_others:,}",
            f"{one.ties:,}",
            one.density.text(4),
            _number(one.target, 4),
            one.gap.text(2),
        ]
        for one in figures
    ]
    reach = [
        [
            f"{one.number} {one.label}",
            one.mean_degree.text(2),
            one.firms_reached.text(2),
            _number(one.relationships),
            one.external.index.text(2),
            _number(one.external.expected),
            one.external.p_said,
        ]
        for one in figures
    ]
    first = ["gap", "others", "ties seen", "density", "target", "gap value"]
    then = ["gap", "mean degree", "firms with a tie", "relationships", "E-I", "expected", "p"]
    return columns_text(first, wide, left=[0]) + "\n" + columns_text(then, reach, left=[0])


def _number(value: float, digits: int = 2) -> str:
    """Return a number, or a dash for none."""
    return "–" if math.isnan(value) else f"{value:.{digits}f}"


def _row(one: GapFigures) -> dict[str, Any]:
    """Return a row of the frame."""
    kind = "exogenous" if one.is_exogenous else "endogenous"
    row: dict[str, Any] = {"number": one.number, "gap": one.key, "label": one.label, "kind": kind}
    for name in ("n_firms", "n_others", "pairs", "ties", "relationships"):
        row[name] = getattr(one, name)
    named = {"density": one.density, "mean_degree": one.mean_degree}
    named |= {"firms_reached": one.firms_reached, "value": one.gap, "e_i": one.external.index}
    for name, estimate in named.items():
        if name == "value":
            row |= {"target": one.target, "target_from": one.target_from}
        row |= {
            name: estimate.value,
            f"{name}_low": estimate.low,
            f"{name}_high": estimate.high,
        }
    row |= {"e_i_observed": one.external.observed, "e_i_expected": one.external.expected}
    row |= {"e_i_p": one.external.p_value, "external": one.external.external}
    return row | {"internal": one.external.internal, "note": one.why_missing}

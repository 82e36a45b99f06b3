"""Does distance go with trade: rank correlations of the index and its parts with flows.

Distance is worth its name if flows fall with it (Dow and Karunaratna 2006, *Journal of
International Business Studies* 37(5), pp. 578-602). Flows also grow with the size of both
countries, so the correlation is also told with both sizes held constant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import Message, columns_text, message, plural
from hanse.observatory.distance.country_codes import with_country_codes
from hanse.observatory.distance.distance_index import DistanceIndex
from hanse.observatory.distance.rank_correlation import partial_spearman, spearman
from hanse.observatory.distance.row_checks import above_zero
from hanse.result import Answer, Record
from hanse.tables.long_table import LongTable

__all__ = ["INDEX", "FlowCorrelation", "RankCorrelation", "flow_correlation"]

Floats = npt.NDArray[np.float64]
INDEX = "index"
"""The name of the index among its parts."""


@dataclass(frozen=True)
class RankCorrelation(Record, kind="observatory-rank-correlation"):
    """How one distance goes with flows; below 0, flows fall with distance.

    Attributes
    ----------
    name : str
        ``index``, or the part.
    rho : float
        Over all pairs.
    within : float
        Median over origins of the correlation among their destinations.
    partial : float
        Over all pairs, the sizes of both countries held constant.
    pairs, origins : int
        How many pairs, and how many origins have a correlation.
    pairs_with_size : int
        How many pairs have both sizes.
    reason : str
        Why a number is NaN.
    """

    name: str
    rho: float
    within: float
    partial: float
    pairs: int
    origins: int
    pairs_with_size: int
    reason: str = ""


@dataclass(frozen=True)
class FlowCorrelation(Answer, kind="observatory-flow-correlation"):
    """Rank correlations of distances with flows.

    Attributes
    ----------
    listed : tuple of RankCorrelation
        The index, then each of its parts alone.
    left_out : int
        Flows of pairs that have no index, or whose flow is missing.
    notes : tuple of str
        What is to be known of the flows.
    """

    listed: tuple[RankCorrelation, ...]
    left_out: int = 0
    notes: tuple[str, ...] = ()

    def of(self, name: str) -> RankCorrelation:
        """Return the correlations of the index or a part; one that is not there is an error."""
        found = [one for one in self.listed if one.name == name]
        if not found:
            names = ", ".join(one.name for one in self.listed)
            raise InputError(f"there is no distance '{name}'", mend=f"There are: {names}.")
        return found[0]

    @property
    def sentence(self) -> Message:
        """Return what the index says of the flows."""
        one = self.of(INDEX)
        return message(
            "Over {pairs:,} pairs the rank correlation of distance and flow is {rho:.2f}, within "
            "origins {within:.2f} (median of {origins}), and {partial:.2f} with the size of both "
            "held constant.",
            pairs=one.pairs,
            rho=one.rho,
            within=one.within,
            origins=one.origins,
            partial=one.partial,
        )

    def to_frame(self) -> Any:
        """Return one row for the index and for each part.

        Columns: ``name rho within partial pairs origins pairs_with_size reason``.
        """
        import pandas as pd

        words = (
            "name",
            "rho",
            "within",
            "partial",
            "pairs",
            "origins",
            "pairs_with_size",
            "reason",
        )
        return pd.DataFrame(
            [[getattr(one, word) for word in words] for one in self.listed], columns=words
        )

    def __str__(self) -> str:
        header = ["distance", "all pairs", "within origins", "sizes held", "pairs", "origins"]
        lines = [
            [
                one.name,
                *("–" if np.isnan(x) else f"{x:+.3f}" for x in (one.rho, one.within, one.partial)),
                f"{one.pairs:,}",
                f"{one.origins:,}",
            ]
            for one in self.listed
        ]
        gone = [f"Left out: {plural(self.left_out, 'flow')}"] if self.left_out else []
        table = columns_text(header, lines, left=[0])
        return "\n".join(["Rank correlation with flows", table, *gone, *self.notes])


def flow_correlation(
    index: DistanceIndex,
    flows: LongTable,
    *,
    origin: str = "origin",
    destination: str = "destination",
    flow: str = "flow",
    sizes: tuple[str, str] | None = None,
) -> FlowCorrelation:
    """Correlate the index, and each part of it alone, with flows between countries.

    Parameters
    ----------
    index : DistanceIndex
        Of the countries.
    flows : LongTable
        A row for each ordered pair.
    origin, destination, flow : str
        Its keys and the column of flows, from 0.
    sizes : tuple of two str, optional
        Columns of the sizes of origin and destination (gross domestic product), above 0; by default
        ``gdp_origin`` and ``gdp_destination`` where the table has them. Ranks are the same for a
        size and for its logarithm.

    Returns
    -------
    FlowCorrelation
        NaN with a reason where fewer than three pairs are left, a part does not vary, or there are
        no sizes. An origin counts where it has three destinations and both vary.

    Raises
    ------
    InputError
        If a pair stands twice, a flow is negative, a size is not above 0, a country is not known,
        or no flow belongs to a pair of the index.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.observatory.distance import default_parts, distance_index
    >>> index = distance_index(default_parts(["SWE", "FIN", "DNK", "DEU", "CHN"]))
    >>> frame = pd.DataFrame(
    ...     {"origin": "SWE", "destination": ["FIN", "DNK", "DEU", "CHN"], "flow": [9, 8, 3, 2]})
    >>> keys = ["origin", "destination"]
    >>> table = LongTable.from_frame(frame, keys=keys, values=["flow"])
    >>> flow_correlation(index, table).of("index").rho
    -1.0
    """
    coded = with_country_codes(flows, origin, destination).unique([origin, destination])
    coded.nonnegative(flow)
    i, j = (_places(index, coded, name) for name in (origin, destination))
    numbers = coded.value(flow)
    here = (i >= 0) & (j >= 0) & ~np.isnan(numbers)
    here[here] = ~np.isnan(index.matrix[i[here], j[here]])
    if not here.any():
        raise InputError("no flow belongs to a pair of the index", where=flows.file or "frame")
    held = [one[here] for one in _sizes(coded, sizes)]
    i, j, numbers = i[here], j[here], numbers[here]
    distances = {
        INDEX: index.matrix,
        **{name: index.parts.part(name).values for name in index.weights},
    }
    listed = [_one(name, values[i, j], numbers, i, held) for name, values in distances.items()]
    notes = tuple(note for note in coded.notes if note not in flows.notes)
    return FlowCorrelation(tuple(listed), int((~here).sum()), notes)


def _places(index: DistanceIndex, table: LongTable, name: str) -> npt.NDArray[np.int64]:
    """Return the place of each row's country in the index, −1 where it is not there."""
    key = table.key(name)
    places = [index.parts.places.get(label, -1) for label in key.labels]
    return np.array(places, dtype=np.int64)[key.codes]


def _sizes(table: LongTable, sizes: tuple[str, str] | None) -> list[Floats]:
    """Return the sizes of origins and destinations, nothing where there are none."""
    names = sizes or ("gdp_origin", "gdp_destination")
    if sizes is None and not all(name in table.values for name in names):
        return []
    return [above_zero(table, name) for name in names]


def _one(
    name: str, distance: Floats, flow: Floats, origins: npt.NDArray[np.int64], held: list[Floats]
) -> RankCorrelation:
    """Return the correlations of one distance."""
    known = ~np.isnan(distance)
    rho = spearman(distance[known], flow[known])
    within = [
        spearman(distance[known & (origins == at)], flow[known & (origins == at)])
        for at in np.unique(origins[known]).tolist()
    ]
    within = [one for one in within if not np.isnan(one)]
    sized = known.copy()
    for one in held:
        sized &= ~np.isnan(one)
    partial = np.nan
    if held:
        some = tuple(one[sized] for one in held)
        partial = partial_spearman(distance[sized], flow[sized], some)
    reasons = {
        "fewer than 3 pairs, or all are equal": np.isnan(rho),
        "no origin with 3 destinations that differ": not within,
        "no sizes of the countries": not held,
        "too few pairs with sizes": bool(held) and np.isnan(partial),
    }
    return RankCorrelation(
        name,
        rho,
        float(np.median(within)) if within else np.nan,
        partial,
        int(known.sum()),
        len(within),
        int(sized.sum()) if held else 0,
        "; ".join(why for why, applies in reasons.items() if applies),
    )

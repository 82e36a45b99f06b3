"""Ranked lists and reasons of positions in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from hanse.actors.position.brokerage import brokered_sides
from hanse.actors.position.network import Network
from hanse.actors.position.partition import ABROAD, PLURAL_SIDES
from hanse.messages import columns_text, message, plural

if TYPE_CHECKING:
    from hanse.actors.position.positions import Positions

__all__ = ["broker_reasons", "ranked_text"]

_TOP = 10
_LISTS = (
    ("degree", "Most ties", "{:,.0f}"),
    ("betweenness", "Between most pairs of others", "{:.1%}"),
    ("constraint", "Freest to broker (least constraint)", "{:.3f}"),
)


def broker_reasons(
    network: Network,
    side: npt.NDArray[np.int64],
    labels: tuple[str, ...],
    across: npt.NDArray[np.int64],
    *,
    most: int = _TOP,
) -> dict[str, str]:
    """Return for the actors that broker most across sides whom they bring together."""
    order = np.argsort(-across, kind="stable")[:most]
    said: dict[str, str] = {}
    for at in order[across[order] > 0].tolist():
        own = int(side[at])
        pairs = [p for p in brokered_sides(network.matrix, side, at) if (p[0], p[1]) != (own, own)]
        one, two, count = pairs[0]
        among = (
            _two(labels[one])
            if one == two
            else message("{one} and {two}", one=labels[one], two=labels[two])
        )
        said[network.ids[at]] = message(
            "{name} ({own}) stands between {pairs} of actors without a tie of their own, most "
            "often {among} ({count:,}).",
            name=network.names[at], pairs=plural(int(across[at]), "pair"), own=labels[own],
            among=among, count=count)  # fmt: skip
    return said


def _two(label: str) -> str:
    """Return two actors of one side in words."""
    if label == ABROAD:
        return message("two actors abroad")
    if label in PLURAL_SIDES:
        return message("two {sides}", sides=label)
    return message("two actors of one side ({side})", side=label)


def ranked_text(found: Positions, *, most: int = 5) -> str:
    """Return the head, who bridges, the ranked lists and the notes."""
    ties = int(found.degree.sum()) // 2
    groups = int((np.bincount(found.community) > 1).sum()) if len(found) else 0
    head = message(
        "{actors} with {ties} on {day}; {groups}{modularity}.",
        actors=plural(len(found), "actor"), ties=plural(ties, "tie"),
        day=date.fromordinal(found.day).isoformat(),
        groups=plural(groups, "community of two or more", "communities of two or more"),
        modularity="" if np.isnan(found.modularity) else f", modularity {found.modularity:.2f}",
    )  # fmt: skip
    names = dict(zip(found.ids, found.names, strict=True))
    blocks: list[str] = [head]
    if found.reasons:
        blocks += ["Who bridges:", *(f"- {why}" for why in list(found.reasons.values())[:most])]
    every = max(len(found) - 1, 1) * max(len(found) - 2, 1) / 2
    for measure, title, shape in _LISTS:
        unit = every if measure == "betweenness" else 1.0
        rows = [[names[who], shape.format(value / unit)] for who, value in found.top(measure, most)]
        if rows:
            blocks += ["", columns_text([title, measure], rows, left=[0])]
    return "\n".join([*blocks, "", *found.notes])

"""Peers: with whom a unit is compared, why each of them, and how they were chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import columns_text, join_names, message, plural
from hanse.observatory.benchmark.attributes import Attributes, attributes_of
from hanse.observatory.benchmark.nearness import nearest_of
from hanse.observatory.specialisation.text import number_text
from hanse.result import Answer
from hanse.tables.case_table import CaseTable

__all__ = ["Peers", "choose_peers"]


@dataclass(frozen=True, eq=False)
class Peers(Answer, kind="observatory-peers"):
    """The units with which one is compared.

    Attributes
    ----------
    unit : str
        The one that is compared; it is not among them.
    names : tuple of str
        The peers: by distance where they were chosen by it, else as they were given.
    reasons : tuple of str
        Why each of them.
    distance : ndarray of float64, shape (peers,)
        Standardised distance, NaN where it did not count.
    how : str
        How they were chosen, in one sentence.
    left_out : mapping of str to str
        Units that could not be judged, and why.
    notes : tuple of str
        What else is to be known.
    """

    unit: str
    names: tuple[str, ...]
    reasons: tuple[str, ...]
    distance: npt.NDArray[np.float64]
    how: str
    left_out: Mapping[str, str]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        numbers = np.array(self.distance, dtype=np.float64)
        numbers.setflags(write=False)
        object.__setattr__(self, "distance", numbers)

    def __len__(self) -> int:
        return len(self.names)

    def __str__(self) -> str:
        rows = zip(self.names, self.distance.tolist(), self.reasons, strict=True)
        lines = [[name, number_text(far), why] for name, far, why in rows]
        table = columns_text(["peer", "distance", "reason"], lines, left=[0, 2])
        rest = [f"Left out: {name}, {why}" for name, why in self.left_out.items()]
        return "\n".join([self.how, *([table] if lines else []), *rest, *self.notes])

    def to_frame(self) -> Any:
        """Return one row for each peer: ``unit peer distance reason``."""
        import pandas as pd

        return pd.DataFrame(
            {
                "unit": [self.unit] * len(self),
                "peer": list(self.names),
                "distance": self.distance.copy(),
                "reason": list(self.reasons),
            }
        )


def choose_peers(
    attributes: CaseTable | Mapping[str, Mapping[str, Any]] | Sequence[str],
    unit: str,
    *,
    same: Sequence[str] = (),
    nearest: int | None = None,
    by: Sequence[str] = (),
    names: Sequence[str] | None = None,
    exclude: Sequence[str] = (),
) -> Peers:
    """Choose with whom a unit is compared.

    Parameters
    ----------
    attributes : CaseTable, mapping of str to mapping, or sequence of str
        What is known of each unit; plain names where nothing need be known.
    unit : str
        The one that is compared.
    same : sequence of str
        Columns in which a peer must have the value of the unit, such as industry and country.
    nearest : int, optional
        How many to take: those with the smallest distance in the columns ``by``.
    by : sequence of str
        Columns of numbers. The distance is Euclidean, each column in standard deviations over the
        unit and all candidates; d = sqrt(Σ ((x_unit − x_peer) / s)²).
    names : sequence of str, optional
        The only units that may be peers.
    exclude : sequence of str
        Units that may not.

    Returns
    -------
    Peers
        None of them where nobody fits. Units that lack a value which is needed are left out and
        named. Equal distances are ordered by name.

    Raises
    ------
    InputError
        If a unit or column is unknown (with the nearest), the unit itself lacks a value,
        ``nearest`` is not a number from 1, or only one of ``nearest`` and ``by`` is given.

    Examples
    --------
    >>> known = {
    ...     "Kista": {"country": "SWE", "size": 100}, "Lund": {"country": "SWE", "size": 90},
    ...     "Oulu": {"country": "FIN", "size": 100}, "Umea": {"country": "SWE", "size": 20},
    ... }
    >>> found = choose_peers(known, "Kista", same=["country"], nearest=1, by=["size"])
    >>> print(found)
    Peers of Kista: the 1 nearest of 2 units in size, with the same country.
    peer  distance  reason
    Lund      0.28  country SWE, distance 0.28
    """
    table = attributes_of(attributes)
    _check(table, unit, nearest, by, (*(names or ()), *exclude))
    allowed = table.units if names is None else tuple(dict.fromkeys(names))
    candidates = [one for one in allowed if one != unit and one not in set(exclude)]
    left_out: dict[str, str] = {}
    candidates = _with_same(table, unit, candidates, same, left_out)
    matched = ", ".join(f"{column} {table.text(unit, column)}" for column in same)
    notes = [f"{unit} itself is left out of its peers."] if unit in (names or ()) else []
    if nearest is None:
        why = matched or ("named" if names is not None else "all others")
        how = _how(unit, same, names is not None, len(exclude))
        far = np.full(len(candidates), np.nan)
        return Peers(unit, tuple(candidates), (why,) * len(candidates), far, how, left_out,
                     tuple(notes))  # fmt: skip
    near = nearest_of(table, unit, candidates, by, nearest, left_out)
    shown = [f"distance {number_text(one)}" for one in near.distance.tolist()]
    whys = tuple(", ".join(filter(None, [matched, one])) for one in shown)
    head = f"the {nearest} nearest of {plural(len(candidates), 'unit')} in {join_names(list(by))}"
    how = _how(unit, same, names is not None, len(exclude), head)
    return Peers(unit, near.names, whys, near.distance, how, left_out, (*notes, *near.notes))


def _check(
    table: Attributes, unit: str, nearest: int | None, by: Sequence[str], others: Sequence[str]
) -> None:
    """Raise if a name is unknown or choices do not go together."""
    for name in (unit, *others):
        if name not in table.places:
            raise unknown_name("unit", name, table.units, where="peers")
    if nearest is not None and (isinstance(nearest, bool) or nearest < 1):
        raise InputError(f"nearest is {nearest}", where="peers", mend="Give a number from 1.")
    if (nearest is None) != (not by):
        given, lacking = ("by", "nearest") if nearest is None else ("nearest", "by")
        raise InputError(
            f"{given} is given and {lacking} is not",
            where="peers",
            mend='Give both: nearest=10, by=["size"].',
        )


def _with_same(
    table: Attributes,
    unit: str,
    candidates: list[str],
    same: Sequence[str],
    left_out: dict[str, str],
) -> list[str]:
    """Return the candidates with the unit's values, and tell who lacks one."""
    wanted = {column: table.text(unit, column) for column in same}
    for column, text in wanted.items():
        if not text:
            raise InputError(
                f"{unit} has no {column}",
                where="peers",
                mend=f"Fill it, or choose peers without the same {column}.",
            )
    kept = []
    for name in candidates:
        missing = [column for column in wanted if not table.text(name, column)]
        if missing:
            left_out[name] = message("no {columns}", columns=join_names(missing))
        elif all(table.text(name, column) == text for column, text in wanted.items()):
            kept.append(name)
    return kept


def _how(unit: str, same: Sequence[str], named: bool, excluded: int, head: str = "") -> str:
    """Return how peers were chosen, in one sentence."""
    what = head or ("those named" if named else "all other units")
    parts = [what]
    if same:
        parts.append(f"with the same {join_names(list(same))}")
    if named and head:
        parts.append("among those named")
    if excluded:
        parts.append(f"{plural(excluded, 'unit')} excluded")
    return f"Peers of {unit}: {', '.join(parts)}."

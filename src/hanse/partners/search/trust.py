"""Trust of one profile in another, from ratings or from the strength of ties."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names
from hanse.partners.search.profiles import Profiles
from hanse.result import Record
from hanse.tables.long_table import LongTable

__all__ = ["Trust", "trust_between"]

LOWEST, HIGHEST = 1.0, 7.0


@dataclass(frozen=True, eq=False)
class Trust(Record, kind="partner-trust"):
    """Who trusts whom, and what holds where nobody has said anything.

    Attributes
    ----------
    source, target : ndarray of int64, shape (pairs,)
        Places of the profiles: who trusts whom.
    values : ndarray of float64, shape (pairs,), 0 to 1
        How much.
    prior : float, 0 to 1
        The trust of all other pairs: neither for nor against.
    means : str
        ``"ratings"`` or ``"ties"``: what the values come from.
    """

    source: npt.NDArray[np.int64]
    target: npt.NDArray[np.int64]
    values: npt.NDArray[np.float64]
    prior: float = 0.5
    means: str = "ratings"

    def __post_init__(self) -> None:
        kinds = {"source": np.int64, "target": np.int64, "values": np.float64}
        for name, kind in kinds.items():
            made = np.array(getattr(self, name), dtype=kind)
            made.setflags(write=False)
            object.__setattr__(self, name, made)


def trust_between(profiles: Profiles, table: LongTable, *, prior: float = 0.5) -> Trust:
    r"""Return who trusts whom.

    Ratings t from 1 to 7 become :math:`(t - 1) / 6`. Strengths s of ties become
    :math:`p + (1 - p)\, s / (s + \tilde s)` with the prior p and the median :math:`\tilde s` of the
    strengths above 0, so that a tie only adds to trust. A pair that is not in the table has the
    prior: not to know somebody is neither trust nor mistrust.

    Parameters
    ----------
    profiles : Profiles
        The profiles.
    table : LongTable
        Two keys with ids of profiles, from whom and in whom, in this order, and a column ``trust``
        (1 to 7) or ``strength`` (from 0). Rows without a number are left out.
    prior : float, 0 to 1
        The trust of pairs without a row.

    Raises
    ------
    InputError
        If a profile is unknown (with the nearest), a pair stands twice, a number is out of its
        range, or the prior is.

    Examples
    --------
    >>> import pandas as pd
    >>> profiles = Profiles.from_frame(pd.DataFrame({"profile": ["A", "B"]}), as_of=739_000)
    >>> frame = pd.DataFrame({"from": ["A"], "to": ["B"], "trust": [7.0]})
    >>> table = LongTable.from_frame(frame, keys=["from", "to"], values=["trust"])
    >>> trust_between(profiles, table).values
    array([1.])
    """
    where = table.file or "trust"
    if not 0 <= prior <= 1:
        raise InputError(f"prior is {prior}", where=where, mend="Give a number from 0 to 1.")
    names = list(table.keys)
    if len(names) != 2:
        raise InputError(
            f"the table has {len(names)} keys: {join_names(names) or 'none'}",
            where=where,
            mend="Give it two: who trusts, and whom.",
        )
    columns = [name for name in ("trust", "strength") if name in table.values]
    if len(columns) != 1:
        found = join_names(list(table.values)) or "none"
        raise InputError(
            f"columns of numbers are {found}", where=where, mend="Give trust (1 to 7) or strength."
        )
    table.unique(names)
    places = [_places(profiles, table, name, where) for name in names]
    if columns[0] == "trust":
        values = (table.between("trust", LOWEST, HIGHEST) - LOWEST) / (HIGHEST - LOWEST)
    else:
        strength = table.nonnegative("strength")
        above = strength[strength > 0]
        middle = float(np.median(above)) if above.size else math.inf
        values = prior + (1 - prior) * strength / (strength + middle)
    own = np.flatnonzero(places[0] == places[1])
    if own.size:
        rows = join_names([str(line) for line in table.lines[own].tolist()])
        raise InputError(
            f"a profile trusts itself in row {rows}", where=where, mend="Take the row out."
        )
    kept = ~np.isnan(values)
    return Trust(
        places[0][kept],
        places[1][kept],
        values[kept],
        prior,
        "ratings" if columns[0] == "trust" else "ties",
    )


def _places(profiles: Profiles, table: LongTable, name: str, where: str) -> npt.NDArray[np.int64]:
    """Return the places of the profiles that a key names; unknown ones are told together."""
    key = table.keys[name]
    wrong = [label for label in key.labels if label not in profiles.place_of]
    rows = [int(table.lines[np.argmax(key.codes == key.labels.index(one))]) for one in wrong]
    if len(wrong) == 1:
        place = f"{where}, row {rows[0]}, column {name}"
        raise unknown_name("profile", wrong[0], profiles.ids, where=place)
    if wrong:
        said = [f"'{one}' (row {row})" for one, row in zip(wrong, rows, strict=True)]
        raise InputError(
            f"there are no profiles {join_names(said)}",
            where=f"{where}, column {name}",
            mend="Give ids of the profiles.",
        )
    return np.array([profiles.place_of[one] for one in key.labels], dtype=np.int64)[key.codes]

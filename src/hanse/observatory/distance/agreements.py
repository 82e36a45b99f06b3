"""Administrative distance: what two countries have founded together, and whether they pay alike.

1 − (stage of the deepest agreement between both + ¼ if they have the same currency), with stages
after Balassa (1961), *The Theory of Economic Integration*: ¼ for an association or free movement of
persons, ½ for a free-trade area or customs union, ¾ for a common market.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.tables.countries import Country

__all__ = ["CURRENCY", "STAGES", "administrative_distance"]

Floats = npt.NDArray[np.float64]

CURRENCY = 0.25
"""What the same currency adds."""

_ASSOCIATION, _TRADE, _MARKET = 0.25, 0.5, 0.75

STAGES: Mapping[str, float] = MappingProxyType(
    {
        **dict.fromkeys(("COMMONWEALTH", "CPLP", "CTA", "NORDIC", "SCHENGEN"), _ASSOCIATION),
        **dict.fromkeys(("ANDEAN", "ASEAN", "CER", "CUSTOMS_CH_LI", "EFTA", "EU_CUSTOMS"), _TRADE),
        **dict.fromkeys(("MERCOSUR", "SACU", "USMCA"), _TRADE),
        **dict.fromkeys(("BENELUX", "CARICOM", "CEMAC", "EAC", "EAEU", "EEA", "EU"), _MARKET),
        **dict.fromkeys(("EUROZONE", "GCC", "WAEMU"), _MARKET),
    }
)
"""How deep each bloc of `hanse.tables.countries.blocs` goes; others count as associations."""


def administrative_distance(
    chosen: Sequence[Country], *, stages: Mapping[str, float] = STAGES
) -> Floats:
    """Return the administrative distance between countries.

    Parameters
    ----------
    chosen : sequence of Country, length n
        With their blocs and currencies.
    stages : mapping of str to float
        The stage of each bloc, in [0, 0.75]; a bloc that is not named counts 0.25.

    Returns
    -------
    ndarray of float64, shape (n, n)
        In [0, 1], symmetric, 0 on the diagonal: 0 in a common market with one currency, 1 without
        agreement in the list. NaN where a country's currency is not known.

    Raises
    ------
    InputError
        If a stage is not between 0 and 0.75.

    Examples
    --------
    >>> from hanse.tables.countries import country
    >>> chosen = [country(code) for code in ("DEU", "FRA", "SWE", "CHN")]
    >>> administrative_distance(chosen)[0].tolist()
    [0.0, 0.0, 0.25, 1.0]
    """
    for name, stage in stages.items():
        if not 0 <= stage <= 1 - CURRENCY:
            raise InputError(
                f"the stage of {name} is {stage:g}", where="stages", mend="Give 0 to 0.75."
            )
    n = len(chosen)
    deepest = np.zeros((n, n))
    for name in sorted({bloc for one in chosen for bloc in one.blocs}):
        inside = np.array([name in one.blocs for one in chosen], dtype=bool)
        stage = stages.get(name, _ASSOCIATION)
        deepest = np.where(np.outer(inside, inside), np.maximum(deepest, stage), deepest)
    money = np.array([one.currency for one in chosen], dtype=object)
    same = (money[:, None] == money[None, :]) & (money != "")[:, None]
    made = 1 - deepest - CURRENCY * same
    made[money == "", :] = made[:, money == ""] = np.nan
    np.fill_diagonal(made, 0.0)
    return np.asarray(made, dtype=np.float64)

"""How well the order of entries agrees with the order of distances."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import Message, message
from hanse.result import Record

__all__ = ["WaveAgreement", "wave_agreement"]

Floats = npt.NDArray[np.float64]

_EXACT = 8  # 40,320 orders
_SAME = 1e-12  # correlations that differ by less are equal
_CELLS = 4_000_000  # of a block of orders × pairs


@dataclass(frozen=True)
class WaveAgreement(Record, kind="partners-wave-agreement"):
    """Rank correlations of two orders of the same markets.

    Attributes
    ----------
    spearman, kendall : float
        −1 to 1, equal values with the mean of their ranks (Kendall's tau-b); NaN with fewer than
        three markets or where one of the two is the same for all.
    spearman_p, kendall_p : float
        Share of orders of the waves that agree as well or better, or as badly or worse (both
        sides).
    n : int
        How many markets.
    orders : int
        How many orders were looked at.
    is_exact : bool
        Whether these are all orders there are; otherwise they were drawn, the found one is counted
        among them.
    """

    spearman: float
    spearman_p: float
    kendall: float
    kendall_p: float
    n: int
    orders: int
    is_exact: bool

    @property
    def said(self) -> Message:
        """The agreement in a sentence."""
        if math.isnan(self.spearman):
            template = "Wave and distance of {n} entered markets: no rank correlation is defined."
            return message(template, n=self.n)
        how = "all orders" if self.is_exact else "drawn orders"
        template = (
            "Rank correlation of wave and distance over {n} markets: Spearman {rho:+.2f} "
            "(p {p}), Kendall {tau:+.2f} (p {q}), by {orders:,} {how}."
        )
        return message(
            template,
            n=self.n,
            rho=self.spearman,
            p=_p_text(self.spearman_p),
            tau=self.kendall,
            q=_p_text(self.kendall_p),
            orders=self.orders,
            how=how,
        )


def wave_agreement(
    waves: Floats, distances: Floats, *, draws: int = 9999, seed: int = 0
) -> WaveAgreement:
    """Return the rank correlations of waves and distances with their permutation p.

    Parameters
    ----------
    waves, distances : ndarray of float64, shape (n,)
        Without NaN.
    draws : int
        How many orders are drawn where n is above 8; below, all are taken.
    seed : int
        Of the draws.

    Raises
    ------
    InputError
        If no order is to be drawn.

    Examples
    --------
    >>> found = wave_agreement(np.array([1.0, 1.0, 2.0, 3.0]), np.array([0.1, 0.4, 0.9, 2.0]))
    >>> round(found.spearman, 3), round(found.spearman_p, 3)
    (0.949, 0.167)
    """
    n = len(waves)
    if draws < 1:
        raise InputError(f"draws is {draws}", where="waves", mend="Give a whole number from 1.")
    x, y = _centred_ranks(waves), _centred_ranks(distances)
    if n < 3 or not x.any() or not y.any():
        return WaveAgreement(math.nan, math.nan, math.nan, math.nan, n, 0, False)
    steps, down = _signs(waves), _signs(distances)
    rho = float(x @ y / math.sqrt((x @ x) * (y @ y)))
    tau = float((steps * down).sum() / math.sqrt((steps**2).sum() * (down**2).sum()))
    is_exact = n <= _EXACT
    if is_exact:
        orders = np.array(list(itertools.permutations(range(n))))
    else:
        rng = np.random.default_rng(seed)
        orders = np.argsort(rng.random((draws, n)), axis=1)
    rhos = x[orders] @ y / math.sqrt((x @ x) * (y @ y))
    size = math.sqrt((steps**2).sum() * (down**2).sum())
    taus = _taus(orders, steps, down) / size
    counted = 0 if is_exact else 1
    p, q = (
        (int((np.abs(found) >= abs(own) - _SAME).sum()) + counted) / (len(orders) + counted)
        for found, own in ((rhos, rho), (taus, tau))
    )
    return WaveAgreement(rho, p, tau, q, n, len(orders), is_exact)


def _centred_ranks(values: Floats) -> Floats:
    """Return the ranks less their mean; equal values share the mean of their ranks."""
    below = (values[None, :] < values[:, None]).sum(axis=1)
    same = (values[None, :] == values[:, None]).sum(axis=1)
    ranks = below + (same + 1) / 2
    return np.asarray(ranks - (len(values) + 1) / 2, dtype=np.float64)


def _signs(values: Floats) -> Floats:
    """Return the sign of the difference of each pair; shape (n, n)."""
    return np.sign(values[:, None] - values[None, :])


def _taus(orders: npt.NDArray[np.int64], steps: Floats, down: Floats) -> Floats:
    """Return the sum over pairs of both signs, the first in each of the orders."""
    upper, lower = np.triu_indices(len(steps), 1)
    block = max(1, _CELLS // max(1, len(upper)))
    made = [
        2 * steps[some[:, upper], some[:, lower]] @ down[upper, lower]
        for some in (orders[at : at + block] for at in range(0, len(orders), block))
    ]
    return np.concatenate(made)


def _p_text(p: float) -> str:
    """Return a p value as papers print it."""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"

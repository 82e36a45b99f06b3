"""Fractional logit regression on log x, √x, x and x², by iteratively reweighted least squares."""

from __future__ import annotations

import numpy as np

from hanse.qca.calibration.method import Values

__all__ = ["fit_curve", "predict_curve"]

_STEPS = 25
_CONVERGED = 1e-8
_TINY = float(np.finfo(np.float64).eps)
_ZERO_STANDS_FOR = 1e-5


def fit_curve(x: Values, share: Values) -> tuple[tuple[float, ...], float]:
    r"""Fit the curve by quasi-likelihood.

    .. math:: \operatorname{logit} m(x) = b_0 + b_1 \ln t + b_2 \sqrt t + b_3 t + b_4 t^2,
              \quad t = x / s

    Parameters
    ----------
    x : array, shape (n,)
        Raw values, 0 or larger, not all 0; an x of 0 stands for 0.00001.
    share : array, shape (n,), in [0, 1]
        The memberships that the groups of x stand for.

    Returns
    -------
    coefficients : tuple of 5 float
        b; where x takes too few values to tell the terms apart, those of least length.
    scale : float
        s, the largest x.

    Notes
    -----
    At most 25 steps, and an end as soon as the deviance changes by less than 1e-8 of itself: where
    the groups can be told apart without error (always with one threshold) the likelihood has no
    maximum, and the curve becomes a step.

    Source: Papke and Wooldridge (1996), Journal of Applied Econometrics 11(6); McCullagh and
    Nelder (1989), Generalized Linear Models, section 2.5.
    """
    scale = float(x.max())
    design = _design(x, scale)
    linear: Values = np.log((share + 0.5) / (1.5 - share))
    before = np.inf
    coefficients: Values = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        fitted = _logistic(linear)
        slope = np.maximum(fitted * (1 - fitted), _TINY)
        weight = np.sqrt(slope)
        target = linear + (share - fitted) / slope
        solved = np.linalg.lstsq(design * weight[:, None], target * weight, rcond=None)
        coefficients = np.asarray(solved[0], dtype=np.float64)
        linear = design @ coefficients
        now = _deviance(share, _logistic(linear))
        if abs(now - before) < _CONVERGED * (abs(now) + 0.1):
            break
        before = now
    return tuple(float(one) for one in coefficients), scale


def predict_curve(x: Values, coefficients: tuple[float, ...], scale: float) -> Values:
    """Return the memberships that a fitted curve gives raw values, 0 or larger.

    Examples
    --------
    >>> curve = fit_curve(np.arange(1.0, 6.0), np.array([0, 0.5, 0.5, 0.5, 1]))
    >>> predict_curve(np.array([1.0, 3.0]), *curve).round(3)
    array([0. , 0.5])
    """
    return _logistic(_design(x, scale) @ np.asarray(coefficients))


def _design(x: Values, scale: float) -> Values:
    """Return the columns 1, log t, √t, t, t² along a new last axis; t = x / scale."""
    t = np.where(x == 0, _ZERO_STANDS_FOR, x) / scale
    return np.stack([np.ones_like(t), np.log(t), np.sqrt(t), t, t**2], axis=-1)


def _logistic(linear: Values) -> Values:
    """Return memberships, kept off 0 and 1 by the precision of float64."""
    small = np.exp(-np.abs(linear))
    share = np.where(linear >= 0, 1 / (1 + small), small / (1 + small))
    return np.clip(share, _TINY, 1 - _TINY)


def _deviance(share: Values, fitted: Values) -> float:
    """Return the binomial deviance; 0 log 0 is 0."""
    safe = np.clip(share, _TINY, 1 - _TINY)
    hit = np.where(share > 0, share * np.log(safe / fitted), 0.0)
    miss = np.where(share < 1, (1 - share) * np.log((1 - safe) / (1 - fitted)), 0.0)
    return float(2 * np.sum(hit + miss))

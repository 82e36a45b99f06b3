r"""How much two different codes still agree, and how far apart they are.

With :math:`q` categories and scores :math:`x_1<\dots<x_q`, the codes :math:`k, l` agree by

- *unweighted*: 1 if :math:`k=l`, else 0;
- *linear*: :math:`1-|x_k-x_l|/(x_{max}-x_{min})` (Cicchetti and Allison 1971);
- *quadratic*: :math:`1-(x_k-x_l)^2/(x_{max}-x_{min})^2` (Fleiss and Cohen 1973);
- *ordinal*: :math:`1-\binom{|k-l|+1}{2}/\binom{q}{2}` (Gwet 2014);
- *ratio*: :math:`1-\left(\frac{x_k-x_l}{x_k+x_l}\right)^2/\left(\frac{x_{max}-x_{min}}
  {x_{max}+x_{min}}\right)^2` (Gwet 2014).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name

__all__ = ["WEIGHTS", "squared_differences", "weight_matrix"]

WEIGHTS = ("unweighted", "linear", "quadratic", "ordinal", "ratio")
Floats = npt.NDArray[np.float64]


def weight_matrix(weights: str, scores: Floats) -> Floats:
    """Return the weights of agreement of all pairs of codes.

    Parameters
    ----------
    weights : {"unweighted", "linear", "quadratic", "ordinal", "ratio"}
        The scheme.
    scores : ndarray of float64, shape (q,)
        What the codes stand for, from low to high.

    Returns
    -------
    ndarray of float64, shape (q, q)
        From 0 to 1, 1 on the diagonal; ones where there is one code.

    Raises
    ------
    InputError
        If the scheme is not known.

    Examples
    --------
    >>> weight_matrix("linear", np.array([1.0, 2.0, 3.0])).tolist()
    [[1.0, 0.5, 0.0], [0.5, 1.0, 0.5], [0.0, 0.5, 1.0]]
    """
    if weights not in WEIGHTS:
        raise unknown_name("scheme of weights", weights, WEIGHTS)
    count = len(scores)
    if weights == "unweighted" or count < 2:
        return np.eye(count)
    steps = np.abs(np.subtract.outer(np.arange(count), np.arange(count)))
    apart = np.abs(np.subtract.outer(scores, scores))
    distance = {
        "linear": apart,
        "quadratic": apart**2,
        "ordinal": steps * (steps + 1) / 2,
        "ratio": squared_differences("ratio", scores),
    }[weights]
    return np.asarray(1 - distance / distance.max())


def squared_differences(level: str, scores: Floats) -> Floats:
    """Return Krippendorff's squared differences of all pairs of codes that need no counts.

    Parameters
    ----------
    level : {"nominal", "interval", "ratio"}
        For ``ratio`` the square of difference by sum, 0 for two zeros.
    scores : ndarray of float64, shape (q,)
        What the codes stand for.

    Returns
    -------
    ndarray of float64, shape (q, q)
        From 0, 0 on the diagonal.
    """
    apart = np.subtract.outer(scores, scores)
    if level == "nominal":
        return np.asarray(1.0 - np.eye(len(scores)))
    if level == "interval":
        return np.asarray(apart**2)
    sums = np.add.outer(scores, scores)
    return np.asarray(np.divide(apart, sums, out=np.zeros_like(apart), where=sums != 0) ** 2)

"""Scores of methods that weigh criteria, computed by pymcdm (the extra ``mcda``).

Kizielewicz, Shekhovtsov and Sałabun (2023), pymcdm – the universal library for solving
multi-criteria decision-making problems, *SoftwareX* 22, 101368.

Weighted sum and TOPSIS (Hwang and Yoon 1981, *Multiple Attribute Decision Making*) bring each
criterion to the range of the alternatives at hand; TOPSIS as it was first written divides it by its
length as a vector instead. PROMETHEE II (Brans and Vincke 1985, *Management Science* 31(6)) counts
any better level as preferred. A criterion on which all alternatives are alike would be 0/0 there;
it can move no rank, so it is left out and the other weights are brought back to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np

from hanse.errors import InputError

__all__ = ["METHODS", "TOLERANCE", "Scorer", "is_above", "scorers"]

METHODS = ("weighted sum", "TOPSIS", "TOPSIS with vectors", "PROMETHEE II")
TOLERANCE = 1e-9
"""Scores that differ by no more are tied."""

Scorer = Callable[[Sequence[Sequence[int]], np.ndarray], tuple[float, ...]]
"""From places (alternative × criterion) and weights to scores."""


def is_above(one: float, other: float) -> bool:
    """Whether a score is higher than another by more than the tolerance.

    Examples
    --------
    >>> is_above(0.5, 0.4), is_above(0.5 + 1e-12, 0.5)
    (True, False)
    """
    return one > other + TOLERANCE


def scorers() -> Mapping[str, Scorer]:
    """Return each method by its name.

    Scores are the higher the better; all are 0 where no criterion with a weight tells the
    alternatives apart.

    Raises
    ------
    InputError
        If pymcdm is not installed.
    """
    try:
        methods = import_module("pymcdm.methods")
        normal = import_module("pymcdm.normalizations")
    except ImportError as error:
        raise InputError(
            "pymcdm is not installed, which the comparison of methods needs",
            mend="Install the extra mcda: pip install 'hanse[mcda]'.",
        ) from error
    made: dict[str, Any] = {
        "weighted sum": methods.WSM(normal.minmax_normalization),
        "TOPSIS": methods.TOPSIS(normal.minmax_normalization),
        "TOPSIS with vectors": methods.TOPSIS(normal.vector_normalization),
        "PROMETHEE II": methods.PROMETHEE_II("usual"),
    }
    return {name: _scorer(made[name]) for name in METHODS}


def _scorer(method: Any) -> Scorer:
    """Return a method of pymcdm that leaves out what tells nothing apart."""

    def score(places: Sequence[Sequence[int]], weights: np.ndarray) -> tuple[float, ...]:
        matrix = np.array(places, dtype=np.float64).reshape(len(places), len(weights))
        if not len(matrix):
            return ()
        tells = (matrix.max(axis=0) > matrix.min(axis=0)) & (weights > 0)
        if not tells.any():
            return (0.0,) * len(places)
        used = weights[tells] / weights[tells].sum()
        found = method(matrix[:, tells], used, np.ones(len(used)), validation=False)
        return tuple(float(one) for one in found)

    return score

"""The line between included and excluded records that ranking is read from."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Separation", "separate"]

_C = 0.11
_WEIGHT = 9.8  # of all included records together, against all excluded ones

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Separation:
    """What a linear support vector machine learnt.

    Attributes
    ----------
    weights : ndarray of float64, shape (terms,)
        Above 0: the term speaks for inclusion.
    intercept : float
        What is added to every value.
    """

    weights: Floats
    intercept: float

    def values(self, matrix: Any) -> Floats:
        """Return the decision value of each row; above 0 is the side of the included."""
        found: Floats = matrix @ self.weights + self.intercept
        return found


def separate(matrix: Any, included: npt.NDArray[np.bool_], *, seed: int) -> Separation:
    r"""Fit the linear support vector machine of the recipe to records that are labelled.

    Squared hinge loss, C = 0.11. A record that is included weighs :math:`9.8\,n_0 / n_1`, one that
    is excluded 1 (n₁ and n₀ of them), then all are divided by their mean.

    Parameters
    ----------
    matrix : scipy.sparse.csr_matrix, shape (labelled, terms)
        In the order in which the records were labelled: the solver visits them in an order drawn
        from the seed, so that the last digits depend on it.
    included : ndarray of bool, shape (labelled,)
        With one of each at least.
    seed : int, from 0
        Of the solver. It runs in one thread; the answer does not depend on their number.
    """
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.svm import LinearSVC

    n1 = int(included.sum())
    n0 = len(included) - n1
    weight = np.where(included, _WEIGHT * n0 / n1, 1.0)
    weight /= weight.mean()
    machine: Any = LinearSVC(loss="squared_hinge", C=_C, random_state=seed)
    with warnings.catch_warnings():  # the recipe keeps what 1,000 rounds of the solver give
        warnings.simplefilter("ignore", ConvergenceWarning)
        machine.fit(matrix, included.astype(np.int64), sample_weight=weight)
    return Separation(machine.coef_[0], float(machine.intercept_[0]))

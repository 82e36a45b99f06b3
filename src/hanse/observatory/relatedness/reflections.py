r"""The method of reflections: regions described by their products, and those by their regions.

.. math:: k_{c,N} = \frac{1}{k_c} \sum_p M_{cp} k_{p,N-1}, \qquad
          k_{p,N} = \frac{1}{k_p} \sum_c M_{cp} k_{c,N-1}

Source: Hidalgo and Hausmann (2009), *PNAS* 106(26), p. 10571. For even N the standardised
:math:`k_{c,N}` tends to the second eigenvector, as the third eigenvalue by the second to the N / 2.
"""

from __future__ import annotations

import numpy as np

from hanse.errors import InputError
from hanse.observatory.relatedness.presence import Presence
from hanse.observatory.relatedness.region_table import Array

__all__ = ["reflections"]


def reflections(present: Presence, n: int) -> tuple[Array, Array]:
    """Return what regions and products look like after n reflections.

    Parameters
    ----------
    present : Presence
        Regions × products.
    n : int
        From 0: diversity and ubiquity themselves.

    Returns
    -------
    of_regions, of_products : ndarray
        Not standardised. They tend to the same number for all, and their differences, which are
        the information, vanish below double precision after a few dozen reflections: the
        eigenvector does not.

    Raises
    ------
    InputError
        If n is negative.

    Examples
    --------
    >>> from hanse.observatory.relatedness.presence import presence
    >>> from hanse.observatory.relatedness.region_table import RegionTable
    >>> made = RegionTable.from_matrix([[1, 1], [1, 0]], ["X", "Y"], ["A", "B"])
    >>> reflections(presence(made, by="value"), 1)
    (array([1.5, 2. ]), array([1.5, 2. ]))
    """
    if n < 0:
        raise InputError(f"{n} reflections", where="reflections", mend="Give a number from 0.")
    m = present.matrix
    diversity, ubiquity = m.sum(axis=1), m.sum(axis=0)
    regions, products = diversity, ubiquity
    for _ in range(n):
        regions, products = (m @ products) / diversity, (regions @ m) / ubiquity
    return np.asarray(regions), np.asarray(products)

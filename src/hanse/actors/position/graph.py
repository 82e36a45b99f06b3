"""What every measure of a network starts from: a checked sparse matrix of ties."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError

__all__ = ["checked", "neighbours_of", "ones"]

Whole = npt.NDArray[np.int64]


def checked(matrix: Any) -> Any:
    """Return a network as a canonical scipy CSR array of float64.

    Parameters
    ----------
    matrix : array or sparse matrix, shape (n, n)
        Symmetric, the strength of each tie above 0, 0 for no tie; nothing on the diagonal.

    Returns
    -------
    csr_array
        Sorted, without stored zeros.

    Raises
    ------
    InputError
        If the matrix is not square or symmetric, ties an actor to itself, or holds a strength that
        is below 0 or no number.

    Examples
    --------
    >>> checked([[0, 1], [1, 0]]).nnz
    2
    """
    from scipy import sparse

    found = sparse.csr_array(matrix, dtype=np.float64)
    if found.shape[0] != found.shape[1]:
        raise _error(f"the matrix has {found.shape[0]:,} rows and {found.shape[1]:,} columns")
    found.sum_duplicates()
    if found.nnz and (found.data == 0).any():
        found = found.copy()
        found.eliminate_zeros()
    found.sort_indices()
    if not np.isfinite(found.data).all() or (found.data < 0).any():
        raise _error("a strength is below 0 or no number")
    if found.diagonal().any():
        at = int(np.flatnonzero(found.diagonal())[0])
        raise _error(f"actor {at} is tied to itself")
    turned = found.T.tocsr()
    turned.sort_indices()
    same = np.array_equal(found.indices, turned.indices) and np.array_equal(
        found.indptr, turned.indptr
    )
    if not same or not np.array_equal(found.data, turned.data):
        raise _error("the matrix is not symmetric")
    return found


def ones(matrix: Any) -> Any:
    """Return the same ties, each of strength 1."""
    from scipy import sparse

    return sparse.csr_array(
        (np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape
    )


def neighbours_of(matrix: Any, places: Whole) -> Whole:
    """Return the neighbours of some actors, one list after the other.

    Examples
    --------
    >>> import numpy as np
    >>> star = checked([[0, 1, 1], [1, 0, 0], [1, 0, 0]])
    >>> neighbours_of(star, np.array([0, 2])).tolist()
    [1, 2, 0]
    """
    first = matrix.indptr[places].astype(np.int64)
    counts = matrix.indptr[places + 1] - first
    offsets = np.repeat(first - (np.cumsum(counts) - counts), counts)
    return np.asarray(matrix.indices[np.arange(int(counts.sum())) + offsets], dtype=np.int64)


def _error(what: str) -> InputError:
    """Return the error for a matrix that is no network."""
    return InputError(
        what,
        where="network",
        mend="Give a symmetric matrix of strengths from 0 with an empty diagonal.",
    )

"""An index of texts as a file, so that a review is indexed once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from hanse.errors import InputError
from hanse.evidence.ranking.text_index import TextIndex, fingerprint_of

__all__ = ["load_index", "save_index"]

_PARTS = ("data", "indices", "indptr", "codes")


def save_index(path: str | os.PathLike[str], index: TextIndex) -> Path:
    """Write an index into a file of numpy (.npz), whole or not at all.

    The file holds weights and words, no ids and no texts: `load_index` is given these and knows by
    their fingerprint whether it fits.

    Raises
    ------
    InputError
        If the file cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from hanse.evidence.ranking import index_texts
    >>> ids, texts = ["A", "B"], ["Clusters go abroad", "Clusters stay"]
    >>> with TemporaryDirectory() as folder:
    ...     path = save_index(Path(folder, "index.npz"), index_texts(ids, texts))
    ...     found = load_index(path, ids, texts)
    ...     stale = load_index(path, ids, ["Clusters go abroad", "Clusters left"])
    >>> len(found), stale
    (2, None)
    """
    target = Path(path).resolve()
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    parts: dict[str, Any] = {name: getattr(index.matrix, name) for name in _PARTS[:3]}
    words = np.frombuffer("\n".join(index.words).encode(), dtype=np.uint8)
    try:
        with beside.open("xb") as stream:
            np.savez(
                stream,
                **parts,
                codes=index.codes,
                words=words,
                fingerprint=np.array(index.fingerprint),
            )
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)
    except OSError as error:
        raise InputError(
            f"the index cannot be written: {error.strerror or error}",
            where=str(path),
            mend="Name a file in a folder that is there and can be written.",
        ) from error
    finally:
        beside.unlink(missing_ok=True)
    return Path(path)


def load_index(
    path: str | os.PathLike[str], ids: Sequence[str], texts: Sequence[str]
) -> TextIndex | None:
    """Return the index in a file, or None where it is not that of these records and texts.

    None too where there is no file, or it is damaged: then index the texts again. Nothing in the
    file is ever run.
    """
    fingerprint = fingerprint_of(ids, texts)
    try:
        with Path(path).open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            if str(stored["fingerprint"]) != fingerprint:
                return None
            data, indices, indptr, codes = (stored[name] for name in _PARTS)
            words = tuple(stored["words"].tobytes().decode().split("\n"))
    except Exception:  # a damaged header may raise anything; the file can always be made anew
        return None
    from scipy.sparse import csr_matrix

    matrix = csr_matrix((data, indices, indptr), shape=(len(ids), len(codes)))
    codes.setflags(write=False)
    return TextIndex(tuple(ids), matrix, words if words != ("",) else (), codes, fingerprint)

"""Arrays that nobody can write to."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Floats", "Whole", "freeze"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


def _frozen(numbers: Any, dtype: Any) -> npt.NDArray[Any]:
    """Return numbers as an array that cannot be written to."""
    made = np.asarray(numbers, dtype=dtype)
    if made.flags.writeable:
        made = made.copy()
        made.setflags(write=False)
    return made


def freeze(one: Any, **kinds: Any) -> None:
    """Make the arrays of a frozen dataclass unwritable."""
    for name, dtype in kinds.items():
        object.__setattr__(one, name, _frozen(getattr(one, name), dtype))

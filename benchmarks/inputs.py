"""The random tables that the jobs run on, each from its seed."""

from __future__ import annotations

from typing import Any


def fuzzy_frame(n: int, k: int, seed: int) -> Any:
    """Return n cases with uniform memberships in k conditions C1 ... Ck and the outcome Y."""
    import numpy as np
    import pandas as pd

    values = np.random.default_rng(seed).random((n, k + 1))
    frame = pd.DataFrame(values, columns=[*condition_names(k), "Y"])
    frame.insert(0, "case", [f"case {i}" for i in range(1, n + 1)])
    return frame


def crisp_frame(k: int, seed: int, *, rows: int = 40, positives: int = 20) -> Any:
    """Return one case for each of some distinct random rows of 2^k; the first ones are positive."""
    import numpy as np
    import pandas as pd

    numbers = np.random.default_rng(seed).choice(2**k, size=rows, replace=False)
    values = numbers[:, None] >> np.arange(k)[::-1] & 1
    frame = pd.DataFrame(values, columns=condition_names(k))
    frame["Y"] = (np.arange(rows) < positives).astype(int)
    frame.insert(0, "case", [f"case {i}" for i in range(1, rows + 1)])
    return frame


def condition_names(k: int) -> list[str]:
    """Return C1 ... Ck."""
    return [f"C{i}" for i in range(1, k + 1)]

"""Columns that say yes or no."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name
from hanse.messages import join_names
from hanse.tables.column_reader import Markers
from hanse.tables.grid import cell_text, quoted
from hanse.tables.mapping.problems import SHOWN, Problems
from hanse.tables.mapping.rules import ColumnRule

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_flags"]

_YES = ("yes", "true", "1", "y")
_NO = ("no", "false", "0", "n")


def read_flags(
    cells: pd.Series[Any],
    rule: ColumnRule,
    *,
    column: str,
    lines: npt.NDArray[np.int32],
    markers: Markers,
    problems: Problems,
) -> npt.NDArray[np.float64]:
    """Return a column as 1 for yes, 0 for no and NaN for missing; other texts are problems.

    Texts count in any case. Those of the mapping come before the usual ones and before what
    stands for a missing value, so that an empty cell or ``-`` may mean no.
    """
    import pandas as pd

    codes, found = pd.factorize(cells, use_na_sentinel=False)
    meant = dict.fromkeys(_NO, 0.0) | dict.fromkeys(_YES, 1.0)
    meant |= {"0.0": 0.0, "1.0": 1.0}  # as programs write a column with empty cells
    meant |= {text.casefold(): 0.0 for text in rule.no}
    meant |= {text.casefold(): 1.0 for text in rule.yes}
    numbers: list[float] = []
    said: dict[int, tuple[str, str]] = {}
    for number, cell in enumerate(list(found)):
        text = "" if isinstance(cell, float) and math.isnan(cell) else cell_text(cell)
        value = meant.get(text.casefold(), math.nan)
        if math.isnan(value) and not markers.holds(cell):
            said[number] = _neither(text, rule) if len(said) < SHOWN else ("", "")
        numbers.append(value)
    problems.texts(column, lines, codes, list(said), lambda number: said[number])
    return np.array(numbers, dtype=np.float64)[codes]


def _neither(text: str, rule: ColumnRule) -> tuple[str, str]:
    """Return what is wrong with a text that is neither yes nor no."""
    yes, no = rule.yes or _YES[:1], rule.no or _NO[:1]
    choices = [*rule.yes, *rule.no, *_YES, *_NO]
    hint = unknown_name("", text, choices).mend.split("There are")[0]
    return (
        f"{quoted(text)} is neither yes nor no",
        f"{hint}Yes is {join_names(list(yes))}, no is {join_names(list(no))}: correct the cell, or "
        'write yes = ["..."] or no = ["..."] for the column; if it means not known, add it to '
        "missing = [...] below [file].",
    )

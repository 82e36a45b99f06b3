"""hanse: observe, explain and decide how industrial clusters go abroad.

The names below are the promised ones; each is loaded when first used, so that ``import hanse``
costs next to nothing.

Examples
--------
>>> import hanse as hs
>>> hs.Direct(2, 4, 6).fit([1.0, 7.0]).apply([4.0]).tolist()
[0.5]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hanse.errors import HanseError, InputError, LimitReached
    from hanse.qca import (
        AsIs,
        Bell,
        CalibratedSets,
        Crisp,
        Direct,
        Indirect,
        Model,
        MultiValue,
        NecessityTable,
        Power,
        Solution,
        Solutions,
        Term,
        TruthTable,
        build_truth_table,
        calibrate,
        minimize,
        necessity,
    )
    from hanse.study import run_study
    from hanse.tables import CaseTable, read_cases

__version__ = "0.1.0"

__all__ = [
    "AsIs",
    "Bell",
    "CalibratedSets",
    "CaseTable",
    "Crisp",
    "Direct",
    "HanseError",
    "Indirect",
    "InputError",
    "LimitReached",
    "Model",
    "MultiValue",
    "NecessityTable",
    "Power",
    "Solution",
    "Solutions",
    "Term",
    "TruthTable",
    "build_truth_table",
    "calibrate",
    "minimize",
    "necessity",
    "read_cases",
    "run_study",
]

_HOMES = {
    "hanse.errors": ("HanseError", "InputError", "LimitReached"),
    "hanse.tables": ("CaseTable", "read_cases"),
    "hanse.study": ("run_study",),
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'hanse' has no attribute {name!r}")
    home = next((module for module, names in _HOMES.items() if name in names), "hanse.qca")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

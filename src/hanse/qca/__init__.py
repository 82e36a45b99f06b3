"""Qualitative comparative analysis: from a table of cases to all its minimal models."""

from hanse.qca.calibrate import CalibratedSets, calibrate
from hanse.qca.calibration import AsIs, Bell, Crisp, Direct, Indirect, MultiValue, Power
from hanse.qca.minimize import minimize
from hanse.qca.necessity import NecessityTable, necessity
from hanse.qca.solutions import Model, Solution, Solutions, Term
from hanse.qca.truth_table import TruthRow, TruthTable, build_truth_table

__all__ = [
    "AsIs",
    "Bell",
    "CalibratedSets",
    "Crisp",
    "Direct",
    "Indirect",
    "Model",
    "MultiValue",
    "NecessityTable",
    "Power",
    "Solution",
    "Solutions",
    "Term",
    "TruthRow",
    "TruthTable",
    "build_truth_table",
    "calibrate",
    "minimize",
    "necessity",
]

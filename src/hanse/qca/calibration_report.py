"""Table 1 of a configurational study: sets, calibrations and descriptive statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from hanse.qca.calibration.anchors import numbers_text
from hanse.qca.calibration.method import Calibration
from hanse.tables.case_table import CaseTable

__all__ = ["describe_sets", "frame_rows", "table_text"]

_HEADER = ("Sets", "Fully out", "Crossover", "Fully in", "Mean", "SD", "Min", "Max")


def describe_sets(
    cases: CaseTable, names: Sequence[str], methods: Sequence[Calibration]
) -> list[dict[str, Any]]:
    """Return the descriptive statistics of the raw values of each set.

    Returns
    -------
    list of dict
        ``set``, ``label``, ``unit``, ``mean``, ``sd`` (of the sample; NaN with one case), ``min``,
        ``max``, ``n`` and ``anchors`` (name → number).
    """
    rows = []
    for name, method in zip(names, methods, strict=True):
        column, raw = cases.column(name), cases.numeric(name)
        rows.append(
            {
                "set": name,
                "label": column.label,
                "unit": column.unit,
                "mean": float(np.mean(raw)),
                "sd": float(np.std(raw, ddof=1)) if raw.size > 1 else float("nan"),
                "min": float(np.min(raw)),
                "max": float(np.max(raw)),
                "n": int(raw.size),
                "anchors": dict(method.anchors),
            }
        )
    return rows


def frame_rows(
    described: Sequence[Mapping[str, Any]],
    methods: Sequence[Calibration],
    reasons: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Return one row per set for a frame, as ``CalibratedSets.to_frame`` documents it."""
    rows = []
    for one, method in zip(described, methods, strict=True):
        anchors = one["anchors"]
        three = {key: anchors.get(key, float("nan")) for key in ("out", "crossover", "full")}
        plain = {key: value for key, value in one.items() if key != "anchors"}
        told = {
            "calibration": method.describe(),
            "levels": method.levels,
            "reason": reasons.get(one["set"], ""),
        }
        rows.append({**plain, "method": method.kind, **three, **told})
    return rows


def table_text(described: Sequence[Mapping[str, Any]], methods: Sequence[Calibration]) -> str:
    """Return the table as aligned text, the numbers of each set with the same decimals."""
    rows: list[tuple[str, ...]] = [_HEADER]
    for one, method in zip(described, methods, strict=True):
        name = f"{one['label']} ({one['set']})" if one["label"] else one["set"]
        mean, sd = numbers_text([one["mean"], one["sd"]], least=2)
        extremes = numbers_text([one["min"], one["max"]])
        rows.append((name, *method.anchors_text(), mean, sd, *extremes))
    return _aligned(rows)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as text: the first column to the left, the others to the right, a rule below."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
    return "\n".join([lines[0], rule, *lines[1:]])

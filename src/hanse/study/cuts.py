"""Cut-offs and expectations of one analysis, read from ``[qca]`` and ``[qca.negated]``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hanse.errors import InputError
from hanse.study.toml_values import check_keys, number_of, text_of, whole_of

__all__ = ["Cuts", "read_cuts"]


@dataclass(frozen=True)
class Cuts:
    """Cut-offs and expectations of one analysis, with the reasons of those that have one."""

    frequency: int = 1
    consistency: float = 0.8
    pri: float = 0.0
    expectations: Mapping[str, Any] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


def read_cuts(table: Mapping[str, Any], default: Cuts, where: str) -> Cuts:
    """Return the cut-offs that a table changes, the others as they were.

    An expectation is a plain value, or a table of the value and the reason for it.

    Examples
    --------
    >>> asked = {"A": "absent", "B": {"expect": "present", "reason": "as found before"}}
    >>> cuts = read_cuts({"expectations": asked}, Cuts(), "[qca]")
    >>> cuts.expectations, cuts.reasons
    ({'A': 'absent', 'B': 'present'}, {'B': 'as found before'})
    """
    expectations, reasons = default.expectations, default.reasons
    if "expectations" in table:
        expectations, reasons = _expectations(table["expectations"], where)
    return Cuts(
        frequency=whole_of(table, "frequency", default.frequency, where),
        consistency=float(number_of(table, "consistency", default.consistency, where)),
        pri=float(number_of(table, "pri", default.pri, where)),
        expectations=expectations,
        reasons=reasons,
    )


def _expectations(found: Any, where: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the value expected of each condition, and the reasons that are given."""
    if not isinstance(found, Mapping):
        raise InputError(
            "expectations is not a table",
            where=where,
            mend='Write [qca.expectations] and below it A = "present".',
        )
    values, reasons = dict(found), {}
    for name, entry in found.items():
        if not isinstance(entry, Mapping):
            continue
        place = f"{where} expectations.{name}"
        check_keys(entry, ("expect", "reason"), place)
        if "expect" not in entry:
            raise InputError(
                "expect is missing", where=place, mend='Write { expect = "present", reason = "" }.'
            )
        values[name] = entry["expect"]
        if "reason" in entry:
            reasons[name] = text_of(entry, "reason", place)
    return values, reasons

"""A robustness setting in words: what it changes, and what to beware of in its answer."""

from __future__ import annotations

from hanse.messages import join_names, plural
from hanse.qca.calibration import Calibration
from hanse.study.analysis import Analysis, few_judged
from hanse.study.settings import QcaSettings, Variant

__all__ = ["setting_warnings", "what_changes", "widens_all"]

MOST_NAMED = 6


def what_changes(variant: Variant) -> str:
    """Return what a setting changes, in words."""
    names = {"pri": "PRI"}
    parts = [f"{names.get(key, key)} cut-off {value:.15g}" for key, value in variant.cuts.items()]
    alike: dict[str, list[str]] = {}
    for name, method in variant.sets.items():
        alike.setdefault(in_short(method), []).append(name)
    parts += [f"{', '.join(sets)}: {method}" for method, sets in alike.items()]
    parts += [f"conditions {', '.join(variant.conditions)}"] if variant.conditions else []
    words = {
        "refuse": "missing cells are refused",
        "drop": "cases with missing cells are left out",
        "absent": "missing cells of conditions count as absent",
    }
    parts += [words[variant.missing]] if variant.missing else []
    return "; ".join(parts) or "nothing"


def in_short(method: Calibration) -> str:
    """Return a calibration as it was asked for: its method, its anchors, and what is unusual.

    Examples
    --------
    >>> from hanse.qca.calibration import Direct
    >>> in_short(Direct("p25", "p50", "p75", nudge=0.001))
    'direct, p25 / p50 / p75, nudge 0.001'
    """
    at = [one if isinstance(one, str) else f"{one:.15g}" for _, one in method.anchors]
    parts = [method.kind, *([" / ".join(at)] if at else [])]
    parts += [f"{method.levels} values"] if method.levels else []
    for name, usual in (("nudge", 0.0), ("idm", 0.95), ("below", 1.0), ("above", 1.0)):
        value = getattr(method, name, usual)
        parts += [f"{name} {value:.15g}"] if value != usual else []
    return ", ".join(parts)


def widens_all(variant: Variant, settings: QcaSettings) -> str:
    """Return that paths are wider by construction where conditions are dropped, else nothing."""
    kept = variant.conditions or settings.conditions
    gone = [name for name in settings.conditions if name not in kept]
    if not gone:
        return ""
    return (
        f" Without {join_names(gone)} no path can name {'it' if len(gone) == 1 else 'them'}: where "
        "a path did, *wider* is so by construction and no finding."
    )


def setting_warnings(analysis: Analysis) -> list[str]:
    """Return what to beware of in the answer under a setting, each in sentences of plain text.

    Those of the calibration, which name the cases at 0.5; the cases left out; few cases judged.
    """
    sets = analysis.sets
    said = [str(text) for text in sets.warnings]
    if sets.dropped:
        cells = plural(len(sets.dropped), "missing cell")
        gone = list(dict.fromkeys(case for case, _, _ in sets.dropped))
        cases = plural(len(gone), "case is", "cases are")
        said.append(f"{cases} left out for {cells}: {join_names(gone, most=MOST_NAMED)}.")
    said += [str(one) for side in analysis.sides if (one := few_judged(side)) is not None]
    return said

"""From a table of a study file to a calibration method."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.qca.calibration.as_is import AsIs
from hanse.qca.calibration.bell import Bell
from hanse.qca.calibration.crisp import Crisp
from hanse.qca.calibration.direct import Direct
from hanse.qca.calibration.indirect import Indirect
from hanse.qca.calibration.method import Calibration
from hanse.qca.calibration.multi_value import MultiValue
from hanse.qca.calibration.power import Power

__all__ = ["METHODS", "spec_from_table"]

METHODS: Mapping[str, tuple[Callable[..., Calibration], str, int, tuple[str, ...]]] = {
    # name: class, key of its anchors, how many (0: any number, none if the key is ""), choices
    "direct": (Direct, "anchors", 3, ("nudge", "idm")),
    "power": (Power, "anchors", 3, ("nudge", "below", "above")),
    "bell": (Bell, "anchors", 6, ("nudge", "below", "above")),
    "indirect": (Indirect, "thresholds", 0, ("nudge",)),
    "crisp": (Crisp, "threshold", 1, ()),
    "multi-value": (MultiValue, "thresholds", 0, ()),
    "as-is": (AsIs, "", 0, ("levels", "nudge")),
}


def spec_from_table(
    table: Mapping[str, Any], *, where: str, ignore: Iterable[str] = ()
) -> Calibration:
    """Make a method from a table such as ``{"anchors": ["min", "median", "max"]}``.

    Parameters
    ----------
    table : mapping
        ``method`` and what it takes: direct, power (anchors: 3), bell (anchors: 6), indirect,
        multi-value (thresholds), crisp (threshold), as-is. Without ``method``, three anchors are
        direct and six a bell.
    where : str
        The place of the table, for the errors.
    ignore : iterable of str
        Further keys that the table may hold, such as label and unit.

    Raises
    ------
    InputError
        If the method or a key is unknown, or a value does not suit the method.

    Examples
    --------
    >>> spec_from_table({"anchors": [2, 4, 6], "nudge": 0.001}, where="[sets.VC]").anchors
    (('out', 2), ('crossover', 4), ('full', 6))
    """
    name = _method_name(table, where)
    if name not in METHODS:
        raise unknown_name("method", name, METHODS, where=f"{where} method")
    make, key, count, choices = METHODS[name]
    known = ["method", *([key] if key else []), *choices, *ignore]
    for found in table:
        if found not in known:
            raise unknown_name("key", found, known, where=f"{where} (method {name})")
    given = _given(table, key, count, where=where, name=name)
    picked = {choice: table[choice] for choice in choices if choice in table}
    try:
        return make(*given, **picked)
    except InputError as error:
        raise InputError(error.what, where=where, mend=error.mend) from None
    except TypeError as error:
        raise InputError(f"a value has the wrong type ({error})", where=where) from error


def _method_name(table: Mapping[str, Any], where: str) -> str:
    """Return the method that the table names, or that its anchors stand for."""
    if "method" in table:
        return str(table["method"])
    anchors = table.get("anchors")
    size = len(anchors) if isinstance(anchors, (list, tuple)) else 0
    if size in (3, 6):
        return "direct" if size == 3 else "bell"
    if anchors is not None:
        raise InputError(
            f"anchors is {anchors!r}",
            where=where,
            mend='Give three, [out, crossover, full], or six for a bell; numbers or "min", '
            '"median", "max", "p25".',
        )
    raise InputError(
        "the set has neither a method nor anchors",
        where=where,
        mend=f"Give anchors = [out, crossover, full], or a method: {', '.join(METHODS)}.",
    )


def _given(table: Mapping[str, Any], key: str, count: int, *, where: str, name: str) -> list[Any]:
    """Return the positional arguments of the method."""
    if not key:
        return []
    if key not in table:
        raise InputError(f"the method {name} needs {key}", where=where)
    found = table[key]
    if key == "threshold":
        return [found]
    if not isinstance(found, (list, tuple)):
        raise InputError(f"{key} is {found!r}", where=where, mend="Give a list in [ ].")
    if count and len(found) != count:
        raise InputError(
            f"the method {name} needs {count} anchors, not {len(found)}: {list(found)}", where=where
        )
    return list(found) if key == "anchors" else [list(found)]

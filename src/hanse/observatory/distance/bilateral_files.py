"""Tables of country pairs as their publishers write them: CEPII GeoDist, and gravity data."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import message
from hanse.observatory.distance.country_codes import with_country_codes
from hanse.observatory.distance.index_table import one_year
from hanse.observatory.distance.part_table import Part, PartTable
from hanse.observatory.distance.row_checks import above_zero, flags
from hanse.result import Answer
from hanse.tables.long_table import LongTable, read_long

__all__ = ["Gravity", "read_cepii", "read_gravity"]

Floats = npt.NDArray[np.float64]
_CEPII = "CEPII GeoDist (Mayer and Zignago 2011)"
_GRAVITY = "gravity data (Head, Mayer and Ries 2010)"

# Column → part, group, what 1 says.
_TIES: Mapping[str, tuple[str, str, str]] = {
    "contig": ("border", "geographic", "they are neighbours"),
    "comlang_off": ("official_language", "cultural", "they have an official language in common"),
    "comlang_ethno": ("spoken_language", "cultural", "at least 9% of both speak one language"),
    "colony": ("colony", "administrative", "one ever was a colony of the other"),
    "comcol": ("coloniser", "administrative", "they had one coloniser after 1945"),
    "curcol": ("colony_now", "administrative", "one is a colony of the other"),
    "smctry": ("same_country", "administrative", "they were one country"),
    "rta": ("trade_agreement", "administrative", "they have a regional trade agreement"),
    "comcur": ("currency", "administrative", "they have a currency in common"),
}
_CEPII_TIES = ("contig", "comlang_off", "comlang_ethno", "colony", "comcol", "curcol", "smctry")
_GRAVITY_TIES = ("contig", "comlang_off", "rta", "comcur")


@dataclass(frozen=True, eq=False)
class Gravity(Answer, kind="observatory-gravity"):
    """Distances and trade flows of one year.

    Attributes
    ----------
    parts : PartTable
        Distances from the file.
    flows : LongTable
        Keys ``origin`` and ``destination``, value ``flow`` in the unit of the file, and where the
        file has them ``gdp_origin`` and ``gdp_destination``. Flows within a country are left out.
    year : str
        Of the flows; empty if it is not known.
    """

    parts: PartTable
    flows: LongTable
    year: str = ""

    def to_frame(self) -> Any:
        """Return one row for each flow."""
        return self.flows.to_frame()

    def __str__(self) -> str:
        return f"Gravity data {self.year}".rstrip() + f"\n{self.flows}\n{self.parts}"


def read_cepii(path: str | os.PathLike[str], *, distance: str = "distw") -> PartTable:
    r"""Read ``dist_cepii`` of CEPII's GeoDist database (CSV or Excel, also .gz).

    Parts: ``cepii_distance_km`` and ``cepii_log_distance`` from the chosen column, and of each
    column of 0 and 1 what is 0 where the tie is there and 1 where it is not: ``cepii_border``
    (contig), ``cepii_official_language`` (comlang_off), ``cepii_spoken_language`` (comlang_ethno),
    ``cepii_colony`` (colony), ``cepii_coloniser`` (comcol), ``cepii_colony_now`` (curcol) and
    ``cepii_same_country`` (smctry).

    Parameters
    ----------
    path : path
        The file.
    distance : {"distw", "distwces", "distcap", "dist"}
        Weighted with population (θ = 1 or −1), between capitals, or between main cities.

    Returns
    -------
    PartTable
        Distances of a country to itself are not taken. Codes of countries that are no more are left
        out, old codes become those of today.

    Raises
    ------
    InputError
        If a column lacks, a country is not known, a pair stands twice, or a tie is not 0 or 1.

    References
    ----------
    Mayer, T. & Zignago, S. (2011). Notes on CEPII's distances measures: the GeoDist database.
    CEPII Working Paper 2011-25.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> ties = "contig,comlang_off,comlang_ethno,colony,comcol,curcol,smctry"
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "dist_cepii.csv")
    ...     rows = ["SWE,DNK,0,0,0,0,0,0,0,450", "DNK,SWE,0,0,0,0,0,0,0,450"]
    ...     head = f"iso_o,iso_d,{ties},distw"
    ...     _ = path.write_text("\n".join([head, *rows]), encoding="utf-8")
    ...     read_cepii(path).value("cepii_distance_km", "SWE", "DNK")
    450.0
    """
    choices = ("distw", "distwces", "distcap", "dist")
    if distance not in choices:
        raise unknown_name("distance", distance, choices, where="read_cepii")
    table = read_long(path, keys=["iso_o", "iso_d"], values=[distance, *_CEPII_TIES])
    coded = with_country_codes(table, "iso_o", "iso_d").unique()
    return _parts(coded, distance, _CEPII_TIES, prefix="cepii_", source=_CEPII, said=table.notes)


def read_gravity(
    path: str | os.PathLike[str], *, year: str | int | None = None, has_gdp: bool = True
) -> Gravity:
    """Read gravity data after Head, Mayer and Ries (CSV or Excel, also .gz).

    Parts: ``gravity_distance_km`` and ``gravity_log_distance`` (distw), ``gravity_border``
    (contig), ``gravity_official_language`` (comlang_off), ``gravity_trade_agreement`` (rta) and
    ``gravity_currency`` (comcur), these four 0 where the tie is there and 1 where it is not.

    Parameters
    ----------
    path : path
        The file, with ``iso_o``, ``iso_d``, ``flow`` and the columns named above.
    year : str or int, optional
        The year taken if the file has a column ``year`` with several; of a file without, its year.
    has_gdp : bool
        Whether to read ``gdp_o`` and ``gdp_d``.

    Raises
    ------
    InputError
        If a column lacks, years are mixed, a country is not known, a pair stands twice, a tie is
        not 0 or 1, or a flow is negative.

    References
    ----------
    Head, K., Mayer, T. & Ries, J. (2010). The erosion of colonial trade linkages after
    independence. *Journal of International Economics* 81(1), pp. 1-14.
    """
    gdp = {"gdp_origin": "gdp_o", "gdp_destination": "gdp_d"} if has_gdp else {}
    values = {"distw": "distw", "flow": "flow", **gdp}
    values |= {name: name for name in _GRAVITY_TIES}
    keys = {"origin": "iso_o", "destination": "iso_d"}
    table = _with_year(path, keys, values)
    chosen, said = one_year(table, "year", year)
    named = LongTable(
        {name: chosen.keys[name] for name in keys},
        chosen.values,
        chosen.file,
        chosen.lines,
        chosen.sha256,
        chosen.notes,
    )
    coded = with_country_codes(named, "origin", "destination").unique()
    parts = _parts(
        coded, "distw", _GRAVITY_TIES, prefix="gravity_", source=_GRAVITY, said=table.notes
    )
    coded.nonnegative("flow")
    abroad = coded.rows(_origins(coded)[0] != _origins(coded)[1])
    kept = {name: abroad.values[name] for name in ("flow", *gdp)}
    flows = LongTable(abroad.keys, kept, abroad.file, abroad.lines, abroad.sha256, abroad.notes)
    return Gravity(parts, flows, said)


def _with_year(
    path: str | os.PathLike[str], keys: Mapping[str, str], values: Mapping[str, str]
) -> LongTable:
    """Return the table with its years, where it has a column of them."""
    try:
        return read_long(path, keys={**keys, "year": "year"}, values=values)
    except InputError as error:
        if "there is no column 'year'" not in str(error):
            raise
    return read_long(path, keys=keys, values=values)


def _origins(table: LongTable) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return the codes of origins and destinations of each row, as texts."""
    first, second = list(table.keys.values())[:2]
    return np.array(first.labels)[first.codes], np.array(second.labels)[second.codes]


def _parts(
    table: LongTable,
    distance: str,
    ties: Sequence[str],
    *,
    prefix: str,
    source: str,
    said: tuple[str, ...],
) -> PartTable:
    """Return the distance with its logarithm, and each tie as 0 or 1.

    Notes that the reader of the file ``said`` are not taken over.
    """
    origins, destinations = _origins(table)
    everyone = tuple(sorted({*origins.tolist(), *destinations.tolist()}))
    i, j = np.searchsorted(everyone, origins), np.searchsorted(everyone, destinations)
    above_zero(table.rows(origins != destinations), distance)
    km = _matrix(table, distance, i, j, len(everyone))
    notes = [note for note in table.notes if note not in said]
    with np.errstate(divide="ignore"):
        logs = np.log(km)
    np.fill_diagonal(logs, 0.0)
    far = "geographic"
    made = {
        f"{prefix}distance_km": _part(km, far, "km", source, distance),
        f"{prefix}log_distance": _part(logs, far, "ln km", source, f"ln of {distance}", -math.inf),
    }
    for column in ties:
        name, group, tie = _TIES[column]
        flags(table, column)
        values = 1 - _matrix(table, column, i, j, len(everyone))
        np.fill_diagonal(values, 0.0)
        formula = f"0 if {tie}, else 1 ({column})"
        made[f"{prefix}{name}"] = _part(values, group, "0 or 1", source, formula, 0.0, 1.0)
    lopsided = [name for name, part in made.items() if not part.is_symmetric]
    if lopsided:
        template = "There and back differ, or only one of them is known: {names}."
        notes.append(message(template, names=", ".join(lopsided)))
    return PartTable(everyone, made, tuple(notes))


def _matrix(
    table: LongTable, column: str, i: npt.NDArray[Any], j: npt.NDArray[Any], n: int
) -> Floats:
    """Return a column as a matrix, 0 on the diagonal and NaN where there is no row."""
    made = np.full((n, n), np.nan)
    made[i, j] = table.values[column]
    np.fill_diagonal(made, 0.0)
    return made


def _part(
    values: Floats,
    group: str,
    unit: str,
    source: str,
    formula: str,
    low: float = 0.0,
    high: float = math.inf,
) -> Part:
    """Return a part, symmetric if it is."""
    same = bool(np.array_equal(values, values.T, equal_nan=True))
    return Part(values, group, unit, source, formula, low, high, is_symmetric=same)

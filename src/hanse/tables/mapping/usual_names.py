"""How columns are called in files of several languages, and how near a name is to a field."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from hanse.tables.accents import without_accents
from hanse.tables.mapping.schema import Field

__all__ = ["has_percent", "nearness"]

_LEAST = 0.85  # similarity of two names from which one is taken for the other
_PREFIX = 0.86  # of a column that begins with all words of a name
_USUAL = 0.99  # of a column that is called as is usual in some language
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "đ": "d", "’": " "})
_PERCENTS = {"percent", "procent", "prozent", "pourcent", "porcentaje", "proc"}
_UNITS = {
    *(
        "k",
        "m",
        "tkr",
        "mkr",
        "kr",
        "tsd",
        "tys",
        "mln",
        "mio",
        "zl",
        "teur",
        "thousand",
        "million",
    ),
    *("eur", "pln", "sek", "nok", "dkk", "usd", "gbp", "chf"),
    *_PERCENTS,
}
_EXPORTS = "export exports eksport exportations exportaciones"
_NAMES = {
    "cluster": "cluster klaster kluster klynge grappe pole conglomerado",
    "firm": "company enterprise firma unternehmen betrieb przedsiebiorstwo spolka foretag bolag "
    "entreprise societe empresa compania",
    "year": "jahr rok ar annee an ano berichtsjahr",
    "country": "land kraj pays pais",
    "sales": "turnover revenue umsatz gesamtumsatz przychody przychody_ogolem sprzedaz obrot "
    "omsattning forsaljning chiffre_d_affaires ventes ventas facturacion",
    "foreign_sales": f"{_EXPORTS} foreign_turnover auslandsumsatz exportumsatz "
    "sprzedaz_zagraniczna przychody_z_eksportu utlandsforsaljning exportforsaljning "
    "ventes_a_l_etranger ventes_etranger ventas_exteriores ventas_en_el_extranjero",
    "export_share": "export_ratio export_intensity exportquote exportanteil udzial_eksportu "
    "exportandel part_des_exportations taux_d_exportation cuota_de_exportacion",
    "employees": "staff beschaftigte mitarbeiter zatrudnienie pracownicy anstallda employes "
    "salaries effectif empleados trabajadores",
}
"""Field → its usual names in English, German, Polish, Swedish, French and Spanish, folded."""


def has_percent(column: str) -> bool:
    """Return whether a column's name says that it holds percentages."""
    return "%" in column or bool(_PERCENTS & set(_folded(column)))


def nearness(field: Field, column: str) -> float:
    """Return how near a column's name is to a field, 0 where it would be a mere guess.

    Units at the end of the column's name do not count; percentages are no sums or counts.

    Parameters
    ----------
    field : Field
        Its name, its label and its usual names are compared.
    column : str
        The name in the file.

    Returns
    -------
    float
        0, or 0.85 to 1.

    Examples
    --------
    >>> nearness(Field("sales", "money"), "Omsättning (tkr)")
    0.99
    >>> nearness(Field("firm", "key"), "former")
    0
    """
    is_percent = has_percent(column)
    if is_percent and field.kind not in ("share", "number"):
        return 0
    theirs = _folded(column)
    while len(theirs) > 1 and theirs[-1] in _UNITS:
        theirs.pop()
    usual = _NAMES.get(field.name, "").split()
    if is_percent and field.name == "export_share":
        usual += _EXPORTS.split()
    near = _USUAL if "_".join(theirs) in usual else 0
    for name in (field.name, field.label or field.name):
        ours = _folded(name)
        alike = SequenceMatcher(None, "_".join(ours), "_".join(theirs)).ratio()
        begins = _PREFIX if ours and theirs[: len(ours)] == ours else 0
        near = max(near, begins, alike if alike >= _LEAST else 0)
    return near


def _folded(name: str) -> list[str]:
    """Return the words of a name without case and accents."""
    return _WORD.findall(without_accents(name.casefold().translate(_LETTERS)))

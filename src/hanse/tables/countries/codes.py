"""One code for each country, whatever it is called in a file."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Literal

import numpy as np

from hanse.errors import InputError
from hanse.messages import join_names, message, plural
from hanse.tables.accents import without_accents
from hanse.tables.countries.bundled import bundled_rows, countries
from hanse.tables.countries.facts import Country
from hanse.tables.long_table import Key, LongTable

__all__ = ["country", "country_code", "country_key", "country_name"]

_SHOWN = 10

# Codes that were withdrawn from ISO 3166-1, that organisations use otherwise, or both.
_FORMER: Mapping[str, str] = {
    "ROM": "ROU",
    "ZAR": "COD",
    "TMP": "TLS",
    "PAL": "PSE",
    "BUR": "MMR",
    "FXX": "FRA",
    "WBG": "PSE",
    "KSV": "XKX",
    "KOS": "XKX",
    "UNK": "XKX",
    "XKK": "XKX",
    "ADO": "AND",
    "UK": "GBR",
    "EL": "GRC",
    "TP": "TLS",
    "ZR": "COD",
    "BU": "MMR",
}

_YUGOSLAVIA = "Yugoslavia split into several countries", "BIH HRV MKD MNE SRB SVN XKX"
_SERBIA = "Serbia and Montenegro split in 2006", "MNE SRB"
_SOVIET = (
    "the Soviet Union split in 1991",
    "ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA RUS TJK TKM UKR UZB",
)
_CZECHO = "Czechoslovakia split in 1993", "CZE SVK"
_ANTILLES = "the Netherlands Antilles were dissolved in 2010", "BES CUW SXM"
_GDR = "the German Democratic Republic joined another state in 1990", "DEU"
_SUDAN = "Sudan split in 2011", "SDN SSD"
_CONGO = "there are two of that name", "COD COG"
_KOREA = "there are two of that name", "KOR PRK"
_GUYANA = "Guyana and French Guiana are two", "GUY GUF"
_VIRGIN = "there are two groups of that name", "VGB VIR"
_MARTIN = "the island has two parts", "MAF SXM"
_IRELAND = "Ireland and Northern Ireland are two", "IRL GBR"

# Texts that name several countries or one that is no more, by their folded form.
_UNCLEAR: Mapping[str, tuple[str, str]] = {
    "yug": _YUGOSLAVIA,
    "yu": _YUGOSLAVIA,
    "yugoslavia": _YUGOSLAVIA,
    "former yugoslavia": _YUGOSLAVIA,
    "scg": _SERBIA,
    "serbia and montenegro": _SERBIA,
    "cs": ("Czechoslovakia and Serbia and Montenegro had that code", "CZE SVK MNE SRB"),
    "csk": _CZECHO,
    "czechoslovakia": _CZECHO,
    "sun": _SOVIET,
    "su": _SOVIET,
    "ussr": _SOVIET,
    "soviet union": _SOVIET,
    "ant": _ANTILLES,
    "an": _ANTILLES,
    "netherlands antilles": _ANTILLES,
    "ddr": _GDR,
    "dd": _GDR,
    "east germany": _GDR,
    "german democratic republic": _GDR,
    "former sudan": _SUDAN,
    "congo": _CONGO,
    "korea": _KOREA,
    "guiana": _GUYANA,
    "virgin islands": _VIRGIN,
    "saint martin island": _MARTIN,
    "island of ireland": _IRELAND,
}


def country_code(text: str, *, where: str = "") -> str:
    """Return the ISO 3166-1 alpha-3 code of a country.

    Parameters
    ----------
    text : str
        Alpha-2, alpha-3 or numeric code (with or without leading zeros), English name, or another
        name in use. Case, accents, blanks and full stops do not count. ``NA`` is Namibia.
    where : str, optional
        The place, for the error.

    Returns
    -------
    str
        The code; ``XKX`` for Kosovo. Codes that were withdrawn with a change of name are the
        present ones (ROM is ROU, ZAR is COD, TMP is TLS, PAL is PSE).

    Raises
    ------
    InputError
        If no country is called so, with the nearest name; if several are; or if the country split.

    Examples
    --------
    >>> [country_code(text) for text in ("Sweden", "se", "752", "NA", "South Korea", "Türkiye")]
    ['SWE', 'SWE', 'SWE', 'NAM', 'KOR', 'TUR']
    >>> country_code("Congo")
    Traceback (most recent call last):
        ...
    hanse.errors.InputError: 'Congo' does not name one country of today: there are two of that
    name. Give 'COD' (Democratic Republic of the Congo) or 'COG' (Republic of the Congo).
    """
    found = _found(text)
    if found is None:
        raise _no_country(text, where)
    return found


def country(code: str, *, where: str = "") -> Country:
    """Return what is known of a country, by any of its codes or names; see `country_code`.

    Examples
    --------
    >>> print(country("UK"), country("UK").currency)
    United Kingdom (GBR) GBP
    """
    known = countries()
    return known[code] if code in known else known[country_code(code, where=where)]


def country_name(code: str) -> str:
    """Return the English name of a country by its alpha-3 code, the code where it is none.

    Examples
    --------
    >>> country_name("CHN"), country_name("XYZ")
    ('China', 'XYZ')
    """
    known = countries()
    return known[code].name if code in known else code


def country_key(
    table: LongTable, key: str, *, empty: Literal["refuse", "keep"] = "refuse"
) -> LongTable:
    """Return the table with the labels of a key as alpha-3 codes.

    Labels that mean one country become one; a note names them.

    Parameters
    ----------
    table : LongTable
        The table.
    key : str
        The key that holds countries.
    empty : {"refuse", "keep"}
        What to do with rows whose label is empty.

    Raises
    ------
    InputError
        If a label is no country: all of them together, each with its first row.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"partner": ["Sweden", "UK", "GBR"], "sales": [1.0, 2.0, 3.0]})
    >>> table = LongTable.from_frame(frame, keys=["partner"], values=["sales"])
    >>> coded = country_key(table, "partner")
    >>> coded.keys["partner"].labels, coded.totals("partner", "sales").tolist()
    (('GBR', 'SWE'), [5.0, 1.0])
    >>> coded.notes
    ("partner: 'GBR' and 'UK' are one country, GBR",)
    """
    if empty not in ("refuse", "keep"):
        raise InputError(f"empty is {empty!r}", mend="Choose refuse or keep.")
    old = table.key(key)
    kept = {"": ""} if empty == "keep" else {}
    meant = {label: kept.get(label, _found(label)) for label in old.labels}
    wrong = [label for label, code in meant.items() if code is None]
    if wrong:
        raise _wrong_labels(table, old, wrong)
    codes = [str(meant[label]) for label in old.labels]
    labels, places = np.unique(np.array(codes, dtype=str), return_inverse=True)
    made = Key(old.name, places.astype(np.int32)[old.codes], tuple(labels.tolist()))
    notes = _merged(key, old.labels, codes)
    keys = {name: made if name == key else own for name, own in table.keys.items()}
    return dataclasses.replace(table, keys=keys, notes=(*table.notes, *notes))


def _merged(key: str, labels: tuple[str, ...], codes: list[str]) -> list[str]:
    """Return a note for each country that has several labels."""
    groups: dict[str, list[str]] = {}
    for label, code in zip(labels, codes, strict=True):
        groups.setdefault(code, []).append(f"'{label}'")
    return [
        message(
            "{key}: {labels} are one country, {code}", key=key, labels=join_names(own), code=code
        )
        for code, own in groups.items()
        if len(own) > 1
    ]


def _wrong_labels(table: LongTable, key: Key, wrong: list[str]) -> InputError:
    """Return the error that tells all labels that are no country, with their first rows."""
    shown = []
    for label in wrong[:_SHOWN]:
        row = int(np.argmax(key.codes == key.labels.index(label)))
        unclear, near = _UNCLEAR.get(_folded(label)), _nearest(label)
        hint = f"perhaps {near}" if near else ""
        hint = f"{unclear[0]}: {', '.join(unclear[1].split())}" if unclear else hint
        shown.append(f"'{label}' (row {table.lines[row]}{'; ' if hint else ''}{hint})")
    more = f"; and {len(wrong) - _SHOWN:,} more" if len(wrong) > _SHOWN else ""
    return InputError(
        f"{plural(len(wrong), 'label')} of '{key.name}' "
        f"{'is' if len(wrong) == 1 else 'are'} no country: {'; '.join(shown)}{more}",
        where=table.file or "frame",
        mend="Give English names or codes of ISO 3166-1; leave out rows of groups of countries.",
    )


def _found(text: str) -> str | None:
    """Return the code that a text means, None if it means none or several."""
    plain = text.strip().upper()
    if plain in _by_code():
        return _by_code()[plain]
    if plain.isascii() and plain.isdigit():
        return _by_code().get(plain.lstrip("0").zfill(3))
    return _by_name().get(_folded(text))


def _no_country(text: str, where: str) -> InputError:
    """Return the error for a text that means no country, or several."""
    unclear = _UNCLEAR.get(_folded(text))
    if unclear is None:
        near = _nearest(text)
        hint = f"Did you mean {near}? " if near else ""
        mend = f"{hint}Give an English name or a code of ISO 3166-1, such as SWE, SE or 752."
        return InputError(f"there is no country '{text}'", where=where, mend=mend)
    reason, codes = unclear
    known = [f"'{code}' ({countries()[code].name})" for code in codes.split()]
    listed = " or ".join([", ".join(known[:-1]), known[-1]] if known[1:] else known)
    return InputError(
        f"'{text}' does not name one country of today: {reason}",
        where=where,
        mend=f"Give {listed}.",
    )


def _nearest(text: str) -> str:
    """Return the country whose name or code is nearest, empty if none is near."""
    near = get_close_matches(_folded(text), list(_by_name()), n=1, cutoff=0.75)
    return str(countries()[_by_name()[near[0]]]) if near else ""


@cache
def _by_code() -> dict[str, str]:
    """Return the alpha-3 code for each code there is."""
    found = dict(_FORMER)
    for code, one in countries().items():
        found |= {code: code, one.iso2: code}
        if one.number:
            found[one.number] = code
    return found


@cache
def _by_name() -> dict[str, str]:
    """Return the alpha-3 code for each name in its folded form."""
    found = {_folded(row["name"]): row["country"] for row in bundled_rows("names")}
    found |= {_folded(one.name): code for code, one in countries().items()}
    return {name: code for name, code in found.items() if name not in _UNCLEAR}


def _folded(text: str) -> str:
    """Return a name without case, accents, signs, ``the`` and with words written out."""
    text = text.casefold().replace("&", " and ").replace("ı", "i").replace("ø", "o")
    text = without_accents(text.replace(".", "").replace("'", "").replace("’", ""))
    words = re.findall(r"\w+", text)
    words = [{"st": "saint", "rep": "republic", "is": "islands"}.get(w, w) for w in words]
    return " ".join(word for word in words if word != "the")

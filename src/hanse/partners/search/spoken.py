"""Languages by their code, whatever they are called in a file."""

from __future__ import annotations

from functools import cache

from hanse.errors import InputError, unknown_name
from hanse.partners.search.tags import folded
from hanse.tables.countries import countries

__all__ = ["language_code", "language_name"]

# Codes of three letters (ISO 639-2, both forms) of the languages that have one of two.
_LONG = (
    "ara:ar bul:bg cat:ca ces:cs cze:cs dan:da deu:de ger:de ell:el gre:el eng:en est:et fin:fi "
    "fra:fr fre:fr gle:ga heb:he hin:hi hrv:hr hun:hu isl:is ice:is ita:it jpn:ja kor:ko lav:lv "
    "lit:lt nld:nl dut:nl nob:nb nor:no pol:pl por:pt ron:ro rum:ro rus:ru slk:sk slo:sk slv:sl "
    "spa:es srp:sr swe:sv tur:tr ukr:uk vie:vi zho:zh chi:zh"
)


def language_code(text: str, *, where: str = "") -> str:
    """Return the code of a language.

    Parameters
    ----------
    text : str
        ISO code of two letters (of three for common languages) or English name; case and accents
        do not count.
    where : str, optional
        The place, for the error.

    Raises
    ------
    InputError
        If no language is called so, with the nearest name.

    Examples
    --------
    >>> [language_code(text) for text in ("German", "de", "DEU", "polish")]
    ['de', 'de', 'de', 'pl']
    """
    found = _codes().get(folded(text))
    if found is None:
        near = unknown_name("language", text, sorted(set(_names().values()))).mend
        hint = near.split("There are")[0]
        raise InputError(
            f"there is no language '{text}'",
            where=where,
            mend=f"{hint}Give its English name or its code of ISO 639, such as German or de.",
        )
    return found


def language_name(code: str) -> str:
    """Return the English name of a language, its code where there is none."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    """Return code → English name."""
    return {one.code: one.name for land in countries().values() for one in land.languages}


@cache
def _codes() -> dict[str, str]:
    """Return folded name or code → code."""
    found = {folded(name): code for code, name in sorted(_names().items(), reverse=True)}
    found |= dict(pair.split(":") for pair in _LONG.split())
    return found | {folded(code): code for code in _names()}

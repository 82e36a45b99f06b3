"""Texts without accents, for comparing what people spell differently."""

from __future__ import annotations

import unicodedata

__all__ = ["without_accents"]


def without_accents(text: str) -> str:
    """Return a text with its compatibility letters written plainly and without combining signs.

    Case and punctuation stay; letters that are no accented form of another, such as ø, stay too.

    Examples
    --------
    >>> without_accents("Énergie éolienne, Más-Verdú, Sølvi")
    'Energie eolienne, Mas-Verdu, Sølvi'
    """
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))

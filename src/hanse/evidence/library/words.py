"""Words as they are compared: without case, accents and plural, synonyms as one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hanse.tables.accents import without_accents

__all__ = [
    "INDUSTRIES",
    "general_words",
    "industry_of",
    "key_words",
    "known_word",
    "singular",
    "words_of",
]

DATA = Path(__file__).parent
INDUSTRIES: Mapping[str, str]
_STOP = frozenset(
    (  # words of grammar, and words that every cluster has
        *("a", "an", "the", "and", "or", "of", "in", "for", "from", "with", "by", "to", "on", "at"),
        *("all", "any", "not", "named", "based", "product", "industry", "industrial", "sector"),
        *("cluster", "firm", "company", "good", "made", "making", "maker"),
        *("manufacture", "manufacturing", "manufacturer"),
    )
)
_IRREGULAR = {
    "shoes": "shoe",
    "lens": "lens",
    "lenses": "lens",
    "buses": "bus",
    "series": "series",
    "knives": "knife",
    "gases": "gas",
}


@cache
def _settings() -> Mapping[str, Any]:
    """Return the file of words."""
    return tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))


def _labels() -> Mapping[str, str]:
    """Return the label of each group of industries."""
    groups = _settings()["industries"]
    return MappingProxyType({name: group["label"] for name, group in groups.items()})


INDUSTRIES = _labels()
"""Groups of industries with their labels, in their order."""


def words_of(text: str) -> list[str]:
    """Return the words of a text without case and accents.

    Examples
    --------
    >>> words_of("León: Agro-based products")
    ['leon', 'agro', 'based', 'products']
    """
    return re.findall(r"[^\W_]+", without_accents(text.casefold()))


def singular(word: str) -> str:
    """Return the singular of a plain English noun; a word that is none stays.

    Examples
    --------
    >>> [singular(one) for one in ("mangoes", "mangos", "industries", "glasses", "shoes", "gas")]
    ['mango', 'mango', 'industry', 'glass', 'shoe', 'gas']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("xes", "ches", "shes", "sses", "oes")):
        return word[:-2]
    return word.removesuffix("s")


@cache
def _first_words() -> Mapping[str, str]:
    """Return for each synonym the word that stands for it."""
    sets = _settings()["synonyms"]
    return {singular(other): first for first, others in sets.items() for other in others}


def known_word(word: str) -> str:
    """Return the word that stands for a word and those that mean the same.

    Examples
    --------
    >>> known_word("cars"), known_word("shoes"), known_word("mangoes")
    ('automobile', 'footwear', 'mango')
    """
    one = singular(word)
    return _first_words().get(one, one)


def key_words(text: str) -> tuple[str, ...]:
    """Return the different words of a text that tell something, synonyms as one, in their order.

    Examples
    --------
    >>> key_words("Cars and car parts"), key_words("agro-based products")
    (('automobile', 'part'), ('agro',))
    """
    known = (known_word(one) for one in words_of(text) if singular(one) not in _STOP)
    return tuple(dict.fromkeys(known))


@cache
def _groups() -> Mapping[str, str]:
    """Return the group of industries of each word that tells one."""
    groups = _settings()["industries"]
    return {known_word(word): name for name, one in groups.items() for word in one["words"]}


def industry_of(product: str) -> str:
    """Return the group of industries that the words of a product tell, empty if none or several.

    Examples
    --------
    >>> industry_of("car parts"), industry_of("widgets"), industry_of("wine and furniture")
    ('vehicles', '', '')
    """
    found = {_groups()[word] for word in key_words(product) if word in _groups()}
    return found.pop() if len(found) == 1 else ""


@cache
def general_words() -> frozenset[str]:
    """Return the words that name a whole group of industries rather than a product of it.

    Examples
    --------
    >>> "agro" in general_words(), "wine" in general_words()
    (True, False)
    """
    groups = _settings()["industries"].values()
    return frozenset(known_word(word) for one in groups for word in one.get("general", ()))

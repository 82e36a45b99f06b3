"""The lists of words that the rules for variants need, read once from their file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["Words", "words"]


@dataclass(frozen=True)
class Words:
    """Lists of words by what they are for; the file ``words.toml`` says it of each."""

    ambiguous: frozenset[str]
    alone: frozenset[str]
    nouns: frozenset[str]
    isation: frozenset[str]
    sis: frozenset[str]
    us: frozenset[str]
    phrases_alone: frozenset[str]
    phrases: Mapping[str, str]
    es_after_o: frozenset[str]
    ves: frozenset[str]
    en_silent_e: frozenset[str]
    single_s: frozenset[str]
    irregular: Mapping[str, tuple[str, ...]]
    never_ise: frozenset[str]
    never_ize: frozenset[str]
    our: frozenset[str]
    our_endings: frozenset[str]
    re: frozenset[str]
    doubled: frozenset[str]
    gue: frozenset[str]
    yse: frozenset[str]
    pairs: Mapping[str, str]
    prefixes: frozenset[str]
    joined: Mapping[str, str]
    abbreviations: Mapping[str, tuple[str, ...]]
    capitals: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the lists.

    Examples
    --------
    >>> words().irregular["criterion"]
    ('criteria',)
    """
    text = (files("hanse.evidence.protocol") / "words.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    plurals, spellings, joins = data["plurals"], data["spellings"], data["joins"]
    pairs = spellings["pairs"]
    return Words(
        phrases=_both(plurals["phrases"]),
        irregular={one: tuple(many) for one, many in plurals["irregular"].items()},
        pairs=_both(pairs),
        joined={one.replace("-", ""): one for one in joins["joined"].split()},
        prefixes=frozenset(joins["prefixes"].split()),
        abbreviations={one: tuple(many) for one, many in data["abbreviations"].items()},
        capitals=frozenset(data["capitals"]["alone"].split()),
        **_sets(plurals, ("ambiguous", "alone", "nouns", "isation", "sis", "us", "phrases_alone")),
        **_sets(plurals, ("es_after_o", "ves", "en_silent_e", "single_s")),
        **_sets(spellings, ("never_ise", "never_ize", "our", "our_endings")),
        **_sets(spellings, ("re", "doubled", "gue", "yse")),
    )


def _both(pairs: Mapping[str, str]) -> dict[str, str]:
    """Return pairs in both directions."""
    return {**pairs, **{there: here for here, there in pairs.items()}}


def _sets(table: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """Return lists of a table as sets; a text is a list parted by blanks."""
    found = {key: table[key] for key in keys}
    return {
        key: frozenset(value.split() if isinstance(value, str) else value)
        for key, value in found.items()
    }

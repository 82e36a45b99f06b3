"""Concepts and their terms from the tables of a protocol file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hanse.evidence.protocol import values
from hanse.evidence.protocol.model import FIELDS_SEARCHED, Concept, Term
from hanse.tables.mapping.problems import Problems

__all__ = ["concept"]

_KEYS = ("id", "label", "terms", "not", "fields", "variants")
_TERM = ("term", "variants", "exact", "truncate", "forms", "without")


def concept(table: Mapping[str, Any], at: str, problems: Problems) -> Concept:
    """Return the concept that a table says.

    Parameters
    ----------
    table : mapping
        A table ``[[concepts]]``.
    at : str
        Its place, for problems.
    problems : Problems
        Where what is wrong is remembered.
    """
    values.keys(table, _KEYS, at, problems)
    usual = values.flag(table, "variants", True, at, problems)
    id = values.text(table, "id", at, problems, needed=True)
    fields = values.texts(table, "fields", at, problems) if "fields" in table else FIELDS_SEARCHED
    return Concept(
        id=id,
        label=values.text(table, "label", at, problems) or id,
        terms=_terms(table, "terms", usual, at, problems),
        excluded=_terms(table, "not", usual, at, problems),
        fields=tuple(field for field in FIELDS_SEARCHED if field in fields)
        if set(fields) <= set(FIELDS_SEARCHED)
        else fields,
    )


def _terms(
    table: Mapping[str, Any], key: str, usual: bool, at: str, problems: Problems
) -> tuple[Term, ...]:
    """Return the terms of a list: texts, or tables where a term needs more."""
    found = table.get(key, [])
    if not isinstance(found, list):
        problems.add(f"{key} is {found!r}", at=at, mend=f'Write {key} = ["...", "..."].')
        return ()
    made = []
    for i, one in enumerate(found, start=1):
        place = f"{at}, {key} {i}"
        if isinstance(one, Mapping):
            made.append(_term(one, usual, place, problems))
        elif isinstance(one, str) and one.strip():
            made.append(_term({"term": one}, usual, place, problems))
        else:
            mend = 'Write a text, or { term = "...", exact = true }.'
            problems.add(f"term {i} is {one!r}", at=place, mend=mend)
    return tuple(one for one in made if one.text)


def _term(table: Mapping[str, Any], usual: bool, at: str, problems: Problems) -> Term:
    """Return one term; a star at its end truncates it."""
    values.keys(table, _TERM, at, problems)
    text = _single(values.text(table, "term", at, problems, needed=True))
    is_cut = text.endswith("*")
    if is_cut and table.get("truncate") is False:
        mend = "Take the star out, or truncate = false."
        problems.add("a star, but truncate is false", at=at, mend=mend)
    return Term(
        text=text[:-1].rstrip() if is_cut else text,
        variants=values.flag(table, "variants", usual, at, problems),
        exact=values.flag(table, "exact", False, at, problems),
        truncate=values.flag(table, "truncate", is_cut, at, problems),
        forms=tuple(_single(one) for one in values.texts(table, "forms", at, problems)),
        without=tuple(_single(one) for one in values.texts(table, "without", at, problems)),
    )


def _single(text: str) -> str:
    """Return a text with single blanks."""
    return re.sub(r"\s+", " ", text)

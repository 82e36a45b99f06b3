"""A protocol as the text of its file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hanse.evidence.protocol.model import (
    FIELDS_SEARCHED,
    STAGES,
    Concept,
    Journal,
    Protocol,
    Source,
    Term,
    term_text,
)
from hanse.tables.write import write_text

__all__ = ["protocol_text", "write_protocol"]


def protocol_text(protocol: Protocol) -> str:
    """Return a protocol as TOML, which reads back as the same protocol.

    Keys with their usual value are left out, except numbers of reviewers and the rule for stopping.

    Examples
    --------
    >>> print(protocol_text(Protocol("Clusters", 1, (), (), (), (), ()))[:32])
    [review]
    title = "Clusters"
    vers
    """
    import tomli_w

    review: dict[str, Any] = {"title": protocol.title, "version": protocol.version}
    for key in ("registration", "notes", "combination", "first_year", "last_year"):
        value = getattr(protocol, key)
        if value not in ("", None):
            review[key] = value
    if protocol.languages:
        review["languages"] = list(protocol.languages)
    review["questions"] = [{"id": one.id, "text": one.text} for one in protocol.questions]
    data: dict[str, Any] = {
        "review": review,
        "concepts": [_concept(one) for one in protocol.concepts],
        "sources": [_source(one) for one in protocol.sources],
        "criteria": [
            {"id": one.id, "kind": one.type, "text": one.text, "stages": list(one.stages)}
            for one in protocol.criteria
        ],
        "people": [
            {"id": one.id, "name": one.name, **({"role": one.role} if one.role else {})}
            for one in protocol.people
        ],
        "screening": {
            "reviewers": {stage: protocol.screening.reviewers(stage) for stage in STAGES},
            "recall": protocol.screening.recall,
            "confidence": protocol.screening.confidence,
        },
        "sheets": [
            {"id": one.id, "purpose": one.purpose, "coders": one.coders} for one in protocol.sheets
        ],
    }
    return tomli_w.dumps({key: value for key, value in data.items() if value})


def write_protocol(path: str | os.PathLike[str], protocol: Protocol) -> Path:
    """Write a protocol into a file, whole or not at all.

    Parameters
    ----------
    path : path
        The file; its folder must exist.
    protocol : Protocol
        The protocol.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    return write_text(path, protocol_text(protocol))


def _concept(concept: Concept) -> dict[str, Any]:
    """Return a concept as a table."""
    table: dict[str, Any] = {
        "id": concept.id,
        "label": concept.label,
        "terms": [_term(one) for one in concept.terms],
    }
    if concept.excluded:
        table["not"] = [_term(one) for one in concept.excluded]
    if concept.fields != FIELDS_SEARCHED:
        table["fields"] = list(concept.fields)
    return table


def _term(term: Term) -> str | dict[str, Any]:
    """Return a term as a text, or as a table where it needs more."""
    table: dict[str, Any] = {"term": term_text(term)}
    if not term.variants:
        table["variants"] = False
    if term.exact:
        table["exact"] = True
    for key in ("forms", "without"):
        if getattr(term, key):
            table[key] = list(getattr(term, key))
    return table if len(table) > 1 else term_text(term)


def _source(source: Source) -> dict[str, Any]:
    """Return a source as a table."""
    table: dict[str, Any] = {
        "id": source.id,
        "name": source.name,
        "kind": source.type,
        "stage": source.stage,
        "platform": source.platform,
    }
    for key in ("ranking", "limits", "combination", "query"):
        if getattr(source, key):
            table[key] = getattr(source, key)
    if not source.variants:
        table["variants"] = False
    if source.journals:
        table["journals"] = [_journal(one) for one in source.journals]
    return table


def _journal(journal: Journal) -> str | dict[str, Any]:
    """Return a journal as its name, or as a table with its ISSN."""
    return {"name": journal.name, "issn": list(journal.issn)} if journal.issn else journal.name

"""What differs between two versions of a protocol, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from hanse.evidence.protocol.model import (
    STAGES,
    Concept,
    Criterion,
    Journal,
    Protocol,
    Source,
    Term,
    term_text,
)
from hanse.result import Record

__all__ = ["Change", "changes_between"]


@dataclass(frozen=True)
class Change(Record, kind="protocol-detail"):
    """One difference: ``section`` of the file, ``sort`` added, removed or changed, and what."""

    section: str
    sort: str
    what: str

    def __str__(self) -> str:
        return self.what


Told = Iterator[tuple[str, str]]


def changes_between(old: Protocol, new: Protocol) -> tuple[Change, ...]:
    """Return what differs between two protocols, apart from their version.

    Whatever two protocols differ in, there is at least one change; equal ones give none.

    Examples
    --------
    >>> a = Protocol("t", 1, (), (Concept("c", "C", (Term("cluster"),)),), (), (), ())
    >>> b = Protocol("t", 1, (), (Concept("c", "C", (Term("district"),)),), (), (), ())
    >>> [str(one) for one in changes_between(a, b)]
    ["concept c: added term 'district'", "concept c: removed term 'cluster'"]
    """
    found = [Change("review", sort, what) for sort, what in _review(old, new)]
    for section, one, compare in _SECTIONS:
        pair = getattr(old, section), getattr(new, section)
        found += [Change(section, sort, what) for sort, what in _listed(*pair, one, compare)]
    found += [Change("screening", sort, what) for sort, what in _screening(old, new)]
    return tuple(found)


def _review(old: Protocol, new: Protocol) -> Told:
    """Return what differs in ``[review]``."""
    names = ("title", "combination", "first_year", "last_year", "registration", "notes")
    for name in names:
        yield from _value(name.replace("_", " "), getattr(old, name), getattr(new, name))
    yield from _set("language", old.languages, new.languages)


def _screening(old: Protocol, new: Protocol) -> Told:
    """Return what differs in ``[screening]``."""
    for stage in STAGES:
        pair = old.screening.reviewers(stage), new.screening.reviewers(stage)
        yield from _value(f"reviewers for each record at {stage}", *pair)
    yield from _value("recall to stop at", old.screening.recall, new.screening.recall)
    pair2 = old.screening.confidence, new.screening.confidence
    yield from _value("confidence to stop with", *pair2)


def _listed(
    old: Sequence[Any], new: Sequence[Any], one: str, compare: Callable[[Any, Any], Told]
) -> Told:
    """Return what differs between two lists of things with ids."""
    before, after = {item.id: item for item in old}, {item.id: item for item in new}
    for id, item in after.items():
        if id not in before:
            yield "added", f"added {one} {id}{_shown(item)}"
    for id, item in before.items():
        if id not in after:
            yield "removed", f"removed {one} {id}{_shown(item)}"
    for id, item in before.items():
        if id in after:
            for sort, what in compare(item, after[id]):
                yield sort, f"{one} {id}: {what}"
    if [id for id in before if id in after] != [id for id in after if id in before]:
        yield "changed", f"the order of {_MANY.get(one, one + 's')}"


def _concept(old: Concept, new: Concept) -> Told:
    """Return what differs between two versions of a concept."""
    yield from _value("label", old.label, new.label)
    yield from _terms("term", old.terms, new.terms)
    yield from _terms("excluded term", old.excluded, new.excluded)
    yield from _set("field", old.fields, new.fields)


def _terms(one: str, old: tuple[Term, ...], new: tuple[Term, ...]) -> Told:
    """Return what differs between two lists of terms."""
    before, after = {_key(term): term for term in old}, {_key(term): term for term in new}
    yield from _set(one, tuple(before), tuple(after))
    for key, term in before.items():
        if key not in after:
            continue
        for sort, what in _plain(term, after[key]):
            yield sort, f"{one} '{key}': {what}"


def _key(term: Term) -> str:
    """Return how a term is called: as it is written, with a note where it is exact."""
    return term_text(term) + (" (exact)" if term.exact else "")


def _source(old: Source, new: Source) -> Told:
    """Return what differs between two versions of a source."""
    yield from _plain(old, new, but=("journals",))
    yield from _set("journal", _journals(old.journals), _journals(new.journals))


def _journals(journals: tuple[Journal, ...]) -> tuple[str, ...]:
    """Return journals with their ISSN."""
    return tuple(" ".join([one.name, *one.issn]) for one in journals)


def _criterion(old: Criterion, new: Criterion) -> Told:
    """Return what differs between two versions of a criterion."""
    yield from _value("kind", old.type, new.type)
    yield from _value("text", old.text, new.text)
    yield from _set("stage", old.stages, new.stages)


def _plain(old: Any, new: Any, but: tuple[str, ...] = ()) -> Told:
    """Return what differs field by field."""
    for field in fields(old):
        if field.name in ("id", *but):
            continue
        name = "kind" if field.name == "type" else field.name
        before, after = getattr(old, field.name), getattr(new, field.name)
        if isinstance(before, tuple):
            yield from _set(f"{name} entry", before, after)
        else:
            yield from _value(name, before, after)


def _value(name: str, old: Any, new: Any) -> Told:
    """Return a value that differs, with both."""
    if old == new:
        return
    if new in ("", None):
        yield "removed", f"removed {name} {_said(old)}"
    elif old in ("", None):
        yield "added", f"added {name} {_said(new)}"
    else:
        yield "changed", f"{name} from {_said(old)} to {_said(new)}"


def _set(one: str, old: Sequence[str], new: Sequence[str]) -> Told:
    """Return entries that came, went, or stand in another order."""
    for text in new:
        if text not in old:
            yield "added", f"added {one} '{text}'"
    for text in old:
        if text not in new:
            yield "removed", f"removed {one} '{text}'"
    if [text for text in old if text in new] != [text for text in new if text in old]:
        yield "changed", f"the order of {_MANY.get(one, one + 's')}"


def _said(value: Any) -> str:
    """Return a value as it is said: text in quotes, truth as yes and no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"'{value}'" if isinstance(value, str) else str(value)


def _shown(item: Any) -> str:
    """Return what an entry is called besides its id."""
    name = getattr(item, "text", "") or getattr(item, "label", "") or getattr(item, "name", "")
    return f" '{name}'" if name and name != item.id else ""


_MANY = {"person": "people", "criterion": "criteria", "forms entry": "forms"}
_SECTIONS: tuple[tuple[str, str, Callable[[Any, Any], Told]], ...] = (
    ("questions", "question", _plain),
    ("concepts", "concept", _concept),
    ("sources", "source", _source),
    ("criteria", "criterion", _criterion),
    ("people", "person", _plain),
    ("sheets", "sheet", _plain),
)

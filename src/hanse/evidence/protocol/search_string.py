"""The search string of a source, written from the protocol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hanse.evidence.protocol.absorption import needless_note, without_needless
from hanse.evidence.protocol.expression import AllOf, AnyOf, But, Node
from hanse.evidence.protocol.limits import limits_by_hand, limits_in_string
from hanse.evidence.protocol.model import Protocol, Source, Term
from hanse.evidence.protocol.platforms import Platform, platform
from hanse.evidence.protocol.query import (
    Form,
    Leaf,
    forms_of,
    kept_leaves,
    leaves,
    query,
    whole_forms_of,
)
from hanse.evidence.protocol.shortfalls import inexact, lost, stopped, strained, unfielded
from hanse.evidence.protocol.splitting import simplified, split
from hanse.evidence.protocol.syntax import can_truncate, connectors, length, written
from hanse.result import Answer, Record

__all__ = ["SearchString", "StringPart", "platform_query", "search_string"]


@dataclass(frozen=True)
class StringPart(Record, kind="search-string-part"):
    """One string to paste: its number from 1, its text, signs and operators, and the box for it."""

    number: int
    text: str
    length: int
    connectors: int
    box: str = ""


@dataclass(frozen=True)
class SearchString(Answer, kind="search-string"):
    """The string or strings of one source, and what to know when searching with them.

    Attributes
    ----------
    source, platform : str
        Ids of the source and of its platform.
    version : int
        Version of the protocol.
    parts : tuple of StringPart
        What to search with; together they find what the query asks for. Empty for a source that is
        searched without a string.
    notes : tuple of str
        What the platform does and what is to be set by hand.
    warnings : tuple of str
        Where the string finds more or less than the query asks for.
    """

    source: str
    platform: str
    version: int
    parts: tuple[StringPart, ...]
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All strings, one a line."""
        return "\n".join(part.text for part in self.parts)

    @property
    def length(self) -> int:
        """Signs of the longest string, 0 where there is none."""
        return max((part.length for part in self.parts), default=0)

    def to_frame(self) -> Any:
        """Return a row for each string."""
        import pandas as pd

        rows = [(self.source, self.platform, self.version) for _ in self.parts]
        frame = pd.DataFrame(rows, columns=["source", "platform", "version"])
        for name in ("number", "box", "text", "length", "connectors"):
            frame[name] = [getattr(part, name) for part in self.parts]
        return frame

    def __str__(self) -> str:
        name = platform(self.platform).name
        shown = [f"{self.source} ({name}), version {self.version} of the protocol"]
        for part in self.parts:
            number = f"{part.number}. " if len(self.parts) > 1 else ""
            shown.append(f"{number}{part.text}" + (f"  [{part.box}]" if part.box else ""))
        shown += [f"Warning: {one}" for one in self.warnings]
        return "\n".join([*shown, *(f"Note: {one}" for one in self.notes)])


def search_string(protocol: Protocol, source: Source | str) -> SearchString:
    """Write the search string of a source in the syntax of its platform.

    Where a platform takes no string as long as the query, several numbered strings are written
    whose union is exactly the query. Where it cannot say something at all, the string finds more
    rather than less, and a warning says so; a truncated term on a platform without truncation is
    the one case that finds less.

    Parameters
    ----------
    protocol : Protocol
        The protocol.
    source : Source or str
        The source, or its id.

    Raises
    ------
    InputError
        If there is no such source, or the combination cannot be read.
    LimitReached
        If more strings would be needed than anybody searches.

    Examples
    --------
    >>> from hanse.evidence.protocol.model import Concept
    >>> concepts = (Concept("c", "Cluster", (Term("cluster"),)),)
    >>> made = Protocol("t", 1, (), concepts, (Source("s", "S", platform="scopus"),), (), ())
    >>> search_string(made, "s").text
    'TITLE-ABS-KEY(cluster OR clusters)'
    """
    chosen = protocol.source(source) if isinstance(source, str) else source
    to = platform(chosen.platform)
    notes = [*to.notes, *limits_by_hand(protocol, chosen, to)]
    if to.id == "none":
        return SearchString(chosen.id, to.id, protocol.version, (), tuple(notes))
    if chosen.query:
        parts: tuple[StringPart, ...] = (_part(1, chosen.query, "", to),)
        notes.insert(0, "Written by hand in the protocol.")
        return SearchString(chosen.id, to.id, protocol.version, parts, tuple(notes))
    if to.words:
        return _words_only(protocol, chosen, to, notes)
    node, warnings = _sayable(platform_query(protocol, chosen), to)
    if to.max_connectors or to.max_characters:
        node, needless = without_needless(node)
        notes += needless_note(needless)
    limits = limits_in_string(protocol, chosen, to)
    if limits:
        node = simplified(AllOf((node, *limits)))
    prefix, box, more = _scope(node, to)
    pieces = split(node, lambda one: _fits(one, to, prefix))
    parts = tuple(
        _part(number, prefix + written(piece, to), box, to)
        for number, piece in enumerate(pieces, start=1)
    )
    over = [
        part.number
        for part, piece in zip(parts, pieces, strict=True)
        if not _fits(piece, to, prefix)
    ]
    longest = max(part.length for part in parts)
    warnings += [
        *more,
        *lost(protocol, chosen, to),
        *strained(len(parts), longest, over, to, chosen.variants),
    ]
    notes += [*inexact(node, to), *stopped(node, to)]
    return SearchString(
        chosen.id, to.id, protocol.version, parts, tuple(notes), tuple(dict.fromkeys(warnings))
    )


def platform_query(protocol: Protocol, source: Source) -> Node:
    """Return the query as the platform of a source can say it: its forms, no needless ones.

    Where a hyphen counts as a blank, one of two forms that differ only in it is left out; where
    the platform cannot truncate, all forms of the word stand in place of its beginning.
    """
    to = platform(source.platform)

    def forms(term: Term) -> tuple[Form, ...]:
        if term.truncate and can_truncate(term.text, to):
            kept = [one for one in forms_of(term) if can_truncate(one.text, to)]
            found: tuple[Form, ...] = tuple(kept)
        elif not source.variants and not term.forms:
            found = (Form(term.text, term.exact),)
        else:
            found = whole_forms_of(term)
        return _without_twins(found) if to.hyphen_is_blank else found

    return simplified(query(protocol, source, forms))


def _without_twins(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Return forms of which no two differ only in hyphens; the one with hyphen stays."""
    kept: dict[object, Form] = {}
    for form in sorted(forms, key=lambda one: -one.text.count("-")):
        key = form if form.exact else (form.text.replace("-", " "), form.truncated)
        kept.setdefault(key, form)
    return tuple(form for form in forms if form in kept.values())


def _sayable(node: Node, to: Platform) -> tuple[Node, list[str]]:
    """Return what the platform can say of a query, and what is left out."""
    if to.nesting:
        return node, []
    warnings: list[str] = []
    return simplified(_without_deep(node, warnings)), warnings


def _without_deep(node: Node, warnings: list[str]) -> Node:
    """Return a query in which only single forms are dropped."""
    if isinstance(node, (AllOf, AnyOf)):
        return type(node)(tuple(_without_deep(part, warnings) for part in node.parts))
    if not isinstance(node, But):
        return node
    kept = _without_deep(node.kept, warnings)
    dropped = node.dropped.parts if isinstance(node.dropped, AnyOf) else (node.dropped,)
    single = tuple(one for one in dropped if isinstance(one, Leaf))
    if len(single) < len(dropped):
        warnings.append("Part of what is to be dropped cannot be said here: more is found.")
    return But(kept, single[0] if len(single) == 1 else AnyOf(single)) if single else kept


def _scope(node: Node, to: Platform) -> tuple[str, str, list[str]]:
    """Return the prefix of every string, the box it belongs in, and what is searched too."""
    fields = {leaf.fields for leaf in leaves(node)}
    only_title = fields == {("title",)}
    boxes = dict(to.boxes)
    if to.boxes:
        key = "title" if only_title else "title,abstract,keywords"
        exact = only_title or fields == {("title", "abstract", "keywords")}
        said = f"All of it is searched in the box '{boxes[key]}': more is found."
        return "", boxes[key], [] if exact else [said]
    if to.title_prefix:
        more = [] if only_title else unfielded(node, to)
        return (to.title_prefix if only_title else ""), "", more
    return "", "", unfielded(node, to)


def _fits(node: Node, to: Platform, prefix: str) -> bool:
    """Return whether the platform takes a query as one string."""
    if not to.nesting and not _is_flat(node):
        return False
    text = prefix + written(node, to)
    if to.max_connectors and connectors(text, to) > to.max_connectors:
        return False
    return not to.max_characters or length(text, to) <= to.max_characters


def _is_flat(node: Node) -> bool:
    """Return whether a query is an AND of ORs of forms, less single forms."""
    if isinstance(node, But):
        dropped = node.dropped.parts if isinstance(node.dropped, AnyOf) else (node.dropped,)
        return _is_flat(node.kept) and all(isinstance(one, Leaf) for one in dropped)
    groups = node.parts if isinstance(node, AllOf) else (node,)
    return all(
        isinstance(one, Leaf)
        or (isinstance(one, AnyOf) and all(isinstance(leaf, Leaf) for leaf in one.parts))
        for one in groups
    )


def _part(number: int, text: str, box: str, to: Platform) -> StringPart:
    """Return one string with its size."""
    return StringPart(number, text, length(text, to), connectors(text, to), box)


def _words_only(protocol: Protocol, source: Source, to: Platform, notes: list[str]) -> SearchString:
    """Return the words of the concepts for a platform without operators."""
    dropped = {one.id for one in protocol.concepts} - {
        leaf.concept for leaf in kept_leaves(query(protocol, source))
    }
    texts = [term.text for one in protocol.concepts if one.id not in dropped for term in one.terms]
    warning = (
        "The combination and what is to be dropped cannot be said here: apply them when screening."
    )
    parts = (_part(1, " ".join(texts), "", to),)
    return SearchString(source.id, to.id, protocol.version, parts, tuple(notes), (warning,))

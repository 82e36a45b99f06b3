"""Where a search string finds more or less than the query asks for, in sentences."""

from __future__ import annotations

from hanse.evidence.protocol.expression import Node
from hanse.evidence.protocol.model import FIELDS_SEARCHED, Protocol, Source, term_text
from hanse.evidence.protocol.platforms import Platform
from hanse.evidence.protocol.query import leaves, query
from hanse.evidence.protocol.syntax import can_truncate, field_codes
from hanse.messages import join_names, plural

__all__ = ["inexact", "lost", "stopped", "strained", "unfielded"]

_LONG = 2_000
_MANY = 20


def lost(protocol: Protocol, source: Source, to: Platform) -> list[str]:
    """Return a sentence for truncated terms that the platform cannot truncate."""
    used = {leaf.concept for leaf in leaves(query(protocol, source))}
    cut = [
        term
        for concept in protocol.concepts
        if concept.id in used
        for term in (*concept.terms, *concept.excluded)
        if term.truncate and not can_truncate(term.text, to)
    ]
    bare = [term_text(term) for term in cut if not term.forms]
    said = []
    if cut:
        names = join_names([term_text(term) for term in cut])
        said.append(f"{to.name} cannot truncate {names}: whole words are searched, less is found.")
    if bare:
        names = join_names(bare)
        said.append(f"Name the words that are meant by {names}: forms = [...] at the term.")
    return said


def strained(n: int, longest: int, over: list[int], to: Platform, variants: bool) -> list[str]:
    """Return warnings on strings that are too long or too many.

    Parameters
    ----------
    n : int
        How many strings there are.
    longest : int
        Signs of the longest.
    over : list of int
        Numbers of those that the platform does not take.
    to : Platform
        The platform.
    variants : bool
        Whether the source has all forms written.
    """
    said = []
    if over:
        names = join_names([str(number) for number in over])
        said.append(f"Above the limit of {to.name} and not to be cut: string {names}.")
    if not to.max_characters and longest > _LONG:
        said.append(f"The string has {longest:,} signs: try whether {to.name} takes it whole.")
    if n > _MANY:
        more = (
            " The platform finds plurals and spellings itself: variants = false at the source"
            " writes fewer."
        )
        said.append(f"{plural(n, 'string')} to search." + (more if to.folds and variants else ""))
    return said


def inexact(node: Node, to: Platform) -> list[str]:
    """Return a note where exact forms are searched as phrases."""
    exact = [leaf.form.text for leaf in leaves(node) if leaf.form.exact]
    if not exact or to.exact:
        return []
    names = join_names(list(dict.fromkeys(exact)))
    return [f"{to.name} may find other signs between the words of {names} too."]


def unfielded(node: Node, to: Platform) -> list[str]:
    """Return a warning where the platform cannot search the fields that a concept names."""
    found = {
        leaf.concept: " and ".join(leaf.fields)
        for leaf in leaves(node)
        if set(leaf.fields) != set(FIELDS_SEARCHED) and not field_codes(leaf.fields, to)
    }
    return [
        f"{to.name} cannot search only the {names} for {concept}: more is found."
        for concept, names in found.items()
    ]


def stopped(node: Node, to: Platform) -> list[str]:
    """Return a note where a phrase holds words that the platform does not search."""
    found = [
        leaf.form.text
        for leaf in leaves(node)
        if set(leaf.form.text.lower().split()) & set(to.stop_words)
    ]
    if not found:
        return []
    names = join_names(list(dict.fromkeys(found)))
    return [
        f"Words that {to.name} does not search stand in {names}: any word may take their place."
    ]

"""From a protocol to the query that every search string and every check says in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hanse.evidence.protocol.expression import AllOf, AnyOf, But, Node, read_combination
from hanse.evidence.protocol.model import Concept, Protocol, Source, Term, term_text
from hanse.evidence.protocol.variants import stem_variants, variants

__all__ = [
    "Form",
    "Leaf",
    "concept_query",
    "forms_of",
    "kept_leaves",
    "leaves",
    "query",
    "whole_forms_of",
]


@dataclass(frozen=True)
class Form:
    """One form of a term as it is searched.

    Attributes
    ----------
    text : str
        Word or phrase without star.
    exact : bool
        Whether every sign counts.
    truncated : bool
        Whether letters may follow.
    """

    text: str
    exact: bool = False
    truncated: bool = False

    def __str__(self) -> str:
        return self.text + ("*" if self.truncated else "")


@dataclass(frozen=True)
class Leaf:
    """A form, where it is searched, of which concept and term it is, and whether excluded there."""

    form: Form
    fields: tuple[str, ...]
    concept: str = ""
    term: str = ""
    excluded: bool = False


def forms_of(term: Term) -> tuple[Form, ...]:
    """Return all forms of a term, the term first.

    Of a truncated term they are its beginning in both spellings; of an exact one, only itself.

    Examples
    --------
    >>> [str(form) for form in forms_of(Term("labour organis", truncate=True))][:2]
    ['labour organis*', 'labor organis*']
    >>> [str(form) for form in forms_of(Term("export", without=("exports",)))]
    ['export']
    """
    if term.truncate:
        texts = stem_variants(term.text) if term.variants else (term.text,)
    elif term.forms:
        texts = tuple(dict.fromkeys((term.text, *term.forms)))
    elif term.variants and not term.exact:
        texts = variants(term.text)
    else:
        texts = (term.text,)
    kept = [text for text in texts if text == term.text or text not in term.without]
    return tuple(Form(text, term.exact, term.truncate) for text in kept)


def whole_forms_of(term: Term) -> tuple[Form, ...]:
    """Return the forms of a term for a platform that cannot truncate.

    Of a truncated term they are its own ``forms``, or else all forms of its beginning.

    Examples
    --------
    >>> [str(form) for form in whole_forms_of(Term("expor", truncate=True, forms=("export",)))]
    ['export']
    """
    if not term.truncate:
        return forms_of(term)
    if term.forms:
        return tuple(Form(text) for text in dict.fromkeys(term.forms))
    texts = variants(term.text) if term.variants else (term.text,)
    return tuple(Form(text) for text in texts if text == term.text or text not in term.without)


FormsOf = Callable[[Term], tuple[Form, ...]]


def concept_query(concept: Concept, of: FormsOf = forms_of) -> Node:
    """Return a concept as a query: any form of its terms, but none of those excluded."""
    kept = _any(concept, concept.terms, of)
    return But(kept, _any(concept, concept.excluded, of, True)) if concept.excluded else kept


def query(protocol: Protocol, source: Source | None = None, of: FormsOf = forms_of) -> Node:
    """Return the query of a protocol, or that of a source where it has its own combination.

    Parameters
    ----------
    protocol : Protocol
        The protocol.
    source : Source, optional
        The source; None takes the combination of the review.
    of : function
        Returns the forms of a term.

    Raises
    ------
    InputError
        If the combination cannot be read.
    """
    text = (source.combination if source else "") or protocol.combination
    tree = read_combination(text, [one.id for one in protocol.concepts])
    made = {one.id: concept_query(one, of) for one in protocol.concepts}
    return _filled(tree, made)


def leaves(node: Node) -> Iterator[Leaf]:
    """Return the leaves of a query in their order."""
    if isinstance(node, (AllOf, AnyOf)):
        for part in node.parts:
            yield from leaves(part)
    elif isinstance(node, But):
        yield from leaves(node.kept)
        yield from leaves(node.dropped)
    elif isinstance(node, Leaf):
        yield node


def kept_leaves(node: Node) -> Iterator[Leaf]:
    """Return the leaves that are looked for, not those that are dropped."""
    if isinstance(node, But):
        yield from kept_leaves(node.kept)
    elif isinstance(node, (AllOf, AnyOf)):
        for part in node.parts:
            yield from kept_leaves(part)
    elif isinstance(node, Leaf):
        yield node


def _any(concept: Concept, terms: tuple[Term, ...], of: FormsOf, excluded: bool = False) -> Node:
    """Return any of the forms of terms, every form once."""
    found: dict[Form, Leaf] = {}
    for term in terms:
        for form in of(term):
            found.setdefault(
                form, Leaf(form, concept.fields, concept.id, term_text(term), excluded)
            )
    parts: tuple[Node, ...] = tuple(found.values())
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def _filled(tree: Node, made: dict[str, Node]) -> Node:
    """Return a tree with the queries of the concepts in place of their ids."""
    if isinstance(tree, (AllOf, AnyOf)):
        return type(tree)(tuple(_filled(part, made) for part in tree.parts))
    if isinstance(tree, But):
        return But(_filled(tree.kept, made), _filled(tree.dropped, made))
    return made[str(tree)]

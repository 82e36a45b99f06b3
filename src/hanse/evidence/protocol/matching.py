"""The query of a protocol evaluated on texts here: which records match, and by which terms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hanse.evidence.protocol.expression import AllOf, AnyOf, But, Node
from hanse.evidence.protocol.model import Protocol, Source
from hanse.evidence.protocol.query import Form, Leaf, forms_of, leaves, query
from hanse.evidence.records.record import BibliographicRecord
from hanse.result import Record
from hanse.tables.accents import without_accents

__all__ = ["Hit", "Match", "Matcher", "matcher_of", "matches"]

_JOINTS = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0300-\u036f"
_WORD = re.compile(rf"[^\W_]+(?:[{_JOINTS}]+[^\W_]*)*")
_BETWEEN = "; "
_BLANKS = {i: " " for i in range(128) if not chr(i).isalnum()}
_LISTED_BLANKS = {**_BLANKS, ord(";"): " ; "}
_LISTED = re.compile(rf"{_WORD.pattern}|;")  # no phrase reaches from one keyword into the next
_DROPPED = re.compile(f"[{_JOINTS}]")


@dataclass(frozen=True)
class Hit(Record, kind="term-hit"):
    """A place where a term stands: of which concept, in which field, from which sign to which.

    Keywords count as one text with ``"; "`` between them. ``excluded`` says that the concept does
    not want the term. ``field`` is empty where one text stands for all.
    """

    concept: str
    term: str
    form: str
    field: str
    start: int
    end: int
    excluded: bool = False


@dataclass(frozen=True)
class Match(Record, kind="query-match"):
    """Whether a record matches the query, and by which terms.

    Attributes
    ----------
    matched : bool
        Whether the query holds; the truth of the whole.
    concepts : mapping of str to tuple of str
        For each concept the terms that stand in the record, in the order of the protocol.
    hits : tuple of Hit
        Every place, in the order of the fields and of the text; terms that are to be dropped too.
    """

    matched: bool
    concepts: Mapping[str, tuple[str, ...]]
    hits: tuple[Hit, ...]

    def __bool__(self) -> bool:
        return self.matched


class Matcher:
    """The query of a protocol, prepared for many records.

    A form stands in a text where its words follow one another, whatever signs are between them:
    "co-location" stands in "co location". Capitals and accents do not count. A truncated form
    stands where its last word begins a word. An exact form stands only with its very signs between
    other signs than letters and digits.

    Parameters
    ----------
    protocol : Protocol
        The protocol.
    source : Source, optional
        A source, for its own combination.

    Examples
    --------
    >>> from hanse.evidence.protocol.model import Concept, Term
    >>> terms = (Term("industrial district"),)
    >>> made = Protocol("t", 1, (), (Concept("c", "Cluster", terms),), (), (), ())
    >>> Matcher(made).holds("Industrial districts of Emilia")
    True
    """

    def __init__(self, protocol: Protocol, source: Source | None = None) -> None:
        self.protocol = protocol
        self.node = query(protocol, source, forms_of)
        self.leaves = tuple(leaves(self.node))
        forms = dict.fromkeys(leaf.form for leaf in self.leaves)
        self._finder = _Finder(tuple(forms))

    def stands(self, leaf: Leaf, found: Mapping[str, frozenset[Form]]) -> bool:
        """Return whether a form stands in one of the fields in which it is searched."""
        return _stands(leaf, found)

    def is_true(self, found: Mapping[str, frozenset[Form]]) -> bool:
        """Return whether the query holds where these forms stand."""
        return _holds(self.node, found)

    def holds(self, text: str | BibliographicRecord) -> bool:
        """Return whether a text or a record matches; a text stands for all fields at once."""
        return _holds(self.node, self.found(text))

    def found(self, text: str | BibliographicRecord) -> dict[str, frozenset[Form]]:
        """Return by field which forms stand in a text or a record."""
        parts = _parts(text)
        return {field: self._finder.forms_in(part, field) for field, part in parts.items()}

    def match(self, text: str | BibliographicRecord) -> Match:
        """Return whether a text or a record matches, and where its terms stand."""
        parts = _parts(text)
        places = {field: self._finder.places(part, field) for field, part in parts.items()}
        found = {field: frozenset(of) for field, of in places.items()}
        hits = [
            Hit(leaf.concept, leaf.term, str(leaf.form), field, start, end, leaf.excluded)
            for field in parts
            for leaf in self.leaves
            if field in leaf.fields or field == ""
            for start, end in places[field].get(leaf.form, ())
        ]
        once: dict[tuple[object, ...], Hit] = {}
        for hit in hits:  # forms that differ only in a hyphen stand at the same place
            key = (hit.concept, hit.term, hit.field, hit.start, hit.end, hit.excluded)
            once.setdefault(key, hit)
        unique = sorted(once.values(), key=lambda hit: (hit.start, hit.end))
        ordered = [hit for field in parts for hit in unique if hit.field == field]
        named = {
            concept.id: tuple(
                dict.fromkeys(
                    leaf.term
                    for leaf in self.leaves
                    if leaf.concept == concept.id and not leaf.excluded and _stands(leaf, found)
                )
            )
            for concept in self.protocol.concepts
        }
        return Match(_holds(self.node, found), named, tuple(ordered))


def matches(protocol: Protocol, text: str | BibliographicRecord) -> Match:
    """Evaluate the query of a protocol on a text or a record.

    Parameters
    ----------
    protocol : Protocol
        The protocol.
    text : str or BibliographicRecord
        A text, which stands for all fields at once, or a record with title, abstract, keywords.

    Returns
    -------
    Match
        True or false as a whole, with the terms of each concept and their places.

    Examples
    --------
    >>> from hanse.evidence.protocol.model import Concept, Term
    >>> made = Protocol("t", 1, (), (Concept("c", "Cluster", (Term("cluster"),)),), (), (), ())
    >>> found = matches(made, "Export clusters in Peru")
    >>> bool(found), found.concepts, [(hit.start, hit.end) for hit in found.hits]
    (True, {'c': ('cluster',)}, [(7, 15)])
    """
    return matcher_of(protocol).match(text)


@lru_cache(maxsize=8)
def matcher_of(protocol: Protocol) -> Matcher:
    """Return the prepared query of a protocol."""
    return Matcher(protocol)


class _Finder:
    """Finds many forms in a text in one pass over its words."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._by_word: dict[str, list[tuple[tuple[str, ...], Form]]] = {}
        self._by_start: dict[str, list[Form]] = {}
        self._phrases: dict[Form, str] = {}
        self._exact = []
        for form in forms:
            words = tuple(_folded(word) for word in _WORD.findall(form.text))
            if form.exact:
                self._exact.append((form, _exact_pattern(form)))
            elif form.truncated and len(words) == 1:
                self._by_start.setdefault(words[0], []).append(form)
            elif words:
                self._by_word.setdefault(words[0], []).append((words, form))
                self._phrases[form] = f" {' '.join(words)}" + ("" if form.truncated else " ")
        self._starts = sorted({len(start) for start in self._by_start})

    def forms_in(self, text: str, field: str) -> frozenset[Form]:
        """Return the forms that stand in a text."""
        is_list = field == "keywords"
        if text.isascii():
            table = _LISTED_BLANKS if is_list else _BLANKS
            words = text.lower().translate(table).split()
        else:
            words = [_folded(word) for word in (_LISTED if is_list else _WORD).findall(text)]
        found = {form for form, pattern in self._exact if pattern.search(text)}
        there = self._by_word.keys() & set(words)
        if not there and not self._by_start:
            return frozenset(found)
        whole = f" {' '.join(words)} "
        for word in there:
            for wanted, form in self._by_word[word]:
                if len(wanted) == 1 or self._phrases[form] in whole:
                    found.add(form)
        for start, forms in self._by_start.items():
            if f" {start}" in whole:
                found.update(forms)
        return frozenset(found)

    def places(self, text: str, field: str) -> dict[Form, list[tuple[int, int]]]:
        """Return the places at which forms stand in a text, by form."""
        pattern = _LISTED if field == "keywords" else _WORD
        spans = [(_folded(one[0]), one.start(), one.end()) for one in pattern.finditer(text)]
        words = [word for word, _, _ in spans]
        found: dict[Form, list[tuple[int, int]]] = {}
        for form, exact in self._exact:
            for one in exact.finditer(text):
                found.setdefault(form, []).append(one.span())
        for i, word in enumerate(words):
            for wanted, form in self._by_word.get(word, ()):
                if _follows(words, i, wanted, form):
                    end = spans[i + len(wanted) - 1][2]
                    found.setdefault(form, []).append((spans[i][1], end))
            for n in self._starts:
                for form in self._by_start.get(word[:n], ()):
                    found.setdefault(form, []).append((spans[i][1], spans[i][2]))
        return found


def _follows(words: Sequence[str], at: int, wanted: tuple[str, ...], form: Form) -> bool:
    """Return whether the words of a form stand from a place on."""
    here = words[at : at + len(wanted)]
    if len(here) < len(wanted) or tuple(here[:-1]) != wanted[:-1]:
        return False
    return here[-1].startswith(wanted[-1]) if form.truncated else here[-1] == wanted[-1]


def _folded(word: str) -> str:
    """Return a word without capitals, accents and signs that are not seen."""
    if word.isascii():
        return word.lower()
    return without_accents(_DROPPED.sub("", word).casefold())


def _exact_pattern(form: Form) -> re.Pattern[str]:
    """Return the pattern of an exact form."""
    text = r"\s+".join(re.escape(part) for part in form.text.split())
    end = r"[^\W_]*" if form.truncated else r"(?![^\W_])"
    return re.compile(rf"(?<![^\W_]){text}{end}", re.IGNORECASE)


def _parts(text: str | BibliographicRecord) -> dict[str, str]:
    """Return the texts by field; one text without a field stands for all."""
    if isinstance(text, str):
        return {"": text}
    return {
        "title": text.title,
        "abstract": text.abstract,
        "keywords": _BETWEEN.join(text.keywords),
    }


def _stands(leaf: Leaf, found: Mapping[str, frozenset[Form]]) -> bool:
    """Return whether a form stands in one of its fields."""
    return any(leaf.form in of for field, of in found.items() if not field or field in leaf.fields)


def _holds(node: Node, found: Mapping[str, frozenset[Form]]) -> bool:
    """Return whether a query holds."""
    if isinstance(node, AllOf):
        return all(_holds(part, found) for part in node.parts)
    if isinstance(node, AnyOf):
        return any(_holds(part, found) for part in node.parts)
    if isinstance(node, But):
        return _holds(node.kept, found) and not _holds(node.dropped, found)
    return isinstance(node, Leaf) and _stands(node, found)

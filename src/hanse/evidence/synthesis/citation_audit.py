"""The citation audit: every citation in a text must stand in its list of references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis.author_name import family_name, folded
from hanse.evidence.synthesis.cited_reference import CitedReference, read_reference
from hanse.evidence.synthesis.in_text_citation import InTextCitation
from hanse.messages import plural
from hanse.result import Answer, Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FAULTS", "CitationAudit", "CitationFault", "citation_audit"]

FAULTS = (
    "year differs",
    "spelling differs",
    "order differs",
    "authors differ",
    "several listed",
    "not listed",
)
"""What can be wrong with a citation, the nearest miss first."""
_LIKE, _LEAST_LIKE = 80.0, 65.0


@dataclass(frozen=True)
class CitationFault(Record, kind="evidence-citation-fault"):
    """A citation that is not in the list as it is written.

    Attributes
    ----------
    citation : InTextCitation
        The citation.
    fault : str
        One of `FAULTS`.
    nearest : str
        The listed reference that is meant, or the nearest; empty where none is near.
    """

    citation: InTextCitation
    fault: str
    nearest: str


@dataclass(frozen=True)
class CitationAudit(Answer, kind="evidence-citation-audit"):
    """What does not agree between a text and its list of references.

    Parameters
    ----------
    faults : tuple of CitationFault
        In the order of the text.
    uncited : tuple of str
        References that no citation names, not even with a fault.
    equal : tuple of str
        References that cannot be told apart by names, year and letter.
    unread : tuple of str
        Lines of the list in which neither authors nor a year could be read.
    n_citations, n_references : int
        How many were compared.
    """

    faults: tuple[CitationFault, ...]
    uncited: tuple[str, ...]
    equal: tuple[str, ...]
    unread: tuple[str, ...]
    n_citations: int
    n_references: int

    def __str__(self) -> str:
        said = [
            f"{plural(self.n_citations, 'citation')} against "
            f"{plural(self.n_references, 'reference')}: {plural(len(self.faults), 'fault')}."
        ]
        for one in self.faults:
            near = f"; listed is {one.nearest}" if one.nearest else ""
            said.append(f"line {one.citation.line}: {one.citation.text}: {one.fault}{near}.")
        said += [f"Not cited: {one}." for one in self.uncited]
        said += [f"Cannot be told apart: {one}." for one in self.equal]
        said += [f"Not read as a reference: {one}." for one in self.unread]
        return "\n".join(said)

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each fault: line, citation, fault, nearest; then what is not cited."""
        import pandas as pd

        rows: list[list[object]] = [
            [one.citation.line, one.citation.text, one.fault, one.nearest] for one in self.faults
        ]
        rows += [[None, "", "not cited", one] for one in self.uncited]
        frame = pd.DataFrame(rows, columns=["line", "citation", "fault", "nearest"])
        return frame.astype({"line": "Int64"})


class _Listed(NamedTuple):
    """A reference as it is compared."""

    families: tuple[str, ...]
    year: int | None
    letter: str
    shown: str


def citation_audit(
    citations: Sequence[InTextCitation],
    references: Sequence[BibliographicRecord | CitedReference | str],
) -> CitationAudit:
    """Compare the citations of a text with its list of references, by names and year.

    A citation agrees with a reference if year and names are equal but for case and accents: all
    names, or with ``et al.`` those that are given, of which the reference must have more. Otherwise
    the first of these that holds is told: equal names and another **year**; equal year and names
    that are alike (**spelling**); equal year and the same names in another **order**; equal year
    and first name but other **authors** beside; **several** references that agree (``1999`` where
    ``1999a`` and ``1999b`` are listed); **not listed**, with the nearest.

    Parameters
    ----------
    citations : sequence of InTextCitation
        Of the text; see `citations_in`.
    references : sequence of BibliographicRecord, CitedReference or str
        The list. A record has its letter in ``extra`` under ``letter``, if it has one.

    Returns
    -------
    CitationAudit
        The faults, and references that are never cited. Words before the names that are no name in
        the list, such as those that begin a sentence, do not count where the rest agrees.

    Examples
    --------
    >>> from hanse.evidence.synthesis.in_text_citation import citations_in
    >>> text = "Lu and Liu (2004) follow Nadvi (1999)."
    >>> listed = ["Lu, W., & Liu, J. (2014). Made up.", "Nadvi, K. (1999). Made up.",
    ...           "Doe, A. (2001). Made up."]
    >>> print(citation_audit(citations_in(text), listed))
    2 citations against 3 references: 1 fault.
    line 1: Lu and Liu 2004: year differs; listed is Lu and Liu 2014.
    Not cited: Doe 2001.
    """
    every = [_listed(one) for one in references]
    listed = [one for one in every if one.families or one.year]
    met: set[int] = set()
    faults = []
    for citation in citations:
        fault, places = _judged(citation, listed)
        met.update(places if fault != "not listed" else [])
        if fault:
            near = "; ".join(listed[at].shown for at in places[:3])
            faults.append(CitationFault(citation, fault, near))
    seen: dict[tuple[object, ...], int] = {}
    equal = []
    for at, one in enumerate(listed):
        if seen.setdefault((one.families, one.year, one.letter), at) != at:
            equal.append(one.shown)
    return CitationAudit(
        faults=tuple(faults),
        uncited=tuple(one.shown for at, one in enumerate(listed) if at not in met),
        equal=tuple(equal),
        unread=tuple(one.shown for one in every if not (one.families or one.year)),
        n_citations=len(citations),
        n_references=len(listed),
    )


def _listed(reference: BibliographicRecord | CitedReference | str) -> _Listed:
    """Return a reference as it is compared."""
    if isinstance(reference, str):
        reference = read_reference(reference)
    if isinstance(reference, CitedReference):
        letter, fallback = reference.letter, reference.text
    else:
        letter, fallback = dict(reference.extra).get("letter", ""), reference.title
    names = [family_name(author) for author in reference.authors]
    year = f"{reference.year}{letter}" if reference.year else "n.d."
    if not names:
        shown = f"{fallback[:60]} {year}".strip() if reference.year else fallback[:60]
    elif len(names) < 3:
        shown = f"{' and '.join(names)} {year}"
    else:
        shown = f"{', '.join(names[:-1])} and {names[-1]} {year}"
    return _Listed(tuple(folded(one) for one in names), reference.year, letter, shown)


def _judged(citation: InTextCitation, listed: Sequence[_Listed]) -> tuple[str, list[int]]:
    """Return what is wrong with a citation, empty if nothing is, and the references it means."""
    names = tuple(folded(one) for one in citation.authors)
    for cited in (names, *_without_opening(names, listed)):
        same = [at for at, one in enumerate(listed) if _has_names(cited, citation, one)]
        dated = [at for at in same if _has_year(citation, listed[at])]
        if len(dated) == 1:
            return "", dated
        if dated:
            return ("several listed" if not _is_told(citation, listed, dated) else ""), dated
    same = [at for at, one in enumerate(listed) if _has_names(names, citation, one)]
    if same:
        return "year differs", sorted(same, key=lambda at: _years_off(citation, listed[at]))
    dated = [at for at, one in enumerate(listed) if _has_year(citation, one)]
    for fault, test in (("spelling differs", _is_alike), ("order differs", _is_turned)):
        found = [at for at in dated if test(names, citation, listed[at])]
        if found:
            return fault, sorted(found, key=lambda at: -_likeness(names, listed[at]))[:1]
    found = [at for at in dated if listed[at].families[:1] == names[:1]]
    if found:
        return "authors differ", found
    nearest = max(
        range(len(listed)), key=lambda at: (_likeness(names, listed[at]), -at), default=None
    )
    is_near = nearest is not None and _likeness(names, listed[nearest]) >= _LIKE
    return "not listed", [nearest] if is_near and nearest is not None else []


def _without_opening(names: tuple[str, ...], listed: Sequence[_Listed]) -> list[tuple[str, ...]]:
    """Return the names without first words that are no name in the list: they open the sentence."""
    known = {word for one in listed for family in one.families for word in family.split()}
    words = names[0].split() if names else []
    found = []
    for at in range(1, len(words)):
        if not known & set(words[:at]):
            found.append((" ".join(words[at:]), *names[1:]))
    if len(names) > 1 and not known & set(words):
        found.append(names[1:])
    return found


def _has_names(names: tuple[str, ...], citation: InTextCitation, one: _Listed) -> bool:
    """Whether the names of a citation are those of a reference."""
    if citation.is_et_al:
        return one.families[: len(names)] == names and len(one.families) > len(names)
    return one.families == names


def _has_year(citation: InTextCitation, one: _Listed) -> bool:
    """Whether the years agree; a letter must agree where both have one."""
    is_same = citation.year == one.year
    return is_same and (not citation.letter or not one.letter or citation.letter == one.letter)


def _is_told(citation: InTextCitation, listed: Sequence[_Listed], places: list[int]) -> bool:
    """Whether a letter tells which of several references is meant."""
    return sum(bool(citation.letter) and listed[at].letter == citation.letter for at in places) == 1


def _years_off(citation: InTextCitation, one: _Listed) -> int:
    """Return how many years lie between a citation and a reference."""
    return abs((citation.year or 0) - (one.year or 0))


def _is_alike(names: tuple[str, ...], citation: InTextCitation, one: _Listed) -> bool:
    """Whether all names are alike, in order."""
    from rapidfuzz.fuzz import ratio

    if citation.is_et_al:
        if len(one.families) <= len(names):
            return False
    elif len(one.families) != len(names):
        return False
    scores = [ratio(a, b) for a, b in zip(names, one.families, strict=False)]
    return bool(scores) and min(scores) >= _LEAST_LIKE and sum(scores) / len(scores) >= _LIKE


def _is_turned(names: tuple[str, ...], citation: InTextCitation, one: _Listed) -> bool:
    """Whether the names are the same in another order."""
    return not citation.is_et_al and sorted(names) == sorted(one.families)


def _likeness(names: tuple[str, ...], one: _Listed) -> float:
    """Return how alike the first names are, 0 to 100."""
    from rapidfuzz.fuzz import ratio

    return float(ratio(names[0], one.families[0])) if names and one.families else 0.0

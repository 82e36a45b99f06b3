"""Publications that look alike and are not one: parts, errata, editions, versions, abstracts."""

from __future__ import annotations

from hanse.evidence.duplicates.agreement import AGREE, DIFFER, UNKNOWN
from hanse.evidence.duplicates.comparison import Comparison
from hanse.evidence.duplicates.features import Features
from hanse.evidence.duplicates.rules import DuplicateRules
from hanse.evidence.duplicates.stages import EARLY
from hanse.evidence.duplicates.titles import CUT, NEAR, SAME, VARIANT
from hanse.evidence.duplicates.verdict import DIFFERENT, OPEN, Verdict, doubtful, linked

__all__ = ["kinship"]


def kinship(a: Features, b: Features, found: Comparison, rules: DuplicateRules) -> Verdict | None:
    """Say how two records of like title are related where they are not the same publication.

    Parameters
    ----------
    a, b : Features
        The records.
    found : Comparison
        Their fields beside each other; the titles are not `OTHER`.
    rules : DuplicateRules
        Thresholds.

    Returns
    -------
    Verdict or None
        None where nothing says that they are two publications.
    """
    subject = found.title.kind in (SAME, VARIANT, CUT) and found.title.same_numbers
    for decided in (
        _notices(a, b, found, subject=subject),
        _parts(a, b, found, subject=subject),
        _editions(a, b, found, subject=subject),
        _stages(a, b, found, rules, subject=subject),
        _languages(a, b, found, subject=subject),
    ):
        if decided is not None:
            return decided
    return None


def _notices(a: Features, b: Features, found: Comparison, *, subject: bool) -> Verdict | None:
    if a.retracted != b.retracted and a.notice == b.notice:
        if found.same_number or (found.same_place and found.authors != DIFFER):
            return doubtful(found, "one is marked as retracted", blocks=True)
        if subject and found.authors == AGREE:
            return linked(found, "retraction-notice")
        return DIFFERENT
    if a.notice == b.notice:
        return None
    kinds = {a.notice, b.notice}
    whole = found.same_place and found.volume == AGREE and a.pages.span == b.pages.span > 1
    if whole and kinds == {"comment", ""} and found.authors == AGREE:
        return None
    if found.same_place and (found.same_number or found.authors == AGREE == found.volume):
        return doubtful(found, "one is a notice or a reply by its title", blocks=True)
    if not subject or len(kinds - {""}) > 1:
        return DIFFERENT
    kind = (kinds - {""}).pop()
    if kind in ("erratum", "retraction-notice"):
        return linked(found, kind) if found.authors != DIFFER else DIFFERENT
    return DIFFERENT


def _parts(a: Features, b: Features, found: Comparison, *, subject: bool) -> Verdict | None:
    if a.part == b.part:
        return None
    if a.part and b.part:
        return linked(found, "part") if subject and found.authors != DIFFER else DIFFERENT
    if found.same_number and found.same_place:
        return None if subject else doubtful(found, "one is a part by its title", blocks=True)
    if found.same_number or (found.same_place and found.authors == AGREE):
        return doubtful(found, "one is a part by its title", blocks=True)
    return linked(found, "part") if subject and found.authors == AGREE else DIFFERENT


def _editions(a: Features, b: Features, found: Comparison, *, subject: bool) -> Verdict | None:
    if a.edition == b.edition:
        return None
    if a.edition and b.edition:
        return linked(found, "version") if subject and found.authors != DIFFER else DIFFERENT
    if found.isbn == AGREE or found.same_number:
        return None if subject and found.year != DIFFER else OPEN
    if not subject or found.authors == DIFFER:
        return DIFFERENT
    if found.year == AGREE:
        return doubtful(found, "an edition is told in only one", blocks=True)
    return linked(found, "version") if found.authors == AGREE else DIFFERENT


def _stages(
    a: Features, b: Features, found: Comparison, rules: DuplicateRules, *, subject: bool
) -> Verdict | None:
    kinds = {a.stage, b.stage}
    if found.same_number:
        if kinds == {"book", "chapter"}:
            return doubtful(found, "one DOI of a book and its chapter", blocks=True)
        return None
    if found.same_place and (found.volume == AGREE or EARLY not in kinds):
        return None
    if EARLY in kinds:
        return _early(a, b, found, rules, subject=subject)
    if len(kinds) == 1 or (kinds == {"article", "paper"} and found.container == AGREE):
        return None
    if kinds == {"article", "abstract"} and _same_supplement(a, b, found):
        return None
    if "" in kinds:
        return _half_known(a, b, found, subject=subject)
    told = DIFFER not in {found.container, found.volume, found.pages}
    if kinds == {"article", "abstract"} and told and not (a.is_typed and b.is_typed):
        return doubtful(found, "one stands in a supplement", blocks=False) if subject else OPEN
    version = kinds == {"article", "paper"} or "thesis" in kinds
    if version and subject and found.authors == AGREE and _near_years(a, b, rules):
        return linked(found, "version")
    return DIFFERENT


def _same_supplement(a: Features, b: Features, found: Comparison) -> bool:
    both = a.volume.is_supplement and b.volume.is_supplement
    return both and found.volume == AGREE and not found.other_place


def _half_known(a: Features, b: Features, found: Comparison, *, subject: bool) -> Verdict | None:
    """Only one says what it is."""
    if _same_supplement(a, b, found):
        return None
    known = a.stage or b.stage
    other = b if a.stage else a
    if known == "abstract" and (other.pages.span > 2 or found.other_place):
        return DIFFERENT
    if known == "abstract" and subject and found.authors == AGREE:
        return doubtful(found, "one is an abstract", blocks=True)
    if known == "book" and (other.pages.first or other.volume.volume or other.container):
        return DIFFERENT
    if known in ("chapter", "thesis") and found.container != AGREE:
        return (
            doubtful(found, f"one is a {known}", blocks=found.other_place) if subject else DIFFERENT
        )
    return None


def _early(
    a: Features, b: Features, found: Comparison, rules: DuplicateRules, *, subject: bool
) -> Verdict | None:
    """Working papers and preprints, with each other and with what came of them."""
    alike = subject or (found.title.kind == NEAR and found.title.share >= rules.near_title)
    if a.stage == b.stage:
        if DIFFER not in {found.container, found.volume, found.issue}:
            return None if found.doi != DIFFER else _version(a, b, found, rules, alike=subject)
        return _version(a, b, found, rules, alike=subject)
    other = a if b.stage == EARLY else b
    if other.stage == "" and not other.container and not other.volume.volume:
        if found.doi == DIFFER:
            return _version(a, b, found, rules, alike=alike)
        if subject and found.authors != DIFFER and found.year in (AGREE, UNKNOWN):
            return doubtful(
                found, "one is a working paper, of the other nothing is told", blocks=True
            )
    return _version(a, b, found, rules, alike=alike)


def _version(
    a: Features, b: Features, found: Comparison, rules: DuplicateRules, *, alike: bool
) -> Verdict:
    people = found.authors == AGREE or (found.authors == UNKNOWN and found.title.kind == SAME)
    if alike and people and _near_years(a, b, rules):
        return linked(found, "version")
    return DIFFERENT


def _near_years(a: Features, b: Features, rules: DuplicateRules) -> bool:
    return a.year is None or b.year is None or abs(a.year - b.year) <= rules.version_years


def _languages(a: Features, b: Features, found: Comparison, *, subject: bool) -> Verdict | None:
    """The same title in two languages, published at two places."""
    if not subject or found.same_number or not (a.is_translated or b.is_translated):
        return None
    same_first = a.titles[0].squeezed == b.titles[0].squeezed
    if found.other_place and found.authors == AGREE and found.pages == DIFFER and not same_first:
        return linked(found, "translation") if found.doi != AGREE else None
    return None

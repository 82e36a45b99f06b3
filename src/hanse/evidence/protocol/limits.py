"""Years, languages and journals: as part of a search string, or to be set by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hanse.evidence.protocol.model import Protocol, Source
from hanse.evidence.protocol.platforms import LANGUAGES, Platform
from hanse.evidence.protocol.syntax import Limit
from hanse.messages import join_names

__all__ = ["limits_by_hand", "limits_in_string"]


def limits_in_string(protocol: Protocol, source: Source, to: Platform) -> list[Limit]:
    """Return the limits that the platform takes within the string.

    Examples
    --------
    >>> from hanse.evidence.protocol.platforms import platform
    >>> made = Protocol("t", 1, (), (), (), (), (), languages=("english",), first_year=1990)
    >>> [str(one) for one in limits_in_string(made, Source("s", "S"), platform("scopus"))]
    ['PUBYEAR > 1989', 'LANGUAGE(english)']
    """
    found = _years(protocol, to)
    if protocol.languages and to.languages:
        names = [
            to.languages.format(name=name, Name=name.capitalize(), two=two, three=three)
            for name, (two, three) in ((one, LANGUAGES[one]) for one in protocol.languages)
        ]
        found.append(_either(names, to))
    if source.journals and to.journal:
        found.append(_either(_journals(source, to), to))
    return found


def limits_by_hand(protocol: Protocol, source: Source, to: Platform) -> list[str]:
    """Return a sentence for each limit that has to be set on the platform's own page."""
    found = []
    has_years = protocol.first_year is not None or protocol.last_year is not None
    if has_years and not to.years:
        found.append(f"Set by hand: years {_span(protocol)}.")
    if protocol.languages and not to.languages:
        names = join_names([name.capitalize() for name in protocol.languages])
        found.append(f"Set by hand: language {names}.")
    if source.journals and not to.journal:
        names = join_names([one.name for one in source.journals], most=100)
        found.append(f"Set by hand: journals {names}.")
    if source.ranking:
        found.append(f"Journals chosen by: {source.ranking}.")
    if source.limits:
        found.append(f"Limits of the source: {source.limits}.")
    return found


def _years(protocol: Protocol, to: Platform) -> list[Limit]:
    """Return the limits of years."""
    first, last = protocol.first_year, protocol.last_year
    if (first is None and last is None) or not to.years:
        return []
    open_first, open_last = to.open_years or (0, 0)
    values: Mapping[str, int | None] = {
        "first": open_first if first is None else first,
        "last": open_last if last is None else last,
        "before": None if first is None else first - 1,
        "after": None if last is None else last + 1,
    }
    wanted = [
        text
        for text in to.years
        if not (("{before}" in text and first is None) or ("{after}" in text and last is None))
    ]
    return [Limit(text.format(**values)) for text in wanted]


def _journals(source: Source, to: Platform) -> list[str]:
    """Return journals by ISSN where they have one, else by name."""
    found = []
    for one in source.journals:
        found += [
            to.issn.format(issn=issn, digits=issn.replace("-", "")) for issn in one.issn if to.issn
        ] or [to.journal.format(name=one.name)]
    return found


def _either(texts: Sequence[str], to: Platform) -> Limit:
    """Return limits of which one has to hold."""
    return Limit(texts[0] if len(texts) == 1 else f"({f' {to.either} '.join(texts)})")


def _span(protocol: Protocol) -> str:
    """Return the years in words."""
    first, last = protocol.first_year, protocol.last_year
    if first is None:
        return f"up to {last}"
    return f"from {first}" if last is None else f"{first} to {last}"

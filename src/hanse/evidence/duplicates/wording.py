"""Why two records were merged, doubted or linked, in plain words."""

from __future__ import annotations

from hanse.evidence.duplicates.agreement import AGREE, DIFFER, PARTLY
from hanse.evidence.duplicates.comparison import Comparison
from hanse.messages import capital, join_names

__all__ = ["reason_text"]

_TITLES = {
    "same": "title",
    "variant": "title (but for spelling)",
    "cut": "beginning of the title",
    "near": "title (but for a word)",
}
_FIELDS = (
    ("authors", "authors"),
    ("year", "year"),
    ("container", "journal"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("pages", "pages"),
    ("doi", "DOI"),
    ("pmid", "PubMed number"),
    ("isbn", "ISBN"),
)


def reason_text(found: Comparison) -> str:
    """Say which fields of two records agree, nearly agree and differ; missing ones are left out.

    Examples
    --------
    >>> from hanse.evidence.duplicates.comparison import compare_features
    >>> from hanse.evidence.duplicates.features import features
    >>> from hanse.evidence.duplicates.rules import DEFAULT
    >>> from hanse.evidence.records import BibliographicRecord as R
    >>> a = features(R(title="Clusters", year=2001, pages="221-8", volume="4"))
    >>> b = features(R(title="Clusters", year=2002, pages="221-228", volume="5"))
    >>> reason_text(compare_features(a, b, DEFAULT))
    'Title and pages agree; year is close; volume differs.'
    """
    values = {shown: getattr(found, name) for name, shown in _FIELDS}
    title = _TITLES.get(found.title.kind)
    agree = [*([title] if title else []), *(n for n, v in values.items() if v == AGREE)]
    close = [name for name, value in values.items() if value == PARTLY]
    differ = [*([] if title else ["title"]), *(n for n, v in values.items() if v == DIFFER)]
    if title and not found.title.same_numbers:
        differ.append("a number in the title")
    parts = [
        _clause(agree, "agrees", "agree"),
        _clause(close, "is close", "are close"),
        _clause(differ, "differs", "differ"),
    ]
    return capital("; ".join(part for part in parts if part)) + "."


def _clause(names: list[str], one: str, many: str) -> str:
    if not names:
        return ""
    plural = len(names) > 1 or names[0] in ("authors", "pages")
    return f"{join_names(names)} {many if plural else one}"

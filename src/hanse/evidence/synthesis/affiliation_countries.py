"""Countries of the authors, where the export tells their affiliations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from hanse.errors import InputError
from hanse.evidence.records import BibliographicRecord
from hanse.messages import columns_text, plural
from hanse.result import Answer
from hanse.tables.countries import country_code, country_name

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["AFFILIATION_TAGS", "AuthorCountries", "author_countries"]

AFFILIATION_TAGS = ("affiliations", "authors with affiliations", "c1", "ad", "author address")
"""Tags and columns of exports that hold affiliations, in small letters."""
_ALIASES = {"england": "GBR", "scotland": "GBR", "wales": "GBR", "north ireland": "GBR"}
_ALIASES |= {"peoples r china": "CHN", "u arab emirates": "ARE", "bosnia": "BIH"}
_SHOWN = 12


@dataclass(frozen=True)
class AuthorCountries(Answer, kind="evidence-author-countries"):
    """Records by country of their authors, a record once for each country.

    Parameters
    ----------
    counts : tuple of (str, int)
        Alpha-3 code and records, the most first, equal ones by code.
    n_several : int
        Records with authors in several countries.
    unread : tuple of str
        Affiliations whose country could not be told.
    without_affiliation : tuple of str
        Ids of records that tell no affiliation.
    """

    counts: tuple[tuple[str, int], ...]
    n_several: int
    unread: tuple[str, ...]
    without_affiliation: tuple[str, ...]

    def __str__(self) -> str:
        if not self.counts:
            return "Countries of authors: not known, no record tells affiliations."
        lines = [[country_name(code), str(n)] for code, n in self.counts[:_SHOWN]]
        said = [
            f"Authors in {plural(len(self.counts), 'country', 'countries')}; "
            f"{plural(self.n_several, 'record')} from several.",
            columns_text(["country", "records"], lines, left=[0]),
        ]
        if self.unread:
            said.append(f"Country not told: {plural(len(self.unread), 'affiliation')}.")
        if self.without_affiliation:
            n = plural(len(self.without_affiliation), "record")
            said.append(f"Without affiliations: {n}.")
        return "\n".join(said)

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each country: country, name, records."""
        import pandas as pd

        rows = [[code, country_name(code), n] for code, n in self.counts]
        return pd.DataFrame(rows, columns=["country", "name", "records"])


def author_countries(records: Sequence[BibliographicRecord]) -> AuthorCountries:
    """Return the countries of the authors as far as the exports tell them.

    Affiliations are read from ``extra`` (`AFFILIATION_TAGS`), parted by semicolons; the country is
    what follows the last comma.

    Parameters
    ----------
    records : sequence of BibliographicRecord
        Duplicates merged.

    Examples
    --------
    >>> extra = (("Affiliations", "Univ. X, Accra, Ghana; Univ. Y, London, United Kingdom"),)
    >>> author_countries([BibliographicRecord("R1", extra=extra)]).counts
    (('GBR', 1), ('GHA', 1))
    """
    counts: Counter[str] = Counter()
    n_several, unread, without = 0, [], []
    for record in records:
        texts = [value for tag, value in record.extra if tag.casefold() in AFFILIATION_TAGS]
        places = [part for text in texts for part in _affiliations(text)]
        if not places:
            without.append(record.id)
        found = set()
        for place in places:
            code = _country(place.rpartition(",")[2].strip(" ."))
            if code:
                found.add(code)
            else:
                unread.append(place)
        counts.update(found)
        n_several += len(found) > 1
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return AuthorCountries(tuple(ordered), n_several, tuple(dict.fromkeys(unread)), tuple(without))


def _affiliations(text: str) -> list[str]:
    """Return the affiliations of a text; the names that Web of Science puts before them go."""
    plain = re.sub(r"\[[^\]]*\]", " ", re.sub(r"\.\s*\[[^\]]*\]", ";", text))
    parts = re.split(r";|\n|\.\s*$", plain)
    return [" ".join(part.split()) for part in parts if part.strip(" .")]


@lru_cache(maxsize=20_000)
def _country(text: str) -> str:
    """Return the code of a country, empty where the text is none."""
    text = re.sub(r"^[A-Z]{2} \d{5}(?:-\d+)? (?=USA$)", "", text)
    alias = _ALIASES.get(" ".join(text.casefold().replace("-", " ").split()))
    if alias:
        return alias
    if len(text) < 3:
        return ""
    try:
        return country_code(text)
    except InputError:
        return ""

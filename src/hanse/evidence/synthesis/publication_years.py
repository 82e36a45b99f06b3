"""Records by year of publication, found and included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hanse.errors import unknown_name
from hanse.evidence.records import BibliographicRecord
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PublicationYears", "publication_years"]


@dataclass(frozen=True)
class PublicationYears(Answer, kind="evidence-publication-years"):
    """How many records are of each year.

    Parameters
    ----------
    years : tuple of int
        From the first to the last without a gap.
    found, included : tuple of int
        Records of each year.
    undated, undated_included : tuple of str
        Ids of records without a year.
    """

    years: tuple[int, ...]
    found: tuple[int, ...]
    included: tuple[int, ...]
    undated: tuple[str, ...]
    undated_included: tuple[str, ...]

    def __str__(self) -> str:
        lines = [
            [str(year), str(n), str(m)]
            for year, n, m in zip(self.years, self.found, self.included, strict=True)
            if n
        ]
        n_found = sum(self.found) + len(self.undated)
        n_included = sum(self.included) + len(self.undated_included)
        said = [
            f"{plural(n_found, 'record')}, {n_included:,} of them included.",
            columns_text(["year", "found", "included"], lines, left=[0]),
        ]
        if self.undated:
            said.append(f"Without a year: {join_names(self.undated)}.")
        return "\n".join(said)

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each year: year, found, included; records without a year last."""
        import pandas as pd

        rows: list[tuple[int | None, int, int]] = list(
            zip(self.years, self.found, self.included, strict=True)
        )
        if self.undated:
            rows.append((None, len(self.undated), len(self.undated_included)))
        return pd.DataFrame(rows, columns=["year", "found", "included"]).astype("Int64")


def publication_years(
    records: Sequence[BibliographicRecord], *, included: Iterable[str] = ()
) -> PublicationYears:
    """Return how many records are of each year, and how many of them are included.

    Parameters
    ----------
    records : sequence of BibliographicRecord
        All that were found, duplicates merged.
    included : iterable of str
        Ids of those that the review includes.

    Raises
    ------
    InputError
        If an id is not there.

    Examples
    --------
    >>> records = [BibliographicRecord("R1", year=1999), BibliographicRecord("R2", year=2001)]
    >>> print(publication_years(records, included=["R2"]))
    2 records, 1 of them included.
    year  found  included
    1999      1         0
    2001      1         1
    """
    ids = {record.id for record in records}
    wanted = set(included)
    for one in sorted(wanted - ids):
        raise unknown_name("record", one, sorted(ids), where="included")
    found = Counter(record.year for record in records)
    taken = Counter(record.year for record in records if record.id in wanted)
    dated = [year for year in found if year is not None]
    years = tuple(range(min(dated), max(dated) + 1)) if dated else ()
    undated = tuple(record.id for record in records if record.year is None)
    return PublicationYears(
        years=years,
        found=tuple(found[year] for year in years),
        included=tuple(taken[year] for year in years),
        undated=undated,
        undated_included=tuple(one for one in undated if one in wanted),
    )

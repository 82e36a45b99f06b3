"""A library of clusters: what it holds, shown, counted and found again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hanse.errors import unknown_name
from hanse.evidence.library.cluster import (
    BARRIERS,
    COLUMNS,
    DRIVERS,
    ClusterStatement,
    LibraryStudy,
    ReviewedCluster,
)
from hanse.evidence.library.words import INDUSTRIES
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer
from hanse.tables.countries import country_name

if TYPE_CHECKING:
    from hanse.evidence.library.search import ClusterSearch

__all__ = ["ClusterLibrary"]

_SIGNS = {"yes": "+", "no": "-", "unknown": "."}
_HEADS = ("MNC", "PUB", "COL", "NET", "KNO", "UPG")


@dataclass(frozen=True)
class ClusterLibrary(Answer, kind="cluster-library"):
    """Clusters that studies report, with what is said of each.

    Attributes
    ----------
    clusters : tuple of ReviewedCluster
        In the order of the file.
    statements : tuple of ClusterStatement
        What the values rest on; may be empty in a library of one's own.
    studies : tuple of LibraryStudy
        The studies, in the order of the file.
    source : str
        Where the library is from.
    notes : tuple of str
        What is to be known.
    """

    clusters: tuple[ReviewedCluster, ...]
    statements: tuple[ClusterStatement, ...] = ()
    studies: tuple[LibraryStudy, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.clusters)

    def __iter__(self) -> Iterator[ReviewedCluster]:
        return iter(self.clusters)

    def cluster(self, name: str) -> ReviewedCluster:
        """Return a cluster by its id.

        Raises
        ------
        InputError
            If there is none, with the nearest id.
        """
        for one in self.clusters:
            if one.cluster == name:
                return one
        raise unknown_name("cluster", name, [one.cluster for one in self.clusters])

    def said_of(self, name: str) -> tuple[ClusterStatement, ...]:
        """Return the statements on a cluster by its id."""
        own = self.cluster(name).cluster
        return tuple(one for one in self.statements if one.cluster == own)

    def page(self, name: str) -> str:
        """Return what is known of a cluster as text: each value with its place and paraphrase.

        Raises
        ------
        InputError
            If there is no cluster of that id.
        """
        one = self.cluster(name)
        head = f"{one.cluster}  {one.name}"
        facts = [
            ("country", country_name(one.country)),
            ("industry", INDUSTRIES.get(one.industry, "")),
            ("studies", "; ".join(one.studies)),
        ]
        lines = [head, *(f"  {name}: {text}" for name, text in facts if text)]
        said = {statement.column: statement for statement in self.said_of(name)}
        for column in _CODED:
            value = getattr(one, column)
            shown = "; ".join(value) if isinstance(value, tuple) else value
            if shown and shown != "unknown":
                lines.append(f"  {_LABELS.get(column, column)}: {shown}")
                if column in said:
                    lines.append(f"    {said[column].paraphrase} [{said[column].passage}]")
        silent = [_LABELS.get(one_, one_) for one_ in _CODED if getattr(one, one_) == "unknown"]
        if silent:
            lines.append(f"  not known: {join_names(silent, most=20)}")
        return "\n".join(lines)

    def search(
        self,
        text: str = "",
        *,
        country: str | None = None,
        activity: str | None = None,
        industry: str | None = None,
        driver: str | Sequence[str] | None = None,
        barrier: str | Sequence[str] | None = None,
    ) -> ClusterSearch:
        """Find clusters by words and by what is known of them; see `search_clusters`.

        Examples
        --------
        >>> from hanse.evidence.library import cluster_library
        >>> [hit.cluster for hit in cluster_library().search("shoes Mexico").hits]
        ['MX-FTW']
        """
        from hanse.evidence.library.search import Filters, search_clusters

        asked = Filters.checked(
            country=country, activity=activity, industry=industry, driver=driver, barrier=barrier
        )
        return search_clusters(self, text, asked)

    def to_frame(self) -> Any:
        """Return one row for each cluster with the columns of `COLUMNS`; lists by semicolons."""
        import pandas as pd

        rows = []
        for one in self.clusters:
            row = {column: getattr(one, column) for column in COLUMNS}
            rows.append({c: "; ".join(v) if isinstance(v, tuple) else v for c, v in row.items()})
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def statements_frame(self) -> Any:
        """Return one row for each statement: ``cluster column value passage paraphrase``."""
        import pandas as pd

        names = [field.name for field in dataclasses.fields(ClusterStatement)]
        rows = [[getattr(one, name) for name in names] for one in self.statements]
        return pd.DataFrame(rows, columns=names)

    def __str__(self) -> str:
        n = plural(len(self), "cluster")
        places = plural(len({one.country for one in self.clusters} - {""}), "country", "countries")
        header = ["cluster", "name", "activity", *_HEADS, "barriers", "led by", "performance"]
        lines = []
        for one in self.clusters:
            signs = [_SIGNS[one.flag(column)] for column in DRIVERS]
            kinds = ", ".join(kind.replace("_", " ") for kind in one.barriers)
            others = ["" if t == "unknown" else t for t in (one.led_by, one.performance)]
            lines.append([one.cluster, one.name, one.activity, *signs, kinds, *others])
        left = [0, 1, 2, *range(9, 12)]
        legend = ", ".join(map(" ".join, zip(_HEADS, DRIVERS.values(), strict=True)))
        return "\n".join(
            [
                f"Library of {n} in {places}",
                columns_text(header, lines, left=left),
                f"+ yes, - no, . not known; {legend}.",
                *([f"Source: {self.source}"] if self.source else []),
                *self.notes,
            ]
        )


_CODED = (
    "nature",
    "activity",
    *DRIVERS,
    "led_by",
    *BARRIERS,
    "performance",
)
_LABELS = {**DRIVERS, **BARRIERS, "led_by": "led by"}

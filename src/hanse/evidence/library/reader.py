"""Reading a library of clusters: the bundled one, and libraries of one's own."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache

from hanse.errors import InputError
from hanse.evidence.library.cluster import (
    COLUMNS,
    ClusterStatement,
    LibraryStudy,
    ReviewedCluster,
    known_value,
)
from hanse.evidence.library.cluster_library import ClusterLibrary
from hanse.evidence.library.words import DATA, industry_of
from hanse.messages import message, plural
from hanse.tables.delimited import read_delimited
from hanse.tables.excel import read_sheet
from hanse.tables.grid import cell_text
from hanse.tables.mapping.problems import Problems
from hanse.tables.source import open_source

__all__ = ["cluster_library", "read_cluster_library"]

_LISTS = ("nature", "studies", "rows")
_SOURCE = (
    "Ayakwah, Osabutey and Damoah (2020), Driving business exports in emerging markets, "
    "doi:10.1108/S2040-724620190000010008; statements in own words, with their places."
)
Path = str | os.PathLike[str]
Row = tuple[int, dict[str, str]]


@cache
def cluster_library() -> ClusterLibrary:
    """Return the library that comes with the installation: the clusters of a published review.

    The 23 clusters that Ayakwah, Osabutey and Damoah (2020) cover in their Table 1 and its text,
    as coded in ``examples/reviewed-clusters``. What the chapter does not say is unknown.

    Returns
    -------
    ClusterLibrary
        The same object at each call.

    Examples
    --------
    >>> library = cluster_library()
    >>> len(library), library.cluster("CL-SAL").led_by
    (23, 'multinationals')
    >>> library.said_of("PE-CLO")[1].passage
    'Constraints to Internationalisation, par. 1 (p. 88)'
    """
    return read_cluster_library(
        DATA / "clusters.csv",
        statements=DATA / "statements.csv",
        studies=DATA / "studies.csv",
        source=_SOURCE,
    )


def read_cluster_library(
    path: Path,
    *,
    statements: Path | None = None,
    studies: Path | None = None,
    source: str = "",
) -> ClusterLibrary:
    r"""Read a library of one's own, with the columns of the bundled one.

    Parameters
    ----------
    path : path
        CSV or Excel with a row for each cluster. ``cluster`` and ``country`` are needed, the other
        columns of `COLUMNS` are not; lists are parted by semicolons. A cell that is empty is
        unknown; ``1`` and ``0`` stand for yes and no. Where the group of industries is empty it is
        taken from the words of the product, and a note says so.
    statements : path, optional
        What the values rest on: ``cluster column value passage paraphrase``.
    studies : path, optional
        The studies: ``study`` and the other fields of `LibraryStudy`.
    source : str, optional
        Where the library is from.

    Raises
    ------
    InputError
        If a column is not known or missing, a cluster has no id or stands twice, a country or a
        value is not known, or a statement is on no cluster, no column or another value than the
        table has; all told together with their rows.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "own.csv")
    ...     rows = "cluster,product,country,knowledge\nSE1,trucks,Sweden,1\n"
    ...     _ = path.write_text(rows, encoding="utf-8")
    ...     own = read_cluster_library(path)
    >>> own.clusters[0].country, own.clusters[0].industry, own.clusters[0].knowledge
    ('SWE', 'vehicles', 'yes')
    >>> own.notes
    ("For 1 cluster the group of industries is taken from the product's words.",)
    """
    file, rows = _rows(path, COLUMNS, needed=("cluster", "country"))
    problems = Problems(file)
    clusters: dict[str, ReviewedCluster] = {}
    derived = 0
    for line, row in rows:
        made = _cluster(row, line, problems)
        if made.cluster in clusters:
            at = f"row {line}, column cluster"
            problems.add(f"'{made.cluster}' stands twice", at=at, mend="Give each its own id.")
        derived += bool(made.industry and not row.get("industry"))
        clusters[made.cluster] = made
    problems.tell(most=20)
    said = "For {n} the group of industries is taken from the product's words."
    notes = (message(said, n=plural(derived, "cluster")),) if derived else ()
    return ClusterLibrary(
        clusters=tuple(clusters.values()),
        statements=_statements(statements, clusters) if statements is not None else (),
        studies=_studies(studies) if studies is not None else (),
        source=source,
        notes=notes,
    )


def _rows(path: Path, columns: Sequence[str], *, needed: Sequence[str]) -> tuple[str, list[Row]]:
    """Return the name of a file and its rows as texts, each with its line."""
    source = open_source(path)
    if source.is_workbook:
        grid = read_sheet(source, sheet=None)
    else:
        grid = read_delimited(source, delimiter=None, encoding=None)
    problems = Problems(grid.file)
    for name in grid.header:
        if name not in columns:
            problems.unknown("column", name, columns)
    for name in needed:
        if name not in grid.header:
            problems.add(f"there is no column '{name}'", mend="Add it; it is needed.")
    problems.tell()
    made = []
    for at, line in enumerate(grid.lines):
        cells = (cell_text(column[at]) for column in grid.columns)
        made.append((line, dict(zip(grid.header, cells, strict=True))))
    return grid.file, made


def _cluster(row: Mapping[str, str], line: int, problems: Problems) -> ReviewedCluster:
    """Return the cluster of a row; what cannot be used is remembered and left out."""
    values: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for column, text in row.items():
        if column in _LISTS:
            lists[column] = tuple(one.strip() for one in text.split(";") if one.strip())
            continue
        where = f"row {line}, column {column}"
        try:
            values[column] = known_value(column, text, where=problems.place(where))
        except InputError as error:
            problems.found.append(error)
    for column in ("cluster", "country"):
        if not row[column]:
            at = f"row {line}, column {column}"
            problems.add(f"the {column} is empty", at=at, mend="Fill it in.")
    if not values.get("industry"):
        values["industry"] = industry_of(values.get("product", ""))
    if not values.get("name"):
        values["name"] = row["cluster"]
    return ReviewedCluster(**values, **lists)  # type: ignore[arg-type]


def _statements(
    path: Path, clusters: Mapping[str, ReviewedCluster]
) -> tuple[ClusterStatement, ...]:
    """Return the statements, held against the table of clusters."""
    columns = [field.name for field in fields(ClusterStatement)]
    file, rows = _rows(path, columns, needed=columns)
    problems = Problems(file)
    made: list[ClusterStatement] = []
    for line, row in rows:
        at = f"row {line}"
        if row["cluster"] not in clusters:
            problems.unknown("cluster", row["cluster"], clusters, at=f"{at}, column cluster")
            continue
        if row["column"] not in COLUMNS:
            problems.unknown("column", row["column"], COLUMNS, at=f"{at}, column column")
            continue
        held = getattr(clusters[row["cluster"]], row["column"])
        shown = "; ".join(held) if isinstance(held, tuple) else held
        if row["value"] != shown:
            what = f"'{row['value']}' is said, but {row['cluster']} has '{shown}'"
            mend = "Write one and the same value in both tables."
            problems.add(what, at=f"{at}, column value", mend=mend)
        made.append(ClusterStatement(**row))
    problems.tell(most=20)
    return tuple(made)


def _studies(path: Path) -> tuple[LibraryStudy, ...]:
    """Return the studies of a file."""
    columns = [field.name for field in fields(LibraryStudy)]
    _, rows = _rows(path, columns, needed=("study",))
    return tuple(LibraryStudy(**row) for _, row in rows)

"""``hanse review table``, ``map`` and ``overview``: what the studies say, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hanse.cli.formats import Format, print_answer
from hanse.cli.observe_input import As
from hanse.cli.review_input import Folder, opened
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.evidence.review import CodedFindings, Review

__all__ = ["map_", "overview", "table"]

Themes = Annotated[bool, typer.Option("--themes", help="By theme: who supports, who opposes.")]
Rows = Annotated[str, typer.Option("--rows", metavar="AXIS", help="mechanism, country, kind, ...")]
Columns = Annotated[str, typer.Option("--columns", metavar="AXIS", help="As --rows.")]
At = Annotated[
    str, typer.Option("--position", help="Which records: included, or where else they stand.")
]


def table(folder: Folder, themes: Themes = False, form: As = Format.TEXT) -> None:
    """Print the evidence table: study by study, or theme by theme."""
    from hanse.evidence.review import records_at
    from hanse.evidence.synthesis import evidence_table, theme_table

    review = opened(folder)
    found, records = _coded(review), records_at(review, "included")
    if not themes:
        print_answer(evidence_table(found.findings, records, studies=review.state.study_of), form)
        _tell_left_out(found, form)
        return
    names = found.mechanisms
    print_answer(theme_table(found.findings, records, mechanisms=list(names), labels=names), form)
    _tell_left_out(found, form)


def map_(
    folder: Folder, rows: Rows = "mechanism", columns: Columns = "country", form: As = Format.TEXT
) -> None:
    """Print the evidence map with its empty cells named."""
    from hanse.evidence.review import records_at
    from hanse.evidence.synthesis import evidence_map

    review = opened(folder)
    found, records = _coded(review), records_at(review, "included")
    universe = {"mechanism": found.mechanisms, "kind": found.kinds}
    labels = {"mechanism": found.mechanisms, "kind": found.kinds}
    layers = next(one for one in ("kind", "country", "mechanism") if one not in (rows, columns))
    made = evidence_map(
        found.findings,
        records,
        rows=rows,
        columns=columns,
        layers=layers,
        universe=universe,
        labels=labels,
    )
    print_answer(made, form)
    _tell_left_out(found, form)


def _tell_left_out(found: CodedFindings, form: Format) -> None:
    """Say below a table which answers are no findings, such as those that coders dispute."""
    if form is not Format.TEXT:
        return
    counts: dict[str, int] = {}
    for one in found.left_out:
        counts[one.why] = counts.get(one.why, 0) + 1
    for why, n in counts.items():
        print(f"Left out: {n:,} answers, {why}.")


def _coded(review: Review) -> CodedFindings:
    """Return the findings of the coding sheet of the protocol."""
    from hanse.evidence.review import coded_findings, read_coding

    named = [one.id for one in review.protocol.sheets if one.purpose == "coding"]
    if not named:
        raise InputError(
            "the protocol names no sheet for coding",
            where="protocol.toml",
            mend='Add [[sheets]] with id = "cluster-internationalisation".',
        )
    return coded_findings(read_coding(review, named[0]), studies=review.state.study_of)


def overview(folder: Folder, position: At = "included", form: As = Format.TEXT) -> None:
    """Print years, sources, authors, key words and cited works of records."""
    from hanse.evidence.review import records_at
    from hanse.evidence.synthesis import bibliometric_overview

    review = opened(folder)
    chosen = records_at(review, position)
    print_answer(bibliometric_overview(chosen, included=review.state.included), form)

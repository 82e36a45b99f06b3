"""Where evidence is missing: empty cells, cells that rest on one study, ranked gaps."""

from __future__ import annotations

from collections.abc import Iterator

from hanse.evidence.synthesis import EvidenceMap
from hanse.messages import join_names, message, plural
from hanse.report import Block, Bullets, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.evidence_run import EvidenceRun
from hanse.tables.countries import country_name

__all__ = ["missing_blocks", "missing_said"]

SHOWN = 20


def missing_said(found: EvidenceRun) -> Iterator[str]:
    """Yield the gaps with most evidence around them, and what rests on one study."""
    made = found.coded.map
    if made is None or not made.n_studies:
        return
    gaps = made.gaps
    if not gaps:
        yield "No cell of the evidence map is empty."
        return
    named = [_named(made, one.row, one.column) for one in gaps[: found.settings.gaps]]
    whole = len(made.rows.universe) * len(made.columns.universe)
    yield message(
        "**{n} of {whole}** of the evidence map {hold} no finding on effect{told}; the empty cells "
        "with most evidence beside them are: {named}.",
        n=f"{len(gaps):,}",
        whole=plural(whole, "cell"),
        hold="holds" if len(gaps) == 1 else "hold",
        told=_told_said(found, made),
        named="; ".join(named),
    )


def _told_said(found: EvidenceRun, made: EvidenceMap) -> str:
    """Return in how many empty cells a report tells of the mechanism, without its effect."""
    axes = (made.rows.name, made.columns.name)
    if found.coded.found is None or set(axes) != {"mechanism", "country"}:
        return ""
    told = {
        (one.field, one.country)
        for one in found.coded.found.told
        if one.country and one.value in ("yes", "no")
    }
    is_turned = axes[0] == "country"
    cells = {(one.column, one.row) if is_turned else (one.row, one.column) for one in made.gaps}
    n = len(cells & told)
    if not n:
        return ""
    return (
        f"; in {n:,} of them a report tells that the mechanism is there or not, but not what it "
        "does"
    )


def _named(made: EvidenceMap, row: str, column: str) -> str:
    """Return a cell in words."""
    return literal(f"{made.rows.label(row)} × {made.columns.label(column)}")


def missing_blocks(found: EvidenceRun) -> Iterator[Block]:
    """Yield what has no study at all, the ranked gaps, and the cells that rest on one study."""
    made = found.coded.map
    if made is None or not made.n_studies:
        yield Paragraph("There are no findings to map yet.")
        return
    yield Bullets((*missing_said(found), *_sentences(made), *_silent_said(found)))
    yield _gap_table(made)
    yield from _single(made)
    yield from _told(found)


def _told_of(found: EvidenceRun) -> dict[str, dict[str, set[str]]]:
    """Return for each mechanism the countries of which it is told to be there, or to be lacking."""
    assert found.coded.found is not None
    made: dict[str, dict[str, set[str]]] = {}
    for one in found.coded.found.told:
        if one.country:
            made.setdefault(one.field, {}).setdefault(one.value, set()).add(one.country)
    return made


def _names(codes: set[str]) -> str:
    """Return countries by name, a dash for none."""
    return ", ".join(sorted(country_name(one) for one in codes)) or "–"


def _silent_said(found: EvidenceRun) -> Iterator[str]:
    """Yield the countries of whose clusters nothing is told on any mechanism."""
    told = _told_of(found)
    every = {code for by in told.values() for codes in by.values() for code in codes}
    spoken = {c for by in told.values() for value in ("yes", "no") for c in by.get(value, ())}
    if every - spoken:
        yield message(
            "Clusters of {names} were coded, and no mechanism is told to be there or to be "
            "lacking.",
            names=join_names(sorted(country_name(one) for one in every - spoken), most=20),
        )


def _told(found: EvidenceRun) -> Iterator[Block]:
    """Yield what is told to be there or to be lacking, whatever it does, and where nothing is."""
    told = _told_of(found)
    every = {code for by in told.values() for codes in by.values() for code in codes}
    heads = (
        TableColumn("mechanism", align="left"),
        TableColumn("told to be there", align="left"),
        TableColumn("told to be lacking", align="left"),
        TableColumn("nothing told", "of the countries whose clusters were coded", align="left"),
    )
    rows = tuple(
        (
            found.coded.labels(name),
            _names(by.get("yes", set())),
            _names(by.get("no", set())),
            _names(every - by.get("yes", set()) - by.get("no", set())),
        )
        for name, by in told.items()
    )
    if rows:
        yield Heading(3, "What is told at all, and where")
        note = "Told by a report, also where it does not say what this does to work abroad."
        yield Table("What is told to be there, by country", heads, rows, note)


def _sentences(made: EvidenceMap) -> Iterator[str]:
    """Yield empty rows and columns, what could not be missed, and the cells of the cube."""
    for axis, counts in ((made.rows, made.row_studies), (made.columns, made.column_studies)):
        by = dict(zip(axis.values, counts, strict=True))
        bare = [literal(axis.label(one)) for one in axis.universe if not by[one]]
        if bare:
            yield f"**No finding at all** by {axis.name}: {join_names(bare, most=20)}."
        if not axis.is_stated:
            yield (
                f"What could stand there by {axis.name} was not stated: one that no study names "
                "cannot be missed."
            )
    if made.layers is not None and made.layers.universe:
        size = len(made.rows.universe) * len(made.columns.universe) * len(made.layers.universe)
        yield message(
            "By kind of cluster too, {n} of {size} are empty.",
            n=f"{len(made.empty_in_cube):,}",
            size=plural(size, "cell"),
        )


def _gap_table(made: EvidenceMap) -> Table:
    """Return the gaps from the one with most evidence around it."""
    heads = (
        TableColumn("rank", digits=0),
        TableColumn(made.rows.name, align="left"),
        TableColumn(made.columns.name, align="left"),
        TableColumn(f"studies on this {made.rows.name}", digits=0),
        TableColumn(f"studies on this {made.columns.name}", digits=0),
        TableColumn("expected", "studies if rows and columns had nothing to do", digits=2),
    )
    rows = tuple(
        (
            rank,
            made.rows.label(one.row),
            made.columns.label(one.column),
            one.row_studies,
            one.column_studies,
            one.expected,
        )
        for rank, one in enumerate(made.gaps[:SHOWN], start=1)
    )
    note = (
        f"{plural(len(made.gaps), 'empty cell')}; all of them: tables/evidence_gaps.csv. Empty is "
        "a cell without a finding on effect; a report may tell of the mechanism all the same, and "
        "an empty cell is no sign that nothing is there."
    )
    return Table("Gaps, those with most evidence around them first", heads, rows, note)


def _single(made: EvidenceMap) -> Iterator[Block]:
    """Yield the cells that rest on one study."""
    if not made.single:
        return
    named = [
        f"{_named(made, cell.row, cell.column)} ({literal(cell.studies[0])})"
        for cell in made.single
    ]
    yield Heading(3, "What rests on one study")
    n = plural(len(made.single), "cell")
    yield Paragraph(f"{n}: {'; '.join(named[:SHOWN])}{'; …' if len(named) > SHOWN else ''}.")

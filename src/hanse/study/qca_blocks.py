"""The blocks on necessity, truth table and solutions of one outcome."""

from __future__ import annotations

from math import isnan

from hanse.messages import plural
from hanse.plot import Picture, necessity_plot, truth_table_chart
from hanse.qca import Model, Solution, Term, TruthRow, TruthTable
from hanse.qca.fit import reaches
from hanse.qca.necessity import NecessaryCondition
from hanse.qca.truth_table_text import cut_text
from hanse.report import (
    Block,
    Details,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableColumn,
    literal,
)
from hanse.report.blocks import Cell
from hanse.study.analysis import Side, cases_judged, few_judged

__all__ = [
    "necessity_blocks",
    "necessity_picture",
    "solution_blocks",
    "truth_table_blocks",
    "truth_table_picture",
]

MOST_MODELS = 10
MOST_ROWS = 200

WHAT_THEY_USE = {
    "conservative": "Only observed rows; no assumption on combinations that were not seen.",
    "parsimonious": "Every combination that was not seen may be used, plausible or not.",
    "intermediate": "Of the combinations that were not seen, those that agree with the "
    "expectations may be used.",
}


def necessity_blocks(side: Side, picture: Picture) -> tuple[Block, ...]:
    """Return the necessity table of one outcome with its plot."""
    found = side.necessity
    heads = (
        TableColumn("condition"),
        TableColumn("consistency", "how far the outcome is a subset of the condition"),
        TableColumn("coverage", "how much of the condition the outcome fills"),
        TableColumn("RoN", "relevance: low where nearly every case has the condition"),
        TableColumn("necessary", f"consistency of at least {cut_text(found.consistency)}", "left"),
    )
    rows = tuple(
        (one.condition, one.consistency, one.coverage, one.ron, _passes(one))
        for one in found.conditions
    )
    table = Table(f"Necessary conditions for {side.outcome}", heads, rows)
    return (table, Details("As a picture", (Figure.from_picture(picture),)))


def _passes(one: NecessaryCondition) -> str:
    """Return whether a condition is necessary, a dash where its consistency is undefined."""
    if isnan(one.consistency):
        return "–"
    return "yes" if one.passes else "no"


def necessity_picture(side: Side, name: str) -> Picture:
    """Return the plot of consistency against relevance."""
    found = side.necessity.conditions
    return necessity_plot(
        [one.condition for one in found],
        [one.consistency for one in found],
        [one.ron for one in found],
        outcome=side.outcome,
        title=f"Necessary for {side.outcome}?",
        threshold=side.necessity.consistency,
        name=name,
    )


def truth_table_blocks(side: Side, picture: Picture | None) -> tuple[Block, ...]:
    """Return the truth table of one outcome: every row with the reason for its code."""
    table = side.table
    ranked = sorted(table.rows, key=lambda row: (row.out != "1", row.out == "?", row.row))
    shown = ranked[:MOST_ROWS]
    heads = [TableColumn("row", "number of the combination, the first condition leading")]
    heads += [TableColumn(name, align="center") for name in table.conditions]
    heads += [
        TableColumn("n", "cases above 0.5 in the row"),
        TableColumn("consistency"),
        TableColumn("PRI", "consistency with what the row shares with the absence taken out"),
        TableColumn("out", "1 sufficient, 0 not, ? too few cases to judge", "center"),
        TableColumn("why", "the cut-off that decides", "left"),
        TableColumn("cases", "those below 0.5 in the outcome in brackets", "left"),
    ]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (r.row, *r.values, r.n, r.consistency, r.pri, r.out, _why(table, r), _with_deviants(r))
        for r in shown
    )
    more = len(table.rows) - len(shown)
    note = f"{more:,} more observed rows are in tables/." if more else ""
    title = f"Truth table for {side.outcome}"
    blocks: list[Block] = [Paragraph(_cuts_said(side)), Table(title, tuple(heads), rows, note)]
    said = table.dead_end()
    if said is not None:
        blocks.append(Notice("warning", str(said)))
    few = few_judged(side)
    if few is not None:
        blocks.append(Notice("warning", few))
    low = [row for row in table.rows if row.out == "1" and row.pri < 0.5]
    if low:
        numbers = ", ".join(str(row.row) for row in low)
        text = f"PRI below 0.5 in rows that count as sufficient: {numbers}."
        blocks.append(Notice("warning", text))
    if picture is not None:
        blocks.append(Details("As a picture", (Figure.from_picture(picture),)))
    return tuple(blocks)


def _why(table: TruthTable, row: TruthRow) -> str:
    """Return the reason of a code in few words; the numbers stand beside it."""
    if row.out == "?":
        return f"fewer than {table.frequency} cases"
    if row.out == "1":
        return "passes"
    if not reaches(row.consistency, table.consistency):
        return f"consistency < {table.consistency:.15g}"
    return f"PRI < {table.pri:.15g}"


def _with_deviants(row: TruthRow | Term) -> str:
    """Return the cases of a row, those without the outcome in brackets."""
    names = [f"[{case}]" if case in row.deviant else case for case in row.cases]
    shown = ", ".join(names[:40])
    return shown if len(names) <= 40 else f"{shown} and {len(names) - 40} more"


def _cuts_said(side: Side) -> str:
    """Return the cut-offs and how many rows passed."""
    table = side.table
    passed = sum(1 for row in table.rows if row.out == "1")
    few = sum(1 for row in table.rows if row.out == "?")
    total = len(table.sets.cases.cases)
    return (
        f"Cut-offs: at least {plural(table.frequency, 'case')}, "
        f"consistency {table.consistency:.15g}, PRI {table.pri:.15g}. "
        f"Of {plural(table.n_rows_possible, 'possible row')} "
        f"{plural(len(table.rows), 'was', 'were')} observed: {plural(passed, 'passes', 'pass')}, "
        f"{plural(few, 'has', 'have')} too few cases. {cases_judged(side):,} of "
        f"{plural(total, 'case is', 'cases are')} in rows that were judged."
    )


def truth_table_picture(side: Side, name: str) -> Picture | None:
    """Return the bars of row consistencies with the cut-off."""
    judged = [row for row in side.table.rows if row.out != "?"]
    if not judged:
        return None
    return truth_table_chart(
        [str(row.row) for row in judged],
        [row.consistency for row in judged],
        [row.n for row in judged],
        [row.out for row in judged],
        cut=side.table.consistency,
        title=f"Rows by consistency for {side.outcome}",
        pri=[row.pri for row in judged],
        name=name,
    )


def solution_blocks(side: Side) -> tuple[Block, ...]:
    """Return the three solutions of one outcome with their models."""
    if side.solutions.dead_end:
        return (Notice("warning", side.solutions.dead_end),)
    blocks: list[Block] = []
    for name in ("conservative", "intermediate", "parsimonious"):
        blocks += _one_solution(side, side.solutions.of_type(name))
    return tuple(blocks)


def _one_solution(side: Side, solution: Solution) -> list[Block]:
    """Return one solution: how many models, and the first of them."""
    count = f"{solution.n_models:,}" if solution.n_models is not None else "at least "
    count += "" if solution.n_models is not None else f"{solution.n_listed:,}"
    noun = "model" if solution.n_models == 1 else "models"
    shown = solution.models[:MOST_MODELS]
    said = f"{WHAT_THEY_USE[solution.type]} **{count} {noun}**"
    if solution.n_models is None or solution.n_models > len(shown):
        said += f", the first {len(shown)} shown here; {solution.n_listed:,} are in tables/"
    said += "."
    if solution.type == "intermediate":
        said += f" {_expected(side)}"
    if solution.why_unknown:
        said += f" {solution.why_unknown}"
    blocks: list[Block] = [
        Heading(3, f"{solution.type.capitalize()} solution for {side.outcome}"),
        Paragraph(said),
    ]
    tables = [_model_table(side, solution, i) for i in range(len(shown))]
    if len(tables) > 3:
        return [*blocks, *tables[:3], Details("Further models", tuple(tables[3:]))]
    return [*blocks, *tables]


def _expected(side: Side) -> str:
    """Return the directional expectations in a sentence."""
    given = side.solutions.expectations
    if not given:
        return "No expectation was given, so it equals the conservative solution."
    return "Expectations: " + ", ".join(f"`{k}` {v}" for k, v in given.items()) + "."


def _model_table(side: Side, solution: Solution, i: int) -> Table:
    """Return the paths of one model."""
    model = solution.models[i]
    heads = (
        TableColumn("path"),
        TableColumn("consistency", digits=3),
        TableColumn("PRI", digits=3),
        TableColumn("raw coverage", "share of the outcome that the path covers", digits=3),
        TableColumn("unique coverage", "share that no other path of the model covers", digits=3),
        TableColumn("cases", "above 0.5 in the path; those below 0.5 in the outcome in brackets"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            term.expression,
            term.consistency,
            term.pri,
            term.raw_coverage,
            term.unique_coverage,
            _with_deviants(term),
        )
        for term in model.terms
    ]
    rows.append(("solution", model.consistency, model.pri, model.coverage, None, ""))
    title = f"{solution.type.capitalize()} solution for {side.outcome}"
    if solution.n_models != 1:
        title += f", model {i + 1}"
    return Table(title, heads, tuple(rows), _pairs(model))


def _pairs(model: Model) -> str:
    """Return the pairs of an intermediate model and what it assumes."""
    if not model.pairs:
        return ""
    shown = ", ".join(f"C{c}P{p}" for c, p in model.pairs[:8])
    more = f" and {len(model.pairs) - 8:,} more" if len(model.pairs) > 8 else ""
    return f"From conservative × parsimonious model {literal(shown)}{more}."

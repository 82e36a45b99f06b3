"""The configuration chart and the XY plots of one outcome."""

from __future__ import annotations

from collections import Counter

from hanse.messages import join_names, plural
from hanse.plot import ChartColumn, Picture, configuration_chart, xy_plot
from hanse.qca import Model, Solution, Term
from hanse.qca.cubes import as_cubes
from hanse.qca.rows import term_memberships
from hanse.report import Block, Cases, Chart, Details, Figure, Heading, Notice, literal
from hanse.study.analysis import Analysis, Side
from hanse.study.qca_caveats import covered_by_no_path, headline, undecided_in_outcome
from hanse.study.settings import QcaSettings
from hanse.study.wording import label_of, two

__all__ = ["case_blocks", "chart_blocks", "family_warnings", "path_names", "xy_pictures"]

MOST_CHARTS = 4
MOST_PLOTS = 12
ROWS = ("consistency", "PRI", "raw coverage", "unique coverage")
NOTE = "Core: a condition of a parsimonious path that the path lies in. "


def chart_blocks(
    analysis: Analysis, side: Side, settings: QcaSettings, stem: str
) -> tuple[tuple[Block, ...], tuple[Picture, ...]]:
    """Return the charts of the headline solution as text and as pictures.

    Where the solution has several models there is a chart for each of the first four.
    """
    solution = headline(side, settings)
    blocks: list[Block] = []
    pictures = []
    for i, model in enumerate(solution.models[:MOST_CHARTS]):
        title = f"Configurations for {side.outcome}, {solution.type} solution"
        if solution.n_models != 1:
            title += f", model {i + 1}"
        columns, footer = _columns(side, solution, model, settings)
        labels = [_condition(analysis, name) for name in settings.conditions]
        note = NOTE + _core_said(solution, model, side.solutions.parsimonious)
        blocks.append(Chart(title, tuple(labels), columns, ROWS, footer, note, 2))
        pictures.append(
            configuration_chart(
                columns,
                labels,
                title=title,
                fit_rows=ROWS,
                footer=footer,
                digits=2,
                name=f"{stem}-chart-{i + 1}",
            )
        )
    if solution.n_models != len(solution.models[:MOST_CHARTS]) and solution.models:
        blocks.append(
            Notice(
                "note", f"Only the first {plural(len(pictures), 'model is', 'models are')} drawn."
            )
        )
    if pictures:
        figures = tuple(Figure.from_picture(picture) for picture in pictures)
        blocks.append(Details("The charts as pictures", figures))
    return tuple(blocks), tuple(pictures)


def _condition(analysis: Analysis, name: str) -> str:
    """Return the label of a condition with its name."""
    label = label_of(analysis.sets, name)
    return name if label == name else f"{label} ({name})"


def _core_said(solution: Solution, model: Model, around: Solution) -> str:
    """Return under which parsimonious model the core conditions are taken."""
    if solution.type != "intermediate" or not model.pairs:
        return "Core conditions need the intermediate solution; all are drawn small here."
    _, parsimonious = model.pairs[0]
    if not any(term.literals for term in around.models[parsimonious - 1].terms):
        return "The parsimonious solution is always true here, so no condition is core."
    bare = [t.expression for t, core in zip(model.terms, model.cores[0], strict=True) if not core]
    said = f"Core conditions under parsimonious model {parsimonious}."
    if bare:
        said += f" In no single parsimonious path, so without core: {', '.join(bare)}."
    return said


def path_names(side: Side, model: Model, settings: QcaSettings) -> tuple[tuple[str, str, int], ...]:
    """Return for each path its family, its name and its place in the model, families together.

    Paths that the study puts in no family stand last, in a group without a name.
    """
    families = {
        path: family for family, paths in settings.families.items() for path in map(_plain, paths)
    }
    order = list(settings.families)
    members = [(families.get(_plain(term.expression), ""), i) for i, term in enumerate(model.terms)]
    members.sort(key=lambda one: (order.index(one[0]) if one[0] else len(order), one[1]))
    counts = Counter(family for family, _ in members)
    present = [family for family in order if family in counts]
    seen: Counter[str] = Counter()
    sign = "N" if side.outcome.startswith("~") else ""
    names = []
    for family, i in members:
        seen[family] += 1
        number = present.index(family) + 1 if family else len(present) + seen[""]
        letter = chr(96 + seen[family]) if family and counts[family] > 1 else ""
        names.append((family, f"{sign}{number}{letter}", i))
    return tuple(names)


def family_warnings(analysis: Analysis, settings: QcaSettings) -> tuple[Block, ...]:
    """Return a warning for each family with paths that no listed model has, so that none is lost.

    The models are those of all three solutions for the outcome and its negation.
    """
    known = {
        _plain(term.expression)
        for side in analysis.sides
        for kind in ("conservative", "parsimonious", "intermediate")
        for model in side.solutions.of_type(kind).models
        for term in model.terms
    }
    said = []
    for family, paths in settings.families.items():
        odd = [f"`{path}`" for path in paths if _plain(path) not in known]
        if odd:
            verb = "is a path" if len(odd) == 1 else "are paths"
            said.append(
                Notice(
                    "warning",
                    f"The family {literal(family)} names {join_names(odd)}, which {verb} of no "
                    "listed model: no chart shows it.",
                )
            )
    return tuple(said)


def _plain(expression: str) -> str:
    """Return a path with its literals in a fixed order, so that families are found in any."""
    return "*".join(sorted(part.strip() for part in expression.split("*")))


def _columns(
    side: Side, solution: Solution, model: Model, settings: QcaSettings
) -> tuple[tuple[ChartColumn, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the columns of the chart and the solution's own numbers below them."""
    named = path_names(side, model, settings)
    cores = model.cores[0] if model.cores else tuple(() for _ in model.terms)
    columns = []
    for family, name, i in named:
        term = model.terms[i]
        marks = tuple(_mark(term, condition, cores[i]) for condition in settings.conditions)
        numbers = (term.consistency, term.pri, term.raw_coverage, term.unique_coverage)
        columns.append(ChartColumn(name, family, marks, numbers))
    groups = list(dict.fromkeys(family for family, _, _ in named))
    blank = ("",) * (len(groups) - 1)
    footer = (
        ("solution consistency", (two(model.consistency), *blank)),
        ("solution coverage", (two(model.coverage), *blank)),
    )
    return tuple(columns), footer


def _mark(term: Term, condition: str, core: tuple[str, ...]) -> str:
    """Return the mark of one condition in one path."""
    found = next((one for one in term.literals if one.condition == condition), None)
    if found is None:
        return ""
    is_core = condition in core
    if found.is_multivalue:
        return f"{'core' if is_core else 'value'}:{','.join(map(str, found.values))}"
    sign = "present" if found.values == (1,) else "absent"
    return f"core-{sign}" if is_core else sign


def xy_pictures(
    analysis: Analysis, side: Side, settings: QcaSettings, stem: str
) -> tuple[Picture, ...]:
    """Return a plot of each path of the charted models against the outcome."""
    solution = headline(side, settings)
    terms = {t.expression: t for m in solution.models[:MOST_CHARTS] for t in m.terms}
    y, corners = side.table.y(), side.table.corners()
    made = []
    for i, term in enumerate(list(terms.values())[:MOST_PLOTS], start=1):
        members = term_memberships(corners, as_cubes([term.cube], len(term.cube)))[:, 0]
        made.append(
            xy_plot(
                members,
                y,
                analysis.sets.cases.cases,
                title=term.expression,
                x_label=f"membership in {term.expression}",
                y_label=f"membership in {side.outcome}",
                consistency=term.consistency,
                coverage=term.raw_coverage,
                name=f"{stem}-xy-{i}",
            )
        )
    return tuple(made)


def case_blocks(analysis: Analysis, side: Side, settings: QcaSettings) -> tuple[Block, ...]:
    """Return the cases of each path, those that deviate, and those that no path reaches."""
    solution = headline(side, settings)
    if not solution.models:
        return ()
    half = undecided_in_outcome(side)
    blocks: list[Block] = [Heading(3, f"Cases of the paths to {side.outcome}")]
    for i, model in enumerate(solution.models[:MOST_CHARTS], start=1):
        which = "" if solution.n_models == 1 else f", model {i}"
        groups = []
        for term in model.terms:
            neither = tuple(case for case in term.cases if case in half)
            inside = tuple(c for c in term.cases if c not in term.deviant and c not in half)
            groups.append((term.expression, inside))
            if term.deviant:
                groups.append((f"{term.expression}, but below 0.5 in the outcome", term.deviant))
            if neither:
                groups.append((f"{term.expression}, at exactly 0.5 in the outcome", neither))
        alone = tuple(covered_by_no_path(analysis, side, model))
        groups.append(("in the outcome, on no path", alone))
        blocks.append(Cases(f"Cases by path for {side.outcome}{which}", tuple(groups)))
    return tuple(blocks)

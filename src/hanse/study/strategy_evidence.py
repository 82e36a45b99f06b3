"""The evidence behind the advice: ratings with their sources, propositions, raters, sure or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.messages import capital, plural
from hanse.plot.numbers import show_number
from hanse.report import (
    Block,
    Bullets,
    Citation,
    Details,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableColumn,
    literal,
)
from hanse.report.blocks import Cell
from hanse.report.inline import plain
from hanse.strategy import (
    Advice,
    Catalogue,
    Comparison,
    Panel,
    RandomErrors,
    RangeReading,
    Rating,
    propositions,
    single_changes,
)
from hanse.study.strategy_words import mixtures_said
from hanse.study.wording import percent

__all__ = [
    "comparison_blocks",
    "doubted_blocks",
    "error_blocks",
    "evidence_blocks",
    "panel_blocks",
    "panel_sentence",
    "rating_table",
]


def evidence_blocks(catalogue: Catalogue, strategies: Sequence[str]) -> Iterator[Block]:
    """Yield the ratings with what they rest on, the propositions, and what is ambiguous."""
    for strategy in strategies:
        yield Details(
            f"Every rating of the {strategy} options, with its source",
            (rating_table(catalogue, strategy),),
        )
    found = [
        one
        for one in propositions(catalogue)
        if _strategy_of(catalogue, one.proposition) in strategies
    ]
    if found:
        held = sum(one.holds for one in found)
        yield Paragraph(
            f"{held} of {plural(len(found), 'proposition')} of the source follow from the ratings "
            "without any context. The rule was made to agree with them: this is a check of "
            "consistency and not a validation."
        )
        said = [
            f"Proposition {one.proposition} {'follows' if one.holds else 'does **not** follow'}: "
            f"{literal(one.sentence)}"
            for one in found
        ]
        yield Details("Each proposition and the ratings it follows from", (Bullets(tuple(said)),))
    notes = tuple(_notes(catalogue, strategies))
    if notes:
        yield Details("What is ambiguous in the source, and how it is read", (Bullets(notes),))
    if catalogue.source:
        address = f"https://doi.org/{catalogue.doi}" if catalogue.doi else ""
        yield Citation(literal(catalogue.source), address)


def _strategy_of(catalogue: Catalogue, proposition: str) -> str:
    """Return the strategy of a proposition."""
    return next(one.strategy for one in catalogue.propositions if one.id == proposition)


def rating_table(catalogue: Catalogue, strategy: str) -> Table:
    """Return every rating of a strategy's options with source and words."""
    heads = tuple(
        TableColumn(name, align="left")
        for name in ("option", "criterion", "rating", "rests on", "what is said there")
    )
    rows = []
    for option in catalogue.serving(strategy):
        for criterion in catalogue.criteria:
            rating = catalogue.rating(option.id, criterion.id)
            if rating.level is None and criterion.part_of:
                continue
            rows.append(
                (
                    capital(option.name),
                    criterion.label,
                    _level(catalogue, rating),
                    rating.source or option.source,
                    rating.says,
                )
            )
    title = f"Ratings of the {strategy} options"
    note = "Before any context. Sides that are not rated are left out."
    return Table(title, heads, tuple(rows), note)


def _level(catalogue: Catalogue, rating: Rating) -> str:
    """Return a rating with its word and its range."""
    if rating.level is None:
        return "not rated"
    criterion = catalogue.criterion(rating.criterion)
    said = f"{rating.level} ({criterion.word(rating.level)})"
    if rating.lower != rating.upper:
        said += f", between {rating.lower} and {rating.upper}"
    return said


def _notes(catalogue: Catalogue, strategies: Sequence[str]) -> Iterator[str]:
    """Yield the notes of the catalogue, its options and its ratings."""
    if catalogue.note:
        yield literal(catalogue.note)
    served = dict.fromkeys(one.id for name in strategies for one in catalogue.serving(name))
    for option in served:
        one = catalogue.option(option)
        if one.note:
            yield f"{capital(literal(one.name))}: {literal(one.note)}"
        for criterion in catalogue.criteria:
            rating = catalogue.rating(option, criterion.id)
            if rating.note:
                lead = f"{capital(literal(one.name))}, {literal(criterion.label)}"
                yield f"{lead}: {literal(rating.note)}"


def error_blocks(
    catalogue: Catalogue,
    errors: Sequence[RandomErrors],
    readings: Sequence[RangeReading],
) -> Iterator[Block]:
    """Yield what random errors of the ratings and other readings of ranges leave of the advice."""
    heads = (
        TableColumn("strategy", align="left"),
        TableColumn("chance that a rating is a level off", unit="%", digits=0),
        TableColumn("the same advice", unit="%", digits=0),
        TableColumn("the form is kept", unit="%", digits=0),
        TableColumn("some advice of the form", unit="%", digits=0),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.strategy, 100 * at.chance, 100 * at.same, 100 * at.form, 100 * at.some)
        for one in errors
        for at in one.shares
    )
    draws = errors[0].draws if errors else 0
    note = (
        f"Share of {draws:,} draws. An advice keeps its form where every package that is returned "
        "is made of packages that were advised before."
    )
    yield Table("What random errors in the ratings leave of the advice", heads, rows, note)
    changed = [one for one in readings if not one.is_same]
    if readings:
        yield Paragraph(
            "Ratings that are ranges: "
            + (
                "every reading of them gives the same advice."
                if not changed
                else f"{plural(len(changed), 'reading')} would change the advice."
            )
        )
    if changed:
        yield Bullets(tuple(literal(one.sentence) for one in changed))


def panel_sentence(found: Panel) -> str:
    """Return how many raters there are, and on how many ratings they disagree."""
    return (
        f"{plural(len(found.raters), 'rater')} rated {plural(len(found.cells), 'cell')}; on "
        f"**{len(found.disagreements)}** they disagree."
    )


def doubted_blocks(advice: Advice, found: Panel) -> Iterator[Block]:
    """Yield the ratings on which both the advice hangs and the raters disagree."""
    hung = {
        (one.option, one.criterion)
        for strategy in advice.strategies
        for one in single_changes(
            advice.of_strategy(strategy)[0].evaluation.catalogue, strategy
        ).critical
    }
    said = [c.sentence for c in found.disagreements if (c.option, c.criterion) in hung]
    if said:
        yield Notice(
            "warning",
            f"The advice hangs on {plural(len(said), 'rating')} on which the raters disagree. "
            + " ".join(literal(one) for one in said),
        )


def panel_blocks(found: Panel) -> Iterator[Block]:
    """Yield what several raters say: disagreement first, then the advice for each of them."""
    yield Heading(3, "What several raters say")
    yield Paragraph(f"{panel_sentence(found)} Medians are of the ordered levels, never averages.")
    if found.disagreements:
        yield Bullets(tuple(literal(one.sentence) for one in found.disagreements))
    for advice in found.advice:
        yield Bullets(tuple(capital(literal(one)) for one in advice.sentences))
    yield Details("The advice by each rater's own ratings", (_by_rater(found),))
    yield Details("Every cell that was rated", (_rated_cells(found),))


def _by_rater(found: Panel) -> Table:
    """Return what the rule returns by the ratings of each rater."""
    names = ("rater", "strategy", "advice", "own ratings")
    heads = tuple(TableColumn(name, align="left") for name in names)
    rows = tuple(
        (
            one.rater,
            one.strategy,
            capital(plain(mixtures_said(found.catalogue, one.advised)))
            + (" (an objective is missed)" if one.is_fallback else ""),
            f"{one.n_own} of {one.n_own + one.n_catalogue}",
        )
        for one in found.each
    )
    return Table("The advice by each rater's own ratings", heads, rows)


def _rated_cells(found: Panel) -> Table:
    """Return the median, the range and the levels of every cell that was rated."""
    names = ("option", "criterion", "raters", "median", "range", "levels", "source's level")
    heads = tuple(TableColumn(name, align="left") for name in names)
    rows = tuple(
        (
            capital(found.catalogue.option(one.option).name),
            found.catalogue.criterion(one.criterion).label,
            show_number(one.n),
            one.median if not one.is_split else f"{one.median} or {one.upper_median}",
            one.lowest if one.lowest == one.highest else f"{one.lowest} to {one.highest}",
            ", ".join(f"{n} × {level}" for level, n in one.counts.items() if n),
            one.catalogue_level or "not rated",
        )
        for one in found.cells
    )
    return Table("The ratings of all raters", heads, rows)


def comparison_blocks(catalogue: Catalogue, found: Sequence[Comparison]) -> Iterator[Block]:
    """Yield what common scoring methods rank first on the same table, and why they differ."""
    yield Heading(3, "What common scoring methods would say")
    heads = tuple(
        TableColumn(name, align="left")
        for name in ("strategy", "alternatives", "method", "ranked first", "agrees")
    )
    rows = tuple(
        (
            one.strategy,
            ranking.scope,
            ranking.method,
            capital(plain(mixtures_said(catalogue, ranking.first))),
            "yes" if ranking.agrees else "no",
        )
        for one in found
        for ranking in one.rankings
    )
    weights = found[0].weights if found else {}
    shown = ", ".join(f"{name} {percent(weight)}" for name, weight in weights.items())
    yield Table("What is ranked first", heads, rows, f"Weights: {literal(shown)}.")
    why = dict.fromkeys(said for one in found for ranking in one.rankings for said in ranking.why)
    why |= dict.fromkeys(str(turned.sentence) for one in found for turned in one.reversals)
    if why:
        yield Details("Why they differ from the rule", (Bullets(tuple(map(literal, why))),))

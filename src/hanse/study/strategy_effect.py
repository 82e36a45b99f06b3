"""What the firms' choices do to the cluster: orderings before numbers, and the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.messages import message, plural
from hanse.plot import Band, Picture, bands
from hanse.plot.numbers import show_number
from hanse.report import (
    Block,
    Bullets,
    Details,
    Document,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableColumn,
    literal,
)
from hanse.strategy import BASELINE, Ordering, Simulation, Threshold

__all__ = [
    "START",
    "effect_blocks",
    "effect_document",
    "effect_picture",
    "effect_rows",
    "extent_said",
]

TITLE = "What the firms' choices do to the cluster"
CERTAIN, OPEN = "What holds in every draw", "What the ratings do not decide"
NAMES = {
    "lock_in": "lock-in (1 closed, 0 open)",
    "core": "core competencies (1 at the start)",
    "network": "local network (1 at the start)",
}
START = (
    "Every scenario starts from a closed cluster with a whole network. “Today” means the present "
    "shares taken up anew, not what they have already done."
)
MOST_DRAWN = 8
MOST_LISTED = 12


def effect_document(made: Simulation) -> Document:
    """Return a simulation as a document of its own."""
    return Document(TITLE, extent_said(made), "en", tuple(effect_blocks(made, level=1)))


def effect_blocks(
    made: Simulation, *, level: int = 3, threshold: Threshold | None = None
) -> Iterator[Block]:
    """Yield the label, the orderings, the picture, the bands and the scenarios.

    Parameters
    ----------
    made : Simulation
        What was simulated.
    level : int
        Level of the headings.
    threshold : Threshold, optional
        From which share on replicative relocation does harm.
    """
    yield Notice("warning", literal(made.label))
    yield Paragraph(START)
    for title, listed in ((CERTAIN, made.certain), (OPEN, made.undecided)):
        yield Heading(level, f"{title} ({len(listed)} of {len(made.orderings)} comparisons)")
        yield from _listed(listed)
    if threshold is not None:
        name = made.catalogue.mixture_name(threshold.option.split(" + "))
        yield Paragraph(literal(threshold.sentence.replace(f"'{threshold.option}'", name)))
    yield Heading(level, "Numbers, less sure than the orderings")
    picture = effect_picture(made)
    if picture is not None:
        yield Figure.from_picture(picture)
    heads = tuple(TableColumn(name, align="left") for name in ("scenario", *NAMES.values()))
    title = f"Year {made.years[-1]}: median, and 5 to 95 % of the draws"
    yield Table(title, heads, tuple(effect_rows(made)))
    yield _scenarios(made)


def _listed(orderings: Sequence[Ordering]) -> Iterator[Block]:
    """Yield the sentences of orderings, the later ones folded where there are many."""
    said = [literal(one.sentence) for one in orderings]
    if not said:
        yield Paragraph("Nothing.")
        return
    yield Bullets(tuple(said[:MOST_LISTED]))
    if len(said) > MOST_LISTED:
        rest = tuple(said[MOST_LISTED:])
        yield Details(f"{plural(len(rest), 'more comparison')}", (Bullets(rest),))


def _scenarios(made: Simulation) -> Table:
    """Return which shares of the firms each scenario is."""
    rows = tuple(
        (one.name, made.catalogue.mixture_name(mixture.split(" + ")), 100 * float(share))
        for one in made.scenarios
        for mixture, share in one.shares.items()
    )
    heads = (
        TableColumn("scenario", align="left"),
        TableColumn("option or package", align="left"),
        TableColumn("share of the firms", unit="%", digits=1),
    )
    note = f"In “{BASELINE}” no firm chooses anything; the firms left over choose nothing."
    return Table("The scenarios", heads, rows, note)


def effect_rows(made: Simulation) -> Iterator[tuple[str, ...]]:
    """Yield the bands of the last year, one row for each scenario."""
    for name in made.names:
        cells = []
        for measure in NAMES:
            low, middle, high = (show_number(one, digits=2) for one in made.band(name, measure))
            cells.append(f"{middle} ({low} to {high})")
        yield name, *cells


def extent_said(made: Simulation) -> str:
    """Return over how long and how often it was simulated."""
    return message(
        "{years}, {draws}, seed {seed}",
        years=plural(made.years[-1], "year"),
        draws=plural(made.draws, "draw"),
        seed=made.seed,
    )


def effect_picture(made: Simulation, name: str = "strategy-effect") -> Picture | None:
    """Return the bands over the years as a picture, None for more than eight scenarios."""
    if len(made.names) > MOST_DRAWN:
        return None
    series = []
    for measure, words in NAMES.items():
        for scenario in made.names:
            low, middle, high = zip(
                *(made.band(scenario, measure, year) for year in made.years), strict=True
            )
            series.append(Band(words, scenario, low, middle, high))
    title = "Lock-in, core competencies and local network over the years"
    return bands(
        made.years,
        series,
        title=title,
        y_label="index",
        baseline=1.0,
        baseline_label="at the start",
        reference=BASELINE,
        is_one_scale=False,
        name=name,
    )

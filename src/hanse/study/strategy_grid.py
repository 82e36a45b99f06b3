"""The grid of options with their ratings, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator

from hanse.messages import capital, join_names
from hanse.plot import Picture
from hanse.plot.names import slug
from hanse.plot.option_grid import option_grid
from hanse.report import Block, Bullets, Figure, Table, TableColumn, literal
from hanse.strategy import Advice, Catalogue, Evaluation, Fate, Outcome, fates
from hanse.study.strategy_words import either, option_said

__all__ = ["carriers_table", "fallen_blocks", "grid_picture", "status_of"]

SHORT = {"advised": "advised", "best feasible": "best feasible", "unrated": "not rated"}


def carriers_table(outcome: Outcome, *, with_sides: bool = True) -> Table:
    """Return for each criterion the level that is reached, and which options carry it.

    Mixtures that reach the same level by other options share a row.
    """
    evaluation, catalogue = outcome.evaluation, outcome.evaluation.catalogue
    rows: dict[tuple[str, str], dict[str, None]] = {}
    for mixture in outcome.mixtures:
        for one in evaluation.carriers(mixture):
            is_side = bool(catalogue.criterion(one.criterion).part_of)
            if is_side and (one.level is None or not with_sides):
                continue
            key = one.criterion, one.level or ""
            rows.setdefault(key, {}).update(dict.fromkeys(one.parts or mixture))
    order = [one.id for one in catalogue.criteria]
    lines = []
    for (name, level), parts in sorted(rows.items(), key=lambda item: order.index(item[0][0])):
        criterion = catalogue.criterion(name)
        reached = f"{level} ({criterion.word(level)})" if level else "not rated"
        names = either([catalogue.option(part).name for part in parts])
        verb = "decided by" if criterion.mixture == "hardest" else "carried by"
        lines.append((criterion.label, reached, f"{verb} {names}" if level else names))
    heads = tuple(TableColumn(name, align="left") for name in ("criterion", "level", "by"))
    return Table(
        "Who carries which objective",
        heads,
        tuple(lines),
        _sides_note(catalogue) if with_sides else "",
    )


def _sides_note(catalogue: Catalogue) -> str:
    """Return which criteria are sides of others, nothing where none is."""
    sides = [one for one in catalogue.criteria if one.part_of]
    if not sides:
        return ""
    wholes = dict.fromkeys(f"*{literal(catalogue.criterion(one.part_of).label)}*" for one in sides)
    return f"The sides of {join_names(list(wholes))} are shown and decide nothing."


def fallen_blocks(advice: Advice, *, in_words: bool = True) -> Iterator[Block]:
    """Yield the grid of each strategy and a sentence for each option that is not advised."""
    for strategy in advice.strategies:
        outcome = advice.of_strategy(strategy)[0]
        yield Figure.from_picture(grid_picture(outcome.evaluation, f"options-{slug(strategy)}"))
        if in_words:
            yield Bullets(tuple(_fallen(outcome.evaluation)))


def _fallen(evaluation: Evaluation) -> Iterator[str]:
    """Yield why each option that is not returned fell."""
    catalogue = evaluation.catalogue
    for one in fates(evaluation):
        if one.status not in ("advised", "best feasible"):
            yield f"{capital(option_said(catalogue, one.option))}: {literal(one.why)}."


def grid_picture(evaluation: Evaluation, name: str) -> Picture:
    """Return the options of a strategy with their ratings as a picture."""
    catalogue = evaluation.catalogue
    found = fates(evaluation)
    rows = [catalogue.option(one.option).name for one in found]
    columns = [one.label for one in catalogue.evaluated]
    return option_grid(
        rows,
        columns,
        [_cells(catalogue, one.option) for one in found],
        title=f"Options of the strategy to compete by {evaluation.strategy}",
        status=[status_of(catalogue, one) for one in found],
        advised=[one.status in ("advised", "best feasible") for one in found],
        name=name,
    )


def status_of(catalogue: Catalogue, one: Fate) -> str:
    """Return in a few words what became of an option."""
    if one.status in ("advised", "best feasible") and len(one.within) > 1:
        return f"{one.status}, in a package"
    return SHORT.get(one.status, f"falls: {one.why}")


def _cells(catalogue: Catalogue, option: str) -> list[list[tuple[float, str, str]]]:
    """Return the ratings of an option as places with labels and words."""
    found = []
    for criterion in catalogue.evaluated:
        rating = catalogue.rating(option, criterion.id)
        levels = [] if rating.level is None else [rating.lower or rating.level]
        if rating.level is not None and rating.upper not in ("", *levels):
            levels.append(rating.upper)
        top = len(criterion.levels) - 1
        found.append([(criterion.place(one) / top, one, criterion.word(one)) for one in levels])
    return found

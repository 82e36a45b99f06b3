"""``hanse strategy options``: the ratings as a paper prints them, and what each level means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hanse.messages import columns_text, join_names
from hanse.result import Answer
from hanse.strategy.catalogue import Catalogue, Criterion, Option, Rating

__all__ = ["OptionTable", "option_table"]

UNRATED = "unrated"


@dataclass(frozen=True)
class OptionTable(Answer, kind="strategy-options"):
    """The options of some strategies with their ratings.

    Attributes
    ----------
    catalogue : Catalogue
        With no other options than those shown.
    strategies : tuple of str
        A table for each.
    has_evidence : bool
        Whether the printed text says what each rating rests on; frame and dictionary always do.
    """

    catalogue: Catalogue
    strategies: tuple[str, ...]
    has_evidence: bool = False

    def to_frame(self) -> Any:
        """Return one row for each option and criterion; an unrated one has an empty level."""
        import pandas as pd

        return pd.DataFrame(_records(self.catalogue))

    def __str__(self) -> str:
        return "\n".join(_lines(self.catalogue, self.strategies, evidence=self.has_evidence))


def option_table(
    catalogue: Catalogue, strategy: str | None = None, *, evidence: bool = False
) -> OptionTable:
    """Return the options of a strategy, of every one where none is named.

    Raises
    ------
    InputError
        If no option serves such a strategy.
    """
    kept = _of_strategy(catalogue, strategy)
    wanted = catalogue.strategies if strategy is None else (strategy,)
    return OptionTable(kept, wanted, evidence)


def _of_strategy(catalogue: Catalogue, strategy: str | None) -> Catalogue:
    """Return the catalogue with the options and ratings of one strategy only."""
    if strategy is None:
        return catalogue
    kept = catalogue.serving(strategy, where="--strategy")
    ids = {one.id for one in kept}
    ratings = tuple(one for one in catalogue.ratings if one.option in ids)
    return replace(catalogue, options=kept, ratings=ratings)


def _records(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return one record for each option and criterion; an unrated one has an empty level."""
    return [
        {
            "option": option.id,
            "name": option.name,
            "strategies": "; ".join(option.strategies),
            "governance": option.governance,
            "phase": option.phase,
            "relocation": option.relocation,
            "functions": option.functions,
            "role": option.role,
            "criterion": what.id,
            "label": what.label,
            "side_of": what.part_of,
            **_rated(catalogue.rating(option.id, what.id), what),
        }
        for option in catalogue.options
        for what in catalogue.criteria
    ]


def _rated(rating: Rating, what: Criterion) -> Mapping[str, str]:
    """Return the fields of a rating."""
    level = rating.level
    return {
        "level": level or "",
        "word": UNRATED if level is None else what.word(level),
        "lower": rating.lower,
        "upper": rating.upper,
        "source": rating.source,
        "says": rating.says,
        "note": rating.note,
    }


def _lines(catalogue: Catalogue, strategies: Sequence[str], *, evidence: bool) -> Iterator[str]:
    """Yield the lines."""
    yield catalogue.title or catalogue.id
    if catalogue.source:
        yield f"Source: {catalogue.source}"
    for strategy in strategies:
        options = catalogue.serving(strategy)
        yield ""
        yield f"Options of the strategy {strategy}"
        yield _table(catalogue, options, catalogue.evaluated, with_ids=True)
        yield from _remarks(catalogue, options)
        yield from _sides(catalogue, options)
    yield ""
    yield "What the levels mean, worst first"
    yield from _meanings(catalogue)
    if evidence:
        served = {one.id for name in strategies for one in catalogue.serving(name)}
        for option in catalogue.options:
            if option.id in served:
                yield from _evidence(catalogue, option)


def _table(
    catalogue: Catalogue,
    options: Sequence[Option],
    criteria: Sequence[Criterion],
    *,
    with_ids: bool,
) -> str:
    """Return the ratings of some options on some criteria."""
    header = ["option", *(one.label for one in criteria), *(["id"] if with_ids else [])]
    rows = [
        [
            option.name,
            *(_cell(catalogue.rating(option.id, what.id)) for what in criteria),
            *([option.id] if with_ids else []),
        ]
        for option in options
    ]
    return columns_text(header, rows, left=range(len(header)))


def _cell(rating: Rating) -> str:
    """Return a level with its range where it has one."""
    if rating.level is None:
        return UNRATED
    is_range = bool(rating.lower and rating.upper) and rating.lower != rating.upper
    return f"{rating.level} ({rating.lower} to {rating.upper})" if is_range else rating.level


def _sides(catalogue: Catalogue, options: Sequence[Option]) -> Iterator[str]:
    """Yield the ratings on sides of criteria, without rows and columns that have none."""
    rated = {(one.option, one.criterion) for one in catalogue.ratings if one.level is not None}
    criteria = [
        what
        for what in catalogue.criteria
        if what.part_of and any((one.id, what.id) in rated for one in options)
    ]
    shown = [one for one in options if any((one.id, what.id) in rated for what in criteria)]
    if shown:
        yield ""
        yield "Sides of criteria, shown and not screened"
        yield _table(catalogue, shown, criteria, with_ids=False)


def _remarks(catalogue: Catalogue, options: Sequence[Option]) -> Iterator[str]:
    """Yield what the table cannot show: options without ratings, and those that only join."""
    missing = [one.name for one in options if not catalogue.is_rated(one.id)]
    joining = [one.name for one in options if one.role == "supplementary"]
    if missing:
        yield f"Unrated, so never advised: {join_names(missing)}."
    if joining:
        yield f"Supplementary, so only together with another option: {join_names(joining)}."


def _meanings(catalogue: Catalogue) -> Iterator[str]:
    """Yield the words of each level."""
    for one in catalogue.criteria:
        words = [
            level if level == word else f"{level} {word}"
            for level, word in zip(one.levels, one.words, strict=True)
        ]
        yield f"  {one.label}: {'; '.join(words)}"


def _evidence(catalogue: Catalogue, option: Option) -> Iterator[str]:
    """Yield what each rating of an option rests on."""
    yield ""
    yield option.name + (f" ({option.source})" if option.source else "")
    if option.note:
        yield f"  Note: {option.note}"
    for what in catalogue.criteria:
        rating = catalogue.rating(option.id, what.id)
        if rating.level is None:
            if not what.part_of:
                yield f"  {what.label}: {UNRATED}"
            continue
        word = what.word(rating.level)
        said = _cell(rating) if word == rating.level else f"{_cell(rating)}, {word}"
        source = f" [{rating.source}]" if rating.source else ""
        yield f"  {what.label}: {said}. {rating.says}".rstrip() + source
        if rating.note:
            yield f"    Note: {rating.note}"

"""The clause that says why an option or mixture stayed or fell."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.messages import Message, join_names, message
from hanse.strategy.catalogue import Catalogue, Mixture

__all__ = ["cited", "level_words", "missed", "reason_of"]


def reason_of(
    status: str,
    catalogue: Catalogue,
    parts: Mixture,
    *,
    beaten: Mixture = (),
    misses: Sequence[str] = (),
) -> Message:
    """Return the reason of a verdict as a clause without its full stop.

    Parameters
    ----------
    status : str
        What became of the mixture.
    catalogue : Catalogue
        The ratings.
    parts, beaten : tuple of str
        The mixture, and the one that beats it.
    misses : sequence of str
        The criteria at the worst level.
    """
    if status == "unrated":
        return _unrated(catalogue, parts[0])
    if status == "fails":
        return missed(catalogue, misses)
    if status == "dominated":
        return message(
            "{other} is as good on every criterion and better on {criteria}",
            other=catalogue.mixture_name(beaten),
            criteria=_better_on(catalogue, beaten, parts),
        )
    if status == "needless":
        return message(
            "{other} reaches the same with fewer parts", other=catalogue.mixture_name(beaten)
        )
    if status == "best feasible":
        return message("it can be carried out, but {missed}", missed=missed(catalogue, misses))
    return message("it fails no criterion and nothing else is better")


def cited(source: str) -> str:
    """Return where something stands, with the word for bare numbers of sections.

    Examples
    --------
    >>> cited("5.2; Proposition 1c"), cited("6.1, footnote 2")
    ('section 5.2, Proposition 1c', 'section 6.1, footnote 2')
    """
    parts = [part.strip() for part in source.split(";")]
    return ", ".join(f"section {part}" if part[:1].isdigit() else part for part in parts)


def missed(catalogue: Catalogue, criteria: Sequence[str]) -> Message:
    """Return what it means to be at the worst level of these criteria."""
    clauses = [
        one.missed or f"'{one.label}' is at its worst level, {one.levels[0]}"
        for one in map(catalogue.criterion, criteria)
    ]
    return message("{clauses}", clauses=join_names(clauses))


def level_words(catalogue: Catalogue, parts: Mixture, criterion: str) -> str:
    """Return the level of an option or mixture on a criterion with its word, or 'not rated'."""
    one = catalogue.criterion(criterion)
    levels = [catalogue.rating(part, criterion).level for part in parts]
    known = [level for level in levels if level is not None]
    if not known:
        return "not rated"
    level = one.joined(known)
    return f"{level} ({one.word(level)})"


def _unrated(catalogue: Catalogue, option: str) -> Message:
    """Return on which criteria an option has no level."""
    without = [
        one.label for one in catalogue.evaluated if catalogue.rating(option, one.id).level is None
    ]
    if len(without) == len(catalogue.evaluated):
        return message("it is rated on no criterion, so it is neither advised nor refused")
    return message(
        "it is not rated on '{criteria}', so it is neither advised nor refused",
        criteria=join_names(without),
    )


def _better_on(catalogue: Catalogue, better: Mixture, worse: Mixture) -> str:
    """Return the criteria on which one mixture is better than the other."""
    names = []
    for one in catalogue.evaluated:
        ours, theirs = (
            one.place(one.joined(catalogue.rating(part, one.id).level or "" for part in mixture))
            for mixture in (better, worse)
        )
        if ours > theirs:
            names.append(f"'{one.label}'")
    return join_names(names)

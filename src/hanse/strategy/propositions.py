"""The propositions of a source, held against the ratings and against what the rule returns."""

from __future__ import annotations

from dataclasses import dataclass

from hanse.messages import Message, join_names, message
from hanse.result import Record
from hanse.strategy.catalogue import Catalogue, Proposition
from hanse.strategy.evaluate import evaluate
from hanse.strategy.reasons import level_words

__all__ = ["Finding", "propositions"]


@dataclass(frozen=True)
class Finding(Record, kind="strategy-finding"):
    """A proposition with whether it follows.

    Attributes
    ----------
    proposition : str
        Its number in the source.
    holds : bool
        Whether it follows from the ratings.
    sentence : str
        What the ratings say, in words.
    ratings : tuple of (str, str)
        Option and criterion of the ratings that it follows from.
    """

    proposition: str
    holds: bool
    sentence: str
    ratings: tuple[tuple[str, str], ...]


def propositions(catalogue: Catalogue) -> tuple[Finding, ...]:
    """Return for each proposition of the catalogue whether it follows from the ratings.

    Returns
    -------
    tuple of Finding
        Empty where the catalogue has no propositions.

    Examples
    --------
    >>> from hanse.strategy import read_catalogue
    >>> [(one.proposition, one.holds) for one in propositions(read_catalogue())]
    [('1', True), ('1a', True), ('1b', True), ('1c', True), ('2', True), ('2a', True), ('2b', True),
     ('2c', True)]
    """
    claims = {"advised": _advised, "met": _met, "mainly": _mainly, "less": _less}
    return tuple(claims[one.claim](catalogue, one) for one in catalogue.propositions)


def _advised(catalogue: Catalogue, one: Proposition) -> Finding:
    """Hold the mixtures that are claimed against those that are returned."""
    found = evaluate(catalogue, one.strategy)
    claimed = {catalogue.in_order(mixture) for mixture in one.mixtures}
    holds = set(found.advised) == claimed and not found.is_fallback
    names = [catalogue.mixture_name(mixture) for mixture in found.advised]
    said = message(
        "Of the {strategy} options the rule returns {names}.",
        strategy=one.strategy,
        names="; or ".join(names) or "nothing",
    )
    keys = tuple(
        (part, criterion.id)
        for mixture in found.advised
        for part in mixture
        for criterion in catalogue.evaluated
    )
    return Finding(one.id, holds, said, tuple(dict.fromkeys(keys)))


def _met(catalogue: Catalogue, one: Proposition) -> Finding:
    """Hold that options meet a criterion fully against their ratings."""
    criterion = catalogue.criterion(one.criterion)
    holds = all(
        catalogue.rating(option, criterion.id).level == criterion.levels[-1]
        for option in one.options
    )
    said = message(
        "{names}: '{criterion}' is {levels}.",
        names=_names(catalogue, one),
        criterion=criterion.label,
        levels=_levels(catalogue, one, criterion.id),
    )
    return Finding(one.id, holds, said, tuple((option, criterion.id) for option in one.options))


def _mainly(catalogue: Catalogue, one: Proposition) -> Finding:
    """Hold that one side is met more than another."""
    criterion, other = catalogue.criterion(one.criterion), catalogue.criterion(one.than)
    holds = all(
        _place(catalogue, option, criterion.id) > _place(catalogue, option, other.id) >= 0
        for option in one.options
    )
    said = message(
        "{names}: '{criterion}' is {levels}, '{other}' is {others}.",
        names=_names(catalogue, one),
        criterion=criterion.label,
        levels=_levels(catalogue, one, criterion.id),
        other=other.label,
        others=_levels(catalogue, one, other.id),
    )
    keys = [(option, name) for option in one.options for name in (criterion.id, other.id)]
    return Finding(one.id, holds, said, tuple(keys))


def _less(catalogue: Catalogue, one: Proposition) -> Finding:
    """Hold that a criterion is met less than fully, and that moderators would raise it."""
    criterion = catalogue.criterion(one.criterion)
    below = all(
        0 <= _place(catalogue, option, criterion.id) < len(criterion.levels) - 1
        for option in one.options
    )
    raising = [m for m in catalogue.moderators if m.id in one.raised_by]
    raised = {
        option
        for m in raising
        if m.shift > 0 and criterion.id in m.criteria
        for option in m.options
    }
    said = message(
        "{names}: '{criterion}' is {levels}; {raising} would raise it.",
        names=_names(catalogue, one),
        criterion=criterion.label,
        levels=_levels(catalogue, one, criterion.id),
        raising=join_names([m.name for m in raising]),
    )
    holds = below and raised >= set(one.options)
    return Finding(one.id, holds, said, tuple((option, criterion.id) for option in one.options))


def _place(catalogue: Catalogue, option: str, criterion: str) -> int:
    """Return the place of a level, -1 where it is unrated."""
    level = catalogue.rating(option, criterion).level
    return -1 if level is None else catalogue.criterion(criterion).place(level)


def _levels(catalogue: Catalogue, one: Proposition, criterion: str) -> str:
    """Return the levels of the options on a criterion, each once."""
    found = [level_words(catalogue, (option,), criterion) for option in one.options]
    return join_names(list(dict.fromkeys(found)))


def _names(catalogue: Catalogue, one: Proposition) -> Message:
    """Return the names of the options with a capital letter."""
    names = join_names([catalogue.option(option).name for option in one.options])
    return message("{names}", names=names[:1].upper() + names[1:])

"""The map of contexts to advice: which answers lead where, for firms that are not the reader's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from string import ascii_uppercase

from hanse.errors import LimitReached
from hanse.plot import Picture, context_map
from hanse.plot.names import slug
from hanse.report import Block, Figure, Paragraph, literal
from hanse.report.inline import plain
from hanse.strategy import Answers, Catalogue, Chosen, Completed, completed
from hanse.strategy.answers import as_judged
from hanse.strategy.completions import Condition
from hanse.study.strategy_words import mixtures_said

__all__ = ["map_blocks", "map_picture"]

MOST_CELLS = 64


def map_blocks(
    catalogue: Catalogue, answers: Answers, strategies: Sequence[str]
) -> Iterator[Block]:
    """Yield the map of each strategy, a sentence where it would be too large."""
    for strategy in strategies:
        picture = map_picture(catalogue, answers, strategy)
        if picture is not None:
            yield Figure.from_picture(picture)
        else:
            yield Paragraph(
                f"For {literal(strategy)} there is no map: one advice, or too many contexts."
            )


def map_picture(catalogue: Catalogue, answers: Answers, strategy: str) -> Picture | None:
    """Return which advice belongs to which answers, over the questions that can change it.

    Parameters
    ----------
    catalogue : Catalogue
        Options, ratings, moderators and questions.
    answers : Answers
        The firm's; the cells that fit them are marked.
    strategy : str
        Whose options.

    Returns
    -------
    Picture or None
        None where no answer changes the advice, the map would have more than 64 cells, or there
        are too many contexts to go through.
    """
    nothing = as_judged(catalogue, Answers({}, hypotheses=answers.hypotheses), strategy)
    try:
        every = completed(catalogue, nothing, strategy)
    except LimitReached:
        return None
    deciding = every.deciding()
    half = (len(deciding) + 1) // 2
    rows, columns = (_labels(catalogue, part) for part in (deciding[:half], deciding[half:]))
    if not deciding or len(rows) * len(columns) > MOST_CELLS:
        return None
    found = dict.fromkeys(every.chosen.values())
    letters = dict(zip(found, ascii_uppercase, strict=False))
    if len(letters) < len(found):
        return None
    cells = [[letters[_chosen_in(every, (*row, *column))] for column in columns] for row in rows]
    here = [
        (i, j)
        for (i, row), (j, column) in product(enumerate(rows), enumerate(columns))
        if all(answers.values.get(q, value) == value for q, value in (*row, *column))
    ]
    known = any(question in answers.values for question in deciding)
    return context_map(
        [_words(catalogue, row) for row in rows],
        [_words(catalogue, column) for column in columns],
        cells,
        title=f"Which advice in which context, to compete by {strategy}",
        legend={
            letter: plain(mixtures_said(catalogue, chosen.mixtures))
            + (" (an objective is missed)" if chosen.is_fallback else "")
            for chosen, letter in letters.items()
        },
        here=here if known else None,
        lacking=[letter for chosen, letter in letters.items() if chosen.is_fallback],
        row_heads=[_topic(catalogue, one) for one in deciding[:half]],
        column_heads=[_topic(catalogue, one) for one in deciding[half:]],
        name=f"strategy-map-{slug(strategy)}",
    )


def _labels(catalogue: Catalogue, questions: Sequence[str]) -> list[Condition]:
    """Return every combination of answers to some questions."""
    choices = [[(one, value) for value in catalogue.question(one).choices] for one in questions]
    return list(product(*choices))


def _words(catalogue: Catalogue, condition: Condition) -> list[str]:
    """Return the answers of a condition in words, a blank where there is no question."""
    return [catalogue.question(q).choices[value] for q, value in condition] or [""]


def _topic(catalogue: Catalogue, question: str) -> str:
    """Return what a question is about."""
    one = catalogue.question(question)
    return one.topic or one.text


def _chosen_in(every: Completed, condition: Condition) -> Chosen:
    """Return the advice where these answers are given; the others do not change it."""
    wanted = dict(condition)
    every_known = (
        (dict(zip(every.unknown, values, strict=True)), chosen)
        for values, chosen in every.chosen.items()
    )
    return next(chosen for known, chosen in every_known if known.items() >= wanted.items())

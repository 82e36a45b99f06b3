"""Advice for one firm: what the rule returns under its answers, and what would change that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hanse.result import Answer, Record
from hanse.strategy.answers import Answers, as_judged, check_answers
from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.caveats import caveats_of
from hanse.strategy.completions import (
    Completed,
    as_answered,
    completed,
    relevant_questions,
)
from hanse.strategy.context import Shift, in_context
from hanse.strategy.evaluate import Evaluation, evaluate
from hanse.strategy.mixtures import mixture_text
from hanse.strategy.rule import Chosen

__all__ = ["Advice", "AnswerChange", "Outcome", "advise"]


@dataclass(frozen=True)
class Outcome(Record, kind="strategy-outcome"):
    """One advice that the answers allow.

    Attributes
    ----------
    strategy : str
        Whose options were judged.
    mixtures : tuple of tuple of str
        What the rule returns.
    is_fallback : bool
        Whether nothing meets every criterion.
    n, of : int
        How many completions of the unknown answers lead here, of how many; 1 of 1 where all
        answers that matter are known.
    is_as_answered : bool
        Whether it is what the known answers alone give, the open ones moving nothing.
    when : tuple of tuple of (question, value)
        The fewest answers to open questions that lead here whatever the others are, each a way of
        its own; the empty one where nothing else is possible.
    answers : mapping of str to str
        A completion that leads here, of several the one that moves fewest ratings.
    evaluation, shifts :
        The verdicts under that completion, and what moved the ratings.
    """

    strategy: str
    mixtures: tuple[Mixture, ...]
    is_fallback: bool
    n: int
    of: int
    is_as_answered: bool
    when: tuple[tuple[tuple[str, str], ...], ...]
    answers: Mapping[str, str]
    evaluation: Evaluation
    shifts: tuple[Shift, ...]


@dataclass(frozen=True)
class AnswerChange(Record, kind="strategy-answer-change"):
    """One answer that, given otherwise, changes the advice.

    Attributes
    ----------
    question, before, after : str
        The question, the answer of the firm, and the other answer.
    advised : tuple of tuple of str
        What would be returned, over all completions of the unknown answers.
    is_fallback : bool
        Whether nothing would then meet every criterion, in every completion.
    was_fallback : bool
        Whether nothing meets every criterion now, in every completion, while something then would.
    gained, lost : tuple of tuple of str
        Mixtures that would join and those that would go; both empty where the same mixtures are
        returned and only what they reach changes.
    """

    strategy: str
    question: str
    before: str
    after: str
    advised: tuple[Mixture, ...]
    is_fallback: bool
    gained: tuple[Mixture, ...]
    lost: tuple[Mixture, ...]
    was_fallback: bool


@dataclass(frozen=True)
class Advice(Answer, kind="strategy-advice"):
    """The advice for one firm, with all that it rests on.

    Attributes
    ----------
    catalogue : Catalogue
        The ratings before the firm's context.
    answers : Answers
        What the firm said.
    outcomes : tuple of Outcome
        By strategy; first what the known answers alone give, then what most completions lead to.
    deciding : tuple of str
        Unanswered questions on which the advice depends.
    changes : tuple of AnswerChange
        Answers that would change the advice, each by itself.
    caveats : tuple of str
        What to know with it, as sentences.
    """

    catalogue: Catalogue
    answers: Answers
    outcomes: tuple[Outcome, ...]
    deciding: tuple[str, ...]
    changes: tuple[AnswerChange, ...]
    caveats: tuple[str, ...]

    @property
    def strategies(self) -> tuple[str, ...]:
        """The strategies that were judged."""
        return tuple(dict.fromkeys(one.strategy for one in self.outcomes))

    @property
    def is_certain(self) -> bool:
        """Whether no unanswered question could change the advice."""
        return not self.deciding

    def of_strategy(self, strategy: str) -> tuple[Outcome, ...]:
        """Return the outcomes of one strategy."""
        return tuple(one for one in self.outcomes if one.strategy == strategy)

    def to_frame(self) -> Any:
        """Return one row for each mixture of each outcome."""
        import pandas as pd

        names = ["strategy", "mixture", "is_fallback", "n", "of"]
        rows = [
            (one.strategy, mixture_text(mixture), one.is_fallback, one.n, one.of)
            for one in self.outcomes
            for mixture in one.mixtures
        ]
        return pd.DataFrame(rows, columns=names)

    def __str__(self) -> str:
        return "\n".join(_lines(self))


def advise(catalogue: Catalogue, answers: Answers) -> Advice:
    """Return the advice for a firm.

    Where answers that matter are unknown, all their completions are judged, and every advice that
    one of them leads to is an outcome.

    Parameters
    ----------
    catalogue : Catalogue
        Options, ratings, moderators and questions.
    answers : Answers
        What the firm said.

    Returns
    -------
    Advice
        Without an answer on the strategy, for every strategy of the catalogue.

    Raises
    ------
    LimitReached
        If the answers can be completed in more than 20,000 ways.
    InputError
        If a question or an answer does not exist.

    Examples
    --------
    >>> from hanse.strategy import read_catalogue
    >>> given = Answers({"strategy": "differentiation", "technology": "low"})
    >>> low = advise(read_catalogue(), given)
    >>> [(one.is_fallback, one.mixtures[0]) for one in low.outcomes]
    [(True, ('niche-exporting',))]
    """
    values = check_answers(answers.values, catalogue, where="answers")
    answers = replace(answers, values=values)
    judged = judged_strategies(catalogue, answers)
    found = [completed(catalogue, as_judged(catalogue, answers, one), one) for one in judged]
    outcomes = [outcome for one in found for outcome in _outcomes(catalogue, answers, one)]
    changes = [change for one in found for change in _changes(catalogue, answers, one)]
    undecided = [q for one in found for q in one.deciding()]
    if len(found) > 1:
        deciders = [one.id for one in catalogue.questions if one.decides]
        undecided = [*deciders, *undecided]
    order = [one.id for one in catalogue.questions]
    deciding = tuple(sorted(set(undecided), key=order.index))
    made = Advice(catalogue, answers, tuple(outcomes), deciding, tuple(changes), ())
    shown = [(one.strategy, one.mixtures, one.evaluation, one.shifts) for one in outcomes]
    return replace(made, caveats=tuple(map(str, caveats_of(catalogue, answers, shown))))


def judged_strategies(catalogue: Catalogue, answers: Answers) -> tuple[str, ...]:
    """Return the strategy that the answers name, all of the catalogue where they name none."""
    for one in catalogue.questions:
        if one.decides and one.id in answers.values:
            return (answers.values[one.id],)
    return catalogue.strategies


def _outcomes(catalogue: Catalogue, answers: Answers, found: Completed) -> Iterator[Outcome]:
    """Yield the outcomes of one strategy."""
    answers = as_judged(catalogue, answers, found.strategy)
    plain = as_answered(catalogue, answers, found.strategy)
    distinct = list(dict.fromkeys(found.chosen.values()))
    distinct.sort(key=lambda one: (one != plain, -len(found.values_of(one))))
    for chosen in distinct:
        ways = found.values_of(chosen)
        best, rated, shifts = _plainest(catalogue, answers, found, ways)
        yield Outcome(
            found.strategy,
            chosen.mixtures,
            chosen.is_fallback,
            n=len(ways),
            of=len(found.chosen),
            is_as_answered=chosen == plain,
            when=found.sufficient(chosen),
            answers=best,
            evaluation=evaluate(rated, found.strategy),
            shifts=shifts,
        )


def _plainest(
    catalogue: Catalogue, answers: Answers, found: Completed, ways: list[tuple[str, ...]]
) -> tuple[dict[str, str], Catalogue, tuple[Shift, ...]]:
    """Return the completion that moves fewest ratings, with its catalogue and shifts."""
    served = {one.id for one in catalogue.serving(found.strategy)}
    best = None
    for values in ways:
        known = {**answers.values, **dict(zip(found.unknown, values, strict=True))}
        rated, every = in_context(catalogue, known, hypotheses=answers.hypotheses)
        shifts = tuple(one for one in every if one.option in served)
        if best is None or len(shifts) < len(best[2]):
            best = (known, rated, shifts)
    assert best is not None
    return best


def _changes(catalogue: Catalogue, answers: Answers, found: Completed) -> Iterator[AnswerChange]:
    """Yield each known answer that, given otherwise, changes what is returned."""
    now = dict.fromkeys(found.chosen.values())
    answers = as_judged(catalogue, answers, found.strategy)
    for question in relevant_questions(catalogue, answers, found.strategy):
        before = answers.values.get(question)
        if before is None or catalogue.question(question).decides:
            continue
        for after in catalogue.question(question).choices:
            if after == before:
                continue
            other = replace(answers, values={**answers.values, question: after})
            then = dict.fromkeys(completed(catalogue, other, found.strategy).chosen.values())
            if set(then) != set(now):
                ours, theirs = _union(now), _union(then)
                yield AnswerChange(
                    found.strategy,
                    question,
                    before,
                    after,
                    theirs,
                    all(one.is_fallback for one in then),
                    tuple(one for one in theirs if one not in ours),
                    tuple(one for one in ours if one not in theirs),
                    all(one.is_fallback for one in now)
                    and not any(one.is_fallback for one in then),
                )


def _union(chosen: Mapping[Chosen, None]) -> tuple[Mixture, ...]:
    """Return all mixtures of several advices, each once."""
    return tuple(dict.fromkeys(mixture for one in chosen for mixture in one.mixtures))


def _lines(advice: Advice) -> Iterator[str]:
    """Yield the advice in a few lines."""
    catalogue = advice.catalogue
    for one in advice.outcomes:
        share = "" if one.of == 1 else f" ({one.n} of {one.of} completions)"
        head = "best feasible" if one.is_fallback else "advised"
        names = [catalogue.mixture_name(mixture) for mixture in one.mixtures]
        yield f"{one.strategy}, {head}{share}: {'; or '.join(names) or 'nothing is feasible'}"
    if advice.deciding:
        yield f"It depends on: {', '.join(advice.deciding)}"
    yield from advice.caveats

"""All ways in which the answers that a firm does not know could turn out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod

from hanse.errors import LimitReached
from hanse.strategy.answers import Answers
from hanse.strategy.catalogue import Catalogue, Moderator
from hanse.strategy.context import in_context
from hanse.strategy.rule import Chooser, Chosen

__all__ = ["Completed", "Condition", "as_answered", "completed", "relevant_questions"]

MOST = 20_000
Condition = tuple[tuple[str, str], ...]
"""Answers that hold together: question and value."""


@dataclass(frozen=True)
class Completed:
    """What the rule returns under every completion of the unknown answers.

    Attributes
    ----------
    strategy : str
        Whose options are judged.
    unknown : tuple of str
        The unanswered questions that can move a rating of the strategy.
    chosen : mapping of tuple of str to Chosen
        For the values of those questions, in their order, what is returned; one entry, of the empty
        tuple, where everything is known.
    """

    strategy: str
    unknown: tuple[str, ...]
    chosen: Mapping[tuple[str, ...], Chosen]

    def deciding(self) -> tuple[str, ...]:
        """Return the questions on which the advice depends while all others stay as they are."""
        found = []
        for at, question in enumerate(self.unknown):
            seen: dict[tuple[str, ...], Chosen] = {}
            for values, chosen in self.chosen.items():
                rest = values[:at] + values[at + 1 :]
                if seen.setdefault(rest, chosen) != chosen:
                    found.append(question)
                    break
        return tuple(found)

    def values_of(self, chosen: Chosen) -> list[tuple[str, ...]]:
        """Return the completions that lead to one advice."""
        return [values for values, one in self.chosen.items() if one == chosen]

    def sufficient(self, chosen: Chosen) -> tuple[Condition, ...]:
        """Return the fewest answers that lead to one advice whatever the other answers are.

        Returns
        -------
        tuple of tuple of (question, value)
            Every minimal set of answers of the questions that decide; the empty set where the
            advice never changes.
        """
        ways = list(self.chosen)
        others = _mask(i for i, values in enumerate(ways) if self.chosen[values] != chosen)
        every = (1 << len(ways)) - 1
        found: list[tuple[frozenset[tuple[str, str]], Condition]] = []
        deciding = self.deciding()
        places = [self.unknown.index(one) for one in deciding]
        having = {
            question: {
                (question, value): _mask(i for i, way in enumerate(ways) if way[at] == value)
                for value in dict.fromkeys(way[at] for way in ways)
            }
            for question, at in zip(deciding, places, strict=True)
        }
        for size in range(len(deciding) + 1):
            for questions in combinations(deciding, size):
                for condition in product(*(having[one] for one in questions)):
                    if any(smaller <= set(condition) for smaller, _ in found):
                        continue
                    fits = every
                    for question, answer in zip(questions, condition, strict=True):
                        fits &= having[question][answer]
                    if fits & others == 0:
                        found.append((frozenset(condition), condition))
        return tuple(condition for _, condition in found)


def _mask(places: Iterable[int]) -> int:
    """Return a number with these bits."""
    return sum(1 << at for at in places)


def completed(catalogue: Catalogue, answers: Answers, strategy: str) -> Completed:
    """Return what the rule returns for a strategy under every completion of the answers.

    Raises
    ------
    LimitReached
        If there are more than 20,000 completions.
    """
    unknown = tuple(
        one for one in relevant_questions(catalogue, answers, strategy) if one not in answers.values
    )
    choices = [list(catalogue.question(one).choices) for one in unknown]
    count = prod(len(one) for one in choices)
    if count > MOST:
        raise LimitReached(
            "too many ways to complete the answers",
            size=f"{count:,} ways, at most {MOST:,}",
            knob="Answer more questions.",
        )
    chooser = Chooser.of(catalogue, strategy)
    memory: dict[tuple[tuple[int, ...], ...], Chosen] = {}
    found = {}
    for values in product(*choices):
        known = {**answers.values, **dict(zip(unknown, values, strict=True))}
        levels = _levels(catalogue, chooser, known, answers.hypotheses)
        if levels not in memory:
            memory[levels] = chooser.choose(levels)
        found[values] = memory[levels]
    return Completed(strategy, unknown, found)


def as_answered(catalogue: Catalogue, answers: Answers, strategy: str) -> Chosen:
    """Return what the rule returns where open answers move nothing."""
    chooser = Chooser.of(catalogue, strategy)
    return chooser.choose(_levels(catalogue, chooser, answers.values, answers.hypotheses))


def relevant_questions(catalogue: Catalogue, answers: Answers, strategy: str) -> tuple[str, ...]:
    """Return the questions whose answers can move a rating of the strategy."""
    served = {one.id for one in catalogue.serving(strategy)}
    asked = {
        question
        for one in (*catalogue.moderators, *answers.hypotheses)
        if served.intersection(one.options)
        for question in one.when
    }
    return tuple(one.id for one in catalogue.questions if one.id in asked)


def _levels(
    catalogue: Catalogue,
    chooser: Chooser,
    known: Mapping[str, str],
    hypotheses: Sequence[Moderator],
) -> tuple[tuple[int, ...], ...]:
    """Return the places of all parts in a context."""
    rated, _ = in_context(catalogue, known, hypotheses=hypotheses)
    return tuple(tuple(_places(rated, part, chooser)) for part in chooser.parts)


def _places(rated: Catalogue, part: str, chooser: Chooser) -> Iterator[int]:
    """Yield the place of a part on each criterion."""
    for criterion in chooser.criteria:
        yield criterion.place(rated.rating(part, criterion.id).level or "")

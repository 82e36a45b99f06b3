"""Levers: which answers a programme can move, and how many firms would get other advice.

For each such question every firm that answered otherwise is advised twice, with its own answers
and with that one answer changed. Firms of one strategy for which the same moderators hold have the
same ratings, so each such context is evaluated once. Beside it stands the fit of what firms use
with what is advised in their own context.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hanse.errors import unknown_name
from hanse.messages import columns_text, message, plural
from hanse.result import Answer, Record
from hanse.strategy.answers import Answers
from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.completions import relevant_questions
from hanse.strategy.firms.contexts import FirmContexts
from hanse.strategy.firms.fits import Fit, fits_of
from hanse.strategy.firms.read import Firm, Firms
from hanse.strategy.firms.text import share_text
from hanse.strategy.mixtures import mixture_text
from hanse.strategy.rule import Chosen

__all__ = ["MOVABLE", "Fit", "Lever", "LeverMove", "Levers", "levers"]

MOVABLE: Mapping[str, str] = {
    "supplier_capability": "high",
    "standardised": "yes",
    "innovator": "yes",
}
"""The questions that a programme can move, with the value that it moves them to."""


@dataclass(frozen=True)
class LeverMove(Record, kind="strategy-lever-move"):
    """Firms whose advice would change in the same way.

    Attributes
    ----------
    strategy : str
        Their competitive strategy.
    before, after : tuple of tuple of str
        The mixtures that are advised now and would be.
    before_is_fallback, after_is_fallback : bool
        Whether they are only the best feasible ones and miss an objective.
    firms : tuple of str
        In the order of the table.
    sentence : str
        The change in words.
    """

    strategy: str
    before: tuple[Mixture, ...]
    after: tuple[Mixture, ...]
    before_is_fallback: bool
    after_is_fallback: bool
    firms: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Lever(Record, kind="strategy-lever"):
    """What changing one answer would do.

    Attributes
    ----------
    question, to : str
        The question and the value that it is moved to.
    n_there, n_elsewhere, n_unknown : int
        Firms of known strategy that have this value already, another one, or none known. Only
        those with another one can be moved.
    moves : tuple of LeverMove
        The changes, those of most firms first.
    eased : tuple of str
        Firms whose advice stays while a part of it is rated higher, so that it misses or leaks
        less.
    """

    question: str
    to: str
    n_there: int
    n_elsewhere: int
    n_unknown: int
    moves: tuple[LeverMove, ...]
    eased: tuple[str, ...] = ()

    @property
    def firms(self) -> tuple[str, ...]:
        """The firms whose advice would change, change by change."""
        return tuple(name for one in self.moves for name in one.firms)

    @property
    def n(self) -> int:
        """The number of firms whose advice would change."""
        return len(self.firms)


@dataclass(frozen=True)
class Levers(Answer, kind="strategy-levers"):
    """The levers of a programme, and how what firms use fits what they are advised.

    Attributes
    ----------
    levers : tuple of Lever
        Those that would change the advice of most firms first.
    fits : tuple of Fit
        Those of most firms first.
    n : int
        All firms.
    n_without_strategy : int
        Firms that cannot be advised, because their strategy is not known.
    n_incomplete : int
        Firms of known strategy that left a question open that could move a rating of an option of
        that strategy; a question left open moves nothing.
    """

    levers: tuple[Lever, ...]
    fits: tuple[Fit, ...]
    n: int
    n_without_strategy: int
    n_incomplete: int

    def lever(self, question: str) -> Lever:
        """Return the lever of a question.

        Raises
        ------
        InputError
            If it is not among them.
        """
        found = {one.question: one for one in self.levers}
        if question not in found:
            raise unknown_name("lever", question, found, where="levers")
        return found[question]

    @property
    def fit_counts(self) -> dict[str, int]:
        """The number of firms of each status of fit, the most frequent first."""
        found: dict[str, int] = {}
        for one in self.fits:
            found[one.status] = found.get(one.status, 0) + len(one.firms)
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))

    def to_frame(self) -> Any:
        """Return one row for each lever and firm that it would move.

        Columns: ``question to firm strategy before after before_is_fallback after_is_fallback``;
        mixtures as ``a + b``, several of them with a semicolon between.
        """
        import pandas as pd

        rows = [
            [one.question, one.to, firm, move.strategy]
            + ["; ".join(mixture_text(m) for m in found) for found in (move.before, move.after)]
            + [move.before_is_fallback, move.after_is_fallback]
            for one in self.levers
            for move in one.moves
            for firm in move.firms
        ]
        names = ["question", "to", "firm", "strategy", "before", "after"]
        return pd.DataFrame(rows, columns=[*names, "before_is_fallback", "after_is_fallback"])

    def fit_frame(self) -> Any:
        """Return one row for each firm: ``firm strategy option status why``."""
        import pandas as pd

        rows = [
            [firm, one.strategy, mixture_text(one.option), one.status, str(one.why)]
            for one in self.fits
            for firm in one.firms
        ]
        return pd.DataFrame(rows, columns=["firm", "strategy", "option", "status", "why"])

    def __str__(self) -> str:
        header = ["lever", "would change", "eased", "not there yet", "there already", "not known"]
        lines = [
            [f"{one.question} → {one.to}"]
            + [f"{len(names):,}" for names in (one.firms, one.eased)]
            + [f"{n:,}" for n in (one.n_elsewhere, one.n_there, one.n_unknown)]
            for one in self.levers
        ]
        out = [f"Levers, {plural(self.n, 'firm')}", columns_text(header, lines, left=[0])]
        out += [f"{one.question}: {move.sentence}" for one in self.levers for move in one.moves]
        fits = [[status, f"{n:,}", share_text(n / self.n)] for status, n in self.fit_counts.items()]
        out += ["What firms use, in their own context"]
        out += [columns_text(["verdict", "firms", "share"], fits, left=[0])]
        return "\n".join([*out, *self._notes()])

    def _notes(self) -> list[str]:
        """Return what is not known of the firms."""
        notes = []
        if self.n_incomplete:
            notes.append(
                message(
                    "{firms} left a question open; it moves nothing.",
                    firms=plural(self.n_incomplete, "firm"),
                )
            )
        if self.n_without_strategy:
            notes.append(
                message(
                    "{firms} without a known strategy: not advised.",
                    firms=plural(self.n_without_strategy, "firm"),
                )
            )
        return [str(one) for one in notes]


def levers(
    firms: Firms, catalogue: Catalogue, *, movable: Mapping[str, str] | None = None
) -> Levers:
    """Count the firms whose advice would change with one answer alone.

    Parameters
    ----------
    firms : Firms
        With strategies and answers; an answer that is not known moves nothing, and a firm that
        did not answer a question is not moved by it.
    catalogue : Catalogue
        Ratings, questions and moderators.
    movable : mapping of str to str, optional
        Question to the value that a programme can bring about; `MOVABLE` as far as the catalogue
        asks these questions where none are given.

    Returns
    -------
    Levers
        A lever that changes nothing has no moves.

    Raises
    ------
    InputError
        If a question or a value does not exist.
    LimitReached
        If more than 16 options of a strategy are rated.

    Examples
    --------
    >>> from hanse.strategy import read_catalogue
    >>> own = {"strategy": "differentiation", "innovator": "no"}
    >>> firm = Firm("A", strategy="differentiation", option=("niche-exporting",), answers=own)
    >>> found = levers(Firms((firm,)), read_catalogue())
    >>> found.lever("innovator").firms, found.fit_counts
    (('A',), {'best feasible': 1})
    """
    wanted = _checked(movable, catalogue)
    contexts = FirmContexts(catalogue)
    advised = [one for one in firms.firms if one.strategy]
    found = [_lever(question, to, advised, contexts) for question, to in wanted.items()]
    asked = {
        one: set(relevant_questions(catalogue, Answers({}), one)) for one in catalogue.strategies
    }
    return Levers(
        levers=tuple(sorted(found, key=lambda one: -one.n)),
        fits=fits_of(firms, contexts),
        n=len(firms.firms),
        n_without_strategy=len(firms.firms) - len(advised),
        n_incomplete=sum(not asked[one.strategy] <= one.answers.keys() for one in advised),
    )


def _checked(movable: Mapping[str, str] | None, catalogue: Catalogue) -> dict[str, str]:
    """Return the levers once their questions and values have been found."""
    if movable is None:
        known = {one.id: one.choices for one in catalogue.questions}
        return {name: to for name, to in MOVABLE.items() if to in known.get(name, ())}
    for name, to in movable.items():
        choices = catalogue.question(name, where="levers").choices
        if to not in choices:
            raise unknown_name("answer", to, choices, where=f"levers, question {name}")
    return dict(movable)


def _lever(question: str, to: str, firms: list[Firm], contexts: FirmContexts) -> Lever:
    """Return what changing the answer to one question does."""
    moved: dict[tuple[str, Chosen, Chosen], list[Firm]] = {}
    eased = []
    n_there = n_unknown = 0
    for one in firms:
        own = one.answers.get(question, "")
        n_unknown += not own
        n_there += own == to
        if not own or own == to:
            continue
        answers = {**one.answers, question: to}
        before = contexts.chosen(one.strategy, one.answers)
        after = contexts.chosen(contexts.strategy_of(answers, one.strategy), answers)
        if before != after:
            moved.setdefault((one.strategy, before, after), []).append(one)
        elif contexts.is_raised(one.strategy, one.answers, answers):
            eased.append(one.name)
    moves = [_move(question, to, alike, *key, contexts) for key, alike in moved.items()]
    return Lever(
        question,
        to,
        n_there=n_there,
        n_elsewhere=len(firms) - n_there - n_unknown,
        n_unknown=n_unknown,
        moves=tuple(sorted(moves, key=lambda one: -len(one.firms))),
        eased=tuple(eased),
    )


def _move(
    question: str,
    to: str,
    firms: list[Firm],
    strategy: str,
    before: Chosen,
    after: Chosen,
    contexts: FirmContexts,
) -> LeverMove:
    """Return the change of advice that is the same for some firms of one strategy."""
    answers = {**firms[0].answers, question: to}
    sentence = message(
        "{firms} ({strategy}): from {before} to {after}.",
        firms=plural(len(firms), "firm"),
        strategy=strategy,
        before=contexts.advice_text(strategy, firms[0].answers),
        after=contexts.advice_text(contexts.strategy_of(answers, strategy), answers),
    )
    names = tuple(one.name for one in firms)
    chosen = (before.mixtures, after.mixtures, before.is_fallback, after.is_fallback)
    return LeverMove(strategy, *chosen, names, sentence)

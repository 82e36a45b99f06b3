"""The catalogue: options, criteria, ratings, moderators and questions as data.

Everything that an evaluation needs to know about a paper or a user's own list stands here and in
the file it was read from; no other module of the engine names an option or a criterion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from hanse.errors import unknown_name
from hanse.result import Record

__all__ = [
    "Catalogue",
    "Caveat",
    "Criterion",
    "Exclusion",
    "Mixture",
    "Moderator",
    "Option",
    "Phase",
    "Proposition",
    "Question",
    "Rating",
]

Mixture = tuple[str, ...]
"""Ids of the options in a mixture, in the catalogue's order; one id is a single option."""


@dataclass(frozen=True)
class Criterion(Record, kind="strategy-criterion"):
    """What options are rated on.

    Attributes
    ----------
    id, label : str
        The name in files and the name for readers.
    role : {"feasibility", "objective"}
        Whether it says what the firm can carry out, or what is to be reached.
    levels, words : tuple of str
        The levels from the worst to the best, and what each means.
    missed : str
        A clause that says what it is to be at the worst level, such as "lock-in is not avoided".
    mixture : {"hardest", "best"}
        The level of a mixture is that of its worst or of its best part.
    part_of : str
        The criterion of which this one is a side; a side is shown and never screened.
    leak : str
        What a part of a mixture does that meets the criterion less than the whole, such as "may
        leak core knowledge"; empty where such a part does no harm.
    why : str
        Why a mixture has the level of that part.
    """

    id: str
    label: str
    role: str
    levels: tuple[str, ...]
    words: tuple[str, ...]
    missed: str = ""
    mixture: str = "best"
    part_of: str = ""
    leak: str = ""
    why: str = ""

    def place(self, level: str) -> int:
        """Return the place of a level, 0 the worst.

        Raises
        ------
        InputError
            If there is no such level.
        """
        if level not in self.levels:
            raise unknown_name("level", level, self.levels, where=f"criterion {self.id}")
        return self.levels.index(level)

    def word(self, level: str) -> str:
        """Return what a level means."""
        return self.words[self.place(level)]

    def joined(self, levels: Iterable[str]) -> str:
        """Return the level of a mixture whose parts have these levels, one or more."""
        choose = min if self.mixture == "hardest" else max
        return choose(levels, key=self.place)


@dataclass(frozen=True)
class Phase(Record, kind="strategy-phase"):
    """A phase of internationalisation with its governance mode (Table 1 of the paper)."""

    number: str
    governance: str
    label: str
    localisation: str = ""
    cost: str = ""
    differentiation: str = ""
    note: str = ""


@dataclass(frozen=True)
class Option(Record, kind="strategy-option"):
    """One way abroad.

    Attributes
    ----------
    id, name : str
        The name in files and the name for readers.
    plain : str
        What it means for a firm, in words that need no knowledge of the field.
    strategies : tuple of str
        The competitive strategies that it serves: ``"cost"``, ``"differentiation"`` or others.
    governance : str
        The governance mode, as in the phases.
    phase : str
        The number of the phase.
    relocation : {"none", "selective", "replicative", "return"}
        What part of the value chain moves.
    functions : {"none", "lower", "higher", "all"}
        The value that the functions which move add.
    role : {"base", "supplementary"}
        A supplementary option joins a base option and never stands alone.
    excludes : tuple of str
        Options that cannot be part of the same mixture.
    accompanied_by, needs, next_step, source, note : text
        What goes with it, what must be true, what to do first, where it is described.
    """

    id: str
    name: str
    strategies: tuple[str, ...]
    governance: str
    plain: str = ""
    phase: str = ""
    relocation: str = "none"
    functions: str = "none"
    role: str = "base"
    excludes: tuple[str, ...] = ()
    accompanied_by: str = ""
    needs: tuple[str, ...] = ()
    next_step: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Rating(Record, kind="strategy-rating"):
    """The level of an option on a criterion, with what it rests on.

    Attributes
    ----------
    level : str or None
        None is *unrated*, a state of its own and never a middle level.
    lower, upper : str
        The levels between which the rating lies; both are ``level`` where it is no range.
    source, says, note : str
        Section of the source, what it says in our words, and what is ambiguous.
    """

    option: str
    criterion: str
    level: str | None
    lower: str = ""
    upper: str = ""
    source: str = ""
    says: str = ""
    note: str = ""


@dataclass(frozen=True)
class Exclusion(Record, kind="strategy-exclusion"):
    """Options of one kind of relocation cannot join options of another."""

    relocation: str
    reason: str
    source: str = ""


@dataclass(frozen=True)
class Question(Record, kind="strategy-question"):
    """A question of the questionnaire.

    Attributes
    ----------
    choices : mapping of str to str
        Each value with its words. "Do not know" is always possible and not among them.
    topic : str
        What it is about in a few words, to name it within a sentence.
    decides : str
        ``"strategy"`` where the values are strategies of the catalogue.
    is_open : bool
        Whether the source names it without a direction, so that it moves nothing.
    """

    id: str
    text: str
    choices: Mapping[str, str]
    topic: str = ""
    help: str = ""
    decides: str = ""
    is_open: bool = False
    source: str = ""


@dataclass(frozen=True)
class Moderator(Record, kind="strategy-moderator"):
    """A circumstance that moves ratings.

    Attributes
    ----------
    when : mapping of str to tuple of str
        Question and the values for which it holds; all of them must hold.
    options, criteria : tuple of str
        The ratings that move.
    shift : int
        By how many levels, +1 or -1; 0 where nothing is known.
    status : {"stated", "inferred", "open", "hypothesis"}
        What the source says of it: in words, between the lines, nothing; or the user's own idea.
    questions : tuple of str
        The questions that an open moderator is about.
    """

    id: str
    name: str
    status: str
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    shift: int = 0
    questions: tuple[str, ...] = ()
    source: str = ""
    says: str = ""

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Whether every answer it asks for is given; never for an open moderator."""
        return bool(self.when) and all(answers.get(q) in values for q, values in self.when.items())


@dataclass(frozen=True)
class Caveat(Record, kind="strategy-caveat"):
    """What a reader must know though no rating moves: of answers, or of options advised."""

    id: str
    says: str
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Proposition(Record, kind="strategy-proposition"):
    """A statement of the source, held against what the rule returns.

    Attributes
    ----------
    claim : {"advised", "met", "mainly", "less"}
        The rule returns these mixtures; the options meet the criterion; they meet it more than
        ``than``; they meet it less than fully, and ``raised_by`` would raise it.
    """

    id: str
    strategy: str
    claim: str
    mixtures: tuple[Mixture, ...] = ()
    options: tuple[str, ...] = ()
    criterion: str = ""
    than: str = ""
    raised_by: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Catalogue(Record, kind="strategy-catalogue"):
    """All that is known of a set of options; every lookup of an unknown name is an error."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]
    options: tuple[Option, ...]
    ratings: tuple[Rating, ...]
    phases: tuple[Phase, ...] = ()
    questions: tuple[Question, ...] = ()
    moderators: tuple[Moderator, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    source: str = ""
    doi: str = ""
    note: str = ""

    @property
    def strategies(self) -> tuple[str, ...]:
        """The strategies that the options serve, in the order in which they are named."""
        return tuple(dict.fromkeys(name for one in self.options for name in one.strategies))

    @property
    def evaluated(self) -> tuple[Criterion, ...]:
        """The criteria that are screened: all but sides of others."""
        return tuple(one for one in self.criteria if not one.part_of)

    def option(self, name: str, *, where: str = "") -> Option:
        """Return an option by its id."""
        found = self._options.get(name)
        if found is None:
            raise unknown_name("option", name, self._options, where=where)
        return found

    def criterion(self, name: str, *, where: str = "") -> Criterion:
        """Return a criterion by its id."""
        found = self._criteria.get(name)
        if found is None:
            raise unknown_name("criterion", name, self._criteria, where=where)
        return found

    def question(self, name: str, *, where: str = "") -> Question:
        """Return a question by its id."""
        found = {one.id: one for one in self.questions}
        if name not in found:
            raise unknown_name("question", name, found, where=where)
        return found[name]

    def rating(self, option: str, criterion: str) -> Rating:
        """Return the rating of an option on a criterion, an unrated one where there is none."""
        return self._ratings.get((option, criterion), Rating(option, criterion, None))

    def serving(self, strategy: str, *, where: str = "") -> tuple[Option, ...]:
        """Return the options of a strategy in the catalogue's order."""
        if strategy not in self.strategies:
            raise unknown_name("strategy", strategy, self.strategies, where=where)
        return tuple(one for one in self.options if strategy in one.strategies)

    def is_rated(self, option: str) -> bool:
        """Whether the option has a level on every criterion that is screened."""
        return all(self.rating(option, one.id).level is not None for one in self.evaluated)

    def mixture_name(self, mixture: Iterable[str]) -> str:
        """Return the parts of a mixture by name, joined with 'together with'."""
        return " together with ".join(self.option(one).name for one in mixture)

    def in_order(self, parts: Iterable[str], *, where: str = "") -> Mixture:
        """Return the parts in the catalogue's order, each once."""
        wanted = {self.option(one, where=where).id for one in parts}
        return tuple(one.id for one in self.options if one.id in wanted)

    def with_ratings(self, changed: Iterable[Rating]) -> Self:
        """Return the catalogue with some ratings replaced or added."""
        merged = dict(self._ratings)
        merged |= {(one.option, one.criterion): one for one in changed}
        return replace(self, ratings=tuple(merged.values()))

    @cached_property
    def _options(self) -> dict[str, Option]:
        return {one.id: one for one in self.options}

    @cached_property
    def _criteria(self) -> dict[str, Criterion]:
        return {one.id: one for one in self.criteria}

    @cached_property
    def _ratings(self) -> dict[tuple[str, str], Rating]:
        return {(one.option, one.criterion): one for one in self.ratings}

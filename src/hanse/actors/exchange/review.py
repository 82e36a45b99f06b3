"""Names that look like a known actor: what was decided, and what is left to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hanse.actors.exchange.merge_answer import Look
from hanse.actors.exchange.nearest import Nearest
from hanse.actors.names import look_alikes
from hanse.errors import InputError, unknown_name
from hanse.messages import join_names
from hanse.tables.mapping.problems import Problems

__all__ = ["DECISIONS", "REVIEW_COLUMNS", "Decided", "NamedActor", "ReviewRow", "looks", "settled"]

DECISIONS = ("same", "different")
REVIEW_COLUMNS = (
    "incoming",
    "known",
    "likeness",
    "country_incoming",
    "country_known",
    "name_incoming",
    "name_known",
    "decision",
)


@dataclass(frozen=True)
class ReviewRow:
    """A row of the review list as somebody left it."""

    where: str
    incoming: str
    known: str
    decision: str


@dataclass(frozen=True)
class NamedActor:
    """What is compared: what the tables call an actor, its name in full, and its country."""

    id: str
    name: str
    country: str
    code: str


@dataclass(frozen=True)
class Decided:
    """What was settled about names.

    Attributes
    ----------
    aliases : mapping of str to str
        Variant → the actor that it means.
    distinct : frozenset of pairs of str
        Actors that are alike and yet two, each pair in alphabetical order.
    """

    aliases: Mapping[str, str] = field(default_factory=dict)
    distinct: frozenset[tuple[str, str]] = frozenset()

    def actor(self, name: str) -> str:
        """Return the actor that a name means, the name itself where nothing was settled."""
        met = {name}
        while name in self.aliases:
            name = self.aliases[name]
            if name in met:
                raise InputError(
                    f"'{name}' leads back to itself",
                    where="aliases.csv",
                    mend="Take out one of its rows.",
                )
            met.add(name)
        return name


def settled(
    decided: Decided, rows: Sequence[ReviewRow], incoming: Sequence[str], known: Sequence[str]
) -> Decided:
    """Return what is settled once the review list has been taken in.

    Parameters
    ----------
    decided : Decided
        What was settled before.
    rows : sequence of ReviewRow
        The list; rows without a decision are left open.
    incoming : sequence of str
        Names that the incoming tables and the rows held back use.
    known : sequence of str
        Actors that there are or come in.

    Raises
    ------
    InputError
        If a decision is neither same nor different, a name is said to be two actors, or the list
        belongs to other files: everything that is wrong together.
    """
    problems = Problems("review.csv")
    aliases, distinct = dict(decided.aliases), set(decided.distinct)
    of_files, actors, own = {*incoming, *aliases}, set(known), dict[str, str]()
    for row in rows:
        decision = row.decision.strip().casefold()
        if not decision:
            continue
        if decision not in DECISIONS:
            problems.found.append(
                InputError(
                    f"'{row.decision}' is no decision on '{row.incoming}'",
                    where=row.where,
                    mend="Write same or different, or leave the cell empty.",
                )
            )
        elif row.incoming not in of_files:
            problems.found.append(_of_other_files("name", row.incoming, incoming, row.where))
        elif row.known not in actors:
            problems.found.append(_of_other_files("actor", row.known, known, row.where))
        elif decision == "different":
            distinct.add(_pair(row.incoming, row.known))
        elif own.setdefault(row.incoming, row.known) != row.known:
            problems.found.append(
                InputError(
                    f"'{row.incoming}' is said to be the same as "
                    f"{join_names([own[row.incoming], row.known])}",
                    where=row.where,
                    mend="Write same once.",
                )
            )
        else:
            aliases[row.incoming] = row.known
    problems.tell()
    return Decided(aliases, frozenset(distinct))


def looks(
    actors: Sequence[NamedActor],
    n_known: int,
    references: Sequence[str],
    decided: Decided,
    *,
    least: float,
) -> list[Look]:
    """Return the names that may be a known actor, or one that comes in before them.

    Parameters
    ----------
    actors : sequence of NamedActor
        The known ones, then those that come in.
    n_known : int
        How many are known.
    references : sequence of str
        Names that other tables use and that no row of actors has.
    decided : Decided
        Pairs that are known to be two are left out.
    least : float, percentage points
        From which likeness on a pair counts.
    """
    every = [*actors, *(NamedActor(name, name, "", "") for name in references)]
    if len(every) == n_known:
        return []
    found = []
    pairs = dict.fromkeys(_same_ids(actors, n_known), 100.0)
    near = look_alikes([one.name for one in every], [one.code for one in every], least=least)
    pairs |= {(first, second): likeness for first, second, likeness in near}
    for (first, second), likeness in pairs.items():
        known, incoming = every[first], every[second]
        is_new = n_known <= second and first < len(actors)
        if is_new and _pair(incoming.id, known.id) not in decided.distinct:
            found.append(_look(incoming, known, likeness))
    met = {one.incoming for one in found}
    found += _nearest(actors, [one for one in references if one not in met], decided)
    return sorted(found, key=lambda one: (one.incoming, -one.likeness, one.known))


def _nearest(
    actors: Sequence[NamedActor], references: Sequence[str], decided: Decided
) -> Iterator[Look]:
    """Yield the actors that are nearest to names that no row of actors has."""
    if not references:
        return
    near = Nearest([one.id for one in actors], [one.name for one in actors])
    for name in references:
        for at, likeness in near.of(name):
            if _pair(name, actors[at].id) not in decided.distinct:
                yield _look(NamedActor(name, name, "", ""), actors[at], likeness)


def _same_ids(actors: Sequence[NamedActor], n_known: int) -> Iterator[tuple[int, int]]:
    """Yield an earlier actor and one that comes in under its id or name, but for the case."""
    first: dict[str, int] = {}
    for at, one in enumerate(actors):
        own = one.id.casefold()
        if at >= n_known and own in first:
            yield first[own], at
        first.setdefault(own, at)
        first.setdefault(one.name.casefold(), at)


def _look(incoming: NamedActor, known: NamedActor, likeness: float) -> Look:
    """Return a pair for the review list."""
    return Look(
        incoming.id,
        known.id,
        likeness,
        incoming.country,
        known.country,
        incoming.name,
        known.name,
    )


def _pair(one: str, other: str) -> tuple[str, str]:
    """Return two actors in alphabetical order."""
    return (one, other) if one <= other else (other, one)


def _of_other_files(kind: str, name: str, choices: Sequence[str], where: str) -> InputError:
    """Return the error for a list that names what no table has."""
    error = unknown_name(kind, name, choices, where=where)
    return InputError(
        error.what,
        where=where,
        mend=f"The list belongs to other files; take it out of the folder. {error.mend}",
    )

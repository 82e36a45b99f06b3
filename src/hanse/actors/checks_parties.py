"""The parties of an episode: two or more, each once, on days on which they exist."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.actors.read_cells import Cells
from hanse.actors.read_parties import Finder
from hanse.actors.tables import Actors
from hanse.messages import join_names, message

__all__ = ["note_absent", "parties_of"]

_TWO = 2
_ADD = "An episode has two parties or more: add the other side, or take the row out."


def parties_of(cells: Cells, actors: Actors, finder: Finder) -> list[tuple[int, ...]]:
    """Return the places of the parties of each row; empty where they cannot be used.

    They stand as a list in ``parties`` or, one each, in ``party_a`` and ``party_b``; a file may
    write some rows one way and some the other.
    """
    pair = cells.has("party_a") and cells.has("party_b")
    lone = [name for name in ("party_a", "party_b") if cells.has(name) and not pair]
    if lone or not (pair or cells.has("parties")):
        said = f"there is a column for {lone[0]} only" if lone else "no column has the parties"
        cells.problems.add(
            said, mend="Give parties (a list apart by semicolons), or party_a and party_b."
        )
        return [()] * len(cells)
    listed = _listed(cells, finder)
    if not pair:
        found = listed
    else:
        paired = _paired(cells, finder)
        both = [row for row, two in enumerate(zip(listed, paired, strict=True)) if all(two)]
        cells.tell_rows(
            "parties, party_a, party_b",
            both if cells.has("parties") else [],
            lambda row: "the parties are given in both ways",
            "Give them in one.",
        )
        found = [one or other for one, other in zip(listed, paired, strict=True)]
    _check(cells, actors, found)
    return [() if -1 in one else one for one in found]


def _listed(cells: Cells, finder: Finder) -> list[tuple[int, ...]]:
    """Return the parties of a list; -1 alone where one is not known."""
    unknown = (-1,)
    read = cells.read("parties", finder.places, unknown)
    return [() if not text else one for text, one in zip(cells.texts("parties"), read, strict=True)]


def _paired(cells: Cells, finder: Finder) -> list[tuple[int, ...]]:
    """Return the parties of two columns, as many as are filled; -1 for one that is not known."""
    sides = [cells.read(name, finder.place, -1) for name in ("party_a", "party_b")]
    texts = [cells.texts(name) for name in ("party_a", "party_b")]
    if all(map(all, texts)):
        return list(zip(*sides, strict=True))
    rows = zip(*texts, *sides, strict=True)
    return [
        tuple(one for one, text in ((a, left), (b, right)) if text) for left, right, a, b in rows
    ]


def _check(cells: Cells, actors: Actors, found: list[tuple[int, ...]]) -> None:
    """Remember episodes without two parties and those with a party twice."""
    names = ", ".join(one for one in ("parties", "party_a", "party_b") if cells.has(one))
    few = [row for row, own in enumerate(found) if len(own) < _TWO and -1 not in own]
    cells.tell_rows(
        names,
        few,
        lambda row: (
            f"'{actors.ids[found[row][0]]}' is the only party"
            if found[row]
            else "no party is named"
        ),
        _ADD,
    )
    twice = [row for row, own in enumerate(found) if len(own) > len(set(own)) and -1 not in own]

    def say(row: int) -> str:
        own = found[row]
        one = actors.ids[next(place for place in own if own.count(place) > 1)]
        return f"'{one}' is tied to itself" if len(set(own)) == 1 else f"'{one}' is a party twice"

    cells.tell_rows(names, twice, say, "Name each party once; an episode has two or more.")


def note_absent(
    cells: Cells,
    actors: Actors,
    *,
    days: npt.NDArray[np.int64],
    party: npt.NDArray[np.int64],
) -> None:
    """Note the actors that take part before their first or after their last day.

    Parameters
    ----------
    days, party : ndarray of int64, shape (n,)
        Day and place of each part that an actor takes.
    """
    since, until = actors.since[party], actors.until[party]
    for wrong, said in (
        ((since > 0) & (days > 0) & (days < since), "before they begin (since)"),
        ((until > 0) & (days > until), "after they end (until)"),
    ):
        places, counts = np.unique(party[wrong], return_counts=True)
        if places.size:
            shown = [
                f"{actors.ids[place]} ({n})"
                for place, n in zip(places.tolist(), counts.tolist(), strict=True)
            ]
            cells.notes.append(
                message(
                    "{file}: actors that take part {when}, and how often: {names}.",
                    file=cells.problems.file,
                    when=said,
                    names=join_names(shown),
                )
            )

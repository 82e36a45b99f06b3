"""From what a file calls an actor to its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from hanse.actors.names import folded_name
from hanse.actors.read_cells import parts_of
from hanse.actors.tables import Actors
from hanse.errors import InputError
from hanse.messages import join_names
from hanse.tables.grid import quoted

__all__ = ["Finder"]

_MANY = -2
_LEAST = 50  # likeness from which a name is offered as the one that was meant


class Finder:
    """Finds actors by id, by name where only one has it, and by either in any case.

    Parameters
    ----------
    actors : Actors
        Who there is.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.actors import read_actors
    >>> frame = pd.DataFrame({"actor": ["a", "b"], "name": ["Ask", "Elm"], "roles": ["firm"] * 2})
    >>> Finder(read_actors(frame)).place("elm")
    1
    """

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._ids = {one: place for place, one in enumerate(actors.ids)}
        self._names = _unique(actors.names)
        self._folded = _unique([one.casefold() for one in actors.ids])
        self._folded_names = _unique([one.casefold() for one in actors.names])

    def place(self, text: str) -> int:
        """Return the place of an actor.

        Raises
        ------
        InputError
            If there is none, with the nearest, or if several have that name.
        """
        found = self._ids.get(text)
        if found is not None:
            return found
        plain = text.casefold()
        for known, written in (
            (self._names, text),
            (self._folded, plain),
            (self._folded_names, plain),
        ):
            found = known.get(written)
            if found == _MANY:
                raise self._several(plain, text)
            if found is not None:
                return found
        raise InputError(
            f"there is no actor {quoted(text)}",
            mend=f"{self._nearest(text)}Correct it, or add the actor to the table of actors.",
        )

    def places(self, text: str) -> tuple[int, ...]:
        """Return the places of the actors of a list, in its order; all unknown ones are told."""
        found: list[int] = []
        wrong: list[InputError] = []
        for part in parts_of(text):
            try:
                found.append(self.place(part))
            except InputError as error:
                wrong.append(error)
        if wrong:
            said = join_names([one.what for one in wrong])
            raise InputError(said, mend=" ".join(dict.fromkeys(one.mend for one in wrong)))
        return tuple(found)

    def _several(self, plain: str, text: str) -> InputError:
        """Return the error for what several actors are called."""
        actors = self._actors
        both = zip(actors.ids, actors.names, strict=True)
        ids = [one for one, name in both if plain in (one.casefold(), name.casefold())]
        said = f"{quoted(text)} may be {join_names(ids)}"
        return InputError(said, mend="Write the id of the actor that is meant.")

    @cached_property
    def _choices(self) -> list[str]:
        """The ids and then the names of all actors, as they are compared."""
        folded = [folded_name(one) for one in self._actors.names]
        return [*(one.casefold() for one in self._actors.ids), *folded]

    def _nearest(self, text: str) -> str:
        """Return a question for the actor whose id or name is nearest, empty if none is near."""
        from rapidfuzz import fuzz, process

        names, choices = self._actors.names, self._choices
        wanted = folded_name(text)
        near = process.extractOne(wanted, choices, scorer=fuzz.ratio, score_cutoff=_LEAST)
        if near is None:
            return ""
        place = near[2] % len(names)
        own, name = self._actors.ids[place], names[place]
        return f"Did you mean '{own}'? " if own == name else f"Did you mean '{own}' ({name})? "


def _unique(texts: Sequence[str]) -> dict[str, int]:
    """Return text → place, or a sign where several places have it."""
    found: dict[str, int] = {}
    for place, text in enumerate(texts):
        found[text] = _MANY if text in found else place
    return found

"""The table of actors: who there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors import tables_frames as frames
from hanse.actors.tables_arrays import Floats, Whole, freeze
from hanse.actors.tables_words import ROLES, counted
from hanse.messages import plural
from hanse.result import Answer

__all__ = ["Actors"]


@dataclass(frozen=True, eq=False)
class Actors(Answer, kind="actors"):
    """Who there is.

    Parameters
    ----------
    ids : tuple of str, length n
        What the other tables call them; no two are equal.
    names : tuple of str, length n
        What readers see.
    roles : tuple of tuples of str
        One or more of `ROLES`, the main one first.
    clusters : tuple of str
        The cluster an actor belongs to; empty for none.
    places, countries : tuple of str
        Where; countries as ISO 3166-1 alpha-3, empty where not known.
    technologies : tuple of tuples of str
        What it works with.
    latitude, longitude : ndarray of float64, shape (n,), degrees
        NaN where not known.
    employees : ndarray of float64, shape (n,)
        Size, from 0; NaN where not known.
    experience : ndarray of float64, shape (n,), years
        Years of work abroad; NaN where not known.
    inward, outward : ndarray of float64, shape (n,)
        1 for an actor internationalised inward (foreign owners, suppliers, visitors) or outward
        (exports, offices, partners abroad), 0 for one that is not, NaN where not known.
    since, until : ndarray of int64, shape (n,)
        First and last day; 0 for an open end.
    contacts, emails : tuple of str
        Persons: personal data.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[tuple[str, ...], ...]
    clusters: tuple[str, ...]
    places: tuple[str, ...]
    countries: tuple[str, ...]
    technologies: tuple[tuple[str, ...], ...]
    latitude: Floats
    longitude: Floats
    employees: Floats
    experience: Floats
    inward: Floats
    outward: Floats
    since: Whole
    until: Whole
    contacts: tuple[str, ...]
    emails: tuple[str, ...]

    def __post_init__(self) -> None:
        numbers = ("latitude", "longitude", "employees", "experience", "inward", "outward")
        freeze(self, **dict.fromkeys(numbers, np.float64), since=np.int64, until=np.int64)

    def __len__(self) -> int:
        return len(self.ids)

    def has_role(self, role: str) -> npt.NDArray[np.bool_]:
        """Return which actors have a role, whether as the main one or another."""
        return np.fromiter((role in own for own in self.roles), dtype=bool, count=len(self))

    def to_frame(self) -> Any:
        """Return one row for each actor, without contacts and emails.

        Columns as in the files: actor, name, roles, cluster, place, country, technology (lists
        apart by semicolons), latitude, longitude, employees, experience, inward, outward, since
        and until (days as ISO text).
        """
        return frames.actors_frame(self)

    def __str__(self) -> str:
        named = len(set(self.countries) - {""})
        more = f" of {plural(named, 'country', 'countries')}" if named else ""
        roles = [role for own in self.roles for role in own]
        return counted(len(self), ("actor", "actors"), "role", roles, ROLES, more)

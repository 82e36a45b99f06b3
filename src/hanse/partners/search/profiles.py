"""Profiles: who offers what, wants what, speaks which languages and looks for which markets."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name
from hanse.messages import columns_text, plural
from hanse.partners.search.tags import TagBook
from hanse.result import Answer

__all__ = ["Profiles"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Lists = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class Profiles(Answer, kind="partner-profiles"):
    """Who may be proposed to whom; no names of persons.

    Made by `hanse.partners.search.read_profiles` from a file and by `from_frame` from a frame.

    Attributes
    ----------
    ids, names : tuple of str, length n
        What other tables call a profile (no two are equal), and what readers see.
    kinds, clusters, countries, places : tuple of str
        Firm, cluster, research, ...; the cluster it belongs to; alpha-3 code; where. Empty where
        not stated.
    offers, wants, technologies : tuple of tuples of str
        Folded tags, each once, in alphabetical order.
    languages, markets, targets : tuple of tuples of str
        Codes of languages; alpha-3 codes of the countries it serves, and of those it wants.
    excludes, competitors : tuple of tuples of str
        Ids of profiles and names of clusters that are not to be proposed, and that compete.
    readiness : ndarray of float64, shape (n,), 0 to 1
        How ready to work abroad; NaN where not stated.
    employees, meetings : ndarray of float64, shape (n,)
        Size, and how many meetings it has had; NaN where not stated.
    since, updated : ndarray of int64, shape (n,)
        Day of joining, and day of the last change; 0 where not stated.
    as_of : int
        The day on which everything is looked at.
    shown : mapping of str to str
        Folded tag → the spelling used most.
    wider : mapping of str to tuple of str
        Folded tag → the wider tags that it is part of.
    notes : tuple of str
        What was recognised, and what is to be known.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    clusters: tuple[str, ...]
    countries: tuple[str, ...]
    places: tuple[str, ...]
    offers: Lists
    wants: Lists
    technologies: Lists
    languages: Lists
    markets: Lists
    targets: Lists
    excludes: Lists
    competitors: Lists
    readiness: Floats
    employees: Floats
    meetings: Floats
    since: Whole
    updated: Whole
    as_of: int
    shown: Mapping[str, str] = field(default_factory=dict)
    wider: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("readiness", "employees", "meetings"):
            object.__setattr__(self, name, _frozen(getattr(self, name), np.float64))
        for name in ("since", "updated"):
            object.__setattr__(self, name, _frozen(getattr(self, name), np.int64))

    @classmethod
    def from_frame(cls, frame: Any, *, as_of: int, tags: TagBook | None = None) -> Profiles:
        """Return the profiles that a pandas frame holds.

        Parameters
        ----------
        frame : DataFrame
            The columns of a file of profiles, of which only ``profile`` is needed. Cells with
            several entries are texts parted by ``;`` or lists of texts; days are texts such as
            ``2024-05-01``, dates, or ordinals.
        as_of : int
            The day on which everything is looked at, as an ordinal.
        tags : TagBook, optional
            Synonyms and wider tags.

        Raises
        ------
        InputError
            If a cell cannot be used; all of them told together.

        Examples
        --------
        >>> import pandas as pd
        >>> frame = pd.DataFrame({"profile": ["A", "B"], "offers": ["Sensors; drones", "UAV"]})
        >>> Profiles.from_frame(frame, as_of=739_000).offers
        (('drones', 'sensors'), ('uav',))
        """
        from hanse.partners.search.profile_columns import profiles_from_frame

        return profiles_from_frame(frame, as_of=as_of, tags=tags)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Id → place."""
        return {one: at for at, one in enumerate(self.ids)}

    def at(self, profile: str, *, where: str = "") -> int:
        """Return the place of a profile; an unknown id is an error with the nearest."""
        found = self.place_of.get(profile)
        if found is None:
            raise unknown_name("profile", profile, self.ids, where=where)
        return found

    def stale(self, after: int | None) -> npt.NDArray[np.bool_]:
        """Return which profiles were last changed more than ``after`` days ago.

        None for no expiry. A profile whose last change is not stated is not stale.
        """
        if after is None:
            return np.zeros(len(self), dtype=bool)
        return np.asarray((self.updated > 0) & (self.as_of - self.updated > after))

    def spelt(self, tags: Iterable[str]) -> list[str]:
        """Return tags as they are spelt most often."""
        return [self.shown.get(tag, tag) for tag in tags]

    def to_frame(self) -> Any:
        """Return one row for each profile with the columns of a file of profiles."""
        import pandas as pd

        lists = ("offers", "wants", "technologies")
        codes = ("languages", "markets", "targets", "excludes", "competitors")
        data: dict[str, Any] = {"profile": list(self.ids), "name": list(self.names)}
        data |= {"kind": list(self.kinds), "cluster": list(self.clusters)}
        data |= {"country": list(self.countries), "place": list(self.places)}
        data |= {name: ["; ".join(self.spelt(own)) for own in getattr(self, name)]
                 for name in lists}  # fmt: skip
        data |= {name: ["; ".join(own) for own in getattr(self, name)] for name in codes}
        for name in ("readiness", "employees", "meetings", "since", "updated"):
            data[name] = getattr(self, name).copy()
        return pd.DataFrame(data).rename(columns={"technologies": "technology"})

    def __str__(self) -> str:
        kinds = Counter(kind or "not stated" for kind in self.kinds)
        lines = [[kind, f"{n:,}"] for kind, n in sorted(kinds.items())]
        table = columns_text(["kind", "profiles"], lines, left=[0])
        n_offers = len({tag for own in self.offers for tag in own})
        n_wants = len({tag for own in self.wants for tag in own})
        head = (
            f"{plural(len(self), 'profile')}: {plural(n_offers, 'tag')} offered, {n_wants:,} wanted"
        )
        return "\n".join([head, *([table] if lines else []), *self.notes])


def read_profiles(
    path: str | os.PathLike[str],
    *,
    mapping: Any = None,
    as_of: int,
    tags: TagBook | str | os.PathLike[str] | None = None,
) -> Profiles:
    r"""Read profiles from CSV or Excel.

    Parameters
    ----------
    path : path
        One row for each profile. Columns: ``profile`` (needed, no two are equal), ``name``,
        ``kind``, ``cluster``, ``country``, ``place``, ``offers``, ``wants``, ``technology``,
        ``languages`` (English names or codes of ISO 639), ``markets`` (countries served),
        ``targets`` (countries wanted), ``excludes`` and ``competitors`` (profiles or clusters),
        ``readiness`` (0 to 1, or per cent), ``employees``, ``meetings`` (had so far), ``since``
        and ``updated`` (days such as 2024-05-01). Entries of a cell are parted by ``;``.
    mapping : path, mapping or None
        The user's own headers and units, as `hanse.tables.mapping.read_mapped` takes them.
    as_of : int
        The day on which everything is looked at, as an ordinal (``date.toordinal()``).
    tags : TagBook or path, optional
        Synonyms and wider tags; see `read_tags`.

    Raises
    ------
    InputError
        If the file or a cell cannot be used: a profile twice, an unknown country, language,
        profile or cluster (each with the nearest), a day that is none or lies after ``as_of``.
        All of them told together.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "profiles.csv")
    ...     rows = "profile,kind,offers,wants\nA,firm,Drones,LiDAR\nB,firm,lidar,drones\n"
    ...     _ = path.write_text(rows, encoding="utf-8")
    ...     print(read_profiles(path, as_of=739_000))
    2 profiles: 2 tags offered, 2 wanted
    kind  profiles
    firm         2
    Encoding is utf-8.
    Columns are separated by comma.
    """
    from hanse.partners.search.profile_columns import profiles_from_file

    return profiles_from_file(path, mapping=mapping, as_of=as_of, tags=tags)


def _frozen(numbers: Any, kind: Any) -> npt.NDArray[Any]:
    """Return numbers as an array that cannot be written to."""
    made = np.asarray(numbers, dtype=kind)
    if made.flags.writeable:
        made = made.copy()
        made.setflags(write=False)
    return made

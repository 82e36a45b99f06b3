"""Who took part in a bridging activity, and the log without the activity's own episodes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hanse.actors.tables import Activities, ActorLog, Episodes

__all__ = ["Activity", "activities_of", "without_episodes"]

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Activity:
    """One bridging activity with everybody who took part.

    Attributes
    ----------
    id, name : str
        What episodes call it, and what readers see.
    start, end : int
        First and last day.
    meant : tuple of str
        Keys of the gaps it was meant to bridge.
    own : ndarray of bool, shape (episodes,)
        Its episodes.
    took_part : ndarray of bool, shape (actors,)
        Participants, and the parties of its episodes.
    """

    id: str
    name: str
    start: int
    end: int
    meant: tuple[str, ...]
    own: Mask
    took_part: Mask


def activities_of(log: ActorLog, told: Activities) -> tuple[Activity, ...]:
    """Return the activities of a log in the order of the table.

    Without a day of end it is that of the start.
    """
    names = np.array(log.episodes.activities, dtype=object)
    sizes = np.diff(log.episodes.starts)
    found = []
    for at, key in enumerate(told.ids):
        own = np.asarray(names == key, dtype=bool)
        took_part = np.zeros(len(log.actors), dtype=bool)
        took_part[list(told.participants[at])] = True
        took_part[log.episodes.party[np.repeat(own, sizes)]] = True
        start = int(told.start[at])
        end = int(told.end[at]) or start
        found.append(Activity(key, told.names[at], start, end, told.gaps[at], own, took_part))
    return tuple(found)


def without_episodes(log: ActorLog, dropped: Mask) -> ActorLog:
    """Return a log without some of its episodes."""
    if not dropped.any():
        return log
    old, kept = log.episodes, np.flatnonzero(~dropped)
    sizes = np.diff(old.starts)
    episodes = Episodes(
        ids=tuple(old.ids[at] for at in kept),
        days=old.days[kept],
        starts=np.concatenate([[0], np.cumsum(sizes[kept])]),
        party=old.party[np.repeat(~dropped, sizes)],
        kinds=old.kinds[kept],
        initiator=old.initiator[kept],
        outcomes=tuple(old.outcomes[at] for at in kept),
        activities=tuple(old.activities[at] for at in kept),
        notes=tuple(old.notes[at] for at in kept),
    )
    return replace(log, episodes=episodes)

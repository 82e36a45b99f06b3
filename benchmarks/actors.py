"""Work: the seven gaps and positions of many actors, and how gaps are recovered."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.actor_inputs import AS_OF, CLUSTER, HOME, log_frames, tie_frame

LOGGED = 0.8
LEAST_HITS = 0.91


@dataclass(frozen=True)
class Sized:
    """So many actors and ties."""

    actors: int = 20_000
    ties: int = 100_000

    @property
    def sizes(self) -> str:
        return f"{self.actors:,} actors, {self.ties:,} ties"

    def small(self) -> Any:
        return replace(self, actors=60, ties=150)


class Found(NamedTuple):
    """The answers about one log, and the frames that it came from."""

    frames: Any
    log: Any
    ties: Any
    gaps: Any
    positions: Any


@dataclass(frozen=True)
class ActorsWork(Sized):
    """From frames of actors and episodes to all gaps and all positions."""

    def prepare(self, seed: int) -> Any:
        return log_frames(self.actors, self.ties, seed)

    def answer(self, given: Any) -> Any:
        from hanse.actors import log_from_frames
        from hanse.actors.gaps import Logged, seven_gaps
        from hanse.actors.position import positions
        from hanse.actors.ties import ties

        log = log_from_frames(given, cluster=CLUSTER, home=HOME, as_of=AS_OF)
        found = ties(log)
        gaps = seven_gaps(log, logged=Logged(LOGGED))
        return Found(given, log, found, gaps, positions(log, found))

    def fingerprint(self, answer: Any) -> str:
        """Give ties of each gap and sums of positions; ties and degrees are counted again."""
        across = [one.ties for one in answer.gaps.figures]
        degrees, plain = _plain(answer.frames)
        right = plain == across and degrees == answer.positions.degree.tolist()
        return (
            f"{len(answer.frames['episodes']):,} episodes; ties across gaps 1 to 7: "
            f"{', '.join(f'{n:,}' for n in across)}; {position_text(answer.positions)}; "
            f"{'ties and degrees checked' if right else 'WRONG'}"
        )


def _plain(frames: Any) -> tuple[list[int], list[int]]:
    """Return the degree of each actor and the ties across each gap, from the frames."""
    actors, episodes = frames["actors"], frames["episodes"]
    place = {name: at for at, name in enumerate(actors["actor"])}
    pairs = {
        tuple(sorted((place[a], place[b])))
        for a, b in zip(episodes["party_a"], episodes["party_b"], strict=True)
    }
    abroad = (actors["country"] != HOME).tolist()
    roles = ("firm", "research", "education", "capital", "public body", "other cluster")
    side = [6 if out else roles.index(role)
            for out, role in zip(abroad, actors["roles"], strict=True)]  # fmt: skip
    degrees, across = [0] * len(side), [0] * 7
    for a, b in pairs:
        degrees[a] += 1
        degrees[b] += 1
        if side[a] == 0 or side[b] == 0:
            across[side[b] if side[a] == 0 else side[a]] += 1
    return degrees, across


def position_text(found: Any) -> str:
    """Return what is compared of positions with networkx."""
    import numpy as np

    return (
        f"largest core {int(found.core.max())}, Σ constraint {np.nansum(found.constraint):.6f}, "
        f"modularity {found.modularity:.3f}"
    )


@dataclass(frozen=True)
class ConstraintWork(Sized):
    """From a frame of ties with strength to the constraint of every actor that has one."""

    def prepare(self, seed: int) -> Any:
        return tie_frame(self.actors, self.ties, seed)

    def answer(self, given: Any) -> Any:
        return constraint_of(given)[1]

    def fingerprint(self, answer: Any) -> str:
        """Give number and sum."""
        return f"{len(answer):,} with a tie, Σ {answer.sum():.6f}"


def constraint_of(frame: Any) -> tuple[Any, Any]:
    """Return the ids of those with a tie and their constraint, by hanse."""
    import numpy as np
    import pandas as pd
    from scipy.sparse import coo_array

    from hanse.actors.position import constraint

    codes, ids = pd.factorize(np.concatenate([frame["a"], frame["b"]]))
    a, b = np.split(codes, 2)
    at = np.concatenate([a, b]), np.concatenate([b, a])
    strength = np.tile(frame["strength"].to_numpy(), 2)
    return ids, constraint(coo_array((strength, at), shape=(len(ids), len(ids))))


@dataclass(frozen=True)
class ReadingWork(Sized):
    """From two CSV files to a log; as many episodes as ties."""

    @property
    def sizes(self) -> str:
        return f"{self.actors:,} actors, {self.ties:,} episodes"

    def prepare(self, seed: int) -> Any:
        folder = tempfile.mkdtemp(prefix="hanse-bench-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        for name, frame in log_frames(self.actors, self.ties, seed, repeats=0.0).items():
            frame.to_csv(Path(folder, f"{name}.csv"), index=False)
        return folder

    def answer(self, given: Any) -> Any:
        from hanse.actors import read_log

        files = {"actors": "actors.csv", "episodes": "episodes.csv"}
        return read_log(given, files, cluster=CLUSTER, home=HOME, as_of=AS_OF)

    def fingerprint(self, answer: Any) -> str:
        """Give what was read; none may be lost."""
        right = (len(answer.actors), len(answer.episodes)) == (self.actors, self.ties)
        read = f"{len(answer.actors):,} actors, {len(answer.episodes):,} episodes"
        return read if right else f"{read}: WRONG"


@dataclass(frozen=True)
class RecoveryWork:
    """Whether truth lies in our intervals: networks of known gaps, a fifth of episodes lost.

    Attributes
    ----------
    seeds : int
        How many networks.
    asked : int
        Size of the audit that the share of logged episodes comes from; 0 where it is known.
    """

    seeds: int = 200
    asked: int = 0

    @property
    def sizes(self) -> str:
        known = f"share from an audit of {self.asked}" if self.asked else "share known"
        return f"{self.seeds} seeds, 80 % logged, {known}"

    def small(self) -> RecoveryWork:
        return replace(self, seeds=1)

    def prepare(self, seed: int) -> Any:
        return self.seeds

    def answer(self, given: Any) -> Any:
        from benchmarks.actor_recovery import recovery

        return recovery(given, share=LOGGED, asked=self.asked)

    def fingerprint(self, answer: Any) -> str:
        """Give hits and mean widths gap by gap; under 91 % of the seeds is WRONG."""
        missed = [one.gap for one in answer if min(one.hits, one.firms_hits) < LEAST_HITS]
        each = "; ".join(
            f"{one.gap} {100 * one.hits:.1f} % ({100 * one.firms_hits:.1f} %), "
            f"{one.width:.5f} beside {one.oracle_width:.5f}"
            for one in answer
        )
        wrong = f"; WRONG under 91 %: {', '.join(missed)}" if missed else ""
        return (
            "density hit (share of firms with a tie hit), mean width beside the oracle's: "
            f"{each}{wrong}"
        )

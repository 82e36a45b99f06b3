"""Work: positions and constraint by networkx where it is installed."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, NamedTuple

from benchmarks.actor_inputs import AS_OF, CLUSTER, HOME, log_frames, tie_frame
from benchmarks.actors import Sized, constraint_of

TIMES_FASTER = 100


def has_networkx() -> bool:
    """Return whether networkx can be imported."""
    return find_spec("networkx") is not None


class Parts(NamedTuple):
    """What networkx found, and CPU seconds with betweenness scaled."""

    said: str
    cpu_seconds: float


@dataclass(frozen=True)
class PeerPositions(Sized):
    """Core, communities, constraint and betweenness by networkx, from the ties of the same log.

    Ties and their strength are made by hanse, untimed. Betweenness is timed from some actors and
    scaled to the 400 from which hanse looks at paths.
    """

    timed: int = 20
    sources: int = 400

    def prepare(self, seed: int) -> Any:
        from hanse.actors import log_from_frames
        from hanse.actors.ties import ties

        frames = log_frames(self.actors, self.ties, seed)
        log = log_from_frames(frames, cluster=CLUSTER, home=HOME, as_of=AS_OF)
        return ties(log).to_frame(log.actors.ids)

    def answer(self, given: Any) -> Any:
        import networkx as nx
        import numpy as np

        clock = [time.process_time()]
        graph = nx.from_pandas_edgelist(given, "a", "b", "strength")
        core = nx.core_number(graph)
        constraint = nx.constraint(graph, weight="strength")
        clock.append(time.process_time())
        groups = nx.community.louvain_communities(graph, weight="strength", seed=0)
        clock.append(time.process_time())
        nx.betweenness_centrality(graph, k=min(self.timed, len(graph)), seed=0)
        clock.append(time.process_time())
        plain, louvain, between = (end - start for start, end in pairwise(clock))
        scaled = between * self.sources / self.timed
        modularity = nx.community.modularity(graph, groups, weight="strength")
        said = (
            f"largest core {max(core.values())}, Σ constraint "
            f"{np.nansum(list(constraint.values())):.6f}, modularity {modularity:.3f}; of the time "
            f"betweenness {scaled:.1f} s (scaled from {between:.1f} s), communities {louvain:.1f} s"
        )
        return Parts(said, plain + louvain + scaled)

    def fingerprint(self, answer: Any) -> str:
        """Give the same sums as ours, and what the time went into."""
        return str(answer.said)


class Constraints(NamedTuple):
    """Constraint by actor, the frame, and CPU seconds."""

    frame: Any
    found: dict[str, float]
    cpu_seconds: float


@dataclass(frozen=True)
class PeerConstraint(Sized):
    """The same by networkx: of some seeded actors scaled to all, or of all by sparse matrices.

    The graph is made once and not scaled.

    Attributes
    ----------
    chosen : int
        How many actors; 0 for all at once, which networkx does in another way.
    times : int
        Hanse must be so many times faster, or else it is WRONG; 0 for no bound.
    """

    chosen: int = 200
    times: int = TIMES_FASTER

    @property
    def sizes(self) -> str:
        how = f"{self.chosen} of them timed and scaled" if self.chosen else "sparse matrices"
        return f"{super().sizes}, {how}"

    def small(self) -> Any:
        return replace(self, actors=60, ties=150, chosen=min(self.chosen, 5), times=0)

    def prepare(self, seed: int) -> Any:
        return seed, tie_frame(self.actors, self.ties, seed)

    def answer(self, given: Any) -> Any:
        import networkx as nx
        import numpy as np

        seed, frame = given
        start = time.process_time()
        graph = nx.from_pandas_edgelist(frame, "a", "b", "strength")
        made = time.process_time() - start
        nodes, scale = None, 1.0
        if self.chosen:
            rng = np.random.default_rng(seed)
            nodes = rng.choice(sorted(graph), self.chosen, replace=False).tolist()
            scale = len(graph) / self.chosen
        start = time.process_time()
        found = nx.constraint(graph, nodes=nodes, weight="strength")
        return Constraints(frame, found, made + scale * (time.process_time() - start))

    def fingerprint(self, answer: Any) -> str:
        """Run hanse on the same frame three times; compare answers, and time with its slowest."""
        took = []
        for _ in range(3):
            start = time.process_time()
            ids, ours = constraint_of(answer.frame)
            took.append(time.process_time() - start)
        own = dict(zip(ids.tolist(), ours.tolist(), strict=True))
        apart = max(abs(own[name] - value) for name, value in answer.found.items())
        times = answer.cpu_seconds / max(took)
        bound = f", at least {self.times} wanted" if self.times else ""
        right = apart <= 1e-9 and times >= self.times
        return (
            f"hanse in the same process {max(took):.3f} s at most: {times:,.0f} times faster{bound}"
            f"; largest difference on {len(answer.found):,} actors {apart:.1e}"
            f"{'' if right else '; WRONG'}"
        )

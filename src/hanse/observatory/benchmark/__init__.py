"""A unit among its peers: who they are, where it stands, and what makes the comparison unsure."""

from hanse.observatory.benchmark.benchmark import Benchmark, benchmark
from hanse.observatory.benchmark.doubts import Limits
from hanse.observatory.benchmark.peers import Peers, choose_peers
from hanse.observatory.benchmark.percentile import percentile, quartiles
from hanse.observatory.benchmark.profile import Profile, profile
from hanse.observatory.benchmark.standing import Standing

__all__ = [
    "Benchmark",
    "Limits",
    "Peers",
    "Profile",
    "Standing",
    "benchmark",
    "choose_peers",
    "percentile",
    "profile",
    "quartiles",
]

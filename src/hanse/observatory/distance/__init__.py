"""Distances between countries: parts, one index with visible weights, and how far markets feel."""

from hanse.observatory.distance.agreements import STAGES, administrative_distance
from hanse.observatory.distance.bilateral_files import Gravity, read_cepii, read_gravity
from hanse.observatory.distance.comparison import PerceivedComparison, compare
from hanse.observatory.distance.default_parts import default_parts
from hanse.observatory.distance.distance_index import DistanceIndex, distance_index
from hanse.observatory.distance.flows import FlowCorrelation, RankCorrelation, flow_correlation
from hanse.observatory.distance.index_distances import kogut_singh, mahalanobis
from hanse.observatory.distance.index_table import IndexTable
from hanse.observatory.distance.language import language_distance
from hanse.observatory.distance.markets import MarketDistances
from hanse.observatory.distance.panels import read_governance, read_world_bank
from hanse.observatory.distance.part_table import GROUPS, Part, PartTable
from hanse.observatory.distance.perceived import PerceivedDistances, read_perceived
from hanse.observatory.distance.ratios import log_ratio, per_head
from hanse.observatory.distance.rings import Rings, rings
from hanse.observatory.distance.weights import DEFAULT_WEIGHTS

__all__ = [
    "DEFAULT_WEIGHTS",
    "GROUPS",
    "STAGES",
    "DistanceIndex",
    "FlowCorrelation",
    "Gravity",
    "IndexTable",
    "MarketDistances",
    "Part",
    "PartTable",
    "PerceivedComparison",
    "PerceivedDistances",
    "RankCorrelation",
    "Rings",
    "administrative_distance",
    "compare",
    "default_parts",
    "distance_index",
    "flow_correlation",
    "kogut_singh",
    "language_distance",
    "log_ratio",
    "mahalanobis",
    "per_head",
    "read_cepii",
    "read_governance",
    "read_gravity",
    "read_perceived",
    "read_world_bank",
    "rings",
]

"""The clusters that a published review covers, and those most like yours."""

from hanse.evidence.library.alike import AlikeCluster, AlikeClusters, most_alike
from hanse.evidence.library.cluster import (
    ACTIVITIES,
    BARRIERS,
    COLUMNS,
    DRIVERS,
    FLAGS,
    ClusterStatement,
    LibraryStudy,
    ReviewedCluster,
)
from hanse.evidence.library.cluster_library import ClusterLibrary
from hanse.evidence.library.profile import ClusterProfile, LikenessWeights, profile_of
from hanse.evidence.library.reader import cluster_library, read_cluster_library
from hanse.evidence.library.search import ClusterHit, ClusterSearch, Filters
from hanse.evidence.library.words import INDUSTRIES

__all__ = [
    "ACTIVITIES",
    "BARRIERS",
    "COLUMNS",
    "DRIVERS",
    "FLAGS",
    "INDUSTRIES",
    "AlikeCluster",
    "AlikeClusters",
    "ClusterHit",
    "ClusterLibrary",
    "ClusterProfile",
    "ClusterSearch",
    "ClusterStatement",
    "Filters",
    "LibraryStudy",
    "LikenessWeights",
    "ReviewedCluster",
    "cluster_library",
    "most_alike",
    "profile_of",
    "read_cluster_library",
]

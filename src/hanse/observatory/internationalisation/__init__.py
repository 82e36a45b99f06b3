"""Degree of internationalisation of firms, clusters, cluster organisations and initiatives.

Each level is measured by itself and over years, and levels are never averaged together: the
international capability of a cluster is not that of its firms (Li 2022, *Cluster
Internationalization*). Growth and upgrading are two numbers that are never added.
"""

from hanse.observatory.internationalisation.cluster_degree import ClusterDegree, cluster_degree
from hanse.observatory.internationalisation.cluster_growth import ClusterGrowth
from hanse.observatory.internationalisation.firm_degree import FirmDegree, firm_degree
from hanse.observatory.internationalisation.initiative_degree import (
    InitiativeDegree,
    initiative_degree,
)
from hanse.observatory.internationalisation.levels import LevelLink, Levels, levels
from hanse.observatory.internationalisation.measures import Degree, Gap, Measure
from hanse.observatory.internationalisation.movement import Move, Movement, movement
from hanse.observatory.internationalisation.organisation_degree import (
    OrganisationDegree,
    organisation_degree,
)
from hanse.observatory.internationalisation.paths import PATHS, Paths
from hanse.observatory.internationalisation.schemas import (
    FIRMS,
    INITIATIVES,
    MARKETS,
    ORGANISATION_KINDS,
    ORGANISATIONS,
)

__all__ = [
    "FIRMS",
    "INITIATIVES",
    "MARKETS",
    "ORGANISATIONS",
    "ORGANISATION_KINDS",
    "PATHS",
    "ClusterDegree",
    "ClusterGrowth",
    "Degree",
    "FirmDegree",
    "Gap",
    "InitiativeDegree",
    "LevelLink",
    "Levels",
    "Measure",
    "Move",
    "Movement",
    "OrganisationDegree",
    "Paths",
    "cluster_degree",
    "firm_degree",
    "initiative_degree",
    "levels",
    "movement",
    "organisation_degree",
]

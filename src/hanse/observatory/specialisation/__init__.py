"""What regions are specialised in: quotients, stars, growth and concentration of clusters.

A long table (`hanse.tables.long_table.read_long`) becomes a `RegionalTable` at one level, in one
year, with what must not be shown hidden; every measure is made from that.
"""

from hanse.observatory.specialisation.concentration import Concentration, herfindahl
from hanse.observatory.specialisation.definitions import (
    ClusterDefinition,
    MatchedClusters,
    match_clusters,
    read_definitions,
)
from hanse.observatory.specialisation.ellison_glaeser import ellison_glaeser, plant_herfindahl
from hanse.observatory.specialisation.from_long import Layout, regional_table
from hanse.observatory.specialisation.gini import gini
from hanse.observatory.specialisation.growth import Growth, growth
from hanse.observatory.specialisation.location_quotient import (
    LocationQuotients,
    location_quotients,
)
from hanse.observatory.specialisation.productivity import Productivity, productivity
from hanse.observatory.specialisation.regional import RegionalTable
from hanse.observatory.specialisation.shift_share import ShiftShare, shift_share
from hanse.observatory.specialisation.star_rules import VINTAGES, Cut, StarRule, star_rule
from hanse.observatory.specialisation.stars import Stars, stars
from hanse.observatory.specialisation.strong import (
    LeadingIndustries,
    StrongClusters,
    leading_industries,
    strong_clusters,
)

__all__ = [
    "VINTAGES",
    "ClusterDefinition",
    "Concentration",
    "Cut",
    "Growth",
    "Layout",
    "LeadingIndustries",
    "LocationQuotients",
    "MatchedClusters",
    "Productivity",
    "RegionalTable",
    "ShiftShare",
    "StarRule",
    "Stars",
    "StrongClusters",
    "ellison_glaeser",
    "gini",
    "growth",
    "herfindahl",
    "leading_industries",
    "location_quotients",
    "match_clusters",
    "plant_herfindahl",
    "productivity",
    "read_definitions",
    "regional_table",
    "shift_share",
    "star_rule",
    "stars",
    "strong_clusters",
]

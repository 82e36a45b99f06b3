"""How relationships are: the atmosphere as each side rates it, and what is stated of them."""

from hanse.actors.atmosphere.means import AtmosphereMean
from hanse.actors.atmosphere.moves import AtmosphereChange
from hanse.actors.atmosphere.relationships import RelationshipReport, relationships_report
from hanse.actors.atmosphere.report import AtmosphereReport, atmosphere
from hanse.actors.atmosphere.stated import GapRelationships, NamedTie, RatedEnvironment
from hanse.actors.atmosphere.two_sides import PairApart, SidesApart, StrainedPair

__all__ = [
    "AtmosphereChange",
    "AtmosphereMean",
    "AtmosphereReport",
    "GapRelationships",
    "NamedTie",
    "PairApart",
    "RatedEnvironment",
    "RelationshipReport",
    "SidesApart",
    "StrainedPair",
    "atmosphere",
    "relationships_report",
]

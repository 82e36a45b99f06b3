"""Relatedness and complexity: what regions are specialised in, and what they could become."""

from hanse.observatory.relatedness.advantage import Advantage, revealed_advantage
from hanse.observatory.relatedness.candidates import Candidate, Candidates, Carrier, candidates
from hanse.observatory.relatedness.complements import Complement, Complements, complements
from hanse.observatory.relatedness.complexity import Complexity, complexity
from hanse.observatory.relatedness.density import Density, density
from hanse.observatory.relatedness.outlook import Outlook, outlook
from hanse.observatory.relatedness.presence import LeftOut, Presence, presence
from hanse.observatory.relatedness.proximity import Proximity, proximity
from hanse.observatory.relatedness.reflections import reflections
from hanse.observatory.relatedness.region_table import RegionTable
from hanse.observatory.relatedness.relatedness import Relatedness, relatedness

__all__ = [
    "Advantage",
    "Candidate",
    "Candidates",
    "Carrier",
    "Complement",
    "Complements",
    "Complexity",
    "Density",
    "LeftOut",
    "Outlook",
    "Presence",
    "Proximity",
    "RegionTable",
    "Relatedness",
    "candidates",
    "complements",
    "complexity",
    "density",
    "outlook",
    "presence",
    "proximity",
    "reflections",
    "relatedness",
    "revealed_advantage",
]

"""Where actors stand in the network: who brokers, who is inside a market, what hangs on whom."""

from hanse.actors.position.betweenness import Betweenness, betweenness
from hanse.actors.position.bridge import Bridge, bridge
from hanse.actors.position.bridge_over_time import BridgeOverTime, bridge_over_time
from hanse.actors.position.brokerage import BROKER_ROLES, Brokerage, brokerage, brokered_sides
from hanse.actors.position.communities import Communities, communities
from hanse.actors.position.constraint import constraint
from hanse.actors.position.core import core_numbers
from hanse.actors.position.cuts import Cuts, cuts
from hanse.actors.position.degree import degree, strength
from hanse.actors.position.effective_size import effective_size
from hanse.actors.position.market_changes import MarketChanges, market_positions_over_time
from hanse.actors.position.market_positions import (
    MarketPosition,
    MarketPositions,
    market_positions,
)
from hanse.actors.position.market_rule import LEVELS, MarketRule, independent_links
from hanse.actors.position.modularity import modularity
from hanse.actors.position.partition import Sides, sides_of
from hanse.actors.position.positions import MEASURES, Positions, positions
from hanse.actors.position.removals import MarketFall, Removal, Removals, removals

__all__ = [
    "BROKER_ROLES",
    "LEVELS",
    "MEASURES",
    "Betweenness",
    "Bridge",
    "BridgeOverTime",
    "Brokerage",
    "Communities",
    "Cuts",
    "MarketChanges",
    "MarketFall",
    "MarketPosition",
    "MarketPositions",
    "MarketRule",
    "Positions",
    "Removal",
    "Removals",
    "Sides",
    "betweenness",
    "bridge",
    "bridge_over_time",
    "brokerage",
    "brokered_sides",
    "communities",
    "constraint",
    "core_numbers",
    "cuts",
    "degree",
    "effective_size",
    "independent_links",
    "market_positions",
    "market_positions_over_time",
    "modularity",
    "positions",
    "removals",
    "sides_of",
    "strength",
]

"""Where to go next: rings of markets by distance, links that exist, the next step, and leaps.

`market_table` and `read_market_table` put distances, attraction, own ties, complements and blocks
together; `market_path` ranks what is open, and `waves` holds the history of entries against
distance.
"""

from hanse.partners.market_path.market_table import (
    LEVELS,
    Complement,
    MarketTable,
    OwnMarket,
    usual_markets,
)
from hanse.partners.market_path.path import MarketPath, PathMarket, WeightChange
from hanse.partners.market_path.path_builder import market_path
from hanse.partners.market_path.path_weights import PARTS, LeapRule, PathWeights
from hanse.partners.market_path.path_words import (
    leaps_said,
    links_said,
    next_step_said,
    set_apart_said,
    weights_said,
)
from hanse.partners.market_path.table_checks import market_table
from hanse.partners.market_path.table_reader import read_market_table
from hanse.partners.market_path.wave_agreement import WaveAgreement, wave_agreement
from hanse.partners.market_path.waves import FLAGS, WaveEntry, WaveReport, waves

__all__ = [
    "FLAGS",
    "LEVELS",
    "PARTS",
    "Complement",
    "LeapRule",
    "MarketPath",
    "MarketTable",
    "OwnMarket",
    "PathMarket",
    "PathWeights",
    "WaveAgreement",
    "WaveEntry",
    "WaveReport",
    "WeightChange",
    "leaps_said",
    "links_said",
    "market_path",
    "market_table",
    "next_step_said",
    "read_market_table",
    "set_apart_said",
    "usual_markets",
    "wave_agreement",
    "waves",
    "weights_said",
]

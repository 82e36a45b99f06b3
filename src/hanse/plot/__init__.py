"""Figures: from plain numbers and names to pictures with words that stand for them."""

from hanse.plot.bands import Band, bands
from hanse.plot.benchmark_strips import Strip, benchmark_strips
from hanse.plot.cluster_map import cluster_map
from hanse.plot.cluster_spots import Place
from hanse.plot.configuration import configuration_chart
from hanse.plot.context_map import context_map
from hanse.plot.curve import calibration_curve
from hanse.plot.distance_map import distance_map
from hanse.plot.ego_network import Alter, ego_network
from hanse.plot.evidence_map import MapSpot, evidence_map
from hanse.plot.gap_radar import GapSpoke, gap_radar
from hanse.plot.keyword_map import MapWord, WordLink, keyword_map
from hanse.plot.market_rings import RingMarket, market_rings
from hanse.plot.marks import ChartColumn
from hanse.plot.meeting_grid import GridMeeting, meeting_grid
from hanse.plot.names import slug
from hanse.plot.necessity import necessity_plot
from hanse.plot.option_grid import option_grid
from hanse.plot.picture import Picture
from hanse.plot.prisma_flow import prisma_flow
from hanse.plot.product_space import Link, Node, product_space
from hanse.plot.recall_curve import recall_curve
from hanse.plot.record_years import record_years
from hanse.plot.role_network import Member, role_network
from hanse.plot.share_bars import share_bars
from hanse.plot.specialisation_bubbles import Bubble, specialisation_bubbles
from hanse.plot.trend_panels import Trend, trend_panels
from hanse.plot.truth_table import truth_table_chart
from hanse.plot.xy import xy_plot

__all__ = [
    "Alter",
    "Band",
    "Bubble",
    "ChartColumn",
    "GapSpoke",
    "GridMeeting",
    "Link",
    "MapSpot",
    "MapWord",
    "Member",
    "Node",
    "Picture",
    "Place",
    "RingMarket",
    "Strip",
    "Trend",
    "WordLink",
    "bands",
    "benchmark_strips",
    "calibration_curve",
    "cluster_map",
    "configuration_chart",
    "context_map",
    "distance_map",
    "ego_network",
    "evidence_map",
    "gap_radar",
    "keyword_map",
    "market_rings",
    "meeting_grid",
    "necessity_plot",
    "option_grid",
    "prisma_flow",
    "product_space",
    "recall_curve",
    "record_years",
    "role_network",
    "share_bars",
    "slug",
    "specialisation_bubbles",
    "trend_panels",
    "truth_table_chart",
    "xy_plot",
]

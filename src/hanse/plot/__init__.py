"""Figures: from plain numbers and names to pictures with words that stand for them."""

from hanse.plot.bands import Band, bands
from hanse.plot.configuration import configuration_chart
from hanse.plot.context_map import context_map
from hanse.plot.curve import calibration_curve
from hanse.plot.marks import ChartColumn
from hanse.plot.names import slug
from hanse.plot.necessity import necessity_plot
from hanse.plot.option_grid import option_grid
from hanse.plot.picture import Picture
from hanse.plot.share_bars import share_bars
from hanse.plot.truth_table import truth_table_chart
from hanse.plot.xy import xy_plot

__all__ = [
    "Band",
    "ChartColumn",
    "Picture",
    "bands",
    "calibration_curve",
    "configuration_chart",
    "context_map",
    "necessity_plot",
    "option_grid",
    "share_bars",
    "slug",
    "truth_table_chart",
    "xy_plot",
]

"""Figures: from plain numbers and names to pictures with words that stand for them."""

from hanse.plot.configuration import configuration_chart
from hanse.plot.curve import calibration_curve
from hanse.plot.marks import ChartColumn
from hanse.plot.names import slug
from hanse.plot.necessity import necessity_plot
from hanse.plot.picture import Picture
from hanse.plot.truth_table import truth_table_chart
from hanse.plot.xy import xy_plot

__all__ = [
    "ChartColumn",
    "Picture",
    "calibration_curve",
    "configuration_chart",
    "necessity_plot",
    "slug",
    "truth_table_chart",
    "xy_plot",
]

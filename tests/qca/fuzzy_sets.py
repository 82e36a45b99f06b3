"""Calibrated sets from columns of memberships, as tests need them."""

import pandas as pd

from hanse.qca import AsIs, calibrate


def sets_of_columns(columns, *, levels=None, cases=None):
    """Return sets whose columns are memberships already, or levels where ``levels`` says so."""
    frame = pd.DataFrame(columns)
    frame["case"] = cases or [f"c{i}" for i in range(len(frame))]
    counts = levels or {}
    return calibrate(frame, {n: AsIs(levels=counts.get(n, 0)) for n in columns}, id="case")

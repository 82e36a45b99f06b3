"""Calibration: from raw values to set membership, one method a file."""

from hanse.qca.calibration.as_is import AsIs
from hanse.qca.calibration.bell import Bell
from hanse.qca.calibration.crisp import Crisp
from hanse.qca.calibration.direct import Direct
from hanse.qca.calibration.indirect import Indirect
from hanse.qca.calibration.method import Calibration
from hanse.qca.calibration.multi_value import MultiValue
from hanse.qca.calibration.power import Power
from hanse.qca.calibration.spec import spec_from_table

__all__ = [
    "AsIs",
    "Bell",
    "Calibration",
    "Crisp",
    "Direct",
    "Indirect",
    "MultiValue",
    "Power",
    "spec_from_table",
]

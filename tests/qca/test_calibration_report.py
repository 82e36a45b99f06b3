import math

import numpy as np
import pytest

from hanse.qca.calibrate import calibrate
from hanse.qca.calibration import Bell, Crisp, Direct, MultiValue
from hanse.tables.case_table import CaseTable, Column


def sets_of_four():
    raw = np.array([1.0, 2.5, 4.0, 8.0])
    columns = (
        Column("CI", raw, is_numeric=True, label="Exports", unit="%"),
        *(Column(name, raw, is_numeric=True) for name in ("Cr", "Mv", "Be")),
    )
    return calibrate(
        CaseTable(("A", "B", "C", "D"), columns),
        {
            "CI": Direct("min", 3, "max"),
            "Cr": Crisp(4),
            "Mv": MultiValue(2.5, 4),
            "Be": Bell(0, 1, 2, 4, 6, 9),
        },
        reasons={"CI": "as in the paper"},
    )


def test_the_table_prints_anchors_and_statistics_of_each_set():
    assert str(sets_of_four()).splitlines() == [
        "Sets          Fully out   Crossover  Fully in  Mean    SD  Min  Max",
        "-------------------------------------------------------------------",
        "Exports (CI)          1           3         8  3.88  3.01    1    8",
        "Cr              below 4                from 4  3.88  3.01    1    8",
        "Mv                       2.50; 4.00            3.88  3.01    1    8",
        "Be                 0; 9        1; 6    2 to 4  3.88  3.01    1    8",
    ]


def test_statistics_worked_by_hand():
    first = sets_of_four().descriptives()[0]
    assert first.pop("sd") == pytest.approx(
        math.sqrt((2.875**2 + 1.375**2 + 0.125**2 + 4.125**2) / 3)
    )
    assert first == {
        "set": "CI",
        "label": "Exports",
        "unit": "%",
        "mean": 3.875,
        "min": 1.0,
        "max": 8.0,
        "n": 4,
        "anchors": {"out": 1.0, "crossover": 3.0, "full": 8.0},
    }


def test_the_frame_has_a_row_for_each_set_and_the_documented_columns():
    frame = sets_of_four().to_frame()
    documented = (
        "set label unit mean sd min max n method out crossover full calibration levels reason"
    )
    assert frame.columns.tolist() == documented.split()
    assert frame["method"].tolist() == ["direct", "crisp", "multi-value", "bell"]
    assert frame["levels"].tolist() == [0, 0, 3, 0]
    assert frame["out"].isna().tolist() == [False, True, True, True]
    assert frame["reason"].tolist() == ["as in the paper", "", "", ""]


def test_one_case_has_no_standard_deviation():
    column = Column("X", np.array([2.0]), is_numeric=True)
    sets = calibrate(CaseTable(("A",), (column,)), {"X": Direct(1, 2, 3)})
    assert math.isnan(sets.descriptives()[0]["sd"])
    assert str(sets).splitlines()[2].split() == ["X", "1", "2", "3", "2.00", "2", "2"]

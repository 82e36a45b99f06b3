import csv
import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from hanse.errors import InputError
from hanse.qca.calibrate import CalibratedSets, calibrate
from hanse.qca.calibration import AsIs, Bell, Crisp, Direct, Indirect, MultiValue, Power
from hanse.result import answer_from_dict
from hanse.tables.case_table import CaseTable, Column

NAMES = ("A", "B", "C", "D", "E")
TOWNSHIP = Path(__file__).parents[2].parent / "shared" / "data" / "township" / "township.csv"


def table(file="", lines=(), cases=NAMES, missing=(), **columns):
    made = tuple(
        Column(name, np.array(values, dtype=float), is_numeric=True)
        for name, values in columns.items()
    )
    return CaseTable(cases, made, file=file, lines=lines, missing=missing)


def test_sets_come_in_the_order_they_are_asked_for():
    cases = table(X=[1, 2, 3, 4, 5], Y=[0, 1, 1, 0, 1])
    sets = calibrate(cases, {"Y": AsIs(), "X": Direct(1, 3, 5)})
    assert sets.names == ("Y", "X")
    assert sets.values.shape == (5, 2)
    assert sets.column("X") == pytest.approx(Direct(1, 3, 5).apply([1, 2, 3, 4, 5]))
    assert sets.index("X") == 1


def test_anchors_from_the_data_become_numbers():
    sets = calibrate(table(X=[1, 2, 3, 4, 9]), {"X": Direct("min", "median", "max")})
    assert sets.methods[0].anchors == (("out", 1.0), ("crossover", 3.0), ("full", 9.0))


def test_levels_tell_multi_value_conditions_from_sets():
    cases = table(X=[1, 2, 3, 4, 5], Y=[0, 1, 1, 0, 1], Z=[0, 1, 2, 2, 0])
    sets = calibrate(cases, {"X": MultiValue(2, 4), "Y": Crisp(1), "Z": AsIs(levels=3)})
    assert sets.levels == (3, 0, 3)
    assert sets.column("X").tolist() == [0, 1, 1, 2, 2]


def test_the_inverse_goes_back_to_the_unit_of_the_column():
    sets = calibrate(table(X=[1, 2, 3, 4, 5]), {"X": Direct(1, 3, 5)})
    assert sets.inverse("X", [0.05, 0.5, 0.95]) == pytest.approx([1, 3, 5])


def test_memberships_are_a_frame_of_cases_and_sets():
    frame = calibrate(table(X=[1, 2, 3, 4, 5]), {"X": Crisp(3)}).memberships()
    assert frame.index.tolist() == list(NAMES)
    assert frame["X"].tolist() == [0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    "method",
    [
        Direct("min", "median", "max", nudge=0.001),
        Power(1, 3, 5, below=2),
        Indirect([2, "p75"]),
        Bell(0, 1, 2, 3, 4, 5),
        Crisp("median"),
        MultiValue(2, 4),
    ],
    ids=lambda method: method.kind,
)
def test_the_answer_comes_back_from_json(method):
    cases = table(file="t.csv", lines=(2, 3, 4, 5, 6), X=[1, 2, 3, 4, 5])
    sets = calibrate(cases, {"X": method}, reasons={"X": "as in the paper"})
    back = answer_from_dict(json.loads(json.dumps(sets.to_dict())))
    assert isinstance(back, CalibratedSets)
    assert back == sets
    assert np.array_equal(back.values, sets.values)
    assert back.methods == sets.methods
    assert str(back) == str(sets)


def test_two_answers_are_equal_when_all_they_hold_is():
    cases = table(X=[1, 2, 3, 4, 5])
    one = calibrate(cases, {"X": Direct(1, 3, 5)})
    assert one == calibrate(cases, {"X": Direct(1, 3, 5)})
    assert one != calibrate(cases, {"X": Direct(1, 3, 6)})
    assert one != "one"


def test_memberships_cannot_be_written_to():
    sets = calibrate(table(X=[1, 2, 3, 4, 5]), {"X": Direct(1, 3, 5)})
    with pytest.raises(ValueError, match="read-only"):
        sets.values[0, 0] = 1


def test_a_frame_is_as_good_as_a_table():
    frame = pd.DataFrame({"town": list(NAMES), "X": [1.0, 2, 3, 4, 5]})
    sets = calibrate(frame, {"X": Crisp(3)}, id="town")
    assert sets.cases.cases == NAMES
    assert sets.column("X").tolist() == [0, 0, 1, 1, 1]


def test_missing_cells_are_refused_with_their_cases_and_columns():
    cases = table(file="t.csv", X=[1, math.nan, 3, 4, 5], Y=[1, math.nan, 2, math.nan, 1])
    with pytest.raises(InputError) as caught:
        calibrate(cases, {"X": Crisp(3), "Y": Crisp(2)})
    assert str(caught.value) == (
        "t.csv: 3 cells of 2 cases are missing: B (X, Y); D (Y). Fill them, or leave these "
        'cases out with missing="drop".'
    )


def test_dropped_cases_are_on_record_and_do_not_move_the_anchors():
    cases = table(
        X=[1, 99, 3, 4, 5],
        Y=[1, math.nan, 2, 3, 1],
        Z=[math.nan] * 5,
        missing=(("B", "Y", "n/a"),),
    )
    sets = calibrate(cases, {"X": Direct("min", 3, "max"), "Y": Crisp(2)}, missing="drop")
    assert sets.cases.cases == ("A", "C", "D", "E")
    assert sets.dropped == (("B", "Y", "n/a"),)
    assert sets.methods[0].anchors[2] == ("full", 5.0)


def test_a_table_with_no_complete_case_is_an_error():
    cases = table(cases=("A", "B"), X=[1, math.nan], Y=[math.nan, 2])
    with pytest.raises(InputError, match=r"every case has a missing cell: A \(Y\) and B \(X\)"):
        calibrate(cases, {"X": Crisp(1), "Y": Crisp(2)}, missing="drop")


def test_a_membership_outside_its_range_is_named_with_its_place():
    cases = table(file="t.csv", lines=(2, 3, 4, 5, 6), X=[0, 0.5, 1.2, 0, 1])
    with pytest.raises(InputError) as caught:
        calibrate(cases, {"X": AsIs()})
    assert str(caught.value) == (
        "t.csv, row 4, column X, case C: the membership 1.2 lies outside 0 to 1. Mend the cell, or "
        "calibrate the column with anchors."
    )


def test_the_place_in_a_frame_is_its_case():
    with pytest.raises(InputError, match=r"^case C, column X: the membership 1\.2 lies outside"):
        calibrate(table(X=[0, 0.5, 1.2, 0, 1]), {"X": AsIs()})


def test_an_unknown_column_is_named_with_the_nearest_one():
    with pytest.raises(InputError, match=r"there is no column 'Patt'\. Did you mean 'Pat'\?"):
        calibrate(table(Pat=[1, 2, 3, 4, 5]), {"Patt": Crisp(3)})


def test_an_unknown_set_is_named_with_the_nearest_one():
    sets = calibrate(table(Pat=[1, 2, 3, 4, 5]), {"Pat": Crisp(3)})
    with pytest.raises(InputError, match=r"there is no set 'Patt'\. Did you mean 'Pat'\?"):
        sets.column("Patt")


@pytest.mark.parametrize(
    ("name", "better"), [("A*B", "A_B"), ("export share", "export_share"), ("2019", "_2019")]
)
def test_a_name_that_cannot_stand_in_an_expression_is_refused(name, better):
    with pytest.raises(InputError) as caught:
        calibrate(table(**{name: [1, 2, 3, 4, 5]}), {name: Crisp(3)})
    assert str(caught.value) == (
        f"the set name '{name}' cannot stand in an expression such as A*~B. Rename the column: "
        f"letters, digits and _ only, and no digit at the start (for example {better})."
    )


def test_letters_of_all_languages_may_stand_in_a_name():
    assert calibrate(table(Größe=[1, 2, 3, 4, 5]), {"Größe": Crisp(3)}).names == ("Größe",)


def test_a_column_of_text_is_refused_with_its_cell():
    column = Column(
        "X", np.array(["1", "two"], dtype=object), is_numeric=False, first_text=(1, "two")
    )
    cases = CaseTable(("A", "B"), (column,), file="t.csv", lines=(2, 3))
    with pytest.raises(InputError, match=r"t\.csv, row 3, column X: 'two' is no number"):
        calibrate(cases, {"X": Crisp(1)})


def test_anchors_out_of_order_name_their_set():
    with pytest.raises(
        InputError, match=r"^set X: the anchors are out of order: out 1, crossover 9"
    ):
        calibrate(table(X=[1, 2, 3, 4, 5]), {"X": Direct(1, 9, 5)})


@pytest.mark.parametrize(
    ("specs", "choices", "text"),
    [
        ({}, {}, "no set is asked for"),
        ({"X": (1, 3, 5)}, {}, r"set X: the method of the set is \(1, 3, 5\)"),
        ({"X": Crisp(3)}, {"missing": "ignore"}, "missing is 'ignore'"),
        ({"X": Crisp(3)}, {"reasons": {"Y": "so"}}, "reasons: there is no set 'Y'"),
    ],
)
def test_a_choice_that_cannot_be_is_an_error(specs, choices, text):
    with pytest.raises(InputError, match=text):
        calibrate(table(X=[1, 2, 3, 4, 5]), specs, **choices)


def test_warnings_of_all_sets_are_collected():
    cases = table(X=[1, 2, 3, 4, 5], Y=[1, 1, 1, 1, 1])
    sets = calibrate(cases, {"X": Direct(0, 3, 5), "Y": AsIs()})
    assert [warning.split(":")[0] for warning in sets.warnings] == ["X", "X", "Y"]
    assert sets.warnings[0].startswith("X: 1 case has a membership of exactly 0.5")


def township():
    with TOWNSHIP.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    columns = {key: [float(row[key]) for row in rows] for key in rows[0] if key != "cluster"}
    return table(cases=tuple(row["cluster"] for row in rows), **columns)


if TOWNSHIP.exists():

    def test_the_anchors_and_statistics_of_table_one_of_lu_et_al_come_out():
        constant = {"nudge": 0.001}
        sets = calibrate(
            township(),
            {
                "CI": Direct("min", "median", "max"),
                "ISC": Direct("min", "median", "max", **constant),
                "Pat": Direct("p25", "p50", "p75", **constant),
                "AK": Direct("min", "median", "max", **constant),
                "VC": Direct(2, 4, 6, **constant),
                "HC": Direct("p25", "p50", "p75", **constant),
            },
        )
        assert str(sets).splitlines() == [
            "Sets  Fully out  Crossover  Fully in    Mean      SD   Min     Max",
            "------------------------------------------------------------------",
            "CI         2.86      23.14     70.71   28.90   21.41  2.86   70.71",
            "ISC        0.33       1.40      3.00    1.43    0.63  0.33    3.00",
            "Pat        9.58      15.35     38.10   28.70   34.48  2.88  180.30",
            "AK         0.00       4.18     12.76    4.40    2.93  0.00   12.76",
            "VC            2          4         6    5.08    1.42  1.67    7.00",
            "HC        62.25     142.00    298.50  311.71  491.06    25    2580",
        ]
        assert sets.warnings == ()

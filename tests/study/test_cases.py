"""The table of cases as the settings read it: columns named as sets are, gaps told by name."""

from __future__ import annotations

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.study.cases import load_cases, missing_as_absent, named_as_sets
from hanse.study.settings import CasesSettings, read_sets

TABLE = "town;exports, %;Pat\nA;12,5;1\nB;;0\nC;7,0;unknown\n"


@pytest.fixture
def table(tmp_path):
    (tmp_path / "towns.csv").write_text(TABLE, encoding="utf-8")
    settings = CasesSettings("towns.csv", id="town", missing_markers=("unknown",))
    return load_cases(str(tmp_path), settings)


def sets(**entries: str):
    return read_sets({name: {"method": "as-is", **entry} for name, entry in entries.items()})


def test_the_table_stands_relative_to_the_study(table):
    assert table.cases == ("A", "B", "C")
    assert table.names == ("exports, %", "Pat")


def test_reading_choices_of_the_study_are_followed(tmp_path):
    (tmp_path / "t.csv").write_bytes("name|Größe\nKöln|1,5\nBonn|2,5\n".encode("cp1252"))
    settings = CasesSettings("t.csv", id="name", delimiter="|", decimal=",", encoding="cp1252")
    found = load_cases(str(tmp_path), settings)
    assert found.cases == ("Köln", "Bonn")
    assert found.numeric("Größe").tolist() == [1.5, 2.5]


def test_columns_take_the_names_and_words_of_their_sets(table):
    chosen = sets(CI={"column": "exports, %", "label": "exports", "unit": "%", "source": "survey"})
    found = named_as_sets(table, chosen)
    column = found.column("CI")
    assert (column.label, column.unit, column.source) == ("exports", "%", "survey")
    assert found.names == ("CI",)
    assert found.missing == (("B", "CI", ""),)


def test_two_sets_may_come_from_one_column(table):
    found = named_as_sets(table, sets(P1={"column": "Pat"}, P2={"column": "Pat"}))
    assert found.names == ("P1", "P2")
    assert found.missing == (("C", "P1", "unknown"), ("C", "P2", "unknown"))


def test_a_column_that_is_not_there_is_named_with_its_set(table):
    with pytest.raises(InputError, match=r"\[sets\.P\]: there is no column 'Patt'.*mean 'Pat'"):
        named_as_sets(table, sets(P={"column": "Patt"}))


def test_gaps_of_the_named_columns_are_filled_with_0_and_told(table):
    filled, cells = missing_as_absent(table, ["Pat"])
    assert cells == (("C", "Pat", "unknown"),)
    assert filled.numeric("Pat").tolist() == [1.0, 0.0, 0.0]
    assert filled.missing == (("B", "exports, %", ""),)
    assert np.isnan(filled.numeric("exports, %")[1])
    assert np.isnan(table.numeric("Pat")[2])

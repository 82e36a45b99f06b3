"""Which column names the cases."""

import pytest

from hanse.errors import InputError
from hanse.tables import read_cases


def test_the_first_text_column_that_differs_in_every_row_names_the_cases(file):
    table = read_cases(file("code,country,town\n1,SE,Visby\n2,DE,Kiel\n3,DE,Bonn\n"))
    assert (table.id_name, table.cases) == ("town", ("Visby", "Kiel", "Bonn"))


def test_without_such_a_text_column_the_first_column_names_the_cases_as_written(file):
    table = read_cases(file("code,country,CI\n007,SE,1\n008,DE,2\n010,DE,3\n"))
    assert (table.id_name, table.cases) == ("code", ("007", "008", "010"))


def test_the_id_column_can_be_told(file):
    table = read_cases(file("town,code,CI\nA,1,5\nB,2,6\n"), id="code")
    assert table.cases == ("1", "2")
    assert table.names == ("town", "CI")


def test_na_in_the_id_column_is_namibia(file):
    table = read_cases(file("country,CI\nNA,1\nNO,2\nSE,NA\n"))
    assert table.cases == ("NA", "NO", "SE")
    assert table.missing == (("SE", "CI", "NA"),)


def test_na_is_namibia_in_any_column_of_text_too(file):
    table = read_cases(file("town,country,CI\nA,NA,1\nB,NO,2\n"))
    assert table.column("country").values.tolist() == ["NA", "NO"]


def test_a_missing_id_is_refused_with_its_row(file):
    with pytest.raises(InputError) as error:
        read_cases(file("town,CI\nA,1\n ,2\nC,3\n,4\n"), id="town")
    assert str(error.value) == (
        "towns.csv, column town: there is no id in rows 3 and 5. "
        'Give every case an id of its own, or name another column: id = "..." (hanse.toml, '
        "Python), --id (hanse new)."
    )


def test_a_duplicate_id_is_refused_with_its_rows(file):
    with pytest.raises(InputError, match="the id 'A' stands in rows 2 and 4"):
        read_cases(file("town,CI\nA,1\nB,2\nA ,3\n"), id="town")


def test_several_duplicates_are_counted(file):
    with pytest.raises(
        InputError, match=r"the id 'A' stands in rows 2 and 3 \(1 more id as well\)"
    ):
        read_cases(file("town,CI\nA,1\nA,2\nB,3\nB,3\n"), id="town")


def test_an_unknown_id_column_is_refused_with_the_nearest_name(file):
    with pytest.raises(InputError, match=r"there is no column 'twon'\. Did you mean 'town'\?"):
        read_cases(file("town,CI\nA,1\n"), id="twon")


def test_a_table_without_any_id_column_is_refused(file):
    with pytest.raises(InputError) as error:
        read_cases(file("CI,Pat\n1,2\n1,3\n"))
    assert str(error.value) == (
        "towns.csv: no column names the cases; the first, 'CI', does not: the id '1' stands in "
        'rows 2 and 3. Say which column does: id = "..." (hanse.toml, Python), --id (hanse new). '
        "Or add one that differs in every row."
    )

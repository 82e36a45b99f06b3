import pytest

from hanse.errors import InputError
from hanse.plot import Picture
from hanse.report import Chart, ChartColumn, Document, Figure, Heading, Notice, Table, TableColumn
from hanse.result import answer_from_dict


def test_a_document_comes_back_from_its_dictionary(full_document):
    data = full_document.to_dict()
    again = answer_from_dict(data)
    assert isinstance(again, Document)
    assert again.to_dict() == data
    assert [type(one) for one in again.blocks] == [type(one) for one in full_document.blocks]


def test_a_picture_becomes_a_figure():
    figure = Figure.from_picture(Picture("xy-1", "Title", "Words", "<svg/>"), caption="C")
    assert figure == Figure("Title", "<svg/>", "Words", "C", "xy-1")


def test_a_row_of_the_wrong_length_names_table_and_row():
    with pytest.raises(InputError, match="table 'Rows': row 2 has 1 cells for 2 columns"):
        Table("Rows", (TableColumn("A"), TableColumn("B")), (("a", 1), ("b",)))


def test_an_unknown_alignment_lists_the_choices():
    with pytest.raises(InputError, match="Choose from left, right, center"):
        TableColumn("A", align="middle")


@pytest.mark.parametrize("level", [0, 5])
def test_heading_levels_are_one_to_four(level):
    with pytest.raises(InputError, match="Give 1 to 4"):
        Heading(level, "Text")


def test_an_unknown_notice_lists_the_choices():
    with pytest.raises(InputError, match="Say note or warning"):
        Notice("danger", "Text")


def test_a_chart_checks_its_marks():
    with pytest.raises(InputError, match="'large' is no mark"):
        Chart("T", ("A",), (ChartColumn("1", "", ("large",)),))

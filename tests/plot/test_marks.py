import pytest

from hanse.errors import InputError
from hanse.plot.marks import ChartColumn, check_chart, read_mark


@pytest.mark.parametrize(
    ("text", "glyph", "words"),
    [
        ("core-present", "●", "core present"),
        ("core-absent", "⊗", "core absent"),
        ("present", "•", "peripheral present"),
        ("absent", "ⓧ", "peripheral absent"),
        ("", "", "does not matter"),
        ("core:1,2", "{1,2}", "core value 1 or 2"),
        ("value:0", "{0}", "peripheral value 0"),
    ],
)
def test_each_mark_has_a_glyph_and_words(text, glyph, words):
    assert (read_mark(text).glyph, read_mark(text).words) == (glyph, words)


@pytest.mark.parametrize("text", ["core", "core:", "core-", "Present", "present:1", "x"])
def test_an_unknown_mark_is_refused_with_the_choices(text):
    with pytest.raises(InputError, match="is no mark of a configuration chart"):
        read_mark(text)


def test_a_path_with_too_few_marks_is_named():
    with pytest.raises(InputError, match="path 1a: 1 marks for 2 conditions"):
        check_chart([ChartColumn("1a", "", ("present",))], ["A", "B"], [], [])


def test_a_path_with_too_many_numbers_is_named():
    with pytest.raises(InputError, match="path 1a: 1 numbers for 0 rows"):
        check_chart([ChartColumn("1a", "", ("present",), (0.9,))], ["A"], [], [])


def test_a_footer_has_one_value_for_each_group():
    paths = [ChartColumn("1", "M1", ("",)), ChartColumn("2", "M1", ("",))]
    with pytest.raises(InputError, match="row Coverage: 2 values for 1 groups"):
        check_chart(paths, ["A"], [], [("Coverage", ("0.5", "0.5"))])


def test_a_column_comes_back_from_its_dictionary():
    column = ChartColumn("1a", "M1", ("core:1,2", ""), (0.5, None))
    assert ChartColumn.from_dict(column.to_dict()) == column

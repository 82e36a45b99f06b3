"""Raters: the table they fill, and the panel they make."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategy.rated_options import CRITERIA, rated

from hanse.errors import InputError
from hanse.result import answer_from_dict
from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.raters.panel import panel
from hanse.strategy.raters.read import RaterRating, read_raters
from hanse.strategy.sensitivity.single_changes import single_changes

CATALOGUE = read_catalogue()
PROPOSITION_1 = (("outsourcing-materials",), ("outsourcing-processing",))


def written(tmp_path, text, name="raters.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(tmp_path, text):
    with pytest.raises(InputError) as caught:
        read_raters(written(tmp_path, text), CATALOGUE)
    return str(caught.value)


def given_by(option, name, **levels):
    return [
        RaterRating(rater, option, name, level, level, level) for rater, level in levels.items()
    ]


# Reading


def test_a_table_of_raters_is_read_row_by_row(tmp_path):
    text = (
        "rater;option;criterion;level;lower;upper;evidence;note;date\n"
        "Ada;captive-lower;feasibility;MF;;;a plant in Győr;;2025-03-01\n"
        "Ben;captive-lower;feasibility;;LF;MF;;not sure;\n"
        "Cem;captive-lower;core;+,-;-;+;;;\n"
        "Dea;captive-lower;core;;;;;;\n"
    )
    ada, ben, cem, dea = read_raters(written(tmp_path, text), CATALOGUE)
    assert ada == RaterRating(
        "Ada", "captive-lower", "feasibility", "MF", "MF", "MF", "a plant in Győr", "", "2025-03-01"
    )
    assert (ben.level, ben.cautious, ben.hopeful, ben.note) == (None, "LF", "MF", "not sure")
    assert (cem.level, cem.lower, cem.upper, cem.cautious) == ("+/–", "–", "+", "+/–")
    assert not dea.has_opinion
    assert (dea.level, dea.cautious, dea.hopeful) == (None, "", "")


def test_options_and_criteria_are_named_by_id_or_by_what_readers_see(tmp_path):
    name = CATALOGUE.option("captive-lower").name
    text = f"rater;option;criterion;level\nAda;{name.upper()};avoid lock-in;met\n"
    found = read_raters(written(tmp_path, text), CATALOGUE)
    assert found == (RaterRating("Ada", "captive-lower", "lock_in", "+", "+", "+"),)


def test_a_workbook_is_read_as_well(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Rater", "Way abroad", "Option", "Criterion", "Level"])
    book.active.append(["Ada", "reshoring", "reshoring", "feasibility", "MF"])
    book.save(tmp_path / "raters.xlsx")
    found = read_raters(tmp_path / "raters.xlsx", CATALOGUE)
    assert found == (RaterRating("Ada", "reshoring", "feasibility", "MF", "MF", "MF"),)


def test_a_range_with_a_level_at_one_end_needs_only_the_other(tmp_path):
    text = "rater;option;criterion;level;lower;upper\nAda;reshoring;core;+/-;;+\n"
    found = read_raters(written(tmp_path, text), CATALOGUE)[0]
    assert (found.level, found.lower, found.upper) == ("+/–", "+/–", "+")


def test_everything_wrong_is_told_at_once_with_row_column_and_choices(tmp_path):
    said = problems_of(
        tmp_path,
        "rater;option;criterion;level\n"
        "Ada;captive-low;core;+\n"
        "Ada;captive-lower;cor;+\n"
        "Ada;captive-lower;core;HF\n"
        ";captive-lower;core;+\n"
        "Ada;reshoring;core;+\n"
        "Ada;reshoring;core;-\n",
    )
    lines = said.splitlines()
    assert lines[0] == "raters.csv: 5 problems:"
    assert lines[1].startswith(
        "  - raters.csv, row 2, column option: there is no option 'captive-low'. Did you mean"
        " 'captive-lower'? There are: cost-exporting,"
    )
    assert lines[2] == (
        "  - raters.csv, row 3, column criterion: there is no criterion 'cor'. Did you mean"
        " 'core'? There are: feasibility, lock_in, lock_in_tangible, lock_in_intangible, core."
    )
    assert lines[3] == (
        "  - raters.csv, row 4, column level: there is no level 'HF' of core. There are: –, +/–, +."
    )
    assert lines[4] == ("  - raters.csv, row 5, column rater: there is no rater. Name who rates.")
    assert lines[5] == (
        "  - raters.csv, row 7, column rater: Ada rates reshoring on core again, first in row 6."
        " Keep one of the two rows."
    )
    assert len(lines) == 6


def test_a_row_with_two_wrong_cells_is_told_of_both(tmp_path):
    said = problems_of(tmp_path, "rater;option;criterion;level\nAda;x;core;HF\n")
    assert "there is no option 'x'" in said
    assert "there is no level 'HF' of core" in said


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("rater;option;level", "raters.csv: the column 'criterion' is missing. The columns are:"),
        ("rater;option;criterion", "raters.csv: the column 'level' is missing. The columns are:"),
        ("rater;option;criterion;lower", "raters.csv: the column 'level' is missing."),
        (
            "rater;option;criterion;level;lowr",
            "raters.csv: there is no column 'lowr'. Did you mean 'lower'?",
        ),
    ],
)
def test_missing_and_misspelt_columns_are_errors(tmp_path, header, said):
    row = ";".join("x" for _ in header.split(";"))
    assert problems_of(tmp_path, f"{header}\n{row}\n").startswith(said)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            ";+;-",
            "raters.csv, row 2, column lower: the range of core goes from + down to –."
            " Write the worse level as lower.",
        ),
        (
            ";;+",
            "raters.csv, row 2, column lower: the range has no lower end."
            " Give both ends, or a level.",
        ),
        (
            ";-;",
            "raters.csv, row 2, column upper: the range has no upper end."
            " Give both ends, or a level.",
        ),
        (
            "+;-;+/-",
            "raters.csv, row 2, column level: level + is outside its range – to +/–."
            " Choose a level between lower and upper.",
        ),
    ],
)
def test_ranges_that_are_none_are_errors(tmp_path, cells, said):
    text = f"rater;option;criterion;level;lower;upper\nAda;reshoring;core;{cells}\n"
    assert problems_of(tmp_path, text) == said


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_raters(tmp_path / "raters.csv", CATALOGUE)


# The panel


@pytest.mark.parametrize(
    ("levels", "median", "upper"),
    [
        (["low"], "low", "low"),
        (["low", "high"], "low", "high"),
        (["low", "mid", "high"], "mid", "mid"),
        (["low", "low", "high", "high"], "low", "high"),
        (["low", "mid", "mid", "high"], "mid", "mid"),
        (["low", "low", "low", "high", "high"], "low", "low"),
    ],
)
def test_the_median_is_the_highest_level_that_more_than_half_reach(levels, median, upper):
    ratings = given_by("a", "reach", **{f"r{i}": level for i, level in enumerate(levels)})
    found = panel(rated({"a": (1, 1, 1)}), ratings)
    one = found.cells[0]
    assert (one.median, one.upper_median) == (median, upper)
    assert one.is_split == (median != upper)
    assert one.counts == {name: levels.count(name) for name in ("low", "mid", "high")}
    assert found.verify()


@given(st.lists(st.integers(0, 2), min_size=1, max_size=9))
@settings(max_examples=60, deadline=None)
def test_at_least_half_stand_on_each_side_of_a_median(places):
    levels = CRITERIA[1].levels
    ratings = given_by("a", "reach", **{f"r{i}": levels[p] for i, p in enumerate(places)})
    found = panel(rated({"a": (1, 1, 1)}), ratings)
    for level in (found.cells[0].median, found.cells[0].upper_median):
        place = levels.index(level)
        assert 2 * sum(one >= place for one in places) >= len(places)
        assert 2 * sum(one <= place for one in places) >= len(places)
    assert found.verify()


def test_a_range_counts_with_its_lower_end_and_then_with_its_upper_end():
    ratings = [RaterRating("Ada", "a", "reach", None, "low", "high")]
    one = panel(rated({"a": (1, 1, 1)}), ratings).cells[0]
    assert (one.median, one.upper_median, one.ranges) == ("low", "high", 1)
    assert (one.lowest, one.highest) == ("low", "high")
    assert sum(one.counts.values()) == 0
    assert not one.is_disagreed


def test_a_raters_own_advice_reads_a_range_at_its_lower_end():
    found = panel(CATALOGUE, [RaterRating("Ada", "captive-lower", "feasibility", None, "LF", "MF")])
    assert found.each[0].advised == found.advice[0].advised == PROPOSITION_1
    assert found.advice[0].upper_advised == (*PROPOSITION_1, ("captive-lower",))


@pytest.mark.parametrize(
    ("levels", "is_disagreed"),
    [
        (["mid", "mid", "high"], False),
        (["mid", "high"], True),
        (["low", "low", "low", "low", "high"], True),
        (["mid"], False),
    ],
)
def test_disagreement_is_two_levels_apart_or_no_majority(levels, is_disagreed):
    ratings = given_by("a", "reach", **{f"r{i}": level for i, level in enumerate(levels)})
    found = panel(rated({"a": (1, 1, 1)}), ratings)
    assert found.cells[0].is_disagreed == is_disagreed
    assert bool(found.cells[0].sentence) == is_disagreed
    assert len(found.disagreements) == is_disagreed


def test_the_sentence_names_the_rating_and_the_raters_at_both_ends():
    ratings = given_by("captive-lower", "feasibility", Ada="LF", Ben="HF", Cem="LF", Dea="MF")
    assert panel(CATALOGUE, ratings).disagreements[0].sentence == (
        f"4 raters disagree on {CATALOGUE.option('captive-lower').name}, 'feasible for SMEs': from"
        " LF (less feasible; Ada and Cem) to HF (highly feasible; Ben)."
    )


def test_levels_far_apart_are_never_averaged():
    ratings = given_by("captive-lower", "feasibility", Ada="LF", Ben="HF")
    one = panel(CATALOGUE, ratings).cells[0]
    assert "MF" not in (one.median, one.upper_median)
    assert one.is_split


def test_shares_of_raters_and_split_medians_by_hand():
    ratings = given_by("captive-lower", "feasibility", Ada="LF", Ben="MF")
    found = panel(CATALOGUE, ratings)
    cost = found.advice[0]
    assert cost.strategy == "cost"
    assert cost.advised == PROPOSITION_1
    assert cost.upper_advised == (*PROPOSITION_1, ("captive-lower",))
    assert cost.is_split
    assert [(one.parts, one.n, one.share) for one in cost.mixtures] == [
        (("outsourcing-materials",), 2, 1.0),
        (("outsourcing-processing",), 2, 1.0),
        (("captive-lower",), 1, 0.5),
    ]
    assert [one.parts for one in cost.options] == [one.parts for one in cost.mixtures]
    assert any(said.startswith("The raters are split") for said in cost.sentences)
    assert not found.advice[1].is_split
    assert found.verify()


def test_what_a_rater_leaves_open_is_the_catalogues_and_counted():
    ratings = [
        *given_by("captive-lower", "feasibility", Ada="MF"),
        RaterRating("Ada", "captive-lower", "core", None),
    ]
    cost, differentiation = panel(CATALOGUE, ratings).each
    assert (cost.n_own, cost.n_catalogue) == (1, 17)
    assert (differentiation.n_own, differentiation.n_catalogue) == (0, 12)
    assert differentiation.advised == single_changes(CATALOGUE, "differentiation").advised


def test_one_rater_who_says_what_the_catalogue_says_changes_nothing():
    ratings = [
        RaterRating("Ada", one.option, one.criterion, one.level, one.level, one.level)
        for one in CATALOGUE.ratings
        if one.level is not None
    ]
    found = panel(CATALOGUE, ratings)
    assert found.advice[0].advised == PROPOSITION_1
    assert [one.n_catalogue for one in found.each] == [0, 0]
    assert not found.disagreements
    assert all(one.median == one.catalogue_level for one in found.cells)


def test_an_option_that_the_catalogue_leaves_unrated_becomes_rated():
    best = {"feasibility": "HF", "lock_in": "+", "core": "+"}
    ratings = [
        one for name, level in best.items() for one in given_by("reshoring", name, Ada=level)
    ]
    found = panel(CATALOGUE, ratings)
    assert found.cell("reshoring", "core").catalogue_level is None
    assert not CATALOGUE.is_rated("reshoring")
    assert found.medians.is_rated("reshoring")
    assert found.advice[0].advised == (("reshoring",),)
    some = panel(CATALOGUE, ratings[:2])
    assert not some.medians.is_rated("reshoring")
    assert some.advice[0].advised == PROPOSITION_1


def test_an_option_is_counted_once_for_each_rater():
    levels = {"a": (2, 0, 2), "b": (2, 0, 2), "c": (1, 2, 1)}
    catalogue = rated(levels, supplementary={"c"})
    ratings = [*given_by("c", "core", Ada="mid"), *given_by("c", "ease", Ben="low")]
    found = panel(catalogue, ratings).advice[0]
    assert [(one.parts, one.n) for one in found.options] == [(("a",), 2), (("b",), 2), (("c",), 1)]
    assert [(one.parts, one.n) for one in found.mixtures] == [
        (("a", "c"), 1),
        (("b", "c"), 1),
        (("a",), 1),
        (("b",), 1),
    ]
    said = "nothing meets every criterion; the best feasible is A, or B."
    assert found.sentences[0].endswith(said) == found.is_fallback


def test_a_side_of_a_criterion_is_shown_and_moves_nothing():
    ratings = given_by("captive-lower", "lock_in_tangible", Ada="–")
    found = panel(CATALOGUE, ratings)
    assert found.cells[0].median == "–"
    assert found.advice[0].advised == PROPOSITION_1
    assert found.each[0].n_own == 0


def test_a_cell_nobody_speaks_of_is_not_there():
    found = panel(CATALOGUE, given_by("reshoring", "core", Ada="+"))
    assert found.cell("captive-lower", "core") is None
    assert len(found.cells) == 1


def test_the_panel_prints_disagreement_and_advice():
    ratings = given_by("captive-lower", "feasibility", Ada="LF", Ben="HF")
    lines = str(panel(CATALOGUE, ratings)).splitlines()
    assert lines[0] == "2 raters, opinions on 1 rating, disagreement on 1."
    assert lines[1].startswith("2 raters disagree on")
    assert lines[2].startswith("Strategy 'cost', on the medians:")
    assert lines[-1] == "Ratings without an opinion are the catalogue's: 24 for 2 raters."


def test_the_frame_has_a_row_for_each_rating_with_an_opinion():
    frame = panel(CATALOGUE, given_by("reshoring", "core", Ada="+", Ben="–")).to_frame()
    assert frame.to_dict("records") == [
        {
            "option": "reshoring",
            "criterion": "core",
            "n": 2,
            "median": "–",
            "upper_median": "+",
            "lowest": "–",
            "highest": "+",
            "ranges": 0,
            "catalogue_level": None,
            "is_disagreed": True,
        }
    ]


def test_the_panel_comes_back_from_a_dictionary():
    found = panel(CATALOGUE, given_by("captive-lower", "feasibility", Ada="LF", Ben="HF"))
    assert answer_from_dict(found.to_dict()) == found


def test_a_wrong_median_is_found_by_verify():
    from dataclasses import replace

    found = panel(CATALOGUE, given_by("captive-lower", "feasibility", Ada="LF", Ben="LF"))
    wrong = replace(found.cells[0], median="MF")
    assert not replace(found, cells=(wrong,)).verify()


def test_shares_of_raters_are_counts_of_their_own_advice():
    rows = [("Ada", "LF"), ("Ben", "MF"), ("Cem", "HF"), ("Dea", "MF")]
    found = panel(CATALOGUE, given_by("captive-lower", "feasibility", **dict(rows)))
    own = [one for one in found.each if one.strategy == "cost"]
    counts = Counter(mixture for one in own for mixture in one.advised)
    assert {one.parts: one.n for one in found.advice[0].mixtures} == counts


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ([], "no rater has an opinion. Give a level in at least one row."),
        (
            [RaterRating("Ada", "reshoring", "core", None)],
            "no rater has an opinion. Give a level in at least one row.",
        ),
        (
            given_by("reshoring", "core", Ada="+") * 2,
            "rater Ada: reshoring is rated twice on core. Keep one of the two.",
        ),
        (
            given_by("reshoring", "core", Ada="HF"),
            "criterion core: there is no level 'HF'. There are: –, +/–, +.",
        ),
        (
            given_by("reshoring", "cor", Ada="+"),
            "rater Ada: there is no criterion 'cor'. Did you mean 'core'? There are: feasibility,"
            " lock_in, lock_in_tangible, lock_in_intangible, core.",
        ),
    ],
)
def test_ratings_that_cannot_be_are_errors(ratings, said):
    with pytest.raises(InputError) as caught:
        panel(CATALOGUE, ratings)
    assert str(caught.value) == said


@pytest.mark.parametrize("raters", [["Ada"], ["Ada", "Ben"]])
def test_raters_who_give_the_same_range_do_not_disagree(raters):
    ratings = [RaterRating(one, "captive-lower", "core", None, "–", "+") for one in raters]
    cell = panel(CATALOGUE, ratings).cells[0]
    assert not cell.is_disagreed
    assert cell.is_split
    assert not cell.sentence


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: replace(made, cells=()),
        lambda made: replace(made, each=made.each[1:]),
        lambda made: replace(made, advice=made.advice[1:]),
        lambda made: replace(made, cells=(replace(made.cells[0], lowest="+"),)),
        lambda made: replace(made, cells=(replace(made.cells[0], is_disagreed=False),)),
        lambda made: replace(made, cells=(replace(made.cells[0], median="+/–"),)),
    ],
)
def test_a_panel_in_which_anything_is_wrong_is_not_verified(spoil):
    made = panel(CATALOGUE, given_by("captive-lower", "core", Ada="–", Ben="+"))
    assert made.verify()
    assert not spoil(made).verify()

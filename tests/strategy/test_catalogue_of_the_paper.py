"""The catalogue that comes with hanse against the tables of Gancarczyk and Gancarczyk (2017)."""

import re
from pathlib import Path

import pytest
from tests.oracles.strategy import (
    CATALOGUE_IDS,
    CRITERIA,
    MOVERS,
    SCALES,
    TABLE_1,
    TABLE_2,
    TABLE_3,
    all_contexts,
    in_context,
    problem_of,
)

from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.levels import read_level

PAPER = Path(__file__).parents[2].parent / "shared" / "papers"
PAPER = PAPER / "gancarczyk-2017-proactive-strategies.txt"
CATALOGUE = read_catalogue()
PRINTED = {
    (CATALOGUE_IDS[code], criterion): level
    for code, row in {**TABLE_2, **TABLE_3}.items()
    for criterion, level in zip(CRITERIA, row, strict=True)
}
SIDES = ("lock_in_tangible", "lock_in_intangible")
RATED = [one for one in CATALOGUE.ratings if one.level is not None]
SECTION = re.compile(r"(Table [123](, option [1-5])?|[1-7](\.[1-3])?(, footnote [12])?)")
SECTION = re.compile(rf"{SECTION.pattern}|Proposition [12][abc]?")


def name_of(rating):
    return f"{rating.option} on {rating.criterion}"


def test_the_criteria_are_the_papers_two_with_objective_1_in_two_sides():
    assert tuple(one.id for one in CATALOGUE.evaluated) == CRITERIA
    assert {one.id: one.levels for one in CATALOGUE.evaluated} == SCALES
    assert [one.role for one in CATALOGUE.evaluated] == ["feasibility", "objective", "objective"]
    assert [one.mixture for one in CATALOGUE.evaluated] == ["hardest", "best", "best"]
    assert [one.id for one in CATALOGUE.criteria if one.part_of == "lock_in"] == list(SIDES)


@pytest.mark.parametrize("cell", list(PRINTED), ids=" on ".join)
def test_each_rating_is_the_one_that_the_paper_prints(cell):
    assert CATALOGUE.rating(*cell).level == PRINTED[cell]


def test_no_screened_rating_is_there_that_the_paper_does_not_print():
    found = {(one.option, one.criterion) for one in RATED if one.criterion not in SIDES}
    assert found == set(PRINTED)


@pytest.mark.parametrize("rating", CATALOGUE.ratings, ids=name_of)
def test_each_rating_names_its_section_and_says_what_it_rests_on(rating):
    parts = rating.source.split("; ")
    assert all(SECTION.fullmatch(part) for part in parts)
    table, feasibility, objectives = (
        ("Table 2", "5.1", "5.2") if rating.option in COST else ("Table 3", "6.1", "6.2")
    )
    assert (feasibility if rating.criterion == "feasibility" else objectives) in parts
    assert (table in parts) == (rating.criterion not in SIDES)
    assert rating.says.endswith(".")


COST = {CATALOGUE_IDS[code] for code in TABLE_2}


def test_lower_value_outsourcing_reaches_goods_rather_than_knowledge():
    for option in ("outsourcing-materials", "outsourcing-processing"):
        tangible, intangible = (CATALOGUE.rating(option, side) for side in SIDES)
        assert tangible.level == "+"
        assert (intangible.lower, intangible.level, intangible.upper) == ("–", "+/–", "+")


def test_captive_offshoring_of_lower_functions_reaches_goods_and_knowledge():
    assert [CATALOGUE.rating("captive-lower", side).level for side in SIDES] == ["+", "+"]


def test_reshoring_is_rated_on_no_criterion():
    assert {CATALOGUE.rating("reshoring", one.id).level for one in CATALOGUE.criteria} == {None}
    assert not CATALOGUE.is_rated("reshoring")
    assert CATALOGUE.option("reshoring").strategies == ("cost", "differentiation")


def test_the_options_stand_in_the_order_of_the_tables():
    for strategy, table in (("cost", TABLE_2), ("differentiation", TABLE_3)):
        served = [one.id for one in CATALOGUE.serving(strategy)]
        assert served == [*(CATALOGUE_IDS[code] for code in table), "reshoring"]


def test_the_phases_and_governance_modes_are_those_of_table_1():
    found = {one.number: one.governance.replace("_", " ") for one in CATALOGUE.phases}
    assert found == TABLE_1
    assert all(one.localisation and one.cost and one.differentiation for one in CATALOGUE.phases)


def test_each_option_has_the_phase_of_its_governance_mode():
    phases = {one.governance: one.number for one in CATALOGUE.phases}
    assert all(one.phase == phases[one.governance] for one in CATALOGUE.options)
    by_word = {"captive": "3", "exporting": "1", "outsourcing": "2", "reshoring": "4"}
    for one in CATALOGUE.options:
        assert one.phase == next(n for word, n in by_word.items() if word in one.id)


def test_what_moves_is_what_the_heads_of_the_tables_say():
    moves = {one.id: (one.relocation, one.functions, one.role) for one in CATALOGUE.options}
    assert moves == {
        "cost-exporting": ("none", "none", "base"),
        "outsourcing-materials": ("selective", "lower", "base"),
        "outsourcing-processing": ("selective", "lower", "base"),
        "captive-lower": ("selective", "lower", "base"),
        "replicative-outsourcing": ("replicative", "all", "base"),
        "replicative-captive": ("replicative", "all", "base"),
        "niche-exporting": ("none", "none", "base"),
        "upgrading-exporting": ("none", "none", "base"),
        "outsourcing-higher": ("selective", "higher", "supplementary"),
        "captive-higher": ("selective", "higher", "supplementary"),
        "reshoring": ("return", "all", "base"),
    }
    assert [one.relocation for one in CATALOGUE.exclusions] == ["replicative"]


def test_the_merged_cells_of_table_3_are_stored_as_a_range_with_a_note():
    core = CATALOGUE.rating("captive-higher", "core")
    assert (core.lower, core.level, core.upper) == ("+/–", "+/–", "+")
    assert "merged" in core.note
    assert "6.3" in core.note
    assert "merged" in CATALOGUE.rating("captive-higher", "lock_in").note


def test_all_other_screened_ratings_are_no_ranges():
    ranges = {
        (one.option, one.criterion)
        for one in RATED
        if one.criterion not in SIDES and one.lower != one.upper
    }
    assert ranges == {("captive-higher", "core")}


def test_reshoring_as_phase_4_or_5_is_stored_with_a_note():
    phase = next(one for one in CATALOGUE.phases if one.governance == "reshoring")
    for note in (phase.note, CATALOGUE.option("reshoring").note):
        assert {"4", "5"} <= set(re.findall(r"phase (\d)", note))


def test_the_three_minus_signs_are_noted_and_read_as_one():
    assert "minus sign" in CATALOGUE.note
    core = CATALOGUE.criterion("core")
    assert {read_level(sign, core) for sign in ("-", "–", "−", "(–)")} == {"–"}
    assert {read_level(sign, core) for sign in ("+,-", "+,–", "+, –", "+/−")} == {"+/–"}


def test_the_moderators_are_those_of_the_oracle_on_the_screened_criteria():
    found = {
        (option, criterion, one.shift)
        for one in CATALOGUE.moderators
        for option in one.options
        for criterion in one.criteria
        if criterion not in SIDES
    }
    assert found == {
        (CATALOGUE_IDS[option], one.criterion, one.shift)
        for one in MOVERS
        for option in one.options
    }


def test_a_moderator_is_stated_where_the_paper_says_it_and_inferred_where_it_hints():
    status = {one.id: one.status for one in CATALOGUE.moderators}
    assert status == {
        "complex-goods": "stated",
        "complex-process": "stated",
        "simple-goods": "stated",
        "simple-process": "inferred",
        "standardised-elements": "stated",
        "medium-firm": "stated",
        "medium-firm-elsewhere": "inferred",
        "low-innovator": "inferred",
        "low-technology": "inferred",
        "craft": "inferred",
        "cluster-stage": "open",
        "firm-age": "open",
        "location": "open",
    }
    assert all(one.source and one.says for one in CATALOGUE.moderators)


def test_only_selective_relocation_of_the_medium_firm_is_stated_and_other_equity_is_inferred():
    moved = {one.id: (one.options, one.criteria, one.shift) for one in CATALOGUE.moderators}
    assert moved["medium-firm"] == (("captive-lower",), ("feasibility",), 1)
    assert moved["medium-firm-elsewhere"] == (
        ("replicative-captive", "captive-higher"),
        ("feasibility",),
        1,
    )


def test_simple_work_with_moderate_partners_moves_the_side_of_new_knowledge_and_nothing_else():
    found = {one.id: one for one in CATALOGUE.moderators}
    for name, question, option in (
        ("simple-goods", "product_complexity", "outsourcing-materials"),
        ("simple-process", "process_complexity", "outsourcing-processing"),
    ):
        one = found[name]
        assert dict(one.when) == {question: ("low",), "supplier_capability": ("moderate",)}
        assert (one.options, one.criteria) == ((option,), ("lock_in_intangible",))
        assert one.shift == -1
    assert CATALOGUE.criterion("lock_in_intangible").part_of == "lock_in"


def test_open_moderators_move_nothing_and_have_an_open_question_each():
    for one in CATALOGUE.moderators:
        if one.status == "open":
            assert (one.shift, dict(one.when), one.options, one.source) == (0, {}, (), "7.3")
            assert all(CATALOGUE.question(name).is_open for name in one.questions)
    asked = [name for one in CATALOGUE.moderators for name in one.questions]
    assert asked == [one.id for one in CATALOGUE.questions if one.is_open]


def test_the_questionnaire_has_ten_questions_beside_the_open_ones():
    assert [one.id for one in CATALOGUE.questions if not one.is_open] == [
        "strategy",
        "size",
        "innovator",
        "product_complexity",
        "process_complexity",
        "supplier_capability",
        "standardised",
        "technology",
        "craft",
        "initiative",
    ]
    assert all(one.source and len(one.choices) >= 2 for one in CATALOGUE.questions)


def test_moderators_hold_in_the_contexts_in_which_the_oracles_movers_do():
    for context in all_contexts():
        sums: dict[tuple[str, str], int] = {}
        for one in CATALOGUE.moderators:
            for option in one.options if one.holds(context) else ():
                for criterion in set(one.criteria) - set(SIDES):
                    sums[option, criterion] = sums.get((option, criterion), 0) + one.shift
        for strategy in ("cost", "differentiation"):
            moved = in_context(problem_of(strategy), context).ratings
            for code, before in problem_of(strategy).ratings.items():
                for place, criterion in enumerate(CRITERIA):
                    by = sums.get((CATALOGUE_IDS[code], criterion), 0)
                    level = before[place]
                    assert level is not None
                    assert moved[code][place] == min(2, max(0, level + by))


if PAPER.is_file():

    def rows_of_table(number):
        """Return the cells of the rows with ratings, in the three spellings of the paper."""
        text = PAPER.read_text(encoding="utf-8").partition(f"**Table {number}**")[2]
        kept = re.findall(r"^(?:Feasibility for SMEs|O(?i:bj)\. [12])\t(.*)$", text, re.MULTILINE)
        return [row.split("\t") for row in kept[:3]]

    @pytest.mark.parametrize(("number", "table"), [(2, TABLE_2), (3, TABLE_3)])
    def test_the_literal_tables_are_what_the_paper_prints(number, table):
        for criterion, cells in zip(CRITERIA, rows_of_table(number), strict=True):
            place = CRITERIA.index(criterion)
            scale = CATALOGUE.criterion(criterion)
            for code, cell in zip(table, cells, strict=True):
                # The merged cells of Table 3 leave the last column empty in the text.
                printed = cell or cells[list(table).index("D2")]
                assert read_level(printed, scale) == table[code][place]

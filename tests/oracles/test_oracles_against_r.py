"""The oracles against R QCA 3.25, on data with at most five conditions.

Collected only where ``shared/reference/qca`` lies next to the repository.
"""

import math
from collections import Counter

import pytest
from tests.oracles.minimiser import (
    Model,
    all_rows,
    conservative_models,
    easy_counterfactuals,
    intermediate_models,
    parsimonious_models,
    simplifying_assumptions,
)
from tests.oracles.r_records import (
    Record,
    coded_rows_of,
    conditions_of,
    data_of,
    has_single_cut,
    is_comparable,
    read_data,
    read_expectations,
    read_model,
    read_term,
    records,
    row_number,
)
from tests.oracles.truth_table import (
    consistency,
    coverage,
    necessity_consistency,
    necessity_coverage,
    pri,
    relevance_of_necessity,
    solution_membership,
    truth_table,
    unique_coverages,
)

SNAP = 1e-5
"""R prints smaller fit numbers as 0 (definition 4)."""


def kind_of(record: Record) -> str:
    if "dir.exp" in record["args"]:
        return "intermediate"
    return "parsimonious" if record["args"]["include"] == "?" else "conservative"


def named(found: list[Record]) -> list[object]:
    return [pytest.param(record, id=record["id"]) for record in found]


MODELS = [record for record in records("minimize") if is_comparable(record)]
INTERMEDIATE = [record for record in MODELS if kind_of(record) == "intermediate"]
TABLES = [
    record
    for record in records("truthtable")
    if "error" not in record and has_single_cut(record["args"])
]
FITS = [record for record in records("pof") if "output" in record]


def solution_of(record: Record) -> set[Model]:
    data = data_of(record)
    positives, negatives = coded_rows_of(record, data)
    if kind_of(record) == "conservative":
        return conservative_models(data.levels, positives)
    return parsimonious_models(data.levels, positives, negatives)


if MODELS:

    def test_no_record_has_dropped_out_of_the_comparison() -> None:
        assert Counter(map(kind_of, MODELS)) == {
            "conservative": 56,
            "parsimonious": 100,
            "intermediate": 59,
        }
        assert len(TABLES) == 102
        assert len(FITS) == 473

    @pytest.mark.parametrize("record", named(MODELS))
    def test_models_equal_those_of_r(record: Record) -> None:
        conditions = record["truthTable_args"]["conditions"]
        expected = [read_model(terms, conditions) for terms in record["output"]["models"]]
        assert len(set(expected)) == record["output"]["n_models"]
        assert solution_of(record) == set(expected)

    @pytest.mark.parametrize("record", named(MODELS))
    def test_simplifying_assumptions_equal_those_of_r(record: Record) -> None:
        data = data_of(record)
        positives, _ = coded_rows_of(record, data)
        by_model = record["output"]["SA_rows"].values()
        for terms, expected in zip(record["output"]["models"], by_model, strict=True):
            found = simplifying_assumptions(
                read_model(terms, data.conditions), data.levels, positives
            )
            assert {row_number(row, data.levels) for row in found} == set(expected)

    @pytest.mark.parametrize("record", named(INTERMEDIATE))
    def test_intermediate_models_of_each_pair_equal_those_of_r(record: Record) -> None:
        data = data_of(record)
        expectations = read_expectations(record["args"]["dir.exp"])
        found = intermediate_models(data.levels, *coded_rows_of(record, data), expectations)
        assert found == {
            tuple(read_model(pair[side], data.conditions) for side in ("c_sol", "p_sol")): {
                read_model(terms, data.conditions) for terms in pair["models"]
            }
            for pair in record["output"]["i_sol"].values()
        }

    @pytest.mark.parametrize("record", named(INTERMEDIATE))
    def test_easy_counterfactuals_of_each_pair_equal_those_of_r(record: Record) -> None:
        data = data_of(record)
        expectations = read_expectations(record["args"]["dir.exp"])
        for pair in record["output"]["i_sol"].values():
            found = easy_counterfactuals(
                read_model(pair["c_sol"], data.conditions),
                read_model(pair["p_sol"], data.conditions),
                data.levels,
                *coded_rows_of(record, data),
                expectations,
            )
            assert {row_number(row, data.levels) for row in found} == set(pair["EC_rows"])

    @pytest.mark.parametrize("record", named(TABLES))
    def test_truth_table_rows_equal_those_of_r(record: Record) -> None:
        data = data_of(record)
        fits = truth_table(data.memberships, data.outcome, data.levels)
        positives, negatives = coded_rows_of(record, data)
        listed = record["output"]["table"]
        row_of_number = {row_number(row, data.levels): row for row in all_rows(data.levels)}
        for place, number in enumerate(listed["row"]):
            row = row_of_number[int(number)]
            code = "1" if row in positives else "0" if row in negatives else "?"
            assert (code, fits[row].n) == (str(listed["OUT"][place]), listed["n"][place])
            assert_close(fits[row].consistency, listed["incl"][place])
            assert_close(fits[row].pri, listed["PRI"][place])
        unlisted = set(row_of_number) - {int(number) for number in listed["row"]}
        assert all(fits[row_of_number[number]].n == 0 for number in unlisted)

    @pytest.mark.parametrize("record", named(FITS))
    def test_fit_measures_equal_those_of_r(record: Record) -> None:
        arguments, output = record["args"], record["output"]
        conditions = conditions_of(record["data"])
        data = read_data(record["data"], conditions, arguments["outcome"])
        terms = [
            read_term(text, conditions) for text in arguments["setms"].replace(" ", "").split("+")
        ]
        columns = [
            [solution_membership(case, {each}, data.levels) for case in data.memberships]
            for each in terms
        ]
        unique = [*unique_coverages(columns, data.outcome), math.nan]
        if len(terms) > 1:
            whole = [solution_membership(case, terms, data.levels) for case in data.memberships]
            columns.append(whole)
        for place, x in enumerate(columns):
            for measure, numbers in output.items():
                if measure == "covU":
                    assert_close(unique[place], numbers[place])
                elif measure != "term":
                    assert_close(MEASURES[measure](x, data.outcome), numbers[place])


MEASURES = {
    "inclS": consistency,
    "covS": coverage,
    "PRI": pri,
    "inclN": necessity_consistency,
    "covN": necessity_coverage,
    "RoN": relevance_of_necessity,
}


def assert_close(ours: float, theirs: float | str) -> None:
    if isinstance(theirs, str):
        assert math.isnan(ours), (ours, theirs)
    else:
        snapped = 0.0 if abs(ours) < SNAP else ours
        assert snapped == pytest.approx(theirs, abs=1e-6)

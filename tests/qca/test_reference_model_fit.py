"""The fit of every model and term of the reference implementation, and the cases of the terms."""

import re

import pytest
from tests.qca.reference import (
    FOUND,
    SNAP,
    SNAP_OF_ONE_MODEL,
    agrees,
    cube_of,
    model_of,
    named,
)
from tests.qca.reference_models import INTERMEDIATE, PLAIN, solution_of, solved, terms_of

from hanse.qca.cubes import as_cubes, covers
from hanse.qca.fit import sufficiency_fit, unique_coverages
from hanse.qca.rows import term_memberships


def fits_of(record):
    """Return each group of models of a record with R's numbers for it."""
    output = record["output"]
    if solution_of(record) != "intermediate":
        return [(output["models"], output["fit"])]
    return [(entry["models"], entry["fit"]) for entry in output["i_sol"].values()]


COMPARED = [*PLAIN, *INTERMEDIATE]
SEVERAL = [r for r in COMPARED if any("individual" in fit for _, fit in fits_of(r))]


def ours_by_terms(record):
    solution = solved(record["id"]).of_type(solution_of(record))
    return {terms_of(model): model for model in solution.models}


def assert_model_agrees(model, theirs, snap):
    """Compare one of our models with R's table of it."""
    whole, conditions = theirs["sol_incl_cov"], model.table.conditions
    assert agrees(model.consistency, whole["inclS"], snap=snap)
    assert agrees(model.pri, whole["PRI"], snap=snap)
    assert agrees(model.coverage, whole["covS"], snap=snap)
    by_cube, listed = {term.cube: term for term in model.terms}, theirs["incl_cov"]
    assert len(by_cube) == len(listed["term"])
    for place, text in enumerate(listed["term"]):
        term = by_cube[cube_of(text, conditions)]
        assert agrees(term.consistency, listed["inclS"][place], snap=snap)
        assert agrees(term.pri, listed["PRI"][place], snap=snap)
        assert agrees(term.raw_coverage, listed["covS"][place], snap=snap)
        if len(by_cube) == 1:
            assert term.unique_coverage == pytest.approx(term.raw_coverage)
        else:
            assert agrees(term.unique_coverage, listed["covU"][place], snap=snap)


def test_no_record_is_left_out_in_silence():
    assert (len(COMPARED), len(SEVERAL)) == ((280, 81) if FOUND else (49, 5))


@pytest.mark.parametrize("record", named(COMPARED))
def test_the_fit_of_a_single_model_equals_that_of_the_reference(record):
    ours = ours_by_terms(record)
    conditions = record["truthTable_args"]["conditions"]
    for models, fit in fits_of(record):
        if len(models) == 1:
            assert_model_agrees(ours[model_of(models[0], conditions)], fit["overall"], SNAP)


@pytest.mark.parametrize("record", named(SEVERAL))
def test_the_fit_of_each_of_several_models_equals_that_of_the_reference(record):
    ours = ours_by_terms(record)
    conditions = record["truthTable_args"]["conditions"]
    for models, fit in fits_of(record):
        if len(models) > 1:
            for terms, theirs in zip(models, fit["individual"], strict=True):
                found = ours[model_of(terms, conditions)]
                assert_model_agrees(found, theirs, SNAP_OF_ONE_MODEL)


@pytest.mark.parametrize("record", named(SEVERAL))
def test_the_terms_of_all_models_together_fit_as_in_the_reference(record):
    table = solved(record["id"]).table
    for _, fit in fits_of(record):
        listed, whole = fit["overall"]["incl_cov"], fit["overall"]["sol_incl_cov"]
        cubes = [cube_of(text, table.conditions) for text in listed["term"]]
        members = term_memberships(table.corners(), as_cubes(cubes, len(table.conditions)))
        together = sufficiency_fit(members.max(axis=1), table.y())
        assert agrees(together.consistency, whole["inclS"])
        assert agrees(together.pri, whole["PRI"])
        assert agrees(together.coverage, whole["covS"])
        if len(cubes) > 1:
            alone = unique_coverages(members, table.y())
            assert all(agrees(a, b) for a, b in zip(alone, listed["covU"], strict=True))


@pytest.mark.parametrize("record", named(PLAIN))
def test_cases_of_a_term_are_those_of_its_positive_rows_in_the_reference(record):
    table, listed = solved(record["id"]).table, record["output"]["fit"]["overall"]["incl_cov"]
    in_positive_rows = {case for row in table.rows if row.out == "1" for case in row.cases}
    by_cube = {t.cube: t for m in ours_by_terms(record).values() for t in m.terms}
    k = len(table.conditions)
    for place, text in enumerate(listed["term"]):
        cube = cube_of(text, table.conditions)
        theirs = {case.strip() for case in re.split("[,;]", listed["cases"][place])}
        if cube in by_cube:
            assert set(by_cube[cube].cases) & in_positive_rows == theirs - {""}
        assert covers(as_cubes([cube], k), table.coded("1")).any()

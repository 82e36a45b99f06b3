"""Every parameter of fit of the reference implementation: necessity and sufficiency."""

import numpy as np
import pytest
from tests.qca.reference import FOUND, agrees, named, records, sets_behind, spelled

from hanse.qca import necessity
from hanse.qca.expression import parse_expression, parse_set
from hanse.qca.fit import necessity_fit, sufficiency_fit, unique_coverages
from hanse.qca.rows import corner_memberships, term_memberships
from hanse.qca.truth_table import outcome_membership

FITS = records("pof")
COMPARED = [r for r in FITS if "output" in r]
REPEATED = [r for r in FITS if "error" in r]
NECESSITY = [r for r in COMPARED if r["args"]["relation"] == "necessity"]
SUFFICIENCY = [r for r in COMPARED if r["args"]["relation"] == "sufficiency"]


def lists_all_literals(record):
    return " + " in record["args"]["setms"]


ALL_LITERALS = [r for r in NECESSITY if lists_all_literals(r)]


def memberships(record):
    """Return the membership of each case in each term of the record, and in the outcome."""
    sets, asked = sets_behind(record), record["args"]
    terms = parse_expression(spelled(asked["setms"], sets), sets.names, sets.levels)
    cubes = np.full((len(terms), len(sets.names)), -1, dtype=np.int8)
    for i, term in enumerate(terms):
        for literal in term:
            cubes[i, sets.index(literal.condition)] = literal.values[0]
    pairs = zip(sets.names, sets.levels, strict=True)
    corners = [corner_memberships(sets.column(name), level) for name, level in pairs]
    y = outcome_membership(sets, parse_set(asked["outcome"]))
    return term_memberships(corners, cubes), y


def with_whole(members):
    """Return the terms' memberships and, where there are several, that of their sum."""
    whole = [members.max(axis=1)] if members.shape[1] > 1 else []
    return [*members.T, *whole]


def test_no_record_is_left_out_in_silence():
    counts = tuple(map(len, (NECESSITY, SUFFICIENCY, REPEATED)))
    assert counts == ((375, 389, 14) if FOUND else (71, 71, 2))
    alone = [r for r in SUFFICIENCY if r["output"]["covU"] == ["NA"]]
    assert len(alone) == (196 if FOUND else 36)


@pytest.mark.parametrize("record", named(NECESSITY))
def test_necessity_equals_that_of_the_reference(record):
    members, y = memberships(record)
    output = record["output"]
    for place, x in enumerate(with_whole(members)):
        fit = necessity_fit(x, y)
        assert agrees(fit.consistency, output["inclN"][place])
        assert agrees(fit.ron, output["RoN"][place])
        assert agrees(fit.coverage, output["covN"][place])


@pytest.mark.parametrize("record", named(SUFFICIENCY))
def test_sufficiency_equals_that_of_the_reference(record):
    members, y = memberships(record)
    output = record["output"]
    for place, x in enumerate(with_whole(members)):
        fit = sufficiency_fit(x, y)
        assert agrees(fit.consistency, output["inclS"][place])
        assert agrees(fit.pri, output["PRI"][place])
        assert agrees(fit.coverage, output["covS"][place])


@pytest.mark.parametrize("record", named(SUFFICIENCY))
def test_unique_coverages_equal_those_of_the_reference(record):
    members, y = memberships(record)
    ours, theirs = unique_coverages(members, y), record["output"]["covU"]
    if len(ours) == 1:
        assert theirs == ["NA"], "undefined there for a single term, its raw coverage here"
        assert ours[0] == pytest.approx(sufficiency_fit(members[:, 0], y).coverage, nan_ok=True)
    else:
        assert theirs[-1] == "NA", "the whole has none"
        assert all(agrees(a, b) for a, b in zip(ours, theirs[:-1], strict=True))


@pytest.mark.parametrize("record", named(ALL_LITERALS))
def test_the_necessity_table_has_every_literal_of_the_reference(record):
    asked, output = record["args"], record["output"]
    table = necessity(sets_behind(record), asked["outcome"])
    ours = {one.condition: one for one in table.conditions}
    terms = [spelled(term, table.sets) for term in output["term"][:-1]]
    assert set(terms) == set(ours)
    for place, term in enumerate(terms):
        assert agrees(ours[term].consistency, output["inclN"][place])
        assert agrees(ours[term].ron, output["RoN"][place])
        assert agrees(ours[term].coverage, output["covN"][place])


@pytest.mark.parametrize("record", named(REPEATED))
def test_a_term_written_twice_counts_once_where_the_reference_fails(record):
    assert "duplicate 'row.names'" in record["error"]
    members, y = memberships(record)
    once = np.unique(members, axis=1)
    assert once.shape[1] < members.shape[1]
    assert necessity_fit(members.max(axis=1), y) == necessity_fit(once.max(axis=1), y)
    assert sufficiency_fit(members.max(axis=1), y) == sufficiency_fit(once.max(axis=1), y)

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.synthesis.made import RECORDS, findings
from tests.oracles.bibliometrics import map_cells

from hanse.errors import InputError
from hanse.evidence.synthesis import EvidenceMap, Finding, Findings, evidence_map

UNIVERSE = {"mechanism": ["mnc", "trust", "policy"], "country": ["Kenya", "PAK", "GHA"]}


def made(**more):
    return evidence_map(findings(), RECORDS, **{"universe": UNIVERSE, **more})


def test_a_study_of_several_clusters_counts_once_and_is_mixed_where_they_differ():
    cell = made().cell("mnc", "PAK")
    assert (cell.mixed, cell.n_studies, cell.sign) == (("Nadvi 1999b",), 1, "1±")


def test_several_studies_stand_in_their_directions():
    cell = made().cell("mnc", "KEN")
    assert (cell.supports, cell.none) == (("Nadvi and Schmitz 1999",), ("Nadvi 1999a",))
    assert cell.sign == "1+ 1○"


def test_what_is_not_reported_is_shown_and_no_gap():
    found = made()
    assert found.columns.values == ("KEN", "PAK", "GHA", "not reported")
    assert found.cell("trust", "not reported").n_studies == 1
    assert ("policy", "not reported") not in {(c.row, c.column) for c in found.empty}


def test_sums_count_a_study_once():
    found = made()
    assert found.row_studies == (3, 2, 0)
    assert found.column_studies == (2, 1, 0, 1)
    assert found.n_studies == 3


def test_empty_cells_are_named_against_the_universe():
    assert [(c.row, c.column) for c in made().empty] == [
        ("mnc", "GHA"),
        ("trust", "KEN"),
        ("trust", "GHA"),
        ("policy", "KEN"),
        ("policy", "PAK"),
        ("policy", "GHA"),
    ]


def test_gaps_are_ranked_by_what_both_sides_would_give():
    first = made().gaps[0]
    assert (first.row, first.column, first.row_studies, first.column_studies) == (
        "trust",
        "KEN",
        2,
        2,
    )
    assert first.expected == pytest.approx(4 / 3)
    assert [gap.expected for gap in made().gaps[1:]] == [0.0] * 5


def test_cells_that_rest_on_one_study_are_named():
    assert "On one study rest mnc × Pakistan (Nadvi 1999b)" in str(made())
    assert {(c.row, c.column) for c in made().single} == {
        ("mnc", "PAK"),
        ("trust", "PAK"),
        ("trust", "not reported"),
    }


def test_the_cube_has_mechanism_country_and_kind():
    found = made(universe={**UNIVERSE, "kind": ["metal", "tools"]})
    assert [(c.row, c.column, c.layer, c.n_studies) for c in found.cube] == [
        ("mnc", "KEN", "metal", 2),
        ("mnc", "PAK", "tools", 1),
        ("trust", "PAK", "not reported", 1),
        ("trust", "not reported", "not reported", 1),
    ]
    assert len(found.empty_in_cube) == 3 * 3 * 2 - 2
    assert "By kind too, 16 of 18 cells are empty." in str(found)
    assert found.layers.values == ("metal", "tools", "not reported")
    assert found.layer_studies == (2, 1, 2)


def test_without_a_universe_the_map_says_that_nothing_can_be_missed():
    text = str(made(universe=None))
    assert (
        "No universe of country was stated: a country that no study names cannot be missed" in text
    )


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ("continent", ("Africa", "Asia", "not reported")),
        ("region of the world", ("Southern Asia", "Sub-Saharan Africa", "not reported")),
        ("kind", ("metal", "tools", "not reported")),
        ("income group", ("lower middle", "not reported")),
    ],
)
def test_columns_may_be_groups_of_countries(columns, values):
    groups = {"income group": {"Pakistan": "lower middle", "KEN": "lower middle"}}
    found = made(columns=columns, layers=None, groups=groups, universe=None)
    if columns == "region of the world":
        assert len(found.columns.values) == 3
    else:
        assert found.columns.values == values
    assert found.verify()


def test_the_map_recounts_itself_and_finds_a_wrong_count():
    found = made()
    assert found.verify()
    cells = list(found.cells)
    cells[0] = replace(cells[0], supports=(*cells[0].supports, "Nadvi 1999b"))
    assert not replace(found, cells=tuple(cells)).verify()
    assert not replace(found, row_studies=(4, 2, 0)).verify()
    assert not replace(found, n_studies=4).verify()
    assert not replace(found, cube=found.cube[1:]).verify()
    assert not replace(found, cells=found.cells[1:]).verify()


def test_the_map_comes_back_from_its_dictionary():
    found = made()
    assert EvidenceMap.from_dict(found.to_dict()) == found
    assert evidence_map(findings(), layers=None).layers is None


def test_the_frame_has_every_cell_and_tells_gaps():
    frame = made().to_frame()
    flat = frame[frame["layer"] == ""]
    assert len(flat) == 3 * 4
    assert flat["is_gap"].sum() == 6
    assert flat.loc[(flat["row"] == "mnc") & (flat["column"] == "KEN"), "studies"].item() == 2


def test_no_findings_leave_every_cell_of_the_universe_empty():
    found = evidence_map(Findings(()), universe=UNIVERSE, layers=None)
    assert len(found.empty) == 9
    assert found.gaps[0].expected == 0.0
    assert found.verify()


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"rows": "mechanisms"}, "there is no axis 'mechanisms'. Did you mean 'mechanism'?"),
        ({"columns": "mechanism"}, "the axes are mechanism, mechanism, kind. Give each axis once."),
        ({"universe": {"countries": []}}, "there is no axis 'countries'"),
        (
            {"universe": {"mechanism": ["mnc", "trusts"]}},
            "universe of mechanism: there is no mechanism 'trust'. Did you mean 'trusts'?",
        ),
        ({"universe": {"country": ["KEN", "Kenya"]}}, "universe of country: 'KEN' stands twice"),
        ({"universe": {"country": ["Kenia"]}}, "universe of country: there is no country 'Kenia'"),
        (
            {"columns": "income", "groups": {"income": {"KEN": "low"}}, "universe": None},
            "evidence map, income: no group is given for Pakistan (PAK). Add it.",
        ),
    ],
)
def test_what_does_not_fit_is_refused(choices, said):
    with pytest.raises(InputError) as error:
        made(**choices)
    assert said in str(error.value)


def test_a_cell_that_is_not_there_is_refused():
    with pytest.raises(InputError, match=r"there is no country 'KEM'\. Did you mean 'KEN'"):
        made().cell("mnc", "KEM")


ROWS = st.lists(
    st.builds(
        Finding,
        record=st.sampled_from(["R1", "R2", "R3", "R4"]),
        mechanism=st.sampled_from(["a", "b", "c"]),
        direction=st.sampled_from(["supports", "opposes", "mixed", "none"]),
        unit=st.sampled_from(["", "x", "y"]),
        country=st.sampled_from(["", "KEN", "PER"]),
        cluster_kind=st.sampled_from(["", "k"]),
    ),
    unique=True,
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_cells_are_what_plain_loops_count(rows):
    found = evidence_map(
        Findings.of(rows), universe={"mechanism": "abc", "country": ["KEN", "PER"]}
    )
    expected = map_cells(rows, lambda x: x.mechanism, lambda x: x.country or "not reported")
    for cell in found.cells:
        said = expected.get((cell.row, cell.column), {})
        for direction in ("supports", "opposes", "mixed", "none"):
            wanted = tuple(sorted(s for s, d in said.items() if d == direction))
            assert getattr(cell, direction) == wanted
    open_cells = set(product("abc", ["KEN", "PER"])) - set(expected)
    assert {(c.row, c.column) for c in found.empty} == open_cells
    assert found.verify()
    assert max(found.row_studies) <= found.n_studies <= sum(found.row_studies) or not rows

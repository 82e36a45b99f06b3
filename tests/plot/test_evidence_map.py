from itertools import product

import pytest
from tests.plot.drawn_text import cut_off, marks, overlapping, root, texts, titles

from hanse.errors import InputError
from hanse.plot import MapSpot, evidence_map
from hanse.plot.evidence_spot import PALE
from hanse.plot.ink import DEVIANT, TYPICAL

ROWS, COLUMNS = ["Multinationals", "Trust", "Policy"], ["Chile", "Ghana", "not reported"]
SPOTS = [
    MapSpot("Multinationals", "Chile", supports=3, opposes=1, words="Nadvi 1999; Doe 2001"),
    MapSpot("Trust", "Ghana", none=1),
]


def drawn(**more):
    choices = {"rows": ROWS, "columns": COLUMNS, "spots": SPOTS, "title": "T", **more}
    return evidence_map(
        choices.pop("rows"), choices.pop("columns"), choices.pop("spots"), **choices
    )


def test_the_words_say_every_cell_and_every_gap():
    assert drawn(gaps=[("Policy", "Chile")]).alt == (
        "T: studies in 2 of 9 cells (Mechanism by Country). "
        "Multinationals: Chile 4 studies (3 support, 1 opposes); no study for Ghana. "
        "Trust: Ghana 1 study (1 sees no effect); no study for Chile. "
        "Policy: no study for Chile and Ghana. First gaps: Policy × Chile."
    )


def test_numbers_with_signs_stand_below_the_circles_and_gaps_are_named():
    shown = texts(drawn())
    assert {"3 (+)  1 (−)", "1 (○)"} <= set(shown)
    assert "No study. Multinationals: Ghana; Trust: Chile; Policy: nowhere." in " ".join(shown)


def test_a_gap_has_a_square_and_what_is_not_reported_has_none():
    squares = [one for one in marks(drawn(), "rect", width=16) if one.get("stroke-dasharray")]
    assert len(squares) == 4 + 2  # four empty cells, two in the key


def test_gaps_have_their_rank():
    gaps = [("Policy", "Ghana"), ("Trust", "Chile")]
    assert {"1", "2"} <= set(texts(drawn(gaps=gaps)))
    assert "Policy × Ghana: no study, gap 1" in titles(drawn(gaps=gaps))


def test_the_area_of_a_circle_is_as_the_number_of_studies():
    spots = [MapSpot("Trust", "Ghana", supports=4), MapSpot("Trust", "Chile", opposes=1)]
    full = marks(drawn(spots=spots), "circle", fill=TYPICAL)
    red = marks(drawn(spots=spots), "circle", fill=DEVIANT)
    large, small = (max(float(one.get("r")) for one in own) for own in (full, red))
    assert large == pytest.approx(2 * small, abs=0.02)


def test_directions_are_sectors():
    spots = [MapSpot("Trust", "Ghana", 1, 1, 1, 1)]
    for fill in (TYPICAL, DEVIANT, PALE, "#ffffff"):
        sectors = [
            one for one in marks(drawn(spots=spots), "path", fill=fill) if "A" in one.get("d")
        ]
        assert len(sectors) == 1


def test_sums_are_drawn_where_they_are_given():
    shown = texts(drawn(row_totals=[41, 42, 43], column_totals=[51, 52, 53]))
    assert {"41", "42", "43", "51", "52", "53", "Studies"} <= set(shown)
    assert "Studies" not in texts(drawn())


def test_who_stands_where_the_pointer_rests():
    said = "Multinationals × Chile: 4 studies (3 support, 1 opposes) (Nadvi 1999; Doe 2001)"
    assert said in titles(drawn())


@pytest.mark.parametrize(("n_rows", "n_columns"), [(1, 1), (6, 5), (14, 13), (8, 24)])
@pytest.mark.parametrize("long", ["", " & international-isation of Промышленное оборудование"])
def test_nothing_overlaps_or_is_cut_off(n_rows, n_columns, long):
    rows = [f"Mechanism {at}{long}" for at in range(n_rows)]
    columns = [f"Country {at}{long}" for at in range(n_columns)]
    places = [place for at, place in enumerate(product(rows, columns)) if at % 3]
    spots = [
        MapSpot(*place, *(at * k % 30 for k in (1, 7, 11, 3))) for at, place in enumerate(places)
    ]
    there = {(one.row, one.column) for one in spots if one.n}
    gaps = [place for place in product(rows, columns) if place not in there]
    picture = drawn(
        rows=rows,
        columns=columns,
        spots=spots,
        gaps=gaps,
        row_totals=[99] * n_rows,
        column_totals=[99] * n_columns,
        note="n " * 200,
        title=f"T{long}" * 4,
    )
    assert overlapping(picture) == []
    assert cut_off(picture) == []


def test_many_columns_have_turned_names():
    columns = [f"Internationalia {at}" for at in range(20)]
    turned = [one for one in marks(drawn(columns=columns, spots=[]), "g") if one.get("transform")]
    assert len(turned) == 20


def test_no_rows_or_columns_leave_the_head():
    assert float(root(evidence_map([], [], [], title="T")).get("width")) > 0


def test_control_characters_are_left_out_and_bytes_are_the_same():
    one = drawn(title="T\x1b", note="n\x02")
    assert "\x1b" not in one.svg + one.alt
    assert drawn().svg == drawn().svg


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"rows": ["Trust", "Trust"], "spots": []}, "the row 'Trust' stands twice"),
        ({"spots": [MapSpot("Trsut", "Ghana", 1)]}, "no row 'Trsut'. Did you mean 'Trust'?"),
        ({"spots": [MapSpot("Trust", "Gana", 1)]}, "no column 'Gana'. Did you mean 'Ghana'?"),
        ({"spots": [SPOTS[1], SPOTS[1]]}, "Trust × Ghana: the cell is given twice"),
        ({"spots": [MapSpot("Trust", "Ghana", -1)]}, "a number of studies is -1"),
        ({"gaps": [("Trust", "Ghana")]}, "a gap has a study. Name empty cells only."),
        ({"row_totals": [1]}, "there are 1 sum for 3 rows"),
    ],
)
def test_what_does_not_fit_is_refused(choices, said):
    with pytest.raises(InputError) as error:
        drawn(**choices)
    assert said in str(error.value)

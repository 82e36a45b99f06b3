"""Three levels and their links."""

import pytest
from tests.observatory.internationalisation.made_panels import firm, long, same

from hanse.errors import InputError
from hanse.observatory.internationalisation import levels
from hanse.result import answer_from_dict

FIRMS = long(
    [
        firm("A", 2019, "Kista"),
        firm("A", 2021, "Kista"),
        firm("B", 2019, "Kista"),
        firm("B", 2020, "Lund"),
        firm("C", 2020, "Lund"),
    ]
)


def served(*pairs):
    return long([{"organisation": o, "cluster": c, "year": 2020} for o, c in pairs])


def reached(*pairs):
    return long([{"initiative": i, "cluster": c, "year": 2020} for i, c in pairs])


def test_links_run_from_firms_to_clusters_to_organisations_and_from_initiatives():
    made = levels(FIRMS, served(("Hub", "Kista"), ("Hub", "Lund")), reached(("Go", "Lund")))
    assert made.counts == {"firm": 3, "cluster": 2, "organisation": 1, "initiative": 1}
    assert made.to_frame().to_numpy().tolist() == [
        ["firm", "A", "cluster", "Kista", "2019", "2021"],
        ["firm", "B", "cluster", "Kista", "2019", "2019"],
        ["firm", "B", "cluster", "Lund", "2020", "2020"],
        ["firm", "C", "cluster", "Lund", "2020", "2020"],
        ["cluster", "Kista", "organisation", "Hub", "2020", "2020"],
        ["cluster", "Lund", "organisation", "Hub", "2020", "2020"],
        ["initiative", "Go", "cluster", "Lund", "2020", "2020"],
    ]
    assert made.unserved == ()
    assert made.unreached == ("Kista",)
    assert made.unreached_firms == 1  # B is in Lund too
    assert made.notes == (
        "No initiative reaches Kista (1 firm).",
        "In several clusters over the years: 1 firm.",
    )
    assert [one.to_name for one in made.linked("firm", "B")] == ["Kista", "Lund"]
    assert len(made.linked("cluster", "Lund")) == 4


def test_what_is_not_covered_is_a_note():
    made = levels(FIRMS, served(("Hub", "Kista")), clusters=["Oulu", "Kista", "Lund"])
    assert made.unserved == ("Lund", "Oulu")
    assert made.empty == ("Oulu",)
    assert made.unreached == ()  # no such file
    assert made.linked("cluster", "Oulu") == ()
    assert made.notes[:2] == (
        "No organisation serves Lund and Oulu (1 firm).",
        "No firm is listed in Oulu.",
    )
    assert str(made).splitlines()[1].split() == ["micro", "firms", "3"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda: levels(FIRMS, served(("Hub", "Kitsa"))),
            "frame, row 1, column cluster: there is no cluster 'Kitsa'. Did you mean 'Kista'? "
            "There are: Kista, Lund.",
        ),
        (
            lambda: levels(FIRMS, None, reached(("Go", "Lund"), ("Go", "Lundt"))),
            "frame, row 2, column cluster: there is no cluster 'Lundt'. Did you mean 'Lund'? "
            "There are: Kista, Lund.",
        ),
        (
            lambda: levels(FIRMS, clusters=["Kista"]),
            "frame, row 4, column cluster: there is no cluster 'Lund'. There are: Kista.",
        ),
        (
            lambda: levels(FIRMS).linked("firms", "A"),
            "there is no level 'firms'. Did you mean 'firm'? There are: firm, cluster, "
            "organisation, initiative.",
        ),
        (
            lambda: levels(FIRMS).linked("firm", "D"),
            "there is no firm 'D'. There are: A, B, C.",
        ),
    ],
)
def test_unknown_names_are_errors_with_the_nearest(call, said):
    with pytest.raises(InputError) as error:
        call()
    assert str(error.value) == said


def test_levels_come_back_from_a_dictionary():
    made = levels(FIRMS, served(("Hub", "Kista")), reached(("Go", "Lund")))
    back = answer_from_dict(made.to_dict())
    same(made, back)
    assert back == made

"""Clusters as sets of codes: what matches is listed, what does not is an error."""

import pytest

from hanse.errors import InputError
from hanse.observatory.specialisation import ClusterDefinition, match_clusters, read_definitions
from hanse.result import answer_from_dict

CODES = ("01", "311", "312", "331", "332", "333", "336")


def test_codes_beginnings_and_exclusions_match_in_the_order_of_the_data():
    asked = read_definitions({"metal": {"codes": ["33*", "01"], "exclude": ["336"]}, "food": "311"})
    found = match_clusters(asked, CODES)
    assert found.codes == {"metal": ("01", "331", "332", "333"), "food": ("311",)}
    assert found.unused == ("312", "336")
    assert found.shared == {}


def test_a_code_in_two_clusters_is_told_or_refused():
    asked = read_definitions({"metal": ["33*"], "machines": ["333"]})
    found = match_clusters(asked, CODES)
    assert found.notes == ("Code 333 is in metal and machines: it counts in each.",)
    assert found.to_frame()["n_clusters"].tolist() == [1, 1, 2, 1, 2]
    with pytest.raises(InputError, match=r"code 333 is in metal and machines. Exclude it from all"):
        match_clusters(asked, CODES, overlap="refuse")


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("334", "no code of the data is '334'. The nearest is '33"),
        ("33", r"no code of the data is '33'. Did you mean '33\*' \(331, 332, 333 and 336\)"),
        ("34*", "no code of the data begins with '34'. The nearest is '3"),
        ("3*3", "'3*3' is no code. A star stands at the end".replace("*", r"\*")),
    ],
)
def test_what_is_not_in_the_data_is_an_error_with_the_nearest(pattern, said):
    with pytest.raises(InputError, match=f"clusters x: {said}"):
        match_clusters([ClusterDefinition("x", (pattern,))], CODES)


def test_exclusions_must_take_something_out_and_leave_something():
    with pytest.raises(InputError, match="the exclusion '311' takes nothing out"):
        match_clusters([ClusterDefinition("x", ("33*",), ("311",))], CODES)
    with pytest.raises(InputError, match="all its codes are excluded"):
        match_clusters([ClusterDefinition("x", ("33*",), ("33*",))], CODES)


def test_two_clusters_of_one_name_and_an_unknown_way_are_errors():
    twice = [ClusterDefinition("x", ("311",)), ClusterDefinition("x", ("312",))]
    with pytest.raises(InputError, match="clusters x: two clusters have this name"):
        match_clusters(twice, CODES)
    with pytest.raises(InputError, match="there is no way with overlaps 'ignore'"):
        match_clusters(twice, CODES, overlap="ignore")


def test_all_problems_of_the_settings_are_told_together():
    with pytest.raises(InputError) as raised:
        read_definitions(
            {"a": {"code": ["1"]}, "b": [311], "c": {"codes": ["1"], "classification": 2}}
        )
    said = str(raised.value)
    assert "5 problems" in said
    assert "[clusters] a: there is no key 'code'. Did you mean 'codes'" in said
    assert "[clusters] b: codes is [311]. Write codes as text, to keep their zeros" in said
    assert "[clusters] c: classification is 2. Write text." in said


def test_the_answer_prints_and_comes_back():
    found = match_clusters(read_definitions({"metal": ["33*"]}), CODES)
    assert str(found).splitlines() == [
        "cluster  codes  which",
        "metal    4      331, 332, 333 and 336",
        "In no cluster: 3 codes",
    ]
    assert answer_from_dict(found.to_dict()) == found

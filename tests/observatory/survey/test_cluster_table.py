"""The whole way: sample, scales, join and table, and what is refused."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.observatory.survey.small_surveys import FIRMS, survey_of, table_of

from hanse import read_cases
from hanse.errors import InputError
from hanse.observatory.survey import SurveyResult, cluster_table, read_firms, read_plan

ASKED = "cluster,HC,a,b\nC,12,1,3\nA,25,7,7\nB,90,5,1\n"
ANY = {"CI": {"column": "exports", "rule": "mean", "missing": "leave out firm"}}


def test_the_table_has_the_order_of_the_questionnaire_and_all_its_columns(tmp_path):
    made = survey_of(
        tmp_path,
        FIRMS,
        ASKED,
        aggregates=ANY,
        scales={"VC": {"level": "cluster", "items": ["a", "b"], "unit": "scale 1-7"}},
    )
    assert made.table.cases == ("C", "A", "B")
    assert made.table.id_name == "cluster"
    assert made.table.names == ("CI", "VC", "HC", "a", "b")
    assert made.table.numeric("CI").tolist() == [40, 30, 20]
    assert made.table.numeric("VC").tolist() == [2, 7, 3]
    assert made.table.column("VC").unit == "scale 1-7"
    assert made.table.column("VC").source == "mean of 2 items: a, b"
    assert made.n_used["CI"].tolist() == [1, 3, 1]
    assert made.table.file == "firms.csv + clusters.csv"
    assert "3 clusters of the survey, of which 3 stay after screening." in made.table.notes


def test_columns_of_the_questionnaire_can_be_chosen(tmp_path):
    made = survey_of(tmp_path, FIRMS, ASKED, aggregates=ANY, keep=["HC"])
    assert made.table.names == ("CI", "HC")


def test_without_a_questionnaire_clusters_have_the_order_of_the_firms(tmp_path):
    made = survey_of(tmp_path, FIRMS, aggregates=ANY)
    assert made.table.cases == ("A", "B", "C")
    assert made.table.id_name == "cluster"


def test_a_scale_of_firms_is_aggregated_like_a_column(tmp_path):
    firms = "firm,cluster,a,b,c\nx,A,1,3,7\ny,A,5,5,3\nz,B,7,7,1\nw,C,9,1,1\n"
    with pytest.raises(InputError, match=r"firms.csv, row 5, column a: the answer 9 is outside"):
        survey_of(
            tmp_path,
            firms,
            aggregates={"VC": {"rule": "mean"}},
            scales={"VC": {"items": ["a", "b", "c"], "reversed": ["c"]}},
        )
    made = survey_of(
        tmp_path,
        firms.replace("9", "1"),
        aggregates={"VC": {"rule": "mean"}, "n": {"column": "VC", "rule": "count", "of": "7"}},
        scales={"VC": {"items": ["a", "b", "c"], "reversed": ["c"], "label": "coordination"}},
        screening=[{"rule": "exclude", "clusters": {"C": "too far"}}],
    )
    assert made.table.numeric("VC") == pytest.approx([(5 / 3 + 5) / 2, 7])
    assert made.table.numeric("n").tolist() == [0, 1]
    assert made.table.column("VC").label == "coordination"
    assert made.table.column("VC").source == "mean over firms of scale 'VC'"
    # alpha is of the firms that stay
    assert made.scales[0].respondents == ("x", "y", "z")
    assert made.scales[0].reversed == ("c",)


def test_a_scale_refuses_gaps_only_in_clusters_that_stay(tmp_path):
    firms = "firm,cluster,a,b\nx,A,1,3\ny,A,5,\nz,B,7,7\nw,B,1,1\n"
    more = {"aggregates": {"VC": {"rule": "mean", "missing": 0.5}}}
    more["scales"] = {"VC": {"items": ["a", "b"]}}
    with pytest.raises(InputError, match=r"scale VC: 1 item not answered: firms\.csv, row 3"):
        survey_of(tmp_path, firms, **more)
    rule = {"rule": "exclude", "clusters": {"A": "merged"}}
    made = survey_of(tmp_path, firms, screening=[rule], **more)
    assert made.table.numeric("VC").tolist() == [4]


def test_leaders_are_taken_and_others_drawn(tmp_path):
    rows = [f"f{i:02d},A,{'yes' if i < 2 else 'no'},{i}" for i in range(30)]
    firms = "\n".join(["firm,cluster,leader,exports", *rows])
    made = survey_of(
        tmp_path,
        firms,
        "cluster,HC\nA,82\n",
        columns={"leader": "leader"},
        sample={"firms": 10, "leaders": 2, "seed": 3, "population": "HC"},
        aggregates={
            "plain": {"column": "exports", "rule": "mean"},
            "weighted": {
                "column": "exports",
                "rule": "weighted mean",
                "weight": "inverse probability",
            },
        },
    )
    taken = np.flatnonzero(made.sample.is_taken)
    assert {0, 1} <= set(taken)
    assert len(taken) == 10
    others = [i for i in taken if i > 1]
    assert made.table.numeric("plain")[0] == pytest.approx(np.mean(taken))
    # 2 leaders of weight 1, 8 others of weight 80 / 8
    assert made.table.numeric("weighted")[0] == pytest.approx((0 + 1 + 10 * sum(others)) / 82)
    assert {one.reason for one in made.firm_log} == {"not drawn"}
    assert len(made.firm_log) == 20
    assert made.verify()


def test_surplus_leaders_are_told_in_the_firm_log(tmp_path):
    made = survey_of(
        tmp_path,
        "firm,cluster,leader,exports\na,A,yes,1\nb,A,yes,2\nc,A,no,3\n",
        columns={"leader": "leader"},
        sample={"leaders": 1},
    )
    assert [one.reason for one in made.firm_log] == ["a leader that was not drawn"]


def test_a_firm_without_an_answer_to_who_leads_is_an_error(tmp_path):
    with pytest.raises(InputError) as error:
        survey_of(
            tmp_path,
            "firm,cluster,leader,exports\na,A,yes,1\nb,A,,2\nc,A,maybe,2\n",
            columns={"leader": "leader"},
        )
    assert str(error.value) == (
        "firms.csv, column leader: 2 problems:\n"
        "  - firms.csv, row 3, column leader: neither yes nor no. Write yes or no.\n"
        "  - firms.csv, row 4, column leader: 'maybe' is neither yes nor no. Write yes or no."
    )


def test_a_firm_without_a_cluster_is_in_the_firm_log(tmp_path):
    made = survey_of(tmp_path, "firm,cluster,exports\na,A,1\nb,,2\n")
    assert [(one.firm, one.reason) for one in made.firm_log] == [("b", "no cluster is named")]
    assert str(made).startswith("1 → 1 cluster, 2 → 1 firm")
    assert made.verify()


def test_a_firm_that_stands_twice_in_its_cluster_is_an_error(tmp_path):
    firms = "row,firm,cluster,exports\nr1,1,A,1\nr2,1,B,2\nr3,1,A,2\n"
    plan = read_plan(
        {"columns": {"firm": "firm"}, "aggregates": {"CI": {"column": "exports", "rule": "mean"}}}
    )
    with pytest.raises(InputError) as error:
        cluster_table(table_of(tmp_path, "firms.csv", firms, id="row"), None, plan)
    assert str(error.value) == (
        "firms.csv, row 4, column firm: firm '1' stands twice in A. "
        "Give each firm of a cluster a name of its own, or take one row out."
    )
    good = table_of(tmp_path, "firms.csv", firms.replace("r3,1", "r3,2"), id="row")
    assert cluster_table(good, None, plan).table.numeric("CI").tolist() == [1.5, 2]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"columns": {"cluster": "town"}}, "[survey.columns] cluster: there is no column 'town'."),
        (
            {"aggregates": {"CI": {"column": "export", "rule": "mean"}}},
            "[survey.aggregates.CI]: there is no column 'export'. Did you mean 'exports'?",
        ),
        ({"keep": ["HD"]}, "[survey] keep: there is no column 'HD'. Did you mean 'HC'?"),
        (
            {"aggregates": {"HC": {"column": "exports", "rule": "mean"}}},
            "[survey]: the questionnaire already has a column 'HC'. Call the new one otherwise.",
        ),
        (
            {"scales": {"VC": {"items": ["a", "d"], "level": "cluster"}}},
            "[survey.scales.VC]: there is no column 'd'.",
        ),
        (
            {"scales": {"sales": {"items": ["exports"]}}},
            "[survey.scales.sales]: the table of firms already has a column 'sales'.",
        ),
        (
            {"questionnaire_id": "town"},
            "[survey]: the ids of the questionnaire are in 'cluster', not in 'town'. "
            'Read it with id = "town".',
        ),
        ({"sample": {"population": "HD"}}, "there is no column 'HD'. Did you mean 'HC'?"),
        (
            {"sample": {"population": "b"}},
            "clusters.csv, row 4, column b: B has 1 firm, but 2 are in the table. "
            "Count all firms of the cluster, leaders included.",
        ),
    ],
)
def test_names_that_are_not_there_or_taken(tmp_path, more, text):
    with pytest.raises(InputError) as error:
        survey_of(tmp_path, FIRMS, ASKED, **{"aggregates": ANY, **more})
    assert text in str(error.value)


def test_a_number_of_firms_that_cannot_be_is_no_error_in_a_removed_cluster(tmp_path):
    rule = {"rule": "exclude", "clusters": {"B": "counted wrongly"}}
    plan = {"aggregates": ANY, "sample": {"population": "b"}, "screening": [rule]}
    assert survey_of(tmp_path, FIRMS, ASKED, **plan).table.cases == ("C", "A")


@pytest.mark.parametrize(
    ("weight", "text"),
    [
        (
            "sales",
            "firms.csv, row 4, column sales: A: 1 firm without an answer to 'sales' (firm a3). ",
        ),
        (
            "inverse probability",
            "aggregate CI: C: no weight follows from the sample (firm c1). "
            "Give the number of firms of the cluster, and draw some beside its leaders.",
        ),
    ],
)
def test_a_firm_without_a_weight_is_refused_as_such(tmp_path, weight, text):
    firms = FIRMS.replace("b2,B,no,5,,", "b2,B,no,5,1,")
    rule = {"column": "exports", "rule": "weighted mean", "weight": weight}
    with pytest.raises(InputError) as error:
        survey_of(
            tmp_path,
            firms,
            "cluster,HC\nA,9\nB,9\nC,\n",
            aggregates={"CI": rule},
            sample={"population": "HC"},
        )
    assert text in str(error.value)
    made = survey_of(
        tmp_path, firms, aggregates={"CI": {**rule, "weight": "sales", "missing": 0.1}}
    )
    assert [(one.firm, one.reason) for one in made.firm_log] == [("a3", "no weight")]


def test_what_is_asked_of_a_questionnaire_needs_one(tmp_path):
    with pytest.raises(InputError, match=r"\[survey\]: there is no questionnaire\. Give one"):
        survey_of(tmp_path, FIRMS, aggregates=ANY, sample={"population": "HC"})


def test_codes_of_clusters_keep_their_zeros_and_names(tmp_path):
    plan = read_plan({"aggregates": ANY})
    path = tmp_path / "firms.csv"
    path.write_text("firm,cluster,exports\na,01,5\nb,02,7\nc,,9\n", encoding="utf-8")
    asked = table_of(tmp_path, "clusters.csv", "cluster,HC\n01,4\n02,5\n", id="cluster")
    made = cluster_table(read_firms(path, plan), asked, plan)
    assert made.table.cases == ("01", "02")
    with pytest.raises(InputError, match=r"cluster '1' is not in the questionnaire\. Did"):
        cluster_table(read_cases(path, id="firm"), asked, plan)


def test_a_workbook_of_firms_is_read_alike(tmp_path):
    frame = pd.DataFrame({"firm": ["a", "b"], "cluster": ["01", "NA"], "exports": [5.0, 7.0]})
    frame.to_excel(tmp_path / "firms.xlsx", index=False)
    table = read_firms(tmp_path / "firms.xlsx", read_plan({"aggregates": ANY}))
    assert table.column("cluster").values.tolist() == ["01", "NA"]


def test_a_file_without_the_column_of_clusters_is_told_later(tmp_path):
    table = table_of(tmp_path, "firms.csv", "firm,town,exports\na,A,1\n", id="firm")
    plan = read_plan({"aggregates": ANY})
    assert read_firms(tmp_path / "firms.csv", plan) == table
    with pytest.raises(InputError, match=r"\[survey.columns\] cluster: there is no column"):
        cluster_table(table, None, plan)


def test_frames_of_pandas_and_polars_give_the_same():
    import polars as pl

    data = {"firm": ["a", "b"], "town": ["X", "X"], "exports": [1.0, 2.0]}
    plan = read_plan({"columns": {"cluster": "town", "firm": "firm"}, "aggregates": ANY})
    asked = {"town": ["X"], "HC": [4.0]}
    made = [
        cluster_table(kind(data), kind(asked), plan).to_dict()
        for kind in (pd.DataFrame, pl.DataFrame)
    ]
    assert made[0] == made[1]


@given(st.permutations(range(6)))
def test_the_order_of_the_firms_changes_no_value(order):
    frame = pd.DataFrame(
        {
            "firm": list("abcdef"),
            "cluster": list("XYXYXY"),
            "exports": [0.1, 0.2, 0.3, 0.7, 1e9, np.nan],
        }
    )
    plan = read_plan(
        {"columns": {"firm": "firm"}, "sample": {"firms": 2, "seed": 5}, "aggregates": ANY}
    )
    asked = pd.DataFrame({"cluster": ["X", "Y"], "HC": [3.0, 3.0]})
    one = cluster_table(frame, asked, plan)
    other = cluster_table(frame.iloc[list(order)], asked, plan)
    assert one.table.columns == other.table.columns


def test_a_result_survives_its_file_and_has_a_frame(tmp_path):
    made = survey_of(
        tmp_path,
        FIRMS,
        ASKED,
        aggregates=ANY,
        scales={"VC": {"level": "cluster", "items": ["a", "b"]}},
        screening=[{"rule": "value", "column": "HC", "below": 20}],
    )
    back = SurveyResult.from_dict(made.to_dict())
    assert back.to_dict() == made.to_dict()
    assert str(back) == str(made)
    assert back.verify()
    assert back.table == made.table
    assert list(made.to_frame().columns)[:3] == ["cluster", "CI", "n_CI"]


def test_books_that_do_not_balance_are_found(tmp_path):
    from dataclasses import replace

    made = survey_of(tmp_path, FIRMS, ASKED, aggregates=ANY)
    assert made.verify()
    assert not replace(made, firms_before=5).verify()
    assert not replace(made, firm_log=()).verify()
    assert not replace(made, n_used={"CI": np.array([2, 3, 1])}).verify()


def test_a_change_of_the_plan_changes_the_hash_of_the_table(tmp_path):
    one = survey_of(tmp_path, FIRMS, aggregates=ANY)
    again = survey_of(tmp_path, FIRMS, aggregates=ANY)
    other = survey_of(tmp_path, FIRMS, aggregates={"CI": {**ANY["CI"], "rule": "median"}})
    assert one.table.sha256 == again.table.sha256 != other.table.sha256
    assert not math.isnan(one.table.numeric("CI")[0])


def test_a_firm_without_a_score_is_refused_by_its_name(tmp_path):
    with pytest.raises(InputError) as error:
        survey_of(
            tmp_path,
            "firm,cluster,a,b\nx,A,1,3\ny,A,,\nz,A,2,3\n",
            aggregates={"VC": {"rule": "mean"}},
            scales={"VC": {"items": ["a", "b"], "missing": "mean of the answered"}},
        )
    assert str(error.value).startswith(
        "firm y, scale VC: A: 1 firm without an answer to 'VC' (firm y). "
    )


def test_a_firm_without_a_name_is_an_error(tmp_path):
    firms = table_of(tmp_path, "firms.csv", "row,firm,cluster,exports\nr1,a,A,1\nr2,,A,2\n")
    plan = read_plan({"columns": {"firm": "firm"}, "aggregates": ANY})
    with pytest.raises(InputError) as error:
        cluster_table(firms, None, plan)
    assert str(error.value) == (
        "firms.csv, row 3, column firm: a firm has no name. Give every firm a name."
    )


def test_ten_problems_are_shown_and_the_others_counted(tmp_path):
    rows = "\n".join(f"f{i:02d},A,9" for i in range(13))
    with pytest.raises(InputError) as error:
        survey_of(
            tmp_path,
            f"firm,cluster,a\n{rows}\n",
            aggregates={"VC": {"rule": "mean"}},
            scales={"VC": {"items": ["a"]}},
        )
    lines = str(error.value).splitlines()
    assert lines[0] == "[survey.scales.VC]: 13 problems:"
    assert (len(lines), lines[-1]) == (12, "  - and 3 more")

"""Tables of firms are read cell by cell, and everything wrong in one is told together."""

from __future__ import annotations

import math

import pytest

from hanse.errors import InputError
from hanse.strategy import read_catalogue
from hanse.strategy.effect.simulation import Scenario
from hanse.strategy.firms.read import Firm, Firms, firms_of, read_firms
from hanse.strategy.firms.shares import Shares, count_shares
from hanse.strategy.firms.text import amount_text, share_text
from hanse.tables import CaseTable

CATALOGUE = read_catalogue()
FULL = """\
firm;strategy;option;planned;direct_sales;indirect_sales;initiator;leads_network;size;innovator;\
investment;patents;remark
Arno;cost;outsourcing-processing;none;80,5;19,5;self;yes;small;yes;1,25;3;x
Bela;Cost;outsourcing-processing + cost-exporting;captive-lower;NA;0;Other;No;50 to 249;NO;;0;
Caro;differentiation;;niche-exporting;0;0;;;do not know;;0,5;;y
Dora;;;;;;do not know;NA;;don't know;..;1;
"""


def written(folder, text: str, name: str = "firms.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(folder, text: str, **choices) -> Firms:
    return read_firms(written(folder, text), CATALOGUE, **choices)


def test_a_full_table_is_read_row_by_row(tmp_path):
    firms = read(tmp_path, FULL)
    arno, bela, caro, dora = firms.firms
    assert arno == Firm(
        name="Arno",
        strategy="cost",
        option=("outsourcing-processing",),
        direct_sales=80.5,
        indirect_sales=19.5,
        initiator="self",
        leads_network="yes",
        answers={"strategy": "cost", "size": "small", "innovator": "yes"},
        measures={"investment": 1.25, "patents": 3.0},
    )
    assert bela.option == ("cost-exporting", "outsourcing-processing")
    assert bela.planned == ("captive-lower",)
    assert math.isnan(bela.direct_sales)
    assert (bela.indirect_sales, bela.initiator, bela.leads_network) == (0.0, "other", "no")
    assert bela.answers == {"strategy": "cost", "size": "medium", "innovator": "no"}
    assert math.isnan(bela.measures["investment"])
    assert caro.answers == {"strategy": "differentiation"}
    assert caro.option == ()
    assert (dora.strategy, dora.initiator, dora.leads_network, dora.answers) == ("", "", "", {})
    assert firms.passed_over == ("remark",)
    assert firms.columns[:3] == ("strategy", "option", "planned")
    assert firms.firm("Dora") is dora


def test_only_the_id_must_be_there(tmp_path):
    firms = read(tmp_path, "firm,remark\nA,\nB,x\n")
    assert [one.name for one in firms.firms] == ["A", "B"]
    assert firms.firms[0].answers == {}
    assert firms.columns == ()


def test_columns_of_other_names_are_found_through_the_mapping(tmp_path):
    text = "Company,Way abroad,Staff\nA,niche-exporting,small\nB,,medium\n"
    columns = {"firm": "Company", "option": "Way abroad", "size": "Staff"}
    firms = read(tmp_path, text, columns=columns)
    assert firms.firm("A").option == ("niche-exporting",)
    assert firms.firm("B").answers == {"size": "medium"}
    assert firms.passed_over == ()


def test_options_may_be_named_in_words(tmp_path):
    text = "firm,option\nA,Reshoring\nB,offshore outsourcing of processing\n"
    firms = read(tmp_path, text)
    assert [one.option for one in firms.firms] == [("reshoring",), ("outsourcing-processing",)]


def test_truth_values_are_read_as_yes_and_no(tmp_path):
    firms = read(tmp_path, "firm,leads_network,innovator\nA,TRUE,1\nB,false,0\nC,,\n")
    assert [one.leads_network for one in firms.firms] == ["yes", "no", ""]
    assert [one.answers for one in firms.firms] == [{"innovator": "yes"}, {"innovator": "no"}, {}]


def test_a_sheet_of_a_workbook_is_read(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["nothing here"])
    sheet = book.create_sheet("survey")
    for row in (["firm", "option", "patents"], ["A", "reshoring", 2], ["B", None, None]):
        sheet.append(row)
    book.save(tmp_path / "firms.xlsx")
    firms = read_firms(tmp_path / "firms.xlsx", CATALOGUE, sheet="survey")
    assert firms.sheet == "survey"
    assert firms.firm("A").measures == {"patents": 2.0}


def test_a_table_that_is_already_read_gives_the_same_firms(tmp_path):
    import pandas as pd

    frame = pd.DataFrame({"firm": ["A", "B"], "option": ["reshoring", None], "patents": [1, 2]})
    found = firms_of(CaseTable.from_frame(frame, id="firm"), CATALOGUE)
    path = written(tmp_path, "firm,option,patents\nA,reshoring,1\nB,,2\n")
    assert found.firms == read_firms(path, CATALOGUE).firms


def test_a_catalogue_without_a_question_on_strategy_takes_the_column(tmp_path):
    from dataclasses import replace

    own = replace(CATALOGUE, questions=())
    firms = read_firms(written(tmp_path, "firm,strategy\nA,Cost\nB,\n"), own)
    assert [one.strategy for one in firms.firms] == ["cost", ""]
    assert firms.firms[0].answers == {}


def test_a_choice_that_looks_like_a_missing_value_is_a_choice(tmp_path):
    from dataclasses import replace

    question = replace(CATALOGUE.question("size"), choices={"none": "nobody", "small": "some"})
    own = replace(CATALOGUE, questions=(question,))
    firms = read_firms(written(tmp_path, "firm,size\nA,none\nB,small\nC,NA\n"), own)
    assert [one.answers.get("size") for one in firms.firms] == ["none", "small", None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "firm,innovator\nA,maybe\nB,yes\n",
            r"^firms\.csv, row 2, column innovator: 'maybe' is no answer\. "
            r"There are: yes, no, do not know\.$",
        ),
        ("firm,initiator\nA,me\nB,\n", r"row 2, column initiator: 'me' is no answer\. There are: "),
        ("firm,leads_network\nA,2\nB,1\n", r"column leads_network: '2' is no answer\. There are: "),
        (
            "firm,option\nA,niche-exportin\nB,\n",
            r"row 2, column option: there is no option 'niche-exportin'\. "
            r"Did you mean 'niche-exporting'\? There are: cost-exporting,",
        ),
        ("firm,option\nA,\nB,reshoring +\n", r"row 3, column option: 'reshoring \+' is no mixture"),
        (
            "firm,option\nA,\nB,replicative-captive + cost-exporting\n",
            r"row 3, column option: 'cost-exporting \+ replicative-captive' cannot be one mixture: "
            r"replicative relocation moves most",
        ),
        (
            "firm,planned\nA,outsourcing-higher\nB,\n",
            r"row 2, column planned: 'outsourcing-higher' cannot be one mixture: .* supplementary",
        ),
        (
            "firm,option\nA,cost-exporting + niche-exporting\nB,\n",
            r"row 2, column option: .*serve no common strategy",
        ),
        ("firm,patents\nA,-1\nB,2\n", r"row 2, column patents: -1 is below 0\. Give a number"),
        (
            "firm,patents\nA,many\nB,2\nC,3\n",
            r"row 2, column patents: 'many' is no number\. Give a number from 0, or leave the cell",
        ),
        ("firm,patents\nA,x\nB,-2\nC,3\n", r"row 3, column patents: -2 is below 0"),
        (
            "firm;patents\nA;1,5\nB;1.25\n",
            r"row 2, column patents: '1,5' needs a decimal comma, but '1\.25' in firms\.csv, row 3",
        ),
        (
            "firm,direct_sales,indirect_sales\nA,50%,20\nB,40%,30\n",
            r"^firms\.csv: direct_sales is in % and indirect_sales is not\. "
            r"Give both as amounts, or both in per cent\.$",
        ),
        ("company,remark\nA,\nB,x\n", r"firms\.csv: there is no column 'firm'"),
        ("firm,remark\nA,\nA,x\n", r"the id 'A' stands in rows 2 and 3"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_what_there_is(tmp_path, text, said):
    with pytest.raises(InputError, match=said):
        read(tmp_path, text)


def test_all_cells_that_cannot_be_used_are_told_together_in_the_order_of_the_file(tmp_path):
    text = "firm,patents,innovator,option\nA,1,perhaps,cost\nB,-2,yes,\nC,lots,no,\nD,4,no,\n"
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    lines = str(caught.value).splitlines()
    assert lines[0] == "firms.csv: 4 cells cannot be used:"
    assert [line.split(":")[0] for line in lines[1:]] == [
        "  - firms.csv, row 2, column innovator",
        "  - firms.csv, row 2, column option",
        "  - firms.csv, row 3, column patents",
        "  - firms.csv, row 4, column patents",
    ]


def test_beyond_ten_cells_the_rest_is_counted(tmp_path):
    rows = "".join(f"F{n},perhaps\n" for n in range(13))
    with pytest.raises(InputError) as caught:
        read(tmp_path, "firm,innovator\n" + rows)
    lines = str(caught.value).splitlines()
    assert lines[0] == "firms.csv: 13 cells cannot be used:"
    assert len(lines) == 12
    assert lines[-1] == "  - and 3 more"


def test_a_number_that_does_not_go_with_the_decimal_sign_is_told(tmp_path):
    text = "firm;patents\nA;1,5\nB;1.25\nC;\n"
    said = r"row 3, column patents: '1\.25' is no number that goes with its column"
    with pytest.raises(InputError, match=said):
        read(tmp_path, text, decimal=",")
    assert read(tmp_path, text.replace(".", ","), decimal=",").firm("B").measures["patents"] == 1.25


def test_a_name_that_no_column_of_firms_has_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"columns: there is no column of firms 'opton'\. Did you"):
        read(tmp_path, "firm,way\nA,\n", columns={"opton": "way"})


def test_a_column_that_was_named_must_be_there(tmp_path):
    with pytest.raises(InputError, match=r"firms\.csv: there is no column 'Way'\. Did you mean 'W"):
        read(tmp_path, "firm,Ways\nA,\nB,\n", columns={"option": "Way"})


def test_shares_are_of_all_firms_with_those_without_an_option_apart(tmp_path):
    shares = read(tmp_path, FULL).shares()
    assert shares.n == 4
    assert shares.shares == {
        "cost-exporting + outsourcing-processing": 0.25,
        "outsourcing-processing": 0.25,
    }
    assert shares.none == 0.5
    assert sum(shares.shares.values()) + shares.none == 1.0
    assert Scenario("now", shares.shares).shares == shares.shares


def test_shares_by_strategy_are_of_its_firms(tmp_path):
    firms = read(tmp_path, FULL)
    assert firms.shares().of("cost").shares["outsourcing-processing"] == 0.5
    assert firms.shares().of("cost").none == 0.0
    assert firms.shares("planned").of("differentiation").shares == {"niche-exporting": 1.0}
    assert firms.shares("planned").of("").none == 1.0
    with pytest.raises(InputError, match=r"shares: there is no strategy 'costs'\. Did you mean"):
        firms.shares().of("costs")


def test_shares_print_the_most_frequent_first():
    chosen = [("cost", ("b",)), ("cost", ("a",)), ("cost", ("b",)), ("cost", ())]
    assert str(count_shares("planned", chosen)).splitlines() == [
        "Options planned, 4 firms",
        "option  firms  share",
        "b           2   50 %",
        "a           1   25 %",
        "none        1   25 %",
    ]


def test_shares_of_no_firms_are_undefined():
    shares = Firms((), columns=("option",)).shares()
    assert (shares.n, shares.shares) == (0, {})
    assert math.isnan(shares.none)
    assert str(shares).splitlines()[-1] == "none        0      –"


def test_shares_of_what_is_not_known_are_refused(tmp_path):
    firms = read(tmp_path, "firm,option\nA,reshoring\nB,\n")
    with pytest.raises(
        InputError, match=r"firms\.csv: the firms have no column 'planned'\. Add it"
    ):
        firms.shares("planned")
    with pytest.raises(InputError, match=r"shares: there is no choice 'plan'\. Did you mean 'plan"):
        firms.shares("plan")


def test_an_unknown_firm_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"firms\.csv: there is no firm 'X'\. There are: Arno, "):
        read(tmp_path, FULL).firm("X")


def test_firms_print_how_many_cells_are_filled_and_what_is_not_used(tmp_path):
    lines = str(read(tmp_path, FULL)).splitlines()
    assert lines[:3] == [
        "firms.csv: 4 firms",
        "column          filled  empty",
        "strategy             3      1",
    ]
    assert "direct_sales         2      2" in lines
    assert "patents              3      1" in lines
    assert lines[-1] == "Not used: remark"
    assert str(Firms((Firm("A"),))).splitlines()[0] == "1 firm"


def test_firms_and_shares_become_tidy_frames(tmp_path):
    firms = read(tmp_path, FULL)
    frame = firms.to_frame()
    assert list(frame.columns) == [
        *("firm", "strategy", "option", "planned", "direct_sales", "indirect_sales"),
        *("initiator", "leads_network", "size", "innovator", "investment", "patents"),
    ]
    assert frame.loc[1, "option"] == "cost-exporting + outsourcing-processing"
    assert list(frame["patents"].fillna(-1)) == [3, 0, -1, 1]
    shares = firms.shares().to_frame()
    assert list(shares.columns) == ["strategy", "option", "n", "share"]
    assert shares["n"].sum() == 4
    assert shares["share"].sum() == 1


def test_firms_and_shares_survive_json(tmp_path):
    import json

    firms = read(tmp_path, FULL)
    again = Firms.from_dict(json.loads(json.dumps(firms.to_dict())))
    assert again.to_dict() == firms.to_dict()
    assert math.isnan(again.firm("Dora").direct_sales)
    assert again.firm("Bela").option == firms.firm("Bela").option
    shares = firms.shares()
    assert Shares.from_dict(json.loads(json.dumps(shares.to_dict()))) == shares


def test_amounts_and_shares_are_never_rounded_into_something_else():
    assert [amount_text(one) for one in (0.0, 99.96, 1234567.0)] == ["0", "100", "1,234,567"]
    assert [share_text(one) for one in (0.0, 0.004, 0.5, 0.996, 1.0)] == [
        *("0 %", "under 1 %", "50 %", "over 99 %", "100 %")
    ]


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("sise", "size"),
        ("direct sale", "direct_sales"),
        ("Direct-Sale", "direct_sales"),
        ("options", "option"),
        ("patent", "patents"),
        ("leads netwrk", "leads_network"),
    ],
)
def test_a_column_whose_name_is_nearly_ours_is_told_and_not_passed_over(tmp_path, title, meant):
    with pytest.raises(InputError) as error:
        read(tmp_path, f"firm,{title}\nA,\nB,\n")
    assert str(error.value) == (
        f"firms.csv: there is no column '{title}' of firms. Did you mean '{meant}'? Rename it; "
        "a column of another kind needs a name less alike."
    )


def test_a_misspelt_column_may_be_named_in_the_mapping(tmp_path):
    firms = read(tmp_path, "firm,sise\nA,small\nB,\n", columns={"size": "sise"})
    assert firms.firm("A").answers == {"size": "small"}
    assert firms.passed_over == ()


def test_columns_that_are_not_ours_are_left_alone(tmp_path):
    text = "firm,remark,town,turnover,size,size class,sizes\nA,,Ulm,3,small,x,1\nB,y,,,,,\n"
    firms = read(tmp_path, text)
    assert firms.firm("A").answers == {"size": "small"}
    assert firms.passed_over == ("remark", "town", "turnover", "size class", "sizes")

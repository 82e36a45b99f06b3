"""Tables of several people: agreement, settling, coded cells, checklists."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from tests.evidence.sheets.made_sheets import GOOD, clear, filled

from hanse.errors import InputError
from hanse.evidence.coefficients import agreement_of
from hanse.evidence.sheets import (
    AppraisalSummary,
    ConditionRule,
    FinalSheet,
    Resolution,
    SheetAgreement,
    SheetMistakes,
    adjudicate,
    appraisal_summary,
    compare,
    read_resolutions,
    sheet,
    to_coded_cells,
)

NOT_SUPPORTED = {"support": "no", "support__place": "p. 9", "support__kind": "", "means": ""}


@pytest.fixture
def two(tmp_path):
    """Ada and Bo on three clusters; they differ on support of B and on means of A."""
    ada = [
        clear(cluster="A", means="fairs; money", stage="young"),
        clear(cluster="B", stage="young"),
        clear(cluster="C", support="unknown", support__place="", support__kind="", means=""),
        clear(record="R000009", cluster="alone"),
    ]
    bo = [
        clear(cluster=" a", means="money", support__place="p. 4"),
        clear(cluster="B", **NOT_SUPPORTED, stage="young"),
        clear(cluster="C", support="unknown", support__place="", support__kind="", means=""),
    ]
    return filled(tmp_path, "Ada", ada), filled(tmp_path, "Bo", bo)


def test_agreement_is_that_of_the_coefficients_field_by_field(two):
    found = compare(*two)
    by = {(one.field, one.choice): one.agreement for one in found.fields}
    wanted = agreement_of(
        [["yes", "yes"], ["yes", "no"], ["unknown", "unknown"]],
        raters=("Ada", "Bo"),
        categories=["yes", "no", "unknown"],
    )
    here = by["support", ""]
    assert [one.value for one in here.coefficients] == pytest.approx(
        [one.value for one in wanted.coefficients], nan_ok=True
    )
    assert here.differing == ("R000001 / B",)
    assert here.observed == pytest.approx(2 / 3)


def test_a_field_that_may_have_several_is_measured_choice_by_choice(two):
    by = {one.choice: one for one in compare(*two).fields if one.field == "means"}
    assert list(by) == ["fairs", "money", "zone", "free-zone"]
    assert [by[name].agreement.observed for name in by] == [0.0, 1.0, 1.0, 1.0]
    assert by["fairs"].agreement.n_shared == 1
    assert by["fairs"].one_sided == 1  # B: Ada was asked for means, Bo was not


def test_a_choice_is_not_taken_for_one_whose_name_holds_it(tmp_path):
    tables = [filled(tmp_path, who, [clear(means="free-zone")]) for who in ("Ada", "Bo")]
    by = {one.choice: one.agreement for one in compare(*tables).fields if one.field == "means"}
    assert by["zone"].used.tolist() == [[1, 0], [1, 0]]
    assert by["free-zone"].used.tolist() == [[0, 1], [0, 1]]


def test_all_choices_that_were_offered_count_in_ac1(tmp_path):
    rows = [clear(cluster="A", stage="young"), clear(cluster="B", stage="young")]
    tables = [filled(tmp_path, who, rows) for who in ("Ada", "Bo")]
    by = {(one.field, one.choice): one.agreement for one in compare(*tables).fields}
    for key in (("stage", ""), ("means", "zone"), ("means", "fairs")):
        assert by[key].get("Gwet's AC1").value == 1.0
        assert by[key].get("Fleiss' kappa").reason == "one code was used throughout"


def test_cells_that_differ_are_listed_with_what_they_hang_on(two):
    found = compare(*two)
    said = [
        (one.part, one.field, tuple(one.answers.values()), one.hangs_on) for one in found.differing
    ]
    assert said == [
        ("A", "means", ("fairs; money", "money"), ""),
        ("A", "stage", ("young", ""), ""),
        ("B", "support", ("yes", "no"), ""),
        ("B", "support.kind", ("words", ""), "support"),
        ("B", "means", ("fairs", ""), "support"),
    ]
    assert found.lone == (("Ada", "R000009", "alone"),)
    assert found.n_shared == 3
    assert found.not_compared == ("support.place", "note")


def test_numbers_are_measured_as_numbers_and_unshared_fields_say_why(tmp_path):
    shares = [("10", "12"), ("50", "50"), ("90", "85")]
    tables = [
        filled(
            tmp_path, who, [clear(cluster=f"C{i}", share=pair[at]) for i, pair in enumerate(shares)]
        )
        for at, who in enumerate(("Ada", "Bo"))
    ]
    found = compare(*tables)
    by = {one.field: one.agreement for one in found.fields}
    assert by["share"].level == "interval"
    assert by["share"].get("Krippendorff's alpha (interval)").value > 0.99
    assert by["since"].coefficients[-1].reason == "no unit is rated"
    frame = found.to_frame()
    assert set(frame["reason"]) >= {"", "no unit is rated"}
    text = str(found)
    assert text.startswith("A small sheet: Ada and Bo, 3 units coded by two or more, 0 by one")
    assert "Not compared, as they are words: support.place and note" in text
    assert SheetAgreement.from_dict(found.to_dict()).to_dict() == found.to_dict()


def test_three_people_are_compared_at_once(two, tmp_path):
    third = filled(tmp_path, "Cy", [clear(cluster="A", **NOT_SUPPORTED)])
    by = {one.field: one.agreement for one in compare(*two, third).fields}
    assert by["support"].raters == ("Ada", "Bo", "Cy")
    assert by["support"].n_pairs == 5


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ada", "are one name"),
        ("ada", r"'Ada' \(Ada.csv\) and 'ada' \(ada.csv\) are one name"),
        ("Àda.", "are one name"),
    ],
)
def test_two_tables_under_one_name_are_refused(two, tmp_path, name, text):
    (tmp_path / "other").mkdir()
    other = filled(tmp_path / "other", name.rstrip("."), [GOOD])
    other = replace(other, person=name)
    with pytest.raises(InputError, match=text):
        compare(two[0], other)
    with pytest.raises(InputError, match=text):
        adjudicate([two[0], other])


def test_tables_of_other_versions_and_one_table_alone_are_refused(two):
    newer = replace(two[1], sheet=replace(two[1].sheet, version="3"))
    with pytest.raises(InputError, match="Bo filled in small version 3, Ada small version 2"):
        compare(two[0], newer)
    reworded = replace(two[1], sheet=replace(two[1].sheet, title="Another"))
    with pytest.raises(InputError, match="in two wordings"):
        compare(two[0], reworded)
    with pytest.raises(InputError, match="1 table to compare"):
        compare(two[0])


def cells(final):
    return {(one.part, one.field): one for one in final.cells}


def test_nothing_that_differs_is_guessed(two):
    final = adjudicate(two)
    found = cells(final)
    assert [(one.part, one.field, one.reason) for one in final.unresolved] == [
        ("A", "means", "different answers"),
        ("A", "stage", "different answers"),
        ("B", "support", "different answers"),
        ("B", "support.place", "support is unresolved"),
        ("B", "support.kind", "support is unresolved"),
        ("B", "means", "support is unresolved"),
    ]
    assert all(one.value == "" for one in final.unresolved)
    agreed = found["A", "support"]
    assert (agreed.value, agreed.how, agreed.by) == ("yes", "agreed", ("Ada", "Bo"))
    place = found["A", "support.place"]
    assert (place.value, place.how) == ("p. 3 | p. 4", "joined")
    assert found["alone", "support"].how == "one coder"
    assert found["C", "support"].value == "unknown"
    assert final.units()["R000001", "B"] == {"country": "PAK", "stage": "young"}
    assert final.to_resolve().splitlines() == [
        "record,cluster,field,said,value,person,reason",
        "R000001,A,means,Ada: fairs; money | Bo: money,,,",
        "R000001,A,stage,Ada: young | Bo: –,,,",
        "R000001,B,support,Ada: yes | Bo: no,,,",
    ]


def test_what_is_settled_carries_what_stands_beside_it(two, tmp_path):
    path = tmp_path / "settled.csv"
    text = adjudicate(two).to_resolve()
    text = text.replace("Ada: yes | Bo: no,,,", "Ada: yes | Bo: no,No,Cy,p. 9 is plain")
    text = text.replace("Bo: money,,,", "Bo: money,money; fairs,Cy,")
    path.write_text(text, encoding="utf-8")
    settled = read_resolutions(two[0].sheet, path)
    assert len(settled) == 2
    final = adjudicate(two, settled)
    found = cells(final)
    support = found["B", "support"]
    assert (support.value, support.how, support.by) == ("no", "resolved", ("Cy",))
    assert (support.reason, dict(support.said)) == ("p. 9 is plain", {"Ada": "yes", "Bo": "no"})
    assert (found["B", "support.place"].value, found["B", "support.place"].how) == (
        "p. 9",
        "follows",
    )
    assert (found["B", "means"].value, found["B", "means"].how) == ("", "does not apply")
    assert found["A", "means"].value == "fairs; money"
    assert [(one.part, one.field) for one in final.unresolved] == [("A", "stage")]
    frame = final.provenance_frame()
    assert list(frame.columns)[-3:] == ["said by Ada", "said by Bo", "reason"]
    assert len(frame) == len(final.cells)
    assert list(final.to_frame()["cluster"]) == ["A", "B", "C", "alone"]
    assert "Unresolved: R000001, A: stage" in str(final)
    assert FinalSheet.from_dict(final.to_dict()) == final


def test_a_settled_answer_that_opens_a_field_takes_those_who_were_asked(two):
    found = cells(adjudicate(two, [Resolution("R000001", "B", "support", "yes", "Cy")]))
    assert (found["B", "means"].value, found["B", "means"].how) == ("fairs", "follows")
    assert found["B", "support.kind"].by == ("Ada",)


def test_words_of_several_may_be_put_into_one_by_a_person(two):
    settled = [Resolution("R000001", "A", "support.place", "pp. 3-4", "Cy", "one passage")]
    place = cells(adjudicate(two, settled))["A", "support.place"]
    assert (place.value, place.how, place.by) == ("pp. 3-4", "resolved", ("Cy",))


def test_an_answer_that_nobody_gave_leaves_its_place_unresolved(two):
    third = Resolution("R000001", "B", "support", "unknown", "Cy")
    found = cells(adjudicate(two, [third]))
    assert found["B", "support"].value == "unknown"
    assert found["B", "support.place"].how == "does not apply"


def test_resolutions_that_settle_nothing_are_told_together(two):
    wrong = [
        Resolution("R00001", "A", "support", "yes", "Cy"),
        Resolution("R000001", "B", "suport", "yes", "Cy"),
        Resolution("R000001", "B", "support", "yess", "Cy"),
        Resolution("R000001", "A", "support", "no", "Cy"),
        Resolution("R000001", "A", "stage", "young", "Cy"),
        Resolution("R000001", "A", "stage", "grown", "Cy"),
        Resolution("R000001", "A", "means", "", "Cy"),
    ]
    with pytest.raises(SheetMistakes) as caught:
        adjudicate(two, wrong)
    said = [(one.row, one.what, one.nearest) for one in caught.value.mistakes]
    assert said == [
        (1, "is a unit nobody coded", "R000001 / A"),
        (2, "is no field", "support"),
        (3, "is no choice", "yes"),
        (4, "is settled already: agreed, 'yes'", ""),
        (6, "is resolved twice", ""),
        (7, "the answer is empty", ""),
    ]


def test_a_settled_row_without_a_person_is_told(two, tmp_path):
    path = tmp_path / "settled.csv"
    path.write_text(adjudicate(two).to_resolve().replace("no,,,", "no,yes,,"), encoding="utf-8")
    with pytest.raises(SheetMistakes, match="row 4, column person: nobody is named"):
        read_resolutions(two[0].sheet, path)


RULES = [
    ConditionRule("PUB", "support"),
    ConditionRule("FAIR", "means", choice="fairs"),
    ConditionRule("SHARE", "share", values={}),
]


def test_answers_become_coded_cells_with_their_places(tmp_path):
    rows = [
        clear(cluster="A", means="fairs; money", share="40"),
        clear(cluster="B", **NOT_SUPPORTED),
        clear(cluster="C", means="zone"),
    ]
    found = to_coded_cells(filled(tmp_path, "Ada", rows), RULES)
    assert [(one.case, one.condition, one.value, one.place) for one in found] == [
        ("R000001: A", "PUB", "1", "p. 3"),
        ("R000001: A", "FAIR", "1", ""),
        ("R000001: A", "SHARE", "40", ""),
        ("R000001: B", "PUB", "0", "p. 9"),
        ("R000001: B", "FAIR", "unknown", "not reported"),
        ("R000001: B", "SHARE", "unknown", "not reported"),
        ("R000001: C", "PUB", "1", "p. 3"),
        ("R000001: C", "FAIR", "0", ""),
        ("R000001: C", "SHARE", "unknown", "not reported"),
    ]


def test_reports_on_one_case_are_joined_and_contradictions_told(tmp_path):
    unknown = clear(record="R2", support="unknown", support__place="", support__kind="", means="")
    third = clear(record="R3", support__place="p. 7")
    table = filled(tmp_path, "Ada", [GOOD, unknown, third])
    cases = {(record, "Sialkot"): "PK-SUR" for record in ("R000001", "R2", "R3")}
    (cell,) = to_coded_cells(table, RULES[:1], cases=cases)
    assert (cell.case, cell.value, cell.place) == ("PK-SUR", "1", "R000001: p. 3; R3: p. 7")
    against = filled(tmp_path, "Bo", [GOOD, clear(record="R2", **NOT_SUPPORTED)])
    with pytest.raises(InputError, match="PK-SUR, PUB: R000001 says 1, R2 says 0"):
        to_coded_cells(against, RULES[:1], cases={k: v for k, v in cases.items() if k[0] != "R3"})


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (ConditionRule("X", "suport"), "rule of X: there is no field 'suport'"),
        (ConditionRule("X", "support", {"ja": "1"}), "there is no answer 'ja'"),
        (ConditionRule("X", "support", {}), "there is no value"),
        (ConditionRule("X", "means"), "means is of type several"),
        (ConditionRule("X", "support", choice="yes"), "support is of type yes-no-unknown"),
        (ConditionRule("X", "means", choice="gifts"), "there is no choice 'gifts'"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(tmp_path, rule, text):
    with pytest.raises(InputError, match=text):
        to_coded_cells(filled(tmp_path, "Ada", [GOOD]), [rule])


def test_cases_and_conditions_must_be_known_and_single(tmp_path):
    table = filled(tmp_path, "Ada", [GOOD])
    with pytest.raises(InputError, match="the condition stands twice"):
        to_coded_cells(table, [RULES[0], RULES[0]])
    with pytest.raises(InputError, match="cases: there is no unit 'R7 / Sialkot'"):
        to_coded_cells(table, RULES, cases={("R7", "Sialkot"): "X"})


CASE_STUDY = sheet("appraisal-case-study")
ITEMS = [one.id for one in CASE_STUDY.fields if one.type == "judgement"]


@pytest.mark.parametrize(
    ("answers", "overall", "because"),
    [
        ({}, "sound", "no step of the rule holds"),
        ({"bounds": "no"}, "serious-doubt", "a critical item is answered no: bounds"),
        (
            {"bounds": "partly", "sources": "unclear", "rival": "partly"},
            "serious-doubt",
            "three critical items or more are partly met or unclear: bounds, sources and rival",
        ),
        ({"rival": "unclear"}, "some-doubt", "a critical item is partly met or unclear: rival"),
        (
            {"question": "no", "interest": "no", "reach": "unclear"},
            "some-doubt",
            "three items or more are answered no or unclear: question, interest and reach",
        ),
        ({"question": "no", "interest": "no"}, "sound", "no step of the rule holds"),
        ({"bounds": "does not apply"}, "sound", "no step of the rule holds"),
    ],
)
def test_the_overall_judgement_follows_the_rule_and_names_it(tmp_path, answers, overall, because):
    row = {"record": "R1", **dict.fromkeys(ITEMS, "yes"), **answers}
    found = appraisal_summary(filled(tmp_path, "Ada", [row], sheet=CASE_STUDY))
    (report,) = found.reports
    assert (report.overall, report.because) == (overall, because)
    assert sum(report.counts.values()) == len(ITEMS)


def test_counts_are_shown_by_report_and_by_item_and_nothing_is_summed(tmp_path):
    rows = [
        {"record": "R1", **dict.fromkeys(ITEMS, "yes"), "rival": "no"},
        {"record": "R2", **dict.fromkeys(ITEMS, "yes"), "rival": "partly", "question": "unclear"},
    ]
    found = appraisal_summary(filled(tmp_path, "Ada", rows, sheet=CASE_STUDY))
    frame = found.to_frame()
    assert list(frame["record"]) == ["R1", "R2"]
    assert list(frame["yes"]) == [9, 8]
    assert list(frame.columns) == [
        *("record", "yes", "partly", "no", "unclear", "does-not-apply", "not answered"),
        *("overall", "because"),
    ]
    items = found.items_frame().set_index("item")
    assert dict(items.loc["rival", ["yes", "partly", "no"]]) == {"yes": 0, "partly": 1, "no": 1}
    assert items.loc["rival", "critical"]
    text = str(found)
    assert (
        "Overall, the first that holds: serious doubt where a critical item is answered no" in text
    )
    assert AppraisalSummary.from_dict(found.to_dict()) == found


def test_a_report_with_open_items_is_not_judged(tmp_path):
    row = {"record": "R1", **dict.fromkeys(ITEMS, "no")}
    ada = filled(tmp_path, "Ada", [row], sheet=CASE_STUDY)
    bo = filled(tmp_path, "Bo", [{**row, "rival": "yes"}], sheet=CASE_STUDY)
    (report,) = appraisal_summary(adjudicate([ada, bo])).reports
    assert (report.overall, report.label) == ("", "not judged")
    assert report.because == "not answered: rival"
    assert report.counts["not answered"] == 1


def test_only_a_checklist_is_appraised(tmp_path):
    with pytest.raises(InputError, match="small is no checklist"):
        appraisal_summary(filled(tmp_path, "Ada", [GOOD]))


def test_kappa_of_the_example_coding_is_the_one_of_its_readme():
    from pathlib import Path

    from hanse.evidence import agreement, read_coding

    folder = Path(__file__).parents[3] / "examples" / "reviewed-clusters" / "coding"
    first, second = (read_coding(folder / f"coding_{name}.csv") for name in "ab")
    pairs = [[a.value, b.value] for a, b in zip(first, second, strict=True)]
    found = agreement_of(pairs, categories=["0", "1", "unknown"])
    old = agreement([a for a, _ in pairs], [b for _, b in pairs])
    assert old.kappa == found.get("Cohen's kappa").value == 1.0
    assert math.isnan(found.get("Cohen's kappa").low)

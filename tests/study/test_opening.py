"""The sentences of the first page are right, and about a page, whatever the data are."""

from __future__ import annotations

import random

import pytest
from tests.study.small_study import (
    AS_IS,
    FUZZY,
    analysed,
    crisp_table,
    opening,
    study_text,
    write_study,
)

from hanse.report import Document, render_html
from hanse.study.qca_charts import case_blocks
from hanse.study.qca_opening import opening_blocks

ONE_PAGE = 650
HALF = FUZZY.replace("East,0.7", "East,0.5")
LOW = FUZZY.replace("North,0.9,0.8,0.2,0.9", "North,0.9,0.8,0.2,0.3")
TWELVE = [*(f"C{i}" for i in range(12)), "Y"]


def random_rows(n: int, k: int, positive: int, seed: int = 3) -> list[tuple[int, ...]]:
    """Return n different crisp rows, the first of them positive."""
    rng = random.Random(seed)
    rows: set[tuple[int, ...]] = set()
    while len(rows) < n:
        rows.add(tuple(rng.randint(0, 1) for _ in range(k)))
    ordered = sorted(rows)
    rng.shuffle(ordered)
    return [(*row, int(i < positive)) for i, row in enumerate(ordered)]


def three_hundred() -> str:
    rng = random.Random(1)
    drawn = [[rng.randint(0, 1) for _ in "ABC"] for _ in range(300)]
    return crisp_table([(*row, int(row[0] and (row[1] or row[2]))) for row in drawn], "ABCY")


MARKET = "method = 'as-is'\nlevels = 3\nlabel = 'market'"
MARKETS = crisp_table(
    [(a, m, int(m == 2 or a), int(m > 0)) for a in (0, 1) for m in (0, 1, 2)], "AMYZ"
)
ODD = "*a* _b_ `c` <i>d</i> & e"
ODD_SETS = {"A": f"{AS_IS}\nlabel = '{ODD}'", "Y": f"{AS_IS}\nlabel = '**y** <b>'"}
MANY = 'report = "parsimonious"\nlimit = 60'
WIDE = [*(f"condition_number_{i}" for i in range(40)), "Y"]

STUDIES = {
    "one model": (study_text(), FUZZY),
    "many models": (study_text(TWELVE, outcome="~Y", qca=MANY), None),
    "300 cases": (study_text(), three_hundred()),
    "everything": (study_text("ABY"), crisp_table([(1, 1, 1), (0, 1, 1), (1, 0, 1)], "ABY")),
    "nothing judged": (study_text(qca="frequency = 9"), FUZZY),
    "no solution": (study_text(qca="consistency = 1.0\npri = 1.0"), LOW),
    "at 0.5": (study_text(), HALF),
    "deviant": (study_text(qca="consistency = 0.7"), FUZZY),
    "both": (
        study_text("ABY", qca="consistency = 0.5"),
        "cluster,A,B,Y\nn,0.6,0.6,0.5\ns,0.6,0.4,0.5\ne,0.4,0.4,0.5\n",
    ),
    "multi-value": (study_text("AY", sets={"M": MARKET}), MARKETS),
    "multi-value outcome": (study_text("AY", outcome="M[1,2]", sets={"M": MARKET}), MARKETS),
    "odd labels": (study_text(sets=ODD_SETS), FUZZY.replace("North", "*N* <b>`x`")),
    "40 conditions": (study_text(WIDE, qca='report = "conservative"'), None),
}


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """Return the sentences of each study, computed when first asked for."""
    found: dict[str, list[str]] = {}
    folder = tmp_path_factory.mktemp("openings")

    def ask(name: str) -> list[str]:
        if name not in found:
            toml, table = STUDIES[name]
            if table is None:
                names = TWELVE if name == "many models" else WIDE
                n = 40 if name == "many models" else 12
                table = crisp_table(random_rows(n, len(names) - 1, n // 2), names)
            found[name] = opening(write_study(folder / name.replace(" ", "-"), toml, table))
        return found[name]

    return ask


def one(lines: list[str], start: str) -> str:
    """Return the one sentence that starts so."""
    (found,) = [line for line in lines if line.startswith(start)]
    return found


@pytest.mark.parametrize("name", STUDIES)
def test_the_first_page_is_one_page(said, name):
    assert sum(len(line.split()) for line in said(name)) < ONE_PAGE


@pytest.mark.parametrize("name", STUDIES)
def test_no_sentence_shows_a_number_that_is_not_there(said, name):
    text = " ".join(said(name))
    assert all(word not in text for word in ("nan", "None of the models", "inf ", " 1 cases"))


def test_one_model_is_told_path_by_path_with_its_cases(said):
    lines = said("one model")
    assert lines[1] == "Which combinations of A, B and C lead to high Y? 8 cases were analysed."
    assert lines[3].startswith(
        "The intermediate solution has one model with 2 paths. Together they"
    )
    assert one(lines, "A*B: high A and high B. Consistency 0.93, covers 66").endswith(
        "Cases: North, South and Plain."
    )
    assert "No case on a path lacks the outcome." in lines
    assert lines[6] == "Necessary at 0.90: A."


def test_two_models_are_told_by_what_they_share(tmp_path):
    rows = [(0, 0, 0, 1), (0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 0, 1), (1, 1, 0, 1), (1, 1, 1, 1)]
    rows += [(0, 1, 0, 0), (1, 0, 1, 0)]
    lines = opening(write_study(tmp_path, study_text(), crisp_table(rows, "ABCY")))
    lead = one(lines, "2 models of the intermediate solution are minimal, and the data")
    assert "each has 3 paths, coverage 100" in lead
    assert lead.endswith(
        "All models together share no path: none of them can be reported as the answer."
    )
    assert one(lines, "6 paths stand in some of the models only; which of them is right")


def test_hundreds_of_models_are_counted_and_never_one_is_picked(said):
    lines = said("many models")
    (lead,) = [line for line in lines if "models of the parsimonious solution are minimal" in line]
    assert int(lead.split()[0].replace(",", "")) >= 400
    assert "each of the 60 listed has" in lead
    assert "The 60 listed models" in lead
    assert any(line.endswith("more paths are listed further down.") for line in lines)


def test_of_300_cases_six_are_named_and_the_rest_counted(said):
    line = one(said("300 cases"), "A*B: A and B.")
    assert line.count("case ") == 6
    assert " more." in line


def test_no_solution_names_the_nearest_row_and_the_distance(said):
    line = one(said("no solution"), "No path. No row passes for Y:")
    assert "the nearest is row" in line
    assert "falls short by" in line


def test_where_everything_is_positive_the_page_says_that_nothing_can_be_compared(said):
    line = one(said("everything"), "Every combination that could be judged (3) leads to Y.")
    assert "cannot say which conditions matter" in line


def test_where_nothing_could_be_judged_the_page_says_so(said):
    lines = said("nothing judged")
    assert lines.count("No path. No row has 9 cases: the fullest row has 2.") == 2
    assert one(lines, "None of 8 possible combinations of conditions could be judged: each has")


def test_cases_at_0_5_are_named_as_being_in_no_row(said):
    lines = said("at 0.5")
    assert "1 case stands at exactly 0.5 in a condition and in no row: East." in lines
    assert one(lines, "1 case reaches the outcome on no path: East.")
    assert not [line for line in lines if "for neither side" in line]
    assert one(lines, "The calibration has 1 warning, listed with it: read it before")


def test_deviant_cases_and_their_rows_are_named(said):
    lines = said("deviant")
    assert "1 case lies on a path but below 0.5 in the outcome: Ridge." in lines
    assert "1 row counts as sufficient with cases below 0.5 in the outcome: row 5." in lines
    line = one(lines, "A: high A.")
    assert line.endswith("Cases: North, South, East and Plain; against it: Ridge.")


def test_rows_sufficient_for_both_are_named(said):
    line = one(said("both"), "Rows 1, 3 and 4 are coded sufficient for both Y and ~Y:")
    assert "cannot explain an outcome and its absence" in line


def test_a_case_at_0_5_in_the_outcome_is_neither_typical_nor_deviant(tmp_path):
    folder = write_study(
        tmp_path, study_text(), FUZZY.replace("0.6,0.9,0.1,0.7", "0.6,0.9,0.1,0.5")
    )
    lines = opening(folder)
    assert one(lines, "A*B: high A").endswith("Cases: North and South.")
    assert "1 case stands at exactly 0.5 in the outcome, for neither side: Plain." in lines
    analysis, settings = analysed(folder)
    (shown,) = [b for b in case_blocks(analysis, analysis.sides[0], settings) if b.kind == "cases"]
    assert ("A*B", ("North", "South")) in shown.groups
    assert ("A*B, at exactly 0.5 in the outcome", ("Plain",)) in shown.groups


def test_the_key_stands_first_and_names_the_solution_shown_first(said):
    key = said("one model")[0]
    assert key.startswith("Key. ~ without, * together with, + or. Consistency (0 to 1): how")
    assert "how much of the outcome it accounts for" in key
    assert key.endswith("The intermediate one is shown first.")
    assert said("40 conditions")[0].endswith("The conservative one is shown first.")


def test_the_paths_of_the_absence_are_told_in_words_with_their_cases(said):
    lines = said("one model")
    brief = lines[lines.index("And the absence of high Y") :]
    assert brief[1].endswith("With consistency and coverage:")
    line = one(brief, "~A*B: high B, without high A (0.93, 67\N{NO-BREAK SPACE}%).")
    assert line.endswith("Cases: West and Delta.")


def test_where_nothing_contradicts_the_page_claims_no_strength(said):
    lines = said("everything")
    assert "What the analysed cases share" in lines
    assert "Which paths lead to Y" not in lines
    assert one(lines, "The intermediate solution only restates what the analysed cases have, in")
    assert one(lines, "A: A. 2 of the 3 analysed cases share it: case 001 and case 003.")
    first = " ".join(lines[: lines.index("And the absence of Y")])
    assert "of the outcome (" not in first
    assert "100" not in first


def test_a_combination_that_every_case_has_is_told_as_shared_by_all(tmp_path):
    rows = [(1, 1, 1), (1, 1, 1)]
    lines = opening(write_study(tmp_path, study_text("ABY"), crisp_table(rows, "ABY")))
    assert one(lines, "A*B: A and B. All 2 analysed cases share it: case 001 and case 002.")
    line = one(lines, "Necessary at 0.90: A and B.")
    assert line.endswith("Trivially so, since all cases have them: A and B.")
    assert lines[-1] == "What is necessary cannot be told: no case has a membership above 0 here."


def test_rows_with_cases_of_both_kinds_and_rows_near_a_cut_off_are_named(tmp_path):
    rows = [(1, 1, 1), (1, 0, 1), (1, 0, 0), (0, 1, 0), (0, 0, 0)]
    text = crisp_table(rows, "ABY")
    lines = opening(write_study(tmp_path / "a", study_text("ABY"), text))
    assert one(lines, "1 row counts as not sufficient with cases on both sides of 0.5 in").endswith(
        "the outcome: row 3."
    )
    assert not [line for line in lines if line.startswith("Close to the cut-offs")]
    for cut, is_close in ((0.53, True), (0.47, True), (0.54, False), (0.46, False)):
        toml = study_text("ABY", qca=f"consistency = {cut}\npri = 0.0")
        lines = opening(write_study(tmp_path / f"{cut}", toml, text))
        close = "Close to the cut-offs, within 0.03 on either side: row 3."
        assert (close in lines) is is_close


def test_the_nearest_condition_is_named_where_none_is_necessary(said, tmp_path):
    rows = [(1, 1, 1)] * 7 + [(0, 1, 1)] + [(0, 0, 0), (1, 0, 0)]
    table = crisp_table(rows, "ABY").replace("case 010,1,0,0", "case 010,1,0,1")
    lines = opening(write_study(tmp_path, study_text("ABY", qca="necessity = 0.92"), table))
    assert "No single condition is necessary at 0.92; the nearest, A, reaches 0.889." in lines
    assert "No single condition is necessary at 0.90." in said("300 cases")


def test_trivial_necessity_is_told_apart(tmp_path):
    rows = [(1, 1, 1), (1, 0, 1), (1, 1, 0), (1, 0, 0), (1, 0, 0), (0, 0, 0)]
    lines = opening(write_study(tmp_path, study_text("ABY"), crisp_table(rows, "ABY")))
    line = one(lines, "Necessary at 0.90: A.")
    assert line.endswith("since most cases have it (RoN below 0.50 or undefined): A.")


def test_multi_value_conditions_and_outcomes_are_told_with_their_values(said):
    assert one(said("multi-value"), "M[2]: market = 2. Consistency 1.00")
    lines = said("multi-value outcome")
    assert "Which paths lead to market = 1 or 2" in lines
    assert "And market other than 1 or 2" in lines


def test_a_path_of_forty_conditions_is_not_told_word_by_word(said):
    line = next(line for line in said("40 conditions") if "Consistency" in line and "Cases" in line)
    assert " more" in line


def test_names_with_signs_are_shown_as_they_are(tmp_path):
    folder = write_study(tmp_path, *STUDIES["odd labels"])
    analysis, settings = analysed(folder)
    document = Document("T", "", "en", opening_blocks(analysis, settings))
    page = render_html(document)
    assert "*a* _b_ `c` &lt;i&gt;d&lt;/i&gt; &amp; e" in page
    assert "*N* &lt;b&gt;`x`" in page
    assert page.count("**y** &lt;b&gt;") >= 3
    assert "<i>d" not in page
    assert "<strong>y" not in page

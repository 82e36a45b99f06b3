"""``hanse strategy``: options, sheets, advice from a file, and the simulation."""

from __future__ import annotations

import csv
import io
import json

import pytest

from hanse.result import answer_from_dict
from hanse.strategy.answers import Answers, read_answers
from hanse.strategy.catalogue_reader import packaged_text, read_catalogue
from hanse.strategy.effect.simulation import Scenario, simulate
from hanse.strategy.sheets.text import answers_text

PAPER = read_catalogue()
GIVEN = Answers({"strategy": "cost", "size": "small", "technology": "high"}, firm="Ex Ltd")
SCENARIOS = """
[[scenarios]]
name = "exporting"
shares = { "niche-exporting" = 0.4 }

[[scenarios]]
name = "both"
shares = { "outsourcing-higher + niche-exporting" = 0.4 }
"""


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "answers.toml"
    path.write_text(answers_text(GIVEN, PAPER), encoding="utf-8")
    return path


@pytest.fixture
def scenarios(tmp_path):
    path = tmp_path / "scenarios.toml"
    path.write_text(SCENARIOS, encoding="utf-8")
    return path


def test_without_a_command_the_help_of_the_group_is_shown(hanse):
    shown = hanse("strategy")
    assert shown.exit_code == 0
    assert shown.output == hanse("strategy", "--help").output
    for command in ("options", "ask", "sheet", "evaluate", "simulate"):
        assert f"\n  {command} " in shown.output
        assert hanse("strategy", command, "--help").exit_code == 0


def test_the_options_are_printed_with_their_levels_and_what_these_mean(hanse):
    shown = hanse("strategy", "options", "--strategy", "differentiation").stdout
    lines = shown.splitlines()
    name = PAPER.option("outsourcing-higher").name
    row = next(line for line in lines if line.endswith("outsourcing-higher"))
    assert row.split(name)[1].split() == ["MF", "+", "+/–", "outsourcing-higher"]
    row = next(line for line in lines if line.endswith(" reshoring"))
    assert row.split()[-4:] == ["unrated", "unrated", "unrated", "reshoring"]
    assert f"Unrated, so never advised: {PAPER.option('reshoring').name}." in lines
    assert "  feasible for SMEs: LF less feasible; MF moderately feasible; HF highly feasible" in (
        lines
    )
    assert "Options of the strategy cost" not in lines
    assert "(+/– to +)" in shown


def test_all_strategies_are_printed_where_none_is_named(hanse):
    lines = hanse("strategy", "options").stdout.splitlines()
    assert [line for line in lines if line.startswith("Options of")] == [
        "Options of the strategy cost",
        "Options of the strategy differentiation",
    ]
    assert not any("[Table" in line for line in lines)


def test_the_evidence_stands_below_the_tables(hanse):
    shown = hanse("strategy", "options", "--evidence").stdout
    rating = PAPER.rating("captive-higher", "core")
    assert rating.says in shown
    assert f"[{rating.source}]" in shown
    assert f"    Note: {rating.note}" in shown


def test_options_are_data_for_programs(hanse):
    shown = hanse("strategy", "options", "--strategy", "cost", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(shown)))
    served = PAPER.serving("cost")
    assert len(rows) == len(served) * len(PAPER.criteria)
    assert {"option", "criterion", "level", "word", "lower", "upper", "source", "says"} <= set(
        rows[0]
    )
    unrated = [row for row in rows if row["option"] == "reshoring"]
    assert {(row["level"], row["word"]) for row in unrated} == {("", "unrated")}
    shown = hanse("strategy", "options", "--strategy", "cost", "--format", "json").stdout
    found = answer_from_dict(json.loads(shown))
    assert found.strategies == ("cost",)
    assert found.catalogue.options == served


def test_a_strategy_that_does_not_exist_is_answered_with_those_that_do(hanse):
    shown = hanse("strategy", "options", "--strategy", "costs")
    assert shown.exit_code == 2
    assert shown.stderr == (
        "hanse: --strategy: there is no strategy 'costs'. Did you mean 'cost'? "
        "There are: cost, differentiation.\n"
    )


def test_the_catalogue_is_copied_to_edit_and_read_again(hanse, tmp_path):
    path = tmp_path / "my own.toml"
    shown = hanse("strategy", "options", "--write", path)
    assert shown.exit_code == 0
    assert shown.stdout == (
        f"Wrote {path}: change what you know better, then\n"
        f'  hanse strategy options --catalogue "{path}"\n'
    )
    assert path.read_text(encoding="utf-8") == packaged_text()
    mine = packaged_text().replace("International strategies", "My strategies")
    path.write_text(mine, encoding="utf-8")
    shown = hanse("strategy", "options", "--catalogue", path)
    assert shown.stdout.startswith("My strategies of cluster SMEs\n")
    shown = hanse("strategy", "options", "--write", path)
    assert shown.exit_code == 2
    said = "is there already. Name another file, or add --force."
    assert shown.stderr == f"hanse: {path}: {said}\n"
    assert path.read_text(encoding="utf-8") == mine
    assert hanse("strategy", "options", "--write", path, "--force").exit_code == 0
    assert path.read_text(encoding="utf-8") == packaged_text()


def test_a_sheet_for_answers_is_written_filled_in_and_never_overwritten(hanse, answers, tmp_path):
    path = tmp_path / "firm.xlsx"
    shown = hanse("strategy", "sheet", path, "--answers", answers)
    assert shown.exit_code == 0, shown.output
    assert shown.stdout == f"Wrote {path}: fill it in, then\n  hanse strategy evaluate {path}\n"
    assert read_answers(path, PAPER) == GIVEN
    before = path.read_bytes()
    shown = hanse("strategy", "sheet", path)
    assert (shown.exit_code, path.read_bytes()) == (2, before)
    assert hanse("strategy", "sheet", path, "--force").exit_code == 0
    assert read_answers(path, PAPER) == Answers({})


def test_a_sheet_for_ratings_is_written(hanse, tmp_path):
    from hanse.strategy.sheets import read_rating_sheet

    path = tmp_path / "ratings.xlsx"
    shown = hanse("strategy", "sheet", path, "--ratings", "--rater", "Ada")
    assert (shown.exit_code, shown.stdout) == (0, f"Wrote {path}\n")
    assert read_rating_sheet(path, PAPER).ratings == ()
    shown = hanse("strategy", "sheet", path, "--ratings", "--blind", "--force")
    assert shown.exit_code == 0


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (("--rater", "Ada"), "--rater: a sheet for answers has no rater. Add --ratings."),
        (("--blind",), "--blind: a sheet for answers has no rater. Add --ratings."),
        (
            ("--ratings", "--answers", "a.toml"),
            "--answers: a sheet for ratings has no answers. Leave out one of --ratings and "
            "--answers.",
        ),
        (
            ("--answers", "none.toml"),
            "there is no file none.toml. Start one with: hanse strategy ask --save FILE.",
        ),
        (
            ("--catalogue", "none.toml"),
            "there is no file none.toml. Start one with: hanse strategy options --write FILE.",
        ),
    ],
    ids=["rater", "blind", "both", "no answers", "no catalogue"],
)
def test_choices_that_a_sheet_does_not_have_are_refused(hanse, tmp_path, choices, said):
    shown = hanse("strategy", "sheet", tmp_path / "a.xlsx", *choices)
    assert shown.exit_code == 2
    assert shown.stderr.startswith(f"hanse: {said}")
    assert list(tmp_path.iterdir()) == []


def test_a_place_where_nothing_can_be_written_is_named(hanse, tmp_path):
    shown = hanse("strategy", "sheet", tmp_path / "none" / "a.xlsx")
    assert shown.stderr == (
        f"hanse: {tmp_path / 'none' / 'a.xlsx'}: there is no folder '{tmp_path / 'none'}'. "
        "Make the folder first.\n"
    )
    shown = hanse("strategy", "sheet", tmp_path)
    assert shown.stderr == f"hanse: {tmp_path}: is a folder, not a file. Name a file in it.\n"
    shown = hanse("strategy", "sheet", tmp_path / "a.ods")
    assert shown.stderr.endswith("a.ods: is no name of a workbook. End it in .xlsx.\n")


def test_the_advice_answers_in_the_order_of_a_directors_questions(hanse, answers):
    shown = hanse("strategy", "evaluate", answers)
    assert shown.exit_code == 0, shown.output
    heads = ["What is advised", "What would change", "Why each other option fell", "next step"]
    places = [shown.stdout.index(head) for head in heads]
    assert places == sorted(places)
    assert "Ex Ltd" in shown.stdout


def test_sheet_and_file_lead_to_the_same_advice_and_page(hanse, answers, tmp_path):
    sheet = tmp_path / "firm.xlsx"
    assert hanse("strategy", "sheet", sheet, "--answers", answers).exit_code == 0
    pages = [tmp_path / "one.html", tmp_path / "two.html"]
    printed = []
    for source, page in zip((answers, sheet), pages, strict=True):
        shown = hanse("strategy", "evaluate", source, "--out", page)
        assert shown.exit_code == 0, shown.output
        assert shown.stdout.endswith(f"Page: {page}\n")
        printed.append(shown.stdout.replace(str(page), ""))
    assert printed[0] == printed[1]
    assert pages[0].read_bytes() == pages[1].read_bytes()
    assert pages[0].read_text(encoding="utf-8").startswith("<!")


def test_the_advice_is_data_for_programs_whatever_page_is_written(hanse, answers, tmp_path):
    page = tmp_path / "advice.html"
    shown = hanse("strategy", "evaluate", answers, "--format", "json", "--out", page)
    found = answer_from_dict(json.loads(shown.stdout))
    assert found.answers == GIVEN
    assert page.is_file()


@pytest.mark.parametrize("command", ["evaluate", "simulate"])
def test_a_page_never_takes_the_place_of_another_kind_of_file(hanse, answers, command):
    before = answers.read_bytes()
    shown = hanse("strategy", command, answers, "--out", answers)
    assert shown.exit_code == 2
    assert shown.stderr == (
        f"hanse: {answers}: is no name of a page. End it in .html: --out advice.html.\n"
    )
    assert answers.read_bytes() == before


def test_answers_that_cannot_be_used_are_said_with_file_and_choices(hanse, answers):
    text = answers.read_text(encoding="utf-8").replace('size = "small"', 'sise = "small"')
    answers.write_text(text, encoding="utf-8")
    shown = hanse("strategy", "evaluate", answers)
    assert shown.exit_code == 2
    assert shown.stderr.startswith(
        "hanse: answers.toml, [answers]: there is no question 'sise'. Did you mean 'size'? "
    )


def test_the_simulation_says_first_what_holds_in_every_draw(hanse, scenarios):
    shown = hanse("strategy", "simulate", scenarios, "--draws", 300)
    assert shown.exit_code == 0, shown.output
    lines = shown.stdout.splitlines()
    made = simulate(
        PAPER,
        [
            Scenario("exporting", {"niche-exporting": 0.4}),
            Scenario("both", {"niche-exporting + outsourcing-higher": 0.4}),
        ],
        draws=300,
    )
    assert lines[0] == "What the firms' choices do to the cluster: 20 years, 300 draws, seed 1"
    n = len(made.orderings)
    start = lines.index(f"What holds in every draw ({len(made.certain)} of {n})")
    end = lines.index(f"What the ratings do not decide ({len(made.undecided)} of {n})")
    bands = lines.index("Year 20: median, and 5 to 95 % of the draws")
    assert lines[start + 1 : end - 1] == [f"- {one.sentence}" for one in made.certain]
    assert lines[end + 1 : bands - 1] == [f"- {one.sentence}" for one in made.undecided]
    assert [line.split("  ")[0] for line in lines[bands + 2 : bands + 5]] == list(made.names)
    low, middle, high = made.band("both", "lock_in")
    assert f"{middle:.2f} ({low:.2f} to {high:.2f})" in lines[bands + 4]
    assert lines[-1] == made.label


def test_the_simulation_is_data_and_a_page(hanse, scenarios, tmp_path):
    page = tmp_path / "effect.html"
    choices = ("--draws", 50, "--years", 3, "--seed", 7, "--out", page)
    shown = hanse("strategy", "simulate", scenarios, *choices, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(shown.stdout)))
    assert len(rows) == 3 * 3 * 4
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") == 1
    assert "illustration and not a forecast" in text
    assert PAPER.mixture_name(("niche-exporting", "outsourcing-higher")) in text
    shown = hanse("strategy", "simulate", scenarios, *choices, "--format", "json")
    found = answer_from_dict(json.loads(shown.stdout))
    assert (found.seed, found.draws, found.years[-1]) == (7, 50, 3)


def test_many_scenarios_are_simulated_without_a_picture(hanse, tmp_path):
    path, page = tmp_path / "many.toml", tmp_path / "many.html"
    entry = '[[scenarios]]\nname = "s{n}"\nshares = {{ "niche-exporting" = 0.{n} }}\n'
    path.write_text("".join(entry.format(n=n) for n in range(1, 10)), encoding="utf-8")
    shown = hanse("strategy", "simulate", path, "--draws", 20, "--out", page)
    assert shown.exit_code == 0, shown.output
    assert "<svg" not in page.read_text(encoding="utf-8")


def test_every_wrong_scenario_is_told_together(hanse, tmp_path):
    path = tmp_path / "s.toml"
    path.write_text(
        '[[scenarios]]\nname = "a"\nshares = { "niche" = 0.4 }\n'
        '[[scenarios]]\nname = "b"\nshares = { "outsourcing-higher" = 0.4 }\n'
        '[[scenarios]]\nname = "c"\nshare = { "niche-exporting" = 0.4 }\n'
        '[[scenarios]]\nname = "d"\nshares = 0.4\n'
        '[[scenarios]]\nname = "no strategy"\n'
        '[[scenarios]]\nname = "e"\nshares = { "niche-exporting" = 1.4 }\n'
        "[settings]\nyears = 3\n",
        encoding="utf-8",
    )
    shown = hanse("strategy", "simulate", path)
    assert shown.exit_code == 2
    said = shown.stderr
    assert said.startswith("hanse: s.toml: 7 problems:\n")
    for part in (
        "s.toml: there is no table 'settings'. ",
        "s.toml, [[scenarios]] 1, scenario 'a': there is no option 'niche'. Did you mean ",
        "s.toml, [[scenarios]] 2, scenario 'b': 'outsourcing-higher' cannot be one mixture: ",
        "s.toml, [[scenarios]] 3: there is no key 'share'. Did you mean 'shares'? ",
        "s.toml, [[scenarios]] 4: shares is 0.4. Write shares = ",
        "s.toml, [[scenarios]] 5, scenario 'no strategy': the name is that of the baseline",
        "s.toml, [[scenarios]] 6, scenario 'e': the share of 'niche-exporting' is 1.4. ",
    ):
        assert f"  - {part}" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "s.toml: there is no scenario. Write [[scenarios]], then name = "),
        ("[[scenarios]]\nname = a\n", "s.toml: not TOML: "),
        ('scenarios = "a"\n', "s.toml: scenarios is no list of tables. Write [[scenarios]] above "),
        ("[[scenarios]]\nshares = {}\n", "s.toml, [[scenarios]] 1: name is missing. Write name"),
    ],
    ids=["empty", "no TOML", "no list", "no name"],
)
def test_a_file_without_scenarios_is_answered(hanse, tmp_path, text, said):
    path = tmp_path / "s.toml"
    path.write_text(text, encoding="utf-8")
    shown = hanse("strategy", "simulate", path)
    assert shown.exit_code == 2
    assert shown.stderr.startswith(f"hanse: {said}")


def test_numbers_of_the_simulation_are_bounded(hanse, scenarios, tmp_path):
    shown = hanse("strategy", "simulate", scenarios, "--years", 0)
    assert shown.exit_code == 2
    assert shown.stderr.startswith("hanse: simulation: years is 0. Give a whole number from 1 ")
    shown = hanse("strategy", "simulate", tmp_path / "none.toml")
    assert shown.exit_code == 2
    assert shown.stderr == (
        f"hanse: there is no file {tmp_path / 'none.toml'}. Name a TOML file with [[scenarios]].\n"
    )

"""The ``[strategy]`` section: every table may be missing, and every mistake has its place."""

from __future__ import annotations

import json

import pytest
from tests.study.small_study import FUZZY, study_text, write_study

from hanse.errors import InputError
from hanse.report import Heading, Notice, Table
from hanse.report.inline import plain
from hanse.study import run_study
from hanse.study.strategy_settings import StrategySettings, read_strategy

FIRMS = """\
firm,strategy,option,planned,size,investment
A,cost,cost-exporting,outsourcing-materials,small,2
B,cost,outsourcing-materials,replicative-outsourcing,small,1
C,differentiation,niche-exporting,niche-exporting + outsourcing-higher,medium,3
"""


def run_of(folder, toml: str, **files: str):
    folder.mkdir()
    (folder / "hanse.toml").write_text(f'[study]\ntitle = "T"\n{toml}', encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return run_study(folder, folder / "out")


def sentences_of(run) -> list[str]:
    def texts(blocks):
        for block in blocks:
            yield from getattr(block, "items", ()) or [getattr(block, "text", "")]
            yield from texts(getattr(block, "blocks", ()))

    return [plain(text) for text in texts(run.document.blocks) if text]


def strategy_of(run):
    return json.loads((run.out / "result.json").read_text(encoding="utf-8"))["strategy"]


def test_an_empty_section_advises_for_every_context(tmp_path):
    run = run_of(tmp_path / "s", "[strategy]\n")
    found = strategy_of(run)
    assert list(found["advice"]) == ["cost", "differentiation"]
    assert all(found["propositions"].values())
    assert "firms" not in found
    assert "simulation" not in found
    assert any("has no firm's answers" in one for one in sentences_of(run))


def test_the_questions_of_a_director_are_answered_in_their_order(tmp_path):
    run = run_of(
        tmp_path / "s",
        '[strategy]\nfirms = "firms.csv"\n',
        firms_csv=FIRMS,
    )
    order = [
        "What is advised",
        "What would change this advice",
        "Why each other option fell",
        "What must be true, and the next step",
        "The firms of the cluster",
        "What the firms' choices do to the cluster",
        "The evidence behind each rating",
    ]
    heads = [one for one in run.document.blocks if isinstance(one, Heading)]
    assert [one.text for one in heads if one.level == 2] == order


def test_a_table_of_firms_gives_the_scenarios_today_and_planned(tmp_path):
    run = run_of(tmp_path / "s", '[strategy]\nfirms = "firms.csv"\n', firms_csv=FIRMS)
    found = strategy_of(run)
    assert list(found["simulation"]["end"]) == ["no strategy", "today", "planned"]
    assert found["firms"]["shares"]["cost-exporting"] == pytest.approx(1 / 3)
    assert any("0\xa0% of the firms" in s and "33\xa0% plan to" in s for s in sentences_of(run))


def test_firms_without_plans_and_measures_leave_those_parts_out(tmp_path):
    table = "firm,option\nA,cost-exporting\nB,\n"
    run = run_of(tmp_path / "s", '[strategy]\nfirms = "firms.csv"\n', firms_csv=table)
    found = strategy_of(run)
    assert "planned" not in found["firms"]
    assert "conflicts" not in found["firms"]
    assert "Ratings and measures" not in sentences_of(run)


def test_scenarios_alone_are_simulated_with_the_priors_of_the_study(tmp_path):
    toml = """[strategy]
[strategy.simulation]
years = 10
draws = 200
seed = 3
[strategy.priors]
obsolescence = [0.02, 0.02]
[[strategy.scenarios]]
name = "partners"
shares = { "outsourcing-materials" = 0.4 }
"""
    found = strategy_of(run_of(tmp_path / "s", toml))["simulation"]
    assert (found["years"], found["draws"], found["seed"]) == (10, 200, 3)
    assert list(found["end"]) == ["no strategy", "partners"]


def test_other_scoring_methods_are_shown_where_the_study_asks_for_them(tmp_path):
    run = run_of(tmp_path / "s", "[strategy]\ncompare = true\n")
    assert "What common scoring methods would say" in sentences_of(run)


def test_a_study_of_both_kinds_has_one_report(tmp_path):
    toml = study_text(sets={"Y": 'method = "as-is"'}, more="[strategy]\n")
    write_study(tmp_path / "s", toml, FUZZY)
    run = run_study(tmp_path / "s", tmp_path / "out")
    heads = [one.text for one in run.document.blocks if isinstance(one, Heading)]
    assert {"Truth table", "What is advised"} <= set(heads)


def test_files_that_were_read_are_hashed(tmp_path):
    run = run_of(tmp_path / "s", '[strategy]\nfirms = "firms.csv"\n', firms_csv=FIRMS)
    assert "SHA-256 of firms.csv" in run.result["versions"]


def test_the_settings_that_are_not_written_are_the_documented_ones():
    assert read_strategy({}) == StrategySettings()
    assert (StrategySettings().years, StrategySettings().draws) == (20, 4000)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('answer = "a.toml"', "[strategy]: there is no key 'answer'. Did you mean 'answers'?"),
        ('answers = "a.toml"', "[strategy] answers: there is no file a.toml"),
        ("answers = 3", "[strategy]: answers is 3. Write it in quotes."),
        ('compare = "yes"', "[strategy]: compare is 'yes'. Write true or false."),
        ("[strategy.simulation]\nyear = 3", "[strategy.simulation]: there is no key 'year'"),
        ("[strategy.simulation]\nyears = 0.5", "[strategy.simulation]: years is 0.5"),
        ("[strategy.priors]\nleakage = 3", "[strategy.priors]: leakage is 3. Write leakage = ["),
        ("[strategy.scenarios]\nname = 'x'", "[strategy]: scenarios is one table"),
        (
            "[[strategy.scenarios]]\nname = 'x'",
            "[[strategy.scenarios]] 1: name or shares is missing",
        ),
        (
            "[[strategy.scenarios]]\nname = 'today'\nshares = {}",
            "[[strategy.scenarios]] 1: the name 'today' belongs to the table of firms",
        ),
        (
            "[[strategy.scenarios]]\nname = 'x'\nshares = { 'niche' = 0.2 }",
            "there is no option 'niche'. Did you mean 'niche-exporting'?",
        ),
        (
            "[[strategy.scenarios]]\nname = 'x'\nshares = { 'niche-exporting' = 1.2 }",
            "1.2",
        ),
    ],
)
def test_a_mistake_in_the_section_is_told_with_its_place(tmp_path, toml, said):
    text = toml if toml.startswith("[") else f"[strategy]\n{toml}"
    with pytest.raises(InputError) as raised:
        run_of(tmp_path / "s", text + "\n")
    assert said in str(raised.value)


def test_a_lever_must_be_a_question_with_that_answer(tmp_path):
    toml = '[strategy]\nfirms = "firms.csv"\n[strategy.levers]\nsupplier_capability = "best"\n'
    with pytest.raises(InputError, match="'best'"):
        run_of(tmp_path / "s", toml, firms_csv=FIRMS)


OWN = """\
[[criteria]]
id = "can"
role = "feasibility"
levels = ["no", "yes"]
label = "can do"
[[options]]
id = "a"
strategies = ["price/cost"]
governance = "own"
[[ratings]]
option = "a"
criterion = "can"
level = "yes"
source = "s"
"""
OWN_FIRMS = "firm,strategy,option\nA,price/cost,a\n"


def test_firms_of_a_catalogue_without_lock_in_and_core_are_not_simulated(tmp_path):
    toml = '[strategy]\ncatalogue = "own.toml"\nfirms = "firms.csv"\n'
    text = OWN.replace("price/cost", "cost")
    firms = OWN_FIRMS.replace("price/cost", "cost")
    run = run_of(tmp_path / "s", toml, own_toml=text, firms_csv=firms)
    assert "simulation" not in strategy_of(run)
    assert strategy_of(run)["firms"]["n"] == 1


def test_a_scenario_of_a_catalogue_without_lock_in_says_what_is_missing(tmp_path):
    toml = (
        '[strategy]\ncatalogue = "own.toml"\n[[strategy.scenarios]]\nname = "x"\nshares.a = 0.5\n'
    )
    with pytest.raises(InputError, match="simulation: there is no criterion 'lock_in'"):
        run_of(tmp_path / "s", toml, own_toml=OWN)


def test_a_strategy_may_have_a_name_that_is_no_name_of_a_file(tmp_path):
    run = run_of(tmp_path / "s", '[strategy]\ncatalogue = "own.toml"\n', own_toml=OWN)
    assert sorted(path.name for path in (run.out / "tables").iterdir()) == [
        "strategy_price-cost.csv",
        "strategy_price-cost_changes.csv",
    ]
    assert (run.out / "figures" / "options-price-cost.svg").is_file()


# ---- units, firms without options, and ratings that are doubted ----------------------------------

UNITS = '[strategy]\nfirms = "firms.csv"\n[strategy.units]\ninvestment = "million *euros*"\n'


def tables_of(blocks) -> dict[str, Table]:
    found = {}
    for block in blocks:
        if isinstance(block, Table):
            found[block.title] = block
        found |= tables_of(getattr(block, "blocks", ()))
    return found


@pytest.mark.parametrize(
    "title",
    [
        "Measures of the firms beside the ratings of what they use",
        "Measures of the firms by governance mode",
    ],
)
def test_measures_stand_in_the_report_with_their_units(tmp_path, title):
    table = FIRMS.replace("investment", "investment,patents")
    table = table.replace(",2\n", ",2,5\n").replace(",1\n", ",1,5\n").replace(",3\n", ",3,5\n")
    run = run_of(tmp_path / "s", UNITS, firms_csv=table)
    listed = tables_of(run.document.blocks)[title]
    assert {row[1] for row in listed.rows} == {"investment, million *euros*", "patents"}
    bare = run_of(tmp_path / "t", '[strategy]\nfirms = "firms.csv"\n', firms_csv=table)
    listed = tables_of(bare.document.blocks)[title]
    assert {row[1] for row in listed.rows} == {"investment", "patents"}


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('investmnt = "euros"', "[strategy.units]: there is no key 'investmnt'. Did you mean 'inv"),
        ("investment = 3", "[strategy.units]: investment is 3. Write it in quotes."),
    ],
)
def test_a_unit_must_be_that_of_a_measure_and_a_text(tmp_path, toml, said):
    with pytest.raises(InputError) as raised:
        run_of(tmp_path / "s", f"[strategy]\n[strategy.units]\n{toml}\n")
    assert str(raised.value).startswith(said)


def test_units_that_are_no_table_are_told(tmp_path):
    with pytest.raises(InputError) as raised:
        run_of(tmp_path / "s", '[strategy]\nunits = "euros"\n')
    assert str(raised.value) == (
        "[strategy.units]: not a table of settings. Write [strategy.units] on a line."
    )


def test_firms_without_the_column_of_options_still_have_roles_and_levers(tmp_path):
    table = (
        "firm,strategy,initiator,direct_sales,indirect_sales,leads_network\n"
        "A,cost,self,9,1,yes\nB,cost,other,0,5,no\n"
    )
    run = run_of(tmp_path / "s", '[strategy]\nfirms = "firms.csv"\n', firms_csv=table)
    found = strategy_of(run)["firms"]
    assert found["n"] == 2
    assert (found["roles"]["proactive"], found["roles"]["reactive"]) == (1, 1)
    assert "shares" not in found
    assert "planned" not in found
    said = sentences_of(run)
    assert "What a programme can move" in said
    assert "What the firms use and plan" not in said
    assert "Does what they use fit them?" not in said
    assert not any("move most of the value chain abroad now" in one for one in said)
    assert "simulation" not in strategy_of(run)


def ratings_of(option: str, criterion: str, *levels: str) -> str:
    rows = [f"{name},{option},{criterion},{one}" for name, one in zip("PQRS", levels, strict=False)]
    return "\n".join(["rater,option,criterion,level", *rows]) + "\n"


def doubts_of(folder, text: str) -> list[str]:
    toml = '[strategy]\nanswers = "answers.toml"\nratings = "ratings.csv"\n'
    answers = '[answers]\nstrategy = "differentiation"\nsize = "small"\n'
    run = run_of(folder, toml, answers_toml=answers, ratings_csv=text)
    notices = [one.text for one in run.document.blocks if isinstance(one, Notice)]
    return [plain(one) for one in notices if "raters disagree" in one]


def test_a_rating_that_the_advice_hangs_on_and_the_raters_doubt_is_a_warning(tmp_path):
    text = ratings_of("outsourcing-higher", "feasibility", "LF", "HF", "MF")
    (said,) = doubts_of(tmp_path / "s", text)
    assert said.startswith(
        "The advice hangs on 1 rating on which the raters disagree. 3 raters disagree on offshore "
        "outsourcing of higher functions, 'feasible for SMEs': from LF"
    )


@pytest.mark.parametrize(
    "text",
    [
        ratings_of("outsourcing-higher", "feasibility", "MF", "MF", "MF"),
        ratings_of("niche-exporting", "feasibility", "HF", "LF", "MF"),
        ratings_of("captive-lower", "feasibility", "HF", "LF", "MF"),
    ],
    ids=["agreed", "not critical", "another strategy"],
)
def test_a_rating_that_is_agreed_or_on_which_nothing_hangs_is_no_warning(tmp_path, text):
    assert doubts_of(tmp_path / "s", text) == []

"""Every key of ``[actors]`` written wrongly: what was found, where, and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.study import regional_copy as small
from tests.study.regional_copy import content, cut_section, each, more, refused, toml

from hanse.errors import InputError
from hanse.study.actor_settings import read_actor_settings

NOT_TABLE = "not a table of settings. Write"
QUOTES = "Write it in quotes."
WHOLE = "Give a whole number from 1."
PLAIN = "Write a number without quotes."
PUT = "Put it into the folder."
FILE, EPISODES = 'file = "actors.csv"', 'file = "episodes.csv"'
TARGETS = "[actors.gaps.targets]\nfirms = 0.2\nglobal = 0.1\n"
AUDIT, YEARS = "audit = { asked = 20, found = 16 }", "years = [2024]"
DAY = 'as_of = "2025-12-31"'

ABOUT_ACTORS = [
    (
        'cluster = "Hav"',
        'clustr = "Hav"',
        "[actors]: there is no key 'clustr'. Did you mean 'cluster'? There are: cluster, country",
    ),
    ('cluster = "Hav"', "cluster = 3", f"[actors]: cluster is 3. {QUOTES}"),
    (
        'cluster = "Hav"',
        'cluster = "Hva"',
        "[actors], actors.csv: there is no cluster 'Hva'. Did you mean 'Hav'? There are: Hav, Skog",
    ),
    (
        'country = "Sweden"',
        'country = "Sweeden"',
        "[actors]: there is no country 'Sweeden'. Did you mean Sweden (SWE)? Give an English name",
    ),
    ('country = "Sweden"', 'country = "XQ"', "[actors]: there is no country 'XQ'. Give an English"),
    ('country = "Sweden"', "country = 5", f"[actors]: country is 5. {QUOTES}"),
    (
        'country = "Sweden"\n',
        "",
        '[actors]: there is no country. Write country = "Sweden".',
    ),
    (
        'organisation = "Hav Office"',
        'organisation = "Hav Offce"',
        "[actors] organisation: there is no actor 'Hav Offce'. Did you mean 'Hav Office'?",
    ),
    (
        'organisation = "Hav Office"',
        "organisation = 3",
        f"[actors]: organisation is 3. {QUOTES}",
    ),
    (f"{FILE}\n", "", '[actors]: there is no file. Write file = "actors.csv".'),
    (FILE, 'file = "actor.csv"', f"[actors]: there is no file actor.csv. {PUT}"),
    (FILE, "file = 3", f"[actors]: file is 3. {QUOTES}"),
    (FILE, f'{FILE}\nmap = "x.toml"', f"[actors]: there is no file x.toml. {PUT}"),
    (FILE, f"{FILE}\nmap = 3", f"[actors]: map is 3. {QUOTES}"),
    (
        f"{EPISODES}\n",
        "",
        '[actors.episodes]: there is no file. Write file = "episodes.csv".',
    ),
    (
        EPISODES,
        'file = "episode.csv"',
        f"[actors.episodes]: there is no file episode.csv. {PUT}",
    ),
    (
        EPISODES,
        'flie = "episodes.csv"',
        "[actors.episodes]: there is no key 'flie'. Did you mean 'file'? There are: file, map.",
    ),
    (EPISODES, 'file = ["a.csv"]', f"[actors.episodes]: file is ['a.csv']. {QUOTES}"),
    (
        EPISODES,
        f'{EPISODES}\nmap = "e.toml"',
        f"[actors.episodes]: there is no file e.toml. {PUT}",
    ),
    (
        "[actors.ties]",
        "[actors.tie]",
        "[actors]: there is no key 'tie'. Did you mean 'ties'? There are: cluster",
    ),
    (
        "[actors]\n",
        "[actor]\n",
        "hanse.toml: there is no section 'actor'. Did you mean 'actors'? There are: study",
    ),
    (f"{DAY}\n", "", f"[study]: there is no as_of. Ties fade. Write the day of the study: {DAY}."),
    (DAY, 'as_of = "31.12.2025"', "[study]: as_of is '31.12.2025'. Give a day as 2024-03-01."),
    (DAY, 'as_of = "2025-02-30"', "[study]: as_of is '2025-02-30'. Give a day as 2024-03-01."),
    (DAY, "as_of = 2025", "[study]: as_of is '2025'. Give a day as 2024-03-01."),
]

ABOUT_TIES = [
    ("half_life = 0", "half_life is 0.0. Give a number of days above 0."),
    ("half_life = inf", "half_life is inf. Give a number of days above 0."),
    ("half_life = nan", "half_life is nan. Give a number of days above 0."),
    ('half_life = "365"', f"[actors.ties]: half_life is '365'. {PLAIN}"),
    ("half_life = true", f"[actors.ties]: half_life is True. {PLAIN}"),
    ("half_lif = 3", "[actors.ties]: there is no key 'half_lif'. Did you mean 'half_life'?"),
    ("least = -1", "least is -1.0. Give a number above 0."),
    ('least = "1"', f"[actors.ties]: least is '1'. {PLAIN}"),
    ("relationship_days = 0", f"[actors.ties]: relationship_days is 0. {WHOLE}"),
    ("relationship_days = 1.5", f"[actors.ties]: relationship_days is 1.5. {WHOLE}"),
    ('relationship_episodes = "2"', f"[actors.ties]: relationship_episodes is '2'. {PLAIN}"),
    ("weights = 3", f"[actors.ties.weights]: {NOT_TABLE} [actors.ties.weights] on a line."),
    (
        "weights = { socal = 2 }",
        "[actors.ties.weights]: there is no key 'socal'. Did you mean 'social'?",
    ),
    ("weights = { social = -2 }", "the weight of 'social' is -2.0. Give one above 0."),
    ("weights = { social = nan }", "the weight of 'social' is nan. Give one above 0."),
    ('weights = { social = "2" }', f"[actors.ties.weights]: social is '2'. {PLAIN}"),
]

ABOUT_MARKETS = [
    ("insider = 0", f"[actors.markets]: insider is 0. {WHOLE}"),
    ("insider = 1", "[actors.markets], market rule: connected is 2, insider 1, relationships 1."),
    ("insder = 4", "[actors.markets]: there is no key 'insder'. Did you mean 'insider'?"),
    ('insider = "4"', f"[actors.markets]: insider is '4'. {PLAIN}"),
    ("connected = 9", "insider not below connected"),
    ("relationships = 0", f"[actors.markets]: relationships is 0. {WHOLE}"),
    ("largest_share = 1.5", "largest_share is 1.5. Give a share above 0, up to 1."),
    ("largest_share = nan", "largest_share is nan. Give a share above 0, up to 1."),
]

ABOUT_GAPS = [
    ("proposal = 3", "[actors.gaps]: there is no key 'proposal'. Did you mean 'proposals'?"),
    ("proposals = 0", f"[actors.gaps]: proposals is 0. {WHOLE}"),
    ("proposals = 2.5", f"[actors.gaps]: proposals is 2.5. {WHOLE}"),
    ("least = 0", f"[actors.gaps]: least is 0. {WHOLE}"),
    ("window = 0", f"[actors.gaps]: window is 0. {WHOLE}"),
    ('window = "1"', f"[actors.gaps]: window is '1'. {PLAIN}"),
    ("seed = -1", "[actors.gaps]: seed is -1. Give a whole number from 0."),
    ("seed = 1.5", "[actors.gaps]: seed is 1.5. Give a whole number from 0."),
    ('seed = "a"', f"[actors.gaps]: seed is 'a'. {PLAIN}"),
]

OTHERS = [
    (YEARS, "years = 2024", "[actors.gaps]: years is 2024. Write years = [2023, 2024]."),
    (YEARS, 'years = ["2024"]', "[actors.gaps]: years is ['2024']. Write years = [2023, 2024]."),
    (YEARS, "years = [0]", "[actors.gaps]: years is [0]. Write years = [2023, 2024]."),
    (YEARS, "years = [20240]", "[actors.gaps]: years is [20240]. Write years = [2023, 2024]."),
    (
        YEARS,
        "years = [2024, 2026]",
        "[actors.gaps] years: 2026 ends after the day of the study. Leave it out",
    ),
    (
        YEARS,
        "years = [2022, 2024]",
        "[actors.gaps] years: 2022 ends before the first episode of 2023-03-01. Leave it out",
    ),
    (AUDIT, f"logged = 0.8\n{AUDIT}", "[actors.gaps]: logged and audit are both given. Give one"),
    (AUDIT, "audit = 3", f"[actors.gaps.audit]: {NOT_TABLE} [actors.gaps.audit] on a line."),
    (
        AUDIT,
        "audit = { asked = 20 }",
        "[actors.gaps.audit]: there is no found. Write found = 100.",
    ),
    (
        AUDIT,
        "audit = { asked = 20, foud = 16 }",
        "[actors.gaps.audit]: there is no key 'foud'. Did you mean 'found'?",
    ),
    (
        AUDIT,
        "audit = { asked = 20, found = 25 }",
        "[actors.gaps.audit], audit of the log: found is 25, asked 20. Give 0 to 20.",
    ),
    (
        AUDIT,
        "audit = { asked = 20, found = 0 }",
        f"[actors.gaps.audit]: found is 0. {WHOLE}",
    ),
    (AUDIT, "logged = 80", "it is 80. Give a share above 0.5 and up to 1"),
    (AUDIT, "logged = 0", "it is 0. Give a share above 0.5 and up to 1"),
    (AUDIT, "logged = nan", "it is nan. Give a share above 0.5 and up to 1"),
    (AUDIT, 'logged = "1"', f"[actors.gaps]: logged is '1'. {PLAIN}"),
    (
        "firms = 0.2",
        "firm = 0.2",
        "[actors.gaps.targets]: there is no gap 'firm'. Did you mean 'firms'? There are: firms",
    ),
    (
        "firms = 0.2",
        "firms = 20",
        "[actors.gaps.targets]: firms is 20. Give a density above 0, at most 1.",
    ),
    (
        "firms = 0.2",
        "firms = 0",
        "[actors.gaps.targets]: firms is 0. Give a density above 0, at most 1.",
    ),
    ("firms = 0.2", 'firms = "0.2"', f"[actors.gaps.targets]: firms is '0.2'. {PLAIN}"),
    (
        "firms = 0.2",
        "firms = 0.2\n1 = 0.3",
        "[actors.gaps.targets]: the gap firms is named twice. Name it once.",
    ),
    (
        TARGETS,
        "[actors.gaps.peers]\nVik = 3\n",
        f"[actors.gaps.peers.Vik]: {NOT_TABLE} [actors.gaps.peers.Vik] on a line.",
    ),
    (
        TARGETS,
        "[actors.gaps.peers.Vik]\nfirmz = 0.1\n",
        "[actors.gaps.peers.Vik]: there is no gap 'firmz'. Did you mean 'firms'?",
    ),
    (
        TARGETS,
        "[actors.gaps.peers.Vik]\nfirms = 2\n",
        "[actors.gaps.peers.Vik]: firms is 2. Give a density above 0, at most 1.",
    ),
]

CHANGED = [
    *ABOUT_ACTORS,
    *(("half_life = 365", new, said) for new, said in ABOUT_TIES),
    *(("insider = 4", new, said) for new, said in ABOUT_MARKETS),
    *(("proposals = 3", new, said) for new, said in ABOUT_GAPS),
    *OTHERS,
]

NO_TABLES = {
    "ties": cut_section("[actors.ties]"),
    "markets": cut_section("[actors.markets]"),
    "gaps": cut_section("[actors.gaps]", "[actors.gaps.targets]"),
    "episodes": cut_section("[actors.episodes]"),
    "answers": cut_section("[actors.answers]"),
    "distinct": more(""),
}


@pytest.fixture
def study(tmp_path) -> Path:
    """Return the small study with actors only."""
    return small.write_regional(tmp_path / "study", small.ACTORS)


@pytest.mark.parametrize(("old", "new", "said"), CHANGED)
def test_a_setting_that_cannot_be_is_told_with_its_place(study, tmp_path, old, new, said):
    assert said in refused(study, tmp_path / "out", toml(old, new))


@pytest.mark.parametrize("name", NO_TABLES)
def test_a_value_where_a_table_belongs_is_told(study, tmp_path, name):
    broken = each(NO_TABLES[name], toml(FILE, f'{FILE}\n{name} = "{name}.csv"'))
    said = refused(study, tmp_path / "out", broken)
    assert said == f"[actors.{name}]: {NOT_TABLE} [actors.{name}] on a line."


def test_targets_that_are_no_table_are_told(study, tmp_path):
    broken = each(cut_section("[actors.gaps.targets]"), toml(YEARS, f"{YEARS}\ntargets = 0.1"))
    said = refused(study, tmp_path / "out", broken)
    assert said == f"[actors.gaps.targets]: {NOT_TABLE} [actors.gaps.targets] on a line."


def test_a_section_that_is_no_table_is_told(study, tmp_path):
    said = refused(study, tmp_path / "out", content("hanse.toml", "actors = 3\n" + small.ABOUT))
    assert said == f"[actors]: {NOT_TABLE} [actors] on a line."


def test_a_file_of_distinct_actors_that_is_not_there_is_told(study, tmp_path):
    said = refused(study, tmp_path / "out", more('[actors.distinct]\nfile = "same.csv"'))
    assert said == f"[actors.distinct]: there is no file same.csv. {PUT}"


def test_a_day_may_be_written_as_toml_has_it(study, tmp_path):
    toml(DAY, "as_of = 2025-12-31")(study)
    assert small.run_study(study, tmp_path / "out").result["as_of"] == "2025-12-31"


def test_the_smallest_section_takes_what_is_usual():
    settings = read_actor_settings({"file": "actors.csv", "country": "Sweden"})
    assert settings.files == ("actors.csv",)
    assert (settings.cluster, settings.organisation) == ("", "")
    assert (settings.gaps.least, settings.gaps.logged.share) == (5, 1.0)
    assert settings.gaps.years == ()


def test_years_are_put_in_order_and_stand_once():
    table = {"file": "a.csv", "country": "SE", "gaps": {"years": [2024, 2022, 2024]}}
    assert read_actor_settings(table).gaps.years == (2022, 2024)


def test_densities_of_peers_are_gathered_by_gap():
    peers = {"Vik": {"firms": 0.1, "global": 0.02}, "Ås": {"1": 0.2}}
    found = read_actor_settings({"file": "a.csv", "country": "SE", "gaps": {"peers": peers}})
    assert found.gaps.peers == {"firms": (0.1, 0.2), "global": (0.02,)}


@pytest.mark.parametrize("seed", [0, 7, 7.0])
def test_a_seed_is_a_whole_number_from_0(seed):
    table = {"file": "a.csv", "country": "SE", "gaps": {"seed": seed}}
    assert read_actor_settings(table).gaps.seed == int(seed)


def test_an_infinite_seed_is_refused():
    with pytest.raises(InputError, match=r"^\[actors\.gaps\]: seed is inf\. Give a whole number"):
        read_actor_settings({"file": "a", "country": "SE", "gaps": {"seed": float("inf")}})

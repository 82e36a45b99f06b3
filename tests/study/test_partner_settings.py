"""Every key of ``[partners]`` written wrongly: what was found, where, and what to write."""

from __future__ import annotations

import pytest
from tests.study import regional_copy as small
from tests.study.regional_copy import content, cut_section, each, refused, toml

from hanse.errors import InputError
from hanse.study.partner_settings import read_partner_settings

NOT_TABLE = "not a table of settings. Write"
QUOTES = "Write it in quotes."
WHOLE = "Give a whole number from 1."
PLAIN = "Write a number without quotes."
FROM_0 = "Give a number from 0."
LIST = '["A", "B"].'
M, S, P, E = "[partners.markets]", "[partners.search]", "[partners.places]", "[partners.event]"
COLUMNS = "columns = { imports = 1.0, growth = 0.5 }"
DAY = 'as_of = "2025-12-31"'


def no_file(place: str, name: str) -> str:
    """Return what is said of a file that is not there."""
    return f"{place}: there is no file {name}. Put it into the folder."


MARKETS = [
    (
        'country = "Sweden"',
        'country = "Sweeden"',
        "[partners] country: there is no country 'Sweeden'. Did you mean Sweden (SWE)?",
    ),
    ('country = "Sweden"\n', "", '[partners]: there is no country. Write country = "Sweden".'),
    (
        'country = "Sweden"',
        'contry = "Sweden"',
        "[partners]: there is no key 'contry'. Did you mean 'country'? There are: country, cluster",
    ),
    ('country = "Sweden"', "country = 3", f"[partners]: country is 3. {QUOTES}"),
    ('cluster = "Hav"', "cluster = 3", f"[partners]: cluster is 3. {QUOTES}"),
    (M, "[partners.market]", "[partners]: there is no key 'market'. Did you mean 'markets'?"),
    ('own = "entries.csv"', 'own = "x.csv"', no_file(f"{M} own", "x.csv")),
    ('own = "entries.csv"', "own = 3", f"{M}: own is 3. {QUOTES}"),
    ('own = "entries.csv"', 'onw = "x.csv"', f"{M}: there is no key 'onw'. Did you mean 'own'?"),
    ('"attraction.csv"', '"x.csv"', no_file(f"{M} attraction", "x.csv")),
    ('"complements.csv"', '"x.csv"', no_file(f"{M} complements", "x.csv")),
    ('"blocked.csv"', '"x.csv"', no_file(f"{M} blocked", "x.csv")),
    ("rings = 3", 'distances = "x.csv"', no_file(f"{M} distances", "x.csv")),
    (
        'attraction = "attraction.csv"\n',
        "",
        f"{M}: columns without attraction. Name the file that holds them: attraction = ",
    ),
    (
        "imports = 1.0",
        "import = 1.0",
        f"{M}, attraction.csv: there is no column for import, which is needed. Did you mean 'impo",
    ),
    ("imports = 1.0", 'imports = "1"', f"[partners.markets.columns]: imports is '1'. {PLAIN}"),
    (
        "imports = 1.0",
        "imports = -1",
        f"[partners.markets.columns]: the weight of imports is -1. {FROM_0}",
    ),
    (
        "imports = 1.0",
        "imports = nan",
        f"[partners.markets.columns]: the weight of imports is nan. {FROM_0}",
    ),
    (
        COLUMNS,
        "columns = { imports = 0, growth = 0 }",
        "[partners.markets.columns]: no weight is above 0. Give one above 0.",
    ),
    (COLUMNS, 'columns = ["imports"]', f"[partners.markets.columns]: {NOT_TABLE}"),
    (
        f"{COLUMNS}\n",
        "",
        f"{M}, attraction.csv: there is no column for attraction, which is needed. There are: imp",
    ),
    ('logs = ["imports"]', 'logs = "imports"', f"{M}: logs is 'imports'. Write logs = {LIST}"),
    ('logs = ["imports"]', "logs = [1]", f"{M}: logs is [1]. Write logs = {LIST}"),
    (
        'logs = ["imports"]',
        'logs = ["import"]',
        f"{M}, attraction: there is no column 'import'. Did you mean 'imports'? There are: imports",
    ),
    ("rings = 3", "rings = 0", f"{M}: rings is 0. {WHOLE}"),
    ("rings = 3", "rings = 1", f"{M}: rings is 1. Give a whole number from 2."),
    ("rings = 3", "rings = 2.5", f"{M}: rings is 2.5. {WHOLE}"),
    ("rings = 3", 'rings = "3"', f"{M}: rings is '3'. {PLAIN}"),
    ("rings = 3", "rings = 500", f"{M}, rings: 500 rings of 198 different distances. Give a whol"),
    ("rings = 3", "ring = 3", f"{M}: there is no key 'ring'. Did you mean 'rings'?"),
    ("rings = 3", "all = 1", f"{M}: all is 1. Write true or false."),
    ("rings = 3", "maps = 3", f"[partners.markets.maps]: {NOT_TABLE}"),
    ("rings = 3", "maps = { own = 3 }", f"[partners.markets.maps]: own is 3. {QUOTES}"),
    (
        "rings = 3",
        'maps = { owns = "m.toml" }',
        "[partners.markets.maps]: there is no key 'owns'. Did you mean 'own'? There are: own",
    ),
    ("rings = 3", 'maps = { own = "m.toml" }', no_file(f"{M} maps.own", "m.toml")),
    (
        "distance = 1.0",
        "distnce = 1.0",
        "[partners.markets.weights]: there is no key 'distnce'. Did you mean 'distance'?",
    ),
    ("distance = 1.0", "distance = -1", f"the weight of distance is -1. {FROM_0}"),
    ("distance = 1.0", "distance = nan", f"the weight of distance is nan. {FROM_0}"),
    ("distance = 1.0", 'distance = "1"', f"[partners.markets.weights]: distance is '1'. {PLAIN}"),
    (
        "distance = 1.0",
        "distance = 0\nattraction = 0\nties = 0\ncomplementarity = 0",
        "no weight is above 0. Give one above 0.",
    ),
    (f"{DAY}\n", "", f"[study]: there is no as_of. Write the day of the study: {DAY}."),
    (DAY, 'as_of = "31.12.2025"', "[study]: as_of is '31.12.2025'. Give a day as 2024-03-01."),
]

PROFILES, MOST = 'profiles = "profiles.csv"', "most = 2"
WEIGHTS = "[partners.search.weights]"
NEW = "[partners.search.newcomers]"
ALL_0 = "complementarity = 0, similarity = 0, distance = 0, readiness = 0"
SEARCH = [
    (
        f"{PROFILES}\n",
        "",
        f'{S}: no file is named for profiles. Write profiles = "profiles.csv".',
    ),
    (PROFILES, 'profiles = "x.csv"', no_file(f"{S} profiles", "x.csv")),
    (PROFILES, "profiles = 3", f"{S}: profiles is 3. {QUOTES}"),
    (PROFILES, 'profile = "x.csv"', f"{S}: there is no key 'profile'. Did you mean 'profiles'?"),
    (MOST, "most = 0", f"{S}: most is 0. {WHOLE}"),
    (MOST, 'most = "2"', f"{S}: most is '2'. {PLAIN}"),
    (MOST, 'map = "x.toml"', no_file(f"{S} map", "x.toml")),
    (MOST, 'tags = "x.csv"', no_file(f"{S} tags", "x.csv")),
    (MOST, 'trust = "x.csv"', no_file(f"{S} trust", "x.csv")),
    (MOST, 'seekers = "F1"', f"{S}: seekers is 'F1'. Write seekers = {LIST}"),
    (MOST, "seekers = [1]", f"{S}: seekers is [1]. Write seekers = {LIST}"),
    (
        MOST,
        'seekers = ["F11"]',
        f"{S}, seekers: there is no cluster or profile 'F11'. Did you mean 'F1'? There are: D1",
    ),
    (
        'cluster = "Hav"',
        'cluster = "Hva"',
        f"{S}, cluster: there is no cluster or profile 'Hva'. Did you mean 'Hav'? There are: D1",
    ),
    (MOST, "weights = 3", f"{WEIGHTS}: {NOT_TABLE}"),
    (MOST, "weights = { trst = 1 }", f"{WEIGHTS}: there is no key 'trst'. Did you mean 'trust'?"),
    (MOST, "weights = { trust = -1 }", f"{WEIGHTS}: weight of trust is -1.0. {FROM_0}"),
    (MOST, 'weights = { trust = "1" }', f"{WEIGHTS}: trust is '1'. {PLAIN}"),
    (
        MOST,
        f"weights = {{ {ALL_0}, trust = 0 }}",
        f"{WEIGHTS}: all weights are 0. Give at least one part a weight.",
    ),
    (
        MOST,
        f"weights = {{ {ALL_0} }}",
        f"{S}: no part with a weight can be known: only complementarity, similarity, distance and",
    ),
    (MOST, "newcomers = 3", f"{NEW}: {NOT_TABLE}"),
    (MOST, "newcomers = { bons = 1 }", f"{NEW}: there is no key 'bons'. Did you mean 'bonus'?"),
    (MOST, "newcomers = { bonus = -1 }", f"{NEW}: bonus is -1.0. {FROM_0}"),
    (MOST, "newcomers = { days = 0 }", f"{NEW}: days is 0. {WHOLE}"),
    (MOST, "newcomers = { meetings = 0 }", f"{NEW}: meetings is 0. {WHOLE}"),
    (MOST, 'newcomers = { load = "x" }', f"{NEW}: load is 'x'. {PLAIN}"),
    ('country = "Sweden"\n', "", '[partners]: there is no country. Write country = "Sweden".'),
]

HOSTS = 'hosts = "hosts.csv"'
PLACES = [
    (f"{HOSTS}\n", "", f"{P}: no file is named for hosts. Write {HOSTS}."),
    (HOSTS, 'hosts = "x.csv"', no_file(f"{P} hosts", "x.csv")),
    ('"visitors.csv"', '"x.csv"', no_file(f"{P} visitors", "x.csv")),
    (HOSTS, "hosts = 3", f"{P}: hosts is 3. {QUOTES}"),
    (
        HOSTS,
        f'{HOSTS}\nproposer = "host"',
        f"{P} proposer: there is no side 'host'. Did you mean 'hosts'? There are: visitors, hosts.",
    ),
    (HOSTS, f"{HOSTS}\nproposer = 1", f"{P}: proposer is 1. {QUOTES}"),
    (HOSTS, f"{HOSTS}\npropser = 1", f"{P}: there is no key 'propser'. Did you mean 'proposer'?"),
]

SLOTS, CANCELLED = 'slots = "slots.csv"', 'cancelled = "cancelled.csv"'
EVENT = [
    ('name = "Small fair"', "name = 3", f"{E}: name is 3. {QUOTES}"),
    (
        'zone = "Europe/Stockholm"',
        'zone = "Europe/Stokholm"',
        f"{E}: there is no time zone 'Europe/Stokholm'. Did you mean 'Europe/Stockholm'? Give an",
    ),
    ('zone = "Europe/Stockholm"', "zone = 1", f"{E}: zone is 1. {QUOTES}"),
    ("tables = 2", "tables = 0", f"{E}: tables is 0. {WHOLE}"),
    ("tables = 2", "tables = 1.5", f"{E}: tables is 1.5. {WHOLE}"),
    ("tables = 2", 'tables = "2"', f"{E}: tables is '2'. {PLAIN}"),
    ("tables = 2", "table = 2", f"{E}: there is no key 'table'. Did you mean 'tables'?"),
    (f"{SLOTS}\n", "", f"{E}: no file is named for slots. Write {SLOTS}."),
    (SLOTS, 'slots = "x.csv"', no_file(f"{E} slots", "x.csv")),
    (
        'participants = "participants.csv"\n',
        "",
        f'{E}: no file is named for participants. Write participants = "participants.csv".',
    ),
    (
        'requests = "requests.csv"\n',
        "",
        f'{E}: no file is named for requests. Write requests = "requests.csv".',
    ),
    (CANCELLED, 'cancelled = "x.csv"', no_file(f"{E} cancelled", "x.csv")),
    (CANCELLED, 'fixed = "x.csv"', no_file(f"{E} fixed", "x.csv")),
    (CANCELLED, "cancelled = 3", f"{E}: cancelled is 3. {QUOTES}"),
    (f"{DAY}\n", "", f"[study]: there is no as_of. Write the day of the study: {DAY}."),
    (DAY, 'as_of = "next March"', "[study]: as_of is 'next March'. Give a day as 2024-03-01."),
]

CHANGED = [
    (parts, *one)
    for parts, made in (
        ((small.HOME, small.MARKETS), MARKETS),
        ((small.HOME, small.SEARCH), SEARCH),
        ((small.PLACES,), PLACES),
        ((small.EVENT,), EVENT),
    )
    for one in made
]


@pytest.fixture(autouse=True)
def distances_are_read_once(monkeypatch):
    """Read the distances that come with hanse once for all cases."""
    monkeypatch.setattr("hanse.study.partner_run.default_parts", small.parts_once)


@pytest.mark.parametrize(("parts", "old", "new", "said"), CHANGED)
def test_a_setting_that_cannot_be_is_told_with_its_place(tmp_path, parts, old, new, said):
    study = small.write_regional(tmp_path / "study", *parts)
    assert said in refused(study, tmp_path / "out", toml(old, new))


@pytest.mark.parametrize("name", ["markets", "search", "places", "event"])
def test_a_value_where_a_table_belongs_is_told(tmp_path, name):
    study = small.write_regional(tmp_path / "study", small.HOME, f"{name} = 3\n")
    said = refused(study, tmp_path / "out", each())
    assert said == f"[partners.{name}]: {NOT_TABLE} [partners.{name}] on a line."


def test_weights_that_are_no_table_are_told(tmp_path):
    study = small.write_regional(tmp_path / "study", small.HOME, small.MARKETS)
    broken = each(
        cut_section("[partners.markets.weights]"), toml("rings = 3", "rings = 3\nweights = 2")
    )
    said = refused(study, tmp_path / "out", broken)
    assert said == f"[partners.markets.weights]: {NOT_TABLE} [partners.markets.weights] on a line."


def test_a_section_that_asks_for_nothing_is_told(tmp_path):
    study = small.write_regional(tmp_path / "study", small.HOME)
    said = refused(study, tmp_path / "out", each())
    assert said == "[partners]: nothing is asked for. Write [partners.markets] or another part."


def test_a_section_that_is_no_table_is_told(tmp_path):
    study = small.write_regional(tmp_path / "study", small.HOME)
    said = refused(study, tmp_path / "out", content("hanse.toml", "partners = 3\n" + small.ABOUT))
    assert said == f"[partners]: {NOT_TABLE} [partners] on a line."


def test_files_are_known_with_the_keys_that_name_them():
    table = {
        "markets": {"own": "o.csv", "blocked": "b.csv", "maps": {"own": "o.toml"}},
        "search": {"profiles": "p.csv", "trust": "t.csv"},
        "places": {"visitors": "v.csv", "hosts": "h.csv"},
        "event": {"slots": "s.csv", "participants": "w.csv", "requests": "r.csv"},
    }
    found = read_partner_settings(table)
    assert found.named == (
        ("[partners.markets] own", "o.csv"),
        ("[partners.markets] blocked", "b.csv"),
        ("[partners.markets] maps.own", "o.toml"),
        ("[partners.search] profiles", "p.csv"),
        ("[partners.search] trust", "t.csv"),
        ("[partners.places] visitors", "v.csv"),
        ("[partners.places] hosts", "h.csv"),
        ("[partners.event] slots", "s.csv"),
        ("[partners.event] participants", "w.csv"),
        ("[partners.event] requests", "r.csv"),
    )
    assert found.files == tuple(file for _, file in found.named)


def test_newcomers_may_be_switched_off():
    made = read_partner_settings({"search": {"profiles": "p.csv", "newcomers": False}})
    assert made.search is not None
    assert made.search.newcomers is None


def test_no_limit_of_tables_is_0_and_a_limit_of_0_is_refused():
    files = {"slots": "s", "participants": "p", "requests": "r"}
    made = read_partner_settings({"event": files})
    assert made.event is not None
    assert (made.event.tables, made.event.name, made.event.zone) == (0, "Meetings", "UTC")
    with pytest.raises(InputError, match="tables is 0"):
        read_partner_settings({"event": {**files, "tables": 0}})

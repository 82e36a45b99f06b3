"""``hanse markets path`` and ``waves``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from hanse.cli import markets
from hanse.cli.markets_input import rings_of
from hanse.cli.spoken import SpokenGroup
from hanse.result import answer_from_dict

REGION = Path(__file__).parents[2] / "examples" / "regional-cluster"
OWN = ("--own", REGION / "entries.csv")
FILES = (
    *OWN,
    *("--attraction", REGION / "attraction.csv", "--columns", "imports,growth=0.5"),
    *("--complements", REGION / "complements.csv", "--blocked", REGION / "blocked.csv"),
)
# Worked by hand: two rings at 2; the nearest ring has only DNK open, the far ring CHN with a tie.
FAR = "origin,destination,distance\nSWE,NOR,1\nSWE,DNK,2\nSWE,DEU,8\nSWE,CHN,9\n"
TIES = "market,wave,tie\nNorway,1,\nChina,,sister city\n"


@pytest.fixture
def hanse():
    """Run a command of an application that has this group only."""
    app = typer.Typer(cls=SpokenGroup, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(lambda: None)
    markets.register(app)

    def run(*arguments: object):
        return CliRunner().invoke(app, [str(one) for one in arguments], prog_name="hanse")

    return run


@pytest.fixture
def small(tmp_path):
    """Return the options of a small world with distances of its own."""
    far, own = tmp_path / "far.csv", tmp_path / "own.csv"
    far.write_text(FAR, encoding="utf-8")
    own.write_text(TIES, encoding="utf-8")
    return ("--distances", far, "--own", own, "--rings", "2", "--leap", "ring=2")


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def refused(shown, *words):
    """Check that a command left with a sentence and nothing else."""
    assert shown.exit_code == 2, shown.output
    assert shown.stdout == ""
    assert shown.stderr.startswith("hanse: ")
    for word in words:
        assert word in shown.stderr, shown.stderr


def test_without_a_command_the_help_of_the_group_is_shown(hanse):
    shown = hanse("markets")
    assert shown.exit_code == 0
    for command in ("path", "waves"):
        assert f"\n  {command} " in shown.output
        assert hanse("markets", command, "--help").exit_code == 0


def test_a_path_worked_by_hand_has_its_step_and_its_leap(hanse, small):
    shown = hanse("markets", "path", "Sweden", *small).stdout
    assert "2 and 2 markets in 2 rings" in shown
    assert "Entered in ring 1: Norway." in shown
    assert "Next step: Denmark (DNK), the best open market of ring 1" in shown
    assert "Leap: China (CHN, ring 2, place 2), led by ties: sister city." in shown
    assert "Encoding" not in shown


def test_ring_limits_can_be_given(hanse, small):
    assert rings_of("3") == 3
    assert rings_of("-1.5, 0") == (-1.5, 0.0)
    shown = hanse("markets", "path", "SE", *small[:4], "--rings", "1.5,8").stdout
    assert "1, 2 and 1 markets in 3 rings (given limits)" in shown


def test_the_path_of_the_example_is_ranked_by_our_own_distances(hanse):
    shown = hanse("markets", "path", "Sweden", *FILES, "--log", "imports").stdout
    assert shown.startswith("Market path from Sweden: 34, 53 and 111 markets in 3 rings")
    assert "Next step: Netherlands (NLD), the best open market of ring 1" in shown
    assert "Leap: Australia (AUS, ring 3" in shown
    assert "Blocked, not ranked: Russia (decision of the board of March 2022)." in shown
    assert "to_frame" not in shown
    assert "Not ranked, as too little is known of them or nobody asked: 166 open markets." in shown
    assert "166 open markets more" not in shown


def test_without_attraction_every_open_market_is_ranked_and_the_rest_is_pointed_to(hanse):
    shown = hanse("markets", "path", "Sweden", *OWN).stdout
    assert "and 168 open markets more: --format csv" in shown
    assert "to_frame" not in shown


def test_a_path_as_csv_and_json_has_every_market(hanse, small):
    rows = rows_of(hanse("markets", "path", "Sweden", *small, "--format", "csv").stdout)
    assert {row["market"] for row in rows} == {"NOR", "DNK", "DEU", "CHN"}
    said = hanse("markets", "path", "Sweden", *small, "--format", "json").stdout
    found = answer_from_dict(json.loads(said))
    assert found.verify()
    assert found.next_in_ring == "DNK"


def test_weights_that_are_not_named_keep_theirs(hanse, small):
    shown = hanse("markets", "path", "Sweden", *small, "--weight", "distance=2").stdout
    assert "Weights: attraction 1, distance 2, ties 1, complementarity 0.5" in shown


def test_every_market_is_looked_at_only_when_asked_but_a_named_one_always(hanse, small, tmp_path):
    far = tmp_path / "wide.csv"
    far.write_text(FAR + "SWE,GRL,3\nSWE,FRO,4\n", encoding="utf-8")
    own = tmp_path / "named.csv"
    own.write_text("market,tie\nFaroe Islands,twin town\n", encoding="utf-8")
    words = ("markets", "path", "Sweden", "--distances", far, "--own", own, "--format", "csv")
    usual = {row["market"] for row in rows_of(hanse(*words).stdout)}
    assert usual == {"NOR", "DNK", "DEU", "CHN", "FRO"}
    assert {row["market"] for row in rows_of(hanse(*words, "--all").stdout)} == {*usual, "GRL"}


def test_a_named_market_without_a_distance_is_told_and_not_dropped(hanse, small, tmp_path):
    own = tmp_path / "more.csv"
    own.write_text("market,wave\nNOR,1\nCHL,2\n", encoding="utf-8")
    shown = hanse("markets", "path", "Sweden", *small[:2], "--own", own, "--rings", "2").stdout
    assert "Without a distance, not ranked: Chile." in shown


def test_markets_off_the_list_of_complements_have_none_unless_it_is_unknown(hanse, small, tmp_path):
    fits = tmp_path / "fits.csv"
    fits.write_text("market,value,hotspot\nDEU,0.6,optics\n", encoding="utf-8")
    words = ("markets", "path", "Sweden", *small, "--complements", fits, "--format", "csv")

    def of(market, *more):
        rows = rows_of(hanse(*words, *more).stdout)
        return next(row["complementarity"] for row in rows if row["market"] == market)

    assert (of("DEU"), of("DNK"), of("DNK", "--elsewhere", "0.2")) == ("0.6", "0.0", "0.2")
    assert of("DNK", "--elsewhere", "unknown") == ""
    refused(hanse(*words, "--elsewhere", "2"), "--elsewhere: 2 is no share", "or unknown")


def test_own_headers_are_read_by_a_mapping(hanse, small, tmp_path):
    own, mapping = tmp_path / "theirs.csv", tmp_path / "map.toml"
    own.write_text("Land,Welle\nNO,1\nDNK,1\n", encoding="utf-8")
    mapping.write_text(
        '[columns.market]\ncolumn = "Land"\n[columns.wave]\ncolumn = "Welle"\n',
        encoding="utf-8",
    )
    words = ("markets", "path", "Sweden", *small[:2], "--own", own, "--rings", "2")
    shown = hanse(*words, "--map", f"own={mapping}")
    assert shown.exit_code == 0, shown.output
    assert "Entered in ring 1: Norway and Denmark." in shown.stdout


@pytest.mark.parametrize("ending", [".svg", ".png"])
def test_the_rings_are_drawn_with_links_the_step_and_the_leap(hanse, small, tmp_path, ending):
    figure = tmp_path / f"rings{ending}"
    shown = hanse("markets", "path", "Sweden", *small, "--figure", figure)
    assert shown.stdout.endswith(f"\n\nPicture: {figure}\n")
    data = figure.read_bytes()
    assert data.startswith(b"\x89PNG" if ending == ".png" else b"<svg")
    if ending == ".svg":
        text = data.decode("utf-8")
        assert "Next step: Denmark" in text
        assert "Leaps: China" in text
        assert "drawn as contact" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Swedn",), ("HOME: there is no country 'Swedn'", "Did you mean Sweden (SWE)?")),
        (("Sweden", "--own", "entires.csv"), ("there is no file 'entires.csv'",)),
        (("Sweden", "--weight", "distanc=1"), ("--weight", "Did you mean 'distance'?")),
        (("Sweden", "--weight", "distance"), ("'distance' is no pair", "--weight distance=1")),
        (("Sweden", "--weight", "ties=many"), ("--weight: ties is 'many'", "Give a number")),
        (("Sweden", "--weight", "ties=-1"), ("--weight: the weight of ties is -1",)),
        (("Sweden", "--rings", "few"), ("--rings: 'few' are no rings",)),
        (("Sweden", "--rings", "2,1"), ("--rings: the limits", "such as --rings -1,0")),
        (("Sweden", "--leap", "rng=1"), ("--leap", "Did you mean 'ring'?")),
        (("Sweden", "--leap", "ring=1"), ("--leap: ring is 1", "from 2")),
        (("Sweden", "--leap", "ring=2.5"), ("--leap: ring is 2.5", "whole number")),
        (("Sweden", "--leap", "far=frontir"), ("--leap", "Did you mean 'frontier'?")),
        (("Sweden", "--columns", "imports"), ("--columns", "Name it with --attraction.")),
        (("Sweden", "--map", "own=m.toml"), ("--map: there is no table 'own'",)),
        (("Sweden", "--figure", "rings.gif"), ("rings.gif: is no name of a picture",)),
    ],
)
def test_a_wrong_word_is_told_with_its_option(hanse, words, said):
    refused(hanse("markets", "path", *words), *said)


def test_a_column_that_the_file_lacks_is_told_with_the_nearest(hanse):
    words = ("markets", "path", "Sweden", "--attraction", REGION / "attraction.csv")
    refused(hanse(*words, "--columns", "import"), "--columns", "Did you mean 'imports'?")
    refused(hanse(*words, "--log", "growth"), "--columns, --log: growth of RUS is not above 0")


def test_an_unknown_market_in_a_file_is_told_with_its_row(hanse, small, tmp_path):
    own = tmp_path / "wrong.csv"
    own.write_text("market,wave\nNorwey,1\nSweden,1\n", encoding="utf-8")
    shown = hanse("markets", "path", "Sweden", *small[:2], "--own", own)
    refused(shown, "wrong.csv, row 2", "Norway")


def test_more_rings_than_can_be_drawn_leave_no_picture(hanse, small, tmp_path):
    figure = tmp_path / "rings.svg"
    words = ("markets", "path", "Sweden", *small[:4], "--rings", "0.1,0.2,0.3,0.4,0.5,0.6")
    refused(hanse(*words, "--figure", figure), "--figure: ring of", "Give 0 to 6.")
    assert not figure.exists()


def test_the_waves_of_the_example_flag_leaps_and_the_late_one(hanse):
    words = ("markets", "waves", "Sweden", *OWN)
    shown = hanse(*words).stdout
    assert "China (CHN), wave 3, ring 3: leap led by ties, sister city of Norrhamn" in shown
    assert "United Kingdom (GBR), wave 3, ring 1: late for its distance" in shown
    rows = {row["market"]: row["flag"] for row in rows_of(hanse(*words, "--format", "csv").stdout)}
    assert rows["CHL"] == "leap led by ties"
    assert rows["NOR"] == "in order"
    found = answer_from_dict(json.loads(hanse(*words, "--format", "json").stdout))
    assert found.verify()


def test_waves_need_entries_and_a_number_from_one(hanse, small, tmp_path):
    own = tmp_path / "none.csv"
    own.write_text("market,tie\nCHN,sister city\n", encoding="utf-8")
    refused(hanse("markets", "waves", "Sweden", "--own", own), "--own: no market has been entered")
    refused(hanse("markets", "waves", "Sweden", *OWN, "--late", "0"), "--late: 0 is too small")
    assert hanse("markets", "waves", "Sweden").exit_code == 2

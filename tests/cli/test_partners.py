"""``hanse partners search``, ``match``, ``schedule`` and ``replan``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from hanse.cli import partners
from hanse.cli.partners_folder import new_folder
from hanse.cli.spoken import SpokenGroup
from hanse.errors import InputError
from hanse.result import answer_from_dict

REGION = Path(__file__).parents[2] / "examples" / "regional-cluster"
PROFILES = """profile,name,cluster,country,offers,wants,languages,since,updated
A,Ada Maps,Home,SE,drones,optics,en,2020-01-01,2024-06-01
B,Bo Lenses,,DE,optics,drones,en; de,2019-01-01,2024-03-01
C,Cy Films,,FR,films,drones,fr,2021-01-01,2024-05-01
"""
SLOTS = """slot,start,end,place
S1,2026-03-10 09:00,2026-03-10 09:20,Hall
S2,2026-03-10 09:30,2026-03-10 09:50,Hall
"""
PEOPLE = """participant,name,side,available,email
A,Ada Maps,home,all,ada@example.org
B,Bo Lenses,guest,all,bo@example.org
C,Cy Films,guest,S1,
D,Di Data,guest,all,
"""
REQUESTS = "from,to,value,state\nA,B,2,accepted\nA,C,3,accepted\nA,D,9,refused\n"


@pytest.fixture
def hanse():
    """Run a command of an application that has this group only."""
    app = typer.Typer(cls=SpokenGroup, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(lambda: None)
    partners.register(app)

    def run(*arguments: object):
        words = [str(one) for one in arguments]
        return CliRunner().invoke(app, ["partners", *words], prog_name="hanse")

    return run


@pytest.fixture
def profiles(tmp_path):
    path = tmp_path / "profiles.csv"
    path.write_text(PROFILES, encoding="utf-8")
    return path


@pytest.fixture
def event(tmp_path):
    """Return an event of two slots: A meets C in S1, where only it is there, and B in S2."""
    folder = tmp_path / "fair"
    folder.mkdir()
    tables = {"slots": SLOTS, "participants": PEOPLE, "requests": REQUESTS}
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def planned(hanse, event, tmp_path):
    """Return the folder of the plan of that event."""
    out = tmp_path / "plan"
    words = ("--zone", "Europe/Stockholm", "--tables", "2", "--name", "Spring fair")
    shown = hanse("schedule", event, *words, "--out", out)
    assert shown.exit_code == 0, shown.output
    return out


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def rows_in(path):
    return rows_of(path.read_text(encoding="utf-8"))


def refused(shown, *words):
    """Check that a command left with a sentence and nothing else."""
    assert shown.exit_code == 2, shown.output
    assert shown.stdout == ""
    assert shown.stderr.startswith("hanse: ")
    for word in words:
        assert word in shown.stderr, shown.stderr


def written(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_command_the_help_of_the_group_is_shown(hanse):
    shown = hanse()
    assert shown.exit_code == 0
    for command in ("search", "match", "schedule", "replan"):
        assert f"\n  {command} " in shown.output
        assert hanse(command, "--help").exit_code == 0


def test_a_search_proposes_who_gains_on_both_sides_with_the_reasons(hanse, profiles):
    shown = hanse("search", profiles, "--for", "Ada Maps").stdout
    assert "Looked at on 2024-06-01." in shown  # the last day of the file
    assert "offers optics, which you want" in shown
    assert "Bo Lenses" in shown
    assert "Cy Films" not in shown
    rows = rows_of(hanse("search", profiles, "--home", "Home", "--format", "csv").stdout)
    assert [(row["seeker"], row["candidate"]) for row in rows] == [("A", "B")]


def test_a_search_says_why_somebody_is_not_proposed(hanse, profiles):
    shown = hanse("search", profiles, "--for", "A", "--why", "Cy Films").stdout
    assert "Ada Maps is not proposed Cy Films: no common language" in shown
    refused(hanse("search", profiles, "--why", "C"), "--why", "Add --for NAME")


def test_a_filter_can_be_lifted_and_a_day_chosen(hanse, profiles):
    words = ("search", profiles, "--format", "csv", "--without", "language")
    pairs = {(row["seeker"], row["candidate"]) for row in rows_of(hanse(*words).stdout)}
    assert ("A", "C") in pairs  # they share no language
    assert len(rows_of(hanse(*words[:4]).stdout)) < len(pairs)
    late = hanse("search", profiles, "--as-of", "2030-01-01", "--for", "A").stdout
    assert "Nobody suits Ada Maps." in late
    assert "Not changed for more than 730 days" in late


def test_a_search_as_json_reads_back(hanse, profiles):
    found = answer_from_dict(json.loads(hanse("search", profiles, "--format", "json").stdout))
    assert found.verify()


def test_trust_and_the_term_for_newcomers_are_taken(hanse, profiles, tmp_path):
    trust = written(tmp_path / "trust.csv", "from,to,trust\nA,B,7\nB,A,6\n")
    shown = hanse("search", profiles, "--for", "A", "--trust", trust, "--newcomers", "none").stdout
    assert "for want of a table" not in shown
    assert "without the term for newcomers" not in shown
    wrong = written(tmp_path / "wrong.csv", "from,to,trust\nA,Bob,7\n")
    refused(hanse("search", profiles, "--trust", wrong), "there is no profile 'Bob'", "'B'")


def test_the_search_of_the_example_shows_lists_and_how_to_see_the_rest(hanse):
    shown = hanse("search", REGION / "profiles.csv", "--home", "Norrhamn Geo", "--most", "5").stdout
    assert "30 seekers, 51 candidates" in shown
    assert shown.rstrip().endswith("All lists: --format csv, or one: --for NAME")
    assert "Encoding" not in shown


def test_the_sensitivity_of_lists_is_printed_when_asked(hanse, profiles):
    shown = hanse("search", profiles, "--sensitivity").stdout
    assert "that stay when one weight changes" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--for", "Ada Map"), ("--for: there is no profile", "Did you mean 'Ada Maps'?")),
        (("--home", "Hom"), ("--home: there is no cluster", "Did you mean 'Home'?")),
        (("--home", "Home", "--for", "B"), ("--for: B is not of Home",)),
        (("--weight", "trst=1"), ("--weight", "Did you mean 'trust'?")),
        (("--weight", "trust"), ("'trust' is no pair",)),
        (("--weight", "trust=high"), ("--weight: trust is 'high'",)),
        (("--weight", "trust=-1"), ("--weight: weight of trust is -1",)),
        (("--newcomers", "bonus=-1"), ("--newcomers: bonus is -1",)),
        (("--newcomers", "days=1.5"), ("--newcomers: days is 1.5",)),
        (("--without", "langage"), ("--without", "Did you mean 'language'?")),
        (("--similarity", "cosin"), ("--similarity", "Did you mean 'cosine'?")),
        (("--as-of", "soon"), ("--as-of: 'soon' is no day", "2026-03-01")),
        (("--as-of", "2024-05-15"), ("profiles.csv, row 2", "2024-06-01 is after 2024-05-15")),
        (("--most", "0"), ("--most: 0 is too small",)),
    ],
)
def test_a_wrong_word_of_a_search_is_told_with_its_option(hanse, profiles, words, said):
    refused(hanse("search", profiles, *words), *said)


def test_profiles_without_a_day_are_looked_at_on_none(hanse, tmp_path):
    lines = "profile,country,offers,wants\nA,SE,drones,optics\nB,DE,optics,drones\n"
    shown = hanse("search", written(tmp_path / "p.csv", lines)).stdout
    assert "No profile states a day." in shown
    assert "0001" not in shown


def test_a_file_of_profiles_that_is_not_there_is_told_with_the_nearest(hanse, profiles):
    shown = hanse("search", profiles.with_name("profile.csv"))
    refused(shown, "there is no file 'profile.csv'", "Did you mean 'profiles.csv'?")


def test_two_profiles_of_one_name_are_told_by_their_ids(hanse, tmp_path):
    path = written(tmp_path / "p.csv", "profile,name,offers\nA,Twin,x\nB,Twin,x\n")
    refused(hanse("search", path, "--for", "Twin"), "2 profiles are called 'Twin'", "A and B")


def test_the_places_of_the_example_are_given_so_that_nobody_would_rather_swap(hanse):
    words = ("match", "--visitors", REGION / "visitors.csv", "--hosts", REGION / "hosts.csv")
    shown = hanse(*words).stdout
    assert shown.startswith("7 visitors, 4 hosts with 5 places, visitors propose: 5 matched")
    assert "No pair would rather have each other." in shown
    found = answer_from_dict(json.loads(hanse(*words, "--format", "json").stdout))
    assert found.verify()
    rows = rows_of(hanse(*words, "--proposer", "hosts", "--format", "csv").stdout)
    assert len(rows) == 7
    refused(hanse(*words, "--proposer", "host"), "--proposer", "Did you mean 'hosts'?")


def test_an_unknown_host_on_a_list_is_told_with_its_row(hanse, tmp_path):
    visitors = written(tmp_path / "visitors.csv", "visitor,choices\nAda,Lnd\n")
    hosts = written(tmp_path / "hosts.csv", "host,choices,places\nLund,Ada,1\n")
    shown = hanse("match", "--visitors", visitors, "--hosts", hosts)
    refused(shown, "visitors.csv, row 2", "there is no host 'Lnd'", "Did you mean 'Lund'?")
    missing = hanse("match", "--visitors", visitors, "--hosts", tmp_path / "host.csv")
    refused(missing, "there is no file 'host.csv'", "Did you mean 'hosts.csv'?")


def test_a_schedule_names_its_bound_and_who_is_left_out(hanse, event):
    shown = hanse("schedule", event, "--zone", "Europe/Stockholm").stdout
    assert "fair: 2 meetings of 2 accepted requests." in shown
    assert "Value 5, bound 5, gap 0.00 %, proven optimum." in shown
    assert "Without a meeting: D (no accepted request)." in shown
    assert "09:00–09:20" in shown


def test_a_schedule_prints_data_without_addresses(hanse, event):
    rows = rows_of(hanse("schedule", event, "--format", "csv").stdout)
    assert [(row["first"], row["second"], row["slot"]) for row in rows] == [
        ("A", "C", "S1"),
        ("A", "B", "S2"),
    ]
    said = hanse("schedule", event, "--format", "json").stdout
    assert "example.org" not in said
    assert answer_from_dict(json.loads(said)).verify()


def test_a_plan_is_written_with_calendars_people_and_a_picture(planned):
    names = {one.name for one in planned.iterdir()}
    assert names == {
        *("plan.csv", "unmet.csv", "left-out.csv", "event.toml"),
        *("people", "calendars", "meetings.svg"),
    }
    plan = rows_in(planned / "plan.csv")
    assert [(row["from"], row["to"], row["slot"]) for row in plan] == [
        ("A", "C", "S1"),
        ("A", "B", "S2"),
    ]
    assert plan[0]["start"] == "2026-03-10T09:00:00+01:00"
    left = rows_in(planned / "left-out.csv")
    assert left == [{"participant": "D", "name": "Di Data", "reason": "no accepted request"}]
    own = rows_in(planned / "people" / "a.csv")
    assert [row["other"] for row in own] == ["Cy Films", "Bo Lenses"]
    text = (planned / "calendars" / "b.ics").read_text(encoding="utf-8")
    assert "SUMMARY:Spring fair: Ada Maps" in text
    assert "DTSTAMP:20260310T000000Z" in text  # the first day of the event
    assert "example.org" not in text
    assert not (planned / "calendars" / "d.ics").exists()
    assert "Di Data" in (planned / "meetings.svg").read_text(encoding="utf-8")


def test_addresses_are_written_into_calendars_only_when_asked(hanse, event, tmp_path):
    out = tmp_path / "with"
    assert hanse("schedule", event, "--out", out, "--emails").exit_code == 0
    holding = [
        one.name for one in out.rglob("*") if one.is_file() and b"example.org" in one.read_bytes()
    ]
    assert sorted(set(holding)) == ["a.ics", "b.ics", "c.ics"]


def test_a_plan_is_not_overwritten_unasked_and_foreign_files_never(hanse, event, planned):
    before = (planned / "plan.csv").read_bytes()
    refused(hanse("schedule", event, "--out", planned), "is there already", "--force")
    (planned / "people" / "old.csv").write_text("left over", encoding="utf-8")
    shown = hanse("schedule", event, "--out", planned, "--force", "--zone", "UTC")
    assert shown.exit_code == 0, shown.output
    assert (planned / "plan.csv").read_bytes() != before
    assert not (planned / "people" / "old.csv").exists()
    (planned / "notes.txt").write_text("mine", encoding="utf-8")
    shown = hanse("schedule", event, "--out", planned, "--force")
    refused(shown, "holds 'notes.txt', which is no part of a plan", "Name another folder")
    refused(hanse("schedule", event, "--out", event, "--force"), "holds 'participants.csv'")
    assert (planned / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_plan_that_fails_half_way_leaves_the_earlier_one(planned):
    before = {one: one.read_bytes() for one in planned.rglob("*") if one.is_file()}

    def fail():
        with new_folder(planned) as new:
            (new / "plan.csv").write_text("half", encoding="utf-8")
            raise InputError("no room is left")

    with pytest.raises(InputError, match="no room"):
        fail()
    assert {one: one.read_bytes() for one in planned.rglob("*") if one.is_file()} == before
    assert not [one for one in planned.parent.iterdir() if one.name.startswith(".")]


def test_more_than_24_slots_are_drawn_in_several_pictures(hanse, event, tmp_path):
    lines = ["slot,start,end"]
    for at in range(26):
        clock = f"2026-03-{10 + at // 20} {8 + at % 20 // 2:02d}:{30 * (at % 2):02d}"
        lines.append(f"S{at + 1},{clock},{clock[:-1]}9")
    written(event / "slots.csv", "\n".join([*lines, ""]))
    out = tmp_path / "long"
    shown = hanse("schedule", event, "--out", out)
    assert shown.exit_code == 0, shown.output
    assert (out / "meetings.svg").exists()
    assert (out / "meetings-2.svg").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--zone", "Europe/Stokholm"), ("--zone", "Did you mean 'Europe/Stockholm'?")),
        (("--tables", "0"), ("--tables: 0 is too small",)),
        (("--effort", "thoroughly"), ("--effort", "Did you mean 'thorough'?")),
        (("--as-of", "today"), ("--as-of: 'today' is no day",)),
        (("--map", "slot=m.toml"), ("--map", "Did you mean 'slots'?")),
        (("--out", "no/such/plan"), ("there is no folder 'no/such'", "Make the folder first.")),
    ],
)
def test_a_wrong_word_of_a_schedule_is_told_with_its_option(hanse, event, words, said):
    refused(hanse("schedule", event, *words), *said)


def test_what_is_wrong_with_the_tables_of_an_event_is_told_with_its_row(hanse, event):
    refused(hanse("schedule", event / "none"), "there is no such folder", "slots.csv")
    written(event / "requests.csv", "from,to\nA,BB\n")
    shown = hanse("schedule", event)
    refused(shown, "requests.csv, row 2", "there is no participant 'BB'", "Did you mean 'B'?")
    refused(hanse("schedule", event, "--out", event / "slots.csv"), "is a file, not a folder")


def test_a_cancellation_tells_what_falls_and_whom_to_tell(hanse, event, planned, tmp_path):
    gone = written(tmp_path / "gone.csv", "participant,slots,reason\nC,,illness\n")
    out = tmp_path / "again"
    shown = hanse("replan", event, "--plan", planned, "--cancelled", gone, "--out", out).stdout
    assert "Spring fair: 1 meeting kept, 0 moved" in shown  # the name stands beside the plan
    assert "dropped  A      C       S1" in shown
    assert "To be told: A." in shown
    assert "illness" not in shown
    assert rows_in(out / "cancelled.csv") == [{"participant": "C", "slots": ""}]
    assert [row["change"] for row in rows_in(out / "changes.csv")] == ["kept", "dropped"]
    text = (out / "calendars" / "c.ics").read_text(encoding="utf-8")
    assert "STATUS:CANCELLED" in text
    assert "SEQUENCE:1" in text
    everything = b"".join(one.read_bytes() for one in out.rglob("*") if one.is_file())
    assert b"illness" not in everything


def test_a_second_mending_knows_the_first_and_counts_changes_on(hanse, event, planned, tmp_path):
    gone = written(tmp_path / "gone.csv", "participant,slots\nC,\n")
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    assert (
        hanse("replan", event, "--plan", planned, "--cancelled", gone, "--out", first).exit_code
        == 0
    )
    words = ("replan", event, "--plan", first / "plan.csv", "--lost", "S2", "--out", second)
    shown = hanse(*words).stdout
    assert "Cancelled earlier, by cancelled.csv beside the plan: C." in shown
    assert "moved  A      B       S2           S1" in shown
    assert "slot before  slot now" in shown
    assert rows_in(second / "plan.csv")[0]["changed"] == "1"
    (second / "cancelled.csv").unlink()  # C comes after all, and S2 is there again
    back = written(tmp_path / "back.csv", "participant,slots\nB,S1\n")
    shown = hanse("replan", event, "--plan", second, "--cancelled", back, "--out", third)
    assert shown.exit_code == 0, shown.output
    changed = {row["to"]: (row["slot"], row["changed"]) for row in rows_in(third / "plan.csv")}
    assert changed == {"B": ("S2", "2"), "C": ("S1", "2")}


STUDY = """[study]
as_of = "2026-03-01"

[partners.event]
name = "Spring fair"
zone = "Europe/Stockholm"
tables = 1
slots = "times.csv"
participants = "participants.csv"
requests = "requests.csv"
cancelled = "gone.csv"
"""


def test_an_event_is_read_as_hanse_toml_states_it_and_options_go_before(hanse, event):
    (event / "slots.csv").rename(event / "times.csv")
    written(event / "hanse.toml", STUDY)
    written(event / "gone.csv", "participant,slots\nC,\n")
    shown = hanse("schedule", event, "--out", event / "plan").stdout
    assert shown.startswith("Spring fair: 2 meetings")
    assert "time (Europe/Stockholm)" in shown
    assert "No time zone is stated" not in shown
    text = (event / "plan" / "calendars" / "b.ics").read_text(encoding="utf-8")
    assert "DTSTAMP:20260301T000000Z" in text
    assert hanse("schedule", event / "hanse.toml").stdout.startswith("Spring fair: 2 meetings")
    other = hanse("schedule", event, "--name", "Autumn fair", "--zone", "Europe/Riga").stdout
    assert other.startswith("Autumn fair: 2 meetings")
    assert "time (Europe/Riga)" in other
    mended = hanse("replan", event, "--plan", event / "plan").stdout
    assert "Spring fair: 1 meeting kept, 0 moved, 0 at another table, 1 dropped" in mended
    written(event / "hanse.toml", STUDY.replace("Europe/Stockholm", "Europe/Stokholm"))
    refused(hanse("schedule", event), "[partners.event] zone", "Did you mean 'Europe/Stockholm'?")
    written(event / "hanse.toml", STUDY.replace("tables", "table"))
    refused(hanse("schedule", event), "[partners.event]", "Did you mean 'tables'?")
    written(event / "hanse.toml", '[study]\ntitle = "Fair"\n')
    (event / "times.csv").rename(event / "slots.csv")
    assert hanse("schedule", event).stdout.startswith("fair: 2 meetings")


def test_a_zone_that_is_stated_nowhere_is_told(hanse, event, tmp_path):
    said = "No time zone is stated: UTC is taken; --zone Europe/Stockholm states one."
    assert said in hanse("schedule", event).stdout
    assert said not in hanse("schedule", event, "--zone", "UTC").stdout
    out = tmp_path / "plan"
    assert hanse("schedule", event, "--out", out).exit_code == 0
    assert said in hanse("replan", event, "--plan", out, "--lost", "S1").stdout
    own = SLOTS.replace("place", "place,zone").replace("Hall", "Hall,Europe/Riga")
    written(event / "slots.csv", own)
    assert said not in hanse("schedule", event).stdout


def test_the_text_of_a_schedule_lists_few_meetings_and_names_the_place_of_many(hanse, event):
    shown = hanse("schedule", event).stdout
    assert "slot  who           with" in shown
    assert "S1    A (Ada Maps)  C (Cy Films)" in shown
    assert "S2    A (Ada Maps)  B (Bo Lenses)" in shown
    seated = hanse("schedule", event, "--tables", "2").stdout
    assert "with           table" in seated
    many = hanse("schedule", REGION).stdout
    assert "Pairs: --out DIR or --format csv." in many


def test_a_mended_plan_says_who_is_left_without_a_meeting(hanse, event, planned, tmp_path):
    gone = written(tmp_path / "gone.csv", "participant,slots\nA,\n")
    shown = hanse("replan", event, "--plan", planned, "--cancelled", gone).stdout
    cancelled = "the one they were to meet cancelled"
    assert f"Now without a meeting: B ({cancelled}) and C ({cancelled})." in shown
    assert "As before: 1 participant." in shown
    dropped = [one for one in shown.splitlines() if one.startswith("dropped")]
    assert [one.split()[4] for one in dropped] == ["A:", "A:"]  # no table 0
    none = hanse("replan", event, "--plan", planned, "--lost", "S2").stdout
    assert "Now without a meeting: B (" in none


def test_a_mended_plan_as_data_names_whom_to_tell(hanse, event, planned, tmp_path):
    gone = written(tmp_path / "gone.csv", "participant,slots\nC,\n")
    words = ("replan", event, "--plan", planned, "--cancelled", gone)
    rows = rows_of(hanse(*words, "--format", "csv").stdout)
    assert {row["change"] for row in rows} == {"kept", "dropped"}
    said = json.loads(hanse(*words, "--format", "json").stdout)
    assert said.pop("told") == ["A"]
    assert answer_from_dict(said).verify()


def test_what_cannot_be_cancelled_is_told(hanse, event, planned, tmp_path):
    words = ("replan", event, "--plan", planned)
    refused(hanse("replan", event, "--lost", "S1"), "there is no plan", "partners schedule")
    refused(hanse(*words), "nothing is cancelled", "--cancelled FILE")
    refused(hanse(*words, "--lost", "S3"), "--lost: there is no slot 'S3'", "Did you mean")
    gone = written(tmp_path / "gone.csv", "participant,slots,reason\nCC,S1,\nA,S9,\n,,illness\n")
    shown = hanse(*words, "--cancelled", gone)
    refused(shown, "3 problems", "gone.csv, row 2: there is no participant 'CC'", "slot 'S9'")
    refused(shown, "row 4: neither a participant nor a slot")
    refused(hanse(*words, "--cancelled", tmp_path / "gon.csv"), "Did you mean 'gone.csv'?")
    written(planned / "event.toml", "tables = 0\n")
    refused(hanse(*words, "--lost", "S1"), "event.toml: tables is 0")
    written(planned / "event.toml", "tables =\n")
    refused(hanse(*words, "--lost", "S1"), "event.toml: cannot be read")


def test_a_plan_without_a_meeting_cannot_be_mended(hanse, event, planned):
    header = (planned / "plan.csv").read_text(encoding="utf-8").splitlines()[0]
    written(planned / "plan.csv", header + "\n")
    shown = hanse("replan", event, "--plan", planned, "--lost", "S1")
    assert shown.exit_code == 2
    assert "plan.csv" in shown.stderr


def test_the_partner_days_of_the_example_are_planned_and_mended(hanse, tmp_path):
    out = tmp_path / "days"
    words = ("--zone", "Europe/Stockholm", "--tables", "12")
    shown = hanse("schedule", REGION, *words, "--out", out).stdout
    assert "proven optimum" in shown
    assert "Without a meeting: NOR8 (" in shown
    assert "`" not in shown + hanse("schedule", REGION, *words).stdout
    assert "Without a meeting: FRA2 (no accepted request)." in shown
    assert "each with its reason in unmet.csv" in shown
    cancelled = ("--cancelled", REGION / "cancelled.csv")
    shown = hanse("replan", REGION, "--plan", out, *cancelled).stdout
    assert "0 moved" in shown
    assert "DEU1: cancelled" in shown
    assert "more." not in next(one for one in shown.splitlines() if one.startswith("To be told"))

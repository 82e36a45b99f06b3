"""One thing broken in the tables of ``[partners]``: a clear error, and nothing half-written.

Each case breaks the small study of `tests.study.regional_copy` and names what the error's text must
hold. Below stand the partial results: who is left out of an event, of places or of a search, and
why.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.study import regional_copy as small
from tests.study.regional_copy import (
    again,
    cell,
    content,
    each,
    header,
    only,
    refused,
    row,
    text,
    toml,
    without_column,
    words,
)
from tests.study.small_study import files_of

from hanse.errors import InputError
from hanse.study import run_study

OWN, PULL, FITS, CLOSED = "entries.csv", "attraction.csv", "complements.csv", "blocked.csv"
PROFILES, VISITORS, HOSTS = "profiles.csv", "visitors.csv", "hosts.csv"
SLOTS, WHO, ASKED, AWAY = "slots.csv", "participants.csv", "requests.csv", "cancelled.csv"
COUNTRY = "there is no country 'Norwey'. Did you mean Norway (NOR)? Give an English name"
RATING = "Correct the cells, or leave them empty if the value is not known."
EMPTY = "Every row needs one: fill the cells or take the rows out."
NO_ROW = "there is a header but no row below it. Add a row for each case."
HOME = "home is among the markets. Take the row out."
NO_CANCEL = toml('cancelled = "cancelled.csv"\n', "")
ALL_FREE = each(*(cell(WHO, line, "available", "all") for line in range(2, 7)))


def further(key: str, data: str, old: str) -> small.Break:
    """Name one more file, ``t.csv``, and write it."""
    return each(toml(old, f'{old}\n{key} = "t.csv"'), content("t.csv", data))


def trusted(data: str) -> small.Break:
    """Give ratings of trust."""
    return further("trust", data, "most = 2")


def far(data: str) -> small.Break:
    """Give distances of one's own."""
    return further("distances", f"origin,destination,distance\n{data}", "rings = 3")


def fixed(data: str) -> small.Break:
    """Give meetings that are confirmed."""
    return further("fixed", f"from,to,slot,table\n{data}", 'name = "Small fair"')


MARKET_CASES = {
    "market": (cell(OWN, 2, "market", "Norwey"), f"entries.csv, row 2, column market: {COUNTRY}"),
    "code of a market": (
        cell(OWN, 2, "market", "XQ"),
        "entries.csv, row 2, column market: there is no country 'XQ'. Give an English name",
    ),
    "no market": (
        cell(OWN, 2, "market", ""),
        f"entries.csv, row 2, column market: no country of the market. {EMPTY}",
    ),
    "home entered": (cell(OWN, 2, "market", "SE"), f"entries.csv, row 2, column market: {HOME}"),
    "entered twice": (
        again(OWN),
        "entries.csv: the same market twice: rows 2 and 6 (NOR). Leave one row for each",
    ),
    "wave 0": (
        cell(OWN, 2, "wave", "0"),
        f"entries.csv, row 2, column wave: 0 is below 1. {RATING}",
    ),
    "wave in words": (
        cell(OWN, 2, "wave", "first"),
        "entries.csv, row 2, column wave: 'first' is no number. Correct the cell",
    ),
    "half a wave": (
        cell(OWN, 2, "wave", "1.5"),
        "[partners.markets], entries.csv, row 2, column market: wave 1.5 is no whole number from 1",
    ),
    "year without wave": (
        cell(OWN, 2, "wave", ""),
        "entries.csv, row 2, column market: entered in 2020, but in no wave. Give every entered",
    ),
    "year": (cell(OWN, 2, "year", "20"), "entries.csv, row 2, column year: 20 is below 1800."),
    "negative ties": (
        cell(OWN, 2, "ties", "-1"),
        "entries.csv, row 2, column ties: -1 is negative.",
    ),
    "0 ties and a tie in words": (
        cell(OWN, 5, "ties", "0"),
        "entries.csv, row 5, column market: 0 ties, but there is 'sister city Kobe'. Correct the",
    ),
    "level": (
        cell(OWN, 2, "level", "insidr"),
        "there is no level 'insidr'. Did you mean 'insider'? There are: outsider, contact",
    ),
    "no column of markets": (
        without_column(OWN, "market"),
        "entries.csv: there is no column for market, which is needed.",
    ),
    "no entries": (header(OWN), f"entries.csv: {NO_ROW}"),
    "attraction of no market": (
        cell(PULL, 2, "market", "Norwey"),
        f"attraction.csv, row 2, column market: {COUNTRY}",
    ),
    "attraction of home": (
        cell(PULL, 2, "market", "SE"),
        f"[partners.markets], attraction.csv, row 2, column market: {HOME}",
    ),
    "attraction twice": (again(PULL), "attraction.csv: the same market twice: rows 2 and 9 (NOR)."),
    "attraction in words": (
        cell(PULL, 2, "imports", "many"),
        "attraction.csv, row 2, column imports: 'many' is no number. Correct the cell",
    ),
    "infinite attraction": (
        cell(PULL, 2, "imports", "inf"),
        "attraction.csv, row 2, column imports: 'inf' is no finite number.",
    ),
    "logarithm of 0": (
        cell(PULL, 2, "imports", "0"),
        "attraction: imports of NOR is not above 0: it has no logarithm. Correct it, leave it",
    ),
    "no column of growth": (
        without_column(PULL, "growth"),
        "attraction.csv: there is no column for growth, which is needed.",
    ),
    "complementarity above 1": (
        cell(FITS, 2, "value", "1.4"),
        'complements.csv, row 2, column value: 1.4 is above 1. Write unit = "%"',
    ),
    "negative complementarity": (
        cell(FITS, 2, "value", "-0.1"),
        "complements.csv, row 2, column value: -0.1 is negative.",
    ),
    "complementarity missing": (
        cell(FITS, 2, "value", ""),
        "complements.csv, row 2, column market: no value. Give a number from 0 to 1, or take the",
    ),
    "complementarity of home": (
        cell(FITS, 2, "market", "Sweden"),
        f"complements.csv, row 2, column market: {HOME}",
    ),
    "complementarity twice": (again(FITS), "complements.csv: the same market twice: rows 2 and 4"),
    "blocked twice": (
        again(CLOSED),
        "blocked.csv: the same market twice: rows 2 and 3 (RUS). Leave one row for each",
    ),
    "blocked without a reason": (
        cell(CLOSED, 2, "reason", ""),
        f"blocked.csv, row 2, column reason: no reason. {EMPTY}",
    ),
    "blocked home": (
        cell(CLOSED, 2, "market", "SWE"),
        f"blocked.csv, row 2, column market: {HOME}",
    ),
    "blocked and unknown": (
        cell(CLOSED, 2, "market", "Rusia"),
        "blocked.csv, row 2, column market: there is no country 'Rusia'. Did you mean Russia (RUS)",
    ),
    "distances from elsewhere": (
        far("NOR,SWE,1\n"),
        "[partners.markets], distances: there is no origin 'SWE'. There are: NOR.",
    ),
    "distance in words": (
        far("SWE,NOR,near\n"),
        "t.csv, row 2, column distance: 'near' is no number.",
    ),
    "distance to no country": (
        far("SWE,Norwey,1\n"),
        f"t.csv, row 2, column destination: {COUNTRY}",
    ),
}

TRUST = "from,to,trust\n"
SEARCH_CASES = {
    "language": (
        cell(PROFILES, 2, "languages", "Swedsh; English"),
        "profiles.csv, row 2, column languages: there is no language 'Swedsh'. Did you mean 'Swedi",
    ),
    "country": (
        cell(PROFILES, 2, "country", "Norwey"),
        f"profiles.csv, row 2, column country: {COUNTRY}",
    ),
    "target": (
        cell(PROFILES, 2, "targets", "Norwey"),
        f"profiles.csv, row 2, column targets: {COUNTRY}",
    ),
    "profile twice": (
        again(PROFILES),
        "profiles.csv: the same profile twice: rows 2 and 7 (F1). Leave one row for each",
    ),
    "no profile": (
        cell(PROFILES, 2, "profile", ""),
        f"profiles.csv, row 2, column profile: no profile. {EMPTY}",
    ),
    "excluded and unknown": (
        cell(PROFILES, 2, "excludes", "N11"),
        "profiles.csv, row 2, column excludes: there is no profile or cluster 'N11'. Did you mean",
    ),
    "readiness above 100 %": (
        cell(PROFILES, 2, "readiness", "120%"),
        f"profiles.csv, row 2, column readiness: 120 is above 100. {RATING}",
    ),
    "readiness in words": (
        cell(PROFILES, 2, "readiness", "high"),
        "profiles.csv, row 2, column readiness: 'high' is no number.",
    ),
    "updated in the future": (
        cell(PROFILES, 2, "updated", "2026-03-01"),
        "profiles.csv, row 2, column updated: 2026-03-01 is after 2025-12-31. Correct the day",
    ),
    "ambiguous day": (
        cell(PROFILES, 2, "since", "03/04/2024"),
        "profiles.csv, column since: '03/04/2024' may be two days",
    ),
    "no profiles": (header(PROFILES), f"profiles.csv: {NO_ROW}"),
    "own cluster without a profile": (
        only(PROFILES, "cluster", ["Fjord", "Elbe"]),
        "[partners.search], cluster: there is no cluster or profile 'Hav'.",
    ),
    "trust in nobody": (
        trusted(f"{TRUST}F1,N1,5\nF1,N11,5\n"),
        "t.csv, row 3, column to: there is no profile 'N11'. Did you mean 'N1'?",
    ),
    "trust of 8": (
        trusted(f"{TRUST}F1,N1,8\n"),
        "t.csv, column trust: trust is not between 1 and 7 in 1 row: row 2: 8.",
    ),
    "trust in oneself": (
        trusted(f"{TRUST}F1,F1,6\n"),
        "t.csv: a profile trusts itself in row 2. Take the row out.",
    ),
    "trust twice": (
        trusted(f"{TRUST}F1,N1,6\nF1,N1,5\n"),
        "t.csv: the same from and to twice: rows 2 and 3 (F1, N1).",
    ),
    "relation of tags": (
        further("tags", "tag,means,relation\na,b,sme\n", "most = 2"),
        "t.csv, row 2, column relation: there is no relation 'sme'. Did you mean 'same'?",
    ),
}

PLACE_CASES = {
    "unknown host": (
        cell(VISITORS, 2, "choices", "N1; D11"),
        "visitors.csv, row 2, column choices: there is no host 'D11'. Did you mean 'D1'? There are",
    ),
    "own side": (
        cell(VISITORS, 2, "choices", "N1; F2"),
        "visitors.csv, row 2, column choices: 'F2' is a visitor itself. Name only hosts.",
    ),
    "oneself": (
        cell(HOSTS, 2, "choices", "N1"),
        "hosts.csv, row 2, column choices: 'N1' is a host itself. Name only visitors.",
    ),
    "chosen twice": (
        cell(VISITORS, 2, "choices", "N1; N1"),
        "visitors.csv, row 2, column choices: 'N1' stands twice. Leave its better place.",
    ),
    "visitor twice": (again(VISITORS), "visitors.csv: the same visitor twice: rows 2 and 5 (F1)."),
    "host twice": (again(HOSTS), "hosts.csv: the same host twice: rows 2 and 4 (N1)."),
    "visitor and host": (
        row(HOSTS, host="F1", choices="F2", places="1"),
        "F1 is a visitor and a host. Give each side names of its own.",
    ),
    "places -1": (
        cell(HOSTS, 2, "places", "-1"),
        "hosts.csv, row 2, column places: -1 is no number of places. Give a whole number from 0.",
    ),
    "half a place": (
        cell(HOSTS, 2, "places", "1.5"),
        "hosts.csv, row 2, column places: 1.5 is no number of places. Give a whole number from 0.",
    ),
    "no number of places": (
        cell(HOSTS, 2, "places", ""),
        "hosts.csv, row 2, column places: no places. Give 0 if there is none.",
    ),
    "places in words": (
        cell(HOSTS, 2, "places", "two"),
        "hosts.csv, row 2, column places: 'two' is no number.",
    ),
    "no visitors": (header(VISITORS), f"visitors.csv: {NO_ROW}"),
}

SUMMER = "does not exist in Europe/Stockholm: the clocks are changed then. Write it with its offset"
EVENT_CASES = {
    "unknown slot": (
        cell(WHO, 2, "available", "S1; S9"),
        "participants.csv, row 2, column available: there is no slot 'S9'. Did you mean 'S3'?",
    ),
    "zone": (
        cell(WHO, 2, "zone", "Asia/Toko"),
        "participants.csv, row 2, column zone: there is no time zone 'Asia/Toko'. Did you mean 'As",
    ),
    "hours": (
        cell(WHO, 2, "hours", "9 to 5"),
        "participants.csv, row 2, column hours: '9 to 5' are no hours of a day. Write them as 08:0",
    ),
    "break": (
        cell(WHO, 2, "breaks", "S8"),
        "participants.csv, row 2, column breaks: there is no slot 'S8'.",
    ),
    "most -1": (
        cell(WHO, 2, "most", "-1"),
        "participants.csv, row 2, column most: most is -1. Give a whole number from 0, or leave",
    ),
    "participant twice": (
        again(WHO),
        "participants.csv, row 7, column participant: participant 'F1' stands in row 2 already.",
    ),
    "nobody": (header(WHO), f"participants.csv: {NO_ROW}"),
    "no column of availability": (
        without_column(WHO, "available"),
        "participants.csv: there is no column for available, which is needed.",
    ),
    "request to nobody": (
        cell(ASKED, 2, "to", "N11"),
        "requests.csv, row 2, column to: there is no participant 'N11'. Did you mean 'N1'? There",
    ),
    "request to oneself": (
        cell(ASKED, 2, "to", "F1"),
        "requests.csv, row 2, column to: 'F1' is to meet itself. Correct from or to.",
    ),
    "request from nobody": (
        cell(ASKED, 2, "from", ""),
        f"requests.csv, row 2, column from: no participant who asks. {EMPTY}",
    ),
    "state of a request": (
        cell(ASKED, 2, "state", "acepted"),
        "requests.csv, row 2, column state: there is no state 'acepted'. Did you mean 'accepted'?",
    ),
    "negative value": (
        cell(ASKED, 2, "value", "-2"),
        "requests.csv, row 2, column value: value is -2. Give a number from 0.",
    ),
    "value in words": (
        cell(ASKED, 2, "value", "high"),
        "requests.csv, row 2, column value: 'high' is no number.",
    ),
    "slot ends before it starts": (
        cell(SLOTS, 2, "end", "2026-03-10 08:50"),
        "slots.csv, row 2, column end: slot 'S1' ends before its start. Correct start or end.",
    ),
    "slot of no length": (
        cell(SLOTS, 2, "end", "2026-03-10 09:00"),
        "slots.csv, row 2, column end: slot 'S1' ends at its start. Correct start or end.",
    ),
    "slots overlap": (
        cell(SLOTS, 2, "end", "2026-03-10 09:40"),
        "slots.csv, row 3, column start: slot 'S2' begins before 'S1' ends. Correct the times (the",
    ),
    "slot twice": (
        again(SLOTS),
        "slots.csv, row 5, column slot: slot 'S1' stands in row 2 already. Give every slot a name",
    ),
    "time in words": (
        cell(SLOTS, 2, "start", "nine"),
        "slots.csv, row 2, column start: 'nine' is no date with a time. Write it as 2025-03-30",
    ),
    "no time": (
        cell(SLOTS, 2, "start", "2026-03-10"),
        "slots.csv, row 2, column start: '2026-03-10' has no time of day.",
    ),
    "hour that the clocks leave out": (
        each(
            cell(SLOTS, 2, "start", "2026-03-29 02:30"), cell(SLOTS, 2, "end", "2026-03-29 02:50")
        ),
        f"slots.csv, row 2, column start: '2026-03-29 02:30' {SUMMER}",
    ),
    "zone of a slot": (
        cell(SLOTS, 2, "zone", "Europe/Pari"),
        "slots.csv, row 2, column start: there is no time zone 'Europe/Pari'. Did you mean 'Europe",
    ),
    "no tables": (
        cell(SLOTS, 2, "tables", "0"),
        "slots.csv, row 2, column tables: tables is 0. Give a whole number from 1, or leave the",
    ),
    "cancelled and unknown": (
        cell(AWAY, 2, "participant", "F33"),
        "cancelled.csv, row 2, column participant: there is no participant 'F33'. Did you mean 'F3",
    ),
    "absent in an unknown slot": (
        cell(AWAY, 2, "slots", "S1; S9"),
        "cancelled.csv, row 2, column slots: there is no slot 'S9'. Did you mean 'S3'? There are:",
    ),
    "cancelled twice": (again(AWAY), "cancelled.csv: the same participant twice: rows 2 and 3"),
    "cancelled nobody": (
        cell(AWAY, 2, "participant", ""),
        f"cancelled.csv, row 2, column participant: no participant. {EMPTY}",
    ),
    "fixed and unknown": (
        fixed("F1,N11,S1,1\n"),
        "t.csv, row 2, column to: there is no participant 'N11'. Did you mean 'N1'?",
    ),
    "fixed in no slot": (
        fixed("F1,N1,S9,1\n"),
        "t.csv, row 2, column slot: there is no slot 'S9'. Did you mean 'S3'?",
    ),
    "fixed at no table": (
        fixed("F1,N1,S1,3\n"),
        "t.csv, row 2, column slot: table 3 in slot 'S1', which has 2 tables. Correct it, or take",
    ),
    "fixed where one is not available": (
        fixed("F1,D1,S3,1\n"),
        "t.csv, row 2, column slot: 'D1' is not available in slot 'S3'. Correct it, or take the",
    ),
    "fixed twice at once": (
        fixed("F1,N1,S2,1\nF2,N1,S2,2\n"),
        "t.csv, row 3, column slot: 'N1' meets another in slot 'S2' (row 2). Correct it, or take",
    ),
}

CASES = {
    f"{part}: {name}": (part, broken, said)
    for part, made in (
        ("markets", MARKET_CASES),
        ("search", SEARCH_CASES),
        ("places", PLACE_CASES),
        ("event", EVENT_CASES),
    )
    for name, (broken, said) in made.items()
}
PARTS = {
    "markets": (small.HOME, small.MARKETS),
    "search": (small.HOME, small.SEARCH),
    "places": (small.PLACES,),
    "event": (small.EVENT,),
}


@pytest.fixture(autouse=True)
def distances_are_read_once(monkeypatch):
    """Read the distances that come with hanse once for all cases."""
    monkeypatch.setattr("hanse.study.partner_run.default_parts", small.parts_once)


@pytest.fixture
def study_of(tmp_path):
    """Return a function that writes the small study with one part of ``[partners]``."""

    def written(part: str) -> Path:
        return small.write_regional(tmp_path / "study", *PARTS[part])

    return written


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_told_with_its_place_and_nothing_is_written(study_of, tmp_path, name):
    part, broken, piece = CASES[name]
    said = refused(study_of(part), tmp_path / "out", broken)
    assert piece in said
    assert said.startswith(f"[partners.{part}]")


@pytest.mark.parametrize(
    ("part", "broken", "parts"),
    [
        (
            "markets",
            each(cell(OWN, 2, "market", "Norwey"), cell(FITS, 2, "value", "1.4"), again(CLOSED)),
            [
                "3 problems:",
                "\n  - entries.csv, row 2",
                "\n  - complements.csv",
                "\n  - blocked.csv",
            ],
        ),
        (
            "event",
            each(
                cell(WHO, 2, "zone", "Asia/Toko"),
                cell(ASKED, 2, "to", "N11"),
                cell(SLOTS, 2, "tables", "0"),
            ),
            ["3 problems:", "\n  - slots.csv", "\n  - participants.csv", "\n  - requests.csv"],
        ),
        (
            "event",
            each(row(AWAY, participant="X7"), row(AWAY, participant="F1", slots="S8; S2; S9")),
            ["3 problems:", "row 3, column participant", "'S8'", "row 4, column slots", "'S9'"],
        ),
    ],
)
def test_what_is_wrong_in_several_rows_is_told_together(study_of, tmp_path, part, broken, parts):
    said = refused(study_of(part), tmp_path / "out", broken)
    assert [one for one in parts if one not in said] == [], said


@pytest.mark.parametrize("name", ["markets: wave 0", "event: request to oneself"])
def test_earlier_results_stay_byte_for_byte(study_of, tmp_path, name):
    part, broken, _ = CASES[name]
    study = study_of(part)
    out = run_study(study, tmp_path / "out").out
    before = files_of(out)
    assert len(before) > 4
    broken(study)
    with pytest.raises(InputError):
        run_study(study, out)
    assert files_of(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "study"]


def partners_of(study: Path, out: Path, *broken: small.Break) -> tuple[dict, str]:
    """Return what result.json holds of partners, and the words of the report."""
    each(*broken)(study)
    run = run_study(study, out)
    return run.result["partners"], words(run)


def test_a_participant_without_availability_is_named_with_the_reason(study_of, tmp_path):
    found, said = partners_of(study_of("event"), tmp_path / "out", cell(WHO, 2, "available", ""))
    meetings = found["meetings"]
    assert meetings["without"] == {"F1": "available in no slot"}
    assert meetings["unmet"] == [
        ["F1", "N1", 5.0, "F1: available in no slot"],
        ["F1", "D1", 3.0, "F1: available in no slot"],
    ]
    assert len(meetings["meetings"]) == 3
    assert "Without a meeting : Alder Marine (available in no slot)." in said
    assert "3 of 5 agreed requests become meetings" in said
    assert not (tmp_path / "out" / "calendars" / "f1.ics").exists()


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("hours", "01:00-02:00", "no slot lies within the own hours"),
        ("breaks", "S1; S2; S3", "breaks cover every slot"),
        ("most", "0", "wants no meeting (most is 0)"),
    ],
)
def test_whoever_cannot_meet_is_named_with_the_reason(study_of, tmp_path, column, value, reason):
    found, said = partners_of(study_of("event"), tmp_path / "out", cell(WHO, 2, column, value))
    assert list(found["meetings"]["without"]) == ["F1"]
    assert reason in found["meetings"]["without"]["F1"]
    assert f"Without a meeting : Alder Marine ({reason}" in said


def test_an_event_with_fewer_slots_than_needed_meets_what_it_can_and_says_why(study_of, tmp_path):
    broken = each(
        NO_CANCEL,
        only(SLOTS, "slot", ["S1"]),
        ALL_FREE,
    )
    found, said = partners_of(study_of("event"), tmp_path / "out", broken)
    meetings = found["meetings"]
    assert sorted((one["first"], one["second"]) for one in meetings["meetings"]) == [
        ("F1", "N1"),
        ("F3", "D1"),
    ]
    assert (meetings["value"], meetings["bound"], meetings["is_optimal"]) == (11.0, 11.0, True)
    unmet = {(a, b): why for a, b, _, why in meetings["unmet"]}
    full = "meets others in the 1 slot in which both are available"
    assert set(unmet) == {("F1", "D1"), ("F2", "N1"), ("F3", "N1")}
    assert all(why.endswith(full) for why in unmet.values())
    assert meetings["without"] == {"F2": f"N1 {full}"}
    assert f"Without a meeting : Birch Sensors (Fjord Works {full})." in said
    assert "3 agreed requests without a meeting, and why" in said


def test_an_event_with_fewer_tables_than_needed_says_so(study_of, tmp_path):
    two = only(SLOTS, "slot", ["S1", "S2"])
    broken = each(NO_CANCEL, toml("tables = 2", "tables = 1"), two, ALL_FREE)
    found, _ = partners_of(study_of("event"), tmp_path / "out", broken)
    assert [one["table"] for one in found["meetings"]["meetings"]] == [1, 1]
    unmet = found["meetings"]["unmet"]
    assert len(unmet) == 3
    assert any("all tables are taken" in why for *_, why in unmet)


def test_nobody_available_gives_a_report_without_meetings_that_names_everybody(study_of, tmp_path):
    broken = each(*(cell(WHO, line, "available", "") for line in range(2, 7)))
    found, said = partners_of(study_of("event"), tmp_path / "out", broken)
    assert found["meetings"]["meetings"] == []
    assert set(found["meetings"]["without"]) == {"F1", "F2", "F3", "N1", "D1"}
    assert "No agreed request can be met." in said
    assert "Everyone" not in said


def test_refused_requests_only_leave_everybody_without_a_meeting(study_of, tmp_path):
    broken = each(*(cell(ASKED, line, "state", "refused") for line in range(2, 7)))
    found, said = partners_of(study_of("event"), tmp_path / "out", broken)
    assert set(found["meetings"]["without"].values()) == {"no accepted request"}
    assert "6 requests not scheduled: refused, or still open." in said


def test_who_cancels_wholly_loses_the_meetings_and_the_others_keep_theirs(study_of, tmp_path):
    found, said = partners_of(study_of("event"), tmp_path / "out", cell(AWAY, 2, "slots", ""))
    assert found["meetings"]["without"] == {"F3": "cancelled"}
    assert {why for *_, why in found["meetings"]["unmet"]} == {"F3: cancelled"}
    assert "After Cedar Boats cancelled, 3 of 5 confirmed meetings stay as they were" in said


def test_a_study_with_an_event_only_needs_no_country(study_of, tmp_path):
    found, said = partners_of(study_of("event"), tmp_path / "out")
    assert set(found) == {"home", "meetings"}
    assert found["home"] == ""
    assert "5 of 5 agreed requests become meetings" in said


def test_a_study_with_markets_only_needs_no_actors(study_of, tmp_path):
    found, said = partners_of(study_of("markets"), tmp_path / "out")
    assert set(found) == {"home", "markets", "entries"}
    assert found["home"] == "SWE"
    assert "Finland" in said


def test_markets_without_any_file_are_ranked_by_distance_and_the_report_says_so(tmp_path):
    study = small.write_regional(
        tmp_path / "study", '[partners]\ncountry = "Sweden"\n[partners.markets]\n'
    )
    found, said = partners_of(study, tmp_path / "out")
    assert found["markets"]["next_in_ring"] == "FIN"
    assert "Of no market known, and so left out: attraction, ties and complementarity." in said


def test_a_blocked_market_is_named_with_its_reason(study_of, tmp_path):
    _, said = partners_of(study_of("markets"), tmp_path / "out")
    assert "Blocked, not ranked: Russia (decision of the board)." in said


def test_ties_of_the_log_count_where_the_study_has_actors(tmp_path):
    study = small.write_regional(
        tmp_path / "study", small.ACTORS, "[partners.markets]\n", small.SEARCH
    )
    found, said = partners_of(study, tmp_path / "out")
    assert found["home"] == "SWE"
    assert "No link is on record." not in said
    with (tmp_path / "out" / "tables" / "partner_scores.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known = [one for one in rows if (one["seeker"], one["candidate"]) == ("F1", "N1")]
    assert [one["trust"] != "" for one in known] == [True]


def test_a_host_without_places_and_a_visitor_without_choices_are_named(study_of, tmp_path):
    broken = each(cell(HOSTS, 2, "places", "0"), cell(VISITORS, 4, "choices", ""))
    found, said = partners_of(study_of("places"), tmp_path / "out", broken)
    assert found["places"]["pairs"] == [["F1", "D1"]]
    assert found["places"]["unmatched"] == [
        ["F2", "there are no places at N1"],
        ["F3", "would take no host"],
    ]
    assert "Without a place: F2 (there are no places at N1); F3 (would take no host)." in said


@pytest.mark.parametrize(
    ("broken", "nobody", "why"),
    [
        (only(PROFILES, "profile", ["F1"]), "F1", "0 pairs were looked at"),
        (only(PROFILES, "profile", ["F1", "F2"]), "F1 and F2", "the same cluster 2 2"),
        (
            each(*(cell(PROFILES, line, "updated", "2020-01-01") for line in range(2, 7))),
            "F1 and F2",
            "Not changed for more than 730 days, not proposed: Alder Marine",
        ),
    ],
)
def test_a_search_that_finds_nobody_says_so_and_why(study_of, tmp_path, broken, nobody, why):
    found, said = partners_of(study_of("search"), tmp_path / "out", broken)
    assert found["partners"] == []
    assert f"Nobody suits {nobody}." in said
    assert why in said


def test_a_part_that_cannot_be_known_is_named(study_of, tmp_path):
    _, said = partners_of(
        study_of("search"), tmp_path / "out", text(PROFILES, "readiness", "ready")
    )
    assert "Left out, for want of a table: trust." in said


@pytest.mark.parametrize(
    ("part", "file", "old"),
    [("markets", OWN, "level"), ("search", PROFILES, "kind"), ("event", WHO, "most")],
)
def test_a_column_that_nobody_reads_is_named(study_of, tmp_path, part, file, old):
    _, said = partners_of(study_of(part), tmp_path / "out", text(file, old, "zzz"))
    assert f"{file}: Columns not used: zzz." in said


def test_requests_of_one_pair_are_counted_once_and_the_report_says_so(study_of, tmp_path):
    _, said = partners_of(study_of("event"), tmp_path / "out", again(ASKED))
    assert "Requests of the same pair are counted once with their highest value: F1 and N1." in said


def test_a_distance_table_of_ones_own_is_taken(study_of, tmp_path):
    broken = far("SWE,NOR,1\nSWE,DNK,2\nSWE,DEU,3\nSWE,JPN,9\nSWE,FIN,1.5\n")
    found, _ = partners_of(study_of("markets"), tmp_path / "out", broken)
    assert found["markets"]["next_in_ring"] == "FIN"


def test_a_fixed_meeting_stays_where_it_is(study_of, tmp_path):
    broken = each(NO_CANCEL, fixed("F1,N1,S2,1\n"))
    found, _ = partners_of(study_of("event"), tmp_path / "out", broken)
    own = [one for one in found["meetings"]["meetings"] if one["first"] == "F1"]
    assert ("N1", "S2") in [(one["second"], one["slot"]) for one in own]


def test_no_personal_data_of_an_event_is_in_any_file(study_of, tmp_path):
    study = study_of("event")
    planted = "zyxbert.q@private.example"
    each(*(cell(WHO, line, "email", planted) for line in range(2, 7)))(study)
    cell(AWAY, 2, "reason", "SECRETNOTE-7731")(study)
    out = run_study(study, tmp_path / "out").out
    for name, data in files_of(out).items():
        plain = data.replace(b"\r\n ", b"")
        assert b"private.example" not in plain, name
        assert b"SECRETNOTE" not in plain, name

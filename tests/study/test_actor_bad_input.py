"""One thing broken in the tables of ``[actors]``: a clear error, and nothing half-written.

Each case breaks the small study of `tests.study.regional_copy` and names the pieces that the
error's text must hold: file, row, column, what was found, what to do. Below stand the studies that
lack something and work: the report says what is missing.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.study import regional_copy as small
from tests.study.regional_copy import (
    FILES,
    again,
    cell,
    content,
    cut_section,
    each,
    gone,
    header,
    more,
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

EXAMPLE = Path(__file__).parents[2] / "examples" / "regional-cluster"
ACTORS, EPISODES, TIES = "actors.csv", "episodes.csv", "relationships.csv"
RATED, DONE, ASKED = "atmosphere.csv", "activities.csv", "answers.csv"
LIKE = row(ACTORS, actor="F9", name="ALDER marine AB", roles="firm", cluster="Hav", country="SE")
CORRECT = "Correct it, or add the actor to the table of actors."
NO_COUNTRY = "Give an English name or a code of ISO 3166-1"
RATING = "Correct the cells, or leave them empty"
HALVES = "is neither a whole rating nor a half. Give 1 to 7 in steps of 0.5."
EMPTY = "Every row needs one: fill the cells or take the rows out."
NO_ROW = "there is a header but no row below it. Add a row for each case."
TWO_DAYS = "'03/04/2024' may be two days, and no cell tells which comes first. Write the days as"
APART = 'distinct (Python: distinct=[("F1", "F9")]; a study: [actors.distinct] with a file of the'


def mapped(name: str, said: str) -> small.Break:
    """Read a table by a mapping file."""
    return each(
        toml(f'file = "{name}.csv"', f'file = "{name}.csv"\nmap = "m.toml"'),
        content("m.toml", said),
    )


EPISODE_CASES = {
    "unknown actor": (
        cell(EPISODES, 2, "parties", "F1; F22"),
        f"row 2, column parties: there is no actor 'F22'. Did you mean 'F2' (Birch Sensors)? "
        f"{CORRECT}",
    ),
    "misspelt name": (
        cell(EPISODES, 2, "parties", "F1; Birch Sensor"),
        "row 2, column parties: there is no actor 'Birch Sensor'. Did you mean 'F2' (Birch",
    ),
    "nothing is near": (
        cell(EPISODES, 2, "parties", "F1; zzzqqq"),
        f"row 2, column parties: there is no actor 'zzzqqq'. {CORRECT}",
    ),
    "commas in a list": (
        cell(EPISODES, 2, "parties", "F1, F2"),
        "row 2, column parties: there is no actor 'F1, F2'.",
    ),
    "self-tie": (
        cell(EPISODES, 2, "parties", "F1; F1"),
        "row 2, column parties: 'F1' is tied to itself. Name each party once",
    ),
    "self-tie by id and name": (
        cell(EPISODES, 2, "parties", "F1; alder marine"),
        "row 2, column parties: 'F1' is tied to itself.",
    ),
    "one party": (
        cell(EPISODES, 2, "parties", "F1"),
        "row 2, column parties: 'F1' is the only party. An episode has two parties or more: add",
    ),
    "no party": (
        cell(EPISODES, 2, "parties", ""),
        "row 2, column parties: no party is named. An episode has two parties or more: add the",
    ),
    "party twice": (
        cell(EPISODES, 2, "parties", "F1; F2; F1"),
        "row 2, column parties: 'F1' is a party twice. Name each party once",
    ),
    "future": (
        cell(EPISODES, 2, "date", "2026-01-05"),
        "row 2, column date: date in the future: 2026-01-05 is after 2025-12-31, the day of the "
        "analysis. Correct the day, or give a later as_of.",
    ),
    "no date": (cell(EPISODES, 2, "date", ""), f"row 2, column date: no date. {EMPTY}"),
    "ambiguous date": (cell(EPISODES, 2, "date", "03/04/2024"), f"column date: {TWO_DAYS}"),
    "no day of the calendar": (
        cell(EPISODES, 2, "date", "2024-02-30"),
        "row 2, column date: '2024-02-30' is no day of the calendar. Correct the cell.",
    ),
    "date in words": (
        cell(EPISODES, 2, "date", "last week"),
        "row 2, column date: 'last week' is no date. Write it as 2024-03-01.",
    ),
    "number of a spreadsheet": (
        cell(EPISODES, 2, "date", "45123"),
        "row 2, column date: '45123' is no date. If it is the number of a day in a spreadsheet",
    ),
    "kind": (
        cell(EPISODES, 2, "kind", "informaton"),
        "row 2, column kind: there is no kind 'informaton'. Did you mean 'information'? There are",
    ),
    "no kind": (cell(EPISODES, 2, "kind", ""), "row 2, column kind: no kind of exchange. Every"),
    "initiator is no party": (
        cell(EPISODES, 2, "initiator", "F3"),
        "row 2, column initiator: 'F3' began the episode but is not among its parties. Name one",
    ),
    "initiator unknown": (
        cell(EPISODES, 2, "initiator", "F33"),
        "row 2, column initiator: there is no actor 'F33'. Did you mean 'F3' (Cedar Boats)?",
    ),
    "activity": (
        cell(EPISODES, 10, "activity", "A9"),
        "row 10, column activity: there is no activity 'A9'. Did you mean 'A1'? There are: A1.",
    ),
    "no column of dates": (
        without_column(EPISODES, "date"),
        "there is no column for date, which is needed.",
    ),
    "no column of parties": (
        without_column(EPISODES, "parties"),
        "no column has the parties. Give parties (a list apart by semicolons), or party_a and",
    ),
    "only a header": (header(EPISODES), NO_ROW),
    "empty": (content(EPISODES, ""), "the file is empty. Save the table again."),
    "mapping of a column that is not there": (
        mapped("episodes", '[columns]\ndate = "Datum"\n'),
        "[columns.date]: episodes.csv has no column 'Datum'. Did you mean 'date'? There are: date",
    ),
    "mapping of a field that is not there": (
        mapped("episodes", '[columns]\ndat = "date"\n'),
        "m.toml, [columns.dat]: there is no field 'dat'. Did you mean 'date'?",
    ),
    "mapping that is not TOML": (mapped("episodes", "date = = 3"), "m.toml: not TOML: "),
}

ACTOR_CASES = {
    "role": (
        cell(ACTORS, 2, "roles", "frm"),
        "row 2, column roles: there is no role 'frm'. Did you mean 'firm'? There are: firm, resea",
    ),
    "no role": (cell(ACTORS, 2, "roles", ""), f"row 2, column roles: no role. {EMPTY}"),
    "university": (
        cell(ACTORS, 9, "roles", "university"),
        "row 9, column roles: there is no role 'university'. A university that teaches is",
    ),
    "country": (
        cell(ACTORS, 2, "country", "Sveden"),
        "row 2, column country: there is no country 'Sveden'. Did you mean Sweden (SWE)? Give",
    ),
    "code of a country": (
        cell(ACTORS, 2, "country", "XQ"),
        f"row 2, column country: there is no country 'XQ'. {NO_COUNTRY}",
    ),
    "no actor": (cell(ACTORS, 2, "actor", ""), f"row 2, column actor: no actor. {EMPTY}"),
    "same actor twice": (
        again(ACTORS),
        "row 17, column actor: 'F1' stands already in row 2. Keep one of the rows.",
    ),
    "two that look the same": (
        LIKE,
        "rows 2 and 17, column name: 'F1' (Alder Marine) and 'F9' (ALDER marine AB) look the same. "
        "Keep one row and use its id in the other tables; if they are two organisations, list",
    ),
    "two that look the same, and how to tell them apart": (LIKE, APART),
    "two that look the same, the wrong ones listed": (
        each(
            LIKE,
            content("d.csv", "actor_a,actor_b\nF2,F9\n"),
            more('[actors.distinct]\nfile = "d.csv"'),
        ),
        APART,
    ),
    "distinct without its columns": (
        each(
            content("d.csv", "actor_a,b\nF1,F9\n"),
            more('[actors.distinct]\nfile = "d.csv"'),
        ),
        "d.csv: there is no column for actor_b, which is needed. There are: b.",
    ),
    "ends before it begins": (
        each(cell(ACTORS, 2, "since", "2024-01-01"), cell(ACTORS, 2, "until", "2023-01-01")),
        "row 2, column since, until: until 2023-01-01 is before since 2024-01-01. Correct one of",
    ),
    "off the globe": (
        cell(ACTORS, 2, "latitude", "157"),
        f"row 2, column latitude: 157 is above 90. {RATING}",
    ),
    "employees in words": (
        cell(ACTORS, 2, "employees", "many"),
        "row 2, column employees: 'many' is no number. Correct the cell",
    ),
    "negative employees": (
        cell(ACTORS, 2, "employees", "-3"),
        f"row 2, column employees: -3 is negative. {RATING}",
    ),
    "neither yes nor no": (
        cell(ACTORS, 2, "inward", "kanske"),
        "row 2, column inward: 'kanske' is neither yes nor no.",
    ),
    "ambiguous first day": (cell(ACTORS, 2, "since", "03/04/2024"), f"column since: {TWO_DAYS}"),
    "no column of roles": (
        without_column(ACTORS, "roles"),
        "there is no column for roles, which is needed.",
    ),
    "only a header": (header(ACTORS), NO_ROW),
    "nobody of the cluster": (
        text(ACTORS, FILES[ACTORS], FILES[ACTORS].replace(",Hav,", ",Haf,")),
        "actors.csv: there is no cluster 'Hav'. Did you mean 'Haf'? There are: Haf, Skog.",
    ),
}

TIE_CASES = {
    "unknown actor": (
        cell(TIES, 2, "party_b", "N7"),
        "row 2, column party_b: there is no actor 'N7'. Did you mean 'N1' (Fjord Works)?",
    ),
    "self-tie": (
        cell(TIES, 2, "party_b", "F1"),
        "row 2, column party_a, party_b: 'F1' is tied to itself. Name two different actors, or",
    ),
    "no party": (cell(TIES, 2, "party_a", ""), f"row 2, column party_a: no party. {EMPTY}"),
    "pair twice": (
        row(TIES, party_a="N1", party_b="F1"),
        "row 4, column party_a, party_b: the relationship of 'N1' and 'F1' stands already in row 2",
    ),
    "state": (
        cell(TIES, 2, "state", "activ"),
        "row 2, column state: there is no state 'activ'. Did you mean 'active'? There are: planned",
    ),
    "position in the chain": (
        cell(TIES, 2, "chain", "custmer"),
        "row 2, column chain: there is no position in the chain 'custmer'. Did you mean 'customer",
    ),
    "market": (
        cell(TIES, 2, "market", "Norwey"),
        "row 2, column market: there is no country 'Norwey'. Did you mean Norway (NOR)? Give an",
    ),
    "rating of 8": (
        cell(TIES, 2, "dynamism", "8"),
        f"row 2, column dynamism: 8 is above 7. {RATING}",
    ),
    "rating of 0": (
        cell(TIES, 2, "internationalisation", "0"),
        f"row 2, column internationalisation: 0 is below 1. {RATING}",
    ),
    "rating of 4.3": (cell(TIES, 2, "dynamism", "4.3"), f"row 2, column dynamism: 4.3 {HALVES}"),
    "ends before it starts": (
        cell(TIES, 3, "end", "2022-01-01"),
        "row 3, column start, end: end 2022-01-01 is before start 2023-05-03. Correct one of the",
    ),
    "starts in the future": (
        cell(TIES, 2, "start", "2026-05-01"),
        "row 2, column start: date in the future: 2026-05-01 is after 2025-12-31, the day of the",
    ),
    "only a header": (header(TIES), NO_ROW),
}

RATED_CASES = {
    "rating of 0": (cell(RATED, 2, "trust", "0"), f"row 2, column trust: 0 is below 1. {RATING}"),
    "rating of 8": (cell(RATED, 2, "trust", "8"), f"row 2, column trust: 8 is above 7. {RATING}"),
    "rating in words": (
        cell(RATED, 2, "trust", "high"),
        "row 2, column trust: 'high' is no number. Correct the cell",
    ),
    "rating of 5.3": (cell(RATED, 2, "trust", "5.3"), f"row 2, column trust: 5.3 {HALVES}"),
    "rates itself": (
        cell(RATED, 2, "other", "F1"),
        "row 2, column rater, other: 'F1' is tied to itself. Name two different actors, or take",
    ),
    "unknown rater": (
        cell(RATED, 2, "rater", "F7"),
        "row 2, column rater: there is no actor 'F7'. Did you mean 'F1' (Alder Marine)?",
    ),
    "future": (
        cell(RATED, 2, "date", "2026-02-01"),
        "row 2, column date: date in the future: 2026-02-01 is after 2025-12-31",
    ),
    "no date": (cell(RATED, 2, "date", ""), f"row 2, column date: no date. {EMPTY}"),
    "nothing rated": (
        content(RATED, "date,rater,other\n2025-01-15,F1,N1\n"),
        "there is no column of ratings. Give one or more of power, cooperation, conflict",
    ),
}

DONE_CASES = {
    "gap": (
        cell(DONE, 2, "gaps", "globl"),
        "row 2, column gaps: there is no gap 'globl'. Did you mean 'global'? There are: firms",
    ),
    "twice": (again(DONE), "row 3, column activity: 'A1' stands already in row 2. Keep one of"),
    "unknown participant": (
        cell(DONE, 2, "participants", "F1; F22"),
        "row 2, column participants: there is no actor 'F22'. Did you mean 'F2' (Birch Sensors)?",
    ),
    "ends before it starts": (
        cell(DONE, 2, "end", "2024-05-01"),
        "row 2, column start, end: end 2024-05-01 is before start 2024-05-10. Correct one of the",
    ),
    "no start": (cell(DONE, 2, "start", ""), f"row 2, column start: no start. {EMPTY}"),
}

ASKED_CASES = {
    "rating of 0": (
        cell(ASKED, 2, "importance", "0"),
        f"row 2, column importance: 0 is below 1. {RATING}",
    ),
    "rating of 8": (
        cell(ASKED, 2, "present", "8"),
        f"row 2, column present: 8 is above 7. {RATING}",
    ),
    "rating in words": (
        cell(ASKED, 2, "present", "often"),
        "row 2, column present: 'often' is no number. Correct the cell",
    ),
    "rating of 4.2": (cell(ASKED, 2, "present", "4.2"), f"row 2, column present: 4.2 {HALVES}"),
    "gap": (
        cell(ASKED, 2, "gap", "firmz"),
        "row 2, column gap: there is no gap 'firmz'. Did you mean 'firms'? There are: firms, rese",
    ),
    "answered twice": (
        again(ASKED),
        "row 20, column respondent, wave, gap: the answer of this respondent for the gap firms "
        "stands already in row 2. Keep one of the rows.",
    ),
    "nobody answered": (
        cell(ASKED, 2, "respondent", ""),
        f"row 2, column respondent: no respondent. {EMPTY}",
    ),
    "only a header": (header(ASKED), NO_ROW),
}

CASES = {
    f"{file}: {name}": (file, broken, said)
    for file, made in (
        (EPISODES, EPISODE_CASES),
        (ACTORS, ACTOR_CASES),
        (TIES, TIE_CASES),
        (RATED, RATED_CASES),
        (DONE, DONE_CASES),
        (ASKED, ASKED_CASES),
    )
    for name, (broken, said) in made.items()
}


@pytest.fixture
def study(tmp_path) -> Path:
    """Return the small study with actors only."""
    return small.write_regional(tmp_path / "study", small.ACTORS)


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_told_with_its_place_and_nothing_is_written(study, tmp_path, name):
    file, broken, part = CASES[name]
    said = refused(study, tmp_path / "out", broken)
    assert part in said
    assert "[actors]" in said
    assert file in said or "mapping" in name or "distinct" in name


def test_what_is_wrong_in_several_files_is_told_together(study, tmp_path):
    broken = each(
        cell(EPISODES, 2, "parties", "F1; F22"),
        cell(RATED, 2, "trust", "9"),
        cell(ACTORS, 3, "country", "Sveden"),
    )
    said = refused(study, tmp_path / "out", broken)
    assert said.startswith(
        "[actors]: 3 problems of the log:\n  - actors.csv, row 3, column country"
    )
    assert "\n  - episodes.csv, row 2, column parties: there is no actor 'F22'." in said
    assert "\n  - atmosphere.csv, row 2, column trust: 9 is above 7." in said


def test_an_answer_of_the_survey_is_never_told_with_its_respondent(study, tmp_path):
    assert "Firm 1" not in refused(study, tmp_path / "out", again(ASKED))


@pytest.mark.parametrize("pair", ["F1,F9", "F9,F1"])
def test_the_file_of_distinct_actors_tells_two_apart_that_look_the_same(study, tmp_path, pair):
    LIKE(study)
    content("d.csv", f"actor_a,actor_b\n{pair}\n")(study)
    more('[actors.distinct]\nfile = "d.csv"')(study)
    assert "16 actors, 22 episodes" in words(run_study(study, tmp_path / "out"))


def test_a_distinct_actor_that_is_none_is_noted(study, tmp_path):
    content("d.csv", "actor_a,actor_b\nF1,F11\n")(study)
    more('[actors.distinct]\nfile = "d.csv"')(study)
    assert "Listed as distinct but no actor: F11." in words(run_study(study, tmp_path / "out"))


def test_one_name_twice_of_which_a_country_is_not_known_is_for_review_and_no_error(study, tmp_path):
    row(ACTORS, actor="F9", name="ALDER marine", roles="firm")(study)
    said = words(run_study(study, tmp_path / "out"))
    assert "names are near, to be looked at: F1 (Alder Marine) and F9 (ALDER marine)" in said


def test_one_name_in_two_countries_is_two_actors(study, tmp_path):
    row(ACTORS, actor="F9", name="ALDER marine", roles="firm", country="NO")(study)
    said = words(run_study(study, tmp_path / "out"))
    assert "16 actors" in said
    assert "to be looked at" not in said


def test_a_column_that_nobody_reads_is_named(study, tmp_path):
    text(EPISODES, "note", "remark")(study)
    assert "episodes.csv: Columns not used: remark." in words(run_study(study, tmp_path / "out"))


def test_an_activity_may_be_planned(study, tmp_path):
    row(DONE, activity="A2", start="2026-05-01", gaps="capital")(study)
    assert "2 bridging activities" in words(run_study(study, tmp_path / "out"))


@pytest.mark.parametrize("name", ["episodes.csv: self-tie", "actors.csv: two that look the same"])
def test_earlier_results_stay_byte_for_byte(study, tmp_path, name):
    out = run_study(study, tmp_path / "out").out
    before = files_of(out)
    assert len(before) > 20
    CASES[name][1](study)
    with pytest.raises(InputError):
        run_study(study, out)
    assert files_of(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "study"]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (
            cell(EPISODES, 2, "parties", "F001; F2000"),
            "[actors], episodes.csv, row 2, column parties: there is no actor 'F2000'.",
        ),
        (
            cell("profiles.csv", 2, "languages", "Swedsh"),
            "[partners.search], profiles.csv, row 2, column languages: there is no language 'Swed",
        ),
    ],
)
def test_the_example_with_one_thing_broken_writes_nothing(tmp_path, broken, said):
    study = shutil.copytree(EXAMPLE, tmp_path / "study")
    if "partners" in said:
        cut_section(
            "[actors]",
            "[actors.episodes]",
            "[actors.relationships]",
            "[actors.atmosphere]",
            "[actors.activities]",
            "[actors.answers]",
            "[actors.ties]",
            "[actors.markets]",
            "[actors.gaps]",
            "[actors.gaps.targets]",
        )(study)
        toml("[partners.markets]", '[partners]\ncountry = "Sweden"\n[partners.markets]')(study)
    assert said in refused(study, tmp_path / "out", broken)


OTHER_TABLES = ("[actors.relationships]", "[actors.atmosphere]", "[actors.activities]")
BARE = each(
    cut_section(*OTHER_TABLES, "[actors.answers]", "[actors.gaps.targets]"),
    without_column(EPISODES, "activity"),
)
NO_LOG = each(BARE, cut_section("[actors.episodes]"), toml("years = [2024]\n", ""))


def among(*ids: str) -> small.Break:
    """Keep some actors, and the episodes among them alone."""

    def broken(folder: Path) -> None:
        only(ACTORS, "actor", ids)(folder)
        lines = FILES[EPISODES].splitlines()
        parties = [line.split(",")[1].split("; ") for line in lines]
        kept = [line for line, own in zip(lines, parties, strict=True) if set(own) <= set(ids)]
        (folder / EPISODES).write_text("\n".join([lines[0], *kept]) + "\n", encoding="utf-8")

    return broken


def test_a_study_without_the_other_tables_works_and_says_what_is_missing(study, tmp_path):
    BARE(study)
    said = words(run_study(study, tmp_path / "out"))
    assert (
        "Not in the study, and so not in the report: [actors.relationships] (relationships that "
        "are stated), [actors.activities] (what changed after them), [actors.answers] (the gaps as "
        "firms see them) and [actors.gaps.targets] (how wide each gap is)."
    ) in said
    assert "Density of ties where there is no target: firm to firm" in said


def test_a_complete_study_says_of_nothing_that_it_is_missing(study, tmp_path):
    assert "Not in the study" not in words(run_study(study, tmp_path / "out"))


def test_a_study_without_a_log_has_no_tie_and_says_so(study, tmp_path):
    NO_LOG(study)
    run = run_study(study, tmp_path / "out")
    said = words(run)
    assert "15 actors and 0 episodes" in said
    assert "[actors.episodes] (who worked with whom: every density is 0)" in said
    assert "The cluster is an outsider in Germany, Japan and Norway." in said
    assert "there is no tie" in said


def test_a_cluster_without_actors_abroad_has_no_seventh_gap_and_says_so(study, tmp_path):
    home = ("F1", "F2", "F3", "F4", "F5", "F6", "ORG", "R1", "E1", "K1", "P1", "C1")
    each(BARE, among(*home))(study)
    said = words(run_study(study, tmp_path / "out"))
    assert "Firm to global: There is no actor abroad on the list." in said
    assert "No actor abroad is in the log, so no market can be looked at." in said


def test_a_log_without_firms_has_no_gap_and_says_so(study, tmp_path):
    others = ("ORG", "R1", "E1", "K1", "P1", "C1", "N1", "D1", "J1")
    each(BARE, among(*others), toml("years = [2024]\n", ""))(study)
    said = words(run_study(study, tmp_path / "out"))
    for gap in ("Firm to firm", "Firm to research", "Firm to global"):
        assert f"{gap}: There is no firm of the cluster on the list." in said


def test_a_single_firm_has_no_gap_and_the_report_says_so(study, tmp_path):
    each(NO_LOG, among("F1"), toml('organisation = "Hav Office"\n', ""))(study)
    said = words(run_study(study, tmp_path / "out"))
    assert "1 actor and 0 episodes" in said
    assert "Firm to firm: There is one firm of the cluster only on the list." in said
    assert "Firm to capital: There is no provider of capital on the list." in said


def test_a_study_without_a_cluster_takes_every_firm_at_home(study, tmp_path):
    toml('cluster = "Hav"\n', "")(study)
    assert "6 firms" in words(run_study(study, tmp_path / "out"))


PERSONS = ("Zyxbert Quandoo", "zyxbert.q@private.example", "SECRETNOTE-7731", "Respondent-Wobbly-9")


def test_no_personal_data_is_in_any_file_of_a_full_run(tmp_path):
    study = small.write_regional(tmp_path / "study", small.ACTORS, small.PARTNERS)
    who, address, note, answered = PERSONS
    each(
        *(cell(ACTORS, line, "contact", who) for line in range(2, 17)),
        *(cell(ACTORS, line, "email", address) for line in range(2, 17)),
        *(cell(EPISODES, line, "note", note) for line in range(2, 24)),
        *(cell("participants.csv", line, "email", address) for line in range(2, 7)),
        text(ASKED, FILES[ASKED], FILES[ASKED].replace("Firm ", f"{answered} ")),
    )(study)
    read = b"".join(files_of(study).values())
    assert all(one.encode() in read for one in PERSONS)
    out = run_study(study, tmp_path / "out").out
    written = files_of(out)
    assert {Path(name).suffix for name in written} == {".html", ".csv", ".svg", ".json", ".ics"}
    for name, data in written.items():
        plain = data.replace(b"\r\n ", b"")  # calendars fold long lines
        for one in (*PERSONS, "Zyxbert", "private.example"):
            assert one.encode() not in plain, f"{one} in {name}"


def test_a_file_that_is_gone_is_told_before_anything_is_read(study, tmp_path):
    said = refused(study, tmp_path / "out", each(gone(ASKED), cell(EPISODES, 2, "kind", "x")))
    assert said == "[actors.answers]: there is no file answers.csv. Put it into the folder."

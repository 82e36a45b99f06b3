"""Importing next month's file: only what is new, nothing overwritten, nothing lost."""

from __future__ import annotations

import gzip
import os

import openpyxl
import pytest
from tests.actors.exchange.filled_log import SECRETS, filled_log, read_back, without_notes

from hanse.actors.exchange import export_log, import_tables, write_template
from hanse.errors import InputError

ACTORS = "actor,name,roles,country,employees,contact,Our code\n"
GRANITE = "granite,Granite Works AB,firm,Sweden,120,Ann,x1\n"
BIRCH = "birch,Birch Optics AB,firm,SWE,40,,x2\n"
EPISODES = "episode,date,parties,kind,note,weather\n"
FIRST = "e1,2024-03-01,granite; birch,product,,rain\n"


@pytest.fixture
def folder(tmp_path):
    """Return a folder with two actors and one episode."""
    home = tmp_path / "log"
    home.mkdir()
    (home / "actors.csv").write_text(ACTORS + GRANITE + BIRCH)
    (home / "episodes.csv").write_text(EPISODES + FIRST)
    return home


@pytest.fixture
def take(tmp_path, folder):
    """Return a function that imports a text as a file."""

    def run(text, *, apply=True, name="next.csv", **choices):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return import_tables(folder, path, apply=apply, **choices)

    return run


def contents(folder):
    """Return what a folder holds, and when each file was written."""
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(folder.iterdir())}


def test_only_new_rows_are_added_and_the_columns_of_the_user_stay(folder, take):
    answer = take(EPISODES + FIRST + "e2,2024-04-01,birch; granite,social,hi,sun\n")
    assert (answer.known, answer.new) == ((("e1",),), (("e2",),))
    assert (folder / "episodes.csv").read_text() == (
        EPISODES + FIRST + "e2,2024-04-01,birch; granite,social,hi,sun\n"
    )
    assert answer.is_applied
    assert (folder / "actors.csv").read_text() == ACTORS + GRANITE + BIRCH


def test_importing_a_file_again_changes_no_byte(folder, take):
    text = EPISODES + FIRST + ",2024-04-01,birch; granite,social,hi,sun\n" * 2
    assert take(text).new == (("2024-04-01: birch; granite",) * 2,)
    before = contents(folder)
    again = take(text)
    assert contents(folder) == before
    assert again.new == ((),)
    assert len(again.known[0]) == 3


def test_what_is_not_applied_writes_nothing(folder, take):
    before = contents(folder)
    answer = take(EPISODES + "e2,2024-04-01,birch; granit,social,,\n", apply=False)
    assert contents(folder) == before
    assert not answer.is_applied
    assert str(answer).endswith(
        "Nothing is written yet.\n\n1 row would wait in held-episodes.csv: write same or different "
        "in review.csv, or add the actor, or add a line `granit,granite` to aliases.csv, or delete "
        "the row."
    )


def test_rows_are_compared_by_what_they_mean(folder, take):
    same = "Episode;Date;Party A;Party B;Kind\nE9;1.3.2024;Birch Optics AB;Granite;Services\n"
    answer = take(same.replace("E9", ""))
    assert answer.known == (("2024-03-01: birch; granite",),)
    assert (answer.new, answer.conflicts) == (((),), ())
    answer = take("actor;roles;country;employees\ngranite;Firms;se;120,0\nbirch;firm;752;40\n")
    assert (answer.new, answer.conflicts) == (((),), ())
    assert len(answer.known[0]) == 2


def test_two_names_are_two_episodes_even_where_they_say_the_same(take):
    answer = take(EPISODES + FIRST.replace("e1", "e2"))
    assert answer.new == (("e2",),)


def test_a_row_as_often_as_it_stands_and_no_more(folder, take):
    row = ",2024-05-01,granite; birch,social,,\n"
    assert len(take(EPISODES + row).new[0]) == 1
    assert len(take(EPISODES + row * 3).new[0]) == 2
    assert len(take(EPISODES + row * 3).new[0]) == 0
    assert (folder / "episodes.csv").read_text() == EPISODES + FIRST + row * 3


def test_new_rows_take_the_shape_of_the_file(folder, take):
    (folder / "actors.csv").write_text(
        "Actor;roles;employees;experience\ngranite;firm;1,5;\nbirch;firm;;\n", encoding="utf-8"
    )
    (folder / "episodes.csv").write_text(
        "date;party_a;party_b;kind\n1.3.2024;granite;birch;social\n"
    )
    take("actor,roles,experience\ncedar,firm,2.5\n")
    take("date,parties,kind\n02/28/2024,Birch;cedar,product\n")
    assert (folder / "actors.csv").read_text() == (
        "Actor;roles;employees;experience\ngranite;firm;1,5;\nbirch;firm;;\ncedar;firm;;2,5\n"
    )
    assert (folder / "episodes.csv").read_text() == (
        "date;party_a;party_b;kind\n1.3.2024;granite;birch;social\n2024-02-28;birch;cedar;product\n"
    )
    take("date,parties,kind\n2024-02-29,birch;cedar;granite,product\n")
    assert (folder / "episodes.csv").read_text() == (
        'date;parties;kind\n1.3.2024;"granite; birch";social\n'
        '2024-02-28;"birch; cedar";product\n2024-02-29;"birch; cedar; granite";product\n'
    )


def test_another_value_is_a_conflict_and_stays_out_unless_it_is_taken(folder, take):
    text = "actor,roles,employees,contact,Our code\ngranite,firm,130,Bob,y1\nbirch,firm,,,x2\n"
    before = contents(folder)
    answer = take(text)
    assert contents(folder) == before
    found = [(one.row, one.column, one.old, one.new) for one in answer.conflicts]
    assert found == [
        ("granite", "employees", "120", "130"),
        ("granite", "contact", "(not shown)", "(not shown)"),
        ("granite", "Our code", "(not shown)", "(not shown)"),
        ("birch", "employees", "40", ""),
    ]
    assert "  actors, birch, employees: '40' → (empty)" in str(answer)
    assert "Bob" not in str(answer) + answer.to_frame().to_csv() + str(answer.to_dict())
    take(text, take="new")
    assert (folder / "actors.csv").read_text() == (
        ACTORS
        + "granite,Granite Works AB,firm,Sweden,130,Bob,y1\nbirch,Birch Optics AB,firm,SWE,,,x2\n"
    )
    assert take(text).conflicts == ()


def test_the_sides_of_a_relationship_may_be_turned(folder, take):
    head = "party_a,party_b,start,state,chain\n"
    (folder / "relationships.csv").write_text(head + "granite,birch,2020-01-01,active,supplier\n")
    answer = take(head + "birch,granite,2020-01-01,Active,customer\n")
    assert (answer.new, answer.conflicts) == (((),), ())
    answer = take(head + "birch,granite,2020-01-01,ended,supplier\n", take="new")
    assert [one.column for one in answer.conflicts] == ["state", "chain"]
    assert (folder / "relationships.csv").read_text() == (
        head + "granite,birch,2020-01-01,ended,customer\n"
    )


def test_a_variant_of_a_name_waits_until_somebody_decides(folder, take):
    actors = "actor,roles,country\nGranit Works,firm,Sweden\nZinc,firm,Sweden\n"
    answer = take(actors)
    assert answer.new == (("Zinc",),)
    (look,) = answer.review
    assert (look.incoming, look.known, look.name_known) == (
        "Granit Works",
        "granite",
        "Granite Works AB",
    )
    answer = take(EPISODES + "e2,2024-04-01,birch; Granit Works,social,,\n")
    waits = "'Granit Works' waits for a decision in the review list"
    assert [(one.table, one.row, one.reason) for one in answer.held] == [
        ("actors", "Granit Works", waits),
        ("episodes", "e2", waits),
    ]
    assert (folder / "episodes.csv").read_text() == EPISODES + FIRST
    review = (folder / "review.csv").read_text().splitlines()
    assert review[0] == (
        "incoming,known,likeness,country_incoming,country_known,name_incoming,name_known,decision"
    )
    assert review[1].startswith("Granit Works,granite,9")
    assert review[1].endswith("Sweden,Sweden,Granit Works,Granite Works AB,")


def decide(folder, word):
    """Write a decision behind every row of the review list."""
    path = folder / "review.csv"
    head, *rows = path.read_text().splitlines()
    path.write_text("\n".join([head, *(row + word for row in rows)]) + "\n")


VARIANT = "date,party_a,party_b,kind\n2024-04-01,birch,Granit Works,social\n"


def test_same_maps_the_variant_and_frees_the_rows_that_waited(folder, take):
    take("actor,roles,country,employees\nGranit Works,firm,Sweden,120\n")
    take(VARIANT)
    decide(folder, "same")
    answer = take(VARIANT)
    assert (answer.review, answer.held) == ((), ())
    assert (folder / "aliases.csv").read_text() == "variant,actor\nGranit Works,granite\n"
    assert (folder / "actors.csv").read_text() == ACTORS + GRANITE + BIRCH
    assert (folder / "episodes.csv").read_text() == (
        EPISODES + FIRST + ",2024-04-01,birch; granite,social,,\n"
    )
    names = {"actors.csv", "aliases.csv", "episodes.csv"}
    assert {path.name for path in folder.iterdir()} == names
    before = contents(folder)
    take(VARIANT)
    assert contents(folder) == before


def test_different_adds_the_actor_and_is_not_asked_again(folder, take):
    text = "actor,name,roles,country\ngw,Granite Works,firm,Sweden\n"
    take(text)
    decide(folder, "different")
    answer = take(text)
    assert answer.new == (("gw",),)
    assert (folder / "distinct.csv").read_text() == "actor_a,actor_b\ngranite,gw\n"
    assert not (folder / "review.csv").exists()
    assert take(text).review == ()
    assert take("actor,roles\nother,firm\n").review == ()


def test_a_row_that_waits_is_tried_at_each_import_also_of_another_file(folder, take):
    answer = take("date,party_a,party_b,kind\n2024-04-01,birch,cedar,social\n", name="a.csv")
    assert [one.reason for one in answer.held] == ["'cedar' is not in the table of actors"]
    assert (folder / "held-episodes.csv").exists()
    answer = take("actor,roles\ncedar,firm\n", name="b.csv")
    assert answer.new == (("cedar",), ("2024-04-01: birch; cedar",))
    assert not (folder / "held-episodes.csv").exists()


def test_waiting_rows_stay_as_they_are_whatever_file_comes_in(folder, take):
    first = "date,party_a,party_b,kind,own\n2024-04-01,birch,cedar,social,a\n"
    second = "date,parties,kind\n5.5.2024,birch; dune; granite,product\n"
    take(first)
    take(second)
    before = contents(folder)
    for text in (second, first, second):
        take(text)
        assert contents(folder) == before
    assert len((folder / "held-episodes.csv").read_text().splitlines()) == 3


def test_two_actors_of_one_file_that_look_the_same_are_reviewed(folder, take):
    text = "actor,roles,country\nOak Mill AB,firm,SWE\nOak Mill,firm,SWE\n"
    answer = take(text)
    assert answer.new == (("Oak Mill AB",),)
    assert [(one.incoming, one.known, one.likeness) for one in answer.review] == [
        ("Oak Mill", "Oak Mill AB", 100.0)
    ]
    before = contents(folder)
    take(text)
    assert contents(folder) == before


@pytest.mark.parametrize("own", ["Granite", "GRANITE works ab"])
def test_an_id_that_differs_only_in_case_is_reviewed(take, own):
    answer = take(f"actor,roles,country\n{own},firm,DEU\n")
    assert [(one.incoming, one.known, one.likeness) for one in answer.review] == [
        (own, "granite", 100.0)
    ]


def test_rows_wait_with_a_name_that_differs_from_a_known_one_only_in_case(take):
    take("actor,roles,country\nGRANITE,firm,DEU\n")
    answer = take(EPISODES + "e2,2024-04-01,birch; GRANITE,social,,\n")
    assert [one.row for one in answer.held] == ["GRANITE", "e2"]
    assert answer.new == ((), ())


def test_which_role_comes_first_counts_and_the_order_of_technologies_does_not(folder, take):
    head = "actor,roles,technology\n"
    (folder / "actors.csv").write_text(head + "uni,research; education,a; b\n")
    (folder / "episodes.csv").unlink()
    assert take(head + "uni,research;education,b;a\n").conflicts == ()
    answer = take(head + "uni,education; research,a; b\n")
    assert [one.column for one in answer.conflicts] == ["roles"]


def test_an_episode_of_an_activity_that_waits_waits_too(folder, take, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "activities"
    sheet.append(["activity", "start", "participants"])
    sheet.append(["fair", "2024-01-01", "Grannite Works"])
    sheet = book.create_sheet("episodes")
    sheet.append(["episode", "date", "parties", "kind", "activity"])
    sheet.append(["e5", "2024-01-01", "granite; birch", "social", "fair"])
    book.save(tmp_path / "n.xlsx")
    answer = import_tables(folder, tmp_path / "n.xlsx", apply=True)
    assert [one.reason for one in answer.held] == [
        "the activity 'fair' is held back",
        "'Grannite Works' waits for a decision in the review list",
    ]
    decide(folder, "same")
    answer = import_tables(folder, tmp_path / "n.xlsx", apply=True)
    assert answer.new == (("e5",), ("fair",))


def test_the_template_with_all_sheets_begins_a_folder_and_comes_back(tmp_path):
    log = filled_log()
    home = tmp_path / "new"
    home.mkdir()
    book = write_template(tmp_path / "log.xlsx", log=log)
    answer = import_tables(home, book, apply=True)
    assert [len(rows) for rows in answer.new] == [13, 15, 1, 2, 2, 4]
    assert without_notes(read_back(home)) == without_notes(log)
    before = contents(home)
    again = import_tables(home, book, apply=True)
    assert contents(home) == before
    assert (again.conflicts, again.review, again.held) == ((), (), ())
    assert not any(word in str(again) + again.to_frame().to_csv() for word in SECRETS)


def test_an_export_without_persons_comes_back_without_a_conflict(tmp_path):
    home, out = tmp_path / "log", tmp_path / "out"
    home.mkdir()
    out.mkdir()
    export_log(filled_log(), home, personal=True)
    export_log(filled_log(), out)
    for name in ("actors", "episodes", "relationships", "atmosphere", "activities"):
        answer = import_tables(home, out / f"{name}.csv", apply=False)
        assert (answer.new, answer.conflicts) == (((),), ())


def test_the_answer_counts_and_names(take):
    take("actor,roles,country\nGranit Works,firm,Sweden\n")
    text = EPISODES + FIRST.replace("product", "social") + "e2,2024-04-01,birch; granite,social,,\n"
    answer = take(text + "e3,2024-04-01,birch; Zed,social,,\n")
    assert str(answer).splitlines() == [
        "table     known  new  conflicts  to review  held back",
        "actors        0    0          0          1          1",
        "episodes      0    1          1          0          1",
        "",
        "New in episodes: e2.",
        "",
        "Conflicts (the old value stays):",
        "  episodes, e1, kind: 'product' → 'social'",
        "",
        "To review in review.csv (same or different):",
        "  Granit Works – granite, 96 % alike",
        "",
        "Held back:",
        "  actors, Granit Works (held-actors.csv, row 2): 'Granit Works' waits for a decision in "
        "the review list",
        "  episodes, e3 (next.csv, row 4): 'Zed' is not in the table of actors",
        "",
        "2 rows wait in held-actors.csv and held-episodes.csv: write same or different in "
        "review.csv, or add the actor, or add a line `Granit Works,granite` to aliases.csv, or "
        "delete the rows.",
    ]
    frame = answer.to_frame()
    assert frame["state"].tolist() == ["new", "conflict", "review", "held", "held"]
    assert type(answer).from_dict(answer.to_dict()) == answer


ERRORS = {
    "no table": (
        "a,b\n1,2\n",
        "next.csv: is no table of actors that is known. Say which it is with --table, or ",
    ),
    "a day": (
        EPISODES + "e2,1/2/24,birch; granite,social,,\n",
        "next.csv, row 2, column date: '1/2/24' is no date. Write it as 2026-03-01.",
    ),
    "two days": (
        EPISODES + "e2,1/2/2024,birch; granite,social,,\n",
        "next.csv, column date: '1/2/2024' may be two days, and no cell tells which comes first. "
        "Write the days as 2026-03-01.",
    ),
    "no actor": (
        "actor,roles,country\n,firm,SWE\n",
        "next.csv, row 2, column actor: the cell is empty. Fill it in.",
    ),
    "a kind": (
        EPISODES + "e2,2024-01-01,birch; granite,sozial,,\n",
        "next.csv, row 2, column kind: there is no kind 'sozial'. Did you mean 'social'?",
    ),
    "one party": (
        EPISODES + "e2,2024-01-01,birch,social,,\n",
        "next.csv, row 2, column parties: 'birch' is the only party.",
    ),
    "itself": (
        EPISODES + "e2,2024-01-01,birch;Birch,social,,\n",
        "next.csv, row 2, column parties: 'birch' is tied to itself.",
    ),
    "itself in two columns": (
        "date,party_a,party_b,kind\n2024-01-01,birch,birch,social\n",
        "next.csv, row 2, column parties: 'birch' is tied to itself.",
    ),
    "a tie to itself": (
        "party_a,party_b\nbirch,birch\n",
        "next.csv, row 2, column party_a, party_b: 'birch' is tied to itself.",
    ),
    "a rating of itself": (
        "date,rater,other,trust\n2024-01-01,birch,birch,9\n",
        "next.csv: 2 problems, and nothing is written:\n  - next.csv, row 2, ",
    ),
    "two ids": (
        EPISODES
        + "e2,2024-01-01,birch; granite,social,,\nE2 ,2024-01-01,birch; granite,sozial,,\n",
        "next.csv, row 3, column kind: there is no kind 'sozial'.",
    ),
}


@pytest.mark.parametrize(("text", "said"), ERRORS.values(), ids=ERRORS)
def test_a_file_that_cannot_be_taken_in_is_told_and_changes_nothing(folder, take, text, said):
    before = contents(folder)
    with pytest.raises(InputError) as error:
        take(text)
    assert str(error.value).startswith(said)
    assert contents(folder) == before


def test_all_that_is_wrong_with_a_file_is_told_at_once_by_its_own_rows(folder, take):
    (folder / "episodes.csv").write_text(EPISODES + FIRST.replace("rain", '"rain\nand sun"'))
    before = contents(folder)
    rows = (
        "e1,2024-03-01,granite; birch,product,,\n"  # known
        "e2,31.02.2024,birch; granite,sozial,,\n"
        "e3,2024-01-01,birch; nobody,sozial,,\n"  # waits
        "e4,2024-01-01,birch; birch,social,,\n"
        "e5,2024-01-01,birch; granite,sozial,,\n"
        "e6,someday,birch; granite,social,,\n"
    )
    with pytest.raises(InputError) as error:
        take(EPISODES + rows)
    said = str(error.value).splitlines()
    assert said[0] == "next.csv: 4 problems, and nothing is written:"
    assert said[1].startswith("  - next.csv, row 3, column date: '31.02.2024'")
    assert said[2].startswith("  - next.csv, row 7, column date: 'someday' is no date.")
    assert {one.split(". ")[0] for one in said[3:]} == {
        "  - next.csv, row 5, column parties: 'birch' is tied to itself",
        "  - next.csv, rows 3 and 6, column kind: there is no kind 'sozial'",
    }
    assert contents(folder) == before


def test_a_name_that_is_near_a_known_one_is_to_be_reviewed(folder, take):
    text = "date,party_a,party_b,kind\n2024-04-01,Granite,Birch Optics,social\n"
    short = text.replace("Birch Optics", "optics").replace("Granite", "Granite Works of Lund")
    answer = take(short)
    assert [(one.incoming, one.known) for one in answer.review] == [
        ("Granite Works of Lund", "granite"),
        ("optics", "birch"),
    ]
    assert answer.held[0].names == ("Granite Works of Lund", "optics")
    review = folder / "review.csv"
    review.write_text(review.read_text().replace(",\n", ",same\n"))
    answer = take(short)
    assert (answer.review, answer.held) == ((), ())
    assert answer.new == (("2024-04-01: birch; granite",),)


def test_names_with_other_digits_or_nothing_in_common_are_not_near(take):
    take("actor,roles\nHall 1,firm\n")
    answer = take("date,party_a,party_b,kind\n2024-04-01,Hall 2,Zed,social\n")
    assert answer.review == ()
    assert str(answer).endswith(
        "1 row waits in held-episodes.csv: add the actor, or add a line `Hall 2,ACTOR` to "
        "aliases.csv, or delete the row."
    )


def test_a_folder_that_cannot_be_read_is_told_as_such(folder, take):
    (folder / "actors.csv").write_text("actor,roles\ngranite,ferm\nbirch,firm\n")
    with pytest.raises(InputError) as error:
        take("actor,roles\ncedar,firm\n")
    assert str(error.value).startswith(
        "the tables of the folder cannot be read, so nothing is taken in: actors.csv, row 2, "
        "column roles: there is no role 'ferm'."
    )


def test_a_day_after_as_of_is_told(take):
    with pytest.raises(InputError, match="date in the future: 2030-01-01"):
        take(EPISODES + "e2,2030-01-01,birch; granite,social,,\n", as_of=739000)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "Granit Works,granite,maybe",
            "review.csv, row 2: 'maybe' is no decision on 'Granit Works'. Write same or "
            "different, or leave the cell empty.",
        ),
        (
            "Obsidian,granite,same",
            "review.csv, row 2: there is no name 'Obsidian'. The list belongs to other files; "
            "take it out of the folder. There are: Granit Works.",
        ),
        (
            "Granit Works,obsidian,same",
            "review.csv, row 2: there is no actor 'obsidian'. The list belongs to other files; "
            "take it out of the folder. There are: granite, birch, Granit Works.",
        ),
    ],
)
def test_a_review_list_that_cannot_be_right_is_told(folder, take, row, said):
    (folder / "review.csv").write_text(f"incoming,known,decision\n{row}\n")
    before = contents(folder)
    with pytest.raises(InputError) as error:
        take("actor,roles\nGranit Works,firm\n")
    assert str(error.value) == said
    assert contents(folder) == before


def test_a_name_that_is_said_to_be_two_actors_is_told(folder, take):
    (folder / "review.csv").write_text(
        "incoming,known,decision\nGranit Works,granite,same\nGranit Works,birch,Same\n"
    )
    with pytest.raises(InputError) as error:
        take("actor,roles\nGranit Works,firm\n")
    assert str(error.value) == (
        "review.csv, row 3: 'Granit Works' is said to be the same as granite and birch. "
        "Write same once."
    )


def test_a_review_list_without_decisions_is_told(folder, take):
    (folder / "review.csv").write_text("incoming,known,verdict\na,b,same\n")
    with pytest.raises(InputError, match=r"review\.csv: there is no column 'decision'"):
        take("actor,roles\nGranit Works,firm\n")


def test_aliases_that_lead_in_a_circle_are_told(folder, take):
    (folder / "aliases.csv").write_text("variant,actor\na,b\nb,a\n")
    with pytest.raises(InputError, match=r"aliases\.csv: 'a' leads back to itself\. Take out one"):
        take("actor,roles\na,firm\n")


def test_a_workbook_without_a_known_sheet_is_told(folder, tmp_path):
    book = openpyxl.Workbook()
    for title in ("One", "Two"):
        sheet = book.active if title == "One" else book.create_sheet()
        sheet.title = title
        sheet.append(["a", "b"])
        sheet.append([1, 2])
    book.save(tmp_path / "n.xlsx")
    with pytest.raises(InputError) as error:
        import_tables(folder, tmp_path / "n.xlsx", apply=True)
    assert str(error.value) == (
        "n.xlsx: there is no sheet with a table of actors. It has the sheets One and Two; name "
        "them actors, episodes, relationships, atmosphere, activities and answers."
    )


def test_an_old_workbook_is_told(folder, tmp_path):
    (tmp_path / "n.xls").write_bytes(b"\xd0\xcf\x11\xe0 old")
    with pytest.raises(InputError, match=r"is an old Office file .* Save it as \.csv or \.xlsx"):
        import_tables(folder, tmp_path / "n.xls", apply=True)


def test_a_table_can_be_stated_and_must_exist(folder, take):
    with pytest.raises(InputError, match=r"there is no table 'episode'\. Did you mean 'episodes'"):
        take("a,b\n1,2\n", table="episode")
    with pytest.raises(InputError, match=r"\(table episodes\): there is no column 'date'"):
        take("a,b\n1,2\n", table="episodes")
    with pytest.raises(InputError, match="there is no side 'both'"):
        take(EPISODES + FIRST, take="both")


def test_files_of_other_names_are_found_and_a_workbook_is_not_imported_into(folder, take, tmp_path):
    os.rename(folder / "episodes.csv", folder / "log.csv")
    answer = take(EPISODES + FIRST, files={"episodes": "log.csv"})
    assert answer.known == (("e1",),)
    book = write_template(folder / "log.xlsx", log=filled_log())
    with pytest.raises(InputError, match="is a workbook, into which nothing is imported"):
        take(EPISODES + FIRST, files={"episodes": book.name})
    with pytest.raises(InputError, match="there is no such folder"):
        import_tables(tmp_path / "none", tmp_path / "next.csv", apply=True)


def test_columns_whose_headings_differ_only_in_case_both_stay(folder, take):
    (folder / "actors.csv").write_text("actor,roles,Note,note,Name,name\nask,firm,a,b,c,Ask\n")
    (folder / "episodes.csv").unlink()
    take("actor,roles,Name,name\nelm,firm,d,Elm\n")
    assert (folder / "actors.csv").read_text() == (
        "actor,roles,Note,note,Name,name\nask,firm,a,b,c,Ask\nelm,firm,,,d,Elm\n"
    )


def test_a_table_of_the_folder_may_have_no_row_yet(folder, take):
    (folder / "episodes.csv").write_text("Date;party_a;party_b;kind;own\n")
    take(EPISODES + FIRST)
    assert (folder / "episodes.csv").read_text() == (
        "Date;party_a;party_b;kind;own;episode;weather\n2024-03-01;granite;birch;product;;e1;rain\n"
    )


def test_sheets_that_are_no_table_are_named(folder, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["What", "When"])
    sheet.append(["a", "b"])
    sheet.title = "Plans"
    sheet = book.create_sheet("actors")
    sheet.append(["actor", "roles"])
    sheet.append(["cedar", "firm"])
    book.save(tmp_path / "n.xlsx")
    answer = import_tables(folder, tmp_path / "n.xlsx", apply=False)
    assert answer.new == (("cedar",),)
    assert "Sheets not read: Plans." in str(answer)


def test_a_packed_file_is_not_imported_into(folder, take):
    (folder / "log.csv.gz").write_bytes(gzip.compress((EPISODES + FIRST).encode()))
    with pytest.raises(InputError, match=r"is packed, and nothing is imported into it\. Unpack it"):
        take(EPISODES + FIRST, files={"episodes": "log.csv.gz"})


def test_a_failure_while_writing_leaves_the_folder_as_it_was(folder, take, monkeypatch):
    before = {name: data for name, (data, _) in contents(folder).items()}
    text = EPISODES + "e2,2024-04-01,birch; granite,social,,\ne3,2024-04-01,birch; Zed,social,,\n"
    done = os.replace

    def failing(source, target):
        if str(target).endswith("held-episodes.csv"):
            raise OSError(28, "No space left on device")
        return done(source, target)

    monkeypatch.setattr("hanse.actors.exchange.files.os.replace", failing)
    with pytest.raises(InputError) as error:
        take(text)
    assert "cannot be written: No space left on device" in str(error.value)
    assert {name: data for name, (data, _) in contents(folder).items()} == before

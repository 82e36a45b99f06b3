"""The template: it reads back, offers what cells may hold, and is the same file each time."""

from __future__ import annotations

import dataclasses

import openpyxl
import pytest
from tests.actors.exchange.filled_log import filled_log, without_notes
from tests.actors.made_log import AS_OF, CLUSTER, small_log

from hanse.actors import read_log
from hanse.actors.exchange import import_tables, write_template
from hanse.actors.exchange.columns import TABLES
from hanse.errors import InputError


def read_book(path):
    """Return the log that the sheets of a workbook hold."""
    names = [one.name for one in TABLES]
    return read_log(
        path.parent,
        dict.fromkeys(names, path.name),
        cluster=CLUSTER,
        home="SWE",
        as_of=AS_OF,
        mappings={name: {"file": {"sheet": name}} for name in names},
    )


def with_two_parties_only(log):
    """Return the log with the episodes of two parties."""
    episodes = log.episodes
    keep = [i for i in range(len(episodes)) if episodes.starts[i + 1] - episodes.starts[i] == 2]
    pairs = [episodes.party[episodes.starts[i] : episodes.starts[i + 1]] for i in keep]
    cut = dataclasses.replace(
        episodes,
        ids=tuple(episodes.ids[i] for i in keep),
        days=episodes.days[keep],
        starts=[2 * i for i in range(len(keep) + 1)],
        party=[one for pair in pairs for one in pair],
        kinds=episodes.kinds[keep],
        initiator=episodes.initiator[keep],
        outcomes=tuple(episodes.outcomes[i] for i in keep),
        activities=tuple(episodes.activities[i] for i in keep),
        notes=tuple(episodes.notes[i] for i in keep),
    )
    return dataclasses.replace(log, episodes=cut)


@pytest.mark.parametrize("cut", [lambda log: log, with_two_parties_only], ids=["many", "two"])
def test_a_filled_template_reads_back_as_the_same_log(tmp_path, cut):
    log = cut(filled_log())
    path = write_template(tmp_path / "log.xlsx", log=log)
    assert without_notes(read_book(path)) == without_notes(log)


def test_episodes_have_two_columns_for_parties_unless_one_has_more(tmp_path):
    def heads(log):
        book = openpyxl.load_workbook(write_template(tmp_path / "a.xlsx", log=log))
        return [cell.value for cell in book["episodes"][1]]

    assert {"party_a", "party_b"} <= set(heads(None))
    assert {"party_a", "party_b"} <= set(heads(with_two_parties_only(small_log())))
    assert "parties" in heads(small_log())
    assert "party_a" not in heads(small_log())


def test_the_same_template_is_the_same_bytes(tmp_path):
    first = write_template(tmp_path / "a.xlsx", log=filled_log()).read_bytes()
    assert write_template(tmp_path / "b.xlsx", log=filled_log()).read_bytes() == first


def test_an_empty_template_has_a_sheet_for_each_table_and_says_what_columns_mean(tmp_path):
    book = openpyxl.load_workbook(write_template(tmp_path / "a.xlsx"))
    assert book.sheetnames == ["Read me", *(one.name for one in TABLES), "distinct", "Lists"]
    assert book["Lists"].sheet_state == "hidden"
    told = {(row[0], row[1]) for row in book["Read me"].iter_rows(values_only=True)}
    for table in TABLES:
        sheet = book[table.name]
        assert sheet.freeze_panes == "B2"
        assert sheet.max_row == 1
        for cell in sheet[1]:
            assert (table.name, cell.value) in told


def rules_of(path, name):
    """Return heading → validation of a sheet."""
    sheet = openpyxl.load_workbook(path)[name]
    heads = {cell.column_letter: cell.value for cell in sheet[1]}
    rules = sheet.data_validations.dataValidation
    return {heads[str(rule.sqref).split("2:")[0]]: rule for rule in rules}


def test_cells_offer_what_they_may_hold(tmp_path):
    path = write_template(tmp_path / "a.xlsx")
    actors, ties = rules_of(path, "actors"), rules_of(path, "relationships")
    episodes, mood = rules_of(path, "episodes"), rules_of(path, "atmosphere")
    assert (actors["roles"].formula1, actors["roles"].showErrorMessage) == ("role_list", False)
    assert actors["country"].formula1 == "countries_list"
    assert (actors["inward"].formula1, actors["inward"].errorStyle) == ("yes_no_list", "stop")
    assert (ties["state"].formula1, ties["chain"].formula1) == ("state_list", "chain_list")
    assert ties["party_a"].formula1 == "actor_ids"
    assert (episodes["kind"].formula1, episodes["activity"].formula1) == (
        "kind_list",
        "activity_ids",
    )
    assert episodes["date"].type == "date"
    assert (mood["trust"].type, mood["trust"].formula1, mood["trust"].formula2) == (
        "decimal",
        "1",
        "7",
    )
    assert rules_of(path, "answers")["gap"].formula1 == "gap_list"
    assert mood["trust"].prompt == "How far the rater trusts the other side, 1 to 7."


def test_names_of_lists_lead_to_cells_that_hold_them(tmp_path):
    book = openpyxl.load_workbook(write_template(tmp_path / "a.xlsx"))

    def listed(name):
        sheet, cells = book.defined_names[name].attr_text.split("!")
        return [row[0].value for row in book[sheet][cells.replace("$", "")]]

    assert listed("kind_list") == ["product", "information", "financial", "social"]
    assert listed("yes_no_list") == ["yes", "no"]
    assert "Sweden" in listed("countries_list")
    assert len(listed("role_list")) == 11
    assert book.defined_names["actor_ids"].attr_text == (
        "OFFSET(actors!$A$2,0,0,MAX(1,COUNTA(actors!$A:$A)-1),1)"
    )


def test_days_are_days_numbers_are_numbers_and_formulas_stay_texts(tmp_path):
    log = filled_log()
    log = dataclasses.replace(
        log, actors=dataclasses.replace(log.actors, contacts=("=1+1", *log.actors.contacts[1:]))
    )
    sheet = openpyxl.load_workbook(write_template(tmp_path / "a.xlsx", log=log))["actors"]
    cells = {sheet.cell(1, one.column).value: one for one in sheet[2]}
    assert (cells["since"].data_type, cells["since"].number_format) == ("d", "yyyy-mm-dd")
    assert cells["employees"].value == 120
    assert (cells["contact"].value, cells["contact"].data_type) == ("=1+1", "s")
    assert cells["country"].value == "Sweden"


def test_an_empty_template_brings_nothing_and_says_so(tmp_path):
    path = write_template(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match=r"a\.xlsx: no sheet has a row\. Fill in a sheet and save"):
        import_tables(tmp_path, path, apply=True)


@pytest.mark.parametrize("name", ["log.xls", "log.csv", "log"])
def test_a_name_that_is_no_workbook_is_told(tmp_path, name):
    with pytest.raises(InputError, match=r"is no name of a workbook\. End it in \.xlsx\."):
        write_template(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\x01b", "the text holds the sign U+0001, which a workbook cannot hold. Take it out"),
        ("a" * 40_000, "the text has 40,000 letters, a cell of a workbook holds 32,767. Shorten"),
    ],
)
def test_what_a_workbook_cannot_hold_is_told(tmp_path, text, said):
    log = small_log()
    log = dataclasses.replace(
        log, actors=dataclasses.replace(log.actors, names=(text, *log.actors.names[1:]))
    )
    with pytest.raises(InputError) as error:
        write_template(tmp_path / "a.xlsx", log=log)
    assert str(error.value).startswith(f"sheet actors, row 2, column 2: {said}")
    assert list(tmp_path.iterdir()) == []

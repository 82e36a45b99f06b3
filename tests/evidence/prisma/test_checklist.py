import pytest
from tests.evidence.log.made_logs import FT, TA, Writing, r

from hanse.errors import InputError
from hanse.evidence.log import ReviewLog
from hanse.evidence.prisma import PrismaChecklist, prisma_checklist

SEVENTEEN = f"1 report of 1 study included, without characteristics in the log: {r(1)}"


@pytest.fixture
def log():
    w = Writing()
    w("amended", "AK", value="1")
    w("searched", "AK", other="scopus", value="9", reason="2026-03-01", note="scopus/1")
    w.imported(3)
    w("searched", "AK", other="scopus", value="9", reason="2026-02-01")
    w.imported(1, first=4, id="I02", kind="website", source="web")
    w.says("AK", 1, "include", how="ranked")
    w.says("BL", 2, "include")
    w("stopped", stage=TA, value="recall")
    w.says("AK", 1, "include", FT)
    w.says("AK", 2, "exclude", FT, reason="P1")
    w("amended", "AK", value="2", reason="newer years")
    return w.log


def test_there_are_42_lines_of_27_items():
    made = prisma_checklist(ReviewLog())
    assert len(made.items) == 42
    numbers = [int("".join(sign for sign in one.id if sign.isdigit())) for one in made.items]
    assert sorted(set(numbers)) == list(range(1, 28))
    assert numbers == sorted(numbers)
    parts = {"10": "ab", "13": "abcdef", "16": "ab", "20": "abcd", "23": "abcd", "24": "abc"}
    lettered = [one.id for one in made.items if one.id[-1].isalpha()]
    assert lettered == [n + letter for n, letters in parts.items() for letter in letters]


def test_an_empty_log_leaves_everything_to_write():
    made = prisma_checklist(ReviewLog())
    assert {one.status for one in made.items} == {"for you to write"}
    assert all(one.found == one.where == () for one in made.items)


def test_what_the_log_holds_is_found_with_its_place(log):
    made = prisma_checklist(log, sources={"scopus": "Scopus"})
    assert made["6"].found == ("Scopus, last searched on 2026-03-01", "web, no search logged")
    assert made["6"].where == ("events.csv, line 3", "events.csv, line 9")
    assert made["7"].found == ("Scopus: scopus/1, 9 hits",)
    assert made["8"].found == (
        "title and abstract: 1 reviewer for each record; decided by AK and BL",
        "title and abstract: 2 decisions, 1 in ranked order and 1 in the order of the records",
        "title and abstract: rule 'recall' said that screening may stop",
        "full text: 1 reviewer for each record; decided by AK",
        "full text: 2 decisions in the order of the records",
    )
    assert made["8"].where[0] == "events.csv, lines 11 to 12"
    assert made["16a"].found == ("4 records identified, 1 report of 1 study included",)
    assert made["16b"].found == ("1 report excluded at full text: R000002",)
    assert made["16b"].where == ("events.csv, line 15",)
    assert made["17"].found == (SEVENTEEN,)
    assert made["24c"].found == ("version 2 of 2026-03-01: newer years",)
    assert {one.id for one in made.items if one.status == "found"} == {
        "6",
        "7",
        "8",
        "16a",
        "16b",
        "17",
        "24c",
    }


def test_given_facts_come_behind_what_the_log_holds(log):
    facts = {"4": [("3 questions", "protocol.toml, [questions]")], "17": [("Table 2", "section 4")]}
    made = prisma_checklist(log, facts=facts)
    assert made["4"].status == "found"
    assert made["17"].found == (SEVENTEEN, "Table 2")
    assert made["17"].where[-1] == "section 4"
    assert made["5"].status == "for you to write"


def test_every_way_in_which_records_came_up_is_counted():
    w = Writing()
    w.imported(7)
    ways = ("ranked", "random", "random", "order", "sheet", "hand", "hand")
    for at, how in enumerate(ways, start=1):
        w.says("AK", at, "exclude", how=how)
    assert prisma_checklist(w.log)["8"].found[1] == (
        "title and abstract: 7 decisions, 1 in ranked order, 2 at random, 1 in the order of the "
        "records, 1 by sheet and 2 by hand"
    )


def test_a_resolution_that_outlived_its_decisions_is_found():
    w = Writing()
    w("required", stage=FT, value="2")
    w.imported(2)
    for one in (1, 2):
        w.says("AK", one, "include")
    w.says("AK", 2, "unsure", FT)
    w("merged", record=r(2), other=r(1), value="doi")
    w("resolved", "AK", record=r(1), stage=FT, value="exclude", reason="P1")
    w("parted", record=r(2), other=r(1))
    assert prisma_checklist(w.log)["16b"].found == ("1 report excluded at full text: R000001",)


def test_wrong_facts_are_refused():
    with pytest.raises(InputError, match=r"facts: there is no item '28'\. Did you mean '8'"):
        prisma_checklist(ReviewLog(), facts={"28": [("a", "b")]})
    for fact in (("", "b"), ("a", " ")):
        with pytest.raises(InputError, match="facts, item 3: a fact is empty or has no place"):
            prisma_checklist(ReviewLog(), facts={"3": [fact]})
    with pytest.raises(InputError, match="no item '99'"):
        prisma_checklist(ReviewLog())["99"]


def test_a_checklist_prints_and_goes_through_a_dictionary_and_a_frame(log):
    made = prisma_checklist(log)
    assert PrismaChecklist.from_dict(made.to_dict()) == made
    assert str(made).startswith("PRISMA 2020: 7 of 42 found, the rest is for you to write.\n")
    assert "  1  Title: The title says that it is a systematic review.\n     for you" in str(made)
    assert "     web, no search logged [events.csv, line 9]" in str(made)
    assert made.to_frame().shape == (42, 7)

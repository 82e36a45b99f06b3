"""Two codings of the same cases: their agreement, the cells that differ, what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.study.small_study import quiet

from hanse.errors import InputError
from hanse.report import Table
from hanse.study import open_study, run_study
from hanse.study.coding_section import CodingSection

HEAD = "case,condition,value,place,paraphrase\n"
FIRST = HEAD + (
    'N,MNC,1,"p. 3, line 2",Firms from abroad lead.\nN,PUB,1,p. 4,An agency helps.\n'
    "S,MNC,0,p. 5,None is named.\nS,PUB,1,p. 6,A programme.\nE,MNC,unknown,,\nE,PUB,1,p. 7,Aid.\n"
)
SECOND = FIRST.replace("S,MNC,0", "S,MNC,unknown")


def part(folder: Path, second: str = SECOND, first: str = FIRST, more: str = ""):
    (folder / "a.csv").write_text(first, encoding="utf-8")
    (folder / "b.csv").write_text(second, encoding="utf-8")
    toml = f'[coding]\nfirst = "a.csv"\nsecond = "b.csv"\n{more}'
    (folder / "hanse.toml").write_text(toml, encoding="utf-8")
    return CodingSection().run(open_study(folder), progress=quiet)


def refused(folder: Path, **given: str) -> str:
    with pytest.raises(InputError) as caught:
        part(folder, **given)
    return str(caught.value)


def first_page(folder: Path, **given: str) -> str:
    return part(folder, **given).opening[1].text.replace("\N{NO-BREAK SPACE}", " ")


def tables(found) -> dict[str, Table]:
    return {block.title: block for block in found.blocks if isinstance(block, Table)}


def test_agreement_is_told_for_each_condition_and_for_all(tmp_path):
    found = part(tmp_path)
    rows = {row[0]: row[1:] for row in tables(found)["Agreement of the two codings"].rows}
    # MNC: 1, 0, unknown against 1, unknown, unknown: p_o 2/3, p_e (1*1 + 1*2)/9, kappa 1/2
    assert rows["MNC"] == (3, "67\N{NO-BREAK SPACE}%", "0.50", 1, 1, 1)
    assert rows["PUB"] == (3, "100\N{NO-BREAK SPACE}%", "–", 3, 0, 0)
    assert rows["all"][0] == 6


def test_undefined_kappa_has_its_reason(tmp_path):
    note = tables(part(tmp_path))["Agreement of the two codings"].note
    assert note == "Cohen's kappa is undefined for PUB: both coders used one code throughout."


def test_the_cells_that_differ_are_listed(tmp_path):
    found = part(tmp_path)
    shown = tables(found)["Cells on which the codings differ"]
    assert shown.rows == (("S", "MNC", "0", "unknown"),)
    assert any("1 differs." in getattr(block, "text", "") for block in found.blocks)
    assert found.result["coding"]["differing"] == [["S", "MNC"]]
    assert found.result["coding"]["agreement"]["PUB"]["kappa"] is None


def test_equal_codings_have_no_list_of_differences(tmp_path):
    found = part(tmp_path, second=FIRST)
    assert "Cells on which the codings differ" not in tables(found)
    assert any("none differ." in getattr(block, "text", "") for block in found.blocks)


def test_every_known_value_has_its_place_and_the_sheet_has_all_cells(tmp_path):
    found = part(tmp_path)
    every = found.blocks[-1].blocks[0]
    assert [row[:3] for row in every.rows if row[2] == "unknown"] == []
    assert every.rows[0] == ("N", "MNC", "1", "p. 3, line 2", "Firms from abroad lead.")
    assert len(found.sheets[0].rows) == 6
    assert found.files == ("a.csv", "b.csv")


def test_a_study_without_codings_has_no_such_part(tmp_path):
    (tmp_path / "hanse.toml").write_text("[study]\n", encoding="utf-8")
    assert CodingSection().run(open_study(tmp_path), progress=quiet) is None


def test_a_study_of_codings_alone_is_a_report(tmp_path):
    part(tmp_path)
    run = run_study(tmp_path, tmp_path / "out")
    assert "How the cases were coded" in run.report.read_text(encoding="utf-8")
    assert run.result["files"] == ["report.html", "tables/coding.csv"]


def test_a_wrong_key_or_file_is_named(tmp_path):
    assert "[coding]: there is no key 'frist'. Did you mean 'first'?" in refused(
        tmp_path, more='frist = "x"'
    )
    assert "note is 3. Write it in quotes." in refused(tmp_path, more="note = 3")
    (tmp_path / "hanse.toml").write_text('[coding]\nfirst = "a.csv"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"\[coding\]: second is missing\. Name a CSV file"):
        CodingSection().run(open_study(tmp_path), progress=quiet)
    (tmp_path / "hanse.toml").write_text("coding = 3\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"\[coding\]: not a table"):
        CodingSection().run(open_study(tmp_path), progress=quiet)


def test_codings_of_different_cells_are_refused(tmp_path):
    said = refused(tmp_path, second=SECOND.replace("E,PUB,1,p. 7,Aid.\n", ""))
    assert "[coding]: 1 cell stands in one coding only, the first: E, PUB" in said


def test_the_first_page_says_how_far_the_codings_agree(tmp_path):
    said = first_page(tmp_path)
    assert said.startswith(
        "6 cells were coded twice, by whom the study does not say; 83 % have the same value "
        "(Cohen's kappa "
    )
    assert "of the 5 not unknown in both codings 80 % (kappa 0.44); 1 differs." in said
    assert said.endswith("is told under *How the cases were coded*.")


def test_the_first_page_says_in_the_same_sentence_who_coded(tmp_path):
    coders = 'coders = "Ms. A and Mr. B coded apart. Both read all."\n'
    assert first_page(tmp_path, more=coders).startswith(
        "Ms. A and Mr. B coded apart; 6 cells were coded twice; 83 % have"
    )
    said = first_page(tmp_path, more=coders + 'coders_short = "two machines"')
    assert said.startswith("6 cells were coded twice by two machines; 83 % have the same value")


def test_codings_that_know_nothing_say_so(tmp_path):
    nothing = HEAD + "N,MNC,unknown,,\nS,MNC,unknown,,\n"
    assert "all of them unknown in both codings; none differ." in first_page(
        tmp_path, first=nothing, second=nothing
    )


def test_agreement_on_what_is_known_is_in_the_table_and_the_result(tmp_path):
    found = part(tmp_path)
    row = tables(found)["Agreement of the two codings"].rows[-1]
    assert row == ("all but unknown in both", 5, "80\N{NO-BREAK SPACE}%", "0.44", 4, 1, 0)
    assert found.result["coding"]["agreement"]["all but unknown in both"]["n"] == 5

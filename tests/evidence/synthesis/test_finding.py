import pandas as pd
import polars as pl
import pytest
from tests.evidence.synthesis.made import findings

from hanse.errors import InputError
from hanse.evidence.synthesis import Finding, Findings, findings_from_frame, read_findings


def one(**more):
    return Finding(**{"record": "R1", "mechanism": "mnc", "direction": "supports", **more})


def written(tmp_path, text):
    path = tmp_path / "findings.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_findings_come_back_from_their_dictionary():
    assert Findings.from_dict(findings().to_dict()) == findings()


def test_findings_come_back_from_their_frame_and_file(tmp_path):
    frame = findings().to_frame()
    assert findings_from_frame(frame) == findings()
    assert findings_from_frame(pl.from_pandas(frame)) == findings()
    frame.to_csv(tmp_path / "findings.csv", index=False)
    assert read_findings(tmp_path / "findings.csv") == findings()
    frame.to_excel(tmp_path / "findings.xlsx", index=False)
    assert read_findings(tmp_path / "findings.xlsx") == findings()


def test_semicolons_and_byte_order_marks_of_spreadsheets_are_read(tmp_path):
    path = tmp_path / "findings.csv"
    path.write_bytes("record;mechanism;direction\nR1;mnc;mixed\n".encode("utf-8-sig"))
    assert read_findings(path).rows == (one(direction="mixed"),)


def test_missing_cells_of_a_frame_are_not_reported():
    frame = pd.DataFrame(
        {"record": ["R1"], "mechanism": ["mnc"], "direction": ["none"], "country": [None]}
    )
    assert findings_from_frame(frame).rows[0].country == ""


def test_not_reported_may_be_written_out():
    read = Findings.of([one(country="not reported", cluster_kind="Not reported")]).rows[0]
    assert (read.country, read.cluster_kind) == ("", "")


def test_studies_and_mechanisms_stand_in_their_order():
    assert findings().studies == ("R1", "R2", "S3")
    assert findings().mechanisms == ("mnc", "trust")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "record,mechanism,direction,contry\nR1,mnc,mixed,PER\n",
            "findings.csv: there is no column of findings 'contry'. Did you mean 'country'?",
        ),
        (
            "record,mechanism\nR1,mnc\n",
            "findings.csv: there is no column 'direction'. Findings need record, mechanism, direct",
        ),
        (
            "record,mechanism,direction\nR1,mnc,suports\n",
            "findings.csv, row 2: there is no direction 'suports'. Did you mean 'supports'?",
        ),
        (
            "record,mechanism,direction,country\nR1,mnc,none,Perru\n",
            "findings.csv, row 2: there is no country 'Perru'. Did you mean Peru (PER)?",
        ),
        (
            "record,mechanism,direction,country\nR1,mnc,none,Ghana; Kenya\n",
            "findings.csv, row 2: 'Ghana; Kenya' names several countries. Give one row for each",
        ),
        (
            "record,mechanism,direction\nR1,,none\n",
            "findings.csv, row 2: the mechanism is empty. Fill it in.",
        ),
        (
            "record,mechanism,direction\nR1,mnc,none\nR1,mnc,none\n",
            "findings.csv, row 3: the same finding stands at findings.csv, row 2. Keep one.",
        ),
        (
            "record,study,mechanism,direction\nR1,S1,mnc,none\nR1,S2,trust,none\n",
            "findings.csv, row 3: record 'R1' belongs to study 'S1' and to 'S2'. Give the record",
        ),
        (
            "record,mechanism,direction,coder\nR1,mnc,none,ana\nR1,mnc,mixed,bo\n",
            "findings: coders differ on mnc of R1 (ana: none and bo: mixed). Settle it first",
        ),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(tmp_path, text, said):
    with pytest.raises(InputError) as error:
        read_findings(written(tmp_path, text))
    assert str(error.value).startswith(said)


def test_a_country_with_a_comma_in_its_name_is_one_country():
    assert Findings.of([one(country="Congo, Democratic Republic of the")]).rows[0].country == "COD"


def test_unknown_mechanisms_and_records_are_refused_with_the_nearest():
    with pytest.raises(InputError, match=r"no mechanism 'mnc'\. Did you mean 'mnk'"):
        Findings.of([one()], mechanisms=["mnk"])
    with pytest.raises(InputError, match=r"finding 1: there is no record 'R1'\. Did you mean 'R2'"):
        Findings.of([one()], records=["R2"])


def test_two_coders_who_agree_are_kept():
    assert len(Findings.of([one(coder="ana"), one(coder="bo")])) == 2


def test_a_text_file_has_no_sheet(tmp_path):
    with pytest.raises(InputError, match="has no sheet 'x'"):
        read_findings(written(tmp_path, "record,mechanism,direction\n"), sheet="x")

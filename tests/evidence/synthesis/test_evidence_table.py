from dataclasses import replace

import pytest
from tests.evidence.synthesis.made import RECORDS, findings

from hanse.errors import InputError
from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis import (
    EvidenceTable,
    Finding,
    Findings,
    ThemeTable,
    citation_keys,
    evidence_table,
    joint_direction,
    theme_table,
)


def test_keys_are_told_apart_by_letters_in_the_order_of_titles():
    assert citation_keys(RECORDS) == {
        "R1": "Nadvi 1999b",
        "R2": "Nadvi and Schmitz 1999",
        "R3": "Sonobe et al. 2011",
        "R4": "Nadvi 1999a",
    }


def test_keys_of_records_without_authors_or_year():
    records = [
        BibliographicRecord("R1", title="Top barriers and drivers to SMEs"),
        BibliographicRecord("R2", authors=("OECD",), title="B"),
        BibliographicRecord("R3", authors=("OECD",), title="A"),
        BibliographicRecord("R4", editors=("da Rocha, A.",), year=2010),
        BibliographicRecord("R5"),
    ]
    assert list(citation_keys(records).values()) == [
        "Top barriers and drivers… n.d.",
        "OECD n.d.-b",
        "OECD n.d.-a",
        "da Rocha 2010",
        "R5 n.d.",
    ]


def test_letters_go_on_after_z():
    records = [BibliographicRecord(f"R{at:02}", authors=("Doe",), year=1) for at in range(28)]
    assert list(citation_keys(records).values())[25:] == ["Doe 1z", "Doe 1aa", "Doe 1ab"]


@pytest.mark.parametrize("ids", [("", "R1"), ("R1", "R1")])
def test_ids_must_be_there_and_differ(ids):
    with pytest.raises(InputError, match=r"has no id|id 'R1' stands twice"):
        citation_keys([BibliographicRecord(one) for one in ids])


def test_a_study_of_two_records_is_one_row_cited_by_the_earlier():
    table = evidence_table(findings(), RECORDS)
    row = next(row for row in table.rows if row.study == "S3")
    assert (row.records, row.key, len(row.findings)) == (("R3", "R4"), "Nadvi 1999a", 2)
    assert row.directions == {"mnc": "none", "trust": "mixed"}


def test_a_study_without_findings_stands_in_the_table():
    more = [*RECORDS, BibliographicRecord("R5", authors=("Doe",), year=2000)]
    table = evidence_table(findings(), more)
    assert table.without_findings == ("Doe 2000",)
    assert "nothing coded" in str(table)
    frame = table.to_frame()
    assert frame.loc[frame["study"] == "R5", "mechanism"].tolist() == [""]
    assert len(frame) == len(findings()) + 1


def test_the_table_prints_setting_sign_paraphrase_and_place():
    text = str(evidence_table(findings(), RECORDS))
    assert "Nadvi 1999b. World Development\n  Sialkot, tools, Pakistan\n" in text
    assert "  Sialkot, kind not reported, Pakistan\n" in text
    assert "  ± mnc\n" in text
    assert "  + mnc: (p. 3)" in text
    assert "  ± trust: it depends" in text


def test_a_finding_of_a_record_that_is_not_there_is_refused():
    with pytest.raises(InputError, match=r"evidence table: there is no record 'R2'\. Did you mean"):
        evidence_table(findings(), RECORDS[:1])


def test_rows_stand_by_source_then_key():
    keys = [row.key for row in evidence_table(findings(), RECORDS).rows]
    assert keys == ["Nadvi 1999a", "Nadvi 1999b", "Nadvi and Schmitz 1999"]


def test_themes_count_studies_and_not_findings():
    table = theme_table(findings(), RECORDS, mechanisms=["trust", "mnc", "policy"])
    trust, mnc, policy = table.themes
    assert (mnc.supports, mnc.mixed, mnc.none) == (
        ("Nadvi and Schmitz 1999",),
        ("Nadvi 1999b",),
        ("Nadvi 1999a",),
    )
    assert (mnc.n_studies, trust.n_studies, policy.n_studies) == (3, 2, 0)
    assert table.without_evidence == ("policy",)
    assert table.n_studies == 3
    assert table.to_frame()["opposes"].tolist() == [0, 0, 0]


def test_themes_refuse_mechanisms_that_are_not_in_the_frame():
    with pytest.raises(InputError, match=r"theme table: there is no mechanism 'mnc'"):
        theme_table(findings(), mechanisms=["trust"])
    with pytest.raises(InputError, match="a mechanism stands twice"):
        theme_table(findings(), mechanisms=["mnc", "mnc", "trust"])


def test_tables_come_back_from_their_dictionaries():
    table = evidence_table(findings(), RECORDS)
    assert EvidenceTable.from_dict(table.to_dict()) == table
    themes = theme_table(findings(), RECORDS)
    assert ThemeTable.from_dict(themes.to_dict()) == themes


def test_directions_together():
    assert joint_direction(["none"]) == "none"
    assert joint_direction(["supports", "opposes"]) == "mixed"
    assert joint_direction(["supports", "mixed"]) == "mixed"
    assert joint_direction(["supports", "none"]) == joint_direction(["none", "opposes"]) == "mixed"


def test_the_order_of_findings_does_not_change_the_counts():
    turned = Findings(tuple(reversed(findings().rows)))
    one, other = (
        theme_table(f, mechanisms=["mnc", "trust"]).to_frame() for f in (findings(), turned)
    )
    assert one.equals(other)


def test_a_record_without_container_is_told_by_its_type():
    records = [replace(RECORDS[3], id="R1")]
    table = evidence_table(Findings.of([Finding("R1", "mnc", "none")]), records)
    assert table.rows[0].source == "report"

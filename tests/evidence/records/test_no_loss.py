"""No record is lost without a word, whatever happens to the file on its way."""

import re
from pathlib import Path

import pytest
from tests.evidence.records.mutations import DAMAGE, SAME, SAME_OF
from tests.evidence.records.samples import SAMPLES, WORDS

from hanse.errors import InputError
from hanse.evidence.records import FORMATS, read_records

EXPORTS = Path(__file__).parents[4] / "shared" / "data" / "reference-exports"
COUNTS = {
    "baseline_empty_values.ris": 4,
    "baseline_reference_types.ris": 61,
    "baseline_tag-notes_labels.ris": 32,
    "baseline_tag_and_field_definitions.ris": 1,
    "duplicate_records.csv": 14,
    "embase.csv": 6,
    "embase.ris": 6,
    "faulty_year.ris": 1,
    "generic_partial_labels.csv": 6,
    "generic_semicolon.csv": 2,
    "generic_tab.tsv": 2,
    "missing_values.csv": 4,
    "ovid_psycinfo.ris": 6,
    "ovid_zotero.ris": 6,
    "proquest.ris": 6,
    "pubmed_zotero.ris": 6,
    "scopus.ris": 6,
}
TABLES = ("csv", "scopus-csv", "wos-tab")
HEADS = {kind: SAMPLES[kind].split("\n")[0].encode() for kind in TABLES}
ALL_SAME = [
    (kind, name, change)
    for kind in FORMATS
    for name, change in (
        *SAME.items(),
        *(
            (name, lambda text, kind, change=change: change(text).encode())
            for name, change in SAME_OF[kind].items()
        ),
    )
]


def titled(kind, name):
    return f"{kind}: {name}"


def counted(data, kind):
    """Count the starts of records by sight: the marks that nobody would read otherwise."""
    text = data.decode("utf-8", errors="replace").replace("\x00", "")
    lines = [line.strip() for line in re.split(r"\r\n|\r|\n", text)]
    if kind == "ris":
        return sum(bool(re.fullmatch(r"TY\s+-\s+[A-Z]+", line)) for line in lines)
    if kind == "medline":
        return sum(bool(re.fullmatch(r"PMID- \d+", line)) for line in lines)
    if kind == "wos-text":
        return sum(bool(re.fullmatch("PT [A-Z]", line)) for line in lines)
    if kind == "bibtex":
        return sum(bool(re.match(r"@(?!string|comment)\w+\{", line, re.I)) for line in lines)
    if kind == "endnote-xml":
        return text.count("<record>")
    return sum(word in text for word in WORDS)


def gone(found, data):
    """Return the words of titles that stand in the file but in no record."""
    text = data.decode("utf-8", errors="replace").replace("\x00", "")
    held = repr([one.record.to_dict() for one in found.records])
    return [word for word in WORDS if word in text and word not in held]


@pytest.mark.parametrize("kind", FORMATS)
def test_each_sample_is_recognised_and_read(kind):
    found = read_records(SAMPLES[kind].encode())
    assert found.formats == (kind,)
    assert len(found.records) == found.starts == 5
    assert [re.match(r"\W*(\w+)", one.record.title)[1] for one in found.records] == list(WORDS)
    assert [one.record.year for one in found.records] == [2021, 2019, 2018, 2017, 2016]
    lines = SAMPLES[kind].split("\n")
    for one, word in zip(found.records, WORDS, strict=True):
        assert word in "\n".join(lines[one.line - 1 : one.line + 8])


@pytest.mark.parametrize(
    ("kind", "change"),
    [pytest.param(kind, change, id=titled(kind, name)) for kind, name, change in ALL_SAME],
)
def test_a_change_that_leaves_the_content_leaves_the_records(kind, change):
    plain = read_records(SAMPLES[kind].encode())
    found = read_records(change(SAMPLES[kind], kind))
    assert [one.record for one in found.records] == [one.record for one in plain.records]
    assert found.rejected == ()


@pytest.mark.parametrize(
    ("kind", "name"),
    [pytest.param(kind, name, id=titled(kind, name)) for kind in FORMATS for name in DAMAGE],
)
def test_no_damage_loses_a_record_without_a_word(kind, name):
    data = DAMAGE[name](SAMPLES[kind], kind)
    found, refused = None, ""
    try:
        found = read_records(data)
    except InputError as error:
        refused = str(error)
    if found is None:
        assert "begin in the file" not in refused
        assert counted(data, kind) == 0 or (kind in TABLES and HEADS[kind] not in data)
        return
    assert found.starts == len(found.records) + len(found.rejected)
    assert found.starts >= counted(data, kind)
    assert len(gone(found, data)) <= len(found.rejected)


@pytest.mark.parametrize("second", FORMATS)
@pytest.mark.parametrize("first", FORMATS)
def test_two_formats_in_one_file_are_each_read_by_their_own_reader(first, second):
    if first == second:
        return
    texts = [
        SAMPLES[kind].replace("Scopus\nEXPORT DATE: 1 March 2026\n", "") for kind in (first, second)
    ]
    both = [read_records(text.encode()).records for text in texts]
    found = read_records("\n".join(texts).encode())
    assert found.formats == (first, second)
    assert [one.record for one in found.records] == [
        one.record for records in both for one in records
    ]
    assert found.starts == 10


def test_there_are_at_least_forty_mutations_of_each_format():
    for kind in FORMATS:
        assert len(SAME) + len(SAME_OF[kind]) + len(DAMAGE) >= 60


if EXPORTS.is_dir():
    FILES = sorted(path for path in EXPORTS.iterdir() if path.suffix != ".md")

    def plain_text(path):
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")

    def test_every_export_has_as_many_records_as_its_description_says():
        assert {path.name for path in FILES} == set(COUNTS)

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
    def test_no_record_of_a_real_export_is_lost(path):
        found = read_records(path)
        assert len(found.records) == found.starts == COUNTS[path.name]
        assert found.rejected == ()
        untitled = sum(not one.record.title for one in found.records)
        assert sum("without a title" in said for said in found.warnings) == untitled

    @pytest.mark.parametrize("name", SAME)
    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
    def test_a_real_export_in_other_bytes_has_the_same_records(path, name):
        kind = "ris" if path.suffix == ".ris" else "csv"
        text = plain_text(path)
        if name.startswith("cp1252") or name == "cp1252":
            text = text.encode("cp1252", errors="replace").decode("cp1252")
        plain = read_records(text.encode())
        found = read_records(SAME[name](text, kind))
        assert [one.record for one in found.records] == [one.record for one in plain.records]

    @pytest.mark.parametrize("name", DAMAGE)
    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
    def test_no_damage_to_a_real_export_loses_a_record_without_a_word(path, name):
        kind = "ris" if path.suffix == ".ris" else "csv"
        data = DAMAGE[name](plain_text(path), kind)
        found, refused = None, ""
        try:
            found = read_records(data)
        except InputError as error:
            refused = str(error)
        if found is None:
            assert "begin in the file" not in refused
            assert kind == "csv" or counted(data, kind) == 0
            return
        assert found.starts == len(found.records) + len(found.rejected)
        if kind == "ris":
            assert found.starts >= counted(data, kind)

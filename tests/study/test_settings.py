"""Every key of hanse.toml is read, and what cannot be read is named with the nearest right one."""

from __future__ import annotations

import tomllib

import pytest
from tests.study.small_study import study_text, write_study

from hanse.errors import InputError
from hanse.qca.calibration import AsIs, Crisp, Direct
from hanse.study import open_study
from hanse.study.settings import (
    read_cases_settings,
    read_qca,
    read_sets,
    read_study,
    read_toml,
    read_variants,
)

SETS = read_sets({name: {"method": "as-is"} for name in ("A", "B", "C", "Y")})


def qca(text: str):
    return read_qca(tomllib.loads(text), SETS)


def variants(text: str):
    return read_variants(tomllib.loads(text)["robustness"], SETS)


def test_every_key_of_the_study_section_is_read():
    found = read_study(
        tomllib.loads(
            'title = "T"\nquestion = "Q"\ndescription = "D"\nsource = "S"\nlicence = "L"\n'
            'caution = "C"\nfindings = ["F"]\nlanguage = "de"\nas_of = 2024-05-01'
        )
    )
    assert (found.title, found.question, found.description) == ("T", "Q", "D")
    assert (found.source, found.licence, found.caution) == ("S", "L", "C")
    assert (found.findings, found.language, found.as_of) == (("F",), "de", "2024-05-01")


def test_every_key_of_the_cases_section_is_read():
    text = (
        'file = "x.csv"\nid = "town"\nsheet = "data"\ndelimiter = ";"\ndecimal = ","\n'
        'encoding = "cp1252"\nmissing = "drop"\nmissing_markers = ["unknown"]'
    )
    found = read_cases_settings(tomllib.loads(text))
    assert (found.file, found.id, found.sheet, found.delimiter) == ("x.csv", "town", "data", ";")
    assert (found.decimal, found.encoding, found.missing) == (",", "cp1252", "drop")
    assert found.missing_markers == ("unknown",)


def test_a_set_has_its_column_its_words_and_its_method():
    text = (
        '[CI]\ncolumn = "exports, %"\nlabel = "exports"\nunit = "%"\nsource = "survey"\n'
        'reason = "because"\nanchors = [1, 2, 3]'
    )
    one = read_sets(tomllib.loads(text))["CI"]
    assert (one.column, one.label, one.unit) == ("exports, %", "exports", "%")
    assert (one.source, one.reason) == ("survey", "because")
    assert one.method == Direct(1, 2, 3)


def test_a_set_without_a_column_has_the_column_of_its_name():
    assert SETS["A"].column == "A"


def test_anchors_may_be_given_as_words():
    text = '[A]\nanchors = ["min", "median", "max"]\n[B]\nmethod = "crisp"\nthreshold = "p75"'
    found = read_sets(tomllib.loads(text))
    assert found["A"].method == Direct("min", "median", "max")
    assert found["B"].method == Crisp("p75")


def test_cut_offs_have_defaults_and_the_negation_takes_those_of_the_outcome():
    found = qca('outcome = "Y"')
    assert found.conditions == ("A", "B", "C")
    assert (found.cuts.frequency, found.cuts.consistency, found.cuts.pri) == (1, 0.8, 0.0)
    assert (found.necessity, found.report, found.limit) == (0.9, "intermediate", 1000)
    changed = qca('outcome = "Y"\nfrequency = 2\nconsistency = 0.85\npri = 0.6').negated
    assert (changed.frequency, changed.consistency, changed.pri) == (2, 0.85, 0.6)


def test_the_negation_has_its_own_cut_offs_where_the_study_sets_them_apart():
    found = qca('outcome = "Y"\npri = 0.6\n[negated]\npri = 0.5\nfrequency = 3')
    assert (found.cuts.pri, found.cuts.frequency) == (0.6, 1)
    assert (found.negated.pri, found.negated.frequency) == (0.5, 3)


def test_the_negation_does_not_inherit_expectations():
    found = qca(
        'outcome = "Y"\n[expectations]\nA = "present"\n[negated.expectations]\nA = "absent"'
    )
    assert dict(found.cuts.expectations) == {"A": "present"}
    assert dict(found.negated.expectations) == {"A": "absent"}
    assert dict(qca('outcome = "Y"\n[expectations]\nA = "present"').negated.expectations) == {}


def test_families_list_their_paths_in_any_order_of_literals():
    found = qca('outcome = "Y"\n[families]\nnorth = ["~B*A", "C"]')
    assert dict(found.families) == {"north": ("~B*A", "C")}


def test_a_robustness_setting_may_change_cut_offs_sets_conditions_and_missing():
    found = variants(
        '[[robustness]]\nname = "one"\nreason = "why"\npri = 0.7\nfrequency = 2\nmissing = "drop"\n'
        'conditions = ["A", "B"]\n[robustness.sets.A]\nanchors = [1, 2, 3]\n[[robustness]]\n'
        "consistency = 0.9"
    )
    assert [one.name for one in found] == ["one", "setting 2"]
    assert dict(found[0].cuts) == {"frequency": 2, "pri": 0.7}
    assert dict(found[0].sets) == {"A": Direct(1, 2, 3)}
    assert (found[0].conditions, found[0].missing) == (("A", "B"), "drop")
    assert (found[0].reason, found[1].reason) == ("why", "")
    assert dict(found[1].cuts) == {"consistency": 0.9}


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    (tmp_path / "hanse.toml").write_text('\ufeff[study]\ntitle = "BOM"', encoding="utf-8")
    assert read_toml(tmp_path / "hanse.toml") == {"study": {"title": "BOM"}}
    assert open_study(tmp_path).about.title == "BOM"


def test_a_study_may_be_named_by_its_file(tmp_path):
    folder = write_study(tmp_path / "study")
    assert open_study(folder / "hanse.toml").folder == folder


def test_an_error_of_the_toml_syntax_names_the_line(tmp_path):
    (tmp_path / "hanse.toml").write_text("[study]\ntitle = Small\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"hanse\.toml: not TOML: .*line 2"):
        read_toml(tmp_path / "hanse.toml")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("consistency = 0,8", "Write 0.8 with a point."),
        ("consistency = 0,8 # usual", "Write 0.8 with a point."),
        ("outcome = Export_share", 'Text needs quotes: "Export_share".'),
        ('conditions = ["A", Pat]', 'Text needs quotes: "Pat".'),
        ("title = “Towns”", 'Write straight quotes: "text".'),
        ("pri =", "Write a value behind the sign =."),
        ("pri = 50%", "Write the number without the per cent sign, a share as 0.8."),
        ("used = True", "Write true in lower case."),
    ],
)
def test_a_line_that_is_not_toml_is_shown_with_what_to_write(tmp_path, line, said):
    (tmp_path / "hanse.toml").write_text(f"[qca]\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_toml(tmp_path / "hanse.toml")
    assert str(error.value).startswith("hanse.toml: not TOML: ")
    assert f"; line 2 is: {line}. {said}" in str(error.value)


def test_a_study_file_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "hanse.toml").write_bytes('[study]\ntitle = "Köln"\n'.encode("cp1252"))
    with pytest.raises(InputError, match=r"hanse\.toml: not TOML: 'utf-8' codec"):
        read_toml(tmp_path / "hanse.toml")


def test_a_folder_without_a_study_says_how_to_start_one(tmp_path):
    with pytest.raises(InputError, match=r"there is no hanse\.toml\. Start one with: hanse new"):
        open_study(tmp_path)
    with pytest.raises(InputError, match=r"there is no folder .*nowhere'\. Start a study"):
        open_study(tmp_path / "nowhere")


def test_an_unknown_section_names_the_nearest_right_one(tmp_path):
    folder = write_study(tmp_path, study_text() + "[robustnes]\n")
    with pytest.raises(InputError, match=r"there is no section 'robustnes'.*mean 'robustness'"):
        open_study(folder)


QCA_ERRORS = {
    'outcom = "Y"': r"\[qca\]: there is no key 'outcom'\. Did you mean 'outcome'",
    "pri = 0.5": r"\[qca\]: outcome is missing\. Name a set",
    'outcome = "X"': r"there is no set 'X'",
    'outcome = "Y"\nconditions = ["A", "Bb"]': r"there is no set 'Bb'\. Did you mean 'B'",
    'outcome = "Y"\nconditions = "A"': r"conditions is 'A'\. Write conditions = \[",
    'outcome = "Y"\npri = "0.6"': r"\[qca\]: pri is '0\.6'\. Write a number without quotes",
    'outcome = "Y"\npri = true': r"pri is True",
    'outcome = "Y"\nfrequency = 1.5': r"frequency is 1\.5\. Give a whole number from 1",
    'outcome = "Y"\nfrequency = inf': r"frequency is inf\. Give a whole number",
    'outcome = "Y"\nfrequency = nan': r"frequency is nan\. Give a whole number",
    'outcome = "Y"\nfrequency = 0': r"frequency is 0\. Give a whole number",
    'outcome = "Y"\nlimit = 2.5': r"limit is 2\.5\. Give a whole number",
    'outcome = "Y"\nreport = "complex"': r"no solution 'complex'.*conservative, intermediate",
    'outcome = "Y"\nexpectations = "A"': r"expectations is not a table",
    'outcome = "Y"\nnegated = 3': r"\[qca\.negated\]: not a table of settings",
    'outcome = "Y"\n[negated]\npre = 1': r"\[qca\.negated\]: there is no key 'pre'.*'pri'",
    'outcome = "Y"\n[families]\nf = "A"': r"\[qca\.families\]: f is 'A'",
    'outcome = "Y"\n[families]\nf = ["A*Bb"]': r"\[qca\.families\] f: .*condition 'Bb'.*'B'",
}


@pytest.mark.parametrize("text", QCA_ERRORS)
def test_a_wrong_qca_section_is_an_error_with_its_place(text):
    with pytest.raises(InputError, match=QCA_ERRORS[text]):
        qca(text)


VARIANT_ERRORS = {
    "[[robustness]]\nprri = 1": r"\[\[robustness\]\] 1: there is no key 'prri'.*'pri'",
    "[[robustness]]\npri = 1\n[[robustness]]\npri = 'x'": r"\[\[robustness\]\] 2: pri is 'x'",
    "[robustness]\npri = 1": r"Write \[\[robustness\]\] with two brackets",
    '[[robustness]]\nconditions = ["D"]': r"conditions: there is no set 'D'",
    "[[robustness]]\nconditions = []": r"there is no condition",
    '[[robustness]]\nmissing = "absnt"': r"no policy 'absnt'\. Did you mean 'absent'",
    "[[robustness]]\nsets = 3": r"1 sets: not a table of settings",
    "[[robustness]]\n[robustness.sets.AA]\nanchors = [1, 2, 3]": r"no set 'AA'\. Did you mean 'A'",
    "[[robustness]]\n[robustness.sets]\nA = 3": r"sets\.A: not a table of settings",
    '[[robustness]]\n[robustness.sets.A]\nlabel = "x"': r"neither a method nor anchors",
}


@pytest.mark.parametrize("text", VARIANT_ERRORS)
def test_a_wrong_robustness_setting_is_an_error_with_its_place(text):
    with pytest.raises(InputError, match=VARIANT_ERRORS[text]):
        variants(text)


OTHER_ERRORS = [
    (read_study, {"titel": "x"}, r"\[study\]: there is no key 'titel'\. Did you mean 'title'"),
    (read_study, {"title": 3}, r"\[study\]: title is 3\. Write it in quotes"),
    (read_study, {"findings": "x"}, r"findings is 'x'"),
    (read_study, "x", r"\[study\]: not a table"),
    (read_cases_settings, {}, r"\[cases\]: file is missing"),
    (read_cases_settings, {"fil": "x"}, r"\[cases\]: there is no key 'fil'.*'file'"),
    (read_cases_settings, {"file": "x", "missing": "dorp"}, r"no policy 'dorp'.*'drop'"),
    (read_cases_settings, {"file": 1}, r"file is 1"),
    (read_sets, 3, r"\[sets\]: not a table"),
    (read_sets, {"A": 3}, r"\[sets\.A\]: not a table"),
    (read_sets, {"A B": {"method": "as-is"}}, r"'A B' cannot stand in an expression.*column ="),
    (read_sets, {"A": {"labl": "x", "method": "as-is"}}, r"no key 'labl'\. Did you mean 'label'"),
    (read_sets, {"A": {"method": "asis"}}, r"no method 'asis'\. Did you mean 'as-is'"),
    (read_sets, {"A": {"anchors": [1, 2]}}, r"\[sets\.A\]: anchors is \[1, 2\]"),
    (read_sets, {"A": {"anchors": ["low", 2, 3]}}, r"\[sets\.A\].*low"),
    (read_sets, {"A": {}}, r"neither a method nor anchors"),
]


@pytest.mark.parametrize(("read", "table", "said"), OTHER_ERRORS)
def test_a_wrong_section_is_an_error_with_its_place(read, table, said):
    with pytest.raises(InputError, match=said):
        read(table)


def test_a_set_that_is_calibrated_already_needs_only_its_method():
    assert SETS["A"].method == AsIs()

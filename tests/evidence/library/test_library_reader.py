"""Libraries of one's own: what is read, and what every fault says."""

import pytest

from hanse.errors import InputError
from hanse.evidence.library import cluster_library, read_cluster_library
from hanse.evidence.library.words import DATA


@pytest.fixture
def written(tmp_path):
    def write(text, name="own.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def fault(path, **more):
    with pytest.raises(InputError) as caught:
        read_cluster_library(path, **more)
    return str(caught.value)


def test_names_of_countries_spellings_of_flags_and_lists_are_understood(written):
    path = written(
        "cluster;product;country;activity;knowledge;collaboration;nature\n"
        "S1;paper machines;sweden;exports;1;N;emerging\n"
        "S2;;FI;;;?;survival, emerging\n"
    )
    first, second = read_cluster_library(path).clusters
    assert (first.country, first.activity, first.knowledge, first.collaboration) == (
        *("SWE", "exporting"),
        *("yes", "no"),
    )
    assert (second.country, second.activity, second.collaboration) == ("FIN", "unknown", "unknown")
    assert second.nature == ("survival, emerging",)
    assert first.name == "S1"


def test_a_group_of_industries_is_taken_from_the_product_and_said(written):
    read = read_cluster_library(written("cluster,product,country\nA,wine,CL\nB,things,CL\n"))
    assert [one.industry for one in read] == ["agro-food", ""]
    assert read.notes == (
        "For 1 cluster the group of industries is taken from the product's words.",
    )


def test_a_group_that_is_given_is_kept_against_the_words_of_the_product(written):
    read = read_cluster_library(written("cluster,product,country,industry\nA,wine,CL,Services\n"))
    assert read.clusters[0].industry == "services"
    assert read.notes == ()


def test_the_bundled_files_read_as_a_library_of_ones_own_are_the_same():
    read = read_cluster_library(DATA / "clusters.csv")
    assert read.clusters == cluster_library().clusters
    assert (read.statements, read.studies) == ((), ())


def test_an_unknown_column_is_an_error_with_the_nearest(written):
    said = fault(written("cluster,country,upgradin\nA,CL,1\n"))
    assert said.startswith("own.csv: there is no column 'upgradin'. Did you mean 'upgrading'?")


def test_a_needed_column_that_is_missing_is_named(written):
    said = fault(written("cluster,product\nA,wine\n"))
    assert said == "own.csv: there is no column 'country'. Add it; it is needed."


def test_an_unknown_country_is_an_error_with_row_and_nearest(written):
    said = fault(written("cluster,country\nA,Sweden\nB,Swedn\n"))
    assert said.startswith("own.csv, row 3, column country: there is no country 'Swedn'. ")
    assert "Did you mean Sweden" in said


def test_an_unknown_value_is_an_error_with_the_values_there_are(written):
    said = fault(written("cluster,country,knowledge\nA,CL,perhaps\n"))
    assert said == (
        "own.csv, row 2, column knowledge: there is no value of knowledge 'perhaps'. "
        "There are: yes, no, unknown."
    )


def test_an_unknown_group_of_industries_is_an_error_with_the_nearest(written):
    said = fault(written("cluster,country,industry\nA,CL,vehicle\n"))
    assert "there is no group of industries 'vehicle'. Did you mean 'vehicles'?" in said


def test_several_faults_are_told_together(written):
    said = fault(written("cluster,country,activity\nA,CL,sells\nA,,\n"))
    assert said.startswith("own.csv: 3 problems:")
    assert "row 2, column activity: there is no value of activity 'sells'" in said
    assert "row 3, column country: the country is empty. Fill it in." in said
    assert "row 3, column cluster: 'A' stands twice. Give each its own id." in said


def test_a_statement_that_says_otherwise_than_the_table_is_refused(written):
    table = written("cluster,country,knowledge\nA,CL,yes\n")
    head = "cluster,column,value,passage,paraphrase\n"
    said = fault(table, statements=written(f"{head}A,knowledge,no,p. 1,None.\n", "said.csv"))
    assert said == (
        "said.csv, row 2, column value: 'no' is said, but A has 'yes'. "
        "Write one and the same value in both tables."
    )
    said = fault(table, statements=written(f"{head}B,knowledge,yes,p. 1,Some.\n", "said.csv"))
    assert "said.csv, row 2, column cluster: there is no cluster 'B'." in said
    said = fault(table, statements=written(f"{head}A,knowlege,yes,p. 1,Some.\n", "said.csv"))
    assert "there is no column 'knowlege'. Did you mean 'knowledge'?" in said


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    assert "there is no such file" in fault(tmp_path / "none.csv")
